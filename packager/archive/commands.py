"""``packager archive …``: parses, calls, prints."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import msgspec

from packager.archive import bag, store
from packager.archive import verify as verifying
from packager.archive.names import EditionId, checked_slug
from packager.diagnostics import Diagnostic, Exit, PackagerError
from packager.issue import Issue

_DEFAULT = Path("dist/archive")


class _Group(click.Group):
    """A group whose failures end with one clear line and the documented exit status."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except PackagerError as error:
            click.echo(str(error.diagnostic), err=True)
            ctx.exit(int(error.exit))


@click.group(cls=_Group)
@click.option("--archive", "root", type=click.Path(path_type=Path), default=_DEFAULT,
              show_default=True, help="The archive's folder.")  # fmt: skip
@click.pass_context
def archive(ctx: click.Context, root: Path) -> None:
    """Keep issues as plain files that can be verified, found and read."""
    ctx.obj = root


def _with_root(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the archive's folder as ``root``; ``--archive`` may follow its name too."""

    def pick(ctx: click.Context, _: click.Parameter, value: Path | None) -> Path:
        return value or ctx.obj or _DEFAULT

    return click.option("--archive", "root", type=click.Path(path_type=Path), callback=pick,
                        help="The archive's folder.")(command)  # fmt: skip


def _papers(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the filters ``--paper`` and ``--date``."""
    helped = "Only this day, month (2025-07), year, or `undated`."
    command = click.option("--date", default="", metavar="DATE", help=helped)(command)
    return click.option("--paper", metavar="SLUG", help="Only this publication.")(command)


_json = click.option("--json", "as_json", is_flag=True, help="One JSON object on stdout.")


@archive.command("list")
@_with_root
@_papers
@_json
def list_(root: Path, paper: str | None, date: str, as_json: bool) -> None:
    """List the issues of the archive."""
    rows = [_row(root, edition) for edition in _chosen(root, paper, date)]
    if as_json:
        _print_json({"issues": rows})
        return
    for row in rows:
        pages, articles = row["pages"], row["articles"]
        click.echo(f"{row['id']}\t{row['title'] or '(title unknown)'}\t"
                   f"{pages} pages, {articles} stories")  # fmt: skip


@archive.command()
@_with_root
@click.argument("reference")
@_json
def show(root: Path, reference: str, as_json: bool) -> None:
    """Show one issue: REFERENCE is SLUG/DATE or SLUG/DATE_ed-N as `list` prints it."""
    edition = store.find(root, reference)
    issue = store.read_issue(root, edition)
    folder = root / edition.folder
    files = [
        {"path": path.relative_to(folder).as_posix(), "bytes": path.stat().st_size}
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    ]
    row = _row(root, edition) | {"bag": bag.read_info(folder), "files": files}
    row["stories"] = [
        {"page": page.number, "id": story.id, "kind": story.kind, "title": story.title}
        for page, story in issue.articles()
    ]
    row["editions"] = [str(e) for e in store.editions(root, edition.slug, edition.date)]
    if as_json:
        _print_json({"issue": row})
        return
    click.echo(f"{row['title'] or '(title unknown)'} {edition.date}, edition {edition.edition}"
               f" of {len(row['editions'])}\n{folder}")  # fmt: skip
    for story in row["stories"]:
        click.echo(f"  p. {story['page'] or '?'}  {story['id']}  {story['kind']}  {story['title']}")
    for file in files:
        click.echo(f"  {file['bytes']:>12,}  {file['path']}")


@archive.command()
@_with_root
@_papers
@_json
def verify(root: Path, paper: str | None, date: str, as_json: bool) -> None:
    """Check every file of the archive against its checksum; exit 1 if anything is wrong."""
    chosen = _chosen(root, paper, date)
    faults: list[Diagnostic] = [] if paper or date else verifying.strays(root)
    with click.progressbar(
        verifying.verify(root, chosen), length=len(chosen), label="Verifying", file=sys.stderr
    ) as progress:
        for _, found in progress:
            faults.extend(found)
    broken = {fault.where.file for fault in faults if fault.severity == "error"}
    if as_json:
        _print_json({"checked": len(chosen), "diagnostics": faults})
    else:
        for fault in faults:
            click.echo(str(fault))
        click.echo(f"{len(chosen)} issues checked, {len(broken)} files at fault")
    sys.exit(Exit.CHECK_FAILED if broken else Exit.DONE)


def _chosen(root: Path, paper: str | None, date: str) -> list[EditionId]:
    slug = checked_slug(paper) if paper else None
    return list(store.editions(store.opened(root), slug, date))


def _row(root: Path, edition: EditionId) -> dict[str, Any]:
    issue: Issue = store.read_issue(root, edition)
    return {
        "id": str(edition),
        "slug": edition.slug,
        "date": issue.date,
        "edition": edition.edition,
        "title": issue.publication.title,
        "number": issue.number,
        "pages": len(issue.pages),
        "articles": sum(1 for _ in issue.articles()),
        "path": str(root / edition.folder),
    }


def _print_json(value: Any) -> None:
    click.echo(msgspec.json.encode(value).decode())
