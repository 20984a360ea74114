"""The commands that change an archive, hand it out, or take issues from it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import click
import msgspec

from packager import files
from packager.archive import bag, catalogue, codes, store, tree
from packager.archive.names import checked_slug
from packager.archive.options import (
    as_json,
    chosen,
    counted,
    print_json,
    progress,
    with_filters,
    with_root,
)
from packager.diagnostics import ArchiveError, Exit


@click.command()
@with_root
@click.argument("sources", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--layout", default="broadsheet", show_default=True, help="The press edition's look.")
@click.option("--slug", help="The publication's folder; by default from its title.")
@click.option("--again", is_flag=True, help="Build sources anew that the archive holds already.")
@as_json
def add(
    *,
    root: Path,
    sources: tuple[Path, ...],
    layout: str,
    slug: str | None,
    again: bool,
    as_json: bool,
) -> None:
    """Build and archive each of SOURCES: a file is an issue, a folder a tree of such files.

    A folder with an issue.toml, or with one parser's output, is one issue.

    Broken off and started again, it goes on where it stopped. Exit 1 if a source failed.
    """
    found = list(tree.found(root, sources))
    waiting = found if again else list(tree.waiting(root, found))
    taken: list[tree.Taken] = []
    try:
        with progress(tree.add_all(root, waiting, layout, slug), len(waiting), "Adding") as results:
            for one in results:
                taken.append(one)  # not all at the end: we may be broken off
    finally:
        _tell(taken, len(found), len(waiting), as_json)
    sys.exit(Exit.CHECK_FAILED if any(one.failure for one in taken) else Exit.DONE)


def _tell(taken: list[tree.Taken], found: int, waiting: int, as_json: bool) -> None:
    """Tell what became of the sources, also when the work was broken off."""
    held, failed = found - waiting, sum(1 for one in taken if one.failure)
    if as_json:
        print_json({"taken": taken, "held": held, "left": waiting - len(taken)})
        return
    for one in taken:
        click.echo(f"{one.source}\t{one.failure or one.path}")
    left = f", {waiting - len(taken)} left: start again to go on" * (waiting > len(taken))
    told = f"{len(taken) - failed} added, {held} held already, {failed} failed"
    click.echo(told + left, err=True)


@click.command()
@with_root
@as_json
def reindex(root: Path, as_json: bool) -> None:
    """Make the catalogue again from the issues, which are not touched."""
    store.opened(root)
    total = sum(1 for _ in store.editions(root))
    with progress(catalogue.rebuild(root), total, "Reading") as read:
        count = sum(1 for _ in read)
    if as_json:
        print_json({"catalogued": count})
        return
    click.echo(f"{counted(count, 'issue')} catalogued")


@click.command()
@with_root
@with_filters
@click.option("--from", "copy", required=True, help="The second copy of the archive.",
              type=click.Path(exists=True, file_okay=False, path_type=Path))  # fmt: skip
@as_json
def repair(root: Path, paper: str | None, date: str, copy: Path, as_json: bool) -> None:
    """Restore damaged and missing files and issues from a second copy; exit 1 if faults stay."""
    from packager.archive import repair as repairing

    slug = checked_slug(paper) if paper else None
    held = list(store.editions(store.opened(root), slug, date))
    if copy.samefile(root):
        raise click.BadParameter("this is the archive itself, no second copy", param_hint="--from")
    editions = [*held, *repairing.lost(root, copy, slug, date)]
    with progress(repairing.repair(root, copy, editions), None, "Repairing") as found:
        mended = list(found)
    ill = sum(1 for one in mended if one.left)
    if as_json:
        print_json({"repaired": [msgspec.structs.asdict(m) | {"edition": str(m.edition)}
                                 for m in mended]})  # fmt: skip
    else:
        for one in mended:
            click.echo(f"{one.edition}: {counted(len(one.restored), 'file')} restored")
            for fault in one.left:
                click.echo(str(fault))
        told = f"{counted(len(editions), 'issue')} checked, {len(mended) - ill} mended"
        click.echo(told + f", {ill} with faults left" * bool(ill), err=True)
    sys.exit(Exit.CHECK_FAILED if ill else Exit.DONE)


@click.command()
@with_root
@click.argument("reference")
@click.option("--reason", required=True, help="Why, for the tombstone.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@as_json
def rm(*, root: Path, reference: str, reason: str, yes: bool, as_json: bool) -> None:
    """Take one edition out for good; a tombstone keeps its number, checksum and the reason."""
    edition = store.find(root, reference)
    if not yes:
        click.confirm(f"Delete {root / edition.folder} for good?", abort=True, err=True)
    tombstone = {
        "removed": str(edition),
        "on": datetime.now(UTC).date().isoformat(),
        "reason": reason,
        "bag": _known(bag.read_info, root / edition.folder),
        "payload": _known(bag.sums, root / edition.folder),
    }
    try:
        store.remove(root, edition, msgspec.json.format(msgspec.json.encode(tombstone)) + b"\n")
    except OSError as error:
        raise store.not_writable(root, error) from error
    catalogue.forget(root, edition)
    if as_json:
        print_json({"removed": tombstone})
        return
    click.echo(f"{edition} removed")


def _known(read: Callable[[Path], dict[str, str]], folder: Path) -> dict[str, str] | None:
    """What a bag says of itself; None when it is too damaged to say it."""
    try:
        return read(folder)
    except ArchiveError:
        return None


@click.command()
@with_root
@click.argument("old")
@click.argument("new")
@as_json
def diff(root: Path, old: str, new: str, as_json: bool) -> None:
    """Show what changed from edition OLD to edition NEW: files, and stories by their words."""
    from packager.archive.compare import compare

    found = compare(root, store.find(root, old), store.find(root, new))
    if as_json:
        print_json({"diff": found})
        return
    for sign, paths in (("+", found.files_added), ("-", found.files_removed),
                        ("~", found.files_changed)):  # fmt: skip
        for path in paths:
            click.echo(f"{sign} {path}")
    for sign, titles in (("+", found.stories_added), ("-", found.stories_removed)):
        for title in titles:
            click.echo(f"{sign} {title}")
    for story in found.stories_changed:
        click.echo("\n".join([f"~ {story.title}", *(f"    {line}" for line in story.lines)]))


@click.command()
@with_root
@with_filters
@click.option("--as", "form", type=click.Choice(["zip", "tar", "epub", "jsonl"]), required=True,
              help="zip, tar: a file a bag; epub: one volume; jsonl: an issue a line.")  # fmt: skip
@click.option("--out", required=True, type=click.Path(path_type=Path),
              help="A folder for zip and tar, a file for epub and jsonl.")  # fmt: skip
@as_json
def export(
    *, root: Path, paper: str | None, date: str, form: str, out: Path, as_json: bool
) -> None:
    """Take issues out of the archive. Damaged issues are refused."""
    from packager.archive import export as exporting

    editions = [e for e in chosen(root, paper, date) if e == store.newest(root, e)]
    if not editions:
        raise ArchiveError(codes.NOTHING_TO_EXPORT.at("no issue matches"))
    if form == "epub":
        made = [out]
        files.write(out, exporting.volume(root, editions))
    else:
        made = [out] if form == "jsonl" else [
            out / f"{e.slug}_{e.folder.name}.{form}" for e in editions
        ]  # fmt: skip
        with progress(editions, len(editions), "Exporting") as packing:
            if form == "jsonl":
                files.write(out, exporting.lines(root, packing))
            else:
                for edition, path in zip(packing, made, strict=True):
                    files.write(path, exporting.packed(root, edition, form))
    if as_json:
        print_json({"issues": [str(e) for e in editions], "files": [str(path) for path in made]})
        return
    click.echo(f"{counted(len(editions), 'issue')} exported to {out}")


@click.command()
@with_root
@as_json
def publish(root: Path, as_json: bool) -> None:
    """Write the reading room (index.html) and OPDS feeds beside the issues, for use by file://."""
    from packager.archive.publish import publish as publishing

    with progress(publishing(root), None, "Publishing") as written:
        count = sum(1 for _ in written)
    if as_json:
        print_json({"written": count, "open": str(root / "index.html")})
        return
    click.echo(f"{counted(count, 'file')} written; open {root / 'index.html'}")


@click.command()
@with_root
@click.option("--host", default="127.0.0.1", show_default=True,
              help="Address to listen on; 0.0.0.0 opens it to the whole network.")  # fmt: skip
@click.option("--port", default=8080, show_default=True, type=click.IntRange(1, 65535))
def serve(root: Path, host: str, port: int) -> None:
    """Serve the reading room, search and OPDS over HTTP, read-only, until interrupted."""
    from packager.archive import serve as serving

    address = serving.address(host, port)
    click.echo(f"{address} and, for e-readers, {address}opds/index.xml", err=True)
    serving.serve(root, host, port)


COMMANDS = (add, reindex, repair, rm, diff, export, publish, serve)
