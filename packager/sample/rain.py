"""Pictures in rain: the market and the bridge."""

from __future__ import annotations

import math

from PIL import ImageChops

from packager.sample.figures import basket, hills, person, umbrella
from packager.sample.ink import Colour, Pen, Print, mix


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
        ((690, 170, 0), (765, 235, 64), (860, 320, 18)),
        strict=True,
    ):
        for n, (x, jitter) in enumerate(crowd):
            if (n + shift) % (2 if tall < 300 else 3) == 0:
                px, py = x + shift + jitter * 3, base + jitter
                art.lay(
                    art.mask(lambda pen, px=px, py=py, t=tall: person(pen, px, py, t)),
                    tone,
                    mix(tone, "#24404a", 0.3),
                    (py - tall, py),
                )
                brolly = ("#c5432f", "#e0a84a", "#2f6270", "#efe3c6", "#7a3b3d")[n % 5]
                if tall < 300:
                    brolly = mix(brolly, "#b9bfb0", 0.6 if tall < 200 else 0.3)
                cx, cy, r = px + tall * 0.05, py - tall * 1.22, tall * 0.4

                def canopy(
                    pen: Pen,
                    cx: float = cx,
                    cy: float = cy,
                    r: float = r,
                    tilt: float = jitter / 160,
                ) -> None:
                    umbrella(pen, cx, cy, r, tilt)

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
        basket(art, x, y, r, goods[n % len(goods)])

    def rain(pen: Pen) -> None:
        for _ in range(330):
            x, y, s = art.rng.uniform(-40, 2040), art.rng.uniform(-20, 900), art.rng.uniform(24, 80)
            pen.taper([(x, y), (x - s * 0.16, y + s)], [0.4, 2.0])

    art.lay(art.mask(rain).point(lambda v: v // 2), "#f7f0dc")
    return art


def bridge() -> Print:
    """The three-arched stone bridge in rain."""
    art = Print(2000, 1200, 53)
    art.image.paste(art.ramp([(0, "#6f8b93"), (0.35, "#c7cdbf"), (0.55, "#ece3c8")]))
    hills(art, 330, 440, 3, "#b3beb5", "#6a8a8b", 60)
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
        art.lay(art.mask(lambda pen, x=x, y=y, h=h: person(pen, x, y, h, lean=0.04)), "#243c45")
        art.lay(
            art.mask(
                lambda pen, x=x, y=y, h=h: pen.stroke(
                    [(x + 4, y - h * 0.5), (x + 6, y - h * 1.4)], 3
                )
            ),
            "#243c45",
        )
        art.lay(
            art.mask(lambda pen, x=x, y=y, h=h: umbrella(pen, x + 6, y - h * 1.44, h * 0.56)),
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

    trunk = [(2010.0, 1210.0), (1968, 960), (1958, 700), (1925, 420), (1890, 200), (1905, -20)]
    art.lay(
        art.mask(lambda pen: pen.taper(trunk, [150, 92, 74, 62, 50, 40])),
        "#4a4a3c",
        "#22302d",
        (0, 1200),
    )
    art.lay(art.mask(willow), "#6b8a5a", "#2c5344", (0, 760))

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
