"""The cover: 1600 × 2560 px, drawn with Pillow from the package's fonts.

Either typographic (nameplate, date, the first page's headlines) or around a picture of the
made-up front page.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from packager import fonts
from packager.epub.pictures import Asset
from packager.epub.stories import Section
from packager.epub.words import print_date, words
from packager.issue import Article, Issue

if TYPE_CHECKING:
    from PIL import Image, ImageDraw, ImageFont

SIZE = (1600, 2560)
MARGIN = 110
INK = "#16130f"
RED = "#b3141b"
PAPER = "#fbf9f4"
GREY = "#6f6a61"
HAIR = "#c9c3b6"
HEAVY = ("NotoSerifSC-Black", "NotoSerifSC-Regular", "LXGWWenKai-Regular", "NotoEmoji-Regular")
SONG = ("NotoSerifSC-Regular", "LXGWWenKai-Regular", "NotoEmoji-Regular")
BOLD = ("NotoSerifSC-Bold", "NotoSerifSC-Regular", "LXGWWenKai-Regular", "NotoEmoji-Regular")
_LEAD = (HEAVY, 124, 168, 3)
_OTHER = (BOLD, 72, 102, 2)
"""Faces, size and leading in px, and most lines of a headline."""


class _Pen:
    """Draws text glyph by glyph through a fallback chain, so that no name turns into a box."""

    def __init__(self) -> None:
        from PIL import Image, ImageDraw

        self.canvas = Image.new("RGB", SIZE, PAPER)
        self.draw: ImageDraw.ImageDraw = ImageDraw.Draw(self.canvas)
        self._loaded: dict[tuple[str, int], ImageFont.FreeTypeFont] = {}
        self._advances: dict[tuple[str, int, str], float] = {}

    def font(self, name: str, size: int) -> ImageFont.FreeTypeFont:
        from PIL import ImageFont

        key = name, size
        if key not in self._loaded:
            self._loaded[key] = ImageFont.truetype(
                str(fonts.face(name).path), size, layout_engine=ImageFont.Layout.BASIC
            )
        return self._loaded[key]

    def runs(self, text: str, chain: tuple[str, ...], size: int) -> list[tuple[str, str]]:
        """Split ``text`` into (face, characters)."""
        out: list[tuple[str, str]] = []
        for character in text:
            name = fonts.first_with(character, chain) or chain[0]
            if out and out[-1][0] == name:
                out[-1] = name, out[-1][1] + character
            else:
                out.append((name, character))
        return out

    def width(self, text: str, chain: tuple[str, ...], size: int) -> float:
        return sum(
            self.advance(name, size, character)
            for name, run in self.runs(text, chain, size)
            for character in run
        )

    def advance(self, name: str, size: int, character: str) -> float:
        """Width of one character, measured once: loading an outline is slow."""
        key = name, size, character
        if key not in self._advances:
            self._advances[key] = self.font(name, size).getlength(character)
        return self._advances[key]

    def text(
        self,
        x: float,
        baseline: float,
        text: str,
        chain: tuple[str, ...],
        size: int,
        *,
        colour: str = INK,
        centre: bool = False,
    ) -> None:
        if centre:
            x -= self.width(text, chain, size) / 2
        for name, run in self.runs(text, chain, size):
            font = self.font(name, size)
            self.draw.text((x, baseline), run, fill=colour, font=font, anchor="ls")
            x += sum(self.advance(name, size, character) for character in run)

    def rule(self, x: float, y: float, to: float, thickness: float, colour: str = INK) -> None:
        self.draw.rectangle((x, y, to, y + thickness - 1), fill=colour)

    def lines(
        self, text: str, chain: tuple[str, ...], size: int, measure: float, *, most: int
    ) -> list[str]:
        """Break into at most ``most`` lines: where a Chinese headline pauses, if its parts fit.

        Else between Han anywhere but before a closing mark, and between Latin words. What does not
        fit is cut and ends with an ellipsis (the whole headline is in the contents).
        """
        if self.width(text, chain, size) <= measure:
            return [text]
        pauses = text.split()
        if (
            1 < len(pauses) <= most
            and not any(_latin(part[0]) for part in pauses)
            and max(self.width(part, chain, size) for part in pauses) <= measure
        ):
            return pauses
        lines: list[str] = []
        line = ""
        for token in _tokens(text):
            if self.width(line + token.rstrip(), chain, size) > measure and line.strip():
                lines.append(line.strip())
                line = token.lstrip()
            else:
                line += token
        lines.append(line.strip())
        lines = [line for line in lines if line]
        if len(lines) > most:
            last = lines[most - 1]
            while last and self.width(last + "…", chain, size) > measure:
                last = last[:-1]
            lines = [*lines[: most - 1], last + "…"]
        return lines


def _tokens(text: str) -> list[str]:
    """Pieces between which a line may break."""
    out: list[str] = []
    for character in text:
        before = out[-1][-1] if out else ""
        closes, opens = (
            character in "，、；：。！？”’）》〉】」』·…—%％",
            before in "“‘（《〈【「『—…",
        )
        if before and (closes or opens or (_latin(before) and _latin(character))):
            out[-1] += character
        else:
            out.append(character)
    return out


def _latin(character: str) -> bool:
    return character < "\u2000" and not character.isspace()


def draw(
    issue: Issue, sections: tuple[Section, ...], language: str, page: bytes | None = None
) -> Asset:
    """Draw the cover: a PNG of few colours, or a JPEG around ``page``.

    ``page`` is a PNG or JPEG of the made-up front page. Raises OSError when it is no picture.
    """
    from PIL import Image

    pen = _Pen()
    out = io.BytesIO()
    if page is not None:
        _around(pen, issue, language, page)
        pen.canvas.save(out, "JPEG", quality=82, optimize=True)
        return Asset("cover.jpg", out.getvalue(), "image/jpeg", *SIZE)
    _typographic(pen, issue, sections, language)
    palette = Image.new("P", (1, 1))
    palette.putpalette(_blends())
    few = pen.canvas.quantize(palette=palette, dither=Image.Dither.NONE)
    few.save(out, "PNG", bits=4)  # a third of the JPEG's size, and sharp
    return Asset("cover.png", out.getvalue(), "image/png", *SIZE)


def _blends() -> list[int]:
    """Fifteen colours as flat RGB: paper, and its blends with ink and with red in seven steps."""
    from PIL import ImageColor

    paper, ink, red = (ImageColor.getrgb(colour)[:3] for colour in (PAPER, INK, RED))
    mixes = [(paper, 0)] + [(colour, step) for colour in (ink, red) for step in range(1, 8)]
    return [
        round(a + (b - a) * step / 7)
        for colour, step in mixes
        for a, b in zip(paper, colour, strict=True)
    ]


def _fit(pen: _Pen, text: str, largest: int, measure: float) -> int:
    """The largest size up to ``largest`` px at which a nameplate keeps to ``measure``."""
    width = pen.width(text, HEAVY, largest)
    return largest if width <= measure else max(40, int(largest * measure / width))


def _facts(issue: Issue, language: str) -> tuple[str, str]:
    """Date line and issue line, as far as they are known."""
    phrases = words(language)
    date = print_date(issue.date, language) if issue.date else phrases.undated
    number = issue.number or ""
    if number.isdigit():
        number = phrases.number.format(number)
    return date, "　".join(filter(None, (number, issue.edition)))


def _typographic(pen: _Pen, issue: Issue, sections: tuple[Section, ...], language: str) -> None:
    """Nameplate, rule, date line, then as many headlines of the issue as there is room for."""
    width, height = SIZE
    left, right = MARGIN, SIZE[0] - MARGIN
    measure = right - left
    title = issue.publication.title or words(language).untitled
    size = _fit(pen, title, 400, measure)
    y = 170 + size * 0.9
    pen.text(width / 2, y, title, HEAVY, size, colour=RED, centre=True)
    y += size * 0.12 + 70
    pen.rule(left, y, right, 10)
    pen.rule(left, y + 17, right, 3)
    y += 100
    date, number = _facts(issue, language)
    if number:
        pen.text(left, y, date, SONG, 56)
        pen.text(right - pen.width(number, SONG, 56), y, number, SONG, 56)
    else:
        pen.text(width / 2, y, date, SONG, 56, centre=True)
    pen.rule(left, y + 42, right, 3)
    _headlines(pen, _heads(sections), (left, y + 102, right, height - 130))
    pen.rule(left, height - 100, right, 10, RED)


def _heads(sections: tuple[Section, ...]) -> list[Article]:
    """The stories that sell the paper; all with a headline, if there are no such."""
    heads = [s.head for section in sections for s in section.stories if s.head.headline]
    return [head for head in heads if head.kind in {"news", "feature", "commentary"}] or heads


def _headlines(pen: _Pen, heads: list[Article], box: tuple[float, float, float, float]) -> None:
    """As many headlines as the box holds, the first one large, the slack spread between them."""
    left, top, right, bottom = box
    shown: list[tuple[str, list[str], bool]] = []
    room = bottom - top
    for head in heads:
        lead = not shown
        chain, size, leading, most = _LEAD if lead else _OTHER
        kicker = (head.label or head.kicker or "").strip("—")
        if kicker:
            kicker = pen.lines(kicker, SONG, 48, right - left, most=1)[0]
        lines = pen.lines(head.headline or "", chain, size, right - left, most=most)
        need = (70 if kicker else 0) + len(lines) * leading + (36 if lead else 80)
        if need > room:
            break
        room -= need
        shown.append((kicker, lines, lead))
    slack = min(40, room / max(1, len(shown)))
    y = top
    for kicker, lines, lead in shown:
        chain, size, leading, _ = _LEAD if lead else _OTHER
        if not lead:
            y += slack
            pen.rule(left, y, right, 2, HAIR)
            y += 44
        if kicker:
            pen.text(left, y + 50, kicker, SONG, 48, colour=RED)
            y += 70
        for line in lines:
            y += leading
            pen.text(left, y - leading * 0.24, line, chain, size)
        y += 36


def _around(pen: _Pen, issue: Issue, language: str, page: bytes) -> None:
    """Name and date in a band, below it the picture of the front page without its margins."""
    from PIL import Image

    width, height = SIZE
    with Image.open(io.BytesIO(page), formats=("PNG", "JPEG")) as opened:
        picture = _without_margins(opened.convert("RGB"))
    foot, side = 60, 60
    scale = min((width - 2 * side) / picture.width, (height - 300 - foot) / picture.height)
    fitted = max(1, int(picture.width * scale)), max(1, int(picture.height * scale))
    picture = picture.resize(fitted, Image.Resampling.LANCZOS)
    x, top = (width - picture.width) // 2, height - foot - picture.height
    pen.canvas.paste(picture, (x, top))
    frame = (x - 2, top - 2, x + picture.width + 1, top + picture.height + 1)
    pen.draw.rectangle(frame, outline=GREY, width=2)

    title = issue.publication.title or words(language).untitled
    size = min(_fit(pen, title, 240, width * 0.55), top - 80)
    baseline = top / 2 + size * 0.38
    pen.text(side, baseline, title, HEAVY, size, colour=RED)
    facts = [fact for fact in _facts(issue, language) if fact]
    for line, fact in enumerate(reversed(facts)):
        start = width - side - pen.width(fact, SONG, 50)
        pen.text(start, baseline - line * 76, fact, SONG, 50)


def _without_margins(picture: Image.Image) -> Image.Image:
    """The page cut down to what is printed on it, with a little white around."""
    from PIL import Image, ImageChops

    white = Image.new("RGB", picture.size, "white")
    box = ImageChops.difference(picture, white).getbbox()
    if box is None:
        return picture
    rim = picture.width // 60
    return picture.crop(
        (
            max(0, box[0] - rim),
            max(0, box[1] - rim),
            min(picture.width, box[2] + rim),
            min(picture.height, box[3] + rim),
        )
    )
