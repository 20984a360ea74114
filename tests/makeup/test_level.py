"""Headline sizes follow the rank of stories."""

import itertools

import pytest

from benchmarks.makeup import generated
from packager import layout as layouts
from packager.makeup import make_up
from packager.makeup.grid import Rect
from packager.makeup.level import largest, levelled, outranks
from packager.makeup.plan import follow
from packager.makeup.story import Story
from tests.makeup.test_make_up import PICTURES, front_page, story

LAYOUT = layouts.load("broadsheet")


def ranked(ident: str, rank: int, sentences: int, **parts: object) -> Story:
    return Story([story(ident, sentences, **parts)], LAYOUT, rank, {})


def test_no_headline_is_as_large_as_the_leads() -> None:
    lead = ranked("a01", 0, 20, headline="市人代会今天上午在大礼堂隆重开幕并听取政府工作报告")
    second = ranked("a02", 1, 40, headline="春灌开闸")
    places = [Rect(0, 0, 4, lead.least_rows(4) or 0), Rect(4, 0, 4, second.least_rows(4) or 0)]
    made = levelled([lead, second], places, "1")
    sizes = [one.shape(place.columns, place.rows) for one, place in zip(made, places, strict=True)]
    assert made[0] is lead
    assert sizes[0] and sizes[1]
    assert sizes[1].head.size < sizes[0].head.size


@pytest.mark.parametrize(
    ("first", "then", "so"),
    [
        ((1, 9, Rect(0, 0, 3, 20)), (2, 9, Rect(3, 0, 3, 20)), True),  # it comes before
        ((1, 3, Rect(0, 0, 3, 20)), (2, 20, Rect(3, 0, 3, 20)), False),  # but is the shorter one
        ((4, 20, Rect(0, 0, 5, 20)), (2, 9, Rect(0, 20, 4, 20)), True),  # it stands above
        ((4, 20, Rect(0, 0, 3, 20)), (2, 9, Rect(0, 20, 4, 20)), False),  # but is narrower
        ((4, 20, Rect(0, 0, 4, 20)), (2, 9, Rect(4, 20, 4, 20)), False),  # or stands aside
        ((0, 3, Rect(0, 20, 2, 20)), (2, 30, Rect(0, 0, 5, 20)), True),  # the lead always
    ],
)
def test_what_outranks(first: tuple[int, int, Rect], then: tuple[int, int, Rect], so: bool) -> None:
    one, other = ranked("a01", *first[:2]), ranked("a02", *then[:2])
    assert outranks(one, first[2], other, then[2]) is so
    assert not outranks(other, then[2], one, first[2])


def test_a_short_headline_may_be_larger_than_a_long_one_of_higher_rank() -> None:
    long = ranked("a01", 1, 9, headline="十二户人家七次协商装上一部电梯")
    short = ranked("a02", 2, 9, headline="借伞")
    assert largest(long, 20.0, short) == 28.0
    assert largest(short, 20.0, long) == 20.0


@pytest.mark.parametrize("name", layouts.names())
def test_on_made_pages_no_headline_outweighs_one_that_outranks_it(name: str) -> None:
    layout = layouts.load(name)
    offered = [(front_page(), PICTURES), *((i, p) for _, i, p in itertools.islice(generated(), 3))]
    compared = 0
    for issue, sizes in offered:
        made = make_up(issue, layout, pictures=sizes)
        sheets = follow(made.plan, issue, layout, sizes)
        for sheet in (sheet for sheet in sheets if "-" not in sheet.number):  # later ones: no lead
            for one, other in itertools.permutations(sheet.settings, 2):
                size = one.shape.head.size
                if size and outranks(one.story, one.rect, other.story, other.rect):
                    assert other.shape.head.size <= largest(one.story, size, other.story)
                    compared += 1
    assert compared > 5
