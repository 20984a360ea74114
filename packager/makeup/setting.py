"""Composition, remembered: the same text in the same style and measure is composed once."""

from __future__ import annotations

import functools

from packager.issue import Mark
from packager.typesetting import compose, compose_head
from packager.typesetting.line import Line, Style


@functools.lru_cache(maxsize=8192)
def text_lines(
    text: str, style: Style, measure: float, indent: float = 0.0, marks: tuple[Mark, ...] = ()
) -> tuple[Line, ...]:
    """Lines of a text; measure and indent in em of the style's size."""
    return compose(text, style, measure, indent=indent, marks=marks)


def torn_lines(text: str, style: Style, measure: float) -> tuple[Line, ...]:
    """A heading that no number of lines holds whole: broken inside words, or like running text."""
    torn = compose_head(text, style, measure, 6, torn=True)
    return torn or text_lines(text, style, measure)


@functools.lru_cache(maxsize=8192)
def head_lines(text: str, style: Style, measure: float, most: int) -> tuple[Line, ...] | None:
    """Balanced lines of a heading, at most ``most`` of them, or None when it does not fit."""
    return compose_head(text, style, measure, most)
