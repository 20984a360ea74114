"""Wire items: NITF, NewsML-G2 and NewsML 1."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

import msgspec
from lxml import etree

from packager.reading import html
from packager.reading.draft import DraftBlock, Metadata
from packager.reading.metadata import iso_date
from packager.reading.xml import find, find_all, name, words

ROOTS = frozenset({"nitf", "newsml", "newsitem", "newsmessage", "packageitem"})


def read(root: etree._Element) -> Iterator[DraftBlock]:
    """Every item of the file as one story."""
    kind = name(root)
    if kind == "nitf":
        yield from _nitf(root)
        return
    if kind == "newsml":
        items = [node for node in root.iter() if name(node) == "newsitem"] or [root]
        for item in items:
            yield from _newsml_1(item)
        return
    items = [root] if kind == "newsitem" else find_all(root, "newsitem")
    for item in items or [root]:
        yield from _g2(item)


def metadata(root: etree._Element) -> Metadata:
    """The date of issue, where the item states one."""
    for part, attribute in (
        ("date.issue", "norm"),
        ("pubdata", "date.publication"),
        ("versioncreated", ""),
        ("firstcreated", ""),
        ("thisrevisioncreated", ""),
    ):
        node = find(root, part)
        if node is not None:
            stamp = node.get(attribute) if attribute else words(node)
            date = iso_date(stamp or "")
            if date:
                return Metadata(date=date)
    return Metadata()


def _head(node: etree._Element | None, role: str) -> Iterator[DraftBlock]:
    text = words(node)
    if text:
        yield DraftBlock(kind="heading", text=text, roles=(role,), lines=_line(node))


def _paragraph(node: etree._Element | None, *roles: str) -> Iterator[DraftBlock]:
    text = words(node)
    if text:
        yield DraftBlock(kind="paragraph", text=text, roles=roles, lines=_line(node))


def _line(node: etree._Element | None) -> tuple[int, int] | None:
    return (node.sourceline, node.sourceline) if node is not None and node.sourceline else None


def _nitf(root: etree._Element) -> Iterator[DraftBlock]:
    yield DraftBlock(kind="rule")
    head = find(root, "body.head")
    said: set[str] = set()
    if head is not None:
        first = find(head, "hl1")
        said.add(words(first))
        yield from _head(first, "headline")
        for deck in find_all(head, "hl2"):
            if words(deck) not in said:
                said.add(words(deck))
                yield from _head(deck, "deck")
        for byline in find_all(head, "byline"):
            yield from _byline(byline)
        yield from _paragraph(find(head, "distributor"), "source")
        for part in ("note", "abstract"):
            for node in find_all(head, part):
                yield from _paragraph(node, "note")
    if not said - {""}:
        yield from _head(find(root, "head", "title"), "headline")
    content = find(root, "body", "body.content")
    if content is None:
        content = find(root, "body")
    if content is not None:
        yield from _led(words(find(root, "body.head", "dateline")), _content(content))
    for part in ("tagline", "bibliography"):
        end = find(root, "body.end")
        if end is not None:
            yield from _paragraph(find(end, part))


def _byline(node: etree._Element) -> Iterator[DraftBlock]:
    """The name, and the person's title (byttl) as a line of its own."""
    title = words(find(node, "byttl"))
    text = words(node)
    name_only = text.removesuffix(title).strip() if title else text
    for part in filter(None, (name_only, title)):
        yield DraftBlock(kind="paragraph", text=part, roles=("byline",), lines=_line(node))


def _led(dateline: str, blocks: Iterator[DraftBlock]) -> Iterator[DraftBlock]:
    """Run the dateline in with the first paragraph, as printed, unless it is there already."""
    for block in blocks:
        if dateline and block.kind == "paragraph" and not block.roles:
            if block.text.startswith(dateline.partition(",")[0].strip()) or not dateline.endswith(
                _DASHES
            ):
                yield DraftBlock(kind="paragraph", text=dateline, roles=("source",))
                yield block
            else:
                moved = len(dateline) + 1
                marks = tuple(
                    msgspec.structs.replace(m, start=m.start + moved, end=m.end + moved)
                    for m in block.marks
                )
                yield msgspec.structs.replace(block, text=f"{dateline} {block.text}", marks=marks)
            dateline = ""
        else:
            yield block
    if dateline:
        yield DraftBlock(kind="paragraph", text=dateline, roles=("source",))


_DASHES = ("-", "–", "—")


def body(content: etree._Element) -> Iterator[DraftBlock]:
    """The blocks of body.content, of XHTML or of any XML with p elements."""
    for child in content:
        kind = name(child)
        if kind == "media":
            reference = find(child, "media-reference")
            source = reference.get("source") if reference is not None else None
            alt = (reference.get("alternate-text") or "").strip() if reference is not None else ""
            yield DraftBlock(kind="figure", src=source, alt=alt, lines=_line(child))
            yield from _paragraph(find(child, "media-caption"), "caption")
            yield from _paragraph(find(child, "media-producer"), "credit")
        elif kind in ("hl1", "hl2", "hl3", "h1", "h2", "h3", "h4", "h5", "h6"):
            yield from _head(child, "crosshead")
        elif kind in _HTML:
            yield from _html(child)
        elif kind and len(child):
            if (child.text or "").strip():
                yield DraftBlock(kind="paragraph", text=" ".join(str(child.text).split()))
            yield from body(child)
        elif kind:
            yield from _paragraph(child)
        if (child.tail or "").strip():
            yield DraftBlock(kind="paragraph", text=" ".join(str(child.tail).split()))


_HTML = ("p", "ul", "ol", "table", "dl", "pre", "fn", "hr", "img", "figure", "blockquote")
_AS = {"hedline": "p", "em": "em", "q": "q", "lang": "span", "nitf-table": "table"}


def _html(node: etree._Element) -> Iterator[DraftBlock]:
    """Hand an element that is HTML in all but name to the HTML walker."""
    copy = deepcopy(node)
    copy.tail = None
    for part in copy.iter():
        if isinstance(part.tag, str):
            part.tag = _AS.get(name(part), name(part))
    for block in html.blocks(copy):
        crosshead = block.kind == "heading"
        changed = msgspec.structs.replace(block, lines=_line(node))
        yield msgspec.structs.replace(changed, roles=("crosshead",)) if crosshead else changed


def _newsml_1(item: etree._Element) -> Iterator[DraftBlock]:
    yield DraftBlock(kind="rule")
    lines = find(item, "newslines")
    content = find(item, "datacontent")
    inner = find(content, "nitf") if content is not None else None
    if lines is not None:
        yield from _head(find(lines, "headline"), "headline")
        yield from _head(find(lines, "subheadline"), "deck")
        yield from _paragraph(find(lines, "byline"), "byline")
        for part in ("creditline", "copyrightline"):
            yield from _paragraph(find(lines, part), "source")
    if inner is not None and find(inner, "body.head") is not None and lines is None:
        yield from list(_nitf(inner))[1:]
        return
    where = find(content, "body.content") if content is not None else None
    if where is None:
        where = find(content, "body") if content is not None else None
    if where is None:
        where = content
    dateline = words(find(lines, "dateline")) if lines is not None else ""
    yield from _led(dateline, _content(where) if where is not None else iter(()))


def _content(where: etree._Element) -> Iterator[DraftBlock]:
    if (where.text or "").strip():
        yield from _loose(str(where.text))
    yield from body(where)


def _loose(text: str) -> Iterator[DraftBlock]:
    """Text, or escaped HTML, that stands right inside an element."""
    if "</" in text or "<br" in text.lower():
        yield from html.fragment(text)
        return
    for line in filter(None, (" ".join(line.split()) for line in text.splitlines())):
        yield DraftBlock(kind="paragraph", text=line)


def _g2(item: etree._Element) -> Iterator[DraftBlock]:
    yield DraftBlock(kind="rule")
    about = find(item, "contentmeta")
    content = find(item, "contentset")
    html_body = find(content, "inlinexml", "body") if content is not None else None
    own = find(html_body, "h1") if html_body is not None else None
    inner = find(content, "nitf") if content is not None else None
    said = words(own)
    lines = [words(line) for line in find_all(about, "headline")] if about is not None else []
    lines = list(dict.fromkeys((*lines, said)))
    for n, line in enumerate(filter(None, lines)):
        yield DraftBlock(kind="heading", text=line, roles=("deck" if n else "headline",))
    if about is not None:
        yield from _paragraph(find(about, "by"), "byline")
        for part in ("dateline", "creditline"):
            yield from _paragraph(find(about, part), "source")
    if inner is not None:
        where = find(inner, "body.content")
        if where is not None:
            yield from _content(where)
        return
    if html_body is not None:
        for block in _content(html_body):
            if block.text != said or block.kind != "heading":
                yield block
        return
    for part in ("inlinedata", "inlinexml"):
        node = find(content, part) if content is not None else None
        if node is not None:
            yield from _content(node)
