"""Mending damaged editions from a second copy of the archive, file by file or whole."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from packager import files
from packager.archive import bag, catalogue, codes, store
from packager.archive.names import EditionId
from packager.archive.workspace import workspace
from packager.diagnostics import ArchiveError, Diagnostic


class Mended(msgspec.Struct, frozen=True):
    """What was done to an edition: files restored, and faults that stay."""

    edition: EditionId
    restored: tuple[str, ...]
    left: tuple[Diagnostic, ...]


def repair(root: Path, copy: Path, editions: Iterable[EditionId]) -> Iterator[Mended]:
    """Restore damaged and missing files from a second copy; tell only editions at fault.

    A file is restored only if the copy's bytes have the checksum that the damaged bag's own, intact
    manifest asks for. When the bag's tags themselves are damaged, the whole bag is taken from the
    copy, if that is sound. Surplus files are left and named. Raises :class:`ArchiveError`.
    """
    for edition in editions:
        folder, twin = root / edition.folder, copy / edition.folder
        faults = list(bag.check(folder)) if folder.is_dir() else []
        if not faults and folder.is_dir():
            continue
        try:
            if folder.is_dir() and all(f.path.startswith("data/") for f in faults):
                restored = [f.path for f in faults if _restore(folder, twin, f)]
            else:
                restored = _replace(root, edition, twin)
        except OSError as error:
            raise store.not_writable(root, error) from error
        catalogue.forget(root, edition)
        catalogue.enter(root, edition)
        left = [fault.at(str(edition.folder)) for fault in bag.check(folder)]
        yield Mended(edition, tuple(restored), tuple(left))


def lost(root: Path, copy: Path, slug: str | None = None, date: str = "") -> list[EditionId]:
    """Editions that only the copy holds and that were not removed here on purpose."""
    held = set(store.editions(root))
    return [
        edition
        for edition in store.editions(store.opened(copy), slug, date)
        if edition not in held
        and edition.edition not in set(store.removed(root, edition.slug, edition.date))
    ]


def _restore(folder: Path, twin: Path, fault: bag.Fault) -> bool:
    if fault.code is codes.SURPLUS:
        return False
    source, target = twin / fault.path, folder / fault.path
    wanted = bag.sums(folder)[fault.path]
    if not source.is_file() or source.is_symlink():
        return False
    data = source.read_bytes()
    if hashlib.sha512(data).hexdigest() != wanted:
        return False
    if target.is_symlink():
        target.unlink()
    files.write(target, data)
    return True


def _replace(root: Path, edition: EditionId, twin: Path) -> list[str]:
    """Put the copy's bag in the place of one whose tags are damaged or missing."""
    if not twin.is_dir() or any(bag.check(twin)):
        return []
    target = root / edition.folder
    with workspace(root) as work:
        shutil.copytree(twin, work / "bag")
        if any(bag.check(work / "bag")):
            raise ArchiveError(codes.DAMAGED.at("the copy changed while it was read"))
        bag.sync(work / "bag")
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.is_dir():
            target.rename(work / "damaged")
        (work / "bag").rename(target)
        bag.sync_folder(target.parent)
    return sorted(bag.sums(target))
