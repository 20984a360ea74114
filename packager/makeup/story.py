"""A story and the shapes it can take: so many columns wide, so many rows deep."""

from __future__ import annotations

import math
from typing import NamedTuple

from packager.issue import Article, Figure
from packager.layout import Dress, Layout
from packager.makeup.body import START, Cut, Filling, Flow, Pictures, cut_at, fill, flow
from packager.makeup.grid import Grid
from packager.makeup.head import Head, Piece, continued, heads, turn

GAP = 1
"""Rows between a story and what stands below it; part of its depth."""
STRETCH = (0.0, 0.3, 0.9, 1.8)
"""Cost of so many spare rows around the headings."""


class Inside(NamedTuple):
    """The columns within a story, in pt from its left edge."""

    pad: float
    number: int
    """How many."""
    measure: float
    gutter: float

    def x(self, column: int) -> float:
        """Left edge of a column."""
        return self.pad + column * (self.measure + self.gutter)


class Shape(NamedTuple):
    """One way to set a story ``columns`` wide and ``rows`` deep (the gap below included)."""

    columns: int
    rows: int
    cost: float
    white: int
    head: Head
    head_rows: int
    body_rows: int
    inside: Inside
    flow: Flow
    filling: Filling
    turn: Piece | None = None
    """The turn line under the last column (下转第N版)."""


class Story:
    """A story ready to be shaped. ``rank`` counts from 0, the lead, in the order of the page."""

    def __init__(
        self,
        article: Article,
        layout: Layout,
        rank: int,
        pictures: Pictures,
        start: Cut = START,
        came_from: str = "",
    ) -> None:
        self.article, self.layout, self.rank, self.pictures = article, layout, rank, pictures
        self.start, self.came_from = start, came_from
        self.grid = Grid.of(layout)
        self.dress = layout.kinds.get(article.kind, Dress())
        self.missing_picture = any(
            isinstance(block, Figure) and block.src not in pictures for block in article.body
        )
        self.box = self.dress.box and (article.kind != "photo" or self.missing_picture)
        self._flows: dict[float, Flow] = {}
        self._heads: dict[int, list[Head]] = {}
        self._shapes: dict[tuple[int, int], Shape | None] = {}

    @property
    def frame_rows(self) -> int:
        """Rows that the box takes above and below the words."""
        return 2 if self.box else 0

    def inside(self, columns: int) -> Inside:
        """The columns within the story when it is ``columns`` page columns wide."""
        grid = self.grid
        if not self.box:
            return Inside(0.0, columns, grid.column, grid.gutter)
        size = self.layout.type[self.dress.body].sizes[0]
        width = grid.span(columns)
        count = max(columns - 1, 1)
        pad = 1.3 * size
        gutter = 2.0 * size
        measure = math.floor((width - 2 * pad - (count - 1) * gutter) / count / size) * size
        rest = width - 2 * pad - (count - 1) * gutter - count * measure
        if count > 1:
            grow = rest / (count + 1)
            return Inside(pad + grow, count, measure, gutter + grow)
        return Inside((width - measure) / 2, 1, measure, gutter)

    def flow(self, measure: float) -> Flow:
        """The body composed for columns of ``measure`` pt."""
        if measure not in self._flows:
            self._flows[measure] = flow(
                self.article, self.layout, measure, self.dress.body, self.pictures, self.start
            )
        return self._flows[measure]

    def headings(self, columns: int) -> list[Head]:
        """The ways to set the headings over that many page columns."""
        if columns not in self._heads:
            inside = self.inside(columns)
            width = self.grid.span(columns) - 2 * inside.pad
            self._heads[columns] = (
                [continued(self.article, self.layout, width, self.came_from)]
                if self.came_from
                else heads(self.article, self.layout, width, self.target(columns))
            )
        return self._heads[columns]

    def target(self, columns: int) -> float:
        """The headline size in pt that rank and width ask for."""
        lead, least = self.layout.headline
        share = columns / self.grid.columns
        by_width = least + (lead - least) * float(min(share / 0.6, 1.0) ** 0.8)
        by_rank = lead * float(0.86 ** min(self.rank, 6))
        return max(min(by_width, by_rank), least)

    def shape(self, columns: int, rows: int) -> Shape | None:
        """The best setting into exactly that many columns and rows, None where there is none."""
        key = columns, rows
        if key not in self._shapes:
            self._shapes[key] = self._shape(columns, rows)
        return self._shapes[key]

    def allowed(self, columns: int) -> bool:
        """Whether a story of this kind may be that wide."""
        page = self.grid.columns
        return min(self.dress.narrowest, page) <= columns <= (self.dress.widest or page)

    def least_rows(self, columns: int) -> int | None:
        """The smallest depth the story fits into at this width, None if wider than its words."""
        if not self.allowed(columns):
            return None
        inside = self.inside(columns)
        body = self.flow(inside.measure)
        start = min(head.rows for head in self.headings(columns)) + self.frame_rows + GAP
        rows = start + max(math.ceil(body.rows / inside.number), 1 if body.rows else 0)
        for extra in range(60):
            if self.shape(columns, rows + extra) is not None:
                return rows + extra
        return None

    def _shape(self, columns: int, rows: int) -> Shape | None:
        inside = self.inside(columns)
        body = self.flow(inside.measure)
        best: Shape | None = None
        for head in self.headings(columns):
            room = rows - GAP - self.frame_rows - head.rows
            for extra, stretch in enumerate(STRETCH if head.pieces else STRETCH[:1]):
                depth = room - extra
                if depth * inside.number < body.rows or depth < 0:
                    break
                filling = fill(body, (depth,) * inside.number)
                if filling is None:
                    continue
                cost = head.cost + stretch + filling.cost + filling.white
                last = filling.columns[-1]
                if inside.number > 1 and last[1] == last[0]:
                    cost += 10.0
                if best is None or cost < best.cost:
                    best = Shape(
                        columns, rows, cost, filling.white, head, head.rows + extra, depth,
                        inside, body, filling,
                    )  # fmt: skip
        return best

    def torn(self, columns: int, rows: int, page: str) -> tuple[Shape, Cut] | None:
        """A setting of as much of the story as goes into the depth, and where the rest begins.

        ``page`` is named in the turn line that stands in the last row of the last column.
        """
        inside = self.inside(columns)
        body = self.flow(inside.measure)
        head = self.headings(columns)[0]
        depth = rows - GAP - self.frame_rows - head.rows
        if depth < 2:
            return None
        filling = fill(body, (depth,) * (inside.number - 1) + (depth - 1,), whole=False)
        if filling is None or filling.end >= body.rows:
            return None
        shape = Shape(
            columns, rows, head.cost + filling.cost, filling.white, head, head.rows, depth, inside,
            body, filling, turn(self.layout, page, inside.measure),
        )  # fmt: skip
        return shape, cut_at(body, filling.end)
