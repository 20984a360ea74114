"""Where to break a paragraph: the cheapest whole, in the manner of Knuth and Plass.

Prefix sums give any line's natural width, shrink and stretch in constant time; for each line end
only the few starts whose line fits the measure are tried, so the search is linear in the text.
"""

from __future__ import annotations

from itertools import accumulate
from typing import NamedTuple

from packager.typesetting.boxes import Boxes
from packager.typesetting.breaks import FORBIDDEN
from packager.typesetting.characters import Kind

EPSILON = 1e-6
CLOSING = frozenset({Kind.CLOSE, Kind.COMMA, Kind.STOP})
"""Marks whose right blank may be lost at a line's end."""
_BESIDE = CLOSING | {Kind.POSTFIX}
"""What does not keep a character company on a last line."""
TIGHTEST = 0.07
"""em of negative tracking: a last resort, where widening would tear the line apart."""

_TIGHTENED = 2.0
"""What an em taken out of the gaps costs, in em added to them."""
_LONELY = 1e5
"""Cost of a last line of one character (孤字不成行)."""
_OVERFULL = 1e6
"""Cost of a box that is wider than the measure."""
_UNEVEN = 0.1
"""Cost of a line that is looser than the one before it, for each em of difference."""
_LOOSE = 3.0
"""em of slack from which a line is tried only when no other start reaches its end."""
_TRIMS = 1.0
"""em by which trims and tightening may make a line shorter than its prefix sums say."""


class Cut(NamedTuple):
    """One line: boxes ``start`` to ``end``; the spaces from there to ``next`` vanish."""

    start: int
    end: int
    next: int


_End = tuple[int, float, float, float, float, int]
"""A line end as the prefix sums see it: the line's last box; its right edge less the measure (a
line from ``left`` is ``over − left`` em too long); the blank that its last mark may lose; the sums
of shrink, stretch and gaps."""
_Found = tuple[float, int, float]
"""The cheapest way to a line end: its cost; the start of its last line; the mood of that line, 0 as
it is, positive widened, negative squeezed."""


class _Sums:
    """Prefix sums over the boxes of a paragraph, and the cheapest way to each line end."""

    def __init__(self, boxes: Boxes, measure: float, indent: float) -> None:
        self.boxes = boxes
        self.measure = measure
        self.right = list(accumulate(w + g for w, g in zip(boxes.widths, boxes.gaps, strict=True)))
        """Right edge of box k when all is set on one line."""
        self.left = [right - width for right, width in zip(self.right, boxes.widths, strict=True)]
        """Where a line that starts with box k has its left edge."""
        self.shrink = list(accumulate(boxes.shrinks))
        self.stretch = list(accumulate(boxes.stretches))
        self.tracks = list(accumulate(boxes.tracks))
        self.left[0] = -indent
        for k, glyph in enumerate(boxes.glyphs):
            if k and glyph is not None and glyph.left and boxes.starts[k] is Kind.OPEN:
                self.left[k] += glyph.left * boxes.looks[k].scale
        self.found: list[_Found] = [(0.0, 0, 0.0)] + [(FORBIDDEN, -1, 0.0)] * len(boxes.texts)
        self.window = [0]
        """Line starts that some later end may still reach, oldest first."""

    def end(self, k: int) -> _End:
        """The end of a line whose successor starts with box ``k``."""
        boxes = self.boxes
        box = k - 2 if k > 1 and boxes.starts[k - 1] is Kind.SPACE else k - 1
        glyph = boxes.glyphs[box]
        trim = 0.0
        if glyph is not None and glyph.right and boxes.ends[box] in CLOSING:
            trim = glyph.right * boxes.looks[box].scale
        over = self.right[box] - self.measure
        if k in boxes.hyphens:
            over += boxes.hyphens[k]
        return box, over, trim, self.shrink[box], self.stretch[box], self.tracks[box]

    def forget(self, end: _End) -> None:
        """Drop the starts that are too far back for this end: they are for every later one too.

        A box that is wider than the measure keeps its own start.
        """
        box, over, _, shrink, _, _ = end
        window, left, shrinks = self.window, self.left, self.shrink
        least = over - shrink - _TRIMS - TIGHTEST * self.measure
        while window and window[0] < box and least > left[window[0]] - shrinks[window[0]]:
            window.pop(0)

    def justified(self, end: _End) -> _Found | None:
        """The best start of a justified line."""
        box, over_all, trim, shrink, stretch, tracks = end
        best, best_start, best_mood = FORBIDDEN, -1, 0.0
        for i in self.window:
            over = over_all - self.left[i]
            cost = mood = 0.0
            if over > EPSILON:
                gaps = tracks - self.tracks[i]
                cost, mood = self._tight(over - trim, shrink - self.shrink[i], gaps)
                if cost == FORBIDDEN:
                    if i < box:
                        continue
                    cost = _OVERFULL
            elif over < -EPSILON:
                if over < -_LOOSE and best < FORBIDDEN:
                    break
                gaps = tracks - self.tracks[i]
                cost, mood = self._loose(-over, stretch - self.stretch[i], gaps)
            so_far, _, mood_before = self.found[i]
            cost += so_far
            if mood > mood_before:
                cost += (mood - mood_before) * _UNEVEN
            if cost < best:
                best, best_start, best_mood = cost, i, mood
        return (best, best_start, best_mood) if best_start >= 0 else None

    def _tight(self, need: float, room: float, gaps: int) -> tuple[float, float]:
        """Cost and mood of a line that gives up ``need`` em, of which marks and spaces have
        ``room``."""
        if need <= EPSILON:  # the mark at its end does it all
            return 0.1, 0.0
        if need <= room + EPSILON:
            return 0.1 + 0.3 * need / room, -need / room
        if need - room > TIGHTEST * gaps:
            return FORBIDDEN, 0.0
        mood = (need - room) * self.measure / gaps
        return _tracked(_TIGHTENED * mood), -1.0 - mood

    def _loose(self, slack: float, room: float, gaps: int) -> tuple[float, float]:
        """Cost and mood of a line that takes up ``slack`` em, for which spaces have ``room``."""
        if slack <= room:
            return 0.15 + 0.3 * slack / room, 0.0
        mood = (slack - room) * self.measure / max(gaps, self.measure / 4)
        return _tracked(mood), mood

    def ragged(self, end: _End) -> _Found | None:
        """The best start of a line that keeps its natural width."""
        box, over_all, trim, shrink, _, _ = end
        options = []
        for i in self.window:
            over = over_all - self.left[i]
            if over <= trim + shrink - self.shrink[i] + EPSILON:
                cost = (min(over, 0.0) / self.measure) ** 2 * 4
            elif i == box:
                cost = _OVERFULL
            else:
                continue
            so_far, _, _ = self.found[i]
            options.append((so_far + cost, i, 0.0))
        return min(options, default=None)

    def last(self, end: _End) -> _Found | None:
        """The best start of the last line, which is not justified but may be tightened."""
        box, over_all, trim, shrink, _, tracks = end
        options = []
        for i in self.window:
            over = over_all - self.left[i]
            cost = 0.0
            if over > EPSILON:
                room, gaps = shrink - self.shrink[i], tracks - self.tracks[i]
                cost, _ = self._tight(over - trim, room, gaps)
                if cost == FORBIDDEN:
                    if i < box:
                        continue
                    cost = _OVERFULL
            if i and self._lonely(i, box):
                cost += _LONELY
            so_far, _, _ = self.found[i]
            options.append((so_far + cost, i, 0.0))
        return min(options, default=None)

    def _lonely(self, start: int, last: int) -> bool:
        """Whether the boxes hold one character and nothing but marks beside it."""
        if last - start > 5:
            return False
        texts, starts = self.boxes.texts, self.boxes.starts
        inner = (len(texts[i]) for i in range(start, last + 1) if starts[i] not in _BESIDE)
        return sum(inner) < 2


def _tracked(mood: float) -> float:
    """Cost of a line by its tracking: the em that it would add to a whole measure of gaps."""
    return 1.0 + 2.0 * mood + mood**4


def cuts(
    boxes: Boxes, measure: float, indent: float, ragged: bool = False
) -> tuple[list[Cut], bool]:
    """The cheapest cuts of a paragraph to ``measure`` em, and whether every line fits it.

    ``ragged`` lines may fall short at no cost but that of their unevenness. A box that is wider
    than the measure stands alone on a line that does not fit.
    """
    count = len(boxes.texts)
    sums = _Sums(boxes, measure, indent)
    penalties = [*boxes.penalties, 0.0]
    for k in range(1, count + 1):
        if penalties[k] == FORBIDDEN:
            continue
        end = sums.end(k)
        sums.forget(end)
        if k == count:
            found = sums.last(end)
        else:
            found = sums.ragged(end) if ragged else sums.justified(end)
        if found:
            cost, start, mood = found
            sums.found[k] = cost + penalties[k], start, mood
            sums.window.append(k)
    total, start, _ = sums.found[count]
    if start < 0:  # no way at all through what may not be broken
        return [], False
    lines: list[Cut] = []
    k = count
    while k:
        _, start, _ = sums.found[k]
        visible = k - 1 if boxes.starts[k - 1] is Kind.SPACE and k - 1 > start else k
        lines.append(Cut(start, visible, k))
        k = start
    return lines[::-1], total < _OVERFULL
