"""Where in a JSON text something stands: asked only when the text cannot be read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

Path = tuple[str | int, ...]
"""Keys and indices from the outermost value inwards."""

_STEP = re.compile(r"\.(\w+)|\[(\d+)\]")
_BYTE = re.compile(r"\(byte (\d+)\)")
_SPACE = re.compile(r"[ \t\n\r]*")
_DECODER = json.JSONDecoder()


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Both from 1; the column counts characters."""
    return text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1


def of_error(text: str, message: str) -> int | None:
    """The offset that a message of the decoder names, by byte or by path; None if it names none."""
    byte = _BYTE.search(message)
    if byte:
        return len(text.encode()[: int(byte[1])].decode(errors="ignore"))
    if "truncated" in message:
        return len(text.rstrip())
    named, _, path = message.rpartition(" - at `$")
    if not named:
        return None
    steps: list[str | int] = []
    at = 0
    while step := _STEP.match(path, at):
        steps.append(step[1] if step[1] is not None else int(step[2]))
        at = step.end()
    return of_path(text, steps)


def of_path(text: str, path: Iterable[str | int]) -> int:
    """The offset of the value at a path in well-formed JSON, or of the innermost that is there."""
    at = _skip(text, 0)
    for step in path:
        inner = next((place for key, place in _children(text, at) if key == step), None)
        if inner is None:
            break
        at = inner
    return at


def _skip(text: str, at: int) -> int:
    return _SPACE.match(text, at).end()  # type: ignore[union-attr]  # it matches nothing, too


def _children(text: str, at: int) -> Iterator[tuple[str | int, int]]:
    """Keys or indices of the values of an object or array, and where these begin."""
    opening = text[at]
    if opening not in "{[":
        return
    at = _skip(text, at + 1)
    index = 0
    while text[at] not in "}]":
        key: str | int = index
        if opening == "{":
            key, at = _DECODER.raw_decode(text, at)
            at = _skip(text, _skip(text, at) + 1)
        yield key, at
        index += 1
        at = _skip(text, _DECODER.raw_decode(text, at)[1])
        if text[at] == ",":
            at = _skip(text, at + 1)


class Watch:
    """Hands out decoded JSON and remembers which value of it was asked for last."""

    def __init__(self) -> None:
        self.last: Path = ()

    def over(self, value: Any, path: Path = ()) -> Any:
        """The value, watched if it holds others."""
        if isinstance(value, dict):
            return _Object(value, self, path)
        return _Array(value, self, path) if isinstance(value, list) else value

    def asked(self, value: Any, path: Path) -> Any:
        """Note and hand out a value."""
        self.last = path
        return self.over(value, path)


class _Object(dict[str, Any]):
    def __init__(self, value: dict[str, Any], watch: Watch, path: Path) -> None:
        super().__init__(value)
        self._watch, self._path = watch, path

    def __getitem__(self, key: str) -> Any:
        return self._watch.asked(super().__getitem__(key), (*self._path, key))

    def get(self, key: str, default: Any = None) -> Any:
        return self._watch.asked(super().get(key, default), (*self._path, key))

    def values(self) -> Any:
        return [self[key] for key in self]

    def items(self) -> Any:
        return [(key, self[key]) for key in self]


class _Array(list[Any]):
    def __init__(self, value: list[Any], watch: Watch, path: Path) -> None:
        super().__init__(value)
        self._watch, self._path = watch, path

    def __getitem__(self, key: Any) -> Any:
        value = super().__getitem__(key)
        return self._watch.asked(value, (*self._path, key)) if isinstance(key, int) else value

    def __iter__(self) -> Iterator[Any]:
        for index, value in enumerate(super().__iter__()):
            yield self._watch.asked(value, (*self._path, index))
