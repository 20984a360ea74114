"""Tracking set in the content stream, where it costs a number, not in HTML, where it costs a span.

A composed line is painted as plain text of as few runs as its faces ask for, and every glyph is
then moved to where the composer wants it. WeasyPrint lays out a third as many boxes, and nothing
is rounded to whole thousandths of an em on the way.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import groupby

import msgspec

from packager.makeup.page import TextBlock
from packager.typesetting.line import Line, Run

PX = 0.75
"""pt in a CSS pixel, the unit of painted coordinates."""

_ALIGN = {"start": 0.0, "centre": 0.5, "end": 1.0}


class Segment(msgspec.Struct, frozen=True):
    """Glyphs that are painted in one go."""

    text: str
    shift: float
    """pt from where it is painted to where it belongs."""
    extra: tuple[float, ...]
    """Space after each character, in em of the segment's own size; none where it ends early."""


def is_simple(block: TextBlock) -> bool:
    """Whether all glyphs stand plainly one after another, so that tracking can be set later."""
    return all(
        not run.halt and not run.dots and all(map(_is_plain, run.text))
        for line in block.lines
        for run in line.runs
    )


def _is_plain(character: str) -> bool:
    return character.isascii() or unicodedata.category(character) not in {"Mn", "Me", "Mc", "Cf"}


def plain(block: TextBlock) -> TextBlock:
    """The block without tracking, indents, alignment and links: what is painted."""
    return msgspec.structs.replace(
        block, align="start", lines=tuple(_plain(line) for line in block.lines)
    )


def _plain(line: Line) -> Line:
    runs = tuple(
        msgspec.structs.replace(runs[0], text=text, spacing=0.0, after=0.0, href=None)
        for text, runs in _merged(line)
    )
    return Line(runs=runs, width=line.width, natural=True)


def _merged(line: Line) -> Iterator[tuple[str, list[Run]]]:
    """Neighbouring runs that differ in tracking alone.

    The last one ends with the hyphen or the spaces that the line's end hides: a painted space is
    not seen, but it is copied.
    """
    groups = [list(same) for _, same in groupby(line.runs, key=_look)]
    for runs in groups:
        end = line.hyphen + line.skip if runs is groups[-1] else ""
        yield "".join(run.text for run in runs) + end, runs


def _look(run: Run) -> tuple[str, float, float, bool]:
    return run.face, run.scale, run.rise, run.wide


def segments(block: TextBlock) -> Iterator[Segment]:
    """What a simple block's plain form is painted as, in order; blank stretches are not painted."""
    for line in block.lines:
        room = block.width - line.width * block.size
        shift = line.indent * block.size + room * _ALIGN[block.align]
        for text, runs in _merged(line):
            extra = tuple(space for run in runs for space in _spaces(run))
            if text.strip():
                yield Segment(text, shift, extra)
            shift += sum(extra) * runs[0].scale * block.size


def _spaces(run: Run) -> Iterator[float]:
    """Space after each character of a run."""
    for number in range(1, len(run.text) + 1):
        yield run.spacing + (run.after if number == len(run.text) else 0.0)
