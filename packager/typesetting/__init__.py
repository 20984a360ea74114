"""Typesetting: text and a measure in, finished lines out. No HTML, no I/O but the fonts."""

from packager.typesetting.compose import compose
from packager.typesetting.heads import compose_head
from packager.typesetting.line import Line, Run, Style
from packager.typesetting.metrics import fallbacks, run_width
from packager.typesetting.vertical import compose_vertical

__all__ = [
    "Line",
    "Run",
    "Style",
    "compose",
    "compose_head",
    "compose_vertical",
    "fallbacks",
    "run_width",
]
