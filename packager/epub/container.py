"""The EPUB container: ebooklib writes the package document, the zip is made byte-identical."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

import msgspec
from ebooklib import epub

from packager.epub.metadata import UNDATED, Metadata, generator

_STORED = (".jpg", ".png", ".woff2")
"""Packed already: deflating these again only costs time."""


class Item(msgspec.Struct, frozen=True):
    """A file of the publication, in manifest order."""

    id: str
    href: str
    """Path below ``EPUB/``."""
    media_type: str
    data: bytes
    properties: tuple[str, ...] = ()
    spine: bool = False
    """Whether it takes its place in the reading order."""


def pack(metadata: Metadata, items: Sequence[Item], guide: Sequence[tuple[str, str, str]]) -> bytes:
    """Write the EPUB. ``guide`` holds (type, title, href) for EPUB 2 readers.

    Item ids must be XML names; ``ncx`` is the id of the NCX and ``cover-image`` of the cover.
    """
    book = epub.EpubBook()
    _describe(book, metadata)
    for item in items:
        entry = epub.EpubItem(item.id, item.href, item.media_type, item.data)
        entry.properties = list(item.properties)
        book.add_item(entry)
    book.spine = [item.id for item in items if item.spine]
    book.guide = [{"type": kind, "title": title, "href": href} for kind, title, href in guide]
    out = io.BytesIO()
    options = {"mtime": metadata.modified, "raise_exceptions": True, "compresslevel": 0}
    epub.write_epub(out, book, options)
    return repack(out, metadata.language)


def _describe(book: epub.EpubBook, metadata: Metadata) -> None:
    book.metadata = {}  # drop ebooklib's random identifier
    book.language = metadata.language
    add = book.add_metadata

    def refine(target: str, name: str, value: str, scheme: str | None = None) -> None:
        more = {"scheme": scheme} if scheme else {}
        add("OPF", "meta", value, {"refines": f"#{target}", "property": name} | more)

    def say(name: str, value: str) -> None:
        add("OPF", "meta", value, {"property": name})

    add("DC", "identifier", metadata.identifier, {"id": book.IDENTIFIER_ID})
    add("DC", "title", metadata.title, {"id": "title"})
    refine("title", "title-type", "main")
    add("DC", "language", metadata.language)
    if metadata.date:
        add("DC", "date", metadata.date)
    if metadata.publisher:
        add("DC", "publisher", metadata.publisher)
    for number, creator in enumerate(metadata.creators, 1):
        add("DC", "creator", creator.name, {"id": f"creator-{number}"})
        for role in creator.roles:
            refine(f"creator-{number}", "role", role, "marc:relators")
        refine(f"creator-{number}", "display-seq", str(number))
    for subject in metadata.subjects:
        add("DC", "subject", subject)
    if metadata.print_source:
        add("DC", "source", metadata.print_source)
        say("pageBreakSource", metadata.print_source)
    if metadata.series:
        add("OPF", "meta", metadata.series, {"property": "belongs-to-collection", "id": "series"})
        refine("series", "collection-type", "series")
        if metadata.position:
            refine("series", "group-position", metadata.position)
        if metadata.issn:
            refine("series", "dcterms:identifier", f"urn:issn:{metadata.issn}")
        add("OPF", "series", None, {"name": "calibre:series", "content": metadata.series})
        if metadata.position:
            place = {"name": "calibre:series_index", "content": metadata.position}
            add("OPF", "series", None, place)
    for name, value in metadata.says:
        say(name, value)
    add("OPF", "cover", None, {"name": "cover", "content": "cover-image"})
    add("OPF", "generator", None, {"name": "generator", "content": generator()})


def repack(written: io.BytesIO, language: str) -> bytes:
    """Rewrite a zip with ``mimetype`` first and stored, fixed times, modes and order.

    The package document gets its language, which ebooklib leaves out.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, UNDATED.timetuple()[:6])
            info.create_system = 3
            info.external_attr = 0o644 << 16
            stored = name == "mimetype" or name.endswith(_STORED)
            info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            data = old.read(name)
            if name.endswith(".opf"):
                data = data.replace(b"<package ", f'<package xml:lang="{language}" '.encode(), 1)
            new.writestr(info, data, compresslevel=9)
    return out.getvalue()
