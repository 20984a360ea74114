"""issue.json, the project's own format: parse, edit by hand, build."""

from __future__ import annotations

import msgspec

from packager.diagnostics import Code, SourceError
from packager.issue import Issue, from_json

NOT_AN_ISSUE = Code(
    "R110",
    "error",
    "the JSON is not a valid issue",
    "The message names the place (`$.pages[0]…`); compare it with the description of issue.json.",
    '{"schema": "packager.issue/1", "pages": [{"articles": [{"id": 7}]}]}',
)


def read(data: bytes, *, file: str) -> Issue:
    """Decode; raise :class:`SourceError` (R110) naming the offending path."""
    try:
        return from_json(data)
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        line = data.count(b"\n", 0, _offset(str(error))) + 1 if "byte" in str(error) else None
        raise SourceError(NOT_AN_ISSUE.at(str(error), file=file, line=line)) from error


def _offset(message: str) -> int:
    digits = message.rpartition("byte ")[2].split(")")[0]
    return int(digits) if digits.isdigit() else 0
