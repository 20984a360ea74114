"""The search for an arrangement, on shapes that stand for stories."""

import itertools
import random

from packager.makeup.arrange import Blank, Top, arrange
from packager.makeup.grid import Rect


class Shaped:
    """A story of some shapes: cost by depth by width."""

    top: Top = "picture"
    pictured = ear = False
    weight = 0.0

    def __init__(self, shapes: dict[int, dict[int, float]]) -> None:
        self.shapes = shapes

    def costs(self, columns: int) -> dict[int, float]:
        return self.shapes.get(columns, {})

    def upright(self, columns: int) -> frozenset[int]:
        return frozenset()


def test_a_page_that_is_not_filled_is_white_under_its_stories_only() -> None:
    tall, low = Shaped({2: {10: 0.0}}), Shaped({2: {6: 0.0}, 4: {3: 30.0}})
    found = arrange([tall, low, Blank(20)], 4, 20, 15, white=0.0)
    assert found
    assert found.rects == (Rect(0, 0, 2, 10), Rect(2, 0, 2, 6), Rect(2, 6, 2, 4))
    assert found.rows == 10


def test_white_stands_beside_a_story_only_where_that_is_alone() -> None:
    one, other = Shaped({2: {10: 0.0}}), Shaped({2: {20: 0.0}})
    assert arrange([one, other, Blank(30)], 4, 30, white=0.0) is None
    alone = arrange([one, Blank(20)], 4, 20, 15, white=0.0)
    assert alone
    assert alone.rects == (Rect(0, 0, 2, 10), Rect(2, 0, 2, 10))


def test_a_thorough_search_is_never_dearer() -> None:
    for seed in range(4):
        dice = random.Random(seed)
        areas = [dice.choice([40, 60, 80, 120]) for _ in range(10)]
        leaves = [
            Shaped(
                {
                    width: {area // width + more: 2.0 * more + dice.random() for more in range(9)}
                    for width in range(1, 7)
                }
            )
            for area in areas
        ]
        rows = sum(areas) // 6 + 4
        quick = arrange(leaves, 6, rows)
        assert quick
        thorough = arrange(leaves, 6, rows, below=quick.cost) or quick
        assert thorough.cost <= quick.cost
        for one, other in itertools.combinations(thorough.rects, 2):
            apart = (
                one.column + one.columns <= other.column
                or other.column + other.columns <= one.column
                or one.row + one.rows <= other.row
                or other.row + other.rows <= one.row
            )
            assert apart
