"""BagIt bags (RFC 8493, sha512): written durably from bytes, and checked with every fault named.

The ``bagit`` library reads and guards the manifests. Writing is done here, because its
``make_bag`` changes the process's working folder and does not flush to disk.
"""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from packager.archive import codes
from packager.diagnostics import Code, Diagnostic

MANIFEST = "manifest-sha512.txt"
_SILENT = logging.NullHandler()
"""For the library's log: its findings are told as ours."""
_TAG_MANIFEST = "tagmanifest-sha512.txt"
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
        "bag-info.txt": _tags({**info, "Payload-Oxum": oxum}),
        MANIFEST: manifest(files),
    }
    tags[_TAG_MANIFEST] = _manifest(tags)
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
    """``bag-info.txt`` of a bag. Raises :class:`OSError` or :class:`ValueError`."""
    text = (folder / "bag-info.txt").read_bytes().decode()
    return dict(line.split(": ", 1) for line in text.splitlines() if ": " in line)


def sums(folder: Path) -> dict[str, str]:
    """The sha512 of every payload file (``data/…``) as the manifest has it.

    Raises :class:`OSError`.
    """
    text = (folder / MANIFEST).read_text(encoding="utf-8")
    return {path: digest for digest, path in (line.split("  ", 1) for line in text.splitlines())}


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
    import bagit  # 0.1 s that no build need pay

    logging.getLogger("bagit").addHandler(_SILENT)
    try:
        bag = bagit.Bag(str(folder))
        listed = {path: sums for path, sums in bag.entries.items() if "sha512" in sums}
    except (bagit.BagError, OSError, ValueError) as error:
        yield Fault(codes.NOT_A_BAG, "", f"no readable bag: {error}")
        return
    present = set(_files(folder))
    if MANIFEST not in present:
        yield Fault(codes.MISSING, MANIFEST, "the file is missing, so no payload can be checked")
        return
    for path in sorted(listed.keys() | {"bag-info.txt", _TAG_MANIFEST}):
        if path not in present:
            yield Fault(codes.MISSING, path, "the file is missing")
        elif path in listed:
            yield from _damage(folder, path, listed[path]["sha512"])
    for path in sorted(present - listed.keys() - {_TAG_MANIFEST}):
        yield Fault(codes.SURPLUS, path, "the manifest does not list this file")


def _damage(folder: Path, path: str, expected: str) -> Iterator[Fault]:
    target = folder / path
    if target.is_symlink():
        yield Fault(codes.DAMAGED, path, "a symbolic link stands in the file's place")
        return
    try:
        with target.open("rb") as stream:
            found = hashlib.file_digest(stream, "sha512").hexdigest()
    except OSError as error:
        yield Fault(codes.DAMAGED, path, f"cannot be read: {error.strerror}")
        return
    if found != expected.lower():
        yield Fault(codes.DAMAGED, path, "the file differs from its checksum")


def _files(folder: Path) -> Iterator[str]:
    """Every file below a folder, links to folders included but not followed."""
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
