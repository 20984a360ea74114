"""``packager archive …``: the group, and the commands that look and find."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import click
import msgspec

from packager.archive import bag, catalogue, store, upkeep
from packager.archive import search as searching
from packager.archive import verify as verifying
from packager.archive.names import checked_slug
from packager.archive.options import (
    ArchiveGroup,
    as_json,
    chosen,
    counted,
    days,
    print_json,
    progress,
    with_filters,
    with_root,
)
from packager.diagnostics import Diagnostic, Exit


@click.group(cls=ArchiveGroup)
@click.option("--archive", "root", type=click.Path(path_type=Path), help="The archive's folder.")
@click.pass_context
def archive(ctx: click.Context, root: Path | None) -> None:
    """Keep issues as plain files that can be verified, found and read."""
    ctx.obj = root


for command in upkeep.COMMANDS:
    archive.add_command(command)


@archive.command("list")
@with_root
@with_filters
@as_json
def list_(root: Path, paper: str | None, date: str, as_json: bool) -> None:
    """List the issues of the archive."""
    with catalogue.reading(root) as db:
        rows = catalogue.rows(db, checked_slug(paper) if paper else None, date)
    if as_json:
        print_json({"issues": [_row(root, row) for row in rows]})
        return
    for row in rows:
        title = row.title or "(title unknown)"
        size = f"{counted(row.pages, 'page')}, {counted(row.stories, 'story', 'stories')}"
        click.echo(f"{row.id}\t{title}\t{size}")


@archive.command()
@with_root
@click.argument("reference")
@as_json
def show(root: Path, reference: str, as_json: bool) -> None:
    """Show one issue: REFERENCE is SLUG/DATE or SLUG/DATE_ed-N as `list` prints it."""
    edition = store.find(root, reference)
    issue = store.read_issue(root, edition)
    folder = root / edition.folder
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    files = [
        {"path": path.relative_to(folder).as_posix(), "bytes": path.stat().st_size}
        for path in paths
    ]
    stories = [
        {"page": page.number, "id": story.id, "kind": story.kind, "title": story.title}
        for page, story in issue.articles()
    ]
    editions = [str(e) for e in store.editions(root, edition.slug, edition.date)]
    if as_json:
        shown = msgspec.structs.asdict(edition) | {
            "id": str(edition), "date": issue.date, "title": issue.publication.title,
            "number": issue.number, "pages": len(issue.pages), "articles": len(stories),
            "path": str(folder), "bag": bag.read_info(folder), "files": files,
            "stories": stories, "editions": editions,
        }  # fmt: skip
        print_json({"issue": shown})
        return
    title = issue.publication.title or "(title unknown)"
    click.echo(f"{title} {edition.date}, edition {edition.edition} of {len(editions)}\n{folder}")
    for story in stories:
        click.echo(f"  p. {story['page'] or '?'}  {story['id']}  {story['kind']}  {story['title']}")
    for file in files:
        click.echo(f"  {file['bytes']:>12,}  {file['path']}")


class _Search(click.Command):
    """A command among whose words may be some that begin with ``-`` and are no options."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take the words to leave out aside, then parse the rest."""
        without = [word for word in args if re.match("-[^-]", word) and word != "-h"]
        left = super().parse_args(ctx, [word for word in args if word not in without])
        ctx.params["query"] += tuple(without)
        return left


@archive.command(cls=_Search)
@with_root
@click.argument("query", nargs=-1)
@click.option("--paper", metavar="SLUG", help="Only this publication.")
@click.option("--since", callback=days, metavar="DATE", help="From this day, month or year on.")
@click.option("--until", callback=days, metavar="DATE", help="Up to and with this one.")
@click.option("--page", metavar="NUMBER", help="Only stories of this page.")
@click.option("--author", metavar="NAME", help="Only stories with this name in the byline.")
@click.option("--kind", metavar="KIND", help="Only news, feature, commentary, photo …")
@click.option("--all-editions", is_flag=True, help="Also editions that a newer one replaced.")
@click.option("--order", type=click.Choice(["rank", "newest", "oldest"]), default="rank",
              show_default=True, help="Best hits first, or by date.")  # fmt: skip
@click.option("--limit", type=click.IntRange(1, 10_000), default=20, show_default=True)
@click.option("--offset", type=click.IntRange(0), default=0, help="Skip this many hits.")
@as_json
def search(root: Path, query: tuple[str, ...], as_json: bool, **given: Any) -> None:
    """Find stories with all words of QUERY, in either Chinese script.

    "…" is a phrase, -word excludes, word* is a beginning. With --author QUERY may be left out.
    """
    given["editions"] = "all" if given.pop("all_editions") else "newest"
    with catalogue.reading(root) as db:
        result = searching.search(db, searching.Query(text=" ".join(query), **given))
    if as_json:
        print_json({"total": result.total, "hits": [_hit(root, hit) for hit in result.hits]})
        return
    for hit in result.hits:
        place = f"p. {hit.page}" if hit.page else ""
        click.echo(f"{hit.id}  {place}  {hit.story}  {click.style(hit.title, bold=True)}")
        styled = [
            click.style(part, fg="red", bold=True) if index % 2 else part
            for index, part in enumerate(hit.parts)
        ]
        click.echo(f"    {''.join(styled)}")
    click.echo(f"{result.total} found", err=True)


@archive.command()
@with_root
@with_filters
@as_json
def verify(root: Path, paper: str | None, date: str, as_json: bool) -> None:
    """Check every file of the archive against its checksum; exit 1 if anything is wrong."""
    editions = chosen(root, paper, date)
    faults: list[Diagnostic] = [] if paper or date else verifying.whole(root, editions)
    with progress(verifying.verify(root, editions), len(editions), "Verifying") as checked:
        for _, found in checked:
            faults.extend(found)
    errors = sum(fault.severity == "error" for fault in faults)
    if as_json:
        print_json({"checked": len(editions), "diagnostics": faults})
    else:
        for fault in faults:
            click.echo(str(fault))
        click.echo(f"{counted(len(editions), 'issue')} checked, {counted(errors, 'fault')}")
    sys.exit(Exit.CHECK_FAILED if errors else Exit.DONE)


def _row(root: Path, row: catalogue.Row) -> dict[str, Any]:
    shown = msgspec.structs.asdict(row)
    date = None if row.date == "undated" else row.date
    articles = shown.pop("stories")
    return shown | {
        "id": str(row.id), "date": date, "articles": articles, "path": str(root / row.id.folder)
    }  # fmt: skip


def _hit(root: Path, hit: searching.Hit) -> dict[str, Any]:
    shown = msgspec.structs.asdict(hit)
    return shown | {"id": str(hit.id), "path": str(root / hit.id.folder)}
