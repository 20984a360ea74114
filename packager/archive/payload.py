"""What goes into the bag: a submission, and the payload files that are made of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import msgspec

from packager.archive import names
from packager.archive.alto import alto
from packager.archive.facsimile import facsimiles
from packager.archive.mets import mets
from packager.archive.story import plain
from packager.diagnostics import Diagnostic, Repair
from packager.issue import Article, Issue, to_json
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

    Raises :class:`packager.diagnostics.ArchiveError` for a path that would leave the bag, and
    :class:`ValueError` for a PDF that is none.
    """
    issue, made = submission.issue, submission.made
    own = {
        "issue.json": to_json(issue),
        "repairs.json": _json(submission.repairs),
        "diagnostics.json": _json(submission.diagnostics),
    }
    given = {f"source/{path}": data for path, data in submission.source.items()}
    given |= submission.products
    texts = {_text_path(story): plain(story, page) for page, story in issue.articles()}
    pictures = _pictures(submission.products)
    altos = {
        f"alto/p{number:02}.xml": alto(page, number, picture if picture in pictures else None)
        for number, page in enumerate(made.pages if made else (), 1)
        for picture in (f"pages/p{number:02}.jpg",)
    }
    files = own | given | texts | altos | pictures
    stored = names.portable([*files, "mets.xml", "provenance.json"])
    renamed = {stored[path]: path for path in sorted(given) if stored[path] != path}
    record = dict(submission.provenance) | ({"renamed": renamed} if renamed else {})
    finished = {stored[path]: data for path, data in files.items()}
    finished["provenance.json"] = _json(record)
    finished["mets.xml"] = mets(
        issue,
        made,
        finished,
        pages={number: stored[path] for number, path in enumerate(altos, 1)},
        stories={story.id: stored[_text_path(story)] for _, story in issue.articles()},
    )
    return finished


def _pictures(products: Mapping[str, bytes]) -> dict[str, bytes]:
    """Page pictures of the press PDF, unless the products bring their own."""
    pdfs = sorted(path for path in products if path.startswith("pdf/"))
    if not pdfs or any(path.startswith("pages/") for path in products):
        return {}
    drawn = {}
    for number, page in enumerate(facsimiles(products[pdfs[0]]), 1):
        drawn[f"pages/p{number:02}.jpg"] = page.page
        drawn[f"pages/p{number:02}-small.jpg"] = page.small
    return drawn


def _text_path(story: Article) -> str:
    """The file of a story; ids come from the source and may hold anything."""
    return f"text/{quote(story.id, safe='')}.txt"


def _json(value: Any) -> bytes:
    """Canonical JSON: sorted keys, UTF-8, two-space indent, one final newline."""
    return msgspec.json.format(msgspec.json.encode(value, order="sorted")) + b"\n"
