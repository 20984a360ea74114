"""Feeds: RSS 0.9x, 1.0 (RDF), 2.0 and Atom, one item a story."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from lxml import etree

from packager.issue import Publication
from packager.reading import html
from packager.reading.draft import DraftBlock, Metadata
from packager.reading.metadata import iso_date
from packager.reading.xml import find, name, words

ROOTS = frozenset({"rss", "rdf", "feed"})


def metadata(root: etree._Element) -> Metadata:
    """The channel's title, language and date."""
    channel = find(root, "channel")
    scope = channel if channel is not None else root
    facts = {name(child): words(child) for child in reversed(list(scope))}
    return Metadata(
        publication=Publication(
            title=facts.get("title") or None, language=facts.get("language") or None
        ),
        date=iso_date(facts.get("date", "") or facts.get("updated", "")),
    )


def read(root: etree._Element) -> Iterator[DraftBlock]:
    """Title, author and text of each item."""
    for item in (node for node in root.iter() if name(node) in ("item", "entry")):
        parts: dict[str, etree._Element] = {}
        for child in item:
            parts.setdefault(name(child), child)
        yield DraftBlock(kind="rule")
        line = (item.sourceline, item.sourceline) if item.sourceline else None
        lines = [" ".join(part.split()) for part in _raw(parts.get("title")).splitlines()]
        title = " ".join(filter(None, lines))
        if title:
            yield DraftBlock(kind="heading", text=title, roles=("headline",), lines=line)
        author = words(parts.get("creator")) or words(parts.get("author"))
        if author:
            yield DraftBlock(kind="paragraph", text=author, roles=("byline",), lines=line)
        text = (
            _raw(parts.get("encoded"))
            or _raw(parts.get("content"))
            or _raw(parts.get("description"))
        )
        text = text or _raw(parts.get("summary"))
        for block in html.fragment(text) if "<" in text else _plain(text):
            crosshead = block.kind == "heading"
            placed = msgspec.structs.replace(block, lines=line)
            yield msgspec.structs.replace(placed, roles=("crosshead",)) if crosshead else placed


def _raw(node: etree._Element | None) -> str:
    return "".join(node.itertext("*")).strip() if node is not None else ""


def _plain(text: str) -> Iterator[DraftBlock]:
    for part in filter(None, (" ".join(line.split()) for line in text.splitlines())):
        yield DraftBlock(kind="paragraph", text=part)
