"""The command line: parses, calls, prints; no logic."""

from __future__ import annotations

import datetime
import gc
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from packager import __version__, resources
from packager.copydesk import Known
from packager.diagnostics import Diagnostic, PackagerError, Repair

if TYPE_CHECKING:
    from packager.pipeline import Request


class _Group(click.Group):
    """Turns our errors into one clear line and the documented exit status.

    The archive's commands are loaded when they are called for, not at every start.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted([*super().list_commands(ctx), "archive"])

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name != "archive":
            return super().get_command(ctx, name)
        from packager.archive.commands import archive

        return archive

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except PackagerError as error:
            _tell([error.diagnostic])
            sys.exit(error.exit)
        except OSError as error:  # reading is over by then: what is left is a place to write to
            raise click.UsageError(f"cannot write: {error}") from error


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="packager")
def main() -> None:
    """From a parsed newspaper issue to EPUB, press PDF and archive."""
    # Composing and painting make many small objects and hardly any cycles: let the collector
    # look less often. It is a tenth of the time.
    gc.set_threshold(200_000, 50, 1000)


_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


def _metadata(command: Any) -> Any:
    """Add the options that tell what the source may not."""
    options = (
        ("title", "Name of the paper."),
        ("date", "Date of the issue, YYYY-MM-DD."),
        ("number", "Issue number as printed."),
        ("edition", "Edition as printed."),
        ("language", "Language of the text, e.g. zh-CN."),
        ("publisher", "Publisher."),
        ("cn", "CN number."),
        ("issn", "ISSN."),
        ("post-code", "邮发代号."),
        ("website", "Website."),
    )
    for name, text in reversed(options):
        command = click.option(f"--{name}", help=text)(command)
    return click.option(
        "--page-name",
        "page_names",
        multiple=True,
        metavar="[N=]NAME",
        help="Name of a page (版名); repeat it for each page.",
    )(command)


def _sources(command: Any) -> Any:
    """Add the arguments of every command that makes up pages."""
    for option in (
        click.option("--layout", default="broadsheet", help="Layout name or folder."),
        click.option("--sample", is_flag=True, help="Take the sample issue of the tool."),
        click.argument("sources", nargs=-1, type=click.Path(path_type=Path)),
    ):
        command = option(command)
    return _metadata(command)


@main.command()
@_sources
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("dist"),
    show_default=True,
    help="Folder of the outputs.",
)
@click.option("--to", default="epub,pdf,archive", help="Which outputs, by commas.")
@click.option("--slug", help="ASCII name of the outputs.")
@click.option("--archive", type=click.Path(path_type=Path), help="The archive's folder.")
@click.option(
    "--pdf-edition",
    type=click.Choice(["press", "press-trimmed", "office", "archive"]),
    default="press",
    show_default=True,
    help="Edition of the PDF.",
)
@click.option("--icc", type=_FILE, help="The press's own CMYK profile.")
@click.option("--black-pages", default="", metavar="N,N", help="Pages printed in black alone.")
@click.option("--plan", type=_FILE, help="Follow this page plan (see `packager plan`).")
@click.option(
    "--embed-fonts",
    "fonts",
    type=click.Choice(["none", "rare", "all"]),
    default="none",
    help="Fonts in the EPUB: a subset for rare characters, or for all of the issue.",
)
@click.option(
    "--chapters",
    type=click.Choice(["1", "2"]),
    default="2",
    help="EPUB files by printed page (1) or by story (2).",
)
@click.option("--no-pictures", is_flag=True, help="Leave pictures out of the EPUB.")
@click.option("--linked-data", is_flag=True, help="JSON-LD for every story of the EPUB.")
@click.option("--budget", type=click.IntRange(min=1), help="Bytes the EPUB should not exceed.")
@click.option("--facsimile", is_flag=True, help="Also an EPUB of the page pictures.")
@click.option("--strict", is_flag=True, help="Warnings make the command exit 1.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def build(**options: Any) -> None:
    """Make the EPUB, the press PDF and the archived issue of SOURCE (files or a folder)."""
    from packager import epub, pipeline

    to = options.pop("to")
    kinds = tuple(kind for kind in pipeline.KINDS if kind in to.split(","))
    unknown = set(to.split(",")) - set(pipeline.KINDS)
    if unknown:
        raise click.BadParameter(f"one of {', '.join(pipeline.KINDS)}", param_hint="--to")
    strict, as_json = options.pop("strict"), options.pop("as_json")
    edition = epub.Options(
        layout=options["layout"],
        chapters=1 if options.pop("chapters") == "1" else 2,
        pictures=not options.pop("no_pictures"),
        **{name: options.pop(name) for name in ("fonts", "linked_data", "budget")},
    )
    black = tuple(filter(None, options.pop("black_pages").split(",")))
    request = _request(options, to=kinds, epub=edition, black_pages=black)
    try:
        report = pipeline.build(request, _progress)
    except PackagerError as error:
        if as_json:
            _json(pipeline.Report(diagnostics=(error.diagnostic,)))
            sys.exit(error.exit)
        raise
    finally:
        _progress("")
    if as_json:
        _json(report)
    else:
        _tell(report.diagnostics)
        for output in report.outputs:
            click.echo(f"{output.kind:8}{output.path}  {output.bytes / 2**20:.2f} MB")
    sys.exit(report.exit(strict=strict))


@main.command()
@_sources
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write to FILE.")
def plan(out: Path | None, **options: Any) -> None:
    """Write the page plan of SOURCE, to be edited and given back with `build --plan`."""
    from packager import files, pipeline

    text = pipeline.plan(_request(options))
    if out:
        files.write(out, text.encode())
    else:
        click.echo(text, nl=False)


@main.command()
@_sources
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("dist/proof"),
    show_default=True,
    help="Folder of the proof.",
)
@click.option("--plan", type=_FILE, help="Follow this page plan.")
def proof(out: Path, **options: Any) -> None:
    """Show the made-up pages of SOURCE beside findings, repairs and stories, for a browser."""
    from packager import files, pipeline

    made = pipeline.proof(_request(options))
    files.write_all({out / name: data for name, data in made.items()})
    click.echo(out / "index.html")


@main.command()
@click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write to FILE.")
@click.option("--explain", is_flag=True, help="Tell every repair on stderr.")
@_metadata
def parse(sources: tuple[Path, ...], out: Path | None, explain: bool, **known: Any) -> None:
    """Print SOURCE as issue.json, with diagnostics on stderr."""
    from packager import copydesk, files, issue, reading

    desk = copydesk.edit(reading.read(*sources), _known(known))
    data = issue.to_json(desk.issue)
    if out:
        files.write(out, data)
    else:
        click.echo(data, nl=False)
    _tell(desk.diagnostics)
    if explain:
        for repair in desk.repairs:
            click.echo(_explained(repair), err=True)
    sys.exit(any(finding.severity == "error" for finding in desk.diagnostics))


@main.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def check(paths: tuple[Path, ...], as_json: bool) -> None:
    """Check finished EPUBs, PDFs and archived issues, and report by code."""
    from packager import checking

    reports = [checking.check(path) for path in paths]
    if as_json:
        _json({"files": reports})
    else:
        for report in reports:
            click.echo(f"{report.path}: {report.verdict}")
            _tell(report.diagnostics)
    sys.exit(any(report.failed for report in reports))


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def layouts(as_json: bool) -> None:
    """List the layouts."""
    from packager import layout

    looks = [layout.load(name) for name in layout.names()]
    if as_json:
        _json({"layouts": [{"name": x.name, "title": x.title, "page": x.page} for x in looks]})
        return
    for look in looks:
        click.echo(f"{look.name:12}{look.title}  {look.page.width:g} × {look.page.height:g} mm")
        click.echo(f"{'':12}{look.description}")


@main.command()
@click.option("--add", metavar="PACK", help="Install a font pack, from npm.")
@click.option(
    "--from",
    "archives",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="With --add: a folder of archives made by `npm pack`, in place of npm.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def fonts(add: str | None, archives: Path | None, as_json: bool) -> None:
    """List the faces with their weights and coverage, and the font packs."""
    from packager import fontpacks
    from packager import fonts as catalogue

    if add:
        pack = fontpacks.add(add, archives)
        click.echo(f"{pack.name}: {pack.title} installed in {pack.folder}", err=True)
        catalogue.catalogue.cache_clear()
    rows = [catalogue.coverage_of(face) for face in catalogue.catalogue().values()]
    packs = fontpacks.packs().values()
    if as_json:
        listed = [{"name": p.name, "title": p.title, "installed": p.installed} for p in packs]
        _json({"faces": rows, "packs": listed})
        return
    for row in rows:
        sets = "  ".join(f"{name} {count}/{of}" for name, (count, of) in row.sets.items())
        click.echo(f"{row.name:22}{row.family:16}{row.weight:5}  {row.characters:6} characters")
        click.echo(f"{'':22}{sets}")
    for pack in packs:
        state = "installed" if pack.installed else f"packager fonts --add {pack.name}"
        click.echo(f"pack {pack.name:17}{pack.title}  ({state})")


def _request(options: dict[str, Any], **more: Any) -> Request:
    """The request that options of a command make: metadata apart, the sample in its place."""
    from packager.pipeline import Request

    sources, sample = options.pop("sources"), options.pop("sample")
    if sample == bool(sources):
        raise click.UsageError("name a SOURCE, or give --sample")
    names = {*Known.__struct_fields__, "page_names"}
    known = _known({name: options.pop(name) for name in names & options.keys()})
    return Request(
        sources=sources or (resources.SAMPLE / "issue.md",), known=known, **options, **more
    )


def _known(options: dict[str, Any]) -> Known:
    """The metadata options as the copy desk takes them."""
    if date := options["date"]:
        try:
            options["date"] = datetime.date.fromisoformat(date).isoformat()
        except ValueError as error:
            raise click.BadParameter(str(error), param_hint="--date") from error
    names: dict[str, str] = {}
    for place, text in enumerate(options.pop("page_names"), 1):
        number, mark, name = text.partition("=")
        names[number.strip() if mark else str(place)] = (name if mark else text).strip()
    return Known(**options, page_names=names)


def _explained(repair: Repair) -> str:
    """One repair as a line for a person."""
    place = f"{repair.where}: " if str(repair.where) else ""
    return (
        f"{place}{repair.rule} ({repair.confidence:.0%}) "
        f"{repair.before!r} → {repair.after!r}  {repair.reason}"
    )


def _tell(diagnostics: Iterable[Diagnostic]) -> None:
    """Findings on stderr, one a line."""
    for diagnostic in diagnostics:
        click.echo(str(diagnostic), err=True)


def _progress(stage: str) -> None:
    """The running stage on one line of a terminal; nothing where nobody watches."""
    if sys.stderr.isatty():
        click.echo(f"\r\033[K{stage}{'…' if stage else ''}", nl=False, err=True)


def _json(value: Any) -> None:
    """Exactly one JSON object on stdout."""
    click.echo(msgspec.json.format(msgspec.json.encode(value)))
