"""Finding stories: a query with filters in, ranked hits with marked snippets out."""

from __future__ import annotations

import itertools
import re
import sqlite3
from typing import Literal

import msgspec

from packager.archive import codes, words
from packager.archive.catalogue import ROW, Row, as_row
from packager.archive.names import EditionId
from packager.diagnostics import ArchiveError

LONGEST = 200
"""Characters of a query."""
_HIT = "slug, date, edition, issues.title, page, story, kind, stories.title, stories.people"
_BEFORE, _AFTER = 16, 44
"""Characters of context about the first hit of a snippet."""


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """What to look for. Dates are ISO prefixes: ``since`` and ``until`` both inclusive."""

    text: str
    paper: str | None = None
    since: str | None = None
    until: str | None = None
    page: str | None = None
    author: str | None = None
    kind: str | None = None
    editions: Literal["newest", "all"] = "newest"
    order: Literal["rank", "newest", "oldest"] = "rank"
    limit: int = 20
    offset: int = 0


class Hit(msgspec.Struct, frozen=True):
    """A story that was found. ``parts`` is the snippet: text, hit, text, hit … text."""

    slug: str
    date: str
    edition: int
    paper: str | None
    page: str | None
    story: str
    kind: str
    title: str
    people: str
    parts: tuple[str, ...]

    @property
    def id(self) -> EditionId:
        """The edition it stands in."""
        return EditionId(self.slug, self.date, self.edition)


class Result(msgspec.Struct, frozen=True):
    """The hits asked for, and how many there are in all."""

    total: int
    hits: tuple[Hit, ...]


def search(db: sqlite3.Connection, query: Query) -> Result:
    """Find stories. Raises :class:`ArchiveError` (A721) for a query with no words, or too long."""
    if len(query.text) > LONGEST:
        raise ArchiveError(codes.BAD_QUERY.at(f"the query is longer than {LONGEST} characters"))
    expression = words.match(query.text)
    if query.author and (author := words.match(query.author)):
        expression = " AND ".join(filter(None, (f"({expression})" * bool(expression),
                                                f"people : ({author})")))  # fmt: skip
    if not expression:
        raise ArchiveError(codes.BAD_QUERY.at(f"no word to search for in `{query.text}`"))
    conditions = {
        "issues.newest": query.editions == "newest" or None,
        "issues.slug = ?": query.paper,
        "issues.date >= ?": query.since,
        "issues.date < ?": query.until and query.until + "\uffff",
        "issues.date <> 'undated'": bool(query.since or query.until) or None,
        "stories.page = ?": query.page,
        "stories.kind = ?": query.kind,
    }
    given = {sql: value for sql, value in conditions.items() if value is not None}
    where = " AND ".join(["words MATCH ?", *given])
    values = [expression, *(v for sql, v in given.items() if "?" in sql)]
    tables = "words JOIN stories ON stories.id = words.rowid JOIN issues ON issues.id = issue"
    order = {"rank": "rank", "newest": "date DESC, rank", "oldest": "date, rank"}[query.order]
    total = db.execute(f"SELECT count(*) FROM {tables} WHERE {where}", values).fetchone()[0]
    found = db.execute(
        f"SELECT {_HIT}, stories.heading, stories.prose FROM {tables} WHERE {where}"
        f" ORDER BY {order} LIMIT ? OFFSET ?",
        (*values, query.limit, query.offset),
    )
    pattern = words.marks(query.text)
    hits = ((*row[:-2], snippet(row[-1], row[-2], pattern)) for row in found)
    return Result(total, tuple(itertools.starmap(Hit, hits)))


def issue_of(db: sqlite3.Connection, edition: EditionId) -> Row | None:
    """The catalogue's row of one edition."""
    row = db.execute(f"SELECT {ROW} FROM issues WHERE (slug, date, edition) = (?, ?, ?)",
                     msgspec.structs.astuple(edition)).fetchone()  # fmt: skip
    return as_row(row) if row else None


def snippet(prose: str, heading: str, pattern: re.Pattern[str] | None) -> tuple[str, ...]:
    """Text about the first hit, cut at the hits: odd places of the result are hits.

    Looks in the body first, then in the heading; without a hit the body's beginning.
    """
    for text in (prose, heading):
        first = pattern.search(words.fold(text)) if pattern else None
        if pattern and first:
            start, end = max(0, first.start() - _BEFORE), min(len(text), first.end() + _AFTER)
            return _cut(text, start, end, pattern)
    return (_line(prose[: _BEFORE + _AFTER]) + ("…" if len(prose) > _BEFORE + _AFTER else ""),)


def _cut(text: str, start: int, end: int, pattern: re.Pattern[str]) -> tuple[str, ...]:
    folded = words.fold(text)
    parts, place = [], start
    for found in pattern.finditer(folded, start, end):
        parts += [_line(text[place : found.start()]), _line(text[found.start() : found.end()])]
        place = found.end()
    parts.append(_line(text[place:end]))
    parts[0] = ("…" if start else "") + parts[0]
    parts[-1] += "…" if end < len(text) else ""
    return tuple(parts)


def _line(text: str) -> str:
    return text.replace("\n", " ")
