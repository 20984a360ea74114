"""Draws the pictures of the sample issue: ``python -m packager.sample.draw [FOLDER]``.

Every picture is a function of its seed alone; only Pillow is used.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageChops, ImageFilter

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
        art.lay(
            art.ground(edge),
            mix("#5c7d58", "#20463f", t),
            mix("#44664b", "#12302f", t),
            (600, 1300),
        )
        inner = [(x, y + wall * (0.75 + 0.25 * math.sin(x / 97 + n))) for x, y in field]
        flood = art.ground([(x, y - wall * 0.55) for x, y in inner])
        low = [(x, bank(n + 1, x) - wall * 0.85) for x in range(-12, 2020, 8)]
        flood = ImageChops.subtract(flood, art.ground(low))
        mirror = mix("#f7e3b4", "#a9c6c3", min(1, 0.15 + t * 0.9))
        art.lay(flood, mirror, mix(mirror, "#fff2cf", 0.35), (680 + 500 * t, 800 + 560 * t))
        cool = ImageChops.multiply(
            flood,
            art.mask(lambda pen, t=t: pen.oval(120, 1250, 1150 + 200 * t, 620)).filter(
                ImageFilter.GaussianBlur(120)
            ),
        )
        art.dust(cool, mix("#7fa9a2", "#477f86", t))

        def rows(pen: Pen, n: int = n, t: float = t) -> None:
            for _ in range(26):
                x = art.rng.uniform(0, 2000)
                if art.rng.random() < 0.55:
                    y0, y1 = bank(n, x) + wall * 0.5, bank(n + 1, x + 30) - wall * 0.4
                    if y1 > y0 + 6:
                        pen.taper(
                            [(x, y0), (x + 12 + 14 * t, (y0 + y1) / 2), (x + 30, y1)],
                            [3 + 5 * t, 2 + 3 * t, 3 + 6 * t],
                        )

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
                            pen.taper(
                                [(x, y + 3), (x + art.rng.uniform(-2, 2), y - 3 - 5 * t)],
                                [1.6 + t, 0.6],
                            )

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
    art.image.paste(
        art.ramp([(0, "#2f5d74"), (0.28, "#7fa3a0"), (0.46, "#f0c58a"), (0.56, "#f7e2b8")])
    )
    sun = art.mask(lambda pen: pen.oval(560, 560, 120, 120))
    art.lay(sun, "#e8663d", "#f2a05c", (430, 660))

    def cloud(pen: Pen) -> None:
        for _ in range(26):
            x, y, half = (
                art.rng.uniform(-100, 2100),
                art.rng.uniform(90, 460),
                art.rng.uniform(120, 420),
            )
            pen.taper(
                [(x - half, y), (x - half / 3, y - 5), (x + half / 2, y + 2), (x + half, y)],
                [0, 16, 9, 0],
                130,
            )

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
            pen.area(
                [
                    (x - w, deck(x) + 36),
                    (x + w, deck(x) + 36),
                    (x + w * 0.55, deck(x) + 84),
                    (x + w * 0.5, water + 30),
                    (x - w * 0.5, water + 30),
                    (x - w * 0.55, deck(x) + 84),
                ]
            )

    art.lay(art.mask(piers), "#33505a", "#22404a", (500, 700))
    body = [(x, deck(x)) for x in (-20, 2020)]
    art.lay(
        art.mask(lambda pen: pen.area([*body, (2020, deck(2020) + 48), (-20, deck(-20) + 38)])),
        "#c8bfa4",
        "#3b5a62",
        (430, 640),
    )
    art.lay(
        art.mask(
            lambda pen: pen.area(
                [
                    (-20, deck(-20) + 20),
                    (2020, deck(2020) + 26),
                    (2020, deck(2020) + 50),
                    (-20, deck(-20) + 40),
                ]
            )
        ),
        "#27454f",
    )
    nose, tail = 560.0, 1930.0

    def up(x: float, h: float) -> Point:
        return x, deck(x) - h * (0.92 + x / 14000)

    def shell(pen: Pen) -> None:
        pen.area(
            [
                up(nose + 8, 8),
                up(nose - 34, 40),
                up(nose + 6, 92),
                up(nose + 70, 128),
                up(tail, 134),
                up(tail, 8),
            ]
        )

    art.lay(art.mask(shell), "#f3ead2", "#d6cdb4", (300, 520))
    art.lay(
        art.mask(
            lambda pen: pen.area([up(nose - 26, 36), up(tail, 40), up(tail, 24), up(nose - 6, 20)])
        ),
        "#c8432f",
    )
    art.lay(
        art.mask(
            lambda pen: pen.area([up(nose + 10, 20), up(tail, 24), up(tail, 6), up(nose + 12, 6)])
        ),
        "#2a4650",
    )
    art.lay(
        art.mask(
            lambda pen: pen.area(
                [up(nose - 18, 58), up(nose + 10, 92), up(nose + 56, 114), up(nose + 66, 62)]
            )
        ),
        "#23414c",
        "#4c7079",
        (380, 500),
    )
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
    art.lay(
        art.mask(lambda pen: pen.stroke([(-20, deck(-20) - 4), (2020, deck(2020) - 4)], 5)),
        "#e9dfc2",
    )

    art.flip(water, 582, 3)
    art.lay(art.fade(water - 1, water, 0, 90), "#2f5a66")
    art.lay(art.fade(water + 60, 1250, 0, 190), "#17363f")

    def ripples(pen: Pen) -> None:
        for _ in range(420):
            y = water + 4 + 560 * art.rng.random() ** 1.5
            x, half = (
                art.rng.uniform(-50, 2050),
                art.rng.uniform(20, 90) * (0.4 + (y - water) / 300),
            )
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
                pen.taper(
                    [(tx - bend * 0.05, ty + 52), (tx, ty + 16), (tx + 3, ty - 8)], [4, 15, 3]
                )

    art.lay(art.mask(reeds), "#16323a", "#0c2027", (820, 1250))

    def egrets(pen: Pen) -> None:
        for x, y, s in ((360, 250, 46), (470, 205, 38), (250, 200, 34), (415, 318, 30)):
            pen.area(
                [
                    (x - s, y - s * 0.55),
                    (x - s * 0.2, y - s * 0.1),
                    (x, y),
                    (x + s * 0.25, y - s * 0.15),
                    (x + s, y - s * 0.75),
                    (x + s * 0.2, y + s * 0.12),
                    (x - s * 0.1, y + s * 0.14),
                ]
            )
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

        def crest(
            x: float, base: float = base, cx: float = cx, wide: float = wide, high: float = high
        ) -> float:
            return base - high * math.exp(-(((x - cx) / wide) ** 2)) + 12 * math.sin(x / 130 + cx)

        line = [(x, crest(x)) for x in range(-12, 2020, 8)]
        art.lay(art.ground(line), dark, mix(dark, "#123a30", 0.5), (base - high, base + 420))
        depth = 0.0
        row = 0
        while base - high + depth < 1330:
            gap = (15 + depth * 0.11) * near
            fat = gap * 0.74

            def rowy(
                x: float,
                depth: float = depth,
                crest: Callable[[float], float] = crest,
                cx: float = cx,
                wide: float = wide,
            ) -> float:
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

            def underside(
                pen: Pen, rowy: Callable[[float], float] = rowy, fat: float = fat
            ) -> None:
                xs = range(-20, 2040, 12)
                pen.area(
                    [
                        *[(x, rowy(x) + fat * 0.12) for x in xs],
                        *[(x, rowy(x) + fat * 0.5) for x in reversed(xs)],
                    ],
                    210,
                )

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
    pickers = [
        (1450, 560, 46),
        (1560, 590, 48),
        (1330, 585, 46),
        (300, 640, 70),
        (470, 668, 74),
        (640, 735, 80),
        (1000, 960, 150),
        (1270, 905, 128),
        (1620, 990, 170),
        (1810, 900, 120),
    ]
    for k, (x, y, h) in enumerate(pickers):
        art.lay(
            art.mask(
                lambda pen, x=x, y=y, h=h: pen.area(
                    [
                        (x - h * 0.26, y),
                        (x + h * 0.26, y),
                        (x + h * 0.2, y - h * 0.62),
                        (x - h * 0.12, y - h * 0.66),
                    ]
                )
            ),
            cloth[k % 5],
            mix(cloth[k % 5], "#10251f", 0.4),
            (y - h * 0.6, y),
        )
        art.lay(
            art.mask(
                lambda pen, x=x, y=y, h=h: (
                    pen.taper(
                        [
                            (x + h * 0.12, y - h * 0.5),
                            (x + h * 0.42, y - h * 0.32),
                            (x + h * 0.56, y - h * 0.14),
                        ],
                        [h * 0.14, h * 0.11, h * 0.06],
                    ),
                    None,
                )[1]
            ),
            mix(cloth[k % 5], "#ffffff", 0.15),
        )
        art.lay(
            art.mask(
                lambda pen, x=x, y=y, h=h: pen.area(
                    [
                        (x - h * 0.42, y - h * 0.1),
                        (x - h * 0.14, y - h * 0.08),
                        (x - h * 0.1, y - h * 0.46),
                        (x - h * 0.46, y - h * 0.5),
                    ]
                )
            ),
            "#b98a4a",
            "#7d5a2c",
            (y - h * 0.5, y),
        )
        art.lay(
            art.mask(
                lambda pen, x=x, y=y, h=h: pen.oval(x + h * 0.08, y - h * 0.68, h * 0.1, h * 0.1)
            ),
            "#8a5a3c",
        )
        art.lay(
            art.mask(
                lambda pen, x=x, y=y, h=h: pen.area(
                    [
                        (x - h * 0.3, y - h * 0.68),
                        (x + h * 0.1, y - h * 0.98),
                        (x + h * 0.42, y - h * 0.62),
                        (x + h * 0.06, y - h * 0.6),
                    ]
                )
            ),
            hat,
            "#c9a765",
            (y - h, y - h * 0.6),
        )

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


def market() -> Print:
    """Baskets and umbrellas at the morning market by the bridge."""
    art = Print(2000, 1250, 41)
    art.image.paste(art.ramp([(0, "#9fb3b2"), (0.4, "#e6dcc3"), (1, "#8b9690")]))

    def houses(pen: Pen) -> None:
        x = -60.0
        while x < 2060:
            w, h = art.rng.uniform(190, 320), art.rng.uniform(190, 330)
            pen.box(x, 560 - h, x + w, 620)
            pen.area([(x - 24, 562 - h), (x + w * 0.5, 492 - h), (x + w + 24, 562 - h)])
            x += w + art.rng.uniform(-20, 12)

    far = art.mask(houses)
    art.lay(far, "#7d9496", "#d5cfba", (200, 600))
    art.dust(ImageChops.multiply(far, art.fade(180, 560, 150, 20)), "#4b6a70")

    def lamps(pen: Pen) -> None:
        for n in range(22):
            x, y = art.rng.uniform(20, 1980), art.rng.uniform(380, 540)
            pen.box(x, y, x + 24, y + 34)

    art.lay(ImageChops.darker(art.mask(lamps), far), "#f3c877")
    art.mist(610, 70, "#ece2c8", 235)
    art.lay(art.ground([(-20, 640), (2020, 640)]), "#b3b5a5", "#56676a", (640, 1250))

    crowd = [(x, art.rng.uniform(-14, 14)) for x in range(60, 2000, 132)]
    for tone, (base, tall, shift) in zip(
        ("#8fa09a", "#5d777a", "#2d4c56"),
        ((690, 190, 0), (760, 245, 64), (850, 320, 18)),
        strict=True,
    ):
        for n, (x, jitter) in enumerate(crowd):
            if (n + shift) % (2 if tall < 300 else 3) == 0:
                px, py = x + shift + jitter * 3, base + jitter
                art.lay(
                    art.mask(lambda pen, px=px, py=py, t=tall: _person(pen, px, py, t)),
                    tone,
                    mix(tone, "#24404a", 0.3),
                    (py - tall, py),
                )
                brolly = ("#c5432f", "#e0a84a", "#2f6270", "#efe3c6", "#7a3b3d")[n % 5]
                if tall < 300:
                    brolly = mix(brolly, "#b9bfb0", 0.6 if tall < 200 else 0.3)
                cx, cy, r = px + tall * 0.04, py - tall * 1.32, tall * 0.44

                def canopy(
                    pen: Pen,
                    cx: float = cx,
                    cy: float = cy,
                    r: float = r,
                    tilt: float = jitter / 160,
                ) -> None:
                    _umbrella(pen, cx, cy, r, tilt)

                dome = art.mask(canopy)
                art.lay(
                    dome,
                    mix(brolly, "#ffffff", 0.12),
                    mix(brolly, "#1d2f38", 0.25),
                    (cy, cy + r * 0.7),
                )

                def ribs(
                    pen: Pen,
                    cx: float = cx,
                    cy: float = cy,
                    r: float = r,
                    py: float = py,
                    tall: float = tall,
                ) -> None:
                    for k in (-0.6, -0.2, 0.2, 0.6):
                        pen.stroke(
                            [
                                (cx, cy),
                                (cx + k * r * 0.75, cy + r * 0.25),
                                (cx + k * r, cy + r * 0.6),
                            ],
                            2,
                        )
                    pen.stroke([(cx, cy - r * 0.1), (cx, py - tall * 0.55)], 3)

                art.lay(art.mask(ribs), mix(brolly, "#1d2f38", 0.5))

    def wet(pen: Pen) -> None:
        for _ in range(300):
            y = 700 + 550 * art.rng.random()
            x, half = art.rng.uniform(0, 2000), art.rng.uniform(14, 70)
            pen.taper([(x - half, y), (x, y), (x + half, y)], [0, 3, 0])

    art.lay(art.mask(wet).point(lambda v: v // 3), "#f3ead2")

    goods = ("shoots", "greens", "eggs", "carrots", "greens", "shoots", "mushrooms")
    spots = [
        (210, 920, 150),
        (560, 905, 140),
        (890, 925, 145),
        (1230, 905, 142),
        (1570, 925, 150),
        (1880, 905, 140),
        (60, 1120, 205),
        (480, 1135, 215),
        (930, 1130, 210),
        (1385, 1135, 218),
        (1840, 1125, 212),
    ]
    for n, (x, y, r) in enumerate(spots):
        _basket(art, x, y, r, goods[n % len(goods)])

    def rain(pen: Pen) -> None:
        for _ in range(330):
            x, y, s = art.rng.uniform(-40, 2040), art.rng.uniform(-20, 900), art.rng.uniform(24, 80)
            pen.taper([(x, y), (x - s * 0.16, y + s)], [0.4, 2.0])

    art.lay(art.mask(rain).point(lambda v: v // 2), "#f7f0dc")
    return art


def _basket(art: Print, x: float, y: float, r: float, good: str) -> None:
    """A round bamboo basket with its rim at ``x, y``, full of one good."""
    deep = r * 0.62
    art.lay(
        art.mask(lambda pen: pen.oval(x, y + deep * 0.95, r * 1.02, r * 0.3))
        .filter(ImageFilter.GaussianBlur(9))
        .point(lambda v: v * 2 // 3),
        "#1d3138",
    )

    def bowl(pen: Pen) -> None:
        pen.area([(x - r, y), (x + r, y), (x + r * 0.74, y + deep), (x - r * 0.74, y + deep)])
        pen.oval(x, y + deep, r * 0.74, r * 0.24)

    body = art.mask(bowl)
    art.lay(body, "#cfa062", "#7b5429", (y, y + deep * 1.3))

    def weave(pen: Pen) -> None:
        for row in range(8):
            t = (row + 0.5) / 8
            half, level = r * (1 - 0.26 * t), y + deep * t
            pen.stroke(
                [
                    (x + half * math.cos(a), level + r * 0.3 * math.sin(a) * (1 - 0.2 * t))
                    for a in (math.pi * k / 20 for k in range(21))
                ],
                3,
            )
        for k in range(15):
            a = math.pi * (k + 0.5) / 15
            pen.stroke(
                [
                    (x + r * math.cos(a), y + r * 0.3 * math.sin(a)),
                    (x + r * 0.74 * math.cos(a), y + deep + r * 0.24 * math.sin(a)),
                ],
                4,
            )

    art.lay(ImageChops.darker(art.mask(weave), body), "#5f3f20")
    shade = ImageChops.multiply(
        body,
        art.mask(lambda pen: pen.box(x, y, x + r, y + r)).filter(ImageFilter.GaussianBlur(r / 3)),
    )
    art.dust(shade, "#4a3119")
    art.lay(art.mask(lambda pen: pen.oval(x, y, r, r * 0.3)), "#e2bd80")
    art.lay(art.mask(lambda pen: pen.oval(x, y, r * 0.92, r * 0.25)), "#4e3a20")
    rng = art.rng
    heap = []
    for _ in range({"eggs": 30, "greens": 64, "shoots": 26, "carrots": 40, "mushrooms": 34}[good]):
        a, d = rng.uniform(0, 6.28), math.sqrt(rng.random())
        heap.append((d * math.sin(a), x + r * 0.8 * d * math.cos(a), d))
    for depth, px, d in sorted(heap):
        py = y + r * 0.2 * depth - r * 0.3 * (1 - d * d)
        s = r * 0.15
        lean = rng.uniform(-0.7, 0.7)
        tip: Point = (px + s * 2.2 * math.sin(lean), py - s * 2.2 * math.cos(lean))
        mid: Point = ((px + tip[0]) / 2, (py + tip[1]) / 2)
        if good == "eggs":
            _spot(art, px, py, s * 0.95, s * 0.76, rng.choice(["#f1dfc0", "#e3c59a", "#f6ead2"]))
        elif good == "mushrooms":
            _spot(art, px, py, s * 1.05, s * 0.62, rng.choice(["#8a6242", "#a57a52", "#6f4c34"]))
        elif good == "greens":
            ink = rng.choice(["#4f8a4a", "#2f6a45", "#76a557", "#3d7b46"])
            _leaf(art, [(px, py + s), mid, tip], [s * 0.3, s * 1.15, 1], ink)
        elif good == "carrots":
            ink = rng.choice(["#d9622f", "#e8813f", "#c94f2c"])
            flat: Point = (px + s * 2.3 * math.cos(lean), py + s * 0.9 * math.sin(lean))
            _leaf(art, [(px - s, py), ((px + flat[0]) / 2, py), flat], [s * 0.75, s * 0.6, 1], ink)
        else:
            ink = rng.choice(["#8c6b45", "#a88455", "#725535"])
            _leaf(
                art,
                [(px, py + s * 1.1), mid, (tip[0] * 1.5 - px * 0.5, tip[1] * 1.5 - py * 0.5)],
                [s * 1.15, s * 0.85, 1],
                ink,
            )
    art.lay(
        art.mask(
            lambda pen: pen.stroke(
                [
                    (x + r * 0.97 * math.cos(a), y + r * 0.29 * math.sin(a))
                    for a in (math.pi * k / 30 for k in range(31))
                ],
                r * 0.075,
            )
        ),
        "#d7ad6c",
        "#b98a4a",
        (y, y + r * 0.3),
    )


def _spot(art: Print, x: float, y: float, rx: float, ry: float, ink: Colour) -> None:
    """A small rounded thing, lit from the upper left."""
    box = _near(art, x, y, max(rx, ry) * 1.4)
    for dx, dy, k, colour in (
        (0, 0, 1.0, mix(ink, "#2b2018", 0.35)),
        (-0.1, -0.12, 0.86, ink),
        (-0.3, -0.34, 0.34, mix(ink, "#ffffff", 0.45)),
    ):

        def blob(pen: Pen, dx: float = dx, dy: float = dy, k: float = k) -> None:
            pen.oval(x + dx * rx - box[0], y + dy * ry - box[1], rx * k, ry * k)

        _patch(art, box, blob, colour)


def _leaf(art: Print, spine: list[Point], widths: list[float], ink: Colour) -> None:
    """A leaf, shoot or root with a dark edge and a light vein."""
    x = sum(p[0] for p in spine) / 3
    y = sum(p[1] for p in spine) / 3
    reach = max(math.hypot(p[0] - x, p[1] - y) for p in spine) + max(widths)
    box = _near(art, x, y, reach)
    local = [(px - box[0], py - box[1]) for px, py in spine]
    _patch(
        art, box, lambda pen: pen.taper(local, [w + 4 for w in widths]), mix(ink, "#142018", 0.55)
    )
    _patch(art, box, lambda pen: pen.taper(local, widths), ink)
    _patch(art, box, lambda pen: pen.stroke(local, 2), mix(ink, "#fff3c4", 0.4))


def _near(art: Print, x: float, y: float, reach: float) -> tuple[int, int, int, int]:
    return (
        max(0, int(x - reach)),
        max(0, int(y - reach)),
        min(art.width, int(x + reach) + 2),
        min(art.height, int(y + reach) + 2),
    )


def _patch(
    art: Print, box: tuple[int, int, int, int], draw: Callable[[Pen], None], ink: Colour
) -> None:
    """Lay an ink through a mask that covers no more than ``box``."""
    size = (box[2] - box[0], box[3] - box[1])
    if min(size) < 2:
        return
    pen = Pen(size)
    draw(pen)
    art.image.paste(ink, box, pen.image.reduce(2))


def bridge() -> Print:
    """The three-arched stone bridge in rain."""
    art = Print(2000, 1200, 53)
    art.image.paste(art.ramp([(0, "#6f8b93"), (0.35, "#c7cdbf"), (0.55, "#ece3c8")]))
    _hills(art, 330, 440, 3, "#b3beb5", "#6a8a8b", 60)
    art.mist(500, 90, "#ece4cb", 220)
    water = 720

    def row(x: float, end: float, base: float, tall: float, wall: Colour, roof: Colour) -> None:
        while x < end:
            w, h = art.rng.uniform(120, 210), tall * art.rng.uniform(0.75, 1.15)
            eave = base - h
            art.lay(
                art.mask(lambda pen, x=x, w=w, e=eave: pen.box(x, e, x + w, base)),
                wall,
                mix(wall, "#8fa09c", 0.45),
                (eave, base),
            )

            def tiles(pen: Pen, x: float = x, w: float = w, e: float = eave) -> None:
                pen.area(
                    [(x - 16, e + 8), (x + 14, e - 44), (x + w - 14, e - 44), (x + w + 16, e + 8)]
                )
                pen.area([(x - 4, e - 40), (x - 4, e - 56), (x + 22, e - 44)])
                pen.area([(x + w + 4, e - 40), (x + w + 4, e - 56), (x + w - 22, e - 44)])

            art.lay(art.mask(tiles), roof)

            def openings(pen: Pen, x: float = x, w: float = w, e: float = eave) -> None:
                for k in range(3):
                    pen.box(x + w * (0.14 + 0.28 * k), e + 34, x + w * (0.3 + 0.28 * k), e + 78)
                pen.box(x + w * 0.38, base - 66, x + w * 0.6, base)

            art.lay(art.mask(openings), mix(roof, "#1f343c", 0.3))
            if art.rng.random() < 0.7:
                k = art.rng.randrange(3)
                art.lay(
                    art.mask(
                        lambda pen, x=x, w=w, e=eave, k=k: pen.box(
                            x + w * (0.16 + 0.28 * k), e + 37, x + w * (0.28 + 0.28 * k), e + 75
                        )
                    ),
                    "#f2c169",
                )
            x += w - 4

    row(-60, 420, 690, 170, "#e9e2cc", "#3f565e")
    row(1600, 2040, 690, 185, "#efe8d3", "#3a5059")
    row(-90, 230, 716, 235, "#f2ebd6", "#2c434c")
    row(1800, 2060, 716, 240, "#f4eeda", "#2a404a")
    art.lay(
        art.ground([(-20, 712), (330, 712), (400, 726), (1580, 726), (1680, 712), (2020, 712)]),
        "#55696a",
    )

    def top(x: float) -> float:
        return 640 - 175 * math.cos(min(1.0, abs(x - 1000) / 760) * math.pi / 2) ** 1.5

    spans = ((1000.0, 182.0), (604.0, 136.0), (1396.0, 136.0))
    xs = range(240, 1768, 8)

    def stone(pen: Pen) -> None:
        pen.area([*[(x, top(x)) for x in xs], (1760, 740), (240, 740)])
        for cx, r in spans:
            pen.oval(cx, water + 6, r, r * 1.04, 0)
            pen.box(cx - r, water + 6, cx + r, 760, 0)

    mass = art.mask(stone)
    art.lay(mass, "#b5ab93", "#6f6f66", (450, 730))
    art.dust(ImageChops.multiply(mass, art.fade(520, 730, 0, 150)), "#3f4a4a")

    def courses(pen: Pen) -> None:
        for n in range(14):
            pen.stroke([(x, top(x) + 24 + 20 * n + art.rng.uniform(-1, 1)) for x in xs], 2.2)
            for x in range(250 + 17 * (n % 2), 1760, 46):
                px = x + art.rng.uniform(-8, 8)
                pen.stroke([(px, top(px) + 24 + 20 * n), (px, top(px) + 44 + 20 * n)], 2.2)

    art.lay(ImageChops.darker(art.mask(courses), mass), "#57594f")

    def blocks(pen: Pen) -> None:
        for _ in range(130):
            n, x = art.rng.randrange(13), art.rng.uniform(280, 1720)
            pen.area(
                [
                    (x, top(x) + 26 + 20 * n),
                    (x + 40, top(x + 40) + 26 + 20 * n),
                    (x + 40, top(x + 40) + 42 + 20 * n),
                    (x, top(x) + 42 + 20 * n),
                ],
                150,
            )

    art.lay(ImageChops.darker(art.mask(blocks), mass.point(lambda v: v * 150 // 255)), "#cfc4a6")

    for cx, r in spans:

        def ring(pen: Pen, cx: float = cx, r: float = r) -> None:
            pen.oval(cx, water + 6, r + 30, (r + 30) * 1.04)
            pen.oval(cx, water + 6, r, r * 1.04, 0)
            pen.box(cx - r - 60, water + 6, cx + r + 60, 940, 0)

        hoop = art.mask(ring)
        art.lay(hoop, "#d5cab0", "#8c8878", (water - r, water))

        def joints(pen: Pen, cx: float = cx, r: float = r) -> None:
            for k in range(1, 20):
                a = math.pi * k / 20
                pen.stroke(
                    [
                        (cx + q * math.cos(a), water + 6 - 1.04 * q * math.sin(a))
                        for q in (r, r + 30)
                    ],
                    2.4,
                )

        art.lay(ImageChops.darker(art.mask(joints), hoop), "#57594f")

        def soffit(pen: Pen, cx: float = cx, r: float = r) -> None:
            pen.oval(cx, water + 6, r, r * 1.04)
            pen.oval(cx + 26, water + 6, r - 10, r * 1.03, 0)
            pen.box(cx - r - 60, water + 6, cx + r + 60, 940, 0)

        art.lay(art.mask(soffit), "#3c4848")

    def rail(pen: Pen) -> None:
        pen.taper([(x, top(x) - 34) for x in xs], [9] * len(xs))
        pen.taper([(x, top(x) - 1) for x in xs], [13] * len(xs))
        for x in range(248, 1766, 58):
            pen.box(x - 7, top(x) - 52, x + 7, top(x) + 2)
            pen.oval(x, top(x) - 56, 9, 10)

    walkers = [
        (430, 92, "#c5432f"),
        (700, 98, "#2c4d58"),
        (748, 84, "#e0a84a"),
        (985, 100, "#2f6270"),
        (1240, 96, "#c5432f"),
        (1285, 66, "#efe3c6"),
        (1530, 94, "#45555a"),
    ]
    for x, h, ink in walkers:
        y = top(x)
        art.lay(art.mask(lambda pen, x=x, y=y, h=h: _person(pen, x, y, h, lean=0.04)), "#243c45")
        art.lay(
            art.mask(
                lambda pen, x=x, y=y, h=h: pen.stroke(
                    [(x + 4, y - h * 0.5), (x + 6, y - h * 1.4)], 3
                )
            ),
            "#243c45",
        )
        art.lay(
            art.mask(lambda pen, x=x, y=y, h=h: _umbrella(pen, x + 6, y - h * 1.44, h * 0.56)),
            ink,
            mix(ink, "#1d2f38", 0.35),
            (y - h * 1.44, y - h),
        )
    art.lay(art.mask(rail), "#c9bfa4", "#8d897a", (420, 660))
    art.flip(water, 480, 3)
    art.lay(art.fade(water - 1, water, 0, 70), "#8fa39c")
    art.lay(art.fade(water + 40, 1200, 0, 200), "#2b4a54")

    def rings(pen: Pen) -> None:
        for _ in range(120):
            y = water + 20 + 450 * art.rng.random()
            x, r = art.rng.uniform(0, 2000), art.rng.uniform(8, 26) * (0.5 + (y - water) / 330)
            for k in (1.0, 0.55):
                pen.oval(x, y, r * k, r * k * 0.28, 150)
                pen.oval(x, y, r * k * 0.86, r * k * 0.2, 0)

    art.lay(art.mask(rings), "#e9e4d0")

    def willow(pen: Pen) -> None:
        pen.taper([(1960, 1210), (1935, 800), (1900, 420), (1930, -20)], [70, 58, 46, 34])
        for _ in range(95):
            x, y, n = (
                art.rng.uniform(1480, 2020),
                art.rng.uniform(-40, 120),
                art.rng.uniform(180, 620),
            )
            sway = art.rng.uniform(-70, 10)
            line = [(x + sway * (k / 12) ** 1.4, y + n * k / 12) for k in range(13)]
            pen.stroke(line, 2.2)
            for px, py in line[1:]:
                for side in (-1, 1):
                    pen.taper(
                        [(px, py), (px + side * 7, py + 14), (px + side * 9, py + 30)], [1, 6, 0]
                    )

    art.lay(art.mask(willow), "#3d6a4c", "#1d4038", (0, 900))

    def rain(pen: Pen) -> None:
        for _ in range(620):
            x, y, s = (
                art.rng.uniform(-40, 2100),
                art.rng.uniform(-60, 1180),
                art.rng.uniform(30, 110),
            )
            pen.taper([(x, y), (x - s * 0.2, y + s)], [0.3, 2.2])

    art.lay(art.mask(rain).point(lambda v: v // 2), "#f8f3e2")
    return art


def library() -> Print:
    """The reading room on a rainy night."""
    art = Print(2000, 1250, 67)
    art.image.paste(art.ramp([(0, "#1a2433"), (0.5, "#4b3a2c"), (1, "#241a17")]))
    cx, cy = 1000.0, 520.0

    def at(x: float, y: float, z: float) -> Point:
        return cx + x / z, cy + y / z

    art.lay(
        art.mask(
            lambda pen: pen.area(
                [at(-1000, 640, 1), at(1000, 640, 1), at(1000, 640, 4), at(-1000, 640, 4)]
            )
        ),
        "#6d4a2e",
        "#2c1d18",
        (660, 1180),
    )
    art.lay(
        art.mask(
            lambda pen: pen.area(
                [at(-1000, -900, 4), at(1000, -900, 4), at(1000, 640, 4), at(-1000, 640, 4)]
            )
        ),
        "#2c3240",
        "#7a5c3d",
        (280, 690),
    )
    for x in (-640, 0, 640):

        def pane(pen: Pen, x: float = x) -> None:
            a, b = at(x - 240, 300, 4), at(x + 240, -620, 4)
            pen.box(a[0], b[1], b[0], a[1])
            pen.oval((a[0] + b[0]) / 2, b[1], (b[0] - a[0]) / 2, (b[0] - a[0]) / 2)

        glass = art.mask(pane)
        art.lay(glass, "#16304a", "#3f6f86", (260, 600))

        def streaks(pen: Pen) -> None:
            for _ in range(130):
                px, py, s = (
                    art.rng.uniform(700, 1300),
                    art.rng.uniform(270, 600),
                    art.rng.uniform(8, 30),
                )
                pen.taper([(px, py), (px - s * 0.2, py + s)], [0.3, 1.8])
            for _ in range(12):
                pen.oval(art.rng.uniform(700, 1300), art.rng.uniform(520, 590), 4, 4)

        art.lay(ImageChops.darker(art.mask(streaks), glass), "#a9c6c8")

        def bars(pen: Pen, x: float = x) -> None:
            for k in (-240, -80, 80, 240):
                pen.stroke([at(x + k, 300, 4), at(x + k, -640, 4)], 5)
            for k in (-620, -390, -160, 70, 300):
                pen.stroke([at(x - 240, k, 4), at(x + 240, k, 4)], 4)

        art.lay(ImageChops.darker(art.mask(bars), glass), "#141c28")
    for side in (-1, 1):
        art.lay(
            art.mask(
                lambda pen, s=side: pen.area(
                    [
                        at(s * 1000, -1500, 0.9),
                        at(s * 1000, -1500, 4),
                        at(s * 1000, 640, 4),
                        at(s * 1000, 640, 0.9),
                    ]
                )
            ),
            "#2a1d1a",
            "#5b3b26",
            (100, 1000),
        )
        for shelf in range(9):
            y0, y1 = -1180 + shelf * 196, -1180 + shelf * 196 + 166
            z = 1.0
            while z < 3.9:
                if art.rng.random() < 0.94:
                    tall = y1 - (y1 - y0) * art.rng.uniform(0.68, 0.97)
                    dz = art.rng.uniform(0.018, 0.042) * z
                    ink = art.rng.choice(
                        [
                            "#8a3b2e",
                            "#c39a56",
                            "#3f5f5c",
                            "#d8c69c",
                            "#5a4638",
                            "#96684a",
                            "#2f4a5a",
                        ]
                    )
                    lit = mix(ink, "#1b1616", 0.62 - 0.045 * shelf)
                    pts = [
                        at(side * 1000, tall, z),
                        at(side * 1000, tall, z + dz),
                        at(side * 1000, y1, z + dz),
                        at(side * 1000, y1, z),
                    ]
                    xs = [p[0] for p in pts]
                    ys = [p[1] for p in pts]
                    if max(xs) > 0 and min(xs) < 2000 and max(ys) > 0:
                        box = (
                            max(0, int(min(xs)) - 1),
                            max(0, int(min(ys)) - 1),
                            min(2000, int(max(xs)) + 2),
                            min(1250, int(max(ys)) + 2),
                        )
                        _patch(
                            art,
                            box,
                            lambda pen, pts=pts, box=box: pen.area(
                                [(x - box[0], y - box[1]) for x, y in pts]
                            ),
                            lit,
                        )
                    z += dz * 1.08
                else:
                    z += 0.06 * z
            art.lay(
                art.mask(
                    lambda pen, s=side, y=y1: pen.taper(
                        [at(s * 1000, y + 10, 0.9), at(s * 1000, y + 10, 4)], [30, 7]
                    )
                ),
                "#7c5433",
            )

    def beams(pen: Pen) -> None:
        for z in (1.15, 1.5, 2.0, 2.8):
            pen.stroke([at(-1000, -1260, z), at(1000, -1260, z)], 30 / z)

    art.lay(art.mask(beams), "#3a2a24")

    glow = art.mask(lambda pen: pen.oval(1000, 760, 820, 330)).filter(ImageFilter.GaussianBlur(150))
    art.lay(glow.point(lambda v: v // 3), "#f2b45c")
    for z in (3.3, 2.65, 2.1, 1.65, 1.28, 0.98):
        for side in (-1, 1):
            inner, outer, y = side * 150, side * 800, 300

            def board(pen: Pen, z: float = z, i: float = inner, o: float = outer) -> None:
                pen.area([at(i, y, z), at(o, y, z), at(o, y, z * 1.13), at(i, y, z * 1.13)])

            light = 0.25 + 0.12 * z
            seats = [side * (230 + 190 * k) for k in range(3)]
            for sx in seats:
                if art.rng.random() < 0.8:
                    px, py = at(sx + art.rng.uniform(-20, 20), y, z * 1.13)
                    h = 250 / z
                    ink = art.rng.choice(["#33475a", "#7a3b34", "#5c5a4a", "#8a7350", "#2d3b3c"])
                    art.lay(
                        art.mask(
                            lambda pen, px=px, py=py, h=h: (
                                pen.area(
                                    [
                                        (px - h * 0.36, py + 4),
                                        (px - h * 0.28, py - h * 0.3),
                                        (px - h * 0.1, py - h * 0.42),
                                        (px + h * 0.1, py - h * 0.42),
                                        (px + h * 0.28, py - h * 0.3),
                                        (px + h * 0.36, py + 4),
                                    ]
                                ),
                                None,
                            )[1]
                        ),
                        mix(ink, "#f2b45c", 0.22),
                        mix(ink, "#1c1614", 0.15),
                        (py - h * 0.4, py),
                    )
                    art.lay(
                        art.mask(
                            lambda pen, px=px, py=py, h=h: pen.oval(
                                px, py - h * 0.53, h * 0.13, h * 0.16
                            )
                        ),
                        "#d29a6a",
                    )
                    art.lay(
                        art.mask(
                            lambda pen, px=px, py=py, h=h: (
                                pen.oval(px, py - h * 0.59, h * 0.145, h * 0.125),
                                pen.area(
                                    [
                                        (px - h * 0.145, py - h * 0.6),
                                        (px + h * 0.145, py - h * 0.6),
                                        (px + h * 0.13, py - h * 0.5),
                                        (px - h * 0.13, py - h * 0.5),
                                    ]
                                ),
                                None,
                            )[2]
                        ),
                        "#231b1a",
                    )
            art.lay(
                art.mask(board),
                mix("#b9783c", "#f0c27a", light),
                mix("#7c4a26", "#c98a4a", light),
                (at(0, y, z * 1.13)[1], at(0, y, z)[1]),
            )
            art.lay(
                art.mask(
                    lambda pen, z=z, i=inner, o=outer: pen.area(
                        [at(i, y, z), at(o, y, z), at(o, y + 26, z), at(i, y + 26, z)]
                    )
                ),
                "#4a2b1a",
            )
            art.lay(
                art.mask(
                    lambda pen, z=z, i=inner, o=outer: (
                        pen.area(
                            [
                                at(i, y + 26, z),
                                at(i + side * 24, y + 26, z),
                                at(i + side * 24, 640, z),
                                at(i, 640, z),
                            ]
                        ),
                        pen.area(
                            [
                                at(o, y + 26, z),
                                at(o - side * 24, y + 26, z),
                                at(o - side * 24, 640, z),
                                at(o, 640, z),
                            ]
                        ),
                        None,
                    )[2]
                ),
                "#2b1a14",
            )
            for k in range(3):
                bx, by = at(side * (230 + 190 * k), y, z * 1.06)
                w = 52 / z
                art.lay(
                    art.mask(
                        lambda pen, bx=bx, by=by, w=w: pen.area(
                            [
                                (bx - w, by),
                                (bx - w * 0.1, by + w * 0.16),
                                (bx + w * 0.1, by + w * 0.16),
                                (bx + w, by),
                                (bx + w * 0.85, by - w * 0.36),
                                (bx, by - w * 0.26),
                                (bx - w * 0.85, by - w * 0.36),
                            ]
                        )
                    ),
                    "#fbf1d6",
                )
            for k in (0.5, 1.5):
                lx, ly = at(side * (230 + 190 * k), y, z * 1.065)
                s = 150 / z
                halo = art.mask(
                    lambda pen, lx=lx, ly=ly, s=s: pen.oval(lx, ly - s * 0.25, s * 0.95, s * 0.6)
                ).filter(ImageFilter.GaussianBlur(s * 0.3))
                art.lay(halo.point(lambda v: v * 2 // 5), "#ffdf9a")
                art.lay(
                    art.mask(
                        lambda pen, lx=lx, ly=ly, s=s: (
                            pen.stroke([(lx, ly), (lx, ly - s * 0.6)], s * 0.06),
                            pen.oval(lx, ly, s * 0.2, s * 0.06),
                            None,
                        )[2]
                    ),
                    "#c79a4c",
                )
                art.lay(
                    art.mask(
                        lambda pen, lx=lx, ly=ly, s=s: pen.area(
                            [
                                (lx - s * 0.46, ly - s * 0.52),
                                (lx - s * 0.36, ly - s * 0.76),
                                (lx - s * 0.2, ly - s * 0.84),
                                (lx + s * 0.2, ly - s * 0.84),
                                (lx + s * 0.36, ly - s * 0.76),
                                (lx + s * 0.46, ly - s * 0.52),
                            ]
                        )
                    ),
                    "#3f9468",
                    "#1d6148",
                    (ly - s * 0.84, ly - s * 0.5),
                )
                art.lay(
                    art.mask(
                        lambda pen, lx=lx, ly=ly, s=s: pen.oval(
                            lx, ly - s * 0.52, s * 0.45, s * 0.06
                        )
                    ),
                    "#fff0bf",
                )
    return art


def equinox() -> Print:
    """A tallow tree at the hour when day and night weigh the same."""
    art = Print(2000, 1000, 79)
    day = art.ramp([(0, "#e9b06a"), (0.35, "#f4d79c"), (0.68, "#f8eccb")])
    night = art.ramp([(0, "#14283f"), (0.4, "#27506a"), (0.68, "#6f9aa0")])
    across = (
        art.fade(0, 1000)
        .transpose(Image.Transpose.ROTATE_90)
        .resize(art.image.size)
        .point(lambda v: max(0, min(255, (v - 96) * 4)))
    )
    art.image.paste(day, (0, 0))
    art.image.paste(night, (0, 0), across)

    def stars(pen: Pen) -> None:
        for _ in range(150):
            r = art.rng.uniform(0.8, 2.8)
            pen.oval(art.rng.uniform(1100, 2000), art.rng.uniform(0, 520), r, r)

    art.lay(art.mask(stars), "#f8eccb")
    art.lay(art.mask(lambda pen: pen.oval(420, 330, 118, 118)), "#fff6da")
    art.lay(
        art.mask(
            lambda pen: (pen.oval(1580, 330, 118, 118), pen.oval(1632, 300, 108, 108, 0), None)[2]
        ),
        "#f8eccb",
    )
    for n, (base, rise) in enumerate(((560, 46), (610, 40), (655, 28))):
        line = art.ridge(base, rise, 1.5 + n * 0.6)
        land = art.ground(line)
        t = n / 2
        art.lay(
            land,
            mix("#d9b886", "#8d8a5a", t),
            mix("#f4dfae", "#d9c78c", t),
            (base - 40, base + 150),
        )
        art.lay(
            ImageChops.multiply(land, across),
            mix("#4b7282", "#1f4350", t),
            mix("#8fb0ae", "#54808a", t),
            (base - 40, base + 150),
        )
    water = 716
    art.flip(water, 620, 3)
    art.lay(art.fade(water - 1, water, 0, 40), "#f4efdc")

    def ripple(pen: Pen) -> None:
        for _ in range(240):
            y = water + 5 + 280 * art.rng.random() ** 1.4
            x, half = (
                art.rng.uniform(-40, 2040),
                art.rng.uniform(16, 80) * (0.4 + (y - water) / 170),
            )
            pen.taper([(x - half, y), (x, y), (x + half, y)], [0, 0.8 + (y - water) / 110, 0])

    art.lay(art.mask(ripple).point(lambda v: v // 2), "#fff6da")

    def dyke(pen: Pen) -> None:
        xs = range(-12, 2024, 8)
        pen.area(
            [
                *[
                    (x, 700 + 6 * math.sin(x / 170) - 26 * math.exp(-(((x - 1000) / 210) ** 2)))
                    for x in xs
                ],
                *[(x, 732 + 4 * math.sin(x / 90)) for x in reversed(xs)],
            ]
        )

    art.lay(art.mask(dyke), "#3b3a2e", "#20302e", (680, 735))

    def grow(
        pen: Pen, x: float, y: float, angle: float, size: float, width: float, depth: int
    ) -> None:
        steps = 5
        points: list[Point] = [(x, y)]
        for _ in range(steps):
            angle += art.rng.uniform(-0.11, 0.11)
            x, y = x + size / steps * math.cos(angle), y - size / steps * math.sin(angle)
            points.append((x, y))
        pen.taper(points, [width * (1 - 0.32 * k / steps) for k in range(steps + 1)])
        if depth == 0:
            return
        for turn in (art.rng.uniform(0.28, 0.62), -art.rng.uniform(0.28, 0.62)):
            grow(
                pen, x, y, angle + turn, size * art.rng.uniform(0.68, 0.84), width * 0.64, depth - 1
            )
        if depth > 3 and art.rng.random() < 0.6:
            grow(
                pen, x, y, angle + art.rng.uniform(-0.15, 0.15), size * 0.7, width * 0.5, depth - 2
            )

    tree = art.mask(
        lambda pen: (
            pen.area([(925, 706), (968, 668), (976, 600), (1024, 600), (1034, 662), (1086, 706)]),
            grow(pen, 1000, 606, 1.57, 128, 47, 7),
            None,
        )[2]
    )
    art.lay(tree, "#2a221d", "#1b1a1a", (150, 700))

    def buds(pen: Pen) -> None:
        for _ in range(620):
            a, d = art.rng.uniform(0, 6.28), math.sqrt(art.rng.random())
            x, y = 1000 + 300 * d * math.cos(a), 330 + 215 * d * math.sin(a)
            pen.taper([(x, y + 7), (x + 2, y), (x + 4, y - 8)], [0, 7, 0])

    halo = tree.filter(ImageFilter.GaussianBlur(7)).point(lambda v: 255 if v > 26 else 0)
    art.lay(ImageChops.darker(art.mask(buds), halo), "#a9b85c", "#c8793f", (100, 640))

    def birds(pen: Pen) -> None:
        _swallow(pen, 640, 470, 88, -0.45)
        _swallow(pen, 1330, 240, 70, -0.15)

    art.lay(art.mask(birds), "#17232c")

    def shoots(pen: Pen) -> None:
        for row in range(7):
            y = 772 + 38 * row + row * row * 1.2
            gap = 24 + row * 7
            for k in range(int(2100 / gap)):
                x = -30 + k * gap + (row % 2) * gap / 2 + art.rng.uniform(-4, 4)
                for lean in (-0.4, 0.05, 0.45):
                    s = 12 + 4.5 * row
                    pen.taper(
                        [(x, y), (x + lean * s * 0.4, y - s * 0.6), (x + lean * s, y - s)],
                        [2.4 + row * 0.3, 1.8 + row * 0.2, 0.4],
                    )

    young = art.mask(shoots)
    art.lay(young, "#5e7c3c", "#3d6434", (760, 1000))
    art.lay(ImageChops.multiply(young, across), "#1f4a48", "#123638", (760, 1000))
    return art


SCENES: dict[str, Callable[[], Print]] = {
    "reservoir": reservoir,
    "lightrail": lightrail,
    "tea": tea,
    "market": market,
    "bridge": bridge,
    "library": library,
    "equinox": equinox,
}
"""Every picture by the name of its file."""


def main(folder: Path = PICTURES) -> None:
    """Draw all pictures into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, scene in SCENES.items():
        scene().save(folder / f"{name}.jpg")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
