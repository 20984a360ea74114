"""What stands beside a story's columns: its main picture at the top right, tables at the foot."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from packager.issue import Article, Figure, Table
from packager.makeup.flow import Flow, flow
from packager.makeup.units import UNDER_PICTURE, Pictures, Setter, Unit, table_widths

TALLEST = 0.6
"""Share of the page's depth that a picture has at most."""
CROP = 0.78, 1.2
"""The least and the most height of a picture box over the picture's own."""


class Aside(NamedTuple):
    """A block that takes the last ``columns`` of a story's columns.

    A picture stands at their top and may be ``least`` to ``most`` rows high, caption not
    counted; without a picture the units stand at their foot.
    """

    block: int
    columns: int
    width: float
    units: Flow
    figure: Figure | None = None
    natural: float = 0.0
    """The picture's own height in rows, the air below it included."""
    least: int = 0
    most: int = 0

    @property
    def foot(self) -> int:
        """Rows taken at the foot, with one of air above."""
        return 0 if self.figure else self.units.rows + 1


def main_picture(article: Article, pictures: Pictures, first: int = 0) -> int | None:
    """The block that is the story's main picture, None when it has none."""
    for index, block in enumerate(article.body):
        if index >= first and isinstance(block, Figure) and block.src in pictures:
            return index
    return None


def picture(setter: Setter, index: int, columns: int, leading: float) -> Aside:
    """The main picture at the setter's measure."""
    block = setter.article.body[index]
    if not isinstance(block, Figure):
        raise TypeError(f"block {index} of {setter.article.id} is no figure")
    wide, high = setter.pictures[block.src or ""]
    height = setter.measure * high / max(wide, 1) / leading
    height = min(height, TALLEST * setter.layout.rows)
    caption = flow(setter.caption(index, block))
    return Aside(
        index, columns, setter.measure, caption, block, height + UNDER_PICTURE,
        max(math.ceil(height * CROP[0] + UNDER_PICTURE), 2),
        max(math.floor(height * CROP[1] + UNDER_PICTURE), 3),
    )  # fmt: skip


def wide_tables(
    article: Article, measure: float, size: float, first: int = 0
) -> list[tuple[int, float]]:
    """The tables wider than one column of ``measure`` pt, with the width in pt that they need."""
    widths = (
        (index, sum(table_widths(block, size)))
        for index, block in enumerate(article.body)
        if index >= first and isinstance(block, Table)
    )
    return [(index, width) for index, width in widths if width > measure]


def table(setter: Setter, index: int, columns: int) -> Aside:
    """A table at the setter's measure."""
    units: list[Unit] = list(setter.block(index, setter.article.body[index]))
    return Aside(index, columns, setter.measure, flow(units))


def free(depth: int, number: int, tables: Sequence[Aside]) -> list[int]:
    """The rows that tables at the foot leave to each of ``number`` columns of ``depth`` rows."""
    depths = [depth] * number
    for table in tables:
        for column in range(number - table.columns, number):
            depths[column] -= table.foot
    return depths
