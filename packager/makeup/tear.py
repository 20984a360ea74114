"""A story cut for a jump: as much of it as a place holds, and the story of the rest."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from packager.makeup import aside as asides
from packager.makeup.aside import Aside
from packager.makeup.flow import cut_at, fill
from packager.makeup.grid import GAP
from packager.makeup.shape import Shape

if TYPE_CHECKING:
    from packager.makeup.story import Story

LATER = 2.0
"""Cost of a cut story whose picture does not stand where it begins."""


def tear(story: Story, columns: int, rows: int, page: str) -> tuple[Shape, Story] | None:
    """A setting on ``page`` of as much as goes into the depth, and the story of the rest.

    The turn line stands under the words of the last column. Picture and tables stand beside
    the first part, or come where they stand in the words.
    """
    if story.gathered:
        return None
    found = []
    for picture, tables in _partings(story, columns):
        heights = {round(picture.natural), picture.least} if picture else {0}
        for height in sorted(heights, reverse=True):
            made = _tear(story, columns, rows, page, picture, tables=tables, height=height)
            if made:
                found.append(made)
                break
    return min(found, key=lambda made: made[0].cost, default=None)


def _partings(story: Story, columns: int) -> Iterator[tuple[Aside | None, tuple[Aside, ...]]]:
    """What may stand beside the first part of a story that is cut."""
    yield from story.beside(columns)
    if any(tables for _, tables in story.beside(columns)):
        yield from ((picture, ()) for picture, _ in story.beside(columns))
    if any(picture for picture, _ in story.beside(columns)):
        yield None, ()


def _tear(  # all of one place
    story: Story,
    columns: int,
    rows: int,
    page: str,
    picture: Aside | None,
    *,
    tables: tuple[Aside, ...],
    height: int,
) -> tuple[Shape, Story] | None:
    inside = story.inside(columns)
    taken = story.done.union(aside.block for aside in (picture, *tables) if aside)
    body = story.flow(inside.measure, taken)
    head = story.headings(columns)[0]
    depth = rows - GAP - story.frame_rows - head.rows
    if depth < 3 or not body.rows:
        return None
    depths = asides.free(depth, inside.number, tables)
    high = 0
    cost = head.cost
    if picture:
        high = height + picture.units.rows
        for column in range(inside.number - picture.columns, inside.number):
            depths[column] -= high
        cost += asides.picture_cost(picture, height, inside.number, lead=story.rank == 0)
    elif story.main_picture is not None:
        cost += LATER
    depths[-1] -= 1
    if min(depths) < 2:
        return None
    filling = fill(body, depths, whole=False)
    if filling is None or filling.end >= body.rows:
        return None
    cost += filling.cost + story.white * filling.white
    shape = Shape(
        columns, rows, cost, filling.white, head, head.rows, depth, inside, body, filling,
        picture, high, tables,
    )  # fmt: skip
    return shape, story.rest(cut_at(body, filling), taken, page)
