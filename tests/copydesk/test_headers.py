"""What parsers set apart as headers, footers and page numbers, put together to a page's strip."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from packager.copydesk import edit
from packager.reading import read

PROSE = "昨天上午，全市重点项目建设推进会在市委会议中心召开，会议通报了今年以来的项目建设情况。"


def item(kind: str, text: str, page: int = 0, **more: object) -> dict[str, object]:
    return {"type": kind, "text": text, "page_idx": page, **more}


def story(page: int = 0) -> list[dict[str, object]]:
    return [item("text", "老渡口换了新船", page, text_level=1), item("text", PROSE, page)]


Told = tuple[str | None, str | None, list[tuple[str | None, str | None]]]


@pytest.mark.parametrize(
    ("items", "told"),
    [
        (  # names alone; the one on every page is the paper's
            [
                *(item("header", text) for text in ("江淮晨刊", "要闻")),
                *(item("page_number", "2"), *story()),
                *(item("header", text, 1) for text in ("江淮晨刊", "经济")),
                *(item("page_number", "3", 1), *story(1)),
            ],
            ("江淮晨刊", None, [("2", "要闻"), ("3", "经济")]),
        ),
        (  # lines of text over the story are the strip, and better than a count of sheets
            [
                *(item("text", text) for text in ("A03 城事", "2024年11月8日 星期五")),
                *(item("text", "责编 张三 美编 李四"), *story()),
            ],
            (None, "2024-11-08", [("A03", "城事")]),
        ),
        (  # a number in the credits at the foot
            [*story(), item("footer", "责编：张三 5")],
            (None, None, [("5", None)]),
        ),
        (  # the day of a date over several headers is no page number
            [
                *(item("header", text) for text in ("江淮日报", "2024年11月", "8", "星期五")),
                *story(),
            ],
            ("江淮日报", "2024-11-08", [("1", None)]),
        ),
        (  # 13版 is the edition's number where a page number stands
            [
                *(item("header", text) for text in ("東都新聞", "2024年11月8日", "13版", "総合")),
                *(item("page_number", "3"), *story()),
            ],
            ("東都新聞", "2024-11-08", [("3", "総合")]),
        ),
    ],
)
def test_headers(items: list[dict[str, object]], told: Told, tmp_path: Path) -> None:
    (tmp_path / "x_content_list.json").write_bytes(msgspec.json.encode(items))
    issue = edit(read(tmp_path / "x_content_list.json")).issue
    pages = [(page.number, page.name) for page in issue.pages]
    assert (issue.publication.title, issue.date, pages) == told
