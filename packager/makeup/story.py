"""A story and the shapes it can take: so many columns wide, so many rows deep."""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from typing import Any

from packager.issue import Article, Figure, Table, Verse
from packager.layout import Dress, Layout
from packager.makeup import aside as asides
from packager.makeup import columns as within
from packager.makeup import headed, upright
from packager.makeup.arrange import Top
from packager.makeup.flow import Flow, flow
from packager.makeup.gather import set_kind
from packager.makeup.grid import GAP, Grid, Rect
from packager.makeup.head import Head, brief_heads, continued, heads, label_head
from packager.makeup.shape import Shape, Side
from packager.makeup.tear import tear
from packager.makeup.units import START, Cut, Pictures, Setter

DEEPER = 9
"""Depths considered at a width, from the least on."""
WORST = 22.0
"""A shape that costs more is not considered."""
WHITE, LEAST_WHITE = 500.0, 1.6
"""Cost of all rows of a page left white, and the least cost of one."""
WIDEST_BARE = 2
"""Page columns that a photo story without its picture takes at most."""
BAND, SHALLOW = 2, 1.0
"""Words that are not so many lines deeper than they have columns are a band; cost of each line."""
NARROW_LEAD = 8.0
"""Cost of each column that the lead lacks of three fifths of the page."""
SECOND, FALLS, LEAST = 0.66, 0.03, 0.5
"""Size of the second story's headline over the lead's, how much less each later story's is, and the
least of it."""
LEAD_HEAD = 4.0
"""How much more the size of the lead's headline matters."""
LOWEST = 9
"""The rank of all stories that come later."""
HIGH, FALL = 25.0, 0.8
"""Cost of the lead at the foot of the page, and how much less that of each further story is."""


class Story:
    """One story, or several gathered, ready to be shaped.

    ``rank`` counts from 0, the lead, in the order of the page. The rest of a story that was cut
    begins at ``start``, leaves out the blocks that are ``done`` and names the page that it
    ``came_from``.
    A planned story has its headline's ``size`` in pt and ``lines`` and the columns of its
    ``picture``. One that
    is ``plain`` has nothing beside its columns and may be of any width; one with a ``side`` has its
    headings set vertically there, one that ``may_turn`` where that is better.
    """

    def __init__(
        self,
        articles: Sequence[Article],
        layout: Layout,
        rank: int,
        pictures: Pictures,
        *,
        start: Cut = START,
        done: frozenset[int] = frozenset(),
        came_from: str = "",
        size: float = 0.0,
        lines: int = 0,
        picture: int = 0,
        plain: bool = False,
        side: Side = "",
        may_turn: bool = False,
        cap: float = math.inf,
    ) -> None:
        self.articles, self.article = tuple(articles), articles[0]
        self.layout, self.rank, self.pictures = layout, rank, pictures
        self.start, self.done, self.came_from = start, done, came_from
        self.size, self.lines, self.picture, self.plain = size, lines, picture, plain
        self.side, self.may_turn, self.cap = side, may_turn, cap
        self.grid = Grid.of(layout)
        kind = set_kind(self.article) if len(self.articles) > 1 else self.article.kind
        self.dress = layout.kinds.get(kind, Dress())
        self.missing_picture = any(
            isinstance(block, Figure) and block.src not in pictures for block in self.article.body
        )
        self.main_picture = asides.main_picture(self.article, pictures, start.block)
        bare = self.article.kind == "photo" and (
            self.main_picture is not None or bool(self.article.headline)
        )
        self.box = self.dress.box and not plain and not bare
        self.white = max(WHITE / (self.grid.columns * self.grid.rows), LEAST_WHITE)
        self._shapes: dict[tuple[int, int], Shape | None] = {}
        self.flow = functools.cache(self._flow)
        self.headings = functools.cache(self._headings)
        self.inside = functools.cache(functools.partial(within.inside, self))
        self.beside = functools.cache(functools.partial(asides.ways, self))
        self.torn = functools.cache(functools.partial(tear, self))
        self.costs = functools.cache(self._costs)

    @property
    def key(self) -> tuple[str, Cut]:
        """What tells this part of a story from all others."""
        return self.article.id, self.start

    @property
    def gathered(self) -> bool:
        """Whether these are several stories under one label."""
        return len(self.articles) > 1

    @property
    def leads(self) -> bool:
        """Whether it can lead a page: a story of its own, no brief, digest or caption."""
        short = self.gathered or self.dress.gather or self.dress.ear
        return bool(self.article.headline) and not (short or self.bare_photo)

    @property
    def frame_rows(self) -> int:
        """Rows that the box takes above and below the words."""
        return 2 if self.box else 0

    @property
    def top(self) -> Top:
        """What stands at the story's upper edge."""
        if self.box:
            return "box"
        return "headline" if self.article.headline or self.came_from else "picture"

    @property
    def pictured(self) -> bool:
        """Whether the story has a main picture."""
        return not self.gathered and self.main_picture is not None

    @property
    def ear(self) -> bool:
        """Whether the story stands well beside the nameplate: a small box without a picture."""
        return self.dress.ear and self.box

    @property
    def weight(self) -> float:
        """Cost of standing at the foot of the page: the lead's is the highest."""
        return HIGH * FALL**self.rank

    @property
    def widest(self) -> int:
        """Page columns that the story may take; what is left of one may be of any width."""
        page = self.grid.columns
        widest = WIDEST_BARE if self.bare_photo else self.dress.widest or page
        return page if self.plain or self.came_from else min(widest, page)

    @property
    def bare_photo(self) -> bool:
        """Whether this is a photo story without its picture, under a headline: a short item."""
        photo = self.article.kind == "photo" and bool(self.article.headline)
        return photo and self.main_picture is None

    @functools.cached_property
    def length(self) -> int:
        """Rows of the words in basic columns."""
        return self.flow(self.grid.column, self.done).rows

    @functools.cached_property
    def words(self) -> int:
        """Rows of the words in basic columns, tables left out."""
        apart = (i for i, b in enumerate(self.article.body) if isinstance(b, Table))
        done = self.done if self.gathered else self.done.union(apart)
        return self.flow(self.grid.column, done).rows

    @functools.cached_property
    def longest_verse(self) -> float:
        """Width in pt of the longest line of a poem, so that it need not be broken; else 0."""
        if self.article.kind != "verse" or self.gathered:
            return 0.0
        spec = self.layout.type["verse"]
        lines = (line for b in self.article.body if isinstance(b, Verse) for line in b.lines)
        return (max(map(len, lines), default=0) + spec.indent) * spec.sizes[0]

    def setter(self, measure: float) -> Setter:
        """What composes the story's blocks for columns of ``measure`` pt."""
        return Setter(
            self.article, self.layout, measure,
            body=self.dress.body, pictures=self.pictures, start=self.start,
        )  # fmt: skip

    def _flow(self, measure: float, aside: frozenset[int]) -> Flow:
        """The words composed for columns of ``measure`` pt, without the blocks set aside."""
        if not self.gathered:
            return flow(self.setter(measure).story(aside))
        units = []
        for number, article in enumerate(self.articles):
            setter = Setter(
                article, self.layout, measure, body=self.dress.body, pictures=self.pictures
            )
            for role, item, text in brief_heads(article, label=number > 0):
                units.append(setter.heading(None, item, role, "brief-head", text))
            units.extend(setter.story())
        return flow(units)

    def _headings(self, columns: int) -> list[Head]:
        """The ways to set the headings over that many page columns."""
        inside = self.inside(columns)
        width = self.grid.span(columns) - 2 * inside.pad
        if self.came_from:
            return continued(self.article, self.layout, width, self.came_from)
        if self.gathered:
            return [label_head(self.article, self.layout, width)]
        if self.size:
            return heads(self.article, self.layout, width, self.size, exact=True, number=self.lines)
        target = self.target(columns)
        return heads(self.article, self.layout, width, target, weight=self.stress, cap=self.cap)

    @property
    def stress(self) -> float:
        """How much the size of its headline matters."""
        return LEAD_HEAD if self.rank == 0 else 1.0

    def target(self, columns: int) -> float:
        """The headline size in pt that rank, length and width ask for."""
        lead, least = self.layout.headline
        share = min(columns / self.grid.columns / 0.6, 1.0)
        target = least + (lead - least) * float(share**0.8)
        if self.rank:
            area = self.grid.columns * self.grid.rows
            by_length = least + (lead - least) * min(self.length / (0.1 * area), 1.0)
            target = min(target, lead * max(SECOND - FALLS * (self.rank - 1), LEAST), by_length)
        return max(min(target, self.dress.largest or target), least)

    def shape(self, columns: int, rows: int) -> Shape | None:
        """The best setting into exactly that many columns and rows, None where there is none."""
        key = columns, rows
        if key not in self._shapes:
            shapes = [] if self.side else headed.settings(self, columns, rows)
            if self.side or self.may_turn:
                shapes += upright.settings(self, columns, rows)
            self._shapes[key] = min(shapes, key=lambda shape: shape.cost, default=None)
        return self._shapes[key]

    def set(self, rect: Rect) -> Shape:
        """The setting into a rectangle that the arrangement chose from this story's own depths."""
        shape = self.shape(rect.columns, rect.rows)
        if shape is None:
            raise ValueError(f"{self.article.id} does not fit {rect}")
        return shape

    def allowed(self, columns: int) -> bool:
        """Whether a story of this kind may be that wide."""
        narrowest = min(self.dress.narrowest, self.grid.columns)
        if self.bare_photo:
            narrowest = 1
        return self.plain or narrowest <= columns <= self.widest

    def least_rows(self, columns: int) -> int | None:
        """The smallest depth the story fits into at this width, None if there is none."""
        if not self.allowed(columns):
            return None
        return self._least(columns)

    def _least(self, columns: int) -> int | None:
        start = min(headed.starts(self, columns))
        for rows in range(start, self.grid.rows + GAP + 1):
            if self.shape(columns, rows) is not None:
                return rows
        return None

    def _costs(self, columns: int) -> dict[int, float]:
        """Cost of every depth worth considering at a width; empty when the width does not suit."""
        least = self.least_rows(columns)
        if least is None:
            return {}
        costs = {}
        starts = {max(start, least) for start in headed.starts(self, columns)}
        deep = {start + deeper for start in starts for deeper in range(DEEPER)}
        if self.may_turn:
            deep |= upright.depths(self, columns)
        for rows in sorted(deep):
            shape = self.shape(columns, rows) if rows <= self.grid.rows + GAP else None
            if shape is not None:
                costs[rows] = shape.cost + self.proportion(shape)
        worst = max(WORST, min(costs.values(), default=0.0) + 1.0)
        return {rows: cost for rows, cost in costs.items() if cost <= worst}

    def proportion(self, shape: Shape) -> float:
        """Cost of columns too short or too long, and of a lead that is not wide."""
        cost = 0.0
        depth, rows = shape.body_rows, shape.flow.rows
        if rows:
            wanted = 6 + 1.2 * shape.inside.number
            cost += 0.4 * max(wanted - depth, 0.0) + 0.08 * max(depth - 36, 0)
            cost += SHALLOW * max(shape.inside.number + BAND - depth, 0)
            cost += 0.4 * max(shape.head_rows - 0.42 * shape.rows, 0.0)
        if self.rank == 0:
            wide = math.ceil(0.6 * self.grid.columns)
            while wide > 2 and self.length < wide * (wide + BAND):
                wide -= 1
            cost += NARROW_LEAD * max(wide - shape.columns, 0)
            cost += max(shape.columns - wide - 1, 0)
        if shape.inside.number == 1 and rows > 30 and self.grid.columns > 2:
            cost += 2.0 + 0.2 * (rows - 30)
        return cost

    @functools.cached_property
    def turns(self) -> bool:
        """Whether the headings may be set vertically: of a story that comes first but is not the
        lead, has no picture and no box, and is neither gathered nor cut."""
        usual = self.article.kind in ("news", "feature", "other")
        bare = not (self.box or self.gathered or self.came_from or self.plain)
        within = any(isinstance(block, Figure | Table) for block in self.article.body)
        dressed = self.layout.upright and self.rank > 0 and usual and bare and not within
        return dressed and upright.suits(self.article, self.layout)

    def upright(self, columns: int) -> frozenset[int]:
        """The depths at which the headings stand beside the words."""
        if not self.may_turn:
            return frozenset()
        costs = self.costs(columns)
        shapes = {rows: self.shape(columns, rows) for rows in costs}
        return frozenset(rows for rows, shape in shapes.items() if shape and shape.side)

    def depth(self, columns: int) -> int:
        """About how many rows the whole story takes at a width, though it may fit no page."""
        least = self.least_rows(columns)
        if least is not None:
            return least
        inside = self.inside(columns)
        body = self.flow(inside.measure, self.done)
        head = min(head.rows for head in self.headings(columns))
        return head + self.frame_rows + GAP + -(-body.rows // inside.number)

    def ranked(self, rank: int) -> Story:
        """The same story with its rank on another page."""
        rank = min(rank, LOWEST)
        return self if rank == self.rank else self._like(rank=rank)

    def rest(self, start: Cut, done: frozenset[int], page: str) -> Story:
        """What is left of the story from a cut on that was made on ``page``."""
        return self._like(start=start, done=done, came_from=page, may_turn=False, cap=math.inf)

    @functools.cached_property
    def turned(self) -> Story:
        """The same story, with the choice to set its headings vertically."""
        return self._like(may_turn=True)

    def simplified(self) -> Story:
        """The same story set plainly."""
        return self._like(plain=True, may_turn=False)

    def capped(self, cap: float) -> Story:
        """The same story with a headline of at most ``cap`` pt."""
        return self._like(cap=cap)

    def sized(self, size: float, lines: int, side: Side) -> Story:
        """The same story with its headline in this size."""
        return self._like(size=size, lines=lines, side=side, may_turn=False, cap=math.inf)

    def planned(self, picture: int, *, plain: bool) -> Story:
        """The rest of a story as a plan has it."""
        return self._like(picture=picture, plain=plain)

    def part(self, first: int, end: int | None = None) -> Story:
        """Some of the gathered stories."""
        return Story(self.articles[first:end], self.layout, self.rank, self.pictures)

    def _like(self, **changes: Any) -> Story:
        """The same story but for some of what it was made with."""
        rank = changes.pop("rank", self.rank)
        kept: dict[str, Any] = {
            "start": self.start, "done": self.done, "came_from": self.came_from,
            "plain": self.plain, "may_turn": self.may_turn, "cap": self.cap,
        }  # fmt: skip
        made = Story(self.articles, self.layout, rank, self.pictures, **(kept | changes))
        if (made.start, made.plain) == (self.start, self.plain):
            made.flow = self.flow
        return made
