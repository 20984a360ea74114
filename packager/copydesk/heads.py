"""A block of headings: which is the label, the kicker, the headline, the deck.

Heading level is one clue. The others: a dash at the end (kicker) or at the start (deck), length,
place, labels that come again in the issue, and words that labels are made of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import msgspec

from packager.copydesk import kickers
from packager.copydesk.names import ASKED
from packager.patterns import Letters, expression
from packager.reading.draft import DraftBlock
from packager.reading.script import HAN, HANS, KANA, KANAS, LETTER

_DASH = "—―－–-"
_LABEL_WORDS = expression(
    "(?:论坛|时评|快评|短评|锐评|评论|观察|视点|聚焦|专栏|专刊|专版|特刊|副刊|连载|短波|简讯|快讯|速递|速览|一线|纵横|漫谈|随笔|杂谈|茶座|"
    "短[讯信评]|之窗|之声|之友|信箱|问答|顾问|集锦|拾零|拾贝|撷英|掠影|花絮|夜读|书架|札记|热线(?:\\s?[\\d-]{5,12})?|播报|看台|讲堂|课堂|人物|故事|影像|镜头|天地|广角|论語|^专题|^专访|^特写|^深度|^通讯|^特别报道|新语|夜话|絮语|札记|论语|来信|走笔|文摘|公告|启事|"
    "俳壇|歌壇|柳壇|文芸|短歌|俳句|人事|お知らせ|訃報|讣告|讣报|特稿|来函|來函|投书|投書|声欄|春秋|余録|诗坛|俳坛|社评|社论|焦點|特稿|社説|論説|天声|コラム|巷议|巷議|点评|寄语|风采|巡礼|进行时|看变化|^走进.{1,4}看.{2,4}|新征程|新篇章|声音|快语|帮办|帮你办|^帮[你您][问忙查看]|直通车|面对面|回音壁|曝光台|会客厅|大家谈|身边事|新鲜事|微镜头|漫笔|(?:调研|采访|万里|基层|媒体)行|图片报道|摄影报道|图片新闻|新闻图片|圖片新闻|^.{0,3}谈|Editorial|Opinion|Op-Ed|Commentary|Letters?(?:\\sto\\sthe\\s\\w+)?|Viewpoint|(?:Guest\\s)?Column|Briefs?|Obituar(?:y|ies)|Deaths|(?:Public|Legal)\\sNotices?|Corrections?|Leading\\sArticle|Leader|Poem|Clarifications?|Comment"
    "|^(?:From|Around|Inside)\\sthe\\s\\w+|^(?:(?:Our|My|Another|The(?:\\s\\w+)?)\\s)?Views?|^(?:People|Profile|Diary|Notebook|Analysis|Interview|Perspective))$",
    re.I,
)
_SERIES = expression(
    "^(?:連載|コラム)[・ \u3000].{1,12}$|^.{2,12}(?:[①-⑳]|[〈<＜（(]\\d{1,2}[〉>＞）)])$"
    "|系列[报報评評][道導导論论](?:[之第]?[①-⑳一二三四五六七八九十\\d]{1,2}篇?)?$"
)
_LABEL_EDGE = expression(
    f"^[【\\[〔〈＜●■◆▲★·•|｜]+[^】\\]〕〉＞]{{2,14}}[】\\]〕〉＞●■◆▲★·•|｜]+$|^[●■◆▲★]\\s?{LETTER}{{2,6}}$|^[·•|｜].*[·•|｜]$|^本[报報刊]{LETTER}{{2,4}}$",
    needs=("【[〔〈＜●■◆▲★·•|｜本",),
)
_PADDED = expression(f"{LETTER}(?:[ \u3000]+{LETTER}){{1,3}}")
"""Words set wide: 简 讯."""
_LONGEST = 14
"""A label has at most so many characters (twice as many in Latin script)."""
_NAMING = Letters(f"{HAN}{KANA}·")
_COLUMN = 6
"""A line of so few characters over a headline names a column and says nothing."""
_LONGEST_NAME = 10
"""A standing label's name has at most so many characters; longer words that end alike are news."""
_PHOTO_LABEL = expression("图片报道|摄影报道|图片新闻|新闻图片|圖片新聞|影像新聞")
_SPEECH = expression("“[^”]+[，。！？][^”]*”|「[^」]+[，。！？][^」]*」")
"""Somebody's words in clauses, which make a deck beside any other line."""
_SAID = expression("(?:强调|指出|要求|提出|[情条形背].下|之际|基础上)(?:——|—|：)?$")
_KICKER_END = expression(r"(?:表示|主持|出席|时|之际|：|:|，|——|—)$")


_DECK_END = expression("(?:手记|见闻|纪实|侧记|纪行|见闻录|之[一二三四五六七八九十])$")
"""How decks end that say what kind of piece it is."""


_QUOTED = expression("[“「『][^”」』]+[”」』]")
"""Words of somebody in the story: a deck or a kicker beside the headline."""


class Head(msgspec.Struct, frozen=True):
    """The parts of a story's heading; each is the draft block it came from."""

    label: DraftBlock | None = None
    kicker: tuple[DraftBlock, ...] = ()
    headline: DraftBlock | None = None
    deck: tuple[DraftBlock, ...] = ()
    more_labels: tuple[DraftBlock, ...] = ()


def is_kicker(text: str) -> bool:
    """Whether a line over others can be nothing but their kicker: 市委召开会议强调."""
    return _SAID.search(text.strip()) is not None


def is_photo_label(text: str) -> bool:
    """Whether a line announces a photo story: 图片新闻."""
    return _PHOTO_LABEL.fullmatch(text.strip()) is not None


def is_label(text: str, repeated: frozenset[str]) -> bool:
    """Whether the words look like standing matter rather than like news."""
    if len(text) > 2 * _LONGEST:
        return False
    longest = 2 * _LONGEST if text.isascii() else _LONGEST
    return (text in repeated and len(text) <= longest) or _is_standing(text)


@lru_cache(maxsize=ASKED)
def _is_standing(text: str) -> bool:
    words = "".join(text.split()) if _PADDED.fullmatch(text.strip()) else text
    if words.isascii():
        return bool(_LABEL_WORDS.search(words))
    if _SERIES.search(text) and text[0] not in _DASH:
        return True
    named = len(words) <= _LONGEST_NAME and bool(_LABEL_WORDS.search(words))
    return len(text) <= _LONGEST and (named or bool(_LABEL_EDGE.match(text)))


def arrange(
    lines: Sequence[DraftBlock],
    repeated: frozenset[str],
    usual: int | None = None,
    below: str = "",
) -> Head:
    """Give every line of a heading block its part; explicit roles are obeyed.

    ``usual`` is the level that headlines have elsewhere in the source, if they have one; ``below``
    the words of the story, which repeat those of its headline and not those of a column's name.
    """
    parts: dict[int, str] = {}
    for at, line in enumerate(lines):
        for role in line.roles:
            if role in ("label", "kicker", "headline", "deck"):
                parts[at] = role
    if len(lines) == 1 and not parts and _PHOTO_LABEL.fullmatch(lines[0].text.strip()):
        parts[0] = "label"
    free = [at for at in range(len(lines)) if at not in parts]
    main = next((at for at, role in parts.items() if role == "headline"), None)
    if main is None and free:
        main = free[0]
        if len(free) > 1:
            main = _headline(lines, free, parts, repeated, usual=usual, below=below)
        parts[main] = "headline"
        free.remove(main)
    for at in free:
        parts[at] = _part(lines, at, len(lines) if main is None else main, repeated, below)
    found: dict[str, list[DraftBlock]] = {"label": [], "kicker": [], "headline": [], "deck": []}
    for at, line in enumerate(lines):
        found[parts[at]].append(line)
    spare = found["headline"][1:]
    return Head(
        label=found["label"][0] if found["label"] else None,
        kicker=tuple(found["kicker"]),
        headline=found["headline"][0] if found["headline"] else None,
        deck=(*found["deck"], *spare),
        more_labels=tuple(found["label"][1:]),
    )


def _headline(
    lines: Sequence[DraftBlock],
    free: Sequence[int],
    fixed: dict[int, str],
    repeated: frozenset[str],
    *,
    usual: int | None,
    below: str,
) -> int:
    first = _first_is_main(lines, free, repeated, below)
    if first is None:
        first = _kicked(lines, free, repeated, below)
    if first is not None:
        return first
    levels = {lines[at].level or 9 for at in free}
    top, rank = (usual, 3.0) if usual in levels else (min(levels), 2.0)
    kickers = [
        at for at, line in enumerate(lines) if _ends_in_dash(line.text) or fixed.get(at) == "kicker"
    ]
    decks = [
        at
        for at, line in enumerate(lines)
        if _starts_with_dash(line.text) or fixed.get(at) == "deck"
    ]

    def others(at: int) -> bool:
        """Whether another line may be the headline, and is no label."""
        return any(
            k not in (at, *kickers, *decks)
            and (
                not _names_column(lines, k, repeated, below) or (lines[k].level or 9) == min(levels)
            )
            for k in free
        )

    def score(at: int) -> tuple[float, int]:
        line = lines[at]
        text = line.text.strip()
        wide = _LETTER.search(text) is not None
        value = 0.0
        value += rank if (line.level or 9) == top else 0.0
        value -= 6.0 if at in kickers or at in decks else 0.0
        value += 3.0 if at - 1 in kickers or at + 1 in decks else 0.0
        value -= 2.0 if any(at < k for k in kickers) or any(at > d for d in decks) else 0.0
        value -= 4.0 if is_label(text, repeated) else 0.0
        value -= 4.0 if others(at) and _QUOTED.fullmatch(text) else 0.0
        value -= 1.0 if len(text) <= 5 else 0.0
        value -= 4.0 if len(lines) > 1 and _SPEECH.fullmatch(text) else 0.0
        value -= 1.5 if at + 1 < len(lines) and is_column(text, below) else 0.0
        value -= 1.0 if len(text) > (30 if wide else 80) else 0.0
        if at + 1 < len(lines):
            value -= 4.0 if is_kicker(text) else 1.5 if _KICKER_END.search(text) else 0.0
        value -= (2.0 if len(text) > _LONG else 0.5) if wide and len(text.split()) > 2 else 0.0
        value -= 1.5 if any(_leads(lines[k], line) for k in free if k != at) else 0.0
        value -= 1.5 if len(lines) > 1 and _DECK_END.search(text) else 0.0
        return value, -at

    return max(free, key=score)


def _kicked(
    lines: Sequence[DraftBlock], free: Sequence[int], repeated: frozenset[str], below: str
) -> int | None:
    """The headline of two or three Chinese lines of one rank, of which no mark tells it."""
    news = [at for at in free if not _names_column(lines, at, repeated, below)]
    if not 1 < len(news) <= _THREE or len({lines[at].level for at in news}) > 1:
        return None
    texts = [lines[at].text.strip() for at in news]
    if any(_starts_with_dash(b.text) or _ends_in_dash(b.text) for b in lines):
        return None
    if any(set(b.roles) & {"kicker", "deck"} for b in lines):
        return None
    if not below or KANAS.any(below) or not all(HANS.any(text) for text in texts):
        return None
    one, two = texts[:2]
    if is_kicker(one):
        return news[1]
    return news[kickers.leads(one, two, below, third=len(texts) == _THREE)]


_THREE = 3


_LONG = 22
"""Three clauses of a headline have at most so many characters."""


def _leads(one: DraftBlock, other: DraftBlock) -> bool:
    """Whether a line of higher rank is so much shorter than another that this is its deck."""
    higher = (one.level or 9) < (other.level or 9)
    return higher and len(one.text) > _COLUMN and len(one.text) * 8 < len(other.text) * 5


def _first_is_main(
    lines: Sequence[DraftBlock], free: Sequence[int], repeated: frozenset[str], below: str
) -> int | None:
    """The headline where decks follow it and no kicker stands over it but by rank: in Japanese,
    where only the highest rank counts, and in Latin script."""
    japanese = KANAS.any(below)
    latin = bool(below) and not _LETTER.search(below)
    if not (japanese or latin) or any(
        _starts_with_dash(b.text) or _ends_in_dash(b.text) for b in lines
    ):
        return None
    named = [at for at in free if not _names_column(lines, at, repeated, below)]
    highest = min((lines[at].level or 9 for at in named), default=1)
    if japanese and len(named) < _THREE:
        highest = 1  # of two lines the first is the headline, but for one of the highest rank
    tops = [at for at in named if lines[at].level == highest]
    return (tops if len(tops) == 1 else named)[0] if named else None


def _names_column(
    lines: Sequence[DraftBlock], at: int, repeated: frozenset[str], below: str
) -> bool:
    """Whether a line with others under it is the name of a column."""
    text = lines[at].text.strip()
    return is_label(text, repeated) or (at + 1 < len(lines) and is_column(text, below))


def _part(
    lines: Sequence[DraftBlock], at: int, main: int, repeated: frozenset[str], below: str
) -> str:
    text = lines[at].text.strip()
    if _starts_with_dash(text) and at > main:
        return "deck"
    if _ends_in_dash(text) and at < main:
        return "kicker"
    if is_label(text, repeated):
        return "label"
    if at < main:
        later_kicker = any(_is_kicker(lines[n].text) for n in range(at + 1, main))
        named = is_column(text, below) or (len(text) <= 12 and later_kicker)
        return "label" if at == 0 and named else "kicker"
    return "deck"


_PARTICLES = frozenset("をがはにへで")
_LETTER = expression(LETTER)
_DATED = expression("^[截今昨明近]|[年月日底初末]$")


def is_column(text: str, below: str = "") -> bool:
    """Whether the words are so few, and so bare of marks and figures, that they name a column.

    Three characters of them in the story ``below`` make them news.
    """
    bare = "".join(text.split()) if _PADDED.fullmatch(text.strip()) else text.strip()
    if len(bare) > _COLUMN + 2 or not _NAMING.all(bare) or _DATED.search(bare):
        return False
    if len(bare) > _COLUMN and not (KANAS.any(bare) and _PARTICLES.isdisjoint(bare)):
        return False
    told = below.replace(f"“{bare}”", "").replace(f"「{bare}」", "")  # which names the column
    return not any(bare[n : n + 3] in told for n in range(len(bare) - 2))


def _is_kicker(text: str) -> bool:
    return _ends_in_dash(text) or len(text.strip()) > 12


def _ends_in_dash(text: str) -> bool:
    return text.rstrip()[-1:] in _DASH and bool(text.strip())


def _starts_with_dash(text: str) -> bool:
    return text.lstrip()[:1] in _DASH and bool(text.strip())
