"""What several pictures of the sample share: hills, people, umbrellas, birds, baskets."""

from __future__ import annotations

import math
from collections.abc import Callable

from PIL import ImageChops, ImageFilter

from packager.sample.ink import Colour, Pen, Point, Print, mix


def hills(
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


def person(
    pen: Pen, x: float, y: float, h: float, *, lean: float = 0, stride: float = 0.08
) -> None:
    """A figure in a coat, of height ``h`` with its feet at ``x, y``."""

    def at(u: float, v: float) -> Point:
        return x + (u + lean * v) * h, y - v * h

    for foot in (-stride, stride):
        pen.taper(
            [at(foot, 0), at(foot * 0.6, 0.2), at(foot * 0.4, 0.4)], [h * 0.06, h * 0.07, h * 0.1]
        )
        pen.oval(*at(foot + 0.02, 0.012), h * 0.055, h * 0.02)
    half = [(0.0, 0.86), (0.05, 0.83), (0.12, 0.79), (0.145, 0.72), (0.135, 0.55), (0.17, 0.27)]
    pen.area([at(u, v) for u, v in half] + [at(-u, v) for u, v in reversed(half)])
    pen.taper([at(0.12, 0.77), at(0.19, 0.6), at(0.1, 0.5)], [h * 0.07, h * 0.075, h * 0.05])
    pen.oval(*at(0.01, 0.925), h * 0.062, h * 0.078)


def umbrella(pen: Pen, x: float, y: float, r: float, tilt: float = 0) -> None:
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


def swallow(pen: Pen, x: float, y: float, s: float, turn: float) -> None:
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


def basket(art: Print, x: float, y: float, r: float, good: str) -> None:
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
            spot(art, px, py, s * 0.95, s * 0.76, rng.choice(["#f1dfc0", "#e3c59a", "#f6ead2"]))
        elif good == "mushrooms":
            spot(art, px, py, s * 1.05, s * 0.62, rng.choice(["#8a6242", "#a57a52", "#6f4c34"]))
        elif good == "greens":
            ink = rng.choice(["#4f8a4a", "#2f6a45", "#76a557", "#3d7b46"])
            leaf(art, [(px, py + s), mid, tip], [s * 0.3, s * 1.15, 1], ink)
        elif good == "carrots":
            ink = rng.choice(["#d9622f", "#e8813f", "#c94f2c"])
            flat: Point = (px + s * 2.3 * math.cos(lean), py + s * 0.9 * math.sin(lean))
            leaf(art, [(px - s, py), ((px + flat[0]) / 2, py), flat], [s * 0.75, s * 0.6, 1], ink)
        else:
            ink = rng.choice(["#8c6b45", "#a88455", "#725535"])
            leaf(
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


def spot(art: Print, x: float, y: float, rx: float, ry: float, ink: Colour) -> None:
    """A small rounded thing, lit from the upper left."""
    box = near(art, x, y, max(rx, ry) * 1.4)
    for dx, dy, k, colour in (
        (0, 0, 1.0, mix(ink, "#2b2018", 0.35)),
        (-0.1, -0.12, 0.86, ink),
        (-0.3, -0.34, 0.34, mix(ink, "#ffffff", 0.45)),
    ):

        def blob(pen: Pen, dx: float = dx, dy: float = dy, k: float = k) -> None:
            pen.oval(x + dx * rx - box[0], y + dy * ry - box[1], rx * k, ry * k)

        patch(art, box, blob, colour)


def leaf(art: Print, spine: list[Point], widths: list[float], ink: Colour) -> None:
    """A leaf, shoot or root with a dark edge and a light vein."""
    x = sum(p[0] for p in spine) / 3
    y = sum(p[1] for p in spine) / 3
    reach = max(math.hypot(p[0] - x, p[1] - y) for p in spine) + max(widths)
    box = near(art, x, y, reach)
    local = [(px - box[0], py - box[1]) for px, py in spine]
    patch(
        art, box, lambda pen: pen.taper(local, [w + 4 for w in widths]), mix(ink, "#142018", 0.55)
    )
    patch(art, box, lambda pen: pen.taper(local, widths), ink)
    patch(art, box, lambda pen: pen.stroke(local, 2), mix(ink, "#fff3c4", 0.4))


def near(art: Print, x: float, y: float, reach: float) -> tuple[int, int, int, int]:
    return (
        max(0, int(x - reach)),
        max(0, int(y - reach)),
        min(art.width, int(x + reach) + 2),
        min(art.height, int(y + reach) + 2),
    )


def patch(
    art: Print, box: tuple[int, int, int, int], draw: Callable[[Pen], None], ink: Colour
) -> None:
    """Lay an ink through a mask that covers no more than ``box``."""
    size = (box[2] - box[0], box[3] - box[1])
    if min(size) < 2:
        return
    pen = Pen(size)
    draw(pen)
    art.image.paste(ink, box, pen.image.reduce(2))
