"""PaddleOCR-VL and PP-StructureV3: ``parsing_res_list``, one page a result."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from packager.reading import html, leaves
from packager.reading.draft import DraftBlock
from packager.reading.lines import html_breaks, is_soft_verse

_FURNITURE = {
    **dict.fromkeys(("header", "footer", "aside_text", "footnote"), "furniture"),
    **dict.fromkeys(("header_image", "footer_image"), "furniture"),
    **{"number": "page-number"},
}
_CAPTIONS = frozenset(
    {"figure_title", "table_title", "chart_title", "vision_footnote", "figure_caption"}
)
_PICTURES = frozenset({"image", "figure", "chart", "seal"})
_TITLES = {"doc_title": 1, "paragraph_title": 2, "title": 1}


def results(data: Any) -> list[Mapping[str, Any]]:
    """The page results in any of the wrappings that the tools write."""
    if isinstance(data, list):
        return [result for part in data for result in results(part)]
    if not isinstance(data, Mapping):
        return []
    if isinstance(data.get("parsing_res_list"), list):
        return [data]
    for key in ("res", "result", "prunedResult", "layoutParsingResults", "pages"):
        if key in data:
            return results(data[key])
    return []


def read(data: Any) -> Iterator[DraftBlock]:
    """All pages in order."""
    pages = results(data)
    for index, page in enumerate(pages):
        number = page.get("page_index")
        if len(pages) > 1 or isinstance(number, int):
            printed = str((number if isinstance(number, int) else index) + 1)
            yield DraftBlock(kind="page", number=printed, ids=(f"/{index}",))
        items = [item for item in page["parsing_res_list"] if isinstance(item, Mapping)]
        for n, item in enumerate(_with_captions_after(items)):
            place = f"/{index}/{item.get('block_id', n)}"
            found = tuple(_block(item))
            for block in (*found, *leaves.unread(item, found)):
                yield msgspec.structs.replace(block, ids=(place,), bbox=_bbox(item))


def _label(item: Mapping[str, Any]) -> str:
    return str(item.get("block_label") or item.get("label") or "text")


def _with_captions_after(items: list[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """A figure's title may stand before it; the copy desk looks for captions after the picture."""
    out: list[Mapping[str, Any]] = []
    for item in items:
        if _label(item) in _PICTURES and out and _label(out[-1]) in ("figure_title", "chart_title"):
            earlier = _label(out[-2]) if len(out) > 1 else ""
            if earlier not in _PICTURES:
                out.insert(-1, item)
                continue
        out.append(item)
    return out


def _bbox(item: Mapping[str, Any]) -> tuple[float, float, float, float] | None:
    box = item.get("block_bbox") or item.get("bbox")
    if isinstance(box, list) and len(box) == 4 and all(isinstance(v, int | float) for v in box):
        return (float(box[0]), float(box[1]), float(box[2]), float(box[3]))
    return None


def _block(item: Mapping[str, Any]) -> Iterator[DraftBlock]:
    label = _label(item)
    content = item.get("block_content", item.get("content"))
    text = html_breaks(content).strip() if isinstance(content, str) else ""
    if "<table" in text.lower() or "<img" in text.lower():
        yield from html.fragment(text)
    elif label in _PICTURES:
        path = item.get("block_image") or item.get("image_path")
        yield DraftBlock(kind="figure", src=str(path) if path else None, alt=text)
    elif text:
        flat = " ".join(text.split("\n")) if label in _TITLES else text
        role = _FURNITURE.get(label) or ("caption" if label in _CAPTIONS else None)
        if label in _TITLES:
            yield DraftBlock(kind="heading", level=_TITLES[label], text=flat)
        else:
            lines = tuple(filter(None, map(str.strip, text.split("\n"))))
            if role is None and is_soft_verse(lines):
                yield DraftBlock(kind="verse", text="\n".join(lines))
                return
            for part in lines:
                yield DraftBlock(kind="paragraph", text=part, roles=(role,) if role else ())
