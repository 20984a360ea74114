"""Pictures of the land: the reservoir, the tea hill, the equinox."""

from __future__ import annotations

import math
from collections.abc import Callable

from PIL import Image, ImageChops, ImageFilter

from packager.sample.figures import hills, person, swallow
from packager.sample.ink import Colour, Pen, Point, Print, mix


def reservoir() -> Print:
    """Terraces above a reservoir in the morning."""
    art = Print(2000, 1300, 11)
    art.image.paste(art.ramp([(0, "#7fa6a8"), (0.2, "#c9d3bf"), (0.36, "#f6dfae")]))
    art.lay(art.mask(lambda pen: pen.oval(1370, 262, 74, 74)), "#fff4d2")
    hills(art, 330, 470, 4, "#b5c4b8", "#3f7278", 64)
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
        person(pen, x, y, 96, lean=0.04, stride=0.12)
        pen.area([(x - 26, y - 84), (x + 6, y - 110), (x + 38, y - 84)])
        pen.stroke([(x - 58, y - 74), (x + 66, y - 94)], 3.4)
        pen.area([(x + 60, y - 98), (x + 84, y - 94), (x + 80, y - 74), (x + 62, y - 80)])

    art.lay(art.mask(farmer), "#142c2e")

    def birds(pen: Pen) -> None:
        for k, (x, y) in enumerate([(760, 330), (820, 306), (872, 322), (700, 352)]):
            s = 17 - k
            pen.taper([(x - s, y - 6), (x, y), (x + s, y - 8)], [1, 4, 1])

    art.lay(art.mask(birds), "#2b5056")
    return art


def tea() -> Print:
    """Pickers between the rows of a tea hill."""
    art = Print(2000, 1250, 37)
    art.image.paste(art.ramp([(0, "#dfe5d2"), (0.35, "#f6ecd0")]))
    hills(art, 235, 385, 4, "#c9d3c2", "#5d8a7c", 66)
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
            x, y = 1000 + 300 * d * math.cos(a), 300 + 185 * d * math.sin(a)
            pen.taper([(x, y + 7), (x + 2, y), (x + 4, y - 8)], [0, 7, 0])

    halo = tree.filter(ImageFilter.GaussianBlur(7)).point(lambda v: 255 if v > 26 else 0)
    art.lay(ImageChops.darker(art.mask(buds), halo), "#a9b85c", "#c8793f", (100, 640))

    def birds(pen: Pen) -> None:
        swallow(pen, 640, 470, 88, -0.45)

    def late(pen: Pen) -> None:
        swallow(pen, 1345, 250, 70, -0.15)

    art.lay(art.mask(birds), "#17232c")
    art.lay(art.mask(late), "#e9e2c6")

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
