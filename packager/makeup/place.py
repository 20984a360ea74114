"""A shaped story set at its place: every line, rule and frame with its coordinates."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from packager.issue import Figure
from packager.makeup import upright
from packager.makeup.flow import Flow
from packager.makeup.grid import GAP, Grid, Rect
from packager.makeup.head import place as place_head
from packager.makeup.head import refaced, turn
from packager.makeup.page import Frame, Item, Picture, Rule, TextBlock
from packager.makeup.shape import Shape
from packager.makeup.story import Story
from packager.makeup.units import UNDER_PICTURE, Unit

HAN_CENTRE = 0.38
"""Height of a Han character's centre over the baseline, em: lines are painted with it at the middle
of their leading, so body of another size moves by it to share the baselines of the grid."""
HAIRLINE, RULE, BOX = 0.3, 0.4, 0.6
"""pt: between a story's columns, between stories, around a box."""

LIKE, UNLIKE = 10.0, 1.5
"""Cost of one face for two headlines abreast that are about as large, and that are not; against 1
for a headline in its alternate face."""


class Setting(NamedTuple):
    """A story, the shape chosen for it, and its place."""

    story: Story
    shape: Shape
    rect: Rect
    rest: Story | None = None
    """What of the story goes to a later page."""


def faced(settings: Sequence[Setting]) -> list[Setting]:
    """The settings with headlines in different faces where they stand side by side (碰题).

    Of all choices between a headline's face and its alternate the one with the fewest clashes.
    """
    clashes = [[_clash(one, other) for other in settings] for one in settings]
    offers = [
        _faces(setting) if any(weights) else _faces(setting)[:1]
        for setting, weights in zip(settings, clashes, strict=True)
    ]
    best: list[Setting] = []
    least = math.inf

    def choose(roles: list[str], made: list[Setting], cost: float) -> None:
        nonlocal best, least
        number = len(made)
        if cost >= least:
            return
        if number == len(settings):
            best, least = made, cost
            return
        for fee, (role, setting) in enumerate(offers[number]):
            clash = sum(clashes[number][i] for i, other in enumerate(roles) if other == role)
            choose([*roles, role], [*made, setting], cost + clash + fee)

    choose([], [], 0.0)
    return best


def outward(settings: Sequence[Setting]) -> Iterator[Setting]:
    """The settings with their vertical headlines at the side where they meet no other."""
    heads = [
        rect._replace(rows=rect.rows if shape.side else shape.head_rows)
        for _, shape, rect, _ in settings
    ]
    for setting in settings:
        story, shape, rect, _ = setting
        if shape.side:
            side = upright.outer(rect, story.grid.columns, heads)
            turned = upright.sided(shape, side, story.grid.span(rect.columns))
            yield setting._replace(shape=turned)
        else:
            yield setting


def _faces(setting: Setting) -> list[tuple[str, Setting]]:
    """The faces that a story's headline can be set in, its own first."""
    story, shape = setting.story, setting.shape
    own, other = story.dress.headline, story.dress.alternate
    change = upright.refaced if shape.side else refaced
    head = change(shape.head, story.article, story.layout, other)
    if own == other or head is shape.head:
        return [(own, setting)]
    return [(own, setting), (other, setting._replace(shape=shape._replace(head=head)))]


def _clash(one: Setting, other: Setting) -> float:
    """How bad it is that two stories' headlines are in one face."""
    sizes = one.shape.head.size, other.shape.head.size
    if not min(sizes) or one.story.box or other.story.box:
        return 0.0
    if not _abreast(one.rect, one.shape, other.rect, other.shape):
        return 0.0
    return LIKE if max(sizes) < 1.2 * min(sizes) else UNLIKE


def _abreast(one: Rect, shape: Shape, other: Rect, other_shape: Shape) -> bool:
    """Whether the headings of two stories stand side by side, at most a gutter apart."""
    beside = one.column + one.columns == other.column or other.column + other.columns == one.column
    above = one.row < other.row + other_shape.head_rows
    return beside and above and other.row < one.row + shape.head_rows


def rules(settings: Sequence[Setting], grid: Grid) -> Iterator[Rule]:
    """The rules between stories: in the gap below each, and in the gutter beside it.

    A box needs none.
    """
    foot = grid.rows + GAP
    for story, _, rect, _ in settings:
        below = rect.row + rect.rows
        if below < foot and not story.box:
            under = [
                other
                for other, _, place, _ in settings
                if place.row == below and _overlap(rect, place)
            ]
            if under and not all(other.box for other in under):
                yield Rule(
                    grid.x(rect.column), grid.y(below - GAP / 2) - RULE / 2,
                    grid.span(rect.columns), RULE,
                )  # fmt: skip
        beside = rect.column + rect.columns
        for other, _, place, _ in settings:
            if place.column != beside or story.box or other.box:
                continue
            top = max(rect.row, place.row)
            bottom = min(below, place.row + place.rows) - GAP
            if bottom > top:
                x = grid.x(beside) - grid.gutter / 2 - RULE / 2
                yield Rule(x, grid.y(top), RULE, (bottom - top) * grid.leading)


def _overlap(one: Rect, other: Rect) -> bool:
    return one.column < other.column + other.columns and other.column < one.column + one.columns


def place(setting: Setting, turn_to: str | None = None) -> list[Item]:
    """Set a story into its rectangle; the items come in reading order.

    ``turn_to`` is the page on which the rest of the story stands.
    """
    story, shape, rect, _ = setting
    grid = story.grid
    x, y = grid.x(rect.column), grid.y(rect.row)
    width = grid.span(rect.columns)
    depth = (rect.rows - GAP) * grid.leading
    items: list[Item] = []
    top = y
    if story.box:
        items.append(Frame(x, y, width, depth, stroke=BOX))
        top += story.frame_rows / 2 * grid.leading
    if story.article.kind == "photo" and story.missing_picture and not shape.picture:
        figures = (i for i, b in enumerate(story.article.body) if isinstance(b, Figure))
        items.append(Picture(x, y, width, depth, None, story.article.id, next(figures)))
    head_height = shape.head_rows * grid.leading
    if shape.side:
        items.extend(_strip(setting, x, y, width))
    else:
        left = x + (width - shape.head.width) / 2
        items.extend(place_head(shape.head, story.article, left, top, head_height))
    top += head_height
    placed = [*_columns(story, shape, x, top), *_beside(story, shape, x, top)]
    order = {article.id: number for number, article in enumerate(story.articles)}
    placed.sort(
        key=lambda one: (order[one[0].article], -1 if one[0].block is None else one[0].block)
    )
    items.extend(item for _, item in placed)
    items.extend(_column_rules(shape, x, top, grid.leading))
    if turn_to:
        line = turn(story.layout, turn_to, shape.inside.measure)
        left = x + shape.inside.x(shape.inside.number - 1)
        last = top + (shape.body_rows - 1 - shape.foot) * grid.leading
        items.append(
            TextBlock(
                left, last, shape.inside.measure, grid.leading, line.size, line.lines, "jump",
                story.article.id, align="end", colour=line.colour,
            )
        )  # fmt: skip
    return items


def _strip(setting: Setting, x: float, y: float, width: float) -> Iterator[Item]:
    """The vertical headings beside the words of a story at x, y."""
    inside = setting.shape.inside
    words = inside.span(inside.number)
    left = x if setting.shape.side == "left" else x + words + inside.gutter
    strip = width - words - inside.gutter
    yield from upright.place(setting.shape.head, setting.story.article, left, y, strip)


Placed = tuple[Unit, Item]


def _columns(story: Story, shape: Shape, x: float, top: float) -> Iterator[Placed]:
    under = shape.inside.number - shape.picture.columns if shape.picture else shape.inside.number
    parts: dict[int, int] = {}
    for column, (first, last) in enumerate(shape.filling.columns):
        left = x + shape.inside.x(column)
        row = shape.picture_rows if column >= under else 0
        yield from _rows(
            story.grid, shape.flow, (first, last), left, top + row * story.grid.leading,
            parts=parts, air=shape.filling.air[column],
        )  # fmt: skip


def _rows(
    grid: Grid,
    flow: Flow,
    rows: tuple[int, int],
    x: float,
    y: float,
    *,
    parts: dict[int, int],
    air: int = 0,
) -> Iterator[Placed]:
    """Set a range of a flow's rows under one another from ``y`` on.

    ``parts`` counts the columns that each unit has been set in so far; the first ``air`` headings
    have one more row above.
    """
    row, last = rows
    first = row
    rise, heading = 0.0, False
    while row < last:
        line = flow.line[row]
        if line < 0:
            y += grid.leading if air > 0 else 0.0
            air -= 1
            row += 1
            continue
        unit = flow.units[flow.owner[row]]
        count = min(unit.rows - line, last - row)
        top = y + (row - first) * grid.leading
        if row == first:
            rise = 0.0
        elif not (unit.heading and heading):  # headings under one another are raised together
            rise = unit.rise
        heading = unit.heading
        top -= rise
        part = unit.part + parts.get(flow.owner[row], 0)
        parts[flow.owner[row]] = part - unit.part + 1
        for item in _unit(grid, unit, x, top, line=line, count=count, part=part):
            yield unit, item
        row += count


def _beside(story: Story, shape: Shape, x: float, top: float) -> Iterator[Placed]:
    """The main picture at the top right of the columns, tables at their foot."""
    inside, leading = shape.inside, story.grid.leading
    if shape.picture:
        aside = shape.picture
        left = x + inside.x(inside.number - aside.columns)
        rows = shape.picture_rows - aside.units.rows
        figure = aside.figure
        if figure is not None:
            unit = Unit(story.article.id, rows, "caption", aside.block)
            yield unit, Picture(
                left, top, aside.width, (rows - UNDER_PICTURE) * leading, figure.src,
                story.article.id, aside.block, figure.alt or figure.caption,
            )  # fmt: skip
        yield from _rows(
            story.grid, aside.units, (0, aside.units.rows), left, top + rows * leading, parts={}
        )
    foot = shape.body_rows
    for aside in shape.tables:
        foot -= aside.units.rows
        left = x + inside.x(inside.number - aside.columns)
        yield from _rows(
            story.grid, aside.units, (0, aside.units.rows), left, top + foot * leading, parts={}
        )
        foot -= 1


def _unit(
    grid: Grid, unit: Unit, x: float, y: float, *, line: int, count: int, part: int
) -> Iterator[Item]:
    leading = grid.leading
    if unit.picture is not None:
        figure = unit.picture
        height = (unit.rows - UNDER_PICTURE) * leading
        yield Picture(
            x, y, unit.width, height, figure.src, unit.article, unit.block or 0,
            figure.alt or figure.caption,
        )  # fmt: skip
        return
    for cell in unit.cells:
        yield from _unit(grid, cell, x + cell.offset, y, line=0, count=cell.rows, part=cell.part)
    if unit.cells and unit.role == "cell":
        yield Rule(x, y + unit.rows * leading - HAIRLINE / 2, unit.width, HAIRLINE)
    if unit.lines:
        step = leading
        if unit.heading:
            step = unit.rows * leading / len(unit.lines)
        elif unit.role != "cell":
            y += HAN_CENTRE * (grid.em - unit.size)
        yield TextBlock(
            x, y, unit.width, step, unit.size, unit.lines[line : line + count], unit.role,
            unit.article, unit.block, unit.item, part, unit.align, unit.colour,
        )  # fmt: skip


def _column_rules(shape: Shape, x: float, top: float, leading: float) -> Iterator[Rule]:
    """Hairlines between the columns, as long as the words on both sides."""
    inside = shape.inside
    under = inside.number - shape.picture.columns if shape.picture else inside.number
    for column in range(1, inside.number):
        depths = []
        for side in (column - 1, column):
            first, last = shape.filling.columns[side]
            skip = shape.picture_rows if side >= under else 0
            depths.append((skip, skip + last - first + shape.filling.air[side]))
        high = max(start for start, _ in depths)
        low = max(high, min(end for _, end in depths)) if depths[1][1] > depths[1][0] else high
        if low > high + 1:
            middle = x + inside.x(column) - inside.gutter / 2
            yield Rule(
                middle - HAIRLINE / 2, top + high * leading + 2.0, HAIRLINE,
                (low - high) * leading - 4.0,
            )  # fmt: skip
