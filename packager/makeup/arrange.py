"""The search for an arrangement: slicing layouts on the column grid, by dynamic programming.

A set of stories fills a region of so many columns; the region is one story, or is cut across
(one part above the other) or down (side by side). For every set, width and depth the cheapest
arrangement is kept, so that pages are built from the best of their parts, without rendering
(after Gange, Marriott and Stuckey, "Optimal guillotine layout", DocEng 2012). Of two parts
the one with the higher-ranked story stands above or to the left.

Up to :data:`EXACT` stories all subsets are searched; with more, only runs of stories in order and,
up to :data:`NEAR`, runs in which one story stands out of its order: polynomial, never giving up.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple, Protocol

from packager.makeup.grid import Rect

EXACT = 8
"""Most items for which every subset is tried."""
NEAR = 14
"""Most items for which orders other than that of rank are tried."""
ACROSS, THROUGH, CLASH, CLASH_BOXED, LEAD_LOST = 3.0, 7.0, 2.5, 0.7, 25.0
"""Costs: a cut across the whole page (断版), a gap down most of it (通缝), two headlines side by
side (碰题), one of them in a box, the lead not at the top left."""
BESIDE, BELOW = 3.0, 1.0
"""Costs of a picture beside another, and of one under another at the right edge of both stories."""
NO_EAR = 4.0
"""Cost of another story beside the nameplate when the page has one made for it."""
TWINS = 0.8
"""Cost of two stories side by side that are equally wide."""
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

    @property
    def pictured(self) -> bool:
        """Whether it has a main picture."""

    @property
    def ear(self) -> bool:
        """Whether it stands well beside the nameplate (报眼)."""

    @property
    def weight(self) -> float:
        """Cost of its standing at the foot of the page, by rank; less the higher it stands."""

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
    limit = found.cost if found else math.inf
    if len(leaves) <= EXACT:
        better = search.run(range(1, 1 << len(leaves)), search.submasks, limit)
    elif len(leaves) <= NEAR:
        better = search.run(search.near_runs(), search.kept_splits, limit)
    else:
        return found
    return better if better and better.cost < limit else found


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
        eared = any(leaf.ear for leaf in leaves)
        self.beside = [[_beside(one, other, eared) for other in leaves] for one in leaves]
        self.below = [
            [BELOW if one.pictured and other.pictured else 0.0 for other in leaves]
            for one in leaves
        ]
        self.plate = bool(leaves) and leaves[0].top == "nameplate"
        self.lead = 2 if self.plate else 1
        self.family: list[int] = []
        self.known: frozenset[int] = frozenset()
        self.plate_rows = max((max(c, default=0) for c in self.single[0].values()), default=0)

    def runs(self) -> Iterator[int]:
        """Sets of stories that follow one another, small before large."""
        for length in range(1, self.count + 1):
            for first in range(self.count - length + 1):
                yield ((1 << length) - 1) << first

    def near_runs(self) -> list[int]:
        """Runs, and what is left and right of a cut when one story stands out of the order: runs
        without their last but one or second story, runs without an ear, an ear with the nameplate.
        """
        family = set(self.runs())
        ears = [1 << i for i, leaf in enumerate(self.leaves) if leaf.ear]
        for run in self.runs():
            low, high = run & -run, 1 << (run.bit_length() - 1)
            family.update(run & ~out for out in (low << 1, high >> 1, *ears))
        if self.plate:
            family.update(1 | ear for ear in ears)
        self.family = sorted(family - {0}, key=lambda whole: (whole.bit_count(), whole))
        self.known = frozenset(self.family)
        return self.family

    def kept_splits(self, whole: int) -> Iterator[int]:
        """The parts with the highest-ranked story, of a set into two of the family."""
        first, family = whole & -whole, self.known
        for part in self.family:
            if part & first and part & whole == part and whole ^ part in family:
                yield part

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
        self, sets: Iterable[int], splits: Callable[[int], Iterator[int]], limit: float
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
                    for part in parts:
                        self.join(table, whole, part, width=width, low=low, high=high, bound=bound)
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

    def join(
        self, table: Table, whole: int, part: int, *, width: int, low: int, high: int, bound: float
    ) -> None:
        """Keep what is cheaper than what is known of a set: ``part`` above or left of the rest."""
        rest = whole ^ part
        weight, deep = self.weight(rest) / self.rows, DEEP * self.rows
        headless = self.plate and part & 1 and not part & self.lead
        across = ACROSS if width == self.columns and not headless else 0.0
        lost = LEAD_LOST if self.plate and whole & 1 and rest & self.lead else 0.0
        for depth, size, one, other in self.pairs(part, rest, width, low, high):
            cost = one.cost + other.cost
            if size > 0:
                cost += across + size * weight
                if headless and size > self.plate_rows:
                    cost += LEAD_LOST
                if not one.first:
                    cost += self.below[one.right][other.right]
            else:
                cost += lost + self.beside[one.right][other.left]
                if depth > deep:
                    cost += THROUGH
                if width == -2 * size and not (one.first or other.first):
                    cost += TWINS
            known = table.get(depth)
            if cost < (known.cost if known else bound):
                left, right = one.left, one.right if size > 0 else other.right
                table[depth] = Entry(cost, part, size, left, right)

    def pairs(
        self, part: int, rest: int, width: int, low: int, high: int
    ) -> Iterator[tuple[int, int, Entry, Entry]]:
        """Depth, place of the cut, and both sides, of every way to cut a set in two.

        The place is the depth of the part above, or the width of the part at the left, negated.
        """
        tables = self.tables
        above, below = tables.get((part, width)), tables.get((rest, width))
        if above and below:
            for up, one in above.items():
                for down, other in below.items():
                    if low <= up + down <= high:
                        yield up + down, up, one, other
        for share in range(1, width):
            left, right = tables.get((part, share)), tables.get((rest, width - share))
            if left and right:
                for depth in left.keys() & right.keys():
                    if low <= depth <= high:
                        yield depth, -share, left[depth], right[depth]

    def weight(self, whole: int) -> float:
        """What it costs to move a set from the top of the page to its foot."""
        return sum(leaf.weight for i, leaf in enumerate(self.leaves) if whole >> i & 1)

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


def _beside(one: Leaf, other: Leaf, eared: bool) -> float:
    """Cost of two stories side by side: like tops, picture next to picture, no ear for the plate
    where the page has one."""
    if one.top == "nameplate":
        return NO_EAR if eared and not other.ear else 0.0
    cost = BESIDE if one.pictured and other.pictured else 0.0
    if "picture" not in (one.top, other.top):
        cost += CLASH_BOXED if "box" in (one.top, other.top) else CLASH
    return cost
