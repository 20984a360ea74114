"""Made-up pages through the templates and WeasyPrint: one PDF in process inks, its content marked.

The painted pages are the same for every edition; :mod:`packager.press.finish` makes an edition of
them.
"""

from __future__ import annotations

import io
import itertools
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import msgspec
import pikepdf
from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape
from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration

from packager import fonts, resources
from packager.issue import Issue
from packager.layout import Layout
from packager.makeup.page import Frame, Item, MadeIssue, Picture, TextBlock
from packager.press import colours, faces, marking, stream, tracking
from packager.press.fetcher import Fetcher, picture_url
from packager.press.paint import Painter


class Painted(msgspec.Struct, frozen=True):
    """The painted pages before they are an edition: tracked and marked."""

    pdf: bytes
    swatches: tuple[colours.Swatch, ...]
    marks: tuple[marking.Marked, ...]
    """All marked content in reading order."""


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
    """Paint all pages.

    Raises :class:`packager.diagnostics.AssetError` for a face that is not installed and for a
    template that does not paint everything.
    """
    html = _html(made, issue, layout)
    used = faces.used(made)
    subsets = {
        fonts.face(face).path.as_uri(): faces.subset(face, points) for face, points in used.items()
    }
    document = HTML(string=html, url_fetcher=Fetcher(subsets))
    with _no_system_fonts():
        raw = document.write_pdf(
            font_config=FontConfiguration(), uncompressed_pdf=True, pdf_version="1.6"
        )
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        marks = _mark(pdf, made, faces.twins(used))
        out = io.BytesIO()
        pdf.save(out, static_id=True, compress_streams=False)
    swatches = tuple(colours.swatches(layout).values())
    return Painted(out.getvalue(), swatches, tuple(marks))


def _mark(pdf: pikepdf.Pdf, made: MadeIssue, twins: dict[int, int]) -> list[marking.Marked]:
    """Set the tracking and mark all content."""
    unicodes = marking.unicodes(pdf)
    marks: list[marking.Marked] = []
    pictures = 0
    for number, (sheet, page) in enumerate(zip(pdf.pages, made.pages, strict=True)):
        taken = stream.take_apart(sheet.obj.Contents.read_bytes(), unicodes)
        content, found = marking.mark_page(
            taken, page, number=number, first_picture=pictures, twins=twins, unicodes=unicodes
        )
        sheet.obj.Contents.write(content)
        marks += found
        pictures += sum(isinstance(item, Picture) and item.src is not None for item in page.items)
    marking.add_states(pdf)
    return marks


@contextmanager
def _no_system_fonts() -> Iterator[None]:
    """Hide the machine's own fonts: the same issue must print alike everywhere.

    A character that no face of ours has then shows as a missing glyph, and is reported as such.
    """
    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(Path(__file__).parent / "fonts.conf")
    try:
        yield
    finally:
        if before is None:
            del os.environ["FONTCONFIG_FILE"]
        else:
            os.environ["FONTCONFIG_FILE"] = before


def _html(made: MadeIssue, issue: Issue, layout: Layout) -> str:
    swatches = colours.swatches(layout)
    language = issue.publication.language or "zh-CN"
    painter = Painter()
    numbers = itertools.count()
    sizes = list(dict.fromkeys((page.width, page.height) for page in made.pages))
    sheets = [
        Sheet(
            size=sizes.index((page.width, page.height)),
            views=[_view(item, painter, swatches, numbers, language) for item in page.items],
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
        language=language,
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
    numbers: Iterator[int],
    language: str,
) -> View:
    """What the template needs to know of an item."""
    if isinstance(item, Picture):
        if item.src is None:
            return View("missing", item)
        return View("picture", item, url=picture_url(next(numbers)))
    colour = swatches[item.colour].key
    if isinstance(item, TextBlock):
        shown = tracking.plain(item) if tracking.is_simple(item) else item
        attributes = _attributes(item, colour, language)
        return View("text", item, colour, html=Markup(painter.block(shown, attributes=attributes)))
    if isinstance(item, Frame):
        fill = f"fill-{swatches[item.fill].key}" if item.fill else ""
        return View("frame", item, colour, fill=fill)
    return View("rule", item, colour)


def _attributes(block: TextBlock, colour: str, language: str) -> str:
    """What a text block does not share with the page: its colour and its language."""
    attributes = [] if block.colour == "ink" else [f'data-ink="{colour}"']
    if block.language != language:
        attributes.append(f'lang="{escape(block.language)}"')
    return " ".join(attributes)
