"""Made-up pages through the templates and WeasyPrint: one PDF in process inks, its content marked.

The painted pages are the same for every edition; :mod:`packager.press.finish` makes an edition of
them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec
from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup
from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration

from packager import fonts, resources
from packager.issue import Issue
from packager.layout import Layout
from packager.makeup.page import Frame, Item, MadeIssue, Picture, TextBlock
from packager.press import colours, faces
from packager.press.fetcher import Fetcher, picture_url
from packager.press.paint import Painter


class Painted(msgspec.Struct, frozen=True):
    """The painted pages before they are an edition.

    In the tag tree of ``pdf`` every item of a page that has content is one child of the document,
    in the order of the page's items.
    """

    pdf: bytes
    pictures: tuple[Picture, ...]
    """Pictures by the number in their URL."""


class View(msgspec.Struct, frozen=True):
    """One item of a page as the templates see it."""

    kind: Literal["text", "rule", "frame", "picture", "missing"]
    item: Item
    colour: str = ""
    """Class of its colour."""
    html: Markup = Markup("")
    fill: str = ""
    """Class of its filling."""
    url: str = ""


class Sheet(msgspec.Struct, frozen=True):
    """One page as the templates see it; ``size`` counts the page sizes of the issue."""

    size: int
    views: list[View]


def paint(made: MadeIssue, issue: Issue, layout: Layout) -> Painted:
    """Paint all pages. Raises :class:`packager.diagnostics.AssetError` for a face not installed."""
    pictures: list[Picture] = []
    html = _html(made, issue, layout, pictures)
    subsets = {
        fonts.face(face).path.as_uri(): faces.subset(face, points)
        for face, points in faces.used(made).items()
    }
    document = HTML(string=html, url_fetcher=Fetcher(subsets))
    pdf = document.write_pdf(
        font_config=FontConfiguration(), pdf_tags=True, uncompressed_pdf=True, pdf_version="1.7"
    )
    return Painted(pdf=pdf, pictures=tuple(pictures))


def _html(made: MadeIssue, issue: Issue, layout: Layout, pictures: list[Picture]) -> str:
    swatches = colours.swatches(layout)
    painter = Painter()
    sizes = list(dict.fromkeys((page.width, page.height) for page in made.pages))
    sheets = [
        Sheet(
            size=sizes.index((page.width, page.height)),
            views=[_view(item, painter, swatches, pictures) for item in page.items],
        )
        for page in made.pages
    ]
    folders = [Path(layout.folder)] if layout.folder else []
    environment = SandboxedEnvironment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        loader=FileSystemLoader([*folders, resources.LAYOUTS / "common"]),
    )
    environment.filters["pt"] = lambda length: f"{length:.3f}pt"
    return environment.get_template("page.html.j2").render(
        language=issue.publication.language or "zh-CN",
        title=issue.publication.title or "",
        sizes=sizes,
        colours=swatches,
        sheets=sheets,
        text_css=Markup(painter.css()),
    )


def _view(
    item: Item,
    painter: Painter,
    swatches: dict[str, colours.Swatch],
    pictures: list[Picture],
) -> View:
    """What the template needs to know of an item."""
    if isinstance(item, Picture):
        if item.src is None:
            return View("missing", item)
        pictures.append(item)
        return View("picture", item, url=picture_url(len(pictures) - 1))
    colour = swatches[item.colour].key
    if isinstance(item, TextBlock):
        return View("text", item, colour, html=Markup(painter.block(item)))
    if isinstance(item, Frame):
        fill = f"fill-{swatches[item.fill].key}" if item.fill else ""
        return View("frame", item, colour, fill=fill)
    return View("rule", item, colour)
