"""Make-up: an issue and a layout become pages of placed items. No HTML, no I/O."""

from packager.makeup.pages import Made, make_up
from packager.makeup.plan import Plan

__all__ = ["Made", "Plan", "make_up"]
