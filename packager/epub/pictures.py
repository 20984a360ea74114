"""Pictures from the source's folder, re-encoded for reading devices: sRGB, sized, metadata gone.

Nothing outside the folder is ever opened. A picture that cannot be used is reported and left out;
its caption stays.
"""

from __future__ import annotations

import io
import math
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from packager.diagnostics import Diagnostic
from packager.epub.stories import figures
from packager.issue import Issue
from packager.pictures import PICTURE_MISSING, PictureError, locate, measure, whole_files

if TYPE_CHECKING:
    from PIL import Image


class Size(msgspec.Struct, frozen=True):
    """How large a picture may be: longest side and area in px, and the JPEG quality."""

    side: int
    pixels: int
    quality: int

    def scale(self, picture: Image.Image) -> float:
        """By what the picture must shrink; 1 or more: it need not."""
        area = picture.width * picture.height
        return min(self.side / max(picture.size), math.sqrt(self.pixels / area))


SIZES = (
    Size(2400, 3_800_000, 82),  # some shops refuse pictures of more than four megapixels
    Size(1600, 2_000_000, 75),
    Size(1200, 1_000_000, 68),
    Size(800, 500_000, 60),
)
"""The best first; the others are for a size budget."""
FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "TIFF", "BMP", "MPO", "JPEG2000")


class Asset(msgspec.Struct, frozen=True):
    """A picture as it goes into the EPUB; width and height in px."""

    name: str
    """File name below ``images/``."""
    data: bytes
    media_type: str
    width: int
    height: int


def collect(
    issue: Issue, folder: Path | None, size: Size = SIZES[0]
) -> tuple[dict[str, Asset], tuple[Diagnostic, ...]]:
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
        try:
            assets[src] = encode(locate(src, folder), f"{len(assets) + 1:03}", size)
        except PictureError as error:
            line = figure.lines[0] if figure.lines else None
            file = figure.file or article.file
            found.append(error.code.at(str(error), file=file, line=line, article=article.id))
            refused.add(src)
    return assets, tuple(found)


def encode(path: Path, stem: str, size: Size = SIZES[0]) -> Asset:
    """Decode a picture file and write it as RGB or grey JPEG, or as PNG where that is smaller.

    Raises :class:`PictureError` when it cannot be decoded or is out of bounds.
    """
    from PIL import Image, ImageOps

    measure(path)
    try:
        with warnings.catch_warnings():
            # Pillow warns from 89 megapixels; ours is the bound that measure() keeps.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with whole_files(), Image.open(path, formats=FORMATS) as opened:
                drawing = opened.format in {"PNG", "GIF"} and _few_colours(opened)
                opened.load()
                kept = _repacked(opened, size)
                picture = _srgb(ImageOps.exif_transpose(opened))
    except (OSError, ValueError, SyntaxError) as error:  # Pillow raises all three on damage
        raise PictureError(PICTURE_MISSING, f"`{path.name}` cannot be decoded: {error}") from error
    picture = scaled(picture, size)
    out = io.BytesIO()
    if drawing:
        picture.quantize(256).save(out, "PNG", optimize=True)
        return Asset(f"{stem}.png", out.getvalue(), "image/png", *picture.size)
    picture.save(out, "JPEG", quality=size.quality, optimize=True)
    data = min(filter(None, (kept, out.getvalue())), key=len)
    return Asset(f"{stem}.jpg", data, "image/jpeg", *picture.size)


def scaled(picture: Image.Image, size: Size) -> Image.Image:
    """The picture, shrunk to the size if it is larger."""
    from PIL import Image

    scale = size.scale(picture)
    if scale >= 1:
        return picture
    fitted = max(1, int(picture.width * scale)), max(1, int(picture.height * scale))
    return picture.resize(fitted, Image.Resampling.LANCZOS)


def _repacked(picture: Image.Image, size: Size) -> bytes | None:
    """A JPEG that is fit as it is, with its own quantisation and without its metadata."""
    upright = picture.getexif().get(0x0112, 1) == 1
    plain = picture.mode in {"L", "RGB"} and "icc_profile" not in picture.info
    if picture.format != "JPEG" or not (upright and plain) or size.scale(picture) < 1:
        return None
    out = io.BytesIO()
    picture.save(out, "JPEG", quality="keep", optimize=True, exif=b"", comment=b"")
    return out.getvalue()


def _few_colours(picture: Image.Image) -> bool:
    return picture.mode in ("1", "P") or (
        picture.mode in ("L", "RGB", "RGBA") and picture.getcolors(256) is not None
    )


def _srgb(picture: Image.Image) -> Image.Image:
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
