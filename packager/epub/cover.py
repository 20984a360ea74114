"""The cover: 1600 × 2560 px, drawn with Pillow from the package's fonts.

Either typographic (nameplate, date, the first page's headlines) or around a picture of the
made-up front page.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from packager import fonts
from packager.epub.stories import Section
from packager.epub.words import Words, print_date
from packager.issue import Issue

if TYPE_CHECKING:
    from PIL import ImageDraw, ImageFont

SIZE = (1600, 2560)
MARGIN = 110
INK = "#16130f"
RED = "#b3141b"
PAPER = "#fbf9f4"
GREY = "#6f6a61"
HEAVY = ("NotoSerifSC-Black", "NotoSerifSC-Regular", "LXGWWenKai-Regular", "NotoEmoji-Regular")
SONG = ("NotoSerifSC-Regular", "LXGWWenKai-Regular", "NotoEmoji-Regular")
BOLD = ("NotoSerifSC-Bold", "NotoSerifSC-Regular", "LXGWWenKai-Regular", "NotoEmoji-Regular")


class _Pen:
    """Draws text glyph by glyph through a fallback chain, so that no name turns into a box."""

    def __init__(self, draw: ImageDraw.ImageDraw) -> None:
        self.draw = draw
        self._loaded: dict[tuple[str, int], ImageFont.FreeTypeFont] = {}

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
        return sum(self.font(n, size).getlength(t) for n, t in self.runs(text, chain, size))

    def text(
        self,
        x: float,
        baseline: float,
        text: str,
        chain: tuple[str, ...],
        size: int,
        colour: str = INK,
        centre: bool = False,
    ) -> None:
        if centre:
            x -= self.width(text, chain, size) / 2
        for name, run in self.runs(text, chain, size):
            font = self.font(name, size)
            self.draw.text((x, baseline), run, fill=colour, font=font, anchor="ls")
            x += font.getlength(run)

    def lines(
        self, text: str, chain: tuple[str, ...], size: int, measure: float, most: int
    ) -> list[str]:
        """Break at most ``most`` lines: between Han anywhere but before a mark, else at spaces.

        What does not fit is cut and ends with an ellipsis (the whole headline is in the contents).
        """
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
        glue = character in "，、；：。！？”’）》〉】」』·…—%％" or (
            out and (out[-1][-1] in "“‘（《〈【「『—…" or _latin(out[-1][-1]) and _latin(character))
        )
        if out and glue:
            out[-1] += character
        else:
            out.append(character)
    return out


def _latin(character: str) -> bool:
    return character < "\u2000" and not character.isspace()


def draw(
    issue: Issue, sections: tuple[Section, ...], phrases: Words, language: str, page: bytes | None
) -> bytes:
    """Draw the cover as JPEG. ``page`` is a PNG or JPEG of the made-up front page, if there is one.

    Raises OSError when ``page`` is no picture.
    """
    from PIL import Image, ImageDraw

    canvas = Image.new("RGB", SIZE, PAPER)
    pen = _Pen(ImageDraw.Draw(canvas))
    if page is None:
        _typographic(pen, issue, sections, phrases, language)
    else:
        _around(canvas, pen, issue, phrases, language, page)
    out = io.BytesIO()
    canvas.save(out, "JPEG", quality=80 if page else 72, optimize=True, subsampling="4:2:0")
    return out.getvalue()


def _fit(pen: _Pen, text: str, chain: tuple[str, ...], largest: int, measure: float) -> int:
    """The largest size up to ``largest`` px at which ``text`` keeps to ``measure``."""
    width = pen.width(text, chain, largest)
    return largest if width <= measure else max(40, int(largest * measure / width))


def _facts(issue: Issue, phrases: Words, language: str) -> tuple[str, str]:
    """Date line and issue line, as far as they are known."""
    date = print_date(issue.date, language) if issue.date else phrases.undated
    number = issue.number or ""
    if number.isdigit():
        number = phrases.number.format(number)
    return date, "　".join(filter(None, (number, issue.edition)))


def _typographic(
    pen: _Pen, issue: Issue, sections: tuple[Section, ...], phrases: Words, language: str
) -> None:
    width, height = SIZE
    measure = width - 2 * MARGIN
    title = issue.publication.title or phrases.untitled
    size = _fit(pen, title, HEAVY, 400, measure)
    baseline = 170 + size * 0.9
    pen.text(width / 2, baseline, title, HEAVY, size, RED, centre=True)
    y = baseline + size * 0.12 + 70
    pen.draw.rectangle((MARGIN, y, width - MARGIN, y + 9), fill=INK)
    pen.draw.rectangle((MARGIN, y + 17, width - MARGIN, y + 19), fill=INK)
    date, number = _facts(issue, phrases, language)
    y += 100
    if number:
        pen.text(MARGIN, y, date, SONG, 56)
        pen.text(width - MARGIN - pen.width(number, SONG, 56), y, number, SONG, 56)
    else:
        pen.text(width / 2, y, date, SONG, 56, centre=True)
    y += 42
    pen.draw.rectangle((MARGIN, y, width - MARGIN, y + 2), fill=INK)
    stories = [story for section in sections for story in section.stories if story.head.headline]
    bottom = height - 130
    y += 60
    for rank, story in enumerate(stories):
        size, leading, most = (124, 164, 3) if rank == 0 else (70, 98, 2)
        chain = HEAVY if rank == 0 else BOLD
        kicker = (story.head.label or story.head.kicker or "").strip("—")
        lines = pen.lines(story.head.headline or "", chain, size, measure, most)
        need = (64 if kicker else 0) + len(lines) * leading + 60
        if y + need > bottom:
            break
        if rank:
            pen.draw.rectangle((MARGIN, y, width - MARGIN, y + 1), fill="#c9c3b6")
            y += 40
        if kicker:
            kicker = pen.lines(kicker, SONG, 46, measure, 1)[0]
            pen.text(MARGIN, y + 50, kicker, SONG, 46, RED)
            y += 64
        for line in lines:
            y += leading
            pen.text(MARGIN, y - leading * 0.22, line, chain, size)
        y += 34
    pen.draw.rectangle((MARGIN, height - 96, width - MARGIN, height - 88), fill=RED)


def _around(
    canvas: object, pen: _Pen, issue: Issue, phrases: Words, language: str, page: bytes
) -> None:
    from PIL import Image

    assert isinstance(canvas, Image.Image)
    width, height = SIZE
    title = issue.publication.title or phrases.untitled
    date, number = _facts(issue, phrases, language)
    size = _fit(pen, title, HEAVY, 150, width * 0.5)
    pen.text(MARGIN / 2, 190, title, HEAVY, size, RED)
    for line, y in ((date, 130), (number, 190)):
        pen.text(width - MARGIN / 2 - pen.width(line, SONG, 50), y, line, SONG, 50)
    top = 240
    with Image.open(io.BytesIO(page), formats=("PNG", "JPEG")) as opened:
        picture = opened.convert("RGB")
    room = (width - MARGIN, height - top - 60)
    scale = min(room[0] / picture.width, room[1] / picture.height)
    picture = picture.resize(
        (int(picture.width * scale), int(picture.height * scale)), Image.Resampling.LANCZOS
    )
    x, y = (width - picture.width) // 2, top
    canvas.paste(picture, (x, y))
    pen.draw.rectangle(
        (x - 2, y - 2, x + picture.width + 1, y + picture.height + 1), outline=GREY, width=2
    )
