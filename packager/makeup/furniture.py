"""Page furniture: nameplate with imprint, folio line. Only what is known is set."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

from packager.issue import Issue, Page
from packager.layout import MM, Layout
from packager.makeup import lunar
from packager.makeup.arrange import Top
from packager.makeup.grid import GAP, Grid, Rect
from packager.makeup.language import words
from packager.makeup.page import Align, Item, Role, Rule, TextBlock
from packager.makeup.setting import head_lines, text_lines
from packager.typesetting.line import Line

REPLACED = frozenset({"nameplate", "page-number", "folio"})
"""Printed matter of the source whose place our nameplate and folio line take."""
SPARE = 3
"""Rows of air that the nameplate can take up beyond its need."""


class _Plate(NamedTuple):
    size: float
    title: tuple[Line, ...]
    imprint: tuple[Line, ...]
    rows: int


class Nameplate:
    """报头: the title over the imprint line, at the top left of the front page.

    It takes part in the arrangement like a story: what stands beside it is the ear (报眼).
    """

    top: Top = "nameplate"
    pictured = ear = False
    weight = 0.0

    def __init__(self, issue: Issue, page: Page, number: str, layout: Layout) -> None:
        self.layout, self.grid = layout, Grid.of(layout)
        self.title = issue.publication.title or ""
        self.imprint = _imprint(issue, page, number, lunar_date=layout.lunar_date)
        self._plates: dict[int, _Plate] = {}

    def costs(self, columns: int) -> dict[int, float]:
        """Cost by depth: about half of the page's width is best, all of it always possible."""
        share = columns / self.grid.columns
        if not self.title:
            allowed = columns == self.grid.columns
        else:
            allowed = share == 1 or 0.45 <= share <= 0.7
        if not allowed:
            return {}
        rows = self.plate(columns).rows
        base = 8.0 if share == 1 and self.grid.columns > 4 else 0.0
        return {rows + extra: base + 0.25 * extra for extra in range(SPARE + 1)}

    def upright(self, columns: int) -> frozenset[int]:
        """None: the nameplate has no headings."""
        return frozenset()

    @property
    def area(self) -> int:
        """Column rows that it takes at least."""
        widths = range(1, self.grid.columns + 1)
        return min(w * min(costs) for w in widths if (costs := self.costs(w)))

    def plate(self, columns: int) -> _Plate:
        """Title and imprint composed for a width in columns."""
        if columns not in self._plates:
            layout, leading = self.layout, self.grid.leading
            width = self.grid.span(columns)
            size = layout.type["imprint"].sizes[0]
            imprint = text_lines(self.imprint, layout.style("imprint"), width / size)
            rows = len(imprint) + 1 if imprint else 0
            title: tuple[Line, ...] = ()
            chosen = 0.0
            if self.title:
                chosen, title = _title(self.title, layout, width)
                rows += math.ceil(chosen * 1.12 / leading)
            self._plates[columns] = _Plate(chosen, title, imprint, rows + GAP)
        return self._plates[columns]

    def place(self, rect: Rect) -> Iterator[Item]:
        """Set the nameplate into its rectangle."""
        grid, layout = self.grid, self.layout
        plate = self.plate(rect.columns)
        x, width = grid.x(rect.column), grid.span(rect.columns)
        foot = grid.y(rect.row + rect.rows - GAP)
        imprint = len(plate.imprint) * grid.leading
        rule = foot - imprint - 0.55 * grid.leading
        if plate.title:
            spec = layout.type["nameplate"]
            room = rule - grid.y(rect.row)
            leading = plate.size * 1.12
            align: Align = "start" if spec.align == "justify" else spec.align
            y = grid.y(rect.row) + max(room - leading, 0.0) * 0.5
            yield TextBlock(
                x, y, width, leading, plate.size, plate.title, "nameplate", align=align,
                colour=spec.colour,
            )  # fmt: skip
        if plate.imprint:
            yield Rule(x, rule, width, 1.2)
            yield TextBlock(
                x, rule + 0.3 * grid.leading, width, grid.leading,
                layout.type["imprint"].sizes[0], plate.imprint, "imprint", align="centre",
            )  # fmt: skip
            yield Rule(x, foot + 0.05 * grid.leading, width, 0.4)


def folio(issue: Issue, page: Page, number: str, layout: Layout) -> Iterator[Item]:
    """The folio line (报眉) above the type area of the pages after the first."""
    grid = Grid.of(layout)
    width = grid.span(grid.columns)
    y = grid.top - 1.9 * grid.leading
    say = words(issue.publication.language)
    outer = "　".join(filter(None, (say.page.format(page=number), page.name)))
    inner = "　".join(
        filter(None, (issue.publication.title, say.day(issue.date) if issue.date else None))
    )
    even = number.isdigit() and int(number) % 2 == 0
    left, right = (outer, inner) if even else (inner, outer)
    yield from _line(layout, left, x=grid.left, y=y, width=width, align="start")
    yield from _line(layout, right, x=grid.left, y=y, width=width, align="end")
    yield Rule(grid.left, y + grid.leading + 1.5, width, 0.6)


def foot(page: Page, layout: Layout) -> Iterator[Item]:
    """The page's own printed matter that our furniture does not replace: credits, imprint …"""
    texts = [item.text for item in page.furniture if item.name not in REPLACED]
    if not texts:
        return
    grid = Grid.of(layout)
    width = grid.span(grid.columns)
    spec = layout.type["credits"]
    size = spec.sizes[0]
    room = layout.page.bottom * MM - 0.8 * layout.grid.leading
    lines = text_lines("　".join(texts), layout.style("credits"), width / size)
    leading = min(1.3 * size, room / len(lines))
    align: Align = "start" if spec.align == "justify" else spec.align
    yield TextBlock(
        grid.left, grid.y(grid.rows) + 0.5 * layout.grid.leading, width, leading, size, lines,
        "credits", align=align, colour=spec.colour,
    )  # fmt: skip


def _title(title: str, layout: Layout, width: float) -> tuple[float, tuple[Line, ...]]:
    sizes = layout.type["nameplate"].sizes
    for size in sizes:
        lines = head_lines(title, layout.style("nameplate", size), width / size, 1)
        if lines:
            return size, lines
    lines = text_lines(title, layout.style("nameplate", sizes[-1]), width / sizes[-1])
    return sizes[-1], lines


def _imprint(issue: Issue, page: Page, number: str, *, lunar_date: bool) -> str:
    say = words(issue.publication.language)
    paper = issue.publication
    moon = lunar.printed(issue) if say.lunar else None
    if moon is None and say.lunar and lunar_date and issue.date:
        moon = lunar.computed(issue.date, say.lunar)
    parts = [
        say.day(issue.date) if issue.date else None,
        moon,
        say.number.format(number=issue.number)
        if issue.number and issue.number.isdecimal()
        else issue.number,
        f"国内统一连续出版物号 {paper.cn}" if paper.cn else None,
        f"ISSN {paper.issn}" if paper.issn else None,
        f"邮发代号 {paper.post_code}" if paper.post_code else None,
        paper.website,
        say.page.format(page=number),
        page.name,
    ]
    return "　".join(filter(None, parts))


def _line(
    layout: Layout, text: str, *, x: float, y: float, width: float, align: Align
) -> Iterator[TextBlock]:
    role: Role = "folio"
    if text:
        size = layout.type[role].sizes[0]
        lines = text_lines(text, layout.style(role, size), width / size)[:1]
        yield TextBlock(x, y, width, layout.grid.leading, size, lines, role, align=align)
