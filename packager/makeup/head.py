"""The headings of a story: label, kicker, headline, deck and byline in one block of whole lines."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

from packager.issue import Article, Byline
from packager.layout import Layout
from packager.makeup.language import words
from packager.makeup.page import Align, Role, TextBlock
from packager.makeup.setting import head_lines, text_lines
from packager.typesetting.line import Line

_SET = {"label": 1.5, "kicker": 1.3, "headline": 1.2, "deck": 1.35, "byline": 1.3, "jump": 1.3}
"""Line height of a heading's lines over its size."""
IN_PHRASE = 2.5
"""Cost of a headline's line that ends within a phrase instead of at a space."""
STACKED = 1.5
"""Cost of a headline of several lines over more than half of the page."""


class Piece(NamedTuple):
    """One heading, composed."""

    role: Role
    item: int
    lines: tuple[Line, ...]
    size: float
    leading: float
    space: float
    """pt of air above it, when it is not the first."""
    align: Align
    colour: str


class Head(NamedTuple):
    """The headings of a story over a width: ``height`` is natural, ``rows`` what it takes."""

    pieces: tuple[Piece, ...]
    width: float
    height: float
    rows: int
    cost: float
    """How far the headline stands from the size that its rank and width ask for."""

    @property
    def size(self) -> float:
        """Size of the headline, or 0."""
        return next((piece.size for piece in self.pieces if piece.role == "headline"), 0.0)


def byline_text(article: Article) -> str | None:
    """The byline to set: as printed, or from its parts when the words print it nowhere."""
    if article.byline_text:
        return article.byline_text
    words = "".join((*article.texts(), *article.deck))
    missing = [byline for byline in article.bylines if byline.name not in words]
    return "　".join(map(_named, missing)) or None


def _named(byline: Byline) -> str:
    title = f"{byline.agency or ''}{byline.role or ''}"
    return f"{title} {byline.name}" if title else byline.name


def heads(article: Article, layout: Layout, width: float, target: float) -> list[Head]:
    """The ways to set the headings over ``width`` pt, cheapest first.

    ``target`` is the headline size in pt that the story's rank asks for at this width. There is
    always at least one way: a heading that fits in no step is broken over as many lines as it
    needs at the smallest.
    """
    if not article.headline:
        return [_head(article, layout, width, None, 0.0)]
    found = {}
    role = headline_role(article, layout)
    for most in (1, 2, 3):
        best = _fit(article.headline, layout, role, width, target, most)
        if best is None or len(best[1]) in found:
            continue
        size, lines = best
        cost = 3.0 * abs(math.log(size / target)) + (0.0, 0.0, 2.0)[len(lines) - 1]
        if len(lines) > 1 and width > 0.5 * layout.span(layout.grid.columns):
            cost += STACKED
        cost += IN_PHRASE * sum(not line.skip for line in lines[:-1])
        found[len(lines)] = _head(article, layout, width, (role, size, lines), cost)
    if not found:
        size = layout.type[role].sizes[-1]
        lines = text_lines(article.headline, layout.style(role, size), width / size)
        found[0] = _head(article, layout, width, (role, size, lines), 6.0)
    return sorted(found.values(), key=lambda head: head.cost)


def continued(article: Article, layout: Layout, width: float, page: str) -> Head:
    """The headings of a story's later part: where it came from and a short headline."""
    text = words(layout.language).came_from.format(page=page)
    if article.headline:
        text = f"{text}{article.headline}"
    size = layout.type["jump-head"].sizes[0]
    lines = text_lines(text, layout.style("jump-head", size), width / size)
    piece = _piece(layout, "jump", "jump-head", 0, lines, size, 0.0)
    height = len(lines) * piece.leading
    return Head((piece,), width, height, math.ceil(height / layout.grid.leading + 0.2), 0.0)


def label_head(article: Article, layout: Layout, width: float) -> Head:
    """The label over gathered stories; no rows when the first has none."""
    bare = Article(id=article.id, label=article.label)
    return _head(bare, layout, width, None, 0.0)


def brief_heads(article: Article, *, label: bool) -> Iterator[tuple[Role, int, str]]:
    """The headings of a gathered story, that stand in the flow, in their printed order."""
    if label and article.label:
        yield "label", 0, article.label
    if article.kicker:
        yield "kicker", 0, article.kicker
    if article.headline:
        yield "headline", 0, article.headline
    for item, line in enumerate(article.deck):
        yield "deck", item, line
    byline = byline_text(article)
    if byline:
        yield "byline", 0, byline


def turn(layout: Layout, page: str, measure: float) -> Piece:
    """The line that sends the reader on to a later page."""
    spec = layout.type["jump"]
    size = spec.sizes[0]
    text = words(layout.language).goes_to.format(page=page)
    lines = text_lines(text, layout.style("jump", size), measure / size)[:1]
    return Piece("jump", 0, lines, size, layout.grid.leading, 0.0, "end", spec.colour)


def headline_role(article: Article, layout: Layout) -> str:
    """The type role that sets this story's headline."""
    dress = layout.kinds.get(article.kind)
    return dress.headline if dress else "headline"


def refaced(head: Head, article: Article, layout: Layout, role: str) -> Head:
    """The same headings with the headline in another face, unless it would break otherwise."""
    for index, piece in enumerate(head.pieces):
        if piece.role == "headline" and article.headline and piece.size in layout.type[role].sizes:
            style = layout.style(role, piece.size)
            lines = head_lines(article.headline, style, head.width / piece.size, len(piece.lines))
            if lines is not None and len(lines) == len(piece.lines):
                pieces = list(head.pieces)
                pieces[index] = piece._replace(lines=lines, colour=layout.type[role].colour)
                return head._replace(pieces=tuple(pieces))
    return head


def _fit(
    text: str, layout: Layout, role: str, width: float, target: float, most: int
) -> tuple[float, tuple[Line, ...]] | None:
    """The largest step not far above ``target`` at which ``text`` fits in ``most`` lines."""
    for size in layout.type[role].sizes:
        if size > target * 1.12:
            continue
        lines = head_lines(text, layout.style(role, size), width / size, most)
        if lines is not None:
            return size, lines
    return None


def _head(
    article: Article,
    layout: Layout,
    width: float,
    headline: tuple[str, float, tuple[Line, ...]] | None,
    cost: float,
) -> Head:
    size = headline[1] if headline else 0.0
    pieces = list(_pieces(article, layout, width, headline, size))
    height = sum(
        len(piece.lines) * piece.leading + (piece.space if i else 0.0)
        for i, piece in enumerate(pieces)
    )
    if not pieces:
        return Head((), width, 0.0, 0, cost)
    air = 0.35 * layout.grid.leading + 0.12 * size
    rows = math.ceil((height + air) / layout.grid.leading - 0.1)
    return Head(tuple(pieces), width, height, rows, cost)


def _pieces(
    article: Article,
    layout: Layout,
    width: float,
    headline: tuple[str, float, tuple[Line, ...]] | None,
    size: float,
) -> Iterator[Piece]:
    def piece(role: Role, text: str, item: int, most: int, ceiling: float, space: float) -> Piece:
        spec = layout.type[role]
        chosen = spec.sizes[-1]
        lines = None
        for lines_allowed in range(1, most + 1):
            for step in spec.sizes:
                if step > ceiling and step != spec.sizes[-1]:
                    continue
                if (
                    lines_allowed == 1
                    and step < 0.72 * ceiling
                    and step != spec.sizes[-1]
                    and most > 1
                ):
                    break
                lines = head_lines(text, layout.style(role, step), width / step, lines_allowed)
                if lines is not None:
                    chosen = step
                    break
            if lines is not None:
                break
        if lines is None:
            lines = text_lines(text, layout.style(role, chosen), width / chosen)
        return _piece(layout, role, role, item, lines, chosen, space)

    second = max(0.5 * size, 12.0)
    if article.label:
        yield piece("label", article.label, 0, 2, max(0.45 * size, 12.0), 0.0)
    if article.kicker:
        yield piece("kicker", article.kicker, 0, 2, second, 2.0)
    if headline:
        role, chosen, lines = headline
        yield _piece(layout, "headline", role, 0, lines, chosen, 0.06 * chosen)
    for item, line in enumerate(article.deck):
        yield piece("deck", line, item, 3, second, 0.16 * size if item == 0 else 0.0)
    byline = byline_text(article)
    if byline:
        yield piece("byline", byline, 0, 2, layout.type["byline"].sizes[0], 3.0 + 0.08 * size)


def _piece(
    layout: Layout,
    role: Role,
    style: str,
    item: int,
    lines: tuple[Line, ...],
    size: float,
    space: float,
) -> Piece:
    spec = layout.type[style]
    align: Align = "start" if spec.align == "justify" else spec.align
    leading = round(size * _SET[role], 2)
    return Piece(role, item, lines, size, leading, space, align, spec.colour)


def place(head: Head, article: Article, x: float, y: float, height: float) -> Iterator[TextBlock]:
    """Set the headings into a box of ``height`` pt at x, y; spare height becomes air around them."""
    spare = max(height - head.height, 0.0)
    inner = min(spare * 0.25, 0.6 * head.height) / max(len(head.pieces) - 1, 1)
    if len(head.pieces) == 1:
        inner = 0.0
    outer = spare - inner * (len(head.pieces) - 1)
    y += outer * 0.45
    for i, piece in enumerate(head.pieces):
        if i:
            y += piece.space + inner
        yield TextBlock(
            x=x,
            y=y,
            width=head.width,
            leading=piece.leading,
            size=piece.size,
            lines=piece.lines,
            role=piece.role,
            article=article.id,
            item=piece.item,
            align=piece.align,
            colour=piece.colour,
        )
        y += len(piece.lines) * piece.leading
