"""The whole walk from an issue to an EPUB file."""

from __future__ import annotations

from pathlib import Path

import msgspec

from packager.diagnostics import Code, Diagnostic
from packager.epub import cover as covers
from packager.epub import metadata as describing
from packager.epub import pictures, render, templates, typefaces
from packager.epub.container import Item, pack
from packager.epub.options import STANDARD, Options, theme
from packager.epub.plan import LIMIT, plan
from packager.epub.stories import sections
from packager.epub.tidy import tidy
from packager.issue import Issue

COVER_BROKEN = Code(
    "E604",
    "warning",
    "The picture of the front page cannot be decoded",
    "Give a PNG or JPEG; a typographic cover was drawn instead.",
)
FILE_LARGE = Code(
    "E609",
    "warning",
    "A file inside the EPUB is larger than 250 KB",
    "One block (a table, as a rule) is too long for old reading devices; cut it in the source.",
)
OVER_BUDGET = Code(
    "E611",
    "warning",
    "The EPUB is larger than the size budget",
    "Raise the budget, or leave the pictures out.",
    "packager build issue.md --to epub --epub-size 1",
)


class Packaged(msgspec.Struct, frozen=True):
    """An EPUB file and what is to say about it."""

    epub: bytes
    diagnostics: tuple[Diagnostic, ...] = ()


def package(
    issue: Issue, *, folder: Path | None, cover: bytes | None = None, options: Options = STANDARD
) -> Packaged:
    """Package an issue as EPUB 3.3.

    ``folder`` is the only place pictures are taken from. ``cover`` is a PNG or JPEG of the made-up
    front page; without it a typographic cover is drawn. The same arguments give the same bytes.
    Raises :class:`packager.diagnostics.AssetError` for a theme or font that cannot be used.
    """
    issue = tidy(issue)
    made = _package(issue, folder, cover, options, pictures.SIZES[0])
    if options.budget is None:
        return made
    for size in pictures.SIZES[1:]:
        if len(made.epub) <= options.budget:
            return made
        made = _package(issue, folder, cover, options, size)
    if len(made.epub) > options.budget:
        message = f"{len(made.epub)} bytes, the budget is {options.budget}"
        made = Packaged(made.epub, (*made.diagnostics, OVER_BUDGET.at(message)))
    return made


def _package(
    issue: Issue, folder: Path | None, cover: bytes | None, options: Options, size: pictures.Size
) -> Packaged:
    assets, reports = pictures.collect(issue, folder, size) if options.pictures else ({}, ())
    metadata, more = describing.describe(
        issue, pictures=len(assets), described=render.all_described(issue, assets)
    )
    reports += more
    arranged = sections(issue)
    try:
        front = covers.draw(issue, arranged, metadata.language, cover)
    except (OSError, ValueError, SyntaxError) as error:  # what Pillow raises on damage
        reports += (COVER_BROKEN.at(f"front page picture: {error}"),)
        front = covers.draw(issue, arranged, metadata.language)
    documents = plan(arranged, per_page=options.chapters == 1)
    text = render.Renderer(
        issue, arranged, documents, assets=assets, metadata=metadata, options=options
    )
    faces = typefaces.embed(issue, text.own_words(), options.fonts)
    reports += faces.diagnostics
    written = [*text.front(front.name), *text.body(), text.colophon(faces.families())]
    reports += tuple(
        FILE_LARGE.at(f"{item.href} has {len(item.data)} bytes")
        for item in written
        if len(item.data) > LIMIT
    )
    style = templates.base_style() + theme(options.layout) + faces.css
    items = [
        text.ncx(),
        Item("css", "style.css", "text/css", style.encode()),
        Item("cover-image", f"images/{front.name}", front.media_type, front.data, ("cover-image",)),
        *written,
        *(
            Item(f"image-{number}", f"images/{asset.name}", asset.media_type, asset.data)
            for number, asset in enumerate(assets.values(), 1)
        ),
        *(
            Item(f"font-{number}", f"fonts/{file.name}", "font/ttf", file.data)
            for number, file in enumerate(faces.files, 1)
        ),
        *(
            Item(f"licence-{number}", f"fonts/{name}", "text/plain", data)
            for number, (name, data) in enumerate(faces.licences().items(), 1)
        ),
    ]
    return Packaged(pack(metadata, items, text.guide()), reports)
