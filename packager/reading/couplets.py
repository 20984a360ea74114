"""Stanzas of two lines: prose has two lines as well, so they are verse only beside verse."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from packager.patterns import Letters
from packager.reading.draft import DraftBlock
from packager.reading.script import HAN, KANA

_FOOT = 14
"""Characters of a line of verse in a stanza of two, at most."""
_FOOT_WORDS = Letters(f"{HAN}{KANA}—…“”「」 \u3000")


def stanzas(blocks: list[DraftBlock], source: Sequence[str]) -> list[DraftBlock]:
    """Stanzas of two lines, which prose may have as well, are verse beside one another."""
    for n in range(len(blocks) - 2, 0, -1):  # of one line of source, parted by a hard break
        one, two = blocks[n : n + 2]
        if blocks[n - 1].kind != "verse" or one.lines != two.lines:
            continue
        if all(_is_foot(b.text) and b.kind == "paragraph" and not b.roles for b in (one, two)):
            text = f"{one.text}\n{two.text}"
            blocks[n : n + 2] = [msgspec.structs.replace(one, kind="verse", text=text)]
    pairs = {n: lines for n, block in enumerate(blocks) if (lines := _couplet(block, source))}
    for n, lines in pairs.items():
        beside = [k for k in (n - 1, n + 1) if 0 <= k < len(blocks)]
        if any(k in pairs or blocks[k].kind == "verse" for k in beside):
            blocks[n] = msgspec.structs.replace(blocks[n], kind="verse", text="\n".join(lines))
    return blocks


def _couplet(block: DraftBlock, source: Sequence[str]) -> tuple[str, ...]:
    """The two short open East Asian lines of a paragraph, or nothing."""
    if block.kind != "paragraph" or block.roles or block.marks or block.lines is None:
        return ()
    first, last = block.lines
    if last != first + 1 or len(block.text) > 2 * _FOOT + 1:
        return ()
    lines = tuple(line.strip() for line in source[first - 1 : last])
    return lines if all(map(_is_foot, lines)) else ()


def _is_foot(line: str) -> bool:
    return 1 < len(line) <= _FOOT and _FOOT_WORDS.all(line)
