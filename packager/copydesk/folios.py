"""报眉: the line over a page, with its date, number, name and credits; and the page that it begins.

A folio line is known by being made of such parts and nothing else, in whatever order.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

import msgspec

from packager.copydesk.names import ASKED
from packager.patterns import expression
from packager.reading.draft import FURNITURE, DraftBlock
from packager.reading.marks import WIDE_ASCII, arabic, page_marker
from packager.reading.script import LETTER

_TEN = "[一二三四五六七八九十]{1,3}"
_MONTH = (
    "(?i:January|February|March|April|May|June|July|August|September|October|November|December"
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
    r"(?:星期|礼拜|禮拜|週|周)[一二三四五六日天](?![^\W\d])|[（(]?[月火水木金土日]曜日?[）)]?|[（(][一二三四五六日月火水木金土][）)]"
    r"|(?i:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
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
    r"|(?<![A-Za-z\d第共日])(?P<bare>[A-Z]{0,2}\d{1,3})\s?[版面](?!\w)|(?<![\w第])(?P<zh>[一二三四五六七八九十]{1,2})版(?!\w)"
    r"|(?<!\w)(?P<letter>[A-Z]\d{1,2}|0\d)(?![A-Za-z0-9])|\bPage\s(?P<page>[A-Z]?\d{1,3})\b"
    rf"|^(?P<first>\d{{1,2}})(?=\s+(?:{LETTER}{{2,6}}(?:\s|$)|[A-Z]))"
    rf"|(?<=\s)(?P<inner>\d{{1,2}})(?=\s+{LETTER}{{2,6}}$)|(?<={LETTER}\s)(?P<last>\d{{1,2}})$"
    r"|(?<=星期[一二三四五六日天])(?P<end>\d{1,2})$"
)
_JOB = (
    "(?:本版)?(?:责任?编辑?|責任?編輯?|[编編][辑輯]|主[编編]|版式(?:设计)?|版面|美编|美編|美[术術][编編][辑輯]"
    "|视觉|視覺|校[对對]|检校|组版|组稿|排版|督印人|总编辑?|值班\\S{2,4}|统筹|审读|签发)"
)
_PERSON = f"{LETTER}{{2,4}}(?:、{LETTER}{{2,4}})*|{LETTER} {LETTER}(?!{LETTER})"
_CREDITS = rf"{_JOB}(?:\s?[:：/／]\s?|\s)(?:(?!{_JOB}(?:\s?[:：/／]|\s))(?:{_PERSON}))"
_IMPRINT = (
    r"CN\s?\d\d-\d{4}(?:/[A-Z0-9]{1,3})?|ISSN\s?\d{4}-\d{3}[\dX]|(?:国内统一(?:连续出版物)?|國內統一)(?:刊)?[号號]"
    r"|[邮郵][发發]代[号號]\s?[:：]?\s?\d{1,2}-\d{1,4}|(?:零售|每份|售[价價]|定[价價])\S{1,8}?元|[$£€¥]\s?\d+(?:\.\d\d)?"
    rf"|{LETTER}{{2,12}}(?:社出版|社主办|主办|主管|主辦|承办|出版|机关报|機關報)|内部资料|免费交流|代号\s?\d{{1,2}}-\d{{1,4}}"
)
_EDITION = "[（(]?(?:日刊|朝刊|夕刊|[週周][刊报]|月刊|旬刊)[）)]?"
_CONTACT = (
    r"(?:本版|新闻|新聞|广告|發行|发行|投稿|代表)*(?:电话|電話|热线|熱線|邮箱|郵箱|信箱|TEL|FAX|E-?mail)"
    r"(?:[（(]\S{1,4}[）)])?\s?[:：]?\s?[\w@.（()）・+-]{5,40}"
)
_KINDS = {
    **{"date": _DATE, "day": _DAY, "week": _WEEK, "lunar": _LUNAR, "number": _NUMBER},
    **{"sheets": _SHEETS, "credits": _CREDITS, "imprint": _IMPRINT, "page": _PAGE},
    **{"edition": _EDITION, "contact": _CONTACT},
}
_PART = expression("|".join(f"(?P<{kind}_>{pattern})" for kind, pattern in _KINDS.items()))
_PAGE_GROUPS = ("han", "bare", "zh", "letter", "page", "first", "inner", "last", "end")
_WEAK = frozenset({"day", "page", "credits", "imprint", "edition", "contact"})
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
_WORDS = expression(f"{LETTER}{{2,8}}(?:·{LETTER}{{2,6}})?|[A-Za-z][A-Za-z &'’.]{{2,32}}(?<! )")
_SENTENCE = frozenset("。！？；“”「」【】")


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


@lru_cache(maxsize=ASKED)
def folio(text: str) -> Folio | None:
    """The parts of a line that is a folio line, or None.

    Besides the parts at most two names may stand there: the page's beside its number, and the
    paper's.
    """
    if not 2 <= len(text) <= _LONGEST or not _SENTENCE.isdisjoint(text) or not _HINT.search(text):
        return None
    line = text.strip().translate(WIDE_ASCII)
    parts = list(_PART.finditer(line))
    kinds = frozenset((part.lastgroup or "").removesuffix("_") for part in parts)
    if not kinds - _WEAK and len(kinds) < 2:
        return None
    names = _names(line, parts, slogans=len(kinds - _WEAK) > 1)
    page = next((part for part in parts if part["page_"]), None)
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


def _names(
    line: str, parts: Sequence[re.Match[str]], *, slogans: bool = False
) -> list[tuple[int, str]] | None:
    """Words between the parts, with their places; None if they are more than names.

    With ``slogans`` a cell of its own between upright strokes (``SINCE 1877``) may say anything.
    """
    names: list[tuple[int, str]] = []
    at = 0
    cells = _CELL.finditer(line) if slogans else ()
    said = [
        cell.span()
        for cell in cells
        if not _WORDS.fullmatch(cell[0].strip())
        and not any(_overlap(cell.span(), part.span()) for part in parts)
    ]
    spans = sorted((*(part.span() for part in parts), *said))
    for start, end in (*spans, (len(line), len(line))):
        between = line[at:start]
        names += [(at + word.start(), word[0]) for word in _WORDS.finditer(between)]
        if _GAP.sub("", _WORDS.sub("", between)):
            return None
        at = end
    return names if len(names) <= 3 else None


_CELL = expression(r"(?<=[|｜])[^|｜]{1,60}(?=[|｜])|(?<=[|｜])[^|｜]{1,60}$")


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


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
    """The same blocks, with the folio lines that begin a page made page markers.

    Folio lines right above such a line, which tell the day or the paper's name, go with it.
    """
    told = [_folio_of(block) for block in blocks]
    titles = {one.title for one in told if one is not None} - {None}
    out: list[DraftBlock] = []
    held: str | None = None
    fresh = counted = began = False
    for n, block in enumerate(blocks):
        found = _begun(blocks, told, n)
        if block.kind == "page":
            held, fresh, counted, began = block.number, True, bool(block.ids), True
        elif found is not None and not (fresh and (counted or held in (None, found.number))):
            held, fresh, counted = found.number, True, False
            named = _named_above(out) if out and began and found.name is None else None
            began = True
            above = len(out)
            while above and _goes_below(out[above - 1], titles):
                above -= 1
            marker = msgspec.structs.replace(
                block,
                kind="page",
                number=found.number,
                name=found.name or named,
                level=None,
                marks=(),
            )
            out.insert(above, marker)
            continue
        elif found is None and told[n] is None and not _is_edge(block):
            fresh = False
        out.append(block)
    return out


def _folio_of(block: DraftBlock) -> Folio | None:
    line = block.kind in ("heading", "paragraph") and not block.roles
    return folio(block.text) if line else None


def _is_edge(block: DraftBlock) -> bool:
    """Whether a block may stand between a page's beginning and its folio line."""
    return block.kind == "rule" or bool(FURNITURE & set(block.roles))


def _begun(blocks: Sequence[DraftBlock], told: Sequence[Folio | None], at: int) -> Folio | None:
    """The page that a line begins: by all its parts, by its form, or by the folio line under it."""
    block = blocks[at]
    found = told[at]
    if found is not None and found.begins_page:
        return found
    if block.roles or block.kind not in ("heading", "paragraph"):
        return None
    alone = page_marker(block.text) if block.kind == "paragraph" else None
    if alone is None:
        numbered = _NUMBERED.fullmatch(block.text.strip())
        below = told[at + 1] if numbered and at + 1 < len(blocks) else None
        if not numbered or below is None or below.begins_page:
            return None
        alone = (arabic(numbered["a"] or numbered["b"]), numbered["name"] or numbered["name2"])
    return Folio(number=alone[0], name=alone[1])


_NAME = f"{LETTER}{{2,8}}(?:·{LETTER}{{2,6}})?|[A-Z][A-Za-z& ]{{2,24}}"
_NUMBERED = expression(
    rf"(?P<a>[A-Z]?\d{{1,2}})\s*(?P<name>{_NAME})|(?P<name2>{_NAME})\s*(?P<b>[A-Z]?\d{{1,2}})"
)
"""``2 要闻·评论``, ``经济 3``: a page over its folio line, else part of a list."""


def _goes_below(block: DraftBlock, titles: Collection[str | None]) -> bool:
    """Whether a line over a line that begins a page stands on that page: folio, paper's name."""
    if "furniture" in block.roles or block.text.strip() in titles:
        return True
    found = _folio_of(block)
    if found is None or "credits" in found.kinds:
        return False
    return found.title is not None or len(found.kinds) > 1  # a bare day may be a notice's


def _named_above(out: list[DraftBlock]) -> str | None:
    """The page's name, set as a heading of its own over the folio line; it becomes furniture."""
    above = out[-1]
    if above.kind != "heading" or above.roles or len(above.text) > _LONGEST_NAME:
        return None
    if not _WORDS.fullmatch(above.text) or _TITLE.fullmatch(above.text):
        return None
    if len(out) > 1 and out[-2].kind == "heading":
        return None
    out[-1] = msgspec.structs.replace(above, roles=("furniture",))
    return above.text


_LONGEST_NAME = 16
