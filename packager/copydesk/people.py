"""People: bylines, authors, photographers, as they are printed."""

from __future__ import annotations

import re
from functools import lru_cache

from packager.copydesk import japanese, latin
from packager.copydesk.names import (
    AGENCY,
    ASKED,
    BRACKET_END,
    COMPOUND,
    NAME,
    NAME_MARK,
    ROLE,
    SEPARATOR,
    SURNAMES,
    is_likely,
    split_names,
)
from packager.issue import Byline
from packager.patterns import Letters, expression
from packager.reading.script import HAN, LETTER, SPACE, ends_closed, folded

_LEAD = expression(
    r"^[\s□■◇◆○●△▲☆★▶※◎]*(?:本版)?(?:(?:文图|图文|文|图|撰文|作者|文字|采写|整理)(?:\s*[/／&]\s*(?:文|图|摄影|摄))?\s*[:：/／]?\s*)?"
)
_TAIL = expression(
    rf"\s*[（(]?(?:文\s*[/／]\s*[图摄]|图\s*[/／]\s*文|文并?[摄图]|文图|图文|摄影报道|(?<=\s)(?:(?:{LETTER}{{2,4}}|发自{LETTER}{{2,6}})?(?:报道|報道|報導)|发自{LETTER}{{2,6}})|采写|整理|编译|编辑整理)[）)]?$"
)
_TOLD = expression(f"(?<={LETTER}{{2}})(?:报道|報[道導])$")
_STEP = expression(
    rf"\s*(?:(?:文|图|摄)\s*[/／]\s*)?(?P<agency>{AGENCY})?\s*(?P<role>{ROLE})\s*[:：]?\s*"
)
_HINT = expression(
    "[支総策统統访訪者员員编編稿生聞構選取執著／■□◇◆○●△▲◎※☆★文图圖撰摄攝绘述理译作民友长（(年]"
    "|部[・ \u3000]|本[报報刊]|新华社|人民日报"
    r"|(?<![a-z])[Bb][Yy]\b|^Words: |@|^[Ss]pecial to |^[Ww]ith [A-Z]"
    "|(?:タント|イター|リスト)[ \u3000]"
    r"|(?i:staff|writer|reporter|correspondent|columnist|editor|press|service)"
)
"""What every form of byline has one of."""
_HINTED = expression(
    "[支総策统統访訪者員员編编稿生聞構選取執著／■□◇◆○●△▲◎※☆★文图圖撰摄攝绘述理译作民友长（(年部本新人BbSsWwRrCcEePp@タイリ\u017f]"
)
"""What every hint begins with: one class of characters is found far faster than words."""
_STAND_ALONE = expression(
    rf"[\s□■◇◆○●△▲☆★▶※◎（(【〔]*(?:本版)?(?:(?:文图|图文|文|图|撰文|文字|采写)(?:\s*[/／&]\s*(?:文|图|摄影|摄))?\s*[:：/／]?\s*)?(?:{AGENCY})?\s*{ROLE}"
)

_NO_NAMES = frozenset(
    {"编者按", "编者的话", "编后", "目录", "简讯", "导读"}
    | {"图片", "公告", "启事", "声明", "通知", "更正"}
)


def people(text: str) -> tuple[Byline, ...] | None:
    """Everyone in ``本报记者 田 鹏 通讯员 王小二``; None when anything else stands there too."""
    rest = _TOLD.sub("", _TAIL.sub("", _LEAD.sub("", text.strip().strip("（）()【】[]〔〕"))))
    found: list[Byline] = []
    while rest.strip():
        step = _STEP.match(rest)
        if not step and not found:
            first = _UNROLED.match(rest)
            if first and (is_likely(first["name"]) or len(first["name"].split()) > 1):
                found.append(Byline("".join(first["name"].split())))
                rest = rest[first.end() :]
                continue
        if not step:
            return None
        after = rest[step.end() :]
        following = _STEP.search(after)
        while following and following.start() == 0:
            return None
        chunk = after[: following.start()] if following else after
        names = split_names(chunk)
        if names is None or (names[0][0] not in SURNAMES and not step[0][-1].isspace()):
            return None  # 记者手记 is no person
        found += (Byline(name, step["role"], step["agency"]) for name in names)
        rest = after[len(chunk) :]
    return tuple(found) or None


_UNROLED = expression(
    rf"(?P<name>{LETTER}[ \u3000]?{LETTER}{{1,2}})[ \u3000]+(?=(?:{AGENCY})?{ROLE}[ \u3000])"
)
"""鲜　荣 记者 杜文君: the first of them is nobody by function."""
_INSTITUTION = expression(
    "(?:本[报報刊]|新华社|人民日报)(?:特约)?(?:评论员|評論員|编辑部|编者|時評員)"
)


def whole_story(text: str) -> bool:
    """Whether a byline says that its people wrote and took the pictures (文/图, 摄影报道)."""
    unended = not text.endswith(("。", "！", "？", "”"))
    return bool((unended and _TAIL.search(text[-_LONGEST_TAIL:])) or _BOTH.match(text))


_BOTH = expression(r"\s*(?:文图|图文)\s?[/／:：]")
_LONGEST_TAIL = 32


@lru_cache(maxsize=ASKED)
def byline_line(text: str) -> tuple[Byline, ...] | None:
    """The people of a line that is nothing but a byline (it may name none), or None."""
    parted = len(text) <= _LONGEST_UNIT and (" " in text or "\u3000" in text)
    if parted and (unit := _OF_UNIT.fullmatch(text.strip())):
        return (Byline(unit["name"]),) if is_likely(unit["name"]) else None
    text = text.replace("╱", "／")  # as papers of Taiwan set it
    may = len(text) <= _LONGEST and _HINTED.search(text) and _HINT.search(text)
    return _byline_line(text) if may else None


_LONGEST = 80


_OF_UNIT = expression(
    rf"[□■◇◆○●◎]?\s?(?:{LETTER}{{1,10}}(?:厂|公司|局|处|站|所|校|科|部|室|中心|中学|大学|学院|医院|车间|职工|工人|教师|学生|战士|农民)"
    rf"|{LETTER}{{1,4}}[一二三四]|{LETTER}{{2,8}}\d{{2,4}}[级級届屆](?:{LETTER}{{1,6}}班)?)"
    rf"[ \u3000](?P<name>{NAME}{{2,3}})",
    needs=(" \u3000",),
)
_LONGEST_UNIT = 18
"""纺织职工　郭秀珍, 江岸车辆厂　石河, ◎中文二 溫若予, 环境系2010级　岳小满: whence or what, and the
name."""


def _byline_line(  # noqa: PLR0911  # one return a form of byline
    text: str,
) -> tuple[Byline, ...] | None:
    english = latin.byline(text)
    if english is not None:
        return english
    if _INSTITUTION.fullmatch(text.strip()):
        return (Byline(text.strip()),)
    based = _BASED.fullmatch(text.strip()) or _PIECE.fullmatch(text.strip())
    if based:
        names = split_names(based["name"])
        return tuple(Byline(name, based["role"]) for name in names) if names else None
    worked = japanese.byline(text.strip()) or _works(text.strip())
    if worked:
        return worked
    bare = text.strip().lstrip("◎□■●○◆◇※ ")
    column = _COLUMN.fullmatch(text.strip()) or _EMPLOYED.fullmatch(bare) or _PENNED.fullmatch(bare)
    if column and is_likely(column["name"]):
        return (Byline(column["name"]),)
    if _STAND_ALONE.match(text):
        return people(text)
    told = _FROM_READER.fullmatch(text.strip())
    if told:
        names = split_names(told["name"] or told["close"])
        return tuple(Byline(name) for name in names) if names and is_likely(names[0]) else None
    reader = japanese.reader(text.strip())
    if reader:
        return reader
    signed = re.fullmatch(
        r"\s*(?:[□■◇◆○●△▲◎※☆★]\s*|作者\s*[:：]\s*|文\s*[/／:：]\s*)(.{2,20})", text
    )
    if signed:
        names = split_names(signed[1])
        if names and text.lstrip()[0] in "■◇◆○●△▲※☆★" and not all(map(is_likely, names)):
            return None  # a crosshead or an item of a list
        return tuple(Byline(name) for name in names) if names else None
    return None


_DOES = (
    "(?:文字?[/／]?[图圖摄]?片?|[图圖]片?[/／]?文?|撰文|撰稿|[摄攝]影?|绘图?|口述|采写|採訪|整理"
    "|编译|翻译|译|作者|特约撰稿|策划|统筹|执行|制图|视频)"
)
_ONE_NAME = rf"{NAME}{{2,4}}|{NAME}[ \u3000]{NAME}|{NAME}{{1,8}}[{NAME_MARK}]{NAME}{{1,8}}"
_DID = expression(
    rf"[\s；;，,]*(?:(?P<does>{_DOES})\s*(?:[:：/／｜|丨]|(?<=[图圖文者稿字影述写理划筹行译])"
    r"[ \u3000])"
    r"\s*"
    rf"(?P<by>(?:{_ONE_NAME})(?:[、]{NAME}{{2,4}})*)"
    rf"|(?P<by2>{_ONE_NAME})\s?[/／ \u3000]\s?(?P<does2>{_DOES}))(?=[\s；;，,]|$)"
)
"""文/张三 图：李四, 张三/文: who did what."""


_FUNCTION = expression(rf"[□■◇◆○●△▲◎※☆★]?\s?(?:{AGENCY})?{ROLE}\s")


def _works(text: str) -> tuple[Byline, ...] | None:
    """The people of a line that says of each what they did, and nothing else."""
    found: list[Byline] = []
    lead = _FUNCTION.match(text)
    at = lead.end() if lead else 0
    while at < len(text):
        match = _DID.match(text, at)
        names = split_names(match["by"] or match["by2"]) if match else None
        if not match or not names or not all(map(is_likely, names)):
            return None
        does = match["does"] or match["does2"]
        role = None if does[0] in "文撰作" else does
        found += (Byline(name, role) for name in names)
        at = match.end()
    return tuple(found) or None


_BASED = expression(
    rf"[【〔（(]?(?P<role>{ROLE})\s?(?P<name>{NAME}{{2,4}}(?:[、]{NAME}{{2,4}})*)"
    rf"[／/]{LETTER}{{2,4}}(?:综合|綜合)?(?:报道|報導)[】〕）)]?"
)
"""記者陳小華／台北報導, alone on a line"""
_PIECE = expression(
    rf"(?:特稿|专题|专访|特写|侧记|调查)\s?[／/]\s?(?:{AGENCY})?(?P<role>{ROLE})\s?(?P<name>{NAME}{{2,4}})"
)
"""特稿／記者陳慧敏: what it is, and who wrote it."""
_EMPLOYED = expression(
    rf"(?P<name>{NAME}{{2,4}})\s?[（(](?![外组图附上下续完连]){LETTER}{{2,10}}[）)]"
)
"""羅心怡（國中教師）"""
_PENNED = expression(
    rf"(?P<name>{NAME}{{2,4}})(?:\s?[（(]{LETTER}{{2,10}}[，,、／/ ]{LETTER}{{2,10}}[）)]"
    rf"|[／/]{LETTER}{{2,10}}(?:[（(]{LETTER}{{2,8}}[）)])?|\s?[著撰])"
)
"""邱惠玲（海岬市，國中教師）, 顏慕慈／國中代理教師（屏東市）, 陆一鸣著"""
_COLUMN = expression(rf"[□■◇◆○●]\s*{LETTER}{{2,6}}[／/](?P<name>{NAME}{{2,4}})")
"""■ 記者觀察／林佳穎: the column and who writes it."""
_FROM_READER = expression(
    rf"(?:{LETTER}{{2,8}}[市区县镇乡村邨])? ?(?:读者|讀者|市民|网友|居民|村民|家长)"
    rf"(?:[ \u3000:：]+(?P<name>{NAME}[{HAN}{NAME_MARK} \u3000]{{1,6}})|(?P<close>{NAME}{{2,3}}))"
)
"""读者　何明华"""


_AUTHORS = Letters(f"{HAN}{NAME_MARK}{SPACE}")


@lru_cache(maxsize=ASKED)
def author(text: str) -> tuple[Byline, ...] | None:
    """A bare name (良言, 田 鹏) beside a headline; where it stands must make it likely."""
    bare = text.strip()
    if len(bare) > 12 or not _AUTHORS.all(bare):
        return japanese.author(bare)
    whole = len(bare) > 4 and bare.isalpha()  # nothing parts it, and no one name is so long
    names = None if whole else split_names(bare)
    if names is None or SEPARATOR.sub("", bare) in _NO_NAMES:
        return None
    if any(len(n) > 3 and "·" not in n and not _has_long_name(n) for n in names):
        return None
    if len(names) > 1 and not all(name[0] in SURNAMES and name in bare for name in names):
        return None
    if len(names) > len(SEPARATOR.split(bare)):
        return None
    return tuple(Byline(name) for name in names)


def is_pen_name(text: str) -> bool:
    """Whether words in the place of a name may be one: 沙田老友."""
    return _PEN_NAME.fullmatch(text.strip()) is not None


_PEN_NAME = expression(f"[{HAN}]{{2,5}}")


def _has_long_name(name: str) -> bool:
    """Whether a name of four characters is one: 欧阳雪梅, 扎西罗布."""
    return folded(name[:2]) in COMPOUND or bool(_TIBETAN.fullmatch(name))


_TIBETAN_NAME = (
    "(?:扎西|罗布|多吉|卓玛|次仁|才让|丹增|旦增|平措|达瓦|尼玛|巴桑|边巴|普布|拉姆|央金|格桑|索朗"
    "|索郎|桑吉|旺姆|旺堆|顿珠|仁青|仁增|洛桑|贡布|贡嘎|白玛|曲珍|德吉|措姆|卓嘎|强巴|嘉措|加措|久美|班玛|尕让|华旦|完么|卓尕|拉毛|更登|智华|南杰|东智|俄日|泽仁|泽郎)"
)
_TIBETAN = expression(f"{_TIBETAN_NAME}{{2}}")
"""Tibetan given names in Chinese, two of which make a name: 扎西罗布."""
_FROM = expression(f"^{LETTER}{{2,12}}[省市县区旗州镇乡村局院校厂社][ \u3000]?(?={LETTER}{{2,9}}$)")
"""Where a correspondent writes from, before the name: （江西宜丰县张三）."""
_REPORTED = expression("(?:综合|綜合)?(?:报道|報道|報導)$")
_NO_SIGNATURE = expression(
    "[图圖文版页頁载載略完续續注部处處办辦局委会會院系队隊社站所科室组組厅廳司]$"
)

SALUTATION = expression(
    "(?:尊敬的)?(?:编辑|編輯|总编)(?:部|们|老师|同志|先生|小姐|女士)?[：:]"
    "|(?:Dear )?(?:Sir|Editor|Madam)\\b|To the Editor\\b"
)
"""How letters to the editor begin."""


_LETTER = expression(
    r"[—–-]+ ?(?P<name>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,3})(?:, [A-Z][\w. -]{2,30})?"
)
"""How readers' letters are signed: — Rosa Hill, Ashton."""


def signature(text: str) -> tuple[Byline, ...] | None:
    """People named in brackets at the very end of a story: （本报记者 张三 李四）, （张三）."""
    closing = text.strip()
    letter = _LETTER.fullmatch(closing)
    if letter:
        return (Byline(letter["name"]),)
    match = BRACKET_END.search(text[-60:])
    if not match:
        return None
    inside = match["inside"]
    before = text[: -len(match[0])].rstrip()
    told = japanese.signature(inside, before)
    return told or _signed(inside, open_before=before != "" and not ends_closed(before))


def _signed(inside: str, *, open_before: bool) -> tuple[Byline, ...] | None:
    """Who is named in brackets; bare names only where the text before them is at its end."""
    named = people(_REPORTED.sub("", inside))
    if named is not None or open_before:
        return named
    names = split_names(_FROM.sub("", inside)) or ()
    if not names or not all(len(n) < 4 and is_likely(n) for n in names):
        return None
    return None if _NO_SIGNATURE.search(inside) else tuple(Byline(name) for name in names)
