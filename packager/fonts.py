"""The font catalogue: faces by name, their files and the characters they cover."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from pathlib import Path

import msgspec
import uharfbuzz as hb

from packager import resources
from packager.diagnostics import AssetError, Code

FONT_CATALOGUE = Code(
    "T301",
    "error",
    "The font catalogue or a font file cannot be read",
    "Reinstall the package, or correct the font pack's fonts.toml.",
)
UNKNOWN_FACE = Code(
    "T302",
    "error",
    "A layout asks for a face that is not installed",
    "Correct the name in layout.toml; `packager fonts` lists the installed faces.",
)


class Face(msgspec.Struct, frozen=True):
    """One font file.

    ``name`` is the key that layouts and styles use; it is also the CSS family when painting, so
    that no weight matching stands between a layout and the file it names.
    """

    name: str
    family: str
    weight: int
    file: str
    sha256: str
    source: str
    licence: str
    folder: str = ""

    @property
    def path(self) -> Path:
        """The font file."""
        return Path(self.folder or resources.FONTS) / self.file

    @property
    def coverage(self) -> frozenset[int]:
        """The code points that the face has glyphs for."""
        return _coverage(self.path)


class _Catalogue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    face: tuple[Face, ...]


@functools.cache
def hb_face(path: Path) -> hb.Face:
    """The HarfBuzz face of a file, memory-mapped once per process."""
    return hb.Face(hb.Blob.from_file_path(str(path)))


@functools.cache
def _coverage(path: Path) -> frozenset[int]:
    return frozenset(hb_face(path).unicodes)


@functools.cache
def catalogue() -> dict[str, Face]:
    """All installed faces by name. Raises :class:`AssetError` when the catalogue is unreadable."""
    path = resources.FONTS / "fonts.toml"
    try:
        faces = msgspec.toml.decode(path.read_bytes(), type=_Catalogue).face
    except (OSError, msgspec.DecodeError) as error:
        raise AssetError(FONT_CATALOGUE.at(str(error), file=path.name)) from error
    return {face.name: face for face in faces}


def face(name: str) -> Face:
    """The face called ``name``. Raises :class:`AssetError` if it is not installed."""
    try:
        return catalogue()[name]
    except KeyError:
        known = ", ".join(sorted(catalogue()))
        raise AssetError(UNKNOWN_FACE.at(f"no face `{name}`; installed: {known}")) from None


@functools.cache
def line_extents(name: str) -> tuple[float, float]:
    """Ascent and descent (both positive) of a face's line, in em, as Pango reads them."""
    hb_font = hb.Font(hb_face(face(name).path))
    extents = hb_font.get_font_extents("ltr")
    return extents.ascender / hb_font.face.upem, -extents.descender / hb_font.face.upem


def first_with(character: str, chain: Iterable[str]) -> str | None:
    """The name of the first face in ``chain`` that has ``character``, or None."""
    point = ord(character)
    return next((name for name in chain if point in face(name).coverage), None)
