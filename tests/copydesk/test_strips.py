"""Nameplates and page strips as papers print them and parsers leave them, read as runs of lines."""

from __future__ import annotations

from packager.copydesk.strips import pages
from packager.reading.draft import DraftBlock


def test_a_folio_line_begins_a_page_once() -> None:
    texts = [
        "第1版 要闻 2024年12月18日",
        "正文。",
        "第2版 民生 2024年12月18日",
        "第2版 民生 星期三",
    ]
    blocks, _ = pages([DraftBlock(kind="paragraph", text=text) for text in (*texts, "正文。")])
    assert [(b.number, b.name) for b in blocks if b.kind == "page"] == [
        ("1", "要闻"),
        ("2", "民生"),
    ]
    assert [b.text for b in blocks if not b.roles and b.kind != "page"] == ["正文。", "正文。"]


def test_a_name_beside_a_number_begins_a_page_over_its_folio_line() -> None:
    day = "2024年11月12日 星期二 责编：覃朗"
    texts = ["第1版 要闻", "正文。", "2要闻·评论", day, "正文。", "经济3", "正文。"]
    kinds = [
        DraftBlock(kind="paragraph" if text == "正文。" else "heading", text=text) for text in texts
    ]
    blocks, _ = pages(kinds)
    assert [(b.number, b.name) for b in blocks if b.kind == "page"] == [
        ("1", "要闻"),
        ("2", "要闻·评论"),
    ]


def test_the_folio_lines_above_a_page_go_with_it() -> None:
    texts = ["第1版 要闻", "正文。", "沅浦报 2018年11月9日 星期五", "2版 民生", "正文。"]
    blocks, _ = pages([DraftBlock(kind="paragraph", text=text) for text in texts])
    at = next(n for n, b in enumerate(blocks) if b.number == "2")
    assert [block.text for block in blocks[at + 1 : at + 3]] == texts[2:4]


def test_a_heading_over_the_folio_line_names_the_page() -> None:
    lines = ["Page 1 News", "Words.", "SPORT", "12 The Wexcombe Courier Friday, March 4, 2016"]
    lines += ["Saltby win again", "Words."]
    kinds = ("paragraph", "paragraph", "heading", "paragraph", "heading", "paragraph")
    blocks, _ = pages(
        [DraftBlock(kind=k, text=text) for k, text in zip(kinds, lines, strict=True)]  # type: ignore[arg-type]  # of the kinds
    )
    assert [(b.number, b.name) for b in blocks if b.kind == "page"] == [
        ("1", "News"),
        ("12", "SPORT"),
    ]
