"""The file of the catalogue as SQLite sees it: connections, transactions, and how they fail."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from packager.archive import codes, store
from packager.diagnostics import ArchiveError

FILE = "catalogue.sqlite"
_PATIENCE = 60
"""Seconds to wait for another writer."""
_NO_MEMORY_TO_SHARE = (
    sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR
)  # fmt: skip
"""How opening fails where ``-shm`` cannot be made."""


def publish(root: Path, fresh: sqlite3.Connection) -> None:
    """Copy a finished catalogue over the one in use, in one transaction of SQLite's."""
    path = root / FILE
    try:
        with closing(connect(path, "rwc")) as live:
            live.execute("PRAGMA journal_mode = WAL")
            fresh.backup(live)
            live.execute("PRAGMA journal_mode = WAL")
            live.execute("PRAGMA busy_timeout = 0")
            live.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # or later, if somebody is reading
    except sqlite3.DatabaseError as error:
        if _reason(error) not in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise
        for suffix in ("-wal", "-shm", ""):  # past mending: nobody can be using it
            path.with_name(FILE + suffix).unlink(missing_ok=True)
        with closing(connect(path, "rwc")) as live:
            fresh.backup(live)
            live.execute("PRAGMA journal_mode = WAL")


def opened(path: Path) -> sqlite3.Connection:
    """The catalogue for reading, also where nothing can be written.

    There SQLite follows a writer by its shared memory (``-shm``). Without a writer there is none,
    and it must be told that the file does not change.
    """
    db = connect(path, "ro")
    try:
        db.execute("SELECT 1 FROM sqlite_master")
    except sqlite3.OperationalError as error:
        db.close()
        if _reason(error) not in _NO_MEMORY_TO_SHARE:
            raise
        return connect(path, "ro&immutable=1")
    return db


def connect(path: Path, mode: str) -> sqlite3.Connection:
    """A connection in SQLite's ``mode`` (ro, rw, rwc), transactions begun and ended by hand."""
    db = sqlite3.connect(
        f"{path.resolve().as_uri()}?mode={mode}", uri=True, timeout=_PATIENCE, isolation_level=None
    )
    db.execute("PRAGMA foreign_keys = ON")
    return db


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """All that is done within, or nothing of it; other writers wait."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")


def failed(root: Path, error: sqlite3.Error) -> ArchiveError:
    """The refusal that an error of SQLite's comes to."""
    if _reason(error) == sqlite3.SQLITE_FULL:
        return store.not_writable(root, OSError(errno.ENOSPC, str(error)))
    return ArchiveError(
        codes.BAD_CATALOGUE.at(f"the catalogue cannot be used: {error}", file=str(root / FILE))
    )


def _reason(error: sqlite3.Error) -> int:
    """SQLite's primary result code of an error."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF
