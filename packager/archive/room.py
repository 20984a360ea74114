"""The reading room: every page that readers may ask for, made from the catalogue and the bags.

One set of pages for two outlets: ``publish`` writes them beside the issues, to be opened from a
folder without a server; ``serve`` makes them on request.
"""

from __future__ import annotations

import calendar
import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from functools import cache, cached_property
from pathlib import Path, PurePosixPath
from typing import Any

import jinja2
import msgspec
from markupsafe import Markup, escape

from packager.archive import browser, catalogue, edition, feeds, names, search
from packager.archive.catalogue import Paper, Row
from packager.archive.messages import messages
from packager.archive.names import EditionId
from packager.archive.story import people
from packager.diagnostics import ArchiveError
from packager.issue import Article, Figure, Issue

TEMPLATES = Path(__file__).parent / "templates"
_NEWEST = 24
_ASSETS = {"read/room.css": "room.css", "read/search.js": "search.js"}
_YEAR = r"(?P<slug>[a-z0-9-]+)/(?P<year>\d{4}|undated)"


class Room:
    """The pages over one open catalogue. ``served`` pages search on the server."""

    def __init__(self, root: Path, db: sqlite3.Connection, *, served: bool = False) -> None:
        self.root = root
        self.db = db
        self.served = served
        self._feeds = feeds.Feeds(root, db, served=served)

    @cached_property
    def papers(self) -> list[Paper]:
        """Every publication, by slug."""
        return catalogue.papers(self.db)

    def years(self, slug: str) -> list[tuple[str, int]]:
        """The years of a paper with their number of issues, latest first."""
        found = self.db.execute(
            "SELECT CASE date WHEN 'undated' THEN date ELSE substr(date, 1, 4) END AS year,"
            " count(*) FROM issues WHERE slug = ? AND newest = 1 GROUP BY year ORDER BY date DESC",
            (slug,),
        )
        return [(year, count) for year, count in found]

    def paths(self) -> Iterator[str]:
        """Every page but those of single editions, which :func:`issue_page` names."""
        yield from ("index.html", "search.html", *_ASSETS, "read/simplified.js", "read/index.js")
        for paper in self.papers:
            yield f"read/{paper.slug}/index.html"
            for year, _ in self.years(paper.slug):
                yield f"read/{paper.slug}/{year}/index.html"
        yield from self._feeds.paths()

    def render(self, path: str, asked: dict[str, str] | None = None) -> bytes | None:
        """A page by its path below the root; None when there is no such page.

        ``asked`` are a search's parameters. Raises :class:`ArchiveError` for a damaged issue.
        """
        if path == "search.html":
            return self._search(asked or {})
        routes: list[tuple[str, Callable[..., bytes | None]]] = [
            (r"index\.html", self._home),
            (r"read/simplified\.js", browser.simplified),
            (r"read/index\.js", lambda: browser.years(self._all_years())),
            (r"read/(?P<slug>[a-z0-9-]+)/index\.html", self._paper),
            (rf"read/{_YEAR}/index\.html", self._year),
            (rf"read/{_YEAR}/(?P<name>[^/]+)\.html", self._issue),
        ]
        if path in _ASSETS:
            return (TEMPLATES / _ASSETS[path]).read_bytes()
        if path.startswith("opds/"):
            return self._feeds.render(path)
        for pattern, page in routes:
            if match := re.fullmatch(pattern, path):
                return page(**match.groupdict())
        return None

    def _home(self) -> bytes:
        rows = catalogue.latest(self.db, _NEWEST)
        newest = [(_shown(row), edition.cover(self.root, row.id, small=True)) for row in rows]
        shelf = [msgspec.structs.asdict(p) | {"lang": _lang(p.language)} for p in self.papers]
        return self._page("home.html", "index.html", self._language, papers=shelf, newest=newest)

    def _paper(self, slug: str) -> bytes | None:
        paper = self._known(slug)
        if not paper:
            return None
        return self._page(
            "paper.html", f"read/{slug}/index.html", paper.language,
            title=paper.title or messages(paper.language)["unknown"], lang=_lang(paper.language),
            years=self.years(slug), trail=self._trail(),
        )  # fmt: skip

    def _year(self, slug: str, year: str) -> bytes | None:
        paper = self._known(slug)
        rows = catalogue.rows(self.db, slug, year)
        if not paper or not rows:
            return None
        say = messages(paper.language)
        held: dict[str, list[dict[str, Any]]] = {}
        for row in sorted(rows, key=lambda row: -row.edition):
            held.setdefault(row.date, []).append(_shown(row))
        return self._page(
            "year.html", f"read/{slug}/{year}/index.html", paper.language,
            paper=paper.title or say["unknown"], lang=_lang(paper.language),
            label=_year_label(say, year), weekdays=say["weekdays"].split(),
            months=[] if year == names.UNDATED else _months(int(year), say, held),
            undated=held.get(names.UNDATED, []), trail=self._trail(paper),
        )  # fmt: skip

    def _issue(self, slug: str, year: str, name: str) -> bytes | None:
        found = names.parse_folder(slug, year, name)
        paper = self._known(slug)
        if not found or not paper or not search.issue_of(self.db, found):
            return None
        opened = edition.opened(self.root, found)
        issue, say = opened.issue, messages(opened.issue.publication.language)
        anchors = browser.anchors(issue)
        titles = {article.id: article.title for _, article in issue.articles()}
        sheets = [_facsimile(sheet, anchors, titles) for sheet in opened.sheets]
        where = {
            area.story: number
            for number, sheet in reversed(list(enumerate(opened.sheets, 1)))
            for area in sheet.areas
        }
        return self._page(
            "issue.html", f"read/{slug}/{year}/{name}.html", issue.publication.language,
            paper=issue.publication.title or say["unknown"], label=_label(say, found),
            lang=_lang(issue.publication.language), sheets=sheets, anchors=anchors,
            pages=[_printed_page(page, anchors, where, say) for page in issue.pages],
            downloads=_downloads(opened.downloads, say),
            pictures=self._pictures(issue, found),
            trail=[*self._trail(paper), (_year_label(say, year), f"read/{slug}/{year}/index.html")],
        )  # fmt: skip

    def _search(self, asked: dict[str, str]) -> bytes:
        say = messages(self._language)
        given = {key: asked.get(key) or None for key in ("paper", "since", "until")}
        text, page = asked.get("q", ""), asked.get("page", "")
        number = max(1, int(page)) if page.isdecimal() and len(page) < 6 else 1
        result, status, more = search.Result(0, ()), "", None
        if self.served and text.strip():
            try:
                query = search.Query(
                    text=text, paper=given["paper"], since=given["since"], until=given["until"],
                    offset=20 * (number - 1),
                )  # fmt: skip
                result = search.search(self.db, query)
                status = say["found"].format(result.total) if result.total else say["nothing"]
            except ArchiveError:
                status = say["no_words"]
            if result.total > 20 * number:
                more = browser.link("search.html", {"q": text, "page": str(number + 1), **given})
        return self._page(
            "search.html", "search.html", self._language, asked=text, papers=self.papers,
            chosen=given, status=status, more=more, trail=self._trail(),
            hits=[self._hit(hit, say) for hit in result.hits],
        )  # fmt: skip

    def _hit(self, hit: search.Hit, say: dict[str, str]) -> dict[str, Any]:
        place = say["page"].format(hit.page) if hit.page else None
        anchor = browser.anchor(hit.story)
        date = say["undated"] if hit.date == names.UNDATED else hit.date
        return {
            "href": f"{issue_page(hit.id)}#{anchor}", "title": hit.title, "parts": hit.parts,
            "note": " · ".join(filter(None, (hit.paper, date, place, hit.people))),
        }  # fmt: skip

    def _pictures(self, issue: Issue, found: EditionId) -> dict[str | None, str]:
        """Pictures of the source that stand in the bag, by their names in the issue."""
        sources = {b.src for _, a in issue.articles() for b in a.body if isinstance(b, Figure)}
        held: dict[str | None, str] = dict.fromkeys([None, *sources], "")
        for src in filter(None, sources):
            path = PurePosixPath(src)
            stored = found.folder / "data/source" / path
            if ".." not in path.parts and not path.is_absolute() and (self.root / stored).is_file():
                held[src] = browser.address(str(stored))
        return held

    def _page(self, template: str, path: str, language: str | None, **values: Any) -> bytes:
        say = messages(language)
        given: dict[str, Any] = {
            "title": say["archive"],
            "trail": [],
            "asked": "",
            "lang": "",
            "served": self.served,
        }
        given |= values
        if "paper" in values:
            given["title"] = f"{values['paper']} {values['label']}"
        page = _templates().get_template(template)
        html = page.render(
            **given, say=say, up="../" * path.count("/"),
            language="zh-CN" if say is messages("zh") else "en",
        )  # fmt: skip
        return html.encode()

    def _known(self, slug: str) -> Paper | None:
        return next((paper for paper in self.papers if paper.slug == slug), None)

    def _trail(self, paper: Paper | None = None) -> list[tuple[str, str]]:
        language = paper.language if paper else self._language
        trail = [(messages(language)["archive"], "index.html")]
        if paper:
            title = paper.title or messages(language)["unknown"]
            trail.append((title, f"read/{paper.slug}/index.html"))
        return trail

    def _all_years(self) -> list[str]:
        years = [(year, paper.slug) for paper in self.papers for year, _ in self.years(paper.slug)]
        return [f"{slug}/{year}" for year, slug in sorted(years, key=lambda y: (y[0].isdigit(), *y),
                                                          reverse=True)]  # fmt: skip

    @property
    def _language(self) -> str | None:
        """The room's own language: that of its papers, Chinese when they differ."""
        languages = {paper.language or "zh" for paper in self.papers}
        return languages.pop() if len(languages) == 1 else "zh"


@cache
def _templates() -> jinja2.Environment:
    """The templates, compiled once for all requests."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    made.filters["kind"] = lambda block: block.__struct_config__.tag
    return made


def issue_page(found: EditionId) -> str:
    """The page of an edition below the root."""
    return str(PurePosixPath("read", *found.folder.parts[1:])) + ".html"


def _facsimile(
    sheet: edition.Sheet, anchors: dict[str, str], titles: dict[str, str]
) -> dict[str, Any]:
    areas = [
        msgspec.structs.asdict(area) | {"anchor": anchors[area.story], "title": titles[area.story]}
        for area in sheet.areas
        if area.story in anchors
    ]
    first = {area["anchor"]: area for area in areas}
    return {
        "number": sheet.number,
        "picture": sheet.picture,
        "areas": sorted(areas, key=lambda area: -area["width"] * area["height"]),
        "stories": list(first.values()),
    }


def _printed_page(
    page: Any, anchors: dict[str, str], where: dict[str, int], say: dict[str, str]
) -> dict[str, Any]:
    label = " ".join(filter(None, (page.number and say["page"].format(page.number), page.name)))
    return {"label": label, "stories": [_story(a, anchors, where) for a in page.articles]}


def _story(article: Article, anchors: dict[str, str], where: dict[str, int]) -> dict[str, Any]:
    return {
        "article": article,
        "anchor": anchors[article.id],
        "people": article.byline_text or people(article),
        "sheet": where.get(article.id, 1),
    }


def _shown(row: Row) -> dict[str, Any]:
    return msgspec.structs.asdict(row) | {
        "name": row.id.folder.name,
        "year": row.id.folder.parts[2],
        "lang": _lang(row.language),
    }


def _downloads(files: Sequence[edition.Download], say: dict[str, str]) -> list[dict[str, str]]:
    """The files to take away; what tells two of a kind apart stands after the kind."""
    base = min((file.path.stem for file in files), key=len, default="")
    return [
        {
            "href": browser.address(str(file.path)),
            "type": file.media_type,
            "kind": f"{file.path.suffix[1:].upper()} {_tail(file.path.stem, base, say)}".rstrip(),
            "size": f"{file.bytes / 1e6:.1f} MB",
        }
        for file in files
    ]


def _tail(stem: str, base: str, say: dict[str, str]) -> str:
    tail = stem.removeprefix(base).strip("-_")
    return say.get(f"file-{tail}", tail)


def _lang(language: str | None) -> Markup:
    return Markup(f' lang="{escape(language)}"') if language else Markup("")


def _year_label(say: dict[str, str], year: str) -> str:
    return say["undated"] if year == names.UNDATED else say["year"].format(year)


def _label(say: dict[str, str], found: EditionId) -> str:
    date = say["undated"] if found.date == names.UNDATED else found.date
    return date if found.edition == 1 else f"{date} ({say['edition'].format(found.edition)})"


def _months(year: int, say: dict[str, str], held: dict[str, list[dict[str, Any]]]) -> list[Any]:
    """The months of a year that have issues, as weeks of days from Monday."""
    weeks = calendar.Calendar().monthdayscalendar
    return [
        {
            "name": name,
            "weeks": [
                [
                    {"number": day, "issues": held.get(f"{year:04}-{month:02}-{day:02}", [])}
                    for day in week
                ]
                for week in weeks(year, month)
            ],
        }
        for month, name in enumerate(say["months"].split(), 1)
        if any(date.startswith(f"{year:04}-{month:02}") for date in held)
    ]
