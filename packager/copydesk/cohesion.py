"""Whether a text speaks of what a headline names: the words that both have."""

from __future__ import annotations

import re
from collections.abc import Iterable

from packager.patterns import expression
from packager.reading.script import HAN, KANA

_RUN = expression(f"[{HAN}{KANA}]{{3,}}")
_WORD = expression("[a-z]{5,}")


def speaks_of(text: str, heads: Iterable[str]) -> bool:
    """Whether three characters, or a longer Latin word, of the headings come again in the text."""
    told = text.casefold()
    return any(piece in told for head in heads for piece in _pieces(head))


def _pieces(head: str) -> set[str]:
    plain = head.casefold()
    threes = {run[n : n + 3] for run in _RUN.findall(plain) for n in range(len(run) - 2)}
    return threes | set(re.findall(_WORD.pattern, plain))
