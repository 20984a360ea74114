"""The walk over an issue: which stories stand on which page, and the pages made up."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from packager.diagnostics import Code, Diagnostic
from packager.issue import Issue, Page
from packager.layout import MM, Layout
from packager.makeup import furniture
from packager.makeup.body import Cut, Pictures
from packager.makeup.grid import Grid, Rect
from packager.makeup.page import Item, MadeIssue, MadePage, StoryArea
from packager.makeup.place import place
from packager.makeup.shelves import shelves
from packager.makeup.story import GAP, Shape, Story

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
                Story(article, self.layout, rank, self.pictures)
                for rank, article in enumerate(page.articles)
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
        number = page.number or str(self.next)
        if page.number is None:
            self.next += 1
        first = not self.pages
        band = furniture.band_rows(self.issue, self.layout) if first else 0
        make = furniture.first_page if first else furniture.later_page
        items = list(make(self.issue, page, number, self.layout))
        room = self.grid.rows - band + GAP
        placed, count = shelves(stories, self.grid.columns, room, band)
        rest = list(stories[count:])
        areas: list[StoryArea] = []
        covered = band * self.grid.columns
        settings: list[tuple[Story, Shape, Rect]] = []
        for story, rect in placed:
            shape = story.shape(rect.columns, rect.rows)
            assert shape is not None, "an arrangement uses only shapes that exist"
            settings.append((story, shape, rect))
        if not placed and rest:
            settings.append(self.tear(rest, Rect(0, band, self.grid.columns, room)))
        for story, shape, rect in settings:
            made = place(story, shape, rect)
            items.extend(made)
            areas.append(self.area(story, rect))
            covered += rect.columns * rect.rows
        items.extend(self.cut_rules(settings))
        fill = min(covered / (self.grid.columns * (self.grid.rows + GAP)), 1.0)
        width, height = _trim(self.layout)
        self.pages.append(
            MadePage(number, page.name, width, height, tuple(items), tuple(areas), round(fill, 4))
        )
        if rest and page.number is not None:
            self.diagnostics.append(
                EXTRA_PAGE.at(f"page {number}: {len(rest)} stories move to an extra page")
            )
        return rest

    def tear(self, rest: list[Story], rect: Rect) -> tuple[Story, Shape, Rect]:
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
        return story, shape, rect

    def continuation(self, story: Story, cut: Cut) -> Story:
        here = str(self.next - 1)
        return Story(story.article, self.layout, story.rank, self.pictures, cut, here)

    def area(self, story: Story, rect: Rect) -> StoryArea:
        grid = self.grid
        return StoryArea(
            story.article.id,
            grid.x(rect.column),
            grid.y(rect.row),
            grid.span(rect.columns),
            (rect.rows - GAP) * grid.leading,
        )

    def cut_rules(self, settings: Sequence[tuple[Story, Shape, Rect]]) -> list[Item]:
        """Rules between stories: under each that has another below, beside each but the last."""
        return []


def _trim(layout: Layout) -> tuple[float, float]:
    return layout.page.width * MM, layout.page.height * MM


def _extra_number(issue: Issue) -> int:
    """The number after the highest page number of the issue."""
    numbers = [int(page.number) for page in issue.pages if page.number and page.number.isdecimal()]
    return max(numbers, default=0) + 1
