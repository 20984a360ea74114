"""The search for an arrangement: slicing layouts on the column grid, by dynamic programming.

A set of stories fills a region of so many columns; the region is one story, or is cut across
(one part above the other) or down (side by side). For every set, width and depth the cheapest
arrangement is kept, so that pages are built from the best of their parts, without rendering
(after Gange, Marriott and Stuckey, "Optimal guillotine layout", DocEng 2012). Of two parts
the one with the higher-ranked story stands above or to the left.

Up to :data:`EXACT` stories all subsets are searched; with more, only runs of stories in order and,
up to :data:`NEAR`, runs in which one story stands out of its order: polynomial, never giving up.
A thorough search of up to :data:`LOOSE` also takes runs with any one story more.
"""

from __future__ import annotations

import functools
import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple, Protocol

from packager.makeup.bound import Bound
from packager.makeup.grid import Rect

EXACT = 8
"""Most items for which every subset is tried."""
NEAR = 14
"""Most items for which orders other than that of rank are tried."""
LOOSE = 9
"""Most items for which runs with any one story more are tried."""
HOPE = 60.0
"""What the first arrangement is hoped to cost at most over the lower bound."""
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
BLANK = 0.25
"""Cost of a column's row left white under one of the stories on a page that is not to be filled."""
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

    def upright(self, columns: int) -> Collection[int]:
        """The depths at which its headings stand beside the words (竖题), not at its upper edge."""


class Blank:
    """White under stories at the foot of a page that they do not fill, or beside a lone one; the
    last of the leaves."""

    top: Top = "picture"
    pictured = ear = False
    weight = 0.0

    def __init__(self, rows: int) -> None:
        self.rows = rows

    def costs(self, columns: int) -> dict[int, float]:
        """As much as there is of it."""
        return {rows: BLANK * columns * rows for rows in range(1, self.rows + 1)}

    def upright(self, columns: int) -> frozenset[int]:
        """None."""
        return frozenset()


class Entry(NamedTuple):
    """The cheapest arrangement of a set at one width and depth."""

    cost: float
    first: int
    """The set of the part above or left; 0: a single story."""
    size: int
    """Depth of the part above, or width of the part at the left, negated."""
    left: int
    """The story at the top left corner; counted on from the number of stories when its headings do
    not stand there."""
    right: int
    """The story at the top right corner."""


Table = dict[int, Entry]


class Found(NamedTuple):
    """An arrangement: one rectangle per leaf, its cost, and the depth it takes."""

    rects: tuple[Rect, ...]
    cost: float
    rows: int


def arrange(
    leaves: Sequence[Leaf],
    columns: int,
    rows: int,
    slack: int = 0,
    *,
    white: float = WHITE,
    below: float = math.inf,
) -> Found | None:
    """Arrange all leaves, ranked by their order, to fill a page of ``columns`` × ``rows``.

    The first leaf may be the nameplate, the last a blank. Up to ``slack`` rows at the foot may stay
    white, at a cost of ``white`` each and column. Where the cost has to be ``below`` a known one
    the search is thorough. None when no slicing layout has such a depth, or none costs so little.
    """
    search = _Search(leaves, columns, rows, slack, white)
    found = None
    if below == math.inf:
        found = search.run(search.runs(), search.prefixes, search.bound.least + HOPE)
        if found is None:
            found = search.run(search.runs(), search.prefixes, math.inf)
    limit = found.cost if found else below
    if len(leaves) <= EXACT:
        better = search.run(range(1, 1 << len(leaves)), search.submasks, limit)
    elif below < math.inf and len(leaves) <= LOOSE:
        better = search.run(search.loose_runs(), search.kept_splits, limit)
    elif len(leaves) <= NEAR:
        better = search.run(search.near_runs(), search.kept_splits, limit)
    elif below < math.inf:
        better = search.run(search.runs(), search.prefixes, limit)
    else:
        return found
    return better if better and better.cost < limit else found


class _Search:
    def __init__(
        self, leaves: Sequence[Leaf], columns: int, rows: int, slack: int, white: float
    ) -> None:
        self.leaves, self.columns, self.rows, self.slack = leaves, columns, rows, slack
        self.white = white
        self.count = len(leaves)
        self.tables: dict[tuple[int, int], Table] = {}
        self.widths: dict[int, dict[int, Table]] = {}
        self.lists: dict[tuple[int, int, bool], tuple[list[int], list[float], float]] = {}
        self.single = [
            {width: leaf.costs(width) for width in range(1, columns + 1)} for leaf in leaves
        ]
        areas = [
            [width * depth for width, costs in by.items() for depth in costs] for by in self.single
        ]
        self.least = [min(area, default=0) for area in areas]
        self.most = [max(area, default=0) for area in areas]
        eared = any(leaf.ear for leaf in leaves)
        corners = [*((leaf, False) for leaf in leaves), *((leaf, True) for leaf in leaves)]
        self.beside = [
            [_beside(one, other, eared, upright=up or down) for other, down in corners]
            for one, up in corners
        ]
        self.below = [
            [BELOW if one.pictured and other.pictured else 0.0 for other, _ in corners]
            for one in leaves
        ]
        self.weights = [leaf.weight for leaf in leaves]
        self.plate = bool(leaves) and leaves[0].top == "nameplate"
        self.bound = Bound(self.single, self.weights, columns, rows, white=white, plate=self.plate)
        self.lead = 2 if self.plate else 1
        self.blank = sum(1 << i for i, leaf in enumerate(leaves) if isinstance(leaf, Blank))
        self.family: list[int] = []
        self.known: frozenset[int] = frozenset()
        self.plate_rows = max((max(c, default=0) for c in self.single[0].values()), default=0)
        self.weight = functools.cache(self._weight)
        self.areas = functools.cache(self._areas)

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
        return self.keep(family)

    def loose_runs(self) -> list[int]:
        """Runs, and runs with one more story that stands apart from them."""
        alone = [1 << i for i in range(self.count)]
        return self.keep({run | one for run in self.runs() for one in alone})

    def keep(self, family: set[int]) -> list[int]:
        """Make these the sets that are searched."""
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
        """The cheapest arrangement of all leaves that costs less than ``limit``."""
        self.tables, self.widths, self.lists = {}, {}, {}
        everything = (1 << self.count) - 1
        for whole in sets:
            parts = list(splits(whole)) if whole & (whole - 1) else []
            others = self.members(everything ^ whole)
            left = self.bound.left(limit, others)
            fixed = not others or bool(self.plate and whole & 1)
            for width in [self.columns] if whole == everything else range(1, self.columns + 1):
                low, high = self.depths(whole, width)
                if low > high:
                    continue
                bounds = self.bound.most(left, width, (low, high), self.weight(whole), fixed=fixed)
                if parts:
                    table = self.joined(whole, parts, width, bounds, low=low)
                else:
                    table = self.leaf(whole.bit_length() - 1, width, bounds)
                if table:
                    self.tables[whole, width] = table
                    self.widths.setdefault(whole, {})[width] = table
        white = self.white * self.columns
        depths = {
            depth: entry.cost + white * (self.rows - depth)
            for depth, entry in self.tables.get((everything, self.columns), {}).items()
        }
        if not depths:
            return None
        depth = min(depths, key=lambda rows: (depths[rows], -rows))
        rects: list[Rect | None] = [None] * self.count
        self.cut(everything, Rect(0, 0, self.columns, depth), rects)
        return Found(tuple(rect for rect in rects if rect), depths[depth], depth)

    def members(self, whole: int) -> list[int]:
        """The leaves of a set."""
        return [i for i in range(self.count) if whole >> i & 1]

    def depths(self, whole: int, width: int) -> tuple[int, int]:
        """The least and the largest depth of a set, as it and the others together fill a page."""
        everything = (1 << self.count) - 1
        if whole == everything:
            return self.rows - self.slack, self.rows
        least, most = self.areas(whole)
        return -(-least // width), min(most // width, self.rows)

    def _areas(self, whole: int) -> tuple[int, int]:
        """The least and the largest area of a set, as it and the others together fill a page."""
        members, others = self.members(whole), self.members(((1 << self.count) - 1) ^ whole)
        filled = self.columns * (self.rows - self.slack) - sum(self.most[i] for i in others)
        room = self.columns * self.rows - sum(self.least[i] for i in others)
        least = max(sum(self.least[i] for i in members), filled)
        return least, min(sum(self.most[i] for i in members), room)

    def leaf(self, index: int, width: int, bounds: list[float]) -> Table:
        """The table of a single story."""
        upright = self.leaves[index].upright(width)
        table = {}
        for depth, cost in self.single[index][width].items():
            if depth < len(bounds) and cost < bounds[depth]:
                corner = index + self.count if depth in upright else index
                table[depth] = Entry(cost, 0, 0, corner, corner)
        return table

    def joined(
        self, whole: int, parts: Sequence[int], width: int, best: list[float], *, low: int
    ) -> Table:
        """The table of a set that is cut in two: one of its parts above or left of the rest.

        ``best`` gives what it may cost at each depth.
        """
        cuts: dict[int, tuple[int, int]] = {}
        for part in parts:
            rest = whole ^ part
            self.stack(best, cuts, part, rest, width, low=low)
            if rest == self.blank and self.count > 2:  # it lies beside a lone story only
                continue
            for share, left in self.widths.get(part, {}).items():
                right = self.tables.get((rest, width - share))
                if right:
                    fixed = self.beside_cost(part, rest, share, width - share)
                    self.abreast(best, cuts, (part, -share), left, right, fixed=fixed)
        table = {}
        for depth, (part, size) in cuts.items():
            if size > 0:
                first = self.tables[part, width][size]
                last = first
            else:
                first = self.tables[part, -size][depth]
                last = self.tables[whole ^ part, width + size][depth]
            table[depth] = Entry(best[depth], part, size, first.left, last.right)
        return table

    def stack(
        self,
        best: list[float],
        cuts: dict[int, tuple[int, int]],
        part: int,
        rest: int,
        width: int,
        *,
        low: int,
    ) -> None:
        """Keep what is cheaper with a part above the rest: no blank. The innermost loop of the
        search."""
        if part & self.blank:
            return
        above, below = self.tables.get((part, width)), self.sorted(part, rest, width)
        if not above or not below:
            return
        depths, costs, cheapest = below
        weight = self.weight(rest) / self.rows
        headless = bool(self.plate and part & 1 and not part & self.lead)
        across = ACROSS if width == self.columns and not headless else 0.0
        high, dearest = len(best) - 1, max(best)
        for up, one in above.items():
            cost = one[0] + across + up * weight
            if headless and up > self.plate_rows:
                cost += LEAD_LOST
            if cost + cheapest >= dearest:
                continue
            start, stop = bisect_left(depths, low - up), bisect_right(depths, high - up)
            for down, price in zip(depths[start:stop], costs[start:stop], strict=True):
                if cost + price < best[up + down]:
                    best[up + down] = cost + price
                    cuts[up + down] = part, up

    def sorted(
        self, part: int, rest: int, width: int
    ) -> tuple[list[int], list[float], float] | None:
        """Depths and costs of a set below another: a picture under another costs more."""
        table = self.tables.get((rest, width))
        if not table:
            return None
        pictured = not part & (part - 1) and self.leaves[part.bit_length() - 1].pictured
        key = rest, width, pictured
        if key not in self.lists:
            depths = sorted(table)
            costs = [table[depth].cost for depth in depths]
            if pictured:
                below = self.below[part.bit_length() - 1]
                costs = [
                    cost + below[table[d].right] for d, cost in zip(depths, costs, strict=True)
                ]
            self.lists[key] = depths, costs, min(costs)
        return self.lists[key]

    def beside_cost(self, part: int, rest: int, share: int, other: int) -> float:
        """The cost of two parts side by side, ``share`` and ``other`` columns wide, by what they
        hold."""
        cost = LEAD_LOST if self.plate and part & 1 and rest & self.lead else 0.0
        if share == other and not (part & (part - 1) or rest & (rest - 1)):
            cost += TWINS
        return cost

    def abreast(
        self,
        best: list[float],
        cuts: dict[int, tuple[int, int]],
        cut: tuple[int, int],
        left: Table,
        right: Table,
        *,
        fixed: float,
    ) -> None:
        """Keep what is cheaper with two parts side by side."""
        size, deep, beside = len(best), DEEP * self.rows, self.beside
        for depth, one in left.items():
            other = right.get(depth)
            if other is None or depth >= size:
                continue
            total = one[0] + other[0] + fixed + beside[one[4]][other[3]]
            if depth > deep:
                total += THROUGH
            if total < best[depth]:
                best[depth] = total
                cuts[depth] = cut

    def _weight(self, whole: int) -> float:
        """What it costs to move a set from the top of the page to its foot."""
        return sum(self.weights[i] for i in self.members(whole))

    def cut(self, whole: int, rect: Rect, rects: list[Rect | None]) -> None:
        """Follow the kept cuts down to single stories."""
        entry = self.tables[whole, rect.columns][rect.rows]
        if not entry.first:
            rects[entry.left % self.count] = rect
            return
        part, rest, size = entry.first, whole ^ entry.first, entry.size
        column, row, columns, rows = rect
        if size > 0:
            self.cut(part, Rect(column, row, columns, size), rects)
            self.cut(rest, Rect(column, row + size, columns, rows - size), rects)
        else:
            self.cut(part, Rect(column, row, -size, rows), rects)
            self.cut(rest, Rect(column - size, row, columns + size, rows), rects)


def _beside(one: Leaf, other: Leaf, eared: bool, *, upright: bool) -> float:
    """Cost of two stories side by side: like tops, picture next to picture, no ear for the plate
    where the page has one."""
    if one.top == "nameplate":
        return NO_EAR if eared and not other.ear else 0.0
    cost = BESIDE if one.pictured and other.pictured else 0.0
    if not upright and "picture" not in (one.top, other.top):
        cost += CLASH_BOXED if "box" in (one.top, other.top) else CLASH
    return cost
