"""The walk over an issue: which stories stand on which page, and the pages made up.

Stories stay on the page that the source gives them. What a page cannot hold waits: the rest of a
story that is cut, and whole stories from the lowest rank up, go to the first later page with room
or to extra pages after the last. Pages without numbers are one run, filled one after another.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from packager.diagnostics import Code, Diagnostic
from packager.issue import Issue, Page
from packager.layout import MM, Layout
from packager.makeup import furniture
from packager.makeup.gather import gather
from packager.makeup.grid import GAP, Grid, Rect
from packager.makeup.page import Item, MadeIssue, MadePage, PageFinding, StoryArea, TextBlock
from packager.makeup.place import faced, place, rules
from packager.makeup.plan import Plan, follow, plan_of
from packager.makeup.sheet import FULL, Sheet, fit, least, need
from packager.makeup.story import Story
from packager.makeup.units import Cut, Pictures

EXTRA_PAGE = Code(
    "M403",
    "warning",
    "The stories need more room than their pages have; the rest stands on extra pages",
    "Give the pages fewer stories, choose a layout with smaller type, or accept the extra pages.",
)
STORY_JUMPS = Code(
    "M404",
    "info",
    "A story is longer than the room on its page and is continued on a later one",
    "Nothing, if the jump is wanted; else shorten the story.",
)
PAGE_SHORT = Code(
    "M405",
    "info",
    "A page has too few words to be filled",
    "Add stories or pictures, or choose a layout with smaller pages.",
)
STORY_MOVED = Code(
    "M406",
    "warning",
    "A story does not fit on the page that the source gives it and stands on a later one",
    "Shorten the page's stories, or choose a layout with smaller type.",
)
CROWDED = 1.1
"""A page of the source whose stories need at least this much of a sheet takes several."""


class Made(msgspec.Struct, frozen=True):
    """What make-up gives: the pages, and what it found on the way."""

    issue: MadeIssue
    diagnostics: tuple[Diagnostic, ...] = ()
    plan: Plan = Plan("")
    """The arrangement, to be written out, edited and given back."""


def make_up(
    issue: Issue, layout: Layout, *, pictures: Pictures | None = None, plan: Plan | None = None
) -> Made:
    """Make up all pages of an issue.

    ``pictures`` gives the pixel size of each picture that can be printed, by its ``src``; a figure
    that is not named there is missing. A ``plan`` is followed exactly.

    Raises :class:`packager.diagnostics.AssetError` for a plan that cannot be followed (M411) and a
    story that no page of the layout can hold (M407).
    """
    layout = msgspec.structs.replace(layout, language=issue.publication.language or layout.language)
    desk = _MakeUp(issue, layout, pictures or {})
    if plan is not None:
        desk.sheets = follow(plan, issue, layout, desk.pictures)
        return desk.made()
    return desk.run()


class _MakeUp:
    def __init__(self, issue: Issue, layout: Layout, pictures: Pictures) -> None:
        self.issue, self.layout, self.pictures = issue, layout, pictures
        self.grid = Grid.of(layout)
        self.sheets: list[Sheet] = []
        self.diagnostics: list[Diagnostic] = []
        self.last = _highest_number(issue)

    def run(self) -> Made:
        """Plan the sheets in order, then set what stands on them."""
        waiting: list[Story] = []
        pages = list(self.issue.pages) or [Page()]
        for number, page in enumerate(pages):
            stories = [
                Story(articles, self.layout, rank, self.pictures)
                for rank, articles in enumerate(gather(page.articles, self.layout, self.pictures))
            ]
            if page.number is None:
                waiting = self.sheet(page, waiting + stories)
                while waiting and number + 1 < len(pages) and pages[number + 1].number is None:
                    if need(waiting) < self.room(first=False):
                        break
                    waiting = self.sheet(Page(name=page.name), waiting)
                continue
            if least(stories) > CROWDED * self.room(first=not self.sheets):
                self.section(page, stories)
                continue
            carried = self.carried(stories, waiting)
            waiting = [story for story in waiting if story not in carried]
            waiting.extend(self.sheet(page, stories, carried))
        extra, over = len(self.sheets), len(waiting)
        numbered = any(page.number for page in pages)
        while waiting:
            waiting = self.sheet(Page(), waiting, rank=1 if numbered else 0)
        if over and numbered:
            first = self.sheets[extra].number
            said = f"{over} stories or parts of stories stand on page {first} and after"
            self.diagnostics.append(PageFinding.of(EXTRA_PAGE, first, said))
        return self.made()

    def section(self, page: Page, stories: list[Story]) -> None:
        """A page of the source that takes several sheets here: 1, 1-2, 1-3 …"""
        waiting = self.sheet(page, stories)
        page = msgspec.structs.replace(page, furniture=())
        part = 1
        while waiting:
            part += 1
            waiting = self.sheet(page, waiting, number=f"{page.number}-{part}", rank=1)
        if part > 1:
            said = f"page {page.number} takes {part} sheets"
            self.diagnostics.append(PageFinding.of(EXTRA_PAGE, self.sheets[-part].number, said))

    def room(self, *, first: bool) -> int:
        """Column rows of a page, the first without its nameplate."""
        plate = 0
        if first and self.issue.publication.title:
            plate = furniture.Nameplate(self.issue, Page(), "1", self.layout).area
        return self.grid.columns * (self.grid.rows + GAP) - plate

    def carried(self, own: Sequence[Story], waiting: Sequence[Story]) -> list[Story]:
        """The waiting stories that a page has room for beside its own."""
        room = self.room(first=not self.sheets) - need(own)
        taken: list[Story] = []
        for story in waiting:
            if need([*taken, story]) <= room:
                taken.append(story)
        return taken

    def sheet(
        self,
        page: Page,
        stories: Sequence[Story],
        carried: Sequence[Story] = (),
        *,
        number: str | None = None,
        rank: int = 0,
    ) -> list[Story]:
        """Make up one sheet whose first story has ``rank``; returns what waits for a later one."""
        number = number or page.number
        if number is None:
            self.last += 1
            number = str(self.last)
        plate = None
        if not self.sheets and self.issue.publication.title:
            plate = furniture.Nameplate(self.issue, page, number, self.layout)
        sheet = fit(page, number, plate, _ranked([*stories, *carried], rank), self.grid)
        self.sheets.append(sheet)
        return list(sheet.waiting)

    def made(self) -> Made:
        """All sheets set, now that every jump knows its page."""
        where = {
            setting.story.key: sheet.number for sheet in self.sheets for setting in sheet.settings
        }
        home = {article.id: page.number for page, article in self.issue.articles()}
        jumps = 0
        pages = []
        for index, sheet in enumerate(self.sheets):
            for setting in sheet.settings:
                rest = setting.rest
                if rest is not None:
                    jumps += 1
                    self.diagnostics.append(
                        STORY_JUMPS.at(
                            f"“{setting.story.article.title}” goes from page {sheet.number} "
                            f"to page {where[rest.key]}",
                            article=setting.story.article.id,
                        )
                    )
                came = home[setting.story.article.id]
                if came and came != sheet.page.number and not setting.story.came_from:
                    self.diagnostics.append(
                        STORY_MOVED.at(
                            f"“{setting.story.article.title}” stands on page {sheet.number}, "
                            f"not on page {came}",
                            article=setting.story.article.id,
                        )
                    )
            fill = sheet.fill(self.grid)
            if fill < FULL and index + 1 < len(self.sheets):
                said = f"page {sheet.number} is filled to {fill:.1%}"
                self.diagnostics.append(PageFinding.of(PAGE_SHORT, sheet.number, said))
            pages.append(self.page(sheet, where, fill))
        return Made(
            MadeIssue(tuple(pages), 0, jumps),
            tuple(self.diagnostics),
            plan_of(self.sheets, self.issue, self.layout),
        )

    def page(self, sheet: Sheet, where: dict[tuple[str, Cut], str], fill: float) -> MadePage:
        """Everything on a sheet with its coordinates."""
        items: list[Item] = []
        if sheet.plate:
            items.extend(sheet.plate.place(sheet.plate_rect))
        else:
            items.extend(furniture.folio(self.issue, sheet.page, sheet.number, self.layout))
        for setting in faced(sheet.settings):
            items.extend(place(setting, where[setting.rest.key] if setting.rest else None))
        items.extend(rules(sheet.settings, self.grid))
        items.extend(furniture.foot(sheet.page, self.layout))
        language = self.layout.language
        items = [
            msgspec.structs.replace(item, language=language)
            if isinstance(item, TextBlock)
            else item
            for item in items
        ]
        return MadePage(
            sheet.number,
            sheet.page.name,
            self.layout.page.width * MM,
            self.layout.page.height * MM,
            tuple(items),
            tuple(self.area(setting.story, setting.rect) for setting in sheet.settings),
            fill,
        )

    def area(self, story: Story, rect: Rect) -> StoryArea:
        """The rectangle that a story covers, the gap below it left out."""
        grid = self.grid
        return StoryArea(
            story.article.id,
            grid.x(rect.column),
            grid.y(rect.row),
            grid.span(rect.columns),
            (rect.rows - GAP) * grid.leading,
            tuple(article.id for article in story.articles[1:]),
        )


def _ranked(stories: Sequence[Story], first: int) -> list[Story]:
    """Stories by their rank on a page: its lead is the first that begins here and can lead, then
    what is continued from an earlier page."""
    begun = [story for story in stories if not story.came_from]
    rests = [story for story in stories if story.came_from]
    lead = next((story for story in begun if story.leads), begun[0] if begun else None)
    others = [story for story in begun if story is not lead]
    order = [lead, *rests, *others] if lead else rests
    return [story.ranked(first + number) for number, story in enumerate(order)]


def _highest_number(issue: Issue) -> int:
    """The highest page number of the issue; 0 when it has none."""
    numbers = [int(page.number) for page in issue.pages if page.number and page.number.isdecimal()]
    return max(numbers, default=0)
