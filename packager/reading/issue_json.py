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


def read(text: str, *, file: str) -> Issue:
    """Decode; raise :class:`SourceError` (R110) naming the offending path and its line."""
    try:
        return from_json(text.encode())
    except msgspec.DecodeError as error:
        from packager.reading import json_places

        offset = json_places.of_error(text, str(error))
        line = None if offset is None else json_places.line_and_column(text, offset)[0]
        raise SourceError(NOT_AN_ISSUE.at(str(error), file=file, line=line)) from error
