"""The page grid: columns and lines to points."""

from __future__ import annotations

from typing import NamedTuple

from packager.layout import Layout

GAP = 1
"""Rows between a story and what stands below it; part of its depth."""


class Grid(NamedTuple):
    """The grid of a layout, in pt. Columns and rows count from 0 at the type area's top left."""

    left: float
    top: float
    columns: int
    rows: int
    column: float
    """Width of one basic column."""
    gutter: float
    leading: float
    em: float

    @classmethod
    def of(cls, layout: Layout) -> Grid:
        """The grid that a layout describes."""
        left, top, _, _ = layout.type_area
        grid, em = layout.grid, layout.em
        return cls(
            left,
            top,
            grid.columns,
            layout.rows,
            grid.measure * em,
            grid.gutter * em,
            grid.leading,
            em,
        )

    def x(self, column: int) -> float:
        """Left edge of a column."""
        return self.left + column * (self.column + self.gutter)

    def y(self, row: float) -> float:
        """Top edge of a row."""
        return self.top + row * self.leading

    def span(self, columns: int) -> float:
        """Width of merged columns."""
        return columns * self.column + (columns - 1) * self.gutter


class Rect(NamedTuple):
    """A rectangle in whole columns and rows."""

    column: int
    row: int
    columns: int
    rows: int
