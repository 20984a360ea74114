"""Make-up: an issue and a layout become pages of placed items. No HTML, no I/O."""

from packager.makeup.pages import Made, make_up

__all__ = ["Made", "make_up"]
