"""Made-up pages: everything that is printed, with its place.

Coordinates are pt from the top left corner of the trimmed page; y grows downwards.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from packager.diagnostics import Code, Diagnostic
from packager.typesetting.line import Line

Role = Literal[
    "nameplate", "ear", "imprint", "folio", "credits",
    "label", "kicker", "headline", "deck", "byline", "crosshead", "paragraph", "caption", "credit",
    "cell", "item", "verse", "jump", "gap",
]  # fmt: skip
"""What a text is in its story or in the page furniture; the tag tree is built from it."""

FURNITURE: frozenset[Role] = frozenset({"nameplate", "ear", "imprint", "folio", "credits"})
"""Roles that are page furniture: artifacts in the tag tree, no part of any story."""

Align = Literal["start", "centre", "end"]


class TextBlock(msgspec.Struct, frozen=True):
    """Composed lines of one text in one column, at a fixed leading.

    A paragraph that runs over columns is several blocks with the same ``article`` and ``block``
    and rising ``part``.
    """

    x: float
    y: float
    width: float
    leading: float
    """pt from line to line; the first line's box starts at ``y``."""
    size: float
    """pt."""
    lines: tuple[Line, ...]
    role: Role
    article: str | None = None
    block: int | None = None
    """Index into the article's body; None for heading parts and furniture."""
    item: int = 0
    """Which text of the block (caption paragraph, list item, table cell, deck line)."""
    part: int = 0
    align: Align = "start"
    colour: str = "ink"
    """A colour name of the layout."""
    upright: bool = False
    """A vertical line (竖题): each of ``lines`` is one cell of it."""
    language: str = "zh-CN"
    """BCP 47 tag: the issue's language, else the layout's."""


class Rule(msgspec.Struct, frozen=True):
    """A straight rule or a filled bar: column rules, head rules, ornaments."""

    x: float
    y: float
    width: float
    height: float
    colour: str = "ink"
    style: Literal["solid", "dotted", "double"] = "solid"


class Frame(msgspec.Struct, frozen=True):
    """A box around or a tint behind a story or a block."""

    x: float
    y: float
    width: float
    height: float
    stroke: float = 0.0
    """pt; 0 draws no line."""
    colour: str = "ink"
    fill: str | None = None


class Picture(msgspec.Struct, frozen=True):
    """A placed picture, cropped to its box; ``src`` is relative to the source's folder.

    With ``src`` None the picture is missing: nothing is printed, the proof shows a placeholder.
    """

    x: float
    y: float
    width: float
    height: float
    src: str | None
    article: str
    block: int
    alt: str = ""


Item = TextBlock | Rule | Frame | Picture


class StoryArea(msgspec.Struct, frozen=True):
    """The rectangle that a story (or its part) covers on the page."""

    article: str
    x: float
    y: float
    width: float
    height: float
    others: tuple[str, ...] = ()
    """Further stories gathered in the same area."""


class MadePage(msgspec.Struct, frozen=True):
    """One made-up page; items are in reading order, story by story, furniture first."""

    number: str
    name: str | None
    width: float
    """Trimmed width, pt."""
    height: float
    items: tuple[Item, ...]
    areas: tuple[StoryArea, ...] = ()
    fill: float = 0.0
    """Share of the type area covered by stories, 0..1."""


class MadeIssue(msgspec.Struct, frozen=True):
    """All made-up pages with the figures of the ``print`` report."""

    pages: tuple[MadePage, ...]
    overset_lines: int = 0
    jumps: int = 0


class PageFinding(Diagnostic, frozen=True, gc=False):
    """A finding on a whole page."""

    page: str = ""
    """The number of the made-up page."""

    @classmethod
    def of(cls, code: Code, page: str, message: str) -> PageFinding:
        """A finding of this code on a page."""
        return cls(code.code, code.severity, message, page=page)
