"""The font catalogue: faces by name, their files and the characters they cover."""

from __future__ import annotations

import functools
import os
from collections.abc import Iterable
from pathlib import Path

import msgspec
import uharfbuzz as hb

from packager import resources
from packager.diagnostics import AssetError, Code, Diagnostic

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

REGION_MISSING = Code(
    "T303",
    "warning",
    "No face of the text's own region is installed",
    "`packager fonts --add zh-Hant` (or zh-HK, ja, ko) adds the faces once, from npm.",
    "packager build taipei.md --language zh-TW",
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
    instead_of: str = ""
    """The mainland face that this one replaces in texts of its ``regions``."""
    regions: tuple[str, ...] = ()
    """:func:`region` names."""
    folder: str = ""

    @property
    def path(self) -> Path:
        """The font file."""
        return Path(self.folder or resources.FONTS) / self.file

    @property
    def coverage(self) -> frozenset[int]:
        """The code points that the face has glyphs for."""
        return _coverage(self.path)

    def has(self, character: str) -> bool:
        """Whether the face has a glyph for one character; asks the font, without listing it."""
        return _hb_font(self.path).get_nominal_glyph(ord(character)) is not None


class _Catalogue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    face: tuple[Face, ...]


@functools.cache
def hb_face(path: Path) -> hb.Face:
    """The HarfBuzz face of a file, memory-mapped once per process."""
    return hb.Face(hb.Blob.from_file_path(str(path)))


@functools.cache
def _hb_font(path: Path) -> hb.Font:
    return hb.Font(hb_face(path))


@functools.cache
def _coverage(path: Path) -> frozenset[int]:
    return frozenset(hb_face(path).unicodes)


def packs_folder() -> Path:
    """Where font packs are installed: ``$PACKAGER_FONTS``, else below the user's data folder."""
    if chosen := os.environ.get("PACKAGER_FONTS"):
        return Path(chosen)
    data = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(data) / "packager" / "fonts"


@functools.cache
def catalogue() -> dict[str, Face]:
    """All installed faces by name: the package's own, then those of the font packs.

    Raises :class:`AssetError` when a catalogue is unreadable.
    """
    paths = [resources.FONTS / "fonts.toml", *sorted(packs_folder().glob("*/fonts.toml"))]
    faces: dict[str, Face] = {}
    for path in paths:
        try:
            found = msgspec.toml.decode(path.read_bytes(), type=_Catalogue).face
        except (OSError, msgspec.DecodeError) as error:
            raise AssetError(FONT_CATALOGUE.at(str(error), file=str(path))) from error
        for one in found:
            faces.setdefault(one.name, msgspec.structs.replace(one, folder=str(path.parent)))
    return faces


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
    hb_font = _hb_font(face(name).path)
    extents = hb_font.get_font_extents("ltr")
    return extents.ascender / hb_font.face.upem, -extents.descender / hb_font.face.upem


def first_with(character: str, chain: Iterable[str]) -> str | None:
    """The name of the first face in ``chain`` that has ``character``, or None."""
    return next((name for name in chain if face(name).has(character)), None)


def region(language: str) -> str:
    """Whose glyph shapes a BCP 47 tag asks for.

    ``zh-Hans``, ``zh-Hant``, ``zh-HK``, ``ja``, ``ko``; ``Latn`` for every other language.
    """
    primary, *rest = language.lower().split("-")
    if primary in ("ja", "ko"):
        return primary
    if primary not in ("zh", "yue"):
        return "Latn"
    if {"hk", "mo"} & set(rest) or primary == "yue":
        return "zh-HK"
    return "zh-Hant" if {"hant", "tw"} & set(rest) else "zh-Hans"


@functools.cache
def regional(chain: tuple[str, ...], language: str) -> tuple[str, ...]:
    """``chain`` as texts of ``language`` are set: with the faces of its region first.

    A Latin companion follows its East Asian face, for letters that face lacks.
    """
    wanted = region(language)
    near = {"zh-HK": ("zh-HK", "zh-Hant"), "zh-Hant": ("zh-Hant", "zh-HK")}
    found: list[str] = []
    for name in chain:
        others = [other for other in catalogue().values() if other.instead_of == name]
        for one in near.get(wanted, (wanted,)):
            found += [other.name for other in others if one in other.regions]
        found.append(name)
        found += [other.name for other in others if "Latn" in other.regions]
    return tuple(dict.fromkeys(found))


def advice(language: str) -> Diagnostic | None:
    """What to say, once a build, when texts of ``language`` have no faces of their own region."""
    wanted = region(language)
    if wanted == "zh-Hans" or any(wanted in one.regions for one in catalogue().values()):
        return None
    return REGION_MISSING.at(
        f"{language} is set in mainland glyphs; `packager fonts --add {wanted}` adds its own"
    )


class Coverage(msgspec.Struct, frozen=True):
    """How much of what a face has: ``sets`` gives (characters it has, characters there are)."""

    name: str
    family: str
    weight: int
    characters: int
    sets: dict[str, tuple[int, int]]


def coverage_of(one: Face) -> Coverage:
    """Coverage of a face by the character sets that newspapers are measured with."""
    has = one.coverage
    sets = {name: (len(has & points), len(points)) for name, points in character_sets().items()}
    return Coverage(one.name, one.family, one.weight, len(has), sets)


@functools.cache
def character_sets() -> dict[str, frozenset[int]]:
    """Han of GB 2312, 通用规范汉字表, GBK, Big5 and JIS X 0208, and the Hangul of KS X 1001."""
    tgh = (resources.FONTS / "tgh8105.txt").read_text(encoding="utf-8")
    return {
        "GB2312": _two_byte_set("gb2312", 0x4E00, 0x9FFF),
        "TGH": frozenset(map(ord, tgh.strip())),
        "GBK": _two_byte_set("gbk", 0x4E00, 0x9FFF),
        "Big5": _two_byte_set("big5", 0x4E00, 0x9FFF),
        "JIS0208": _two_byte_set("euc_jp", 0x4E00, 0x9FFF),
        "KSX1001": _two_byte_set("euc_kr", 0xAC00, 0xD7A3),
    }


def _two_byte_set(codec: str, first: int, last: int) -> frozenset[int]:
    """The characters from ``first`` to ``last`` that a double-byte codec encodes."""
    points = set()
    for lead in range(0x81, 0xFF):
        for trail in range(0x40, 0xFF):
            try:
                character = bytes((lead, trail)).decode(codec)
            except UnicodeDecodeError:
                continue
            if len(character) == 1 and first <= ord(character) <= last:
                points.add(ord(character))
    return frozenset(points)
