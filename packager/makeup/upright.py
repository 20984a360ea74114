"""Vertical headlines (竖题): headings as vertical lines beside a story's columns.

They suit short and middling stories with headlines of Han; a newspaper page has one, seldom more.
Their strip is about 8 to 9 characters wide and some 30 lines deep, and the columns beside it are
wider than the basic one (变栏).
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from packager.issue import Article
from packager.layout import Layout
from packager.makeup.flow import fill
from packager.makeup.grid import GAP, Rect
from packager.makeup.head import Head, Piece, byline_text, headline_role, off_size, redressed
from packager.makeup.page import Role, TextBlock
from packager.makeup.shape import Inside, Shape, Side
from packager.typesetting import compose_vertical
from packager.typesetting.line import Line, Style

if TYPE_CHECKING:
    from packager.makeup.story import Story

LANGUAGES = ("zh", "ja", "yue")
"""Languages whose headlines are set vertically."""
LENGTH = 5, 26
"""Least and most characters of a vertical headline."""
ROWS = 14, 48
"""Least and most depth of a story with a vertical headline, in rows."""
WIDEST = 0.5
"""Most share of the page's columns that such a story takes."""
SIZES = 0.7, 1.12
"""Sizes of the headline to choose from, over the size that rank and width ask for."""
STRIP = 5.5, 13.0
"""Least and most width of the strip, em of body type."""
MEASURE = 0.9
"""Least width of the columns beside the strip, over a basic column's."""
SPREAD = 1.3
"""Most height of a cell of the headline, em; its characters are spread to fill the strip."""
LINE = 1.12
"""Width of a vertical line of the headline, em."""
STEP = 2.0
"""How much lower the second line of a headline begins, em, where it is that much shorter."""
BASE, AIR = -1.5, 8.0
"""Costs: of a vertical headline, that makes a page livelier; of a strip that is all air instead of
full."""
SECOND, BROKEN = 1.0, 0.6
"""Costs of a second line, and of one that begins within a clause."""
SLACK = 1
"""Rows that the words may leave white in all but the best depth."""

_TURNED = re.compile(r"[A-Za-zＡ-Ｚａ-ｚ]{3}|\d{4}|\d\s*[-–.,:%％‰℃°/]|[-–.,:/]\s*\d")
"""What does not stand upright in a vertical line: words, long numbers, decimals, per cent."""


def suits(article: Article, layout: Layout) -> bool:
    """Whether a story's headings may be set vertically."""
    headline = article.headline or ""
    heads = [headline, article.kicker or "", *article.deck, byline_text(article) or ""]
    length = len("".join(headline.split()))
    han = sum("\u3040" <= character <= "\u9fff" for character in headline)
    return (
        layout.language.split("-")[0].lower() in LANGUAGES
        and LENGTH[0] <= length <= LENGTH[1]
        and han >= 0.7 * length
        and article.label is None
        and len(article.deck) <= 1
        and not any(map(_TURNED.search, heads))
    )


@functools.lru_cache(maxsize=2048)
def _lines(
    text: str, style: Style, height: float, most: int
) -> tuple[tuple[Line, ...], ...] | None:
    return compose_vertical(text, style, height, most)


def depths(story: Story, columns: int) -> set[int]:
    """The depths, in rows, worth considering at a width."""
    found = set()
    em, grid = story.grid.em, story.grid
    for strip in range(math.ceil(STRIP[0]), math.floor(STRIP[1]) + 1):
        inside = _inside(story, columns, strip * em)
        if inside is not None:
            rows = story.flow(inside.measure, story.done).rows
            least = math.ceil(rows / inside.number)
            found |= {least + GAP + extra for extra in range(SLACK + 1)}
    return {rows for rows in found if ROWS[0] <= rows <= min(ROWS[1], grid.rows + GAP)}


def settings(story: Story, columns: int, rows: int) -> Iterator[Shape]:
    """The settings with a vertical headline into exactly that many columns and rows."""
    depth = rows - GAP
    if depth < 1 or story.box or story.gathered or story.came_from:
        return
    for head in _heads(story, columns, depth * story.grid.leading):
        inside = _inside(story, columns, head.width)
        if inside is None:
            continue
        body = story.flow(inside.measure, story.done)
        filling = fill(body, [depth] * inside.number)
        if filling is None or any(first == last for first, last in filling.columns):
            continue
        white = filling.white * columns / inside.number
        cost = head.cost + filling.cost + story.white * white
        shape = Shape(
            columns, rows, cost, filling.white, head, 0, depth, inside, body, filling, side="right"
        )  # fmt: skip
        yield sided(shape, story.side or "right", story.grid.span(columns))


def sided(shape: Shape, side: Side, width: float) -> Shape:
    """A setting ``width`` pt wide with its headings at the other side of the words."""
    inside = shape.inside
    pad = width - inside.span(inside.number) if side == "left" else 0.0
    return shape._replace(side=side, inside=inside._replace(pad=pad))


def outer(rect: Rect, columns: int, heads: list[Rect]) -> Side:
    """The side for a vertical headline: at the edge of the page, else where no headline of
    ``heads`` meets it, else at the left."""
    if rect.column == 0:
        return "left"
    if rect.column + rect.columns == columns:
        return "right"
    met = {
        "right" if head.column > rect.column else "left"
        for head in heads
        if head.row < rect.row + rect.rows and rect.row < head.row + head.rows
        and (head.column + head.columns == rect.column
             or head.column == rect.column + rect.columns)
    }  # fmt: skip
    return "right" if met == {"left"} else "left"


def _inside(story: Story, columns: int, strip: float) -> Inside | None:
    """The columns beside a strip of at least ``strip`` pt, of whole characters."""
    grid = story.grid
    number = columns - 1
    if number < 1 or columns > max(WIDEST * grid.columns, 2):
        return None
    room = grid.span(columns) - strip - number * grid.gutter
    size = story.layout.type[story.dress.body].sizes[0]
    measure = math.floor(room / number / size + 1e-6) * size
    if measure < MEASURE * grid.column:
        return None
    return Inside(0.0, number, measure, grid.gutter)


def _heads(story: Story, columns: int, depth: float) -> Iterator[Head]:
    """The headings set vertically over a depth in pt."""
    article, layout = story.article, story.layout
    target = story.target(columns + 1)
    role = headline_role(article, layout)
    least, most = (0.99, 1.01) if story.size else SIZES
    target = story.size or target
    for size in layout.type[role].sizes:
        if not least * target <= size <= min(most * target, story.cap):
            continue
        lines = _lines(article.headline or "", layout.style(role, size), depth / size, 2)
        if not lines:
            continue
        pieces = tuple(_pieces(article, layout, role, lines, size=size, depth=depth))
        if not pieces:
            continue
        width = sum(piece.size * LINE + piece.space for piece in pieces)
        em = story.grid.em
        if width > STRIP[1] * em:
            continue
        height = max(map(len, lines)) * size
        cost = BASE + off_size(size, target)
        cost += AIR * max(1 - SPREAD * height / depth, 0.0)
        cost += sum(SECOND if line[-1].skip else SECOND + BROKEN for line in lines[:-1])
        yield Head(pieces, max(width, STRIP[0] * em), depth, 0, cost)


def _pieces(
    article: Article,
    layout: Layout,
    role: str,
    lines: tuple[tuple[Line, ...], ...],
    *,
    size: float,
    depth: float,
) -> Iterator[Piece]:
    """Kicker, headline, deck and byline, in reading order, from right to left; nothing when one of
    them is too long for a line."""
    byline = byline_text(article)
    cells = max(map(len, lines))
    leading = size * min(max(depth / (cells * size), 1.0), SPREAD)
    headline = [
        Piece("headline", 0, line, size, leading, 0.0, "centre", layout.type[role].colour)
        for line in lines
    ]
    second: list[tuple[Role, str]] = []
    second += [("kicker", article.kicker)] if article.kicker else []
    second += [("deck", line) for line in article.deck]
    second += [("byline", byline)] if byline else []
    made: dict[Role, Piece] = {}
    for name, text in second:
        piece = _second(layout, name, text, 0.5 * size, depth)
        if piece is None:
            return
        made[name] = piece
    if "kicker" in made:
        yield made["kicker"]
        headline[0] = headline[0]._replace(space=0.25 * size)
    yield from headline
    for name in ("deck", "byline"):
        if name in made:
            yield made[name]._replace(space=0.25 * size)


def _second(layout: Layout, role: Role, text: str, ceiling: float, depth: float) -> Piece | None:
    """A heading beside the headline on one vertical line, at the largest size that fits."""
    spec = layout.type[role]
    for size in spec.sizes:
        if size > max(ceiling, spec.sizes[-1]):
            continue
        lines = _lines(text, layout.style(role, size), 0.94 * depth / size, 1)
        if lines:
            leading = size * min(max(0.9 * depth / (len(lines[0]) * size), 1.0), 1.1)
            return Piece(role, 0, lines[0], size, leading, 0.0, "centre", spec.colour)
    return None


def place(head: Head, article: Article, x: float, y: float, width: float) -> Iterator[TextBlock]:
    """Set vertical headings into a strip of ``width`` pt, centred; lines go from right to left.

    The second line of a headline is stepped: it begins lower, and ends no lower than the longest.
    """
    needed = sum(piece.size * LINE + piece.space for piece in head.pieces)
    right = x + width - (width - needed) / 2
    part = 0
    headline = [piece for piece in head.pieces if piece.role == "headline"]
    longest = max((len(piece.lines) * piece.leading for piece in headline), default=head.height)
    air = (head.height - longest) / 2
    for piece in head.pieces:
        right -= piece.space
        part = part + 1 if piece.role == "headline" else 0
        right -= piece.size * LINE
        room = head.height - len(piece.lines) * piece.leading
        top = room / 2
        if part:
            top = min(air + (part - 1) * STEP * piece.size, room - air)
        yield TextBlock(
            x=right + (LINE - 1) / 2 * piece.size,
            y=y + top,
            width=piece.size,
            leading=piece.leading,
            size=piece.size,
            lines=piece.lines,
            role=piece.role,
            article=article.id,
            item=piece.item,
            part=max(part - 1, 0),
            align="centre",
            colour=piece.colour,
            upright=True,
        )


def refaced(head: Head, article: Article, layout: Layout, role: str) -> Head:
    """The same headings with the headline in another face, unless it would break otherwise."""
    old = [piece for piece in head.pieces if piece.role == "headline"]
    size = old[0].size
    if size not in layout.type[role].sizes:
        return head
    lines = _lines(article.headline or "", layout.style(role, size), head.height / size, 2)
    if not lines or [len(line) for line in lines] != [len(piece.lines) for piece in old]:
        return head
    return redressed(head, lines, layout.type[role].colour)
