"""Lines out of cuts: squeeze in clreq's order, stretch, and group what is painted alike."""

from __future__ import annotations

from collections.abc import Iterator

from packager.typesetting.boxes import STOP, Boxes, Look
from packager.typesetting.line import Line, Run
from packager.typesetting.optimum import EPSILON, Cut

DIGITS = 4
"""Decimals of an em that spaces are rounded to: ten thousandths are what is painted."""


def set_line(
    boxes: Boxes, cut: Cut, measure: float, indent: float, *, justify: bool = False,
    head: bool = False,
) -> Line:  # fmt: skip
    """Set one line to ``measure`` em (``justify``) or to its natural width, squeezed if it must.

    A ``head`` line always loses the blanks of marks at its ends.
    """
    start, end, after = cut
    hyphen = 0.0 if head else boxes.hyphens.get(after, 0.0)
    trim = boxes.closings.get(end - 1, 0.0)
    if start or head:
        indent -= boxes.openings.get(start, 0.0)
    spaces = boxes.gaps[start + 1 : end]
    bare = indent + sum(boxes.widths[start:end]) + boxes.kerns.get(start, 0.0) + hyphen
    slack, tracking = measure - bare - sum(spaces), 0.0
    if head:
        bare -= trim
    elif slack < -trim - EPSILON:
        tracking = _squeeze(boxes, start, end, spaces, -slack - trim)
    elif slack > EPSILON and justify:
        tracking = _stretch(boxes, start, end, spaces, slack)
    spaces = [round(space, DIGITS) for space in spaces]
    width = bare + sum(spaces)
    if not head:
        width -= min(trim, max(width - measure, 0.0))
    runs = _runs(boxes, start, end, spaces, round(tracking, DIGITS))
    return Line(
        runs=runs,
        width=width,
        indent=indent,
        natural=len(runs) == 1 and runs[0] == Run(runs[0].text, runs[0].face),
        hyphen="-" if hyphen else "",
        skip="".join(boxes.texts[end:after]),
    )


def _squeeze(boxes: Boxes, start: int, end: int, spaces: list[float], need: float) -> float:
    """Take ``need`` em out of ``spaces``, class by class, at last from the gaps between Han.

    Returns the (negative) tracking of each gap.
    """
    for squeeze_class in range(STOP + 1):
        chosen = [j for j in range(start + 1, end) if boxes.classes[j] == squeeze_class]
        room = sum(boxes.shrinks[j] for j in chosen)
        if room <= 0:
            continue
        share = min(1.0, need / room)
        for j in chosen:
            spaces[j - start - 1] -= boxes.shrinks[j] * share
        need -= room * share
        if need <= EPSILON:
            return 0.0
    return _track(boxes.tights, start, end, spaces, -need)


def _stretch(boxes: Boxes, start: int, end: int, spaces: list[float], slack: float) -> float:
    """Add ``slack`` em to ``spaces``: word spaces and Han–Latin gaps first, then tracking.

    Returns the tracking of each gap.
    """
    room = sum(boxes.stretches[start + 1 : end])
    if room:
        share = min(1.0, slack / room)
        for j in range(start + 1, end):
            spaces[j - start - 1] += boxes.stretches[j] * share
        slack -= room * share
    return _track(boxes.tracks, start, end, spaces, slack) if slack > EPSILON else 0.0


def _track(gaps: list[int], start: int, end: int, spaces: list[float], slack: float) -> float:
    """Share ``slack`` em among all ``gaps`` that may be tracked; returns the share."""
    tracked = [k for k, gap in enumerate(gaps[start + 1 : end]) if gap]
    if not tracked:
        return 0.0
    tracking = slack / len(tracked)
    for k in tracked:
        spaces[k] += tracking
    return tracking


_Atom = tuple[str, tuple[str, Look, bool], float]
"""A box or a one-face piece of one; its face, look and whether it is ``wide``; the space after it
in em of the style's size."""


def _atoms(boxes: Boxes, start: int, end: int, spaces: list[float]) -> Iterator[_Atom]:
    looks, glyphs, texts = boxes.looks, boxes.glyphs, boxes.texts
    for i, space in zip(range(start, end), [*spaces, 0.0], strict=True):
        glyph, look = glyphs[i], looks[i]
        if glyph is not None:
            yield texts[i], (glyph.face, look, glyph.wide), space
        else:
            *firsts, (face, last) = look.metrics.pieces(texts[i], boxes.faces.get(i))
            for other, piece in firsts:
                yield piece, (other, look, False), 0.0
            yield last, (face, look, False), space


def _runs(
    boxes: Boxes, start: int, end: int, spaces: list[float], tracking: float
) -> tuple[Run, ...]:
    """Group the line's characters into runs of one face and look.

    Tracking becomes the spacing of a run of single characters; words are not tracked inside, and a
    space that stands alone is the ``after`` of the run before it.
    """
    runs: list[Run] = []
    atoms = _atoms(boxes, start, end, spaces)
    text, paint, space = next(atoms)
    texts = [text]
    spacing = None if len(text) == 1 else 0.0  # unknown while one character is all there is
    for text, other, after in atoms:
        step = space if spacing is None else spacing
        single = len(text) == 1
        if other == paint and space == step and (step == 0 or (step == tracking and single)):
            texts.append(text)
            spacing = step
        else:
            runs.append(_run(texts, paint, space, spacing or 0.0))
            texts, paint = [text], other
            spacing = None if single else 0.0
        space = after
    runs.append(_run(texts, paint, spacing or 0.0, spacing or 0.0))
    return tuple(runs)


def _run(texts: list[str], paint: tuple[str, Look, bool], space: float, spacing: float) -> Run:
    face, look, wide = paint
    after = space - spacing
    return Run(
        text="".join(texts),
        face=face,
        spacing=round(spacing / look.scale, DIGITS),
        scale=look.scale,
        rise=look.rise,
        href=look.href,
        wide=wide,
        dots=look.dots,
        after=round(after / look.scale, DIGITS),
    )
