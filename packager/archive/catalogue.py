"""The catalogue: one SQLite file that finds issues and words, and can always be made again.

It holds nothing that the bags do not. Writers wait for each other; readers never wait (WAL).

Stories are numbered in the order of their days, and what they can be filtered by is indexed as
words are: so the index of words alone answers a search, but for the few hits that are shown.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import date as Day
from pathlib import Path
from typing import Any

import msgspec

from packager.archive import bag, codes, database, store, words
from packager.archive.names import UNDATED, EditionId
from packager.archive.story import heading, people, prose
from packager.archive.workspace import workspace
from packager.diagnostics import ArchiveError
from packager.issue import Issue

FILE = database.FILE
_VERSION = 3
"""Of the tables; another version is made again from the bags."""
_HEADING_WEIGHT, _PEOPLE_WEIGHT, _PROSE_WEIGHT = 10.0, 5.0, 1.0
A_DAY = 1 << 20
"""Story numbers of a day: more than all papers of a day have stories."""

_SCHEMA = f"""
CREATE TABLE issues (
    id INTEGER PRIMARY KEY,
    slug TEXT NOT NULL, date TEXT NOT NULL, edition INTEGER NOT NULL,
    title TEXT, language TEXT, number TEXT,
    pages INTEGER NOT NULL, stories INTEGER NOT NULL,
    bytes INTEGER NOT NULL, bagged TEXT,
    newest INTEGER,
    UNIQUE (slug, date, edition)
);
CREATE INDEX issues_by_date ON issues (date);
CREATE INDEX issues_by_paper ON issues (slug, newest, date);
CREATE INDEX issues_by_bagging ON issues (bagged);
CREATE TABLE stories (
    id INTEGER PRIMARY KEY,
    issue INTEGER NOT NULL REFERENCES issues (id) ON DELETE CASCADE,
    story TEXT NOT NULL, page TEXT, kind TEXT NOT NULL,
    title TEXT NOT NULL, heading TEXT NOT NULL, people TEXT NOT NULL, prose TEXT NOT NULL
);
CREATE INDEX stories_by_issue ON stories (issue);
CREATE VIRTUAL TABLE words USING fts5(
    heading, people, prose, facets, content = '', tokenize = 'unicode61 remove_diacritics 2',
    prefix = '1' -- single characters, which are beginnings of tokens
);
INSERT INTO words (words, rank)
    VALUES ('rank', 'bm25({_HEADING_WEIGHT}, {_PEOPLE_WEIGHT}, {_PROSE_WEIGHT}, 0)');
PRAGMA user_version = {_VERSION};
"""


class Row(msgspec.Struct, frozen=True):
    """An issue as the catalogue lists it."""

    slug: str
    date: str
    edition: int
    title: str | None
    language: str | None
    number: str | None
    pages: int
    stories: int
    bytes: int
    bagged: str | None
    newest: bool
    """No later edition replaces it. Of undated issues each counts: they may be different ones."""

    @property
    def id(self) -> EditionId:
        """Its name in the archive."""
        return EditionId(self.slug, self.date, self.edition)


class Paper(msgspec.Struct, frozen=True):
    """A publication with the span of its issues; its name is that of its latest one."""

    slug: str
    issues: int
    first: str | None
    last: str | None
    """Dates; None when all issues are undated."""
    title: str | None
    language: str | None


ROW = "slug, date, edition, issues.title, language, number, pages, stories, bytes, bagged, newest"
"""The columns of a :class:`Row`."""


@contextmanager
def reading(root: Path, *, tidy: bool = True) -> Iterator[sqlite3.Connection]:
    """The catalogue for reading, first brought up to date where it can be written and is to be.

    Works on a read-only archive too. Raises :class:`ArchiveError` (A718) when the file is damaged.
    """
    store.opened(root)
    path = root / FILE
    if tidy and os.access(root, os.W_OK):
        try:
            settle(root)
            ensure(root)
        except ArchiveError as error:
            if error.diagnostic.code != codes.NOT_WRITABLE.code or not _current(root):
                raise  # else it can be read as it is, on a full disk too
    if not path.exists():
        raise ArchiveError(codes.NO_CATALOGUE.at("the archive has no catalogue", file=str(path)))
    try:
        with closing(database.opened(path)) as db:
            db.execute("BEGIN")  # one state throughout, whatever is added or made again meanwhile
            yield db
    except sqlite3.DatabaseError as error:
        raise database.failed(root, error) from error


def enter(root: Path, edition: EditionId) -> None:
    """Enter a finished edition; entering it twice changes nothing. Raises :class:`ArchiveError`."""
    enter_all(root, [edition])


def enter_all(root: Path, editions: Iterable[EditionId]) -> None:
    """Enter finished editions, each whole or not at all. Raises :class:`ArchiveError`."""
    ensure(root)
    try:
        with closing(database.connect(root / FILE, "rw")) as db:
            for edition in editions:
                with database.transaction(db):
                    _enter(db, root, edition)
    except sqlite3.Error as error:
        raise database.failed(root, error) from error


def forget(root: Path, edition: EditionId) -> None:
    """Strike an edition out. Raises :class:`ArchiveError`."""
    if not (root / FILE).exists():
        return
    try:
        with closing(database.connect(root / FILE, "rw")) as db, database.transaction(db):
            if number := _number(db, edition):
                _index(db, number, remove=True)
                db.execute("DELETE FROM issues WHERE id = ?", (number,))
                _renew(db, edition)
    except sqlite3.Error as error:
        raise database.failed(root, error) from error


def ensure(root: Path) -> None:
    """Make the catalogue if it is missing or of another version. Raises :class:`ArchiveError`."""
    if not _current(root):
        for _ in rebuild(root):
            pass


def _current(root: Path) -> bool:
    """Whether there is a catalogue of this version. Raises :class:`ArchiveError` if damaged."""
    path = root / FILE
    if not path.exists():
        return False
    try:
        with closing(database.opened(path)) as db:
            version: int = db.execute("PRAGMA user_version").fetchone()[0]
            return version == _VERSION
    except sqlite3.Error as error:
        raise database.failed(root, error) from error


def rebuild(root: Path) -> Iterator[EditionId]:
    """Make the whole catalogue again from the bags, telling each edition as it is read.

    Readers see the old one until the new one is finished; editions added meanwhile are entered
    at the end. Unreadable editions are left out (``verify`` names them).
    Raises :class:`ArchiveError` when the archive cannot be written.
    """
    try:
        with workspace(root) as work:
            fresh = work / FILE
            with closing(sqlite3.connect(fresh, isolation_level=None)) as db:
                db.execute("PRAGMA synchronous = OFF")  # a half-made one is thrown away
                db.executescript(_SCHEMA)
                db.execute("BEGIN")
                for edition in sorted(store.editions(root), key=_in_order):
                    _enter(db, root, edition)
                    yield edition
                db.execute("COMMIT")
                db.execute("INSERT INTO words (words) VALUES ('optimize')")
                database.publish(root, db)
        catch_up(root)
    except sqlite3.Error as error:
        raise database.failed(root, error) from error
    except OSError as error:
        raise store.not_writable(root, error) from error


def catch_up(root: Path) -> list[EditionId]:
    """Enter every edition that stands in the archive but not in the catalogue."""
    with closing(database.connect(root / FILE, "ro")) as db:
        known = {EditionId(*row) for row in db.execute("SELECT slug, date, edition FROM issues")}
    late = [edition for edition in store.editions(root) if edition not in known]
    enter_all(root, late)
    return late


def settle(root: Path) -> None:
    """Finish what writers left: enter their finished editions, sweep the rest.

    Raises :class:`ArchiveError`.
    """

    def entered(edition: EditionId) -> bool:
        enter(root, edition)
        return True

    try:
        store.sweep(root, entered)
    except OSError as error:
        raise store.not_writable(root, error) from error


def titles(db: sqlite3.Connection, slug: str) -> set[str]:
    """The names under which a paper's issues were printed."""
    found = db.execute("SELECT DISTINCT title FROM issues WHERE slug = ?", (slug,))
    return {title for (title,) in found if title}


def papers(db: sqlite3.Connection) -> list[Paper]:
    """Every publication, by slug."""
    spans = db.execute(
        "SELECT slug, count(*), min(nullif(date, 'undated')), max(nullif(date, 'undated'))"
        " FROM issues WHERE newest = 1 GROUP BY slug"
    )
    return [
        Paper(slug, count, first, last, *_naming(db, slug, last or UNDATED))
        for slug, count, first, last in spans.fetchall()
    ]


def rows(
    db: sqlite3.Connection,
    slug: str | None = None,
    date: str = "",
    *,
    newest: bool = False,
) -> list[Row]:
    """Issues by paper and date prefix, by paper and date; ``newest`` editions only."""
    found = db.execute(
        f"SELECT {ROW} FROM issues WHERE (?1 IS NULL OR slug = ?1) AND date >= ?2 AND date < ?3"
        " AND newest >= ?4 ORDER BY slug, date, edition",
        (slug, date, date + "\uffff", newest),
    )
    return [as_row(row) for row in found]


def latest(db: sqlite3.Connection, limit: int) -> list[Row]:
    """The latest issues, the last day's first and the undated last; newest editions only."""
    parts = [
        f"SELECT * FROM (SELECT {ROW} FROM issues WHERE newest AND date {which} 'undated'"
        " ORDER BY date DESC, slug, edition DESC LIMIT ?1)"
        for which in ("<", "=")
    ]
    found = db.execute(" UNION ALL ".join(parts) + " LIMIT ?1", (limit,))
    return [as_row(row) for row in found]


def as_row(values: tuple[Any, ...]) -> Row:
    """A row of the columns :data:`ROW`."""
    named = dict(zip(Row.__struct_fields__, values, strict=True))
    return msgspec.convert(named, Row, strict=False)  # SQLite has no booleans


def _enter(db: sqlite3.Connection, root: Path, edition: EditionId) -> None:
    try:
        issue = store.read_issue(root, edition)
        info = bag.read_info(root / edition.folder)
    except ArchiveError:
        return  # damaged: `verify` names it, and a later reindex enters it once repaired
    if _number(db, edition):
        return
    octets = info.get("Payload-Oxum", "0").partition(".")[0]
    paper = issue.publication
    db.execute(
        "INSERT INTO issues (slug, date, edition, title, language, number, pages, stories, bytes,"
        " bagged) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (*msgspec.structs.astuple(edition), paper.title, paper.language, issue.number,
         len(issue.pages), sum(1 for _ in issue.articles()),
         int(octets) if octets.isdigit() else 0, info.get("Bagging-Date")),
    )  # fmt: skip
    _enter_stories(db, issue, edition)
    _renew(db, edition)


def span(date: str) -> range:
    """The numbers that stories of a day have: a later day's are higher, undated ones negative."""
    if date == UNDATED:
        return range(-1 << 62, 0)
    first = Day.fromisoformat(date).toordinal() * A_DAY
    return range(first, first + A_DAY)


def day(story: int) -> range:
    """The numbers of the day that a story of this number has."""
    first = story // A_DAY * A_DAY
    return range(first, first + A_DAY) if story >= 0 else span(UNDATED)


def facet(name: str, value: str) -> str:
    """The index token of a property, which no word of a story or query can equal.

    It begins with a character for private use: a token for SQLite, no letter for us.
    """
    return f"\ue000{name}{value.encode().hex()}"


def _naming(db: sqlite3.Connection, slug: str, date: str) -> tuple[str | None, str | None]:
    """Title and language of an issue."""
    title, language = db.execute(
        "SELECT title, language FROM issues WHERE slug = ? AND newest = 1 AND date = ?"
        " ORDER BY edition DESC LIMIT 1",
        (slug, date),
    ).fetchone()
    return title, language


def _number(db: sqlite3.Connection, edition: EditionId) -> int | None:
    found = db.execute("SELECT id FROM issues WHERE (slug, date, edition) = (?, ?, ?)",
                       msgspec.structs.astuple(edition)).fetchone()  # fmt: skip
    return found[0] if found else None


def _enter_stories(db: sqlite3.Connection, issue: Issue, edition: EditionId) -> None:
    numbers = span(edition.date)
    last = db.execute(
        "SELECT max(id) FROM stories WHERE id >= ? AND id < ?", (numbers.start, numbers.stop)
    ).fetchone()[0]
    first = numbers.start if last is None else last + 1
    for story, (page, article) in enumerate(issue.articles(), first):
        db.execute(
            "INSERT INTO stories (id, issue, story, page, kind, title, heading, people, prose)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (story, _number(db, edition), article.id, page.number, article.kind, article.title,
             heading(article), people(article), prose(article)),
        )  # fmt: skip


def _index(db: sqlite3.Connection, issue: int, *, remove: bool = False) -> None:
    """Enter the stories of an issue in the index of words, or strike out just what was entered."""
    stories = db.execute(
        "SELECT stories.id, heading, people, prose, slug, page, kind, newest"
        " FROM stories JOIN issues ON issues.id = issue WHERE issue = ?",
        (issue,),
    )
    column, command = ("words, ", "'delete', ") if remove else ("", "")
    for number, *texts, slug, page, kind, newest in stories.fetchall():
        facets = [facet("paper", slug), facet("page", page or ""), facet("kind", kind)]
        if not newest:
            facets.append(facet("replaced", ""))
        db.execute(
            f"INSERT INTO words ({column}rowid, heading, people, prose, facets)"
            f" VALUES ({command}?, ?, ?, ?, ?)",
            (number, *map(words.tokens, texts), " ".join(facets)),
        )


def _renew(db: sqlite3.Connection, edition: EditionId) -> None:
    """See which editions of an issue count, and index anew those of which this changed."""
    editions = db.execute(
        "SELECT id, newest, date = 'undated' OR edition = max(edition) OVER ()"
        " FROM issues WHERE slug = ? AND date = ?",
        (edition.slug, edition.date),
    )
    for number, known, counts in editions.fetchall():
        if known == counts:
            continue
        if known is not None:
            _index(db, number, remove=True)
        db.execute("UPDATE issues SET newest = ? WHERE id = ?", (counts, number))
        _index(db, number)


def _in_order(edition: EditionId) -> tuple[bool, str, str, int]:
    """Undated first, then day by day: the index takes rising numbers fastest."""
    return edition.date != UNDATED, edition.date, edition.slug, edition.edition
