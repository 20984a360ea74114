"""OPDS catalogues for e-readers: 1.2 (Atom) and 2.0 (JSON), the same tree in both.

Below ``opds``: ``index`` → ``newest``, ``<slug>/index`` → ``<slug>/<year>/index`` → ``…/<month>``.
All addresses are relative, so the tree works from a folder, a web server and ``serve`` alike.
"""

from __future__ import annotations

import re
import sqlite3
import uuid
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec
from lxml import etree

from packager.archive import catalogue, edition, names
from packager.archive.alto import clean, serialise
from packager.archive.browser import address
from packager.archive.catalogue import Paper, Row
from packager.archive.messages import messages

ATOM = "http://www.w3.org/2005/Atom"
DC = "http://purl.org/dc/terms/"
_NEWEST, _NEWEST_PATH = 50, "opds/newest"
_KINDS = {
    "navigation": "application/atom+xml;profile=opds-catalog;kind=navigation",
    "acquisition": "application/atom+xml;profile=opds-catalog;kind=acquisition",
}
OPDS2 = "application/opds+json"
_OPEN_ACCESS = "http://opds-spec.org/acquisition/open-access"
_FOLDER = re.compile(r"opds/(?P<slug>[a-z0-9-]+)/(?:(?P<year>\d{4})/)?(?P<name>index|\d\d|undated)")


class Way(msgspec.Struct, frozen=True):
    """A link from a feed to another."""

    title: str
    path: str
    """Below the root, without the suffix."""
    kind: str
    """``navigation`` or ``acquisition``."""
    issues: int | None = None
    """How many there are."""

    @property
    def rel(self) -> str:
        """The relation by its name in both formats."""
        return "http://opds-spec.org/sort/new" if self.path == _NEWEST_PATH else "subsection"


class Feed(msgspec.Struct, frozen=True):
    """A feed before it is written: links to other feeds, or issues."""

    path: str
    """Below the root, without the suffix."""
    title: str
    links: tuple[Way, ...] = ()
    issues: tuple[Row, ...] = ()

    @property
    def kind(self) -> str:
        """``navigation`` or ``acquisition``."""
        return "navigation" if self.links else "acquisition"


class Feeds:
    """The feeds over one open catalogue."""

    def __init__(self, root: Path, db: sqlite3.Connection, *, served: bool = False) -> None:
        self.root = root
        self.db = db
        self.served = served

    @cached_property
    def _papers(self) -> list[Paper]:
        return catalogue.papers(self.db)

    @cached_property
    def _titles(self) -> dict[str, str]:
        """The name of each paper by slug."""
        return {paper.slug: paper.title or paper.slug for paper in self._papers}

    @cached_property
    def _say(self) -> dict[str, str]:
        languages = {paper.language for paper in self._papers}
        return messages(languages.pop() if len(languages) == 1 else None)

    def paths(self) -> Iterator[str]:
        """Every feed's path, in both formats."""
        waiting = ["opds/index"]
        while waiting:
            path = waiting.pop()
            yield from (f"{path}.xml", f"{path}.json")
            feed = self.feed(path)
            waiting += [way.path for way in feed.links] if feed else []

    def render(self, path: str) -> bytes | None:
        """A feed by its path; None when there is no such feed."""
        stem, _, suffix = path.rpartition(".")
        feed = self.feed(stem) if suffix in ("xml", "json") else None
        if feed is None:
            return None
        return self.atom(feed) if suffix == "xml" else self.json(feed)

    def feed(self, path: str) -> Feed | None:
        """The feed of a path without its suffix."""
        if path == "opds/index":
            return self._root()
        if path == _NEWEST_PATH:
            rows = catalogue.latest(self.db, _NEWEST)
            return Feed(path, self._say["newest"], issues=tuple(rows))
        match = _FOLDER.fullmatch(path)
        title = self._titles.get(match["slug"]) if match else None
        return self._of_paper(path, title, **match.groupdict()) if match and title else None

    def _of_paper(
        self, path: str, title: str, slug: str, year: str | None, name: str
    ) -> Feed | None:
        if name == "index":
            links = self._months(slug, year) if year else self._years(slug)
            return Feed(path, " ".join(filter(None, (title, year))), links=tuple(links))
        if (name == names.UNDATED) == bool(year):
            return None
        when = f"{year}-{name}" if year else names.UNDATED
        rows = catalogue.rows(self.db, slug, when, newest=True)
        return Feed(path, f"{title} {when}", issues=tuple(rows)) if rows else None

    def atom(self, feed: Feed) -> bytes:
        """OPDS 1.2."""
        root = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM, "dc": DC})
        _text(root, "id", _urn(feed.path))
        _text(root, "title", feed.title)
        _text(root, "updated", _moment(max((r.bagged or "" for r in feed.issues), default="")
                                       or self._latest))  # fmt: skip
        author = etree.SubElement(root, f"{{{ATOM}}}author")
        _text(author, "name", "packager")
        up = "../" * feed.path.count("/")
        here = f"{up}{feed.path}.xml"
        _link(root, "self", here, _KINDS[feed.kind])
        _link(root, "start", f"{up}opds/index.xml", _KINDS["navigation"])
        if self.served:
            _link(root, "search", f"{up}opensearch.xml", "application/opensearchdescription+xml")
        for way in feed.links:
            entry = etree.SubElement(root, f"{{{ATOM}}}entry")
            _text(entry, "id", _urn(way.path))
            _text(entry, "title", way.title)
            _text(entry, "updated", _moment(self._latest))
            if way.issues is not None:
                content = etree.SubElement(entry, f"{{{ATOM}}}content", type="text")
                content.text = f"{way.issues} {self._say['issues']}"
            _link(entry, way.rel, f"{up}{way.path}.xml", _KINDS[way.kind])
        for row in feed.issues:
            self._entry(root, row, up)
        return serialise(root)

    def json(self, feed: Feed) -> bytes:
        """OPDS 2.0."""
        up = "../" * feed.path.count("/")
        links: list[dict[str, Any]] = [
            {"rel": "self", "href": f"{up}{feed.path}.json", "type": OPDS2},
            {"rel": "start", "href": f"{up}opds/index.json", "type": OPDS2},
        ]
        if self.served:
            links.append({"rel": "search", "href": f"{up}opds/search.json{{?query}}",
                          "type": OPDS2, "templated": True})  # fmt: skip
        value: dict[str, Any] = {"metadata": {"title": feed.title}, "links": links}
        if feed.links:
            value["navigation"] = [
                {"title": way.title, "href": f"{up}{way.path}.json", "type": OPDS2, "rel": way.rel}
                | ({"properties": {"numberOfItems": way.issues}} if way.issues else {})
                for way in feed.links
            ]
        found = [self._publication(row, up) for row in feed.issues]
        publications = [publication for publication in found if publication["links"]]
        if publications:
            value["publications"] = publications
        elif not feed.links:
            value["groups"] = []  # a feed must have one of the three, and only this may be empty
        return msgspec.json.encode(value) + b"\n"

    def _entry(self, root: etree._Element, row: Row, up: str) -> None:
        files = edition.downloads(self.root, row.id)
        if not files:
            return  # an acquisition feed lists only what can be acquired
        entry = etree.SubElement(root, f"{{{ATOM}}}entry")
        _text(entry, "id", _urn(str(row.id)))
        _text(entry, "title", _title(row))
        _text(entry, "updated", _moment(row.bagged))
        if row.date != names.UNDATED:
            _text(entry, "issued", row.date, DC)
        if row.language:
            _text(entry, "language", row.language, DC)
        _text(entry, "summary", " · ".join(self._headlines(row)))
        for rel, small in (("", False), ("/thumbnail", True)):
            if picture := edition.cover(self.root, row.id, small=small):
                _link(entry, f"http://opds-spec.org/image{rel}", up + str(picture), "image/jpeg")
        for file in files:
            _link(entry, _OPEN_ACCESS, up + address(str(file.path)), file.media_type,
                  length=str(file.bytes), title=file.path.name)  # fmt: skip

    def _publication(self, row: Row, up: str) -> dict[str, Any]:
        series: dict[str, Any] = {"name": row.title} if row.title else {}
        metadata = {
            "@type": "http://schema.org/PublicationIssue",
            "identifier": _urn(str(row.id)),
            "title": _title(row),
            "modified": _moment(row.bagged),
            "published": None if row.date == names.UNDATED else row.date,
            "language": row.language,
            "numberOfPages": row.pages or None,
            "description": " · ".join(self._headlines(row)) or None,
            "belongsTo": {"series": series} if series else None,
        }
        images = [
            {"href": up + str(picture), "type": "image/jpeg"}
            for small in (False, True)
            if (picture := edition.cover(self.root, row.id, small=small))
        ]
        return {
            "metadata": {key: value for key, value in metadata.items() if value},
            "links": [
                {"rel": _OPEN_ACCESS, "href": up + address(str(file.path)),
                 "type": file.media_type, "size": file.bytes}
                for file in edition.downloads(self.root, row.id)
            ],
            **({"images": images} if images else {}),
        }  # fmt: skip

    def _root(self) -> Feed:
        newest = Way(self._say["newest"], _NEWEST_PATH, "acquisition")
        papers = (
            Way(paper.title or paper.slug, f"opds/{paper.slug}/index", "navigation", paper.issues)
            for paper in self._papers
        )
        return Feed("opds/index", self._say["archive"], links=(newest, *papers))

    def _years(self, slug: str) -> Iterator[Way]:
        for year, count in self._counted(slug, 1, 4, ""):
            if year == names.UNDATED[:4]:
                path = f"opds/{slug}/{names.UNDATED}"
                yield Way(self._say["undated"], path, "acquisition", count)
            else:
                yield Way(year, f"opds/{slug}/{year}/index", "navigation", count)

    def _months(self, slug: str, year: str) -> Iterator[Way]:
        for month, count in self._counted(slug, 6, 2, f"{year}-"):
            yield Way(f"{year}-{month}", f"opds/{slug}/{year}/{month}", "acquisition", count)

    def _counted(self, slug: str, start: int, length: int, within: str) -> list[tuple[str, int]]:
        """A part of the dates that begin so, each with its number of issues: undated last."""
        return self.db.execute(
            "SELECT substr(date, ?2, ?3) AS part, count(*) FROM issues WHERE slug = ?1"
            " AND newest = 1 AND date LIKE ?4 || '%' GROUP BY part ORDER BY part",
            (slug, start, length, within),
        ).fetchall()

    def _headlines(self, row: Row) -> list[str]:
        found = self.db.execute(
            "SELECT stories.title FROM stories JOIN issues ON issues.id = issue"
            " WHERE (slug, date, edition) = (?, ?, ?) ORDER BY stories.id LIMIT 5",
            msgspec.structs.astuple(row.id),
        )
        return [clean(title) for (title,) in found]

    @cached_property
    def _latest(self) -> str | None:
        """The day of the latest addition."""
        latest: str | None = self.db.execute("SELECT max(bagged) FROM issues").fetchone()[0]
        return latest


def _title(row: Row) -> str:
    date = "" if row.date == names.UNDATED else row.date
    again = f"(ed. {row.edition})" if row.edition > 1 else ""
    return clean(" ".join(filter(None, (row.title or row.slug, date, again))))


def _urn(name: str) -> str:
    """A name for ever: the same archive gives the same identifiers."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"urn:packager:{name}").urn


def _moment(day: str | None) -> str:
    """The start of a day as Atom wants it; the epoch when nobody knows."""
    known = day if day and re.fullmatch(r"\d{4}-\d{2}-\d{2}", day) else "1970-01-01"
    return f"{known}T00:00:00Z"


def _text(parent: etree._Element, tag: str, text: str, namespace: str = ATOM) -> None:
    etree.SubElement(parent, f"{{{namespace}}}{tag}").text = clean(text)


def _link(parent: etree._Element, rel: str, href: str, kind: str, **more: str) -> None:
    etree.SubElement(parent, f"{{{ATOM}}}link", rel=rel, href=href, type=kind, **more)
