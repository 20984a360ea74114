"""Headings over the words (横题): the settings of a story into so many columns and rows."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from packager.makeup import aside as asides
from packager.makeup.aside import Aside
from packager.makeup.columns import narrower
from packager.makeup.flow import Filling, Flow, fill
from packager.makeup.grid import GAP
from packager.makeup.shape import Inside, Shape, starved

if TYPE_CHECKING:
    from packager.makeup.story import Story

SPARE, SPARE_GIVEN = 3, 6
"""Most spare rows around headings, and around those whose headline is given, where it must be."""
AIR = 2.0
"""Cost of as many spare rows as the headings have; of half as many a quarter."""
EMPTY_COLUMN = 10.0
"""Cost of a last column without any words."""


def starts(story: Story, columns: int) -> list[int]:
    """The depth that the story needs at least, with each picture it may have."""
    number = story.inside(columns).number
    head = min(head.rows for head in story.headings(columns))
    depths = []
    for picture, tables in story.beside(columns):
        room = _words(story, story.inside(columns), picture, tables).over(number)
        room += sum(table.columns * table.foot for table in tables)
        if picture:
            room += picture.columns * (picture.least + picture.units.rows)
        depths.append(head + story.frame_rows + GAP + math.ceil(room / number))
    return depths


def _words(story: Story, inside: Inside, picture: Aside | None, tables: tuple[Aside, ...]) -> Flow:
    """The words that are left for the columns."""
    taken = story.done.union(aside.block for aside in (picture, *tables) if aside)
    return story.flow(inside.measure, taken)


def settings(story: Story, columns: int, rows: int) -> list[Shape]:
    """The settings into exactly that many columns and rows."""
    made = list(_settings(story, columns, rows, range(SPARE + 1)))
    if story.size and not made:
        made = list(_settings(story, columns, rows, range(SPARE + 1, SPARE_GIVEN + 1)))
    return made


def _settings(story: Story, columns: int, rows: int, spare: Iterable[int]) -> Iterator[Shape]:
    """The settings with so many ``spare`` rows around the headings."""
    for inside, picture, tables in _ways(story, columns):
        body = _words(story, inside, picture, tables)
        foot = sum(table.columns * table.foot for table in tables)
        for head in story.headings(columns):
            room = rows - GAP - story.frame_rows - head.rows
            for extra in spare if head.pieces else (0,):
                depth = room - extra
                free = depth * inside.number - body.over(inside.number) - foot
                if depth < 0 or free < 0:
                    break
                found = _filled(
                    story, inside, depth, body, free=free, picture=picture, tables=tables
                )
                if found is None:
                    continue
                filling, high, cost = found
                stretch = AIR * extra**2 / max(head.rows, 1)
                yield Shape(
                    columns, rows, head.cost + stretch + cost, filling.white, head,
                    head.rows + extra, depth, inside, body, filling, picture, high, tables,
                )  # fmt: skip


def _ways(story: Story, columns: int) -> Iterator[tuple[Inside, Aside | None, tuple[Aside, ...]]]:
    """The columns at a width with what stands beside them; those of a box also with a character
    less, which may come out even where the others do not."""
    inside = story.inside(columns)
    for picture, tables in story.beside(columns):
        yield inside, picture, tables
        if story.box and not picture and not tables and inside.number > 1:
            yield narrower(story, inside), None, ()


def _filled(
    story: Story,
    inside: Inside,
    depth: int,
    body: Flow,
    *,
    free: int,
    picture: Aside | None,
    tables: tuple[Aside, ...],
) -> tuple[Filling, int, float] | None:
    """Columns filled to a depth beside picture and tables, the picture's rows, the cost."""
    depths = asides.free(depth, inside.number, tables)
    if min(depths, default=0) < 0:
        return None
    if picture is None:
        filling = fill(body, depths)
        if filling is None:
            return None
        empty = EMPTY_COLUMN if inside.number > 1 and starved(filling, depths) else 0.0
        return filling, 0, filling.cost + story.white * filling.white + empty
    caption = picture.units.rows
    room = min(depths[inside.number - picture.columns :])
    most = min(free // picture.columns, picture.most + caption, room)
    for high in range(most, max(picture.least + caption, most - 3) - 1, -1):
        tried = [
            d - high if column >= inside.number - picture.columns else d
            for column, d in enumerate(depths)
        ]
        filling = fill(body, tried)
        if filling is not None:
            cost = asides.picture_cost(picture, high - caption, inside.number, lead=story.rank == 0)
            return filling, high, filling.cost + story.white * filling.white + cost
    return None
