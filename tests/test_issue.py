import json

import msgspec
import pytest

from packager import issue
from packager.issue import (
    Article,
    Byline,
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
)


@pytest.fixture
def paper():
    story = Article(
        id="a01",
        label="民生实事",
        headline="一碗热饭 暖到家门",
        deck=("——社区助餐服务观察",),
        bylines=(Byline("李一禾", "记者", "本报"),),
        dateline=Dateline("本报讯（记者 李一禾）", agency="本报"),
        body=(
            Paragraph(text="本报讯（记者 李一禾）食堂开张。", lines=(9, 12)),
            Figure(caption="图为食堂一角。", credit="张三摄"),
            Table(rows=(("菜名", "价格"), ("豆腐", "6元")), header_rows=1),
            ItemList(items=("①报名", "②领卡")),
            Verse(lines=("春风又一年", "", "灯火满城边"), source_lines=(20, 22)),
            Jump(direction="to", page="3", text="（下转第三版）", target="a02"),
            Gap(reason="the source breaks off here"),
        ),
    )
    page = Page(number="1", name="要闻", articles=(story,))
    return Issue(publication=Publication(title="云州日报"), date="2025-07-22", pages=(page,))


def test_round_trip(paper):
    assert issue.from_json(issue.to_json(paper)) == paper


def test_the_contract_names_are_written_and_empty_extras_are_not(paper):
    story = json.loads(issue.to_json(paper))["pages"][0]["articles"][0]
    assert {"id", "kind", "label", "kicker", "headline", "deck", "bylines", "dateline", "body"} <= (
        story.keys()
    )
    paragraph, figure, _, _, verse, jump, _ = story["body"]
    assert paragraph == {
        "type": "paragraph",
        "text": "本报讯（记者 李一禾）食堂开张。",
        "lines": [9, 12],
    }
    assert figure["src"] is None
    assert (verse["lines"], verse["source_lines"]) == (["春风又一年", "", "灯火满城边"], [20, 22])
    assert jump["target"] == "a02"


def test_a_wrong_type_is_named_by_its_path(paper):
    data = issue.to_json(paper).replace("一碗热饭 暖到家门".encode(), b"").replace(b'""', b"3", 1)
    with pytest.raises(msgspec.ValidationError, match=r"\$\.pages\[0\]\.articles\[0\]\.headline"):
        issue.from_json(data)


def test_another_schema_is_refused(paper):
    with pytest.raises(msgspec.ValidationError, match="schema"):
        issue.from_json(issue.to_json(paper).replace(b"packager.issue/1", b"packager.issue/9"))


def test_texts_are_every_printed_word_in_order(paper):
    (_, story), *_ = paper.articles()
    assert list(story.texts()) == [
        "本报讯（记者 李一禾）食堂开张。",
        "图为食堂一角。",
        "张三摄",
        "菜名",
        "价格",
        "豆腐",
        "6元",
        "①报名",
        "②领卡",
        "春风又一年",
        "灯火满城边",
        "（下转第三版）",
    ]
