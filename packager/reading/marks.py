"""Explicit marks that any text format may carry: attributes, page markers."""

from __future__ import annotations

import re

from packager.patterns import expression
from packager.reading.draft import FURNITURE, KINDS, ROLES
from packager.reading.script import SPACE

_ATTRIBUTES = expression(r"\s*\{\s*((?:\.[A-Za-z][\w-]*\s*)+)\}\s*$")
_NUMERALS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "两": 2}

WIDE_ASCII = {0xFF10 + n: 0x30 + n for n in range(10)} | {0xFF21 + n: 0x41 + n for n in range(26)}
"""Full-width digits and capitals."""

PAGE_NUMBER = r"(?:[A-Z]{0,2}\d{1,3}|[〇○零一二三四五六七八九十]{1,3})"
_PAGE = expression(
    rf"(?:第\s*(?P<a>{PAGE_NUMBER})\s*[版页頁面](?!式|权)|(?P<b>[A-Z]{{0,2}}\d{{1,3}})\s*版"
    r"|Page\s+(?P<c>[A-Z]{0,2}\d{1,3})\b|(?P<d>\d{1,2})面(?![积對对向]))"
    r"(?:\s*[：:·|｜/—\-–]\s*|\s+|(?=[（(])|$)[（(]?(?P<name>[^（）()。！？，,!?；;\d]{0,16}?)[)）]?",
    re.I,
    needs=("版页頁面Pp",),
)
_SECTION = expression(
    r"(?P<a>[A-Z]\d{1,2}|0\d)[\s\u3000:：·|]+(?P<name>[\u4e00-\u9fff]{2,6})版?",
    needs=("0ABCDEFGHIJKLMNOPQRSTUVWXYZ", f"{SPACE}：:·|"),
)
"""``A1 要聞``: only a number that can be nothing else."""
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
    if len(text) > 40:
        return None
    match = _PAGE.fullmatch(text.strip()) or _SECTION.fullmatch(text.strip())
    if not match:
        return None
    number = next(filter(None, (match[g] for g in "abcd" if g in match.groupdict())))
    return arabic(number), (match["name"] or "").strip() or None


def page_comment(html: str) -> tuple[str | None, str | None] | None:
    """Number and name out of ``<!-- page: 2 文化 -->``."""
    comment = html.strip()
    match = _COMMENT.fullmatch(comment) if "-->" not in comment[:-3] else None
    if not match or not (match["number"] or match["name"]):
        return None
    return arabic(match["number"]) or None, match["name"] or None
