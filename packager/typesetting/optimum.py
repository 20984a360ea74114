"""Where to break a paragraph: the cheapest whole, in the manner of Knuth and Plass.

Prefix sums give any line's natural width, shrink and stretch in constant time; for each line end
only the few starts whose line fits the measure are tried, so the search is linear in the text.
"""

from __future__ import annotations

from itertools import accumulate
from typing import NamedTuple

from packager.typesetting.boxes import Boxes
from packager.typesetting.characters import Kind

EPSILON = 1e-6
LONELY = 1e5
"""Cost of a last line of one character (孤字不成行)."""
_SHORT_WINDOW = 4.0
"""Lines that would need more than this many em of tracking are tried only when nothing fits."""


class Cut(NamedTuple):
    """One line: boxes ``start`` to ``end`` (the spaces up to ``next`` vanish)."""

    start: int
    end: int
    next: int


def _line_cost(slack: float, stretch: float, tracks: int, measure: float) -> float:
    """Cost of widening a line by ``slack`` em; 1 is what newspapers still pass at the 95th line."""
    if slack <= stretch:
        return 0.15 * slack / stretch
    tracking = (slack - stretch) / tracks if tracks else slack
    em = tracking * measure
    return 0.3 + em + em**4 * 0.5


def cuts(boxes: Boxes, measure: float, indent: float, ragged: bool = False) -> list[Cut] | None:
    """The cheapest cuts of a paragraph to ``measure`` em, or None when some box does not fit.

    ``ragged`` lines may fall short at no cost but that of their unevenness.
    """
    count = len(boxes.texts)
    widths, gaps, shrinks = boxes.widths, boxes.gaps, boxes.shrinks
    penalties, starts = boxes.penalties, boxes.starts
    # place[k]: from the paragraph's start to the start edge of box k, its boundary's gap included.
    ends = list(accumulate(w + g for w, g in zip(widths, gaps, strict=True)))
    place = [end - width for end, width in zip(ends, widths, strict=True)]
    shrink = list(accumulate(shrinks))
    stretch = list(accumulate(boxes.stretches))
    tracks = list(accumulate(boxes.tracks))
    place[0] = -indent
    for k in range(1, count):
        if starts[k] is Kind.OPEN:
            glyph = boxes.glyphs[k]
            assert glyph is not None
            place[k] += glyph.left * boxes.looks[k].scale

    infinite = float("inf")
    best = [infinite] * (count + 1)
    previous = [0] * (count + 1)
    tightness = [0.0] * (count + 1)
    best[0] = 0.0
    window = [0]
    """Feasible line starts, oldest first."""
    for k in range(1, count + 1):
        last = k == count
        penalty = 0.0 if last else penalties[k]
        if penalty == infinite:
            continue
        end = k - 1 if starts[k - 1] is Kind.SPACE and k > 1 else k
        glyph = boxes.glyphs[end - 1]
        trim = 0.0
        if glyph is not None and boxes.ends[end - 1] in CLOSING:
            trim = glyph.right * boxes.looks[end - 1].scale
        right = ends[end - 1] - measure
        squeeze = shrink[end - 1] + trim
        reach, given = stretch[end - 1], tracks[end - 1]
        # Starts too far back for this end are too far back for every later one.
        while window and right - place[window[0]] - squeeze + shrink[window[0]] > EPSILON + (
            _MAX_TRIM
        ):
            window.pop(0)
        found, origin, mood = infinite, -1, 0.0
        for i in window:
            over = right - place[i]
            room = squeeze - shrink[i]
            if over > room + EPSILON and not (i == end - 1):
                continue
            if last:
                cost = 0.0 if over <= EPSILON else 0.2 + over / room
                if end - i <= 5 and i and _lonely(boxes, i, end):
                    cost += LONELY
                feel = 0.0
            elif over > EPSILON:
                if over > room + EPSILON:
                    cost = 1e6
                    feel = 0.0
                else:
                    inside = over - trim
                    feel = -inside / (room - trim) if inside > EPSILON else 0.0
                    cost = 0.1 + (0.4 - 0.6 * feel if inside > EPSILON else 0.0)
            elif over > -EPSILON:
                cost, feel = 0.0, 0.0
            elif ragged:
                cost = (over / measure) ** 2 * 4
                feel = 0.0
            else:
                free = reach - stretch[i]
                number = given - tracks[i]
                cost = _line_cost(-over, free, number, measure)
                feel = max(-over - free, 0.0) / (number or 1) * measure
                if -over > _SHORT_WINDOW and found < infinite:
                    break
            total = best[i] + cost
            if feel > tightness[i]:
                total += (feel - tightness[i]) * 0.2
            if total < found:
                found, origin, mood = total, i, feel
        if origin >= 0:
            best[k] = found + penalty
            previous[k] = origin
            tightness[k] = mood
            window.append(k)
    if best[count] == infinite:
        return None
    marks: list[Cut] = []
    k = count
    while k:
        i = previous[k]
        end = k - 1 if starts[k - 1] is Kind.SPACE and k - 1 > i else k
        marks.append(Cut(i, end, k))
        k = i
    return marks[::-1]


CLOSING = frozenset({Kind.CLOSE, Kind.COMMA, Kind.STOP})
_MAX_TRIM = 1.0


def _lonely(boxes: Boxes, start: int, end: int) -> bool:
    """Whether the boxes hold one character and no more than marks beside it."""
    return sum(len(boxes.texts[i]) for i in range(start, end) if boxes.starts[i] not in CLOSING) < 2
