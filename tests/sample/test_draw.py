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
    difference = ImageStat.Stat(ImageChops.difference(drawn, committed))
    # JPEG itself moves a pixel by two levels or so on average; a moved shape moves it by dozens.
    assert max(difference.mean) < 4
    assert max(difference.rms) < 8


def test_no_picture_stands_there_that_the_script_does_not_draw() -> None:
    assert {path.stem for path in PICTURES.glob("*")} == set(SCENES)


def test_the_pictures_stay_small_enough_to_ship() -> None:
    assert sum(path.stat().st_size for path in PICTURES.glob("*.jpg")) < 2_500_000
