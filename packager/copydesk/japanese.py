"""Japanese bylines and signatures: 編集委員　岡林　修, （聞き手は江口拓）, （文・三雲冴子）."""

from __future__ import annotations

import re

from packager.copydesk.names import NAME
from packager.issue import Byline
from packager.patterns import expression
from packager.reading.script import HAN, KANA, KANAS, LETTER

_NAME = (
    f"(?:[{HAN}]{{2,5}}|[{HAN}]{{1,3}}[ \u3000][{HAN}{KANA}]{{1,4}}|[{HAN}]{{1,3}}[{KANA}]{{2,4}})"
)
_WORK = (
    "(?:編集委員|論説委員|解説委員|客員編集委員|特派員"
    "|(?:政治|経済|社会|文化|運動|生活|地域|国際|外信|科学|暮らし|写真|映像|報道)部(?:記者)?"
    f"|[{HAN}{KANA}]{{1,6}}(?:支局|総局|通信部)(?:長)?|本紙記者|編集局次長|ライター|作家)"
)
_STAFF = expression(
    rf"[（(]?{_WORK}[・ \u3000](?P<name>{_NAME})[）)]?|(?P<staff>{_NAME})(?:記者|[（(]{_WORK}[）)])"
    rf"|[{KANA}]{{2,10}}＝(?P<there>{_NAME})"
    rf"|[{HAN}{KANA}ー・]{{2,14}}(?:タント|ライター|デザイナー|ジャーナリスト|研究家|写真家|教授|講師|代表"
    rf"|所長|館長|会長|理事長)[ \u3000]+(?P<titled>[{HAN}]{{1,3}}[ \u3000]?[{HAN}{KANA}]{{1,4}})"
    rf"|(?P<before>{_NAME})[ \u3000]?[（(][^（）()]{{2,20}}"
    "(?:研究員|教授|講師|委員|評論家|作家|記者|エコノミスト|アナリスト|コンサルタント|代表"
    "|所長|館長|学長|理事長|弁護士|医師)[）)]"
)
"""編集委員　岡林　修, 藤原信也（東洋総研主席研究員）"""
_HOME = f"{LETTER}{{1,8}}[市区町村県]"
_READER = expression(
    rf"{LETTER}{{1,10}}[市区町村県]\s*(?:{LETTER}{{1,10}}\s+)?"
    rf"(?P<name>{NAME}+(?:\s{NAME}+)?)\s?[（(](?:\d{{1,3}}歳?|{LETTER}{{1,4}})[）)]"
    rf"|{LETTER}{{1,6}}\s(?P<told>{NAME}+\s{NAME}+)\s?[（(]{LETTER}{{1,8}}[市区町村県]?\d{{1,3}}歳[）)]"
    rf"|{LETTER}{{1,6}}[ \u3000](?P<at>{NAME}+[ \u3000]{NAME}+)"
    rf"\s?[（(]\d{{1,3}}歳?[）)][ \u3000]?{_HOME}"
    rf"|(?:会社員|主婦|主夫|無職|自営業|公務員|教員|学生|大学生|高校生|中学生|農業|漁業|パート"
    rf"|団体職員|看護師|医師|僧侶)[ \u3000]"
    rf"(?P<bare>{NAME}{{2,5}}?(?:[ \u3000]{NAME}{{1,4}})?)[ \u3000]?\d{{2}}歳?"
    rf"[ \u3000（(]?{_HOME}[）)]?"
    rf"|(?:会社員|主婦|主夫|無職|自営業|公務員|教員|農業|漁業|パート|団体職員|看護師|医師|僧侶)"
    rf"[ \u3000](?P<aged>{NAME}{{1,4}}[ \u3000]?{NAME}{{1,4}})[（(]\d{{2}}歳?[）)]"
    rf"|{LETTER}{{1,10}}[市区町村小中高]\s*[\d１-９一二三四五六]年\s+(?P<pupil>{NAME}+)"
)
"""How Japanese papers print who writes to them: 岬町　無職　山田ハナ（78）, 原市２年　森しおり."""


_STYLED = ("さん", "氏", "君", "ちゃん", "さま")
"""Whom the story is about; a reader is named without."""
_PADDED_KANA = expression(f"[{HAN}]{{1,4}}[ \u3000](?=[{HAN}]{{0,2}}[{KANA}])[{HAN}{KANA}]{{1,4}}")
"""相沢 みのり"""
_ASKED = expression(
    f"[（(]?(?:聞き手|構成|取材|執筆|選者?|文)(?:[・＝=:：は]|[ \u3000])[ \u3000]?"
    f"(?P<name>[{HAN}]{{1,4}}[ \u3000]?[{HAN}{KANA}]{{1,4}})[）)]?"
)
"""聞き手・宇野 千秋, （聞き手は江口拓）, 選　戸川 苔子"""
_PICTURED = frozenset({"写真", "撮影", "イラスト"})
_DOES = "(?:聞き手|構成|取材|執筆|文と写真|文|写真|撮影|イラスト)"
_WORKS = expression(f"(?:{_DOES}[・＝=:：／/](?:{_NAME})[ \u3000、，]*)+")
"""文・三雲冴子　写真・安原拓"""
_DONE = expression(f"(?P<does>{_DOES})[・＝=:：／/](?P<name>{_NAME})(?=[ \u3000、，]|$)")
_LAUGHTER = frozenset(
    {"笑い", "大笑い", "爆笑", "苦笑", "拍手", "一同笑い", "場内笑い", "おわり", "つづく"}
)


_DESK = expression("(?:部|支局|総局|編集局|通信局|論説室|記者)$")


_BRACKETED = expression(f"【(?P<name>[{HAN}]{{4,6}}|[{HAN}]{{1,3}}[{KANA}]{{2,4}})】")
"""【小坂部亮太】 alone on a line; a place has seldom four characters and no agency."""


def byline(text: str) -> tuple[Byline, ...] | None:
    """Who wrote or asked, on a line of its own."""
    found = _ASKED.fullmatch(text) or _STAFF.fullmatch(text)
    return (_person(found),) if found else _works(text.strip("【】（）()"))


def _works(text: str) -> tuple[Byline, ...] | None:
    """Everyone in 文・三雲冴子　写真・安原拓, and what each did but write."""
    if not _WORKS.fullmatch(text):
        return None
    return tuple(
        Byline(work["name"], work["does"] if work["does"] in _PICTURED else None)
        for work in _DONE.finditer(text)
    )


def bracketed(text: str) -> tuple[Byline, ...] | None:
    """A name in the brackets of datelines, alone on a line over Japanese words."""
    found = _BRACKETED.fullmatch(text)
    return (_person(found),) if found else None


def named(text: str) -> tuple[Byline, ...] | None:
    """A name in Han set wide (柴田　健) that two words of two characters are not, as a deck's."""
    found = _SET_WIDE.fullmatch(text.strip())
    return (Byline("".join(text.split())),) if found else None


_SET_WIDE = expression(
    f"[{HAN}]{{2,3}}[ \u3000][{HAN}]|[{HAN}][ \u3000][{HAN}]{{2,3}}"
    f"|[{HAN}]{{3}}[ \u3000][{HAN}]{{2}}"
)


def reader(text: str) -> tuple[Byline, ...] | None:
    """A reader who writes to the paper, with town, age or school."""
    found = _READER.fullmatch(text)
    return (_person(found),) if found and not text.partition("（")[0].endswith(_STYLED) else None


def author(text: str) -> tuple[Byline, ...] | None:
    """A bare name with kana in it, set wide."""
    return (Byline("".join(text.split())),) if _PADDED_KANA.fullmatch(text) else None


def signature(inside: str, before: str) -> tuple[Byline, ...] | None:
    """Who is named in the brackets at the end of a story; reporters sign with the bare name."""
    asked = _ASKED.fullmatch(inside)
    if asked:
        return (_person(asked),)
    if worked := _works(inside):
        return worked
    if not re.search(f"[{KANA}].*[。」』]$", before):
        return None
    signed = [
        part
        for part in re.split("[、，・]", inside)
        if not part.startswith(("写真", "文")) and not _DESK.search(part)
    ]
    if not signed or _LAUGHTER & set(signed):
        return None
    if not all(_SIGNED.fullmatch(part) for part in signed):
        return None
    return tuple(Byline("".join(part.split())) for part in signed)


_SIGNED = expression(f"{LETTER}{{2,5}}|{LETTER}{{1,3}}[ \u3000]{LETTER}{{1,3}}")
"""高瀬直人, or set wide: 野々村　徹."""


def _person(found: re.Match[str]) -> Byline:
    name = next(value for value in found.groupdict().values() if value)
    return Byline("".join(name.split()))


def is_fresh(text: str) -> bool:
    """Whether a text names the day at once, as a piece of news does."""
    return KANAS.any(text) and _FRESH.search(text[:_OPENING]) is not None


_OPENING = 24
_FRESH = expression("[0-9０-９一二三四五六七八九十]{1,3}日[、にのか発夜朝午夕昼未早深同]")
