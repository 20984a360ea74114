"""Colours of an edition: black that overprints, process inks as sRGB, pages of black alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from packager.makeup.page import MadePage
from packager.press.colours import Swatch
from packager.press.editions import Edition
from packager.press.marking import OVERPRINT

_CMYK = re.compile(rb"/DeviceCMYK (cs|CS)\n(\S+) (\S+) (\S+) (\S+) (?:scn|SCN)")
Cmyk = tuple[float, ...]


def set_inks(
    pdf: pikepdf.Pdf,
    pages: tuple[MadePage, ...],
    swatches: Iterable[Swatch],
    edition: Edition,
    black_pages: Collection[str],
) -> None:
    """Turn the painted process inks into the edition's colours.

    On ``black_pages`` (by page number) a press edition prints every colour as a tint of black.
    """
    screen: dict[Cmyk, tuple[float, float, float]] = {
        swatch.cmyk: swatch.rgb for swatch in swatches
    }
    for sheet, page in zip(pdf.pages, pages, strict=True):
        if edition.ink == "rgb":
            _rewrite(sheet, lambda cmyk, operator: _rgb(cmyk, operator, screen))
        elif page.number in black_pages:
            _rewrite(sheet, _black)
    if edition.ink == "cmyk":
        state = pdf.pages[0].obj.Resources.ExtGState[f"/{OVERPRINT}"]
        state.op = state.OP = True
        state.OPM = 1


def _rewrite(sheet: pikepdf.Page, colour: Callable[[Cmyk, bytes], bytes]) -> None:
    content = sheet.obj.Contents
    content.write(
        _CMYK.sub(
            lambda found: colour(tuple(map(float, found.groups()[1:])), found[1]),
            content.read_bytes(),
        )
    )


def _rgb(cmyk: Cmyk, operator: bytes, screen: dict[Cmyk, tuple[float, float, float]]) -> bytes:
    """The layout's own sRGB for a swatch; a plain mixture for a colour of a template."""
    cyan, magenta, yellow, black = cmyk
    mixed = tuple((1 - ink) * (1 - black) for ink in (cyan, magenta, yellow))
    red, green, blue = screen.get(cmyk, mixed)
    return b"%.4g %.4g %.4g %b" % (red, green, blue, b"rg" if operator == b"cs" else b"RG")


def _black(cmyk: Cmyk, operator: bytes) -> bytes:
    """A tint of black about as dark as the mixture."""
    cyan, magenta, yellow, black = cmyk
    tint = min(1.0, black + 0.3 * cyan + 0.59 * magenta + 0.11 * yellow)
    end = b"scn" if operator == b"cs" else b"SCN"
    return b"/DeviceCMYK %b\n0 0 0 %.4g %b" % (operator, tint, end)


def set_intent(pdf: pikepdf.Pdf, edition: Edition) -> None:
    """What the colours mean: a printing condition, or sRGB (ISO 32000-1, 14.11.5)."""
    profile = edition.profile_path
    components = 4 if edition.ink == "cmyk" else 3
    stream = pdf.make_indirect(pikepdf.Stream(pdf, profile.read_bytes(), N=components))
    pdf.Root.OutputIntents = Array(
        [
            Dictionary(
                Type=Name.OutputIntent,
                S=Name.GTS_PDFX if edition.conformance == "PDF/X-4" else Name.GTS_PDFA1,
                OutputConditionIdentifier=String("Custom"),
                OutputCondition=String(profile.stem),
                Info=String(profile.stem),
                DestOutputProfile=stream,
            )
        ]
    )
