"""The text of a tagged PDF in structure order, read from the file alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pikepdf

from packager.checking.content import Reader
from packager.checking.pdf_fonts import Fonts

Element = tuple[str, str]
"""Structure type and the text below it."""
BLOCKS = {"P", "H1", "H2", "Caption", "LBody", "TD", "TH"}


def texts(pdf: pikepdf.Pdf) -> dict[tuple[int, int], str]:
    """The text of all marked content by page (from 0) and MCID; ActualText goes first."""
    found: defaultdict[tuple[int, int], str] = defaultdict(str)
    fonts = Fonts()
    for number, page in enumerate(pdf.pages):
        for piece in Reader(page).pieces():
            if piece.kind != "text" or piece.mcid is None:
                continue
            key = number, piece.mcid
            if piece.actual is not None:
                found[key] = piece.actual
                continue
            font = fonts.of(piece.font)
            found[key] += "".join((font.unicode or {})[code] for code in font.codes(piece.codes))
    return found


def stories(pdf: pikepdf.Pdf) -> Iterator[tuple[str, list[Element]]]:
    """Every Art of the tag tree: its title, and its blocks in order."""
    shown = texts(pdf)
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    for story in _kids(pdf.Root.StructTreeRoot.K):
        yield str(story.get("/T", "")), list(_blocks(story, shown, numbers))


def _blocks(element: Any, shown: Any, numbers: Any) -> Iterator[Element]:
    for kid in _kids(element):
        kind = str(kid.S)[1:]
        if kind in BLOCKS:
            if text := "".join(_words(kid, shown, numbers)):  # an empty cell says nothing
                yield kind, text
        elif kind == "Figure":
            yield kind, str(kid.Alt)
            yield from _blocks(kid, shown, numbers)
        else:
            yield from _blocks(kid, shown, numbers)


def _words(element: Any, shown: Any, numbers: Any) -> Iterator[str]:
    for kid in element.get("/K", []):
        if kid.get("/Type") == "/MCR":
            yield shown[numbers[kid.Pg.objgen], int(kid.MCID)]


def _kids(element: Any) -> Iterator[Any]:
    for kid in element.get("/K", []):
        if kid.get("/Type") == "/StructElem":
            yield kid
