"""A layout as data: page, grid, type scale, faces and colours out of a ``layout.toml``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import msgspec

from packager import resources
from packager.diagnostics import AssetError, Code
from packager.typesetting.line import Hangul, KinsokuLevel, Style

MM = 72 / 25.4
"""pt per mm."""

LEAST_MEASURE, LEAST_ROWS = 6, 20
"""The narrowest column, em, and the shortest page, lines, that words can be set in."""

LAYOUT_INVALID = Code(
    "M401",
    "error",
    "A layout cannot be read",
    "Correct layout.toml at the place named; docs/layouts.md explains every key.",
    '[grid]\ncolumns = "eight"',
)
LAYOUT_UNKNOWN = Code(
    "M402",
    "error",
    "There is no layout of this name",
    "`packager layouts` lists them; a folder path with a layout.toml works too.",
    "packager build issue.md --layout brodsheet",
)


class PageSize(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Trimmed page and margins to the type area, in mm."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    bleed: float = 0.0


class Grid(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The basic grid: columns of ``measure`` em parted by ``gutter`` em, lines of ``leading`` pt.

    The em is the body size.
    """

    columns: int
    measure: float
    gutter: float
    leading: float


class TypeStyle(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How one role is set. ``face`` names a chain of ``[faces]``; sizes in pt, largest first.

    Several ``sizes`` are steps: make-up picks the one that fits the width and the story's rank.
    """

    face: str
    sizes: tuple[float, ...]
    leading: float = 0.0
    """pt; 0: a whole number of grid lines that holds the size."""
    align: Literal["start", "centre", "end", "justify"] = "justify"
    colour: str = "ink"
    level: KinsokuLevel = "basic"
    hangul: Hangul = "words"
    indent: float = 0.0
    """em of the first line."""


class Dress(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How stories of one kind are dressed; names are roles of ``[type]``."""

    headline: str = "headline"
    alternate: str = "headline-sans"
    """Sets the headline where one in the same face stands beside it."""
    body: str = "body"
    items: str = ""
    """Sets the items of its lists; empty: as ``body``. Of several sizes the largest in which every
    item takes one line."""
    box: bool = False
    """Framed, with fewer and wider columns inside (变栏)."""
    largest: float = 0.0
    """pt that the headline does not exceed; 0: no limit of its own."""
    ear: bool = False
    """Stands well beside the nameplate (报眼)."""
    gather: bool = False
    """Neighbouring stories of this kind are set as one block under one label."""
    narrowest: int = 1
    widest: int = 0
    """Page columns the story may take; 0: as many as the page has."""


class Colour(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A process colour, each ink 0..1, and the sRGB that screens and the archive edition show."""

    cmyk: tuple[float, float, float, float]
    rgb: str


class Layout(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One look of the paper."""

    name: str
    title: str
    description: str
    page: PageSize
    grid: Grid
    faces: dict[str, tuple[str, ...]]
    """Fallback chains by role of the face: song, hei, kai, heavy …"""
    type: dict[str, TypeStyle]
    """One entry per role: body, headline, kicker, deck, byline, crosshead, caption …"""
    colours: dict[str, Colour]
    headline: tuple[float, float] = (48.0, 15.0)
    """Headline sizes in pt: the lead's, and that of a story one column wide."""
    lunar_date: bool = False
    """Whether the imprint line of a Chinese paper gives the lunar date (农历)."""
    upright: bool = False
    """Whether a page may have a vertical headline (竖题), where the language allows it."""
    kinds: dict[str, Dress] = {}
    """Dress by kind of story; a kind that is not named is dressed as news."""
    folder: str = ""
    language: str = "zh-CN"
    """BCP 47 tag that the words are set by; make-up replaces it by the issue's own."""

    @property
    def em(self) -> float:
        """The body size in pt."""
        return self.type["body"].sizes[0]

    @property
    def type_area(self) -> tuple[float, float, float, float]:
        """x, y, width, height of the type area (版心) in pt.

        The width is the grid's own, centred between the margins, so that columns are whole ems.
        """
        page, grid = self.page, self.grid
        room = (page.width - page.left - page.right) * MM
        width = self.span(grid.columns)
        x = page.left * MM + (room - width) / 2
        return x, page.top * MM, width, self.rows * grid.leading

    @property
    def rows(self) -> int:
        """Grid lines in the type area."""
        page = self.page
        return int((page.height - page.top - page.bottom) * MM / self.grid.leading + 1e-6)

    def span(self, columns: int) -> float:
        """Width in pt of ``columns`` merged basic columns: k·n + (k − 1)·gutter em."""
        return (columns * self.grid.measure + (columns - 1) * self.grid.gutter) * self.em

    def style(self, role: str, size: float | None = None) -> Style:
        """The composer's style for a role, at ``size`` pt or the role's first size."""
        spec = self.type[role]
        return Style(
            faces=self.faces[spec.face],
            size=size or spec.sizes[0],
            strong=self.faces.get("strong", ()),
            emphasis=self.faces.get("emphasis", ()),
            language=self.language,
            level=spec.level,
            hangul=spec.hangul,
            justify=spec.align == "justify",
        )


def _read(path: Path) -> dict[str, Any]:
    """A layout file over the layout that it ``extends``; only shipped layouts can be extended."""
    data: dict[str, Any] = msgspec.toml.decode(path.read_bytes())
    base = data.pop("extends", None)
    if base is None:
        return data
    if base not in names() or base == path.parent.name:
        raise msgspec.ValidationError(f"extends: no shipped layout `{base}` - at `$.extends`")
    return _over(data, _read(resources.LAYOUTS / base / "layout.toml"))


def _over(data: dict[str, Any], base: dict[str, Any]) -> dict[str, Any]:
    """``data`` over ``base``, table by table."""
    merged = dict(base)
    for key, value in data.items():
        known = base.get(key)
        if isinstance(value, dict) and isinstance(known, dict):
            merged[key] = _over(value, known)
        else:
            merged[key] = value
    return merged


def names() -> list[str]:
    """The layouts that ship with the package."""
    return sorted(path.parent.name for path in resources.LAYOUTS.glob("*/layout.toml"))


def load(name: str) -> Layout:
    """Read a layout by name, or by the path of a folder that holds a ``layout.toml``.

    Raises :class:`AssetError`.
    """
    folder = resources.LAYOUTS / name if name in names() else Path(name)
    path = folder / "layout.toml"
    if not path.is_file():
        raise AssetError(LAYOUT_UNKNOWN.at(f"no layout `{name}`; there are: {', '.join(names())}"))
    try:
        layout = msgspec.convert(_read(path), Layout)
    except (OSError, msgspec.DecodeError, msgspec.ValidationError) as error:
        raise AssetError(LAYOUT_INVALID.at(str(error), file=str(path))) from error
    for fault in _faults(layout):
        raise AssetError(LAYOUT_INVALID.at(fault, file=str(path)))
    return msgspec.structs.replace(layout, folder=str(folder.resolve()))


ROLES = (
    "body", "crosshead", "nameplate", "folio", "imprint", "credits", "label", "kicker", "headline",
    "deck", "byline", "caption", "credit", "jump", "jump-head", "brief-head", "verse",
    "table-title", "cell", "cell-head",
)  # fmt: skip
"""Roles that every layout sets in ``[type]``."""


def _faults(layout: Layout) -> Iterator[str]:
    """What is wrong with a layout that is readable."""
    for role in ROLES:
        if role not in layout.type:
            yield f"type: no role `{role}`"
    for role, spec in layout.type.items():
        if spec.face not in layout.faces:
            yield f"type.{role}: no chain `{spec.face}` in [faces]"
        if spec.colour not in layout.colours:
            yield f"type.{role}: no colour `{spec.colour}`"
        if not spec.sizes or min(spec.sizes) <= 0:
            yield f"type.{role}: sizes must be above 0"
    for kind, dress in layout.kinds.items():
        for role in (dress.headline, dress.alternate, dress.body, dress.items or dress.body):
            if role not in layout.type:
                yield f"kinds.{kind}: no role `{role}` in [type]"
    if layout.grid.columns < 1 or layout.grid.measure < LEAST_MEASURE or layout.grid.leading <= 0:
        yield f"grid: at least one column of {LEAST_MEASURE} em, on a leading above 0"
        return
    if layout.span(layout.grid.columns) > (layout.page.width - 2) * MM:
        yield "grid: the columns are wider than the page"
    if layout.rows < LEAST_ROWS:
        yield f"page: room for {layout.rows} lines, at least {LEAST_ROWS} are needed"
