"""Draws the pictures of the sample issue: ``python -m packager.sample.draw [FOLDER]``.

Every picture is a function of its seed alone; only Pillow is used.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from packager.sample import dusk, land, rain
from packager.sample.ink import Print

PICTURES = Path(__file__).resolve().parent / "pictures"

SCENES: dict[str, Callable[[], Print]] = {
    "reservoir": land.reservoir,
    "lightrail": dusk.lightrail,
    "tea": land.tea,
    "market": rain.market,
    "bridge": rain.bridge,
    "library": dusk.library,
    "equinox": land.equinox,
}
"""Every picture by the name of its file."""


def main(folder: Path = PICTURES) -> None:
    """Draw all pictures into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, scene in SCENES.items():
        scene().save(folder / f"{name}.jpg")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
