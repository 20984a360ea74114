"""Paragraphs that a column or page break cut in two, and the verdict on joining them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from packager.patterns import expression
from packager.reading.draft import DraftBlock
from packager.reading.script import HAN, HANGUL, KANA, ends_closed, join_lines

_PROSE = expression("[，。；！？、,;]|\\. ")
_NEW_ITEM = expression(
    r"\s*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|[①-⑳]|[●■◆▲★□○·•※▶]|——|第[一二三四五六七八九十]{1,3}[，、章节条]"
    r"|[A-Za-z]\.|[『《][^』》]{2,40}[』》][ \u3000]|\d{1,2}[、)）]|\d{1,2}\.(?!\d)|图[为片①-⑳]"
    r"|本[报報]讯|新华社|附[表：]|编者按|记者手记|相关链接|[一-鿿]{2,6}：(?!“))"
)
_REFERENCE = expression(
    r"(?:资料|数据|图片|文字|信息)?来源|注\d*[:：]|备注|出处|附[:：]|https?:|Source:", re.I
)
_REACHED = expression(
    r"[\w.-]+@[\w-]+(?:\.[\w-]+)+$|(?:https?://|www\.)\S+$|(?:[:：]|\d{3,4}-)\d{7,11}$"
)
"""An address or a number to call ends a notice without a mark."""
_DATE = expression(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, )?"
    r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}),? \d{4}"
)
_SIGNED = expression(
    "(?:—|——)[^，。—]{2,12}$|^[—–-]+ ?[A-Z][\\w.'’ -]{2,40}(?:, [A-Z][\\w. -]{2,30})?$"
    "|^[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){1,3}(?:,? [A-Z][\\w,.'’ -]{2,48})?$"
)
_ASIDE = expression(r"[（(\[【〔][^（）()]*[）)\]】〕]")
_OPEN_END = "，、（(“‘「『《〈【—-的和与及或在从对向把被将由于为是以而且但并"
_OPEN_WORD = expression(
    r"\b(?:the|an?|of|to|in|at|on|by|for|from|with|and|or|but|that|than|as|is|are|was|were|had|has|have|its|their"
    r"|his|her|our|which|who|into|over|under|between|will|would|not)$"
)
_PARAGRAPH = 90
"""A line of Latin prose that is no heading or label has more characters."""
_SHORTEST = 12
"""A paragraph of prose has at least so many characters."""
_CLOSERS = "，。、；：！？）》”’」』】〉,;:!?)%"
_WORD = expression(f"[{HAN}{KANA}{HANGUL}A-Za-z0-9%％，、,\\-（(“《—]")


def breaks_off(text: str) -> bool:
    """Whether a paragraph of prose ends in the middle of a sentence."""
    bare = text.rstrip()
    if len(bare) < _SHORTEST or ends_closed(bare) or not _PROSE.search(bare, 0, len(bare) - 1):
        return False
    if not _WORD.match(bare[-1]) or _REFERENCE.match(bare) or _REACHED.search(bare[-60:]):
        return False
    return not (_SIGNED.search(bare[-90:]) or _DATE.fullmatch(bare))


def verdict(first: DraftBlock, second: DraftBlock, *, clean: bool = False) -> tuple[float, str]:  # noqa: PLR0911  # one return a reason
    """How certain it is (0..1) that ``second`` goes on where ``first`` breaks off, and why."""
    if second.continues_prev:
        return 1.0, "the source says that it goes on"
    one, two = first.text.rstrip(), second.text.lstrip()
    if not two or _NEW_ITEM.match(two) or not (breaks_off(one) or _runs_on(one, two)):
        return 0.0, ""
    if not (_PROSE.search(two) or ends_closed(two)) or _ASIDE.fullmatch(two):
        return 0.0, ""
    if two[0] in _CLOSERS:
        return 0.99, f"goes on with {two[0]}"
    if clean and one[-1] in "，,、":
        return 0.4, f"ends in {one[-1]}, in a source without column breaks"
    if one[-1] in _OPEN_END:
        return 0.98, f"breaks off after {one[-1]}"
    if _OPEN_WORD.search(one):
        return 0.97, "breaks off after a word that needs another"
    if one[-1].isascii() and one[-1].isalpha() and two[0].isupper():
        return 0.8 if len(one) > _PARAGRAPH else 0.6, "breaks off before a capital"
    return 0.95, "breaks off without a closing mark"


def _runs_on(one: str, two: str) -> bool:
    """Whether a line in Latin script, without any mark, goes on with a small letter."""
    bare = one.rstrip("-,")
    small = bare[-1:].isascii() and bare[-1:].islower() and two[:1].isascii() and two[:1].islower()
    return small and len(one) > _LINE


_LINE = 30
"""Characters of a line that may be one of prose, at least."""


def is_clean(texts: Iterable[str]) -> bool:
    """Whether hardly a paragraph of a long source breaks off: then its breaks are its own."""
    prose = [text for text in texts if len(text) >= 20 and _PROSE.search(text)]
    return len(prose) >= 60 and sum(map(breaks_off, prose)) * 50 < len(prose)


def join(first: str, second: str) -> str:
    """One paragraph out of two parts; a word that was hyphenated at the break is joined."""
    one, two = first.rstrip(), second.lstrip()
    if (
        one.endswith("-")
        and len(one) > 1
        and one[-2].isascii()
        and one[-2].isalpha()
        and two[:1].islower()
    ):
        return one[:-1] + two
    return join_lines(one, two)
