"""A painted page's content stream, taken apart into its items and put together again.

WeasyPrint writes one operator a line and every positioned element as one ``q … Q`` group, in the
order of the document. Each group becomes marked content or an artifact; in text groups every
glyph is moved to its composed place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from packager.press.tracking import Piece, Setting

_SHOWN = re.compile(rb"<([0-9a-f]*)>|([-+.0-9]+)")
_MATRIX = re.compile(rb"1 0 0 -1 (\S+) (\S+) Tm")
_FONT = re.compile(rb"/(\S+) (\S+) Tf")
_DRAWN = re.compile(rb"/(\S+) Do")


class Font(msgspec.Struct, frozen=True):
    """What a PDF font says of its glyphs."""

    texts: Mapping[int, str]
    widths: Mapping[int, float]
    """Thousandths of an em."""


Fonts = Mapping[str, Font]
"""The fonts of a document by their resource names."""


class Group(msgspec.Struct, frozen=True):
    """One painted element."""

    lines: tuple[bytes, ...]
    image: str | None = None
    """Resource name of the image that it shows."""
    text: str = ""
    """What it says by the fonts' own tables, in the order of painting."""


class Sheet(msgspec.Struct, frozen=True):
    """A page's content: what sets up the page, the elements, what closes it."""

    before: tuple[bytes, ...]
    groups: tuple[Group, ...]
    after: tuple[bytes, ...]


def take_apart(content: bytes, fonts: Fonts) -> Sheet:
    """Split a page's content stream into its elements."""
    lines = content.split(b"\n")
    start = lines.index(b"n") + 1  # the sheet's own clip is the first path of all
    before, rest = lines[:start], lines[start:]
    groups: list[Group] = []
    depth, first = 0, 0
    for number, line in enumerate(rest):
        if line == b"q":
            if depth == 0:
                first = number
            depth += 1
        elif line == b"Q":
            depth -= 1
            if depth < 0:
                return Sheet(tuple(before), tuple(groups), tuple(rest[number:]))
            if depth == 0:
                groups.append(_group(rest[first : number + 1], fonts))
    return Sheet(tuple(before), tuple(groups), ())


def _group(lines: list[bytes], fonts: Fonts) -> Group:
    image, text = None, []
    table: Mapping[int, str] = {}
    for line in lines:
        if line.endswith(b"TJ"):
            for glyphs, _ in _SHOWN.findall(line):
                text += [table.get(glyph, "\ufffd") for glyph in _glyphs(glyphs)]
        elif found := _FONT.fullmatch(line):
            table = fonts[found[1].decode()].texts if found[1].decode() in fonts else {}
        elif found := _DRAWN.fullmatch(line):
            image = found[1].decode()
    return Group(tuple(lines), image, "".join(text))


def _glyphs(digits: bytes) -> Iterator[int]:
    return (int(digits[at : at + 4], 16) for at in range(0, len(digits), 4))


def tracked(group: Group, setting: Setting, fonts: Fonts) -> list[bytes]:
    """The group's lines with every glyph at its composed place.

    Raises :class:`ValueError` if the group does not show exactly what is set.
    """
    return _Setter(setting, fonts).run(group.lines)


class _Setter:
    """Takes painted text operators and writes set ones."""

    def __init__(self, setting: Setting, fonts: Fonts) -> None:
        self.setting, self.fonts = setting, fonts
        self.segments = iter(setting.segments)
        self.pieces: list[Piece] = []
        """Pieces of the current segment that are not begun."""
        self.piece: Piece | None = None
        self.at = 0
        """Characters of the piece that are shown."""
        self.line = -1
        self.natural = setting.x
        """Where the next glyph stands as painted, px."""
        self.line_natural = setting.x
        """Where the current line's first glyph stands as painted, px."""
        self.extra = 0.0
        """Space added in the current line so far, px."""
        self.y = 0.0
        self.font, self.size = Font({}, {}), 0.0
        self.out: list[bytes] = []

    def run(self, lines: Sequence[bytes]) -> list[bytes]:
        for line in lines:
            if found := _MATRIX.fullmatch(line):
                self._begin(float(found[1]), float(found[2]))
            elif line.endswith(b"TJ"):
                self._show(line)
            else:
                if found := _FONT.fullmatch(line):
                    self.font = self.fonts.get(found[1].decode(), Font({}, {}))
                    self.size = float(found[2])
                self.out.append(line)
        self._end()
        if self._next_painted() is not None:
            raise ValueError("less is painted than composed")
        return self.out

    def _begin(self, x: float, y: float) -> None:
        """A segment starts at a painted place."""
        self._end()
        segment = self._next_painted()
        if segment is None:
            raise ValueError("more is painted than composed")
        self.pieces = list(segment)
        self.natural, self.y = x, y

    def _next_painted(self) -> tuple[Piece, ...] | None:
        """The next segment that is seen; a blank one takes its room and shows nothing."""
        for segment in self.segments:
            if any(piece.text.strip() for piece in segment):
                return segment
            for piece in segment:
                self._enter(piece)
                self.extra += sum(piece.extra)
        return None

    def _enter(self, piece: Piece) -> None:
        if piece.line != self.line:
            self.line, self.line_natural, self.extra = piece.line, self.natural, 0.0

    def _end(self) -> None:
        if self.pieces or (self.piece is not None and self.at != len(self.piece.text)):
            raise ValueError(f"{self.at} characters are painted of {self.piece}")
        self.piece = None

    def _show(self, line: bytes) -> None:
        """Write a TJ operation anew, with a matrix wherever a piece begins."""
        shown: list[tuple[bytes, float]] = []
        for glyphs, number in _SHOWN.findall(line):
            if number:
                self.natural -= float(number) * self.size / 1000
                if shown:
                    shown[-1] = shown[-1][0], shown[-1][1] + float(number)
                continue
            for place in range(0, len(glyphs), 4):
                if self.piece is None or self.at >= len(self.piece.text):
                    self._write(shown)
                    shown = []
                    self._matrix()
                shown.append(self._glyph(glyphs[place : place + 4]))
        self._write(shown)

    def _matrix(self) -> None:
        """Begin the next piece at its place."""
        if not self.pieces:
            raise ValueError("more is painted than composed")
        self.piece, self.at = self.pieces.pop(0), 0
        self._enter(self.piece)
        x = self.setting.starts[self.line] + self.natural - self.line_natural + self.extra
        y = self.y + self.line * self.setting.leading
        self.out.append(b"1 0 0 -1 %.3f %.3f Tm" % (x, y))

    def _glyph(self, code: bytes) -> tuple[bytes, float]:
        """A glyph of the current piece, and the number that moves what follows it."""
        assert self.piece is not None
        glyph = int(code, 16)
        length = len(self.font.texts.get(glyph, "\ufffd"))  # a long dash is one for two
        extra = sum(self.piece.extra[self.at : self.at + length])
        self.at += length
        self.natural += self.font.widths.get(glyph, 1000.0) * self.size / 1000
        self.extra += extra
        return code, -1000 * extra / self.size

    def _write(self, shown: list[tuple[bytes, float]]) -> None:
        parts, run = [], b""
        for code, number in shown:
            run += code
            if abs(number) >= 0.05:
                parts.append(b"<%b>%.1f" % (run, number))
                run = b""
        if run:
            parts.append(b"<%b>" % run)
        if parts:
            self.out.append(b"[%b] TJ" % b"".join(parts))
