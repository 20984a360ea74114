"""Composed lines as HTML: WeasyPrint paints them and breaks, stretches and chooses nothing.

Every face is a CSS family of its own, so no weight is matched. A block is preformatted text: lines
that need no tracking are plain characters, everything else is a span with a shared class.
"""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import escape

from packager import fonts
from packager.makeup.page import TextBlock
from packager.typesetting.line import Line, Run

HAN_CENTRE = 0.38
"""Height of a Han character's centre over the baseline, em (ideographic box −0.12 to 0.88)."""

_BASE_CSS = """\
.text { position: absolute; margin: 0; padding: 0; text-indent: 0; text-align: left;
  white-space: pre; hyphens: none; font-weight: normal; font-style: normal; font-kerning: normal;
  font-variant-ligatures: none; letter-spacing: 0; word-spacing: 0 }
.text span, .text a { line-height: 0; color: inherit; text-decoration: none }
.text .wide { font-feature-settings: "fwid" }
.text .halt { font-feature-settings: "halt" }
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

    Paint every block of a document, then put :meth:`css` into its style sheet.
    """

    def __init__(self) -> None:
        self._faces: dict[str, str] = {}
        self._spacings: dict[int, str] = {}

    @property
    def faces(self) -> tuple[str, ...]:
        """Names of the faces used so far."""
        return tuple(self._faces)

    def css(self) -> str:
        """The rules for everything painted so far, ``@font-face`` included."""
        families = "".join(
            f'.text.{name}, .text .{name} {{ font-family: "{face}" }}\n'
            for face, name in self._faces.items()
        )
        # PDF positions are whole thousandths of an em, cut off: 0.4 more makes them round.
        spacings = "".join(
            f".text .{name} {{ letter-spacing: {(value + 0.4) / 1000:.4f}em }}\n"
            if value > 0
            else f".text .{name} {{ letter-spacing: {(value - 0.4) / 1000:.4f}em }}\n"
            for value, name in sorted(self._spacings.items())
        )
        return font_faces(self._faces) + _BASE_CSS + families + spacings

    def block(self, block: TextBlock, *, tag: str = "div", attributes: str = "") -> str:
        """One block as an absolutely placed element.

        ``attributes`` is HTML to put into the start tag (``id``, ``lang`` …), already escaped.
        """
        if not block.lines:
            return ""
        face = block.lines[0].runs[0].face if block.lines[0].runs else ""
        lines = "\n".join(self._line(line, block, face) for line in block.lines)
        top = block.y + self._shift(face) * block.size
        style = (
            f"left:{block.x:.3f}pt;top:{top:.3f}pt;width:{block.width:.3f}pt;"
            f"font-size:{block.size:g}pt;line-height:{block.leading:g}pt"
        )
        start = f'{tag} class="text {self._face(face)}" style="{style}"'
        return f"<{start}{' ' if attributes else ''}{attributes}>{lines}</{tag}>"

    def _line(self, line: Line, block: TextBlock, face: str) -> str:
        room = block.width / block.size - line.width
        before = line.indent + (
            room if block.align == "end" else room / 2 if block.align == "centre" else 0.0
        )
        margin = f'<span style="margin-left:{before:.3f}em"></span>' if abs(before) > 1e-4 else ""
        last = len(line.runs) - 1
        return margin + "".join(
            self._run(run, face, line.hyphen if k == last else "")
            for k, run in enumerate(line.runs)
        )

    def _run(self, run: Run, face: str, hyphen: str) -> str:
        text = str(escape(run.text.replace("\n", " ") + hyphen))
        names = []
        if run.face != face:
            names.append(self._face(run.face))
        spacing = round(run.spacing * 1000)
        if spacing:
            names.append(self._spacings.setdefault(spacing, f"s{spacing}".replace("-", "m")))
        if run.wide:
            names.append("wide")
        if run.halt:
            names.append("halt")
        style = ""
        if run.scale != 1.0 or run.rise:
            style = f"font-size:{run.scale:g}em;vertical-align:{run.rise / run.scale:.3f}em"
        if run.href and run.href.startswith(("http://", "https://", "mailto:")):
            text = f'<a href="{escape(run.href)}">{text}</a>'
        if not names and not style:
            return text
        return (
            "<span"
            + (f' class="{" ".join(names)}"' if names else "")
            + (f' style="{style}"' if style else "")
            + f">{text}</span>"
        )

    def _face(self, face: str) -> str:
        return self._faces.setdefault(face, f"f{len(self._faces)}")

    def _shift(self, face: str) -> float:
        """em that a line of ``face`` must move down so that Han stand centred in their leading."""
        ascent, descent = fonts.line_extents(face)
        return HAN_CENTRE - (ascent - descent) / 2
