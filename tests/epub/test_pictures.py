"""Pictures become stills of bounded size in sRGB; what cannot be used is told and left out."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from packager.epub import pictures
from packager.issue import Article, Figure, Issue, Page
from packager.pictures import PICTURE_MISSING, PICTURE_OUTSIDE, PictureError


def issue(*sources: str) -> Issue:
    body = tuple(Figure(src=src, caption="图", lines=(7, 7)) for src in sources)
    return Issue(pages=(Page(articles=(Article(id="a1", body=body, file="a.md"),)),))


def opened(asset: pictures.Asset) -> Image.Image:
    return Image.open(io.BytesIO(asset.data))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16", "YCbCr"])
def test_every_colour_mode_becomes_grey_or_rgb(tmp_path: Path, mode: str):
    path = tmp_path / ("p.tif" if mode in {"CMYK", "YCbCr"} else "p.png")
    noise = Image.effect_noise((64, 48), 90)
    (noise.convert("I;16") if mode == "I;16" else noise.convert(mode)).save(path)
    asset = pictures.encode(path, "001")
    assert opened(asset).mode in {"L", "RGB", "P", "1"}
    assert (asset.width, asset.height) == (64, 48)


def test_sixteen_bit_grey_is_scaled_and_not_clipped(tmp_path: Path):
    picture = Image.new("I;16", (8, 8), 0x8000)
    picture.save(tmp_path / "deep.png")
    assert opened(pictures.encode(tmp_path / "deep.png", "001")).getpixel((4, 4)) == pytest.approx(
        128, abs=2
    )


def test_transparency_lies_on_white(tmp_path: Path):
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(tmp_path / "glass.png")
    picture = opened(pictures.encode(tmp_path / "glass.png", "001")).convert("RGB")
    assert picture.getpixel((0, 0)) == (255, 255, 255)


def test_a_picture_is_turned_upright_and_its_metadata_is_dropped(tmp_path: Path):
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010E] = "a private note"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    Image.new("RGB", (60, 40), "red").save(tmp_path / "r.jpg", exif=exif, icc_profile=profile)
    asset = pictures.encode(tmp_path / "r.jpg", "001")
    assert (asset.width, asset.height) == (40, 60)
    assert b"private" not in asset.data
    assert "icc_profile" not in opened(asset).info


def test_a_large_picture_is_made_to_fit_a_device(tmp_path: Path):
    Image.effect_noise((5200, 1500), 9).save(tmp_path / "wide.jpg")
    asset = pictures.encode(tmp_path / "wide.jpg", "001")
    assert asset.width <= 2400
    assert asset.width * asset.height <= 4_000_000


def test_a_drawing_of_few_colours_stays_a_drawing(tmp_path: Path):
    Image.new("RGB", (300, 200), "navy").save(tmp_path / "map.png")
    assert pictures.encode(tmp_path / "map.png", "001").name == "001.png"


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n" + b"\0" * 40, b"<svg/>"])
def test_damage_is_a_picture_error(tmp_path: Path, data: bytes):
    (tmp_path / "bad.png").write_bytes(data)
    with pytest.raises(PictureError):
        pictures.encode(tmp_path / "bad.png", "001")


def test_a_truncated_picture_is_a_picture_error(tmp_path: Path):
    Image.effect_noise((400, 300), 60).save(tmp_path / "cut.jpg")
    whole = (tmp_path / "cut.jpg").read_bytes()
    (tmp_path / "cut.jpg").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(PictureError):
        pictures.encode(tmp_path / "cut.jpg", "001")


def test_each_file_is_taken_once_and_each_failure_told_once_with_its_place(tmp_path: Path):
    folder = tmp_path / "source"
    folder.mkdir()
    Image.new("RGB", (20, 20)).save(folder / "a.png")
    Image.new("RGB", (20, 20)).save(tmp_path / "secret.png")
    (folder / "link.png").symlink_to(tmp_path / "secret.png")
    named = ("a.png", "gone.png", "a.png", "../secret.png", "link.png", "gone.png")
    assets, found = pictures.collect(issue(*named), folder)
    assert list(assets) == ["a.png"]
    assert [finding.code for finding in found] == [
        PICTURE_MISSING.code,
        PICTURE_OUTSIDE.code,
        PICTURE_OUTSIDE.code,
    ]
    assert {(str(finding.where), finding.article) for finding in found} == {("a.md:7", "a1")}
