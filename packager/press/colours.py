"""The layout's colours as CSS. Everything is painted in process inks."""

from __future__ import annotations

import msgspec

from packager.layout import Layout


class Swatch(msgspec.Struct, frozen=True):
    """A colour of the layout under the class name that the templates use."""

    key: str
    css: str
    cmyk: tuple[float, float, float, float]
    rgb: tuple[float, float, float]
    """sRGB, 0..1."""


def swatches(layout: Layout) -> dict[str, Swatch]:
    """The layout's colours by name, in the layout's order."""
    return {
        name: Swatch(
            key=f"c{number}",
            css=f"device-cmyk({' '.join(f'{ink:g}' for ink in colour.cmyk)})",
            cmyk=colour.cmyk,
            rgb=_rgb(colour.rgb),
        )
        for number, (name, colour) in enumerate(layout.colours.items())
    }


def _rgb(code: str) -> tuple[float, float, float]:
    digits = code.removeprefix("#")
    red, green, blue = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return red, green, blue
