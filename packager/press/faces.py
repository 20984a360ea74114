"""Font subsets of one issue: a few hundred kilobytes in place of whole families of 15 MB."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import uharfbuzz as hb

from packager import fonts
from packager.makeup.page import MadeIssue, TextBlock

_ALWAYS = frozenset(range(0x20, 0x7F)) | {0x3000, 0x2026}
"""Characters that WeasyPrint measures faces with, whatever is printed."""

_FEATURES = frozenset(int.from_bytes(tag) for tag in (b"halt", b"fwid", b"hwid", b"palt"))
"""Layout features that painting may ask for besides HarfBuzz's own defaults."""


def used(made: MadeIssue) -> dict[str, frozenset[int]]:
    """The code points that each face has to paint."""
    texts: defaultdict[str, set[str]] = defaultdict(set)
    for page in made.pages:
        for item in page.items:
            if isinstance(item, TextBlock):
                for line in item.lines:
                    for run in line.runs:
                        texts[run.face].update(run.text)
                    if line.runs:
                        texts[line.runs[-1].face].update(line.hyphen + line.skip)
    return {face: frozenset(map(ord, text)) for face, text in sorted(texts.items())}


def subset(face: str, points: Iterable[int]) -> bytes:
    """The face with only ``points``, all layout features kept, as a font file.

    Raises :class:`packager.diagnostics.AssetError` for a face that is not installed.
    """
    wanted = hb.SubsetInput()
    wanted.unicode_set.update(_ALWAYS.union(points))
    wanted.layout_feature_tag_set.update(_FEATURES)
    wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
    whole = fonts.hb_face(fonts.face(face).path)
    return bytes(hb.subset(whole, wanted).blob.data)


def twins(points: dict[str, frozenset[int]]) -> dict[int, int]:
    """Characters that some face draws with the glyph of another one, as a translation table.

    A PDF knows one text for each glyph, so it cannot tell such characters apart.
    """
    table: dict[int, int] = {}
    for face, used_points in points.items():
        font = hb.Font(fonts.hb_face(fonts.face(face).path))
        first: dict[int, int] = {}
        for point in sorted(used_points):
            glyph = font.get_nominal_glyph(point)
            if glyph and first.setdefault(glyph, point) != point:
                table[point] = first[glyph]
    return table
