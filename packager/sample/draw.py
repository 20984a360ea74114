"""Draws the pictures of the sample issue: ``python -m packager.sample.draw [FOLDER]``.

Every picture is a function of its seed alone; only Pillow is used.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from packager.sample.bridge import bridge
from packager.sample.ink import Print
from packager.sample.land import equinox, reservoir
from packager.sample.library import library
from packager.sample.lightrail import lightrail
from packager.sample.market import market
from packager.sample.tea import tea

PICTURES = Path(__file__).resolve().parent / "pictures"

SCENES: dict[str, Callable[[], Print]] = {
    scene.__name__: scene for scene in (reservoir, lightrail, tea, market, bridge, library, equinox)
}
"""Every picture by the name of its file."""


def main(folder: Path = PICTURES) -> None:
    """Draw all pictures into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, scene in SCENES.items():
        scene().save(folder / f"{name}.jpg")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
