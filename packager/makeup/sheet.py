"""One page: which of the stories offered it holds, which of them is cut, and how they stand."""

from __future__ import annotations

import functools
import itertools
import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from packager.diagnostics import AssetError, Code
from packager.issue import Page
from packager.makeup.arrange import EXACT, LOOSE, Blank, Found, Leaf, Top, arrange
from packager.makeup.furniture import Nameplate
from packager.makeup.grid import GAP, Grid, Rect
from packager.makeup.level import excess, levelled
from packager.makeup.place import Setting, outward
from packager.makeup.shelves import shelves
from packager.makeup.story import Story

TOO_LARGE = Code(
    "M407",
    "error",
    "A story's headings leave no room for its words on a page of this layout",
    "Check that the headline is no paragraph, or choose a layout with larger pages.",
)
FULL = 0.98
"""A page with more to come that is filled less is tried again, and reported when it stays so."""
MOST = 20
"""Stories on a page at most; gathered ones count as one."""
TRIED = 4
"""How many stories fewer than the most a page is tried with."""
FEW = 4
"""Stories on a page that it is tried with in any order."""
LATER = 6
"""How far down the list a story is looked for that fills the page without a cut."""
NEAR, NEAR_FEW = 0.07, 0.25
"""How far from the page's area whole stories may be, by estimate, to be tried; the same for few."""
JUMP = 5.0
"""Cost of cutting a story."""
AGAIN = 6.0
"""More cost of cutting what is left of a story that was cut before."""
KEPT, LITTLE = 0.4, 10.0
"""Share of a story's words that stays where it begins, and the cost of keeping nothing of it."""
REST, SCANT = 12, 6.0
"""Rows of basic columns that a cut story's rest has at least, and the cost of leaving less."""
STUB = 9
"""Rows, headings included, that a cut story keeps at least."""
PARTED = 3
"""How many ways to part gathered stories are tried."""
TURNED = 60
"""Rows of basic columns beside which a vertical headline looks best."""
SLACK = 10
"""Rows at the foot of a page that may stay white when there is no other way."""
SPARSE = 0.7
"""Share of what its stories need that the depth of a page that they do not fill is, at least."""


class Sheet(NamedTuple):
    """A planned page. What ``waiting`` lists goes to a later one."""

    page: Page
    number: str
    plate: Nameplate | None
    plate_rect: Rect
    settings: tuple[Setting, ...]
    waiting: tuple[Story, ...]
    cost: float = 0.0
    """What the arrangement costs, to be compared with others of the same stories."""
    loose: bool = False
    """Whether its stories do not fill it, nor are stretched to."""

    def fill(self, grid: Grid) -> float:
        """Share of the type area that is covered; rows of columns left white are not."""
        total = grid.columns * (grid.rows + GAP)
        covered = float(self.plate_rect.columns * self.plate_rect.rows)
        for setting in self.settings:
            rect, shape = setting.rect, setting.shape
            covered += rect.columns * rect.rows
            covered -= shape.white * rect.columns / shape.inside.number
        return round(min(covered / total, 1.0), 4)

    @property
    def misled(self) -> bool:
        """Whether the lead stands beside the nameplate instead of under it, at the left."""
        lead = next((s.rect for s in self.settings if not s.story.rank), None)
        return bool(self.plate and lead and lead.row < self.plate_rect.rows and lead.column)

    @property
    def again(self) -> bool:
        """Whether the rest of a story is cut once more."""
        return any(setting.rest and setting.story.came_from for setting in self.settings)

    def good(self, grid: Grid) -> tuple[bool, bool, float]:
        """The larger, the better: full, well led, filled."""
        fill = self.fill(grid)
        return fill >= FULL, not self.misled, fill


class Jumping:
    """A story that may be cut: its rest goes to a later page."""

    def __init__(self, story: Story, page: str) -> None:
        self.story, self.page = story, page
        self.costs = functools.cache(self._costs)

    @property
    def top(self) -> Top:
        """As the whole story's."""
        return self.story.top

    @property
    def pictured(self) -> bool:
        """As the whole story's."""
        return self.story.pictured

    @property
    def ear(self) -> bool:
        """As the whole story's."""
        return self.story.ear

    @property
    def weight(self) -> float:
        """As the whole story's."""
        return self.story.weight

    def upright(self, columns: int) -> frozenset[int]:
        """As the whole story's; a part has its headings over it."""
        return self.story.upright(columns)

    def _costs(self, columns: int) -> dict[int, float]:
        """Cost by depth, whole where that fits, else cut."""
        story = self.story
        costs: dict[int, float] = {}
        if story.allowed(columns):
            whole = story.depth(columns)
            most = min(whole, story.grid.rows + GAP + 1)
            for rows in range(min(int(KEPT * whole), STUB), most):
                torn = story.torn(columns, rows, self.page)
                if torn is not None:
                    part = torn[0]
                    cost = JUMP + part.cost + story.proportion(part)
                    cost += AGAIN if story.came_from else 0.0
                    rows_left = part.flow.rows - part.filling.end
                    left = rows_left * part.inside.measure / story.grid.column
                    kept = 1 - left / max(story.length, 1)
                    cost += LITTLE * max(1 - kept / KEPT, 0.0)
                    costs[rows] = cost + (SCANT if left < REST else 0.0)
        return {**costs, **story.costs(columns)}


def need(stories: Sequence[Story]) -> int:
    """Column rows that stories take, each at its cheapest width."""
    return sum(_need(story) for story in stories)


def least(stories: Sequence[Story]) -> int:
    """Column rows that stories can do with, each at its most compact."""
    return sum(_least(story) for story in stories)


def _least(story: Story) -> int:
    columns = range(1, story.grid.columns + 1)
    areas = [width * min(costs) for width in columns if (costs := story.costs(width))]
    return min(areas, default=story.grid.columns * story.depth(story.grid.columns))


def _need(story: Story) -> int:
    best = None
    for columns in range(1, story.grid.columns + 1):
        for rows, cost in list(story.costs(columns).items())[:3]:
            if best is None or cost < best[0]:
                best = cost, columns * rows
    if best is not None:
        return best[1]
    return story.grid.columns * story.depth(story.grid.columns)


def fit(
    page: Page, number: str, plate: Nameplate | None, stories: Sequence[Story], grid: Grid
) -> Sheet:
    """Make up one page from stories in order of rank.

    When they do not all fit, the last ones wait, and the longest of those that stay may be cut.
    Gathered stories are parted where that alone fills the page.
    """
    best = _fit(page, number, plate, stories, grid)
    if best.waiting and best.fill(grid) < FULL:
        for offered in _parted(stories, best):
            sheet = _fit(page, number, plate, offered, grid)
            if sheet.fill(grid) > best.fill(grid):
                best = sheet
            if best.fill(grid) >= FULL:
                break
    return best


def _parted(stories: Sequence[Story], sheet: Sheet) -> Iterator[list[Story]]:
    """The stories with the first gathered one that waits in two parts, the likeliest first."""
    at = next((i for i, s in enumerate(stories) if s.gathered and s in sheet.waiting), None)
    if at is None:
        return
    story = stories[at]
    grid = story.grid
    left = (1 - sheet.fill(grid)) * grid.columns * (grid.rows + GAP)
    parts = [(story.part(0, n), story.part(n)) for n in range(1, len(story.articles))]
    parts.sort(key=lambda halves: abs(left - _need(halves[0])))
    for halves in parts[:PARTED]:
        yield [*stories[:at], *halves, *stories[at + 1 :]]


def _fit(
    page: Page, number: str, plate: Nameplate | None, stories: Sequence[Story], grid: Grid
) -> Sheet:
    """The page made up from the stories as they are gathered."""
    band = min(plate.costs(grid.columns)) if plate else 0
    full = Rect(0, 0, grid.columns, band)
    bare = Sheet(page, number, plate, full, (), ())
    if not stories:
        return bare
    best: Sheet | None = None
    fallback: tuple[_Draft, Sheet] | None = None
    area = grid.columns * (grid.rows + GAP) - (plate.area if plate else 0)
    first = _first(stories) if plate else stories[:1]
    order = [*first, *(story for story in stories if story not in first)]
    for chosen, cut in _selections(order, len(first), area):
        kept = [story for story in stories if story in chosen]
        waiting = [story for story in stories if story not in chosen]
        draft = _Draft(bare, _turning(kept, cut), cut, waiting, grid)
        sheet = draft.sheet(draft.stories)
        if sheet is None and draft.last:
            sheet = draft.sheet(draft.stories, loose=True)
        if sheet is None:
            continue
        if not sheet.waiting or (sheet.fill(grid) >= FULL and not sheet.misled):
            if not sheet.again or len(kept) > FEW:
                return draft.better(sheet)
            fallback = fallback or (draft, sheet)
        elif best is None or sheet.good(grid) > best.good(grid):
            best = sheet
    if fallback:
        return fallback[0].better(fallback[1])
    plain = _plain(page, number, stories, grid, plate=plate, full=full)
    if best is None or not plain.waiting or plain.fill(grid) > best.fill(grid):
        return plain
    return best


class _Draft:
    """A page to be arranged from some of the stories, of which those ``cut`` may be cut."""

    def __init__(
        self,
        bare: Sheet,
        stories: Sequence[Story],
        cut: Sequence[Story],
        waiting: Sequence[Story],
        grid: Grid,
    ) -> None:
        self.bare, self.stories, self.waiting, self.grid = bare, list(stories), tuple(waiting), grid
        self.cut = [story in cut for story in stories]
        self.last = not (waiting or cut)

    def sheet(
        self, stories: Sequence[Story], below: float = math.inf, *, loose: bool = False
    ) -> Sheet | None:
        """The stories as the search arranges them, None when it finds no place for all at a cost
        ``below`` the one given. A ``loose`` page, the last, need not be filled."""
        plate, number = self.bare.plate, self.bare.number
        leaves: list[Leaf] = [plate] if plate else []
        for story, cut in zip(stories, self.cut, strict=True):
            leaves.append(Jumping(story, number) if cut else story)
        columns, rows = self.grid.columns, self.grid.rows + GAP
        found: Found | None
        if loose:
            slack = rows - int(SPARSE * need(stories)) // columns
            offers = (
                arrange(offer, columns, rows, slack, white=0.0, below=below)
                for offer in (leaves, [*leaves, Blank(rows)])
            )
            found = min(filter(None, offers), key=lambda one: one.cost, default=None)
        else:
            found = arrange(leaves, columns, rows, SLACK if self.last else 0, below=below)
        if found is None:
            return None
        rects = list(found.rects)
        at = rects.pop(0) if plate else self.bare.plate_rect
        settings, rests = _settings(stories, rects[: len(stories)], number)
        cost = found.cost + sum(map(excess, stories, settings))
        return self.bare._replace(
            plate_rect=at,
            settings=settings,
            waiting=(*rests, *self.waiting),
            cost=cost,
            loose=loose,
        )

    def better(self, sheet: Sheet) -> Sheet:
        """The sheet arranged anew, more thoroughly and with the headlines no larger than they came
        out, where that gives a page that is as good and costs less."""
        capped = [
            story if setting.story is story else story.capped(setting.shape.head.size)
            for story, setting in zip(self.stories, sheet.settings, strict=True)
        ]
        leaves = len(capped) + bool(self.bare.plate)
        if capped == self.stories and (sheet.loose or not EXACT < leaves <= LOOSE):
            return sheet
        made = self.sheet(capped, sheet.cost, loose=sheet.loose)
        if made is None or made.good(self.grid)[:2] < sheet.good(self.grid)[:2]:
            return sheet
        return min(made, sheet, key=lambda one: one.cost)


def _first(stories: Sequence[Story]) -> list[Story]:
    """What the front page should not lose: its lead, and what was made for the ear, a digest or the
    weather, that makes no sense on a later page."""
    ear = next((story for story in stories[1:] if story.ear), None)
    return [stories[0], ear] if ear else [stories[0]]


Selection = tuple[Sequence[Story], Sequence[Story]]
"""The stories that a page keeps, and those of them that may be cut."""


def _selections(stories: Sequence[Story], must: int, area: int) -> Iterator[Selection]:
    """What a page may hold, first with all of the first stories that it ``must`` have."""
    others = []
    for offer in _offers(stories, must, area):
        if all(story in offer[0] for story in stories[:must]):
            yield offer
        else:
            others.append(offer)
    yield from others


def _offers(stories: Sequence[Story], must: int, area: int) -> Iterator[Selection]:
    """What a page of ``area`` column rows may hold: all stories, whole ones, the first stories
    with few cut before many; at last also without a story that may be too stiff for the room that
    is left."""
    needs = {id(story): _need(story) for story in stories}
    room = [needs[id(story)] for story in stories]
    if least(stories) <= area and len(stories) <= MOST:
        yield stories, ()
    prefixes = _prefixes(room, area, must)
    for kept in _whole(stories, room, area, prefixes):
        yield kept, ()
    for most in (1, 3):
        for keep in prefixes:
            if sum(room[:keep]) > area * 0.9 or keep < len(stories):
                yield stories[:keep], _cuttable(stories[:keep])[:most]
    most = prefixes[0]
    first = 0 if stories[0].rank and len(stories) > 1 else 1
    for out in (None, *range(most - 1, max(most - 2 - TRIED, first - 1), -1)):
        offered = [story for number, story in enumerate(stories) if number != out]
        fitting = _prefixes([needs[id(story)] for story in offered], area)[0]
        for keep in (fitting, fitting + 1, fitting - 1):
            if 0 < keep <= min(len(offered), MOST):
                yield offered[:keep], _cuttable(offered[:keep])


def _whole(
    stories: Sequence[Story], room: Sequence[int], area: int, prefixes: Sequence[int]
) -> list[Sequence[Story]]:
    """The first stories, and perhaps one that comes later, that together just fill the page; on a
    page of few stories the first and any of the next."""
    offers: dict[tuple[int, ...], None] = {}
    for keep in prefixes:
        first = tuple(range(keep))
        for later in ((), *((n,) for n in range(keep + 1, min(keep + 1 + LATER, len(stories))))):
            offers[*first, *later] = None
    few = prefixes[0] <= FEW
    if few:
        others = range(1, min(1 + LATER, len(stories)))
        for more in range(FEW):
            for chosen in itertools.combinations(others, more):
                offers[0, *chosen] = None
    left = {chosen: abs(area - sum(room[n] for n in chosen)) for chosen in offers}
    most = (NEAR_FEW if few else NEAR) * area
    near = [chosen for chosen in offers if left[chosen] <= most]
    near.sort(key=left.__getitem__)
    return [[stories[n] for n in chosen] for chosen in near[: FEW * TRIED if few else TRIED]]


def _cuttable(stories: Sequence[Story]) -> Sequence[Story]:
    """The stories that may be cut, the longest first, those that were cut before last."""
    by_length = sorted(stories, key=lambda story: (bool(story.came_from), -story.length))
    return [story for story in by_length if not story.gathered]


def _prefixes(needs: Sequence[int], area: int, must: int = 1) -> list[int]:
    """How many stories to try, the fullest page first, which holds as many as it ``must``."""
    total = 0
    fitting = len(needs)
    for index, size in enumerate(needs):
        total += size
        if total >= area * 1.04:
            fitting = index + 1
            break
    fitting = min(max(fitting, must), MOST)
    return list(range(fitting, max(fitting - TRIED, 0), -1))


def _turning(kept: Sequence[Story], cut: Sequence[Story]) -> Sequence[Story]:
    """The same stories, one of which may have its headings set vertically: of those that suit the
    one whose length is nearest to what a vertical headline looks best beside."""
    fit = [story for story in kept if story.turns and story not in cut]
    if not fit:
        return kept
    best = min(fit, key=lambda story: abs(math.log(max(story.length, 1) / TURNED)))
    return [story.turned if story is best else story for story in kept]


def _settings(
    stories: Sequence[Story], rects: Sequence[Rect], number: str
) -> tuple[tuple[Setting, ...], list[Story]]:
    settings = []
    rests = []
    for story, rect in zip(levelled(stories, rects, number), rects, strict=True):
        shape = story.shape(rect.columns, rect.rows)
        rest = None
        if shape is None:
            torn = story.torn(rect.columns, rect.rows, number)
            if torn is None:
                raise ValueError(f"{story.article.id} does not fit {rect}")
            shape, rest = torn
            rests.append(rest)
        settings.append(Setting(story, shape, rect, rest))
    return tuple(outward(settings)), rests


def _plain(
    page: Page,
    number: str,
    stories: Sequence[Story],
    grid: Grid,
    *,
    plate: Nameplate | None,
    full: Rect,
) -> Sheet:
    """The arrangement on shelves, and where not even one story fits, as much of it as does."""
    band = full.rows
    rows = grid.rows + GAP - band
    plain = stories[0].simplified()
    for offered in ([*stories], [plain, *stories[1:]]):
        placed, count = shelves(offered, grid.columns, rows, band)
        if placed:
            settings = [Setting(story, story.set(rect), rect) for story, rect in placed]
            waiting = list(offered[count:])
            foot = max(rect.row + rect.rows for _, rect in placed)
            room = grid.rows + GAP - foot
            torn = waiting[0].torn(grid.columns, room, number) if waiting else None
            if torn and room >= STUB:
                rect = Rect(0, foot, grid.columns, room)
                settings.append(Setting(waiting[0], torn[0], rect, torn[1]))
                waiting[0] = torn[1]
            return Sheet(page, number, plate, full, tuple(settings), tuple(waiting))
        torn = offered[0].torn(grid.columns, rows, number)
        if torn:
            setting = Setting(offered[0], torn[0], Rect(0, band, grid.columns, rows), torn[1])
            return Sheet(page, number, plate, full, (setting,), (torn[1], *offered[1:]))
    if plate:  # the next page has more room
        return Sheet(page, number, plate, full, (), tuple(stories))
    story = stories[0].article
    raise AssetError(TOO_LARGE.at(f"“{story.title[:24]}”", article=story.id))
