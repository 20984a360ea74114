"""What the composer takes and gives: styles in, finished lines out.

Lengths are in em of the style's size unless a name says pt.
"""

from __future__ import annotations

from typing import Literal

import msgspec

KinsokuLevel = Literal["none", "basic", "gb", "strict"]
"""Forbidden line starts and ends, by the levels of clreq."""

Hangul = Literal["words", "syllables"]
"""Where Korean breaks (klreq 2.3): at its spaces, or between any two syllables as narrow newspaper
columns do."""


class Style(msgspec.Struct, frozen=True):
    """How a piece of text is set. ``faces`` is the fallback chain, first choice first."""

    faces: tuple[str, ...]
    size: float
    """pt."""
    strong: tuple[str, ...] = ()
    """Chain for strong marks; empty: as ``faces``."""
    emphasis: tuple[str, ...] = ()
    """Chain for emphasis (楷 in Chinese); empty: as ``faces``."""
    language: str = "zh-CN"
    level: KinsokuLevel = "basic"
    hangul: Hangul = "words"
    justify: bool = True
    """False: lines keep their natural width (heads, captions set ragged or centred)."""


class Run(msgspec.Struct, frozen=True):
    """Characters of one line that are painted alike. Lengths are in em of the run's own size."""

    text: str
    face: str
    """Name of the one face that has all of ``text``."""
    spacing: float = 0.0
    """Added after every glyph of the run, as CSS letter-spacing; negative squeezes."""
    scale: float = 1.0
    """Size relative to the style's."""
    rise: float = 0.0
    """em of the style's size above the baseline."""
    halt: bool = False
    """Set with the font's half-width alternates (feature ``halt``)."""
    href: str | None = None
    wide: bool = False
    """Set with the font's full-width alternates (feature ``fwid``): Chinese dashes."""
    dots: bool = False
    """着重号: a dot below every character."""
    vertical: bool = False
    """Set with the font's forms for vertical lines (feature ``vert``)."""
    after: float = 0.0
    """Added once, after the run's last glyph and its spacing; negative squeezes."""


class Line(msgspec.Struct, frozen=True):
    """A finished line: ``indent`` em of blank (negative trims an opening mark), then the runs."""

    runs: tuple[Run, ...]
    width: float
    """em from the measure's start edge to the end of the ink box, indent included."""
    indent: float = 0.0
    natural: bool = False
    """True when the line is one plain run: the painter may merge such lines into one text."""
    hyphen: str = ""
    """A hyphen that the composer added at the line's end; not part of the text."""
    skip: str = ""
    """Spaces of the text that vanish at this line's end."""

    @property
    def text(self) -> str:
        """The line's characters as they stand in the paragraph, dropped spaces included."""
        return "".join(run.text for run in self.runs) + self.skip
