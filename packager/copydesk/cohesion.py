"""Whether a text speaks of what a headline names: the words that both have."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from packager.patterns import expression
from packager.reading.script import HAN, HANS, KANA

_RUN = expression(f"[{HAN}{KANA}]{{3,}}")
_WORD = expression("[a-z]{5,}")


def speaks_of(text: str, heads: Iterable[str]) -> bool:
    """Whether three characters, or a longer Latin word, of the headings come again in the text."""
    told = text.casefold()
    return any(piece in told for head in heads for piece in _pieces(head))


def shared(one: str, other: str) -> int:
    """How many threes of Han characters two texts share; kana and Latin words are common to all."""
    return sum(HANS.all(piece) for piece in _pieces(one) & _pieces(other))


class Common:
    """The threes of characters that many stretches of an issue have, and so tell none apart."""

    def __init__(self, texts: Iterable[str]) -> None:
        counts: Counter[str] = Counter()
        for text in texts:
            counts.update(_pieces(text))
        self._common = frozenset(piece for piece, n in counts.items() if n > _COMMON)

    def shared(self, one: str, other: str) -> int:
        """How many pieces two texts share that are not common."""
        return len((_pieces(one) & _pieces(other)) - self._common)


_COMMON = 2
"""Stretches that have a piece which still tells something, at most."""


def _pieces(head: str) -> set[str]:
    plain = head.casefold()
    threes = {run[n : n + 3] for run in _RUN.findall(plain) for n in range(len(run) - 2)}
    return threes | set(re.findall(_WORD.pattern, plain))
