"""Which blocks make a story: the heading blocks that open one, against the crossheads inside."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import islice

import msgspec

from packager.copydesk import (
    captions,
    cohesion,
    datelines,
    japanese,
    jumps,
    kinds,
    latin,
    people,
    photographers,
)
from packager.copydesk.levels import Levels, begins_in_capitals
from packager.copydesk.runs import certain, is_head, is_name, run_end, stands_apart
from packager.patterns import expression
from packager.reading.draft import DraftBlock
from packager.reading.script import EASTERN, HAN, HANS, KANA, KANAS, LETTER, ends_closed

_CAPTIONS = 4
"""Paragraphs under a picture that are its caption and credit are fewer."""
_NUMBERED = expression(
    r"(?:(?:目录|目次|附件|附录|后记|注释|(?:相关|新闻)?链接|延伸阅读|(?:新闻)?背景)$|[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[、.．]\s*\D|第[一二三四五六七八九十]{1,3}(?:[章节部分条]|.?[：:])"
    rf"|{LETTER}{{2,4}}(?<!星期)[一二三四五六七八九十\d]{{1,2}}[：:](?!\d))"
)
_ENDED = expression(
    r"[（(](?:完|全文完|本报记者[^）)]{2,20}|据?新华社[^）)]{0,20}|END)[）)]$", re.I
)


class Raw(msgspec.Struct, frozen=True):
    """The blocks of one story, not yet understood."""

    heads: tuple[DraftBlock, ...] = ()
    bylines: tuple[DraftBlock, ...] = ()
    body: tuple[DraftBlock, ...] = ()


def part(blocks: Sequence[DraftBlock], levels: Levels) -> list[Raw]:
    """Part the blocks of one page into stories."""
    stories: list[Raw] = []
    heads: list[DraftBlock] = []
    names: list[DraftBlock] = []
    body: list[DraftBlock] = []
    fresh = True

    def finish() -> None:
        if heads or names or body:
            stories.append(Raw(tuple(heads), tuple(names), tuple(body)))
        heads.clear()
        names.clear()
        body.clear()

    at = 0
    while at < len(blocks):
        block = blocks[at]
        if block.kind == "rule":
            finish()
            fresh = True
            at += 1
            continue
        end = run_end(blocks, at)
        if end > at:
            run = blocks[at:end]
            drawn = _drawn_above(blocks, at, end)
            if (
                fresh
                or opens(run, blocks[end : end + _SECTION], heads, body, levels)
                or drawn
                or _only_picture(blocks, end)
                or _only_table(blocks, end)
                or _only_caption(blocks, end)
                or _only_list(blocks, end, run, body)
            ):
                picture = [body.pop()] if drawn and body else []
                if not (fresh and body and not heads and _only_figures(body)):
                    finish()
                body += picture
                heads += [b for b in run if not is_name(b)]
                names += [b for b in run if is_name(b)]
                fresh = False
            else:
                body += run
            at = end
            continue
        if "start" in block.roles or ("byline" in block.roles and not body):
            if "start" in block.roles:
                finish()
            if "byline" in block.roles:
                names.append(block)
                at += 1
                continue
        if body and _other_wire(block, names, body):
            finish()
        body.append(block)
        fresh = fresh and block.kind == "figure"
        at += 1
    finish()
    return stories


def _only_picture(blocks: Sequence[DraftBlock], at: int) -> bool:
    """Whether from here to the next heading there is nothing but a signed picture."""
    if at >= len(blocks) or blocks[at].kind != "figure":
        return False
    end = at + 1
    while end < len(blocks) and _is_words(blocks[end]) and end - at < _CAPTIONS:
        if end + 1 < len(blocks) and blocks[end + 1].kind == "table":
            break  # the caption of the table
        end += 1
    last = blocks[end - 1].text
    return _ends_here(blocks, end) and (
        photographers.credit(last) is not None or photographers.credit_at_end(last) is not None
    )


def _is_words(block: DraftBlock) -> bool:
    return block.kind == "paragraph" and not is_head(block)


def _only_caption(blocks: Sequence[DraftBlock], at: int) -> bool:
    """Whether from here to the next heading there is only the signed caption of a lost picture."""
    end = at
    while end < len(blocks) and _is_words(blocks[end]) and end - at < _CAPTIONS:
        end += 1
    return end > at and _ends_here(blocks, end) and captions.only_captions(blocks[at:end])


def _drawn_above(blocks: Sequence[DraftBlock], at: int, end: int) -> bool:
    """Whether a heading stands between a picture and its signed caption, and nothing else follows.

    Then the picture over the heading is that of the story under it.
    """
    over = blocks[at - 1] if at else None
    if over is None or over.kind != "figure" or end >= len(blocks):
        return False
    caption = blocks[end]
    if caption.kind != "paragraph":
        return False
    if photographers.credit_at_end(caption.text) is not None:
        return _ends_here(blocks, end + 1)
    under = blocks[end + 1] if end + 1 < len(blocks) else None
    signed = (
        under is not None
        and under.kind == "paragraph"
        and (
            photographers.credit(under.text) is not None
            or (people.whole_story(under.text) and people.byline_line(under.text) is not None)
        )
    )
    most = _SCENE if EASTERN.any(caption.text) else 2 * _SCENE
    return signed and len(caption.text) <= most and _ends_here(blocks, end + 2)


_SCENE = 160
"""Characters of the caption of a photo story, at most (twice as many in Latin script)."""


def _only_table(blocks: Sequence[DraftBlock], at: int) -> bool:
    """Whether from here to the next heading there is nothing but a table and where it is from.

    A caption may stand over it.
    """
    if at + 1 < len(blocks) and blocks[at + 1].kind == "table":
        captioned = blocks[at].roles == ("caption",) or is_table_caption(blocks[at], blocks[at + 1])
        at += captioned
    if at >= len(blocks) or blocks[at].kind != "table":
        return False
    noted = at + 1 < len(blocks) and _SOURCE.match(blocks[at + 1].text)
    return _ends_here(blocks, at + (2 if noted else 1))


def is_table_caption(line: DraftBlock, below: DraftBlock) -> bool:
    """Whether a line is so short and open that it can only name the table below it."""
    plain = line.kind == "paragraph" and not line.roles
    return (
        plain
        and below.kind == "table"
        and len(line.text) <= _TABLE_CAPTION
        and line.text.rstrip()[-1:] not in ("", *"。．.！!？?…”，,、；;：:")
        and datelines.dateline(line.text) is None
        and not _SOURCE.match(line.text)
    )


_TABLE_CAPTION = 40
"""Characters of a line over a table that names it, at most."""
_SOURCE = expression(
    "[（(]?(?:数据|資料|资料|数据)?(?:来源|來源|整理|出所|备注|註|注)|Source:", re.I
)


def _ends_here(blocks: Sequence[DraftBlock], at: int) -> bool:
    """Whether a story's blocks end before this place, as far as a heading can tell."""
    if at >= len(blocks) or blocks[at].kind in ("rule", "page") or is_head(blocks[at]):
        return True
    return _only_picture(blocks, at) or _only_table(blocks, at)


def _only_list(
    blocks: Sequence[DraftBlock],
    at: int,
    run: Sequence[DraftBlock],
    body: Sequence[DraftBlock],
) -> bool:
    """Whether a heading stands over a mere list and names nothing that the story above tells of."""
    if at >= len(blocks) or blocks[at].kind != "list" or _NUMBERED.match(run[0].text):
        return False
    if not _ends_here(blocks, at + 1):
        return False
    told = "".join(b.text for b in body[-_LONG:] if b.kind == "paragraph")
    return not cohesion.speaks_of(told, (b.text for b in run))


def _other_wire(block: DraftBlock, names: Sequence[DraftBlock], body: Sequence[DraftBlock]) -> bool:
    """Whether an agency's dateline begins a story of its own under a story of the paper's own."""
    if block.kind != "paragraph" or block.roles:
        return False
    last = body[-1]
    if last.kind == "paragraph" and not ends_closed(last.text):
        return False
    found = datelines.dateline(block.text)
    if found is None or not (found.place and found.date and found.agency):
        return False
    first = next((b for b in body if b.kind == "paragraph"), None)
    if first is None:
        return False
    own = datelines.dateline(first.text)
    return own.agency in _OWN if own is not None else bool(names)


_OWN = ("本报", "本報", "本刊", "本台", "本社")


def _only_figures(body: Iterable[DraftBlock]) -> bool:
    return all(block.kind == "figure" for block in body)


def opens(  # noqa: PLR0911  # one return a clue
    run: Sequence[DraftBlock],
    after: Sequence[DraftBlock],
    heads: Sequence[DraftBlock],
    body: Sequence[DraftBlock],
    levels: Levels,
) -> bool:
    """Whether a heading block opens a new story and is no crosshead of the present one.

    ``after`` are the first blocks under it.
    """
    if all("crosshead" in b.roles for b in run):
        return False
    if certain(run, after[0] if after else None):
        return True
    lines = [b for b in run if is_head(b)]
    if len(lines) > 1 and not all(_NUMBERED.match(b.text) for b in lines):
        return True
    head = lines[0]
    if _NUMBERED.match(head.text):
        return False
    if _is_over(body) or any(kinds.is_notice(b.text) for b in heads):
        return True
    fresh = levels.capitals and bool(after) and begins_in_capitals(after[0].text)
    given = bool(after) and kinds.GIVEN.match(after[0].text) is not None
    if fresh or given or stands_apart(head.text, levels.repeated):
        return True
    if _BULLETED.match(head.text) and len(head.text) <= _CROSSHEAD:
        return False
    story = min((b.level or 9 for b in heads if b.level), default=None)
    if not any(b.kind in ("paragraph", "list", "verse") for b in body):
        return True
    if story is None:  # a plain line over a byline
        return EASTERN.any(head.text) or head.level not in levels.crossheads
    text = _section(after)
    named = [b.text for b in heads if is_head(b) and "label" not in b.roles]
    near = 1.5 if cohesion.speaks_of(text, named) else 0.0
    gathered = any(kinds.is_brief(b.text) for b in heads)
    if not (near or gathered) and _in_row(head, after, story, body):
        return True
    score = _inside(head, story, heads, body, levels) + near
    score += _among_news(head, after, text, story, levels)
    if score >= 2 or score + _KIN < 2:
        return score < 2
    told = "".join(b.text for b in body[-_STRETCH:] if b.kind == "paragraph")
    return cohesion.shared(told, text) < _SHARED


_AFTER_JUMP = 6
"""Blocks after a jump line that are a picture and its captions, at most."""
_BULLETED = expression("[■◆▲▼●]\\s?[^■◆▲▼●]+$")
_CROSSHEAD = 12


def _is_over(body: Sequence[DraftBlock]) -> bool:
    """Whether a story is at its end: signed, gone on to another page, or a picture's."""
    if not body:
        return False
    last = body[-1].text
    signed = latin.letter_writer(last) is not None or _is_signed(body)
    jumped = any(jumps.split(b.text).after for b in body[-_AFTER_JUMP:] if b.kind == "paragraph")
    return signed or jumped or _is_pictured(body) or _ENDED.search(last[-40:]) is not None


def _is_signed(body: Sequence[DraftBlock]) -> bool:
    """Whether a Chinese story has been signed at the end of its last paragraph."""
    last = body[-1] if body else None
    if last is None or last.kind != "paragraph" or not last.text.endswith(("）", ")")):
        return False
    if photographers.credit_at_end(last.text) is not None or KANAS.any(last.text):
        return False
    return people.signature(last.text) is not None


def _is_pictured(body: Sequence[DraftBlock]) -> bool:
    """Whether a story is a picture with its signed caption, and so at its end."""
    if len(body) < 2 or body[0].kind != "figure" or len(body) > _CAPTIONS:
        return False
    last = body[-1].text
    signed = photographers.credit(last) is not None or photographers.credit_at_end(last) is not None
    return signed and all(b.kind == "paragraph" for b in body[1:])


def _among_news(
    head: DraftBlock, after: Sequence[DraftBlock], text: str, story: int, levels: Levels
) -> float:
    """What it says for a crosshead (or against) how the text under a heading begins.

    Where all news begin with a dateline, prose without one under a lower rank is of the story; a
    Japanese piece of news names the day at once, and a paper may set first words in capitals.
    """
    if KANAS.any(text):
        fresh = len(head.text) >= _JAPANESE_HEAD and japanese.is_fresh(text)
        return -_FRESHLY if fresh else 0.0
    if levels.capitals and not _WIDE.search(text):
        return _UNDATED
    prose = bool(after) and all(b.kind == "paragraph" or is_head(b) for b in after[:2])
    if not (levels.dated and prose and (head.level or 9) > story and _WIDE.search(after[0].text)):
        return 0.0
    return _UNDATED + (_CLAUSES if _TWO_CLAUSES.search(head.text) else 0.0)


def _in_row(
    head: DraftBlock, after: Sequence[DraftBlock], story: int, body: Sequence[DraftBlock]
) -> bool:
    """Whether a heading is one of a row of briefs: long ones of one rank, one paragraph each."""
    if len(head.text) < _BRIEF_HEAD or not _WIDE.search(head.text):
        return False
    if sum(b.kind == "paragraph" for b in body) > 1 and _is_feature(body):
        return False
    lone = len(after) > 0 and after[0].kind == "paragraph" and _ends_here(after, 1)
    if not lone or not ends_closed(after[0].text):
        return False
    fellow = after[1] if len(after) > 1 and is_head(after[1]) else None
    beside = fellow is not None and fellow.level == head.level and len(fellow.text) >= _BRIEF_HEAD
    if beside or head.level != story:
        return beside
    return len(list(islice((b for b in body if b.kind == "paragraph"), 2))) == 1


_WIDE = expression(f"[{HAN}{KANA}]")
_BRIEF_HEAD = 12
"""Characters of a brief's headline, at least: crossheads are shorter."""


def _inside(
    head: DraftBlock,
    story: int,
    heads: Sequence[DraftBlock],
    body: Sequence[DraftBlock],
    levels: Levels,
) -> float:
    """How much speaks for a crosshead: rank, length, a feature around it, fellows of one shape."""
    text = head.text.strip()
    level = head.level or 9
    score = 0.0
    if level > story:
        score += 5.0 if level not in levels.starts else 0.0 if level in levels.often else 1.0
    elif level in levels.crossheads:
        score += 2.0
    elif levels.crossheads:
        score -= 2.0
    if level < story:
        score -= 2.0
    beside = [b for b in body[-_LONG:] if b.kind == "heading"]
    mine = {b.level for b in beside if b.level}
    score -= 4.0 if mine and level not in mine else 0.0
    score += 2.0 if _QUOTED.fullmatch(text) else 0.0
    if not EASTERN.any(text):
        score += 2.0 if len(text) <= 26 and len(text.split()) <= 4 else 0.0
    else:
        score += 1.0 if len(text) <= 12 and len(text.split()) == 1 else 0.0
    score -= 2.0 if _like_headline(text) else 0.0
    bare = len(text) <= _SHORT_HEAD and bool(_ONE_CLAUSE.fullmatch(text))
    score += 1.5 if levels.dated and bare and level > story else 0.0
    score += 1.0 if _is_feature(body) else 0.0
    score += 1.0 if any(_fellow(text, b.text) for b in beside) else 0.0
    return score


_LONG = 200
"""So many blocks of a story are looked at for what stands beside a heading."""
_SHORT_HEAD = 8
_ONE_CLAUSE = expression(f"[{HAN}{KANA}·“”「」]+")
_SECTION = 6
"""So many blocks under a heading are looked at for words of the headline."""
_QUOTED = expression('[“「『‘"][^”」』’"]+[”」』’"]')


def _section(after: Sequence[DraftBlock]) -> str:
    """The text under a heading, up to the next."""
    end = next((n for n, b in enumerate(after) if b.kind in ("page", "rule") or is_head(b)), None)
    return "".join(b.text for b in after[:end] if b.kind == "paragraph")


_STRETCH = 12
"""So many blocks of the story are looked at for words that come again."""
_UNDATED = 1.5
"""What speaks for a crosshead of lower rank over prose where all news begin with a dateline."""
_FRESHLY = 5.0
_JAPANESE_HEAD = 8
_CLAUSES = 2.0
_TWO_CLAUSES = expression(f"[{HAN}]\\s+[{HAN}]")
"""Crossheads of Taiwan and Hong Kong have often two clauses, as headlines do."""
_SHARED = 4
_KIN = 4.0
"""Texts that share so many threes of characters are of one story, whatever the ranks say."""


def _is_feature(body: Sequence[DraftBlock]) -> bool:
    """A Chinese story without a dateline, as features are; elsewhere most stories have none."""
    first = next((b for b in body if b.kind == "paragraph"), None)
    if first is None or datelines.dateline(first.text) is not None:
        return False
    return HANS.any(first.text) and not KANAS.any(first.text)


def _fellow(one: str, other: str) -> bool:
    """Whether two headings are of one shape: as long, or cut by the same mark."""
    marks = [c for c in one if c in "：:，、？！"]
    return abs(len(one) - len(other)) <= 1 or bool(
        marks and marks == [c for c in other if c in "：:，、？！"]
    )


def _like_headline(text: str) -> bool:
    """Whether words without any other clue are rather a headline than a crosshead."""
    bare = text.strip()
    if not EASTERN.any(bare):
        return len(bare.split()) > 5
    return len(bare) >= 14 or (len(bare) >= 9 and _TWO_CLAUSES.search(bare) is not None)
