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
            years = [
                (paper.slug, year) for paper in room.papers for year, _ in room.years(paper.slug)
            ]
            stamps = {f"{slug}/{year}": _stamp(room, slug, year) for slug, year in years}
            fresh = {
                year: stamp for year, stamp in stamps.items() if not _stamped(room, year, stamp)
            }
            for year in fresh:
                yield from _year(room, year)
            for path in room.paths():
                year = "/".join(path.split("/")[1:3])
                if year in stamps and year not in fresh and (root / path).is_file():
                    continue
                data = room.render(path)
                if data is not None and _write(root / path, data):
                    yield path
            for year, stamp in fresh.items():
                _write(room.root / "read" / year / _STAMP, stamp.encode())
            _prune(room)
    except OSError as error:
        raise store.not_writable(root, error) from error


def _stamp(room: Room, slug: str, year: str) -> str:
    """What the pages of a year are made from."""
    rows = catalogue.rows(room.db, slug, year)
    return "\n".join([f"packager {__version__}", *(f"{r.id} {r.bagged} {r.newest}" for r in rows)])


def _stamped(room: Room, year: str, stamp: str) -> bool:
    """Whether a year stands published as it is now."""
    path = room.root / "read" / year / _STAMP
    return path.is_file() and path.read_text(encoding="utf-8") == stamp


def _year(room: Room, year: str) -> Iterator[str]:
    """The editions of a year (``slug/year``) and their index."""
    folder = Path("read", year)
    index, written = browser.YearIndex(), {_STAMP, "index.html"}
    for row in catalogue.rows(room.db, *year.split("/")):
        for name, data in _edition(room, row, year, index):
            written.add(name)
            if _write(room.root / folder / name, data):
                yield str(folder / name)
    for name, data in index.files(year):
        written.add(name)
        if _write(room.root / folder / name, data):
            yield str(folder / name)
    for stale in (room.root / folder).iterdir():
        if stale.name not in written:
            stale.unlink()


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
    try:
        fresh.write_bytes(data)
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
    return True
