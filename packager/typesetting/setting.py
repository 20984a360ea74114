"""Lines out of cuts: squeeze in clreq's order, stretch, and group what is painted alike."""

from __future__ import annotations

from packager.typesetting.boxes import STOP, Boxes
from packager.typesetting.characters import Kind
from packager.typesetting.line import Line, Run
from packager.typesetting.optimum import CLOSING, EPSILON, Cut


def start_trim(boxes: Boxes, first: int) -> float:
    """Left blank that an opening mark loses at a line's start."""
    glyph = boxes.glyphs[first]
    if glyph is None or boxes.starts[first] is not Kind.OPEN:
        return 0.0
    return glyph.left * boxes.looks[first].scale


def end_trim(boxes: Boxes, last: int) -> float:
    """Right blank that a mark may lose at a line's end (GB/T 15834 5.1.10): nothing moves."""
    glyph = boxes.glyphs[last]
    if glyph is None or boxes.ends[last] not in CLOSING:
        return 0.0
    return glyph.right * boxes.looks[last].scale


def set_line(
    boxes: Boxes, cut: Cut, measure: float, indent: float, *, justify: bool = False,
    head: bool = False,
) -> Line:  # fmt: skip
    """Set one line to ``measure`` em (``justify``) or to its natural width, squeezed if it must.

    A ``head`` line always loses the blanks of marks at its ends.
    """
    start, end, after = cut
    trim = end_trim(boxes, end - 1)
    if start or head:
        indent -= start_trim(boxes, start)
    spaces = boxes.gaps[start + 1 : end]
    width = indent + sum(boxes.widths[start:end]) + sum(spaces)
    slack = measure - width
    if head:
        width -= trim
    elif slack < -EPSILON:
        width -= min(trim, -slack)
        if trim - EPSILON < -slack:
            width -= _squeeze(boxes, start, end, spaces, -slack - trim)
    elif slack > EPSILON and justify:
        width += _stretch(boxes, start, end, spaces, slack)
    runs = _runs(boxes, start, end, [round(space, 3) for space in spaces])
    return Line(
        runs=runs,
        width=width,
        indent=indent,
        natural=not any(r.spacing or r.rise or r.wide or r.dots or r.href for r in runs),
        skip="".join(boxes.texts[end:after]),
    )


def _squeeze(boxes: Boxes, start: int, end: int, spaces: list[float], need: float) -> float:
    """Take ``need`` em out of ``spaces``, class by class; returns what was taken."""
    taken = 0.0
    for squeeze_class in range(STOP + 1):
        chosen = [j for j in range(start + 1, end) if boxes.classes[j] == squeeze_class]
        room = sum(boxes.shrinks[j] for j in chosen)
        if room <= 0:
            continue
        share = min(1.0, (need - taken) / room)
        for j in chosen:
            spaces[j - start - 1] -= boxes.shrinks[j] * share
        taken += room * share
        if taken >= need - EPSILON:
            break
    return taken


def _stretch(boxes: Boxes, start: int, end: int, spaces: list[float], slack: float) -> float:
    """Add ``slack`` em to ``spaces``: word spaces and Han–Latin gaps first, then tracking."""
    room = sum(boxes.stretches[start + 1 : end])
    added = 0.0
    if room:
        share = min(1.0, slack / room)
        for j in range(start + 1, end):
            spaces[j - start - 1] += boxes.stretches[j] * share
        added = room * share
    number = sum(boxes.tracks[start + 1 : end])
    if slack - added > EPSILON and number:
        tracking = round((slack - added) / number, 3)  # a PDF knows thousandths of an em
        for j in range(start + 1, end):
            if boxes.tracks[j]:
                spaces[j - start - 1] += tracking
        rest = slack - added - tracking * number
        if abs(rest) > 0.004:
            spaces[next(j for j in range(end - 1, start, -1) if boxes.tracks[j]) - start - 1] += (
                rest
            )
            rest = 0.0
        added = slack - rest
    return added


def _runs(boxes: Boxes, start: int, end: int, spaces: list[float]) -> tuple[Run, ...]:
    """Group the line's characters into runs of one face, look and spacing."""
    runs: list[Run] = []
    text, key, spacing = "", ("", boxes.looks[start], False), 0.0

    def flush() -> None:
        if text:
            face, look, wide = key
            runs.append(
                Run(text, face, spacing, look.scale, look.rise, False, wide, look.dots, look.href)
            )

    for i in range(start, end):
        space = spaces[i - start] + 0.0 if i + 1 < end else 0.0
        look = boxes.looks[i]
        glyph = boxes.glyphs[i]
        token = boxes.texts[i]
        space /= look.scale
        if glyph is not None:
            pieces = [(glyph.face, token, space, glyph.wide)]
        else:
            found = look.metrics.pieces(token)
            pieces = [(face, part, 0.0, False) for face, part in found]
            if space:
                face, part = found[-1]
                pieces[-1:] = [(face, part[:-1], 0.0, False), (face, part[-1], space, False)]
        for face, part, after, wide in pieces:
            if not part:
                continue
            if (face, look, wide) == key and abs(after - spacing) < EPSILON:
                text += part
            else:
                flush()
                text, key, spacing = part, (face, look, wide), round(after, 4)
    flush()
    return tuple(runs)
