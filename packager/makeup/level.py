"""Headline sizes that tell the rank of the stories on a page.

The lead's headline is the largest of its page, and no other story's outweighs that of a story which
outranks it: it is no larger, or, where it is the shorter one, has no more area. The search chooses
sizes story by story; here those that are too large for their place are set smaller in the same
rectangles.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from packager.makeup.grid import Rect
from packager.makeup.head import headline_role, off_size
from packager.makeup.place import Setting
from packager.makeup.shape import Shape
from packager.makeup.story import Story

SHORTER = 1.4
"""How much larger than a long headline of higher rank a short one may be at most."""


def largest(one: Story, size: float, other: Story) -> float:
    """The largest that another's headline may be, in pt, when this one of ``size`` outranks it."""
    if one.rank == 0:
        return math.nextafter(size, 0)
    lengths = [len((story.article.headline or "").strip()) for story in (one, other)]
    return size * min(max(math.sqrt(lengths[0] / max(lengths[1], 1)), 1.0), SHORTER)


def outranks(one: Story, at: Rect, other: Story, place: Rect) -> bool:
    """Whether a story's headline must not be smaller than another's.

    The lead outranks all. Any other outranks a story that is no longer, of a kind that may have no
    larger headlines, and that comes after it or stands below it over no more columns.
    """
    if one.rank == 0 or other.rank == 0:
        return one.rank < other.rank
    later = (one.rank, -one.length) < (other.rank, -other.length)
    below = at.row + at.rows <= place.row and at.columns >= place.columns and _meet(at, place)
    return (
        (one.dress.largest or math.inf) >= (other.dress.largest or math.inf)
        and (one.length, -one.rank) > (other.length, -other.rank)
        and (later or below)
    )


def _meet(one: Rect, other: Rect) -> bool:
    """Whether two rectangles share a column."""
    return one.column < other.column + other.columns and other.column < one.column + one.columns


def levelled(stories: Sequence[Story], rects: Sequence[Rect], page: str) -> list[Story]:
    """The stories, those with too large a headline for their rank set in a smaller step.

    ``page`` is where they stand, for the stories that are cut there.
    """
    made = list(stories)
    sizes = [_size(story, rect, page) for story, rect in zip(stories, rects, strict=True)]
    order = sorted(
        range(len(made)), key=lambda i: (made[i].rank > 0, -made[i].length, made[i].rank)
    )
    for place, number in enumerate(order):
        story, rect = made[number], rects[number]
        above = (i for i in order[:place] if sizes[i])
        limits = [
            largest(made[i], sizes[i], story)
            for i in above
            if outranks(made[i], rects[i], story, rect)
        ]
        limit = min(limits, default=math.inf)
        if sizes[number] > limit:
            for smaller in _smaller(story, rect, limit, page):
                made[number], sizes[number] = smaller, smaller.size
                break
    return made


def _shape(story: Story, rect: Rect, page: str) -> Shape | None:
    """The story set into its rectangle, whole or cut."""
    shape = story.shape(rect.columns, rect.rows)
    if shape is None:
        torn = story.torn(rect.columns, rect.rows, page)
        return torn[0] if torn else None
    return shape


def _size(story: Story, rect: Rect, page: str) -> float:
    shape = _shape(story, rect, page)
    return shape.head.size if shape else 0.0


def _smaller(story: Story, rect: Rect, limit: float, page: str) -> Iterator[Story]:
    """The story with a headline of at most ``limit`` pt, the largest first, on as many lines as
    suit best."""
    shape = _shape(story, rect, page)
    if shape is None:
        return
    counts = (0,) if shape.side else range(1, shape.head.lines + 1)
    for size in story.layout.type[headline_role(story.article, story.layout)].sizes:
        if size <= limit:
            offers = [story.sized(size, lines, shape.side) for lines in counts]
            set_so = [(made.cost, offer) for offer in offers if (made := _shape(offer, rect, page))]
            if set_so:
                yield min(set_so, key=lambda one: one[0])[1]


def excess(story: Story, setting: Setting) -> float:
    """What it costs over its best setting to have a story set with a smaller headline."""
    best = _shape(story, setting.rect, "")
    if setting.story is story or best is None:
        return 0.0
    target = story.target(setting.rect.columns)
    off = story.stress * off_size(setting.shape.head.size, target)
    return setting.shape.cost + off - best.cost
