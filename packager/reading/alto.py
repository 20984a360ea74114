"""ALTO pages, alone or under a METS that says which blocks make an article."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

import msgspec
from lxml import etree

from packager.issue import Publication
from packager.reading.draft import DraftBlock, Metadata
from packager.reading.metadata import iso_date
from packager.reading.script import join_lines
from packager.reading.xml import find, find_all, name, words

_HREF = "{http://www.w3.org/1999/xlink}href"
_MARGINS = {
    "topmargin": "folio",
    "bottommargin": "folio",
    "leftmargin": "furniture",
    "rightmargin": "furniture",
}
_HEADLINES = ("head", "title", "heading")


class Sheet(msgspec.Struct, frozen=True):
    """One ALTO page: its printed number and its text blocks by id."""

    number: str | None
    blocks: dict[str, DraftBlock]


def sheet(root: etree._Element, *, file: str | None = None) -> Sheet:
    """The text blocks of an ALTO page in document order; a hyphenated pair is joined once.

    In a mended file blocks and lines may lie in one another, or words in none: all are read.
    """
    page = find(root, "page")
    number = None
    if page is not None:
        number = page.get("PRINTED_IMG_NR") or page.get("PHYSICAL_IMG_NR")
    found: dict[str, DraftBlock] = {}
    for node in root.iter():
        if name(node) not in ("textblock", "illustration", "graphicalelement"):
            if name(node) == "string" and not _is_within(node, "textblock"):
                lost = f"string{len(found) + 1}"
                found[lost] = DraftBlock(
                    kind="paragraph", text=node.get("CONTENT") or "", ids=(lost,), file=file
                )
            continue
        place = node.get("ID") or f"block{len(found) + 1}"
        if place in found:
            place = f"{place}-{len(found) + 1}"
        if name(node) != "textblock":
            if name(node) == "illustration":
                found[place] = DraftBlock(kind="figure", ids=(place,), file=file, bbox=_bbox(node))
            continue
        text = _text(node)
        if not text:
            continue
        role = next((_MARGINS[name(a)] for a in node.iterancestors() if name(a) in _MARGINS), None)
        found[place] = DraftBlock(
            kind="paragraph",
            text=text,
            roles=(role,) if role else (),
            ids=(place,),
            file=file,
            bbox=_bbox(node),
            lines=(node.sourceline, node.sourceline) if node.sourceline else None,
        )
    return Sheet(number, found)


def _bbox(node: etree._Element) -> tuple[float, float, float, float] | None:
    try:
        x, y = float(node.get("HPOS") or ""), float(node.get("VPOS") or "")
        return (x, y, x + float(node.get("WIDTH") or ""), y + float(node.get("HEIGHT") or ""))
    except ValueError:
        return None


def _text(block: etree._Element) -> str:
    """The words of a block; of a hyphenated pair the whole word (SUBS_CONTENT) once."""
    text = ""
    pending = ""
    strings = _own(block, "string")
    whole = {
        one
        for one, two in pairwise(strings)
        if one.get("SUBS_TYPE") == "HypPart1"
        and two.get("SUBS_TYPE") == "HypPart2"
        and _bare(one.get("SUBS_CONTENT") or "")
        == _bare((one.get("CONTENT") or "") + (two.get("CONTENT") or ""))
    }
    for line in _lines(block):
        parts: list[str] = []
        for node in line:
            kind = name(node)
            if kind == "string":
                content = node.get("CONTENT") or ""
                if node in whole:
                    content = pending = node.get("SUBS_CONTENT") or ""
                elif node.get("SUBS_TYPE") == "HypPart2" and pending:
                    content, pending = "", ""
                parts.append(content)
            elif kind == "sp":
                parts.append(" ")
            elif kind == "hyp" and not pending:
                parts.append(node.get("CONTENT") or "-")
        spaced = any(name(node) == "sp" for node in line)
        words_here = "".join(parts) if spaced else " ".join(filter(None, parts))
        words_here = " ".join(words_here.split())
        if text.endswith(("-", "\u00ad")) and words_here[:1].islower():
            text = text[:-1] + words_here
        else:
            text = join_lines(text, words_here) if text else words_here
    return text.strip()


def _is_within(node: etree._Element, part: str) -> bool:
    return any(name(outer) == part for outer in node.iterancestors())


def _own(block: etree._Element, *parts: str) -> list[etree._Element]:
    """The parts of a block that are in no other block inside it."""
    return [
        node
        for node in block.iter()
        if name(node) in parts
        and next(outer for outer in node.iterancestors() if name(outer) == "textblock") is block
    ]


def _lines(block: etree._Element) -> Iterator[list[etree._Element]]:
    """Strings, spaces and hyphens of each line; those in no line as they come."""
    line: etree._Element | None = None
    held: list[etree._Element] = []
    for node in _own(block, "string", "sp", "hyp"):
        here = next((outer for outer in node.iterancestors() if name(outer) == "textline"), None)
        if here is not line and held:
            yield held
            held = []
        line = here
        held.append(node)
    if held:
        yield held


def page(root: etree._Element, *, file: str | None = None) -> Iterator[DraftBlock]:
    """A page without a METS: its blocks as they stand."""
    here = sheet(root, file=file)
    yield DraftBlock(kind="page", number=here.number, file=file)
    yield from here.blocks.values()


def mets_metadata(root: etree._Element) -> Metadata:
    """Title and date out of the MODS of the issue."""
    part = find(root, "mods")
    if part is None:
        return Metadata()
    date = find(part, "dateissued")
    title = words(find(part, "titleinfo", "title")).rstrip(".")
    return Metadata(publication=Publication(title=title or None), date=iso_date(words(date)))


def mets(
    root: etree._Element, load: Callable[[str], etree._Element | None]
) -> tuple[list[DraftBlock], list[str]]:
    """Blocks in the order of the articles, page by page, and the ALTO files read.

    ``load`` hands over the root of a file named in the METS, or None. An article that goes over
    pages has a part on each; blocks that no article claims come last on their page.
    """
    files: list[str] = []
    sheets: list[Sheet] = []
    home: dict[str, int] = {}
    numbers: dict[str, int] = {}
    for node in find_all(root, "file"):
        place = find(node, "flocat")
        href = (place.get(_HREF) or "") if place is not None else ""
        if not href.lower().endswith(".xml"):
            continue
        href = href.removeprefix("file://").lstrip("./")
        loaded = load(href)
        if loaded is not None and name(loaded) == "alto":
            numbers[node.get("ID") or ""] = len(sheets)
            sheets.append(sheet(loaded, file=href))
            files.append(href)
            home = dict.fromkeys(sheets[-1].blocks, len(sheets) - 1) | home
    articles = _articles(root)
    titles = _titles(root)
    blocks: list[DraftBlock] = []
    for n, here in enumerate(sheets):
        claimed: set[str] = set()
        blocks.append(DraftBlock(kind="page", number=here.number or str(n + 1), file=files[n]))
        for article, places in articles:
            mine = {p: here.blocks[p] for f, p in places if numbers.get(f, home.get(p)) == n}
            claimed |= set(mine)
            if mine:
                blocks.append(DraftBlock(kind="rule"))
                blocks += _begun(list(mine.values()), titles.get(article, ""))
        loose = [block for place, block in here.blocks.items() if place not in claimed]
        if loose:
            blocks.append(DraftBlock(kind="rule"))
            blocks += loose
    return blocks, files


def _begun(blocks: list[DraftBlock], title: str) -> list[DraftBlock]:
    """Make the block that holds the article's title, or a first line in capitals, its headline."""
    if len(blocks) < 2 or blocks[0].kind != "paragraph" or blocks[0].roles:
        return blocks
    text = blocks[0].text
    if (title and _bare(text) == _bare(title)) or (len(text) <= 60 and _is_capital(text)):
        return [
            msgspec.structs.replace(blocks[0], kind="heading", roles=("headline",)),
            *blocks[1:],
        ]
    return blocks


def _is_capital(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 3 and sum(c.isupper() for c in letters) >= 0.7 * len(letters)


def _bare(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _titles(root: etree._Element) -> dict[str, str]:
    """Logical id → title, by way of the descriptive metadata."""
    by_id = {
        node.get("ID"): words(find(node, "titleinfo", "title")) for node in find_all(root, "dmdsec")
    }
    return {
        node.get("ID") or "": by_id.get(node.get("DMDID"), "") or node.get("LABEL") or ""
        for node in find_all(root, "div")
    }


def _articles(root: etree._Element) -> list[tuple[str, list[tuple[str, str]]]]:
    """Article ids with their (file id, block id), by structLink or by areas in the logical map.

    Block ids are often counted anew on each page, so that an area tells its file; a link does not.
    """
    links: dict[str, list[str]] = {}
    for group in find_all(root, "smlinkgrp"):
        places = [
            (node.get(_HREF) or "").lstrip("#") for node in group if name(node) == "smlocatorlink"
        ]
        if places:
            links.setdefault(places[0], []).extend(places[1:])
    for node in find_all(root, "smlink"):
        start = (node.get("{http://www.w3.org/1999/xlink}from") or "").lstrip("#")
        links.setdefault(start, []).append(
            (node.get("{http://www.w3.org/1999/xlink}to") or "").lstrip("#")
        )
    logical = [
        m
        for m in find_all(root, "structmap")
        if (m.get("TYPE") or "").upper().startswith("LOGICAL")
    ]
    found: list[tuple[str, list[tuple[str, str]]]] = []
    for node in (div for scope in logical for div in find_all(scope, "div")):
        kind = (node.get("TYPE") or "").upper()
        if kind not in ("ARTICLE", "ADVERTISEMENT", "ILLUSTRATION", "SECTION_ARTICLE", "ITEM"):
            continue
        place = node.get("ID") or ""
        areas = [(a.get("FILEID") or "", a.get("BEGIN") or "") for a in find_all(node, "area")]
        for inner in (*(i for i in find_all(node, "div") if i is not node), node):
            areas += (("", linked) for linked in links.get(inner.get("ID") or "", ()))
        if areas:
            found.append((place, list(dict.fromkeys(areas))))
    return found
