"""The few words that make-up itself prints, by language: page numbers, turn lines, dates."""

from __future__ import annotations

import datetime
from typing import NamedTuple


class Words(NamedTuple):
    """Patterns of one language."""

    page: str
    goes_to: str
    came_from: str
    date: str
    weekdays: tuple[str, ...]
    number: str
    lunar: str = ""
    """Name of the lunar calendar; empty where papers do not print its date."""

    def day(self, iso: str) -> str:
        """A date in words with its weekday; a date that is not ISO 8601 stays as given."""
        try:
            date = datetime.date.fromisoformat(iso)
        except ValueError:
            return iso
        return self.date.format(
            year=date.year, month=date.month, day=date.day, weekday=self.weekdays[date.weekday()]
        )


_HANS = Words(
    "第{page}版",
    "（下转第{page}版）",
    "（上接第{page}版）",
    "{year}年{month}月{day}日　{weekday}",
    ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"),
    "第{number}期",
    "农历",
)
_WORDS = {
    "zh": _HANS,
    "zh-hant": _HANS._replace(goes_to="（下轉第{page}版）", lunar="農曆"),
    "ja": Words(
        "{page}面",
        "（{page}面に続く）",
        "（{page}面から続く）",
        "{year}年{month}月{day}日（{weekday}）",
        ("月曜日", "火曜日", "水曜日", "木曜日", "金曜日", "土曜日", "日曜日"),
        "第{number}号",
    ),
    "ko": Words(
        "{page}면",
        "({page}면에 계속)",
        "({page}면에서 계속)",
        "{year}년 {month}월 {day}일 {weekday}",
        ("월요일", "화요일", "수요일", "목요일", "금요일", "토요일", "일요일"),
        "제{number}호",
    ),
    "en": Words(
        "Page {page}",
        "(continued on page {page})",
        "(continued from page {page})",
        "{weekday}, {day}/{month}/{year}",
        ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        "No. {number}",
    ),
}


def words(language: str | None) -> Words:
    """The words of a BCP 47 tag; Chinese when nothing is known, English for other scripts."""
    tag = (language or "zh").lower()
    if tag.startswith(("zh-hant", "zh-tw", "zh-hk", "zh-mo", "yue")):
        return _WORDS["zh-hant"]
    return _WORDS.get(tag.split("-")[0], _WORDS["en"])
