"""Plain text without any marks: which lines make a paragraph is all that is decided here."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

from packager.patterns import expression
from packager.reading.draft import DraftBlock
from packager.reading.marks import page_marker
from packager.reading.script import ends_closed, join_lines

_RULE = expression(r"\s*(?:[-=*_—─━·~＊－＝]\s*){3,}\s*")
_INDENT = expression(r"(?:\u3000{1,4}| {2,8}|\t)\S")
_WIDEST = 110


def read(text: str, *, file: str | None = None) -> Iterator[DraftBlock]:
    """One paragraph a line, or, where lines are cut at a width, one an indent or empty line."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").split("\n")
    wrapped = is_wrapped(lines)
    held: list[str] = []
    first = 0
    empty = 0
    usual = _usual_gap(lines)
    for number, line in enumerate((*lines, ""), 1):
        if held and (not wrapped or not line.strip() or _starts(line, held)):
            yield _block(held, first, number - 1, file, apart=empty > usual)
            held, empty = [], 0
        if not line.strip():
            empty += 1
        elif _RULE.fullmatch(line) and len(line.strip()) > 2:
            yield DraftBlock(kind="rule", file=file, lines=(number, number))
            empty = 0
        else:
            if not held:
                first = number
            held.append(line)


def _starts(line: str, held: Sequence[str]) -> bool:
    """Whether a line of wrapped text begins a paragraph: indented, or after a short one."""
    if _INDENT.match(line):
        return not _INDENT.match(held[-1]) or ends_closed(held[-1])
    return width(held[-1]) < 0.6 * max(width(one) for one in (*held, line)) and (
        ends_closed(held[-1]) or len(held) == 1
    )


def _block(
    lines: Sequence[str], first: int, last: int, file: str | None, *, apart: bool
) -> DraftBlock:
    text = ""
    for line in lines:
        text = join_lines(text, line.strip()) if text else line.strip()
    where = (first, last)
    mark = page_marker(text)
    if mark:
        return DraftBlock(
            kind="page", text=text, number=mark[0], name=mark[1], file=file, lines=where
        )
    return DraftBlock(kind="paragraph", text=text, file=file, lines=where, apart=apart)


def _usual_gap(lines: Sequence[str]) -> int:
    """How many empty lines usually stand between paragraphs; 0 when none do."""
    gaps: dict[int, int] = {}
    run = 0
    for line in lines:
        if line.strip():
            gaps[run] = gaps.get(run, 0) + 1
            run = 0
        else:
            run += 1
    return max(gaps, key=lambda gap: (gaps[gap], -gap)) if gaps else 0


def width(text: str) -> int:
    """Width in half-em cells, as a terminal counts."""
    stripped = text.rstrip()
    return len(stripped) + sum(unicodedata.east_asian_width(c) in "WF" for c in stripped)


def is_wrapped(lines: Sequence[str]) -> bool:
    """Whether the lines are cut at a fixed width, as in mail and on the wire."""
    filled = [line for line in lines[:2000] if line.strip()]
    if len(filled) < 4:
        return False
    widths = sorted(width(line) for line in filled)
    widest = widths[int(len(widths) * 0.95)]
    if not 30 <= widest <= _WIDEST or widths[-1] > 1.3 * widest:
        return False
    followed = [line for line, after in pairwise(lines[:2001]) if line.strip() and after.strip()]
    if len(followed) < 3:
        return False
    full = sum(width(line) >= 0.75 * widest for line in followed)
    open_ends = sum(not ends_closed(line) for line in followed)
    return full >= 0.6 * len(followed) and open_ends >= 0.5 * len(followed)
