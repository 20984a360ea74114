"""How stories of some kinds are dressed, and how headlines break."""

import pytest

from packager import layout as layouts
from packager.issue import Article, Figure, Issue, ItemList, Page, Paragraph, Publication
from packager.makeup import make_up
from packager.makeup.head import heads
from packager.makeup.story import Story
from packager.makeup.units import Setter
from tests.makeup.test_make_up import story

LAYOUT = layouts.load("broadsheet")
DIGEST = Article(
    id="d01",
    kind="other",
    headline="今日导读",
    body=(ItemList(items=("一根毛竹的二十七道工序（2版）", "春分，日子从中间分开（4版）")),),
)


@pytest.mark.parametrize(("measure", "size"), [(200.0, 10), (140.0, 9.5), (90.0, 10)])
def test_a_digest_takes_the_size_in_which_every_item_is_one_line(
    measure: float, size: float
) -> None:
    setter = Setter(DIGEST, LAYOUT, measure, body="body-kai", pictures={})
    assert {unit.size for unit in setter.story()} == {size}


def test_a_page_reference_is_not_alone_on_its_line() -> None:
    setter = Setter(DIGEST, LAYOUT, 135.0 / 1.06, body="body-kai", pictures={})
    long = next(unit for unit in setter.story() if len(unit.lines) > 1)
    assert long.lines[-1].text.endswith("（2版）")
    assert len(long.lines[-1].text) >= 6


@pytest.mark.parametrize(
    ("headline", "lines"),
    [
        ("世纪交接点上的思索", ["世纪交接点", "上的思索"]),
        ("为新世纪欢呼（图片）", ["为新世纪", "欢呼（图片）"]),
    ],
)
def test_a_headline_over_one_column_breaks_for_sense(headline: str, lines: list[str]) -> None:
    head = heads(Article(id="a01", headline=headline), LAYOUT, LAYOUT.span(1), 24.0)[0]
    (piece,) = (piece for piece in head.pieces if piece.role == "headline")
    assert [line.text for line in piece.lines] == lines


def test_a_headline_leaves_air_at_its_sides() -> None:
    width = LAYOUT.span(4)
    for head in heads(Article(id="a01", headline="一渠春水提前五天到田头"), LAYOUT, width, 60.0):
        (piece,) = (piece for piece in head.pieces if piece.role == "headline")
        widest = max(line.width for line in piece.lines) * piece.size
        assert widest <= width - 0.5 * piece.size + 0.01


@pytest.mark.parametrize(
    ("headline", "src", "box"),
    [("喜迎新世纪", None, False), (None, None, True), ("喜迎新世纪", "field.jpg", False)],
)
def test_a_caption_without_its_picture_is_boxed_only_without_a_headline(
    headline: str | None, src: str | None, box: bool
) -> None:
    figure = Figure(src=src, caption="六月的河口镇，新渠通水。", credit="高远摄")
    article = Article(id="a01", kind="photo", headline=headline, body=(figure,))
    assert Story([article], LAYOUT, 2, {"field.jpg": (1200, 800)}).box is box


def test_a_page_is_led_by_a_story_of_its_own() -> None:
    brief = Article(
        id="a01", kind="brief", headline="河口村换了路灯", body=(Paragraph(text="共换四十盏。"),)
    )
    issue = Issue(pages=(Page(articles=(brief, story("a02", 12), story("a03", 6))),))
    assert make_up(issue, LAYOUT).plan.page[0].story[0].id == "a02"


def test_a_small_picture_is_not_blown_up() -> None:
    article = story("a01", 12)
    figure = Figure(src="small.jpg", caption="新渠通水。")
    article = Article(id="a01", headline=article.headline, body=(*article.body, figure))
    made = Story([article], LAYOUT, 0, {"small.jpg": (400, 300)})
    assert {aside.columns for aside, _ in made.beside(6) if aside} == {2}


@pytest.mark.parametrize("name", ["tablet", "a4", "broadsheet"])
def test_a_digest_stands_on_the_front_page(name: str) -> None:
    stories = [story(f"a{n:02}", 20) for n in range(1, 5)]
    issue = Issue(
        publication=Publication(title="河口日报"),
        pages=(Page(number="1", articles=(*stories, DIGEST)),),
    )
    made = make_up(issue, layouts.load(name)).issue
    assert {"a01", "d01"} <= {area.article for area in made.pages[0].areas}


def test_a_forecast_of_short_lines_is_set_as_data() -> None:
    lines = ("星期一", "庚辰年腊月初七", "白天多云转晴", "风力三、四级转五、六级", "温度3℃")
    body = tuple(Paragraph(text=line) for line in lines)
    forecast = Article(id="w01", kind="other", headline="天气预报", body=body)
    setter = Setter(forecast, LAYOUT, 180.0, body="body-kai", pictures={})
    rows = [
        ["".join(line.text for line in cell.lines) for cell in unit.cells or (unit,)]
        for unit in setter.story()
    ]
    assert rows == [[lines[0], lines[1]], [lines[2]], [lines[3]], [lines[4]]]
    news = Setter(Article(id="a01", body=body), LAYOUT, 180.0, body="body", pictures={})
    assert not any(unit.cells for unit in news.story())
