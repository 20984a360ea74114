"""Where the package's own data stands: fonts, layouts, sample.

In a wheel the data is inside the package; in a checkout it stands at the top of the repository.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _data(name: str) -> Path:
    inside = _PACKAGE / "assets" / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


FONTS = _data("fonts")
"""Font files with ``fonts.toml`` and their licences."""
LAYOUTS = _data("layouts")
"""One folder a layout."""
SAMPLE = _PACKAGE / "sample"
"""The sample issue that ships with the package."""
