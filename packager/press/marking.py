"""Every painted element known for what it is: marked content of a story, or an artifact.

This is also where the press room proves that what is painted is what was composed: the text of
each element is read back by the fonts' own tables and compared.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter, deque
from collections.abc import Iterator, Mapping

import msgspec
import pikepdf
from pikepdf import Dictionary, Name

from packager.diagnostics import AssetError, Code
from packager.makeup.page import FURNITURE, Item, MadePage, Picture, TextBlock
from packager.press import stream, tracking
from packager.press.fetcher import picture_url

TEMPLATE = Code(
    "P501",
    "error",
    "A page template does not paint what was made up",
    "A layout's page.html.j2 has to paint every text and picture of a page, in order.",
    "a template that leaves out captions",
)

OVERPRINT = "overprint"
"""Graphics state of groups that print in black alone."""

_BLANK = re.compile(r"\s+")
_UNSEEN = re.compile(
    "[\\s\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]+"
)
"""What is in a text and makes no glyph: blanks, joiners, variation selectors."""
_INKS = re.compile(rb"[-+.0-9 ]+ (?:scn|SCN)")
_BLACK = {b"0 0 0 1 scn", b"0 0 0 1 SCN"}


class Marked(msgspec.Struct, frozen=True):
    """Marked content: sequence ``mcid`` of a page (from 0) shows ``item``."""

    page: int
    mcid: int
    item: TextBlock | Picture


class Expected(msgspec.Struct, frozen=True):
    """An element that the page must show. ``painted`` is the form of a text block it was given."""

    item: TextBlock | Picture
    image: str = ""
    galley: tracking.Galley | None = None
    """None for a text that was painted with its tracking."""


def expected(items: tuple[Item, ...], first_picture: int) -> Iterator[Expected]:
    """What must be seen of a page's items, in order; pictures count on from ``first_picture``."""
    number = first_picture
    for item in items:
        if isinstance(item, Picture) and item.src is not None:
            yield Expected(item, image_name(number))
            number += 1
        elif isinstance(item, TextBlock) and _BLANK.sub("", copied(item)):
            simple = tracking.is_simple(item)
            yield Expected(item, galley=tracking.galley(item) if simple else None)


def image_name(number: int) -> str:
    """The MD5 by which WeasyPrint names a picture's image."""
    return hashlib.md5(picture_url(number).encode(), usedforsecurity=False).hexdigest()


def copied(block: TextBlock) -> str:
    """What copying the block must give: the words as in the issue, without composed hyphens."""
    return "".join(line.text for line in block.lines)


def mark_page(
    sheet: stream.Sheet,
    page: MadePage,
    *,
    number: int,
    first_picture: int,
    twins: Mapping[int, int],
    unicodes: stream.Unicodes,
) -> tuple[bytes, list[Marked]]:
    """The page's content with all of it marked, and what the marks stand for.

    Raises :class:`AssetError` if the page does not show its items in order.
    """
    waiting = deque(expected(page.items, first_picture))
    marks: list[Marked] = []
    lines = [b"q", *sheet.before]  # what an edition adds stands on the page's own axes
    for group in sheet.groups:
        shown = waiting[0] if waiting and _shows(group, waiting[0], twins) else None
        opening, content = b"/Artifact BMC", list(group.lines)
        if shown is not None:
            waiting.popleft()
            content = _set(group, shown, page, unicodes)
            if isinstance(shown.item, TextBlock) and _is_furniture(shown.item):
                opening = b"/Artifact <</Type /Pagination>> BDC"
            else:
                opening = _opening(group, shown.item, len(marks))
                marks.append(Marked(number, len(marks), shown.item))
        lines += [opening, content[0], *_overprint(content), *content[1:], b"EMC"]
    if waiting:
        raise _left_out(waiting[0], page)
    lines += [*sheet.after, b"Q"]
    return b"\n".join(lines), marks


def _is_furniture(block: TextBlock) -> bool:
    """Page furniture, and jump lines that make-up added to the printed words."""
    return block.role in FURNITURE or (block.role == "jump" and block.block is None)


def _opening(group: stream.Group, item: TextBlock | Picture, mcid: int) -> bytes:
    """The operator that opens marked content; ActualText where the glyphs do not tell the words."""
    if isinstance(item, Picture):
        return b"/Figure <</MCID %d>> BDC" % mcid
    properties = Dictionary(MCID=mcid)
    if group.text != copied(item):
        properties.ActualText = pikepdf.String(copied(item))
    return b"/P " + properties.unparse() + b" BDC"


def _overprint(lines: list[bytes]) -> list[bytes]:
    inks = {line for line in lines if _INKS.fullmatch(line)}
    return [b"/%b gs" % OVERPRINT.encode()] if inks and inks <= _BLACK else []


def _shows(group: stream.Group, wanted: Expected, twins: Mapping[int, int]) -> bool:
    if isinstance(wanted.item, Picture):
        return group.image is not None and wanted.image in group.image
    painted = _BLANK.sub("", group.text).translate(twins)
    if wanted.galley is None:  # combining marks and right-to-left script are painted in their order
        words = unicodedata.normalize("NFC", copied(wanted.item)).translate(twins)
        return Counter(_UNSEEN.sub("", words)) <= Counter(unicodedata.normalize("NFC", painted))
    return painted == _BLANK.sub("", wanted.galley.text).translate(twins)


def _set(
    group: stream.Group, shown: Expected, page: MadePage, unicodes: stream.Unicodes
) -> list[bytes]:
    if shown.galley is None:
        return list(group.lines)
    try:
        return stream.composed(group, shown.galley, unicodes)
    except ValueError as error:
        message = f"page {page.number}: {error}"
        raise AssetError(TEMPLATE.at(message)) from error


def _left_out(wanted: Expected, page: MadePage) -> AssetError:
    item = wanted.item
    what = f"picture `{item.src}`" if isinstance(item, Picture) else f"“{copied(item)[:24]}”"
    return AssetError(
        TEMPLATE.at(f"page {page.number}: {what} is not painted", article=item.article)
    )


def unicodes(pdf: pikepdf.Pdf) -> dict[str, dict[int, str]]:
    """The text of every glyph by the fonts' ToUnicode tables, by the fonts' resource names."""
    fonts = pdf.pages[0].obj.Resources.get("/Font", Dictionary())
    return {name[1:]: _to_unicode(font.ToUnicode.read_bytes()) for name, font in fonts.items()}


def _to_unicode(table: bytes) -> dict[int, str]:
    """WeasyPrint's tables hold single glyphs only (``beginbfchar``)."""
    pairs = re.findall(rb"<([0-9a-f]{4})> <([0-9a-f]*)>\n", table)
    return {int(g, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for g, text in pairs}


def add_states(pdf: pikepdf.Pdf) -> None:
    """Name the graphics state of black groups; a press edition makes it overprint."""
    states = pdf.pages[0].obj.Resources.ExtGState
    states[f"/{OVERPRINT}"] = pdf.make_indirect(Dictionary(Type=Name.ExtGState))
