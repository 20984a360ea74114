"""Pictures after sunset: the train and the library."""

from __future__ import annotations

from PIL import ImageChops, ImageFilter

from packager.sample.figures import hills, patch
from packager.sample.ink import Pen, Point, Print, mix


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
    hills(art, 560, 625, 3, "#a9a68f", "#4c6e70", 40)

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
        return 520 - 0.042 * (x - 1000)

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
    nose, tail = 560.0, 2080.0

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
    joints = [nose + 500, nose + 960, nose + 1420]

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
            if art.rng.random() < 0.42 and all(abs(x + 36 - j) > 66 for j in joints):
                px, py = up(x + art.rng.uniform(0, 30), 56)
                pen.oval(px, py - 27, 7, 9)
                pen.area(
                    [
                        (px - 16, py),
                        (px - 13, py - 13),
                        (px - 5, py - 18),
                        (px + 5, py - 18),
                        (px + 13, py - 13),
                        (px + 16, py),
                    ]
                )
            x += 86

    art.lay(art.mask(riders), "#b06f3c")
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
                        patch(
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
