"""Text to finished lines."""

from __future__ import annotations

from collections.abc import Sequence

from packager.issue import Mark
from packager.typesetting.boxes import boxes
from packager.typesetting.line import Line, Style
from packager.typesetting.optimum import cuts, too_wide
from packager.typesetting.setting import set_line


def compose(
    text: str,
    style: Style,
    measure: float,
    *,
    indent: float = 0.0,
    marks: Sequence[Mark] = (),
) -> tuple[Line, ...]:
    """Set one paragraph in lines of ``measure`` em, the first after ``indent`` em of blank.

    ``marks`` are inline styles over the text. Every character of the text stands in exactly one
    line, spaces that vanish at a line's end in :attr:`Line.skip`. All lines but the last are
    exactly as wide as the measure when ``style.justify`` is set.
    """
    if not text:
        return ()
    made = boxes(text, style, marks)
    found, fits = cuts(made, measure, indent, not style.justify)
    if not fits:  # tear what is wider than the measure, in the end whatever there is
        made = boxes(text, style, marks, too_wide(made, measure, indent))
        found, fits = cuts(made, measure, indent, not style.justify)
    if not fits:
        made = boxes(text, style, marks, [(0, len(text))])
        found, _ = cuts(made, measure, indent, not style.justify)
    last = len(found) - 1
    return tuple(
        set_line(made, cut, measure, 0.0 if k else indent, justify=style.justify and k < last)
        for k, cut in enumerate(found)
    )
