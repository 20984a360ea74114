"""Docling: ``DoclingDocument`` 1.x, its tree walked in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from packager.reading.draft import DraftBlock
from packager.reading.lines import parted

_MAX_DEPTH = 60


def read(document: Mapping[str, Any]) -> Iterator[DraftBlock]:
    """All nodes below ``body``, then whatever text the tree does not reach."""
    walk = _Walk(document)
    yield from walk.children(document.get("body"), 0)
    for name in ("texts", "tables", "pictures"):
        for n, node in enumerate(document.get(name) or ()):
            if isinstance(node, Mapping) and f"#/{name}/{n}" not in walk.seen:
                yield from walk.node(f"#/{name}/{n}", 0)


class _Walk:
    def __init__(self, document: Mapping[str, Any]) -> None:
        self._document = document
        self._page: int | None = None
        self.seen: set[str] = set()

    def children(self, node: Any, depth: int) -> Iterator[DraftBlock]:
        refs = node.get("children") if isinstance(node, Mapping) else None
        for ref in refs or ():
            pointer = ref.get("$ref") or ref.get("cref") if isinstance(ref, Mapping) else None
            if isinstance(pointer, str):
                yield from self.node(pointer, depth + 1)

    def node(self, pointer: str, depth: int) -> Iterator[DraftBlock]:
        if pointer in self.seen or depth > _MAX_DEPTH:
            return
        self.seen.add(pointer)
        node = self._resolve(pointer)
        if node is None:
            return
        prov = next(iter(node.get("prov") or ()), None)
        page = prov.get("page_no") if isinstance(prov, Mapping) else None
        if isinstance(page, int) and page != self._page:
            self._page = page
            yield DraftBlock(kind="page", number=str(page), ids=(pointer,))
        place = {"ids": (pointer,), "bbox": _bbox(prov)}
        kind = pointer.split("/")[1] if "/" in pointer else ""
        if kind == "groups" and node.get("label") in ("list", "ordered_list"):
            yield from self._list(node, depth, place)
            return
        if kind == "tables":
            yield from self._captions(node)
            yield from _table(node, place)
        elif kind == "pictures":
            yield DraftBlock(kind="figure", src=_image(node), **place)  # type: ignore[arg-type]  # two fields
            yield from self._captions(node)
        else:
            yield from _text(node, place)
        yield from self.children(node, depth)

    def _resolve(self, pointer: str) -> Mapping[str, Any] | None:
        node: Any = self._document
        for part in pointer.removeprefix("#/").split("/"):
            if isinstance(node, Mapping):
                node = node.get(part)
            elif isinstance(node, list) and part.isdigit() and int(part) < len(node):
                node = node[int(part)]
            else:
                return None
        return node if isinstance(node, Mapping) else None

    def _captions(self, node: Mapping[str, Any]) -> Iterator[DraftBlock]:
        for ref in node.get("captions") or ():
            pointer = ref.get("$ref") or ref.get("cref") if isinstance(ref, Mapping) else None
            if isinstance(pointer, str) and pointer not in self.seen:
                self.seen.add(pointer)
                caption = self._resolve(pointer)
                if caption and _words(caption):
                    yield DraftBlock(
                        kind="paragraph", text=_words(caption), roles=("caption",), ids=(pointer,)
                    )

    def _list(
        self, group: Mapping[str, Any], depth: int, place: dict[str, Any]
    ) -> Iterator[DraftBlock]:
        items: list[str] = []
        ids: list[str] = []
        rest: list[DraftBlock] = []
        for block in self.children(group, depth):
            if block.kind == "paragraph" and not block.roles:
                items.append(block.text)
                ids += block.ids
            else:
                rest.append(block)
        if items:
            yield DraftBlock(kind="list", items=tuple(items), ids=tuple(ids), bbox=place["bbox"])
        yield from rest


def _words(node: Mapping[str, Any]) -> str:
    return str(node.get("text") or node.get("orig") or "").strip()


def _bbox(prov: Any) -> tuple[float, float, float, float] | None:
    box = prov.get("bbox") if isinstance(prov, Mapping) else None
    try:
        return (float(box["l"]), float(box["t"]), float(box["r"]), float(box["b"])) if box else None
    except (KeyError, TypeError, ValueError):
        return None


def _image(node: Mapping[str, Any]) -> str | None:
    image = node.get("image")
    uri = image.get("uri") if isinstance(image, Mapping) else None
    return str(uri) if uri and not str(uri).startswith("data:") else None


def _text(node: Mapping[str, Any], place: dict[str, Any]) -> Iterator[DraftBlock]:
    words = _words(node)
    if not words:
        return
    label = str(node.get("label") or "text")
    block = DraftBlock(kind="paragraph", text=words, **place)
    layer = node.get("content_layer")
    if label in ("page_header", "page_footer") or layer == "furniture":
        yield msgspec.structs.replace(block, roles=("furniture",))
    elif label in ("title", "section_header"):
        level = 1 if label == "title" else int(node.get("level") or 1) + 1
        yield msgspec.structs.replace(block, kind="heading", level=level)
    elif label == "caption":
        yield msgspec.structs.replace(block, roles=("caption",))
    elif label == "footnote":
        yield msgspec.structs.replace(block, roles=("furniture",))
    elif label == "list_item":
        marker = str(node.get("marker") or "").strip()
        numbered = marker if any(c.isalnum() for c in marker) else ""
        yield msgspec.structs.replace(block, text=f"{numbered} {words}".strip())
    else:
        for kind, part in parted(words):
            yield msgspec.structs.replace(block, kind=kind, text=part)


def _table(node: Mapping[str, Any], place: dict[str, Any]) -> Iterator[DraftBlock]:
    data = node.get("data")
    grid = data.get("grid") if isinstance(data, Mapping) else None
    rows: list[tuple[str, ...]] = []
    header = 0
    if isinstance(grid, list) and grid:
        seen: set[str] = set()
        for row in grid:
            cells = [cell for cell in row if isinstance(cell, Mapping)]
            if cells and header == len(rows) and all(cell.get("column_header") for cell in cells):
                header += 1
            texts: list[str] = []
            for cell in cells:
                row_at, column_at = (cell.get(f"start_{way}_offset_idx") for way in ("row", "col"))
                text = str(cell.get("text") or "").strip()
                span = f"{row_at!r} {column_at!r} {text}"
                texts.append("" if row_at is not None and span in seen else text)
                seen.add(span)
            rows.append(tuple(texts))
    elif isinstance(data, Mapping):
        cells = [c for c in data.get("table_cells") or () if isinstance(c, Mapping)]
        lines: dict[int, list[str]] = {}
        for cell in cells:
            lines.setdefault(int(cell.get("start_row_offset_idx") or 0), []).append(
                str(cell.get("text") or "").strip()
            )
        rows = [tuple(lines[n]) for n in sorted(lines)]
    if any(any(row) for row in rows):
        yield DraftBlock(kind="table", rows=tuple(rows), header_rows=header, **place)
