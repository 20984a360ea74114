"""What kind of story it is, judged from its parts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from packager.copydesk.heads import is_column
from packager.copydesk.names import ASKED
from packager.issue import (
    Block,
    Byline,
    Crosshead,
    Dateline,
    Figure,
    ItemList,
    Kind,
    Paragraph,
    Table,
    Verse,
)
from packager.patterns import Letters, expression
from packager.reading.script import HAN, HANGUL, KANA, KANAS, LETTER, folded, has_traditional

_OPINION = expression(
    "论坛|巷议|时评|快语|微语|絮语|茶语|三言两语|快评|短评|锐评|评论|漫评|社论|社评|论语|漫谈|杂谈|漫笔|杂感|夜话|论道|Opinion|Editorial|Op-Ed|Commentary|Viewpoint"
    "|Leading Article|Leader$|\\bViews?$|\\bComment$|社[説说]|论説|"
    "を(?:読む|問う|考える)$|視点$|論点$|寄稿$|オピニオン|コラム|天声|余録|春秋$|谈$",
    re.I,
)
_NOTICE = expression(
    "公告|公示|(?:Corrections?|Clarifications?)$|^(?:Births|Marriages|Deaths|In Memoriam)$"
    "|启事|^寻[人物]|休刊|招领|声明|通告|遗失|^.{0,6}停[电電水气氣].{0,4}$|通知$|招标|讣告|更正|致歉"
    "|Notices?$|^(?:Public |Legal )?Notice(?: of| to|:) "
    "|お知らせ|おくやみ|^人事$|お断り|おことわり|訂正|おわび",
    re.I,
)
GIVEN = expression("(?i:(?:public )?notice is hereby|(?:applications|tenders) are invited)")
"""How notices begin in English."""
_NOTICE_FORM = expression(
    "^(?i:Public|Legal) (?i:Notice)\\b|^关于.*(?:公告|通告|公示|通知)$"
    "|(?:公告|通告|公示|启事|停.{1,2}通知|声明)$"
)
_NEWS_OF_NOTICE = expression("发布|印发|出台|下发|刊登")
_ADVERT = expression("广告|招聘|促销|开盘|热销|Advertisement|広告", re.I)
_OFFER = expression("优惠|专场|酬宾|特惠|开业|大促|折扣|让利|抢购|钜惠|秒杀")
_CONTACT = expression(r"(?:电话|热线|地址|店址|Tel|Call)\s?[：:.]?", re.I)
_URGES = expression(
    "^(?:别|莫|勿|让|把|要|不|多|少|谁|岂|为何|当|警惕|谨防|切莫|应)|(?:要|须|应当|不应|不能|不容|不可|岂能|不妨|何妨)"
)
_ARGUES = expression("应该|应当|必须|不能|不应|须|切莫|不妨|才能|要(?![求闻])|應該|必須|應當")
_ARGUMENTS = 3
"""Words of urging in a comment that no label names, at least."""
_SOMEBODY = expression("[我他她]")
"""Whom stories tell of, and comment hardly."""
_BRIEF = expression("简讯|快讯|短波|短讯|短信|速递|速览|要情|简报|资讯|Briefs?$", re.I)
_WEATHER = expression("天气|天氣|气象|氣象|天気|空气质量|Weather|Forecast", re.I)
_VERSE = expression("诗|词|歌谣|Poem", re.I)
_FORM = expression(
    "[（(]调寄[^）)]{2,6}[）)]|^(?:[五七][律绝絕言古]|"
    "沁园春|满江红|水调歌头|念奴娇|浣溪沙|蝶恋花|临江仙|菩萨蛮|西江月|如梦令|鹧鸪天|清平乐"
    "|采桑子|卜算子|忆江南|浪淘沙|渔家傲)[·:： ]"
)
"""Headlines that name the form of a poem."""
_PEOPLE = expression("訃報|讣告|人事|おくやみ|告知|だより")
"""Labels over news of persons."""
_CONTENTS = expression(
    "^(?:.{0,4}[导導][读讀]|要目|本期看点|(?:きょうの|本日の)?紙面.{0,2}|目录|目次"
    "|Inside|In this issue|Index)$",
    re.I,
)
_SERIES = expression(
    "系列报道|特写|通讯|侧记|纪实|纪事|见闻|观察|走笔|调查|专访|人物|好人|匠人|榜样"
)


_VIEWS = expression("观察|走笔|街谈|巷议|茶座")
"""Labels over what somebody thinks of things seen."""
_SERVICE = expression("跑腿|热线|回音|帮办|求证|追踪|问政|来电|投诉")
"""Labels over what reporters find out for readers, which is news."""
_REPORTED = expression(f"[／/]{LETTER}{{2,6}}报[导道][】〕）)]?$")
"""記者陳俊廷／南濱報導: a byline that stands for a dateline."""
_PROFILE = expression("人物|专访|特写|故事|好人|匠人|特稿|专题")
"""Labels over features, dated or not."""
_SERIAL = expression("^(?:連載|シリーズ|企画)|[①-⑳]$|(?:ひと|人|群像|列伝|ルポ)$")
"""Labels over Japanese features."""
_LITTLE = 200
"""A brief has at most so many characters (thrice in Latin script)."""
_MUCH = 1200
"""A signed story without a dateline has more only if it is a feature (thrice in Latin script)."""
_WIDE = expression(f"[{HAN}{KANA}{HANGUL}]")
_SHORT = 120
"""A piece of news among briefs has at most so many characters."""
_FEW = 2
_FEW_WORDS = 6
_COMMENT = 6
"""Paragraphs of a short comment."""
_PADDED = expression(r"\S(?:[ \u3000]+\S){1,3}")


def squeezed(text: str) -> str:
    """Words that are set wide (公 告) as they are read."""
    return "".join(text.split()) if _PADDED.fullmatch(text.strip()) else text


@lru_cache(maxsize=ASKED)
def is_opinion(label: str) -> bool:
    """Whether a label stands over comment."""
    return bool(_OPINION.search(squeezed(label)))


@lru_cache(maxsize=ASKED)
def is_notice(text: str) -> bool:
    """Whether a headline names a notice of some kind: 公 告, 遗失声明, Corrections."""
    words = squeezed(text.strip())
    if len(words) <= (24 if words.isascii() else 12):
        return bool(_NOTICE.search(words))
    return bool(_NOTICE_FORM.search(words)) and not _NEWS_OF_NOTICE.search(words)


def is_standing(text: str) -> bool:
    """Whether a short headline stands in every issue: 今日天气, 今日导读."""
    if len(text) > 2 * _NAME:
        return False
    words = squeezed(text.strip())
    return len(words) <= _NAME and bool(_WEATHER.search(words) or _CONTENTS.search(words))


_NAME = 8
"""What stands in every issue has a headline of at most so many characters."""


@lru_cache(maxsize=ASKED)
def is_brief(text: str) -> bool:
    """Whether a label stands over a row of briefs."""
    return bool(_BRIEF.search(squeezed(text)))


def is_weather(text: str) -> bool:
    """Whether a short heading stands over the weather: 今日天气."""
    most = _WEATHER_HEAD * (3 if text.isascii() else 1)
    return len(text.strip()) <= most and bool(_WEATHER.search(text))


_WEATHER_HEAD = 8


def is_regular(text: str) -> bool:
    """Whether a heading names a regular column of local papers: Police Log, Calendar."""
    return bool(_REGULAR.fullmatch(text.strip()))


_REGULAR = expression(
    "(?:[^，。]{0,6}(?:彩券|彩票|乐透|樂透)[^，。]{0,6})|(?:Police|Court|Fire|Sheriff.s) (?:Log"
    "|Blotter|Reports?|Calls)|(?:Community )?Calendar"
    "|(?:Winning )?Lottery(?: Numbers)?|Births|Marriages|Weddings|Scoreboard|Box Scores?"
    "|(?:Legal|Public|Official) Notices?|Notice (?:of|to) .{4,40}"
    "|Today in History|Horoscopes?|Crossword",
    re.I,
)


def is_contents(text: str) -> bool:
    """Whether a heading names the list of what stands inside: 今日导读, INSIDE, きょうの紙面."""
    return bool(_CONTENTS.search(text.strip()))


def _sells(headline: str, words: Sequence[Paragraph]) -> bool:
    """Whether it offers something: by its headline, and where to call or go by its last lines."""
    return bool(_OFFER.search(headline)) and any(_CONTACT.search(b.text) for b in words)


def _by_author(bylines: Sequence[Byline], dateline: Dateline | None, body: Sequence[Block]) -> bool:
    """A short piece by a person without any function, as comments are."""
    if dateline is not None or not bylines or any(p.role or p.agency for p in bylines):
        return False
    return len(body) <= _COMMENT and all(isinstance(b, Paragraph) for b in body)


def kind(  # noqa: PLR0911  # one return a kind of story
    *,
    label: str | None,
    headline: str | None,
    other_heads: Sequence[str],
    deck: Sequence[str],
    bylines: Sequence[Byline],
    byline_text: str | None,
    dateline: Dateline | None,
    body: Sequence[Block],
) -> Kind:
    """The story's kind by its label, headline, people and blocks."""
    standing = squeezed(label or "")
    named = squeezed(headline or "")
    words = [b for b in body if isinstance(b, Paragraph)]
    plain = dateline is None and not byline_text
    wide = bool(_WIDE.search(headline or "") or (words and _WIDE.search(words[0].text)))
    notice = plain and is_notice(headline or "")  # which may be little else than a table
    told = _by_blocks(byline_text, body, plain=plain and not notice) or _by_words(
        standing, named, bylines, words, plain=plain
    )
    if told:
        return told
    japanese = bool(words) and KANAS.any(words[0].text)
    if label and plain and japanese and not _PEOPLE.search(label):
        asked = sum(b.text.startswith(("――", "——", "──")) for b in words) > 1
        if asked or _SERIAL.search(standing) or any(isinstance(b, Crosshead) for b in body):
            return "feature"  # an interview, a series
        if not bylines:
            return "commentary"  # the columns of Japanese papers are not signed
    by_nobody = plain and not bylines and not label
    if (
        _URGES.search(named)
        and not deck
        and (by_nobody or _by_author(bylines, dateline, body))
        and (label or _argues("".join(b.text for b in words)))
    ):
        return "commentary"
    if words and not deck and _VIEWS.search(standing) and _by_author(bylines, dateline, body):
        return "commentary"
    signed = dateline is None and bool(bylines) and bool(label)
    if signed and wide and any(isinstance(b, Crosshead) for b in body):
        return "feature"
    length = sum(len(b.text) for b in words) + sum(
        len(i) for b in body if isinstance(b, ItemList) for i in b.items
    )
    if wide and bylines and length > _LITTLE and _PROFILE.search(standing):
        return "feature"
    told_by = byline_text if dateline is None and not _SERVICE.search(standing) else None
    if told_by and not _REPORTED.search(told_by):
        heads = any(isinstance(b, Crosshead) for b in body)
        if (
            heads
            or length > (_MUCH if wide else 3 * _MUCH)
            or any(_SERIES.search(head) for head in (*other_heads, standing))
        ):
            return "feature"
        if wide and bylines and (_is_mainland(words) or all(p.role is None for p in bylines)):
            return "other" if _VERSE.search(standing) else "feature"
    if (
        0 < length <= (_LITTLE if wide else 3 * _LITTLE)
        and not byline_text
        and len(words) == 1
        and not deck
    ):
        return "brief"
    return "news"


def _argues(text: str) -> bool:
    """Whether a text urges, or is Chinese and hardly tells of anybody."""
    if len(_ARGUES.findall(text)) >= _ARGUMENTS:
        return True
    return bool(_WIDE.search(text)) and len(_SOMEBODY.findall(text)) <= _FEW


def _is_mainland(words: Sequence[Paragraph]) -> bool:
    """Whether it is Chinese in simplified characters.

    On the mainland the news begin with 本报讯 or an agency's dateline; what is signed over its text
    instead is a 通讯, a feature.
    """
    text = "".join(b.text for b in words)
    return not (has_traditional(text) or KANAS.any(text) or _HANGUL.any(text))


_HANGUL = Letters(HANGUL)


def _by_blocks(byline_text: str | None, body: Sequence[Block], *, plain: bool) -> Kind | None:
    """What pictures, verse and tables say; a few words may stand with them."""
    kinds = [type(b) for b in body]
    figures, paragraphs = kinds.count(Figure), kinds.count(Paragraph)
    if body and figures == len(body):
        return "photo"
    if Verse in kinds and paragraphs <= _FEW:
        return "verse"
    told = sum(len(b.text) for b in body if isinstance(b, Paragraph))
    if plain and Table in kinds and paragraphs <= _FEW and told <= _LITTLE // 2:
        return "table"
    signed = "摄" in folded(byline_text or "")
    return "photo" if signed and figures > max(1, paragraphs) else None


def _by_words(
    label: str, headline: str, bylines: Sequence[Byline], words: Sequence[Paragraph], *, plain: bool
) -> Kind | None:
    """What the words of label and headline say."""
    if _FORM.search(headline) and len(words) <= _COMMENT:
        return "verse"
    if is_opinion(label) or any("评论员" in folded(p.role or p.name) for p in bylines):
        return "commentary"
    given = bool(words) and GIVEN.match(words[0].text) is not None
    if plain and (given or _NOTICE.search(headline) or _NOTICE.search(label)):
        return "notice"
    if _ADVERT.search(label) or _ADVERT.fullmatch(headline) or (plain and _sells(headline, words)):
        return "advert"
    if plain and (_WEATHER.search(headline or label) or _CONTENTS.search(headline or label)):
        return "other"
    short = len(words) > 1 and all(len(b.text) <= _SHORT for b in words)
    row = plain and short and is_column(headline) and len(headline) <= _FEW_WORDS
    return "brief" if row or is_brief(label) or is_brief(headline) else None
