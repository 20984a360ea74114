"""The plain arrangement that always works: stories in order on shelves, left to right, top down."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from itertools import combinations, pairwise

from packager.makeup.grid import Rect
from packager.makeup.story import Story

MOST = 4
"""Stories on one shelf."""

Placed = list[tuple[Story, Rect]]


def shelves(stories: Sequence[Story], columns: int, rows: int, top: int) -> tuple[Placed, int]:
    """Arrange as many stories, in order, as fit into ``rows`` from row ``top``.

    Returns the placed stories and how many there are; none when the first fits at no width.
    """
    least = functools.cache(lambda index, width: stories[index].least_rows(width))

    @functools.cache
    def shelf(first: int, last: int) -> tuple[int, tuple[int, ...]] | None:
        best = None
        count = last - first
        for cuts in combinations(range(1, columns), count - 1):
            edges = (0, *cuts, columns)
            widths = tuple(right - left for left, right in pairwise(edges))
            widths = tuple(min(width, stories[first + i].widest) for i, width in enumerate(widths))
            depths = [least(first + i, width) for i, width in enumerate(widths)]
            known = [depth for depth in depths if depth is not None]
            if len(known) < count:
                continue
            depth = max(known)
            if best is None or depth < best[0]:
                best = depth, widths
        return best

    @functools.cache
    def total(first: int) -> tuple[int, int]:
        """The least depth of all stories from ``first`` on and where its first shelf ends."""
        if first == len(stories):
            return 0, first
        options = []
        for last in range(first + 1, min(first + MOST, len(stories)) + 1):
            made = shelf(first, last)
            if made:
                options.append((made[0] + total(last)[0], last))
        return min(options, default=(10**6, first + 1))

    placed: Placed = []
    row, first = top, 0
    while first < len(stories):
        options = [total(first)[1], *range(min(first + MOST, len(stories)), first, -1)]
        made = None
        for last in options:
            made = shelf(first, last)
            if made and row + made[0] <= top + rows:
                break
            made = None
        if made is None:
            break
        column = 0
        for index, width in enumerate(made[1]):
            placed.append((stories[first + index], Rect(column, row, width, made[0])))
            column += width
        row += made[0]
        first = last
    return placed, first
