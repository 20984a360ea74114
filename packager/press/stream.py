"""A painted page's content stream, taken apart into its items and put together again.

WeasyPrint writes one operator a line and every positioned element as one ``q … Q`` group, in the
order of the document. Each group becomes marked content or an artifact; in text groups every
glyph is moved to its composed place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import msgspec

from packager.press.tracking import PX, Galley

_SHOWN = re.compile(rb"<([0-9a-f]*)>|([-+.0-9]+)")
_MATRIX = re.compile(rb"1 0 0 -1 (\S+) (\S+) Tm")
_FONT = re.compile(rb"/(\S+) (\S+) Tf")
_DRAWN = re.compile(rb"/(\S+) Do")

Unicodes = Mapping[str, Mapping[int, str]]
"""For every font's resource name: the text of each glyph."""


class Group(msgspec.Struct, frozen=True):
    """One painted element."""

    lines: tuple[bytes, ...]
    image: str | None = None
    """Resource name of the image that it shows."""
    text: str = ""
    """What it says by the fonts' own tables, in the order of painting."""


class Sheet(msgspec.Struct, frozen=True):
    """A page's content: what sets up the page, the elements, what closes it."""

    before: tuple[bytes, ...]
    groups: tuple[Group, ...]
    after: tuple[bytes, ...]


def take_apart(content: bytes, unicodes: Unicodes) -> Sheet:
    """Split a page's content stream into its elements."""
    lines = content.split(b"\n")
    start = lines.index(b"n") + 1  # the sheet's own clip is the first path of all
    before, rest = lines[:start], lines[start:]
    groups: list[Group] = []
    depth, first = 0, 0
    for number, line in enumerate(rest):
        if line == b"q":
            if depth == 0:
                first = number
            depth += 1
        elif line == b"Q":
            depth -= 1
            if depth < 0:
                return Sheet(tuple(before), tuple(groups), tuple(rest[number:]))
            if depth == 0:
                groups.append(_group(rest[first : number + 1], unicodes))
    return Sheet(tuple(before), tuple(groups), ())


def _group(lines: list[bytes], unicodes: Unicodes) -> Group:
    image, text = None, []
    table: Mapping[int, str] = {}
    for line in lines:
        if line.endswith(b"TJ"):
            for glyphs, _ in _SHOWN.findall(line):
                text += [table.get(glyph, "\ufffd") for glyph in _glyphs(glyphs)]
        elif found := _FONT.fullmatch(line):
            table = unicodes.get(found[1].decode(), {})
        elif found := _DRAWN.fullmatch(line):
            image = found[1].decode()
    return Group(tuple(lines), image, "".join(text))


def _glyphs(digits: bytes) -> Iterator[int]:
    return (int(digits[at : at + 4], 16) for at in range(0, len(digits), 4))


def composed(group: Group, galley: Galley, unicodes: Unicodes) -> list[bytes]:
    """The group's lines with every glyph at its composed place.

    Raises :class:`ValueError` if the group does not show exactly the galley's text.
    """
    origin: tuple[float, float] | None = None
    table: Mapping[int, str] = {}
    at = 0
    lines: list[bytes] = []
    for line in group.lines:
        if found := _MATRIX.fullmatch(line):
            # Only the first counts: from there on a run follows the one before.
            origin = origin or (float(found[1]), float(found[2]))
        elif line.endswith(b"TJ") and origin is not None:
            for start, shown in _shown(line, galley, at, table):
                if place := galley.starts.get(start):
                    x, y = (base + shift / PX for base, shift in zip(origin, place, strict=True))
                    lines.append(b"1 0 0 -1 %.3f %.3f Tm" % (x, y))
                lines.append(b"[%b] TJ" % shown)
            at += sum(
                len(table.get(glyph, "\ufffd"))
                for glyphs, _ in _SHOWN.findall(line)
                for glyph in _glyphs(glyphs)
            )
        else:
            if found := _FONT.fullmatch(line):
                table = unicodes.get(found[1].decode(), {})
            lines.append(line)
    if at != len(galley.text):
        raise ValueError(f"{at} characters are painted of {galley.text!r}")
    return lines


def _shown(
    line: bytes, galley: Galley, at: int, table: Mapping[int, str]
) -> Iterator[tuple[int, bytes]]:
    """A TJ operation, its first glyph character ``at``, parted where composed lines start."""
    first, shown, run, gap = at, [], b"", 0.0
    for glyphs, number in _SHOWN.findall(line):
        if number:
            if at not in galley.solid and at - 1 not in galley.solid:
                gap += float(number)
            continue
        for place in range(0, len(glyphs), 4):
            if run and abs(gap) >= 0.05:
                shown.append(b"<%b>%.1f" % (run, gap))
                run = b""
            if at in galley.starts and at > first:
                yield first, b"".join([*shown, b"<%b>" % run if run else b""])
                first, shown, run = at, [], b""
            glyph = glyphs[place : place + 4]
            run += glyph
            length = len(table.get(int(glyph, 16), "\ufffd"))  # a long dash is one glyph
            gap = -1000 * sum(galley.extra[at : at + length])
            at += length
    end = b"<%b>" % run
    yield first, b"".join([*shown, end + b"%.1f" % gap if abs(gap) >= 0.05 else end])
