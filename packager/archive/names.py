"""Names in the archive: where an edition stands, and names that cannot leave their folder.

The pattern is Chronicling America's (paper / date / edition), as folders that sort by time:
``issues/<slug>/<year>/<date>_ed-N``, or ``issues/<slug>/undated/undated_ed-N``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date as Date
from pathlib import Path, PurePosixPath

import msgspec

from packager.archive import codes
from packager.diagnostics import ArchiveError

ISSUES = "issues"
UNDATED = "undated"

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_FOLDER = re.compile(r"(\d{4}-\d{2}-\d{2}|undated)_ed-([1-9]\d{0,5})", re.ASCII)
_UNPORTABLE = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\%]')
"""Characters that a USB stick or Windows refuses, and ``%``, on which BagIt tools disagree."""
_LONGEST_SLUG = 80
_LONGEST_NAME = 200
"""Bytes of UTF-8; file systems stop at 255."""


class EditionId(msgspec.Struct, frozen=True, order=True):
    """One edition of one issue. ``date`` is ISO 8601 or ``undated``; ``edition`` counts from 1."""

    slug: str
    date: str
    edition: int

    def __str__(self) -> str:
        """``slug/date_ed-N``, as the commands take it."""
        return f"{self.slug}/{self.date}_ed-{self.edition}"

    @property
    def folder(self) -> PurePosixPath:
        """Where it stands below the archive's root."""
        return editions_folder(self.slug, self.date) / f"{self.date}_ed-{self.edition}"


def editions_folder(slug: str, date: str) -> PurePosixPath:
    """The folder that holds all editions of an issue, and those of its year."""
    year = UNDATED if date == UNDATED else date[:4]
    return PurePosixPath(ISSUES, slug, year)


def checked_slug(slug: str) -> str:
    """Return a slug that is one harmless path component. Raises :class:`ArchiveError`."""
    if not _SLUG.fullmatch(slug) or len(slug) > _LONGEST_SLUG:
        raise ArchiveError(codes.BAD_NAME.at(f"`{_shown(slug)}` cannot be a slug"))
    return slug


def checked_date(date: str | None) -> str:
    """Return a real ISO 8601 date, or ``undated`` for None. Raises :class:`ArchiveError`."""
    if date is None:
        return UNDATED
    if date == UNDATED or not _is_date(date):
        raise ArchiveError(codes.BAD_NAME.at(f"`{_shown(date)}` is no ISO 8601 date"))
    return date


def parse_folder(slug: str, year: str, name: str) -> EditionId | None:
    """The edition that ``issues/<slug>/<year>/<name>`` holds, None if that is no edition."""
    match = _FOLDER.fullmatch(name)
    if match is None or not _SLUG.fullmatch(slug) or not _is_date(match[1]):
        return None
    found = EditionId(slug=slug, date=match[1], edition=int(match[2]))
    return found if found.folder.parts[2] == year else None


def parse_reference(text: str) -> tuple[str, str, int | None]:
    """Read ``slug/date``, ``slug/date_ed-N`` or a path to an edition's folder.

    Returns slug, date and edition (None: the newest). Raises :class:`ArchiveError`.
    """
    parts = PurePosixPath(text.replace("\\", "/")).parts
    if ISSUES in parts:
        place = len(parts) - 1 - parts[::-1].index(ISSUES)
        found = parse_folder(*parts[place + 1 :]) if len(parts) - place == 4 else None
        if found:
            return found.slug, found.date, found.edition
    if len(parts) == 2 and _SLUG.fullmatch(parts[0]):
        slug, rest = parts
        if match := _FOLDER.fullmatch(rest):
            return slug, match[1], int(match[2])
        if rest == UNDATED or _DATE.fullmatch(rest):
            return slug, rest, None
    raise ArchiveError(codes.NOT_FOUND.at(f"`{_shown(text)}` names no issue"))


def portable(paths: Iterable[str]) -> dict[str, str]:
    """Map every relative path to one that any file system and BagIt tool takes.

    Names keep their words: NFC, forbidden characters become ``_``, clashes (also by letter case)
    get a number. Raises :class:`ArchiveError` for a path that is absolute or climbs out.
    """
    taken: set[str] = set()
    result: dict[str, str] = {}
    for path in sorted(paths):
        pure = PurePosixPath(path)
        if pure.is_absolute() or not pure.parts or ".." in pure.parts:
            raise ArchiveError(codes.BAD_NAME.at(f"`{_shown(path)}` leads out of the issue"))
        stored = PurePosixPath(*map(_portable_part, pure.parts))
        candidate, count = stored, 1
        while str(candidate).casefold() in taken:
            count += 1
            candidate = stored.with_name(f"{stored.stem}-{count}{stored.suffix}")
        taken.add(str(candidate).casefold())
        result[path] = str(candidate)
    return result


def inside(root: Path, path: Path) -> Path:
    """Return ``path`` if no symbolic link leads it out of ``root``; raises ArchiveError."""
    if not path.resolve().is_relative_to(root.resolve()):
        raise ArchiveError(codes.BAD_NAME.at(f"`{path}` leads out of the archive"))
    return path


def _is_date(text: str) -> bool:
    """Whether a text is a day of the calendar (ISO 8601), or ``undated``."""
    if text == UNDATED:
        return True
    try:
        return bool(_DATE.fullmatch(text) and Date.fromisoformat(text))
    except ValueError:
        return False


def _portable_part(part: str) -> str:
    clean = _UNPORTABLE.sub("_", unicodedata.normalize("NFC", part)).rstrip(" .") or "_"
    stem, dot, suffix = clean.rpartition(".")
    if len(clean.encode()) <= _LONGEST_NAME:
        return clean
    keep = _LONGEST_NAME - len(f"{dot}{suffix}".encode()) if len(suffix) <= 10 else _LONGEST_NAME
    short = (stem if len(suffix) <= 10 else clean).encode()[:keep].decode(errors="ignore")
    return short + (f"{dot}{suffix}" if len(suffix) <= 10 else "")


def _shown(text: str) -> str:
    """A hostile name, short and without control characters, fit for a message."""
    plain = re.sub(r"[\x00-\x1f\x7f]", "?", text)
    return plain if len(plain) <= 60 else plain[:60] + "…"
