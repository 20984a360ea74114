"""What structured sources show, gathered for the proof of reading by simple walks over all of them.

The readers go by order, place and role; these walks only by the names that hold words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from lxml import etree

from packager.reading import newsml, proof, xml


def docling(document: Mapping[str, Any]) -> Iterator[str]:
    """Every node's text and every cell, a cell that spans several places once."""
    for node in _members(document.get("texts")):
        yield _string(node.get("text") or node.get("orig"))
    for table in _members(document.get("tables")):
        data = table.get("data")
        if isinstance(data, Mapping):
            grid = data.get("grid")
            rows = grid if isinstance(grid, list) and grid else [data.get("table_cells")]
            yield from _cells(cell for row in rows for cell in _members(row))


def _cells(cells: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    spans: set[str] = set()
    for cell in cells:
        row, column = cell.get("start_row_offset_idx"), cell.get("start_col_offset_idx")
        text = _string(cell.get("text"))
        place = f"{row!r} {column!r} {text}"
        if row is None or place not in spans:
            yield text
        spans.add(place)


def _members(values: Any) -> list[Mapping[str, Any]]:
    return [v for v in values if isinstance(v, Mapping)] if isinstance(values, list) else []


def _string(value: Any) -> str:
    return value if isinstance(value, str) else ""


def articles(items: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """The words of every story: under the first name of each kind that says anything."""
    from packager.reading import articles as reader

    for item in map(reader.older, items):
        lines: list[tuple[Mapping[str, Any], tuple[str, ...]]] = [
            (item, names) for names in reader.PRINTED
        ]
        lines += [(p, names) for p in reader.pictures(item) for names in reader.CAPTIONS]
        for holder, names in lines:
            found = reader.first(holder, names)
            yield from (text for _, text in _leaves(found, reader.NAMES))
        for key, text in _leaves(reader.first(item, reader.BODY), reader.WORDS):
            yield proof.plain(text) if "html" in key or reader.is_html(text) else text


def _leaves(found: tuple[str, Any] | None, names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The strings of a value, with the key it stands under; of an object, of the first named."""
    key, value = found or ("", None)
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, list):
        for part in value:
            yield from _leaves((key, part), names)
    elif isinstance(value, Mapping):
        inner = ((name, value[name]) for name in names if value.get(name))
        yield from _leaves(next(inner, None), names)


def alto(root: etree._Element) -> Iterator[str]:
    """Every string of the page."""
    return (node.get("CONTENT") or "" for node in xml.find_all(root, "string"))


def wire(root: etree._Element) -> Iterator[str]:
    """All words of NITF's body; of NewsML the lines over a story and all of its content.

    A line is often said again: over the story, in its head and in the content.
    """
    contents = {"nitf": {"body"}, "newsml": {"datacontent"}}
    scopes = contents.get(xml.name(root), {"inlinexml", "inlinedata"})
    lines: dict[str, None] = {}
    for scope in xml.outermost(root, scopes | (set() if "body" in scopes else newsml.LINES)):
        if xml.name(scope) in newsml.LINES:
            lines[_said(scope)] = None
            continue
        silent = xml.silent(scope)
        unseen = {part for left in silent for part in left.iter()}
        apart = [line for line in xml.outermost(scope, newsml.LINES) if line not in unseen]
        lines |= dict.fromkeys(map(_said, apart))
        for text in xml.loose(scope, (*apart, *silent)):
            yield proof.plain(text) if "</" in text or "<br" in text.lower() else text
    yield from lines


def _said(line: etree._Element) -> str:
    return " ".join(xml.loose(line, xml.silent(line)))
