"""The headings of a story: label, kicker, headline, deck and byline in one block of whole lines."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from packager.issue import Article, Byline
from packager.layout import Layout
from packager.makeup.language import words
from packager.makeup.page import Align, Role, TextBlock
from packager.makeup.setting import head_lines, text_lines, torn_lines
from packager.typesetting.heads import phrase_starts
from packager.typesetting.line import Line

_SET = {"label": 1.5, "kicker": 1.3, "headline": 1.2, "deck": 1.35, "byline": 1.3, "jump": 1.3}
"""Line height of a heading's lines over its size."""
UNFIT = 6.0
"""Cost of a headline that fits in no step."""
SMALL, LEAST_SECOND = 0.72, 12.0
"""A kicker or deck on one line is not smaller than this share of its size; its least size, pt."""
CLEAR = 0.5
"""em of air beside the lines of a headline over more than one column, on both sides together."""
STUB, STUBS = 4, 1.5
"""Characters below which a line of a broken headline is a stub, and the cost of each."""
CLEANER = 0.74
"""How much smaller a headline may be set so that its lines end at its spaces."""
TORN, UNSPACED = 2.5, 0.6
"""Costs of a headline's line that ends within a phrase, or not at one of the headline's spaces
though it has some, and of one that ends where the sense allows in a headline without spaces."""
SMALLER, LARGER = 6.0, 3.0
"""Costs of a headline half as large as its rank and width ask for, and of one e times larger."""
STEPS = 2
"""Steps of size that a headline on so many lines is tried in."""
STEP_UP = 0.3
"""Cost of each step by which the heading of a story's later part is larger than the smallest."""
STACKED = 0.8
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

    @property
    def lines(self) -> int:
        """Lines of the headline, or 0."""
        return sum(len(piece.lines) for piece in self.pieces if piece.role == "headline")


def off_size(size: float, target: float) -> float:
    """What a headline of ``size`` pt costs where ``target`` is asked for."""
    return SMALLER * (target / size - 1) if size < target else LARGER * math.log(size / target)


def _spaced(text: str) -> bool:
    """Whether a headline has spaces to break at."""
    return " " in text or "\u3000" in text


def _ends(text: str, lines: Sequence[Line], language: str) -> list[float]:
    """What the ends of a headline's lines but the last cost."""
    spaced, phrases = _spaced(text), phrase_starts(text, language)
    costs, place = [], 0
    for line in lines[:-1]:
        place += len(line.text)
        between = place in phrases or not phrases or not text[place - 1].isalnum()
        costs.append(0.0 if line.skip else UNSPACED if between and not spaced else TORN)
    return costs


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


def heads(
    article: Article,
    layout: Layout,
    width: float,
    target: float,
    *,
    exact: bool = False,
    number: int = 0,
    weight: float = 1.0,
    cap: float = math.inf,
) -> list[Head]:
    """The ways to set the headings over ``width`` pt, cheapest first.

    ``target`` is the headline size in pt that the story's rank asks for at this width, and
    ``weight`` how much it matters; ``cap`` the largest that it may be; ``number``, unless 0, the
    lines it has to have. There is always at least one way: a heading that fits in no step, or not
    in the ``exact`` size, is broken over as many lines as it needs.
    """
    setter = _Setter(layout, width)
    if not article.headline:
        return [setter.head(article, None, 0.0)]
    found: list[Head] = []
    role = headline_role(article, layout)
    limit = target if exact else max(min(1.12 * target, cap), layout.type[role].sizes[-1])
    for most in (1, 2, 3):
        for best in setter.steps(article.headline, role, limit, most):
            if (number and len(best.lines) != number) or (exact and best.size != target):
                continue
            cost = weight * off_size(best.size, target) + (0.0, 0.0, 2.0)[len(best.lines) - 1]
            if len(best.lines) > 1 and width > 0.5 * layout.span(layout.grid.columns):
                cost += STACKED
            ends = sum(_ends(article.headline, best.lines, layout.language))
            cost += ends
            if ends:
                cost += STUBS * sum(len(line.text.strip()) < STUB for line in best.lines)
            head = setter.head(article, best, cost)
            same = (one for one in found if one.lines == head.lines and one.rows <= head.rows)
            if not any(same):
                found.append(head)
    if not found:
        size = target if exact else layout.type[role].sizes[-1]
        lines = torn_lines(article.headline, layout.style(role, size), width / size)
        piece = setter.piece("headline", role, lines, size, space=0.06 * size)
        found = [setter.head(article, piece, UNFIT)]
    return sorted(found, key=lambda head: head.cost)


def continued(article: Article, layout: Layout, width: float, page: str) -> list[Head]:
    """The ways to head a story's later part: where it came from and a short headline.

    Of the steps that take as many rows only the smallest; the larger ones take up spare rows.
    """
    text = words(layout.language).came_from.format(page=page)
    if article.headline:
        text = f"{text}{article.headline}"
    found: dict[int, Head] = {}
    for step, size in enumerate(sorted(layout.type["jump-head"].sizes)):
        lines = text_lines(text, layout.style("jump-head", size), width / size)
        if step and len(lines) > 1:
            break
        piece = _Setter(layout, width).piece("jump", "jump-head", lines, size)
        height = len(lines) * piece.leading
        rows = math.ceil(height / layout.grid.leading + 0.2)
        found.setdefault(rows, Head((piece,), width, height, rows, STEP_UP * step))
    return [*found.values()]


def label_head(article: Article, layout: Layout, width: float) -> Head:
    """The label over gathered stories; no rows when the first has none."""
    bare = Article(id=article.id, label=article.label)
    return _Setter(layout, width).head(bare, None, 0.0)


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
    old = next((piece for piece in head.pieces if piece.role == "headline"), None)
    if old is None or not article.headline or old.size not in layout.type[role].sizes:
        return head
    style = layout.style(role, old.size)
    lines = head_lines(article.headline, style, head.width / old.size, len(old.lines))
    if lines is None or len(lines) != len(old.lines):
        return head
    return redressed(head, [lines], layout.type[role].colour)


def redressed(head: Head, fresh: Iterable[tuple[Line, ...]], colour: str) -> Head:
    """The same headings with other lines for each piece of the headline."""
    lines = iter(fresh)
    return head._replace(
        pieces=tuple(
            piece._replace(lines=next(lines), colour=colour) if piece.role == "headline" else piece
            for piece in head.pieces
        )
    )


class _Setter:
    """Sets headings over one width."""

    def __init__(self, layout: Layout, width: float) -> None:
        self.layout, self.width = layout, width

    def steps(self, text: str, role: str, limit: float, most: int) -> Iterator[Piece]:
        """The headline in the largest step that fits, and in the next one, to save a row."""
        for _ in range(STEPS):
            piece = self.headline(text, role, limit, most)
            if piece is None:
                return
            yield piece
            limit = math.nextafter(piece.size, 0)

    def headline(self, text: str, role: str, limit: float, most: int) -> Piece | None:
        """The headline in the largest step up to ``limit`` pt that takes at most ``most`` lines.

        A step somewhat smaller is taken when its lines end at the headline's own spaces.
        """
        largest: Piece | None = None
        for size in self.layout.type[role].sizes:
            if size > limit or (largest and size < CLEANER * largest.size):
                continue
            clear = CLEAR if self.width > 1.5 * self.layout.span(1) else 0.0
            lines = head_lines(text, self.layout.style(role, size), self.width / size - clear, most)
            if lines is None:
                continue
            piece = self.piece("headline", role, lines, size, space=0.06 * size)
            if all(end < TORN for end in _ends(text, lines, self.layout.language)):
                return piece
            largest = largest or piece
        return largest

    def head(self, article: Article, headline: Piece | None, cost: float) -> Head:
        """All headings around a headline, in whole rows."""
        pieces = tuple(self.pieces(article, headline))
        if not pieces:
            return Head((), self.width, 0.0, 0, cost)
        height = sum(len(piece.lines) * piece.leading for piece in pieces)
        height += sum(piece.space for piece in pieces[1:])
        leading = self.layout.grid.leading
        air = 0.35 * leading + 0.12 * (headline.size if headline else 0.0)
        return Head(pieces, self.width, height, math.ceil((height + air) / leading - 0.1), cost)

    def pieces(self, article: Article, headline: Piece | None) -> Iterator[Piece]:
        """The headings from above to below; kicker and deck at about half the headline's size."""
        size = headline.size if headline else 0.0
        second = max(0.5 * size, LEAST_SECOND)
        if article.label:
            yield self.second("label", article.label, max(0.45 * size, LEAST_SECOND))
        if article.kicker:
            yield self.second("kicker", article.kicker, second, space=2.0)
        if headline:
            yield headline
        for item, line in enumerate(article.deck):
            space = 0.0 if item else 0.16 * size
            yield self.second("deck", line, second, item=item, most=3, space=space)
        byline = byline_text(article)
        if byline:
            ceiling = self.layout.type["byline"].sizes[0]
            yield self.second("byline", byline, ceiling, space=3.0 + 0.08 * size)

    def second(
        self,
        role: Role,
        text: str,
        ceiling: float,
        *,
        item: int = 0,
        most: int = 2,
        space: float = 0.0,
    ) -> Piece:
        """A heading of at most ``ceiling`` pt: on one line unless that is small."""
        sizes = self.layout.type[role].sizes
        steps = [size for size in sizes if size <= ceiling] or [sizes[-1]]
        for allowed in range(1, most + 1):
            for size in steps:
                if allowed == 1 and most > 1 and size < SMALL * ceiling and size != sizes[-1]:
                    break
                style = self.layout.style(role, size)
                lines = head_lines(text, style, self.width / size, allowed)
                if lines is not None:
                    return self.piece(role, role, lines, size, item=item, space=space)
        size = sizes[-1]
        lines = torn_lines(text, self.layout.style(role, size), self.width / size)
        return self.piece(role, role, lines, size, item=item, space=space)

    def piece(
        self,
        role: Role,
        style: str,
        lines: tuple[Line, ...],
        size: float,
        *,
        item: int = 0,
        space: float = 0.0,
    ) -> Piece:
        """Composed lines as a heading."""
        spec = self.layout.type[style]
        align: Align = "start" if spec.align == "justify" else spec.align
        leading = round(size * _SET[role], 2)
        return Piece(role, item, lines, size, leading, space, align, spec.colour)


def place(head: Head, article: Article, x: float, y: float, height: float) -> Iterator[TextBlock]:
    """Set the headings into a box of ``height`` pt at x, y; spare height becomes air."""
    spare = max(height - head.height, 0.0)
    inner = min(spare * 0.4, 0.5 * head.height) / max(len(head.pieces) - 1, 1)
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
