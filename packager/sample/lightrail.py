"""The light-rail train over the wetland."""

from __future__ import annotations

from packager.sample.figures import hills, ripples
from packager.sample.ink import Pen, Point, Print, soft

_WATER = 668
_NOSE, _TAIL = 560, 2080
_JOINTS = (1060, 1520, 1980)


def lightrail() -> Print:
    """A train on its viaduct at dusk."""
    art = Print(2000, 1250, 23)
    sky = [(0, "#2f5d74"), (0.28, "#7fa3a0"), (0.46, "#f0c58a"), (0.56, "#f7e2b8")]
    art.image.paste(art.ramp(sky))
    with art.ink("#e8663d", "#f2a05c", (430, 660)) as pen:
        pen.oval(560, 560, 120, 120)
    with art.stencil() as pen:
        for _ in range(26):
            x, y = art.rng.uniform(-100, 2100), art.rng.uniform(90, 460)
            half = art.rng.uniform(120, 420)
            bank = [(x - half, y), (x - half / 3, y - 5), (x + half / 2, y + 2), (x + half, y)]
            pen.taper(bank, [0, 16, 9, 0], 130)
    art.dust(soft(pen.mask, 7), "#f7d9a8")
    hills(art, (560, 625), ("#a9a68f", "#4c6e70"), 3, 40)
    with art.ink("#5d7878", "#9db0a0", (520, 660)) as pen:
        _city(art, pen)
    art.mist(655, 55, "#f6dcae", 210)
    _viaduct(art)
    _train(art)
    art.flip(_WATER, 582, 3)
    art.lay(art.fade(_WATER - 1, _WATER, 0, 90), "#2f5a66")
    art.lay(art.fade(_WATER + 60, 1250, 0, 190), "#17363f")
    with art.ink("#e9c893", part=0.5) as pen:
        ripples(art, pen, _WATER, 420)
    with art.ink("#16323a", "#0c2027", (820, 1250)) as pen:
        for _ in range(330):
            _reed(art, pen)
    with art.ink("#fbf3dd") as pen:
        for x, y, s in ((360, 250, 46), (470, 205, 38), (250, 200, 34), (415, 318, 30)):
            _egret(pen, x, y, s)
    return art


def _deck(x: float) -> float:
    """The height of the track at ``x``."""
    return 520 - 0.042 * (x - 1000)


def _up(x: float, h: float) -> Point:
    """The point ``h`` above the track, higher where the train is nearer."""
    return x, _deck(x) - h * (0.92 + x / 14000)


def _city(art: Print, pen: Pen) -> None:
    """Roofs in the haze."""
    x = 1180.0
    while x < 1990:
        w = art.rng.uniform(22, 58)
        h = art.rng.uniform(30, 130) * (0.5 + (x - 1150) / 900)
        pen.box(x, 660 - h, x + w, 670)
        x += w + art.rng.uniform(-6, 22)


def _viaduct(art: Print) -> None:
    """Piers, deck and its shaded side."""
    with art.ink("#33505a", "#22404a", (500, 700)) as pen:
        for x in (140, 620, 1140, 1700):
            w, y = 34 + x / 120, _deck(x)
            half = [(w, y + 36), (w * 0.55, y + 84), (w * 0.5, _WATER + 30)]
            pen.area([(x + u, v) for u, v in half] + [(x - u, v) for u, v in reversed(half)])
    left, right = _deck(-20), _deck(2020)
    with art.ink("#c8bfa4", "#3b5a62", (430, 640)) as pen:
        pen.area([(-20, left), (2020, right), (2020, right + 48), (-20, left + 38)])
    with art.ink("#27454f") as pen:
        pen.area([(-20, left + 20), (2020, right + 26), (2020, right + 50), (-20, left + 40)])
    with art.ink("#e9dfc2") as pen:
        pen.stroke([(-20, left - 4), (2020, right - 4)], 5)


def _clear(x: float) -> bool:
    """Whether a window at ``x`` keeps clear of the joints between cars."""
    return all(abs(x + 36 - joint) > 56 for joint in _JOINTS)


def _train(art: Print) -> None:
    """Three cars, lit from inside."""
    n, t = _NOSE, _TAIL
    with art.ink("#f3ead2", "#d6cdb4", (300, 520)) as pen:
        front = [_up(n + 8, 8), _up(n - 34, 40), _up(n + 6, 92), _up(n + 70, 128)]
        pen.area([*front, _up(t, 134), _up(t, 8)])
    with art.ink("#c8432f") as pen:
        pen.area([_up(n - 26, 36), _up(t, 40), _up(t, 24), _up(n - 6, 20)])
    with art.ink("#2a4650") as pen:
        pen.area([_up(n + 10, 20), _up(t, 24), _up(t, 6), _up(n + 12, 6)])
    with art.ink("#23414c", "#4c7079", (380, 500)) as pen:
        pen.area([_up(n - 18, 58), _up(n + 10, 92), _up(n + 56, 114), _up(n + 66, 62)])
    windows = [x for x in range(n + 96, t - 60, 86) if _clear(x)]
    with art.ink("#ffd98a", "#f5b75a", (330, 480)) as pen:
        for x in windows:
            pen.area([_up(x, 56), _up(x + 70, 56), _up(x + 70, 106), _up(x, 106)])
    with art.ink("#7d8a83") as pen:
        for x in _JOINTS:
            pen.area([_up(x - 8, 6), _up(x + 8, 6), _up(x + 8, 132), _up(x - 8, 132)])
        pen.area([_up(n + 66, 127), _up(t, 134), _up(t, 124), _up(n + 60, 119)])
        for x in windows[::2]:
            pen.stroke([_up(x - 8, 112), _up(x - 8, 14)], 2)
    with art.ink("#b06f3c") as pen:
        for x in windows:
            if art.rng.random() < 0.5:
                _rider(pen, *_up(x + art.rng.uniform(20, 50), 56))
    with art.ink("#fff3c8") as pen:
        pen.oval(*_up(n - 12, 30), 9, 8)


def _rider(pen: Pen, x: float, y: float) -> None:
    """Head and shoulders behind a window."""
    pen.oval(x, y - 27, 7, 9)
    half = [(16, 0), (13, -13), (5, -18)]
    pen.area([(x - u, y + v) for u, v in half] + [(x + u, y + v) for u, v in reversed(half)])


def _reed(art: Print, pen: Pen) -> None:
    """A reed on one of the near banks, sometimes with its spike."""
    x = art.rng.gauss(180, 190) if art.rng.random() < 0.5 else art.rng.gauss(1800, 230)
    h, bend = art.rng.uniform(130, 430), art.rng.uniform(-60, 90)
    spine = [(x + bend * (k / 8) ** 2, 1262 - h * k / 8) for k in range(9)]
    pen.taper(spine, [7 - 0.7 * k for k in range(9)])
    if art.rng.random() < 0.28:
        tx, ty = spine[-1]
        pen.taper([(tx - bend * 0.05, ty + 52), (tx, ty + 16), (tx + 3, ty - 8)], [4, 15, 3])


def _egret(pen: Pen, x: float, y: float, s: float) -> None:
    """A white egret on the wing."""
    wings = [
        (-1, -0.55),
        (-0.2, -0.1),
        (0, 0),
        (0.25, -0.15),
        (1, -0.75),
        (0.2, 0.12),
        (-0.1, 0.14),
    ]
    pen.area([(x + u * s, y + v * s) for u, v in wings])
    pen.taper([(x - s * 0.1, y + 2), (x + s * 0.62, y + s * 0.1)], [s * 0.2, 2])
    pen.stroke([(x, y + 3), (x - s * 0.75, y + s * 0.22)], 2)
