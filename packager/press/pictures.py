"""Pictures as the edition prints them: turned, flattened, cropped, colour-managed."""

from __future__ import annotations

import functools
import io
from pathlib import Path
from typing import Any

import msgspec
from PIL import Image, ImageCms, ImageFilter, ImageMath, ImageOps

from packager import pictures
from packager.diagnostics import AssetError, Code, Diagnostic
from packager.makeup.page import Picture
from packager.press.editions import PROFILES, Edition

MOST_DPI = 300
"""Pictures finer than this are brought down to it: a 122 line screen shows no more."""
LEAST_DPI = 200
"""Under this a picture looks coarse in print (WAN-IFRA's advice for newsprint)."""
QUALITY, PRESS_QUALITY = 88, 95
"""JPEG quality of screen and of press editions."""
_GRID = 33
"""Steps of each colour in a separation table, as colour engines have them."""

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
    "A picture could not be decoded; its place stays white",
    "Open it in an image editor and save it again as JPEG or PNG.",
    "a JPEG that breaks off",
)
INK = Code(
    "P512",
    "info",
    "A picture had more ink than the paper takes",
    "Nothing to do: its colours were held back. Separate it for this press to decide yourself.",
    "a CMYK picture for coated paper on a newsprint page",
)
PROFILE = Code(
    "P513",
    "error",
    "An ICC profile cannot be used",
    "Give an output profile: CMYK for press editions, RGB for the others.",
    "--icc photo.jpg",
)


class Plate(msgspec.Struct, frozen=True):
    """Pixels ready for a PDF image object."""

    width: int
    height: int
    space: str
    """``DeviceCMYK``, ``DeviceRGB`` or ``DeviceGray``."""
    jpeg: bytes
    """Process inks are inverted, as Adobe's JPEG has them."""
    dpi: float
    """Effective resolution of the original at its printed size."""
    held_back: bool = False
    """Whether ink had to be taken out to keep the limit."""


def plate(picture: Picture, folder: Path | None, edition: Edition, *, black: bool = False) -> Plate:
    """Make the plate of one picture: pixels of its box, cropped about the centre.

    With ``black`` it prints in black alone. Raises :class:`packager.pictures.PictureError` for a
    file that cannot be used and :class:`AssetError` for an unusable profile.
    """
    path = pictures.locate(picture.src or "", folder)
    pictures.measure(path)
    try:
        with pictures.whole_files(), Image.open(path) as opened:
            reduced = _reduce(opened, picture)
            image, profile = _upright(opened), opened.info.get("icc_profile")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise pictures.PictureError(UNUSABLE, f"`{picture.src}`: {error}") from error
    image = _crop(image, picture.width / picture.height)
    dpi = image.width / (picture.width / 72)
    original = dpi * reduced
    if dpi > MOST_DPI:
        inches = picture.width / 72, picture.height / 72
        size = max(1, round(inches[0] * MOST_DPI)), max(1, round(inches[1] * MOST_DPI))
        image = image.resize(size, Image.Resampling.LANCZOS)
    separated = image.mode == "CMYK" and edition.ink == "cmyk"
    image = _convert(image, profile, edition)
    if black and image.mode != "L":
        image = _convert(image, None, _SCREEN).convert("L")
    held_back = separated and not black and most_ink(image) > edition.ink_limit * 255
    if held_back:
        image = _limit(image, edition.ink_limit)
    return _encode(image, edition, original, held_back)


def findings(plate_: Plate, picture: Picture, edition: Edition) -> list[Diagnostic]:
    """What is to be said about a plate."""
    found = []
    if plate_.dpi < LEAST_DPI:
        message = f"`{picture.src}` prints at {plate_.dpi:.0f} dpi, under {LEAST_DPI}"
        found.append(COARSE.at(message, article=picture.article))
    if plate_.held_back:
        message = f"`{picture.src}` was held back to {edition.ink_limit:.0%} ink"
        found.append(INK.at(message, article=picture.article))
    return found


def check_profile(edition: Edition) -> None:
    """Raise :class:`AssetError` if the edition's profile is none, or of another colour."""
    wanted = b"CMYK" if edition.ink == "cmyk" else b"RGB "
    path = edition.profile_path
    try:
        header = path.read_bytes()[:40]
    except OSError as error:
        raise AssetError(PROFILE.at(str(error), file=str(path))) from error
    if header[36:40] != b"acsp" or header[16:20] != wanted:  # ICC.1:2022, 7.2
        message = f"{path.name} is no {wanted.decode().strip()} profile"
        raise AssetError(PROFILE.at(message, file=str(path)))


_SCREEN = Edition("screen", "", "rgb", "sRGB2014.icc")


def _reduce(opened: Image.Image, picture: Picture) -> float:
    """Let a JPEG of more pixels than print can show be decoded at a half, quarter or eighth.

    Returns how many times smaller it becomes.
    """
    width = opened.width
    longest = max(picture.width, picture.height) / 72 * MOST_DPI
    shortest = min(opened.size)
    if opened.format == "JPEG" and shortest > longest:
        scale = longest / shortest
        opened.draft(None, (round(opened.width * scale), round(opened.height * scale)))
    return width / opened.width


def _upright(opened: Image.Image) -> Image.Image:
    """Decode, turn as EXIF says, and lay anything transparent on paper white."""
    image = ImageOps.exif_transpose(opened)
    if image.mode in {"I", "I;16", "I;16B", "I;16L", "F"}:
        full = 1.0 if image.mode == "F" else 65535.0
        image = image.convert("F").point(lambda value: value * (255 / full)).convert("L")
    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        image = image.convert("RGBA")
        paper = Image.new("RGBA", image.size, (255, 255, 255, 255))
        image = Image.alpha_composite(paper, image).convert("RGB")
    if image.mode not in {"L", "RGB", "CMYK"}:
        image = image.convert("L" if image.mode == "1" else "RGB")
    image.load()
    return image


def _crop(image: Image.Image, ratio: float) -> Image.Image:
    """The largest part of ``ratio`` (width by height) about the centre."""
    width = min(image.width, max(1, round(image.height * ratio)))
    height = min(image.height, max(1, round(image.width / ratio)))
    left, top = (image.width - width) // 2, (image.height - height) // 2
    return image.crop((left, top, left + width, top + height))


def _convert(image: Image.Image, profile: bytes | None, edition: Edition) -> Image.Image:
    """Into the edition's colour by LittleCMS; grey stays grey, process inks for a press stay."""
    target = "CMYK" if edition.ink == "cmyk" else "RGB"
    if image.mode in {"L", target}:
        return image
    path = str(edition.profile_path)
    if target == "CMYK":
        return image.filter(_separation(profile, path, edition.ink_limit))
    return _applied(image, _transform(image.mode, profile, path, target))


@functools.lru_cache(maxsize=16)
def _separation(embedded: bytes | None, profile: str, limit: float) -> ImageFilter.Color3DLUT:
    """RGB to process inks as a table whose every entry keeps the ink limit.

    Between entries is interpolated, so no colour can pass the limit (a profile's own tables do).
    """
    steps = [round(255 * step / (_GRID - 1)) for step in range(_GRID)]
    colours = bytes(level for b in steps for g in steps for r in steps for level in (r, g, b))
    grid = Image.frombytes("RGB", (_GRID, _GRID * _GRID), colours)
    inks = _limit(_applied(grid, _transform("RGB", embedded, profile, "CMYK")), limit)
    table = [level / 255 for level in inks.tobytes()]
    return ImageFilter.Color3DLUT(_GRID, table, channels=4, target_mode="CMYK")


def _applied(image: Image.Image, transform: ImageCms.ImageCmsTransform) -> Image.Image:
    converted = ImageCms.applyTransform(image, transform)
    assert converted is not None  # only in-place conversions give None
    return converted


@functools.lru_cache(maxsize=16)
def _transform(
    mode: str, embedded: bytes | None, profile: str, target: str
) -> ImageCms.ImageCmsTransform:
    name = "FOGRA39L.icc" if mode == "CMYK" else "sRGB2014.icc"
    source = ImageCms.ImageCmsProfile(str(PROFILES / name))
    if embedded:
        try:
            given = ImageCms.ImageCmsProfile(io.BytesIO(embedded))
        except OSError:
            given = source  # a broken embedded profile: the default is the best guess
        if given.profile.xcolor_space.strip() == mode:
            source = given
    try:
        return ImageCms.buildTransform(
            source, profile, mode, target, renderingIntent=ImageCms.Intent.PERCEPTUAL
        )
    except (OSError, ImageCms.PyCMSError) as error:
        raise AssetError(PROFILE.at(f"{Path(profile).name}: {error}")) from error


def _limit(image: Image.Image, limit: float) -> Image.Image:
    """Hold cyan, magenta and yellow back where a spot has more ink than ``limit``; black stays."""
    cyan, magenta, yellow, black = (band.convert("F") for band in image.split())

    def share(args: dict[str, Any]) -> Any:
        """The part of the colours that there is room for, 0..1."""
        room = (limit * 255 - args["k"]) / args["max"](args["c"] + args["m"] + args["y"], 1.0)
        return args["min"](args["max"](room, 0.0), 1.0)

    part = ImageMath.lambda_eval(share, c=cyan, m=magenta, y=yellow, k=black)
    bands = [
        ImageMath.lambda_eval(
            lambda args: args["convert"](args["ink"] * args["part"], "L"), ink=ink, part=part
        )
        for ink in (cyan, magenta, yellow)
    ]
    return Image.merge("CMYK", [*bands, image.getchannel("K")])


def most_ink(image: Image.Image) -> float:
    """The most ink on one pixel of a CMYK image, 255 for each full ink."""
    bands = dict(zip("cmyk", (band.convert("I") for band in image.split()), strict=True))
    total = ImageMath.lambda_eval(
        lambda args: args["c"] + args["m"] + args["y"] + args["k"], **bands
    )
    return float(total.getextrema()[1])


def _encode(image: Image.Image, edition: Edition, dpi: float, held_back: bool) -> Plate:
    space = {"L": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK"}[image.mode]
    out = io.BytesIO()
    if edition.ink == "rgb":
        image.save(out, "JPEG", quality=QUALITY)
    else:
        image.save(out, "JPEG", quality=PRESS_QUALITY, subsampling=0)
    return Plate(image.width, image.height, space, out.getvalue(), dpi, held_back)
