"""A nameplate, its lines in any order, is all furniture and tells the issue."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from packager.copydesk import edit
from packager.reading import read

PROSE = "清早的雾还没有散，渡口已经有人在等，船工把缆绳一圈一圈收起来，说今天水位比昨天低了半尺。"
CHINESE = {
    "stories": ["渡口换新船方便两岸居民", "夜市重新开张迎来客流"],
    "body": f"本报讯（记者 李明）{PROSE}\n\n{PROSE}",
    "title": "岫川日报",
    "titles": ["岫川日报", "# 岫 川 日 报", "**岫川日报**", "![](l.png)\n\n# 《岫川日报》"],
    "date": "2024-10-17",
    "dates": [
        *("2024年10月17日", "2024 年 10 月 17 日　星期四　农历甲辰年九月十五"),
        *("2024年10月\n\n17\n\n星期四", "二〇二四年十月十七日 星期四", "2024-10-17 星期四"),
        "2024年10月17日　第9126期　今日4版",
    ],
    "lines": [
        *("XIUCHUAN RIBAO", "中共岫川市委机关报", "岫川日报社出版", "国内统一刊号：CN43-0098"),
        *("邮发代号41-177", "今日4版", "网址：www.xcrb.com", "零售价：1.50元", "星期四"),
        *("新闻热线：0000-1234567", "甲辰年九月十五", "1958年创刊", "主办：岫川日报社"),
    ],
    "pages": ["第1版 要闻", "1 版 要闻", "要闻 01", "01版：要闻", "责编/张三 版式/李四"],
}
ENGLISH = {
    "stories": ["Board backs new ferry landing", "Night market opens to crowds"],
    "body": "By Mary Jones\n\nThe board voted for the landing, and the boats will sail in May.",
    "title": "The Carrow Mail",
    "titles": ["# The Carrow Mail", "The Carrow Mail", "![](l.png)\n\n# The Carrow Mail"],
    "date": "2024-11-08",
    "dates": [
        *("Friday, November 8, 2024", "Friday 8 November 2024", "Friday\n\nNovember 8, 2024"),
        *("Nov. 8, 2024 | $2.50", "Carrow, Friday, November 8, 2024 · No. 35,218 · 14 Pages"),
    ],
    "lines": [
        *("*Serving Carrow since 1894*", "EST. 1874", "Vol. 118, No. 66", "$2.50", "75 cents"),
        *("carrowmail.com", "Two sections, 24 pages", "LATE CITY EDITION", "HOME DELIVERED"),
        *("Weather: Sunny, 61° | Page B8", "Today: Cloudy, high 54", "An independent newspaper"),
    ],
    "pages": ["A1", "Page A1", "PAGE 1", "Section A", "Page One"],
}


@pytest.mark.parametrize("paper", [CHINESE, ENGLISH], ids=["chinese", "english"])
@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_nameplates(data: st.DataObject, paper: dict[str, list[str]]) -> None:
    lines = data.draw(st.lists(st.sampled_from(paper["lines"]), max_size=4, unique=True))
    below = data.draw(st.permutations([data.draw(st.sampled_from(paper["dates"])), *lines]))
    page = data.draw(st.sampled_from(paper["pages"]))
    plate = [data.draw(st.sampled_from(paper["titles"])), *below]
    plate.insert(data.draw(st.sampled_from([0, len(plate)])), page)
    first, second = paper["stories"]
    body = paper["body"]
    text = "\n\n".join((*plate, f"# {first}", body, f"## {second}", body))
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "issue.md"
        source.write_text(text, encoding="utf-8")
        issue = edit(read(source)).issue
    assert [article.headline for _, article in issue.articles()] == [first, second], plate
    assert (issue.publication.title, issue.date) == (paper["title"], paper["date"]), plate
    assert len(issue.pages) == 1, plate
