"""Adding many sources: found in folders, built one by one, resumable without any record.

What is archived already is known by the checksum of its source file in the bags' manifests.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from packager import reading
from packager.archive import bag, store
from packager.archive.codes import NOT_WRITABLE
from packager.diagnostics import ArchiveError, PackagerError

_ONE_ISSUE = re.compile(
    r"issue\.toml|issue\.json|.*mets\.xml|.*_(?:middle|content_list(?:_v2)?)\.json", re.I
)
"""Files that tell that their folder is one issue: a sidecar, or a parser's output."""
_SUFFIXES = frozenset({".md", ".markdown", ".json", ".html", ".htm", ".xml", ".txt", ".docx"})


class Taken(msgspec.Struct, frozen=True):
    """What became of a source: the archived edition's folder, or why it failed."""

    source: str
    path: str | None = None
    failure: str | None = None


def found(root: Path, given: Iterable[Path]) -> Iterator[Path]:
    """The sources in files and folder trees, each an issue, in order of their paths.

    The archive itself may stand in such a tree: it is no source, and no bag of another is.
    """
    for path in given:
        yield from [path] if path.is_file() else _below(path, root.resolve())


def waiting(root: Path, sources: Iterable[Path]) -> Iterator[Path]:
    """Those of the sources that the archive does not hold yet."""
    held = _held(root)
    for path in sources:
        read = _read(path)
        if not read or not all(hashlib.sha512(data).hexdigest() in held for data in read):
            yield path


def add_all(root: Path, sources: Iterable[Path], layout: str, slug: str | None) -> Iterator[Taken]:
    """Build and archive each source, as ``build`` does.

    A source that fails is told and does not stop the rest. Raises :class:`ArchiveError` when the
    archive itself cannot be written: so would all others.
    """
    from packager.epub.options import Options
    from packager.pipeline import Request, build

    for source in sources:
        try:
            report = build(
                Request(
                    sources=(source,), to=("archive",), layout=layout, slug=slug, archive=root,
                    epub=Options(layout=layout),
                )
            )  # fmt: skip
        except (PackagerError, OSError) as error:
            if isinstance(error, ArchiveError) and error.diagnostic.code == NOT_WRITABLE.code:
                raise
            yield Taken(str(source), failure=str(error))
            continue
        yield Taken(str(source), path=next(o.path for o in report.outputs if o.kind == "archive"))


def _held(root: Path) -> set[str]:
    """The checksums of all source files in the archive."""
    sums: set[str] = set()
    for edition in store.editions(root):
        try:
            found = bag.sums(root / edition.folder).items()
        except ArchiveError:
            continue  # damaged: built again rather than taken for granted
        sums |= {digest for path, digest in found if path.startswith("data/source/")}
    return sums


def _read(path: Path) -> list[bytes]:
    """The files that building a source would read; none for a folder that makes no issue.

    Of a folder only reading it tells: beside the pages may lie much that is no source.
    """
    if path.is_file():
        return [path.read_bytes()]
    try:
        return list(reading.read(path).sources.values())
    except PackagerError:
        return []  # building it will tell why


def _below(folder: Path, root: Path) -> Iterator[Path]:
    """The sources in a folder tree: files, and folders whose files make one issue."""
    if folder.resolve() == root or (folder / "bagit.txt").is_file():
        return
    inside = sorted(folder.iterdir())
    if any(_ONE_ISSUE.fullmatch(path.name) for path in inside):
        yield folder
        return
    for path in inside:
        if path.is_dir() and not path.name.startswith(".") and not path.is_symlink():
            yield from _below(path, root)
        elif _is_source(path):
            yield path


def _is_source(path: Path) -> bool:
    known = path.suffix.lower() in _SUFFIXES and not path.name.startswith(".")
    return known and path.is_file()
