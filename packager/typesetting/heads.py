"""Headlines: few lines, broken for sense, balanced, no character left alone."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable

import budoux
import msgspec
import opencc

from packager.typesetting import words
from packager.typesetting.boxes import Boxes, boxes
from packager.typesetting.breaks import FORBIDDEN
from packager.typesetting.characters import MARKS, Kind
from packager.typesetting.line import Line, Style
from packager.typesetting.optimum import EPSILON, Cut
from packager.typesetting.setting import set_line

_AT_SPACE, _AT_MARK, _AT_JOINT = 0.0, 0.02, 0.45
"""Costs of a break by where it stands, against the square of a line's unevenness: after a space, a
mark of punctuation, a mark that joins, lists or closes (—·、》)."""
_AT_WORD, _IN_PHRASE = 0.4, 0.3
"""Cost of a break between two words, and what is added as the phrases make it less likely."""
_LIKELY = 1000.0
"""How much of BudouX's score makes a break e times likelier."""
_BEFORE_QUOTES, _IN_QUOTES = 0.4, 0.6
"""Cost of a break before an opening quote or bracket, and added to one inside."""
_CLINGING, _HANGING = 0.5, 0.15
"""Cost of a line that starts with a particle of the line before (的 了 们), and of one that ends
with a word that belongs to the next (与 在 把)."""
_PARTICLES = frozenset("的了着过们之地得等上中里")
_LEADING = frozenset("和与及在对向为把被从将以让同就是要不或并又更最很这那新老大小副总各每")
_SMALL = _PARTICLES | _LEADING
_TORN = 5.0
"""Cost of a break inside a word, a name or a number with its unit."""


_MARKS = MARKS | {Kind.DASH, Kind.ELLIPSIS, Kind.SLASH, Kind.CLOSE_LATIN, Kind.POSTFIX}
_JOINTS = frozenset({Kind.CLOSE, Kind.DOT, Kind.CONNECTOR, Kind.SLASH})


def compose_head(
    text: str, style: Style, measure: float, max_lines: int, *, torn: bool = False
) -> tuple[Line, ...] | None:
    """Set a headline in as few lines as hold it, at most ``max_lines`` of ``measure`` em each.

    Among the ways to break it the one at spaces and punctuation, with even lines, is taken; no line
    has a single character. None when the headline does not fit, or not without parting a word, a
    name or a number and its unit: a smaller size is the better answer, unless ``torn`` allows it.
    Lines keep their natural width; blanks of marks at their outer ends do not count, so that
    centring is optical.
    """
    if not text.strip():
        return ()
    made, cuts = partition(text, style, measure, max_lines, natural_width, torn=torn)
    if cuts is None:
        return None
    return tuple(set_line(made, cut, measure, 0.0, head=True) for cut in cuts)


def partition(
    text: str,
    style: Style,
    measure: float,
    max_lines: int,
    width_of: Callable[[Boxes, int, int], float],
    *,
    torn: bool = False,
) -> tuple[Boxes, tuple[Cut, ...] | None]:
    """The boxes of a headline and its best cuts into as few lines as hold it, or None.

    Spaces between Han part clauses (清水入户 民心工程). Where there are enough of them for the
    lines, a break is at a space or nowhere; where there are too few, every space is a break.
    """
    made, costs, clauses = _measured(text, msgspec.structs.replace(style, size=1.0))
    if not torn:
        costs = [FORBIDDEN if cost >= _TORN else cost for cost in costs]
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
    within = _sense(text, language)
    costs, place, depth = [], 0, 0
    for j, token in enumerate(made.texts):
        before, after = made.ends[j - 1] if j else Kind.SPACE, made.starts[j]
        if j in made.hyphens or made.penalties[j] == FORBIDDEN:
            cost = FORBIDDEN
        elif before is Kind.SPACE:
            cost = _AT_SPACE
        elif before in _JOINTS or text[place - 1] == "、":
            cost = _AT_JOINT
        elif before in _MARKS:
            cost = _AT_MARK
        elif after is Kind.OPEN:
            cost = _BEFORE_QUOTES
        else:
            cost = within(place)
        if depth > 0:
            cost += _IN_QUOTES
        if j and cost < FORBIDDEN:
            cost += _CLINGING if token in _PARTICLES else 0.0
            cost += _HANGING if made.texts[j - 1] in _LEADING else 0.0
        costs.append(cost)
        depth += (after is Kind.OPEN) - (after is Kind.CLOSE)
        place += len(token)
    return [*costs, 0.0]


@functools.lru_cache(maxsize=1024)
def phrase_starts(text: str, language: str) -> frozenset[int]:
    """Offsets where a phrase begins, by BudouX's model of the language; none without a model."""
    return frozenset(at for at, score in enumerate(_scores(text, language)) if at and score > 0)


def _sense(text: str, language: str) -> Callable[[int], float]:
    """What a break before a place of the text costs the sense."""
    scores = _scores(text, language)
    inside, loose = words.joints(_simplified(text, language)) if language[:2] == "zh" else ((), ())

    def cost(place: int) -> float:
        # characters that are no words, and are not likely to be parted, may well be a name
        named = place in loose and scores[place] < 0 and not {text[place - 1], text[place]} & _SMALL
        if place in inside or named:
            return _TORN
        return _AT_WORD + _IN_PHRASE / (1.0 + math.exp(scores[place] / _LIKELY))

    return cost


def _simplified(text: str, language: str) -> str:
    """Traditional Chinese in the characters of the word list, place for place."""
    if not _is_traditional(language):
        return text
    simple = _converter().convert(text)
    return simple if len(simple) == len(text) else text


@functools.cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def _is_traditional(language: str) -> bool:
    return bool({"hant", "tw", "hk", "mo"} & set(language.lower().split("-")))


_FEATURES = (
    ("UW1", -3, -2), ("UW2", -2, -1), ("UW3", -1, 0), ("UW4", 0, 1), ("UW5", 1, 2), ("UW6", 2, 3),
    ("BW1", -2, 0), ("BW2", -1, 1), ("BW3", 0, 2),
    ("TW1", -3, 0), ("TW2", -2, 1), ("TW3", -1, 2), ("TW4", 0, 3),
)  # fmt: skip
"""What BudouX looks at around a place: the characters from and to, by the names of its model."""


def _scores(text: str, language: str) -> list[float]:
    """BudouX's score of a phrase beginning at each place: positive is likely, negative is not.

    Zeros for languages without a model.
    """
    model = _model(language)
    if model is None:
        return [0.0] * len(text)
    base = -0.5 * sum(sum(weights.values()) for weights in model.values())
    return [
        base
        + sum(
            model.get(name, {}).get(text[place + start : place + end], 0)
            for name, start, end in _FEATURES
            if place + start >= 0 and place + end <= len(text)
        )
        for place in range(len(text))
    ]


@functools.cache
def _model(language: str) -> dict[str, dict[str, int]] | None:
    if language[:2] == "zh":
        if _is_traditional(language):
            return budoux.load_default_traditional_chinese_parser().model
        return budoux.load_default_simplified_chinese_parser().model
    return budoux.load_default_japanese_parser().model if language[:2] == "ja" else None


def natural_width(made: Boxes, start: int, end: int) -> float:
    """Width of the boxes without the blanks of marks at the outer ends."""
    width = sum(made.widths[start:end]) + sum(made.gaps[start + 1 : end])
    width += made.kerns.get(start, 0.0)
    return width - made.openings.get(start, 0.0) - made.closings.get(end - 1, 0.0)
