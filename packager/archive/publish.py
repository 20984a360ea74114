"""Writing the reading room and the OPDS feeds beside the issues, to be used without a server.

Editions never change, so a year that has no new or removed edition is left alone.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from packager import __version__
from packager.archive import browser, catalogue, store
from packager.archive.catalogue import Row
from packager.archive.room import Room, issue_page
from packager.diagnostics import ArchiveError

_STAMP = "published.txt"
"""In a year's folder: the program and the editions that the folder was written from."""


def publish(root: Path) -> Iterator[str]:
    """Write what is missing or out of date, telling each path that was written.

    Damaged editions are left out (``verify`` names them). Raises :class:`ArchiveError`.
    """
    try:
        with catalogue.reading(root) as db:
            room = Room(root, db)
            for paper in room.papers:
                for year, _ in room.years(paper.slug):
                    yield from _year(room, paper.slug, year)
            for path in room.paths():
                data = room.render(path)
                if data is not None and _write(root / path, data):
                    yield path
            _prune(room)
    except OSError as error:
        raise store.not_writable(root, error) from error


def _year(room: Room, slug: str, year: str) -> Iterator[str]:
    rows = catalogue.rows(room.db, slug, year)
    folder = Path(issue_page(rows[0].id)).parent
    stamp = "\n".join([f"packager {__version__}", *(f"{r.id} {r.bagged} {r.newest}" for r in rows)])
    stamped = room.root / folder / _STAMP
    if stamped.is_file() and stamped.read_text(encoding="utf-8") == stamp:
        return
    index, written = browser.YearIndex(), {_STAMP, "index.html"}
    for row in rows:
        for name, data in _edition(room, row, f"{slug}/{year}", index):
            written.add(name)
            if _write(room.root / folder / name, data):
                yield str(folder / name)
    for name, data in index.files(f"{slug}/{year}"):
        written.add(name)
        if _write(room.root / folder / name, data):
            yield str(folder / name)
    for stale in (room.root / folder).iterdir():
        if stale.name not in written:
            stale.unlink()
    _write(stamped, stamp.encode())


def _prune(room: Room) -> None:
    """Remove what was published of years, months and papers that are gone."""
    known = {room.root / path for path in room.paths()}
    years = {path.parent for path in known if path.parent.parent.parent.name == "read"}
    for folder in (room.root / "read").glob("*/*/"):
        if folder not in years:
            shutil.rmtree(folder)
    for feed in (room.root / "opds").rglob("*.*"):
        if feed not in known:
            feed.unlink()


def _edition(
    room: Room, row: Row, year: str, index: browser.YearIndex
) -> Iterator[tuple[str, bytes]]:
    """The page of an edition and, for the newest, its texts for search."""
    name = row.id.folder.name
    try:
        issue = store.read_issue(room.root, row.id)
        page = room.render(issue_page(row.id))
    except ArchiveError:
        return
    if page is not None:
        yield f"{name}.html", page
    if row.newest:
        index.add(name, issue)
        yield f"{name}.js", browser.texts(year, name, issue)


def _write(path: Path, data: bytes) -> bool:
    """Put a page in place whole; False when it stands there already."""
    if path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    fresh.write_bytes(data)
    fresh.replace(path)
    return True
