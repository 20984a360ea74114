"""Pictures of every kind become plates; broken ones are reported."""

from __future__ import annotations

import io
from pathlib import Path

import msgspec
import pytest
from PIL import Image

from packager.diagnostics import AssetError
from packager.makeup.page import Picture
from packager.pictures import PictureError
from packager.press import pictures
from packager.press.editions import EDITIONS, PROFILES

PRESS, OFFICE = EDITIONS["press"], EDITIONS["office"]


def placed(src: str, width: float = 72.0, height: float = 48.0) -> Picture:
    return Picture(x=0, y=0, width=width, height=height, src=src, article="a01", block=0)


def decoded(plate: pictures.Plate) -> Image.Image:
    return Image.open(io.BytesIO(plate.jpeg))


@pytest.mark.parametrize(
    ("mode", "suffix", "space"),
    [
        ("1", "png", "DeviceGray"),
        ("L", "png", "DeviceGray"),
        ("LA", "png", "DeviceCMYK"),
        ("P", "gif", "DeviceCMYK"),
        ("RGB", "jpg", "DeviceCMYK"),
        ("RGBA", "png", "DeviceCMYK"),
        ("CMYK", "jpg", "DeviceCMYK"),
        ("I;16", "png", "DeviceGray"),
        ("F", "tiff", "DeviceGray"),
    ],
)
def test_every_kind_of_picture_is_printed(
    mode: str, suffix: str, space: str, tmp_path: Path
) -> None:
    Image.new(mode, (300, 200)).save(tmp_path / f"a.{suffix}")
    plate = pictures.plate(placed(f"a.{suffix}"), tmp_path, PRESS)
    assert (plate.space, plate.width, plate.height) == (space, 300, 200)


def test_sixteen_bits_keep_their_tones(tmp_path: Path) -> None:
    Image.new("I;16", (300, 200), 0x8000).save(tmp_path / "grey.png")
    plate = pictures.plate(placed("grey.png"), tmp_path, PRESS)
    assert decoded(plate).getpixel((9, 9)) == pytest.approx(128, abs=1)


def test_what_is_transparent_shows_the_paper(tmp_path: Path) -> None:
    Image.new("RGBA", (300, 200), (0, 0, 0, 0)).save(tmp_path / "clear.png")
    plate = pictures.plate(placed("clear.png"), tmp_path, OFFICE)
    assert decoded(plate).getpixel((9, 9)) == (255, 255, 255)


def test_a_turned_photograph_stands_upright(tmp_path: Path) -> None:
    photo = Image.new("RGB", (200, 300), "white")
    photo.paste("black", (0, 0, 200, 100))
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was turned a quarter to the right
    photo.save(tmp_path / "turned.jpg", exif=exif)
    plate = pictures.plate(placed("turned.jpg"), tmp_path, OFFICE)
    assert (plate.width, plate.height) == (300, 200)
    assert decoded(plate).getpixel((290, 100)) < (20, 20, 20)


def test_a_fine_picture_is_brought_down_to_300_dpi(tmp_path: Path) -> None:
    Image.new("RGB", (1200, 800)).save(tmp_path / "fine.png")
    plate = pictures.plate(placed("fine.png"), tmp_path, PRESS)
    assert (plate.width, plate.height, plate.dpi) == (300, 200, 1200)


def test_a_coarse_picture_is_reported_and_not_blown_up(tmp_path: Path) -> None:
    Image.new("RGB", (90, 60)).save(tmp_path / "coarse.png")
    plate = pictures.plate(placed("coarse.png"), tmp_path, PRESS)
    assert plate.width == 90
    (finding,) = pictures.findings(plate, placed("coarse.png"), PRESS)
    assert finding.code == pictures.COARSE.code
    assert "90 dpi" in finding.message


def test_the_picture_is_cropped_about_its_centre_and_not_squeezed(tmp_path: Path) -> None:
    photo = Image.new("RGB", (600, 200), "white")
    photo.paste("black", (150, 0, 450, 200))
    photo.save(tmp_path / "wide.png")
    plate = pictures.plate(placed("wide.png"), tmp_path, OFFICE)
    assert (plate.width, plate.height) == (300, 200)
    assert max(decoded(plate).getpixel((2, 100))) < 20


def test_no_colour_passes_the_ink_limit(tmp_path: Path) -> None:
    steps = range(0, 256, 15)
    colours = bytes(level for r in steps for g in steps for b in steps for level in (r, g, b))
    every = Image.frombytes("RGB", (len(steps), len(steps) ** 2), colours)
    inks = pictures._convert(every, None, PRESS)
    assert pictures.most_ink(inks) <= PRESS.ink_limit * 255 + 2, "rounding of four inks"


def test_heavy_process_inks_are_held_back_and_reported(tmp_path: Path) -> None:
    Image.new("CMYK", (300, 200), (230, 200, 190, 200)).save(tmp_path / "heavy.tif")
    plate = pictures.plate(placed("heavy.tif"), tmp_path, PRESS)
    (finding,) = pictures.findings(plate, placed("heavy.tif"), PRESS)
    assert finding.code == pictures.INK.code


def test_black_alone_is_asked_for_and_got(tmp_path: Path) -> None:
    Image.new("CMYK", (300, 200), (0, 255, 255, 0)).save(tmp_path / "red.jpg")
    plate = pictures.plate(placed("red.jpg"), tmp_path, PRESS, black=True)
    assert plate.space == "DeviceGray"


def test_a_picture_that_breaks_off_is_refused(tmp_path: Path) -> None:
    whole = io.BytesIO()
    Image.effect_noise((300, 200), 60).save(whole, "JPEG")
    (tmp_path / "half.jpg").write_bytes(whole.getvalue()[: len(whole.getvalue()) // 2])
    with pytest.raises(PictureError) as error:
        pictures.plate(placed("half.jpg"), tmp_path, PRESS)
    assert error.value.code is pictures.UNUSABLE


@pytest.mark.parametrize("name", ["none.icc", "missing.icc", "sRGB2014.icc"])
def test_a_profile_that_a_press_cannot_use_is_an_asset_problem(name: str, tmp_path: Path) -> None:
    (tmp_path / "none.icc").write_bytes(b"not a profile")
    path = PROFILES / name if name == "sRGB2014.icc" else tmp_path / name
    with pytest.raises(AssetError):
        pictures.check_profile(msgspec.structs.replace(PRESS, profile=str(path)))
