"""The press room: made-up pages become a PDF edition.

One walk: :mod:`painting` puts the pages through the templates and WeasyPrint, :mod:`pictures`
makes the plates, :mod:`finish` makes an edition of both. Painting is done once for all editions.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from packager.diagnostics import Diagnostic
from packager.issue import Issue
from packager.layout import Layout
from packager.makeup.page import MadeIssue
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

    Raises :class:`packager.diagnostics.AssetError` for a face or template that cannot be used.
    """
    return print_edition(paint(made, issue, layout), made, issue, folder=folder, edition=edition)


def print_edition(
    painted: Painted, made: MadeIssue, issue: Issue, *, folder: Path | None, edition: str
) -> Printed:
    """An edition of pages already painted."""
    wanted = EDITIONS[edition]
    plates: dict[int, pictures.Plate] = {}
    findings: list[Diagnostic] = []
    for number, picture in enumerate(painted.pictures):
        try:
            plates[number] = pictures.plate(picture, folder, wanted)
        except PictureError as error:
            findings.append(error.code.at(str(error), article=picture.article))
        else:
            findings += pictures.resolution(plates[number], picture)
    return Printed(finish(painted, made, issue, wanted, plates), tuple(findings))
