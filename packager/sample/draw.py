"""Draws the pictures of the sample issue: ``python -m packager.sample.draw [FOLDER]``.

Every picture is a function of its seed alone; only Pillow is used.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable
from pathlib import Path

from PIL import ImageChops, ImageFilter

from packager.sample.ink import Colour, Pen, Point, Print, mix

PICTURES = Path(__file__).resolve().parent / "pictures"


def _hills(
    art: Print, first: float, last: float, count: int, far: Colour, near: Colour, rise: float = 70
) -> None:
    """Ranges of hills, paler with distance, with mist at their feet."""
    for n in range(count):
        t = n / max(1, count - 1)
        base = first + (last - first) * t
        line = art.ridge(base, rise * (0.7 + 0.5 * t), 1.4 + 0.8 * t)
        ink = mix(far, near, t)
        art.lay(art.ground(line), ink, mix(ink, "#f3ead6", 0.45), (base - rise, base + 150))
        shade = ImageChops.multiply(
            art.ground(line), art.fade(base - rise * 1.6, base + rise, 120, 0)
        )
        art.dust(shade, mix(ink, "#16323b", 0.35))


def _person(
    pen: Pen, x: float, y: float, h: float, *, lean: float = 0, stride: float = 0.1
) -> None:
    """A standing figure of height ``h`` with its feet at ``x, y``."""
    hip, neck = (x + lean * h * 0.4, y - h * 0.46), (x + lean * h, y - h * 0.83)
    pen.taper([(x - stride * h, y), hip], [h * 0.09, h * 0.14])
    pen.taper([(x + stride * h, y), hip], [h * 0.09, h * 0.14])
    pen.area(
        [
            (hip[0] - h * 0.13, hip[1] + h * 0.1),
            (hip[0] + h * 0.13, hip[1] + h * 0.1),
            (neck[0] + h * 0.12, neck[1]),
            (neck[0] - h * 0.12, neck[1]),
        ]
    )
    pen.oval(neck[0] + lean * h * 0.2, neck[1] - h * 0.075, h * 0.075, h * 0.09)


def _umbrella(pen: Pen, x: float, y: float, r: float, tilt: float = 0) -> None:
    """An open umbrella with its crown at ``x, y``."""
    rim = [
        (x + r * math.cos(a), y + r * 0.62 - r * 0.62 * math.sin(a) + tilt * r * math.cos(a))
        for a in (math.pi * n / 24 for n in range(25))
    ]
    scallops: list[Point] = []
    for n in range(5):
        left = x - r + 2 * r * n / 5
        for step in range(6):
            across = left + 2 * r / 5 * step / 5
            sag = -r * 0.1 * math.sin(math.pi * step / 5)
            scallops.append((across, y + r * 0.62 + sag + tilt * (across - x)))
    pen.area([*rim, *scallops])


def _swallow(pen: Pen, x: float, y: float, s: float, turn: float) -> None:
    """A swallow of wing length ``s``, turned by ``turn`` radians."""

    def at(u: float, v: float) -> Point:
        c, d = math.cos(turn), math.sin(turn)
        return x + s * (u * c - v * d), y + s * (u * d + v * c)

    wing = [(-0.1, 0.0), (-0.32, -0.45), (-0.75, -0.95), (-0.2, -0.62), (0.22, -0.12)]
    pen.area([at(u, v) for u, v in wing])
    pen.area([at(u, -v * 0.8) for u, v in wing])
    pen.area([at(u, v) for u, v in [(0.5, 0), (0.34, -0.1), (-0.2, -0.11), (-0.85, -0.3)]])
    pen.area([at(u, v) for u, v in [(0.5, 0), (0.34, 0.1), (-0.2, 0.11), (-0.95, 0.16)]])
    pen.area([at(u, v) for u, v in [(0.5, 0), (0.3, -0.1), (-0.5, 0), (0.3, 0.1)]])


def reservoir() -> Print:
    """Terraces above a reservoir in the morning."""
    art = Print(2000, 1300, 11)
    art.image.paste(art.ramp([(0, "#7fa6a8"), (0.2, "#c9d3bf"), (0.36, "#f6dfae")]))
    art.lay(art.mask(lambda pen: pen.oval(1370, 262, 74, 74)), "#fff4d2")
    _hills(art, 330, 470, 4, "#b5c4b8", "#3f7278", 64)
    water = 560
    art.flip(water, 330, 5)
    lake = art.fade(water - 1, water, 0, 105)
    art.lay(lake, "#dfe6d4")
    def glints(pen: Pen) -> None:
        for _ in range(210):
            y = water + 6 + 250 * art.rng.random() ** 1.6
            x = art.rng.gauss(1370, 60 + (y - water) * 1.5)
            half = art.rng.uniform(8, 30) * (0.5 + (y - water) / 160)
            pen.taper([(x - half, y), (x, y), (x + half, y)], [0, 1 + (y - water) / 90, 0])
    art.lay(art.mask(glints), "#fff6dc")
    art.mist(water, 60, "#f7ecd0", 200)

    count = 15
    def bank(n: float, x: float) -> float:
        t = n / count
        y = 690 + 680 * t**1.35
        lift = 190 * math.exp(-(((x - 250) / (420 + 260 * t)) ** 2)) * (1 - 0.45 * t)
        dip = 90 * math.exp(-(((x - 1330) / 360) ** 2)) * (1 - t)
        roll = 20 * math.sin(x / 210 + n * 0.55) + 9 * math.sin(x / 83 + n * 1.7)
        return y - lift + dip + roll * (0.5 + t) - 70 * t * ((x - 1000) / 1000) ** 2
    for n in range(count):
        t = n / count
        edge = [(x, bank(n, x)) for x in range(-12, 2020, 8)]
        wall = 9 + 26 * t
        field = [(x, y + 3 + wall * 0.25) for x, y in edge]
        art.lay(art.ground(edge), mix("#5c7d58", "#20463f", t), mix("#44664b", "#12302f", t),
                (600, 1300))
        inner = [(x, y + wall * (0.75 + 0.25 * math.sin(x / 97 + n))) for x, y in field]
        flood = art.ground([(x, y - wall * 0.55) for x, y in inner])
        low = [(x, bank(n + 1, x) - wall * 0.85) for x in range(-12, 2020, 8)]
        flood = ImageChops.subtract(flood, art.ground(low))
        mirror = mix("#f7e3b4", "#a9c6c3", min(1, 0.15 + t * 0.9))
        art.lay(flood, mirror, mix(mirror, "#fff2cf", 0.35), (680 + 500 * t, 800 + 560 * t))
        cool = ImageChops.multiply(
            flood, art.mask(lambda pen, t=t: pen.oval(120, 1250, 1150 + 200 * t, 620))
            .filter(ImageFilter.GaussianBlur(120)))
        art.dust(cool, mix("#7fa9a2", "#477f86", t))
        def rows(pen: Pen, n: int = n, t: float = t) -> None:
            for _ in range(26):
                x = art.rng.uniform(0, 2000)
                if art.rng.random() < 0.55:
                    y0, y1 = bank(n, x) + wall * 0.5, bank(n + 1, x + 30) - wall * 0.4
                    if y1 > y0 + 6:
                        pen.taper([(x, y0), (x + 12 + 14 * t, (y0 + y1) / 2), (x + 30, y1)],
                                  [3 + 5 * t, 2 + 3 * t, 3 + 6 * t])
        if n % 2:
            art.lay(art.mask(rows), mix("#4d6f50", "#1b3f3a", t))
        if n % 3 == 1:
            def shoots(pen: Pen, n: int = n, t: float = t) -> None:
                start = art.rng.uniform(-200, 1200)
                for row in range(1, 6):
                    for k in range(150):
                        x = start + k * (4 + 3.6 * t)
                        top, foot = bank(n, x) + wall * 0.9, bank(n + 1, x) - wall * 0.9
                        y = top + (foot - top) * row / 6
                        if foot > top:
                            pen.taper([(x, y + 3), (x + art.rng.uniform(-2, 2), y - 3 - 5 * t)],
                                      [1.6 + t, 0.6])
            art.lay(art.mask(shoots), mix("#7fa05c", "#2e6a4b", t))
        art.lay(
            art.mask(lambda pen, low=low: pen.stroke([(x, y + 2) for x, y in low], 2.4)),
            mix("#a6b678", "#6f9467", t),
        )
    def farmer(pen: Pen) -> None:
        x, y = 1270, bank(8, 1270) - 12
        _person(pen, x, y, 92, lean=0.06, stride=0.14)
        pen.area([(x - 32, y - 80), (x + 8, y - 108), (x + 44, y - 78)])
        pen.stroke([(x - 58, y - 74), (x + 66, y - 94)], 3.4)
        pen.area([(x + 60, y - 98), (x + 84, y - 94), (x + 80, y - 74), (x + 62, y - 80)])
    art.lay(art.mask(farmer), "#142c2e")
    def birds(pen: Pen) -> None:
        for k, (x, y) in enumerate([(760, 330), (820, 306), (872, 322), (700, 352)]):
            s = 17 - k
            pen.taper([(x - s, y - 6), (x, y), (x + s, y - 8)], [1, 4, 1])
    art.lay(art.mask(birds), "#2b5056")
    return art


def lightrail() -> Print:
    """A train on a viaduct over the wetland at dusk."""
    art = Print(2000, 1250, 23)
    art.image.paste(art.ramp([(0, "#2f5d74"), (0.28, "#7fa3a0"), (0.46, "#f0c58a"), (0.56, "#f7e2b8")]))
    sun = art.mask(lambda pen: pen.oval(560, 560, 120, 120))
    art.lay(sun, "#e8663d", "#f2a05c", (430, 660))
    def cloud(pen: Pen) -> None:
        for _ in range(26):
            x, y, half = art.rng.uniform(-100, 2100), art.rng.uniform(90, 460), art.rng.uniform(120, 420)
            pen.taper([(x - half, y), (x - half / 3, y - 5), (x + half / 2, y + 2), (x + half, y)],
                      [0, 16, 9, 0], 130)
    art.dust(art.mask(cloud).filter(ImageFilter.GaussianBlur(7)), "#f7d9a8")
    _hills(art, 560, 625, 3, "#a9a68f", "#4c6e70", 40)
    def city(pen: Pen) -> None:
        x = 1180.0
        while x < 1990:
            w, h = art.rng.uniform(22, 58), art.rng.uniform(30, 130) * (0.5 + (x - 1150) / 900)
            pen.box(x, 660 - h, x + w, 670)
            x += w + art.rng.uniform(-6, 22)
    art.lay(art.mask(city), "#5d7878", "#9db0a0", (520, 660))
    art.mist(655, 55, "#f6dcae", 210)
    water = 668

    def deck(x: float) -> float:
        return 520 - 0.085 * (x - 1000)
    def piers(pen: Pen) -> None:
        for x in (140, 620, 1140, 1700):
            w = 34 + x / 120
            pen.area([(x - w, deck(x) + 36), (x + w, deck(x) + 36), (x + w * 0.55, deck(x) + 84),
                      (x + w * 0.5, water + 30), (x - w * 0.5, water + 30), (x - w * 0.55, deck(x) + 84)])
    art.lay(art.mask(piers), "#33505a", "#22404a", (500, 700))
    body = [(x, deck(x)) for x in (-20, 2020)]
    art.lay(art.mask(lambda pen: pen.area([*body, (2020, deck(2020) + 48), (-20, deck(-20) + 38)])),
            "#c8bfa4", "#3b5a62", (430, 640))
    art.lay(art.mask(lambda pen: pen.area([(-20, deck(-20) + 20), (2020, deck(2020) + 26),
            (2020, deck(2020) + 50), (-20, deck(-20) + 40)])), "#27454f")
    nose, tail = 560.0, 1930.0
    def up(x: float, h: float) -> Point:
        return x, deck(x) - h * (0.92 + x / 14000)
    def shell(pen: Pen) -> None:
        pen.area([up(nose + 8, 8), up(nose - 34, 40), up(nose + 6, 92), up(nose + 70, 128),
                  up(tail, 134), up(tail, 8)])
    art.lay(art.mask(shell), "#f3ead2", "#d6cdb4", (300, 520))
    art.lay(art.mask(lambda pen: pen.area([up(nose - 26, 36), up(tail, 40), up(tail, 24), up(nose - 6, 20)])),
            "#c8432f")
    art.lay(art.mask(lambda pen: pen.area([up(nose + 10, 20), up(tail, 24), up(tail, 6), up(nose + 12, 6)])),
            "#2a4650")
    art.lay(art.mask(lambda pen: pen.area([up(nose - 18, 58), up(nose + 10, 92), up(nose + 56, 114),
            up(nose + 66, 62)])), "#23414c", "#4c7079", (380, 500))
    joints = [nose + 480, nose + 930]
    def windows(pen: Pen) -> None:
        x = nose + 96
        while x < tail - 60:
            if all(abs(x + 36 - j) > 56 for j in joints):
                pen.area([up(x, 56), up(x + 70, 56), up(x + 70, 106), up(x, 106)])
            x += 86
    art.lay(art.mask(windows), "#ffd98a", "#f5b75a", (330, 480))
    def seams(pen: Pen) -> None:
        for j in joints:
            pen.area([up(j - 8, 6), up(j + 8, 6), up(j + 8, 132), up(j - 8, 132)])
        pen.area([up(nose + 66, 127), up(tail, 134), up(tail, 124), up(nose + 60, 119)])
        for x in range(int(nose) + 170, int(tail) - 60, 172):
            if all(abs(x - j) > 70 for j in joints):
                pen.stroke([up(x + 6, 112), up(x + 6, 14)], 2)
    art.lay(art.mask(seams), "#7d8a83")
    def riders(pen: Pen) -> None:
        x = nose + 112
        while x < tail - 80:
            if art.rng.random() < 0.6 and all(abs(x + 20 - j) > 66 for j in joints):
                px, py = up(x + art.rng.uniform(0, 30), 56)
                pen.oval(px, py - 32, 8, 10)
                pen.area([(px - 17, py), (px - 11, py - 20), (px + 11, py - 20), (px + 17, py)])
            x += 86
    art.lay(art.mask(riders), "#7a4a32")
    art.lay(art.mask(lambda pen: (pen.oval(*up(nose - 12, 30), 9, 8), None)[1]), "#fff3c8")
    art.lay(art.mask(lambda pen: pen.stroke([(-20, deck(-20) - 4), (2020, deck(2020) - 4)], 5)), "#e9dfc2")

    art.flip(water, 582, 3)
    art.lay(art.fade(water - 1, water, 0, 90), "#2f5a66")
    art.lay(art.fade(water + 60, 1250, 0, 190), "#17363f")
    def ripples(pen: Pen) -> None:
        for _ in range(420):
            y = water + 4 + 560 * art.rng.random() ** 1.5
            x, half = art.rng.uniform(-50, 2050), art.rng.uniform(20, 90) * (0.4 + (y - water) / 300)
            pen.taper([(x - half, y), (x, y), (x + half, y)], [0, 0.8 + (y - water) / 140, 0])
    art.lay(art.mask(ripples).point(lambda v: v // 2), "#e9c893")
    def reeds(pen: Pen) -> None:
        for _ in range(330):
            side = art.rng.random()
            x = art.rng.gauss(180, 190) if side < 0.5 else art.rng.gauss(1800, 230)
            y0, h = 1262, art.rng.uniform(130, 430)
            bend = art.rng.uniform(-60, 90)
            spine = [(x + bend * (k / 8) ** 2, y0 - h * k / 8) for k in range(9)]
            pen.taper(spine, [7 - 0.7 * k for k in range(9)])
            if art.rng.random() < 0.28:
                tx, ty = spine[-1]
                pen.taper([(tx - bend * 0.05, ty + 52), (tx, ty + 16), (tx + 3, ty - 8)], [4, 15, 3])
    art.lay(art.mask(reeds), "#16323a", "#0c2027", (820, 1250))
    def egrets(pen: Pen) -> None:
        for x, y, s in ((360, 250, 46), (470, 205, 38), (250, 200, 34), (415, 318, 30)):
            pen.area([(x - s, y - s * 0.55), (x - s * 0.2, y - s * 0.1), (x, y),
                      (x + s * 0.25, y - s * 0.15), (x + s, y - s * 0.75), (x + s * 0.2, y + s * 0.12),
                      (x - s * 0.1, y + s * 0.14)])
            pen.taper([(x - s * 0.1, y + 2), (x + s * 0.62, y + s * 0.1)], [s * 0.2, 2])
            pen.stroke([(x, y + 3), (x - s * 0.75, y + s * 0.22)], 2)
    art.lay(art.mask(egrets), "#fbf3dd")
    return art


def tea() -> Print:
    """Pickers between the rows of a tea hill."""
    art = Print(2000, 1250, 37)
    art.image.paste(art.ramp([(0, "#dfe5d2"), (0.35, "#f6ecd0")]))
    _hills(art, 235, 385, 4, "#c9d3c2", "#5d8a7c", 66)
    art.mist(430, 70, "#f7efd6", 220)
    slopes: list[tuple[float, float, float, float, Colour, Colour]] = [
        (470, 1500, 620, 90, "#7fa56a", "#44734f"),
        (560, 380, 700, 150, "#6b9a58", "#2f6546"),
        (790, 1450, 900, 170, "#5b8d4a", "#1f523d"),
    ]
    for n, (base, cx, wide, high, light, dark) in enumerate(slopes):
        near = 0.45 + n * 0.38

        def crest(x: float, base: float = base, cx: float = cx, wide: float = wide,
                  high: float = high) -> float:
            return base - high * math.exp(-(((x - cx) / wide) ** 2)) + 12 * math.sin(x / 130 + cx)
        line = [(x, crest(x)) for x in range(-12, 2020, 8)]
        art.lay(art.ground(line), dark, mix(dark, "#123a30", 0.5), (base - high, base + 420))
        depth = 0.0
        row = 0
        while base - high + depth < 1330:
            gap = (15 + depth * 0.11) * near
            fat = gap * 0.74
            def rowy(x: float, depth: float = depth, crest: Callable[[float], float] = crest,
                     cx: float = cx, wide: float = wide) -> float:
                swell = 1 + 0.5 * ((x - cx) / wide) ** 2
                return crest(x) + depth * swell + 5 * near * math.sin(x / 60 + depth)
            def hedge(pen: Pen, rowy: Callable[[float], float] = rowy, fat: float = fat) -> None:
                top: list[Point] = []
                x = -20.0
                step = max(8.0, fat * 0.6)
                while x < 2040:
                    top.append((x, rowy(x) - fat * 0.5 + art.rng.uniform(-0.12, 0.12) * fat))
                    x += step
                foot = [(x, rowy(x) + fat * 0.5) for x, _ in reversed(top)]
                pen.area([*top, *foot])
            mask = art.mask(hedge)
            t = min(1.0, depth / 620)
            art.lay(mask, mix(light, "#3f7a47", t * 0.5))
            def underside(pen: Pen, rowy: Callable[[float], float] = rowy, fat: float = fat) -> None:
                xs = range(-20, 2040, 12)
                pen.area([*[(x, rowy(x) + fat * 0.12) for x in xs],
                          *[(x, rowy(x) + fat * 0.5) for x in reversed(xs)]], 210)
            art.dust(ImageChops.darker(art.mask(underside), mask), mix(dark, "#1c4c3a", t))
            def tips(pen: Pen, rowy: Callable[[float], float] = rowy, fat: float = fat) -> None:
                x = -10.0
                while x < 2010:
                    y = rowy(x) - fat * 0.42
                    lean = art.rng.uniform(-0.25, 0.25) * fat
                    pen.taper([(x, y + fat * 0.22), (x + lean, y - fat * 0.16)], [fat * 0.12, 0.6])
                    x += max(5.0, fat * art.rng.uniform(0.25, 0.6))
            art.lay(art.mask(tips), mix("#cfdc8c", "#b5cf6a", t))
            depth += gap
            row += 1
        if n < 2:
            art.mist(base + 170 + 80 * n, 90, "#eef0d2", 90)
    hat, cloth = "#f3e3b0", ("#2d4f6c", "#b5432f", "#e9dcc0", "#33605c", "#2d4f6c")
    pickers = [(1450, 560, 46), (1560, 590, 48), (1330, 585, 46), (300, 640, 70), (470, 668, 74),
               (640, 735, 80), (1000, 960, 150), (1270, 905, 128), (1620, 990, 170), (1810, 900, 120)]
    for k, (x, y, h) in enumerate(pickers):
        art.lay(art.mask(lambda pen, x=x, y=y, h=h: pen.area(
            [(x - h * 0.26, y), (x + h * 0.26, y), (x + h * 0.2, y - h * 0.62), (x - h * 0.12, y - h * 0.66)])),
            cloth[k % 5], mix(cloth[k % 5], "#10251f", 0.4), (y - h * 0.6, y))
        art.lay(art.mask(lambda pen, x=x, y=y, h=h: (
            pen.taper([(x + h * 0.12, y - h * 0.5), (x + h * 0.42, y - h * 0.32), (x + h * 0.56, y - h * 0.14)],
                      [h * 0.14, h * 0.11, h * 0.06]), None)[1]), mix(cloth[k % 5], "#ffffff", 0.15))
        art.lay(art.mask(lambda pen, x=x, y=y, h=h: pen.area(
            [(x - h * 0.42, y - h * 0.1), (x - h * 0.14, y - h * 0.08), (x - h * 0.1, y - h * 0.46),
             (x - h * 0.46, y - h * 0.5)])), "#b98a4a", "#7d5a2c", (y - h * 0.5, y))
        art.lay(art.mask(lambda pen, x=x, y=y, h=h: pen.oval(x + h * 0.08, y - h * 0.68, h * 0.1, h * 0.1)),
                "#8a5a3c")
        art.lay(art.mask(lambda pen, x=x, y=y, h=h: pen.area(
            [(x - h * 0.3, y - h * 0.68), (x + h * 0.1, y - h * 0.98), (x + h * 0.42, y - h * 0.62),
             (x + h * 0.06, y - h * 0.6)])), hat, "#c9a765", (y - h, y - h * 0.6))
    def leaves(pen: Pen) -> None:
        for _ in range(150):
            x, y = art.rng.uniform(-30, 2030), art.rng.uniform(1130, 1270)
            s, a = art.rng.uniform(40, 95), art.rng.uniform(-2.6, -0.5)
            tip = (x + s * math.cos(a), y + s * math.sin(a))
            mid = ((x + tip[0]) / 2, (y + tip[1]) / 2)
            pen.taper([(x, y), mid, tip], [4, s * 0.34, 0])
    art.lay(art.mask(leaves), "#17412f", "#0d2a21", (1080, 1250))
    def buds(pen: Pen) -> None:
        for _ in range(46):
            x, y = art.rng.uniform(0, 2000), art.rng.uniform(1085, 1200)
            for a, s in ((-1.57, 52), (-2.2, 40), (-0.9, 40)):
                a += art.rng.uniform(-0.2, 0.2)
                tip = (x + s * math.cos(a), y + s * math.sin(a))
                pen.taper([(x, y), ((x + tip[0]) / 2, (y + tip[1]) / 2), tip], [2, 11, 0])
    art.lay(art.mask(buds), "#a9c65a", "#6f9a45", (1030, 1200))
    return art
