"""What kind of story it is, judged from its parts."""

from __future__ import annotations

import re
from collections.abc import Sequence

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

_OPINION = re.compile(
    "论坛|时评|快语|微语|絮语|茶语|三言两语|快评|短评|锐评|评论|社论|社論|評論|時評|论语|漫谈|杂谈|絮语|夜话|论道|Opinion|Editorial|Op-Ed|Commentary|Viewpoint|社説|コラム|天声|余録|春秋$|[谈談]$",
    re.I,
)
_NOTICE = re.compile(
    "公告|公示|Corrections?$|启事|啓事|啟事|声明|聲明|通告|遗失|通知$|招标|讣告|訃告|更正|致歉|Notice$|お知らせ"
)
_ADVERT = re.compile("广告|廣告|招聘|促销|开盘|热销|Advertisement|広告", re.I)
_BRIEF = re.compile("简讯|快讯|短波|短讯|速递|速览|要闻简报|资讯|Briefs?$", re.I)
_WEATHER = re.compile("天气|天氣|气象|氣象|天気|空气质量|Weather|Forecast", re.I)
_VERSE = re.compile("诗|词|歌谣|Poem", re.I)
_SERIES = re.compile("系列报道|特写|通讯|侧记|纪实|纪事|见闻|观察|走笔|调查|专访|人物")


_PADDED = re.compile(r"\S(?:[ \u3000]+\S){1,3}")


def squeezed(text: str) -> str:
    """Words that are set wide (公 告) as they are read."""
    return "".join(text.split()) if _PADDED.fullmatch(text.strip()) else text


def is_opinion(label: str) -> bool:
    """Whether a label stands over comment."""
    return bool(_OPINION.search(squeezed(label)))


def is_notice(text: str) -> bool:
    """Whether a headline names a notice of some kind: 公 告, 遗失声明, Corrections."""
    words = squeezed(text.strip())
    return len(words) <= 12 and bool(_NOTICE.search(words))


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
    headline = squeezed(headline or "") or None
    words = [b for b in body if isinstance(b, Paragraph)]
    if body and all(isinstance(b, Figure) for b in body):
        return "photo"
    if any(isinstance(b, Verse) for b in body) and len(words) <= 2:
        return "verse"
    if any(isinstance(b, Table) for b in body) and len(words) <= 2:
        return "table"
    if is_opinion(standing) or any(p.role and "评论员" in p.role for p in bylines):
        return "commentary"
    if (
        (_NOTICE.search(headline or "") or _NOTICE.search(standing))
        and dateline is None
        and not byline_text
    ):
        return "notice"
    if _ADVERT.search(standing) or (headline and _ADVERT.fullmatch(headline)):
        return "advert"
    if _WEATHER.search(headline or standing) and dateline is None and not byline_text:
        return "other"
    length = sum(len(b.text) for b in words) + sum(
        len(i) for b in body if isinstance(b, ItemList) for i in b.items
    )
    if _BRIEF.search(standing) or _BRIEF.search(headline or ""):
        return "brief"
    if dateline is None and byline_text:
        heads = any(isinstance(b, Crosshead) for b in body)
        if heads or length > 1200 or any(_SERIES.search(head) for head in (*other_heads, standing)):
            return "feature"
        if bylines and all(p.role is None for p in bylines):
            return "other" if _VERSE.search(standing) else "feature"
    if 0 < length <= 200 and not byline_text and len(words) == 1 and not deck:
        return "brief"
    return "news"
