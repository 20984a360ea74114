"""Write the pages that are generated from the code: ``make docs``."""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path

import packager  # the installed package
from packager.diagnostics import Code

PAGE = Path(__file__).with_name("diagnostics.md")
ROOMS = {
    "R": "Reading",
    "C": "Copy desk",
    "T": "Typesetting and fonts",
    "M": "Make-up and layouts",
    "P": "Press",
    "E": "EPUB",
    "A": "Archive",
    "X": "The build itself",
}


def codes() -> list[Code]:
    """Every code that any module declares, in order. Raises :class:`ValueError` for a clash."""
    found: dict[str, Code] = {}
    for module in pkgutil.walk_packages(packager.__path__, "packager."):
        if module.name == "packager.__main__":
            continue
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, Code) and found.setdefault(value.code, value) != value:
                raise ValueError(f"{value.code} is declared twice")
    return sorted(found.values(), key=lambda code: (list(ROOMS).index(code.code[0]), code.code))


def diagnostics() -> str:
    """The page of all diagnostic codes."""
    parts = [
        "# Diagnostics",
        "Every message of `packager` carries one of these codes. They are stable: a code keeps\n"
        "its meaning for good. This page is generated from the code by `make docs`.",
    ]
    room = ""
    for code in codes():
        if code.code[0] != room:
            room = code.code[0]
            parts.append(f"## {ROOMS[room]}")
        parts.append(f"### {code.code} · {code.title}")
        parts.append(f"Severity: {code.severity}. {code.remedy}")
        if code.example:
            parts.append(f"```\n{code.example}\n```")
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    PAGE.write_text(diagnostics(), encoding="utf-8")
