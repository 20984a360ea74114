"""What heading levels mean in a source, seen once over all of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from packager.copydesk import datelines, jumps
from packager.copydesk.runs import certain, is_head, run_end, stands_apart
from packager.patterns import Letters, expression
from packager.reading.draft import DraftBlock
from packager.reading.script import HAN, KANA


class Levels(msgspec.Struct, frozen=True):
    """What the heading levels of a source mean, as far as they mean anything."""

    starts: frozenset[int] = frozenset()
    """Levels at which stories certainly begin."""
    often: frozenset[int] = frozenset()
    """Those of them at which two stories or more begin, as many as headings inside have."""
    crossheads: frozenset[int] = frozenset()
    """Levels that only headings inside stories have, as far as bylines and datelines show."""
    headline: int | None = None
    """The level of most headlines that stand alone over a byline or dateline, two at least, and
    the highest that any of them has."""
    dated: bool = False
    """Whether most stories begin with a byline or a dateline."""
    repeated: frozenset[str] = frozenset()
    """Short headings that come over different texts: labels."""
    capitals: bool = False
    """Whether stories in Latin script begin with a word in capitals: THERE were cheers …"""


def survey(blocks: Sequence[DraftBlock]) -> Levels:
    """Look at the whole source once, before any page is parted."""
    starts: Counter[int] = Counter()
    alone: Counter[int] = Counter()
    inside: Counter[int] = Counter()
    below: defaultdict[str, set[str]] = defaultdict(set)
    for block, following in pairwise(blocks):
        if block.kind == "heading":
            below[block.text].add(following.text)
    repeated = frozenset(text for text, over in below.items() if len(over) > 1 and len(text) <= 14)
    jumped: set[str] = set()
    capitals: Counter[bool] = Counter()
    at = 0
    while at < len(blocks):
        end = run_end(blocks, at)
        if end == at:
            at += 1
            continue
        run = blocks[at:end]
        if end < len(blocks) and jumps.split(blocks[end].text).before:
            jumped.update(b.text for b in run)  # the headline of a jump, not a label
        if certain(run, blocks[end] if end < len(blocks) else None) or at == 0:
            level = min(b.level or 9 for b in run if is_head(b))
            starts[level] += 1
            if end < len(blocks) and blocks[end].kind == "paragraph":
                text = blocks[end].text
                capitals[begins_in_capitals(text)] += datelines.dateline(text) is None
            lines = [b for b in run if is_head(b)]
            if len(lines) == 1 and lines[0].level and not lines[0].roles:
                alone[lines[0].level] += 1
        elif len(run) == 1 and run[0].level:
            text = run[0].text
            if not stands_apart(text, frozenset() if text in jumped else repeated):
                inside[run[0].level] += 1
        at = end
    deepest = max(starts, default=0)
    other = {
        n
        for n, count in inside.items()
        if n > deepest or (n not in starts and count > 1 < starts.total())
    }
    usual, count = max(alone.items(), key=lambda item: item[1], default=(0, 0))
    return Levels(
        frozenset(starts),
        frozenset(n for n, count in starts.items() if count > 1 and count >= inside[n]),
        frozenset(other),
        usual if count > 1 and count * 5 >= alone.total() * 4 and usual == min(alone) else None,
        starts.total() * 5 >= (starts + inside).total() * 3,
        repeated - jumped,
        capitals[True] > max(1, capitals[False]),
    )


def begins_in_capitals(text: str) -> bool:
    """Whether a paragraph's first word, or the second after a short one, is set in capitals."""
    return _CAPITALS.match(text) is not None


_CAPITALS = expression(r"[\"“‘']?(?:[A-Z]{1,3}\s)?(?:\d+-)?[A-Z][A-Z'’-]{2,}(?![a-z])")


def sections(blocks: Sequence[DraftBlock]) -> list[DraftBlock]:
    """Mark headings that stand over a whole row of stories (详细新闻) as labels of their own.

    Such a heading is followed at once by a deeper one, and of that level there are three or more up
    to the next heading of its own rank, two of them over a dateline or a byline.
    """
    heads = [n for n, block in enumerate(blocks) if block.kind == "heading" and block.level]
    out = list(blocks)
    for k, n in enumerate(heads[:-1]):
        level = blocks[n].level or 9
        below = blocks[heads[k + 1]].level or 9
        if (
            heads[k + 1] != n + 1
            or below <= level
            or blocks[n].roles
            or _DASHED.search(blocks[n].text)
            or _DASHED.search(blocks[n + 1].text)
            or (n > 0 and blocks[n - 1].kind == "heading")
            or len(blocks[n].text) > (_NAME if _EAST.any(blocks[n].text) else 2 * _NAME)
            or _DASHED.search(blocks[n + 1].text)  # its own deck
        ):
            continue
        row = []
        for m in map(heads.__getitem__, range(k + 1, len(heads))):
            if (blocks[m].level or 9) <= level:
                break
            if blocks[m].level == below:
                row.append(m)
        dated = sum(
            certain(blocks[m : m + 1], blocks[m + 1] if m + 1 < len(blocks) else None) for m in row
        )
        if len(row) > 2 and dated > 1:
            out[n] = msgspec.structs.replace(blocks[n], roles=("label",))
    return out


_NAME = 12
"""The name of a row of stories has at most so many characters (twice as many in Latin script)."""
_EAST = Letters(f"{HAN}{KANA}")
_DASHED = expression("^\\s*[—―]|[—―]\\s*$")
