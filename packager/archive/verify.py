"""Checking archived issues against their checksums, every fault named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from packager.archive import bag, codes, store
from packager.archive.names import EditionId
from packager.diagnostics import Diagnostic


def verify(
    root: Path, editions: Iterable[EditionId]
) -> Iterator[tuple[EditionId, list[Diagnostic]]]:
    """Each edition with its faults (none: sound), one at a time so that progress can be shown."""
    for edition in editions:
        folder = root / edition.folder
        yield edition, [fault.at(str(edition.folder)) for fault in bag.check(folder)]


def strays(root: Path) -> list[Diagnostic]:
    """What stands among the issues and is none."""
    return [codes.MISPLACED.at("not an archived issue", file=path) for path in store.strays(root)]
