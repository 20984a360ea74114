"""The walk over an issue: which stories stand on which page, and the pages made up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from packager.diagnostics import Code, Diagnostic
from packager.issue import Article, Issue, Page
from packager.layout import MM, Layout
from packager.makeup import furniture
from packager.makeup.arrange import Leaf, arrange
from packager.makeup.grid import Grid, Rect
from packager.makeup.page import Item, MadeIssue, MadePage, StoryArea
from packager.makeup.place import Setting, place, rules
from packager.makeup.shelves import shelves
from packager.makeup.story import GAP, Story
from packager.makeup.units import Cut, Pictures

GATHERED = 8
"""Most stories set as one block."""

EXTRA_PAGE = Code(
    "M403",
    "warning",
    "The stories of a page need more room than it has; the rest stands on an extra page",
    "Give the page fewer stories, choose a layout with smaller type, or accept the extra page.",
)
STORY_JUMPS = Code(
    "M404",
    "info",
    "A story is longer than the room on its page and is continued on a later one",
    "Nothing, if the jump is wanted; else shorten the story.",
)


class Made(msgspec.Struct, frozen=True):
    """What make-up gives: the pages, and what it found on the way."""

    issue: MadeIssue
    diagnostics: tuple[Diagnostic, ...] = ()


def make_up(issue: Issue, layout: Layout, *, pictures: Pictures | None = None) -> Made:
    """Make up all pages of an issue.

    ``pictures`` gives the pixel size of each picture that can be printed, by its ``src``; a figure
    that is not named there is missing. Stories stay on the page the source gives them; what does
    not fit follows on extra pages after the last.
    """
    return _MakeUp(issue, layout, pictures or {}).run()


class _MakeUp:
    def __init__(self, issue: Issue, layout: Layout, pictures: Pictures) -> None:
        self.issue, self.layout, self.pictures = issue, layout, pictures
        self.grid = Grid.of(layout)
        self.pages: list[MadePage] = []
        self.diagnostics: list[Diagnostic] = []
        self.jumps = 0
        self.next = _extra_number(issue)

    def run(self) -> Made:
        spilled: list[Story] = []
        for page in self.issue.pages:
            stories = [
                Story(articles, self.layout, rank, self.pictures)
                for rank, articles in enumerate(gather(page.articles, self.layout))
            ]
            if page.number is None:
                spilled = self.page(page, spilled + stories)
                while spilled:
                    spilled = self.page(Page(name=page.name), spilled)
            else:
                spilled.extend(self.page(page, stories))
        while spilled:
            spilled = self.page(Page(), spilled)
        return Made(MadeIssue(tuple(self.pages), 0, self.jumps), tuple(self.diagnostics))

    def page(self, page: Page, stories: Sequence[Story]) -> list[Story]:
        """Make up one page; returns the stories, or their rests, that found no room."""
        grid = self.grid
        number = page.number or str(self.next)
        if page.number is None:
            self.next += 1
        plate = None if self.pages else furniture.Nameplate(self.issue, page, number, self.layout)
        leaves: list[Leaf] = [plate, *stories] if plate else [*stories]
        found = arrange(leaves, grid.columns, grid.rows + GAP) if stories else None
        rest: list[Story] = []
        settings: list[Setting] = []
        if found:
            rects = list(found.rects)
            place_of_plate = rects.pop(0) if plate else Rect(0, 0, 0, 0)
            for story, rect in zip(stories, rects, strict=True):
                settings.append(Setting(story, story.set(rect), rect))
        else:
            band = min(plate.costs(grid.columns)) if plate else 0
            place_of_plate = Rect(0, 0, grid.columns, band)
            placed, count = shelves(stories, grid.columns, grid.rows + GAP - band, band)
            settings = [Setting(story, story.set(rect), rect) for story, rect in placed]
            rest = list(stories[count:])
            if not placed and rest:
                settings.append(
                    self.tear(rest, Rect(0, band, grid.columns, grid.rows + GAP - band))
                )
        items: list[Item] = []
        if plate:
            items.extend(plate.place(place_of_plate))
        else:
            items.extend(furniture.folio(self.issue, page, number, self.layout))
        for setting in settings:
            items.extend(place(*setting))
        items.extend(rules(settings, grid))
        width, height = _trim(self.layout)
        self.pages.append(
            MadePage(
                number,
                page.name,
                width,
                height,
                tuple(items),
                tuple(self.area(story, rect) for story, _, rect in settings),
                self.fill(settings, place_of_plate),
            )
        )
        if rest and page.number is not None:
            self.diagnostics.append(
                EXTRA_PAGE.at(f"page {number}: {len(rest)} stories move to an extra page")
            )
        return rest

    def fill(self, settings: Sequence[Setting], plate: Rect) -> float:
        """Share of the type area that is covered: not so are rows of columns left white."""
        total = self.grid.columns * (self.grid.rows + GAP)
        covered = float(plate.columns * plate.rows)
        for _, shape, rect in settings:
            covered += rect.columns * rect.rows
            covered -= shape.white * rect.columns / shape.inside.number
        return round(min(covered / total, 1.0), 4)

    def tear(self, rest: list[Story], rect: Rect) -> Setting:
        """Set as much of the first story as a whole page holds; the rest replaces it in ``rest``."""
        story = rest[0]
        torn = story.torn(rect.columns, rect.rows, str(self.next))
        if torn is None:
            raise AssertionError("a page holds at least the headings and two lines of a story")
        shape, cut = torn
        self.jumps += 1
        self.diagnostics.append(
            STORY_JUMPS.at(
                f"“{story.article.title}” continues on page {self.next}", article=story.article.id
            )
        )
        rest[0] = self.continuation(story, cut)
        return Setting(story, shape, rect)

    def continuation(self, story: Story, cut: Cut) -> Story:
        here = str(self.next - 1)
        return Story(
            [story.article], self.layout, story.rank, self.pictures, start=cut, came_from=here
        )

    def area(self, story: Story, rect: Rect) -> StoryArea:
        grid = self.grid
        return StoryArea(
            story.article.id,
            grid.x(rect.column),
            grid.y(rect.row),
            grid.span(rect.columns),
            (rect.rows - GAP) * grid.leading,
        )


def gather(articles: Sequence[Article], layout: Layout) -> Iterator[list[Article]]:
    """Stories as they are set: neighbours of a gathering kind together, unless labels part them."""
    group: list[Article] = []
    for article in articles:
        dress = layout.kinds.get(article.kind)
        joins = (
            group
            and dress
            and dress.gather
            and group[-1].kind == article.kind
            and len(group) < GATHERED
            and article.label in (None, group[-1].label)
        )
        if group and not joins:
            yield group
            group = []
        group.append(article)
    if group:
        yield group


def _trim(layout: Layout) -> tuple[float, float]:
    return layout.page.width * MM, layout.page.height * MM


def _extra_number(issue: Issue) -> int:
    """The number after the highest page number of the issue."""
    numbers = [int(page.number) for page in issue.pages if page.number and page.number.isdecimal()]
    return max(numbers, default=0) + 1
