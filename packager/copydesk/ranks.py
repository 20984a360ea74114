"""Heading ranks read against the grain: upside-down levels, crossheads before a jump."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Container, Sequence
from itertools import accumulate, pairwise

import msgspec

from packager.copydesk import datelines, japanese, jumps, kinds
from packager.copydesk.heads import is_kicker
from packager.copydesk.runs import certain, is_head, run_end, stands_apart
from packager.patterns import expression
from packager.reading.draft import DraftBlock
from packager.reading.script import LETTER, ends_closed

_ALIKE = 0.3
"""Share of a continuation's headline that the headline of its first part has at least."""
_LONG = 200
"""The first part of a story has fewer blocks."""
_NEAR = 40
"""So many headings or continuations from a jump line are looked at: a day's paper has fewer."""
_Run = tuple[int, int, bool]
"""A heading block: first and past-the-last index, and whether it surely begins a story."""


def told(blocks: Sequence[DraftBlock]) -> Sequence[DraftBlock]:
    """The same blocks, with the ranks that are told by other means than levels."""
    heads = [n for n, block in enumerate(blocks) if is_head(block)]  # which no step changes
    runs = _runs(blocks, heads)
    for step in (upright, rows, before_jumps, after_jumps, continued):
        out = step(blocks, runs)
        if out is not blocks:
            runs = _runs(out, heads, runs, {n for n, b in enumerate(blocks) if b is not out[n]})
            blocks = out
    return blocks


def _runs(
    blocks: Sequence[DraftBlock],
    heads: Sequence[int],
    before: Sequence[_Run] = (),
    changed: Container[int] = (),
) -> list[_Run]:
    """The heading blocks; those of ``before`` that no ``changed`` block touches stay."""
    known = {run[0]: run for run in before}
    found: list[_Run] = []
    end = 0
    for at in heads:
        if at >= end:
            same = known.get(at)
            if same and not any(n in changed for n in range(at, same[1] + 1)):
                found.append(same)
                end = same[1]
                continue
            end = run_end(blocks, at)
            after = blocks[end] if end < len(blocks) else None
            run = [
                msgspec.structs.replace(b, roles=tuple(r for r in b.roles if r != "start"))
                if "start" in b.roles
                else b
                for b in blocks[at:end]
            ]  # a start that the desk itself supposes is not certain
            found.append((at, end, certain(run, after)))
    return found


def upright(blocks: Sequence[DraftBlock], runs: Sequence[_Run]) -> Sequence[DraftBlock]:
    """Turn heading levels round where they stand on their head.

    They do when every lone heading over a dateline or byline is of a deeper level than every lone
    heading without, there are two of the first, and no dashed deck has the natural order.
    """
    stories: set[int] = set()
    inside: set[int] = set()
    count = 0
    natural = 0
    for start, end, sure in runs:
        heads = [b for b in blocks[start:end] if is_head(b) and b.level]
        for one, two in pairwise(heads):
            if two.text.lstrip().startswith("—") and one.level and two.level:
                natural += one.level <= two.level
        if len(heads) == 1 and heads[0].level and not stands_apart(heads[0].text, frozenset()):
            (stories if sure else inside).add(heads[0].level)
            count += sure
    if count < 2 or natural or not inside or min(stories) <= max(inside):  # one may be chance
        return blocks
    levels = [b.level for b in blocks if b.kind == "heading" and b.level]
    turn = min(levels) + max(levels)
    return [
        msgspec.structs.replace(b, level=turn - b.level) if b.kind == "heading" and b.level else b
        for b in blocks
    ]


def rows(blocks: Sequence[DraftBlock], runs: Sequence[_Run]) -> Sequence[DraftBlock]:
    """Make two or more lone headings of one shape that follow a feature's headline crossheads.

    Of one shape are headings as long as each other to a character, with as many gaps, of one level
    that is not above the headline's. A feature is a story without a dateline.
    """
    crossheads: set[int] = set()
    lone = [_is_lone(blocks, run) for run in runs]
    parts = list(accumulate((b.kind in ("page", "rule") for b in blocks), initial=0))
    for n, (start, end, _) in enumerate(runs):
        told = end < len(blocks) and blocks[end].kind != "list"
        if not told or _dated(blocks, end):
            continue
        story = min((b.level for b in blocks[start:end] if b.level), default=9)
        row: list[int] = []
        for k in range(n + 1, min(n + 1 + _NEAR, len(runs))):
            at = runs[k][0]
            if not lone[k] or parts[at] > parts[end] or (blocks[at].level or 0) < story:
                break
            if at + 1 < len(blocks) and japanese.is_fresh(blocks[at + 1].text):
                break
            if _alike(blocks, row[0], at) if row else not _alike(blocks, start, at):
                row.append(at)
            else:
                break
        if len(row) < 2 or _are_briefs(blocks, [start, *row]):
            continue
        if not any(kinds.is_brief(b.text) for b in blocks[start:end]):
            crossheads.update(row)
    if not crossheads:
        return blocks
    return [
        msgspec.structs.replace(b, roles=("crosshead",)) if n in crossheads else b
        for n, b in enumerate(blocks)
    ]


def _are_briefs(blocks: Sequence[DraftBlock], heads: Sequence[int]) -> bool:
    """Whether long headings, the first as well, have one whole paragraph each under them."""
    for at in heads:
        below = blocks[at + 1 : at + 3]
        if len(blocks[at].text) < _BRIEF_HEAD or not below or below[0].kind != "paragraph":
            return False
        alone = len(below) == 1 or below[1].kind in ("heading", "page", "rule")
        if not alone or not ends_closed(below[0].text):
            return False
    return True


_BRIEF_HEAD = 10
"""Characters of a brief's headline, at least: crossheads are shorter."""


def _is_lone(blocks: Sequence[DraftBlock], run: _Run) -> bool:
    """Whether it is one bare heading that may be a crosshead."""
    start, end, sure = run
    block = blocks[start]
    alone = end - start == 1 and not sure and not block.roles
    long = block.text.isascii() and len(block.text.split()) > _WORDS
    return alone and not long and not stands_apart(block.text, frozenset())


_WORDS = 5
"""Words of a crosshead in Latin script, at most."""


def _alike(blocks: Sequence[DraftBlock], one: int, other: int) -> bool:
    first, second = blocks[one], blocks[other]
    same = len(first.text.split()) == len(second.text.split())
    if first.level != second.level:
        return False
    headed = _HEADED.match(first.text) is not None and _HEADED.match(second.text) is not None
    return headed or (same and abs(len(first.text) - len(second.text)) <= 1)


_HEADED = expression(f"{LETTER}{{2}}：\\S")
"""难题：…, 办法：…: what the part is about, in two characters."""


def _dated(blocks: Sequence[DraftBlock], at: int) -> bool:
    return at < len(blocks) and datelines.dateline(blocks[at].text) is not None


def before_jumps(blocks: Sequence[DraftBlock], runs: Sequence[_Run]) -> Sequence[DraftBlock]:
    """Make the lone headings between a headline and its story's jump line crossheads.

    Which headline it is shows on the page where the story goes on: its headline there is like it.
    """
    ends = [end for _, end, _ in runs]
    there = [
        (run[0], jumps.pieces(_words(blocks, run)))
        for run in runs
        if run[1] < len(blocks) and jumps.split(blocks[run[1]].text).before
    ]
    if not there:
        return blocks
    out = list(blocks)
    for at, block in enumerate(blocks):
        if block.kind != "paragraph" or not jumps.split(block.text).after:
            continue
        held: list[_Run] = []
        for run in reversed(runs[max(0, bisect_right(ends, at) - _NEAR) : bisect_right(ends, at)]):
            if at - run[1] > _LONG:
                break
            between = blocks[run[1] : held[-1][0] if held else at]
            if any(b.kind in ("page", "rule") for b in between) or (
                held and any(jumps.split(b.text).after for b in between)
            ):
                break
            held.append(run)
            if run[2] or run[1] - run[0] > 1:
                break
        inner = held[:-1]
        if not inner or any(end - start > 1 for start, end, _ in inner):
            continue
        near = bisect_left(there, at, key=lambda one: one[0])
        texts = [text for _, text in there[max(0, near - _NEAR) : near + _NEAR]]
        mine = [jumps.pieces(_words(blocks, run)) for run in held]
        likes = [max(_likeness(one, other) for other in texts) for one in mine]
        alike = likes[-1] >= _ALIKE and likes[-1] > max(likes[:-1])
        slug = jumps.slug(block.text)
        if alike or (slug and [slug in words for words in mine] == [False] * len(inner) + [True]):
            for start, _, _ in inner:
                out[start] = msgspec.structs.replace(
                    out[start], roles=("crosshead",), level=out[start].level
                )
    return out


def after_jumps(blocks: Sequence[DraftBlock], runs: Sequence[_Run]) -> Sequence[DraftBlock]:
    """Make headings under a continuation crossheads that are like those of the story's first part.

    Like them are headings of their level that are cut by the same mark.
    """
    shapes: dict[str, tuple[set[str], set[tuple[int | None, str]]]] = {}
    head = ""
    inside: set[tuple[int | None, str]] = set()
    found: list[int] = []
    known: set[tuple[int | None, str]] = set()
    for n, (start, end, sure) in enumerate(runs):
        block = blocks[start]
        below = jumps.split(blocks[end].text) if end < len(blocks) else jumps.Split()
        lone = end - start == 1 and is_head(block)
        if lone and "crosshead" in block.roles:
            inside.add(_shape(block))
        elif lone and not sure and not block.roles and _shape(block) in known:
            found.append(start)
        else:
            head, inside = _words(blocks, runs[n]), set()
            mine = jumps.pieces(head) if below.before and shapes else set()
            alike = [of for told, of in shapes.values() if _like(told, mine)] if mine else ()
            known = {shape for of in alike for shape in of}
        until = runs[n + 1][0] if n + 1 < len(runs) else len(blocks)
        between = blocks[end:until] if inside else ()
        if any(jumps.split(b.text).after for b in between if b.kind == "paragraph"):
            shapes.pop(head, None)
            shapes[head] = jumps.pieces(head), {shape for shape in inside if shape[1]}
            if len(shapes) > _NEAR:
                del shapes[next(iter(shapes))]
    if not found:
        return blocks
    crossheads = set(found)
    return [
        msgspec.structs.replace(b, roles=("crosshead",)) if n in crossheads else b
        for n, b in enumerate(blocks)
    ]


def _like(one: set[str], other: set[str]) -> bool:
    return _likeness(one, other) >= _ALIKE


def _shape(block: DraftBlock) -> tuple[int | None, str]:
    """Level and marks of a heading; three marks and more tell enough by themselves."""
    marks = _mark(block.text)
    return (block.level if len(marks) < _TELLING else None), marks


_TELLING = 3


def _mark(text: str) -> str:
    """The marks that cut a heading: two headings of one pattern have the same."""
    return "".join(c for c in text if c in "：:，、？！“”「」 \u3000")


def continued(blocks: Sequence[DraftBlock], runs: Sequence[_Run]) -> Sequence[DraftBlock]:
    """Mark which line over a story that jumps is its headline: the one its other part's is like."""
    there = [
        (run[0], jumps.pieces(_words(blocks, run)))
        for run in runs
        if run[1] < len(blocks) and jumps.split(blocks[run[1]].text).before
    ]
    if not there:
        return blocks
    out = list(blocks)
    starts = [start for start, _ in there]
    for start, end, _ in runs:
        lines = [n for n in range(start, end) if _free(blocks[n])]
        lines = [n for n in lines if n == lines[-1] or not is_kicker(blocks[n].text)]
        if len(lines) < 2 or not _jumps(blocks, end):
            continue
        near = bisect_left(starts, end)
        texts = [text for _, text in there[near : near + _NEAR] if len(text) > 2]  # no slug
        likes = {
            n: max((_likeness(mine, text) for text in texts), default=0.0)
            for n, mine in ((n, jumps.pieces(blocks[n].text)) for n in lines)
        }
        best, second = sorted(likes, key=lambda n: -likes[n])[:2]
        if likes[best] >= _ALIKE and likes[best] >= 2 * likes[second]:
            out[best] = msgspec.structs.replace(blocks[best], roles=("headline",))
    return out


def _free(block: DraftBlock) -> bool:
    return is_head(block) and set(block.roles) <= {"start"}


def _jumps(blocks: Sequence[DraftBlock], at: int) -> bool:
    """Whether the story whose text begins here ends with a jump, before another surely begins."""
    last = min(len(blocks), at + _LONG)
    while at < last and blocks[at].kind not in ("page", "rule"):
        if blocks[at].kind == "paragraph" and jumps.split(blocks[at].text).after:
            return True
        end = run_end(blocks, at)
        if end > at + 1 or (
            end > at and certain(blocks[at:end], blocks[end] if end < len(blocks) else None)
        ):
            return False
        at += 1
    return False


def _words(blocks: Sequence[DraftBlock], run: _Run) -> str:
    return " ".join(b.text for b in blocks[run[0] : run[1]] if is_head(b))


def _likeness(one: set[str], other: set[str]) -> float:
    """Share of the other's pieces that the one has too."""
    return len(one & other) / (len(other) or 1)
