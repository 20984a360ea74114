"""The draft: what a reader found in the source, before anyone has judged what it means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

import msgspec

from packager.diagnostics import Diagnostic
from packager.issue import Issue, Mark, Publication

BlockKind = Literal["heading", "paragraph", "figure", "table", "list", "verse", "rule", "page"]
"""``rule`` is a line or break that parts stories; ``page`` begins a printed page."""

ROLES = frozenset(
    {
        *("label", "kicker", "headline", "deck", "crosshead", "byline", "caption", "credit"),
        *("paragraph", "verse", "jump", "note", "start"),
    }
)
"""What an editor may say that a line is."""

KINDS = frozenset(
    {
        *("news", "feature", "commentary", "photo", "brief", "notice", "advert", "verse"),
        *("table", "other"),
    }
)
"""What an editor may say that a story is (``verse`` on a heading)."""

FURNITURE = frozenset(
    {
        *("nameplate", "folio", "credits", "imprint", "weather", "page-number", "source"),
        "furniture",
    }
)
"""Names of page furniture that an editor may give a line."""


class DraftBlock(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """One block as the source has it, with the place it came from.

    ``text`` is the words; of a ``verse`` its lines joined by newlines, of a ``table`` its caption,
    of a ``page`` the marker's words.
    """

    kind: BlockKind
    text: str = ""
    level: int | None = None
    """Heading level as the source gives it, from 1."""
    marks: tuple[Mark, ...] = ()
    roles: tuple[str, ...] = ()
    """Explicit attributes: names out of ROLES, KINDS and FURNITURE."""
    rows: tuple[tuple[str, ...], ...] = ()
    header_rows: int = 0
    items: tuple[str, ...] = ()
    src: str | None = None
    """Of a figure: path below the source's folder, or None where the picture is missing."""
    alt: str = ""
    number: str | None = None
    """Of a page: its printed number."""
    name: str | None = None
    """Of a page: 版名."""
    file: str | None = None
    lines: tuple[int, int] | None = None
    """Source lines, from 1, inclusive."""
    ids: tuple[str, ...] = ()
    bbox: tuple[float, float, float, float] | None = None
    """x0, y0, x1, y1 in the source's own unit."""
    apart: bool = False
    """Whether the source sets it off from the block before by more than its usual space."""
    continues_prev: bool = False
    """Whether the source itself says that it goes on from the paragraph before."""

    over_page: bool = False
    """Whether it stood on the page after the paragraph before it."""

    @property
    def line(self) -> int | None:
        """First source line, for diagnostics."""
        return self.lines[0] if self.lines else None

    def texts(self) -> Iterator[str]:
        """Every visible text of the block."""
        yield from filter(None, (self.text, self.alt, *self.items))
        for row in self.rows:
            yield from row


class Metadata(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of the paper and the day; None is unknown."""

    publication: Publication = Publication()
    date: str | None = None
    """ISO 8601."""
    number: str | None = None
    edition: str | None = None
    page_name: str | None = None
    """版名 of a source that has one page without a name."""

    def over(self, weaker: Metadata) -> Metadata:
        """These values, and where they are silent those of ``weaker``."""
        mine = {k: v for k, v in msgspec.structs.asdict(self).items() if v is not None}
        both = msgspec.structs.asdict(weaker) | mine
        paper = msgspec.structs.asdict(weaker.publication) | {
            k: v for k, v in msgspec.structs.asdict(self.publication).items() if v is not None
        }
        return Metadata(**(both | {"publication": Publication(**paper)}))


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """A source, read: its blocks in reading order, what it says of itself, and its files."""

    format: str
    """Name of the format it was read as, e.g. ``markdown``."""
    blocks: tuple[DraftBlock, ...] = ()
    metadata: Metadata = Metadata()
    sources: Mapping[str, bytes] = {}
    """The source files as they were, by path below the source's folder, for the archive."""
    folder: Path | None = None
    """The only folder pictures may come from."""
    issue: Issue | None = None
    """The finished issue, of a source that is one (issue.json)."""
    diagnostics: tuple[Diagnostic, ...] = ()


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """What a reader found in one file."""

    blocks: tuple[DraftBlock, ...] = ()
    metadata: Metadata = Metadata()
    diagnostics: tuple[Diagnostic, ...] = ()
    head: int = 0
    """Number of lines at the head that are metadata and not printed."""
    uses: tuple[str, ...] = ()
    """Other source files that were read along with it, by path below the folder."""
