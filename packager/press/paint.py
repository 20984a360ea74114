"""Composed lines as HTML: WeasyPrint paints them and breaks, stretches and chooses nothing.

Every face is a CSS family of its own, so no weight is matched. A block is preformatted text: lines
that need no tracking are plain characters, everything else is a span with a shared class.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from markupsafe import escape

from packager import fonts
from packager.makeup.page import TextBlock
from packager.typesetting.line import Line, Run
from packager.typesetting.metrics import run_width

HAN_CENTRE = 0.38
"""Height of a Han character's centre over the baseline, em (ideographic box −0.12 to 0.88)."""
_KANA = re.compile("[\u3041-\u30ff]")
_DOT, _DOT_DROP = 0.14, 0.5
"""Size of an emphasis dot, and its top under the middle of the line, em."""

_BASE_CSS = """\
.text { position: absolute; margin: 0; padding: 0; text-align: left; white-space: pre;
  hyphens: none; font-weight: normal; font-style: normal; font-kerning: normal;
  font-variant-ligatures: none; letter-spacing: 0; word-spacing: 0 }
.text a { color: inherit; text-decoration: none }
"""
"""What painted text relies on: no wrapping, ligatures off and kerning on as measured."""


def font_faces(names: Iterable[str]) -> str:
    """``@font-face`` rules, one family for each face. Raises :class:`AssetError`."""
    return "".join(
        f'@font-face {{ font-family: "{name}"; src: url("{fonts.face(name).path.as_uri()}") }}\n'
        for name in sorted(set(names))
    )


class Painter:
    """Turns text blocks into HTML and remembers the rules that they share.

    Paint every block of a document, then put :meth:`css` into its style sheet. Every element has
    one class for all it needs: matching rules is a good part of what painting costs.
    """

    def __init__(self) -> None:
        self._faces: set[str] = set()
        self._classes: dict[str, str] = {}

    @property
    def faces(self) -> tuple[str, ...]:
        """Names of the faces used so far."""
        return tuple(sorted(self._faces))

    def css(self) -> str:
        """The rules for everything painted so far, ``@font-face`` included."""
        rules = "".join(f".{name} {{ {rule} }}\n" for rule, name in self._classes.items())
        return font_faces(self._faces) + _BASE_CSS + rules

    def block(self, block: TextBlock, *, tag: str = "div", attributes: str = "") -> str:
        """One block as an absolutely placed element.

        ``attributes`` is HTML to put into the start tag (``id``, ``lang`` …), already escaped.
        """
        if not block.lines:
            return ""
        face = _main_face(block)
        self._faces.add(face)
        offsets = [self._offset(line, block) for line in block.lines]
        indent = f"; text-indent: {offsets[0]:g}em" if offsets[0] else ""
        solid = any(_KANA.search(run.text) for line in block.lines for run in line.runs)
        kerning = "; font-kerning: none" if solid else ""  # kana are set solid (jlreq 2.1.2)
        name = self._class(
            f'font-family: "{face}"; font-size: {block.size:g}pt; '
            f"line-height: {block.leading:g}pt; width: {block.width:g}pt{indent}{kerning}"
        )
        lines = "\n".join(
            self._line(line, face, offset if k else 0.0)
            for k, (line, offset) in enumerate(zip(block.lines, offsets, strict=True))
        )
        if any(run.dots for line in block.lines for run in line.runs):
            lines += self._dots(block, offsets)
        top = block.y + _shift(face) * block.size
        start = f'{tag} class="text {name}" style="left:{block.x:.3f}pt;top:{top:.3f}pt"'
        return f"<{start}{' ' if attributes else ''}{attributes}>{lines}</{tag}>"

    @staticmethod
    def _offset(line: Line, block: TextBlock) -> float:
        """em from the block's left edge to the line's first glyph."""
        room = block.width / block.size - line.width
        shares = {"start": 0.0, "centre": 0.5, "end": 1.0}
        return round(line.indent + room * shares[block.align], 3)

    def _line(self, line: Line, face: str, offset: float) -> str:
        """A line's runs; space between two runs is a margin of whichever is a span anyway."""
        parts = []
        before = offset
        for k, run in enumerate(line.runs):
            rule = _rule(run, face)
            after = round(run.after * run.scale, 3)
            if before:
                rule.append(f"margin-left: {before / run.scale:g}em")
            if rule and after:
                rule.append(f"margin-right: {run.after:g}em")
                after = 0.0
            before = after
            text = run.text + line.hyphen if k + 1 == len(line.runs) else run.text
            parts.append(self._run(run, text, rule))
        return "".join(parts)

    def _run(self, run: Run, text: str, rule: list[str]) -> str:
        html = str(escape(text.replace("\n", " ")))
        if run.href and run.href.startswith(("http://", "https://", "mailto:")):
            html = f'<a href="{escape(run.href)}">{html}</a>'
        if not rule:
            return html
        self._faces.add(run.face)
        # Without its own line height a run of another face or size cannot push its line apart.
        return f'<span class="{self._class("; ".join([*rule, "line-height: 0"]))}">{html}</span>'

    def _dots(self, block: TextBlock, offsets: list[float]) -> str:
        """着重号: a dot under the middle of every marked character (clreq 3.5.2)."""
        places = []
        for k, (line, offset) in enumerate(zip(block.lines, offsets, strict=True)):
            x = offset
            y = (k + 0.5) * block.leading / block.size + _DOT_DROP
            for run in line.runs:
                if run.dots:
                    step = run_width(run) / len(run.text)
                    places += [
                        (x + (n + 0.5) * step, y)
                        for n, character in enumerate(run.text)
                        if character.isalnum()
                    ]
                x += run_width(run)
        rule = (
            f"position: absolute; width: {_DOT:g}em; height: {_DOT:g}em; "
            f"border-radius: {_DOT / 2:g}em; background: currentColor"
        )
        name = self._class(rule)
        return "".join(
            f'<i class="{name}" style="left:{x - _DOT / 2:.3f}em;top:{y:.3f}em"></i>'
            for x, y in places
        )

    def _class(self, rule: str) -> str:
        return self._classes.setdefault(rule, f"t{len(self._classes)}")


def _rule(run: Run, face: str) -> list[str]:
    """The declarations that set a run apart from plain text of ``face``."""
    rule = []
    if run.face != face:
        rule.append(f'font-family: "{run.face}"')
    spacing = round(run.spacing * 1000)
    if spacing:
        # PDF positions are whole thousandths of an em, cut off: 0.4 more makes them round.
        rule.append(f"letter-spacing: {(spacing + (0.4 if spacing > 0 else -0.4)) / 1000:.4f}em")
    switches = ((run.wide, "fwid"), (run.halt, "halt"), (run.vertical, "vert"))
    if features := ", ".join(f'"{name}"' for wanted, name in switches if wanted):
        rule.append(f"font-feature-settings: {features}")
    if run.scale != 1.0 or run.rise:
        rule.append(f"font-size: {run.scale:g}em; vertical-align: {run.rise / run.scale:.3f}em")
    return rule


def _main_face(block: TextBlock) -> str:
    """The face of most of the text: the others are spans."""
    lengths: dict[str, int] = {}
    for line in block.lines:
        for run in line.runs:
            lengths[run.face] = lengths.get(run.face, 0) + len(run.text)
    return max(lengths, key=lambda face: lengths[face])


def _shift(face: str) -> float:
    """em that a line of ``face`` must move down so that Han stand centred in their leading."""
    ascent, descent = fonts.line_extents(face)
    return HAN_CENTRE - (ascent - descent) / 2
