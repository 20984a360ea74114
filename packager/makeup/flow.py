"""A story's words as rows of the line grid, and how they break into columns.

Every row knows whether a column may end after it; columns are filled from the left, all to the
depths they are given, so that only the last stays short.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from packager.makeup.units import Cut, Unit

NEVER = math.inf
WIDOW, ORPHAN, SHORT_START = 1.2, 0.6, 4.0
"""Costs of a column break before a paragraph's last line, after its first, and after a single line
under a crosshead."""
OPENED = 30.0
"""Cost of a table whose cells stand one under another, too wide for its column."""
TABLE_CUT = 2.0
"""Cost of a column break between a table's rows."""
SHORT_COLUMN = 2.0
"""Cost of each row that an inner column stays short."""
MORE_AIR = 0.3
"""Cost of one more blank row above a heading in the words, which a short column takes up so."""


class Flow(NamedTuple):
    """Rows in order: ``owner`` and ``line`` say which row of which unit (-1: the blank row above
    it), ``breaks`` what a column break after the row costs, ``space`` which rows vanish at a
    column's top, ``opened`` the first row of a table opened cell by cell."""

    units: tuple[Unit, ...]
    owner: tuple[int, ...]
    line: tuple[int, ...]
    breaks: tuple[float, ...]
    space: tuple[bool, ...]
    opened: int
    gaps: tuple[int, ...]
    """How many blank rows above headings come before each row, and before the end."""

    @property
    def rows(self) -> int:
        """Rows of the whole flow."""
        return len(self.owner)

    def over(self, columns: int) -> int:
        """The least rows over so many columns: blank rows vanish at their tops."""
        return self.rows - min(columns - 1, self.gaps[-1])


class Filling(NamedTuple):
    """A flow broken into columns: row ranges, rows left white, what the breaks cost, the end, and
    how many headings of each column have one more row above."""

    columns: tuple[tuple[int, int], ...]
    white: int
    cost: float
    end: int
    air: tuple[int, ...]


def flow(units: Iterable[Unit]) -> Flow:
    """Rows of the units, with what a break after each would cost."""
    kept = tuple(units)
    owner: list[int] = []
    line: list[int] = []
    breaks: list[float] = []
    space: list[bool] = []
    opened: int | None = None
    for index, unit in enumerate(kept):
        if unit.heading and index and not kept[index - 1].heading:
            owner.append(index)
            line.append(-1)
            breaks.append(NEVER)
            space.append(True)
        if unit.role == "jump" and breaks:
            breaks[-1] = NEVER
        blank = not (unit.lines or unit.cells or unit.picture)
        divisible = len(unit.lines) == unit.rows and not unit.heading and unit.role != "jump"
        if unit.role == "cell" and not unit.cells and opened is None:
            opened = len(owner)
        between = unit.role == "cell" and _goes_on(kept, index)
        for row in range(unit.rows):
            cost = TABLE_CUT if between else 0.0
            if row + 1 < unit.rows:
                cost = NEVER
                if divisible:
                    cost = (ORPHAN if row == 0 else 0.0) + (WIDOW if row + 2 == unit.rows else 0.0)
            elif unit.heading or (unit.picture and _goes_on(kept, index)):
                cost = NEVER
            owner.append(index)
            line.append(row)
            breaks.append(cost)
            space.append(blank)
    for row in range(1, len(owner) - 1):
        if kept[owner[row - 1]].heading and not kept[owner[row]].heading:
            breaks[row] = max(breaks[row], SHORT_START)
    first = len(owner) if opened is None else opened
    gaps = (0, *accumulate(number < 0 for number in line))
    return Flow(kept, tuple(owner), tuple(line), tuple(breaks), tuple(space), first, gaps)


def _goes_on(units: Sequence[Unit], index: int) -> bool:
    """Whether the next unit is of the same block: a picture's caption, a table's next row."""
    return index + 1 < len(units) and units[index + 1].block == units[index].block


def fill(body: Flow, depths: Sequence[int], *, whole: bool = True) -> Filling | None:
    """Break the flow into columns of ``depths`` rows.

    None when it does not fit, or, unless ``whole``, when nothing fits. A column whose natural end
    may not be broken ends earlier; rows that this leaves white cost extra. Some of them become air
    above the headings in the column.
    """
    total, breaks, space, gaps = len(body.owner), body.breaks, body.space, body.gaps
    at = 0
    cost = 0.0
    white = 0
    ranges = []
    air = []
    for depth in depths:
        while at < total and space[at]:
            at += 1
        end = min(at + depth, total)
        if end < total:
            while end > at and breaks[end - 1] == NEVER:
                end -= 1
            if end == at and depth:
                return None
            if depth:
                cost += breaks[end - 1]
        short = at + depth - end
        more = min(short, gaps[end] - gaps[at]) if short else 0
        cost += MORE_AIR * more + (SHORT_COLUMN * (short - more) if end < total else 0.0)
        white += short - more
        air.append(more)
        ranges.append((at, end))
        at = end
    if whole and at < total:
        return None
    if at > body.opened:
        cost += OPENED
    return Filling(tuple(ranges), white, cost, at, tuple(air))


def cut_at(body: Flow, filling: Filling) -> Cut:
    """The place in the story where a filling ends and its rest begins."""
    row = filling.end
    while row < body.rows - 1 and body.space[row]:
        row += 1
    owner, line = body.owner[row], body.line[row]
    unit = body.units[owner]
    if line <= 0:
        return Cut(unit.block or 0, unit.item, unit.start, unit.part)
    offset = unit.start + sum(len(piece.text) for piece in unit.lines[:line])
    parts = sum(owner in body.owner[first:last] for first, last in filling.columns)
    return Cut(unit.block or 0, unit.item, offset, unit.part + parts)
