"""The words of a story as a flow of rows, and how the flow breaks into columns.

A row is one line of the page grid. Every row knows whether a column may end after it; columns are
filled from the left, all to the same depth, so that only the last stays short.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from packager.issue import (
    Article,
    Block,
    Crosshead,
    Figure,
    Gap,
    ItemList,
    Jump,
    Mark,
    Paragraph,
    Table,
    Verse,
)
from packager.layout import Layout
from packager.makeup.page import Align, Role
from packager.makeup.setting import head_lines, text_lines
from packager.typesetting.line import Line

NEVER = math.inf
WIDOW, ORPHAN, SHORT_START = 1.2, 0.6, 0.8
"""Costs of a column break before a paragraph's last line, after its first, after two lines of a
crosshead's text."""

Pictures = Mapping[str, tuple[int, int]]


class Cut(NamedTuple):
    """A place in a story's body: the text ``item`` of ``block``, from character ``offset`` on."""

    block: int = 0
    item: int = 0
    offset: int = 0
    part: int = 0
    """How many parts of this text stand before the cut."""


START = Cut()


class Unit(NamedTuple):
    """A piece of the flow set on the grid: lines of one text, a picture, a row of a table."""

    rows: int
    role: Role
    block: int
    item: int = 0
    lines: tuple[Line, ...] = ()
    size: float = 0.0
    align: Align = "start"
    colour: str = "ink"
    rise: float = 0.0
    """pt that the unit is raised when it does not stand at a column's top."""
    picture: Figure | None = None
    cells: tuple[Unit, ...] = ()
    """Cells of a table row, side by side; ``offset`` and ``width`` place them."""
    offset: float = 0.0
    width: float = 0.0
    start: int = 0
    """Character of the text at which ``lines`` begin, when the story was cut before."""
    part: int = 0


class Flow(NamedTuple):
    """Rows in order: ``owner`` and ``line`` say which row of which unit, ``breaks`` what a column
    break after the row costs, ``space`` which rows vanish at a column's top."""

    units: tuple[Unit, ...]
    owner: tuple[int, ...]
    line: tuple[int, ...]
    breaks: tuple[float, ...]
    space: tuple[bool, ...]
    measure: float
    """pt."""

    @property
    def rows(self) -> int:
        """Rows of the whole flow."""
        return len(self.owner)


class Filling(NamedTuple):
    """A flow broken into columns: row ranges, rows left white, and what the breaks cost."""

    columns: tuple[tuple[int, int], ...]
    white: int
    cost: float
    end: int


def flow(
    article: Article,
    layout: Layout,
    measure: float,
    body: str,
    pictures: Pictures,
    start: Cut = START,
) -> Flow:
    """Compose a story's body for columns of ``measure`` pt, from a cut on."""
    setter = _Setter(article, layout, measure, body, pictures, start)
    units: list[Unit] = []
    for index, block in enumerate(article.body):
        if index >= start.block:
            units.extend(
                unit
                for unit in setter.units(index, block)
                if index > start.block or unit.item >= start.item
            )
    return _rows(tuple(units), measure)


def cut_at(body: Flow, row: int) -> Cut:
    """The place in the story where row ``row`` of its flow begins."""
    while row < body.rows and body.space[row]:
        row += 1
    unit = body.units[body.owner[row]]
    line = body.line[row]
    if line == 0:
        item = min((cell.item for cell in unit.cells), default=unit.item)
        return Cut(unit.block, item, unit.start, unit.part)
    offset = unit.start + sum(len(piece.text) for piece in unit.lines[:line])
    return Cut(unit.block, unit.item, offset, unit.part + 1)


def _rows(units: tuple[Unit, ...], measure: float) -> Flow:
    owner: list[int] = []
    line: list[int] = []
    breaks: list[float] = []
    space: list[bool] = []
    for index, unit in enumerate(units):
        lead = 1 if unit.role == "crosshead" and index else 0
        if lead:
            owner.append(index)
            line.append(-1)
            breaks.append(NEVER)
            space.append(True)
        divisible = len(unit.lines) == unit.rows
        for row in range(unit.rows):
            cost = 0.0
            if row + 1 < unit.rows:
                if not divisible or unit.role in ("crosshead", "jump"):
                    cost = NEVER
                else:
                    cost = (ORPHAN if row == 0 else 0.0) + (WIDOW if row + 2 == unit.rows else 0.0)
            elif unit.role == "crosshead":
                cost = NEVER
            owner.append(index)
            line.append(row)
            breaks.append(cost)
            space.append(False)
        if unit.role == "jump" and len(breaks) > unit.rows:
            breaks[-unit.rows - 1] = NEVER
    for row in range(1, len(owner) - 1):
        if units[owner[row - 1]].role == "crosshead" and units[owner[row]].role != "crosshead":
            breaks[row] = max(breaks[row], 4.0)
    return Flow(units, tuple(owner), tuple(line), tuple(breaks), tuple(space), measure)


def fill(body: Flow, depths: Sequence[int], start: int = 0, whole: bool = True) -> Filling | None:
    """Break the flow from row ``start`` into columns of ``depths`` rows.

    None when it does not fit, or, unless ``whole``, when nothing fits. A column whose natural end
    may not be broken ends earlier; rows that this leaves white cost double.
    """
    total = body.rows
    at = start
    cost = 0.0
    white = 0
    ranges = []
    for depth in depths:
        while at < total and body.space[at]:
            at += 1
        end = min(at + depth, total)
        if end < total:
            while end > at and body.breaks[end - 1] == NEVER:
                end -= 1
            if end == at and depth:
                return None
            short = at + depth - end
            white += short
            cost += body.breaks[end - 1] + 2.0 * short if depth else 0.0
        else:
            white += at + depth - end
        ranges.append((at, end))
        at = end
    if whole and at < total:
        return None
    return Filling(tuple(ranges), white, cost, at)


class _Setter:
    """Turns blocks into units for one measure."""

    def __init__(
        self,
        article: Article,
        layout: Layout,
        measure: float,
        body: str,
        pictures: Pictures,
        start: Cut,
    ) -> None:
        self.article, self.layout, self.measure, self.body = article, layout, measure, body
        self.start = start
        self.pictures = pictures
        self.leading = layout.grid.leading
        first = next((i for i, b in enumerate(article.body) if isinstance(b, Paragraph)), None)
        self.opening = first if article.dateline else None

    def units(self, index: int, block: Block) -> Iterator[Unit]:
        match block:
            case Paragraph(text=text, marks=marks):
                if index == self.opening and self.article.dateline:
                    named = self.article.dateline.text
                    if text.startswith(named):
                        marks = (Mark(0, len(named), "strong"), *marks)
                yield self.text(index, 0, "paragraph", self.body, text, marks)
            case Crosshead(text=text):
                yield self.crosshead(index, text)
            case Figure():
                yield from self.figure(index, block)
            case Table():
                yield from self.table(index, block)
            case ItemList(items=items):
                for item, text in enumerate(items):
                    yield self.text(index, item, "item", self.body, text)
            case Verse(lines=lines):
                yield from self.verse(index, lines)
            case Jump(text=text):
                yield self.text(index, 0, "jump", "jump", text)
            case Gap():
                return

    def text(
        self, index: int, item: int, role: Role, style: str, text: str, marks: tuple[Mark, ...] = ()
    ) -> Unit:
        spec = self.layout.type[style]
        size = spec.sizes[0]
        offset, part, indent = 0, 0, spec.indent
        if (index, item) == self.start[:2] and self.start.offset:
            offset, part, indent = self.start.offset, self.start.part, 0.0
            text, marks = text[offset:], _shifted(marks, offset)
        lines = text_lines(text, self.layout.style(style), self.measure / size, indent, marks)
        align: Align = "start" if spec.align == "justify" else spec.align
        return Unit(
            len(lines), role, index, item, lines, size, align, spec.colour,
            width=self.measure, start=offset, part=part,
        )  # fmt: skip

    def crosshead(self, index: int, text: str) -> Unit:
        spec = self.layout.type["crosshead"]
        size = spec.sizes[0]
        style = self.layout.style("crosshead")
        lines = head_lines(text, style, self.measure / size, 3)
        if lines is None:
            lines = text_lines(text, style, self.measure / size)
        align: Align = "start" if spec.align == "justify" else spec.align
        return Unit(
            len(lines), "crosshead", index, 0, lines, size, align, spec.colour,
            rise=0.4 * self.leading, width=self.measure,
        )  # fmt: skip

    def figure(self, index: int, block: Figure) -> Iterator[Unit]:
        size = self.pictures.get(block.src or "")
        if (
            size
            and (index, 0) >= self.start[:2]
            and not (index == self.start.block and self.start.offset)
        ):
            rows = picture_rows(self.measure, size, self.leading)
            yield Unit(rows, "caption", index, picture=block, width=self.measure)
        yield from self.caption(index, block, "caption")

    def caption(self, index: int, block: Figure, style: str) -> Iterator[Unit]:
        texts = [text for text in block.caption.split("\n") if text]
        if self.article.kind == "photo":
            style = self.body
        for item, text in enumerate(texts):
            yield self.text(index, item, "caption", style, text)
        if block.credit:
            yield self.text(index, len(texts), "credit", "credit", block.credit)

    def verse(self, index: int, lines: tuple[str, ...]) -> Iterator[Unit]:
        item = 0
        for text in lines:
            if text:
                yield self.text(index, item, "verse", "verse", text)
                item += 1
            else:
                yield Unit(1, "verse", index, item)

    def table(self, index: int, block: Table) -> Iterator[Unit]:
        item = 0
        if block.caption:
            unit = self.text(index, 0, "caption", "table-title", block.caption)
            yield unit
            item = 1
        columns = max((len(row) for row in block.rows), default=0)
        if not columns:
            return
        widths = self.column_widths(block, columns)
        for number, row in enumerate(block.rows):
            style = "cell-head" if number < block.header_rows else "cell"
            spec = self.layout.type[style]
            size, pad = spec.sizes[0], 0.25 * spec.sizes[0]
            align: Align = "start" if spec.align == "justify" else spec.align
            cells = []
            offset = 0.0
            for column, text in enumerate(row):
                if text:
                    width = widths[column] - 2 * pad
                    lines = text_lines(text, self.layout.style(style), max(width, size) / size)
                    cells.append(
                        Unit(len(lines), "cell", index, item, lines, size, align, spec.colour,
                             offset=offset + pad, width=width)
                    )  # fmt: skip
                    item += 1
                offset += widths[column]
            rows = max((cell.rows for cell in cells), default=1)
            yield Unit(rows, "cell", index, cells=tuple(cells), width=self.measure)

    def column_widths(self, block: Table, columns: int) -> list[float]:
        """Widths in proportion to the longest cell of each column, none under two ems."""
        longest = [2.0] * columns
        for row in block.rows:
            for column, text in enumerate(row):
                longest[column] = max(longest[column], min(len(text), 24) + 1.0)
        scale = self.measure / sum(longest)
        return [width * scale for width in longest]


def _shifted(marks: tuple[Mark, ...], offset: int) -> tuple[Mark, ...]:
    return tuple(
        Mark(max(mark.start - offset, 0), mark.end - offset, mark.style, mark.href)
        for mark in marks
        if mark.end > offset
    )


def picture_rows(width: float, size: tuple[int, int], leading: float) -> int:
    """Rows of a picture of ``size`` pixels at ``width`` pt, with its air below."""
    height = width * size[1] / max(size[0], 1)
    return max(math.ceil((height + 0.4 * leading) / leading), 3)
