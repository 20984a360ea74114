"""People: bylines, authors, photographers, as they are printed."""

from __future__ import annotations

import re
from functools import lru_cache

from packager.issue import Byline
from packager.patterns import Letters, expression
from packager.reading.script import EAST, HAN, KANA, LETTER, SPACE, ends_closed

ASKED = 2**14
"""Answers that are kept: each pass over an issue asks the same of its short lines."""
NAME_MARK = "·・"
AGENCY = (
    "(?:本[报報社刊台网網]|新华社|新華社|中新社|中新网|中央社|人民日报|经济日报|光明日报|解放军报|新华网|人民网"
    f"|{LETTER}{{1,6}}(?:日报|日報|晚报|晚報|晨报|都市报|时报|時報|商报|通讯社|通訊社|电视台|广播电台|融媒体中心)"
    "|[晚早晨时時商][报報])"
)
ROLE = (
    "(?:(?:首席|特约|特約|见习|見習|实习|實習|全媒体|融媒体|摄影|攝影|视觉|文字|本报|驻[^\\s、，]{1,6})*"
    "(?:记者|記者|美编|美術编辑|通讯员|通訊員|特派员|特派員|评论员|評論員|报道员|实习生|實習生|撰稿人|特稿|(?<=特约)摄影|(?<=特約)攝影|摄影师|攝影師))"
)
_WORK = "(?:摄影报道|摄影|攝影|摄|攝|撮影|图文|文图|供图|提供|绘图|制图|插图|漫画|绘|图)"
_LEAD = expression(
    r"^[\s□■◇◆○●△▲☆★▶※◎]*(?:本版)?(?:(?:文|图|撰文|作者|文字|采写|整理)(?:\s*[/／&]\s*(?:文|图|摄影|摄))?\s*[:：/／]?\s*)?"
)
_TAIL = expression(
    r"\s*[（(]?(?:文\s*[/／]\s*图|图\s*[/／]\s*文|文并?[摄图]|文图|图文|摄影报道|(?<=\s)(?:报道|報道|報導)|采写|整理|编译|编辑整理)[）)]?$",
    needs=("文图道導采整编",),
)
_STEP = expression(
    rf"\s*(?:(?:文|图|摄)\s*[/／]\s*)?(?P<agency>{AGENCY})?\s*(?P<role>{ROLE})\s*[:：]?\s*"
)
_NAME = f"(?:{EAST}|·)"
_NAMED = Letters(f"{HAN}{KANA}{NAME_MARK}")
_HAN_NAME = Letters(f"{HAN}{NAME_MARK}")
_SEPARATOR = expression(r"[\s、，,；;/／]+")
_PARTICLE = "de|da|di|du|del|della|dos|van|von|der|den|ter|la|le|el|al|bin|ibn"
_LATIN_NAME = (
    r"[^\W\d_a-z][\w.'’-]*"
    rf"(?:\s+(?:{_PARTICLE}|of|the|to|(?:[dl]['’])?[^\W\d_a-z][\w.'’-]*)){{0,4}}"
)
_LATIN_NAMES = expression(
    rf"{_LATIN_NAME}(?:(?:,\s+(?:and\s+)?|\s+and\s+|\s*[|/]\s*){_LATIN_NAME})*"
)
_ENGLISH = expression(
    rf"(?:By|BY|by)\s+({_LATIN_NAMES.pattern})(?:\s+(?:at|in|from)\s+[A-Z][\w ]{{2,24}})?"
)
_TITLE = expression(
    r"\b(?:staff|writer|reporter|correspondent|editor|columnist|bureau|press|times|post|news|tribune|herald|journal|gazette|chronicle|sentinel|service|special)\b",
    re.I,
)
_CAPS = r"[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]*){1,3}?"
_MIXED = r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,3}?"
_STAFF_LINE = expression(
    rf"(?:By|BY)\s+(?P<names>{_CAPS}(?:(?: and | AND |, ){_CAPS})*"
    rf"|{_MIXED}(?:(?: and |, ){_MIXED})*)"
    r"\s*[,|]?\s+(?P<role>(?:(?:[Tt]he|[Ff]or the)\s)?(?:[A-Z][\w&]*\s){0,3}"
    r"(?:[Ss]taff(?:\s[Ww]riters?|\s[Rr]eporters?)?|STAFF(?: WRITERS?)?|[Pp]ress|News|Service"
    r"|Times|Post|[Ww]riters?|[Rr]eporters?|[Cc]orrespondents?|[Ee]ditors?|[Cc]olumnist)|\S+@\S+)",
    needs=("B",),
)
_TITLE_LINE = expression(
    r"(?:(?:of|for) the |the )?(?:[\w&-]+ ){0,2}"
    r"(?:staff|writer|reporter|correspondent|columnist|editor|associated press|news service)s?",
    re.I,
)
"""The second line of an English byline: OF THE TRIBUNE STAFF."""
_HINT = expression(
    "[者员員编編稿生■□◇◆○●△▲◎※☆★文图圖撰摄攝绘述理译作民友长（(年]|本[报報刊]|新华社|人民日报"
    r"|^\s*[Bb][Yy]\b|(?i:staff|writer|reporter|correspondent|columnist|editor|press|service)"
)
"""What every form of byline has one of."""
_STAND_ALONE = expression(
    rf"[\s□■◇◆○●△▲☆★▶※◎（(]*(?:本版)?(?:(?:文|图|撰文|文字|采写)(?:\s*[/／&]\s*(?:文|图|摄影|摄))?\s*[:：/／]?\s*)?(?:{AGENCY})?\s*{ROLE}"
)

_NO_NAMES = frozenset(
    {"编者按", "编者的话", "编后", "目录", "简讯", "导读"}
    | {"图片", "公告", "启事", "声明", "通知", "更正"}
)
COMMON = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
    "張劉陳楊黃趙吳孫馬許韓馮鄧蕭葉蘇呂盧鐘譚陸範賈韋鄒龍賀顧龔萬錢嚴湯"
)
COMPOUND = frozenset(
    [
        "欧阳",
        "司马",
        "上官",
        "诸葛",
        "司徒",
        "东方",
        "皇甫",
        "尉迟",
        "公孙",
        "慕容",
        "令狐",
        "宇文",
        "长孙",
        "夏侯",
        "端木",
        "歐陽",
        "司馬",
    ]
)
SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳"
    "鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞"
    "熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫房裘缪干解应宗丁宣邓郁单"
    "杭洪包诸左石崔吉龚程邢裴陆荣翁荀羊惠曲封芮储靳段富巫焦巴弓牧山谷车侯全班仰秋仲伊宫宁仇栾甘厉祖武符刘景詹束龙叶幸司黎薄印"
    "冼卜樊邝覃佟乜么亓仉仝冉厍呙哈咸尧岑巫底恽揭於晋枚柰桓楚欒栾沃涂漆潭濮炅焉猴甯甄畅睢矫禚種竺笪綦缑羿翦臧舍苍茆菅葸蒯蔺衣訾谌谯豆赖赫逄逯郇郏邸鄢酆钮镡閤阚阮雒霍靖鞠韶麴麻黑么屠蔄衷宿璩"
    "白怀蒲从鄂索咸籍赖卓蔺屠蒙池乔阴闻党翟谭劳姬申扶冉雍桑桂濮牛寿通边燕冀浦尚农温别庄晏柴瞿阎连习艾鱼容向古易慎戈廖庾终居衡"
    "步都耿满弘匡国文寇广东欧沃利蔚越隆师巩聂晁勾融冷辛简饶曾沙鞠丰巢关相查后荆红游竺权盖益桓公肖兰佟岳付代闫檀仝苑麦敖"
    "趙錢孫鄭馮陳衛蔣韓楊許呂張嚴謝鄒蘇魯韋馬鳳費賀湯羅畢鄔樂時顧黃蕭龐熊紀項賈婁顏鐘駱蔡盧應鄧單龔陸榮儲劉葉龍黎譚聞閻習國廣聶關"
)


def people(text: str) -> tuple[Byline, ...] | None:
    """Everyone in ``本报记者 田 鹏 通讯员 王小二``; None when anything else stands there too."""
    rest = _TAIL.sub("", _LEAD.sub("", text.strip().strip("（）()【】[]")))
    found: list[Byline] = []
    while rest.strip():
        step = _STEP.match(rest)
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


def split_names(text: str) -> tuple[str, ...] | None:
    """Names out of ``田 鹏、王小二 李四``; single characters are the halves of a padded name."""
    bare = text.strip(" \u3000、，,；;/／")
    if _SPELLED.fullmatch(bare) and bare[0] in SURNAMES:
        return ("".join(bare.split()),)
    names: list[str] = []
    half = ""
    for piece in _SEPARATOR.split(bare):
        if not re.fullmatch(f"{_NAME}+", piece):
            return None
        if len(piece) == 1:
            half += piece
            if len(half) == 2:
                names.append(half)
                half = ""
        elif half:
            return None
        elif len(piece) <= 3 or any(mark in piece for mark in NAME_MARK):
            names.append(piece)
        else:
            parted = _part(piece)
            if parted is None:
                return None
            names += parted
    return tuple(names) if names and not half else None


_SPELLED = expression(rf"{_NAME}[ \u3000]+{_NAME}[ \u3000]+{_NAME}")
"""A name of three characters set wide: 许 根 旺."""


def _part(piece: str) -> tuple[str, ...] | None:
    """Part names that are printed without anything between them, by their surnames."""
    if len(piece) == 4 and (
        piece[:2] in COMPOUND or not (piece[0] in SURNAMES and piece[2] in SURNAMES)
    ):
        return (piece,)
    if len(piece) > 18:
        return None
    best: list[tuple[str, ...] | None] = [(), *(None for _ in piece)]
    for end in range(2, len(piece) + 1):
        for size in (3, 2, 4):
            before = best[end - size] if end >= size else None
            if before is None:
                continue
            name = piece[end - size : end]
            if name[0] in SURNAMES if size < 4 else name[:2] in COMPOUND:
                candidate = (*before, name)
                held = best[end]
                if held is None or _likelihood(candidate) > _likelihood(held):
                    best[end] = candidate
    return best[-1]


def _likelihood(names: tuple[str, ...]) -> tuple[int, int, int]:
    """Few names, with common surnames, the longer ones first."""
    return -len(names), sum(name[0] in COMMON for name in names), len(names[0])


_INSTITUTION = expression(
    "(?:本[报報刊]|新华社|人民日报)(?:特约)?(?:评论员|評論員|编辑部|编者|時評員)",
    needs=("评評编",),
)


def whole_story(text: str) -> bool:
    """Whether a byline says that its people wrote and took the pictures (文/图, 摄影报道)."""
    return bool(_TAIL.search(text))


@lru_cache(maxsize=ASKED)
def byline_line(  # noqa: PLR0911, PLR0912  # one return a form of byline
    text: str,
) -> tuple[Byline, ...] | None:
    """The people of a line that is nothing but a byline (it may name none), or None."""
    if len(text) > 80 or not _HINT.search(text):
        return None
    staff = _STAFF_LINE.fullmatch(" ".join(text.split()))
    if staff:
        role = None if "@" in staff["role"] else staff["role"]
        return tuple(Byline(name, role) for name in re.split(r" and | AND |, ", staff["names"]))
    if _TITLE_LINE.fullmatch(text.strip()):
        return ()
    english = _ENGLISH.fullmatch(text.strip())
    if english:
        return _latin_people(english[1])
    if _INSTITUTION.fullmatch(text.strip()):
        return (Byline(text.strip()),)
    based = _BASED.fullmatch(text.strip())
    if based:
        names = split_names(based["name"])
        return tuple(Byline(name, based["role"]) for name in names) if names else None
    worked = _works(text.strip())
    if worked:
        return worked
    column = _COLUMN.fullmatch(text.strip())
    if column and _is_likely(column["name"]):
        return (Byline(column["name"]),)
    if _STAND_ALONE.match(text):
        return people(text)
    told = _FROM_READER.fullmatch(text.strip())
    if told:
        names = split_names(told["name"])
        return tuple(Byline(name) for name in names) if names and _is_likely(names[0]) else None
    reader = _READER.fullmatch(text.strip())
    if reader:
        name = "".join((reader["name"] or reader["pupil"]).split())
        return (Byline(name),) if _NAMED.all(name) else None
    signed = _SIGNED.fullmatch(text)
    if signed:
        names = split_names(signed[1])
        if names and text.lstrip()[0] in "■◇◆○●△▲※☆★" and not all(map(_is_likely, names)):
            return None  # a crosshead or an item of a list
        return tuple(Byline(name) for name in names) if names else None
    return None


_SIGNED = expression(
    r"\s*(?:[□■◇◆○●△▲◎※☆★]\s*|作者\s*[:：]\s*|文\s*[/／:：]\s*)(.{2,20})",
    needs=("□■◇◆○●△▲◎※☆★:：/／",),
)
_READER = expression(
    rf"{LETTER}{{1,10}}[市区町村県]\s*(?:{LETTER}{{1,10}}\s+)?"
    rf"(?P<name>{_NAME}+(?:\s{_NAME}+)?)\s?[（(](?:\d{{1,3}}歳?|{LETTER}{{1,4}})[）)]"
    rf"|{LETTER}{{1,10}}[市区町村小中高]\s*[\d１-９一二三四五六]年\s+(?P<pupil>{_NAME}+)",
    needs=("市区町村県小中高", "）)年", f"（({SPACE}"),
)
"""How Japanese papers print who writes to them: 岬町　無職　山田ハナ（78）, 原市２年　森しおり."""


_DOES = (
    "(?:文字?[/／]?[图圖摄]?片?|[图圖]片?[/／]?文?|撰文|撰稿|[摄攝]影?|绘图?|口述|采写|採訪|整理"
    "|编译|翻译|作者|特约撰稿)"
)
_ONE_NAME = rf"{_NAME}{{2,4}}|{_NAME}[ \u3000]{_NAME}|{_NAME}{{1,8}}[{NAME_MARK}]{_NAME}{{1,8}}"
_DID = expression(
    rf"[\s；;，,]*(?:(?P<does>{_DOES})\s*(?:[:：/／｜|丨]|(?<=[图圖文者稿])[ \u3000])\s*"
    rf"(?P<by>(?:{_ONE_NAME})(?:[、]{_NAME}{{2,4}})*)"
    rf"|(?P<by2>{_ONE_NAME})\s?[/／ \u3000]\s?(?P<does2>{_DOES}))(?=[\s；;，,]|$)"
)
"""文/张三 图：李四, 张三/文: who did what."""


def _works(text: str) -> tuple[Byline, ...] | None:
    """The people of a line that says of each what they did, and nothing else."""
    found: list[Byline] = []
    at = 0
    while at < len(text):
        match = _DID.match(text, at)
        names = split_names(match["by"] or match["by2"]) if match else None
        if not match or not names or not all(map(_is_likely, names)):
            return None
        does = match["does"] or match["does2"]
        role = None if does[0] in "文撰作" else does
        found += (Byline(name, role) for name in names)
        at = match.end()
    return tuple(found) or None


_BASED = expression(
    rf"[【〔（(]?(?P<role>{ROLE})\s?(?P<name>{_NAME}{{2,4}}(?:[、]{_NAME}{{2,4}})*)"
    rf"[／/]{LETTER}{{2,4}}(?:综合|綜合)?(?:报道|報導)[】〕）)]?"
)
"""記者陳小華／台北報導, alone on a line"""
_COLUMN = expression(rf"[□■◇◆○●]\s*{LETTER}{{2,6}}[／/](?P<name>{_NAME}{{2,4}})")
"""■ 記者觀察／林佳穎: the column and who writes it."""
_FROM_READER = expression(
    rf"(?:{LETTER}{{2,8}}[市区县镇乡村邨])?(?:读者|讀者|市民|网友|居民|村民|家长)"
    rf"[ \u3000:：]+(?P<name>{_NAME}[{HAN}{NAME_MARK} \u3000]{{1,6}})"
)
"""读者　何明华"""


def _is_likely(name: str) -> bool:
    """Whether characters that may stand for a name begin as names do."""
    return name[0] in SURNAMES and (len(name) < 4 or name[:2] in COMPOUND or "·" in name)


def _latin_people(text: str) -> tuple[Byline, ...]:
    """``Ada Lowe and Ben Carr, Staff Writers``: a part that is no name is a role or an agency."""
    found: list[Byline] = []
    for part in re.split(r",\s*(?:and\s+)?|\s+and\s+|\s*[|/]\s*", text.strip()):
        if _TITLE.search(part) and found:
            found = [Byline(p.name, p.role or part.strip(), p.agency) for p in found]
        elif found and " " not in part.strip() and not part.isupper():
            continue  # where the person lives
        elif found and part.isupper() and " " not in part.strip():
            found = [Byline(p.name, p.role, p.agency or part.strip()) for p in found]
        elif part.strip():
            found.append(Byline(part.strip()))
    return tuple(found)


@lru_cache(maxsize=ASKED)
def author(text: str) -> tuple[Byline, ...] | None:
    """A bare name (良言, 田 鹏) beside a headline; where it stands must make it likely."""
    bare = text.strip()
    if len(bare) > 12 or not _HAN_NAME.all("".join(bare.split())):
        return None
    names = split_names(bare)
    if names is None or _SEPARATOR.sub("", bare) in _NO_NAMES:
        return None
    if any(len(n) > 3 and "·" not in n and n[:2] not in COMPOUND for n in names):
        return None
    if len(names) > 1 and not all(name[0] in SURNAMES and name in bare for name in names):
        return None
    if len(names) > len(_SEPARATOR.split(bare)):
        return None
    return tuple(Byline(name) for name in names)


_BARE_LATIN = expression(
    r"[A-Z][a-z’'-]+(?: [A-Z]\.)?(?: (?:(?:de|van|von|di|Mc|O’)\s?)?[A-Z][a-z’'-]+){1,2}"
)


def latin_author(text: str) -> tuple[Byline, ...] | None:
    """A bare name in Latin script (Walt Kessinger) under a headline, of two or three words."""
    bare = " ".join(text.split())
    return (Byline(bare),) if len(bare) > _INITIALS and _BARE_LATIN.fullmatch(bare) else None


_INITIALS = 8
"""So few characters are rather noise of a scan than a name."""


def latin_names(text: str) -> tuple[Byline, ...]:
    """``Jane Q. Public and Al Roe / The Post`` in a line that is marked as a byline."""
    bare = " ".join(text.split()).removeprefix("By ").removeprefix("by ").strip()
    if len(bare) > 120 or _NAMED.any(bare) or not _LATIN_NAMES.fullmatch(bare):
        return ()
    found = _latin_people(bare)
    return found if found and " " in found[0].name else ()


_PICTURE_WORK = "(?:摄影|攝影|图片?|供图|撮影|插图|插圖|题图|漫画|制图|绘图|篆刻|书法)"
_PEOPLE = rf"(?:{EAST}|[·、\s]){{2,20}}?"
"""More than Han and kana: :func:`split_names` has the last word."""
_CREDIT = expression(
    r"(?P<open>[（(【]?)\s*(?:"
    rf"(?P<lead>{_PICTURE_WORK}\s*[:：/／・])\s*(?P<agency1>{AGENCY})?\s*(?P<role1>{ROLE})?\s*"
    rf"(?P<names1>{_PEOPLE})"
    rf"|(?P<agency>{AGENCY})?\s*(?P<role>{ROLE})?\s*(?P<names2>{_PEOPLE})"
    rf"\s*(?:文\s*[/／]|[/／])?\s*(?P<work>{_WORK})"
    r"|(?P<plain>(?:新华社|新華社|中新社)?发|资料图片?|本报资料(?:图片?)?))\s*(?P<close>[）)】]?)"
)
_CREDIT_EN = expression(
    r"[（(]?(?:(?:Photo(?:graph)?|Picture)s?(?:\s+by|:|\s*/)\s*)(?P<who>[^()]{2,60})[）)]?", re.I
)
_CREDIT_SLASHED = expression(
    r"(?P<who>[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]*){1,3})\s?/\s?"
    r"(?P<agency>[A-Z][\w.&]*(?: [A-Z][\w.&]*){0,3})",
    needs=("/",),
)
"""DALE HUTCHINS / SENTINEL"""
_SUPPLIED = expression(
    rf"[（(]?(?:(?:图片|照片|资料图)?(?:由|来源[:：]?)\s?[{HAN}A-Za-z·/ ]{{2,20}}(?:提供)?"
    rf"|[{HAN}A-Za-z]{{2,14}}\s?供图"
    rf"|新华社发\s?[（(](?P<who>[{HAN}·]{{2,8}})\s?摄[）)])[）)]?",
    needs=("由源供摄",),
)


def _supplied(text: str) -> tuple[Byline, ...] | None:
    """Credits to an institution (市博物馆供图), which name nobody, and 新华社发（…摄）."""
    if (
        text[0] not in "（("
        and "供图" not in text
        and "图" not in text[:2]
        and "新华社" not in text
    ):
        return None
    match = _SUPPLIED.fullmatch(text)
    if not match:
        return None
    names = split_names(match["who"]) if match["who"] else None
    return tuple(Byline(name, "摄", "新华社") for name in names or ())


_CREDIT_TAIL_EN = expression(
    r"(?<=[.!?”\"])\s+((?:Photo(?:graph)?|Picture)s?(?:\s+by|:)\s*(?P<by>[A-Z][\w.'’ -]{2,40})"
    r"(?:/[A-Z][\w -]{1,24})?"
    r"|(?P<slashed>[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]*){1,3})\s?/\s?[A-Z][\w -]{1,24}"
    r"|\((?P<who>[A-Z][\w.'’ -]{2,40})/[A-Z][\w -]{1,24}\))$"
)
_CREDIT_END = expression(r"[（(【](?P<inside>[^（）()【】]{2,40})[）)】]$")


@lru_cache(maxsize=ASKED)
def credit(text: str) -> tuple[Byline, ...] | None:  # noqa: PLR0911  # one return a form of credit
    """The people of a credit (本报记者 张占兵摄); empty for 新华社发; None if it is none."""
    bare = text.strip()
    if not 2 <= len(bare) <= 60:
        return None
    slashed = _CREDIT_SLASHED.fullmatch(bare)
    if slashed:
        return (Byline(slashed["who"], "Photo", slashed["agency"]),)
    english = _CREDIT_EN.fullmatch(bare)
    if english:
        return (Byline(english["who"].strip(), "Photo", None),)
    match = _CREDIT.fullmatch(bare)
    if not match:
        return _supplied(bare)
    if match["plain"]:
        return ()
    chunk = match["names1"] or match["names2"] or ""
    role = (
        match["work"][0]
        if match["work"] and match["work"][0] in "摄攝"
        else match["work"] or (match["lead"] or "").strip(" :：/／")
    )
    if not (match["agency"] or match["role"] or match["lead"] or match["open"]) and not (
        match["work"] and match["work"][0] in "摄攝撮供绘" and (chunk.strip() or " ")[0] in SURNAMES
    ):
        return _supplied(bare)
    found: list[Byline] = []
    agency = match["agency"] or match["agency1"]
    for part in re.split(rf"(?:{AGENCY})?\s*(?:{ROLE})", chunk):
        names = split_names(part)
        if names is None:
            return _supplied(bare)
        found += (Byline(name, role, agency) for name in names)
    return tuple(found)


def credit_at_end(text: str) -> tuple[int, tuple[Byline, ...]] | None:
    """Where a bracketed credit begins at the end of a caption, and its people."""
    match = _CREDIT_END.search(text[-40:])
    if match:
        found = credit(match[0])
        if found is not None:
            return len(text) - len(match[0]), found
    english = _CREDIT_TAIL_EN.search(text[-80:])
    if english:
        return len(text) - len(english[1]), (
            Byline((english["by"] or english["who"] or english["slashed"]).strip(), "Photo", None),
        )
    tail = re.search(
        rf"(?<=[。！？”])\s*((?:{AGENCY})?\s*(?:{ROLE})?[^。！？]{{2,16}}(?:[摄攝]影?|撮影|供图|供圖))$",
        text[-40:],
    )
    if tail:
        found = credit(tail[1])
        if found is not None:
            return len(text) - len(tail[1]), found
    return None


_FROM = expression(f"^{LETTER}{{2,12}}[省市县区旗州镇乡村局院校厂社][ \u3000]?(?={LETTER}{{2,9}}$)")
"""Where a correspondent writes from, before the name: （江西宜丰县张三）."""
_REPORTED = expression("(?:综合|綜合)?(?:报道|報道|報導)$")
_NO_SIGNATURE = expression("[图圖文版页頁载載略完续續注]$")


_LETTER = expression(
    r"[—–-]+ ?(?P<name>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,3})(?:, [A-Z][\w. -]{2,30})?",
    needs=("—–-",),
)
"""How readers' letters are signed: — Rosa Hill, Ashton."""


def signature(text: str) -> tuple[Byline, ...] | None:
    """People named in brackets at the very end of a story: （本报记者 张三 李四）, （张三）."""
    letter = _LETTER.fullmatch(text.strip())
    if letter:
        return (Byline(letter["name"]),)
    match = _CREDIT_END.search(text[-60:])
    if not match:
        return None
    inside = match["inside"]
    before = text[: -len(match[0])].rstrip()
    if re.search(f"[{KANA}].*。$", before):  # Japanese reporters sign with the bare name
        signed = [
            part for part in re.split("[、，・]", inside) if not part.startswith(("写真", "文"))
        ]
        if signed and all(re.fullmatch(f"{LETTER}{{2,5}}", part) for part in signed):
            return tuple(Byline(part) for part in signed)
    named = people(_REPORTED.sub("", inside))
    if named is not None or not (before == "" or ends_closed(before)):
        return named
    names = split_names(_FROM.sub("", inside)) or ()
    if not names or not all(len(n) < 4 and _is_likely(n) for n in names):
        return None
    return None if _NO_SIGNATURE.search(inside) else tuple(Byline(name) for name in names)
