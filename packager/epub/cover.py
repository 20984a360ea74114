"""The cover: 1600 × 2560 px, its words drawn with HarfBuzz from the package's fonts.

Either typographic (nameplate, date, the first page's headlines) or around a picture of the
made-up front page.
"""

from __future__ import annotations

import io
import struct
import zlib
from typing import TYPE_CHECKING

import msgspec
import uharfbuzz as hb

from packager import fonts
from packager.epub.pictures import Asset
from packager.epub.stories import Section
from packager.epub.words import print_date, words
from packager.issue import Article, Issue
from packager.patterns import expression

if TYPE_CHECKING:
    from PIL import Image

Colour = tuple[int, int, int]
Box = tuple[int, int, int, int]
"""Left, top, right, bottom in px."""

SIZE = (1600, 2560)
MARGIN = 110
INK = (0x16, 0x13, 0x0F)
RED = (0xB3, 0x14, 0x1B)
PAPER = (0xFB, 0xF9, 0xF4)
GREY = (0x6F, 0x6A, 0x61)
HAIR = (0xC9, 0xC3, 0xB6)
SHADES = 5
"""Steps from paper to a full colour: enough for edges at this size, and few bytes."""
SONG = ("NotoSerifSC-Regular", "LXGWWenKai-Regular", "NotoEmoji-Regular")
BOLD = ("NotoSerifSC-Bold", *SONG)
HEAVY = ("NotoSerifSC-Black", *BOLD)
_PAUSE = expression("[^\\s，、；：]+[，、；：]*[”’」』）》]*")
_LEAD = (HEAVY, 124, 168, 3)
_OTHER = (BOLD, 72, 102, 2)
"""Faces, size and leading in px, and most lines of a headline."""


class _Pen:
    """Sets text glyph by glyph through a fallback chain, so that no name turns into a box.

    All glyphs are drawn at once, as one mask; boxes say where it is not to be printed in ink.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self.boxes: list[tuple[Box, Colour]] = []
        self.rules: list[tuple[Box, Colour]] = []
        self._raster = hb.RasterDraw()
        self._fonts: dict[str, hb.Font] = {}
        self._glyphs: dict[tuple[str, tuple[str, ...]], tuple[hb.Font, int, float]] = {}

    def mask(self) -> bytes:
        """How far each pixel is covered by glyphs, 0..255, row by row from the top."""
        width, height = SIZE
        self._raster.extents = hb.RasterExtents(
            x_origin=0, y_origin=0, width=width, height=height, stride=width
        )
        return bytes(self._raster.render().buffer)

    def chain(self, text: str, chain: tuple[str, ...]) -> tuple[str, ...]:
        """The faces for a text: that of the chain first which has the whole of it, if one has.

        Words in which every other character is lighter are no words to look at. The chain is that
        of the paper's region, where its faces are installed.
        """
        regional = fonts.regional(chain, self.language)
        for name in regional:
            if all(self._font(name).get_nominal_glyph(ord(c)) is not None for c in text):
                return (name, *regional)
        return regional

    def glyph(self, character: str, chain: tuple[str, ...]) -> tuple[hb.Font, int, float]:
        """The first font of the chain that has the character, its glyph, and its width in em."""
        key = character, chain
        if key not in self._glyphs:
            for name in chain:
                font = self._font(name)
                glyph = font.get_nominal_glyph(ord(character))
                if glyph is not None:
                    break
            else:
                font, glyph = self._font(chain[0]), 0
            self._glyphs[key] = font, glyph, font.get_glyph_h_advance(glyph) / font.face.upem
        return self._glyphs[key]

    def _font(self, name: str) -> hb.Font:
        if name not in self._fonts:
            self._fonts[name] = hb.Font(fonts.hb_face(fonts.face(name).path))
        return self._fonts[name]

    def width(self, text: str, chain: tuple[str, ...], size: int) -> float:
        return size * sum(self.glyph(character, chain)[2] for character in text)

    def text(
        self,
        x: float,
        baseline: float,
        text: str,
        chain: tuple[str, ...],
        size: int,
        *,
        colour: Colour = INK,
        centre: bool = False,
    ) -> None:
        width = self.width(text, chain, size)
        if centre:
            x -= width / 2
        if colour != INK:
            top, bottom = max(0, int(baseline - size)), int(baseline + size / 3)
            self.boxes.append(((max(0, int(x)), top, min(SIZE[0], int(x + width)), bottom), colour))
        for character in text:
            font, glyph, advance = self.glyph(character, chain)
            scale = size / font.face.upem
            self._raster.transform = scale, 0, 0, -scale, x, baseline
            self._raster.draw_glyph(font, glyph)
            x += size * advance

    def rule(self, x: float, y: float, to: float, thickness: int, colour: Colour = INK) -> None:
        self.rules.append(((int(x), int(y), int(to) + 1, int(y) + thickness), colour))

    def lines(
        self, text: str, chain: tuple[str, ...], size: int, measure: float, *, most: int
    ) -> list[str]:
        """Break into at most ``most`` lines: where a Chinese headline pauses, if its parts fit.

        Else between Han anywhere but before a closing mark, and between Latin words, into lines as
        even as their number allows. What does not fit is cut and ends with an ellipsis (the whole
        headline is in the contents).
        """
        whole = self.width(text, chain, size)
        if whole <= measure:
            return [text]
        pauses = [part[0] for part in _PAUSE.finditer(text)]
        if (
            1 < len(pauses) <= most
            and "".join(pauses) == "".join(text.split())
            and not any(_latin(part[0]) for part in pauses)
            and max(self.width(part, chain, size) for part in pauses) <= measure
        ):
            return pauses
        lines = self._filled(text, chain, size, measure)
        if len(lines) > most:
            last = lines[most - 1]
            while last and self.width(last + "…", chain, size) > measure:
                last = last[:-1]
            return [*lines[: most - 1], last + "…"]
        even = whole / len(lines)
        for step in range(1, 8):
            found = self._filled(text, chain, size, even + (measure - even) * step / 8)
            if len(found) == len(lines):
                return found
        return lines

    def _filled(self, text: str, chain: tuple[str, ...], size: int, measure: float) -> list[str]:
        """The lines of one measure, filled one after the other."""
        lines: list[str] = []
        line = ""
        for token in _tokens(text):
            if self.width(line + token.rstrip(), chain, size) > measure and line.strip():
                lines.append(line.strip())
                line = token.lstrip()
            else:
                line += token
        lines.append(line.strip())
        return [line for line in lines if line]


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
    if page is not None:
        return Asset("cover.jpg", _around(issue, language, page), "image/jpeg", *SIZE)
    pen = _Pen(language)
    _typographic(pen, issue, sections, language)
    return Asset("cover.png", _print(pen), "image/png", *SIZE)


def _print(pen: _Pen) -> bytes:
    """The pen's work on paper, as a PNG of four bits a pixel: a third of a JPEG, and sharp."""
    width, height = SIZE
    palette = [PAPER]
    mask = pen.mask()
    pixels = bytearray(mask.translate(_shades(INK, palette)))
    for (left, top, right, bottom), colour in pen.boxes:
        shades = _shades(colour, palette)
        for row in range(top * width, bottom * width, width):
            pixels[row + left : row + right] = mask[row + left : row + right].translate(shades)
    for (left, top, right, bottom), colour in pen.rules:
        full = bytes([_place(colour, palette)])
        for row in range(top * width, bottom * width, width):
            pixels[row + left : row + right] = full * (right - left)
    # Two pixels a byte. As whole numbers the even and the odd ones go together at once.
    even, odd = int.from_bytes(pixels[::2], "big"), int.from_bytes(pixels[1::2], "big")
    packed = (even << 4 | odd).to_bytes(width * height // 2, "big")
    step = width // 2
    rows = b"".join(b"\0" + packed[at : at + step] for at in range(0, len(packed), step))
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 4, 3, 0, 0, 0)),
        (b"PLTE", bytes(part for colour in palette for part in colour)),
        (b"IDAT", zlib.compress(rows, 5)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


def _shades(colour: Colour, palette: list[Colour]) -> bytes:
    """For each coverage 0..255 the place in the palette of so much colour on paper."""
    places = []
    for step in range(SHADES + 1):
        r, g, b = (a + (b - a) * step / SHADES for a, b in zip(PAPER, colour, strict=True))
        places.append(_place((round(r), round(g), round(b)), palette))
    return bytes(places[round(cover * SHADES / 255)] for cover in range(256))


def _place(colour: Colour, palette: list[Colour]) -> int:
    """Where in the palette the colour is; it is added if it is not there yet."""
    if colour not in palette:
        palette.append(colour)
    return palette.index(colour)


def _fit(pen: _Pen, text: str, chain: tuple[str, ...], largest: int, measure: float) -> int:
    """The largest size up to ``largest`` px at which a nameplate keeps to ``measure``."""
    width = pen.width(text, chain, largest)
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
    heavy = pen.chain(title, HEAVY)
    size = _fit(pen, title, heavy, 400, measure)
    y = 170 + size * 0.9
    pen.text(width / 2, y, title, heavy, size, colour=RED, centre=True)
    y += size * 0.12 + 70
    pen.rule(left, y, right, 10)
    pen.rule(left, y + 17, right, 3)
    y += 100
    date, number = _facts(issue, language)
    song = pen.chain(date + number, SONG)
    if number:
        pen.text(left, y, date, song, 56)
        pen.text(right - pen.width(number, song, 56), y, number, song, 56)
    else:
        pen.text(width / 2, y, date, song, 56, centre=True)
    pen.rule(left, y + 42, right, 3)
    _headlines(pen, _heads(sections), (left, y + 102, right, height - 130))
    pen.rule(left, height - 100, right, 10, RED)


def _heads(sections: tuple[Section, ...]) -> list[Article]:
    """The stories that sell the paper; all with a headline, if there are no such."""
    heads = [s.head for section in sections for s in section.stories if s.head.headline]
    return [head for head in heads if head.kind in {"news", "feature", "commentary"}] or heads


class _Shown(msgspec.Struct, frozen=True):
    """A headline of the cover in its lines, with its kicker and the faces of both."""

    kicker: str
    song: tuple[str, ...]
    lines: list[str]
    chain: tuple[str, ...]


def _headlines(pen: _Pen, heads: list[Article], box: tuple[float, float, float, float]) -> None:
    """As many headlines as the box holds, the first one large, the slack spread between them."""
    left, top, right, bottom = box
    shown: list[_Shown] = []
    room = bottom - top
    for head in heads:
        faces, size, leading, most = _OTHER if shown else _LEAD
        kicker = (head.label or head.kicker or "").strip("—")
        song = pen.chain(kicker, SONG)
        if kicker:
            kicker = pen.lines(kicker, song, 48, right - left, most=1)[0]
        chain = pen.chain(head.headline or "", faces)
        lines = pen.lines(head.headline or "", chain, size, right - left, most=most)
        need = (70 if kicker else 0) + len(lines) * leading + (80 if shown else 36)
        if need > room:
            break
        room -= need
        shown.append(_Shown(kicker, song, lines, chain))
    slack = min(40, room / max(1, len(shown)))
    y = top
    for number, one in enumerate(shown):
        _, size, leading, _ = _OTHER if number else _LEAD
        if number:
            y += slack
            pen.rule(left, y, right, 2, HAIR)
            y += 44
        if one.kicker:
            pen.text(left, y + 50, one.kicker, one.song, 48, colour=RED)
            y += 70
        for line in one.lines:
            y += leading
            pen.text(left, y - leading * 0.24, line, one.chain, size)
        y += 36


def _around(issue: Issue, language: str, page: bytes) -> bytes:
    """A JPEG: name and date in a band, below it the picture of the front page, without margins."""
    from PIL import Image, ImageDraw

    width, height = SIZE
    canvas = Image.new("RGB", SIZE, PAPER)
    with Image.open(io.BytesIO(page), formats=("PNG", "JPEG")) as opened:
        picture = _without_margins(opened.convert("RGB"))
    foot, side = 60, 60
    scale = min((width - 2 * side) / picture.width, (height - 300 - foot) / picture.height)
    fitted = max(1, int(picture.width * scale)), max(1, int(picture.height * scale))
    picture = picture.resize(fitted, Image.Resampling.LANCZOS)
    x, top = (width - picture.width) // 2, height - foot - picture.height
    canvas.paste(picture, (x, top))
    frame = (x - 2, top - 2, x + picture.width + 1, top + picture.height + 1)
    ImageDraw.Draw(canvas).rectangle(frame, outline=GREY, width=2)

    pen = _Pen(language)
    title = issue.publication.title or words(language).untitled
    heavy = pen.chain(title, HEAVY)
    size = min(_fit(pen, title, heavy, 240, width * 0.55), top - 80)
    baseline = top / 2 + size * 0.38
    pen.text(side, baseline, title, heavy, size, colour=RED)
    facts = [fact for fact in _facts(issue, language) if fact]
    song = pen.chain("".join(facts), SONG)
    for line, fact in enumerate(reversed(facts)):
        start = width - side - pen.width(fact, song, 50)
        pen.text(start, baseline - line * 76, fact, song, 50)
    mask = Image.frombytes("L", SIZE, pen.mask())
    for box, colour in pen.boxes:
        canvas.paste(colour, box, mask.crop(box))
        mask.paste(0, box)
    canvas.paste(INK, mask=mask)
    out = io.BytesIO()
    canvas.save(out, "JPEG", quality=82, optimize=True)
    return out.getvalue()


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
