"""The lunar date (农历) of a Chinese paper: as its source prints it, else computed."""

from __future__ import annotations

import datetime
import re

from packager.issue import Issue

YEARS = range(1900, 2100)
"""Years for which the date is computed: before, the calendar was made by other rules."""
_MONTHS = ["正", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"]
_LUNAR = re.compile(
    "(?:(?:农历|農曆|夏历|夏曆) ?(?:[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年 ?)?"
    "|[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年 ?)"
    "[闰閏]?(?:[正二三四五六七八九十冬腊臘]|十[一二])月[大小]? ?"
    "[初十二廿三卅][一二三四五六七八九十]"
)


def printed(issue: Issue) -> str | None:
    """The lunar date in the issue's folio lines and imprint, None when there is none."""
    texts = (item.text for page in issue.pages for item in page.furniture)
    found = filter(None, map(_LUNAR.search, texts))
    return next((match.group() for match in found), None)


def computed(iso: str, name: str) -> str | None:
    """The lunar date of an ISO 8601 date after ``name`` (农历); None when it is not known.

    The months after the tenth are 十一月 and 十二月, as the central papers print them.
    """
    try:
        date = datetime.date.fromisoformat(iso)
    except ValueError:
        return None
    if date.year not in YEARS:
        return None
    from lunar_python import Solar

    day = Solar.fromYmd(date.year, date.month, date.day).getLunar()
    month = day.getMonth()  # negative: a leap month
    leap = ("閏" if name == "農曆" else "闰") if month < 0 else ""
    words = f"{leap}{_MONTHS[abs(month) - 1]}月{day.getDayInChinese()}"
    return f"{name}{day.getYearInGanZhi()}年{words}"
