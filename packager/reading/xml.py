"""XML, made safe: transcoded before parsing, with entities, network and huge trees off."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from html.entities import html5

from lxml import etree

from packager.diagnostics import Code, Diagnostic, SourceError
from packager.patterns import expression
from packager.reading import html

BAD_XML = Code(
    "R111",
    "error",
    "the XML is not well formed",
    "Correct the line named, or export the file again.",
    "<nitf><body><p>…</body></nitf>",
)
MENDED = Code(
    "R113",
    "warning",
    "the XML is not well formed and was mended",
    "Export the file again; its text was read in full.",
    "<nitf>…<p>Smith & Sons</p>…</nitf>",
)
_DECLARATION = expression(r"\A\s*<\?xml[^>]*\?>")
_DOCTYPE = expression(r"<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>", re.S)


def parse(
    text: str, *, file: str | None = None, notes: list[Diagnostic] | None = None
) -> etree._Element:
    """The root element of a text whose encoding is already settled.

    A document type is dropped, and with it every entity that it defines. XML that is not well
    formed is mended when not a word of it is lost, which is added to ``notes``; else
    :class:`SourceError` (R111) is raised with file and line.
    """
    head = _DECLARATION.sub("", text, count=1)
    plain = _DOCTYPE.sub(lambda m: "\n" * m[0].count("\n"), head, count=1)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True
    )
    parts = _CDATA.split(_ILLEGAL.sub(" ", plain.lstrip("\ufeff")))
    parts[::2] = (_AMPERSAND.sub(_reference, part) for part in parts[::2])
    legal = "".join(parts)
    data = legal.encode("utf-8", "replace")
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        mended = _mend(data)
        if mended is not None and notes is not None:
            notes.append(MENDED.at(error.msg or "", file=file, line=error.lineno))
            return mended
        line = error.lineno + text.count("\n", 0, len(text) - len(head)) if error.lineno else None
        raise SourceError(BAD_XML.at(error.msg or "empty", file=file, line=line)) from error


_ILLEGAL = expression("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_CDATA = expression(r"(<!\[CDATA\[.*?\]\]>)", re.S)
_AMPERSAND = expression(r"&(?:#(x?)([0-9a-fA-F]+);|(\w+);)?")
_OWN = frozenset({"amp", "lt", "gt", "quot", "apos"})
_LETTERS = expression(r"\w")


def _reference(match: re.Match[str]) -> str:
    """Keep what XML allows, resolve what HTML names, and leave the rest readable as it stands."""
    if match[2]:
        decimal = match[2].isdigit()
        number = int(match[2], 16 if match[1] else 10) if match[1] or decimal else -1
        legal = number in (9, 10, 13) or 32 <= number < 0xD800 or 0xE000 <= number < 0x110000
        if legal and number not in (0xFFFE, 0xFFFF):
            return match[0]
    elif match[3] in _OWN:
        return match[0]
    elif match[3] and f"{match[3]};" in html5:
        return html5[f"{match[3]};"].replace("&", "&amp;").replace("<", "&lt;")
    return f"&amp;{match[0][1:]}"


def _mend(data: bytes) -> etree._Element | None:
    """Parse leniently, and only keep the result if it holds every letter outside the tags."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:  # nothing but a declaration
        return None
    if root is None:
        return None
    bare = re.sub(r"<!--.*?-->|<[^<>]*>|&#?\w+;", " ", data.decode("utf-8"), flags=re.S)
    kept = len(_LETTERS.findall(re.sub(r"&#?\w+;", " ", "".join(root.itertext("*")))))
    return root if kept >= len(_LETTERS.findall(bare)) else None


def name(node: etree._Element) -> str:
    """Local name in lower case; empty for comments and the like."""
    if not isinstance(node.tag, str):
        return ""
    return node.tag.rpartition("}")[2].rstrip(":").rpartition(":")[2].lower()


def words(node: etree._Element | None) -> str:
    """All text below an element, white space squeezed."""
    if node is None or not isinstance(node.tag, str):
        return ""
    return " ".join("".join(node.itertext("*")).split())


def find(node: etree._Element, *path: str) -> etree._Element | None:
    """First descendant by local names, each below the one before."""
    here = node
    for part in path:
        found = next(
            (child for child in here.iter() if name(child) == part and child is not here), None
        )
        if found is None:
            return None
        here = found
    return here


def find_all(node: etree._Element, part: str) -> list[etree._Element]:
    """All descendants of a local name, in document order."""
    return [child for child in node.iter() if name(child) == part]


def outermost(node: etree._Element, parts: Collection[str]) -> Iterator[etree._Element]:
    """The descendants of these local names that are in no other of them."""
    for child in node:
        if name(child) in parts:
            yield child
        else:
            yield from outermost(child, parts)


def loose(node: etree._Element, without: Iterable[etree._Element]) -> Iterator[str]:
    """Every string below an element but those inside the elements left out."""
    inside = {part for left in without for part in left.iter()}
    for part in node.iter():
        if isinstance(part.tag, str) and part not in inside and (part.text or "").strip():
            yield " ".join(str(part.text).split())
        if part is not node and part.getparent() not in inside and (part.tail or "").strip():
            yield " ".join(str(part.tail).split())


def silent(node: etree._Element) -> list[etree._Element]:
    """The parts below an element that are not shown: scripts and the like, and heads."""
    return [
        part
        for part in outermost(node, _SILENT)
        if name(part) != "head" or next(outermost(part, ("body",)), None) is None
    ]


_SILENT = html.SILENT | {"head"}
