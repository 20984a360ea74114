"""The plan of the pages (版样): a small file in which a person has the last word.

Every made-up issue has a plan. Written out, edited and given back it is followed exactly: each
story on its page, at its column and row, as wide and deep as it says. What cannot be done is an
error that names the story and what it would need.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence

import msgspec

from packager.diagnostics import AssetError, Code
from packager.issue import Article, Issue, Page
from packager.layout import Layout
from packager.makeup.furniture import Nameplate
from packager.makeup.gather import prints
from packager.makeup.grid import GAP, Grid, Rect
from packager.makeup.place import Setting
from packager.makeup.shape import Side
from packager.makeup.sheet import Sheet
from packager.makeup.story import Story
from packager.makeup.units import Pictures

PLAN_INVALID = Code(
    "M410",
    "error",
    "A page plan cannot be read",
    "Correct the file at the place named; `packager plan` writes a fresh one.",
    'columns = "five"',
)
PLAN_IMPOSSIBLE = Code(
    "M411",
    "error",
    "A page plan cannot be followed",
    "Change the story named: its place, its width or its depth.",
)


class PlannedStory(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Where a story, or one part of it, stands. Columns and rows count from 1."""

    id: str
    column: int
    row: int
    columns: int
    rows: int
    """Depth without the blank row below."""
    headline: float = 0.0
    """Headline size in pt; 0: the best one."""
    lines: int = 0
    """Lines of the headline; 0: as many as suit."""
    picture: int = 0
    """Columns of the main picture; 0: as many as suit."""
    vertical: Side = ""
    """The side of the words at which the headings stand as vertical lines."""
    plain: bool = False
    """Pictures and tables stand in the columns, none beside them."""
    others: tuple[str, ...] = ()
    """Stories gathered with it."""
    title: str = ""
    """For the reader of the file only."""


class PlannedPage(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One page; ``nameplate`` gives columns and rows of the nameplate at the top left."""

    number: str
    story: tuple[PlannedStory, ...] = ()
    nameplate: tuple[int, int] | None = None
    source: int = 0
    """Which page of the source, counted from 1, it has its name from; 0: the one of its number."""


class Plan(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """All pages of an issue in one layout."""

    layout: str
    page: tuple[PlannedPage, ...] = ()


def plan_of(sheets: Sequence[Sheet], issue: Issue, layout: Layout) -> Plan:
    """The plan that would give these sheets again."""
    pages: list[PlannedPage] = []
    for sheet in sheets:
        used = {page.source for page in pages}
        source = 0 if sheet.page.number else _unnumbered(sheet.page, issue, used)
        stories = tuple(_planned(setting) for setting in sheet.settings)
        plate = None
        if sheet.plate:
            plate = sheet.plate_rect.columns, sheet.plate_rect.rows - GAP
        pages.append(PlannedPage(sheet.number, stories, plate, source))
    return Plan(layout.name, tuple(pages))


def _unnumbered(page: Page, issue: Issue, used: Collection[int]) -> int:
    """Which page of the source, counted from 1, a sheet that it gives no number has its name and
    furniture from; 0 when it has none. Furniture stands on one sheet only."""
    if not (page.name or page.furniture):
        return 0
    for number, source in enumerate(issue.pages, 1):
        bare = not page.furniture and (number in used or not source.furniture)
        same = page.furniture == source.furniture and number not in used
        if source.number is None and source.name == page.name and (bare or same):
            return number
    return 0


def _planned(setting: Setting) -> PlannedStory:
    story, shape, rect, _ = setting
    return PlannedStory(
        id=story.article.id,
        column=rect.column + 1,
        row=rect.row + 1,
        columns=rect.columns,
        rows=rect.rows - GAP,
        headline=0.0 if story.came_from else shape.head.size,
        lines=0 if story.came_from or shape.side else shape.head.lines,
        picture=shape.picture.columns if shape.picture else 0,
        vertical=shape.side,
        plain=story.plain,
        others=tuple(article.id for article in story.articles[1:]),
        title=story.article.title,
    )


def to_toml(plan: Plan) -> str:
    """The plan as a readable TOML file."""
    return "\n".join(_lines(plan)) + "\n"


def _lines(plan: Plan) -> Iterator[str]:
    yield "# Page plan: edit it and give it back; it is followed exactly."
    yield "# Columns and rows count from 1; rows leave out the blank row below a story."
    yield "# headline is in pt, on so many lines, picture in columns; left out: the best fit."
    yield '# vertical = "left" or "right" sets a headline vertically at that side of the words.'
    yield f"layout = {_text(plan.layout)}"
    for page in plan.page:
        yield f"\n[[page]]\nnumber = {_text(page.number)}"
        if page.nameplate:
            yield f"nameplate = [{page.nameplate[0]}, {page.nameplate[1]}]  # columns, rows"
        if page.source:
            yield f"source = {page.source}  # the page of the source that names it"
        for story in page.story:
            yield f"\n[[page.story]]\nid = {_text(story.id)}\ntitle = {_text(story.title)}"
            if story.others:
                yield f"others = [{', '.join(map(_text, story.others))}]"
            yield f"column = {story.column}\nrow = {story.row}"
            yield f"columns = {story.columns}\nrows = {story.rows}"
            if story.headline:
                yield f"headline = {story.headline:g}"
            if story.lines:
                yield f"lines = {story.lines}"
            if story.picture:
                yield f"picture = {story.picture}"
            if story.vertical:
                yield f'vertical = "{story.vertical}"'
            if story.plain:
                yield "plain = true"


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def from_toml(data: bytes, name: str = "plan") -> Plan:
    """Read a plan. Raises :class:`AssetError` that names the key that is wrong."""
    try:
        return msgspec.toml.decode(data, type=Plan)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise AssetError(PLAN_INVALID.at(str(error), file=name)) from error


def follow(plan: Plan, issue: Issue, layout: Layout, pictures: Pictures) -> list[Sheet]:
    """The sheets exactly as planned. Raises :class:`AssetError` (M411)."""
    if plan.layout != layout.name:
        raise _impossible(f"the plan is for layout {plan.layout}, not {layout.name}")
    return _Follower(plan, issue, layout, pictures).sheets()


class _Follower:
    def __init__(self, plan: Plan, issue: Issue, layout: Layout, pictures: Pictures) -> None:
        self.plan, self.issue, self.layout, self.pictures = plan, issue, layout, pictures
        self.grid = Grid.of(layout)
        self.articles: dict[str, Article] = {
            article.id: article for _, article in issue.articles() if prints(article, pictures)
        }
        self.parts: dict[str, int] = {}
        for page in plan.page:
            for story in page.story:
                for ident in (story.id, *story.others):
                    if ident not in self.articles:
                        raise _impossible(f"page {page.number}: no story {ident} in the issue")
                    self.parts[ident] = self.parts.get(ident, 0) + 1
        missing = [ident for ident in self.articles if ident not in self.parts]
        if missing:
            raise _impossible(f"the plan leaves out {', '.join(missing)}")
        self.rests: dict[str, Story] = {}
        self.furnished: set[int] = set()

    def sheets(self) -> list[Sheet]:
        """Page after page, so that a story's parts follow each other."""
        sheets = []
        for index, planned in enumerate(self.plan.page):
            page = self.source(planned)
            plate, at = self.plate(planned, page, first=index == 0)
            settings: list[Setting] = []
            for rank, story in enumerate(planned.story):
                rect = self.rect(planned, story)
                for name, other in [
                    ("the nameplate", at),
                    *((s.story.article.id, s.rect) for s in settings),
                ]:
                    if _meet(rect, other):
                        raise _impossible(f"page {planned.number}: {story.id} lies over {name}")
                settings.append(self.setting(planned, story, rect, rank))
            sheets.append(Sheet(page, planned.number, plate, at, tuple(settings), ()))
        if self.rests:
            raise _impossible(f"no place for the rest of {', '.join(self.rests)}")
        return sheets

    def source(self, planned: PlannedPage) -> Page:
        """The page of the source that a page has its name from; the first sheet made of it also
        has its furniture."""
        pages = self.issue.pages
        if planned.source:
            if not 1 <= planned.source <= len(pages):
                raise _impossible(f"page {planned.number}: no page {planned.source} in the source")
            index = planned.source - 1
        else:
            numbered = {page.number: index for index, page in enumerate(pages) if page.number}
            base = planned.number.partition("-")[0]
            number = planned.number if planned.number in numbered else base
            if number not in numbered:
                return Page()
            index = numbered[number]
        if index in self.furnished:
            return msgspec.structs.replace(pages[index], furniture=())
        self.furnished.add(index)
        return pages[index]

    def plate(
        self, planned: PlannedPage, page: Page, *, first: bool
    ) -> tuple[Nameplate | None, Rect]:
        """The nameplate and its place; only the first page has one."""
        if not planned.nameplate:
            return None, Rect(0, 0, 0, 0)
        columns, rows = planned.nameplate
        plate = Nameplate(self.issue, page, planned.number, self.layout)
        if not first or not 1 <= columns <= self.grid.columns:
            raise _impossible(f"page {planned.number}: a nameplate of {columns} columns")
        if rows + GAP < plate.plate(columns).rows:
            raise _impossible(
                f"page {planned.number}: a nameplate of {columns} columns needs "
                f"{plate.plate(columns).rows - GAP} rows, not {rows}"
            )
        return plate, Rect(0, 0, columns, rows + GAP)

    def rect(self, planned: PlannedPage, story: PlannedStory) -> Rect:
        """The story's place on the grid."""
        rect = Rect(story.column - 1, story.row - 1, story.columns, story.rows + GAP)
        inside = (
            rect.column >= 0
            and rect.row >= 0
            and rect.columns >= 1
            and rect.rows > GAP
            and rect.column + rect.columns <= self.grid.columns
            and rect.row + rect.rows <= self.grid.rows + GAP
        )
        if not inside:
            raise _impossible(
                f"page {planned.number}: {story.id} leaves the page of "
                f"{self.grid.columns} columns and {self.grid.rows} rows"
            )
        return rect

    def setting(self, planned: PlannedPage, placed: PlannedStory, rect: Rect, rank: int) -> Setting:
        """The story set into its rectangle, whole or, when parts follow, cut."""
        story = self.rests.pop(placed.id, None)
        if story is None:
            articles = [self.articles[ident] for ident in (placed.id, *placed.others)]
            story = Story(
                articles, self.layout, rank, self.pictures,
                size=placed.headline, lines=placed.lines, picture=placed.picture,
                plain=placed.plain, side=placed.vertical,
            )  # fmt: skip
        else:
            story = story.planned(placed.picture, plain=placed.plain)
        self.parts[placed.id] -= 1
        if self.parts[placed.id]:
            torn = story.torn(rect.columns, rect.rows, planned.number)
            if torn is None:
                raise _impossible(
                    f"page {planned.number}: {placed.id} cannot be cut at {placed.rows} rows"
                )
            self.rests[placed.id] = torn[1]
            return Setting(story, torn[0], rect, torn[1])
        shape = story.shape(rect.columns, rect.rows)
        if shape is None and placed.vertical:
            raise _impossible(
                f"page {planned.number}: the headings of {placed.id} cannot stand vertically "
                f"beside its words over {placed.columns} columns and {placed.rows} rows"
            )
        if shape is None:
            need = story.depth(rect.columns) - GAP
            raise _impossible(
                f"page {planned.number}: {placed.id} over {placed.columns} columns needs "
                f"about {need} rows, not {placed.rows}"
            )
        return Setting(story, shape, rect)


def _meet(one: Rect, other: Rect) -> bool:
    return (
        one.column < other.column + other.columns
        and other.column < one.column + one.columns
        and one.row < other.row + other.rows
        and other.row < one.row + one.rows
    )


def _impossible(message: str) -> AssetError:
    return AssetError(PLAN_IMPOSSIBLE.at(message))
