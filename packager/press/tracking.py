"""Galleys: text painted in one long line and set in the content stream.

A span costs WeasyPrint half a millisecond, and so does a line; a number in the content stream
costs nothing. So a block is painted as one plain line of as few runs as its faces ask for, its
galley, and every glyph is then moved to where the composer wants it. Nothing is rounded to whole
thousandths of an em on the way.
"""

from __future__ import annotations

import unicodedata
from itertools import groupby

import msgspec

from packager.makeup.page import TextBlock
from packager.typesetting.line import Line, Run
from packager.typesetting.metrics import is_kerned

PX = 0.75
"""pt in a CSS pixel, the unit of painted coordinates."""

_ALIGN = {"start": 0.0, "centre": 0.5, "end": 1.0}

_NOT_PLAIN = frozenset({"Mn", "Me", "Mc", "Cf", "Cc", "Zl", "Zp"})
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})


class Galley(msgspec.Struct, frozen=True):
    """What a block's text must show, glyph by glyph."""

    text: str
    extra: tuple[float, ...]
    """Space after each character, in em of its own size."""
    starts: dict[int, tuple[float, float]]
    """Where in the text a line starts, and its place: pt right of and below the painted text."""
    solid: frozenset[int] = frozenset()
    """Characters that are not kerned to their neighbours, whatever the painting has done."""


def is_simple(block: TextBlock) -> bool:
    """Whether all glyphs stand plainly one after another, so that lines can be set later.

    A run of blanks in a look of its own would not be painted, and its width not be known.
    """
    runs = [run for line in block.lines for run in line.runs]
    return all(
        not run.halt and not run.dots and not run.rise and all(map(_is_plain, run.text))
        for run in runs
    ) and all(run.text.strip() for run in plain(block).lines[0].runs)


def _is_plain(character: str) -> bool:
    return (character.isascii() and character.isprintable()) or (
        unicodedata.category(character) not in _NOT_PLAIN
        and unicodedata.bidirectional(character) not in _RIGHT_TO_LEFT
    )


def plain(block: TextBlock) -> TextBlock:
    """The block as one line without tracking, indents, alignment and links: what is painted."""
    ends = [line.hyphen + line.skip for line in block.lines]
    texts = [
        (run, run.text + (end if run is line.runs[-1] else ""))
        for line, end in zip(block.lines, ends, strict=True)
        for run in line.runs
    ]
    runs = []
    for _, same in groupby(texts, key=lambda text: _look(text[0])):
        alike = list(same)
        text = "".join(text for _, text in alike)
        runs.append(
            msgspec.structs.replace(alike[0][0], text=text, spacing=0.0, after=0.0, href=None)
        )
    line = Line(runs=tuple(runs), width=0.0, natural=True)
    return msgspec.structs.replace(block, align="start", lines=(line,))


def _look(run: Run) -> tuple[str, float, bool, bool]:
    return run.face, run.scale, run.wide, run.vertical


def galley(block: TextBlock) -> Galley:
    """What a simple block's plain form is to become.

    A line ends with the hyphen or the spaces that its end hides: a painted space is not seen, but
    it is copied.
    """
    text = ""
    extra: list[float] = []
    solid: set[int] = set()
    starts = {}
    for row, line in enumerate(block.lines):
        room = block.width - line.width * block.size
        indent = line.indent * block.size + room * _ALIGN[block.align]
        starts[len(text)] = indent, row * block.leading
        for run in line.runs:
            solid.update(k for k, c in enumerate(run.text, len(text)) if not is_kerned(run.face, c))
            text += run.text
            extra += [run.spacing] * len(run.text)
            extra[-1] += run.after
        text += line.hyphen + line.skip
        extra += [0.0] * len(line.hyphen + line.skip)
    return Galley(text, tuple(extra), starts, frozenset(solid))
