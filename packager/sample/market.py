"""The morning market in rain."""

from __future__ import annotations

import math

from PIL import ImageChops

from packager.sample.figures import person, rain, umbrella
from packager.sample.ink import Colour, Pen, Point, Print, mix, soft

_BROLLIES = ("#c5432f", "#e0a84a", "#2f6270", "#efe3c6", "#7a3b3d")
_GOODS = ("shoots", "greens", "eggs", "carrots", "greens", "shoots", "mushrooms")
_HEAPS = {"eggs": 30, "greens": 64, "shoots": 26, "carrots": 40, "mushrooms": 34}
_INKS = {
    "eggs": ("#f1dfc0", "#e3c59a", "#f6ead2"),
    "mushrooms": ("#8a6242", "#a57a52", "#6f4c34"),
    "greens": ("#4f8a4a", "#2f6a45", "#76a557", "#3d7b46"),
    "carrots": ("#d9622f", "#e8813f", "#c94f2c"),
    "shoots": ("#8c6b45", "#a88455", "#725535"),
}
_BASKETS = (
    *((210, 920, 150), (560, 905, 140), (890, 925, 145), (1230, 905, 142), (1570, 925, 150)),
    *((1880, 905, 140), (60, 1120, 205), (480, 1135, 215), (930, 1130, 210), (1385, 1135, 218)),
    (1840, 1125, 212),
)


def market() -> Print:
    """Baskets and umbrellas at the market by the bridge."""
    art = Print(2000, 1250, 41)
    art.image.paste(art.ramp([(0, "#9fb3b2"), (0.4, "#e6dcc3"), (1, "#8b9690")]))
    with art.ink("#7d9496", "#d5cfba", (200, 600)) as pen:
        _houses(art, pen)
    far = pen.mask
    art.dust(ImageChops.multiply(far, art.fade(180, 560, 150, 20)), "#4b6a70")
    with art.ink("#f3c877", within=far) as pen:
        for _ in range(22):
            x, y = art.rng.uniform(20, 1980), art.rng.uniform(380, 540)
            pen.box(x, y, x + 24, y + 34)
    art.mist(610, 70, "#ece2c8", 235)
    art.lay(art.ground([(-20, 640), (2020, 640)]), "#b3b5a5", "#56676a", (640, 1250))
    _row(art, "#8fa09a", 690, 170, 0.6)
    _row(art, "#5d777a", 765, 235, 0.3)
    _row(art, "#2d4c56", 860, 320, 0.0)
    with art.ink("#f3ead2", part=0.33) as pen:
        for _ in range(300):
            x, y = art.rng.uniform(0, 2000), 700 + 550 * art.rng.random()
            half = art.rng.uniform(14, 70)
            pen.taper([(x - half, y), (x, y), (x + half, y)], [0, 3, 0])
    for n, (x, y, r) in enumerate(_BASKETS):
        _basket(art, (x, y), r, _GOODS[n % len(_GOODS)])
    with art.ink("#f7f0dc", part=0.5) as pen:
        rain(art, pen, 330, 900)
    return art


def _houses(art: Print, pen: Pen) -> None:
    """A row of gables in the haze."""
    x = -60.0
    while x < 2060:
        w, h = art.rng.uniform(190, 320), art.rng.uniform(190, 330)
        pen.box(x, 560 - h, x + w, 620)
        pen.area([(x - 24, 562 - h), (x + w * 0.5, 492 - h), (x + w + 24, 562 - h)])
        x += w + art.rng.uniform(-20, 4)


def _row(art: Print, tone: Colour, base: float, tall: float, haze: float) -> None:
    """Buyers at one distance, each under an umbrella."""
    step = 264 if haze else 396
    for n in range(9):
        x = 40 + step * n + art.rng.uniform(-60, 60) + (110 if haze == 0.3 else 0)
        y, h = base + art.rng.uniform(-16, 16), tall * art.rng.uniform(0.88, 1.04)
        lean = art.rng.uniform(-0.05, 0.05)
        with art.ink(tone, mix(tone, "#24404a", 0.3), (y - h, y)) as pen:
            person(pen, x, y, h, lean=lean, stride=art.rng.uniform(0.05, 0.11))
        dome = mix(_BROLLIES[art.rng.randrange(5)], "#b9bfb0", haze)
        cx, cy, r = x + h * (0.05 + lean), y - h * 1.22, h * 0.4
        ends = (mix(dome, "#ffffff", 0.12), mix(dome, "#1d2f38", 0.25))
        with art.ink(*ends, (cy, cy + r * 0.7)) as pen:
            umbrella(pen, cx, cy, r, tilt=lean * 2)
        with art.ink(mix(dome, "#1d2f38", 0.5)) as pen:
            for k in (-0.6, -0.2, 0.2, 0.6):
                rib = [(cx, cy), (cx + k * r * 0.75, cy + r * 0.25), (cx + k * r, cy + r * 0.6)]
                pen.stroke(rib, 2)
            pen.stroke([(cx, cy - r * 0.1), (cx, y - h * 0.55)], 3)


def _basket(art: Print, at: Point, r: float, good: str) -> None:
    """A round bamboo basket with its rim about ``at``, full of one good."""
    x, y = at
    deep = r * 0.62
    with art.stencil() as pen:
        pen.oval(x, y + deep * 0.95, r * 1.02, r * 0.3, value=170)
    art.lay(soft(pen.mask, 9), "#1d3138")
    with art.ink("#cfa062", "#7b5429", (y, y + deep * 1.3)) as pen:
        pen.area([(x - r, y), (x + r, y), (x + r * 0.74, y + deep), (x - r * 0.74, y + deep)])
        pen.oval(x, y + deep, r * 0.74, r * 0.24)
    body = pen.mask
    with art.ink("#5f3f20", within=body) as pen:
        _weave(pen, at, r, deep)
    with art.stencil() as pen:
        pen.box(x, y, x + r, y + r)
    art.dust(ImageChops.multiply(body, soft(pen.mask, r / 3)), "#4a3119")
    with art.ink("#e2bd80") as pen:
        pen.oval(x, y, r, r * 0.3)
    with art.ink("#4e3a20") as pen:
        pen.oval(x, y, r * 0.92, r * 0.25)
    _heap(art, at, r, good)
    with art.ink("#d7ad6c", "#b98a4a", (y, y + r * 0.3)) as pen:
        pen.stroke(_bow(x, y, r * 0.97, r * 0.29), r * 0.075)


def _bow(x: float, y: float, rx: float, ry: float) -> list[Point]:
    """The near half of an ellipse."""
    angles = [math.pi * k / 30 for k in range(31)]
    return [(x + rx * math.cos(a), y + ry * math.sin(a)) for a in angles]


def _weave(pen: Pen, at: Point, r: float, deep: float) -> None:
    """Hoops and staves of a basket."""
    x, y = at
    for row in range(8):
        t = (row + 0.5) / 8
        pen.stroke(_bow(x, y + deep * t, r * (1 - 0.26 * t), r * 0.3 * (1 - 0.2 * t)), 3)
    for k in range(15):
        a = math.pi * (k + 0.5) / 15
        rim = (x + r * math.cos(a), y + r * 0.3 * math.sin(a))
        pen.stroke([rim, (x + r * 0.74 * math.cos(a), y + deep + r * 0.24 * math.sin(a))], 4)


def _heap(art: Print, at: Point, r: float, good: str) -> None:
    """The goods, the far ones first."""
    places = []
    for _ in range(_HEAPS[good]):
        a, d = art.rng.uniform(0, 6.28), math.sqrt(art.rng.random())
        places.append((d * math.sin(a), at[0] + r * 0.8 * d * math.cos(a), d))
    s = r * 0.15
    for depth, x, d in sorted(places):
        y = at[1] + r * 0.2 * depth - r * 0.3 * (1 - d * d)
        ink = art.rng.choice(_INKS[good])
        lean = art.rng.uniform(-0.7, 0.7)
        if good in ("eggs", "mushrooms"):
            _round(art, (x, y), (s, s * (0.78 if good == "eggs" else 0.62)), ink)
        elif good == "carrots":
            tip = (x + s * 2.3 * math.cos(lean), y + s * 0.9 * math.sin(lean))
            _long(art, [(x - s, y), ((x + tip[0]) / 2, y), tip], (s * 0.75, s * 0.6), ink)
        else:
            rise = s * (2.2 if good == "greens" else 3.3)
            tip = (x + rise * math.sin(lean), y - rise * math.cos(lean))
            middle = ((x * 2 + tip[0]) / 3, (y * 2 + tip[1]) / 3)
            fat = (s * 0.3, s * 1.15) if good == "greens" else (s * 1.15, s * 0.85)
            _long(art, [(x, y + s), middle, tip], fat, ink)


def _round(art: Print, at: Point, size: Point, ink: Colour) -> None:
    """A small rounded thing, lit from the upper left."""
    patch = art.patch(*at, max(size) * 1.4)
    tones = ((0.0, 1.0, mix(ink, "#2b2018", 0.35)), (0.12, 0.86, ink))
    for shift, k, tone in (*tones, (0.34, 0.34, mix(ink, "#ffffff", 0.45))):
        with patch.ink(tone) as pen:
            centre = (at[0] - shift * size[0], at[1] - shift * size[1])
            pen.oval(*centre, size[0] * k, size[1] * k)


def _long(art: Print, spine: list[Point], fat: Point, ink: Colour) -> None:
    """A leaf, shoot or root with a dark edge and a light vein."""
    widths = (*fat, 1.0)
    patch = art.patch(*spine[1], math.dist(spine[0], spine[2]) + max(fat))
    with patch.ink(mix(ink, "#142018", 0.55)) as pen:
        pen.taper(spine, [w + 4 for w in widths])
    with patch.ink(ink) as pen:
        pen.taper(spine, widths)
    with patch.ink(mix(ink, "#fff3c4", 0.4)) as pen:
        pen.stroke(spine, 2)
