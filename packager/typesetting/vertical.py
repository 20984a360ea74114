"""Vertical headlines and short vertical texts: one cell a line, columns from right to left.

A cell is one em high. A number of two or three digits stands horizontally in its cell (纵中横,
clreq 3.3.2); longer ones and Latin letters are set upright, one a cell.
"""

from __future__ import annotations

import msgspec

from packager.typesetting.boxes import Boxes
from packager.typesetting.characters import Kind
from packager.typesetting.heads import partition
from packager.typesetting.line import Line, Run, Style
from packager.typesetting.metrics import advance
from packager.typesetting.optimum import Cut

_DIGITS_IN_CELL = 3
_CELL = 0.98
"""em of width that a horizontal number may take in its cell."""


def compose_vertical(
    text: str, style: Style, measure: float, max_columns: int
) -> tuple[tuple[Line, ...], ...] | None:
    """Set ``text`` in at most ``max_columns`` columns of ``measure`` em height, right one first.

    Every line of a column holds one cell and is painted centred, at a leading of at least one em.
    Broken for sense and balanced as headlines are; None when it does not fit.
    """
    if not text.strip():
        return ()
    made, cuts = partition(text, style, measure, max_columns, _height)
    return None if cuts is None else tuple(_column(made, cut) for cut in cuts)


def _height(made: Boxes, start: int, end: int) -> float:
    """em that boxes take in a column."""
    return float(sum(len(_cells(made, i)) for i in range(start, end)))


def _column(made: Boxes, cut: Cut) -> tuple[Line, ...]:
    *lines, last = (
        _line(made, i, cell) for i in range(cut.start, cut.end) for cell in _cells(made, i)
    )
    skip = "".join(made.texts[cut.end : cut.next])
    return (*lines, msgspec.structs.replace(last, skip=skip))


def _cells(made: Boxes, i: int) -> list[str]:
    """The text of a box, cell by cell."""
    token = made.texts[i]
    kind = made.starts[i]
    if kind is Kind.SPACE:
        return [token]
    if kind in (Kind.DASH, Kind.ELLIPSIS):
        return list(token)
    if made.glyphs[i] is None and not (token.isdigit() and len(token) <= _DIGITS_IN_CELL):
        return list(token)
    return [token]


def _line(made: Boxes, i: int, cell: str) -> Line:
    look, glyph = made.looks[i], made.glyphs[i]
    face = glyph.face if glyph else look.metrics.pieces(cell)[0][0]
    width = advance(face, cell, bool(glyph and glyph.wide))
    scale = min(1.0, _CELL / width) if glyph is None and len(cell) > 1 else 1.0
    upright = glyph is not None
    run = Run(cell, face, scale=round(scale, 3), vertical=upright, wide=bool(glyph and glyph.wide))
    return Line(runs=(run,), width=width * run.scale, natural=run == Run(cell, face))
