"""Reading: a source file or folder becomes a draft. Which format it is, is decided here and nowhere else."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

from packager.diagnostics import Code, SourceError
from packager.reading import issue_json, markdown
from packager.reading.draft import Draft, DraftBlock, Metadata, SourceFile
from packager.reading.metadata import from_toml

__all__ = ["Draft", "DraftBlock", "Metadata", "SourceFile", "read"]

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

MAX_BYTES = 256 * 2**20
"""Largest source file that is read."""


def read(path: Path) -> Draft:
    """Read one source file, or a folder of page files in natural order.

    A sidecar ``issue.toml`` in the same folder fills in metadata that the source does not give.
    Raises :class:`SourceError` (R1xx) for what cannot be read.
    """
    folder = path if path.is_dir() else path.parent
    files = _page_files(path) if path.is_dir() else (path,)
    if not files:
        raise SourceError(UNREADABLE.at("the folder holds no page file", file=str(path)))
    drafts = [_read_file(file, folder) for file in files]
    draft = drafts[0]
    sidecar = folder / "issue.toml"
    if not sidecar.is_file():
        return draft
    source = SourceFile("issue.toml", _bytes(sidecar))
    metadata, diagnostics = from_toml(source.data, file="issue.toml")
    return msgspec.structs.replace(
        draft,
        metadata=draft.metadata.over(metadata),
        sources=(*draft.sources, source),
        diagnostics=draft.diagnostics + diagnostics,
    )


def _page_files(folder: Path) -> tuple[Path, ...]:
    names = (
        p for p in folder.iterdir() if p.suffix.lower() in (".md", ".markdown") and p.is_file()
    )
    return tuple(sorted(names, key=natural))


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
    source = SourceFile(path.relative_to(folder).as_posix(), _bytes(path))
    if path.suffix.lower() == ".json":
        return Draft(
            format="issue.json",
            issue=issue_json.read(source.data, file=source.path),
            sources=(source,),
            folder=folder,
        )
    if path.suffix.lower() not in (".md", ".markdown", ".txt"):
        raise SourceError(
            UNSUPPORTED.at(f"`{path.suffix}` is not a known kind of source", file=source.path)
        )
    found = markdown.read(source.data.decode("utf-8-sig", "replace"), file=source.path)
    return Draft(
        format="markdown",
        blocks=found.blocks,
        metadata=found.matter.metadata,
        sources=(source,),
        folder=folder,
        diagnostics=found.matter.diagnostics,
    )
