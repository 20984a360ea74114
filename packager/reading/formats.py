"""Which format a file is in, by its content first and its name second, and the reader for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import msgspec

from packager.diagnostics import Code, Diagnostic, SourceError
from packager.issue import Issue
from packager.patterns import expression
from packager.reading import iptc7901, proof
from packager.reading.draft import DraftBlock, Found
from packager.reading.encoding import decode

if TYPE_CHECKING:
    from lxml import etree

UNSUPPORTED = Code(
    "R101",
    "error",
    "the format of the source is not known",
    "Give Markdown, plain text, issue.json, MinerU, PaddleOCR or Docling JSON, HTML, NITF, NewsML, "
    "IPTC 7901, a feed, or METS with ALTO.",
    "packager build scan.pdf",
)
BAD_JSON = Code(
    "R112",
    "error",
    "the JSON is not well formed, or not as its format has it",
    "Correct the line named, or export the file again.",
    '{"pages": [}',
)

Load = Callable[[str], bytes | None]
"""Hands over another file of the source's folder by relative path, or None."""

_BINARY = (
    b"%PDF",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"Rar!",
    b"\x7fELF",
    b"\x1f\x8b",
)
_MARKDOWN = expression(
    r"^(?: {0,3}#{1,6}[ \t]+\S|!\[[^\]\n]*\]\(|!\[\[|\|[ :|-]*-{3}[ :|-]*\||<!--\s*page)", re.M
)
_HTML = expression(r"\A\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_XML = expression(r"\A\s*<(?:\?xml|!--|!DOCTYPE|[A-Za-z][\w.:-]*[\s>/])")
_TAGS = expression(r"</(?:p|div|article|h[1-6]|body|table)>", re.I)


class Decoded(msgspec.Struct, frozen=True, kw_only=True):
    """A file, read: its format, and blocks or a whole issue."""

    format: str
    found: Found = Found()
    issue: Issue | None = None
    shows: tuple[str, ...] = ()
    """Of JSON and XML: all texts that the source shows, gathered for the proof of reading."""


def read(data: bytes, *, file: str, load: Load) -> Decoded:
    """Read one file. Raises :class:`SourceError` (R1xx)."""
    if data.startswith(_BINARY):
        raise SourceError(UNSUPPORTED.at("this is a binary file", file=file))
    text, findings = decode(data, file=file)
    suffix = file.rpartition(".")[2].lower() if "." in file else ""
    decoded = _read(text, suffix, file, load)
    printed = "\n".join(re.split(r"\r\n?|\n", text)[decoded.found.head :])
    unread = (
        proof.unread(decoded.shows, decoded.found.blocks)
        if decoded.shows
        else proof.missing(decoded.format, printed, decoded.found.blocks)
    )
    if unread:
        shown = "".join(sorted(unread.elements()))[:40]
        findings += (proof.UNREAD.at(f"not read: {shown}", file=file),)
    found = msgspec.structs.replace(decoded.found, diagnostics=findings + decoded.found.diagnostics)
    return msgspec.structs.replace(decoded, found=found)


# A reader is loaded when a file of its format is found: a source needs one of a dozen.


def _read(text: str, suffix: str, file: str, load: Load) -> Decoded:  # noqa: PLR0911  # one return a format
    head = text[:4000].lstrip("\ufeff \t\r\n")
    if suffix == "json" or (head[:1] in "{[" and suffix not in ("md", "markdown", "txt")):
        return _json(text, file)
    if iptc7901.is_wire(text[:4000]):
        return Decoded(format="iptc7901", found=iptc7901.read(text, file=file))
    if suffix not in ("md", "markdown"):
        if suffix in ("html", "htm") or _HTML.match(head):
            return _html(text, file)
        if suffix in ("xml", "xhtml", "nitf") or (suffix != "txt" and _XML.match(head)):
            return _xml(text, file, load)
        if head.startswith("<?xml"):
            return _xml(text, file, load)
        if suffix == "txt" and _is_tagged(head):
            return _html(text, file)
    tagged = len(_TAGS.findall(head)) > _FEW_TAGS
    if suffix in ("md", "markdown") or (suffix in ("txt", "") and (tagged or _is_markdown(text))):
        from packager.reading import markdown

        return Decoded(format="markdown", found=markdown.read(text, file=file))
    if suffix not in ("txt", "text", ""):
        raise SourceError(UNSUPPORTED.at(f"`.{suffix}` is no kind of source", file=file))
    from packager.reading import plaintext

    blocks = tuple(plaintext.read(text, file=file))
    return Decoded(format="text", found=Found(blocks=blocks))


def _html(text: str, file: str) -> Decoded:
    from packager.reading import html

    return Decoded(format="html", found=html.page(text, file=file))


_FEW_TAGS = 4


def _is_tagged(head: str) -> bool:
    """Whether most lines of a text have tags; with fewer it is text with some HTML in it."""
    lines = sum(bool(line.strip()) for line in head.splitlines())
    tags = len(_TAGS.findall(head))
    return tags > _FEW_TAGS and tags * 2 >= lines


def _is_markdown(text: str) -> bool:
    return bool(_MARKDOWN.search(text[:200_000])) or bool(
        re.match(r"\A\s*---\s*\n(?:[^\n:]{1,30}:[^\n]*\n)+---\s*\n", text)
    )


def _json(text: str, file: str) -> Decoded:
    from packager.reading import issue_json

    text = text.lstrip("\ufeff")
    try:
        data = msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError) as error:
        raise SourceError(_bad_json(text, str(error), file)) from error
    if isinstance(data, Mapping) and str(data.get("schema", "")).startswith("packager.issue"):
        return Decoded(format="issue.json", issue=issue_json.read(text, file=file))
    try:
        decoded = _parsed_json(data)
    except _DAMAGE as error:
        raise SourceError(_damaged(text, data, error, file)) from error
    if decoded is None:
        if isinstance(data, Mapping) and "pages" in data and "publication" in data:
            issue = issue_json.read(text, file=file)
            return Decoded(format="issue.json", issue=issue)
        raise SourceError(UNSUPPORTED.at("no known kind of JSON", file=file))
    return msgspec.structs.replace(decoded, found=_filed(decoded.found, file))


_DAMAGE = (AttributeError, TypeError, ValueError, KeyError, RecursionError)


def _bad_json(text: str, message: str, file: str) -> Diagnostic:
    """That a text is no JSON, with line and column where the decoder tells them."""
    from packager.reading import json_places

    offset = json_places.of_error(text, message)
    if offset is None:
        return BAD_JSON.at(message, file=file)
    line, column = json_places.line_and_column(text, offset)
    said = message.partition(" (byte ")[0]
    return BAD_JSON.at(f"{said} (line {line}, column {column})", file=file, line=line)


def _damaged(text: str, data: Any, error: Exception, file: str) -> Diagnostic:
    """That a value is not of the kind its format has there; named is the object asked last."""
    from packager.reading import json_places

    watch = json_places.Watch()
    with suppress(*_DAMAGE):  # what is known already; this time it is watched
        _parsed_json(watch.over(data))
    path = watch.last[:-1] if watch.last and isinstance(watch.last[-1], str) else watch.last
    line, column = json_places.line_and_column(text, json_places.of_path(text, path))
    place = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    message = f"the JSON is damaged in `${place}`: {error} (line {line}, column {column})"
    return BAD_JSON.at(message, file=file, line=line)


def _parsed_json(data: Any) -> Decoded | None:  # noqa: PLR0911  # one return a format
    from packager.reading import articles, docling, mineru, paddle, visible

    def decoded(form: str, blocks: Iterable[DraftBlock]) -> Decoded:
        return Decoded(format=form, found=Found(blocks=tuple(blocks)))

    if isinstance(data, Mapping):
        if data.get("schema_name") == "DoclingDocument" or ("texts" in data and "body" in data):
            found = Found(blocks=tuple(docling.read(data)))
            return Decoded(format="docling", found=found, shows=tuple(visible.docling(data)))
        if "pdf_info" in data:
            return decoded("mineru", mineru.middle_3(data))
        if data.get("schema") == "docvortex.middle" or _has_blocks(data.get("pages")):
            return decoded("mineru", mineru.middle_4(data))
    if isinstance(data, list):
        if data and all(isinstance(page, list) for page in data):
            return decoded("mineru", mineru.content_list_v2(data))
        if data and all(
            isinstance(i, Mapping) and ("page_idx" in i or "img_path" in i) for i in data
        ):
            return decoded("mineru", mineru.content_list(data))
    if paddle.results(data):
        return decoded("paddle", paddle.read(data))
    stories = articles.stories(data)
    if stories:
        found = Found(blocks=tuple(articles.read(stories)), metadata=articles.metadata(data))
        return Decoded(format="articles", found=found, shows=tuple(visible.articles(stories)))
    return None


def _has_blocks(pages: Any) -> bool:
    return (
        isinstance(pages, list)
        and bool(pages)
        and all(
            isinstance(page, Mapping) and isinstance(page.get("blocks"), list) for page in pages
        )
    )


def _xml(text: str, file: str, load: Load) -> Decoded:
    from packager.reading import xml

    notes: list[Diagnostic] = []
    root = xml.parse(text, file=file, notes=notes)
    decoded = _known_xml(root, text, file, load)
    found = decoded.found
    found = msgspec.structs.replace(found, diagnostics=(*notes, *found.diagnostics))
    return msgspec.structs.replace(decoded, found=found)


def _known_xml(root: etree._Element, text: str, file: str, load: Load) -> Decoded:
    from packager.reading import alto, feed, newsml, visible, xml

    name = xml.name(root)
    if name in newsml.ROOTS:
        found = Found(blocks=tuple(newsml.read(root)), metadata=newsml.metadata(root))
        shows = tuple(visible.wire(root))
        return Decoded(format="newsml", found=_filed(found, file), shows=shows)
    if name in feed.ROOTS:
        found = Found(blocks=tuple(feed.read(root)), metadata=feed.metadata(root))
        return Decoded(format="feed", found=_filed(found, file))
    if name == "alto":
        found = Found(blocks=tuple(alto.page(root, file=file)))
        return Decoded(format="alto", found=found, shows=tuple(visible.alto(root)))
    if name == "mets":
        return _mets(root, file, load)
    if name == "html":
        return _html(text, file)
    raise SourceError(UNSUPPORTED.at(f"XML of the kind `{name}` is not known", file=file))


def _filed(found: Found, file: str) -> Found:
    blocks = tuple(msgspec.structs.replace(block, file=file) for block in found.blocks)
    return msgspec.structs.replace(found, blocks=blocks)


def _mets(root: etree._Element, file: str, load: Load) -> Decoded:
    from packager.reading import alto, visible, xml

    findings: list[Diagnostic] = []
    shows: list[str] = []

    def page(href: str) -> etree._Element | None:
        data = load(href)
        if data is None:
            return None
        text, notes = decode(data, file=href)
        findings.extend(notes)
        root = xml.parse(text, file=href, notes=findings)
        shows.extend(visible.alto(root))
        return root

    blocks: list[DraftBlock]
    blocks, files = alto.mets(root, page)
    if not files:
        raise SourceError(UNSUPPORTED.at("none of the ALTO files it names is there", file=file))
    found = Found(
        blocks=tuple(blocks),
        metadata=alto.mets_metadata(root),
        diagnostics=tuple(findings),
        uses=tuple(files),
    )
    return Decoded(format="mets", found=found, shows=tuple(shows))
