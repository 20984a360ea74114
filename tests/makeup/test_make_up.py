"""Pages from an issue: nothing lost, nothing overlapping, nothing outside its frame."""

import itertools

import msgspec
import pytest

from benchmarks.makeup import generated
from packager import layout as layouts
from packager.issue import (
    Article,
    Byline,
    Crosshead,
    Dateline,
    Figure,
    Gap,
    Issue,
    ItemList,
    Jump,
    Page,
    Paragraph,
    Publication,
    Table,
    Verse,
    block_texts,
)  # fmt: skip
from packager.makeup import make_up
from packager.makeup.grid import Rect
from packager.makeup.page import FURNITURE, MadePage, PageFinding, TextBlock
from packager.makeup.place import Setting, faced, place
from packager.makeup.story import Story
from packager.makeup.units import Cut, Setter

SENTENCE = (
    "入汛以来，市水务局对全市四十二座中小型水库逐一排查，更换老化闸门十一处，疏通溢洪道三千余米。"
)
TALK = "“去年这个时候，村里的地还浇不上水。”村民说，如今拧开阀门，渠水就到了地头。"


def story(ident: str, sentences: int, **parts: object) -> Article:
    body = tuple(
        Paragraph(text=(SENTENCE + TALK) * (1 + i % 3)) for i in range(max(sentences // 2, 1))
    )
    return Article(
        id=ident, **{"headline": "水库清淤又护岸　三万亩农田有了保障", "body": body, **parts}
    )


def front_page() -> Issue:
    table = Table(
        rows=(("乡镇", "面积（亩）"), ("河口镇", "12000"), ("", "8600")),
        caption="受益面积",
        header_rows=1,
    )
    mixed = (
        Paragraph(text="本报讯（记者 林秀芝）" + SENTENCE),
        Crosshead(text="从“靠天吃饭”到旱涝保收的三年账本"),
        Paragraph(text=TALK * 6),
        ItemList(items=("一、六月底前完成主干渠衬砌", "二、七月起按方收费")),
        table,
        Gap(reason="the source breaks off here"),
        Paragraph(text=SENTENCE * 4),
        Jump(direction="to", page="3", text="（下转第三版）"),
    )
    figures = (
        Figure(src=None, caption="六月的河口镇。\n" + SENTENCE, credit="本报记者 高远摄"),
        Figure(src="field.jpg", caption="新渠通水。"),
    )
    poem = Verse(lines=("一渠春水绕村来", "两岸新秧次第栽", "", "莫道山高云路远"))
    articles = (
        story("a01", 12, deck=("——我市推进灌区现代化",), byline_text="本报记者 林秀芝"),
        story("a02", 8, kicker="今年汛期雨量偏多——", bylines=(Byline(name="高远"),)),
        Article(
            id="a03",
            headline="渠水到田头",
            dateline=Dateline(text="本报讯（记者 林秀芝）"),
            body=mixed,
        ),
        story("a04", 6, kind="commentary", label="河畔漫笔", headline="把水用在刀刃上"),
        Article(id="a05", kind="photo", body=figures),
        Article(id="a06", kind="verse", headline="渠上行", body=(poem,)),
    )
    paper = Publication(title="河口日报", language="zh-CN")
    return Issue(publication=paper, date="2025-06-20", pages=(Page(number="1", articles=articles),))


def printed(pages: tuple[MadePage, ...]) -> dict[tuple[str, int | None, str, int], str]:
    """The words of every text of every story, joined over its parts."""
    parts: dict[tuple[str, int | None, str, int], list[TextBlock]] = {}
    for page in pages:
        for item in page.items:
            if isinstance(item, TextBlock) and item.role not in FURNITURE and item.article:
                if item.role == "jump" and item.block is None:
                    continue
                key = (item.article, item.block, item.role if item.block is None else "", item.item)
                parts.setdefault(key, []).append(item)
    for blocks in parts.values():
        assert [block.part for block in blocks] == list(range(len(blocks)))
    return {
        key: "".join(line.text for block in blocks for line in block.lines)
        for key, blocks in parts.items()
    }


def expected(issue: Issue) -> dict[tuple[str, int | None, str, int], str]:
    texts: dict[tuple[str, int | None, str, int], str] = {}
    for _, article in issue.articles():
        heads = {"label": article.label, "kicker": article.kicker, "headline": article.headline}
        for role, text in heads.items():
            if text:
                texts[article.id, None, role, 0] = text
        for i, text in enumerate(article.deck):
            texts[article.id, None, "deck", i] = text
        if article.byline_text or article.bylines:
            texts[article.id, None, "byline", 0] = article.byline_text or article.bylines[0].name
        for index, block in enumerate(article.body):
            for i, text in enumerate(block_texts(block)):
                texts[article.id, index, "", i] = text
    return texts


def check_geometry(page: MadePage) -> None:
    for one, other in itertools.combinations(page.areas, 2):
        apart = (
            one.x + one.width <= other.x + 0.01
            or other.x + other.width <= one.x + 0.01
            or one.y + one.height <= other.y + 0.01
            or other.y + other.height <= one.y + 0.01
        )
        assert apart, f"{one} overlaps {other}"
    areas = {name: area for area in page.areas for name in (area.article, *area.others)}
    for item in page.items:
        if isinstance(item, TextBlock) and item.article:
            area = areas[item.article]
            assert area.x - 0.01 <= item.x
            assert item.x + item.width <= area.x + area.width + 0.01
            assert area.y - 0.5 <= item.y
            bottom = item.y + len(item.lines) * item.leading
            assert bottom <= area.y + area.height + 0.5, item
            assert all(line.width * item.size <= item.width + 0.1 for line in item.lines), item


PICTURES = {"field.jpg": (1200, 800)}


@pytest.mark.parametrize("name", layouts.names())
def test_every_text_is_printed_once_and_in_its_area(name: str) -> None:
    issue = front_page()
    made = make_up(issue, layouts.load(name), pictures=PICTURES)
    assert printed(made.issue.pages) == expected(issue)
    assert made.issue.overset_lines == 0
    for page in made.issue.pages:
        check_geometry(page)


def test_body_lines_stand_on_the_grid() -> None:
    layout = layouts.load("broadsheet")
    made = make_up(front_page(), layout, pictures=PICTURES)
    top = layout.type_area[1] + 12.5 / 2 + 0.38 * 9
    for item in made.issue.pages[0].items:
        if isinstance(item, TextBlock) and item.role == "paragraph":
            baseline = item.y + item.leading / 2 + 0.38 * item.size
            assert abs((baseline - top) / 12.5 - round((baseline - top) / 12.5)) < 1e-6


def test_a_story_longer_than_its_page_is_continued() -> None:
    issue = Issue(pages=(Page(number="1", articles=(story("long", 900),)),))
    made = make_up(issue, layouts.load("broadsheet"))
    assert len(made.issue.pages) > 1
    assert made.issue.jumps == len(made.issue.pages) - 1
    assert printed(made.issue.pages) == expected(issue)
    for page in made.issue.pages:
        check_geometry(page)


def test_stories_stay_on_their_pages() -> None:
    pages = tuple(
        Page(number=str(n), name="要闻", articles=(story(f"p{n}a", 9), story(f"p{n}b", 5)))
        for n in (1, 2)
    )
    made = make_up(Issue(pages=pages), layouts.load("broadsheet"))
    assert [[a.article for a in page.areas] for page in made.issue.pages] == [
        ["p1a", "p1b"],
        ["p2a", "p2b"],
    ]


def test_an_issue_without_stories_still_has_its_page() -> None:
    made = make_up(Issue(pages=(Page(number="1"),)), layouts.load("broadsheet"))
    assert len(made.issue.pages) == 1


@pytest.mark.parametrize(("given", "set_by"), [("zh-Hant-TW", "zh-Hant-TW"), (None, "zh-CN")])
def test_every_text_names_its_language(given: str | None, set_by: str) -> None:
    issue = msgspec.structs.replace(
        front_page(), publication=Publication(title="河口日報", language=given)
    )
    made = make_up(issue, layouts.load("a4"), pictures=PICTURES)
    texts = [i for page in made.issue.pages for i in page.items if isinstance(i, TextBlock)]
    assert {text.language for text in texts} == {set_by}


def test_a_table_row_cut_in_its_middle_goes_on_at_any_width() -> None:
    body = (Table(rows=(("河口镇", "主干渠清淤八里", "六月"), ("城关镇", "", "七月"))),)
    layout = layouts.load("broadsheet")
    for columns in (1, 4):
        setter = Setter(
            Article(id="a01", body=body), layout, layout.span(columns),
            body="body", pictures={}, start=Cut(0, 1, 3, 1),
        )  # fmt: skip
        texts = [cell for unit in setter.story() for cell in (unit.cells or (unit,))]
        assert ["".join(line.text for line in text.lines) for text in texts] == [
            "清淤八里", "六月", "城关镇", "七月",
        ]  # fmt: skip


@pytest.mark.parametrize("kind", ["news", "brief"])
def test_headlines_side_by_side_differ_in_face(kind: str) -> None:
    layout = layouts.load("broadsheet")
    settings = []
    for number in range(3):
        made = Story([story(f"a0{number}", 6, kind=kind)], layout, 2, {})
        rows = made.least_rows(2)
        shape = made.shape(2, rows or 0)
        assert rows and shape
        settings.append(Setting(made, shape, Rect(2 * number, 0, 2, rows)))
    faces = [
        item.lines[0].runs[0].face
        for setting in faced(settings)
        for item in place(setting)
        if isinstance(item, TextBlock) and item.role == "headline"
    ]
    assert faces[0] == faces[2] != faces[1]


def test_a_poem_has_columns_as_wide_as_its_lines() -> None:
    layout = layouts.load("broadsheet")
    long = Verse(lines=("春水绕过柑子桥边的第一百棵老树", "石头记得每一个夜里回家的人"))
    poem = Story([Article(id="a01", kind="verse", headline="渠上行", body=(long,))], layout, 1, {})
    assert poem.inside(2).number == 1
    assert poem.inside(3).number == 2
    assert all(
        len(unit.lines) == 1 for unit in poem.flow(poem.inside(3).measure, frozenset()).units
    )


def test_gathered_notices_are_parted_where_that_alone_fills_the_page() -> None:
    layout = layouts.load("tablet")
    notices = [
        Article(
            id=f"a{n:02}", kind="notice", headline="停水通知",
            body=(Paragraph(text="因主管网检修，城关镇三个小区明日停水一天。" * 7),),
        )
        for n in range(2, 8)
    ]  # fmt: skip
    issue = Issue(pages=(Page(number="1", articles=(story("a01", 9), *notices)),))
    made = make_up(issue, layout)
    assert [page.fill for page in made.issue.pages[:-1]] == [
        page.fill for page in made.issue.pages[:-1] if page.fill >= 0.98
    ]


def test_headings_of_gathered_briefs_keep_clear_of_each_other_at_a_columns_top() -> None:
    briefs = [
        Article(
            id=f"a{n:02}", kind="brief", label="简讯", kicker="今年汛期雨量偏多——",
            headline="夜归的人有了车", body=(Paragraph(text=SENTENCE[:n]),),
        )
        for n in range(20, 26)
    ]  # fmt: skip
    page = make_up(
        Issue(pages=(Page(number="1", articles=tuple(briefs)),)), layouts.load("tabloid")
    )
    texts = [item for item in page.issue.pages[0].items if isinstance(item, TextBlock)]
    for one, other in itertools.permutations(texts, 2):
        if one.article and one.x == other.x and one.y < other.y:
            assert one.y + len(one.lines) * one.leading <= other.y + 0.1


def test_a_finding_on_a_whole_page_names_the_page() -> None:
    pages = tuple(Page(number=str(n), articles=(story(f"p{n}", 6),)) for n in (1, 2))
    crowded = tuple(Page(number=str(n), articles=(story(f"p{n}", 30),)) for n in (1, 2))
    named = [
        {
            (found.code, found.page)
            for found in make_up(Issue(pages=p), layout).diagnostics
            if isinstance(found, PageFinding)
        }
        for p, layout in ((pages, layouts.load("broadsheet")), (crowded, layouts.load("tablet")))
    ]
    assert named[0] == {("M405", "1")}
    assert {("M403", "1"), ("M403", "2")} <= named[1]


def test_the_rest_of_a_story_is_not_cut_again_where_other_stories_fill_the_page() -> None:
    _, issue, sizes = next(itertools.islice(generated(), 3, None))
    made = make_up(issue, layouts.load("tablet"), pictures=sizes)
    parts = [area.article for page in made.issue.pages for area in page.areas]
    assert made.issue.jumps
    assert max(map(parts.count, parts)) == 2
