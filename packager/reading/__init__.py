"""Reading: a source file or folder becomes a draft. Which format it is, is decided here and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import msgspec

from packager.diagnostics import Code, SourceError
from packager.reading import issue_json, markdown
from packager.reading.draft import Draft, DraftBlock, Metadata
from packager.reading.metadata import from_toml

__all__ = ["Draft", "DraftBlock", "Metadata", "read"]

UNREADABLE = Code(
    "R100",
    "error",
    "the source cannot be read",
    "Check the path and its permissions, and that it holds an issue.",
    "packager build missing.md",
)
UNSUPPORTED = Code(
    "R101",
    "error",
    "the format of the source is not known",
    "Give Markdown, plain text, issue.json, MinerU, PaddleOCR or Docling JSON, HTML, NITF, NewsML or METS/ALTO.",
    "packager build scan.pdf",
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
    sidecar = folder / "issue.toml"
    if not sidecar.is_file():
        return draft
    data = _bytes(sidecar)
    metadata, diagnostics = from_toml(data, file="issue.toml")
    return msgspec.structs.replace(
        draft,
        metadata=draft.metadata.over(metadata),
        sources={**draft.sources, "issue.toml": data},
        diagnostics=draft.diagnostics + diagnostics,
    )


def _together(drafts: Sequence[Draft], folder: Path) -> Draft:
    """One issue out of its page files: each file begins a page, unless it says so itself."""
    blocks: list[DraftBlock] = []
    metadata = Metadata()
    for draft in drafts:
        if draft.issue is not None:
            raise SourceError(UNSUPPORTED.at("an issue.json is a whole issue, not a page of one"))
        if draft.blocks and draft.blocks[0].kind != "page":
            blocks.append(DraftBlock(kind="page", file=draft.blocks[0].file))
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


def _page_files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    names = [p for p in path.iterdir() if p.suffix.lower() in (".md", ".markdown") and p.is_file()]
    if not names:
        raise SourceError(UNREADABLE.at("the folder holds no page file", file=str(path)))
    return sorted(names, key=natural)


def natural(path: Path) -> list[tuple[int, str]]:
    """Sort key that counts: ``page2`` before ``page10``."""
    return [
        (int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"(\d+)", path.name)
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
    if path.suffix.lower() == ".json":
        issue = issue_json.read(data, file=name)
        return Draft(format="issue.json", issue=issue, sources={name: data}, folder=folder)
    if path.suffix.lower() not in (".md", ".markdown", ".txt"):
        raise SourceError(UNSUPPORTED.at(f"`{path.suffix}` is no kind of source", file=name))
    found = markdown.read(data.decode("utf-8-sig", "replace"), file=name)
    return Draft(
        format="markdown",
        blocks=found.blocks,
        metadata=found.matter.metadata,
        sources={name: data},
        folder=folder,
        diagnostics=found.matter.diagnostics,
    )
