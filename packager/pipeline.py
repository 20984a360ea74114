"""The whole walk: from a source to its EPUB, its PDF and its place in the archive."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import msgspec

from packager import copydesk, epub, files, pictures, reading
from packager import layout as layouts
from packager import slug as slugs
from packager.checking import coverage
from packager.diagnostics import Diagnostic, Exit
from packager.issue import Issue
from packager.makeup.page import MadeIssue

Kind = Literal["epub", "pdf", "archive"]
KINDS: tuple[Kind, ...] = ("epub", "pdf", "archive")
Progress = Callable[[str], None]


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked for. ``known`` holds the metadata given by options, the strongest there is."""

    sources: tuple[Path, ...]
    """A file, a folder of page files, or several page files of one issue."""
    out: Path = Path("dist")
    to: tuple[Kind, ...] = KINDS
    layout: str = "broadsheet"
    slug: str | None = None
    known: copydesk.Known = copydesk.Known()
    archive: Path | None = None
    """Where the archive stands; None: ``archive`` below ``out``."""


class Output(msgspec.Struct, frozen=True):
    """One finished file, or the archived issue's folder, as in the ``--json`` contract.

    For the archive ``bytes`` is the payload's size and ``sha256`` is over its manifest.
    """

    kind: Kind
    path: str
    bytes: int
    sha256: str
    seconds: float


class Summary(msgspec.Struct, frozen=True):
    """The issue in four words."""

    title: str | None = None
    date: str | None = None
    pages: int = 0
    articles: int = 0


class Print(msgspec.Struct, frozen=True):
    """How the make-up came out; ``fill`` is the share of each page's type area, 0..1."""

    pages: int
    overset_lines: int
    fill: tuple[float, ...]
    jumps: int


class Report(msgspec.Struct, frozen=True):
    """What ``build`` did: the ``--json`` object."""

    issue: Summary = Summary()
    outputs: tuple[Output, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    print: Print | None = None
    seconds: float = 0.0

    def exit(self, *, strict: bool = False) -> Exit:
        """The exit status: 1 when a check failed, or with ``strict`` on any warning."""
        bad = {"error", "warning"} if strict else {"error"}
        failed = any(diagnostic.severity in bad for diagnostic in self.diagnostics)
        return Exit.CHECK_FAILED if failed else Exit.DONE


class Printed(msgspec.Struct, frozen=True):
    """The press edition, the made-up pages behind it and what was found on the way."""

    pdf: bytes
    made: MadeIssue
    diagnostics: tuple[Diagnostic, ...]


def build(request: Request, progress: Progress = lambda stage: None) -> Report:
    """Make the outputs asked for. No output is written before all of them are made.

    The archive keeps an EPUB and a PDF of its own, so they are made for it in any case.
    Raises :class:`packager.diagnostics.PackagerError` for a source, layout, font or archive that
    cannot be used, and :class:`OSError` when the outputs cannot be written.
    """
    clock = _Clock()
    progress("reading")
    draft = reading.read(*request.sources)
    desk = copydesk.edit(draft, request.known)
    issue, findings = desk.issue, list(desk.diagnostics)
    slug = slugs.slug(request.slug or issue.publication.title)
    stem = slugs.name(slug, issue.date)
    files_made: dict[Kind, tuple[Path, bytes]] = {}
    seconds: dict[Kind, float] = {}
    products: dict[str, bytes] = {}
    printed: Printed | None = None
    clock.lap()

    if {"pdf", "archive"} & set(request.to):
        printed = print_issue(issue, draft.folder, request.layout, progress)
        findings += printed.diagnostics
        products[f"pdf/{stem}.pdf"] = printed.pdf
        files_made["pdf"] = (request.out / stem / f"{stem}.pdf", printed.pdf)
        seconds["pdf"] = clock.lap()

    if {"epub", "archive"} & set(request.to):
        progress("EPUB")
        packaged = epub.package(issue, folder=draft.folder)
        findings += packaged.diagnostics
        products[f"epub/{stem}.epub"] = packaged.epub
        files_made["epub"] = (request.out / stem / f"{stem}.epub", packaged.epub)
        seconds["epub"] = clock.lap()

    progress("writing")
    files.write_all(dict(files_made[kind] for kind in files_made if kind in request.to))
    outputs = [
        Output(kind, str(path), len(data), hashlib.sha256(data).hexdigest(), seconds[kind])
        for kind, (path, data) in sorted(files_made.items())
        if kind in request.to
    ]
    if "archive" in request.to:
        progress("archive")
        output, troubles = _archive(
            request,
            slug=slug,
            issue=issue,
            repairs=desk.repairs,
            diagnostics=tuple(findings),
            source=draft.sources,
            products=products,
            made=printed.made if printed else None,
        )
        outputs.append(output)
        findings += troubles
    return Report(
        issue=Summary(
            title=issue.publication.title,
            date=issue.date,
            pages=len(issue.pages),
            articles=sum(1 for _ in issue.articles()),
        ),
        outputs=tuple(outputs),
        diagnostics=tuple(findings),
        print=_figures(printed.made) if printed else None,
        seconds=clock.all(),
    )


def print_issue(issue: Issue, folder: Path | None, layout: str, progress: Progress) -> Printed:
    """Make up the pages and print the press edition. Raises :class:`AssetError`."""
    from packager import makeup, press  # WeasyPrint: half a second that an EPUB need not pay

    look = layouts.load(layout)
    sizes, findings = pictures.sizes(issue, folder)
    findings += coverage.missing(issue, look)
    progress("make-up")
    made = makeup.make_up(issue, look, pictures=sizes)
    progress("printing")
    paper = press.print_pdf(made.issue, issue, look, folder=folder)
    return Printed(paper.pdf, made.issue, (*findings, *made.diagnostics, *paper.diagnostics))


def _archive(request: Request, **submitted: Any) -> tuple[Output, tuple[Diagnostic, ...]]:
    """Hand the finished issue to the archive. Raises :class:`ArchiveError`."""
    from packager import archive, provenance

    clock = _Clock()
    accession = archive.add(
        request.archive or request.out / "archive",
        archive.Submission(provenance=provenance.record(request.layout), **submitted),
    )
    path, size, total = accession.path, accession.payload_bytes, accession.payload_sha256
    return Output("archive", str(path), size, total, clock.all()), accession.diagnostics


def _figures(made: MadeIssue) -> Print:
    return Print(
        pages=len(made.pages),
        overset_lines=made.overset_lines,
        fill=tuple(round(page.fill, 4) for page in made.pages),
        jumps=made.jumps,
    )


class _Clock:
    """Wall seconds, from lap to lap and in all."""

    def __init__(self) -> None:
        self._start = self._last = time.perf_counter()

    def lap(self) -> float:
        now = time.perf_counter()
        lap, self._last = now - self._last, now
        return round(lap, 3)

    def all(self) -> float:
        return round(time.perf_counter() - self._start, 3)
