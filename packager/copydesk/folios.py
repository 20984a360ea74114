"""报眉: the line over a page, with its date, number, name and credits; and the page that it begins.

A folio line is known by being made of such parts and nothing else, in whatever order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from packager.patterns import expression
from packager.reading.draft import DraftBlock
from packager.reading.marks import arabic, page_marker
from packager.reading.script import LETTER

_TEN = "[一二三四五六七八九十]{1,3}"
_MONTH = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?)"
)
_DATE = (
    r"(?:19|20)\d{2}\s?[年./-]\s?\d{1,2}\s?[月./-]\s?\d{1,2}\s?日?"
    r"|(?:19|20)\d{2}年\s?[（(]\S{2,5}年[）)]\s?\d{1,2}月\s?\d{1,2}日"
    rf"|[二〇○零一九]{{2}}[〇○零一二三四五六七八九]{{2}}年{_TEN}月{_TEN}日"
    rf"|(?:中[华華])?民[国國](?:{_TEN}|[一二三四五六七八九〇○零]{{2,3}}|\d{{1,3}})年"
    rf"(?:(?:{_TEN}|\d{{1,2}})月(?:{_TEN}|\d{{1,2}})日)?"
    r"|(?:令和|平成|昭和)[元\d]{1,2}年\s?\d{1,2}月\s?\d{1,2}日"
    rf"|{_MONTH}\s\d{{1,2}},?\s(?:19|20)\d\d|\d{{1,2}}\s{_MONTH}\s(?:19|20)\d\d"
)
_DAY = r"\d{1,2}月\d{1,2}日"
_WEEK = (
    r"(?:星期|礼拜|禮拜|週|周)[一二三四五六日天](?!\w)|[（(]?[月火水木金土日]曜日?[）)]?|[（(][一二三四五六日月火水木金土][）)]"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
)
_LUNAR = (
    r"[（(]?(?:农历|農曆|夏历|夏曆)?[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年"
    rf"[闰閏]?{LETTER}{{2,6}}[）)]?|[（(]?(?:农历|農曆){LETTER}{{2,6}}[）)]?"
)
_NUMBER = (
    r"(?:总|總)?第\s?[（(]?\s?[\d,]{2,6}\s?[)）]?\s?[期号號]|(?:总|總)第?\s?\d+\s?期|第[\d,]{3,6}[号號]"
    r"|Vol(?:ume|\.)?\s?[\dIVXLC]+|N(?:o\.|umber)\s?[\d,]+"
)
_SHEETS = (
    r"(?:今日|本期|今天|共|本報今日|本报今日)\s?(?:共\s?)?"
    r"[\d一二两兩三四五六七八九十]{1,3}\s?(?:大?[张張]|版|頁|页)"
)
_PAGE = (
    r"第\s?(?P<han>[〇一二三四五六七八九十]{1,3}|[A-Z]{0,2}\d{1,3})\s?[版頁页面]"
    r"|(?<![\w第])(?P<bare>[A-Z]{0,2}\d{1,3})\s?[版面](?!\w)|(?<![\w第])(?P<zh>[一二三四五六七八九十]{1,2})版(?!\w)"
    r"|(?<!\w)(?P<letter>[A-Z]\d{1,2}|0\d)(?![A-Za-z0-9])|\bPage\s(?P<page>[A-Z]?\d{1,3})\b"
    rf"|^(?P<first>\d{{1,2}})(?=\s+{LETTER}{{2,6}}(?:\s|$))|(?<={LETTER}\s)(?P<last>\d{{1,2}})$"
)
_JOB = (
    "(?:本版)?(?:责任?编辑?|責任?編輯?|[编編][辑輯]|主[编編]|版式(?:设计)?|版面|美编|美編|美[术術][编編][辑輯]"
    "|视觉|視覺|校[对對]|检校|组版|组稿|排版|督印人|总编辑?|值班\\S{2,4}|统筹|审读|签发)"
)
_PERSON = f"{LETTER}{{2,4}}(?:、{LETTER}{{2,4}})*|{LETTER} {LETTER}(?!{LETTER})"
_CREDITS = rf"{_JOB}\s?[:：/／]\s?(?:(?!{_JOB}\s?[:：/／])(?:{_PERSON}))"
_IMPRINT = (
    r"CN\s?\d\d-\d{4}(?:/?\w{1,3})?|ISSN\s?\d{4}-\d{3}[\dX]|(?:国内统一(?:连续出版物)?|國內統一)(?:刊)?[号號]"
    r"|[邮郵][发發]代[号號]\s?[:：]?\s?\d{1,2}-\d{1,4}|(?:零售|每份|售[价價]|定[价價])\S{1,8}?元|[$£€¥]\s?\d+(?:\.\d\d)?"
    rf"|{LETTER}{{2,12}}(?:社出版|社主办|主办|主管|主辦|承办|出版)|内部资料|免费交流"
)
_KINDS = {
    **{"date": _DATE, "day": _DAY, "week": _WEEK, "lunar": _LUNAR, "number": _NUMBER},
    **{"sheets": _SHEETS, "credits": _CREDITS, "imprint": _IMPRINT, "page": _PAGE},
}
_PART = expression("|".join(f"(?P<{kind}_>{pattern})" for kind, pattern in _KINDS.items()))
_PAGE_GROUPS = ("han", "bare", "zh", "letter", "page", "first", "last")
_WEAK = frozenset({"day", "page", "credits", "imprint"})
"""Kinds that other lines are made of, too."""
_LONGEST = 160
_HINT = expression(r"\d|[年期版面号號历曆]|day\b")
_IMPRINT_HINT = frozenset("NI统統邮郵元$£€¥办辦管版料流")
_GAP = expression(r"[\s|｜·/／—–\-,，。:：、*]+")
_TITLE = expression(
    r".*(?:[报報]|周末|周刊|週刊|(?:News|Times|Post|Daily|Herald|Gazette|Courier|Sentinel|Chronicle"
    r"|Journal|Tribune|Observer|Examiner|Telegraph|Bulletin|Register|Mercury|Guardian|Independent))",
    re.I,
)
_WORDS = expression(f"{LETTER}{{2,8}}|[A-Za-z][A-Za-z &'’.]{{2,32}}(?<! )")
_SENTENCE = frozenset("。！？；“”「」【】")
_WIDE_ASCII = {0xFF10 + n: 0x30 + n for n in range(10)} | {0xFF21 + n: 0x41 + n for n in range(26)}


class Folio(msgspec.Struct, frozen=True):
    """The parts of a folio line as they are printed."""

    kinds: frozenset[str] = frozenset()
    number: str | None = None
    """Printed number of the page."""
    name: str | None = None
    """版名."""
    title: str | None = None
    """The paper's name."""

    @property
    def begins_page(self) -> bool:
        """Whether the line can stand over nothing but a page: a number beside something else."""
        return self.number is not None and len(self.kinds) > 1


def folio(text: str) -> Folio | None:
    """The parts of a line that is a folio line, or None.

    Besides the parts at most two names may stand there: the page's beside its number, and the
    paper's.
    """
    if not 2 <= len(text) <= _LONGEST or not _SENTENCE.isdisjoint(text) or not _HINT.search(text):
        return None
    line = text.strip().translate(_WIDE_ASCII)
    parts = list(_PART.finditer(line))
    kinds = frozenset(kind for kind in _KINDS if any(part[f"{kind}_"] for part in parts))
    names = _names(line, parts)
    page = next((part for part in parts if part["page_"]), None)
    if not kinds - _WEAK and len(kinds) < 2:
        return None
    if names is None or (page is None and names and len(kinds) < 2):
        return None
    number = None
    if page is not None:
        number = arabic(next(filter(None, page.group(*_PAGE_GROUPS))))
    name, title = _told(names, page)
    return Folio(kinds, number, name, title)


def is_imprint(text: str) -> bool:
    """A line of nothing but who publishes the paper and under which numbers."""
    if _IMPRINT_HINT.isdisjoint(text):
        return False
    parts = list(_PART.finditer(text.strip()))
    return len(parts) > 1 and all(p["imprint_"] for p in parts) and _names(text, parts) == []


def _names(line: str, parts: Sequence[re.Match[str]]) -> list[tuple[int, str]] | None:
    """Words between the parts, with their places; None if they are more than names."""
    names: list[tuple[int, str]] = []
    at = 0
    for start, end in (*(part.span() for part in parts), (len(line), len(line))):
        between = line[at:start]
        names += [(at + word.start(), word[0]) for word in _WORDS.finditer(between)]
        if _GAP.sub("", _WORDS.sub("", between)):
            return None
        at = end
    return names if len(names) <= 3 else None


def _told(
    names: Sequence[tuple[int, str]], page: re.Match[str] | None
) -> tuple[str | None, str | None]:
    """Which of the names is the page's (the one beside its number), and which the paper's."""
    japanese = page is not None and page[0].endswith("面")
    titles = [w for _, w in names if _TITLE.fullmatch(w) or (japanese and w.endswith("新聞"))]
    if page is None:
        return None, titles[0] if titles else None
    after = [word for place, word in names if place >= page.end() and word not in titles]
    before = [word for place, word in names if place < page.start() and word not in titles]
    name = next(iter((*after[:1], *before[-1:])), None)
    rest = [word for _, word in names if word != name]
    return name, next(iter((*titles, *rest)), None)


def pages(blocks: Sequence[DraftBlock]) -> list[DraftBlock]:
    """The same blocks, with the folio lines that begin a page made page markers."""
    out: list[DraftBlock] = []
    held: str | None = None
    fresh = False
    for block in blocks:
        found = (
            folio(block.text)
            if block.kind in ("heading", "paragraph") and not block.roles
            else None
        )
        alone = page_marker(block.text) if block.kind == "paragraph" and not block.roles else None
        if alone is not None and (found is None or not found.begins_page):
            found = Folio(number=alone[0], name=alone[1])
        if block.kind == "page":
            held, fresh = block.number, True
        elif (
            found is not None
            and (alone or found.begins_page)
            and not (fresh and held in (None, found.number))
        ):
            held, fresh = found.number, True
            block = msgspec.structs.replace(  # noqa: PLW2901  # the same, as a marker
                block, kind="page", number=found.number, name=found.name, level=None, marks=()
            )
        elif found is None and block.kind != "rule":
            fresh = False
        out.append(block)
    return out
