"""电头: who sends the story, whence and when; at the head of it or as a sign-off."""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from packager.copydesk.names import AGENCY, ASKED, ROLE, SURNAMES, split_names
from packager.copydesk.people import people
from packager.issue import Byline, Dateline
from packager.patterns import Letters, expression
from packager.reading.script import HAN, HANS, KANA, LETTER, folded

_NUMBER = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_DAY = rf"(?:(?:\d{{4}}|[二〇○零一九]{{4}})年)?{_NUMBER}月{_NUMBER}日|{_NUMBER}日"
_WIRE = (
    "(?:新华社|新華社|中新社|中国新闻社|中新网|中央社|法新社|路透社|美联社|俄新社|塔斯社|共同社|韩联社|德新社|合众国际社"
    f"|{LETTER}{{2,4}}社(?!区|会|长|员|记)"
    "|新华网|人民网|中国网|央视网|央广网|光明网|中国青年网|国际在线|澎湃新闻|财联社)"
)
_PLACE = (
    rf"(?:(?![讯訊電电記记]|[综綜]合)[{HAN}·／/]{{2,9}}?(?:[（(][{HAN}]{{2,6}}[）)](?=[\d一二三四五六七八九十]))?"
    "|“[^”]{1,8}”[号轮艇])"
)
_BRACKET = r"\s?[（(](?P<inside>[^（）()]{2,60})[）)]"
_STAFF = expression(
    rf"[▲■●◆★]?\s?(?P<open>[【\[〔（(]?)(?P<agency>本[报報刊台社网網]|{LETTER}{{0,8}}"
    rf"(?:[日晚晨时時商早快导導新周][报報]|都市[报報]|青年[报報]|农民报|法治报|军报"
    rf"|[报報](?=[讯訊][（( \u3000])|新闻(?=[讯訊][（( ])|网|台|电视台|融媒)"
    rf"|(?<=[【\[〔]){LETTER}{{1,6}}[报報])\s?"
    rf"(?P<place>{_PLACE})?\s?(?P<date>{_DAY})?\s?(?P<verb>[综綜]合报[道导](?=[ 　：:])"
    rf"|[综綜]?[合]?[专專快]?(?:讯(?![息号问飞])|訊(?!息)|电|電|消息))(?P<close>[】\]〕）)]?)"
)
_AGENCY = expression(
    rf"(?P<by>[据據]?)(?P<open>[【\[〔（(]?)(?P<agency>{_WIRE})(?:记者\S{{2,12}}?)?\s?(?P<place>{_PLACE})?\s?(?P<date>{_DAY})?\s?"
    r"(?P<verb>专?电|專?電|快?讯|訊|消息|(?<=据新华社)|(?<=據新華社))(?P<close>[】\]〕）)]?)"
)
_REPORT = expression(
    rf"\s?(?P<people>(?:(?:{AGENCY})?\s?{ROLE}\s?[^，。：:；（）“”]{{2,24}}?[、，]?)+)\s?(?:报道|報道|報導)\s?[：:]?",
    needs=("道導",),
)
_TELLS = expression(
    rf"\s?记者\s?(?P<people>{LETTER}{{2,3}}(?:、{LETTER}{{2,3}})*)(?=从|在|获悉|了解到|[今昨]天|[今昨日]日|日前|近日)"
)
"""Unbracketed: 本报讯 记者李明从市气象局获悉. The names stay part of the sentence."""
_FULL = f"(?:{LETTER}{{2,4}}|{LETTER}[ \u3000]{LETTER})"
_NAMED_HERE = expression(
    rf"[【\[［〔（(](?:(?P<agency>本[报報刊台社])|(?=[^】\]］〕）)]*[道導][】\]］〕）)]))(?P<role>{ROLE})\s?"
    rf"(?P<name>{LETTER}{{2,3}}(?:[、 ]{LETTER}{{2,3}})*)\s?(?P<verb>报道|報道|報導)?[】\]］〕）)]",
    needs=("】]］〕）)",),
)
"""【本報記者羅家豪報道】, 【本報駐京記者張三】, 【記者馮子軒、黃志偉報道】"""
_GATHERED = expression(
    rf"[【\[〔（(](?P<agency>本[报報刊台社])?(?P<place>(?![综綜]合){LETTER}{{2,4}}?)?[综綜]合"
    r"(?:外[电電])?(?:报[道导]|報[道導]|[电電][讯訊]?|[讯訊])[】\]〕）)]",
    needs=("综綜",),
)
"""【本報綜合報導】, （香港綜合電）"""
_OWN_REPORT = expression(
    rf"[【〔](?P<agency>{LETTER}{{2,6}}[报報])(?:报道|報[道導])[】〕]", needs=("道導",)
)
"""【星島日報報道】"""
_COMPILED = expression(
    rf"[【\[〔（(](?P<role>编译|編譯)\s?(?P<name>{_FULL}(?:[、]{_FULL})*)[／/][综綜]合"
    r"(?:外[电電]|报[道导]|報[道導])(?:报[道导]|報[道導])?[】\]〕）)]",
    needs=("综綜",),
)
"""〔編譯張三／綜合外電〕"""
_POSTED = expression(
    rf"[【\[〔（(](?P<role>特派(?:[记記]者|[员員]))(?P<name>{LETTER}{{3}}|{LETTER}{{2}})"
    rf"(?P<place>{LETTER}{{2,4}})(?P<date>{_DAY})(?:[专專])?[电電][】\]〕）)]",
    needs=("特", "电電"),
)
"""【特派記者張三北京1日電】"""
_TOLD_BY = expression(
    rf"(?P<role>{ROLE})\s?(?P<name>{_FULL}(?:[、 ]{_FULL})*)\s?(?:报道|報[道導])\s?[：:]"
    rf"|[（(](?P<role2>{ROLE})[\s:：]?(?P<name2>{_FULL}(?:[、 ]{_FULL})*)[）)](?=\s?\S)",
    needs=("者员美生稿影", "道導）)"),
)
"""记者张三报道：, （记者张三）: people and no agency."""
_NAMED = expression(
    rf"[【\[［〔（(](?P<agency>本[报報刊台社]|中央社)?(?P<role>(?:特派)?{ROLE})?\s?(?P<name>{_FULL}(?:[、／/]{_FULL})*)[／/]?(?P<place>{LETTER}{{2,6}})"
    r"(?:(?:综|綜)?合?)(?P<verb>报道|報道|報導|电|電|讯|訊)[】\]］〕）)]",
    needs=("道導电電讯訊",),
)
_NAMED_WIRE = expression(
    rf"[【\[（(](?P<agency>中央社|新華社|新华社|中新社)(?P<role>{ROLE})\s?(?P<name>(?:{LETTER}{{3}}|{LETTER}{{2}})(?:[、／/](?:{LETTER}{{3}}|{LETTER}{{2}}))*)"
    rf"(?P<place>{LETTER}{{2,4}}?)(?P<date>{_DAY})(?:综合|綜合)?(?P<verb>外?[专專]?[电電]|报道|報導)[】\]）)]",
    needs=("社", "电電道導"),
)
"""（中央社記者…台北7日電）"""
_WIRE_FROM = expression(
    rf"[【\[（(](?P<agency>{_WIRE})(?P<place>{LETTER}{{2,6}}?)(?P<date>{_DAY})"
    r"(?P<verb>(?:综合)?(?:外[电電])?(?:报道|报导))[】\]）)]",
    needs=("道导",),
)
"""（中央社東京12日綜合外電報導）"""
_TRANSLATED = expression(
    rf"[【\[（(](?P<role>编译)\s?(?P<name>{_FULL}(?:[、]{_FULL})*)[／/]"
    rf"(?P<agency>{_WIRE}|路透|法新|美联)(?P<place>{LETTER}{{2,6}}?)(?P<date>{_DAY})"
    r"(?P<verb>(?:综合)?外?[专专]?(?:电|報導|报导|报道))[】\]）)]",
    needs=("编", "电道导"),
)
"""【編譯吳思慧／路透倫敦十九日電】"""
_REPORTER = expression(
    rf"(?P<agency>{AGENCY})(?P<role>{ROLE})\s?(?P<name>{_FULL}(?:[、 ]{_FULL})*)"
    r"\s?(?:报道|報道|報導)\s?[：:]"
)
"""本报记者张三报道：… (old papers)"""
_NAMED_BARE = expression(
    rf"(?P<role>{ROLE})\s?(?P<name>{_FULL}(?:[、]{_FULL})*)[／/](?P<place>{LETTER}{{2,4}})"
    r"(?:综合|綜合)?(?P<verb>报道|報導|電|电)(?=\s|$)"
)
"""記者陳小華／台北報導"""
_ROUND_WIRE = expression(
    r"[［\[](?P<place>[^\s［\]］]{1,12})[ \u3000]+(?P<date>[\d０-９]{1,2}日)[ \u3000]+"
    r"(?P<agency>[^\s\]］]{2,8})[］\]](?:\s?[-－―])?"
)
"""［ロンドン　７日　ロイター］"""
_JAPANESE_WIRE = expression(
    rf"[【（](?P<place>{LETTER}{{1,12}}?)[=＝]?(?P<agency>共同|時事|ロイター|ＡＰ|AP|ＡＦＰ|AFP|新華社|聯合)[】）]"
)
_JAPANESE = expression(rf"【(?P<place>{LETTER}{{1,14}})[=＝](?P<name>[^】]{{1,30}})】")
_JAPANESE_LOCAL = expression(
    rf"【(?P<place>(?!(?:写真|解説|答え|注|問|評|選評|講評|句評)】){LETTER}{{1,6}})】(?![（(]\d)(?=[^【】]*[{KANA}])"
)
"""【三浜】: the town alone, as the local pages of Japanese papers have it."""
_LOCAL = expression(rf"[【（〔(](?P<place>{LETTER}{{2,4}}?)(?P<date>{_DAY})?[訊讯][】）〕)]")
"""【高雄訊】, （吉隆坡1日訊）"""
_KOREAN = expression(
    r"[\[(](?P<place>[\uac00-\ud7a3]{2,10})=(?P<agency>[^\])]{2,20})[\])](?:\s*(?P<name>[\uac00-\ud7a3]{2,4})\s*(?P<role>특파원|기자)\s*=)?",
    needs=("=",),
)
_MONTH_DAY = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}(?:, \d{4})?"
_WIRE_NAME = r" \((?P<agency>[A-Z][\w .&-]{1,24}|[a-z]{3}(?:/[a-z]{3})?)\)"
_DASH = r"\.?\s?(?:—|–|--|-)\s?"
_COLON = r":\s(?=[A-Z“‘\"'].{60})"
_NO_PLACE = (
    r"(?!(?:[A-Z]+ )?(?:NOTE|NOTICE|WARNING|CORRECTION|CLARIFICATION|INSIDE|WEATHER|PHOTO|SOURCE"
    r"|UPDATE|QUESTION|ANSWER|EDITOR|HOST|INTERVIEWER|WANTED|SALE|LOST|FOUND|LETTER|COMMENT"
    r"|OPINION)S?:)"
)
_WIRES = r"(?:AFP|ANI|AP|CP|IANS|PA|PTI|Reuters|UNI|UPI|Xinhua)\b"
_ENGLISH = expression(
    rf"{_NO_PLACE}"
    rf"(?P<place>[A-Z][A-Z.'’ -]{{2,30}}(?:, (?!{_WIRES})[A-Z][A-Za-z.]{{1,20}}){{0,2}})"
    rf"(?:,? (?P<date>{_MONTH_DAY})(?: (?P<wire>[A-Z]{{2,5}})\b)?|, (?P<service>{_WIRES}))?"
    rf"(?:{_WIRE_NAME})?"
    rf"(?:{_DASH}|{_COLON})"
)
"""LONDON, March 3 (AP) — …; in India and elsewhere a colon, before a paragraph of some length."""
_ENGLISH_MIXED = expression(
    r"(?P<place>[A-Z][\w.'’-]{2,20}(?: [A-Z][\w.'’-]{1,20}){0,2}(?:, [A-Z][A-Za-z.]{1,20})?)"
    rf"(?:,? (?P<date>{_MONTH_DAY}))?{_WIRE_NAME}{_DASH}"
)
"""A place that is not in capitals is one only before an agency."""
_SOURCE = expression(
    rf"(?P<agency>{LETTER}{{2,8}}(?:网|台|社|新闻|客户端))消息(?:[（(](?P<inside>[^（）()]{{2,20}})[）)])?[：:]"
)
_OTHERS = (
    *(
        _REPORTER,
        _NAMED_BARE,
        _ROUND_WIRE,
        *(_NAMED_HERE, _GATHERED, _OWN_REPORT, _COMPILED, _POSTED, _TOLD_BY),
        _NAMED,
        _JAPANESE_WIRE,
        _JAPANESE,
        _JAPANESE_LOCAL,
        _LOCAL,
        _KOREAN,
    ),
    *(_ENGLISH, _ENGLISH_MIXED, _SOURCE),
)
_SIGN_OFF = expression(
    rf"[（(](?P<by>[据據])?(?P<agency>{AGENCY}|{_WIRE})\s?(?P<place>{_PLACE})?\s?(?P<date>{_DAY})?(?:零时|凌晨|[上下]午|晚)?\s?(?P<verb>电|電|讯|訊|供?稿|专电)?[）)]$"
)

_FIRST = Letters(f"{HAN}{KANA}【[［(（〔▲■●◆★A-Z")


_ELECTRIC = "话話视視影子脑腦力台网網器动動商信源梯"
"""Characters that make a word of 电."""


class Found(Dateline, frozen=True):
    """A dateline and the people named in it."""

    bylines: tuple[Byline, ...] = ()

    def plain(self) -> Dateline:
        """The dateline alone."""
        return Dateline(self.text, self.agency, self.place, self.date)


@lru_cache(maxsize=ASKED)
def dateline(text: str) -> Found | None:
    """The dateline at the head of a paragraph, or None. ``text`` is exactly what is printed."""
    head = text[: _LONGEST + 1]
    found = None
    if text[:1] in _FIRST and _HINT.search(head):
        found = _headed(head.replace(_DRAWN, "／"))
    if found is not None and _DRAWN in head:
        found = msgspec.structs.replace(found, text=text[: len(found.text)])
    return found


def placed(line: str) -> Found | None:
    """What a byline alone on its line says of where it was written: 記者林佳蓉／嘉義報導."""
    match = _NAMED_BARE.fullmatch(line.strip().replace(_DRAWN, "／"))
    found = _other(match) if match else None
    return found if found is not None and found.place else None


_DRAWN = "╱"
"""A slash out of the box-drawing characters, as papers of Taiwan set it."""


_LONGEST = 120
_HINT = expression("[电讯息道导社】）］\\])—–-]|[A-Z).\\d]: ")
"""What every form of dateline has one of."""


def _headed(text: str) -> Found | None:
    head = text[:_LONGEST]
    named = _NAMED_WIRE.match(head) or _WIRE_FROM.match(head) or _TRANSLATED.match(head)
    if named:
        return _other(named)
    for pattern in (_AGENCY, _STAFF):
        match = pattern.match(head)
        if match and bool(match["open"]) == bool(match["close"]):
            found = _with_people(head, match)
            alone = match["open"] in ("（", "(") and match.end() == len(text.rstrip())
            if found and not alone:  # that is how stories are signed off
                return found
    for pattern in _OTHERS:
        match = pattern.match(head)
        if match and match.end() < len(text):
            return _other(match)
    return None


def _with_people(head: str, match: re.Match[str]) -> Found | None:
    end = match.end()
    names: tuple[Byline, ...] = ()
    agency = match["agency"]
    bracket = re.compile(_BRACKET).match(head, end)
    report = _REPORT.match(head, end)
    tells = _TELLS.match(head, end)
    if bracket:
        named = people(bracket["inside"])
        if named is None:
            bare = split_names(bracket["inside"]) or ()
            likely = [name for name in bare if name[0] in SURNAMES and len(name) < 4]
            named = tuple(Byline(name) for name in bare) if len(likely) == len(bare) else ()
        if named or match["verb"] in ("消息", "讯", "訊"):
            end = bracket.end()
            names = tuple(_of(p, agency) for p in named)
    elif report:
        named = people(report["people"].rstrip("、，"))
        if named:
            end = report.end()
            names = tuple(_of(p, agency) for p in named)
    elif tells:
        told = split_names(tells["people"]) or ()
        if all(name[0] in SURNAMES and name[-1] not in "天日年时常" for name in told):
            names = tuple(_of(Byline(name, "记者"), agency) for name in told)
    if head[end : end + 1] in ("：", ":"):
        end += 1
    after = head[end : end + 1]
    plain = not names and not match["close"]
    if (
        plain
        and not match["date"]
        and match["verb"] in ("电", "電")
        and after
        and after in _ELECTRIC
    ):
        return None  # 本报社会部电话号码
    placed = plain and match["place"] and not match["date"] and match["verb"] in ("电", "電")
    if placed and after not in _PARTS and not _WIRED.match(agency):
        return None  # 国网江城供电公司
    if (
        plain
        and not match["date"]
        and after not in " \u3000：:，,（("
        and not _clean_start(match[0])
    ):
        return None
    return Found(head[:end], agency, _place(match["place"]), match["date"], names)


_PARTS = " \u3000：:，,（("
_WIRED = expression(f"{_WIRE}|本[报刊台社]")


def _of(person: Byline, agency: str) -> Byline:
    """Whose the person is: correspondents (通讯员) are nobody's unless the paper says so."""
    outside = person.role is not None and person.role.endswith(("通讯员", "通訊員", "实习生"))
    return Byline(person.name, person.role, person.agency or (None if outside else agency))


def _clean_start(text: str) -> bool:
    return text.endswith(("讯", "訊", "电", "電", "新华社", "新華社")) or text.startswith("本报")


_NO_PLACES = frozenset(
    {"专题", "独家", "特别", "深度", "专访", "即时", "综合", "最新", "外电", "综合外", "整点"}
    | {"全媒体", "融媒体", "融媒", "时刻", "客户端", "本报", "喜"}
)
"""What stands for the place in 【記者…／專題報導】."""


def _place(place: str | None) -> str | None:
    return None if place and folded(place) in _NO_PLACES else place


def _other(match: re.Match[str]) -> Found:
    groups = match.groupdict()
    names: tuple[Byline, ...] = ()
    name = groups.get("name") or groups.get("name2")
    if name:
        names = tuple(
            Byline(
                "".join(name.split()) if HANS.all("".join(name.split())) else name,
                groups.get("role") or groups.get("role2"),
                groups.get("agency"),
            )
            for name in re.split("[、／/・]", name.strip())
        )
    place = (groups.get("place") or "").strip() or None
    place = _place(place)
    agency = groups.get("agency") or groups.get("wire") or groups.get("service")
    return Found(match[0].rstrip(), agency, place, groups.get("date"), names)


def sign_off(text: str) -> Found | None:
    """An agency named at the very end: （新华社北京12月31日电）, or people: （本报记者 张三）."""
    tail = text[-60:]
    closed = tail.rstrip("\n").endswith(("）", ")"))
    match = _SIGN_OFF.search(tail) if closed else None
    place = match["place"] or "" if match else ""
    told = match and (match["verb"] or match["date"] or match["by"])
    if match and told and not re.search("[本供专專]", place):
        return Found(match[0], match["agency"], match["place"], match["date"])
    return None
