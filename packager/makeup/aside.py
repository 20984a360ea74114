"""What stands beside a story's columns: its main picture at the top right, tables at the foot."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from packager.issue import Article, Figure, Table
from packager.makeup.flow import Flow, flow
from packager.makeup.shape import Inside
from packager.makeup.units import UNDER_PICTURE, Pictures, Setter, Unit, table_widths

if TYPE_CHECKING:
    from packager.makeup.story import Story

TALLEST = 0.6
"""Share of the page's depth that a picture has at most."""
LEAST_DPI = 110
"""Pixels an inch that a picture is not printed under, where a narrower place can be had."""
CROP = 0.78, 1.2
"""The least and the most height of a picture box over the picture's own."""
CROPPED, NARROW, WIDE = 4.0, 5.0, 2.0
"""Costs of a picture e times higher or lower than its own proportions, e times narrower than half
of its story, and e times wider than two thirds of it."""

LEAD_PICTURE = 3.0
"""How much more it matters that the lead's picture is not narrow."""


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


def ways(story: Story, columns: int) -> list[tuple[Aside | None, tuple[Aside, ...]]]:
    """The ways to set pictures and tables beside a story's words at a width."""
    inside = story.inside(columns)
    number = inside.number
    tables = tuple(_tables(story, inside)) if number > 1 and not story.gathered else ()
    main = story.main_picture
    if story.plain:
        return [(None, ())]
    if main is None or main in story.done or story.gathered or (main, 0, 0) < story.start[:3]:
        return [(None, tables)]
    figure = story.article.body[main]
    assert isinstance(figure, Figure)
    spans = {number}
    if story.picture:
        spans = {min(story.picture, number)}
    elif story.article.kind != "photo":
        halves = number // 2, -(-number // 2)
        spans |= {max(n, 1) for n in (number // 3, *halves, -(-2 * number // 3))}
    if not story.picture:
        pixels, _ = story.pictures[figure.src or ""]
        fine = {span for span in spans if pixels * 72 >= LEAST_DPI * inside.span(span)}
        spans = fine or {min(spans)}
    leading = story.grid.leading
    return [
        (picture(story.setter(inside.span(span)), main, span, leading), tables)
        for span in sorted(spans)
    ]


def _tables(story: Story, inside: Inside) -> list[Aside]:
    """The tables too wide for a column, the widest first: it stands lowest."""
    size = story.layout.type["cell"].sizes[0]
    made = []
    for index, need in wide_tables(story.article, inside.measure, size, story.start.block):
        if index in story.done or (index, 0, 0) < story.start[:3]:
            continue
        span = next((n for n in range(2, inside.number) if inside.span(n) >= need), inside.number)
        made.append(table(story.setter(inside.span(span)), index, span))
    room = TALLEST * story.grid.rows
    while sum(one.foot for one in made) > room:
        made.pop()
    return sorted(made, key=lambda one: (-one.columns, -one.block))


def picture_cost(picture: Aside, height: int, number: int, *, lead: bool) -> float:
    """Cost of a picture ``height`` rows high in a story of ``number`` columns."""
    crop = abs(math.log(max(height, 1) / picture.natural))
    step = math.log(2 * picture.columns / number)
    narrow = NARROW * (LEAD_PICTURE if lead else 1.0)
    return CROPPED * crop + max(narrow * -step, WIDE * step - WIDE * math.log(4 / 3), 0.0)


def free(depth: int, number: int, tables: Sequence[Aside]) -> list[int]:
    """The rows that tables at the foot leave to each of ``number`` columns of ``depth`` rows."""
    depths = [depth] * number
    for table in tables:
        for column in range(number - table.columns, number):
            depths[column] -= table.foot
    return depths
