"""The bags on disk: added whole or not at all, found, and never overwritten."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from packager import __version__, files
from packager.archive import bag, codes, names
from packager.archive.names import EditionId
from packager.archive.payload import Submission, payload
from packager.archive.workspace import abandoned, workspace
from packager.diagnostics import ArchiveError
from packager.issue import Issue, from_json

_ABOUT = """\
This folder is an archive of newspaper issues, written by `packager`.

issues/<paper>/<year>/<date>_ed-N/  one edition of one issue: a BagIt bag (RFC 8493)
    data/issue.json                 the issue's words and structure
    data/source/                    what the issue was made from, verbatim
    data/epub/  data/pdf/           the editions to read and to print
    manifest-sha512.txt             the checksum of every file (check with `sha512sum -c`)

Everything else here can be made again from these folders.
"""


class Accession(msgspec.Struct, frozen=True):
    """What became of a submission."""

    path: Path
    """The edition's folder."""
    edition: int
    new: bool
    """False: the archive already held exactly this, and was left alone."""
    payload_bytes: int
    """Size of the payload."""
    payload_sha256: str
    """Of the payload manifest, so of all payload files."""


def add(root: Path, submission: Submission) -> Accession:
    """Store a finished issue as a new edition, or recognise it as one already held.

    The bag appears under its final name complete and flushed to disk, or not at all. Raises
    :class:`ArchiveError` for an impossible name or an archive that cannot be written.
    """
    slug = names.checked_slug(submission.slug)
    date = names.checked_date(submission.issue.date)
    data = payload(submission)
    try:
        return _add(root, slug, date, data, _bag_info(submission.issue))
    except OSError as error:
        raise ArchiveError(codes.NOT_WRITABLE.at(_reason(error), file=str(root))) from error


def _add(
    root: Path, slug: str, date: str, data: Mapping[str, bytes], info: Mapping[str, str]
) -> Accession:
    sweep(root)
    manifest = bag.manifest(data)
    parent = root / names.editions_folder(slug, date)
    parent.mkdir(parents=True, exist_ok=True)
    names.inside(root, parent)
    with workspace(root) as work:
        _introduce(root)
        built = work / "bag"
        while True:
            held = list(editions(root, slug, date))
            for edition in held:
                if _manifest(root, edition) == manifest:
                    return _accession(root, edition, data, manifest, new=False)
            edition = EditionId(slug, date, max((e.edition for e in held), default=0) + 1)
            if not built.exists():
                bag.write(built, data, {**info, "External-Identifier": f"{slug}/{date}"})
            try:
                built.rename(root / edition.folder)
            except OSError as error:
                if error.errno not in (errno.EEXIST, errno.ENOTEMPTY):
                    raise
                continue  # another writer took the number: look again
            for folder in (parent, parent.parent, parent.parent.parent, root):
                bag.sync_folder(folder)
            return _accession(root, edition, data, manifest, new=True)


def sweep(root: Path) -> None:
    """Remove what writers that died left in ``incoming/``. Raises :class:`OSError`."""
    for folder in abandoned(root):
        shutil.rmtree(folder, ignore_errors=True)


def editions(root: Path, slug: str | None = None, date: str | None = None) -> Iterator[EditionId]:
    """Every edition in the archive, of one paper or one issue if asked, by slug and date.

    ``date`` may be a prefix (``2025`` or ``2025-07``) or ``undated``.
    """
    issues = root / names.ISSUES
    for paper in [issues / slug] if slug else sorted(issues.iterdir()):
        found = (
            names.parse_folder(paper.name, folder.parent.name, folder.name)
            for folder in paper.glob("*/*_ed-*")
        )
        yield from sorted(e for e in found if e and e.date.startswith(date or ""))


def strays(root: Path) -> Iterator[str]:
    """Paths below ``issues/`` that hold no edition."""
    for paper in sorted((root / names.ISSUES).glob("*")):
        if not paper.is_dir():
            yield paper.relative_to(root).as_posix()
            continue
        for year in sorted(paper.iterdir()):
            inner = sorted(year.iterdir()) if year.is_dir() else [year]
            for folder in inner:
                if not names.parse_folder(paper.name, year.name, folder.name):
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
    raise ArchiveError(codes.NOT_FOUND.at(f"the archive has no issue {reference}"))


def opened(root: Path) -> Path:
    """Return ``root`` if an archive stands there. Raises :class:`ArchiveError`."""
    if not (root / names.ISSUES).is_dir():
        raise ArchiveError(codes.NO_ARCHIVE.at(f"no archive at {root}", file=str(root)))
    return root


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


def _accession(
    root: Path, edition: EditionId, data: Mapping[str, bytes], manifest: bytes, *, new: bool
) -> Accession:
    return Accession(
        path=root / edition.folder,
        edition=edition.edition,
        new=new,
        payload_bytes=sum(map(len, data.values())),
        payload_sha256=hashlib.sha256(manifest).hexdigest(),
    )


def _bag_info(issue: Issue) -> dict[str, str]:
    """``bag-info.txt``: the only place of the bag where a clock may show."""
    known = {
        "External-Description": " ".join(filter(None, (issue.publication.title, issue.date))),
        "Source-Organization": issue.publication.publisher,
        "Bag-Software-Agent": f"packager {__version__}",
        "Bagging-Date": _today(),
    }
    return {key: value for key, value in known.items() if value}


def _today() -> str:
    """The day, or that of SOURCE_DATE_EPOCH for builds that must not see the clock."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else datetime.now(UTC)
    return now.date().isoformat()


def _introduce(root: Path) -> None:
    """Leave a note for whoever finds the archive without its program."""
    note = root / "README.txt"
    if not note.exists():
        files.write(note, _ABOUT.encode())


def _reason(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "the disk is full; the issue was not added"
    return f"the archive cannot be written: {error.strerror or error}"
