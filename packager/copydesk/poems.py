"""Verse that a source prints as paragraphs: lines of one measure, or short lines under a poet."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from packager.copydesk import neighbours, people
from packager.patterns import Letters, expression
from packager.reading.draft import DraftBlock
from packager.reading.script import HAN, KANA, LETTER, ends_closed

_LONGEST = 20
"""A line of verse has at most so many characters."""
_FEWEST = 4
_MOST = 120
"""A poem in a newspaper has at most so many lines."""
_SENTENCE = expression("[。！？；，…]$")
_FOOT = expression("[，。！？；、]$")
_WORDS = Letters(f"{HAN}{KANA}、，。！？；：—…“”‘’「」《》·　 ー")


def poems(blocks: Sequence[DraftBlock]) -> list[DraftBlock]:
    """The same blocks, with the lines of each poem put together as one block of verse."""
    ends = _ends(blocks)
    unmarked = not any(block.kind == "heading" for block in blocks)
    out: list[DraftBlock] = []
    at = 0
    while at < len(blocks):
        end = min(ends[at], at + _MOST)
        measured = _measured(blocks[at:end])
        if measured >= _FEWEST or (measured > 1 and _is_couplets(blocks, at, at + measured)):
            out.append(_verse(blocks[at : at + measured]))
            at += measured
        elif end > at and _is_free(blocks, at, end := _stanzas(blocks, at, ends)):
            end = _closed(blocks, at, end)
            if unmarked and _is_headed(blocks, end) and end - at > _FEWEST:
                end -= 2 if _is_poet(blocks[end - 1]) else 1  # the headline of what follows
            out.append(_verse(blocks[at:end]))
            at = end
        else:
            out.append(blocks[at])
            at += 1
    return out


def _ends(blocks: Sequence[DraftBlock]) -> list[int]:
    """Of every block the place past the last of the lines that may be one poem's from there on."""
    ends = [0] * len(blocks)
    for at in range(len(blocks) - 1, -1, -1):
        goes_on = at + 1 < len(blocks) and ends[at + 1] > at + 1 and not blocks[at + 1].apart
        ends[at] = (ends[at + 1] if goes_on else at + 1) if _is_line(blocks[at]) else at
    return ends


def _stanzas(blocks: Sequence[DraftBlock], at: int, ends: Sequence[int]) -> int:
    """The place past the last stanza of a poem; a title and a poet begin another."""
    end = ends[at]
    while end < len(blocks) and end - at < _MOST and blocks[end].apart:
        if ends[end] - end < _STANZA or _is_poet(blocks[end + 1]):
            break
        end = ends[end]
    return min(end, at + _MOST)


_STANZA = 2


def _is_line(block: DraftBlock) -> bool:
    return (
        block.kind == "paragraph"
        and not block.roles
        and 1 < len(block.text) <= _LONGEST
        and _WORDS.all(block.text)
        and not neighbours.is_strong(block)
    )


def _measured(lines: Sequence[DraftBlock]) -> int:
    """How many of the lines, from the first, are of its number of characters, with a stop each."""
    for n, line in enumerate(lines):
        text = line.text.strip()
        if len(text) != len(lines[0].text.strip()) or not _FOOT.search(text):
            return n
    return len(lines)


def _is_free(blocks: Sequence[DraftBlock], at: int, end: int) -> bool:
    """Four or more short lines, most of them without a stop, under a headline and a poet's name."""
    if end - at < _FEWEST or at < 2 or _SET_WIDE.fullmatch(blocks[at].text.strip()):
        return False
    over = blocks[at - 2]
    short = over.kind == "paragraph" and len(over.text) <= _LONGEST
    titled = over.kind == "heading" or (short and not _SENTENCE.search(over.text))
    if not titled or not _is_poet(blocks[at - 1]):
        return False
    return sum(ends_closed(line.text) for line in blocks[at:end]) * 3 <= end - at


_SET_WIDE = expression(f"{LETTER}[ \u3000]+{LETTER}")
"""柳　河: a name of two characters, and no line of verse."""


def _is_couplets(blocks: Sequence[DraftBlock], at: int, end: int) -> bool:
    """Lines of two halves of five or seven characters each, under a poet's name."""
    halves = all(_COUPLET.fullmatch(block.text.strip()) for block in blocks[at:end])
    return halves and at > 0 and _is_poet(blocks[at - 1])


_COUPLET = expression(f"{LETTER}{{5}}(?:{LETTER}{{2}})?，{LETTER}{{5}}(?:{LETTER}{{2}})?[。！？；]")


def _is_headed(blocks: Sequence[DraftBlock], at: int) -> bool:
    """Whether prose follows a poem in unmarked text: the last line before it is its headline."""
    block = blocks[at] if at < len(blocks) else None
    if block is None or block.kind != "paragraph" or block.roles:
        return False
    return len(block.text) > _LONGEST and not block.text.startswith(("（", "(", "注", "作者", "—"))


def _closed(blocks: Sequence[DraftBlock], at: int, end: int) -> int:
    """Where a poem ends whose last line is closed and followed by a title and a name."""
    for n in range(at + _FEWEST, end - 1):
        if ends_closed(blocks[n - 1].text) and _is_poet(blocks[n + 1]):
            return n
    return end


def _is_poet(block: DraftBlock) -> bool:
    if block.kind != "paragraph" or (block.roles and "byline" not in block.roles):
        return False
    named = people.author(block.text) or people.byline_line(block.text)
    return bool(named) and all(person.role is None for person in named or ())


def _verse(lines: Sequence[DraftBlock]) -> DraftBlock:
    first, last = lines[0], lines[-1]
    span = (first.lines[0], last.lines[1]) if first.lines and last.lines else first.lines
    return msgspec.structs.replace(
        first,
        kind="verse",
        text="\n".join(f"\n{b.text}" if b.apart and b is not first else b.text for b in lines),
        lines=span,
        ids=tuple(i for line in lines for i in line.ids),
        marks=(),
    )
