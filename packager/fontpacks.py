"""Font packs: faces of other regions, brought once from npm by ``packager fonts --add``.

Nothing is fetched in a build. ``fonts/packs.toml`` names each pack's packages, the font files in
them and their SHA-256 sums; a pack is installed whole or not at all.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

import msgspec

from packager import fonts, resources
from packager.diagnostics import AssetError, Code

UNKNOWN_PACK = Code(
    "T304",
    "error",
    "There is no font pack of this name",
    "`packager fonts` lists the packs: zh-Hant, zh-HK, ja, ko.",
    "packager fonts --add zh-TW",
)
PACK_FAILED = Code(
    "T305",
    "error",
    "A font pack could not be brought or is not what it should be",
    "Install Node.js (npm) and try again; or run `npm pack` for the packages named on another "
    "machine and give their folder with `--from`.",
)
_LIMIT = 64 << 20
"""Bytes that a font file may have."""


class PackFace(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One font file of a pack: a :class:`fonts.Face`, and where it lies in its npm package."""

    name: str
    family: str
    weight: int
    file: str
    sha256: str
    source: str
    """``name@version`` of the npm package."""
    member: str
    licence: str
    instead_of: str
    regions: tuple[str, ...]


class Pack(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The faces of one region."""

    name: str
    title: str
    face: tuple[PackFace, ...]

    @property
    def folder(self) -> Path:
        """Where the pack is, or would be, installed."""
        return fonts.packs_folder() / self.name

    @property
    def installed(self) -> bool:
        """Whether the pack is installed."""
        return (self.folder / "fonts.toml").is_file()


class _Packs(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    pack: tuple[Pack, ...]


def packs() -> dict[str, Pack]:
    """The packs there are, by name. Raises :class:`AssetError`."""
    path = resources.FONTS / "packs.toml"
    try:
        found = msgspec.toml.decode(path.read_bytes(), type=_Packs).pack
    except (OSError, msgspec.DecodeError) as error:
        raise AssetError(fonts.FONT_CATALOGUE.at(str(error), file=path.name)) from error
    return {pack.name: pack for pack in found}


def add(name: str, archives: Path | None = None) -> Pack:
    """Install a pack from npm, or from ``archives``, a folder of files made by ``npm pack``.

    Raises :class:`AssetError` when the pack is unknown, npm is missing or fails, or a file is not
    the one whose sum is on record. Nothing is left behind then.
    """
    try:
        pack = packs()[name]
    except KeyError:
        raise AssetError(UNKNOWN_PACK.at(f"no font pack `{name}`")) from None
    home = fonts.packs_folder()
    home.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=home, prefix=".adding-") as scratch:
        made = Path(scratch) / pack.name
        made.mkdir()
        for source in dict.fromkeys(face.source for face in pack.face):
            archive = _archive(source, archives, Path(scratch))
            _unpack(archive, [face for face in pack.face if face.source == source], made)
        (made / "fonts.toml").write_text(_catalogue(pack), encoding="utf-8")
        if pack.folder.exists():
            pack.folder.rename(Path(scratch) / "before")
        made.rename(pack.folder)
    fonts.catalogue.cache_clear()
    fonts.regional.cache_clear()
    return pack


def _catalogue(pack: Pack) -> str:
    """The pack's fonts.toml; strings and lists of strings are the same in JSON and TOML."""
    lines: list[str] = []
    for face in pack.face:
        values = msgspec.to_builtins(face)
        del values["member"]
        lines += ["[[face]]", *(f"{k} = {json.dumps(v)}" for k, v in values.items()), ""]
    return "\n".join(lines)


def _archive(source: str, archives: Path | None, scratch: Path) -> Path:
    """The package's archive, given or brought by npm."""
    package, _, version = source.rpartition("@")
    stem = f"{package.lstrip('@').replace('/', '-')}-{version}.tgz"
    if archives is not None:
        path = archives / stem
        if not path.is_file():
            raise AssetError(PACK_FAILED.at(f"{stem} is not in {archives}"))
        return path
    npm = shutil.which("npm")
    if npm is None:
        raise AssetError(PACK_FAILED.at(f"npm is not installed; it would bring {source}"))
    options = ["--ignore-scripts", "--silent", "--pack-destination", str(scratch)]
    command = [npm, "pack", source, *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode or not (scratch / stem).is_file():
        raise AssetError(PACK_FAILED.at(f"npm pack {source}: {done.stderr.strip()[:400]}"))
    return scratch / stem


def _unpack(archive: Path, faces: list[PackFace], folder: Path) -> None:
    """Take the font files and the licence out of an archive, under our own names."""
    try:
        with tarfile.open(archive) as package:
            for face in faces:
                data = _member(package, face.member)
                if hashlib.sha256(data).hexdigest() != face.sha256:
                    raise AssetError(PACK_FAILED.at(f"{face.file} is not the file on record"))
                (folder / face.file).write_bytes(data)
                (folder / face.licence).write_bytes(_member(package, "package/LICENSE_FONT"))
    except (tarfile.TarError, KeyError, OSError) as error:
        raise AssetError(PACK_FAILED.at(f"{archive.name}: {error}")) from error


def _member(package: tarfile.TarFile, name: str) -> bytes:
    info = package.getmember(name)
    file = package.extractfile(info)
    if file is None or info.size > _LIMIT:
        raise tarfile.TarError(f"{name} is no font file")
    return file.read()
