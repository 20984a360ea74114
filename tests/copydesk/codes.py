"""The diagnostic codes that reading and the copy desk declare."""

from __future__ import annotations

import importlib
import pkgutil

from packager import copydesk, reading
from packager.diagnostics import Code


def declared() -> set[Code]:
    """Every code of the two rooms."""
    found: set[Code] = set()
    for package in (reading, copydesk):
        names = [m.name for m in pkgutil.iter_modules(package.__path__, f"{package.__name__}.")]
        for name in (package.__name__, *names):
            found |= {
                v for v in vars(importlib.import_module(name)).values() if isinstance(v, Code)
            }
    return {code for code in found if code.code[0] in "RCX"}
