"""Reading: a source file, or a folder of page files, becomes a draft."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import msgspec

from packager.collector import resting
from packager.diagnostics import Code, SourceError
from packager.patterns import expression
from packager.reading import formats
from packager.reading.draft import Draft, DraftBlock, Metadata
from packager.reading.marks import arabic
from packager.reading.metadata import from_toml

__all__ = ["Draft", "DraftBlock", "Metadata", "read"]

UNREADABLE = Code(
    "R100",
    "error",
    "the source cannot be read",
    "Check the path and its permissions, and that it holds an issue.",
    "packager build missing.md",
)
EMPTY = Code(
    "R105",
    "error",
    "the source holds nothing to read",
    "Check that the right file was given and that it is not empty or binary.",
    "packager build empty.md",
)

MAX_BYTES = 256 * 2**20
"""Largest source file that is read."""
_SIDECAR = "issue.toml"


@resting()
def read(*paths: Path) -> Draft:
    """Read one source file, several page files of one issue, or a folder of them in natural order.

    A sidecar ``issue.toml`` in the same folder fills in metadata that the source does not give.
    Raises :class:`SourceError` (R1xx) for what cannot be read.
    """
    if not paths:
        raise SourceError(UNREADABLE.at("no source is given"))
    folder = paths[0] if paths[0].is_dir() else paths[0].parent
    files = [file for path in paths for file in _page_files(path)]
    drafts = [_read_file(file, folder) for file in files]
    draft = drafts[0] if len(drafts) == 1 else _together(drafts, folder)
    if draft.issue is None and all(block.kind in ("page", "rule") for block in draft.blocks):
        raise SourceError(EMPTY.at("no text was found", file=next(iter(draft.sources))))
    sidecar = folder / _SIDECAR
    if not sidecar.is_file():
        return draft
    data = _bytes(sidecar)
    metadata, diagnostics = from_toml(data, file=_SIDECAR)
    return msgspec.structs.replace(
        draft,
        metadata=draft.metadata.over(metadata),
        sources={**draft.sources, _SIDECAR: data},
        diagnostics=draft.diagnostics + diagnostics,
    )


def _together(drafts: Sequence[Draft], folder: Path) -> Draft:
    """One issue out of its page files: each file begins a page, unless it says so itself."""
    blocks: list[DraftBlock] = []
    metadata = Metadata()
    numbers = _numbers([next(iter(draft.sources)) for draft in drafts])
    for draft, number in zip(drafts, numbers, strict=True):
        if draft.issue is not None:
            raise SourceError(
                formats.UNSUPPORTED.at("an issue.json is a whole issue, not a page of one")
            )
        first = draft.blocks[0] if draft.blocks else None
        if first is not None and first.kind != "page":
            blocks.append(DraftBlock(kind="page", number=number, file=first.file))
        blocks += draft.blocks
        metadata = metadata.over(draft.metadata)
    return Draft(
        format=drafts[0].format,
        blocks=tuple(blocks),
        metadata=metadata,
        sources={path: data for draft in drafts for path, data in draft.sources.items()},
        folder=folder,
        diagnostics=tuple(d for draft in drafts for d in draft.diagnostics),
    )


def _numbers(names: Sequence[str]) -> list[str | None]:
    """Page numbers out of file names (``A02.md``, ``第2版.md``), if every file has its own."""
    found = [_FILE_NUMBER.findall(name.rpartition(".")[0]) for name in names]
    numbers = [arabic(each[-1]) if each else None for each in found]
    if None in numbers or len(set(numbers)) < len(numbers):
        return [None] * len(names)
    return list(numbers)


_FILE_NUMBER = expression(r"(?<![0-9A-Za-z])(?:page|p)?[-_ ]?([A-D]?\d{1,3})(?!\d)", re.I)
_RANKS = (
    expression(r"issue\.json$"),
    expression(r".*_?mets\.xml$", re.I),
    expression(r".*_middle\.json$", re.I),
    expression(r".*_content_list_v2\.json$", re.I),
    expression(r".*_content_list\.json$", re.I),
    expression(r"(?!.*_model\.json$|.*_layout\.json$).*\.json$", re.I),
    expression(r"(?!readme|changelog|licen[cs]e|index\.)[^.].*\.(?:md|markdown)$", re.I),
    expression(r".*\.(?:html?|xhtml)$", re.I),
    expression(r".*\.(?:xml|nitf)$", re.I),
    expression(r"(?!readme|.*manifest|.*checksums?|bagit|bag-info|licen[cs]e).*\.txt$", re.I),
)
"""Which files of a folder are its pages: those of the first pattern that any file fits."""


def _page_files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    files = [p for p in path.iterdir() if p.is_file() and not p.name.startswith(".")]
    for rank in _RANKS:
        found = [p for p in files if rank.fullmatch(p.name)]
        if found:
            return sorted(found, key=natural)
    raise SourceError(UNREADABLE.at("the folder holds no page file", file=str(path)))


def natural(path: Path) -> list[tuple[int, str]]:
    """Sort key that counts: ``page2`` before ``page10``."""
    return [
        (int(part), "") if part.isdecimal() else (-1, part)
        for part in re.split(r"(\d+)", path.name)
    ]


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise SourceError(UNREADABLE.at(f"larger than {MAX_BYTES >> 20} MB", file=str(path)))
        return path.read_bytes()
    except OSError as error:
        raise SourceError(UNREADABLE.at(error.strerror or str(error), file=str(path))) from error


def _read_file(path: Path, folder: Path) -> Draft:
    data = _bytes(path)
    name = path.relative_to(folder).as_posix() if path.is_relative_to(folder) else path.name
    sources = {name: data}

    def load(href: str) -> bytes | None:
        """Another file beside this one; nothing outside the folder."""
        other = (path.parent / href).resolve()
        if not other.is_relative_to(folder.resolve()) or not other.is_file():
            return None
        sources[other.relative_to(folder.resolve()).as_posix()] = _bytes(other)
        return sources[other.relative_to(folder.resolve()).as_posix()]

    decoded = formats.read(data, file=name, load=load)
    return Draft(
        format=decoded.format,
        issue=decoded.issue,
        blocks=decoded.found.blocks,
        metadata=decoded.found.metadata,
        sources=sources,
        folder=folder,
        diagnostics=decoded.found.diagnostics,
    )
