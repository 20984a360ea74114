"""What made an issue: versions, faces and layout with their checksums. No clock, no paths."""

from __future__ import annotations

import hashlib
import platform
from importlib import metadata
from pathlib import Path

from packager import __version__, fonts
from packager import layout as layouts

_LIBRARIES = ("weasyprint", "pikepdf", "ebooklib", "uharfbuzz", "jinja2", "markdown-it-py", "lxml")


def record(layout: str) -> dict[str, object]:
    """Versions of the package and of the libraries that shape its outputs, and the layout used.

    Raises :class:`AssetError` when the layout cannot be read.
    """
    look = layouts.load(layout)
    faces = sorted({name for chain in look.faces.values() for name in chain})
    return {
        "packager": __version__,
        "python": platform.python_version(),
        "libraries": {name: metadata.version(name) for name in _LIBRARIES},
        "layout": {"name": look.name, "files": _sums(Path(look.folder))},
        "fonts": {name: fonts.face(name).sha256 for name in faces},
    }


def _sums(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
