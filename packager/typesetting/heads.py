"""Headlines: few lines, broken for sense, balanced, no character left alone."""

from __future__ import annotations

import functools
from collections.abc import Callable
from itertools import accumulate

import budoux
import msgspec

from packager.typesetting.boxes import Boxes, boxes
from packager.typesetting.breaks import FORBIDDEN
from packager.typesetting.characters import MARKS, Kind
from packager.typesetting.line import Line, Style
from packager.typesetting.optimum import EPSILON, Cut
from packager.typesetting.setting import set_line

_AT_SPACE, _AT_MARK, _AT_PHRASE, _IN_PHRASE = 0.0, 0.02, 0.15, 0.3
"""Costs of a break by where it stands, against the square of a line's unevenness."""
_ODD = 0.1
"""Cost of a break after an odd number of characters: Chinese headlines go by twos."""
_IN_QUOTES = 0.3
"""Cost of a break inside quotes or brackets."""
_CLINGING = 0.3
"""Cost of a line that starts with a particle of the line before (的 了 们)."""
_PARTICLES = frozenset("的了着过们之地得等")


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
    made, cuts = partition(text, style, measure, max_lines, natural_width)
    if cuts is None:
        return None
    return tuple(set_line(made, cut, measure, 0.0, head=True) for cut in cuts)


def partition(
    text: str,
    style: Style,
    measure: float,
    max_lines: int,
    width_of: Callable[[Boxes, int, int], float],
) -> tuple[Boxes, tuple[Cut, ...] | None]:
    """The boxes of a headline and its best cuts into as few lines as hold it, or None.

    Spaces between Han part clauses (清水入户 民心工程). Where there are enough of them for the
    lines, a break is at a space or nowhere; where there are too few, every space is a break.
    """
    made, costs, clauses = _measured(text, msgspec.structs.replace(style, size=1.0))
    for lines in range(1, max_lines + 1):
        chosen, whole = costs, clauses
        if lines <= len(clauses) + 1:
            chosen = [c if j in clauses else FORBIDDEN for j, c in enumerate(costs[:-1])] + [0.0]
            whole = frozenset()
        if cuts := _exactly(made, chosen, whole, lines, measure, width_of):
            return made, cuts
    return made, None


@functools.lru_cache(maxsize=1024)
def _measured(text: str, style: Style) -> tuple[Boxes, list[float], frozenset[int]]:
    """Boxes of a headline, the costs of a break before each, and which of them begin a clause.

    All is the same at every size, so it is kept.
    """
    made = boxes(text, style)
    wide = {Kind.HAN, Kind.SMALL, *MARKS}
    clauses = frozenset(
        j
        for j in range(2, len(made.texts))
        if made.starts[j - 1] is Kind.SPACE and made.ends[j - 2] in wide and made.starts[j] in wide
    )
    return made, _break_costs(made, text, style.language), clauses


def _exactly(  # noqa: PLR0917  # all of one search
    made: Boxes,
    costs: list[float],
    clauses: frozenset[int],
    lines: int,
    measure: float,
    width_of: Callable[[Boxes, int, int], float],
) -> tuple[Cut, ...] | None:
    """The best cuts into exactly ``lines`` lines that all fit and run over no start of a clause."""
    count = len(made.texts)
    ideal = max(width_of(made, 0, count) / lines, 1.0)
    table: list[dict[int, tuple[float, list[Cut]]]] = [{0: (0.0, [])}]
    for line in range(1, lines + 1):
        reached: dict[int, tuple[float, list[Cut]]] = {}
        for start, (cost, before) in table[-1].items():
            for stop in [count] if line == lines else range(start + 1, count):
                if costs[stop] == FORBIDDEN or any(start < j < stop for j in clauses):
                    continue
                end = stop
                while end > start + 1 and made.starts[end - 1] is Kind.SPACE:
                    end -= 1
                width = width_of(made, start, end)
                if width > measure + EPSILON:
                    break
                if lines > 1 and sum(map(len, made.texts[start:end])) < 2:
                    continue
                total = cost + ((width - ideal) / ideal) ** 2 + costs[stop]
                if stop not in reached or total < reached[stop][0]:
                    reached[stop] = (total, [*before, Cut(start, end, stop)])
        table.append(reached)
    best = table[-1].get(count)
    return tuple(best[1]) if best else None


def _break_costs(made: Boxes, text: str, language: str) -> list[float]:
    """What a break before each box costs, and 0 for the end."""
    phrases = _phrase_starts(text, language)
    costs, place, clause, depth = [], 0, 0, 0
    for j, token in enumerate(made.texts):
        before = made.ends[j - 1] if j else Kind.SPACE
        within = before in (Kind.HAN, Kind.LATIN, Kind.SMALL, Kind.HANGUL)
        if not within:
            clause = place
        if j in made.hyphens or made.penalties[j] == FORBIDDEN:
            cost = FORBIDDEN
        elif not within:
            cost = _AT_SPACE if before is Kind.SPACE else _AT_MARK
        else:
            cost = made.penalties[j] + (_AT_PHRASE if place in phrases else _IN_PHRASE)
            cost += _ODD * ((place - clause) % 2)
        if depth > 0:
            cost += _IN_QUOTES
        costs.append(cost + (_CLINGING if token in _PARTICLES else 0.0))
        depth += (made.starts[j] is Kind.OPEN) - (made.starts[j] is Kind.CLOSE)
        place += len(token)
    return [*costs, 0.0]


def _phrase_starts(text: str, language: str) -> set[int]:
    """Offsets where a phrase begins, by BudouX's model of the language; none without a model."""
    parser = _parser(language)
    return set(accumulate(map(len, parser.parse(text)))) if parser else set()


@functools.cache
def _parser(language: str) -> budoux.Parser | None:
    if language[:2] == "zh":
        if {"hant", "tw", "hk", "mo"} & set(language.lower().split("-")):
            return budoux.load_default_traditional_chinese_parser()
        return budoux.load_default_simplified_chinese_parser()
    return budoux.load_default_japanese_parser() if language[:2] == "ja" else None


def natural_width(made: Boxes, start: int, end: int) -> float:
    """Width of the boxes without the blanks of marks at the outer ends."""
    width = sum(made.widths[start:end]) + sum(made.gaps[start + 1 : end])
    return width - made.openings.get(start, 0.0) - made.closings.get(end - 1, 0.0)
