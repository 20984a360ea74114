"""Page pictures, drawn from the press PDF: what readers see before they open a page."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from PIL.Image import Image

PAGE_WIDTH, SMALL_WIDTH = 1000, 240
"""px."""
_QUALITY = 70


class Facsimile(msgspec.Struct, frozen=True):
    """A page as JPEG, to look at and as a thumbnail."""

    page: bytes
    small: bytes


def facsimiles(pdf: bytes) -> list[Facsimile]:
    """A picture of each page of a PDF; the same PDF gives the same bytes.

    Raises :class:`ValueError` for what is no PDF.
    """
    import pypdfium2  # 50 ms that only a new bag pays

    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        raise ValueError(f"no PDF: {error}") from error
    made = []
    with document:
        for page in document:
            picture = page.render(scale=PAGE_WIDTH / page.get_width()).to_pil().convert("RGB")
            height = round(picture.height * SMALL_WIDTH / picture.width)
            small = picture.resize((SMALL_WIDTH, height), reducing_gap=3.0)
            made.append(Facsimile(_jpeg(picture), _jpeg(small)))
    return made


def _jpeg(picture: Image) -> bytes:
    buffer = BytesIO()
    picture.save(buffer, "JPEG", quality=_QUALITY)
    return buffer.getvalue()
