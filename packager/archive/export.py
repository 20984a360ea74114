"""Taking issues out: a bag as one file, issues as lines of JSON."""

from __future__ import annotations

import tarfile
import zipfile
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Literal

import msgspec

from packager.archive import bag, codes, store
from packager.archive.names import EditionId
from packager.diagnostics import ArchiveError
from packager.issue import to_json

Format = Literal["zip", "tar"]
_EPOCH = (1980, 1, 1, 0, 0, 0)


def packed(root: Path, edition: EditionId, form: Format) -> bytes:
    """A whole bag as one zip or tar file; the same bag gives the same bytes.

    Raises :class:`ArchiveError` (A711 …) when the bag is damaged: what leaves the archive is sound.
    """
    folder = root / edition.folder
    for fault in bag.check(folder):
        raise ArchiveError(fault.at(str(edition.folder)))
    name = str(edition).replace("/", "_")
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    named = ((f"{name}/{path.relative_to(folder).as_posix()}", path.read_bytes()) for path in files)
    return _zip(named) if form == "zip" else _tar(named)


def lines(root: Path, editions: Iterable[EditionId]) -> Iterator[bytes]:
    """Each issue as one line of JSON with its ``id``, for corpora. Raises ArchiveError."""
    for edition in editions:
        issue = msgspec.json.decode(to_json(store.read_issue(root, edition)))
        yield msgspec.json.encode({"id": str(edition)} | issue) + b"\n"


def volume(root: Path, editions: Iterable[EditionId]) -> list[tuple[EditionId, Path]]:
    """The EPUB of each edition, in order, for binding into one volume.

    Raises :class:`ArchiveError` for an edition that holds none.
    """
    found = []
    for edition in editions:
        epubs = sorted((root / edition.folder / "data/epub").glob("*.epub"))
        if not epubs:
            raise ArchiveError(codes.NOTHING_TO_EXPORT.at(f"{edition} holds no EPUB"))
        found.append((edition, epubs[0]))
    return found


def _zip(files: Iterable[tuple[str, bytes]]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _tar(files: Iterable[tuple[str, bytes]]) -> bytes:
    buffer = BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name, data in files:
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, BytesIO(data))
    return buffer.getvalue()
