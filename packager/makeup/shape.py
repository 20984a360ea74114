"""A shape of a story: one way to set it so many columns wide and so many rows deep."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from packager.makeup.flow import Filling, Flow
from packager.makeup.head import Head

if TYPE_CHECKING:
    from packager.makeup.aside import Aside


Side = Literal["", "left", "right"]
"""Where headings stand beside the words (竖题); "": over them."""


class Inside(NamedTuple):
    """The columns within a story, in pt from its left edge."""

    pad: float
    number: int
    """How many."""
    measure: float
    gutter: float

    def x(self, column: int) -> float:
        """Left edge of a column."""
        return self.pad + column * (self.measure + self.gutter)

    def span(self, columns: int) -> float:
        """Width of merged columns."""
        return columns * self.measure + (columns - 1) * self.gutter


class Shape(NamedTuple):
    """One way to set a story ``columns`` wide and ``rows`` deep (the gap below included)."""

    columns: int
    rows: int
    cost: float
    white: int
    """Rows of single columns that hold nothing."""
    head: Head
    head_rows: int
    body_rows: int
    inside: Inside
    flow: Flow
    filling: Filling
    picture: Aside | None = None
    picture_rows: int = 0
    """Rows of the picture with its caption."""
    tables: tuple[Aside, ...] = ()
    side: Side = ""

    @property
    def foot(self) -> int:
        """Rows that tables take under the words of the last column."""
        return sum(table.foot for table in self.tables)


def starved(filling: Filling, depths: Sequence[int]) -> bool:
    """Whether a column that has room got no words."""
    return any(
        first == last and depth > 1
        for (first, last), depth in zip(filling.columns, depths, strict=True)
    )
