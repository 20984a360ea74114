"""The facsimile: a second, fixed-layout EPUB of the printed pages as pictures.

It stands beside the reflowable edition, never instead of it: pictures of text are not accessible.
"""

from __future__ import annotations

import io
import re
import uuid
from collections.abc import Sequence

import msgspec

from packager.diagnostics import AssetError, Code
from packager.epub import metadata as describing
from packager.epub import templates, words
from packager.epub.container import Item, pack
from packager.epub.edition import Packaged
from packager.epub.metadata import Metadata
from packager.epub.pictures import Asset, Size, scaled
from packager.epub.tidy import tidy
from packager.issue import Issue

PAGE_SIZE = Size(3200, 5_600_000, 80)
"""Five and a half megapixels: what the large shops still take for a page picture."""

PAGE_BROKEN = Code(
    "E612",
    "error",
    "A page picture for the facsimile cannot be decoded",
    "Give every page as a PNG or JPEG.",
)


class PagePicture(msgspec.Struct, frozen=True):
    """A printed page as PNG or JPEG, with its number and name as on the paper."""

    data: bytes
    number: str | None = None
    name: str | None = None


class _Leaf(msgspec.Struct, frozen=True):
    """A page of the facsimile as the templates see it."""

    name: str
    label: str
    number: str | None
    image: Asset
    alternative: str


def facsimile(issue: Issue, pages: Sequence[PagePicture]) -> Packaged:
    """Package page pictures as a pre-paginated EPUB 3.3; ``pages`` are in print order.

    Raises :class:`AssetError` when there is no page or one cannot be decoded.
    """
    if not pages:
        raise AssetError(PAGE_BROKEN.at("there is no page"))
    issue = tidy(issue)
    metadata, reports = describing.describe(issue, pictures=len(pages), described=True)
    metadata = _as_pictures(metadata)
    phrases = words.words(metadata.language)
    leaves = [_leaf(issue, phrases, page, index) for index, page in enumerate(pages, 1)]
    shared = {"w": phrases, "meta": metadata, "lang": metadata.language, "leaves": leaves}
    documents = [
        Item(
            leaf.name,
            f"{leaf.name}.xhtml",
            templates.XHTML,
            templates.write("leaf.xhtml", shared | {"leaf": leaf}),
            spine=True,
        )
        for leaf in leaves
    ]
    images = [
        Item(
            f"image-{index}" if index else "cover-image",
            f"images/{leaf.image.name}",
            leaf.image.media_type,
            leaf.image.data,
            () if index else ("cover-image",),
        )
        for index, leaf in enumerate(leaves)
    ]
    nav = templates.write("leaves.xhtml", shared)
    ncx = templates.write("leaves.ncx", shared)
    items = [
        Item("ncx", "toc.ncx", "application/x-dtbncx+xml", ncx),
        Item("nav", "nav.xhtml", templates.XHTML, nav, ("nav",)),
        *documents,
        *images,
    ]
    guide = [("cover", phrases.cover, f"{leaves[0].name}.xhtml")]
    return Packaged(pack(metadata, items, guide), reports)


def _as_pictures(metadata: Metadata) -> Metadata:
    """The same issue as another publication: its own identifier, title and truths."""
    phrases = words.words(metadata.language)
    name = uuid.uuid5(describing.NAMESPACE, f"{metadata.identifier}/facsimile")
    return msgspec.structs.replace(
        metadata,
        identifier=f"urn:uuid:{name}",
        title=phrases.facsimile.format(metadata.title),
        says=(
            ("rendition:layout", "pre-paginated"),
            ("rendition:spread", "none"),
            ("dcterms:isFormatOf", metadata.identifier),
            ("schema:accessMode", "visual"),
            ("schema:accessModeSufficient", "visual"),
            ("schema:accessibilityFeature", "alternativeText"),
            ("schema:accessibilityFeature", "tableOfContents"),
            *(
                (("schema:accessibilityFeature", "pageNavigation"),)
                if metadata.print_source
                else ()
            ),
            ("schema:accessibilityHazard", "none"),
            ("schema:accessibilitySummary", phrases.facsimile_summary),
        ),
    )


def _leaf(issue: Issue, phrases: words.Words, page: PagePicture, index: int) -> _Leaf:
    from PIL import Image

    number = page.number and page.number.strip()
    label = " ".join(filter(None, (number and phrases.page.format(number), page.name)))
    heads = [
        article.headline
        for printed in issue.pages
        if number and printed.number == number
        for article in printed.articles
        if article.headline
    ]
    try:
        with Image.open(io.BytesIO(page.data), formats=("PNG", "JPEG")) as opened:
            picture = scaled(opened.convert("RGB"), PAGE_SIZE)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise AssetError(PAGE_BROKEN.at(f"page {number or index}: {error}")) from error
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=PAGE_SIZE.quality, optimize=True)
    name = f"page-{index:03}"
    return _Leaf(
        name,
        label or str(index),
        number,
        Asset(f"{name}.jpg", out.getvalue(), "image/jpeg", *picture.size),
        re.sub(r"\s+", " ", f"{label or index}: {phrases.comma.join(heads)}").strip(": "),
    )
