"""The pictures are what their script draws."""

from __future__ import annotations

import pytest
from PIL import Image, ImageChops, ImageStat

from packager.sample.draw import PICTURES, SCENES


@pytest.mark.parametrize("name", SCENES)
def test_the_script_draws_the_committed_picture(name: str) -> None:
    committed = Image.open(PICTURES / f"{name}.jpg").convert("RGB")
    drawn = SCENES[name]().finish()
    assert drawn.size == committed.size
    # JPEG blurs the grain, so squares of 4 x 4 pixels are compared; a moved shape shows in them.
    difference = ImageChops.difference(drawn.reduce(4), committed.reduce(4))
    assert max(ImageStat.Stat(difference).mean) < 3
    assert max(high for _, high in difference.getextrema()) < 64


def test_no_picture_stands_there_that_the_script_does_not_draw() -> None:
    assert {path.stem for path in PICTURES.glob("*")} == set(SCENES)


def test_the_pictures_stay_small_enough_to_ship() -> None:
    assert sum(path.stat().st_size for path in PICTURES.glob("*.jpg")) < 2_500_000
