"""ALTO 4.4: where every printed line stands, one file a page.

We set the lines, so their places are exact, not recognised. Units are 1/1200 inch from the top left
corner of the trimmed page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

import msgspec
from lxml import etree

from packager.makeup.page import FURNITURE, Frame, Item, MadePage, Picture, Rule, TextBlock

NAMESPACE = "http://www.loc.gov/standards/alto/ns-v4#"
_PER_POINT = 1200 / 72
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold."""


class Group(msgspec.Struct, frozen=True):
    """Items that stand together on a page: one story's, or page furniture (``article`` None)."""

    id: str
    """The ID of its block in the ALTO file."""
    article: str | None
    items: tuple[Item, ...]


def groups(page: MadePage, index: int) -> Iterator[Group]:
    """The page's items, story by story in reading order; ``index`` counts pages from 1."""

    def story(item: Item) -> str | None:
        known = isinstance(item, TextBlock | Picture) and getattr(item, "role", "") not in FURNITURE
        return item.article if known and isinstance(item, TextBlock | Picture) else None

    for number, (article, items) in enumerate(groupby(page.items, story), 1):
        yield Group(f"P{index}_G{number}", article, tuple(items))


def alto(page: MadePage, index: int, picture: str | None = None) -> bytes:
    """The ALTO file of a page; ``index`` counts pages from 1, ``picture`` is the page's image."""
    root = etree.Element(_name("alto"), {"SCHEMAVERSION": "4.4"}, nsmap={None: NAMESPACE})
    description = _add(root, "Description")
    _add(description, "MeasurementUnit").text = "inch1200"
    if picture:
        _add(_add(description, "sourceImageInformation"), "fileName").text = picture
    parts = list(groups(page, index))
    roles = sorted({i.role for group in parts for i in group.items if isinstance(i, TextBlock)})
    stories = {group.article: None for group in parts if group.article is not None}
    tags = {article: f"story-{number}" for number, article in enumerate(stories, 1)}
    if roles or tags:
        element = _add(root, "Tags")
        for article, tag in tags.items():
            _add(element, "StructureTag", ID=tag, TYPE="article", LABEL=clean(article))
        for role in roles:
            _add(element, "LayoutTag", ID=f"role-{role}", LABEL=role)
    size = {"WIDTH": _units(page.width), "HEIGHT": _units(page.height)}
    sheet = _add(_add(root, "Layout"), "Page", ID=f"P{index}", PHYSICAL_IMG_NR=str(index),
                 PRINTED_IMG_NR=clean(page.number), **size)  # fmt: skip
    space = _add(sheet, "PrintSpace", HPOS="0", VPOS="0", **size)
    for group in parts:
        box = _add(space, "ComposedBlock", ID=group.id, **_place(*_bounds(group.items)))
        if group.article is not None:
            box.set("TYPE", "article")
            box.set("TAGREFS", tags[group.article])
        for number, item in enumerate(group.items, 1):
            _item(box, f"{group.id}_B{number}", item)
    return serialise(root)


def serialise(root: etree._Element) -> bytes:
    """An XML file of a tree, the same bytes every time."""
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return data


def clean(text: str) -> str:
    """A text without the control characters that XML cannot hold."""
    return _ILLEGAL.sub("", text)


def _item(parent: etree._Element, name: str, item: Item) -> None:
    place = _place(item.x, item.y, *_size(item))
    match item:
        case TextBlock():
            block = _add(parent, "TextBlock", ID=name, TAGREFS=f"role-{item.role}", **place)
            if _LANGUAGE.fullmatch(item.language):
                block.set("LANG", item.language)
            _lines(block, item)
        case Picture():
            _add(parent, "Illustration", ID=name, **place)
        case Rule() | Frame():
            _add(parent, "GraphicalElement", ID=name, **place)


def _lines(block: etree._Element, item: TextBlock) -> None:
    if item.upright:  # the cells of one vertical line
        place = _place(item.x, item.y, *_size(item))
        element = _add(block, "TextLine", **place)
        text = "".join(line.text for line in item.lines)
        _add(element, "String", CONTENT=clean(text), **place)
        return
    for index, line in enumerate(item.lines):
        left, width = item.x + line.indent * item.size, (line.width - line.indent) * item.size
        slack = item.width - line.width * item.size
        left += {"start": 0.0, "centre": slack / 2, "end": slack}[item.align]
        place = _place(left, item.y + index * item.leading, max(width, 0.0), item.leading)
        element = _add(block, "TextLine", **place)
        _add(element, "String", CONTENT=clean(line.text), **place)
        if line.hyphen:
            _add(element, "HYP", CONTENT=clean(line.hyphen))


def _size(item: Item) -> tuple[float, float]:
    if isinstance(item, TextBlock):
        return item.width, item.leading * len(item.lines)
    return item.width, item.height


def _bounds(items: Sequence[Item]) -> tuple[float, float, float, float]:
    left, top = min(item.x for item in items), min(item.y for item in items)
    right = max(item.x + _size(item)[0] for item in items)
    return left, top, right - left, max(item.y + _size(item)[1] for item in items) - top


def _place(x: float, y: float, width: float, height: float) -> dict[str, str]:
    return {"HPOS": _units(x), "VPOS": _units(y), "WIDTH": _units(width), "HEIGHT": _units(height)}


def _units(points: float) -> str:
    return f"{points * _PER_POINT:.1f}".removesuffix(".0")


def _name(tag: str) -> str:
    return f"{{{NAMESPACE}}}{tag}"


def _add(parent: etree._Element, tag: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, _name(tag), attributes)
