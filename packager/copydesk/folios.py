"""报眉: the line over a page, with its date, number, name and credits.

A folio line is known by being made of such parts and nothing else, in whatever order. How lines of
this kind that stand together make a strip, and which page it begins, is told in ``strips``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import msgspec

from packager.copydesk.names import ASKED
from packager.patterns import expression
from packager.reading.marks import SECTION, WIDE_ASCII, arabic
from packager.reading.script import LETTER

_TEN = "[一二三四五六七八九十]{1,3}"
_MONTH = (
    "(?i:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?)"
)
_DATE = (
    r"(?:19|20)\d{2}\s?[年./-]\s?\d{1,2}\s?[月./-]\s?\d{1,2}\s?日?"
    r"|(?:19|20)\d{2}年\s?[（(]\S{2,5}年[）)]\s?\d{1,2}月\s?\d{1,2}日"
    r"|(?:令和|平成|昭和)[元\d]{1,2}年\s?[（(](?:19|20)\d\d年?[）)]\s?\d{1,2}月\s?\d{1,2}日"
    rf"|[二〇○零一九]{{2}}[〇○零一二三四五六七八九]{{2}}年{_TEN}月{_TEN}日"
    rf"|(?:中[华華])?民[国國](?:[一二三四五六七八九十百]{{1,7}}|[一二三四五六七八九〇○零]{{2,3}}|\d{{1,3}})年"
    rf"(?:(?:{_TEN}|\d{{1,2}})月(?:{_TEN}|\d{{1,2}})日)?"
    r"|(?:令和|平成|昭和)[元\d]{1,2}年\s?\d{1,2}月\s?\d{1,2}日"
    r"|(?<!\d)\d{1,2}/\d{1,2}/(?:19|20)\d\d(?!\d)"
    rf"|{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s(?:19|20)\d\d"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s{_MONTH},?\s(?:19|20)\d\d"
    r"|(?:19|20)\d{2}년\s?\d{1,2}월\s?\d{1,2}일"
)
_DAY = r"\d{1,2}月\d{1,2}日|\d{1,2}월\s?\d{1,2}일"
_WEEK = (
    r"[（(](?:星期|礼拜|禮拜|週|周)[一二三四五六日天][）)]"
    r"|(?:星期|礼拜|禮拜|週|周)[一二三四五六日天](?![^\W\d第总總农農甲乙丙丁戊己庚辛壬癸今])|[（(]?[月火水木金土日]曜日?[）)]?|[（(][一二三四五六日月火水木金土][）)]"
    r"|[（(]?[월화수목금토일]요일[）)]?|[（(][월화수목금토일][）)]"
    r"|(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\b\.?(?=,? (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct"
    r"|Nov|Dec|\d))"
    r"|(?i:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)(?![a-z])(?!\s(?!January|February|March|April"
    r"|May|June|July|August|September|October|November|December)[A-Z][a-z]+)"
)
_LUNAR = (
    r"[（(]?(?:农历|農曆|夏历|夏曆)?[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年"
    rf"[闰閏]?{LETTER}{{2,6}}[）)]?|[（(]?(?:农历|農曆){LETTER}{{2,6}}[）)]?|[（(]?음력\s?\d{{1,2}}월\s?\d{{1,2}}일[）)]?"
)
_NUMBER = (
    r"(?:总|總)?第\s?[（(]?\s?[\d,]{2,6}\s?[)）]?\s?[期号號]|(?:总|總)第?\s?\d+\s?期|第[\d,]{3,6}[号號]"
    r"|Vol(?:ume|\.)?\s?[\dIVXLC]+|N(?:o\.|umber)\s?[\d,]+|(?i:Issue)\s(?:No\.\s?)?[\d,]{2,7}"
    r"|제\s?[\d,]{2,6}\s?호|[总總]\s?\d{3,6}\s?[号號]"
)
_SHEETS = (
    r"(?:今日|本期|今天|今|共|本報今日|本报今日)\s?(?:出纸|出紙)?(?:共\s?)?"
    r"[\d一二两兩三四五六七八九十]{1,3}\s?(?:大?[张張]|版|頁|页|개면)|\b\d{1,3}\s(?i:pages)\b"
)
_JOB = (
    "(?:本版)?(?:责任?编辑?|責任?編輯?|[编編][辑輯]|主[编編]|版式(?:设计)?|版面(?:设计|設計|编辑|編輯)?|(?:美术|视觉)?设计(?=[:：/／])|美编|美編|美[术術][编編][辑輯]"
    "|视觉|視覺|校[对對]|检校|组版|组稿|排版|督印人|採訪主任|采访主任|总编辑?|核稿|校閲|(?:紙面)?編集|整理|値班\\S{2,4}|值班\\S{2,4}|统筹|审读|签发)"
)
_PAGE = (
    r"第\s?(?P<han>[〇一二三四五六七八九十]{1,3}|[A-Z]{0,2}\d{1,3})(?:\s?[-—~～、/]\s?[A-Z]?\d{1,3})?"
    r"\s?[版頁页面]|(?<![^\s|｜）)])[（(](?P<paren>\d{1,2})[）)](?:(?![^\s|｜])"
    rf"|(?<=^....)(?={LETTER}{{2}})|(?<=^...)(?={LETTER}{{2}}))"
    rf"|(?<={LETTER})[（(](?P<end>\d{{1,2}})[）)]$"
    rf"|(?<![A-Za-z\d第共日])[（(]?(?P<bare>[A-Z]{{0,2}}\d{{1,3}})\s?"
    rf"(?:[版面]|면)(?:(?!\w)|(?={_JOB})|(?=[^\W\d_]{{2,8}}(?![^\W\d_])))"
    "[）)]?"
    rf"|(?<![\w第])(?P<zh>[一二三四五六七八九十]{{1,2}})版(?:(?!\w)|(?={_JOB}))"
    r"|(?<![A-Za-z\d_.:：/-])(?P<letter>[A-Z]-?\d{1,2}|0\d|\d{1,2}[A-D])"
    r"(?:\s?[-—/]\s?[A-Z]?\d{2}(?!\d))?(?![A-Za-z0-9])"
    r"|\b(?i:Page)\s(?P<page>[A-Z]?-?\d{1,3}[A-D]?)\b(?: of \d{1,3}\b)?"
)
JOBS = "责编编編辑主版美视校检组排督总值统审签核紙整値设"
"""Every word for those who make a page has one of these characters."""
_REACHED = "电话|電話|热线|熱線|邮箱|郵箱|投稿|本报|本報|微信|微博|网址|網址|地址|官网|客户端"
_PERSON = (
    f"{LETTER}[ \u3000]{LETTER}[ \u3000]{LETTER}(?!{LETTER})"
    f"|{LETTER}{{1,3}}[ \u3000](?!第|{_JOB}|{_REACHED})"
    f"{LETTER}{{1,2}}(?!{LETTER})"
    f"|{LETTER}{{2,4}}(?:、{LETTER}{{2,4}})*"
)
_CREDITS = rf"{_JOB}(?:\s?[:：/／]\s?|\s)(?:(?!{_JOB}(?:\s?[:：/／]|\s))(?:{_PERSON}))"
_IMPRINT = (
    r"CN\s?\d\d-\d{4}(?:/[A-Z0-9]{1,3})?|発行所[ \u3000]?\w{2,12}"
    r"|ISSN\s?\d{4}-\d{3}[\dX]|(?:国内统一(?:连续出版物)?|國內統一)(?:刊)?[号號]"
    r"|[邮郵][发發]代[号號]\s?[:：]?\s?\d{1,2}-\d{1,4}|(?:零售|每份|售[价價]|定[价價])\S{1,8}?元|[$£€¥]\s?\d+(?:\.\d\d)?(?:\s?[(（](?:[$£€¥]\s?[\d.,]+|inc[^()]{0,16})[)）])?"
    rf"|{LETTER}{{2,12}}(?:社出版|社主办|主办|主管|主辦|承办|出版|机关报|機關報)|内部资料|免费交流|内部(?:报刊|资料)?准印证?\S{{2,16}}号"
    rf"|代号\s?\d{{1,2}}-\d{{1,4}}"
    r"|(?:\S{2}[元\d一二三四五六七八九十]{1,3}年\S{1,3}月\S{1,3}日)?[（(]?第[3三]種郵便物認可[）)]?"
    r"|[週月旬]刊[（(][^（）()]{2,12}[）)]|購読料[^|｜]{2,16}円(?:[（(]税[^（）()]{1,4}[）)])?"
)
_EDITION = (
    r"(?<!\w)[（(]?(?:日刊|朝刊|夕刊|晚刊|早刊|조간|석간|[週周][刊报]|月刊|旬刊)[）)]?"
    "|(?i:(?:late|early|city|final|national|international|weekend|morning|evening|home|print)"
    " edition)"
)
_EXTRA = (
    r"(?:https?://|www\.)[\w./-]{4,40}|\b[\w-]+\.(?:com|cn|net|org|jp|kr|hk|tw|mo)(?:\.\w\w)?\b"
    r"|©\s?(?:19|20)?\d*(?:\s[A-Z][\w]+){0,4}(?:[^\s|｜\d]{2,8}(?:\s?(?:19|20)\d\d)?)?|☎\s?[\d-]{6,16}|〒\s?\d{3}-?\d{4}|邮编\s?[:：]?\s?\d{6}"
    r"|(?i:founded|established|since|est\.?)(?:\sin)?\s(?:1[6-9]|20)\d\d"
    r"|(?:[创創始]+[刊办于於]+|創立)\s?(?:1[89]|20)\d\d年?|(?:1[89]|20)\d\d年?(?:创刊|創刊|创办)"
    r"|(?:[$£€¥￥₹₩]|HK\$|NT\$|Rs\.?\s?|RM|MOP)\s?[\d,]+(?:\.\d\d)?"
    r"|(?<![\w.])\d{2,3}(?:[pc¢]|\s?¢| (?i:cents?|pence))(?!\w)"
    r"(?: (?i:where sold|plus (?:GST|tax)))?"
    r"|\((?:GST|HST|VAT|tax)[^()]{0,16}\)|(?i:plus|including|incl\.?) (?:tax|GST|HST|VAT)\b"
    r"|(?:每份|零售|售價|售价|定價|定价|港幣|1部|一部)\s?[$\d]\S{0,6}[元円圓]|\d{2,4}[円원](?!\w)"
    r"|(?:きょう|あす)の天気.{0,24}|(?i:weather|today|tonight)\s?:[^|｜]{4,60}"
    r"(?:[|｜,;]?\s?(?i:page)\s[A-Z]?\d{1,2})?"
    r"|(?i:(?:one|two|three|four|five|six|\d) sections?)|(?i:section) [A-Z]\b"
    r"|免费(?:派发|赠阅|取阅|派送)|免費(?:派發|贈閱|取閱)|非賣品|非卖品|(?i:\bfree\b)"
    r"|(?:今[日天]|明[日天])?(?:天气|天氣)?\s?[:：]?\s?(?:晴|多云|阴|小雨|阵雨|雨)"
    r"[^\d|｜，。]{0,12}-?\d{1,2}\s?[℃°]?C?\s?[~～\-—至]+\s?-?\d{1,2}\s?[℃°]C?"
)
"""What else stands by a paper's name: price, website, weather, year of foundation."""
_CONTACT = (
    r"(?:讀者服務|读者服务|訂報|订报|本版|新闻|新聞|广告|發行|发行|投稿|代表|热线(?=电话))*(?:电话|電話|热线|熱線|专线|專線|传真|傳真|邮箱|郵箱|信箱|TEL|FAX|E-?mail)"
    r"(?:[（(]\S{1,4}[）)])?\s?[:：]?\s?(?:\d{4} \d{4}"
    r"|(?:[（(]\d{2,4}[）)]\s?)?[\w@.（）()・+-]{5,40})"
    r"|(?:微信|微博|QQ群?|公众号|公眾號|客户端|客戶端|官网|網址|网址|地址|社址|邮编|总机|發行部|发行部|广告部|編輯部|编辑部)"
    r"(?:公众号|号)?\s?[:：]\s?[^\s|｜，。]{2,40}"
)
_KINDS = {
    **{"date": _DATE, "day": _DAY, "week": _WEEK, "lunar": _LUNAR, "number": _NUMBER},
    **{"sheets": _SHEETS, "credits": _CREDITS, "imprint": _IMPRINT, "page": _PAGE},
    **{"edition": _EDITION, "contact": _CONTACT, "extra": _EXTRA},
}
_PART = expression(
    "(?![A-Za-z](?<=[A-Za-z]{2}))(?:"
    + "|".join(f"(?P<{kind}_>{pattern})" for kind, pattern in _KINDS.items())
    + ")"
)
"""No part begins within a word of Latin script."""
_PAGE_GROUPS = ("han", "bare", "zh", "letter", "page", "paren", "end")
_WEAK = frozenset({"day", "page", "credits", "imprint", "edition", "contact", "extra"})
"""Kinds that other lines are made of, too."""
_LONGEST = 160
_HINT = expression(r"\d|[年期版面号號历曆호]|day\b", re.I)
_IMPRINT_HINT = frozenset("NI统統邮郵元$£€¥办辦管版料流")
_PUBLISHED = expression(_IMPRINT)
_GAP = expression(r"[\s|｜·•○●◎■□◆◇▪★☆♦❖◊▸►▲△▼▽/／—–\-,，。．:：、*《》‖丨│┃∣¦～~_=+#]+")
_TITLE = expression(
    r".*(?:[报報]|タイム[スズ]|周末|周刊|週刊|일보|신문|(?<![综綜国國际際本地体體育社会會财財经經济濟内港两兩岸合生要城])新聞"
    r"|[A-Z]{2,}(?: [A-Z]+)* ?[A-Z]*BAO|[\s-](?:News|Times|Post|Daily|Herald|Gazette|Courier"
    r"|Sentinel|Chronicle|Journal|Tribune|Observer"
    r"|Reporter|Ledger|Packet|Press|Leader|Enterprise|Banner|Democrat|Citizen|Monitor|Beacon|Pioneer|Messenger|Transcript|Eagle|Statesman|Intelligencer|Review|Examiner|Telegraph|Bulletin|Register|Mercury|Guardian|Independent|Standard|Mail|Express"
    r"|Star|Echo|Argus|Dispatch|Record|Advertiser|Inquirer|Globe))",
    re.I,
)
_NAME = (
    f"(?:{LETTER}{{2,4}}/{LETTER}{{2,4}}(?!{LETTER}|/)|第[23]社会|{LETTER}{{2,8}}(?!{LETTER})(?:[·・]{LETTER}{{2,6}})?)"
    r"|(?:[A-Z][A-Za-z'’.-]{2,20}|(?<![A-Za-z])[A-Z]\.?)"
    r"(?: (?:[A-Z][A-Za-z'’.-]*|of|the|and|for|in|de|&)){0,5}"
    "(?<![ -])(?![A-Za-z])"
)
_WORDS = expression(_NAME)
_LEFT = expression(rf"(?P<name>{_NAME})|(?P<number>(?<![A-Za-z\d.,:])\d{{1,3}}(?![A-Za-z\d.,:]))")
"""What may stand between the parts: a name, or the page's number and nothing said with it."""
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
    names: tuple[str, ...] = ()
    """All words between the parts."""

    free: bool = False
    """Whether the number stands there and nothing says that it is a page's."""

    @property
    def begins_page(self) -> bool:
        """Whether the line can stand over nothing but a page: a number beside something else."""
        return self.number is not None and (len(self.kinds) > 1 or self.title is not None)

    @property
    def sure(self) -> bool:
        """Whether the line is a folio line by itself, and not only among others."""
        if self.free and not self.kinds - _WEAK:
            return bool(self.kinds & {"credits", "edition"})
        if not self.kinds - _WEAK and len(self.kinds) < 2:
            return self.number is not None and self.title is not None and self.kinds == {"page"}
        dated = self.title is not None and "date" in self.kinds
        return self.number is not None or not self.names or len(self.kinds) > 1 or dated


@lru_cache(maxsize=ASKED)
def folio(text: str) -> Folio | None:
    """The parts of a line that is a folio line, or None.

    Besides the parts at most three names may stand there: the page's beside its number, the
    paper's, and its place.
    """
    if not 2 <= len(text) <= _LONGEST or not _HINT.search(text):
        return None
    found = parts(text)
    if found is None:
        return _loose(text)
    return found if found.sure else None


def _loose(text: str) -> Folio | None:
    """The parts of a line with the day and number of an issue, and with words of any kind."""
    line = text.translate(WIDE_ASCII)
    if not _SENTENCE.isdisjoint(line):
        return None
    found = list(_PART.finditer(line))
    kinds = {(part.lastgroup or "").removesuffix("_") for part in found}
    told = sum(part.end() - part.start() for part in found)
    whole = {"date", "number"} <= kinds or {"number", "imprint"} <= kinds
    return Folio(frozenset(kinds - {"page"})) if whole and told * 2 > len(line) else None


@lru_cache(maxsize=ASKED)
def parts(text: str) -> Folio | None:
    """The parts of a line of which nothing else is left than names, or None."""
    if len(text) > _LONGEST or not _SENTENCE.isdisjoint(text):
        return None
    line = _CAPTIONS.sub(" ", text.strip().translate(WIDE_ASCII))
    read = _read(line)
    if read is not None and read.name is not None:
        return read
    spread = _SPREAD.sub(lambda m: "".join(m[0].split()), line)
    return (_read(spread) if spread != line else None) or read


_SPREAD = expression(rf"(?<!{LETTER}){LETTER}(?:[ \u3000]{LETTER}){{1,3}}(?!{LETTER})")
"""A page's name that is set wide: 专　版."""


def _read(line: str) -> Folio | None:
    found = list(_PART.finditer(line))
    kinds = {(part.lastgroup or "").removesuffix("_") for part in found}
    if not kinds and not _FIGURE.search(line):
        return None
    left = _left(line, found, slogans=len(kinds - _WEAK) > 1)
    if left is None:
        return None
    names = [(place, word) for place, word in left if not word.isdecimal()]
    free = [(place, word) for place, word in left if word.isdecimal()]
    told = [part for part in found if part["page_"] and not (part["end"] and "date" not in kinds)]
    if len(told) < sum(part["page_"] is not None for part in found):
        return None  # somebody's age
    number: str | None = None
    at = (0, 0)
    printed = [part for part in told if not (part["bare"] and part[0].rstrip("）)").endswith("版"))]
    if free and (printed or not _stands_free(line, free, found)):
        return None
    if free:
        number, at = free[0][1], (free[0][0], free[0][0] + len(free[0][1]))
        kinds |= {"page"} | ({"edition"} if told else set())  # 1 総合 13版: the edition's number
    elif told:
        first = (*printed, *told)[0]
        number, at = next(filter(None, first.group(*_PAGE_GROUPS))), first.span()
    if not kinds:
        return None
    name, title = _told(names, at if number else None, found)
    words = tuple(word for _, word in names)
    page = arabic(number) if number else None
    return Folio(frozenset(kinds), page, name, title, words, bool(free))


def _stands_free(
    line: str, free: Sequence[tuple[int, str]], found: Sequence[re.Match[str]]
) -> bool:
    """Whether there is one number, and at an end of the line or beside a part."""
    at, word = free[0]
    if any(other != word for _, other in free):
        return False
    before, after = line[:at], line[at + len(word) :]
    one, other = _GAP.sub(" ", before).strip(), _GAP.sub(" ", after).strip()
    if not one or not other or is_title(one):
        return True
    beside = one.rpartition(" ")[2], other.partition(" ")[0]
    if any(SECTION.fullmatch(name) for name in beside):
        return True
    ends = {part.end() for part in found}, {part.start() for part in found}
    left = len(_GAP_AT_END.sub("", before))
    right = len(line) - len(_GAP_AT_START.sub("", after))
    return left in ends[0] or right in ends[1]


_GAP_AT_END, _GAP_AT_START = expression(r"[\s|｜·/／]+$"), expression(r"^[\s|｜·/／]+")


_CAPTIONS = expression("(?:版次|版名|版面名称|日期|出版日期|报名|報名)\\s?[:：]", needs=(":：",))
"""What tells what the next part of a line is."""
_FIGURE = expression(r"\d")


def is_imprint(text: str) -> bool:
    """A line of nothing but who publishes the paper and under which numbers."""
    if _IMPRINT_HINT.isdisjoint(text) or not _PUBLISHED.search(text):
        return False
    found: list[re.Match[str]] = []
    for part in _PART.finditer(text.strip()):
        if not part["imprint_"]:
            return False
        found.append(part)
    return len(found) > 1 and _left(text, found) == []


def town(text: str) -> str | None:
    """The town under whose name and day a paper in Latin script comes out."""
    found = _TOWN.match(text)
    return found[1] if found else None


_TOWN = expression(
    r"([A-Z][\w.'’ -]{2,24}), (?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[A-Z][a-z]+ \d{1,2},)"
)
"""Kadalur, Wednesday, October 9, 2024"""


def staff(text: str) -> Folio | None:
    """The parts of a line that names who made the page, and tells at most how to reach them."""
    if not 4 <= len(text) <= _LONGEST or not _STAFF_HINT.search(text):
        return None
    found = parts(text)
    return found if found is not None and "credits" in found.kinds else None


_STAFF_HINT = expression(f"{_JOB}[\\s:：/／]", needs=(JOBS,))


def credits_number(text: str) -> str | None:
    """The page's number before those who made it: ``1版责任编辑：…``, ``2 责编：…``."""
    match = _NUMBERED_CREDITS.match(text.translate(WIDE_ASCII))
    return arabic(match["number"]) if match else None


_NUMBERED_CREDITS = expression(
    r"[（(]?第?\s?(?P<number>[A-Z]?[0-9]{1,3}|[一二三四五六七八九十]{1,3})\s?[版面页]?\s*[|｜·]?\s*"
    rf"{_JOB}"
    r"\s?[:：/／ \u3000]",
    needs=(JOBS, "0123456789一二三四五六七八九十"),
)


def bare_title(text: str) -> tuple[str, str | None]:
    """A paper's name without its edition (夕刊) and its name in Latin script, and the edition.

    Letters set wide (格 曲 日 报) are put together.
    """
    words = text.strip().strip("《》")
    first = _EDITION_FIRST.match(words)
    if first:
        return bare_title(words[first.end() :])[0], first[1]
    edition = _EDITION_AT_END.search(words)
    if edition:
        words = words[: edition.start()].rstrip(" \u3000·|｜（(")
    beside = _LATIN_BESIDE.fullmatch(words)
    if beside:
        words = (beside["one"] or beside["other"]).strip(" \u3000·|｜/")
    if _SPACED.fullmatch(words):
        words = "".join(words.split())
    return words, edition[0].strip("（）() \u3000") if edition else None


_EDITION_FIRST = expression(r"[（(]?(朝刊|夕刊|조간|석간)[）)]?[\s|｜・·]+(?=\S)")
_EDITION_AT_END = expression(
    r"(?<=\S)[\s（(·|｜]+(?:朝刊|夕刊|晚刊|早刊|조간|석간|(?i:\w+ edition))[）)]?$"
)
_LATIN_BESIDE = expression(
    rf"(?P<one>{LETTER}[^A-Za-z]{{1,14}}?)[\s|｜/·]*[A-Z][A-Za-z .&'’-]{{5,40}}"
    rf"|[A-Z][A-Za-z .&'’-]{{5,40}}[\s|｜/·]*(?P<other>{LETTER}[^A-Za-z]{{1,14}})"
)
_SPACED = expression(rf"{LETTER}(?:[ \u3000]{{1,3}}{LETTER}){{2,11}}")


def is_title(text: str) -> bool:
    """Whether words end as papers are called."""
    return _TITLE.fullmatch(text) is not None and not _NEWS_OF.fullmatch(text)


_NEWS_OF = expression(
    "(?:地方|綜合|综合|國際|国际|國內|国内|本地|本市|本县|縣市|县市|社會|社会|經濟|经济|財經|财经|體育|体育|文教|文化|教育|娛樂|娱乐"
    "|影劇|科技|時事|时事|都市|城市|農村|农村|兩岸|大陸|要聞|头版|焦点|焦點|圖片|图片)(?:新闻|新聞)"
)
"""地方新聞 is a page of the paper; 潮見新聞 is one."""


def is_name(text: str) -> bool:
    """Whether words are a name and nothing else."""
    return _WORDS.fullmatch(text) is not None


def _left(
    line: str, found: Sequence[re.Match[str]], *, slogans: bool = False
) -> list[tuple[int, str]] | None:
    """Names and free numbers between the parts, with their places; None if there is more.

    With ``slogans`` a cell of its own between upright strokes (``SINCE 1877``) may say anything.
    """
    left: list[tuple[int, str]] = []
    at = 0
    cells = _CELL.finditer(line) if slogans else ()
    said = [
        cell.span()
        for cell in cells
        if _GAP.sub("", _LEFT.sub("", cell[0]))
        and not any(_overlap(cell.span(), part.span()) for part in found)
    ]
    spans = sorted((*(part.span() for part in found), *said))
    for start, end in (*spans, (len(line), len(line))):
        between = line[at:start]
        left += [(at + word.start(), word[0]) for word in _LEFT.finditer(between)]
        if _GAP.sub("", _LEFT.sub("", between)):
            return None
        at = end
    return left if len(left) <= _MOST_NAMES else None


_MOST_NAMES = 4
_CELL = expression(r"(?<=[|｜])[^|｜]{1,60}(?=[|｜])|(?<=[|｜])[^|｜]{1,60}$")


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _told(
    names: Sequence[tuple[int, str]], page: tuple[int, int] | None, found: Sequence[re.Match[str]]
) -> tuple[str | None, str | None]:
    """Which of the names is the page's (the one nearest to its number), and which the paper's.

    A weekly (经济周刊) is a page of a daily, where another word may be the paper's name.
    """
    titles = [word for _, word in names if is_title(word)]
    if page is None:
        return None, titles[0] if titles else None
    news = [word for word in titles if word.endswith(("新聞", "新闻"))]
    others = [word for word in titles if word not in news]
    weak = [word for word in others if _WEEKLY.search(word) or SECTION.fullmatch(word)]
    weak += news if len(others) > len(weak) or len(names) == 1 else []
    strong = [word for word in titles if word not in weak]
    parts = [part.span() for part in found if part.span() != page]

    def distance(place: int, word: str) -> tuple[int, bool, bool, int, bool]:
        start, end = (page[1], place) if place >= page[1] else (place + len(word), page[0])
        between = sum(start <= one and other <= end for one, other in parts)
        return between, end - start > _NEAR, word in weak, end - start, place < page[0]

    may = [(place, word) for place, word in names if word not in strong]
    near = min(may, key=lambda one: distance(*one), default=None)
    if near is not None and near[1] in weak and len(names) == 1 and near[0] < page[0]:
        near = None  # the paper's own name before the number
    name = near[1] if near is not None else None
    rest = [word for _, word in names if word != name]
    return name, next(iter((*strong, *(w for w in weak if w != name), *rest)), None)


_NEAR = 3
"""Characters between a page's number and its name, at most, where two names may be it."""
_WEEKLY = expression("(?:周末|周刊|週刊|周報|周报)$")
