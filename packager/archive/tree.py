"""Adding many sources: found in folders, built one by one, resumable without any record.

What is archived already is known by the checksum of its source file in the bags' manifests.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from packager.archive import bag, store
from packager.diagnostics import PackagerError

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
        files = [path] if path.is_file() else [p for p in path.iterdir() if _is_source(p)]
        if not all(hashlib.sha512(p.read_bytes()).hexdigest() in held for p in files):
            yield path


def add_all(root: Path, sources: Iterable[Path], layout: str, slug: str | None) -> Iterator[Taken]:
    """Build and archive each source; a source that fails is told and does not stop the rest."""
    from packager.pipeline import Request, build

    for source in sources:
        try:
            report = build(
                Request(sources=(source,), to=("archive",), layout=layout, slug=slug, archive=root)
            )
        except (PackagerError, OSError) as error:
            yield Taken(str(source), failure=str(error))
            continue
        yield Taken(str(source), path=next(o.path for o in report.outputs if o.kind == "archive"))


def _held(root: Path) -> set[str]:
    """The checksums of all source files in the archive."""
    sums: set[str] = set()
    for edition in store.editions(root):
        try:
            found = bag.sums(root / edition.folder).items()
        except (OSError, ValueError):
            continue  # damaged: built again rather than taken for granted
        sums |= {digest for path, digest in found if path.startswith("data/source/")}
    return sums


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
