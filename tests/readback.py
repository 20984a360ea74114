"""Read painted pages back: characters of a PDF with their places."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass

import pikepdf
import pypdfium2 as pdfium
import pypdfium2.raw as raw

FORBIDDEN_START = "，。、；：！？”’）》〉】〕」』…·～,.;:!?)%％℃"
FORBIDDEN_END = "“‘（《〈【〔「『"


@dataclass(frozen=True)
class Glyph:
    """One painted character: its origin in pt from the page's top left, and its size."""

    text: str
    x: float
    y: float
    size: float


def glyphs(pdf: bytes, page: int = 0) -> list[Glyph]:
    """The characters of a page in content order, spaces and generated ones left out."""
    document = pdfium.PdfDocument(pdf)
    sheet = document[page]
    height = sheet.get_height()
    text = sheet.get_textpage()
    found = []
    for index in range(text.count_chars()):
        if raw.FPDFText_IsGenerated(text.raw, index):
            continue
        character = chr(raw.FPDFText_GetUnicode(text.raw, index))
        if character.isspace():
            continue
        x, y = raw.c_double(), raw.c_double()
        raw.FPDFText_GetCharOrigin(text.raw, index, x, y)
        size = raw.FPDFText_GetFontSize(text.raw, index)
        found.append(Glyph(character, x.value, height - y.value, size))
    return found


_ACTUAL_TEXT = re.compile(rb"/ActualText\s*(?:<[^>]*>|\((?:\\.|[^)\\])*\))", re.DOTALL)


def seen(pdf: bytes) -> bytes:
    """The PDF without ActualText, that readers put in the place of what is seen."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for page in document.pages:
            content = page.obj.Contents.read_bytes()
            page.obj.Contents = document.make_stream(_ACTUAL_TEXT.sub(b"", content))
        out = io.BytesIO()
        document.save(out)
        return out.getvalue()


def pages(pdf: bytes) -> int:
    """How many pages a PDF has."""
    return len(pdfium.PdfDocument(pdf))
