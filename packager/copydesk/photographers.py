"""Photographers: the credits of pictures, alone or at the end of a caption."""

from __future__ import annotations

import re
from functools import lru_cache

from packager.copydesk.names import AGENCY, ASKED, BRACKET_END, ROLE, SURNAMES, split_names
from packager.issue import Byline
from packager.patterns import expression
from packager.reading.script import HAN, KANA, LETTER, folded

_WORK = "(?:摄影报道|摄影|攝影|摄|攝|撮影|图文|文图|供图|提供|绘图|制图|插图|漫画|绘|图)"
_PICTURE_WORK = (
    "(?:摄影|攝影|[图圖][与與和/／、]?文|文[与與和/／、]?[图圖]|图片?"
    "|写真|寫真|供图|撮影|插图|插圖|题图|漫画|制图|绘图|篆刻|书法)"
)
_PEOPLE = f"[{HAN}{KANA}·、\\s]{{2,20}}?"
_CREDIT = expression(
    r"(?P<open>[（(【]?)\s*(?:"
    rf"(?P<lead>{_PICTURE_WORK}\s*[:：/／・])\s*(?P<agency1>{AGENCY})?\s*(?P<role1>{ROLE})?\s*"
    rf"(?P<names1>{_PEOPLE})(?:\s*[摄攝])?"
    rf"|(?P<agency>{AGENCY})?\s*(?P<role>{ROLE})?\s*(?P<names2>{_PEOPLE})"
    rf"\s*(?:文\s*[/／]|[/／])?\s*(?P<work>{_WORK})"
    r"|(?P<plain>(?:新华社|新華社|中新社)?发|资料图片?|本报资料(?:图片?)?))\s*(?P<close>[）)】]?)"
)
_CREDIT_EN = expression(
    r"[（(]?(?:(?:Photo(?:graph)?|Picture)s?(?:\s+by|:|\s*/)\s*)(?P<who>[^()]{2,60})[）)]?", re.I
)
_CREDIT_ENGLISH = expression(
    r"(?P<open>[（(]?)(?:(?P<paper>(?:[A-Z][\w.&]*|[Ss]taff|[Ff]ile)(?: [A-Z][\w.&]*){0,3}) "
    r"(?:[Pp]hoto(?:graph)?|PHOTO)"
    r"(?:(?: by|:) (?P<by>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,3}))?)(?P<close>[）)]?)"
)
"""(Staff photo by Ian Corkum), (Joan Ells photo), (AP Photo): the last only in brackets."""
_CREDIT_SLASHED = expression(
    r"[（(]?(?P<who>[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]*){1,3})\s?/\s?"
    r"(?P<agency>[A-Z][\w.&]*(?: [A-Z][\w.&]*){0,3})[）)]?"
)
"""DALE HUTCHINS / SENTINEL"""
_SUPPLIED = expression(
    rf"[（(]?(?:(?:图片|照片|资料图)?(?:由|来源[:：]?)\s?[{HAN}A-Za-z·/ ]{{2,20}}(?:提供)?"
    rf"|(?:[图圖]\s?[:：/／]\s?)?[{HAN}A-Za-z]{{2,14}}\s?(?:供图|提供(?:图片|照片)?)"
    rf"|新华社发\s?[（(](?P<who>[{HAN}·]{{2,8}})\s?摄[）)])[）)]?"
)


_SUPPLIED_EN = expression(
    r"[（(]?(?:(?:Submitted|Contributed|Handout|File|Courtesy|Provided)"
    r" (?:photo(?:graph)?|picture|image)s?"
    r"|(?:(?:Photo(?:graph)?|Picture|Image)s? )?(?:courtesy(?: of)?|provided by|supplied by)"
    r" [^()。.]{2,60})[）)]?",
    re.I,
)
"""Photo courtesy of the county: nobody is named."""


def _supplied(text: str) -> tuple[Byline, ...] | None:
    """Credits to an institution (市博物馆供图), which name nobody, and 新华社发（…摄）."""
    match = _SUPPLIED.fullmatch(text)
    if not match or (
        text[0] not in "（("
        and "供图" not in (plain := folded(text))
        and "图" not in plain[:2]
        and "新华社" not in plain
    ):
        return None
    names = split_names(match["who"]) if match["who"] else None
    return tuple(Byline(name, "摄", "新华社") for name in names or ())


_CREDIT_TAIL_EN = expression(
    r"(?<=[.!?”\"])\s+((?:Photo(?:graph)?|Picture)s?(?:\s+by|:)\s*(?P<by>[A-Z][\w.'’ -]{2,40})"
    r"(?:/[A-Z][\w -]{1,24})?"
    r"|(?P<slashed>[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]*){1,3})\s?/\s?[A-Z][\w -]{1,24}"
    r"|\((?P<who>[A-Z][\w.'’ -]{2,40})/[A-Z][\w -]{1,24}\))$"
)


_JAPANESE_TAIL = expression(
    rf"[=＝、]((?P<who>[{HAN}{KANA}]{{2,8}})撮影|(?<=[=＝])[{HAN}{KANA}A-Za-z]{{2,16}}提供)$",
    needs=("撮提",),
)
"""…停留所＝三浦千尋撮影, …予想図＝汐浜汽船提供"""


_JAPANESE_CREDIT = expression(
    f"[（(]?(?:(?P<who>[{HAN}{KANA}]{{3,6}})撮影"
    f"|写真部[・ \u3000]?(?P<staff>[{HAN}{KANA}]{{3,6}}))[）)]?"
)
"""大西健太撮影, （写真部・小曽根功）"""
_HINT = expression("[摄影撮图供提绘漫篆书发资由来真A-Za-z]")
"""What every form of credit has one of."""


@lru_cache(maxsize=ASKED)
def credit(text: str) -> tuple[Byline, ...] | None:  # noqa: PLR0911  # one return a form of credit
    """The people of a credit (本报记者 张占兵摄); empty for 新华社发; None if it is none."""
    bare = text.strip().replace("╱", "／")
    if not 2 <= len(bare) <= 60 or not _HINT.search(bare):
        return None
    if _SUPPLIED_EN.fullmatch(bare):
        return ()
    taken = _CREDIT_ENGLISH.fullmatch(bare)
    if taken and bool(taken["open"]) == bool(taken["close"]) and (taken["by"] or taken["open"]):
        return _taken_by(taken)
    slashed = _CREDIT_SLASHED.fullmatch(bare)
    if slashed:
        return (Byline(slashed["who"], "Photo", slashed["agency"]),)
    english = _CREDIT_EN.fullmatch(bare)
    if english:
        who, _, agency = english["who"].strip().partition("/")
        return (Byline(who.strip(), "Photo", agency.strip() or None),)
    japanese = _JAPANESE_CREDIT.fullmatch(bare)
    if japanese:
        return (Byline(japanese["who"] or japanese["staff"], "撮影", None),)
    match = _CREDIT.fullmatch(bare)
    if not match:
        return _supplied(bare)
    if match["plain"]:
        return ()
    chunk = match["names1"] or match["names2"] or ""
    role = (
        match["work"][0]
        if match["work"] and match["work"][0] in "摄攝"
        else match["work"] or (match["lead"] or "").strip(" :：/／・")
    )
    if not (match["agency"] or match["role"] or match["lead"] or match["open"]) and not (
        match["work"]
        and match["work"][0] in "摄攝撮供绘"
        and ((chunk.strip() or " ")[0] in SURNAMES or bare[match.start("work") - 1].isspace())
    ):
        return _supplied(bare)
    found: list[Byline] = []
    agency = match["agency"] or match["agency1"]
    for part in re.split(rf"(?:{AGENCY})?\s*(?:{ROLE})", chunk):
        names = split_names(part)
        if names is None:
            return _supplied(bare)
        found += (Byline(name, role, agency) for name in names if name not in _NOBODY)
    return tuple(found)


_NOBODY = frozenset(
    {
        "本人",
        "作者",
        "受访者",
        "受訪者",
        "网友",
        "網友",
        "家属",
        "资料",
        "資料",
        "学校",
        "校方",
        "单位",
        "医院",
        "企业",
        "社区",
        "网络",
        "市民",
    }
)


def _taken_by(match: re.Match[str]) -> tuple[Byline, ...]:
    """Who took an English picture: of ``(X photo)`` the person, if X can be one."""
    if match["by"]:
        return (Byline(match["by"], "Photo", None),)
    words = match["paper"].split()
    person = len(words) in (2, 3) and words[0] not in _NO_PERSON and not words[0].isupper()
    return (Byline(match["paper"], "Photo", None),) if person else ()


_SET_OFF = expression(
    rf"(?<=\S)[ \u3000]+((?:{AGENCY})?[ \u3000]?(?:{ROLE})?[ \u3000]?"
    rf"{LETTER}[ \u3000]?{LETTER}{{1,2}}[ \u3000]?[摄攝])$",
    needs=("摄", " \u3000"),
)
"""晨曦中的扎尕山　韩玉龙　摄: a line that is no sentence, and who took it."""
_NO_PERSON = frozenset({"The", "Staff", "File", "Canadian", "Associated", "United", "Special"})
_ENDS = tuple("摄攝影图圖")
"""How credits in Han end that stand in no brackets."""


def credit_at_end(  # noqa: PLR0911  # one return a form of credit
    text: str,
) -> tuple[int, tuple[Byline, ...]] | None:
    """Where a bracketed credit begins at the end of a caption, and its people."""
    if text.endswith(("。", "！", "？", "”")):
        return None
    match = BRACKET_END.search(text[-40:])
    if match:
        found = credit(match[0])
        if found is not None:
            return len(text) - len(match[0]), found
    named = _JAPANESE_TAIL.search(text[-24:])
    if named:
        people = (Byline(named["who"], "撮影", None),) if named["who"] else ()
        return len(text) - len(named[1]) - 1, people
    english = _CREDIT_TAIL_EN.search(text[-80:])
    if english:
        return len(text) - len(english[1]), (
            Byline((english["by"] or english["who"] or english["slashed"]).strip(), "Photo", None),
        )
    if text.rstrip("\n")[-1:] not in _ENDS:
        return None
    tail = re.search(
        rf"(?<=[。！？”])\s*((?:{AGENCY})?\s*(?:{ROLE})?[^。！？]{{2,16}}(?:[摄攝]影?|撮影|供图|供圖))$",
        text[-40:],
    )
    tail = tail or _SET_OFF.search(text[-40:])
    if tail:
        found = credit(tail[1])
        if found is not None:
            return len(text) - len(tail[1]), found
    return None
