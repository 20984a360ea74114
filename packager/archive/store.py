"""The bags on disk: added whole or not at all, found, and never overwritten."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import msgspec

from packager import files
from packager.archive import bag, codes, names
from packager.archive.names import EditionId
from packager.archive.workspace import LEFT, abandoned, workspace
from packager.diagnostics import ArchiveError
from packager.issue import Issue, from_json

_INTENT = "edition"
"""In a writer's workspace: the edition it is about to finish."""
_TOMBSTONE = ".removed.json"
_ABOUT = Path(__file__).parent / "templates" / "README.txt"


class Placed(msgspec.Struct, frozen=True):
    """Where a payload stands now; ``new`` is False when it stood there already."""

    edition: EditionId
    new: bool


def place(
    root: Path,
    slug: str,
    date: str,
    *,
    payload: Mapping[str, bytes],
    info: Mapping[str, str],
    enter: Callable[[EditionId], bool],
) -> Placed:
    """Store a payload as a new edition, unless an edition of the issue holds exactly it.

    The bag appears under its final name complete and flushed to disk, or not at all. ``enter`` is
    told of a new edition; if it cannot enter it, or the writer dies before that, :func:`sweep`
    tells of it later.
    Raises :class:`OSError`.
    """
    manifest = bag.manifest(payload)
    parent = root / names.editions_folder(slug, date)
    parent.mkdir(parents=True, exist_ok=True)
    names.inside(root, parent)
    with workspace(root) as work:
        _introduce(root)
        built = work / "bag"
        while True:
            number = 0
            for edition in editions(root, slug, date):
                if _manifest(root, edition) == manifest:
                    return Placed(edition, new=False)
                number = edition.edition
            number = max(number, *removed(root, slug, date), 0)
            edition = EditionId(slug, date, number + 1)
            if not built.exists():
                bag.write(built, payload, {**info, "External-Identifier": f"{slug}/{date}"})
            (work / _INTENT).write_text(str(edition), encoding="utf-8")
            try:
                built.rename(root / edition.folder)
            except OSError as error:
                if error.errno not in (errno.EEXIST, errno.ENOTEMPTY):
                    raise
                continue  # another writer took the number: look again
            for folder in (parent, parent.parent, parent.parent.parent, root):
                bag.sync_folder(folder)
            if not enter(edition):
                (work / _INTENT).rename(work / LEFT)
            return Placed(edition, new=True)


def sweep(root: Path, enter: Callable[[EditionId], bool]) -> None:
    """Clear away what writers left, telling of editions they finished but did not enter.

    Raises :class:`OSError`.
    """
    for folder in abandoned(root):
        intent = next(filter(Path.is_file, (folder / _INTENT, folder / LEFT)), None)
        if intent and not (folder / "bag").exists():
            slug, date, number = names.parse_reference(intent.read_text(encoding="utf-8"))
            edition = EditionId(slug, date, number or 0)
            if (root / edition.folder).is_dir() and not enter(edition):
                continue
        shutil.rmtree(folder, ignore_errors=True)


def remove(root: Path, edition: EditionId, tombstone: bytes) -> None:
    """Take an edition out for good and leave a tombstone in its place; its number stays taken.

    Raises :class:`OSError`.
    """
    folder = root / edition.folder
    with workspace(root) as work:
        files.write(folder.with_name(folder.name + _TOMBSTONE), tombstone)
        folder.rename(work / "removed")
        bag.sync_folder(folder.parent)


def removed(root: Path, slug: str, date: str) -> Iterator[int]:
    """The edition numbers of an issue that tombstones hold."""
    for path in (root / names.editions_folder(slug, date)).glob(f"{date}_ed-*{_TOMBSTONE}"):
        edition = names.parse_folder(slug, path.parent.name, path.name.removesuffix(_TOMBSTONE))
        if edition:
            yield edition.edition


def editions(root: Path, slug: str | None = None, date: str | None = None) -> Iterator[EditionId]:
    """Every edition in the archive, of one paper or one issue if asked, by slug and date.

    ``date`` may be a prefix (``2025`` or ``2025-07``) or ``undated``.
    """
    issues = root / names.ISSUES
    if not issues.is_dir():
        return
    year = "*" if len(date or "") < 4 else names.editions_folder("", date or "").name
    for paper in [issues / slug] if slug else sorted(issues.iterdir()):
        found = (
            names.parse_folder(paper.name, folder.parent.name, folder.name)
            for folder in paper.glob(f"{year}/*_ed-*")
        )
        yield from sorted(e for e in found if e and e.date.startswith(date or ""))


def strays(root: Path) -> Iterator[str]:
    """Paths below ``issues/`` that hold no edition."""
    for paper in sorted((root / names.ISSUES).glob("*")):
        if not paper.is_dir():
            yield paper.relative_to(root).as_posix()
            continue
        if not any(paper.iterdir()):
            yield paper.relative_to(root).as_posix()
        for year in sorted(paper.iterdir()):
            inner = sorted(year.iterdir()) if year.is_dir() else [year]
            for folder in inner:
                name = folder.name.removesuffix(_TOMBSTONE)
                if not names.parse_folder(paper.name, year.name, name):
                    yield folder.relative_to(root).as_posix()


def find(root: Path, reference: str) -> EditionId:
    """The edition that ``slug/date``, ``slug/date_ed-N`` or a path names.

    Without an edition number the newest. Raises :class:`ArchiveError`.
    """
    opened(root)
    slug, date, number = names.parse_reference(reference)
    held = [e for e in editions(root, slug, date) if e.date == date]
    for edition in reversed(held):
        if number in (None, edition.edition):
            return edition
    stone = EditionId(slug, date, number or 1).folder
    stone = stone.with_name(stone.name + _TOMBSTONE)
    if (root / stone).is_file():
        raise ArchiveError(codes.NOT_FOUND.at(f"{reference} was removed", file=str(stone)))
    raise ArchiveError(codes.NOT_FOUND.at(f"the archive has no issue {reference}"))


def opened(root: Path) -> Path:
    """Return ``root`` if an archive stands there. Raises :class:`ArchiveError`."""
    if not (root / names.ISSUES).is_dir():
        raise ArchiveError(codes.NO_ARCHIVE.at(f"no archive at {root}", file=str(root)))
    return root


def newest(root: Path, edition: EditionId) -> EditionId:
    """The edition that counts: the newest of its date; of undated issues each is its own."""
    if edition.date == names.UNDATED:
        return edition
    return max(e for e in editions(root, edition.slug, edition.date) if e.date == edition.date)


def read_issue(root: Path, edition: EditionId) -> Issue:
    """The issue of an edition. Raises :class:`ArchiveError` when it cannot be read."""
    path = root / edition.folder / "data" / "issue.json"
    try:
        return from_json(path.read_bytes())
    except (OSError, msgspec.DecodeError) as error:
        raise ArchiveError(
            codes.UNREADABLE.at(f"{edition}: {error}", file=f"{edition.folder}/data/issue.json")
        ) from error


def _manifest(root: Path, edition: EditionId) -> bytes | None:
    try:
        return (root / edition.folder / bag.MANIFEST).read_bytes()
    except FileNotFoundError:
        return None  # damaged, and so not the same


def _introduce(root: Path) -> None:
    """Leave a note for whoever finds the archive without its program."""
    note = root / "README.txt"
    if not note.exists():
        files.write(note, _ABOUT.read_bytes())


def not_writable(root: Path, error: OSError) -> ArchiveError:
    """The refusal that an error of the file system comes to."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        reason = "the disk is full; nothing was changed"
    else:
        reason = f"the archive cannot be written: {error.strerror or error}"
    return ArchiveError(codes.NOT_WRITABLE.at(reason, file=str(root)))
