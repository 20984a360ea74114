"""The search for an arrangement: slicing layouts on the column grid, by dynamic programming.

A set of stories fills a region of so many columns; the region is one story, or is cut across
(one part above the other) or down (side by side). For every set, width and depth the cheapest
arrangement is kept, so that pages are built from the best of their parts, without rendering
(after Gange, Marriott and Stuckey, "Optimal guillotine layout", DocEng 2012). Of two parts
the one with the higher-ranked story stands above or to the left.

Up to :data:`EXACT` stories all subsets are searched; with more, only runs of stories in order,
which is polynomial and never gives up.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple, Protocol

from packager.makeup.grid import Rect

EXACT = 8
"""Most items for which every subset is tried."""
ACROSS, THROUGH, CLASH, CLASH_BOXED, LEAD_LOST = 3.0, 7.0, 2.5, 0.7, 25.0
"""Costs: a cut across the whole page (断版), a gap down most of it (通缝), two headlines side by
side (碰题), one of them in a box, the lead not at the top left."""
WHITE = 1.0
"""Cost of a column's row left white at the foot of the page."""
DEEP = 0.7
"""A gap is long from this share of the page's depth."""

Top = Literal["headline", "box", "picture", "nameplate"]


class Leaf(Protocol):
    """What the search needs to know of a story, or of the nameplate."""

    @property
    def top(self) -> Top:
        """What stands at its upper edge."""

    def costs(self, columns: int) -> Mapping[int, float]:
        """Cost of every depth, in rows, that it can take at a width."""


class Entry(NamedTuple):
    """The cheapest arrangement of a set at one width and depth."""

    cost: float
    first: int
    """The set of the part above or left; 0: a single story."""
    size: int
    """Depth of the part above, or width of the part at the left, negated."""
    left: int
    """The story at the top left corner."""
    right: int
    """The story at the top right corner."""


Table = dict[int, Entry]


class Found(NamedTuple):
    """An arrangement: one rectangle per leaf, its cost, and the depth it takes."""

    rects: tuple[Rect, ...]
    cost: float
    rows: int


def arrange(leaves: Sequence[Leaf], columns: int, rows: int, slack: int = 0) -> Found | None:
    """Arrange all leaves, ranked by their order, to fill a page of ``columns`` × ``rows``.

    The first leaf may be the nameplate. Up to ``slack`` rows at the foot may stay white where
    there is no better way. None when no slicing layout has such a depth.
    """
    search = _Search(leaves, columns, rows, slack)
    found = search.run(search.runs(), search.prefixes, math.inf)
    if len(leaves) <= EXACT:
        limit = found.cost if found else math.inf
        better = search.run(search.subsets(), search.submasks, limit)
        if better and better.cost < limit:
            return better
    return found


class _Search:
    def __init__(self, leaves: Sequence[Leaf], columns: int, rows: int, slack: int) -> None:
        self.leaves, self.columns, self.rows, self.slack = leaves, columns, rows, slack
        self.count = len(leaves)
        self.tables: dict[tuple[int, int], Table] = {}
        self.single = [
            {width: leaf.costs(width) for width in range(1, columns + 1)} for leaf in leaves
        ]
        areas = [
            [width * depth for width, costs in by.items() for depth in costs] for by in self.single
        ]
        self.least = [min(area, default=0) for area in areas]
        self.most = [max(area, default=0) for area in areas]
        self.cheapest = [
            min((cost for costs in by.values() for cost in costs.values()), default=math.inf)
            for by in self.single
        ]
        self.clash = [[_clash(a.top, b.top) for b in leaves] for a in leaves]
        self.plate = bool(leaves) and leaves[0].top == "nameplate"
        self.lead = 2 if self.plate else 1
        self.plate_rows = max((max(c, default=0) for c in self.single[0].values()), default=0)

    def runs(self) -> Iterator[int]:
        """Sets of stories that follow one another, small before large."""
        for length in range(1, self.count + 1):
            for first in range(self.count - length + 1):
                yield ((1 << length) - 1) << first

    def subsets(self) -> Iterator[int]:
        """All sets; a set comes after its subsets."""
        yield from range(1, 1 << self.count)

    @staticmethod
    def prefixes(whole: int) -> Iterator[int]:
        """The parts with the highest-ranked stories, of a run."""
        part = whole & -whole
        while part != whole:
            yield part
            part |= (part << 1) & whole

    @staticmethod
    def submasks(whole: int) -> Iterator[int]:
        """The proper subsets that hold the highest-ranked story."""
        rest = whole & (whole - 1)
        part = rest
        while part:
            part = (part - 1) & rest
            yield part | (whole & -whole)

    def run(
        self, sets: Iterator[int], splits: Callable[[int], Iterator[int]], limit: float
    ) -> Found | None:
        self.tables = {}
        everything = (1 << self.count) - 1
        total = self.columns * self.rows
        least_total = self.columns * (self.rows - self.slack)
        for whole in sets:
            members = [i for i in range(self.count) if whole >> i & 1]
            others = [i for i in range(self.count) if not whole >> i & 1]
            bound = limit - sum(self.cheapest[i] for i in others)
            least = sum(self.least[i] for i in members)
            least = max(least, least_total - sum(self.most[i] for i in others))
            most = min(
                sum(self.most[i] for i in members), total - sum(self.least[i] for i in others)
            )
            parts = list(splits(whole)) if len(members) > 1 else []
            for width in range(1, self.columns + 1):
                low, high = -(-least // width), min(most // width, self.rows)
                if whole == everything:
                    low, high = self.rows - self.slack, self.rows
                    if width != self.columns:
                        continue
                if low > high:
                    continue
                if len(members) == 1:
                    table = self.leaf(members[0], width, low, high, bound)
                else:
                    table = {}
                    self.across(table, whole, parts, width=width, low=low, high=high, bound=bound)
                    self.down(table, whole, parts, width=width, low=low, high=high, bound=bound)
                if table:
                    self.tables[whole, width] = table
        depths = {
            depth: entry.cost + WHITE * self.columns * (self.rows - depth)
            for depth, entry in self.tables.get((everything, self.columns), {}).items()
        }
        if not depths:
            return None
        depth = min(depths, key=lambda rows: (depths[rows], -rows))
        rects: list[Rect | None] = [None] * self.count
        self.cut(everything, Rect(0, 0, self.columns, depth), rects)
        return Found(tuple(rect for rect in rects if rect), depths[depth], depth)

    def leaf(self, index: int, width: int, low: int, high: int, bound: float) -> Table:
        return {
            depth: Entry(cost, 0, 0, index, index)
            for depth, cost in self.single[index][width].items()
            if low <= depth <= high and cost < bound
        }

    def across(
        self,
        table: Table,
        whole: int,
        parts: list[int],
        *,
        width: int,
        low: int,
        high: int,
        bound: float,
    ) -> None:
        tables = self.tables
        extra = ACROSS if width == self.columns else 0.0
        for part in parts:
            above = tables.get((part, width))
            below = tables.get((whole ^ part, width))
            if above is None or below is None:
                continue
            headless = self.plate and part & 1 and not part & self.lead
            fee = 0.0 if headless else extra
            for up, top in above.items():
                base = top.cost + fee
                if headless and up > self.plate_rows:
                    base += LEAD_LOST
                for down, bottom in below.items():
                    depth = up + down
                    if low <= depth <= high:
                        cost = base + bottom.cost
                        known = table.get(depth)
                        if cost < (known.cost if known else bound):
                            table[depth] = Entry(cost, part, up, top.left, top.right)

    def down(
        self,
        table: Table,
        whole: int,
        parts: list[int],
        *,
        width: int,
        low: int,
        high: int,
        bound: float,
    ) -> None:
        tables = self.tables
        deep = DEEP * self.rows
        plate, lead = self.plate and whole & 1, self.lead
        for part in parts:
            rest = whole ^ part
            lost = LEAD_LOST if plate and whole & lead and rest & lead else 0.0
            for share in range(1, width):
                left = tables.get((part, share))
                right = tables.get((rest, width - share))
                if left is None or right is None:
                    continue
                for depth, one in left.items():
                    other = right.get(depth)
                    if other is None or not low <= depth <= high:
                        continue
                    cost = one.cost + other.cost + self.clash[one.right][other.left] + lost
                    if depth > deep:
                        cost += THROUGH
                    known = table.get(depth)
                    if cost < (known.cost if known else bound):
                        table[depth] = Entry(cost, part, -share, one.left, other.right)

    def cut(self, whole: int, rect: Rect, rects: list[Rect | None]) -> None:
        """Follow the kept cuts down to single stories."""
        entry = self.tables[whole, rect.columns][rect.rows]
        if not entry.first:
            rects[entry.left] = rect
            return
        part, rest, size = entry.first, whole ^ entry.first, entry.size
        column, row, columns, rows = rect
        if size > 0:
            self.cut(part, Rect(column, row, columns, size), rects)
            self.cut(rest, Rect(column, row + size, columns, rows - size), rects)
        else:
            self.cut(part, Rect(column, row, -size, rows), rects)
            self.cut(rest, Rect(column - size, row, columns + size, rows), rects)


def _clash(one: Top, other: Top) -> float:
    if {one, other} & {"picture", "nameplate"}:
        return 0.0
    return CLASH_BOXED if "box" in (one, other) else CLASH
