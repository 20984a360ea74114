"""Wire items: NITF, NewsML-G2 and NewsML 1."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy
from itertools import chain

import msgspec
from lxml import etree

from packager.reading import html, proof
from packager.reading.draft import DraftBlock, Metadata
from packager.reading.metadata import iso_date
from packager.reading.xml import find, find_all, loose, name, outermost, silent, words

ROOTS = frozenset({"nitf", "newsml", "newsitem", "newsmessage", "packageitem"})


def read(root: etree._Element) -> Iterator[DraftBlock]:
    """Every item of the file as one story."""
    kind = name(root)
    if kind == "nitf":
        yield from _nitf(root)
        return
    nested = find_all(root, "newsitem")
    items = [item for item in nested if next(outermost(item, ("newsitem",)), None) is None] or [
        root
    ]
    for item in items:
        yield from _newsml_1(item) if kind == "newsml" else _g2(item)
    yield from _swept(root, items, set())
    scopes = ("datacontent",) if kind == "newsml" else ("inlinexml", "inlinedata")
    inside = {part for item in items for part in item.iter()}
    for content in outermost(root, scopes):
        if content not in inside:
            yield from _content(content)


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
    taken: list[etree._Element] = []
    if head is not None:
        yield from _lines(head, (("hl1", "headline"), ("hl2", "deck")), said, taken)
        for byline in find_all(head, "byline"):
            taken.append(byline)
            yield from _byline(byline)
        for part, role in (("distributor", "source"), ("note", "note"), ("abstract", "note")):
            for node in outermost(head, (part,)):
                taken.append(node)
                yield from _paragraph(node, role)
    if not said - {""}:
        yield from _head(find(root, "head", "title"), "headline")
    dateline = find(head, "dateline") if head is not None else None
    taken += [dateline] if dateline is not None else []
    if head is not None:
        yield from _rest(head, taken, "source")
    bodies = list(outermost(root, ("body",)))
    above = set(head.iter()) if head is not None else set()  # a note may have a body of its own
    contents = [c for c in outermost(root, ("body.content",)) if c not in above] or bodies
    yield from _led(words(dateline), chain.from_iterable(map(_content, contents)))
    ends = list(outermost(root, ("body.end",)))
    for end in ends:
        parts = [*outermost(end, ("tagline",)), *outermost(end, ("bibliography",))]
        for part in parts:
            yield from _paragraph(part)
        yield from _rest(end, parts)
    for one in bodies:  # a mended file may have more, and heads in them
        yield from _rest(one, (*([] if head is None else [head]), *contents, *ends))


def _lines(
    scope: etree._Element,
    parts: Iterable[tuple[str, str]],
    said: set[str],
    taken: list[etree._Element],
) -> Iterator[DraftBlock]:
    """The lines over a story by element and role, each once; of headlines all but one are decks."""
    for part, role in parts:
        for node in outermost(scope, (part,)):
            text = words(node)
            taken.append(node)
            if text and text not in said:
                again = role == "headline" and bool(said)
                said.add(text)
                if role in ("headline", "deck"):
                    yield from _head(node, "deck" if again else role)
                else:
                    yield from _paragraph(node, role)


LINES = frozenset(
    {"headline", "subheadline", "h1", "hl1", "hl2", "byline", "by", "dateline", "creditline"}
    | {"copyrightline", "distributor"}
)
"""Elements that hold a line over a story."""


def _swept(
    scope: etree._Element, taken: Iterable[etree._Element], said: set[str]
) -> Iterator[DraftBlock]:
    """The lines that damage, or a second component, has put where none are looked for."""
    inside = {part for node in taken for part in node.iter()}
    for node in outermost(scope, LINES):
        if node not in inside and words(node) not in said:
            yield from _paragraph(node, "source")


def _rest(
    scope: etree._Element, taken: Iterable[etree._Element], *roles: str
) -> Iterator[DraftBlock]:
    """What else an element says, that is neither in the parts taken nor silent."""
    for text in loose(scope, (*taken, *silent(scope))):
        yield DraftBlock(kind="paragraph", text=text, roles=roles, lines=_line(scope))


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
            said = [find(child, "media-caption"), find(child, "media-producer")]
            yield from _paragraph(said[0], "caption")
            yield from _paragraph(said[1], "credit")
            yield from _rest(child, [part for part in said if part is not None], "caption")
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
    found = tuple(html.blocks(copy))
    if proof.unread([words(node)], found):  # damaged: text where HTML has none
        found = (DraftBlock(kind="paragraph", text=words(node)),)
    for block in found:
        crosshead = block.kind == "heading"
        changed = msgspec.structs.replace(block, lines=_line(node))
        yield msgspec.structs.replace(changed, roles=("crosshead",)) if crosshead else changed


def _newsml_1(item: etree._Element) -> Iterator[DraftBlock]:
    yield DraftBlock(kind="rule")
    lines = find(item, "newslines")
    contents = list(outermost(item, ("datacontent",)))
    inner = find(contents[0], "nitf") if contents else None
    said: set[str] = set()
    taken: list[etree._Element] = []
    dateline = find(lines, "dateline") if lines is not None else None
    if lines is not None:
        taken += [dateline] if dateline is not None else []
        yield from _lines(lines, _LINES_1, said, taken)
    if inner is not None and find(inner, "body.head") is not None and lines is None:
        yield from list(_nitf(inner))[1:]
        yield from _rest(contents[0], [inner])
    else:
        said.add(words(dateline))
        first = (_inner(content, said) for content in contents[:1])
        yield from _led(words(dateline), chain.from_iterable(first))
    for content in contents[1:]:
        yield from _inner(content, said)
    yield from _swept(item, (*taken, *contents), said | {words(dateline)})


_LINES_1 = (
    *(("headline", "headline"), ("subheadline", "deck"), ("byline", "byline")),
    *(("creditline", "source"), ("copyrightline", "source")),
)


def _inner(content: etree._Element, said: set[str]) -> Iterator[DraftBlock]:
    """The body inside a content, and what stands around it but the lines already said."""
    where = find(content, "body.content")
    if where is None:
        where = find(content, "body")
    if where is None:
        yield from _content(content)
        return
    yield from _content(where)
    yield from _rest(content, (where, *_again(content, said)), "source")


def _again(content: etree._Element, said: set[str]) -> list[etree._Element]:
    return [line for line in outermost(content, LINES) if words(line) in said]


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
    said: set[str] = set()
    taken: list[etree._Element] = []
    if about is not None:
        yield from _lines(about, _LINES_2[:1], said, taken)
    if own is not None and words(own) and words(own) not in said:
        yield from _head(own, "deck" if said else "headline")
        said.add(words(own))
    if about is not None:
        yield from _lines(about, _LINES_2[1:], said, taken)
    contents = list(outermost(item, ("inlinexml", "inlinedata")))
    for node in contents:
        where = find(inner, "body.content") if inner is not None and inner in node.iter() else None
        where = find(node, "body") if where is None else where
        for block in _content(node if where is None else where):
            if block.kind != "heading" or block.text != words(own):
                yield block
        if where is not None:
            yield from _rest(node, (where, *_again(node, said)), "source")
    yield from _swept(item, (*taken, *contents), said)


_LINES_2 = (
    *(("headline", "headline"), ("by", "byline"), ("dateline", "source")),
    ("creditline", "source"),
)
