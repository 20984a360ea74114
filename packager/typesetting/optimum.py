"""Where to break a paragraph: the cheapest whole, in the manner of Knuth and Plass.

Prefix sums give any line's natural width, shrink and stretch in constant time; for each line end
only the few starts whose line fits the measure are tried, so the search is linear in the text.
"""

from __future__ import annotations

from collections import deque
from itertools import accumulate, islice, pairwise
from operator import add, sub
from typing import NamedTuple

from packager.typesetting.boxes import Boxes, Span
from packager.typesetting.breaks import FORBIDDEN
from packager.typesetting.characters import MARKS, Kind
from packager.typesetting.metrics import Glyph

EPSILON = 1e-6
_BESIDE = MARKS | {
    Kind.CONNECTOR, Kind.DASH, Kind.ELLIPSIS, Kind.SLASH, Kind.POSTFIX, Kind.PREFIX, Kind.SPACE,
    Kind.OPEN_LATIN, Kind.CLOSE_LATIN,
}  # fmt: skip
"""What does not keep a character company on a last line."""
TIGHTEST = 0.06
"""em of negative tracking: a last resort, where widening would tear the line apart. Han leave at
least as much of their em blank, so they do not touch."""

_TIGHTENED = 2.0
"""What an em taken out of the gaps costs, in em added to them."""
_LONELY = 1e7
"""Cost of a last line of one character (孤字不成行)."""
_OVERFULL = 1e9
"""Cost of a box that is wider than the measure."""
_UNEVEN = 0.1
"""Cost of a line that is looser than the one before it, for each em of difference."""
_STACKED = 6.0
"""Cost of a hyphen below a hyphen."""
_LOOSE = 3.0
"""em of slack from which a line is tried only when no other start reaches its end."""
_SLIP = 0.5
"""em by which a longer line may turn out shorter, by the blanks of its marks."""


class Cut(NamedTuple):
    """One line: boxes ``start`` to ``end``; the spaces from there to ``next`` vanish."""

    start: int
    end: int
    next: int


_Found = tuple[float, int, float]
"""The cheapest way to a line end: its cost; the start of its last line; the mood of that line, 0 as
it is, positive widened, negative squeezed."""
_NONE: _Found = (FORBIDDEN, -1, 0.0)


class _Search:
    """Prefix sums over the boxes of a paragraph, and the cheapest way to each line end."""

    def __init__(self, boxes: Boxes, measure: float, indent: float) -> None:
        self.boxes = boxes
        self.measure = measure
        self.right = list(accumulate(map(add, boxes.widths, boxes.gaps)))
        """Right edge of box k when all is set on one line."""
        self.left = list(map(sub, self.right, boxes.widths))
        """Where a line that starts with box k has its left edge."""
        self.shrink = list(accumulate(boxes.shrinks))
        self.stretch = list(accumulate(boxes.stretches))
        self.tracks = list(accumulate(boxes.tracks))
        self.tights = list(accumulate(boxes.tights))
        for k, trim in boxes.openings.items():
            self.left[k] += trim
        for k, kern in boxes.kerns.items():
            self.left[k] -= kern
        self.left[0] = -indent
        self.slip = _SLIP + TIGHTEST * measure
        self.found: list[_Found] = [(0.0, 0, 0.0)] + [_NONE] * len(boxes.texts)
        self.window = deque([0])
        """Line starts that some later end may still reach, oldest first."""

    def end(self, k: int) -> tuple[int, float, float]:
        """The end of a line whose successor starts with box ``k``: its last box, that box's right
        edge less the measure (a line from ``left`` is ``over − left`` em too long), and the blank
        that a mark there may lose.

        Starts that are too far back for this end are forgotten: they are for every later one too.
        A box that is wider than the measure keeps its own start.
        """
        boxes, window, left, shrinks = self.boxes, self.window, self.left, self.shrink
        box = k - 2 if k > 1 and boxes.starts[k - 1] is Kind.SPACE else k - 1
        over = self.right[box] - self.measure
        if k in boxes.hyphens:
            over += boxes.hyphens[k]
        trim = boxes.closings.get(box, 0.0)
        least = over - shrinks[box] - trim - self.slip
        while window and window[0] < box and least > left[window[0]] - shrinks[window[0]]:
            window.popleft()
        return box, over, trim

    def justified(self, k: int) -> _Found:  # noqa: PLR0912  # the inner loop of all composition
        """The best start of a justified line that ends before box ``k``."""
        box, over_all, trim = self.end(k)
        found, left, shrinks, measure = self.found, self.left, self.shrink, self.measure
        shrink, stretch, tracks = self.shrink[box], self.stretch[box], self.tracks[box]
        hyphens = self.boxes.hyphens if k in self.boxes.hyphens else ()
        best, best_start, best_mood = _NONE
        for i in self.window:
            over = over_all - left[i]
            if over < -_LOOSE and best < FORBIDDEN:
                break
            cost, _, mood_before = found[i]
            if cost >= best:
                continue
            mood = 0.0
            if over > EPSILON:
                need, room = over - trim, shrink - shrinks[i]
                if need <= EPSILON:  # the mark at its end does it all
                    cost += 0.1
                elif need <= room + EPSILON:
                    mood = -need / room
                    cost += 0.1 - 0.3 * mood
                elif need - room <= TIGHTEST * (self.tights[box] - self.tights[i]):
                    tightened = (need - room) * measure / (self.tights[box] - self.tights[i])
                    mood = -1.0 - tightened
                    cost += _tracked(_TIGHTENED * tightened)
                elif i == box:
                    cost += _OVERFULL
                else:
                    continue
            elif over < -EPSILON:
                room = stretch - self.stretch[i]
                if over + room >= 0.0:
                    cost += 0.15 - 0.3 * over / room
                else:
                    gaps = tracks - self.tracks[i]
                    mood = -(over + room) * measure / max(gaps, measure / 4)
                    cost += _tracked(mood)
            if mood > mood_before:
                cost += (mood - mood_before) * _UNEVEN
            if hyphens and i in hyphens:
                cost += _STACKED
            if cost < best:
                best, best_start, best_mood = cost, i, mood
        return best, best_start, best_mood

    def ragged(self, k: int) -> _Found:
        """The best start of a line that keeps its natural width."""
        box, over_all, trim = self.end(k)
        best = _NONE
        for i in self.window:
            over = over_all - self.left[i]
            if over <= trim + self.shrink[box] - self.shrink[i] + EPSILON:
                cost = (min(over, 0.0) / self.measure) ** 2 * 4
            elif i == box:
                cost = _OVERFULL
            else:
                continue
            best = min(best, (self.found[i][0] + cost, i, 0.0))
        return best

    def last(self, k: int) -> _Found:
        """The best start of the last line, which is not justified but may be tightened."""
        box, over_all, trim = self.end(k)
        best = _NONE
        for i in self.window:
            need = over_all - self.left[i] - trim - self.shrink[box] + self.shrink[i]
            gaps = self.tights[box] - self.tights[i]
            cost = 0.0
            if need > TIGHTEST * gaps + EPSILON:
                if i < box:
                    continue
                cost = _OVERFULL
            elif need > EPSILON:
                cost = _tracked(_TIGHTENED * need * self.measure / gaps)
            if i and self._lonely(i, box):
                cost += _LONELY
            best = min(best, (self.found[i][0] + cost, i, 0.0))
        return best

    def _lonely(self, start: int, last: int) -> bool:
        """Whether the boxes hold one character and nothing but marks beside it."""
        boxes, company = self.boxes, 0
        for i in range(start, last + 1):
            company += _company(boxes.texts[i], boxes.starts[i], boxes.glyphs[i])
            if company > 1:
                return False
        return True


def _company(text: str, kind: Kind, glyph: Glyph | None) -> int:
    """How many characters a box counts for on a last line."""
    if kind in _BESIDE:
        return 0
    return sum(map(str.isalnum, text)) if glyph is None else 1


def _tracked(mood: float) -> float:
    """Cost of a line by its tracking: the em that it would add to a whole measure of gaps.

    Beyond ten it grows evenly: lines may be torn, and no tear outweighs a character left alone.
    """
    return 1.0 + 2.0 * mood + (mood**4 if mood < 10.0 else 4e3 * mood - 3e4)


def cuts(
    boxes: Boxes, measure: float, indent: float, ragged: bool = False
) -> tuple[list[Cut], bool]:
    """The cheapest cuts of a paragraph to ``measure`` em, and whether every line fits it.

    ``ragged`` lines may fall short at no cost but that of their unevenness. A box that is wider
    than the measure stands alone on a line that does not fit.
    """
    count = len(boxes.texts)
    search = _Search(boxes, measure, indent)
    found, window, starts = search.found, search.window, boxes.starts
    best_start = search.ragged if ragged else search.justified
    for k, penalty in enumerate(islice(boxes.penalties, 1, None), 1):
        if penalty == FORBIDDEN:
            continue
        cost, start, mood = best_start(k)
        if start >= 0:
            found[k] = cost + penalty, start, mood
            window.append(k)
    total, start, _ = found[count] = search.last(count)
    if start < 0:  # no way at all through what may not be broken
        return [], False
    lines: list[Cut] = []
    k = count
    while k:
        start = found[k][1]
        visible = k - 1 if starts[k - 1] is Kind.SPACE and k - 1 > start else k
        lines.append(Cut(start, visible, k))
        k = start
    return lines[::-1], total < _OVERFULL


def too_wide(boxes: Boxes, measure: float, indent: float) -> list[Span]:
    """The spans of the text between two legal breaks that are wider than the measure."""
    ends = [k for k, penalty in enumerate(boxes.penalties) if k and penalty < FORBIDDEN]
    places = [0, *accumulate(map(len, boxes.texts))]
    found = []
    for start, end in pairwise([0, *ends, len(boxes.texts)]):
        width = sum(boxes.widths[start:end]) + sum(boxes.gaps[start + 1 : end])
        if boxes.starts[end - 1] is Kind.SPACE:
            width -= boxes.widths[end - 1] + boxes.gaps[end - 1]
        if width > measure - (0.0 if start else indent):
            found.append((places[start], places[end]))
    return found
