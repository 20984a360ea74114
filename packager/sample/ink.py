"""A small print shop for :mod:`packager.sample.draw`: flat inks, grain and carved lines.

Pictures are built from masks (drawn at twice the size, so edges are smooth) through which inks are
laid, as a riso or woodcut printer lays them. Nothing reads the clock; the seed makes the picture.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFilter

Colour = str
Point = tuple[float, float]
SCALE = 2


def rgb(colour: Colour) -> tuple[int, int, int]:
    """``#rrggbb`` as three bytes."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def soft(mask: Image.Image, radius: float) -> Image.Image:
    """The mask with blurred edges."""
    return mask.filter(ImageFilter.GaussianBlur(radius))


def mix(a: Colour, b: Colour, t: float) -> Colour:
    """The colour ``t`` (0..1) of the way from ``a`` to ``b``."""
    parts = (round(x + (y - x) * t) for x, y in zip(rgb(a), rgb(b), strict=True))
    return "#" + "".join(f"{part:02x}" for part in parts)


class Pen:
    """Draws into a mask in picture coordinates."""

    def __init__(self, size: tuple[int, int], origin: tuple[int, int] = (0, 0)) -> None:
        self._origin = origin
        self.image = Image.new("L", (size[0] * SCALE, size[1] * SCALE), 0)
        self.mask = self.image
        self._draw = ImageDraw.Draw(self.image)

    def _at(self, points: Sequence[Point]) -> list[Point]:
        left, top = self._origin
        return [((x - left) * SCALE, (y - top) * SCALE) for x, y in points]

    def area(self, points: Sequence[Point], value: int = 255) -> None:
        """Fill a polygon."""
        self._draw.polygon(self._at(points), fill=value)

    def oval(self, x: float, y: float, rx: float, ry: float, *, value: int = 255) -> None:
        """Fill an ellipse about ``x, y``."""
        self._draw.ellipse(self._at([(x - rx, y - ry), (x + rx, y + ry)]), fill=value)

    def box(self, x0: float, y0: float, x1: float, y1: float, *, value: int = 255) -> None:
        """Fill a rectangle."""
        self.area([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], value)

    def stroke(self, points: Sequence[Point], width: float, value: int = 255) -> None:
        """Draw a line of even width."""
        self._draw.line(
            self._at(points),
            fill=value,
            width=max(1, round(width * SCALE)),
            joint="curve",
        )

    def taper(self, points: Sequence[Point], widths: Sequence[float], value: int = 255) -> None:
        """Draw a line whose width changes from point to point."""
        for (a, b), (wa, wb) in zip(pairwise(points), pairwise(widths), strict=True):
            length = math.hypot(b[0] - a[0], b[1] - a[1]) or 1
            nx, ny = (a[1] - b[1]) / length / 2, (b[0] - a[0]) / length / 2
            self.area(
                [
                    (a[0] + nx * wa, a[1] + ny * wa),
                    (b[0] + nx * wb, b[1] + ny * wb),
                    (b[0] - nx * wb, b[1] - ny * wb),
                    (a[0] - nx * wa, a[1] - ny * wa),
                ],
                value,
            )


class Patch:
    """A square of a picture that takes flat inks one by one."""

    def __init__(self, image: Image.Image, x: float, y: float, reach: float) -> None:
        self._image = image
        self._box = (
            max(0, int(x - reach)),
            max(0, int(y - reach)),
            min(image.width, int(x + reach) + 2),
            min(image.height, int(y + reach) + 2),
        )

    @contextmanager
    def ink(self, colour: Colour) -> Iterator[Pen]:
        """Print what is drawn with the pen."""
        left, top, right, foot = self._box
        size = (max(1, right - left), max(1, foot - top))
        pen = Pen(size, (left, top))
        yield pen
        if right > left and foot > top:
            self._image.paste(rgb(colour), self._box, pen.image.reduce(SCALE))


class Print:
    """A picture in the making."""

    def __init__(self, width: int, height: int, seed: int) -> None:
        self.width, self.height = width, height
        self.rng = random.Random(seed)
        self.image = Image.new("RGB", (width, height), "#f4efe2")
        self.noise = self._noise(2)

    def _noise(self, cell: int) -> Image.Image:
        size = (math.ceil(self.width / cell), math.ceil(self.height / cell))
        raw = Image.frombytes("L", size, self.rng.randbytes(size[0] * size[1]))
        return raw.resize((self.width, self.height), Image.Resampling.BILINEAR)

    def ramp(self, stops: Sequence[tuple[float, Colour]]) -> Image.Image:
        """A vertical gradient through ``(height 0..1, colour)`` stops."""
        return self._column(stops, range(self.height)).resize((self.width, self.height))

    def _column(self, stops: Sequence[tuple[float, Colour]], rows: range) -> Image.Image:
        """The gradient's rows, one pixel wide."""
        column = Image.new("RGB", (1, len(rows)))
        for row, y in enumerate(rows):
            at = y / self.height
            low = max((s for s in stops if s[0] <= at), default=stops[0])
            high = min((s for s in stops if s[0] > at), default=stops[-1])
            span = high[0] - low[0]
            colour = mix(low[1], high[1], (at - low[0]) / span if span > 0 else 0)
            column.putpixel((0, row), rgb(colour))
        return column

    def fade(self, y0: float, y1: float, first: int = 0, last: int = 255) -> Image.Image:
        """A mask that goes from ``first`` at ``y0`` to ``last`` at ``y1``."""
        column = Image.new("L", (1, self.height))
        for y in range(self.height):
            t = min(1.0, max(0.0, (y - y0) / (y1 - y0)))
            column.putpixel((0, y), round(first + (last - first) * t))
        return column.resize((self.width, self.height))

    @contextmanager
    def stencil(self) -> Iterator[Pen]:
        """Cut a mask: draw with the pen, then find it reduced in ``pen.mask``."""
        pen = Pen((self.width, self.height))
        yield pen
        box = pen.image.getbbox()
        pen.mask = Image.new("L", (self.width, self.height), 0)
        if box:
            left, top = box[0] // SCALE, box[1] // SCALE
            right, foot = -(-box[2] // SCALE), -(-box[3] // SCALE)
            used = (left * SCALE, top * SCALE, right * SCALE, foot * SCALE)
            pen.mask.paste(pen.image.reduce(SCALE, used), (left, top))

    @contextmanager
    def ink(
        self,
        top: Colour,
        foot: Colour | None = None,
        span: Point | None = None,
        *,
        within: Image.Image | None = None,
        part: float = 1.0,
    ) -> Iterator[Pen]:
        """Print what is drawn with the pen, perhaps only ``within`` a mask or in ``part``."""
        with self.stencil() as pen:
            yield pen
        if within is not None:
            pen.mask = ImageChops.darker(pen.mask, within)
        if part < 1:
            pen.mask = pen.mask.point(lambda v: round(v * part))
        self.lay(pen.mask, top, foot, span)

    def lay(
        self, mask: Image.Image, top: Colour, foot: Colour | None = None, span: Point | None = None
    ) -> None:
        """Print a flat ink, or one that changes from ``top`` to ``foot`` over ``span``."""
        box = mask.getbbox()
        if box is None:
            return
        if foot is None:
            self.image.paste(rgb(top), box, mask.crop(box))
            return
        y0, y1 = span or (0, self.height)
        stops = [(y0 / self.height, top), (y1 / self.height, foot)]
        column = self._column(stops, range(box[1], box[3]))
        self.image.paste(column.resize((box[2] - box[0], box[3] - box[1])), box, mask.crop(box))

    def dust(self, mask: Image.Image, colour: Colour, hard: float = 2.2) -> None:
        """Print an ink through a soft mask as grain, the way a stencil thins out."""
        grain = ImageChops.subtract(mask, self.noise, 1 / hard, 96)
        self.lay(ImageChops.darker(grain, mask.point(lambda v: min(255, v * 3))), colour)

    def mist(self, y: float, depth: float, colour: Colour, strength: int = 170) -> None:
        """A bank of mist about the height ``y``."""
        up = self.fade(y - depth, y, 0, strength)
        down = self.fade(y, y + depth, 255, 0)
        self.lay(ImageChops.multiply(up, down), colour)

    def ridge(self, base: float, rise: float, waves: float, rough: int = 6) -> list[Point]:
        """A skyline about the height ``base``; ``waves`` hills over the width."""
        parts = [
            (rise / 2**n, waves * 2**n * self.rng.uniform(0.8, 1.25), self.rng.uniform(0, 6.28))
            for n in range(rough)
        ]
        return [
            (
                x,
                base + sum(a * math.sin(6.28 * f * x / self.width + p) for a, f, p in parts),
            )
            for x in range(-12, self.width + 13, 4)
        ]

    def ground(self, line: Sequence[Point]) -> Image.Image:
        """Everything below a line."""
        with self.stencil() as pen:
            pen.area([*line, (self.width + 20, self.height), (-20, self.height)])
        return pen.mask

    def flip(self, y: float, depth: float, blur: float = 3) -> None:
        """Mirror what stands above the water line ``y``."""
        top = max(0, round(y - depth))
        part = self.image.crop((0, top, self.width, round(y)))
        part = part.transpose(Image.Transpose.FLIP_TOP_BOTTOM)
        self.image.paste(part.filter(ImageFilter.GaussianBlur(blur)), (0, round(y)))

    def finish(self) -> Image.Image:
        """The picture with the paper's grain."""
        grain = self.noise.point(lambda v: 128 + (v - 128) // 10)
        pulp = self._noise(9).point(lambda v: 128 + (v - 128) // 14)
        image = self.image
        for tooth in (grain, pulp):
            image = ImageChops.soft_light(image, Image.merge("RGB", [tooth] * 3))
        return image

    def patch(self, x: float, y: float, reach: float) -> Patch:
        """A small square about ``x, y`` to draw many small things in quickly."""
        return Patch(self.image, x, y, reach)

    def save(self, path: Path, quality: int = 76) -> None:
        """Finish the picture and write it as a JPEG."""
        self.finish().save(path, "JPEG", quality=quality, optimize=True, subsampling="4:2:0")
