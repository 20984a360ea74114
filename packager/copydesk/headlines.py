"""Headlines that a parser took line by line, put together on record."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from operator import eq

import msgspec

from packager.copydesk import datelines, heads, people
from packager.diagnostics import Repair, Where
from packager.patterns import expression
from packager.reading.draft import DraftBlock
from packager.reading.script import LETTER


def whole_headlines(
    blocks: Sequence[DraftBlock],
) -> tuple[list[DraftBlock], tuple[Repair, ...]]:
    """Put a headline together that a parser took line by line, on record.

    Two headings of one level are one when three characters across the cut stand together in the
    story below. They are, too, when the source tells ranks apart by levels and both look alike: the
    headline was set in two lines.
    """
    out: list[DraftBlock] = []
    repairs: list[Repair] = []
    ranked = _tells_ranks(blocks)
    often = Counter(" ".join(b.text.split()) for b in blocks if b.kind == "heading")
    for one, two in pairwise(blocks):
        if one.kind == two.kind == "heading":
            often[f"{one.text} {two.text}"] += 1
    for n, block in enumerate(blocks):
        first = out[-1] if out else None
        if first is None or not (
            _is_bare(first) and _is_bare(block) and first.level == block.level
        ):
            out.append(block)
            continue
        joint = _joint(blocks, n, first, often, ranked=ranked)
        if joint is None:
            out.append(block)
            continue
        gap, reason = joint
        out[-1] = _put_together(first, block, gap)
        repairs.append(
            Repair(
                "split-headline",
                before=f"{first.text}\n{block.text}",
                after=out[-1].text,
                confidence=0.8 if gap else 0.9,
                where=Where(file=first.file, line=first.line),
                reason=reason,
            )
        )
    return out, tuple(repairs)


def _joint(  # noqa: PLR0911  # one return a reason
    blocks: Sequence[DraftBlock], at: int, first: DraftBlock, often: Counter[str], *, ranked: bool
) -> tuple[str, str] | None:
    """What stands between two lines of one headline, and why they are one; None if they are not."""
    block = blocks[at]
    one, two = first.text.rstrip(), block.text.strip()
    if two.startswith(("—", "―")):
        return None
    if often[f"{one} {two}"] > 1 or often[f"{one}{two}"]:
        gap = " " if often[f"{one} {two}"] > 1 else ""
        return gap, "the story's other part has both lines as well"
    label = heads.is_label(first.text, frozenset())
    if not label and _goes_through(first.text, block.text, blocks[at + 1 : at + 4]):
        return "", "the story below has the words on both sides of the cut together"
    if _FOLLOWS_ON.match(two) and not _PARTED.search(first.text):
        return "", "the second line only says where what the first names was held"
    if _CUT.search(one) and len(block.text) <= _LINE:
        return "", "the first line cannot end there"
    if _within_quotation(first.text, block.text):
        return "", "the cut is within a quotation"
    if ranked and _are_two_lines(blocks, at, first, again=often[block.text] > 1):
        short = min(len(first.text), len(block.text)) < _CLAUSE
        whole = short or one.endswith(("、", "，")) or bool(_LEADS_ON.search(one))
        whole = whole or bool(_PREDICATE.match(two) and not _VERB.search(one))
        return "" if whole else " ", "the source gives both lines one rank"
    if _is_left_over(blocks, at, first.text):
        return "", "the second line is too short for a headline's deck"
    if _are_parallel(blocks, at, first.text):
        return " ", "the lines under a kicker are of one measure"
    if not ranked and _are_halves(blocks, at, first):
        even = abs(len(first.text) - len(block.text)) <= _EVEN
        return " " if even else "", "neither line is long enough for a headline's deck"
    return None


_MOST = 12
"""Lines of a heading block, at most."""
_CLAUSE = 4
"""A line of a headline that can stand for itself has at least so many characters."""


def _tells_ranks(blocks: Sequence[DraftBlock]) -> bool:
    """Whether levels tell the lines of a heading block apart: a third of neighbours differ."""
    pairs = [(a, b) for a, b in pairwise(blocks) if _is_bare(a) and _is_bare(b)]
    differ = sum(a.level != b.level for a, b in pairs)
    return differ > 0 and differ * 3 >= len(pairs)


def _goes_through(first: str, second: str, below: Sequence[DraftBlock]) -> bool:
    across = {first[-2:] + second[:1], first[-1:] + second[:2]}
    prose = "".join(b.text for b in below if b.kind == "paragraph")
    return any(re.fullmatch(f"{LETTER}{{3}}", three) and three in prose for three in across)


def _within_quotation(first: str, second: str) -> bool:
    """Whether a quotation begins in one line and ends in the next."""
    return any(
        first.count(left) == first.count(right) + 1
        and -1 < second.find(right) < (second.find(left) + 1 or len(second) + 1)
        for left, right in ("“”", "「」")
    )


def _is_left_over(blocks: Sequence[DraftBlock], at: int, first: str) -> bool:
    """Whether four characters over a dateline end the longer heading before: decks say more."""
    two = blocks[at].text.strip()
    after = blocks[at + 1] if at + 1 < len(blocks) else None
    if after is None or after.kind != "paragraph" or not re.fullmatch(f"{LETTER}{{4}}", two):
        return False
    longer = len(first.strip()) > _HALF and not _PARTED.search(first.strip())
    return longer and not heads.is_label(two, frozenset()) and bool(datelines.dateline(after.text))


def _are_halves(blocks: Sequence[DraftBlock], at: int, first: DraftBlock) -> bool:
    """Whether two short headings alone over a dateline are one, in a source without ranks."""
    one, two = first.text.strip(), blocks[at].text.strip()
    after = blocks[at + 1] if at + 1 < len(blocks) else None
    alone = at < 2 or not _is_bare(blocks[at - 2])
    if after is None or not alone or max(len(one), len(two)) > _HALF:
        return False
    if any(heads.is_label(t, frozenset()) or _PARTED.search(t) for t in (one, two)):
        return False
    dated = after.kind == "paragraph" and datelines.dateline(after.text) is not None
    return dated and bool(_EAST.search(one)) and not heads.is_column(one, after.text)


def _are_parallel(blocks: Sequence[DraftBlock], at: int, one: str) -> bool:
    """Whether two lines of one measure, a character of them the same, stand under a kicker.

    Between two plain lines that are no sentences, kicker and deck, they may differ by a character.
    """
    two = blocks[at].text
    if at < _FEW or min(len(one), len(two)) < _CLAUSE or not any(map(eq, one, two)):
        return False
    between = at + 1 < len(blocks) and _is_plain(blocks[at - 2]) and _is_plain(blocks[at + 1])
    uneven = abs(len(one) - len(two))
    return uneven == 0 if heads.is_kicker(blocks[at - 2].text) else between and uneven <= _EVEN


_FEW = 2


def _is_plain(block: DraftBlock) -> bool:
    """Whether a line of East Asian words is no heading, no sentence and nobody's name."""
    free = block.kind == "paragraph" and set(block.roles) <= {"kicker", "deck"}
    short = _HALF < len(block.text) <= _LONG_LINE
    wide = (
        free and short and _EAST.match(block.text) is not None and block.text[-1] not in "。！？；"
    )
    return wide and people.byline_line(block.text) is None


_LONG_LINE = 30


_HALF = 10
"""A line of at most so many characters has seldom a deck as short as itself."""
_EVEN = 1
"""Clauses of one measure differ by a character at most."""
_EAST = expression(f"{LETTER}")


def _are_two_lines(
    blocks: Sequence[DraftBlock], at: int, first: DraftBlock, *, again: bool
) -> bool:
    """Whether a heading is the second line of the headline before it.

    Each line is one clause (a deck has often two), no part of the heading by its own words, and of
    the highest rank in the block. Of two lines the second is the whole headline if it stands again
    over the story's other part.
    """
    one, two = first.text.strip(), blocks[at].text.strip()
    lengths = sorted((len(one), len(two)))
    if lengths[1] * 2 > 5 * lengths[0] and lengths[0] >= _CLAUSE:
        return False
    parted = any(heads.is_label(t, frozenset()) or _PARTED.search(t) for t in (one, two))
    if parted and not _of_four_clauses(blocks, at, first):
        return False
    start = at - 1
    while start > max(0, at - _MOST) and _is_bare(blocks[start - 1]):
        start -= 1
    if _ATTENDS.search(two) or (start == at - 1 and heads.is_column(one)):
        return False
    end = at + 1
    while end < min(len(blocks), at + _MOST) and _is_bare(blocks[end]):
        end += 1
    if again and (start, end) == (at - 1, at + 1):
        return False
    return all((b.level or 9) >= (first.level or 9) for b in blocks[start:end])


def _of_four_clauses(blocks: Sequence[DraftBlock], at: int, first: DraftBlock) -> bool:
    """Whether both lines of the highest rank have two clauses, and a deck of lower rank follows."""
    below = blocks[at + 1] if at + 1 < len(blocks) else None
    deck = below is not None and _is_bare(below) and (below.level or 9) > (first.level or 9)
    return deck and all(_GAP.search(b.text.strip()) for b in (first, blocks[at]))


_GAP = expression(f"{LETTER}[ \u3000]+\\S")
_LEADS_ON = expression(
    "(?:为何|为什么|怎样|如何|能否|是否|[的和与與及或在将將为為向对對从從把被让讓以于於并並首]|[一二三四五六七八九十两首每各第]+[批个個张張条條家项項次](?:“[^”]+”)?)$"
    "|(?:开展|学习|听取|研究|讨论|部署|推进|推動|推动|举行|舉行|召开|召開|出台|发布|發布|公布|启动|啟動|印发|建成|打造|构建|落实|加快|加强|实现|迎来|获得|荣获|通过|审议|开出|发出|成立|举办|舉辦|参加|调研|检查)$"
)
"""A line that cannot end a clause: the next one belongs to it."""
_CUT = expression("(?:为何|为什么|怎样|如何|能否|是否|[的和与及或在将为向对从把被让])$")
_LINE = 20
"""Characters of a line of a headline, at most."""
_PREDICATE = expression(
    "通过|用上|荣获|喜获|斩获|获评|获批|入选|跻身|启用|投用|迎来|突破|成为|走进|亮相|开工|建成|完成|举行|上线|落地|出台|进入|开通|启动"
)
"""What a line begins with that tells what the line before it names."""
_VERB = expression(
    "实现|完成|推进|推动|开展|召开|举行|举办|启动|建成|打造|加快|加强|提升|促进|保障|出台|发布|公布|印发|入选|成为|迎来"
    "|走[进上出]|开[出通放始业工行]|换[新上乘]|扩大|深化|坚持|建设|发展|改造|调研|强调|带动|助力|赋能|筑牢|守护|擦亮|点亮"
    "|[获将把被让使为是有在要不能可用赴抓稳保促守护助解破变赢创争聚凝奋绘写谱织唱送办建开上下进出来去到给向对从与和就也都再又更最]"
)
"""Words and characters that make a clause of a line; one without is a subject."""
_FOLLOWS_ON = expression(
    "(?:在|于|於)[^，。 \u3000]{1,8}(?:举行|舉行|召开|召開|开幕|開幕|闭幕|閉幕|落幕|启动|啟動"
    "|举办|舉辦|亮相|揭晓|揭牌|开赛|收官|开工|竣工)$"
    "|^[^，。 \u3000]{0,3}(?:落幕|开幕|開幕|闭幕|閉幕|收官|开赛|启动|啟動|举行|舉行|揭晓|开播"
    "|上线|竣工|通车|通車)$"
    "|^(?:投入|正式|全面|圆满|圓滿|成功|顺利|順利|隆重)[^，。 \u3000]{2,4}$"
)
"""A line that says where and how: the line before it names what."""
_PARTED = expression(f"^[—―]|[—―：:]$|{LETTER}[ \u3000]+\\S")
_ATTENDS = expression(
    f"^{LETTER}{{2,4}}.{{0,24}}(?:主持|出席|讲话|講話|致辞|致辭|报告|報告|参加|參加|批示|会议)$"
)
"""Who led a meeting and spoke: a deck by its words."""


def _is_bare(block: DraftBlock) -> bool:
    return block.kind == "heading" and (not block.roles or set(block.roles) <= {"start"})


def _put_together(first: DraftBlock, second: DraftBlock, gap: str) -> DraftBlock:
    lines = (first.lines[0], second.lines[1]) if first.lines and second.lines else first.lines
    return msgspec.structs.replace(
        first,
        text=first.text + gap + second.text,
        marks=(),
        lines=lines,
        ids=first.ids + second.ids,
    )
