"""What the archive's commands share: options, and how they print and fail."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click
import msgspec

from packager.archive import codes, store
from packager.archive.names import EditionId, checked_slug
from packager.diagnostics import ArchiveError, PackagerError

DEFAULT = Path("dist/archive")
_DAYS = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?|undated")
_Command = TypeVar("_Command", bound=Callable[..., Any])
_Item = TypeVar("_Item")


class ArchiveGroup(click.Group):
    """A group whose failures end with one clear line and the documented exit status."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a refusal is told on stderr."""
        try:
            return super().invoke(ctx)
        except PackagerError as error:
            click.echo(str(error.diagnostic), err=True)
            ctx.exit(int(error.exit))


def days(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    """Pass a day, month or year on, for an option; anything else is bad usage."""
    if not value or _DAYS.fullmatch(value):
        return value
    raise click.BadParameter(f"`{value}` is no date such as 2025, 2025-07 or 2025-07-22")


def with_root(command: _Command) -> _Command:
    """Give a command the archive's folder as ``root``; ``--archive`` may follow its name too."""

    def pick(ctx: click.Context, _: click.Parameter, value: Path | None) -> Path:
        return value or ctx.obj or DEFAULT

    kind = click.Path(path_type=Path)
    help_text = f"The archive's folder.  [default: {DEFAULT}]"
    option = click.option("--archive", "root", type=kind, callback=pick, help=help_text)
    return option(command)


def with_filters(command: _Command) -> _Command:
    """Give a command the filters ``--paper`` and ``--date``."""
    helped = "Only this day, month (2025-07), year, or `undated`."
    date = click.option("--date", default="", callback=days, metavar="DATE", help=helped)
    command = date(command)
    return click.option("--paper", metavar="SLUG", help="Only this publication.")(command)


as_json = click.option("--json", "as_json", is_flag=True, help="One JSON object on stdout.")


def chosen(root: Path, paper: str | None, date: str) -> list[EditionId]:
    """The editions that the filters leave. Raises :class:`ArchiveError` when they leave none."""
    slug = checked_slug(paper) if paper else None
    found = list(store.editions(store.opened(root), slug, date))
    if not found and (paper or date):
        asked = " ".join(filter(None, (paper and f"of {paper}", date and f"from {date}")))
        raise ArchiveError(codes.NOT_FOUND.at(f"the archive has no issue {asked}"))
    return found


@contextmanager
def progress(items: Iterable[_Item], length: int | None, label: str) -> Iterator[Iterable[_Item]]:
    """Pass items on while a bar on stderr counts them."""
    with click.progressbar(items, length=length, label=label, file=sys.stderr) as bar:
        yield bar


def counted(count: int, one: str, many: str = "") -> str:
    """A number of things: ``1 page``, ``2 pages``."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def print_json(value: Any) -> None:
    """Print one JSON object."""
    click.echo(msgspec.json.encode(value).decode())
