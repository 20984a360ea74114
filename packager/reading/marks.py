"""Explicit marks that any text format may carry: attributes, page markers."""

from __future__ import annotations

import re

from packager.patterns import expression
from packager.reading.draft import FURNITURE, KINDS, ROLES
from packager.reading.script import LETTER, SPACE

_ATTRIBUTES = expression(r"\s*\{\s*((?:\.[A-Za-z][\w-]*\s*)+)\}\s*$")
_NUMERALS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "两": 2}

WIDE_ASCII = {0xFF10 + n: 0x30 + n for n in range(10)} | {0xFF21 + n: 0x41 + n for n in range(26)}
"""Full-width digits and capitals."""

PAGE_NUMBER = r"(?:[A-Z]{0,2}\d{1,3}|[〇○零一二三四五六七八九十]{1,3})"
_ENGLISH_SECTION = (
    "(?i:Home|Local|Region(?:al)?|County|Shore|Nation(?:al)?|World|Sports?|Business|Life(?:style)?|Arts"
    "|Opinion|Community|Provinc(?:e|ial)|State|Metro|City|District|Town|Island|International|News|Money|Travel|Health)"
)
SECTION = expression(
    "头版|封面|要闻|要聞|综合|時事|时事|时政|国内|国际|經濟|经济|财经|財經|社会|社會|民生|城事|都市|本地|地方|县域|天下"
    "|教育|健康|文化|文体|文娱|體育|体育|副刊|广告|專題|专题|理论|评论|港聞|澳聞|兩岸|総合|経済|地域|国際|スポーツ"
    f"|{LETTER}{{1,3}}(?:新闻|新聞|副刊|周刊|专刊|专版|要闻|版)"
    f"|(?i:the |in the )?{_ENGLISH_SECTION}(?: (?i:&|and) {_ENGLISH_SECTION}| (?i:News))?"
)
"""What pages are called: such a word under a page's number is its name, and no label."""
_PAGE = expression(
    rf"(?:第\s*(?P<a>{PAGE_NUMBER})\s*[版页頁面](?!式|权)|(?P<b>[A-Z]{{0,2}}\d{{1,3}})\s*版"
    r"|Page\s+(?P<c>[A-Z]{0,2}\d{1,3})\b(?:\s+of\s+\d{1,3})?|(?P<d>\d{1,2})面(?![积對对向]))"
    r"(?:\s*[：:·|｜/—\-–]\s*|\s+|(?=[（(])|$)[（(]?(?P<name>[^（）()。！？，,!?；;\d]{0,16}?)[)）]?",
    re.I,
    needs=("版页頁面Pp",),
)
_SECTION = expression(
    r"(?P<a>[A-Z]\d{1,2}|0\d)[\s\u3000:：·|]+(?P<name>[\u4e00-\u9fff]{2,6})版?",
    needs=("0ABCDEFGHIJKLMNOPQRSTUVWXYZ", f"{SPACE}：:·|"),
)
"""``A1 要聞``: only a number that can be nothing else."""
_NAMED = expression(
    rf"(?:第\s?(?P<a>{PAGE_NUMBER})\s?版|(?P<b>0\d))\s?(?P<name>{SECTION.pattern})"
    rf"|(?P<name2>{SECTION.pattern})\s?[·|｜]?\s?(?P<c>0\d)"
    rf"|(?P<e>[A-Z]{{1,2}}\d{{1,2}})(?P<name4>{SECTION.pattern})"
    rf"|(?P<d>[一二三四五六七八九十]{{1,3}})版[\s\u3000:：·|｜]+(?P<name3>{SECTION.pattern})"
)
"""``第2版要闻``, ``02要闻``, ``要闻·02``, ``二版 要闻``: with a word that pages are called by."""
_NUMERAL = expression("[\\d〇○零一二三四五六七八九十]")
_FRAME = "-=＝*＊#＃~～_—―─━－■◆●★☆▲◇□○·•"
_FRAMED = expression(
    rf"(?P<open>[{_FRAME}]{{1,12}})\s?(?P<in>[^{_FRAME}].{{0,20}}?)\s?[{_FRAME}]{{1,12}}(?P<after>.{{0,8}})"
    r"|[【\[〔［<＜（(]\s?(?P<in2>[^】\]〕］>＞）)]{2,20})\s?[】\]〕］>＞）)](?P<after2>.{0,8})"
    r"|(?:版面|版次|版号|版別|版别)\s?[:：]\s?(?P<in3>.{1,20})"
)
_IN_FRAME = expression(
    rf"(?:第\s?)?(?P<a>{PAGE_NUMBER})\s?[版页頁面]|[Pp](?:age|AGE)?\.?\s?(?P<b>[A-Z]?\d{{1,3}})|(?P<c>[A-Z]?0\d)"
)
"""``【第二版】``, ``== 第2版：要闻 ==``, ``版面：02 要闻``: what exporters put between pages."""
_COMMENT = expression(
    r"<!--\s*(?:page|版|版面)\s*[:：=]?\s*(?P<number>[A-Za-z0-9〇○零一二三四五六七八九十]{0,4})"
    r"(?:\s*版)?[\s:：]*(?P<name>.*?)\s*-->",
    re.I,
)


def arabic(number: str) -> str:
    """A page number as printed, in European digits: 三 → ``3``, １ and 01 → ``1``, Ａ０３ →
    ``A03``."""
    text = number.strip().translate(WIDE_ASCII).upper()
    if text and all(c in _NUMERALS or c == "十" for c in text):
        if "十" in text:
            tens, _, ones = text.partition("十")
            return str((_NUMERALS[tens] if tens else 1) * 10 + (_NUMERALS[ones] if ones else 0))
        return str(int("".join(str(_NUMERALS[c]) for c in text)))
    return text.lstrip("0") or "0" if text.isdecimal() else text


def same_page(number: str | None) -> str | None:
    """What page numbers are compared by: A03 is A3."""
    if number is None:
        return None
    bare = number.replace("-", "")
    letters = bare.rstrip("0123456789")
    digits = bare[len(letters) :]
    return letters + (digits.lstrip("0") or "0") if digits else letters


def take_attributes(text: str) -> tuple[str, tuple[str, ...]]:
    """Split ``words {.kicker}`` into words and roles; unknown names leave the text as it is."""
    match = _ATTRIBUTES.search(text[-200:]) if text.rstrip().endswith("}") else None
    if not match:
        return text, ()
    names = tuple(name.lstrip(".") for name in match[1].replace(".", " .").split())
    if not all(name in ROLES or name in KINDS or name in FURNITURE for name in names):
        return text, ()
    return text[: len(text) - len(match[0])], names


def page_marker(text: str) -> tuple[str, str | None] | None:
    """Number and name when the line says that a page begins: ``第2版 文化``, ``Page A4 Sports``."""
    bare = text.strip()
    if len(bare) > 40 or not _NUMERAL.search(bare):
        return None
    match = _PAGE.fullmatch(bare) or _SECTION.fullmatch(bare) or _NAMED.fullmatch(bare)
    if match:
        return _told(match)
    framed = _FRAMED.fullmatch(bare)
    if not framed:
        return None
    inside = (framed["in"] or framed["in2"] or framed["in3"]).strip()
    after = (framed["after"] or framed["after2"] or "").strip(" \u3000:：·|｜" + _FRAME)
    match = _PAGE.fullmatch(inside) or _SECTION.fullmatch(inside) or _NAMED.fullmatch(inside)
    match = match or _IN_FRAME.fullmatch(inside)
    if not match or (after and not SECTION.fullmatch(after)):
        return None
    number, name = _told(match)
    return number, name or after or None


def _told(match: re.Match[str]) -> tuple[str, str | None]:
    groups = match.groupdict()
    number = next(value for name, value in groups.items() if len(name) == 1 and value)
    name = next((v for name, v in groups.items() if name.startswith("name") and v), "")
    return arabic(number), name.strip() or None


def page_comment(html: str) -> tuple[str | None, str | None] | None:
    """Number and name out of ``<!-- page: 2 文化 -->``."""
    comment = html.strip()
    match = _COMMENT.fullmatch(comment) if "-->" not in comment[:-3] else None
    if not match or not (match["number"] or match["name"]):
        return None
    return arabic(match["number"]) or None, match["name"] or None
