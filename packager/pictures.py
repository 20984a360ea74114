"""Pictures of the source: only from its own folder, only of bounded size."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from packager.diagnostics import Code, Diagnostic
from packager.issue import Figure, Issue

MOST_BYTES = 64 * 2**20
MOST_PIXELS = 200_000_000

PICTURE_OUTSIDE = Code(
    "X903",
    "error",
    "A picture lies outside the source's folder",
    "Put the picture below the folder of the source and name it by its relative path.",
    "![](../../secret.png)",
)
PICTURE_MISSING = Code(
    "X902",
    "warning",
    "A picture is not there or cannot be read",
    "Add the file, or take the reference out; the caption is printed all the same.",
    "![](pictures/gone.png)",
)


class PictureError(Exception):
    """A picture that cannot be used, with the code to report."""

    def __init__(self, code: Code, message: str) -> None:
        super().__init__(message)
        self.code = code


def locate(src: str, folder: Path | None) -> Path:
    """The file of ``src`` below ``folder``, symbolic links resolved.

    Raises :class:`PictureError` when it leads outside, is missing, or is over 64 MiB.
    """
    if folder is None:
        raise PictureError(PICTURE_MISSING, f"`{src}`: the source has no folder for pictures")
    root = folder.resolve()
    try:
        path = (root / src).resolve()
        inside = path.is_relative_to(root)
        size = path.stat().st_size if inside and path.is_file() else None
    except (OSError, ValueError, RuntimeError) as error:
        raise PictureError(PICTURE_MISSING, f"`{src}`: {error}") from error
    if not inside:
        raise PictureError(PICTURE_OUTSIDE, f"`{src}` leads outside the source's folder")
    if size is None:
        raise PictureError(PICTURE_MISSING, f"`{src}` is not there")
    if size > MOST_BYTES:
        raise PictureError(PICTURE_MISSING, f"`{src}` is larger than {MOST_BYTES >> 20} MiB")
    return path


def used(issue: Issue, folder: Path | None) -> dict[str, bytes]:
    """The files of the pictures that :func:`sizes` finds, by their paths below the folder."""
    if folder is None:
        return {}
    root = folder.resolve()
    found, _ = sizes(issue, folder)
    return {posixpath.relpath(root / src, root): locate(src, root).read_bytes() for src in found}


def measure(path: Path) -> tuple[int, int]:
    """Width and height in pixels as the picture is to be seen (EXIF orientation applied).

    Raises :class:`PictureError` for a file that is no picture or has over 200 megapixels.
    """
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(path) as picture:
            width, height = picture.size
            turned = picture.getexif().get(0x0112) in {5, 6, 7, 8}
    except (OSError, UnidentifiedImageError, Image.DecompressionBombError, ValueError) as error:
        raise PictureError(PICTURE_MISSING, f"`{path.name}` cannot be read: {error}") from error
    if width * height > MOST_PIXELS:
        raise PictureError(PICTURE_MISSING, f"`{path.name}` has over 200 megapixels")
    return (height, width) if turned else (width, height)


@contextmanager
def whole_files() -> Iterator[None]:
    """WeasyPrint tells Pillow to take what is there of a broken file; we want it whole."""
    from PIL import ImageFile

    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def sizes(issue: Issue, folder: Path | None) -> tuple[dict[str, tuple[int, int]], list[Diagnostic]]:
    """Pixel sizes of the issue's usable pictures by ``src``, and what is wrong with the others."""
    found: dict[str, tuple[int, int]] = {}
    findings: list[Diagnostic] = []
    for _, article in issue.articles():
        for block in article.body:
            if isinstance(block, Figure) and block.src and block.src not in found:
                try:
                    found[block.src] = measure(locate(block.src, folder))
                except PictureError as error:
                    line = block.lines[0] if block.lines else None
                    file = block.file or article.file
                    findings.append(
                        error.code.at(str(error), file=file, line=line, article=article.id)
                    )
    return found, findings
