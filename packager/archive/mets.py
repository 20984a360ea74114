"""METS 1.12 of an issue: its files with checksums, its pages, and its stories with their places.

After the practice of NDNP and ENMAP: one METS an issue, a physical map of pages, a logical map
newspaper → issue → article, descriptions in MODS.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from urllib.parse import quote

from lxml import etree

from packager import __version__
from packager.archive.alto import clean, groups, serialise
from packager.issue import Article, Issue, Page
from packager.makeup.page import MadeIssue, MadePage

METS = "http://www.loc.gov/METS/"
MODS = "http://www.loc.gov/mods/v3"
XLINK = "http://www.w3.org/1999/xlink"
_TYPES = {
    ".epub": "application/epub+zip", ".pdf": "application/pdf", ".json": "application/json",
    ".xml": "application/xml", ".txt": "text/plain", ".md": "text/markdown", ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg", ".png": "image/png", ".webp": "image/webp", ".gif": "image/gif",
    ".html": "text/html", ".csv": "text/csv",
}  # fmt: skip


def media_type(path: str) -> str:
    """The media type of a file of the archive, by its name."""
    return _TYPES.get(PurePosixPath(path).suffix.lower(), "application/octet-stream")


def mets(
    issue: Issue,
    made: MadeIssue | None,
    files: Mapping[str, bytes],
    *,
    pages: Mapping[int, str],
    stories: Mapping[str, str],
) -> bytes:
    """The METS file of an issue.

    ``files`` are the payload files by path; ``pages`` gives the ALTO file of each made page
    (from 1), ``stories`` the text file of each article id.
    """
    root = etree.Element(f"{{{METS}}}mets", nsmap={"mets": METS, "mods": MODS, "xlink": XLINK})
    root.set("TYPE", "Newspaper")
    agent = _sub(_sub(root, METS, "metsHdr"), METS, "agent", ROLE="CREATOR", TYPE="OTHER",
                 OTHERTYPE="SOFTWARE")  # fmt: skip
    _sub(agent, METS, "name").text = f"packager {__version__}"
    articles = [article for _, article in issue.articles()]
    _describe_issue(root, issue)
    for number, article in enumerate(articles, 1):
        _describe_story(root, article, number)
    _administer(root, files)
    ids = _file_section(root, files)
    alto = {index: ids[path] for index, path in pages.items()}
    _physical(root, issue, made, alto, ids)
    _logical(root, issue, made, alto, {story: ids[path] for story, path in stories.items()})
    return serialise(root)


def _describe_issue(root: etree._Element, issue: Issue) -> None:
    mods = _mods(root, "MODS_ISSUE")
    paper = issue.publication
    if paper.title:
        _text(_sub(mods, MODS, "titleInfo"), "title", paper.title)
    if issue.date or paper.publisher:
        origin = _sub(mods, MODS, "originInfo")
        if paper.publisher:
            _text(origin, "publisher", paper.publisher)
        if issue.date:
            _text(origin, "dateIssued", issue.date, encoding="iso8601")
    if paper.language:
        _text(_sub(mods, MODS, "language"), "languageTerm", paper.language, authority="rfc5646")
    for kind, value in (("issn", paper.issn), ("cn", paper.cn)):
        if value:
            _text(mods, "identifier", value, type=kind)
    if issue.number or issue.edition:
        part = _sub(mods, MODS, "part")
        for kind, value in (("issue", issue.number), ("edition", issue.edition)):
            if value:
                _text(_sub(part, MODS, "detail", type=kind), "number", value)


def _describe_story(root: etree._Element, article: Article, number: int) -> None:
    mods = _mods(root, f"MODS_{number}")
    info = _sub(mods, MODS, "titleInfo")
    _text(info, "title", article.title)
    if article.deck:
        _text(info, "subTitle", " ".join(article.deck))
    for byline in article.bylines:
        name = _sub(mods, MODS, "name", type="personal")
        _text(name, "namePart", byline.name)
        if byline.role:
            _text(_sub(name, MODS, "role"), "roleTerm", byline.role, type="text")
    _text(mods, "genre", article.kind)


def _administer(root: etree._Element, files: Mapping[str, bytes]) -> None:
    """Where the record stands of what the files were made with, and of what was repaired."""
    section = _sub(root, METS, "amdSec", ID="AMD")
    for name, label in (("provenance", "versions, layout, fonts"), ("repairs", "repairs")):
        path = f"{name}.json"
        if path not in files:
            continue
        reference = _sub(
            _sub(section, METS, "digiprovMD", ID=f"AMD_{name}"), METS, "mdRef",
            LOCTYPE="URL", MDTYPE="OTHER", OTHERMDTYPE=f"packager {name}", LABEL=label,
            MIMETYPE=media_type(path), SIZE=str(len(files[path])), CHECKSUMTYPE="SHA-512",
            CHECKSUM=hashlib.sha512(files[path]).hexdigest(),
        )  # fmt: skip
        reference.set(f"{{{XLINK}}}href", quote(path))


def _file_section(root: etree._Element, files: Mapping[str, bytes]) -> dict[str, str]:
    section = _sub(root, METS, "fileSec")
    ids: dict[str, str] = {}
    uses = sorted({_use(path) for path in files})
    for use in uses:
        group = _sub(section, METS, "fileGrp", USE=use)
        for path in sorted(path for path in files if _use(path) == use):
            ids[path] = f"F{len(ids) + 1}"
            element = _sub(
                group, METS, "file", ID=ids[path], MIMETYPE=media_type(path),
                SIZE=str(len(files[path])), CHECKSUMTYPE="SHA-512",
                CHECKSUM=hashlib.sha512(files[path]).hexdigest(),
            )  # fmt: skip
            place = _sub(element, METS, "FLocat", LOCTYPE="URL")
            place.set(f"{{{XLINK}}}href", quote(path))
    return ids


def _physical(
    root: etree._Element,
    issue: Issue,
    made: MadeIssue | None,
    alto: Mapping[int, str],
    ids: Mapping[str, str],
) -> None:
    whole = _sub(_sub(root, METS, "structMap", TYPE="PHYSICAL"), METS, "div", TYPE="issue")
    pages: Sequence[Page | MadePage] = made.pages if made else issue.pages
    for index, page in enumerate(pages, 1):
        div = _sub(whole, METS, "div", TYPE="page", ORDER=str(index), ID=f"DIVP{index}")
        if page.number:
            div.set("ORDERLABEL", clean(page.number))
        if page.name:
            div.set("LABEL", clean(page.name))
        picture = f"pages/p{index:02}.jpg"
        if made and picture in ids:
            _sub(div, METS, "fptr", FILEID=ids[picture])
        if index in alto:
            _sub(div, METS, "fptr", FILEID=alto[index])


def _logical(
    root: etree._Element,
    issue: Issue,
    made: MadeIssue | None,
    alto: Mapping[int, str],
    text: Mapping[str, str],
) -> None:
    paper = _sub(_sub(root, METS, "structMap", TYPE="LOGICAL"), METS, "div", TYPE="Newspaper")
    if issue.publication.title:
        paper.set("LABEL", clean(issue.publication.title))
    whole = _sub(paper, METS, "div", TYPE="Issue", DMDID="MODS_ISSUE")
    if issue.date:
        whole.set("LABEL", issue.date)
    places: dict[str, list[tuple[int, str]]] = {}
    for index, page in enumerate(made.pages if made else (), 1):
        for group in groups(page, index):
            if group.article is not None:
                places.setdefault(group.article, []).append((index, group.id))
    number = 0
    for part in issue.pages:
        section = _section(whole, part)
        for article in part.articles:
            number += 1
            div = _sub(section, METS, "div", TYPE="Article", ID=f"DIV{number}",
                       LABEL=clean(article.title), DMDID=f"MODS_{number}")  # fmt: skip
            _sub(div, METS, "fptr", FILEID=text[article.id])
            for index, block in places.get(article.id, ()):
                _sub(_sub(div, METS, "fptr"), METS, "area", FILEID=alto[index],
                     BETYPE="IDREF", BEGIN=block)  # fmt: skip


def _section(whole: etree._Element, page: Page) -> etree._Element:
    """A page's stories together, when the source tells pages apart."""
    if page.number is None:
        return whole
    label = " ".join(filter(None, (page.number, page.name)))
    return _sub(whole, METS, "div", TYPE="Section", LABEL=clean(label))


def _mods(root: etree._Element, name: str) -> etree._Element:
    wrap = _sub(_sub(root, METS, "dmdSec", ID=name), METS, "mdWrap", MDTYPE="MODS")
    return _sub(_sub(wrap, METS, "xmlData"), MODS, "mods")


def _use(path: str) -> str:
    return path.partition("/")[0] if "/" in path else "issue"


def _sub(parent: etree._Element, namespace: str, tag: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{namespace}}}{tag}", attributes)


def _text(parent: etree._Element, tag: str, text: str, **attributes: str) -> None:
    _sub(parent, MODS, tag, **attributes).text = clean(text)
