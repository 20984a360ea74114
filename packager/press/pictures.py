"""Pictures as the edition prints them: turned, flattened, cropped, colour-managed."""

from __future__ import annotations

import functools
import io
import zlib
from pathlib import Path

import msgspec
from PIL import Image, ImageCms, ImageOps

from packager import pictures
from packager.diagnostics import Code, Diagnostic
from packager.makeup.page import Picture
from packager.press.editions import PROFILES, Edition

MOST_DPI = 300
"""Pictures finer than this are brought down to it: a 122 line screen shows no more."""
LEAST_DPI = 200
"""Under this a picture looks coarse in print (WAN-IFRA's advice for newsprint)."""

COARSE = Code(
    "P510",
    "warning",
    "A picture has too few pixels for its printed size",
    "Give a larger original, or print it smaller; newsprint wants 200 dpi or more.",
    "a picture 300 pixels wide over three columns",
)
UNUSABLE = Code(
    "P511",
    "warning",
    "A picture could not be printed",
    "Open it in an image editor and save it again as JPEG or PNG.",
    "a JPEG that breaks off",
)


class Plate(msgspec.Struct, frozen=True):
    """Pixels ready for a PDF image object."""

    width: int
    height: int
    space: str
    """``DeviceCMYK``, ``DeviceRGB`` or ``DeviceGray``."""
    data: bytes
    """Compressed by ``filter``."""
    filter: str
    dpi: float
    """Effective resolution of the original at its printed size."""


def plate(picture: Picture, folder: Path | None, edition: Edition) -> Plate:
    """Make the plate of one picture: pixels of its box, cropped about the centre.

    Raises :class:`packager.pictures.PictureError` for a file that cannot be used.
    """
    path = pictures.locate(picture.src or "", folder)
    pictures.measure(path)
    try:
        with Image.open(path) as opened:
            image = _upright(opened)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise pictures.PictureError(UNUSABLE, f"`{picture.src}`: {error}") from error
    image = _crop(image, picture.width / picture.height)
    dpi = image.width / (picture.width / 72)
    if dpi > MOST_DPI:
        size = (
            max(1, round(picture.width / 72 * MOST_DPI)),
            max(1, round(picture.height / 72 * MOST_DPI)),
        )
        image = image.resize(size, Image.Resampling.LANCZOS)
    return _encode(_convert(image, edition), dpi)


def resolution(plate_: Plate, picture: Picture) -> list[Diagnostic]:
    """What is to be said about the resolution of a plate."""
    if plate_.dpi >= LEAST_DPI:
        return []
    message = f"`{picture.src}` prints at {plate_.dpi:.0f} dpi, under {LEAST_DPI}"
    return [COARSE.at(message, article=picture.article)]


def _upright(opened: Image.Image) -> Image.Image:
    """Decode, turn as EXIF says, and lay anything transparent on paper white."""
    profile = opened.info.get("icc_profile")
    image = ImageOps.exif_transpose(opened)
    if image.mode in {"I", "I;16", "I;16B", "I;16L", "F"}:
        image = _eight_bits(image)
    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        image = image.convert("RGBA")
        paper = Image.new("RGBA", image.size, (255, 255, 255, 255))
        image = Image.alpha_composite(paper, image).convert("RGB")
    if image.mode not in {"L", "RGB", "CMYK"}:
        image = image.convert("L" if image.mode == "1" else "RGB")
    image.info["icc_profile"] = profile
    return image


def _eight_bits(image: Image.Image) -> Image.Image:
    """16-bit grey (0..65535) and floating grey (0..1) as 8-bit grey."""
    top = 1.0 if image.mode == "F" else 65535.0
    return image.point(lambda value: value * (255 / top)).convert("L")


def _crop(image: Image.Image, ratio: float) -> Image.Image:
    """The largest part of ``ratio`` (width by height) about the centre."""
    info = image.info
    width = min(image.width, max(1, round(image.height * ratio)))
    height = min(image.height, max(1, round(image.width / ratio)))
    left, top = (image.width - width) // 2, (image.height - height) // 2
    cropped = image.crop((left, top, left + width, top + height))
    cropped.info = info
    return cropped


def _convert(image: Image.Image, edition: Edition) -> Image.Image:
    """Into the edition's colour by LittleCMS; grey stays grey."""
    target = "CMYK" if edition.ink == "cmyk" else "RGB"
    if image.mode in {"L", target}:
        return image
    transform = _transform(image.mode, image.info.get("icc_profile"), edition.profile, target)
    converted = ImageCms.applyTransform(image, transform)
    assert converted is not None
    return converted


@functools.lru_cache(maxsize=16)
def _transform(
    mode: str, embedded: bytes | None, profile: str, target: str
) -> ImageCms.ImageCmsTransform:
    default = ImageCms.createProfile("sRGB")
    source = ImageCms.ImageCmsProfile(default)
    if embedded:
        given = ImageCms.ImageCmsProfile(io.BytesIO(embedded))
        if given.profile.xcolor_space.strip() == mode:
            source = given
    elif mode == "CMYK":
        source = ImageCms.ImageCmsProfile(str(PROFILES / "FOGRA39L.icc"))
    return ImageCms.buildTransform(
        source,
        str(PROFILES / profile) if target == "CMYK" else default,
        mode,
        target,
        renderingIntent=ImageCms.Intent.PERCEPTUAL,
    )


def _encode(image: Image.Image, dpi: float) -> Plate:
    space = {"L": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK"}[image.mode]
    flat = zlib.compress(image.tobytes(), 6)
    return Plate(image.width, image.height, space, flat, "FlateDecode", dpi)
