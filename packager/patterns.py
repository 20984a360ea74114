"""Regular expressions that are compiled when they are first used."""

from __future__ import annotations

import re
from typing import Any, cast


def expression(source: str, flags: int = 0) -> re.Pattern[str]:
    """As :func:`re.compile`, but the work is done at the first use.

    A class of all Han takes a millisecond or two to compile and there are a hundred of them, while
    an issue of one language and one format needs half.
    """
    return cast("re.Pattern[str]", _Waiting(source, flags))


class _Waiting:
    """Takes the methods of the compiled pattern as its own when the first of them is asked for."""

    def __init__(self, source: str, flags: int) -> None:
        self.pattern, self.flags = source, flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self.pattern, self.flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


_METHODS = ("match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer")
