"""Checking archived issues against their checksums, every fault named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from packager.archive import bag, catalogue, codes, store
from packager.archive.names import EditionId
from packager.diagnostics import ArchiveError, Diagnostic


def verify(
    root: Path, editions: Iterable[EditionId]
) -> Iterator[tuple[EditionId, list[Diagnostic]]]:
    """Each edition with its faults (none: sound), one at a time so that progress can be shown."""
    for edition in editions:
        folder = root / edition.folder
        yield edition, [fault.at(str(edition.folder)) for fault in bag.check(folder)]


def whole(root: Path, editions: Sequence[EditionId]) -> list[Diagnostic]:
    """What only a look at the whole archive shows: strays, and a catalogue that disagrees."""
    found = [codes.MISPLACED.at("not an archived issue", file=path) for path in store.strays(root)]
    try:
        with catalogue.reading(root) as db:
            entered = {row.id for row in catalogue.rows(db)}
    except ArchiveError as error:
        return [*found, error.diagnostic]
    for edition in sorted(set(editions) - entered):
        message = f"{edition} is not in the catalogue"
        found.append(codes.NOT_CATALOGUED.at(message, file=str(edition.folder)))
    for edition in sorted(entered - set(editions)):
        message = f"{edition} is in the catalogue, but its folder is gone"
        found.append(codes.NOT_CATALOGUED.at(message, file=str(edition.folder)))
    return found
