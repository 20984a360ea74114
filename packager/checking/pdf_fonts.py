"""Fonts of a PDF: whether they are embedded and whether their glyphs exist and tell their text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import uharfbuzz as hb
from pikepdf import Dictionary, Stream

from packager.checking.content import Piece
from packager.diagnostics import Code, Diagnostic

FONT_NOT_EMBEDDED = Code(
    "P551", "error", "A font is not embedded",
    "Embed it: a press or a reader in fifty years will set another one in its place.",
)  # fmt: skip
MISSING_GLYPH = Code(
    "P552", "error", "A missing glyph is printed as a box",
    "Add a font that has the character, or correct the source.",
)  # fmt: skip
NO_UNICODE = Code(
    "P553", "error", "Text cannot be told from its glyphs",
    "Build it again: every glyph needs a Unicode text for copying, search and reading aloud.",
)  # fmt: skip

_CHARACTER = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]*)>")
_RANGE = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")


class Font:
    """One font as the page uses it."""

    def __init__(self, font: Any) -> None:
        self.name = str(font.get("/BaseFont", font.get("/Name", "a font"))).lstrip("/")
        self.composite = font.get("/Subtype") == "/Type0"
        inner = font.DescendantFonts[0] if self.composite else font
        descriptor = inner.get("/FontDescriptor", Dictionary())
        files = [descriptor.get(f"/FontFile{kind}") for kind in ("", "2", "3")]
        file = next((file for file in files if file is not None), None)
        self.embedded = file is not None or font.get("/Subtype") == "/Type3"
        table = font.get("/ToUnicode")
        self.unicode = to_unicode(table.read_bytes()) if table is not None else None
        self.glyphs: int | None = None
        encoding = font.get("/Encoding")
        to_glyph = inner.get("/CIDToGIDMap", "/Identity")
        self.cids = _cids(encoding) if isinstance(encoding, Stream) else None
        own = encoding == "/Identity-H" or self.cids is not None
        if file is not None and own and to_glyph == "/Identity":
            self.glyphs = hb.Face(hb.Blob(file.read_bytes())).glyph_count

    def has_glyph(self, code: int) -> bool:
        """Whether a code shows a glyph of the font, as far as the font tells."""
        glyph = code if self.cids is None else self.cids.get(code, 0)
        return self.glyphs is None or 0 < glyph < self.glyphs

    def codes(self, shown: bytes) -> Iterator[int]:
        """The character codes of a shown string."""
        step = 2 if self.composite else 1
        return (int.from_bytes(shown[at : at + step]) for at in range(0, len(shown), step))


def to_unicode(table: bytes) -> dict[int, str]:
    """A ToUnicode table's texts by character code."""
    texts: dict[int, str] = {}
    for section in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.S):
        for code, text in _CHARACTER.findall(section):
            texts[int(code, 16)] = _text(text)
    for section in re.findall(rb"beginbfrange(.*?)endbfrange", table, re.S):
        for first, last, text in _RANGE.findall(section):
            start, low = int(first, 16), int(text, 16)
            for code in range(start, min(int(last, 16), start + 0xFFFF) + 1):
                texts[code] = _text(b"%0*x" % (len(text), low + code - start))
    return texts


def _cids(cmap: Any) -> dict[int, int]:
    """The single mappings of an embedded CMap, from code to CID."""
    pairs = re.findall(rb"<([0-9a-fA-F]+)>\s+(\d+)", cmap.read_bytes())
    return {int(code, 16): int(cid) for code, cid in pairs}


def _text(digits: bytes) -> str:
    return bytes.fromhex(digits.decode()).decode("utf-16-be", "replace")


class Fonts:
    """The fonts of a document, each read once."""

    def __init__(self) -> None:
        self._known: dict[Any, Font] = {}

    def of(self, font: Any) -> Font:
        """The font behind a PDF object."""
        if not font.is_indirect:
            return Font(font)
        if font.objgen not in self._known:
            self._known[font.objgen] = Font(font)
        return self._known[font.objgen]

    def unusable(self, piece: Piece, where: str) -> Iterator[Diagnostic]:
        """What is wrong with a shown text: its font, its glyphs, what they tell."""
        if piece.font is None:
            yield FONT_NOT_EMBEDDED.at(f"{where}: text without a font")
            return
        font = self.of(piece.font)
        if not font.embedded:
            yield FONT_NOT_EMBEDDED.at(f"{where}: {font.name}")
        for code in font.codes(piece.codes):
            if not font.has_glyph(code):
                yield MISSING_GLYPH.at(f"{where}: {font.name}")
            elif font.unicode is not None and not font.unicode.get(code) and piece.actual is None:
                yield NO_UNICODE.at(f"{where}: {font.name}")
        if font.unicode is None and font.composite:
            yield NO_UNICODE.at(f"{where}: {font.name} has no ToUnicode table")
