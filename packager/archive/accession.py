"""Taking a finished issue into the archive."""

from __future__ import annotations

import hashlib
import os
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from packager import __version__
from packager.archive import bag, catalogue, codes, names, store
from packager.archive.names import EditionId
from packager.archive.payload import Submission, payload
from packager.diagnostics import ArchiveError, Diagnostic
from packager.issue import Issue


class Accession(msgspec.Struct, frozen=True):
    """What became of a submission."""

    path: Path
    """The edition's folder."""
    edition: int
    new: bool
    """False: the archive already held exactly this, and was left alone."""
    payload_bytes: int
    payload_sha256: str
    """Of the payload manifest, so of all payload files."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """A catalogue damaged or out of room is told here: the issue is safe, only not found yet."""


def add(root: Path, submission: Submission) -> Accession:
    """Store a finished issue as a new edition, or recognise it as one already held.

    The bag appears under its final name complete and flushed to disk, or not at all. Raises
    :class:`ArchiveError` for an impossible name or an archive that cannot be written.
    """
    slug = names.checked_slug(submission.slug)
    date = names.checked_date(submission.issue.date)
    data = payload(submission)
    troubles: list[Diagnostic] = []

    def enter(edition: EditionId) -> bool:
        try:
            catalogue.enter(root, edition)
        except ArchiveError as error:
            found = error.diagnostic
            if found.code == codes.NOT_WRITABLE.code:
                found = codes.NOT_ENTERED.at("the disk is full", file=str(edition.folder))
            troubles.append(found)
            return False
        return True

    def enter_new(edition: EditionId) -> bool:
        entered = enter(edition)
        troubles.extend(_namesakes(root, slug, submission.issue.publication.title))
        return entered

    try:
        store.sweep(root, enter)
        placed = store.place(
            root, slug, date, payload=data, info=_bag_info(submission.issue), enter=enter_new
        )
    except OSError as error:
        raise store.not_writable(root, error) from error
    return Accession(
        path=root / placed.edition.folder,
        edition=placed.edition.edition,
        new=placed.new,
        payload_bytes=sum(map(len, data.values())),
        payload_sha256=hashlib.sha256(bag.manifest(data)).hexdigest(),
        diagnostics=tuple(troubles),
    )


def _namesakes(root: Path, slug: str, title: str | None) -> list[Diagnostic]:
    """A warning when the slug holds issues of a paper with another name."""
    try:
        with catalogue.reading(root, tidy=False) as db:
            others = sorted(catalogue.titles(db, slug) - {title})
    except ArchiveError:
        return []  # the damaged catalogue has been told already
    if not title or not others:
        return []
    return [codes.SHARED_SLUG.at(f"`{slug}` holds issues of {others[0]} and of {title}")]


def _bag_info(issue: Issue) -> dict[str, str]:
    """``bag-info.txt``: the only place of the bag where a clock may show."""
    known = {
        "External-Description": " ".join(filter(None, (issue.publication.title, issue.date))),
        "Source-Organization": issue.publication.publisher,
        "Bag-Software-Agent": f"packager {__version__}",
        "Bagging-Date": _today(),
    }
    return {key: value for key, value in known.items() if value}


def _today() -> str:
    """The day, or that of SOURCE_DATE_EPOCH for builds that must not see the clock."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else datetime.now(UTC)
    return now.date().isoformat()
