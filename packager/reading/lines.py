"""The line breaks inside a Markdown paragraph: which are printed, and which lines are verse."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import reduce
from itertools import pairwise
from typing import Literal

from packager.patterns import expression
from packager.reading.marks import take_attributes
from packager.reading.script import CJK_EDGE, HAN, KANA, ends_closed, join_lines


def is_hard(line: str) -> bool:
    """Whether a line ends in a hard break."""
    if line.endswith(("  ", "\\")):
        return True
    bare = line.rstrip()
    return bare.endswith(">") and bare[-6:].lower().endswith(("<br>", "<br/>", "<br />"))


def is_verse(lines: Sequence[str]) -> bool:
    """Short lines with hard breaks between all of them; two only if neither ends a sentence."""
    if len(lines) < 2 or not all(is_hard(line) for line in lines[:-1]):
        return False
    if len(lines) == 2 and any(
        ends_closed(bare) or _stands_alone(bare) or len(bare) > 24
        for bare in (line.rstrip(" \\") for line in lines)
    ):
        return False
    return max(map(len, lines)) <= 36


_LINE = expression(
    f"[{HAN}{KANA}、，。！？；：—…“”‘’「」《》·　]{{2,20}}|[^\\W\\d_][^\\d<>|:{{}}]{{3,48}}"
)
"""A line that may be of verse: few words and no figures."""
_LONG = 40
"""A line of prose that a source wraps has at least so many characters (Latin twice as many)."""


def wraps(lines: Sequence[str]) -> bool:
    """Whether a source breaks its prose into lines, so that a line break says nothing."""
    for one, two in pairwise(lines):
        if len(one) < _LONG * 0.7 or not two.strip() or _MARKED_LINE.match(one + two):
            continue
        if len(one) >= 2 * _LONG * 0.7 or CJK_EDGE.any(one):
            return True
    return False


_MARKED_LINE = expression(r"\s*(?:#|[-*+>|<]|\d+[.)]\s|!\[)")


def is_soft_verse(lines: Sequence[str]) -> bool:
    """Three short lines or more of a source that does not wrap, hardly one of them a sentence."""
    if len(lines) < 3:
        return False
    bare = [line.strip() for line in lines]
    if not all(_LINE.fullmatch(line) for line in bare):
        return False
    return sum(line.endswith(("。", ".")) for line in bare) * 2 <= len(bare)


def split_prose(source: str) -> Iterator[tuple[int, list[str]]]:
    """Part a paragraph of a source that does not wrap: verse stays whole."""
    lines = source.split("\n")
    if is_soft_verse(lines):
        yield 0, lines
    else:
        yield from split(source)


def split(source: str) -> Iterator[tuple[int, list[str]]]:
    """Part a paragraph at the line breaks that are printed ones; yields (line offset, lines).

    Markdown runs the lines of a paragraph together. A parsed page often has one paragraph a line
    instead: then a line that ends a sentence, well short of the others' width, ends the paragraph.
    """
    lines = source.split("\n")
    if len(lines) == 1 or is_verse(lines) or take_attributes(source)[1][:1] == ("verse",):
        yield 0, lines
        return
    width = max(len(line) for line in lines)
    wrapped = len(lines) > 2 and all(len(line) >= 0.8 * width for line in lines[:-1])
    listed = all(_ITEM.match(line) for line in lines)
    start = 0
    for at, line in enumerate(lines[:-1]):
        if take_attributes(lines[at + 1])[1] and not take_attributes(lines[at + 1])[0]:
            continue
        if (
            listed
            or is_hard(line)
            or (ends_closed(line) and not wrapped)
            or _stands_alone(lines[at + 1])
        ):
            yield start, lines[start : at + 1]
            start = at + 1
    yield start, lines[start:]


def html_breaks(text: str) -> str:
    """A text of a parser with its ``<br>`` as line breaks."""
    return _BREAK.sub("\n", text)


_BREAK = expression(r"\s*<br\s*/?>\s*", re.I)


def parted(text: str) -> Iterator[tuple[Literal["verse", "paragraph"], str]]:
    """A parser's block of several lines, as (kind, text): verse whole, prose by its paragraphs."""
    lines = [bare for line in text.split("\n") if (bare := line.strip())]
    if is_soft_verse(lines):
        yield "verse", "\n".join(lines)
        return
    for _, part in split("\n".join(lines)):
        yield "paragraph", reduce(join_lines, part)


_ITEM = expression(rf"\s*(?:[『《・▽▼■●◆◇※▲○]|[{HAN}]{{2,12}}[ \u3000][（(]\d{{1,2}}月)")
"""How each line of a list begins that has no other marks: a title, a bullet, a body and a day."""
_ALONE = expression(
    r"\s*(?:!\[|(?:本[报社刊台]|新华社)(?:特约)?(?:首席)?(?:记者|通讯员|摄影)|[（(](?:下转|上接)|[□■◇◆]\s*\w)"
)


def _stands_alone(line: str) -> bool:
    return (bool(_ALONE.match(line)) and len(line) < 40) or line.lstrip().startswith("![")
