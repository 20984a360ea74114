"""A shaped story set at its place: every line, rule and frame with its coordinates."""

from __future__ import annotations

from collections.abc import Iterator

from packager.issue import Figure
from packager.makeup.body import Unit
from packager.makeup.grid import Rect
from packager.makeup.head import place as place_head
from packager.makeup.page import Frame, Item, Picture, Rule, TextBlock
from packager.makeup.story import GAP, Shape, Story

HAIRLINE, RULE, BOX = 0.3, 0.4, 0.6
"""pt: between a story's columns, between stories, around a box."""


def place(story: Story, shape: Shape, rect: Rect) -> list[Item]:
    """Set a story into a rectangle of the grid; the items come in reading order."""
    grid = story.grid
    x, y = grid.x(rect.column), grid.y(rect.row)
    width = grid.span(rect.columns)
    depth = (rect.rows - GAP) * grid.leading
    items: list[Item] = []
    top = y
    if story.box:
        items.append(Frame(x, y, width, depth, stroke=BOX))
        top += story.frame_rows / 2 * grid.leading
    head_height = shape.head_rows * grid.leading
    items.extend(place_head(shape.head, story.article, x + shape.inside.pad, top, head_height))
    top += head_height
    items.extend(_columns(story, shape, x, top))
    items.extend(_column_rules(shape, x, top, grid.leading))
    if story.missing_picture and story.article.kind == "photo":
        block = next(i for i, b in enumerate(story.article.body) if isinstance(b, Figure))
        items.append(Picture(x, y, width, depth, None, story.article.id, block))
    return items


def _columns(story: Story, shape: Shape, x: float, top: float) -> Iterator[Item]:
    leading = story.grid.leading
    parts: dict[int, int] = {}
    for column, (first, last) in enumerate(shape.filling.columns):
        left = x + shape.inside.x(column)
        row = first
        while row < last:
            unit_index, line = shape.flow.owner[row], shape.flow.line[row]
            unit = shape.flow.units[unit_index]
            if line < 0:
                row += 1
                continue
            count = min(unit.rows - line, last - row)
            y = top + (row - first) * leading
            if row > first:
                y -= unit.rise
            part = parts.get(unit_index, unit.part)
            yield from _unit(story, unit, left, y, line, count, part)
            parts[unit_index] = part + 1
            row += count
    if shape.turn:
        left = x + shape.inside.x(shape.inside.number - 1)
        turn = shape.turn
        yield TextBlock(
            left, top + (shape.body_rows - 1) * leading, shape.inside.measure, leading, turn.size,
            turn.lines, "jump", story.article.id, align="end", colour=turn.colour,
        )  # fmt: skip


def _unit(
    story: Story, unit: Unit, x: float, y: float, line: int, count: int, part: int
) -> Iterator[Item]:
    leading = story.grid.leading
    if unit.picture is not None:
        height = unit.rows * leading - 0.4 * leading
        figure = unit.picture
        yield Picture(
            x, y + 0.1 * leading, unit.width, height, figure.src, story.article.id, unit.block,
            figure.alt or figure.caption,
        )  # fmt: skip
        return
    for cell in unit.cells:
        yield from _unit(story, cell, x + cell.offset, y, 0, cell.rows, 0)
    if unit.cells:
        yield Rule(x, y + unit.rows * leading - 0.15, unit.width, HAIRLINE)
    if unit.lines:
        yield TextBlock(
            x, y, unit.width, leading, unit.size, unit.lines[line : line + count], unit.role,
            story.article.id, unit.block, unit.item, part, unit.align, unit.colour,
        )  # fmt: skip


def _column_rules(shape: Shape, x: float, top: float, leading: float) -> Iterator[Rule]:
    inside = shape.inside
    for column in range(1, inside.number):
        first, last = shape.filling.columns[column]
        if last > first:
            middle = x + inside.x(column) - inside.gutter / 2
            height = min(last - first, shape.body_rows) * leading
            yield Rule(middle - HAIRLINE / 2, top + 1.5, HAIRLINE, height - 3.0)
