"""Vertical headlines: which stories may have them, how they stand, and that they are optional."""

import io

import msgspec
import pikepdf
import pytest

from packager import layout as layouts
from packager import press
from packager.diagnostics import AssetError
from packager.issue import Article, Issue, Page, Paragraph, Publication
from packager.layout import Layout
from packager.makeup import make_up
from packager.makeup.grid import Rect
from packager.makeup.page import TextBlock
from packager.makeup.place import Setting, place
from packager.makeup.plan import from_toml, to_toml
from packager.makeup.story import Story
from packager.makeup.upright import outer, suits
from tests.makeup.test_make_up import check_geometry, expected, printed, story
from tests.press.structure import stories

LAYOUT = layouts.load("broadsheet")
SHORT = Article(
    id="a02",
    headline="极地遥送爱国情",
    kicker="来自长城站的信",
    deck=("——越冬队员的新年",),
    byline_text="本报记者 高远",
    body=(Paragraph(text="考察站外的雪停了，队员们把旗帜升到了最高处。" * 30),),
)


def page(*stories: Article, language: str = "zh-CN") -> Issue:
    paper = Publication(title="河口日报", language=language)
    return Issue(publication=paper, pages=(Page(number="1", articles=stories),))


def vertical(
    layout: Layout, article: Article, columns: int, side: str = "right"
) -> list[TextBlock]:
    """The headings of a story set vertically, as shallow as that can be."""
    made = Story([article], layout, 3, {}, side="left" if side == "left" else "right")
    rows = made.least_rows(columns)
    shape = made.shape(columns, rows or 0)
    assert rows and shape and shape.side
    items = place(Setting(made, shape, Rect(0, 0, columns, rows)))
    return [item for item in items if isinstance(item, TextBlock) and item.upright]


def test_lines_go_from_right_to_left_in_reading_order() -> None:
    heads = vertical(LAYOUT, SHORT, 3)
    assert [head.role for head in heads] == ["kicker", "headline", "deck", "byline"]
    assert [head.x for head in heads] == sorted((head.x for head in heads), reverse=True)
    assert ["".join(line.text for line in head.lines) for head in heads] == [
        SHORT.kicker, SHORT.headline, SHORT.deck[0], SHORT.byline_text,
    ]  # fmt: skip


@pytest.mark.parametrize("side", ["left", "right"])
def test_the_strip_stands_beside_the_words(side: str) -> None:
    heads = vertical(LAYOUT, SHORT, 2, side)
    middle = LAYOUT.type_area[0] + LAYOUT.span(2) / 2
    assert all((head.x < middle) == (side == "left") for head in heads)


def test_a_headline_of_two_lines_is_one_headline() -> None:
    article = Article(
        id="a02",
        headline="锚定目标聚力攻坚　全力以赴实干争先",
        body=(Paragraph(text="考察站外的雪停了。" * 40),),
    )
    heads = [head for head in vertical(LAYOUT, article, 3) if head.role == "headline"]
    assert [head.part for head in heads] == [0, 1]
    assert "".join(line.text for head in heads for line in head.lines) == article.headline


@pytest.mark.parametrize(
    ("headline", "language", "fit"),
    [
        ("极地遥送爱国情", "zh-CN", True),
        ("冰雪節裡看人間", "zh-Hant-TW", True),
        ("春を待つ町の灯り", "ja", True),
        ("三月28日轻轨载客", "zh-CN", True),
        ("水价下调3.5%惠农户", "zh-CN", False),
        ("迎接2001年的第一缕阳光", "zh-CN", False),
        ("全市Wi-Fi覆盖到村头", "zh-CN", False),
        ("短题", "zh-CN", False),
        ("겨울을 나는 마을의 불빛", "ko", False),
        ("Harbour lights", "en", False),
    ],
)
def test_what_may_be_vertical(headline: str, language: str, fit: bool) -> None:
    layout = msgspec.structs.replace(LAYOUT, language=language)
    assert suits(msgspec.structs.replace(SHORT, headline=headline), layout) is fit


def test_the_side_is_at_the_edge_or_away_from_other_headlines() -> None:
    assert outer(Rect(0, 9, 3, 30), 8, []) == "left"
    assert outer(Rect(5, 9, 3, 30), 8, []) == "right"
    assert outer(Rect(3, 9, 2, 30), 8, [Rect(0, 9, 3, 5)]) == "right"
    assert outer(Rect(3, 9, 2, 30), 8, [Rect(5, 9, 3, 5)]) == "left"


def test_a_page_has_one_at_most_and_every_word_once() -> None:
    titles = [
        "书声从祠堂传来",
        "早稻试种头一年",
        "两县共饮一河水",
        "小站开通三十天",
        "匠人回乡带学徒",
    ]
    many = [story("a01", 14)] + [
        msgspec.structs.replace(story(f"b{number}", 5), headline=title, deck=(), kicker=None)
        for number, title in enumerate(titles)
    ]
    issue = page(*many)
    made = make_up(issue, LAYOUT)
    turned = {
        item.article
        for item in made.issue.pages[0].items
        if isinstance(item, TextBlock) and item.upright
    }
    assert len(turned) <= 1
    assert printed(made.issue.pages) == expected(issue)


def test_a_plan_sets_a_headline_vertically() -> None:
    issue = page(story("a01", 20), SHORT)
    plan = make_up(issue, LAYOUT).plan
    (sheet,) = plan.page
    made = Story([SHORT], LAYOUT, 1, {}, side="right")
    rows = made.least_rows(4)
    assert rows
    lead = sheet.story[0]
    row = lead.row + lead.rows + 1
    planned = msgspec.structs.replace(
        sheet.story[1], column=1, row=row, columns=4, rows=rows - 1, headline=0.0, vertical="right"
    )
    lead = msgspec.structs.replace(lead, column=1, columns=8, rows=lead.rows)
    plan = msgspec.structs.replace(
        plan, page=(msgspec.structs.replace(sheet, story=(lead, planned)),)
    )
    made_up = make_up(issue, LAYOUT, plan=from_toml(to_toml(plan).encode()))
    check_geometry(made_up.issue.pages[0])
    assert made_up.plan.page[0].story[1].vertical == "right"
    assert printed(made_up.issue.pages) == expected(issue)
    pdf = press.print_pdf(made_up.issue, issue, LAYOUT, folder=None).pdf
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        tagged = [blocks for _, blocks in stories(opened)]
    assert tagged[1][:4] == [
        ("P", SHORT.kicker), ("H1", SHORT.headline), ("P", SHORT.deck[0]), ("P", SHORT.byline_text),
    ]  # fmt: skip


def test_a_headline_that_does_not_fit_vertically_is_refused() -> None:
    issue = page(SHORT)
    plan = make_up(issue, LAYOUT).plan
    (planned,) = plan.page[0].story
    planned = msgspec.structs.replace(planned, columns=1, vertical="left")
    changed = msgspec.structs.replace(plan.page[0], story=(planned,))
    with pytest.raises(AssetError, match="cannot stand vertically"):
        make_up(issue, LAYOUT, plan=msgspec.structs.replace(plan, page=(changed,)))
