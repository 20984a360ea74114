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
    """ICC file, below :data:`PROFILES` or by its whole path, that the output intent names."""
    conformance: Literal["PDF/X-4", "PDF/A-2u"] | None = None
    """The standard whose flags are written; PDF/A-2u goes with PDF/UA-1."""
    ink_limit: float = 4.0
    """Most ink on one spot, 1 for each full ink (ISO 12647-3 allows newsprint 2.4)."""
    bleed: float = 0.0
    """mm around the trimmed page."""
    slug: float = 0.0
    """mm around the bleed for printer's marks; 0: no marks."""
    links: bool = False
    """Whether jumps and addresses can be followed; PDF/X-4 allows no annotations on the page."""

    @property
    def profile_path(self) -> Path:
        """The ICC file."""
        return PROFILES / self.profile


EDITIONS: dict[str, Edition] = {
    edition.name: edition
    for edition in (
        Edition(
            "press", "the exact page for a newspaper press",
            "cmyk", "SNAP.icc", "PDF/X-4", ink_limit=2.4,
        ),
        Edition(
            "press-trimmed", "for commercial printing: bleed, printer's marks, coated paper",
            "cmyk", "FOGRA39L.icc", "PDF/X-4", ink_limit=3.3, bleed=3.0, slug=12.0,
        ),
        Edition("office", "for screens and office printers", "rgb", "sRGB2014.icc", links=True),
        Edition(
            "archive", "tagged and self-contained, to be kept",
            "rgb", "sRGB2014.icc", "PDF/A-2u", links=True,
        ),
    )
}  # fmt: skip
