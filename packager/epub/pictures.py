"""Pictures from the source's folder, re-encoded for reading devices: sRGB, sized, metadata gone.

Nothing outside the folder is ever opened. A picture that cannot be used is reported and left out;
its caption stays.
"""

from __future__ import annotations

import io
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from packager.diagnostics import Code, Diagnostic
from packager.epub.stories import figures
from packager.issue import Issue, source_lines

if TYPE_CHECKING:
    from PIL import Image

MAX_BYTES = 64 * 2**20
"""A larger picture file is not read."""
MAX_PIXELS = 120_000_000
"""A picture that unpacks to more is not decoded."""
DEVICE_SIDE = 2400
DEVICE_PIXELS = 3_800_000
"""Books with pictures of more than four megapixels are refused by some shops."""
FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "TIFF", "BMP", "MPO", "JPEG2000")
QUALITY = 82

PICTURE_MISSING = Code(
    "E601",
    "warning",
    "A picture is not there",
    "Put the file at the path named, below the source's folder.",
    "![](images/flood.jpg) without the file",
)
PICTURE_OUTSIDE = Code(
    "E602",
    "error",
    "A picture's path leads outside the source's folder",
    "Copy the picture into the folder of the source and name it from there.",
    "![](../../private.jpg)",
)
PICTURE_BROKEN = Code(
    "E603",
    "warning",
    "A picture cannot be decoded",
    "Replace the file by a JPEG or PNG that opens in a picture viewer.",
)


class Asset(msgspec.Struct, frozen=True):
    """A picture as it goes into the EPUB; width and height in px."""

    name: str
    """File name below ``images/``."""
    data: bytes
    media_type: str
    width: int
    height: int


def collect(issue: Issue, folder: Path | None) -> tuple[dict[str, Asset], tuple[Diagnostic, ...]]:
    """Read and re-encode every picture that a figure names.

    Returns the assets by ``src``, in order of first use, and what is to report.
    """
    assets: dict[str, Asset] = {}
    found: list[Diagnostic] = []
    refused: set[str] = set()
    for article, figure in figures(issue):
        src = figure.src
        if src is None or src in assets or src in refused:
            continue
        lines = source_lines(figure)
        place = {
            "file": figure.file or article.file,
            "line": lines[0] if lines else None,
            "article": article.id,
        }
        path = locate(src, folder)
        if isinstance(path, Code):
            found.append(
                path.at(f"picture `{src}`: {path.title[0].lower()}{path.title[1:]}", **place)
            )
            refused.add(src)
            continue
        try:
            assets[src] = encode(path, f"{len(assets) + 1:03}")
        except (OSError, ValueError, SyntaxError) as error:
            # Pillow raises all three on damaged files.
            found.append(PICTURE_BROKEN.at(f"picture `{src}` cannot be decoded: {error}", **place))
            refused.add(src)
    return assets, tuple(found)


def locate(src: str, folder: Path | None) -> Path | Code:
    """The file that ``src`` names below ``folder``, or the code that tells why there is none.

    The path is resolved first, so that neither ``..`` nor a symbolic link leads out.
    """
    if folder is None:
        return PICTURE_MISSING
    root = folder.resolve()
    try:
        path = (root / src).resolve()
        if not path.is_relative_to(root):
            return PICTURE_OUTSIDE
        return path if path.is_file() else PICTURE_MISSING
    except (OSError, ValueError):  # a name too long, a NUL, a loop of links
        return PICTURE_MISSING


def encode(path: Path, stem: str) -> Asset:
    """Decode a picture file and write it as RGB or grey JPEG, or as PNG where that is smaller.

    Raises OSError, ValueError or SyntaxError when it cannot be decoded or is out of bounds.
    """
    from PIL import Image, ImageOps

    if path.stat().st_size > MAX_BYTES:
        raise ValueError(f"larger than {MAX_BYTES >> 20} MB")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # bounded just below
        with Image.open(path, formats=FORMATS) as opened:
            if opened.width * opened.height > MAX_PIXELS:
                raise ValueError(f"{opened.width} × {opened.height} px is out of bounds")
            line_art = opened.format in ("PNG", "GIF") and _few_colours(opened)
            opened.load()
            picture = _upright_srgb(ImageOps.exif_transpose(opened))
    side = min(
        DEVICE_SIDE / max(picture.size), (DEVICE_PIXELS / (picture.width * picture.height)) ** 0.5
    )
    if side < 1:
        size = (max(1, int(picture.width * side)), max(1, int(picture.height * side)))
        picture = picture.resize(size, Image.Resampling.LANCZOS)
    out = io.BytesIO()
    if line_art:
        picture.quantize(256).save(out, "PNG", optimize=True)
        return Asset(f"{stem}.png", out.getvalue(), "image/png", *picture.size)
    picture.save(out, "JPEG", quality=QUALITY, optimize=True, progressive=False)
    return Asset(f"{stem}.jpg", out.getvalue(), "image/jpeg", *picture.size)


def _few_colours(picture: Image.Image) -> bool:
    return picture.mode in ("1", "P") or (
        picture.mode in ("L", "RGB", "RGBA") and picture.getcolors(256) is not None
    )


def _upright_srgb(picture: Image.Image) -> Image.Image:
    """The picture in grey or sRGB, on white where it was transparent."""
    from PIL import Image, ImageCms

    profile = picture.info.get("icc_profile")
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        layer = picture.convert("RGBA")
        white = Image.new("RGBA", layer.size, "white")
        picture = Image.alpha_composite(white, layer).convert("RGB")
    if profile and picture.mode in ("RGB", "CMYK"):
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            target = ImageCms.createProfile("sRGB")
            picture = (
                ImageCms.profileToProfile(picture, source, target, outputMode="RGB") or picture
            )
        except ImageCms.PyCMSError:
            pass  # a damaged profile: the numbers are then read as the mode's own
    if picture.mode.startswith("I") or picture.mode == "F":
        # Sixteen bits a channel: Pillow would clip instead of scaling.
        picture = picture.convert("I").point(lambda value: value / 256).convert("L")
    return picture if picture.mode in ("L", "RGB") else picture.convert("RGB")
