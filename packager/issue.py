"""The model: one newspaper issue as frozen, typed values, to and from ``issue.json``.

The JSON is the contract other tools build on (schema ``packager.issue/1``). Fields beyond the
contract are written only when they hold something.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

import msgspec

SCHEMA = "packager.issue/1"

Kind = Literal[
    "news", "feature", "commentary", "photo", "brief", "notice", "advert", "verse", "table", "other"
]
MarkStyle = Literal["strong", "emphasis", "dots", "superscript", "subscript", "link"]


class Mark(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """An inline style over ``text[start:end]`` (offsets in code points)."""

    start: int
    end: int
    style: MarkStyle
    href: str | None = None


class _FromSource(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """Where a block came from when it is not by lines."""

    ids: tuple[str, ...] = ()
    """The source's own item ids, for formats that have them."""
    file: str | None = None
    """The file below the source folder, when a source has several."""


class _Sourced(_FromSource, frozen=True, kw_only=True):
    """A block with its source lines (from 1, inclusive)."""

    lines: tuple[int, int] | None = None


class Paragraph(_Sourced, frozen=True, kw_only=True, tag="paragraph"):
    """One printed paragraph, its column breaks rejoined."""

    text: str
    marks: tuple[Mark, ...] = ()


class Crosshead(_Sourced, frozen=True, kw_only=True, tag="crosshead"):
    """小标题 inside a story."""

    text: str


class Figure(_Sourced, frozen=True, kw_only=True, tag="figure"):
    """A picture with its caption (paragraphs joined by newlines) and credit, as printed.

    ``src`` is a path below the source's folder, or None for a printed picture that is missing.
    """

    src: str | None = None
    caption: str = ""
    credit: str = ""
    alt: str = ""


class Table(_Sourced, frozen=True, kw_only=True, tag="table"):
    """Rows of cell texts; the first ``header_rows`` are headings."""

    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    header_rows: int = 0


class ItemList(_Sourced, frozen=True, kw_only=True, tag="list"):
    """A list; marks and numbers stay in the items as printed."""

    items: tuple[str, ...]


class Verse(_FromSource, frozen=True, kw_only=True, tag="verse"):
    """Lines of verse; an empty string parts stanzas.

    The contract gives ``lines`` to the words here, so the source lines stand in ``source_lines``.
    """

    lines: tuple[str, ...]
    source_lines: tuple[int, int] | None = None


class Jump(_Sourced, frozen=True, kw_only=True, tag="jump"):
    """转版: ``to`` is 下转, ``from`` is 上接; ``target`` is the other part's article id."""

    direction: Literal["to", "from"]
    page: str
    text: str
    target: str | None = None


class Gap(_Sourced, frozen=True, kw_only=True, tag="gap"):
    """The source breaks off here: printed words are lost."""

    reason: str


def source_lines(block: Block) -> tuple[int, int] | None:
    """The block's source lines (from 1, inclusive), whatever its type."""
    return block.source_lines if isinstance(block, Verse) else block.lines


Block = Paragraph | Crosshead | Figure | Table | ItemList | Verse | Jump | Gap


class Byline(msgspec.Struct, frozen=True):
    """One person: name, printed role (记者, 通讯员, 摄 …) and agency (本报, 新华社 …)."""

    name: str
    role: str | None = None
    agency: str | None = None


class Dateline(msgspec.Struct, frozen=True):
    """电头 as parsed, and ``text`` as printed: a prefix of the first paragraph's text."""

    text: str
    agency: str | None = None
    place: str | None = None
    date: str | None = None


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """One story of one page."""

    id: str
    kind: Kind = "news"
    label: str | None = None
    kicker: str | None = None
    headline: str | None = None
    deck: tuple[str, ...] = ()
    bylines: tuple[Byline, ...] = ()
    byline_text: str | None = None
    """The byline line as printed when it stands by itself (本报记者 韩云峰)."""
    dateline: Dateline | None = None
    body: tuple[Block, ...] = ()
    lines: tuple[int, int] | None = None
    file: str | None = None

    @property
    def title(self) -> str:
        """The headline, or for a story without one the best words to list it by."""
        if self.headline:
            return self.headline
        if self.label:
            return self.label
        for text in self.texts():
            return text if len(text) <= 24 else text[:24].rstrip("。，、；：.,;: ") + "…"
        return self.id

    def texts(self) -> Iterator[str]:
        """Every printed text of the body in order, one per paragraph, item, cell or line."""
        for block in self.body:
            yield from block_texts(block)


def block_texts(block: Block) -> Iterator[str]:
    """The printed texts of a block in reading order; none for a gap."""
    match block:
        case Paragraph(text=text) | Crosshead(text=text) | Jump(text=text):
            yield text
        case Figure(caption=caption, credit=credit):
            yield from filter(None, (*caption.split("\n"), credit))
        case Table(rows=rows, caption=caption):
            yield from filter(None, (caption, *(cell for row in rows for cell in row)))
        case ItemList(items=items):
            yield from items
        case Verse(lines=lines):
            yield from filter(None, lines)


class Furniture(msgspec.Struct, frozen=True):
    """Printed matter of a page that belongs to no story: folio line, credits, page number."""

    name: str
    """What it is: ``folio``, ``credits``, ``page-number``, ``nameplate``, ``imprint`` …"""
    text: str
    lines: tuple[int, int] | None = None


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """版: a printed page. ``number`` is None where the source does not tell pages apart."""

    number: str | None = None
    name: str | None = None
    articles: tuple[Article, ...] = ()
    furniture: tuple[Furniture, ...] = ()


class Publication(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of the paper; None is unknown and is never filled by guessing."""

    title: str | None = None
    language: str | None = None
    """BCP 47 tag of the main text."""
    publisher: str | None = None
    sponsor: str | None = None
    """主管/主办单位."""
    cn: str | None = None
    """国内统一连续出版物号."""
    issn: str | None = None
    post_code: str | None = None
    """邮发代号."""
    website: str | None = None
    address: str | None = None
    phone: str | None = None
    printer: str | None = None
    price: str | None = None


class Issue(msgspec.Struct, frozen=True, kw_only=True):
    """One issue of a newspaper."""

    schema: str = SCHEMA
    publication: Publication = Publication()
    date: str | None = None
    """ISO 8601 date, or None if nobody gave one."""
    number: str | None = None
    """总期号 as printed."""
    edition: str | None = None
    pages: tuple[Page, ...] = ()

    def articles(self) -> Iterator[tuple[Page, Article]]:
        """Every article with its page, in order."""
        for page in self.pages:
            for article in page.articles:
                yield page, article


_EXTRAS = frozenset(
    {"ids", "file", "marks", "header_rows", "target", "byline_text", "furniture", "source_lines"}
)
"""Fields beyond the contract: left out of the JSON while they hold nothing."""


def to_json(issue: Issue) -> bytes:
    """Encode as canonical ``issue.json``: UTF-8, two-space indent, one final newline."""

    value = msgspec.to_builtins(msgspec.structs.replace(issue, pages=()))
    value["pages"] = [  # one by one: as dictionaries they take far more memory than as text
        msgspec.Raw(msgspec.json.encode(_slim(msgspec.to_builtins(page)))) for page in issue.pages
    ]
    return msgspec.json.format(msgspec.json.encode(_slim(value))) + b"\n"


def _slim(value: Any) -> Any:
    """The same value, the extras that hold nothing taken out of it."""
    parts = value
    if type(value) is dict:
        for key in _EXTRAS & value.keys():
            if not value[key]:
                del value[key]
        parts = value.values()
    for part in parts:
        if type(part) in _HOLDERS:
            _slim(part)
    return value


_HOLDERS = (dict, list, tuple)


def from_json(data: bytes) -> Issue:
    """Decode ``issue.json``.

    Raises :class:`msgspec.DecodeError` for text that is not JSON and
    :class:`msgspec.ValidationError` (which names the path) for JSON that is not an issue.
    """
    issue = msgspec.json.decode(data, type=Issue)
    if issue.schema != SCHEMA:
        raise msgspec.ValidationError(
            f"schema is `{issue.schema}`, expected `{SCHEMA}` - at `$.schema`"
        )
    return issue
