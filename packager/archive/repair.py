"""Mending damaged editions from a second copy of the archive: file by file, or whole if gone."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable, Iterator, Sequence, Set
from pathlib import Path

import msgspec

from packager import files
from packager.archive import bag, catalogue, codes, names, store
from packager.archive.names import EditionId
from packager.archive.workspace import workspace
from packager.diagnostics import ArchiveError, Diagnostic
from packager.issue import from_json


class Mended(msgspec.Struct, frozen=True):
    """What was done to an edition: files restored, and faults that stay."""

    edition: EditionId
    restored: tuple[str, ...]
    left: tuple[Diagnostic, ...]


def repair(root: Path, copy: Path, editions: Iterable[EditionId]) -> Iterator[Mended]:
    """Restore damaged and missing files from a second copy; tell only editions at fault.

    A file is restored only if the copy's bytes have the checksum that the damaged bag's own, intact
    manifest asks for. When the bag's tags themselves are damaged, they and what they ask for are
    taken from the copy, if that is sound and the same edition. Surplus files are left and named.
    Raises :class:`ArchiveError`.
    """
    for edition in editions:
        folder, twin = root / edition.folder, copy / edition.folder
        try:
            if not folder.is_dir():
                restored = _whole(root, edition, twin)
            elif faults := list(bag.check(folder)):
                names.inside(root, folder)
                restored = _mended(folder, twin, faults)
            else:
                continue
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


def _mended(folder: Path, twin: Path, faults: Sequence[bag.Fault]) -> list[str]:
    """Restore single files: payload first, then the tags that vouch for it."""
    at_fault = {fault.path for fault in faults if fault.code is not codes.SURPLUS}
    if all(path.startswith("data/") for path in at_fault):
        wanted = bag.sums(folder)
        return [path for path in sorted(at_fault) if _restored(folder, twin, path, wanted[path])]
    if not twin.is_dir() or any(bag.check(twin)) or not _same(folder, twin, at_fault):
        return []
    wanted = bag.sums(twin)
    wanted |= {tag: hashlib.sha512((twin / tag).read_bytes()).hexdigest() for tag in bag.TAGS}
    order = [*(path for path in sorted(wanted) if path not in bag.TAGS), *bag.TAGS]
    return [path for path in order if _restored(folder, twin, path, wanted[path])]


def _same(folder: Path, twin: Path, at_fault: Set[str]) -> bool:
    """Whether the copy's bag is this very edition, as far as what is left of it tells.

    Two archives may have given one number to different editions: none may overwrite the other.
    """
    if not at_fault & {bag.MANIFEST, ""}:
        return bag.sums(folder) == bag.sums(twin)
    ours, theirs = (where / "data/issue.json" for where in (folder, twin))
    try:
        from_json(ours.read_bytes())
    except (OSError, msgspec.DecodeError):
        return True  # neither manifest nor issue can be read: the number is all that is left
    return ours.read_bytes() == theirs.read_bytes()


def _restored(folder: Path, twin: Path, path: str, wanted: str) -> bool:
    """Put the copy's file in place if it is the one that is wanted and ours is not."""
    source, target = twin / path, folder / path
    data = _data(source)
    if data is None or _sum(data) != wanted or _sum(_data(target)) == wanted:
        return False
    if target.is_dir() and not target.is_symlink():
        return False  # surplus: not ours to delete
    files.write(names.inside(folder, target.parent) / target.name, data)
    return True


def _data(path: Path) -> bytes | None:
    """The bytes of a file that no link stands for."""
    return None if path.is_symlink() or not path.is_file() else path.read_bytes()


def _sum(data: bytes | None) -> str | None:
    return None if data is None else hashlib.sha512(data).hexdigest()


def _whole(root: Path, edition: EditionId, twin: Path) -> list[str]:
    """Take a whole edition that is gone here from a copy that is sound."""
    if not twin.is_dir() or any(bag.check(twin)):
        return []
    target = root / edition.folder
    with workspace(root) as work:
        for path in [*bag.sums(twin), *bag.TAGS]:
            (work / "bag" / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(twin / path, work / "bag" / path)
        if any(bag.check(work / "bag")):
            raise ArchiveError(codes.DAMAGED.at("the copy changed while it was read"))
        bag.sync(work / "bag")
        target.parent.mkdir(parents=True, exist_ok=True)
        names.inside(root, target.parent)
        (work / "bag").rename(target)
        bag.sync_folder(target.parent)
    return sorted(bag.sums(target))
