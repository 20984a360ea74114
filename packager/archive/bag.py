"""BagIt bags (RFC 8493, sha512): written durably from bytes, and checked with every fault named.

The ``bagit`` library does neither here: its ``make_bag`` changes the process's working folder and
does not flush to disk, and its validation stops at the first tag file that it cannot read.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

import msgspec

from packager.archive import codes
from packager.diagnostics import ArchiveError, Code, Diagnostic

MANIFEST = "manifest-sha512.txt"
TAG_MANIFEST = "tagmanifest-sha512.txt"
INFO = "bag-info.txt"
TAGS = ("bagit.txt", INFO, MANIFEST, TAG_MANIFEST)
"""The tag files, those last that vouch for others."""
_LINE = re.compile(r"([0-9A-Fa-f]{128})[ \t]+\*?(\S.*)")
_DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


class Fault(msgspec.Struct, frozen=True):
    """One thing wrong with a bag; ``path`` is relative to the bag."""

    code: Code
    path: str
    message: str

    def at(self, folder: str) -> Diagnostic:
        """The fault as a diagnostic, its file below the archive's root."""
        return self.code.at(self.message, file=f"{folder}/{self.path}" if self.path else folder)


def manifest(files: Mapping[str, bytes]) -> bytes:
    """``manifest-sha512.txt`` of payload files (path below ``data/`` to bytes)."""
    return _manifest({f"data/{path}": data for path, data in files.items()})


def write(folder: Path, files: Mapping[str, bytes], info: Mapping[str, str]) -> None:
    """Write a whole bag into a new folder and flush it to disk.

    ``info`` becomes ``bag-info.txt`` with Payload-Oxum added. Raises :class:`OSError`.
    """
    oxum = f"{sum(map(len, files.values()))}.{len(files)}"
    tags = {
        "bagit.txt": _DECLARATION,
        INFO: _tags({**info, "Payload-Oxum": oxum}),
        MANIFEST: manifest(files),
    }
    tags[TAG_MANIFEST] = _manifest(tags)
    folder.mkdir()
    (folder / "data").mkdir()
    folders = {folder, folder / "data"}
    for path, data in (*((f"data/{path}", data) for path, data in files.items()), *tags.items()):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        folders |= {parent for parent in target.parents if parent.is_relative_to(folder)}
        with target.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
    for each in sorted(folders, reverse=True):
        sync_folder(each)


def sync_folder(folder: Path) -> None:
    """Flush a folder's entries, or a file, to disk. Raises :class:`OSError`."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def read_info(folder: Path) -> dict[str, str]:
    """``bag-info.txt`` of a bag. Raises :class:`ArchiveError`."""
    text = _text(folder, INFO)
    return dict(line.split(": ", 1) for line in text.splitlines() if ": " in line)


def sums(folder: Path) -> dict[str, str]:
    """The sha512 of every payload file (``data/…``) as the manifest has it.

    Raises :class:`ArchiveError` for a manifest that cannot be read whole.
    """
    listed, faults = _listed(folder, MANIFEST)
    for fault in faults:
        raise ArchiveError(codes.UNREADABLE.at(fault.message, file=str(folder / fault.path)))
    return listed


def sync(folder: Path) -> None:
    """Flush a whole folder tree to disk. Raises :class:`OSError`."""
    for where, _, found in os.walk(folder, topdown=False):
        for name in found:
            sync_folder(Path(where, name))
        sync_folder(Path(where))


def check(folder: Path) -> Iterator[Fault]:
    """Every damaged, missing and surplus file of a bag; nothing for a sound one.

    Reads every byte of the bag. Raises nothing: what cannot be read is a fault.
    """
    present = set(_files(folder))
    if not present & {"bagit.txt", MANIFEST}:
        yield Fault(codes.NOT_A_BAG, "", "no bag: neither bagit.txt nor a manifest stands here")
        return
    listed: dict[str, str] = {}
    for name in (TAG_MANIFEST, MANIFEST):
        if name in present:
            found, faults = _listed(folder, name)
            listed |= found
            yield from faults
    for path in sorted({*listed, *TAGS}):
        if path not in present:
            yield Fault(codes.MISSING, path, "the file is missing")
        elif path in listed:
            yield from _damage(folder, path, listed[path])
    for path in sorted(present - listed.keys() - {TAG_MANIFEST}):
        yield Fault(codes.SURPLUS, path, "the manifest does not list this file")


def _listed(folder: Path, name: str) -> tuple[dict[str, str], list[Fault]]:
    """What a manifest lists, sha512 by path, and what is wrong with the manifest itself."""
    found: dict[str, str] = {}
    faults: list[Fault] = []
    try:
        text = _text(folder, name)
    except ArchiveError as error:
        return found, [Fault(codes.DAMAGED, name, error.diagnostic.message)]
    for number, line in enumerate(text.removesuffix("\n").split("\n"), 1):
        match = _LINE.fullmatch(line)
        if match is None or not _own(match[2], name) or match[2] in found:
            faults.append(Fault(codes.DAMAGED, name, f"line {number} is no checksum of a file"))
        else:
            found[match[2]] = match[1].lower()
    return found, faults


def _own(path: str, manifest: str) -> bool:
    """Whether a path is one that this manifest may list: inside the bag, payload or tag."""
    pure = PurePosixPath(path)
    payload = pure.parts[:1] == ("data",)
    return str(pure) == path and ".." not in pure.parts and payload == (manifest == MANIFEST)


def _text(folder: Path, name: str) -> str:
    """A tag file, which no link may stand for. Raises :class:`ArchiveError`."""
    path = folder / name
    try:
        if path.is_symlink() or not path.is_file():
            raise FileNotFoundError(2, "no such file")
        return path.read_bytes().decode()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not UTF-8"
        raise ArchiveError(
            codes.UNREADABLE.at(f"cannot be read: {reason}", file=str(path))
        ) from error


def _damage(folder: Path, path: str, expected: str) -> Iterator[Fault]:
    target = folder / path
    if target.is_symlink():
        yield Fault(codes.DAMAGED, path, "a symbolic link stands in the file's place")
        return
    if not target.is_file():
        yield Fault(codes.DAMAGED, path, "something that is no file stands in its place")
        return
    try:
        with target.open("rb") as stream:
            found = hashlib.file_digest(stream, "sha512").hexdigest()
    except OSError as error:
        yield Fault(codes.DAMAGED, path, f"cannot be read: {error.strerror}")
        return
    if found != expected:
        yield Fault(codes.DAMAGED, path, "the file differs from its checksum")


def _files(folder: Path) -> Iterator[str]:
    """All but folders below a folder; links to folders are told, not followed."""
    for where, folders, files in os.walk(folder):
        links = [name for name in folders if Path(where, name).is_symlink()]
        for name in (*files, *links):
            yield Path(where, name).relative_to(folder).as_posix()


def _manifest(files: Mapping[str, bytes]) -> bytes:
    lines = (
        f"{hashlib.sha512(data).hexdigest()}  {path}\n" for path, data in sorted(files.items())
    )
    return "".join(lines).encode()


def _tags(info: Mapping[str, str]) -> bytes:
    lines = (f"{key}: {' '.join(value.split())}\n" for key, value in sorted(info.items()))
    return "".join(lines).encode()
