"""The plan: written, read, followed exactly, refused with clear words."""

import msgspec
import pytest

from packager import layout as layouts
from packager.diagnostics import AssetError
from packager.issue import Furniture, Issue, Page
from packager.makeup import make_up
from packager.makeup.plan import Plan, PlannedStory, from_toml, to_toml
from tests.makeup.test_make_up import PICTURES, front_page, story

LAYOUT = layouts.load("broadsheet")


def planned() -> Plan:
    return make_up(front_page(), LAYOUT, pictures=PICTURES).plan


def with_story(plan: Plan, ident: str, **changes: object) -> Plan:
    """The plan with one story of the first page changed."""
    page = plan.page[0]
    stories: list[PlannedStory] = [
        msgspec.structs.replace(story, **changes) if story.id == ident else story
        for story in page.story
    ]
    page = msgspec.structs.replace(page, story=tuple(stories))
    return msgspec.structs.replace(plan, page=(page, *plan.page[1:]))


def test_a_plan_given_back_gives_the_same_pages() -> None:
    first = make_up(front_page(), LAYOUT, pictures=PICTURES)
    plan = from_toml(to_toml(first.plan).encode())
    again = make_up(front_page(), LAYOUT, pictures=PICTURES, plan=plan)
    assert again.issue == first.issue
    assert again.plan == first.plan


@pytest.mark.parametrize("name", ["a4", "tablet"])
def test_a_plan_with_jumps_gives_the_same_pages(name: str) -> None:
    layout = layouts.load(name)
    issue = Issue(pages=(Page(number="1", articles=(story("a01", 60), story("a02", 8))),))
    first = make_up(issue, layout)
    assert first.issue.jumps
    again = make_up(issue, layout, plan=from_toml(to_toml(first.plan).encode()))
    assert again.issue == first.issue


def test_a_later_part_is_set_plainly_where_the_plan_says_so() -> None:
    layout = layouts.load("a4")
    issue = Issue(pages=(Page(number="1", articles=(story("a01", 60), story("a02", 8))),))
    plan = make_up(issue, layout).plan
    later = {(page.number, s.id) for page in plan.page[1:] for s in page.story}
    pages = [
        msgspec.structs.replace(
            page,
            story=tuple(
                msgspec.structs.replace(s, plain=(page.number, s.id) in later) for s in page.story
            ),
        )
        for page in plan.page
    ]
    edited = msgspec.structs.replace(plan, page=tuple(pages))
    assert make_up(issue, layout, plan=from_toml(to_toml(edited).encode())).plan == edited


def test_pages_without_numbers_keep_their_names_and_credits() -> None:
    credits_line = Furniture("credits", "责编：王怡婷")
    issue = Issue(
        pages=(
            Page(name="要闻", articles=(story("a01", 8),), furniture=(credits_line,)),
            Page(name="要闻", articles=(story("a02", 90),), furniture=(credits_line,)),
            Page(name="副刊", articles=(story("a03", 8),)),
        )
    )
    layout = layouts.load("a4")
    first = make_up(issue, layout)
    again = make_up(issue, layout, plan=from_toml(to_toml(first.plan).encode()))
    assert again.issue == first.issue
    assert {"要闻", "副刊"} <= {page.name for page in again.issue.pages}


def test_a_headline_is_set_on_the_lines_planned() -> None:
    plan = planned()
    lines = {s.id: s.lines for s in plan.page[0].story if s.lines}
    assert set(lines.values()) <= {1, 2, 3}
    again = make_up(front_page(), LAYOUT, pictures=PICTURES, plan=plan).plan
    assert {s.id: s.lines for s in again.page[0].story if s.lines} == lines


def test_an_edited_plan_is_followed() -> None:
    plan = planned()
    moved = plan.page[0].story[1]
    deeper = with_story(plan, moved.id, rows=moved.rows - 1, row=moved.row + 1)
    if moved.rows > 1:
        made = make_up(front_page(), LAYOUT, pictures=PICTURES, plan=deeper)
        area = next(a for a in made.issue.pages[0].areas if a.article == moved.id)
        assert area.height == (moved.rows - 1) * 12.5


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"column": 8}, "leaves the page"),
        ({"rows": 3}, "needs about"),
        ({"column": 1, "row": 1}, "lies over"),
        ({"id": "a99"}, "no story a99"),
    ],
)
def test_what_cannot_be_followed_is_said(changes: dict[str, object], words: str) -> None:
    plan = with_story(planned(), "a02", **changes)
    with pytest.raises(AssetError, match=words) as caught:
        make_up(front_page(), LAYOUT, pictures=PICTURES, plan=plan)
    assert caught.value.diagnostic.code == "M411"


def test_a_story_left_out_is_named() -> None:
    plan = planned()
    page = msgspec.structs.replace(plan.page[0], story=plan.page[0].story[1:])
    with pytest.raises(AssetError, match="leaves out a01"):
        make_up(front_page(), LAYOUT, plan=msgspec.structs.replace(plan, page=(page,)))


def test_a_broken_plan_file_names_the_place() -> None:
    with pytest.raises(AssetError, match=r"\$\.page\[0\]\.story\[0\]\.columns"):
        from_toml(to_toml(planned()).replace("columns = ", 'columns = "x" # ', 1).encode())
