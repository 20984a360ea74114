"""What the parts of an arrangement may cost: the bounds that keep the search short.

A lower bound on every arrangement (a Lagrangian relaxation): the stories are placed each for
itself, may overlap and leave cells free, but pay the page for every cell that they take. The prices
are those at which they cost the most together.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

SHARED = 0.6
"""Share of what the best known arrangement costs over the lower bound that is not left to one part:
the stories outside it will miss their own bounds, too. At 0 the bounds are exact; arrangements are
the same up to 0.7, and sometimes dearer at 0.9."""
STEP, FINEST = 0.1, 0.02
"""First and last step by which the prices are moved to where the bound is highest."""
MOVES = 25
"""Most changes of the prices: where no arrangement is possible the bound has no maximum."""
_WAYS = ((1, 0), (-1, 0), (1, 1), (-1, -1), (0, 1), (0, -1))


class Prices(NamedTuple):
    """What a cell of the page costs: ``top`` at the top, ``fall`` less at the foot."""

    top: float
    fall: float

    def page(self, columns: int, rows: int) -> float:
        """The price of the whole page."""
        return columns * rows * (self.top - self.fall / 2)

    def least(self, area: int, depth: int, weight: float, rows: int, *, fixed: bool) -> float:
        """The least that a rectangle costs with its place, at the page's top or at its foot;
        ``fixed``: at the top. ``weight`` is the cost of its standing at the foot."""
        high = area * (self.top - self.fall * depth / 2 / rows)
        if fixed:
            return high
        return min(high, high + (rows - depth) / rows * (weight - area * self.fall))


class Bound:
    """The lower bounds of one page. ``shapes`` gives the cost of every width and depth of each
    story, ``white`` that of a cell left white; with a ``plate`` the first stands at the top."""

    def __init__(
        self,
        shapes: Sequence[Mapping[int, Mapping[int, float]]],
        weights: Sequence[float],
        columns: int,
        rows: int,
        *,
        white: float,
        plate: bool,
    ) -> None:
        self.columns, self.rows, self.plate, self.weights = columns, rows, plate, weights
        self.shapes = [
            [
                (columns * depth, depth, cost)
                for columns, costs in by.items()
                for depth, cost in costs.items()
            ]
            for by in shapes
        ]
        self.prices = Prices(0.0, 0.0)
        self.stories = self.relaxed(self.prices)
        step = STEP
        for _ in range(MOVES):
            if step < FINEST or max(self.stories, default=0.0) == math.inf:
                break
            step = step if self.move(step, white) else step / 2

    def move(self, step: float, white: float) -> bool:
        """Take the first change of the prices by ``step`` that raises the bound."""
        for top, fall in _WAYS:
            prices = Prices(self.prices.top + step * top, self.prices.fall + step * fall)
            if min(prices.top, prices.top - prices.fall) < -white:
                continue
            stories = self.relaxed(prices)
            if self.total(prices, stories) > self.total(self.prices, self.stories) + 1e-9:
                self.prices, self.stories = prices, stories
                return True
        return False

    def relaxed(self, prices: Prices) -> list[float]:
        """The least that each story costs for itself."""
        return [
            min(
                (
                    cost + prices.least(area, depth, self.weights[i], self.rows, fixed=fixed)
                    for area, depth, cost in shapes
                ),
                default=math.inf,
            )
            for i, shapes in enumerate(self.shapes)
            for fixed in [self.plate and i == 0]
        ]

    @property
    def least(self) -> float:
        """The lower bound."""
        return self.total(self.prices, self.stories)

    def total(self, prices: Prices, stories: Sequence[float]) -> float:
        """The lower bound of the page."""
        return sum(stories) - prices.page(self.columns, self.rows)

    def left(self, limit: float, others: Sequence[int]) -> float:
        """What the stories that are not ``others`` may cost with their place, when the page shall
        cost less than ``limit``."""
        left = limit - self.total(self.prices, [self.stories[i] for i in others])
        if limit < math.inf:
            gap = limit - self.least
            left -= SHARED * gap * len(others) / len(self.stories)
        return left

    def most(
        self, left: float, width: int, depths: tuple[int, int], weight: float, *, fixed: bool
    ) -> list[float]:
        """What a set that has so much ``left`` may cost for itself at each depth, by depth; nothing
        outside the least and the largest. ``weight`` is the set's."""
        low, high = depths
        return [-math.inf] * low + [
            left - self.prices.least(width * depth, depth, weight, self.rows, fixed=fixed)
            for depth in range(low, high + 1)
        ]
