"""What several pictures of the sample share: hills, people, umbrellas, swallows."""

from __future__ import annotations

import math

from PIL import ImageChops

from packager.sample.ink import Colour, Pen, Point, Print, mix


def hills(art: Print, heights: Point, inks: tuple[Colour, Colour], count: int, rise: float) -> None:
    """Ranges of hills between two heights, paler with distance, mist at their feet."""
    for n in range(count):
        t = n / max(1, count - 1)
        base = heights[0] + (heights[1] - heights[0]) * t
        land = art.ground(art.ridge(base, rise * (0.7 + 0.5 * t), 1.4 + 0.8 * t))
        ink = mix(inks[0], inks[1], t)
        art.lay(land, ink, mix(ink, "#f3ead6", 0.45), (base - rise, base + 150))
        shade = ImageChops.multiply(land, art.fade(base - rise * 1.6, base + rise, 120, 0))
        art.dust(shade, mix(ink, "#16323b", 0.35))


def person(
    pen: Pen, x: float, y: float, h: float, *, lean: float = 0, stride: float = 0.08
) -> None:
    """A figure in a coat, of height ``h`` with its feet at ``x, y``."""

    def at(u: float, v: float) -> Point:
        return x + (u + lean * v) * h, y - v * h

    for foot in (-stride, stride):
        leg = [at(foot, 0), at(foot * 0.6, 0.2), at(foot * 0.4, 0.4)]
        pen.taper(leg, [h * 0.06, h * 0.07, h * 0.1])
        pen.oval(*at(foot + 0.02, 0.012), h * 0.055, h * 0.02)
    coat = [(0.0, 0.86), (0.05, 0.83), (0.12, 0.79), (0.145, 0.72), (0.135, 0.55), (0.17, 0.27)]
    pen.area([at(u, v) for u, v in coat] + [at(-u, v) for u, v in reversed(coat)])
    pen.taper([at(0.12, 0.77), at(0.19, 0.6), at(0.1, 0.5)], [h * 0.07, h * 0.075, h * 0.05])
    pen.oval(*at(0.01, 0.925), h * 0.062, h * 0.078)


def umbrella(pen: Pen, x: float, y: float, r: float, *, tilt: float = 0) -> None:
    """An open umbrella with its crown at ``x, y``."""
    rim: list[Point] = []
    for n in range(25):
        a = math.pi * n / 24
        rim.append((x + r * math.cos(a), y + r * 0.62 * (1 - math.sin(a)) + tilt * r * math.cos(a)))
    for n in range(5):
        for step in range(6):
            across = r * (2 * (n + step / 5) / 5 - 1)
            sag = -r * 0.1 * math.sin(math.pi * step / 5)
            rim.append((x + across, y + r * 0.62 + sag + tilt * across))
    pen.area(rim)


def swallow(pen: Pen, x: float, y: float, s: float, *, turn: float) -> None:
    """A swallow of wing length ``s``, turned by ``turn`` radians."""
    c, d = math.cos(turn), math.sin(turn)

    def shape(points: list[Point]) -> None:
        pen.area([(x + s * (u * c - v * d), y + s * (u * d + v * c)) for u, v in points])

    wing = [(-0.1, 0.0), (-0.32, -0.45), (-0.75, -0.95), (-0.2, -0.62), (0.22, -0.12)]
    shape(wing)
    shape([(u, -v * 0.8) for u, v in wing])
    shape([(0.5, 0), (0.34, -0.1), (-0.2, -0.11), (-0.85, -0.3)])
    shape([(0.5, 0), (0.34, 0.1), (-0.2, 0.11), (-0.95, 0.16)])
    shape([(0.5, 0), (0.3, -0.1), (-0.5, 0), (0.3, 0.1)])


def ripples(art: Print, pen: Pen, water: float, count: int, middle: Point | None = None) -> None:
    """Streaks of light on water, longer towards the eye; about ``middle`` (x, spread) if given."""
    depth = art.height - water
    for _ in range(count):
        y = water + 5 + depth * art.rng.random() ** 1.5
        if middle:
            x = art.rng.gauss(middle[0], middle[1] + (y - water) * 1.5)
        else:
            x = art.rng.uniform(-50, art.width + 50)
        half = art.rng.uniform(16, 80) * (0.35 + 0.9 * (y - water) / depth)
        pen.taper([(x - half, y), (x, y), (x + half, y)], [0, 0.8 + 3.2 * (y - water) / depth, 0])


def rain(art: Print, pen: Pen, count: int, foot: float) -> None:
    """Slanting drops down to the height ``foot``."""
    for _ in range(count):
        x, y = art.rng.uniform(-40, art.width + 100), art.rng.uniform(-60, foot)
        s = art.rng.uniform(26, 100)
        pen.taper([(x, y), (x - s * 0.18, y + s)], [0.4, 2.1])
