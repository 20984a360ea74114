"""What can be chosen for an EPUB."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

import msgspec

from packager import resources
from packager.diagnostics import AssetError, Code
from packager.epub.typefaces import Embedding
from packager.patterns import expression

THEME_REACHES_OUT = Code(
    "E608",
    "error",
    "A theme's style sheet loads something",
    "Take @import and url() out of epub.css: an EPUB must hold all it shows.",
    "@import url(https://example.org/fonts.css);",
)
_LOADS = expression(r"@import|url\s*\(|@charset|@namespace|expression\s*\(|\\", re.IGNORECASE)


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """How the EPUB is made. The defaults suit every reading device."""

    layout: str | None = None
    """Name or folder of a layout; its ``epub.css``, if it has one, follows the base style."""
    chapters: Literal[1, 2] = 2
    """Which level of the contents starts a new file: 1 printed pages, 2 stories."""
    pictures: bool = True
    """False leaves every picture but the cover out; captions stay."""
    fonts: Embedding = "none"
    linked_data: bool = False
    """JSON-LD ``NewsArticle`` in every story's file."""
    budget: int | None = None
    """Bytes that the file should not exceed: pictures are made smaller, as far as sensible."""


STANDARD = Options()


def theme(layout: str | None) -> str:
    """The ``epub.css`` of a layout, or nothing.

    Raises :class:`AssetError` for a style sheet that loads anything or cannot be read.
    """
    if layout is None:
        return ""
    folder = resources.LAYOUTS / layout
    path = (folder if folder.is_dir() else Path(layout)) / "epub.css"
    if not path.is_file():
        return ""
    try:
        css = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise AssetError(
            THEME_REACHES_OUT.at(f"cannot be read: {error}", file=str(path))
        ) from error
    for number, line in enumerate(css.splitlines(), 1):
        if found := _LOADS.search(line):
            message = f"`{found[0]}` is not allowed in a theme"
            raise AssetError(THEME_REACHES_OUT.at(message, file=str(path), line=number))
    return css
