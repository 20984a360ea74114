"""The columns within a story: basic ones, fewer merged ones, and those of a box (变栏)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from packager.makeup.shape import Inside

if TYPE_CHECKING:
    from packager.makeup.story import Story

DEEP, MERGED = 3, 3
"""Lines of basic columns for each merged column, and most basic columns merged to one."""


def inside(story: Story, columns: int) -> Inside:
    """The columns within the story when it is ``columns`` page columns wide."""
    grid = story.grid
    if not story.box:
        if story.longest_verse <= grid.column or columns == 1:
            return _merged(story, columns)
        fitting = (grid.span(columns) + grid.gutter) / (story.longest_verse + grid.gutter)
        number = max(int(fitting), 1)
        measure = (grid.span(columns) - (number - 1) * grid.gutter) / number
        return Inside(0.0, number, measure, grid.gutter)
    size = story.layout.type[story.dress.body].sizes[0]
    width = grid.span(columns)
    number = max(columns - 1, 1)
    pad = 1.3 * size
    gutter = 2.0 * size
    measure = math.floor((width - 2 * pad - (number - 1) * gutter) / number / size) * size
    rest = width - 2 * pad - (number - 1) * gutter - number * measure
    if number > 1:
        grow = rest / (number + 1)
        return Inside(pad + grow, number, measure, gutter + grow)
    return Inside((width - measure) / 2, 1, measure, gutter)


def _merged(story: Story, columns: int) -> Inside:
    """The basic columns, or fewer merged ones where there are not two lines for each (变栏)."""
    grid = story.grid
    if story.words < 2 * columns and not story.pictured:
        number = max(story.words // DEEP, -(-columns // MERGED), 1)
        if number < columns:
            measure = (grid.span(columns) - (number - 1) * grid.gutter) / number
            return Inside(0.0, number, measure, grid.gutter)
    return Inside(0.0, columns, grid.column, grid.gutter)


def narrower(story: Story, inside: Inside) -> Inside:
    """The columns of a box with a character less each."""
    em = story.layout.type[story.dress.body].sizes[0]
    more = em * inside.number / (inside.number + 1)
    return inside._replace(
        pad=inside.pad + more, measure=inside.measure - em, gutter=inside.gutter + more
    )
