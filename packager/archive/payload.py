"""What goes into the bag: a submission, and the payload files that are made of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from packager.archive import names
from packager.diagnostics import Diagnostic, Repair
from packager.issue import Issue, to_json
from packager.makeup.page import MadeIssue


class Submission(msgspec.Struct, frozen=True, kw_only=True):
    """A finished issue, ready for the archive."""

    slug: str
    issue: Issue
    repairs: tuple[Repair, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    source: Mapping[str, bytes] = {}
    """The source files, verbatim, by path below the source's folder."""
    products: Mapping[str, bytes] = {}
    """Made files by path in the bag, e.g. ``epub/<name>.epub``, ``pdf/<name>.pdf``."""
    made: MadeIssue | None = None
    """The made-up pages, for METS and ALTO."""
    provenance: Mapping[str, Any] = {}
    """Versions, fonts and layouts with checksums, command; JSON values, no clock."""


def payload(submission: Submission) -> dict[str, bytes]:
    """All payload files by path below ``data/``; the same submission gives the same bytes.

    Raises :class:`packager.diagnostics.ArchiveError` for a path that would leave the bag.
    """
    own = {
        "issue.json": to_json(submission.issue),
        "repairs.json": _json(submission.repairs),
        "diagnostics.json": _json(submission.diagnostics),
    }
    given = {f"source/{path}": data for path, data in submission.source.items()}
    given |= submission.products
    stored = names.portable([*own, "provenance.json", *given])
    renamed = {stored[path]: path for path in sorted(given) if stored[path] != path}
    record = dict(submission.provenance) | ({"renamed": renamed} if renamed else {})
    own["provenance.json"] = _json(record)
    return {stored[path]: data for path, data in (own | given).items()}


def _json(value: Any) -> bytes:
    """Canonical JSON: sorted keys, UTF-8, two-space indent, one final newline."""
    return msgspec.json.format(msgspec.json.encode(value, order="sorted")) + b"\n"
