"""Headlines: few lines, broken for sense, balanced, no character left alone."""

from __future__ import annotations

from packager.typesetting.boxes import Boxes, boxes
from packager.typesetting.breaks import FORBIDDEN
from packager.typesetting.characters import Kind
from packager.typesetting.line import Line, Style
from packager.typesetting.optimum import EPSILON, Cut
from packager.typesetting.setting import end_trim, set_line, start_trim

_AT_SPACE = 0.0
_AT_MARK = 0.02
_IN_PHRASE = 0.3
"""Costs of a break by what stands before it, against the square of a line's unevenness."""


def compose_head(
    text: str, style: Style, measure: float, max_lines: int
) -> tuple[Line, ...] | None:
    """Set a headline in as few lines as hold it, at most ``max_lines`` of ``measure`` em each.

    Among the ways to break it the one at spaces and punctuation, with even lines, is taken; no line
    has a single character. None when the headline does not fit. Lines keep their natural width;
    blanks of marks at their outer ends do not count, so that centring is optical.
    """
    if not text.strip():
        return ()
    made = boxes(text, style)
    for lines in range(1, max_lines + 1):
        found = _partition(made, lines, measure)
        if found:
            return tuple(set_line(made, cut, measure, 0.0, head=True) for cut in found)
    return None


def _partition(made: Boxes, lines: int, measure: float) -> list[Cut] | None:
    """The best cuts into exactly ``lines`` lines that all fit, or None."""
    count = len(made.texts)
    ideal = sum(made.widths) / lines
    table: list[dict[int, tuple[float, list[Cut]]]] = [{0: (0.0, [])}]
    for line in range(1, lines + 1):
        reached: dict[int, tuple[float, list[Cut]]] = {}
        for start, (cost, before) in table[-1].items():
            for stop in [count] if line == lines else range(start + 1, count):
                if stop < count and made.penalties[stop] == FORBIDDEN:
                    continue
                end = stop
                while end > start + 1 and made.starts[end - 1] is Kind.SPACE:
                    end -= 1
                width = natural_width(made, start, end)
                if width > measure + EPSILON:
                    break
                if lines > 1 and sum(map(len, made.texts[start:end])) < 2:
                    continue
                total = cost + ((width - ideal) / ideal) ** 2 + _break_cost(made, stop)
                if stop not in reached or total < reached[stop][0]:
                    reached[stop] = (total, [*before, Cut(start, end, stop)])
        table.append(reached)
    best = table[-1].get(count)
    return best[1] if best else None


def _break_cost(made: Boxes, stop: int) -> float:
    if stop == len(made.texts) or made.ends[stop - 1] is Kind.SPACE:
        return _AT_SPACE
    if made.ends[stop - 1] is not Kind.HAN and made.ends[stop - 1] is not Kind.LATIN:
        return _AT_MARK
    return _IN_PHRASE + made.penalties[stop]


def natural_width(made: Boxes, start: int, end: int) -> float:
    """Width of the boxes without the blanks of marks at the outer ends."""
    width = sum(made.widths[start:end]) + sum(made.gaps[start + 1 : end])
    return width - start_trim(made, start) - end_trim(made, end - 1)
