"""JSON of articles: ninjs, and the lists of articles that scrapers write."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from packager.reading import html
from packager.reading.draft import DraftBlock, Metadata
from packager.reading.marks import arabic
from packager.reading.metadata import iso_date

_HEADLINE = ("headline", "title", "标题", "主题", "name")
_KICKER = ("kicker", "pretitle", "pre_title", "引题", "肩题", "eyebrow")
_DECK = ("deck", "subtitle", "sub_title", "subheadline", "副题", "副标题", "description_text")
_LABEL = ("label", "column", "栏目")
_BYLINE = ("byline", "author", "authors", "reporter", "作者", "记者", "creator")
BODY = (
    *(
        "body_html",
        "body_xhtml",
        "content_html",
        "html",
        "content",
        "paragraphs",
        "body_text",
        "body",
    ),
    *("content_text", "text", "正文", "article"),
)
_SOURCE = ("source", "来源", "provider", "usageterms", "copyrightholder")
_EDITOR = ("editor", "责编", "责任编辑")
_CHANNEL = ("channel", "section", "category", "版块", "频道")
_PAGE = ("page", "page_number", "版次", "版面", "printedpage")
_PAGE_NAME = ("page_name", "版名")
PRINTED = (_CHANNEL, _LABEL, _KICKER, _HEADLINE, _DECK, _BYLINE, _SOURCE, _EDITOR)
"""What is printed of a story besides its body: of each kind the first name that says anything."""
CAPTIONS = (("caption", "description_text", "headline"), ("credit", "byline"))
NAMES = ("name", "text", "value")
"""Which value of an object is a name or line."""
WORDS = ("text", "content", "value", "html", "children", "items")
"""Which value of an object in a body holds its words."""
_LISTS = ("articles", "items", "news", "data", "results", "list", "docs")


def stories(data: Any) -> list[Mapping[str, Any]] | None:
    """The articles of a list, of an object that holds one, or a lone article; else None."""
    if isinstance(data, list):
        found = [item for item in data if isinstance(item, Mapping) and _is_story(item)]
        if not found or len(found) * 2 < len(data):
            return None
        return [item for item in data if isinstance(item, Mapping)]  # and those without a headline
    if not isinstance(data, Mapping):
        return None
    for key in _LISTS:
        inner = stories(data.get(key)) if isinstance(data.get(key), list) else None
        if inner:
            return inner
    return [data] if _is_story(data) else None


def _is_story(item: Mapping[str, Any]) -> bool:
    body = (*BODY, "bodies")
    return bool(first(item, body)) and bool(first(item, _HEADLINE) or "uri" in item)


def first(item: Mapping[str, Any], keys: tuple[str, ...]) -> tuple[str, Any] | None:
    """The first of several names that says anything, and what it says."""
    for key in keys:
        value = item.get(key)
        if value not in (None, "", [], {}):
            return key, value
    return None


def metadata(data: Any) -> Metadata:
    """A date given once for the whole list."""
    if isinstance(data, Mapping):
        for key in ("date", "日期", "issue_date", "publish_date", "versioncreated"):
            if isinstance(data.get(key), str):
                return Metadata(date=iso_date(data[key]))
    return Metadata()


def read(items: list[Mapping[str, Any]], place: str = "") -> Iterator[DraftBlock]:
    """The blocks of every article, each begun by its marked headline."""
    page: str | None = None
    for n, item in enumerate(items):
        number = _text(item, _PAGE)
        if number and number != page:
            page = number
            yield DraftBlock(
                kind="page", number=arabic(number), name=_text(item, _PAGE_NAME) or None
            )
        yield DraftBlock(kind="rule")
        for block in story(item):
            yield msgspec.structs.replace(
                block, ids=(f"{place}/{n}{block.ids[0] if block.ids else ''}",)
            )


def older(item: Mapping[str, Any]) -> Mapping[str, Any]:
    """An item of ninjs 2 or 3, whose headlines, bodies and descriptions are lists, as of ninjs 1.

    Of several the first in its main role counts; of the headlines the others are decks.
    """
    older = dict(item)
    for many, one in (("headlines", "headline"), ("descriptions", "description_text")):
        values = [_flat(value).strip() for value in _mainly(item.get(many))]
        if values:
            older[one] = values[0]
            if many == "headlines" and values[1:]:
                older["deck"] = " ".join(values[1:])
    for body in _mainly(item.get("bodies"))[:1]:
        form = str(body.get("contenttype") or "")
        older["body_html" if "html" in form else "body_text"] = str(body.get("value") or "")
    if "by" in item and "byline" not in item:
        older["byline"] = item["by"]
    if "bodies" in item:  # there a description sums up the story for editors
        older.pop("description_text", None)
    return older


def _mainly(values: Any) -> list[Mapping[str, Any]]:
    """The members of a list, those in the main role first."""
    members = [v for v in values if isinstance(v, Mapping)] if isinstance(values, list) else []
    return sorted(members, key=lambda member: member.get("role") not in ("main", None))


def story(item: Mapping[str, Any]) -> Iterator[DraftBlock]:
    """One article; every string that is printed on its page is kept."""
    item = older(item)
    yield from _head(item, _CHANNEL, "label")
    yield from _head(item, _LABEL, "label")
    yield from _head(item, _KICKER, "kicker")
    headline = _text(item, _HEADLINE)
    yield from _head(item, _HEADLINE, "headline")
    yield from _head(item, _DECK, "deck")
    yield from _head(item, _BYLINE, "byline", kind="paragraph")
    found = first(item, BODY)
    body: list[DraftBlock] = []
    if found:
        key, value = found
        body = [msgspec.structs.replace(block, ids=(f"/{key}",)) for block in _body(key, value)]
    if body and body[0].kind == "heading" and body[0].text == headline:
        body = body[1:]
    for block in body:
        crosshead = block.kind == "heading" and not block.roles
        yield msgspec.structs.replace(block, roles=("crosshead",)) if crosshead else block
    yield from _pictured(item)
    for keys, role in ((_SOURCE, "source"), (_EDITOR, "credits")):
        words = _text(item, keys)
        if words:
            yield DraftBlock(kind="paragraph", text=words, roles=(role,))


def _head(
    item: Mapping[str, Any], keys: tuple[str, ...], role: str, kind: str = "heading"
) -> Iterator[DraftBlock]:
    words = _text(item, keys)
    if words:
        block = DraftBlock(kind="heading", text=words, roles=(role,))
        yield msgspec.structs.replace(block, kind=kind)


def _text(item: Mapping[str, Any], keys: tuple[str, ...]) -> str:
    found = first(item, keys)
    return _flat(found[1]).strip() if found else ""


def _flat(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list):
        return " ".join(filter(None, (_flat(part).strip() for part in value)))
    if isinstance(value, Mapping):
        return _flat(next(filter(None, map(value.get, NAMES)), None))
    return ""


def _body(key: str, value: Any) -> Iterator[DraftBlock]:
    parts = value if isinstance(value, list) else [value]
    for part in parts:
        if isinstance(part, Mapping):
            if part.get("src") or part.get("url"):
                alt = _flat(part.get("alt")).strip()
                yield DraftBlock(
                    kind="figure", src=str(part.get("src") or part.get("url")), alt=alt
                )
                caption = _flat(part.get("caption")).strip()
                if caption:
                    yield DraftBlock(kind="paragraph", text=caption, roles=("caption",))
            words = first(part, WORDS)
            if words:
                yield from _body("html" if words[0] == "html" else key, _inline(words[1]))
            continue
        if isinstance(part, list):
            yield from _body(key, _inline(part))
            continue
        text = _flat(part)
        if "html" in key or is_html(text):
            yield from html.fragment(text)
        else:
            for line in filter(None, (line.strip() for line in text.splitlines())):
                yield DraftBlock(kind="paragraph", text=line)


def _inline(value: Any) -> Any:
    """A list of strings as one text, as a parser's spans are; anything else as it is."""
    spans = isinstance(value, list) and all(isinstance(part, str | int | float) for part in value)
    return _flat(value) if spans else value


def is_html(text: str) -> bool:
    """Whether a string that does not say so is HTML."""
    return "</" in text or "<br" in text.lower() or "<p>" in text.lower()


def pictures(item: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The pictures of an article, also those that ninjs associates with it."""
    associations = item.get("associations")
    values = item.get("images") or item.get("pictures") or ()
    if isinstance(associations, Mapping):
        values = [v for v in associations.values() if isinstance(v, Mapping)]
    elif isinstance(associations, list):
        values = [v for v in associations if isinstance(v, Mapping)]
    for value in values if isinstance(values, list) else ():
        if isinstance(value, str):
            yield {"src": value}
        elif isinstance(value, Mapping) and value.get("type") in (None, "picture", "graphic"):
            yield older(value)


def _pictured(item: Mapping[str, Any]) -> Iterator[DraftBlock]:
    for picture in pictures(item):
        source = first(picture, ("src", "href", "path", "url"))
        yield DraftBlock(kind="figure", src=str(source[1]) if source else None)
        for names, role in zip(CAPTIONS, ("caption", "credit"), strict=True):
            words = _text(picture, names)
            if words:
                yield DraftBlock(kind="paragraph", text=words, roles=(role,))
