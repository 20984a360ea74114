"""The editions of the PDF as data."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec

PROFILES = Path(__file__).parent / "profiles"
"""ICC profiles that ship with the package; their README says how they were built."""

Ink = Literal["cmyk", "rgb"]


class Edition(msgspec.Struct, frozen=True):
    """One way to finish the painted pages."""

    name: str
    title: str
    ink: Ink
    """Colour of everything on the page: process inks for a press, sRGB for a screen."""
    profile: str
    """ICC file that the output intent names and pictures are converted to."""
    conformance: Literal["PDF/X-4", "PDF/A-2u"] | None
    """The standard whose flags are written."""
    bleed: float = 0.0
    """mm around the trimmed page."""
    slug: float = 0.0
    """mm around the bleed for marks; 0: no marks."""


EDITIONS: dict[str, Edition] = {
    edition.name: edition
    for edition in (
        Edition("press", "Exact page for a newspaper press", "cmyk", "SNAP.icc", "PDF/X-4"),
    )
}
