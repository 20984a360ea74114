"""Where every glyph of a block belongs, said in the content stream and not in HTML.

WeasyPrint spends its time on boxes: one for each line and one for each change of spacing. So a
block is painted as one plain run of text for each change of face, all on one line, and its lines
are set afterwards, where a line costs a matrix and a space costs a number. Nothing is rounded to
whole thousandths of an em on the way.
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
_NOT_PLAIN = frozenset({"Mn", "Me", "Mc", "Cf", "Cc", "Zl", "Zp"})
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})


class Piece(msgspec.Struct, frozen=True):
    """Neighbouring characters of one line that look alike."""

    text: str
    line: int
    look: tuple[str, float, float, bool]
    """Face, scale, rise, full-width alternates."""
    extra: tuple[float, ...]
    """px to add after each character; the hyphen and hidden spaces at a line's end have none."""


class Setting(msgspec.Struct, frozen=True):
    """How a block is set: what it is painted as, and where its lines start. Lengths in px."""

    segments: tuple[tuple[Piece, ...], ...]
    """Pieces that are painted in one go."""
    starts: tuple[float, ...]
    """x of each line."""
    x: float
    leading: float

    @property
    def text(self) -> str:
        """All characters as painted."""
        return "".join(piece.text for segment in self.segments for piece in segment)


def is_simple(block: TextBlock) -> bool:
    """Whether all glyphs stand plainly one after another, so that tracking can be set later."""
    return all(
        not run.halt and not run.dots and all(map(_is_plain, run.text))
        for line in block.lines
        for run in line.runs
    )


def _is_plain(character: str) -> bool:
    return (character.isascii() and character.isprintable()) or (
        unicodedata.category(character) not in _NOT_PLAIN
        and unicodedata.bidirectional(character) not in _RIGHT_TO_LEFT
    )


def plain(block: TextBlock) -> TextBlock:
    """What is painted of a simple block: one line of as few runs as its faces ask for."""
    runs = tuple(
        Run("".join(piece.text for piece in segment), face, scale=scale, rise=rise, wide=wide)
        for segment in setting(block).segments
        for face, scale, rise, wide in [segment[0].look]
    )
    return msgspec.structs.replace(block, align="start", lines=(Line(runs=runs, width=0.0),))


def setting(block: TextBlock) -> Setting:
    """How a simple block is set."""
    pieces = [
        piece for number, line in enumerate(block.lines) for piece in _pieces(line, number, block)
    ]
    return Setting(
        segments=tuple(tuple(same) for _, same in groupby(pieces, key=lambda piece: piece.look)),
        starts=tuple(_start(line, block) / PX for line in block.lines),
        x=block.x / PX,
        leading=block.leading / PX,
    )


def _start(line: Line, block: TextBlock) -> float:
    room = block.width - line.width * block.size
    return block.x + line.indent * block.size + room * _ALIGN[block.align]


def _pieces(line: Line, number: int, block: TextBlock) -> Iterator[Piece]:
    """A line's runs, joined where they differ in tracking alone.

    The last piece ends with the hyphen or the spaces that the line's end hides: a painted space is
    not seen, but it is copied.
    """
    groups = [(look, list(same)) for look, same in groupby(line.runs, key=_look)]
    for index, (look, runs) in enumerate(groups):
        end = line.hyphen + line.skip if index + 1 == len(groups) else ""
        em = look[1] * block.size / PX
        extra = tuple(space * em for run in runs for space in _spaces(run))
        yield Piece("".join(run.text for run in runs) + end, number, look, extra)


def _look(run: Run) -> tuple[str, float, float, bool]:
    return run.face, run.scale, run.rise, run.wide


def _spaces(run: Run) -> Iterator[float]:
    """em after each character of a run."""
    for number in range(1, len(run.text) + 1):
        yield run.spacing + (run.after if number == len(run.text) else 0.0)
