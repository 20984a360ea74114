"""What made an issue: versions, faces and layout with checksums, what was asked. No clock or path.

The same request for the same source gives the same record, whoever runs it and wherever.
"""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from packager import __version__, fonts, resources
from packager import layout as layouts

if TYPE_CHECKING:
    from packager.pipeline import Request

_LIBRARIES = ("weasyprint", "pikepdf", "ebooklib", "uharfbuzz", "jinja2", "markdown-it-py", "lxml")


def record(request: Request) -> dict[str, object]:
    """Versions of the package and of the libraries that shape its outputs, and what was asked.

    Raises :class:`AssetError` when the layout cannot be read.
    """
    look = layouts.load(request.layout)
    faces = sorted({name for chain in look.faces.values() for name in chain})
    return {
        "packager": __version__,
        "python": platform.python_version(),
        "libraries": {name: metadata.version(name) for name in _LIBRARIES},
        "layout": {"name": look.name, "files": _sums(_layers(Path(look.folder)))},
        "fonts": {name: fonts.face(name).sha256 for name in faces},
        "asked": _asked(request),
    }


def _asked(request: Request) -> dict[str, object]:
    """What was asked for beyond the defaults, as far as it shapes the files; of files checksums."""
    style = request.epub.layout
    styled = {"layout": Path(style).name} if style and style != request.layout else {}
    options = _changed(msgspec.structs.replace(request.epub, layout=None))
    given = {
        "metadata": _changed(request.known),
        "pdf_edition": request.pdf_edition,
        "icc": request.icc and _sum(request.icc),
        "plan": request.plan and _sum(request.plan),
        "black_pages": request.black_pages,
        "facsimile": request.facsimile,
        "epub": options | styled,
    }
    return {name: value for name, value in given.items() if value}


def _changed(options: msgspec.Struct) -> dict[str, object]:
    """The options that are not what they are by default."""
    plain = type(options)()
    return {
        name: value
        for name, value in msgspec.structs.asdict(options).items()
        if value != getattr(plain, name)
    }


def _layers(folder: Path) -> Iterator[Path]:
    """The folders that make a layout: its own, those that it extends, the common templates."""
    base: str | None = folder.name
    while base:
        yield folder
        base = msgspec.toml.decode((folder / "layout.toml").read_bytes()).get("extends")
        folder = resources.LAYOUTS / (base or "")
    yield resources.LAYOUTS / "common"


def _sums(folders: Iterator[Path]) -> dict[str, str]:
    return {
        f"{folder.name}/{path.relative_to(folder).as_posix()}": _sum(path)
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _sum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
