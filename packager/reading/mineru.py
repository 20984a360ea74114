"""MinerU: ``content_list.json`` (flat), its version 2 (by page), ``middle.json`` of 3.x and 4.x."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from packager.patterns import expression
from packager.reading import html, leaves
from packager.reading.draft import DraftBlock
from packager.reading.lines import html_breaks, parted
from packager.reading.script import join_lines

Item = Mapping[str, Any]
_FURNITURE = {
    **dict.fromkeys(("header", "page_header", "footer", "page_footer"), "furniture"),
    **dict.fromkeys(("aside_text", "page_aside_text", "page_footnote", "discarded"), "furniture"),
    **{"page_number": "page-number"},
}
_PICTURES = frozenset({"image", "chart", "equation", "equation_interline", "interline_equation"})


def content_list(items: Iterable[Any]) -> Iterator[DraftBlock]:
    """Version 1: one flat array; ``page_idx`` parts the pages."""
    page: int | None = None
    for n, item in enumerate(items):
        if not isinstance(item, Mapping):
            continue
        index = item.get("page_idx")
        if isinstance(index, int) and index != page:
            page = index
            yield DraftBlock(kind="page", number=str(index + 1), ids=(f"/{n}",))
        yield from _placed(_flat(item), item, f"/{n}")


def content_list_v2(pages: Iterable[Any]) -> Iterator[DraftBlock]:
    """Version 2: an array of pages of ``{type, content}``."""
    for index, page in enumerate(pages):
        yield DraftBlock(kind="page", number=str(index + 1), ids=(f"/{index}",))
        for n, item in enumerate(page if isinstance(page, list) else ()):
            if isinstance(item, Mapping):
                content = item.get("content")
                merged = {**item, **(content if isinstance(content, Mapping) else {})}
                yield from _placed(_flat(merged), item, f"/{index}/{n}")


def middle_4(data: Item) -> Iterator[DraftBlock]:
    """``docvortex.middle`` 2.0: pages of blocks, with ``continues_prev``."""
    for index, page in enumerate(data.get("pages") or ()):
        number = page.get("page_idx", index)
        yield DraftBlock(kind="page", number=str(number + 1), ids=(f"/pages/{index}",))
        for n, item in enumerate(page.get("blocks") or ()):
            content = item.get("content")
            merged = {**item, **(content if isinstance(content, Mapping) else {})}
            yield from _placed(_flat(merged), item, f"/pages/{index}/blocks/{n}")


def middle_3(data: Item) -> Iterator[DraftBlock]:
    """3.x: ``pdf_info[].para_blocks[].lines[].spans[]`` and ``discarded_blocks``."""
    for index, page in enumerate(data.get("pdf_info") or ()):
        number = page.get("page_idx", index)
        yield DraftBlock(kind="page", number=str(number + 1), ids=(f"/pdf_info/{index}",))
        for name in ("discarded_blocks", "para_blocks"):
            for n, item in enumerate(page.get(name) or ()):
                yield from _placed(_lined(item), item, f"/pdf_info/{index}/{name}/{n}")


def _placed(blocks: Iterator[DraftBlock], item: Item, place: str) -> Iterator[DraftBlock]:
    box = item.get("bbox")
    bbox = None
    if isinstance(box, list) and len(box) == 4 and all(isinstance(v, int | float) for v in box):
        bbox = (float(box[0]), float(box[1]), float(box[2]), float(box[3]))
    goes_on = bool(item.get("continues_prev"))
    found = tuple(blocks)
    for block in (*found, *leaves.unread(item, found)):
        yield msgspec.structs.replace(block, ids=(place,), bbox=bbox, continues_prev=goes_on)
        goes_on = False


def _flat(item: Item) -> Iterator[DraftBlock]:  # one branch a type of the format
    kind = str(item.get("type") or "text")
    if kind in _FURNITURE:
        yield from _paragraph(_words(item, "text", f"{kind}_content", "content"), _FURNITURE[kind])
    elif kind in ("text", "title", "paragraph", "ref_text", "phonetic"):
        level = item.get("text_level") or (item.get("level") or 1 if kind == "title" else None)
        words = _words(item, "text", f"{kind}_content", "content", "spans")
        if level and words:
            yield DraftBlock(kind="heading", level=int(level), text=" ".join(words.split("\n")))
        else:
            yield from _paragraph(words)
    elif kind == "table":
        yield from _table(item)
    elif kind in _PICTURES:
        yield from _picture(item, kind)
    elif kind in ("list", "index"):
        yield from _list(item)
    elif kind in ("code", "algorithm"):
        yield from _code(item)
    else:
        yield from _paragraph(_words(item, "text", f"{kind}_content", "content"))
        for value in item.get("blocks") or ():
            if isinstance(value, Mapping):
                yield from _flat(value)


def _code(item: Item) -> Iterator[DraftBlock]:
    for words in (
        *_all(item, "code_caption", "algorithm_caption"),
        *_words(item, "code_body", "code_content", "algorithm_content").split("\n"),
        *_all(item, "code_footnote"),
    ):
        yield from _paragraph(words, "paragraph")


def _paragraph(text: str, role: str | None = None) -> Iterator[DraftBlock]:
    if "\n" in text.strip() and role is None:
        for kind, words in parted(text):
            yield DraftBlock(kind=kind, text=words)
    elif text.strip():
        yield DraftBlock(kind="paragraph", text=text.strip(), roles=(role,) if role else ())


def _captions(item: Item, *keys: str) -> Iterator[DraftBlock]:
    for words in _all(item, *keys):
        yield from _paragraph(words, "caption")


def _all(item: Item, *keys: str) -> Iterator[str]:
    for key in keys:
        yield from _each(item.get(key))


def _table(item: Item) -> Iterator[DraftBlock]:
    body = item.get("table_body") or item.get("html") or item.get("table_html") or ""
    if isinstance(body, str) and body.strip():
        yield from _captions(item, "table_caption")
        yield from html.fragment(body)
    elif _source(item):
        yield DraftBlock(kind="figure", src=_source(item))
        yield from _captions(item, "table_caption")
    else:
        yield from _captions(item, "table_caption")
    for words in _all(item, "table_footnote"):
        yield from _paragraph(words, "paragraph")


def _picture(item: Item, kind: str) -> Iterator[DraftBlock]:
    if kind.endswith("equation") or kind.startswith("equation"):
        words = _words(item, "text", "math_content", "latex", "content")
        if words:
            yield from _paragraph(words)
            return
    content = item.get("content")
    alt = content.strip() if isinstance(content, str) else ""
    yield DraftBlock(kind="figure", src=_source(item), alt=alt)
    for stem in ("image", "img", "chart"):
        yield from _captions(item, f"{stem}_caption", f"{stem}_footnote")


def _source(item: Item) -> str | None:
    source = item.get("image_source")
    path = source.get("path") if isinstance(source, Mapping) else item.get("img_path")
    path = path or item.get("image_path")
    return str(path) if path else None


_ANCHORED = expression(r"^- \[(.*)\]\(#[^()]*\)$")
"""An entry of a table of contents: ``- [words](#place)``."""


def _list(item: Item) -> Iterator[DraftBlock]:
    items: list[str] = []
    for entry in item.get("list_items") or item.get("index_items") or item.get("items") or ():
        if isinstance(entry, Mapping):
            items.append(_words(entry, "item_content", "content", "text"))
        else:
            items.append(_ANCHORED.sub(r"\1", str(entry).strip()))
    kept = tuple(filter(None, items))
    if kept:
        yield DraftBlock(kind="list", items=kept)
    else:
        yield from _paragraph(_words(item, "text", "content"))


def _each(value: Any) -> Iterator[str]:
    """Captions come as a string, a list of strings, or lists of spans."""
    if isinstance(value, str):
        values: list[Any] = [value]
    elif isinstance(value, list) and value and all(isinstance(v, Mapping) for v in value):
        values = [value]
    else:
        values = value if isinstance(value, list) else []
    for entry in values:
        words = spans(entry).strip()
        if words:
            yield words


def _words(item: Item, *keys: str) -> str:
    for key in keys:
        words = spans(item.get(key))
        if words.strip():
            return html_breaks(words).strip()
    return ""


def spans(value: Any, depth: int = 0) -> str:
    """Text of a string, of a span, or of nested lists of spans."""
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    if depth > 12:
        return ""
    if isinstance(value, list):
        return "".join(spans(part, depth + 1) for part in value)
    if isinstance(value, Mapping):
        inner = value.get("content")
        words = (
            spans(inner, depth + 1) if inner is not None else spans(value.get("text"), depth + 1)
        )
        return words or spans(value.get("children"), depth + 1)
    return ""


def _lined(item: Item) -> Iterator[DraftBlock]:
    """A block of 3.x's middle.json: its words are in lines of spans."""
    kind = str(item.get("type") or "text")
    if kind in ("image", "table", "chart"):
        yield from _grouped(item, kind)
        return
    words = _line_words(item)
    if kind == "title" and words:
        yield DraftBlock(kind="heading", level=int(item.get("level") or 1), text=words)
    elif kind == "list":
        items = tuple(_line_items(item.get("lines") or ()))
        if items:
            yield DraftBlock(kind="list", items=items)
    else:
        yield from _paragraph(words, _FURNITURE.get(kind))
    for inner in item.get("blocks") or ():
        if isinstance(inner, Mapping):
            yield from _lined(inner)


def _line_items(lines: Sequence[Item]) -> Iterator[str]:
    """Items of a list: a line begins one where the parser says so, without its word every line."""
    told = any(line.get(flag) for line in lines for flag in ("is_list_start_line", _LAST))
    held = ""
    ended = True
    for line in lines:
        begins = not told or ended or line.get("is_list_start_line")
        if begins and held:
            yield held
            held = ""
        held = join_lines(held, _span_words(line))
        ended = bool(line.get(_LAST))
    if held:
        yield held


_LAST = "is_list_end_line"


def _grouped(item: Item, kind: str) -> Iterator[DraftBlock]:
    parts = [part for part in item.get("blocks") or (item,) if isinstance(part, Mapping)]
    captions = [p for p in parts if str(p.get("type")).endswith("_caption")]
    footnotes = [p for p in parts if str(p.get("type")).endswith("_footnote")]
    spans_within = [
        s for p in parts for line in p.get("lines") or () for s in line.get("spans") or ()
    ]
    first = kind == "table" and any(span.get("html") for span in spans_within)
    for part in captions if first else ():
        yield from _paragraph(_line_words(part), "caption")
    for part in parts:
        if part in captions or part in footnotes:
            continue
        for line in part.get("lines") or ():
            for span in line.get("spans") or ():
                body = span.get("html")
                if body:
                    yield from html.fragment(str(body))
                elif span.get("image_path"):
                    yield DraftBlock(kind="figure", src=_in_images(str(span["image_path"])))
                else:
                    yield from _paragraph(spans(span))
    for part in captions if not first else ():
        yield from _paragraph(_line_words(part), "caption")
    for part in footnotes:
        yield from _paragraph(_line_words(part), "paragraph" if kind == "table" else "caption")


def _in_images(path: str) -> str:
    return path if "/" in path else f"images/{path}"


def _line_words(item: Item) -> str:
    words = ""
    for line in item.get("lines") or ():
        words = join_lines(words, _span_words(line))
    return words


def _span_words(line: Item) -> str:
    return "".join(spans(span) for span in line.get("spans") or ()).strip()
