"""Blocks of a story as units on the line grid: composed for one measure, not yet in columns."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
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
from packager.layout import Dress, Layout
from packager.makeup.page import Align, Role
from packager.makeup.setting import head_lines, text_lines, torn_lines
from packager.typesetting.line import Line

Pictures = Mapping[str, tuple[int, int]]
"""Pixel sizes of the pictures that can be printed, by ``src``."""

TALLEST = 0.4
"""Share of the page that no indivisible unit exceeds: a taller picture is cropped, a taller row
of a table opened."""
BALANCED = 3
"""Most lines of a ragged item that are broken for sense, as headlines are, so that no page
reference is left alone on the last one."""
DATA = 4
"""Least paragraphs of one line that follow one another as the data of a forecast or a table do."""
APART = 1.0
"""em between two of them that stand side by side."""
UNDER_PICTURE = 0.4
"""Rows of air between a picture and what follows."""
WIDE = 0x2E7F
"""Code points above are a full em wide, or near enough to plan a table by."""
_WORD = re.compile(r"[^\u2e80-\uffff\s]+")
"""What does not break in a cell: Latin words and numbers."""


class Cut(NamedTuple):
    """A place in a story's body: the text ``item`` of ``block``, from character ``offset`` on."""

    block: int = 0
    item: int = 0
    offset: int = 0
    part: int = 0
    """How many parts of this text stand before the cut."""


START = Cut()


class Unit(NamedTuple):
    """A piece of the flow: lines of one text, a picture, a row of a table, or blank rows."""

    article: str
    rows: int
    role: Role
    block: int | None
    item: int = 0
    lines: tuple[Line, ...] = ()
    size: float = 0.0
    align: Align = "start"
    colour: str = "ink"
    width: float = 0.0
    offset: float = 0.0
    """pt from the column's left edge."""
    rise: float = 0.0
    """pt that the unit is raised when it does not stand at a column's top."""
    picture: Figure | None = None
    cells: tuple[Unit, ...] = ()
    """Cells of a table row, side by side."""
    start: int = 0
    """Character of the text at which ``lines`` begin, when the story was cut before."""
    part: int = 0
    heading: bool = False
    """Stays with what follows, after a blank row."""


class Setter:
    """Composes the blocks of one story for columns of ``measure`` pt."""

    def __init__(
        self,
        article: Article,
        layout: Layout,
        measure: float,
        *,
        body: str,
        pictures: Pictures,
        start: Cut = START,
    ) -> None:
        self.article, self.layout, self.measure, self.body = article, layout, measure, body
        self.pictures, self.start = pictures, start
        self.leading = layout.grid.leading
        self.tallest = max(int(TALLEST * layout.rows), 3)
        first = next((i for i, b in enumerate(article.body) if isinstance(b, Paragraph)), None)
        self.opening = first if article.dateline else None

    def story(self, aside: frozenset[int] = frozenset()) -> Iterator[Unit]:
        """All units from the cut on, but for the blocks that are set aside."""
        data = self.data()
        yield from data
        done = {cell.block for unit in data for cell in unit.cells or (unit,)}
        for index, block in enumerate(self.article.body):
            if index < self.start.block or index in aside or index in done:
                continue
            for unit in self.block(index, block):
                if index > self.start.block or unit.item >= self.start.item:
                    yield unit

    def block(self, index: int, block: Block) -> Iterator[Unit]:
        """The units of one block."""
        match block:
            case Paragraph(text=text, marks=marks):
                if index == self.opening and self.article.dateline:
                    named = self.article.dateline.text
                    if text.startswith(named):
                        marks = (Mark(0, len(named), "strong"), *marks)
                yield self.text(index, 0, "paragraph", self.body, text, marks=marks)
            case Crosshead(text=text):
                yield self.heading(index, 0, "crosshead", "crosshead", text)
            case Figure():
                yield from self.figure(index, block)
            case Table():
                yield from self.table(index, block)
            case ItemList(items=items):
                yield from self.items(index, items)
            case Verse(lines=lines):
                yield from self.verse(index, lines)
            case Jump(text=text):
                yield self.text(index, 0, "jump", "jump", text)
            case Gap():
                return

    def data(self) -> list[Unit]:
        """The first paragraphs where they are data, one line each: two that are no longer than half
        of one stand side by side. Only of kinds whose lists have a style of their own."""
        dress = self.layout.kinds.get(self.article.kind, Dress())
        if not dress.items or self.start != START:
            return []
        lines = []
        for index, block in enumerate(self.article.body):
            if not isinstance(block, Paragraph):
                break
            line = self.text(index, 0, "paragraph", dress.items, block.text, marks=block.marks)
            if len(line.lines) > 1:
                break
            lines.append(line)
        if len(lines) < DATA:
            return []
        gap = APART * lines[0].size
        half = (self.measure - gap) / 2
        rows: list[Unit] = []
        for line in lines:
            if line.lines[0].width * line.size > half:
                rows.append(line)
                continue
            left = rows[-1].cells if rows else ()
            if len(left) == 1:
                cells = (*left, line._replace(width=half, offset=half + gap))
                rows[-1] = rows[-1]._replace(cells=cells)
            else:
                rows.append(line._replace(lines=(), cells=(line._replace(width=half),)))
        return rows

    def items(self, index: int, items: tuple[str, ...]) -> Iterator[Unit]:
        """The items of a list: ragged ones on one line each where a step of size allows it."""
        role = self.layout.kinds.get(self.article.kind, Dress()).items or self.body
        tried = [
            [self.text(index, n, "item", role, text, size=step) for n, text in enumerate(items)]
            for step in self.layout.type[role].sizes
        ]
        yield from next((u for u in tried if all(len(x.lines) < 2 for x in u)), tried[0])

    def text(
        self,
        index: int,
        item: int,
        role: Role,
        style: str,
        text: str,
        *,
        marks: tuple[Mark, ...] = (),
        size: float = 0.0,
    ) -> Unit:
        """A text that may break over columns, in the first size of its style or another one."""
        spec = self.layout.type[style]
        size = size or spec.sizes[0]
        offset, part, indent = 0, 0, spec.indent
        if (index, item) == self.start[:2] and self.start.offset:
            offset, part, indent = self.start.offset, self.start.part, 0.0
            text, marks = text[offset:], _shifted(marks, offset)
        look, measure = self.layout.style(style, size), self.measure / size
        lines = None
        if role == "item" and spec.align == "start" and not (indent or marks or offset):
            lines = head_lines(text, look, measure, BALANCED)
        lines = lines or text_lines(text, look, measure, indent, marks)
        align: Align = "start" if spec.align == "justify" else spec.align
        return Unit(
            self.article.id, len(lines), role, index, item, lines, size, align, spec.colour,
            self.measure, start=offset, part=part,
        )  # fmt: skip

    def heading(self, index: int | None, item: int, role: Role, style: str, text: str) -> Unit:
        """A heading in the flow: crosshead, or headline of a gathered brief."""
        spec = self.layout.type[style]
        size = spec.sizes[0]
        look = self.layout.style(style)
        lines = head_lines(text, look, self.measure / size, 3)
        if lines is None:
            lines = torn_lines(text, look, self.measure / size)
        rows = math.ceil(len(lines) * max(size * 1.2, self.leading) / self.leading - 0.1)
        rows = max(rows, len(lines))
        align: Align = "start" if spec.align == "justify" else spec.align
        return Unit(
            self.article.id, rows, role, index, item, lines, size, align, spec.colour,
            self.measure, rise=0.4 * self.leading, heading=True,
        )  # fmt: skip

    def figure(self, index: int, block: Figure) -> Iterator[Unit]:
        """A picture of the column's width, if there is one, and its caption."""
        size = self.pictures.get(block.src or "")
        if size and (index, 0, 0) >= self.start[:3]:
            rows = min(picture_rows(self.measure, size, self.leading), self.tallest)
            yield Unit(self.article.id, rows, "caption", index, picture=block, width=self.measure)
        yield from self.caption(index, block)

    def caption(self, index: int, block: Figure) -> Iterator[Unit]:
        """The caption's paragraphs and the credit."""
        texts = [text for text in block.caption.split("\n") if text]
        style = self.body if self.article.kind == "photo" else "caption"
        for item, text in enumerate(texts):
            yield self.text(index, item, "caption", style, text)
        if block.credit:
            yield self.text(index, len(texts), "credit", "credit", block.credit)

    def verse(self, index: int, lines: tuple[str, ...]) -> Iterator[Unit]:
        """Line by line; a stanza's end is a blank row."""
        item = 0
        for text in lines:
            if text:
                yield self.text(index, item, "verse", "verse", text)
                item += 1
            else:
                yield Unit(self.article.id, 1, "verse", index, item)

    def table(self, index: int, block: Table) -> Iterator[Unit]:
        """The title, then a unit for each row; one that is cut, too tall or too wide is opened."""
        item = 0
        if block.caption:
            yield self.heading(index, 0, "caption", "table-title", block.caption)
            item = 1
        widths = self.column_widths(block)
        for number, row in enumerate(block.rows):
            style = "cell-head" if number < block.header_rows else "cell"
            spec = self.layout.type[style]
            size = spec.sizes[0]
            align: Align = "start" if spec.align == "justify" else spec.align
            cells = []
            offset = 0.0
            for column, text in enumerate(row):
                if text:
                    width = widths[column] - size / 2 if widths else self.measure
                    lines = text_lines(text, self.layout.style(style), width / size)
                    cells.append(
                        Unit(self.article.id, len(lines), "cell", index, item, lines, size, align,
                             spec.colour, width, offset + size / 4)
                    )  # fmt: skip
                    item += 1
                offset += widths[column] if widths else 0.0
            rows = max((cell.rows for cell in cells), default=1)
            first = cells[0].item if cells else item
            within = self.start.block == index and self.start[1:3] > (first, 0)
            if rows > self.tallest or not widths or (within and self.start.item < item):
                texts = [text for text in row if text]
                for cell, text in zip(cells, texts, strict=True):
                    yield self.text(index, cell.item, "cell", style, text)
            else:
                yield Unit(
                    self.article.id, rows, "cell", index, first,
                    cells=tuple(cells), width=self.measure,
                )  # fmt: skip

    def column_widths(self, block: Table) -> list[float]:
        """Widths of the columns over the measure; empty when they do not all fit side by side."""
        size = self.layout.type["cell"].sizes[0]
        natural = table_widths(block, size)
        least = table_widths(block, size, wrapped=True)
        spare = self.measure - sum(least)
        if spare < 0 or not natural:
            return []
        wish = sum(natural) - sum(least) or 1.0
        return [
            low + spare * (high - low) / wish
            if sum(natural) > sum(least)
            else self.measure / len(least)
            for low, high in zip(least, natural, strict=True)
        ]


def table_widths(block: Table, size: float, *, wrapped: bool = False) -> list[float]:
    """Width in pt that each column of a table asks for: its longest cell, at most 24 characters.

    ``wrapped``: the least it can have, its longest word that does not break.
    """
    columns = max((len(row) for row in block.rows), default=0)
    longest = [1.1] * columns
    for row in block.rows:
        for column, text in enumerate(row):
            parts = _WORD.findall(text) if wrapped else [text]
            for part in parts:
                ems = sum(1.0 if ord(character) > WIDE else 0.66 for character in part)
                longest[column] = max(longest[column], min(ems, 24.0))
    return [(ems + (0.6 if wrapped else 1.2)) * size for ems in longest]


def picture_rows(width: float, size: tuple[int, int], leading: float) -> int:
    """Rows of a picture of ``size`` pixels at ``width`` pt, with the air below it."""
    height = width * size[1] / max(size[0], 1)
    return max(math.ceil(height / leading + UNDER_PICTURE), 3)


def _shifted(marks: tuple[Mark, ...], offset: int) -> tuple[Mark, ...]:
    return tuple(
        Mark(max(mark.start - offset, 0), mark.end - offset, mark.style, mark.href)
        for mark in marks
        if mark.end > offset
    )
