"""Taking issues out: a bag as one file, issues as lines of JSON."""

from __future__ import annotations

import tarfile
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from pathlib import Path

import msgspec
from msgspec import structs

from packager.archive import bag, store
from packager.archive.messages import messages
from packager.archive.names import UNDATED, EditionId
from packager.diagnostics import ArchiveError
from packager.issue import Article, Block, Figure, Issue, Jump, Page, to_json

_EPOCH = (1980, 1, 1, 0, 0, 0)


def packed(root: Path, edition: EditionId, form: str) -> bytes:
    """A whole bag as one ``zip`` or ``tar`` file; the same bag gives the same bytes.

    Raises :class:`ArchiveError` (A711 …) when the bag is damaged: what leaves the archive is sound.
    """
    folder = root / edition.folder
    for fault in bag.check(folder):
        raise ArchiveError(fault.at(str(edition.folder)))
    name = str(edition).replace("/", "_")
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    named = ((f"{name}/{path.relative_to(folder).as_posix()}", path.read_bytes()) for path in files)
    return _zip(named) if form == "zip" else _tar(named)


def lines(root: Path, editions: Iterable[EditionId]) -> Iterator[bytes]:
    """Each issue as one line of JSON with its ``id``, for corpora. Raises ArchiveError."""
    for edition in editions:
        issue = msgspec.json.decode(to_json(store.read_issue(root, edition)))
        yield msgspec.json.encode({"id": str(edition)} | issue) + b"\n"


def volume(root: Path, editions: Sequence[EditionId]) -> bytes:
    """One EPUB of many issues, day by day and page by page. Raises :class:`ArchiveError`."""
    from packager import epub  # templates and fonts that no other export needs

    days = sorted(editions, key=lambda e: (e.date == UNDATED, e.date, e.slug, e.edition))
    return epub.package(bound([(e, store.read_issue(root, e)) for e in days]), folder=root).epub


def bound(issues: Sequence[tuple[EditionId, Issue]]) -> Issue:
    """Many issues as one: story ids and page names carry the day, pictures their bag's path."""
    papers = list(dict.fromkeys(issue.publication.title for _, issue in issues))
    pages = [
        structs.replace(
            page,
            number=None,
            name=_page_name(edition, issue, page, alone=len(papers) == 1),
            articles=tuple(_bound_story(article, edition) for article in page.articles),
        )
        for edition, issue in issues
        for page in issue.pages
    ]
    paper = issues[-1][1].publication
    span = " – ".join(dict.fromkeys((issues[0][0].date, issues[-1][0].date)))
    title = " ".join(filter(None, (" · ".join(filter(None, papers)), span)))
    return Issue(publication=structs.replace(paper, title=title), pages=tuple(pages))


def _page_name(edition: EditionId, issue: Issue, page: Page, *, alone: bool) -> str:
    """The day, the paper where there are several, the page: 2025-07-22 第1版 要闻."""
    say = messages(issue.publication.language)
    day = say["undated"] if edition.date == UNDATED else edition.date
    number = page.number and say["page"].format(page.number)
    paper = None if alone else issue.publication.title
    return " ".join(filter(None, (day, paper, number, page.name)))


def _bound_story(article: Article, edition: EditionId) -> Article:
    def block(value: Block) -> Block:
        match value:
            case Jump(target=str(target)):
                return structs.replace(value, target=f"{edition.folder.name}-{target}")
            case Figure(src=str(src)):
                return structs.replace(value, src=str(edition.folder / "data/source" / src))
        return value

    return structs.replace(
        article, id=f"{edition.folder.name}-{article.id}", body=tuple(map(block, article.body))
    )


def _zip(files: Iterable[tuple[str, bytes]]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _tar(files: Iterable[tuple[str, bytes]]) -> bytes:
    buffer = BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name, data in files:
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, BytesIO(data))
    return buffer.getvalue()
