"""Nameplates and page strips of many papers, read through the whole desk."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from packager.copydesk import accounting, edit
from packager.issue import Issue, block_texts
from packager.reading import read

PROSE = {
    "zh": "本报讯（记者 王明）昨天上午，全市重点项目建设推进会在市委会议中心召开，"
    "会议通报了今年以来的项目建设情况，部署了下一步的工作任务。",
    "zh2": "会议要求各级各部门抓好落实，确保全年目标任务圆满完成，为来年工作开好局、起好步打下坚实"
    "基础。",
    "head": "全市重点项目建设推进会召开",
    "hant": "【記者林成／港尾報導】港尾漁港航道淤沙問題愈演愈烈，退潮時水深不到一公尺，一百多艘漁船"
    "昨天全部卡在港內動彈不得。",
    "ja": "県は20日、県内の空き家が8万2千戸に上り、"
    "10年前の1.4倍に増えたとする調査結果を公表した。県は対策を急ぐ方針を示している。",
    "en": "The city council voted on Thursday night to restore a passenger ferry to the outer"
    " islands, ending a gap of almost ten years in the service.",
    "ko": "시는 8일 도심을 가로지르는 하천의 산책로를 "
    "다시 정비하기로 했다고 밝혔다. "
    "공사는 내년 3월에 시작해 10월까지 이어진다.",
}
CASES = tomllib.loads((Path(__file__).parent / "nameplates.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_nameplates_and_strips(case: dict[str, Any], tmp_path: Path) -> None:
    source = case["source"]
    for name, text in PROSE.items():
        source = source.replace(f"{{{name}}}", text)
    (tmp_path / "issue.md").write_text(source, encoding="utf-8")
    issue = edit(read(tmp_path / "issue.md")).issue
    found = {
        "title": issue.publication.title,
        "date": issue.date,
        "number": issue.number,
        "pages": [" ".join(filter(None, (page.number, page.name))) for page in issue.pages],
    }
    assert found | {key: case[key] for key in found if key in case} == found
    told = _stories(issue)
    assert [words for words in case.get("kept", ()) if words not in told] == []


def _stories(issue: Issue) -> str:
    texts = [text for _, article in issue.articles() for text in accounting.heads(article)]
    blocks = [block for _, article in issue.articles() for block in article.body]
    return "\n".join((*texts, *(text for block in blocks for text in block_texts(block))))
