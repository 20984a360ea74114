"""The whole walk from an issue to an EPUB file."""

from __future__ import annotations

from pathlib import Path

import msgspec

from packager.diagnostics import Code, Diagnostic
from packager.epub import cover as covers
from packager.epub import metadata as describing
from packager.epub import pictures, render
from packager.epub.container import Item, pack
from packager.epub.stories import sections
from packager.epub.words import words
from packager.issue import Issue

COVER_BROKEN = Code(
    "E604",
    "warning",
    "The picture of the front page cannot be decoded",
    "Give a PNG or JPEG; a typographic cover was drawn instead.",
)


class Packaged(msgspec.Struct, frozen=True):
    """An EPUB file and what is to say about it."""

    epub: bytes
    diagnostics: tuple[Diagnostic, ...] = ()


def package(issue: Issue, *, folder: Path | None, cover: bytes | None = None) -> Packaged:
    """Package an issue as EPUB 3.3.

    ``folder`` is the only place pictures are taken from. ``cover`` is a PNG or JPEG of the made-up
    front page; without it a typographic cover is drawn. The same arguments give the same bytes.
    """
    assets, reports = pictures.collect(issue, folder)
    metadata, more = describing.describe(
        issue, pictures=len(assets), described=render.all_described(issue, assets)
    )
    reports += more
    phrases = words(metadata.language)
    arranged = sections(issue)
    try:
        front = covers.draw(issue, arranged, phrases, metadata.language, cover)
    except OSError as error:
        reports += (COVER_BROKEN.at(f"front page picture: {error}"),)
        front = covers.draw(issue, arranged, phrases, metadata.language, None)
    text = render.Renderer(issue, arranged, assets, metadata, phrases)
    items = [
        text.ncx(),
        Item("css", "style.css", "text/css", text.style()),
        Item("cover-image", "images/cover.jpg", "image/jpeg", front, ("cover-image",)),
        *text.documents(),
        *(
            Item(f"image-{asset.name.partition('.')[0]}", f"images/{asset.name}",
                 asset.media_type, asset.data)
            for asset in assets.values()
        ),
    ]  # fmt: skip
    return Packaged(pack(metadata, items, text.guide()), reports)
