"""The reference front page reads as an editor would read it."""

from __future__ import annotations

from pathlib import Path

import pytest

from packager.copydesk import Desk, edit
from packager.issue import Crosshead, Figure, Gap, Jump
from packager.reading import read


@pytest.fixture
def desk(shared: Path) -> Desk:
    return edit(read(shared / "inputs" / "datong-front-page.md"))


def test_the_seven_stories_stand_in_source_order(desk: Desk) -> None:
    assert [a.headline for _, a in desk.issue.articles()] == [
        "能源筑基 算力兴城",
        "报告显示我国节水水平进一步提升",
        "锚定目标聚力攻坚 全力以赴实干争先",
        "青春丈量古城 创意畅想未来",
        "市政府召开常务会议",
        "把握时代机遇 锻造算力引擎",
        None,
    ]


def test_labels_kickers_decks_and_crossheads(desk: Desk) -> None:
    one, _, three, four, five, six, _ = (a for _, a in desk.issue.articles())
    assert one.deck == ("——我市大力推进算力之城建设系列报道之基础设施篇",)
    assert three.deck == ("刘俊义主持召开全市经济运行分析会",)
    assert five.deck == ("刘俊义主持 传达学习相关精神 研究邮政快递区域分拨中心建设等工作",)
    assert (four.label, four.kicker) == ("人才强市 汇智大同", "近百名高校学子共探大同古城新活力——")
    assert sum(isinstance(b, Crosshead) for b in four.body) == 3
    assert (six.label, six.bylines[0].name, six.bylines[0].role) == ("云中论坛", "良言", None)
    assert six.kind == "commentary"


def test_people_and_datelines(desk: Desk) -> None:
    one, two, three, *_, photo = (a for _, a in desk.issue.articles())
    assert one.byline_text == "本报记者 韩云峰"
    assert two.dateline is not None and three.dateline is not None
    assert (two.dateline.agency, two.dateline.place, two.dateline.date) == (
        "新华社",
        "北京",
        "7月21日",
    )
    assert two.bylines[0].name == "魏弘毅"
    assert three.dateline.text == "本报讯（记者 韩云峰）"
    (figure,) = photo.body
    assert isinstance(figure, Figure)
    assert (photo.kind, figure.src, figure.credit) == ("photo", None, "本报记者 张占兵摄")
    assert figure.caption.startswith("盛夏7月，") and figure.caption.count("\n") == 1


def test_breaks_gaps_and_the_jump(desk: Desk) -> None:
    assert sum(r.rule == "column-break" for r in desk.repairs) == 11
    gaps = [a.id for _, a in desk.issue.articles() for b in a.body if isinstance(b, Gap)]
    assert gaps == ["a01", "a04"]
    (jump,) = [b for _, a in desk.issue.articles() for b in a.body if isinstance(b, Jump)]
    assert (jump.direction, jump.page, jump.text) == ("to", "3", "（下转第三版）")
    assert [d.code for d in desk.diagnostics] == ["C210", "C210", "C220"]


def test_no_word_is_corrected(desk: Desk) -> None:
    text = "".join(t for _, a in desk.issue.articles() for t in a.texts())
    assert "整改整改落实" in text and "“的高效外脑”" in text
