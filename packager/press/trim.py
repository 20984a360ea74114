"""Page boxes and printer's marks.

Marks lie outside the bleed and print in process inks: crop marks and register marks in all four,
colour bars at the foot. The trimmed page's lower left corner stays the origin.
"""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
from pikepdf import Array

from packager.layout import MM
from packager.makeup.page import MadePage
from packager.press.editions import Edition

_HAIRLINE = 0.25
_BAR = 5 * MM
_BARS = (
    (1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1),
    (1, 1, 0, 0), (1, 0, 1, 0), (0, 1, 1, 0),
    (0.5, 0, 0, 0), (0, 0.5, 0, 0), (0, 0, 0.5, 0), (0, 0, 0, 0.5),
    (0.5, 0.4, 0.4, 0),
)  # fmt: skip
"""Solids, overprints, half tones and the grey balance of the three colours."""
_ROUND = 0.5523
"""Length of the control arms that make four Bézier curves a circle."""


def set_boxes(pdf: pikepdf.Pdf, pages: tuple[MadePage, ...], edition: Edition) -> None:
    """MediaBox, BleedBox and TrimBox of every page in pt (ISO 15930-7, 6.13), and the marks."""
    bleed = edition.bleed * MM
    outside = bleed + edition.slug * MM
    for sheet, page in zip(pdf.pages, pages, strict=True):
        for name, more in (("/MediaBox", outside), ("/BleedBox", bleed), ("/TrimBox", 0.0)):
            sheet.obj[name] = Array(
                [_pt(-more), _pt(-more), _pt(page.width + more), _pt(page.height + more)]
            )
        if edition.slug:
            marks = "\n".join(["/Artifact BMC", "q", *_marks(page, edition), "Q", "EMC"])
            sheet.contents_add(marks.encode(), prepend=False)


def _pt(length: float) -> float:
    return round(length, 4)


def _marks(page: MadePage, edition: Edition) -> Iterator[str]:
    width, height = page.width, page.height
    gap = edition.bleed * MM + 1.0
    length = 5 * MM
    yield f"/DeviceCMYK CS 1 1 1 1 SCN {_HAIRLINE} w"
    for x, away in ((0.0, -1), (width, 1)):
        for y, up in ((0.0, -1), (height, 1)):
            yield _line(x + away * gap, y, x + away * (gap + length), y)
            yield _line(x, y + up * gap, x, y + up * (gap + length))
    middle = gap + 4 * MM
    for x, y in (
        (width / 2, -middle), (width / 2, height + middle),
        (-middle, height / 2), (width + middle, height / 2),
    ):  # fmt: skip
        yield from _register(x, y, 2 * MM)
    yield "/DeviceCMYK cs"
    left = width / 4 - len(_BARS) / 2 * _BAR
    for number, inks in enumerate(_BARS):
        yield " ".join(f"{ink:g}" for ink in inks) + " scn"
        yield f"{left + number * _BAR:.3f} {-gap - 1 - _BAR:.3f} {_BAR:.3f} {_BAR:.3f} re f"


def _line(x1: float, y1: float, x2: float, y2: float) -> str:
    return f"{x1:.3f} {y1:.3f} m {x2:.3f} {y2:.3f} l S"


def _register(x: float, y: float, radius: float) -> Iterator[str]:
    """A register mark: a cross through a circle."""
    arm, half = radius * 1.6, radius * _ROUND
    yield _line(x - arm, y, x + arm, y)
    yield _line(x, y - arm, x, y + arm)
    path = [f"{x + radius:.3f} {y:.3f} m"]
    for (ax, ay), (bx, by) in (
        ((1, 0), (0, 1)),
        ((0, 1), (-1, 0)),
        ((-1, 0), (0, -1)),
        ((0, -1), (1, 0)),
    ):
        points = (
            (x + ax * radius + bx * half, y + ay * radius + by * half),
            (x + bx * radius + ax * half, y + by * radius + ay * half),
            (x + bx * radius, y + by * radius),
        )
        path.append(" ".join(f"{px:.3f} {py:.3f}" for px, py in points) + " c")
    yield " ".join(path) + " S"
