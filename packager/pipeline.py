"""The whole walk: from a source to its EPUB, its PDF and its place in the archive."""

from __future__ import annotations

import hashlib
import io
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec

from packager import copydesk, epub, files, pictures, reading
from packager import slug as slugs
from packager.diagnostics import Diagnostic, Exit, Repair
from packager.issue import Issue

if TYPE_CHECKING:  # these load WeasyPrint and HarfBuzz: half a second that an EPUB need not pay
    from packager.layout import Layout
    from packager.makeup import Made, Plan
    from packager.press import Painted

Kind = Literal["epub", "pdf", "archive"]
KINDS: tuple[Kind, ...] = ("epub", "pdf", "archive")
Progress = Callable[[str], None]
_PAGE_WIDTH = 1520
"""px of a page on the cover of the EPUB and in the facsimile."""


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked for. ``known`` holds the metadata given by options, the strongest there is."""

    sources: tuple[Path, ...]
    """A file, a folder of page files, or several page files of one issue."""
    out: Path = Path("dist")
    to: tuple[Kind, ...] = KINDS
    layout: str = "broadsheet"
    pdf_edition: str = "press"
    """The edition of the PDF for ``out``. The archive keeps it and the ``archive`` edition."""
    icc: Path | None = None
    """The press's own CMYK profile, in place of the edition's."""
    black_pages: tuple[str, ...] = ()
    """Numbers of the pages that a press edition prints in black alone."""
    plan: Path | None = None
    """A page plan to follow exactly."""
    slug: str | None = None
    known: copydesk.Known = copydesk.Known()
    archive: Path | None = None
    """Where the archive stands; None: ``archive`` below ``out``."""
    facsimile: bool = False
    """Also write a fixed-layout EPUB of the page pictures, ``<slug>-<date>-facsimile.epub``."""
    epub: epub.Options = epub.Options()


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


class Edited(msgspec.Struct, frozen=True):
    """A source, read and edited."""

    issue: Issue
    folder: Path | None
    """The only place that pictures come from."""
    sources: Mapping[str, bytes]
    repairs: tuple[Repair, ...]
    diagnostics: tuple[Diagnostic, ...]


class MadeUp(msgspec.Struct, frozen=True):
    """An issue made up in a layout."""

    layout: Layout
    made: Made
    diagnostics: tuple[Diagnostic, ...]


def edit(request: Request) -> Edited:
    """Read the source and pass it over the copy desk. Raises :class:`SourceError`."""
    draft = reading.read(*request.sources)
    desk = copydesk.edit(draft, request.known)
    return Edited(desk.issue, draft.folder, draft.sources, desk.repairs, desk.diagnostics)


def make_up(edited: Edited, request: Request) -> MadeUp:
    """Make up the pages. Raises :class:`AssetError` for a layout or plan that cannot be used."""
    from packager import layout as layouts
    from packager import makeup
    from packager.checking import coverage

    look = layouts.load(request.layout)
    sizes, findings = pictures.sizes(edited.issue, edited.folder)
    findings += coverage.findings(edited.issue, look)
    plan = _plan(request.plan) if request.plan else None
    made = makeup.make_up(edited.issue, look, pictures=sizes, plan=plan)
    return MadeUp(look, made, (*findings, *made.diagnostics))


def build(request: Request, progress: Progress = lambda stage: None) -> Report:
    """Make the outputs asked for. No output is written before all of them are made.

    The archive keeps an EPUB and PDFs of its own, so they are made for it in any case.
    Raises :class:`packager.diagnostics.PackagerError` for a source, layout, font or archive that
    cannot be used, and :class:`OSError` when the outputs cannot be written.
    """
    return _Build(request, progress).run()


class _Build:
    """One run of the walk, with its findings and its clock."""

    def __init__(self, request: Request, progress: Progress) -> None:
        self.request, self.progress = request, progress
        self.findings: list[Diagnostic] = []
        self.products: dict[str, bytes] = {}
        self.outputs: list[Output] = []
        self.waiting: dict[Path, bytes] = {}
        self.start = self.last = time.perf_counter()

    def run(self) -> Report:
        self.progress("reading")
        edited = edit(self.request)
        issue = edited.issue
        self.findings += edited.diagnostics
        slug = slugs.slug(self.request.slug or issue.publication.title)
        stem = slugs.name(slug, issue.date)
        self.lap()
        made = None
        cover = None
        if self.wants("pdf"):
            made, cover = self.print(edited, stem)
        if self.wants("epub"):
            self.package(edited, stem, cover)
        files.write_all(self.waiting)
        if "archive" in self.request.to:
            self.archive(edited, slug, made)
        self.outputs.sort(key=lambda output: ("epub", "pdf", "archive").index(output.kind))
        return Report(
            issue=Summary(
                title=issue.publication.title,
                date=issue.date,
                pages=len(issue.pages),
                articles=sum(1 for _ in issue.articles()),
            ),
            outputs=tuple(self.outputs),
            diagnostics=tuple(self.findings),
            print=_figures(made) if made else None,
            seconds=round(time.perf_counter() - self.start, 3),
        )

    def wants(self, kind: Kind) -> bool:
        """Whether a product is needed, for itself or for the archive."""
        return bool({kind, "archive"} & set(self.request.to))

    def print(self, edited: Edited, stem: str) -> tuple[MadeUp, bytes]:
        """Make up and print the pages; also the picture of the front page."""
        from packager import press

        self.progress("make-up")
        made = make_up(edited, self.request)
        self.findings += made.diagnostics
        self.progress("printing")
        pages = made.made.issue
        painted = press.paint(pages, edited.issue, made.layout)
        wanted = self.edition(painted, made, edited, self.request.pdf_edition)
        if "archive" in self.request.to:
            name = f"{stem}-{self.request.pdf_edition}"
            self.products[f"pdf/{name}.pdf"] = wanted
            if self.request.pdf_edition != "archive":
                kept = self.edition(painted, made, edited, "archive")
                self.products[f"pdf/{stem}-archive.pdf"] = kept
        self.put("pdf", stem, wanted)
        shown = self.products.get(f"pdf/{stem}-archive.pdf", wanted)
        if self.request.facsimile:
            self.facsimile(edited.issue, made, shown, stem)
        return made, next(_pictures(shown))

    def facsimile(self, issue: Issue, made: MadeUp, pdf: bytes, stem: str) -> None:
        """Make the second EPUB, of page pictures."""
        pages = [
            epub.PagePicture(picture, page.number, page.name)
            for picture, page in zip(_pictures(pdf), made.made.issue.pages, strict=True)
        ]
        packaged = epub.facsimile(issue, pages)
        self.findings += packaged.diagnostics
        self.products[f"epub/{stem}-facsimile.epub"] = packaged.epub
        self.put("epub", stem, packaged.epub, "-facsimile")

    def edition(self, painted: Painted, made: MadeUp, edited: Edited, name: str) -> bytes:
        """One edition; what is found in all of them is told once."""
        from packager import press

        printed = press.print_edition(
            painted,
            made.made.issue,
            edited.issue,
            folder=edited.folder,
            edition=name,
            icc=self.request.icc if name == self.request.pdf_edition else None,
            black_pages=self.request.black_pages,
        )
        self.findings += (found for found in printed.diagnostics if found not in self.findings)
        return printed.pdf

    def package(self, edited: Edited, stem: str, cover: bytes | None) -> None:
        """Make the EPUB."""
        self.progress("EPUB")
        packaged = epub.package(
            edited.issue, folder=edited.folder, cover=cover, options=self.request.epub
        )
        self.findings += (found for found in packaged.diagnostics if found not in self.findings)
        self.products[f"epub/{stem}.epub"] = packaged.epub
        self.put("epub", stem, packaged.epub)

    def archive(self, edited: Edited, slug: str, made: MadeUp | None) -> None:
        """Hand the finished issue to the archive."""
        from packager import archive, provenance

        self.progress("archive")
        accession = archive.add(
            self.request.archive or self.request.out / "archive",
            archive.Submission(
                slug=slug,
                issue=edited.issue,
                repairs=edited.repairs,
                diagnostics=tuple(self.findings),
                source={**pictures.used(edited.issue, edited.folder), **edited.sources},
                products=self.products,
                made=made.made.issue if made else None,
                provenance=provenance.record(self.request),
            ),
        )
        self.findings += accession.diagnostics
        self.outputs.append(
            Output(
                "archive",
                str(accession.path),
                accession.payload_bytes,
                accession.payload_sha256,
                self.lap(),
            )
        )

    def put(self, kind: Kind, stem: str, data: bytes, more: str = "") -> None:
        """Note a finished product; it is written with the others."""
        seconds = self.lap()
        if kind in self.request.to or more:
            path = self.request.out / stem / f"{stem}{more}.{kind}"
            self.waiting[path] = data
            total = hashlib.sha256(data).hexdigest()
            self.outputs.append(Output(kind, str(path), len(data), total, seconds))

    def lap(self) -> float:
        """Wall seconds since the last lap."""
        now = time.perf_counter()
        lap, self.last = now - self.last, now
        return round(lap, 3)


def plan(request: Request) -> str:
    """The page plan of an issue as TOML, to be edited and given back to ``build``."""
    from packager.makeup import plan as plans

    return plans.to_toml(make_up(edit(request), request).made.plan)


def proof(request: Request) -> dict[str, bytes]:
    """The files of a proof by name: ``index.html``, which stands alone, and the page pictures."""
    from packager import press
    from packager.proof import proof as proofs

    edited = edit(request)
    made = make_up(edited, request)
    printed = press.print_pdf(
        made.made.issue, edited.issue, made.layout, folder=edited.folder, edition="office"
    )
    found = (*edited.diagnostics, *made.diagnostics, *printed.diagnostics)
    files_ = proofs(
        made.made.issue, edited.issue, printed.pdf, findings=found, repairs=edited.repairs
    )
    return {"index.html": files_.html, **dict(files_.pages)}


def _plan(path: Path) -> Plan:
    from packager.diagnostics import AssetError
    from packager.makeup import plan as plans

    try:
        data = path.read_bytes()
    except OSError as error:
        raise AssetError(plans.PLAN_INVALID.at(str(error), file=str(path))) from error
    return plans.from_toml(data, str(path))


def _pictures(pdf: bytes) -> Iterator[bytes]:
    """The pages as PNG, one at a time."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            picture = page.render(scale=_PAGE_WIDTH / page.get_width()).to_pil().convert("RGB")
            out = io.BytesIO()
            picture.save(out, "PNG", compress_level=1)
            yield out.getvalue()


def _figures(made: MadeUp) -> Print:
    issue = made.made.issue
    return Print(
        pages=len(issue.pages),
        overset_lines=issue.overset_lines,
        fill=tuple(round(page.fill, 4) for page in issue.pages),
        jumps=issue.jumps,
    )
