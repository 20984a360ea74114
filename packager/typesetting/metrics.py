"""Widths and blanks of glyphs, from the fonts through HarfBuzz; which face sets a character.

All lengths are in em. Every answer is kept: a character is measured once for each chain of faces.
"""

from __future__ import annotations

import functools
import unicodedata
from typing import NamedTuple

import uharfbuzz as hb

from packager import fonts
from packager.typesetting.characters import AMBIGUOUS, KINDS, MARKS, Kind, clusters
from packager.typesetting.line import Run, Style

FEATURES = {"liga": False, "clig": False}
"""What body text is shaped with, in measuring and in painting: no ligatures, so that letters may
part; kerning stays on."""

_FULL = 0.9
"""em from which a mark is full width."""
_IGNORABLE = frozenset("\u200d\ufe0e\ufe0f")


class Glyph(NamedTuple):
    """One character as set: its face, advance width, and the blank at its left and right
    that may be squeezed away. ``wide`` asks for the font's full-width alternate (``fwid``)."""

    face: str
    width: float
    left: float = 0.0
    right: float = 0.0
    wide: bool = False


@functools.cache
def _font(face: str) -> tuple[hb.Font, float]:
    hb_face = fonts.hb_face(fonts.face(face).path)
    return hb.Font(hb_face), hb_face.upem


def _shape(face: str, text: str, features: dict[str, bool]) -> tuple[hb.Buffer, float]:
    font, upem = _font(face)
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(font, buffer, FEATURES | features)
    return buffer, upem


@functools.lru_cache(maxsize=1 << 16)
def advance(face: str, text: str, wide: bool = False) -> float:
    """Width of ``text`` set in one face, as painted: kerned, without ligatures."""
    buffer, upem = _shape(face, text, {"fwid": True} if wide else {})
    return float(sum(position.x_advance for position in buffer.glyph_positions)) / upem


def _blanks(face: str, mark: str, width: float) -> tuple[float, float]:
    """Left and right blank of a full-width mark.

    It is what the font's ``halt`` takes away; in a font without it, the half or the two quarters
    that hold no ink.
    """
    if width < _FULL:
        return 0.0, 0.0
    buffer, upem = _shape(face, mark, {"halt": True})
    position = buffer.glyph_positions[0]
    narrow = position.x_advance / upem
    if narrow < width - 0.1:
        left = -position.x_offset / upem
        return left, width - narrow - left
    extents = _font(face)[0].get_glyph_extents(buffer.glyph_infos[0].codepoint)
    if extents is None or extents.width == 0:
        return 0.0, 0.0
    before = extents.x_bearing / upem
    after = width - before - extents.width / upem
    for left, right in ((width / 2, 0.0), (0.0, width / 2), (width / 4, width / 4)):
        if before >= left and after >= right:
            return left, right
    return 0.0, 0.0


class Metrics:
    """Measures text for one chain of faces, first choice first."""

    def __init__(self, chain: tuple[str, ...]) -> None:
        self.chain = chain
        self.glyphs: dict[str, Glyph] = _Glyphs(self)
        """Glyph by character or cluster, in Chinese context."""
        self._faces: dict[str, str | None] = {}
        self._words: dict[tuple[str, str | None], tuple[tuple[str, str], ...]] = {}

    def face_of(self, cluster: str) -> str | None:
        """The first face of the chain that has every character of ``cluster``, or None."""
        try:
            return self._faces[cluster]
        except KeyError:
            points = {ord(character) for character in cluster if character not in _IGNORABLE}
            found = next((n for n in self.chain if points <= fonts.face(n).coverage), None)
            if found is None and len(points) > 1:  # no face has the combination: keep the base
                found = self.face_of(cluster[0])
            self._faces[cluster] = found
            return found

    def whole(self, word: str) -> str | None:
        """The first face that has all letters of a word, or None."""
        letters = {ord(c) for c in word if c not in _IGNORABLE and c not in AMBIGUOUS}
        return next((n for n in self.chain if letters <= fonts.face(n).coverage), None)

    def pieces(self, word: str, whole: str | None = None) -> tuple[tuple[str, str], ...]:
        """A word of proportional script as (face, text) pieces.

        The first face that has the ``whole`` word sets it; quotes and dashes come from the first
        face where they are narrow, for in many Chinese faces they are full width.
        """
        try:
            return self._words[word, whole]
        except KeyError:
            key = word, whole
            whole = whole or self.whole(word)
            parts: list[tuple[str, str]] = []
            for letter in clusters(word):
                if letter in AMBIGUOUS:
                    face = self._narrow(letter)
                else:
                    face = whole or self.face_of(letter)
                if parts and (face is None or face == parts[-1][0] or letter in _IGNORABLE):
                    parts[-1] = (parts[-1][0], parts[-1][1] + letter)
                else:
                    parts.append((face or self.chain[0], letter))
            found = self._words[key] = tuple(parts)
            return found

    def _narrow(self, mark: str) -> str | None:
        """The first face where a mark is not full width, else the first that has it."""
        having = [n for n in self.chain if ord(mark) in fonts.face(n).coverage]
        return next((n for n in having if advance(n, mark) < _FULL), having[0] if having else None)

    def width(self, word: str, whole: str | None = None) -> float:
        """Width of a word of proportional script."""
        return sum(advance(face, text) for face, text in self.pieces(word, whole))

    def _glyph(self, cluster: str) -> Glyph:
        kind = KINDS[cluster[0]]
        chain_face = self.face_of(cluster) or self.chain[0]
        if cluster[0] in "—⸺":
            return Glyph(chain_face, advance(chain_face, cluster, True), wide=True)
        if cluster in AMBIGUOUS and kind != Kind.DOT:
            # A face with Latin-width quotes (many 楷 faces) must not set quotes in Chinese text.
            full = next(
                (n for n in self.chain if ord(cluster) in fonts.face(n).coverage
                 and advance(n, cluster) > _FULL),
                chain_face,
            )  # fmt: skip
            chain_face = full
        width = advance(chain_face, cluster)
        if kind is Kind.DOT:  # half an em whatever the glyph's width (GB/T 15834 5.1.4)
            side = (width - 0.5) / 2
            return Glyph(chain_face, width, side, side)
        left, right = _blanks(chain_face, cluster, width) if kind in MARKS else (0.0, 0.0)
        return Glyph(chain_face, width, left, right)


class _Glyphs(dict[str, Glyph]):
    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics

    def __missing__(self, cluster: str) -> Glyph:
        glyph = self[cluster] = self._metrics._glyph(cluster)
        return glyph


@functools.lru_cache(maxsize=256)
def metrics(chain: tuple[str, ...]) -> Metrics:
    """The measures of a chain of faces, shared by all who use it."""
    return Metrics(chain)


def run_width(run: Run) -> float:
    """Width of a run as painted, its spacing and ``after`` included, in em of the style's size.

    Letters are kerned within words, to nothing else.
    """
    width = sum(advance(run.face, part, run.wide) for part in _shaped(run))
    return (width + run.spacing * len(run.text) + run.after) * run.scale


def _shaped(run: Run) -> list[str]:
    """The parts of a run that are shaped each by itself."""
    if run.wide:
        return [run.text]
    parts: list[str] = []
    joins = False
    for cluster in clusters(run.text):
        kerned = is_kerned(run.face, cluster[0])
        if kerned and joins:
            parts[-1] += cluster
        else:
            parts.append(cluster)
        joins = kerned
    return parts


@functools.lru_cache(maxsize=1 << 16)
def is_kerned(face: str, character: str) -> bool:
    """Whether a character is kerned to its neighbours: letters are; ideographs, kana, spaces and
    full-width marks are set solid."""
    if character in AMBIGUOUS and KINDS[character] is not Kind.DOT:
        return advance(face, character) < _FULL
    return KINDS[character] is Kind.LATIN and unicodedata.category(character) != "Cf"


def fallbacks(text: str, style: Style) -> dict[str, str | None]:
    """Characters of ``text`` that its first face lacks, with the face that sets them.

    None is a character that no face has: it would be printed as a box. Regional faces and Latin
    companions count as first choices.
    """
    chain = fonts.regional(style.faces, style.language)
    first = set(fonts.regional(style.faces[:1], style.language))
    measured = metrics(chain)
    found: dict[str, str | None] = {}
    for character in dict.fromkeys(text):
        if KINDS[character] is Kind.SPACE or unicodedata.category(character) in ("Cf", "Cc"):
            continue
        face = measured.face_of(character)
        if face not in first and not unicodedata.name(character, "").startswith("VARIATION"):
            found[character] = face
    return found
