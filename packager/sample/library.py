"""The reading room on a rainy night, in one-point perspective."""

from __future__ import annotations

from packager.sample.ink import Pen, Point, Print, mix, soft

_SPINES = ("#8a3b2e", "#c39a56", "#3f5f5c", "#d8c69c", "#5a4638", "#96684a", "#2f4a5a")
_COATS = ("#33475a", "#7a3b34", "#5c5a4a", "#8a7350", "#2d3b3c")
_TABLE = 300
_FLOOR = 640
_SEATS = (230, 420, 610)


def library() -> Print:
    """Shelves to the left and right, tables between, three windows at the end."""
    art = Print(2000, 1250, 67)
    art.image.paste(art.ramp([(0, "#1a2433"), (0.5, "#4b3a2c"), (1, "#241a17")]))
    with art.ink("#6d4a2e", "#2c1d18", (660, 1180)) as pen:
        pen.area([_at(-1000, _FLOOR, 1), _at(1000, _FLOOR, 1), *_wall_foot()])
    with art.ink("#2c3240", "#7a5c3d", (280, 690)) as pen:
        pen.area([_at(-1000, -900, 4), _at(1000, -900, 4), *_wall_foot()])
    for x in (-640, 0, 640):
        _window(art, x)
    for side in (-1, 1):
        _shelves(art, side)
    with art.ink("#3a2a24") as pen:
        for z in (1.15, 1.5, 2.0, 2.8):
            pen.stroke([_at(-1000, -1260, z), _at(1000, -1260, z)], 30 / z)
    with art.stencil() as pen:
        pen.oval(1000, 760, 820, 330, value=85)
    art.lay(soft(pen.mask, 150), "#f2b45c")
    for z in (3.3, 2.65, 2.1, 1.65, 1.28, 0.98):
        for side in (-1, 1):
            _readers(art, side, z)
            _table(art, side, z)
    art.image = art.image.point(lambda v: round(255 * (v / 255) ** 0.82))  # newsprint darkens
    return art


def _at(x: float, y: float, z: float) -> Point:
    """The point of the picture where ``x, y`` at the distance ``z`` is seen."""
    return 1000 + x / z, 520 + y / z


def _wall_foot() -> list[Point]:
    return [_at(1000, _FLOOR, 4), _at(-1000, _FLOOR, 4)]


def _window(art: Print, x: float) -> None:
    """A tall round-headed window with rain on it."""
    left, foot = _at(x - 240, 300, 4)
    right, head = _at(x + 240, -620, 4)
    with art.ink("#16304a", "#3f6f86", (260, 600)) as pen:
        pen.box(left, head, right, foot)
        pen.oval((left + right) / 2, head, (right - left) / 2, (right - left) / 2)
    glass = pen.mask
    with art.ink("#a9c6c8", within=glass) as pen:
        for _ in range(60):
            px, py = art.rng.uniform(left, right), art.rng.uniform(270, 600)
            s = art.rng.uniform(8, 30)
            pen.taper([(px, py), (px - s * 0.2, py + s)], [0.3, 1.8])
    with art.ink("#141c28", within=glass) as pen:
        for k in (-240, -80, 80, 240):
            pen.stroke([_at(x + k, 300, 4), _at(x + k, -640, 4)], 5)
        for k in (-620, -390, -160, 70, 300):
            pen.stroke([_at(x - 240, k, 4), _at(x + 240, k, 4)], 4)


def _shelves(art: Print, side: int) -> None:
    """A wall of books."""
    wall = side * 1000
    with art.ink("#2a1d1a", "#5b3b26", (100, 1000)) as pen:
        far = [_at(wall, -1500, 4), _at(wall, _FLOOR, 4)]
        pen.area([_at(wall, -1500, 0.9), *far, _at(wall, _FLOOR, 0.9)])
    for shelf in range(9):
        board = -1014 + shelf * 196
        z = 1.0
        while z < 3.9:
            thick = art.rng.uniform(0.018, 0.042) * z
            if art.rng.random() < 0.94:
                head = board - 166 * art.rng.uniform(0.68, 0.97)
                upper = [_at(wall, head, z), _at(wall, head, z + thick)]
                lower = [_at(wall, board, z + thick), _at(wall, board, z)]
                x, y = upper[0][0], (upper[0][1] + lower[1][1]) / 2
                tone = mix(art.rng.choice(_SPINES), "#1b1616", 0.62 - 0.045 * shelf)
                if -40 < x < 2040 and y > -200:
                    with art.patch(x, y, 190 / z).ink(tone) as spine:
                        spine.area([*upper, *lower])
            z += thick * 1.08
        with art.ink("#7c5433") as pen:
            pen.taper([_at(wall, board + 10, 0.9), _at(wall, board + 10, 4)], [30, 7])


def _readers(art: Print, side: int, z: float) -> None:
    """Those who sit behind the table at ``z``."""
    h = 250 / z
    for seat in _SEATS:
        if art.rng.random() > 0.8:
            continue
        x, y = _at(side * seat + art.rng.uniform(-20, 20), _TABLE, z * 1.13)
        coat = art.rng.choice(_COATS)
        lit, dim = mix(coat, "#f2b45c", 0.22), mix(coat, "#1c1614", 0.15)
        with art.ink(lit, dim, (y - h * 0.4, y)) as pen:
            half = [(-0.36, 4 / h), (-0.28, -0.3), (-0.1, -0.42)]
            pen.area(
                [(x + u * h, y + v * h) for u, v in half]
                + [(x - u * h, y + v * h) for u, v in reversed(half)]
            )
        with art.ink("#d29a6a") as pen:
            pen.oval(x, y - h * 0.53, h * 0.13, h * 0.16)
        with art.ink("#231b1a") as pen:
            pen.oval(x, y - h * 0.59, h * 0.145, h * 0.125)
            pen.box(x - h * 0.138, y - h * 0.6, x + h * 0.138, y - h * 0.5)


def _table(art: Print, side: int, z: float) -> None:
    """A table with books and two green lamps."""
    inner, outer, far = side * 150, side * 800, z * 1.13
    glow = 0.25 + 0.12 * z
    edge = [_at(inner, _TABLE, z), _at(outer, _TABLE, z)]
    span = (_at(0, _TABLE, far)[1], edge[0][1])
    top = (mix("#b9783c", "#f0c27a", glow), mix("#7c4a26", "#c98a4a", glow))
    with art.ink(*top, span) as pen:
        pen.area([*edge, _at(outer, _TABLE, far), _at(inner, _TABLE, far)])
    with art.ink("#4a2b1a") as pen:
        pen.area([*edge, _at(outer, _TABLE + 26, z), _at(inner, _TABLE + 26, z)])
    with art.ink("#2b1a14") as pen:
        for x in (inner, outer - side * 24):
            pen.area(
                [
                    _at(x, _TABLE + 26, z),
                    _at(x + side * 24, _TABLE + 26, z),
                    _at(x + side * 24, _FLOOR, z),
                    _at(x, _FLOOR, z),
                ]
            )
    with art.ink("#fbf1d6") as pen:
        for seat in _SEATS:
            _book(pen, _at(side * seat, _TABLE, z * 1.06), 52 / z)
    for between in (325, 515):
        _lamp(art, _at(side * between, _TABLE, z * 1.065), 150 / z)


def _book(pen: Pen, at: Point, w: float) -> None:
    """An open book."""
    page = [(-1, 0), (-0.1, 0.16), (0.1, 0.16), (1, 0), (0.85, -0.36), (0, -0.26), (-0.85, -0.36)]
    pen.area([(at[0] + u * w, at[1] + v * w) for u, v in page])


def _lamp(art: Print, at: Point, s: float) -> None:
    """A lamp with a green shade and the light that it spreads."""
    x, y = at
    with art.stencil() as pen:
        pen.oval(x, y - s * 0.25, s * 0.95, s * 0.6, value=102)
    art.lay(soft(pen.mask, s * 0.3), "#ffdf9a")
    with art.ink("#c79a4c") as pen:
        pen.stroke([(x, y), (x, y - s * 0.6)], s * 0.06)
        pen.oval(x, y, s * 0.2, s * 0.06)
    shade = [(0.46, -0.52), (0.36, -0.76), (0.2, -0.84)]
    with art.ink("#3f9468", "#1d6148", (y - s * 0.84, y - s * 0.5)) as pen:
        pen.area(
            [(x - u * s, y + v * s) for u, v in shade]
            + [(x + u * s, y + v * s) for u, v in reversed(shade)]
        )
    with art.ink("#fff0bf") as pen:
        pen.oval(x, y - s * 0.52, s * 0.45, s * 0.06)
