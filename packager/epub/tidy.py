"""Text that XML can hold: the one place where an issue is made fit for the EPUB's files."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from packager.issue import Issue

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_OPTIONAL = frozenset(
    {"label", "kicker", "headline", "byline_text", "number", "edition", "date", "src"}
    | set(msgspec.structs.asdict(Issue().publication))
)
"""Fields whose blank means that nothing is known."""


def clean(text: str) -> str:
    """Drop the characters that XML cannot hold (controls, lone surrogates, non-characters)."""
    return _FORBIDDEN.sub("", text)


def tidy(issue: Issue) -> Issue:
    """The issue with every text clean, and None for what is blank where it may be unknown.

    What a proper reading gives comes back unchanged.
    """

    def walk(value: Any, field: str = "") -> Any:
        if isinstance(value, str):
            text = clean(value)
            return None if field in _OPTIONAL and not text.strip() else text
        if isinstance(value, dict):
            return {key: walk(item, key) for key, item in value.items()}
        if isinstance(value, list | tuple):
            return [walk(item) for item in value]
        return value

    return msgspec.convert(walk(msgspec.to_builtins(issue)), Issue)
