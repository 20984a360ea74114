"""The lunar date in the imprint line: computed, or as the source prints it."""

import pytest

from packager import layout as layouts
from packager.issue import Furniture, Issue, Page, Publication
from packager.makeup import lunar, make_up
from packager.makeup.page import TextBlock


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2025-07-22", "农历乙巳年六月廿八"),
        ("2025-08-01", "农历乙巳年闰六月初八"),
        ("2024-12-18", "农历甲辰年十一月十八"),
        ("2001-01-01", "农历庚辰年十二月初七"),
        ("2024-02-10", "农历甲辰年正月初一"),
        ("2024-02-09", "农历癸卯年十二月三十"),
        ("1978-09-03", "农历戊午年八月初一"),  # the new moon came nine minutes after midnight
        ("2033-12-22", "农历癸丑年闰十一月初一"),
        ("midsummer", None),
        ("1871-05-01", None),
    ],
)
def test_computed(date: str, words: str | None) -> None:
    assert lunar.computed(date, "农历") == words


def test_traditional_characters() -> None:
    assert lunar.computed("2025-08-01", "農曆") == "農曆乙巳年閏六月初八"


def imprint(issue: Issue, layout: str) -> str:
    made = make_up(issue, layouts.load(layout))
    (block,) = (
        item
        for item in made.issue.pages[0].items
        if isinstance(item, TextBlock) and item.role == "imprint"
    )
    return "".join(line.text for line in block.lines)


def paper(language: str, *printed: str) -> Issue:
    page = Page(number="1", furniture=tuple(Furniture("folio", text) for text in printed))
    return Issue(
        publication=Publication(title="河口日报", language=language),
        date="2025-07-22",
        pages=(page,),
    )


@pytest.mark.parametrize(
    ("layout", "language", "shown"),
    [
        ("broadsheet", "zh-CN", True),
        ("tabloid", "zh-CN", True),
        ("a4", "zh-CN", False),
        ("tablet-large", "zh-CN", False),
        ("broadsheet", "ja", False),
        ("broadsheet", "en", False),
    ],
)
def test_only_chinese_papers_in_some_layouts_print_it(
    layout: str, language: str, shown: bool
) -> None:
    assert ("六月廿八" in imprint(paper(language), layout)) is shown


@pytest.mark.parametrize("layout", ["broadsheet", "a4"])
def test_what_the_source_prints_stands(layout: str) -> None:
    issue = paper("zh-CN", "2025年7月22日 星期二 农历乙巳年六月廿九 今日4版")
    assert "农历乙巳年六月廿九" in imprint(issue, layout)
    assert "廿八" not in imprint(issue, layout)
