"""The press room: made-up pages become a PDF edition.

One walk: :mod:`painting` puts the pages through the templates and WeasyPrint, :mod:`pictures`
makes the plates, :mod:`finish` makes an edition of both. Painting is done once for all editions.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import msgspec

from packager.diagnostics import Diagnostic
from packager.issue import Issue
from packager.layout import Layout
from packager.makeup.page import MadeIssue, Picture
from packager.pictures import PictureError
from packager.press import pictures
from packager.press.editions import EDITIONS, Edition
from packager.press.finish import finish
from packager.press.painting import Painted, paint

__all__ = ["EDITIONS", "Edition", "Painted", "Printed", "paint", "print_edition", "print_pdf"]


class Printed(msgspec.Struct, frozen=True):
    """A finished PDF and what was found on the way."""

    pdf: bytes
    diagnostics: tuple[Diagnostic, ...] = ()


def print_pdf(
    made: MadeIssue, issue: Issue, layout: Layout, *, folder: Path | None, edition: str = "press"
) -> Printed:
    """One edition of the made-up issue; pictures come from ``folder`` only.

    For several editions of one issue :func:`paint` once and :func:`print_edition` each.
    Raises :class:`packager.diagnostics.AssetError` for a face or template that cannot be used.
    """
    return print_edition(paint(made, issue, layout), made, issue, folder=folder, edition=edition)


def print_edition(
    painted: Painted,
    made: MadeIssue,
    issue: Issue,
    *,
    folder: Path | None,
    edition: str,
    icc: Path | None = None,
    black_pages: Collection[str] = (),
) -> Printed:
    """An edition of pages already painted.

    ``icc`` is the press's own profile in place of the edition's; ``black_pages`` are the numbers
    of pages that a press edition prints in black alone. Raises
    :class:`packager.diagnostics.AssetError` for an unusable profile, :class:`KeyError` for an
    edition that does not exist.
    """
    wanted = EDITIONS[edition]
    if icc is not None:
        wanted = msgspec.structs.replace(wanted, profile=str(icc.resolve()))
    pictures.check_profile(wanted)
    plates: dict[int, pictures.Plate] = {}
    findings: list[Diagnostic] = []
    for number, (page, picture) in enumerate(_placed(made)):
        black = wanted.ink == "cmyk" and page in black_pages
        try:
            plates[number] = pictures.plate(picture, folder, wanted, black=black)
        except PictureError as error:
            findings.append(error.code.at(str(error), article=picture.article))
        else:
            findings += pictures.findings(plates[number], picture, wanted)
    pdf = finish(painted, made, issue, wanted, plates=plates, black_pages=black_pages)
    return Printed(pdf, tuple(findings))


def _placed(made: MadeIssue) -> list[tuple[str, Picture]]:
    """The pictures in the order of painting, with their pages' numbers."""
    return [
        (page.number, item)
        for page in made.pages
        for item in page.items
        if isinstance(item, Picture) and item.src is not None
    ]
