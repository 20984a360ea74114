"""The tea hill."""

from __future__ import annotations

import math
from typing import NamedTuple

from packager.sample.figures import hills
from packager.sample.ink import Colour, Point, Print, mix

_HAT = "#f3e3b0"
_CLOTH = ("#2d4f6c", "#b5432f", "#e9dcc0", "#33605c", "#2d4f6c")
_PICKERS = (
    *((1450, 560, 46), (1560, 590, 48), (1330, 585, 46), (300, 640, 70), (470, 668, 74)),
    *((640, 735, 80), (1000, 960, 150), (1270, 905, 128), (1620, 990, 170), (1810, 900, 120)),
)


class _Slope(NamedTuple):
    base: float
    middle: float
    width: float
    rise: float
    light: Colour
    dark: Colour
    near: float

    def crest(self, x: float) -> float:
        """The height of the skyline at ``x``."""
        hill = self.rise * math.exp(-(((x - self.middle) / self.width) ** 2))
        return self.base - hill + 12 * math.sin(x / 130 + self.middle)

    def row(self, x: float, depth: float) -> float:
        """The height at ``x`` of the row that runs ``depth`` below the skyline."""
        swell = 1 + 0.5 * ((x - self.middle) / self.width) ** 2
        return self.crest(x) + depth * swell + 5 * self.near * math.sin(x / 60 + depth)


_SLOPES = (
    _Slope(470, 1500, 620, 90, "#7fa56a", "#44734f", 0.45),
    _Slope(560, 380, 700, 150, "#6b9a58", "#2f6546", 0.83),
    _Slope(790, 1450, 900, 170, "#5b8d4a", "#1f523d", 1.21),
)


def tea() -> Print:
    """Pickers between the rows of a tea hill."""
    art = Print(2000, 1250, 37)
    art.image.paste(art.ramp([(0, "#dfe5d2"), (0.35, "#f6ecd0")]))
    hills(art, (235, 385), ("#c9d3c2", "#5d8a7c"), 4, 66)
    art.mist(430, 70, "#f7efd6", 220)
    for n, slope in enumerate(_SLOPES):
        _hillside(art, slope)
        if n < 2:
            art.mist(slope.base + 170 + 80 * n, 90, "#eef0d2", 90)
    for n, (px, py, h) in enumerate(_PICKERS):
        _picker(art, (px, py), h, _CLOTH[n % 5])
    with art.ink("#17412f", "#0d2a21", (1080, 1250)) as pen:
        for _ in range(150):
            x, y = art.rng.uniform(-30, 2030), art.rng.uniform(1130, 1270)
            s, a = art.rng.uniform(40, 95), art.rng.uniform(-2.6, -0.5)
            pen.taper(_leaf(x, y, s, a), [4, s * 0.34, 0])
    with art.ink("#a9c65a", "#6f9a45", (1030, 1200)) as pen:
        for _ in range(46):
            x, y = art.rng.uniform(0, 2000), art.rng.uniform(1085, 1200)
            for a, s in ((-1.57, 52), (-2.2, 40), (-0.9, 40)):
                pen.taper(_leaf(x, y, s, a + art.rng.uniform(-0.2, 0.2)), [2, 11, 0])
    return art


def _leaf(x: float, y: float, s: float, angle: float) -> list[Point]:
    reach = (s * math.cos(angle), s * math.sin(angle))
    return [(x, y), (x + reach[0] / 2, y + reach[1] / 2), (x + reach[0], y + reach[1])]


def _hillside(art: Print, slope: _Slope) -> None:
    """A slope and its rows of tea, wider towards the eye."""
    top = slope.base - slope.rise
    line = [(x, slope.crest(x)) for x in range(-12, 2020, 8)]
    art.lay(art.ground(line), slope.dark, mix(slope.dark, "#123a30", 0.5), (top, slope.base + 420))
    depth = 0.0
    while top + depth < 1330:
        gap = (15 + depth * 0.11) * slope.near
        _hedge(art, slope, depth, gap * 0.74)
        depth += gap


def _hedge(art: Print, slope: _Slope, depth: float, fat: float) -> None:
    """One row: its body, its shade and the young leaves on it."""
    t = min(1.0, depth / 620)
    with art.ink(mix(slope.light, "#3f7a47", t * 0.5)) as pen:
        crown: list[Point] = []
        x = -20.0
        while x < 2040:
            crown.append((x, slope.row(x, depth) - fat * art.rng.uniform(0.38, 0.62)))
            x += max(8.0, fat * 0.6)
        pen.area([*crown, *((x, slope.row(x, depth) + fat * 0.5) for x, _ in reversed(crown))])
    with art.stencil() as pen:
        xs = range(-20, 2040, 12)
        under = [(x, slope.row(x, depth) + fat * 0.12) for x in xs]
        pen.area([*under, *((x, y + fat * 0.38) for x, y in reversed(under))], 210)
    art.dust(pen.mask, mix(slope.dark, "#1c4c3a", t))
    with art.ink(mix("#cfdc8c", "#b5cf6a", t)) as pen:
        x = -10.0
        while x < 2010:
            y = slope.row(x, depth) - fat * 0.42
            lean = art.rng.uniform(-0.25, 0.25) * fat
            pen.taper([(x, y + fat * 0.22), (x + lean, y - fat * 0.16)], [fat * 0.12, 0.6])
            x += max(5.0, fat * art.rng.uniform(0.25, 0.6))


def _picker(art: Print, foot: Point, h: float, cloth: Colour) -> None:
    """A picker seen from behind: body, arm, basket, hat."""

    def at(*points: Point) -> list[Point]:
        return [(foot[0] + u * h, foot[1] - v * h) for u, v in points]

    waist = foot[1] - h * 0.6
    with art.ink(cloth, mix(cloth, "#10251f", 0.4), (waist, foot[1])) as pen:
        pen.area(at((-0.26, 0), (0.26, 0), (0.2, 0.62), (-0.12, 0.66)))
    with art.ink(mix(cloth, "#ffffff", 0.15)) as pen:
        pen.taper(at((0.12, 0.5), (0.42, 0.32), (0.56, 0.14)), [h * 0.14, h * 0.11, h * 0.06])
    with art.ink("#b98a4a", "#7d5a2c", (waist, foot[1])) as pen:
        pen.area(at((-0.42, 0.1), (-0.14, 0.08), (-0.1, 0.46), (-0.46, 0.5)))
    with art.ink("#8a5a3c") as pen:
        pen.oval(foot[0] + h * 0.08, foot[1] - h * 0.68, h * 0.1, h * 0.1)
    with art.ink(_HAT, "#c9a765", (foot[1] - h, waist)) as pen:
        pen.area(at((-0.3, 0.68), (0.1, 0.98), (0.42, 0.62), (0.06, 0.6)))
