"""Printed matter that belongs to no story: folio lines, page numbers, credits, imprint."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from packager.copydesk import folios
from packager.copydesk.names import ASKED
from packager.issue import Furniture
from packager.patterns import expression
from packager.reading.draft import FURNITURE, DraftBlock
from packager.reading.marks import arabic, page_marker, same_page
from packager.reading.metadata import iso_date
from packager.reading.script import HAN, LETTER

_CREDITS = expression(
    r"[（(]?(?:本版|今日)?(?:责任?编辑?|責任?編輯?|版式|美编|美編|編輯|美術?[编編][辑輯]|校对|校對|检校|编辑|主编|值班(?:编委|主任|总编)|统筹|视觉|组版|排版|编委|审读|签发)"
    r"(?:设计)?\s*[:：/／]\s*\S.*"
)
_STAFF = expression(
    r"(?:(?:责任|值班)?(?:编辑|美编|校对|主任|总编|版式(?:设计)?|组版|检校|視覺"
    r"|視覺設計|編輯|校對|责编)\s*[:：/／ \u3000]\s*"
    rf"[{HAN}\s]{{2,9}}?\s*){{2,6}}"
)
_IMPRINT = expression(
    r"^(?:主办|主管|承办|协办|出版|主辦)(?:单位)?\s?[:：]|(?:主办|主管|承办|出版|主辦|發行)$|(?:日报|晚报|报)社(?:出版|主办)|^(?:本报|编辑部)地址|^発行所"
    r"|〒\d{3}-?\d{4}|(?:本社|支局|編集局).*(?:TEL|電話)|国内统一(?:连续出版物|刊)号|國內統一刊號"
    r"|邮发代号|郵發代號|^(?:本报)?社址|广告经营许可证|^(?:發行人|发行人|社長|社长)\s?[:：]"
    r"|^Printed (?:and|&) [Pp]ublished|^Published (?:by|every|daily|weekly|twice"
    r"|simultaneously|from|since)\b|^(?:Publisher"
    r"|Editor)\s?:.*(?:Publisher|Editor|Tel|Phone)\b|^本紙(?:の)?購読.*\d{4}|^(?:讀者|读者|訂報"
    r"|订报|廣告|爆料|報料|投稿|发行|發行).{0,4}(?:專線|专线|热线|熱線|電話|电话"
    r"|信箱)\s?[:：]?\s?[(（\d]|^CN\s?\d\d-\d{4}|ISSN\s?\d{4}|零售价?\s?[:：]?\s?\d|^(?:定价|邮编"
    r"|邮政编码|新闻热线|广告热线|发行热线|承印|印刷)\s*[:：]|月价|每份\S{1,8}元"
)
_INDEX = expression(
    r"[A-Z]{4,14}, [A-D]\d{1,2}\b[ :–—-].{4,80}|(?i:index|inside|in this issue)\b[\s:：.—–-]*"
    r"(?:[A-Z][\w/&' ]{2,24}[ .…,]*[A-Z]?\d{1,2}[\s·•|;,]*){3,}"
)
_INDEX_EAST = expression(
    r"(?:(?:きょうの|本日の|今日の)?紙面|(?:今日|本期)?[导導][读讀])[\s\u3000:：]*(?:.{0,16}\d{1,2}[面版].{0,16}){2,}"
)
"""INDEX: Classified B6 · Comics C4 · Sports B1"""
_NUMBER = expression(r"[—\-－·•\s第]*\d{1,3}[—\-－·•\s版]*|[A-D]\d{1,2}")
NAMEPLATE = expression(
    r"\S{2,8}(?:日报|晚报|时报|晨报|早报|早報|快報|都市报|周报|商报|日報|晚報|時報|新报|快报|导报"
    r"|青年报|法治报|农民报)|(?:The\s)?[A-Z][\w ]{2,28}(?:Times|Post|News|Daily|Herald"
    r"|Gazette|Chronicle|Journal|Tribune|Courier|Reporter|Ledger|Packet|Press|Leader|Enterprise|Banner|Democrat|Citizen|Beacon|Pioneer|Messenger|Transcript|Eagle|Statesman|Mail|Dispatch|Observer|Examiner|Telegraph|Bulletin|Sentinel|Register|Mercury|Guardian|Independent)"
)
_NAMED_FOLIO = expression(
    f"(?P<name>{LETTER}{{2,4}})\\s+(?P<a>[A-Z]?0?\\d{{1,2}})"
    f"|(?P<b>[A-Z]?0\\d)\\s+(?P<name2>{LETTER}{{2,4}})"
    "|[A-Z]{4,12}(?: [A-Z]{4,12}){1,3}"
)
"""Page name and number (要闻 03), or the paper's name in capitals."""
_TITLED_DATE = expression(
    r"《?(?P<title>[^（(《》\d]{2,24}?)》?[\s·|—-]*[（(]?\s*(?:20|19)\d\d[年./-]?\d{1,2}[月./-]?\d{1,2}日?\s*[）)]?"
)
"""The name of the paper and a date, as exporters head a day's file."""


def furniture(  # noqa: PLR0911  # one return a kind of matter
    block: DraftBlock, *, top: bool, foot: bool, title: str | None = None
) -> Furniture | None:
    """The block as page furniture, if it is; ``top`` and ``foot``: at that end of a page."""
    for role in block.roles:
        if role in FURNITURE:
            name = _by_words(block.text) if role == "furniture" else None
            return Furniture(name or role, block.text, block.lines)
    if block.kind not in ("heading", "paragraph") or block.roles or len(block.text) > 160:
        return None
    text = block.text.strip()
    if is_credits(text) or _INDEX.fullmatch(text) or _INDEX_EAST.fullmatch(text):
        return Furniture("credits" if is_credits(text) else "contents", text, block.lines)
    if title and is_same(text, title):
        return Furniture("nameplate", text, block.lines) if top else None
    if not (top or foot):
        return None
    if top and is_folio(text):
        return Furniture("folio", text, block.lines)
    if len(text) <= 120 and (_IMPRINT.search(text) or folios.is_imprint(text)) and text[0] != "《":
        return Furniture("imprint", text, block.lines)
    if _NUMBER.fullmatch(text) and block.kind == "paragraph":
        return Furniture("page-number", text, block.lines)
    if top and block.kind == "heading" and _TITLED_DATE.fullmatch(text):
        return Furniture("nameplate", text, block.lines)
    if top and block.kind == "paragraph" and _NAMED_FOLIO.fullmatch(text):
        return Furniture("folio", text, block.lines)
    if top and NAMEPLATE.fullmatch(text) and len(text) <= 32:
        return Furniture("nameplate", text, block.lines)
    return None


def _by_words(text: str) -> str | None:
    """What furniture it is that a parser only knows to stand at the edge of the page."""
    if is_credits(text):
        return "credits"
    if is_folio(text):
        return "folio"
    return "imprint" if _IMPRINT.search(text) or folios.is_imprint(text) else None


def stray(block: DraftBlock, number: str | None, title: str | None) -> Furniture | None:
    """The page's own number or the paper's name in the middle of a broken paragraph."""
    if block.kind != "paragraph" or block.roles:
        return None
    if number and is_same(block.text, number):
        return Furniture("page-number", block.text, block.lines)
    if title and is_same(block.text, title):
        return Furniture("nameplate", block.text, block.lines)
    return None


def is_credits(text: str) -> bool:
    """A line that names who edited and laid out the page."""
    return len(text) <= _LONGEST_CREDITS and _is_credits(text)


@lru_cache(maxsize=ASKED)
def _is_credits(text: str) -> bool:
    if not _NAMES_JOB.search(text):
        return False
    if len(text) <= 80 and bool(_CREDITS.fullmatch(text) or _STAFF.fullmatch(text)):
        return True
    if folios.credits_number(text) is not None:
        return True
    found = folios.staff(text)
    return found is not None and not found.names and found.kinds <= _OF_STAFF


_LONGEST_CREDITS = 120
_PARTS = " :：/／\u3000\n"
"""What stands between a job and a name."""
_NAMES_JOB = expression(f"[{folios.JOBS}][^{_PARTS}]*[{_PARTS}]")
_OF_STAFF = frozenset({"credits", "contact", "page"})


def bare(text: str) -> str:
    """Words without blanks and case, as names are compared."""
    return "".join(text.split()).casefold()


def is_same(text: str, name: str) -> bool:
    """Whether the words are a name, but for blanks and case."""
    if len(text) > 4 * len(name) + _BLANKS:
        return False
    one, other = text.lstrip()[:1], name.lstrip()[:1]
    return one.casefold() == other.casefold() and bare(text) == bare(name)


_BLANKS = 8
"""More characters than these around a name that is set wide are no blanks."""


def is_nameplate(text: str) -> bool:
    """Whether a line is a paper's name by its words alone."""
    title, edition = folios.bare_title(text)
    return NAMEPLATE.fullmatch(title) is not None or (bool(edition) and folios.is_title(title))


def is_imprint_line(text: str) -> bool:
    """Who publishes the paper, where, and under which numbers."""
    return len(text) <= 120 and bool(_IMPRINT.search(text))


def is_folio(text: str) -> bool:
    """A line of nothing but a date, weekday, issue number, page number and names."""
    return folios.folio(text) is not None


_STRIPS = ("folio", "furniture")
"""Furniture that a page's number, name and date stand in."""


def folio_facts(items: tuple[Furniture, ...]) -> dict[str, str]:
    """Date, 期号, CN and post code as the folio lines and imprint print them."""
    facts: dict[str, str] = {}
    for item in sorted(items, key=lambda item: item.name != "nameplate"):
        if item.name in _STRIPS:
            told = folios.folio(item.text) or folios.parts(item.text)
            if told is not None and told.title and folios.is_title(told.title):
                facts.setdefault("title", told.title)
            elif NAMEPLATE.fullmatch(item.text) or _is_title(item):
                facts.setdefault("title", item.text)
        if item.name == "nameplate":
            titled = _TITLED_DATE.fullmatch(item.text)
            title, edition = folios.bare_title(titled["title"] if titled else item.text)
            facts.setdefault("title", title)
            if edition:
                facts.setdefault("edition", edition)
        if item.name not in (*_STRIPS, "imprint", "nameplate"):
            continue
        date = iso_date(item.text)
        if date and item.name in (*_STRIPS, "nameplate"):
            facts.setdefault("date", date)
        for key, pattern in _FACTS.items():
            match = pattern.search(item.text)
            if match:
                facts.setdefault(key, match[1].strip())
    strips = [item.text for item in items if item.name in (*_STRIPS, "nameplate", "page-number")]
    date = _date_in_pieces(strips[:_MOST_PIECES])
    if date:
        facts["date"] = date
    facts = _header_title(items) | facts
    return facts | _as_words(facts.get("title", ""), items)


def _as_words(title: str, items: tuple[Furniture, ...]) -> dict[str, str]:
    """A name that the nameplate sets in capitals as the folio lines print it."""
    if not (title.isascii() and title.isupper()):
        return {}
    for item in items:
        at = item.text.casefold().find(title.casefold())
        said = item.text[at : at + len(title)] if at >= 0 else ""
        if said and not said.isupper() and not said.islower():
            return {"title": said}
    return {}


def _is_title(header: Furniture) -> bool:
    text = header.text.strip()
    return header.name == "furniture" and folios.is_name(text) and folios.is_title(text)


def _header_title(items: tuple[Furniture, ...]) -> dict[str, str]:
    """A name that stands by itself or beside the day over several pages is the paper's."""
    often: Counter[str] = Counter()
    for item in items:
        told = folios.folio(item.text) if item.name == "folio" else None
        if item.name == "furniture" and folios.is_name(item.text):
            often[item.text] += 1
        elif told is not None and told.number is None and "date" in told.kinds:
            often.update(told.names)
    names = (text for text, n in often.most_common() if n > 1)
    return dict(zip(("title",), names, strict=False))


def _date_in_pieces(texts: Sequence[str]) -> str | None:
    """The date of a nameplate that stands over several lines: 2024年10月, 16, 星期三."""
    for n, text in enumerate(texts):
        if iso_date(text):
            return None
        beside = [texts[k].strip() for k in (n + 1, n - 1, n + 2, n - 2) if 0 <= k < len(texts)]
        month = _MONTH_ALONE.search(text)
        if month:
            days = [m for other in beside if (m := _DAY_ALONE.fullmatch(other))]
            return iso_date(f"{month[1]}-{month[2]}-{days[0][1]}") if days else None
        day = _DAY_OF_MONTH.search(text)
        years = [m for other in beside if (m := _YEAR_ALONE.fullmatch(other))]
        if day and years:
            numeric = f"{years[0][1]}-{day['m']}-{day['d']}" if day["m"] else ""
            return iso_date(numeric or f"{day['name']} {day['day']}, {years[0][1]}")
    return None


_MOST_PIECES = 16
_MONTH_ALONE = expression(r"((?:19|20)\d\d)\s?[年./-]\s?(\d{1,2})(?:\s?月)?(?![\d./-])(?!\s?\d)")
_DAY_ALONE = expression(r"(\d{1,2})\s?[日号]?")
_YEAR_ALONE = expression(r"((?:19|20)\d\d)\s?年?")
_DAY_OF_MONTH = expression(
    r"(?P<m>\d{1,2})\s?[月./-]\s?(?P<d>\d{1,2})\s?日?"
    r"|(?P<name>January|February|March|April|May|June|July|August|September|October|November"
    r"|December) (?P<day>\d{1,2})"
)


_FACTS = {
    "number": re.compile(
        r"(제\s?[\d,]{2,6}\s?호|Vol(?:ume|\.)?\s?[\dIVXLC]+[,.]?\s?N(?:o\.|umber)\s?\d+|\bNo\.\s?[\d,]{2,7}|[总總]\s?\d{2,6}\s?[期号號]|(?:总|總)?第\s?[（(]?\s?[\d,]{1,7}\s?[)）]?\s?[期号號]|(?:总|總)?第[〇○零一二三四五六七八九十百千萬万]{1,9}[期号號])"
    ),
    "cn": expression(r"(CN\s?\d{2}-\d{4})"),
    "issn": expression(r"ISSN\s?(\d{4}-\d{3}[\dX])"),
    "post_code": expression(r"[邮郵][发發]代[号號]\s*[:：]?\s*(\d{1,2}-\d{1,4})"),
}


def page_facts(
    items: tuple[Furniture, ...], titles: frozenset[str] = frozenset()
) -> tuple[str | None, str | None]:
    """Printed number and name of a page, out of its folio lines and page number.

    What a parser took for a header may be the name alone, if it is none of ``titles``.
    """
    headers = [item for item in items if item.name == "furniture"]
    dated = any(_MONTH_ALONE.search(item.text) for item in items)  # a bare figure may be the day
    told = (
        *(_of_strip(item.text, header=item in headers) for item in items if item.name in _STRIPS),
        *(_of_number(item.text) for item in items if item.name == "page-number"),
        *(_of_staff(item.text) for item in items if item.name == "credits"),
        *(_of_header(item.text, figure=not dated) for item in headers),
    )
    number = next((one[0] for one in told if one[0] is not None), None)
    name = next((one[1] for one in told if one[1] and same_page(one[0]) == same_page(number)), None)
    if number is not None and name is None:
        texts = (item.text.strip() for item in headers)
        name = next((text for text in texts if _is_page_name(text, titles)), None)
    return number, name


_Told = tuple[str | None, str | None]


def _of_strip(text: str, *, header: bool) -> _Told:
    named = _NAMED_FOLIO.fullmatch(text)
    if named and (named["a"] or named["b"]):
        return arabic(named["a"] or named["b"]), named["name"] or named["name2"]
    told = folios.folio(text)
    if told is not None and told.number:
        return told.number, told.name
    return (None if header else page_marker(text)) or (None, None)


def _of_number(text: str) -> _Told:
    digits = re.search(r"[A-Z]{0,2}\d{1,3}", text)
    return (arabic(digits[0]), None) if digits else (None, None)


def _of_staff(text: str) -> _Told:
    told = folios.staff(text)
    return told.number if told is not None else folios.credits_number(text), None


def _of_header(text: str, *, figure: bool) -> _Told:
    """What a line tells that a parser knows to stand at the edge of the page."""
    if _NUMBER.fullmatch(text.strip()):
        return _of_number(text) if figure else (None, None)
    told = folios.parts(text)
    if told is not None and told.number and len(told.names) < 2:
        return told.number, told.name
    return page_marker(text) or (None, None)


def _is_page_name(text: str, titles: frozenset[str]) -> bool:
    if bare(text) in titles:
        return False
    short = len(text) <= (_SHORT if not text.isascii() else 3 * _SHORT)
    return short and folios.is_name(text) and not folios.is_title(text)


_SHORT = 8
"""A page's name has at most so many characters, in Latin script three times as many."""
