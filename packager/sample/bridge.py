"""The three-arched stone bridge in rain."""

from __future__ import annotations

import math

from PIL import ImageChops

from packager.sample.figures import hills, person, rain, umbrella
from packager.sample.ink import Colour, Pen, Point, Print, mix

_WATER = 720
_SPANS = ((1000, 182), (604, 136), (1396, 136))
_XS = range(240, 1768, 8)
_STONE = "#57594f"
_WALKERS = (
    *((430, 92, "#c5432f"), (700, 98, "#2c4d58"), (748, 84, "#e0a84a"), (985, 100, "#2f6270")),
    *((1240, 96, "#c5432f"), (1285, 66, "#efe3c6"), (1530, 94, "#45555a")),
)


def bridge() -> Print:
    """The bridge, seven people on it, the river below."""
    art = Print(2000, 1200, 53)
    art.image.paste(art.ramp([(0, "#6f8b93"), (0.35, "#c7cdbf"), (0.55, "#ece3c8")]))
    hills(art, (330, 440), ("#b3beb5", "#6a8a8b"), 3, 60)
    art.mist(500, 90, "#ece4cb", 220)
    _houses(art, (-60, 420), (690, 170), ("#e9e2cc", "#3f565e"))
    _houses(art, (1600, 2040), (690, 185), ("#efe8d3", "#3a5059"))
    _houses(art, (-90, 230), (716, 235), ("#f2ebd6", "#2c434c"))
    _houses(art, (1800, 2060), (716, 240), ("#f4eeda", "#2a404a"))
    bank = [(-20, 712), (330, 712), (400, 726), (1580, 726), (1680, 712), (2020, 712)]
    art.lay(art.ground(bank), "#55696a")
    _masonry(art)
    for x, r in _SPANS:
        _arch(art, x, r)
    for x, h, ink in _WALKERS:
        _walker(art, (x, _top(x)), h, ink)
    with art.ink("#c9bfa4", "#8d897a", (420, 660)) as pen:
        pen.taper([(x, _top(x) - 34) for x in _XS], [9] * len(_XS))
        pen.taper([(x, _top(x) - 1) for x in _XS], [13] * len(_XS))
        for x in range(248, 1766, 58):
            pen.box(x - 7, _top(x) - 52, x + 7, _top(x) + 2)
            pen.oval(x, _top(x) - 56, 9, 10)
    art.flip(_WATER, 480, 3)
    art.lay(art.fade(_WATER - 1, _WATER, 0, 70), "#8fa39c")
    art.lay(art.fade(_WATER + 40, 1200, 0, 200), "#2b4a54")
    with art.ink("#e9e4d0", part=0.6) as pen:
        for _ in range(120):
            _ring(art, pen)
    _willow(art)
    with art.ink("#f8f3e2", part=0.5) as pen:
        rain(art, pen, 620, 1180)
    return art


def _top(x: float) -> float:
    """The height of the roadway at ``x``."""
    return 640 - 175 * math.pow(math.cos(min(1.0, abs(x - 1000) / 760) * math.pi / 2), 1.5)


def _houses(art: Print, reach: Point, size: Point, inks: tuple[Colour, Colour]) -> None:
    """White walls under dark tiles from ``reach[0]`` on; size is foot and height."""
    x, (base, tall), (wall, roof) = reach[0], size, inks
    while x < reach[1]:
        w, e = art.rng.uniform(120, 210), base - tall * art.rng.uniform(0.75, 1.15)
        with art.ink(wall, mix(wall, "#8fa09c", 0.45), (e, base)) as pen:
            pen.box(x, e, x + w, base)
        with art.ink(roof) as pen:
            pen.area([(x - 16, e + 8), (x + 14, e - 44), (x + w - 14, e - 44), (x + w + 16, e + 8)])
            pen.area([(x - 4, e - 40), (x - 4, e - 56), (x + 22, e - 44)])
            pen.area([(x + w + 4, e - 40), (x + w + 4, e - 56), (x + w - 22, e - 44)])
        with art.ink(mix(roof, "#1f343c", 0.3)) as pen:
            for k in (0.14, 0.42, 0.7):
                pen.box(x + w * k, e + 34, x + w * (k + 0.16), e + 78)
            pen.box(x + w * 0.38, base - 66, x + w * 0.6, base)
        if art.rng.random() < 0.7:
            k = art.rng.choice((0.16, 0.44, 0.72))
            with art.ink("#f2c169") as pen:
                pen.box(x + w * k, e + 37, x + w * (k + 0.12), e + 75)
        x += w - 4


def _masonry(art: Print) -> None:
    """The body of the bridge: courses of stone, some lighter, darker towards the water."""
    with art.ink("#b5ab93", "#6f6f66", (450, 730)) as pen:
        pen.area([*((x, _top(x)) for x in _XS), (1760, 740), (240, 740)])
        for x, r in _SPANS:
            _opening(pen, x, r, 0)
    mass = pen.mask
    art.dust(ImageChops.multiply(mass, art.fade(520, 730, 0, 150)), "#3f4a4a")
    with art.ink("#cfc4a6", within=mass, part=0.6) as pen:
        for _ in range(130):
            n, at = art.rng.randrange(13), art.rng.uniform(280, 1720)
            upper = [(u, _top(u) + 26 + 20 * n) for u in (at, at + 40)]
            pen.area([*upper, *((px, py + 16) for px, py in reversed(upper))])
    with art.ink(_STONE, within=mass) as pen:
        for n in range(14):
            pen.stroke([(x, _top(x) + 24 + 20 * n + art.rng.uniform(-1, 1)) for x in _XS], 2.2)
            for x in range(250 + 17 * (n % 2), 1760, 46):
                px = x + art.rng.uniform(-8, 8)
                pen.stroke([(px, _top(px) + 24 + 20 * n), (px, _top(px) + 44 + 20 * n)], 2.2)


def _opening(pen: Pen, x: float, r: float, value: int) -> None:
    """An arch down to the water."""
    pen.oval(x, _WATER + 6, r, r * 1.04, value=value)
    pen.box(x - r - 60, _WATER + 6, x + r + 60, 940, value=0)


def _arch(art: Print, x: float, r: float) -> None:
    """The ring of voussoirs and the shade inside."""
    with art.ink("#d5cab0", "#8c8878", (_WATER - r, _WATER)) as pen:
        _opening(pen, x, r + 30, 255)
        _opening(pen, x, r, 0)
    with art.ink(_STONE, within=pen.mask) as pen:
        for k in range(1, 20):
            a = math.pi * k / 20
            ends = ((q * math.cos(a), 1.04 * q * math.sin(a)) for q in (r, r + 30))
            pen.stroke([(x + u, _WATER + 6 - v) for u, v in ends], 2.4)
    with art.ink("#3c4848") as pen:
        _opening(pen, x, r, 255)
        pen.oval(x + 26, _WATER + 6, r - 10, r * 1.03, value=0)


def _walker(art: Print, foot: Point, h: float, ink: Colour) -> None:
    """Someone crossing under an umbrella."""
    x, y = foot
    with art.ink("#243c45") as pen:
        person(pen, x, y, h, lean=0.04)
        pen.stroke([(x + 4, y - h * 0.5), (x + 6, y - h * 1.2)], 3)
    with art.ink(ink, mix(ink, "#1d2f38", 0.35), (y - h * 1.34, y - h * 0.9)) as pen:
        umbrella(pen, x + 6, y - h * 1.34, h * 0.54)


def _ring(art: Print, pen: Pen) -> None:
    """The ring that a drop leaves."""
    y = _WATER + 20 + 450 * art.rng.random()
    x, r = art.rng.uniform(0, 2000), art.rng.uniform(8, 26) * (0.5 + (y - _WATER) / 330)
    for k in (1.0, 0.55):
        pen.oval(x, y, r * k, r * k * 0.28)
        pen.oval(x, y, r * k * 0.86, r * k * 0.2, value=0)


def _willow(art: Print) -> None:
    """A willow on the near bank."""
    with art.ink("#4a4a3c", "#22302d", (0, 1200)) as pen:
        trunk = [(2010, 1210), (1968, 960), (1958, 700), (1925, 420), (1890, 200), (1905, -20)]
        pen.taper(trunk, [150, 92, 74, 62, 50, 40])
    with art.ink("#6b8a5a", "#2c5344", (0, 760)) as pen:
        for _ in range(95):
            x, y = art.rng.uniform(1480, 2020), art.rng.uniform(-40, 120)
            n, sway = art.rng.uniform(180, 620), art.rng.uniform(-70, 10)
            twig = [(x + sway * (k / 12) ** 1.4, y + n * k / 12) for k in range(13)]
            pen.stroke(twig, 2.2)
            for px, py in twig[1:]:
                for side in (-1, 1):
                    leaf = [(px, py), (px + side * 7, py + 14), (px + side * 9, py + 30)]
                    pen.taper(leaf, [1, 6, 0])
