"""Pictures of the land: the reservoir and the equinox."""

from __future__ import annotations

import math

from PIL import Image, ImageChops

from packager.sample.figures import hills, person, ripples, swallow
from packager.sample.ink import Pen, Point, Print, mix, soft

_TERRACES = 15


def reservoir() -> Print:
    """Terraces above a reservoir in the morning."""
    art = Print(2000, 1300, 11)
    art.image.paste(art.ramp([(0, "#7fa6a8"), (0.2, "#c9d3bf"), (0.36, "#f6dfae")]))
    with art.ink("#fff4d2") as pen:
        pen.oval(1370, 262, 74, 74)
    hills(art, (330, 470), ("#b5c4b8", "#3f7278"), 4, 64)
    with art.ink("#2b5056") as pen:
        for x, y in ((760.0, 250.0), (820.0, 226.0), (872.0, 242.0), (700.0, 272.0)):
            pen.taper([(x - 16, y - 6), (x, y), (x + 16, y - 8)], [1, 4, 1])
    water = 560
    art.flip(water, 330, 5)
    art.lay(art.fade(water - 1, water, 0, 105), "#dfe6d4")
    with art.ink("#fff6dc") as pen:
        ripples(art, pen, water, 230, (1370, 60))
    art.mist(water, 60, "#f7ecd0", 200)
    for n in range(_TERRACES):
        _terrace(art, n)
    with art.ink("#142c2e") as pen:
        x, y = 1270.0, _bank(8, 1270) - 12
        person(pen, x, y, 96, lean=0.04, stride=0.12)
        pen.area([(x - 26, y - 84), (x + 6, y - 110), (x + 38, y - 84)])
        pen.stroke([(x - 58, y - 74), (x + 66, y - 94)], 3.4)
        pen.area([(x + 60, y - 98), (x + 84, y - 94), (x + 80, y - 74), (x + 62, y - 80)])
    return art


def _bank(n: float, x: float) -> float:
    """The height of the ``n``th dyke at ``x``."""
    t = n / _TERRACES
    lift = 190 * math.exp(-(((x - 250) / (420 + 260 * t)) ** 2)) * (1 - 0.45 * t)
    dip = 90 * math.exp(-(((x - 1330) / 360) ** 2)) * (1 - t)
    roll = 20 * math.sin(x / 210 + n * 0.55) + 9 * math.sin(x / 83 + n * 1.7)
    return (
        690
        + 680 * math.pow(t, 1.35)
        - lift
        + dip
        + roll * (0.5 + t)
        - 70 * t * ((x - 1000) / 1000) ** 2
    )


def _terrace(art: Print, n: int) -> None:
    """One flooded field between its dykes."""
    t = n / _TERRACES
    wall = 9 + 26 * t
    xs = range(-12, 2020, 8)
    dark = mix("#5c7d58", "#20463f", t)
    art.lay(
        art.ground([(x, _bank(n, x)) for x in xs]), dark, mix(dark, "#12302f", 0.6), (600, 1300)
    )
    low = [(x, _bank(n + 1, x) - wall * 0.85) for x in xs]
    edge = [(x, _bank(n, x) + wall * (0.45 + 0.25 * math.sin(x / 97 + n))) for x in xs]
    flood = ImageChops.subtract(art.ground(edge), art.ground(low))
    mirror = mix("#f7e3b4", "#a9c6c3", min(1, 0.15 + t * 0.9))
    art.lay(flood, mirror, mix(mirror, "#fff2cf", 0.35), (680 + 500 * t, 800 + 560 * t))
    with art.stencil() as pen:
        pen.oval(120, 1250, 1150 + 200 * t, 620)
    art.dust(ImageChops.multiply(flood, soft(pen.mask, 120)), mix("#7fa9a2", "#477f86", t))
    if n % 3 == 1:
        with art.ink(mix("#7fa05c", "#2e6a4b", t)) as pen:
            _seedlings(art, pen, n)
    with art.ink(mix("#a6b678", "#6f9467", t)) as pen:
        pen.stroke([(x, y + 2) for x, y in low], 2.4)


def _seedlings(art: Print, pen: Pen, n: int) -> None:
    """Rows of young rice along part of a field."""
    t = n / _TERRACES
    wall = 9 + 26 * t
    start = art.rng.uniform(-200, 1200)
    for row in range(1, 6):
        for k in range(150):
            x = start + k * (4 + 3.6 * t)
            top, foot = _bank(n, x) + wall * 0.9, _bank(n + 1, x) - wall * 0.9
            y = top + (foot - top) * row / 6
            if foot > top:
                pen.taper([(x, y + 3), (x + art.rng.uniform(-2, 2), y - 3 - 5 * t)], [1.6 + t, 0.6])


def equinox() -> Print:
    """A tallow tree at the hour when day and night weigh the same."""
    art = Print(2000, 1000, 79)
    west = art.fade(0, 1000).transpose(Image.Transpose.ROTATE_90).resize(art.image.size)
    night = west.point(lambda v: max(0, min(255, (v - 96) * 4)))
    art.image.paste(art.ramp([(0, "#e9b06a"), (0.35, "#f4d79c"), (0.68, "#f8eccb")]))
    art.image.paste(art.ramp([(0, "#14283f"), (0.4, "#27506a"), (0.68, "#6f9aa0")]), (0, 0), night)
    with art.ink("#f8eccb", within=night) as pen:
        for _ in range(190):
            r = art.rng.uniform(0.8, 2.8)
            pen.oval(art.rng.uniform(1060, 2000), art.rng.uniform(0, 520), r, r)
    with art.ink("#fff6da") as pen:
        pen.oval(420, 330, 118, 118)
        pen.oval(1580, 330, 118, 118)
        pen.oval(1632, 300, 108, 108, value=0)
    for n, (base, rise) in enumerate(((560, 46), (610, 40), (655, 28))):
        t = n / 2
        land = art.ground(art.ridge(base, rise, 1.5 + n * 0.6))
        span = (base - 40, base + 150)
        art.lay(land, mix("#d9b886", "#8d8a5a", t), mix("#f4dfae", "#d9c78c", t), span)
        dusk = ImageChops.multiply(land, night)
        art.lay(dusk, mix("#4b7282", "#1f4350", t), mix("#8fb0ae", "#54808a", t), span)
    water = 716
    with art.ink("#3b3a2e", "#20302e", (660, 735)) as pen:
        xs = range(-12, 2024, 8)
        swell = [
            700 + 6 * math.sin(x / 170) - 26 * math.exp(-(((x - 1000) / 210) ** 2)) for x in xs
        ]
        pen.area([*zip(xs, swell, strict=True), (2024, 720), (-20, 720)])
    _tree(art)
    art.flip(water, 284, 3)
    art.lay(art.fade(water - 1, water, 0, 40), "#f4efdc")
    with art.ink("#fff6da", part=0.5) as pen:
        ripples(art, pen, water, 240)
    with art.ink("#17232c") as pen:
        swallow(pen, 640, 470, 88, turn=-0.45)
    with art.ink("#e9e2c6") as pen:
        swallow(pen, 1345, 250, 70, turn=-0.15)
    with art.ink("#5e7c3c", "#3d6434", (760, 1000)) as pen:
        for row in range(7):
            _tufts(art, pen, row)
    art.lay(ImageChops.multiply(pen.mask, night), "#1f4a48", "#123638", (760, 1000))
    return art


def _tree(art: Print) -> None:
    """The tallow tree, its buds opening."""
    with art.ink("#2a221d", "#1b1a1a", (150, 700)) as pen:
        pen.area([(925, 706), (968, 668), (976, 600), (1024, 600), (1034, 662), (1086, 706)])
        _branch(art, pen, (1000, 606, 1.57), (128, 47), 7)
    twigs = soft(pen.mask, 7).point(lambda v: 255 if v > 26 else 0)
    with art.ink("#a9b85c", "#c8793f", (100, 640), within=twigs) as pen:
        for _ in range(640):
            a, d = art.rng.uniform(0, 6.28), math.sqrt(art.rng.random())
            x, y = 1000 + 300 * d * math.cos(a), 300 + 185 * d * math.sin(a)
            pen.taper([(x, y + 7), (x + 2, y), (x + 4, y - 8)], [0, 7, 0])


def _branch(
    art: Print, pen: Pen, start: tuple[float, float, float], size: Point, depth: int
) -> None:
    """A branch from ``x, y, angle`` of a length and width, and what grows from it."""
    x, y, angle = start
    length, width = size
    points: list[Point] = [(x, y)]
    for _ in range(5):
        angle += art.rng.uniform(-0.11, 0.11)
        x, y = x + length / 5 * math.cos(angle), y - length / 5 * math.sin(angle)
        points.append((x, y))
    pen.taper(points, [width * (1 - 0.064 * k) for k in range(6)])
    if depth == 0:
        return
    for turn in (art.rng.uniform(0.28, 0.62), -art.rng.uniform(0.28, 0.62)):
        shorter = length * art.rng.uniform(0.68, 0.84)
        _branch(art, pen, (x, y, angle + turn), (shorter, width * 0.64), depth - 1)
    if depth > 3 and art.rng.random() < 0.6:
        turn = art.rng.uniform(-0.15, 0.15)
        _branch(art, pen, (x, y, angle + turn), (length * 0.7, width * 0.5), depth - 2)


def _tufts(art: Print, pen: Pen, row: int) -> None:
    """One row of seedlings in water."""
    y = 772 + 38 * row + row * row * 1.2
    gap, s = 24 + row * 7, 12 + 4.5 * row
    for k in range(int(2100 / gap)):
        x = -30 + k * gap + (row % 2) * gap / 2 + art.rng.uniform(-4, 4)
        for lean in (-0.4, 0.05, 0.45):
            blade = [(x, y), (x + lean * s * 0.4, y - s * 0.6), (x + lean * s, y - s)]
            pen.taper(blade, [2.4 + row * 0.3, 1.8 + row * 0.2, 0.4])
