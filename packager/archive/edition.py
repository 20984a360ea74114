"""An archived edition opened for readers: its stories, and what its bag shows of each page."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path, PurePosixPath

import msgspec
from lxml import etree

from packager.archive import store
from packager.archive.alto import NAMESPACE
from packager.archive.mets import media_type
from packager.archive.names import EditionId
from packager.issue import Issue

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


class Area(msgspec.Struct, frozen=True):
    """Where a story stands on its page's picture, in per cent of the page."""

    story: str
    left: float
    top: float
    width: float
    height: float


class Sheet(msgspec.Struct, frozen=True):
    """A printed page: its picture below the archive's root, and the stories on it."""

    number: str
    picture: PurePosixPath
    areas: tuple[Area, ...]


class Download(msgspec.Struct, frozen=True):
    """A finished edition to take away."""

    path: PurePosixPath
    media_type: str
    bytes: int


class Opened(msgspec.Struct, frozen=True):
    """Everything of an edition that readers are shown; paths are below the archive's root."""

    id: EditionId
    issue: Issue
    sheets: tuple[Sheet, ...]
    downloads: tuple[Download, ...]


def opened(root: Path, edition: EditionId) -> Opened:
    """Open an edition. Raises :class:`ArchiveError` when its issue.json cannot be read."""
    issue = store.read_issue(root, edition)
    return Opened(edition, issue, tuple(_sheets(root, edition)), downloads(root, edition))


def downloads(root: Path, edition: EditionId) -> tuple[Download, ...]:
    """The EPUB and PDF files of an edition."""
    found = []
    for kind in ("epub", "pdf"):
        folder = edition.folder / "data" / kind
        with suppress(FileNotFoundError), os.scandir(root / folder) as entries:
            found += [
                Download(folder / entry.name, media_type(entry.name), entry.stat().st_size)
                for entry in sorted(entries, key=lambda entry: entry.name)
                if "." in entry.name
            ]
    return tuple(found)


def cover(root: Path, edition: EditionId, *, small: bool = False) -> PurePosixPath | None:
    """The front page's picture, if there is one."""
    path = edition.folder / "data/pages" / ("p01-small.jpg" if small else "p01.jpg")
    return path if (root / path).is_file() else None


def _sheets(root: Path, edition: EditionId) -> list[Sheet]:
    data = edition.folder / "data"
    made = []
    for number in range(1, 1000):
        picture, lines = data / f"pages/p{number:02}.jpg", data / f"alto/p{number:02}.xml"
        if not (root / picture).is_file():
            break
        made.append(_sheet(root / lines, picture, number))
    return made


def _sheet(lines: Path, picture: PurePosixPath, number: int) -> Sheet:
    try:
        tree = etree.parse(str(lines), _PARSER)
    except (OSError, etree.XMLSyntaxError):
        return Sheet(str(number), picture, ())  # damaged, or made without make-up: a bare picture
    space = {"a": NAMESPACE}
    page = tree.find(".//a:Page", space)
    stories = {tag.get("ID"): tag.get("LABEL") for tag in tree.iterfind(".//a:StructureTag", space)}
    if page is None:
        return Sheet(str(number), picture, ())
    across, down = float(page.get("WIDTH", "1")), float(page.get("HEIGHT", "1"))
    areas = [
        Area(
            story=stories.get(block.get("TAGREFS")) or "",
            left=round(100 * float(block.get("HPOS", "0")) / across, 2),
            top=round(100 * float(block.get("VPOS", "0")) / down, 2),
            width=round(100 * float(block.get("WIDTH", "0")) / across, 2),
            height=round(100 * float(block.get("HEIGHT", "0")) / down, 2),
        )
        for block in tree.iterfind(".//a:ComposedBlock[@TYPE='article']", space)
    ]
    return Sheet(page.get("PRINTED_IMG_NR") or str(number), picture, tuple(areas))
