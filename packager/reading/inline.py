"""A run of inline text being collected, with its marks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable

import msgspec

from packager.issue import Mark, MarkStyle
from packager.patterns import expression
from packager.reading.script import CJK_EDGE

HARD = "\u2028"
"""A line break that the source means (U+2028), as against ``\\n``, where its line merely ends."""

STYLES: dict[str, MarkStyle] = {
    **{"strong": "strong", "b": "strong", "em": "emphasis", "i": "emphasis", "sup": "superscript"},
    **{"sub": "subscript", "a": "link"},
}
"""HTML element → mark."""


class Collector:
    """Collects text and the marks over it; the only mutable thing between a parser and a block."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._open: list[tuple[str, int, str | None]] = []
        self._marks: list[Mark] = []

    def __bool__(self) -> bool:
        """Whether there is anything to take."""
        return bool(self._parts or self._open or self._marks)

    def add(self, text: str) -> None:
        """Append text as it is."""
        if text:
            self._parts.append(text)
            self._length += len(text)

    def open(self, tag: str, href: str | None = None) -> None:
        """Begin a mark at the element ``tag``, one of STYLES."""
        self._open.append((tag, self._length, href))

    def close(self, tag: str) -> None:
        """End the innermost mark of that element; an end without a beginning is nothing."""
        for at in range(len(self._open) - 1, -1, -1):
            if self._open[at][0] == tag:
                _, start, href = self._open.pop(at)
                if start < self._length and (tag != "a" or href):
                    self._marks.append(Mark(start, self._length, STYLES[tag], href))
                return

    def take(self) -> tuple[str, tuple[Mark, ...]]:
        """Hand over text and marks, trimmed of white space at the ends, and begin anew."""
        for tag, _, _ in reversed(self._open.copy()):
            self.close(tag)
        text, marks = trim("".join(self._parts), tuple(sorted(self._marks, key=_place)))
        self.__init__()  # type: ignore[misc]  # begin anew
        return text, marks


def _place(mark: Mark) -> tuple[int, int]:
    return mark.start, -mark.end


def trim(text: str, marks: tuple[Mark, ...]) -> tuple[str, tuple[Mark, ...]]:
    """Strip white space at both ends and move the marks along."""
    stripped = text.lstrip()
    cut = len(text) - len(stripped)
    stripped = stripped.rstrip()
    return stripped, cut_marks(marks, cut, cut + len(stripped))


def cut_marks(marks: tuple[Mark, ...], start: int, end: int) -> tuple[Mark, ...]:
    """The marks over ``text[start:end]``, counted from ``start``."""
    if not marks:
        return marks
    kept = (
        msgspec.structs.replace(m, start=max(m.start, start) - start, end=min(m.end, end) - start)
        for m in marks
    )
    return tuple(m for m in kept if m.start < m.end)


def substitute(
    pattern: re.Pattern[str],
    replacement: Callable[[re.Match[str]], str],
    text: str,
    marks: tuple[Mark, ...] = (),
) -> tuple[str, tuple[Mark, ...]]:
    """``pattern.sub`` that moves the marks along with the words."""
    if not marks:
        return pattern.sub(replacement, text), marks
    ends = [0]
    shifts = [0]
    parts: list[str] = []
    at = 0
    for match in pattern.finditer(text):
        new = replacement(match)
        parts += (text[at : match.start()], new)
        ends.append(match.start() + len(new) if len(new) < len(match[0]) else match.end())
        shifts.append(shifts[-1] + len(new) - len(match[0]))
        at = match.end()
    parts.append(text[at:])
    joined = "".join(parts)

    def moved(offset: int) -> int:
        return max(0, min(len(joined), offset + shifts[bisect_right(ends, offset) - 1]))

    kept = (msgspec.structs.replace(m, start=moved(m.start), end=moved(m.end)) for m in marks)
    return joined, tuple(m for m in kept if m.start < m.end)


_SOFT = expression(r"[ \t]*\n\s*")


def soft(text: str, marks: tuple[Mark, ...]) -> tuple[str, tuple[Mark, ...]]:
    """Run the lines of a paragraph together: no space beside a Han character, one elsewhere."""

    def gap(match: re.Match[str]) -> str:
        before = text[match.start() - 1 : match.start()]
        after = text[match.end() : match.end() + 1]
        return "" if before in CJK_EDGE or after in CJK_EDGE else " "

    return substitute(_SOFT, gap, text, marks) if "\n" in text else (text, marks)
