"""Regular expressions compiled when they are first used, and character classes without any."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from typing import Any, cast


def expression(source: str, flags: int = 0, *, needs: tuple[str, ...] = ()) -> re.Pattern[str]:
    """As :func:`re.compile`, but the work is done at the first use.

    A class of all Han takes a millisecond or two to compile and there are a hundred of them, while
    an issue of one language and one format needs half. ``needs`` puts it off further: every match
    has at least one character of each of these strings, so a text that has not is answered at once.
    """
    return cast("re.Pattern[str]", _Waiting(source, flags, needs))


class _Waiting:
    """Takes the methods of the compiled pattern as its own when the first of them is asked for."""

    def __init__(self, source: str, flags: int, needs: tuple[str, ...]) -> None:
        self.pattern, self.flags, self.needs = source, flags, needs

    def match(self, text: str, *place: int) -> re.Match[str] | None:
        return self._compiled().match(text, *place) if self._may(text) else None

    def fullmatch(self, text: str, *place: int) -> re.Match[str] | None:
        return self._compiled().fullmatch(text, *place) if self._may(text) else None

    def search(self, text: str, *place: int) -> re.Match[str] | None:
        return self._compiled().search(text, *place) if self._may(text) else None

    def finditer(self, text: str, *place: int) -> Iterator[re.Match[str]]:
        return self._compiled().finditer(text, *place) if self._may(text) else iter(())

    def sub(self, put: str | Callable[[re.Match[str]], str], text: str, count: int = 0) -> str:
        return self._compiled().sub(put, text, count) if self._may(text) else text

    def _may(self, text: str) -> bool:
        return all(any(character in text for character in need) for need in self.needs)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._compiled(), name)

    def _compiled(self) -> re.Pattern[str]:
        compiled = re.compile(self.pattern, self.flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return compiled


_METHODS = ("match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer")


class Letters:
    """A class of characters, given as in a regular expression, that is asked one by one.

    To compile a class of all Han takes a thousand times as long as to ask for one character.
    """

    def __init__(self, ranges: str) -> None:
        spans = sorted((m[1], m[2] or m[1]) for m in re.finditer("(.)(?:-(.))?", ranges, re.S))
        self._bounds: list[str] = []
        for first, last in spans:
            if self._bounds and first <= self._bounds[-1]:
                self._bounds[-1] = max(self._bounds[-1], chr(ord(last) + 1))
            else:
                self._bounds += (first, chr(ord(last) + 1))

    def __contains__(self, character: str) -> bool:
        """Whether one character, or none, is of the class."""
        return bisect_right(self._bounds, character) % 2 == 1

    def any(self, text: str) -> bool:
        """Whether any character of the text is of the class."""
        return any(character in self for character in text)

    def all(self, text: str) -> bool:
        """Whether the text is made of such characters alone, of one at least."""
        return bool(text) and all(character in self for character in text)
