"""Folio lines as papers print them, and lines that only look so."""

from __future__ import annotations

import pytest

from packager.copydesk.folios import folio, is_imprint
from packager.reading.metadata import iso_date


@pytest.mark.parametrize(
    ("text", "number", "name", "title"),
    [
        ("第1版 要闻 责任编辑：尚可为 版式：温小曼 校对：岳明", "1", "要闻", None),
        ("综合新闻 第2版 2024年12月18日 星期三", "2", "综合新闻", None),
        ("A6　港聞　海灣早報　2024年4月23日　星期二", "A6", "港聞", "海灣早報"),
        ("沅浦报 2018年11月9日 星期五 第2216期 第一版 要闻", "1", "要闻", "沅浦报"),
        ("23面　地域　　岬浜日報　　2024年（令和6年）6月14日　金曜日", "23", "地域", "岬浜日報"),
        ("Thursday, April 11, 2024 | Vol. 135, No. 42 | $1.50 | Page 1", "1", None, None),
        ("瀬沼新報　2018年（平成30年）11月14日（水曜日）　22　県南", "22", "県南", "瀬沼新報"),
        ("2022年10月19日 水曜日　第28417号　（日刊）　朝刊　1面", "1", None, None),
        (
            "A6 | NATIONAL | The Marlow Courier | March 6, 2014",
            "A6",
            "NATIONAL",
            "The Marlow Courier",
        ),
        ("民生 2024年10月16日 星期三3", "3", "民生", None),
        ("A05 民生 责编 陆 敏 美编 顾佳 校对 徐 放", "A05", "民生", None),
        ("2024年11月6日 星期三3版 民生·社会", "3", "民生·社会", None),
        ("第4版 综合 2023年5月26日 责任编辑：杨铁 本版电话：0700-0002317", "4", "综合", None),
        ("12 The Wexcombe Courier Friday, February 12, 2016", "12", None, "The Wexcombe Courier"),
        ("TUESDAY, MARCH 5, 2019 | SINCE 1877 | No. 288 | Page 1", "1", None, None),
        ("THE FENWICK SENTINEL Tuesday, March 5, 2024 A3", "A3", None, "THE FENWICK SENTINEL"),
    ],
)
def test_folio_lines(text: str, number: str, name: str | None, title: str | None) -> None:
    found = folio(text)
    assert found is not None
    assert found.begins_page
    assert (found.number, found.name, found.title) == (number, name, title)


@pytest.mark.parametrize("text", ["2025年9月13日　星期六　农历乙巳年七月廿二", "第7408期"])
def test_folio_lines_without_a_page(text: str) -> None:
    found = folio(text)
    assert found is not None
    assert not found.begins_page


@pytest.mark.parametrize(
    "text", ["3月8日，市委召开会议", "（下转第3版）", "2023年1月5日至6日 市政协 会议 第2版", "A3版"]
)
def test_no_folio_lines(text: str) -> None:
    assert folio(text) is None


def test_who_publishes() -> None:
    assert is_imprint("中共棠溪县委宣传部主管　棠溪县融媒体中心主办　内部资料　免费交流")
    assert not is_imprint("棠溪县融媒体中心主办歌会")


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("二零二四年四月二十三日", "2024-04-23"),
        ("中華民國一一三年十一月二十一日　星期四", "2024-11-21"),
        ("令和６年４月２３日", "2024-04-23"),
        ("2025 年 3 月 14 日", "2025-03-14"),
        ("第99年1月2日", None),
        ("TUESDAY, OCTOBER 15, 2019", "2019-10-15"),
    ],
)
def test_dates_in_numerals_and_eras(text: str, date: str | None) -> None:
    assert iso_date(text) == date
