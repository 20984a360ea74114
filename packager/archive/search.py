"""Finding stories: a query with filters in, ranked hits with marked snippets out.

Words and filters make one expression for the index of words, dates a stretch of its story numbers:
counting all hits is cheap. Ranking is not, so of very many hits only the newest are ranked.
"""

from __future__ import annotations

import re
import sqlite3
from typing import Literal

import msgspec

from packager.archive import catalogue, codes, words
from packager.archive.catalogue import ROW, Row, as_row, facet
from packager.archive.names import UNDATED, EditionId
from packager.diagnostics import ArchiveError

LONGEST = 200
"""Characters of a query."""
RANKED = 10_000
"""Of more hits only the newest so many (and all of their last day) are ranked before the rest."""
_SURROGATE = re.compile("[\ud800-\udfff]")
"""What bytes of a command line become that are no UTF-8."""
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
    for given in (query.text, query.paper, query.page, query.author, query.kind):
        if given and not given.isascii() and _SURROGATE.search(given):
            raise ArchiveError(codes.BAD_QUERY.at("the query is no valid Unicode"))
    found = _Stretch(_expression(query), *_numbers(db, query))
    pattern = words.marks(query.text)
    hits = (_hit(db, number, pattern) for number in _chosen(db, found, query))
    return Result(_count(db, found), tuple(hits))


class _Stretch(msgspec.Struct, frozen=True):
    """The stories from number ``first`` to ``last`` that an expression finds."""

    expression: str
    first: int
    last: int

    @property
    def where(self) -> str:
        """The condition in SQL."""
        return "words MATCH ? AND rowid BETWEEN ? AND ?"

    @property
    def values(self) -> tuple[str, int, int]:
        """What the condition's places stand for."""
        return self.expression, self.first, self.last


def _expression(query: Query) -> str:
    """Words, author and filters in the index's own language."""
    wanted = [f"({text})"] if (text := words.match(query.text)) else []
    if author := words.match(query.author or ""):
        wanted.append(f"people : ({author})")
    if not wanted:
        raise ArchiveError(codes.BAD_QUERY.at(f"no word to search for in `{query.text}`"))
    filters = {"paper": query.paper, "page": query.page, "kind": query.kind}
    wanted += [f'facets : "{facet(name, value)}"' for name, value in filters.items() if value]
    replaced = f' NOT facets : "{facet("replaced", "")}"' if query.editions == "newest" else ""
    return " AND ".join(wanted) + replaced


def _numbers(db: sqlite3.Connection, query: Query) -> tuple[int, int]:
    """The first and last story number of the days asked for."""
    if not (query.since or query.until):
        return catalogue.span(UNDATED).start, catalogue.span("9999-12-31").stop
    first, last = db.execute(
        "SELECT min(date), max(date) FROM issues"
        " WHERE date <> 'undated' AND date >= ? AND date < ?",
        (query.since or "", (query.until or "") + "\uffff"),
    ).fetchone()
    return (catalogue.span(first).start, catalogue.span(last).stop - 1) if first else (1, 0)


def _chosen(db: sqlite3.Connection, found: _Stretch, query: Query) -> list[int]:
    """The numbers of the hits to show."""
    if query.order != "rank":
        return _by_day(db, found, query.order, query.offset, query.limit)
    ranked = _end(db, found, "newest", RANKED)
    best = _sorted(db, ranked, "rank, rowid DESC", query.offset, query.limit)
    if len(best) == query.limit or ranked == found:
        return best
    older = msgspec.structs.replace(found, last=ranked.first - 1)
    passed = max(0, query.offset - _count(db, ranked))
    return best + _by_day(db, older, "newest", passed, query.limit - len(best))


def _by_day(
    db: sqlite3.Connection, found: _Stretch, order: str, offset: int, limit: int
) -> list[int]:
    """Hits day by day, those of each day ranked."""
    way = "DESC" if order == "newest" else "ASC"
    near = _end(db, found, order, offset + limit)
    return _sorted(db, near, f"rowid / {catalogue.A_DAY} {way}, rank, rowid", offset, limit)


def _end(db: sqlite3.Connection, found: _Stretch, order: str, size: int) -> _Stretch:
    """The newest or oldest hits: so many, and the rest of the last one's day."""
    way = "DESC" if order == "newest" else "ASC"
    last = db.execute(
        f"SELECT rowid FROM words WHERE {found.where} ORDER BY rowid {way} LIMIT 1 OFFSET ?",
        (*found.values, size - 1),
    ).fetchone()
    if last is None:
        return found
    day = catalogue.day(last[0])
    if order == "newest":
        return msgspec.structs.replace(found, first=max(found.first, day.start))
    return msgspec.structs.replace(found, last=min(found.last, day.stop - 1))


def _sorted(
    db: sqlite3.Connection, found: _Stretch, order: str, offset: int, limit: int
) -> list[int]:
    numbers = db.execute(
        f"SELECT rowid FROM words WHERE {found.where} ORDER BY {order} LIMIT ? OFFSET ?",
        (*found.values, limit, offset),
    )
    return [number for (number,) in numbers]


def _count(db: sqlite3.Connection, found: _Stretch) -> int:
    count: int = db.execute(
        f"SELECT count(*) FROM words WHERE {found.where}", found.values
    ).fetchone()[0]
    return count


def _hit(db: sqlite3.Connection, number: int, pattern: re.Pattern[str] | None) -> Hit:
    *shown, heading, prose = db.execute(
        f"SELECT {_HIT}, stories.heading, stories.prose"
        " FROM stories JOIN issues ON issues.id = issue WHERE stories.id = ?",
        (number,),
    ).fetchone()
    values = (*shown, snippet(prose, heading, pattern))
    return Hit(*values)


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
