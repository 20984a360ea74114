"""What a PDF page shows, piece by piece, with its colour, size, place and mark.

A small interpreter of content streams (ISO 32000-1, 8 and 9): as much as a preflight must know.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal

import msgspec
import pikepdf
from pikepdf import Dictionary, Matrix

Space = Literal["grey", "rgb", "cmyk", "other"]
MOST_DEPTH = 12
"""Forms within forms that are followed."""

_PAINTS = frozenset({"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "n"})
_SHOWS = frozenset({"Tj", "TJ", "'", '"'})
_TEXT_STATE = frozenset({"BT", "Tm", "Td", "TD", "T*", "Tf"})
_PATH = frozenset({"re", "m", "l", "c", "v", "y"})


class Colour(msgspec.Struct, frozen=True):
    """A colour as set: its kind of space and its components."""

    space: Space = "grey"
    parts: tuple[float, ...] = (0.0,)

    @property
    def ink(self) -> float:
        """All inks together, 1 for each full one; 0 for a colour that is not of process inks."""
        if self.space == "grey" and self.parts:
            return 1 - self.parts[0]
        return sum(self.parts) if self.space == "cmyk" else 0.0


class Piece(msgspec.Struct, frozen=True):
    """Something that is painted."""

    kind: Literal["text", "fill", "stroke", "image", "shading"]
    colour: Colour
    place: tuple[float, float]
    """x and y in pt of where it starts."""
    size: float = 0.0
    """pt: of type, or of the thinnest side of what is filled or stroked; 0: unknown."""
    codes: bytes = b""
    font: Any = None
    image: Any = None
    extent: tuple[float, float] = (0.0, 0.0)
    """Width and height of an image on the page, pt."""
    mcid: int | None = None
    artifact: bool = False
    actual: str | None = None
    """ActualText that stands for the marked content around it."""


class _State:
    """The graphics state, as far as it matters here."""

    def __init__(self) -> None:
        self.matrix = Matrix()
        self.fill = self.stroke = Colour()
        self.width = 1.0
        self.font: Any = None
        self.size = 0.0

    def copy(self) -> _State:
        new = _State()
        new.__dict__.update(self.__dict__)
        return new


class Reader:
    """Walks the content of one page."""

    def __init__(self, page: pikepdf.Page) -> None:
        self.page = page
        self.state = _State()
        self.stack: list[_State] = []
        self.marks: list[tuple[int | None, bool, str | None]] = []
        self.text = self.line = Matrix()
        self.path: list[tuple[float, float]] = []
        self.box: tuple[float, float] | None = None

    def pieces(self) -> Iterator[Piece]:
        """Everything painted, in order. Raises :class:`pikepdf.PdfError` for broken content."""
        yield from self._walk(self.page, self.page.obj.get("/Resources", Dictionary()), 0)

    def _walk(self, stream: Any, resources: Any, depth: int) -> Iterator[Piece]:
        for instruction in pikepdf.parse_content_stream(stream):
            name, operands = str(instruction.operator), list(instruction.operands)
            if name in _PAINTS:
                found = self._painted(name)
                if found is not None:
                    yield found
            elif name in _SHOWS:
                yield self._words(operands[-1])
            elif name == "Do":
                yield from self._shown(str(operands[0]), resources, depth)
            elif name == "sh":
                shading = resources.get("/Shading", Dictionary()).get(str(operands[0]))
                kind = _space(shading.ColorSpace, resources) if shading is not None else "other"
                yield self._piece("shading", Colour(kind, ()), (0.0, 0.0))
            elif name in _TEXT_STATE:
                self._text(name, operands, resources)
            elif name in _PATH:
                self._construct(name, [float(number) for number in operands])
            else:
                self._state(name, operands, resources)

    def _state(self, name: str, operands: list[Any], resources: Any) -> None:
        state = self.state
        match name:
            case "q":
                self.stack.append(state.copy())
            case "Q" if self.stack:
                self.state = self.stack.pop()
            case "cm":
                state.matrix = _matrix(operands) @ state.matrix
            case "w":
                state.width = float(operands[0])
            case "g" | "rg" | "k" | "cs" | "sc" | "scn":
                state.fill = _colour(name, operands, resources, state.fill)
            case "G" | "RG" | "K" | "CS" | "SC" | "SCN":
                state.stroke = _colour(name.lower(), operands, resources, state.stroke)
            case "BMC" | "BDC":
                self.marks.append(_mark(operands, resources))
            case "EMC" if self.marks:
                self.marks.pop()

    def _piece(self, kind: Any, colour: Colour, place: tuple[float, float], **more: Any) -> Piece:
        mcid = next((mark[0] for mark in reversed(self.marks) if mark[0] is not None), None)
        actual = next((mark[2] for mark in reversed(self.marks) if mark[2] is not None), None)
        artifact = any(mark[1] for mark in self.marks)
        return Piece(kind, colour, place, mcid=mcid, artifact=artifact, actual=actual, **more)

    def _text(self, name: str, operands: list[Any], resources: Any) -> None:
        match name:
            case "BT":
                self.text = self.line = Matrix()
            case "Tm":
                self.text = self.line = _matrix(operands)
            case "Td" | "TD":
                x, y = map(float, operands)
                self.text = self.line = Matrix(1, 0, 0, 1, x, y) @ self.line
            case "T*":
                self.text = self.line
            case "Tf":
                self.state.font = resources.get("/Font", Dictionary()).get(str(operands[0]))
                self.state.size = float(operands[1])

    def _words(self, shown: Any) -> Piece:
        strings = shown if isinstance(shown, pikepdf.Array) else [shown]
        codes = b"".join(bytes(part) for part in strings if isinstance(part, pikepdf.String))
        whole = self.text @ self.state.matrix
        size = abs(self.state.size) * (abs(whole.a * whole.d - whole.b * whole.c) ** 0.5)
        return self._piece(
            "text", self.state.fill, (whole.e, whole.f), size=size, codes=codes,
            font=self.state.font,
        )  # fmt: skip

    def _construct(self, name: str, numbers: list[float]) -> None:
        if name == "re":
            x, y, width, height = numbers
            a, b = (
                self.state.matrix.transform((x, y)),
                self.state.matrix.transform((x + width, y + height)),
            )
            self.path += [a, b]
            self.box = abs(b[0] - a[0]), abs(b[1] - a[1])
        else:
            self.box = None
            self.path.append(self.state.matrix.transform((numbers[-2], numbers[-1])))

    def _painted(self, name: str) -> Piece | None:
        """What a path-painting operator shows; a clip and an empty path show nothing."""
        path, box = self.path, self.box
        self.path, self.box = [], None
        if not path or name == "n":
            return None
        matrix = self.state.matrix
        if name in {"S", "s"}:
            size = self.state.width * abs(matrix.a * matrix.d - matrix.b * matrix.c) ** 0.5
            return self._piece("stroke", self.state.stroke, path[0], size=size)
        return self._piece("fill", self.state.fill, path[0], size=min(box) if box else 0.0)

    def _shown(self, name: str, resources: Any, depth: int) -> Iterator[Piece]:
        shown = resources.get("/XObject", Dictionary()).get(name)
        if shown is None:
            return
        matrix = self.state.matrix
        if shown.get("/Subtype") == "/Image":
            size = (matrix.a**2 + matrix.b**2) ** 0.5, (matrix.c**2 + matrix.d**2) ** 0.5
            space = (
                "grey" if shown.get("/ImageMask") else _space(shown.get("/ColorSpace"), resources)
            )
            colour = Colour(space, ())
            yield self._piece("image", colour, (matrix.e, matrix.f), image=shown, extent=size)
        elif shown.get("/Subtype") == "/Form" and depth < MOST_DEPTH:
            self.stack.append(self.state.copy())
            if "/Matrix" in shown:
                self.state.matrix = _matrix(list(shown.Matrix)) @ matrix
            yield from self._walk(shown, shown.get("/Resources", resources), depth + 1)
            self.state = self.stack.pop()


def _matrix(operands: Sequence[Any]) -> Matrix:
    a, b, c, d, e, f = map(float, operands)
    return Matrix(a, b, c, d, e, f)


def _mark(operands: list[Any], resources: Any) -> tuple[int | None, bool, str | None]:
    """MCID, whether it is an artifact, ActualText."""
    artifact = str(operands[0]) == "/Artifact"
    properties = operands[1] if len(operands) > 1 else None
    if isinstance(properties, pikepdf.Name):
        properties = resources.get("/Properties", Dictionary()).get(str(properties))
    if not isinstance(properties, Dictionary):
        return None, artifact, None
    mcid, actual = properties.get("/MCID"), properties.get("/ActualText")
    return (
        None if mcid is None else int(mcid),
        artifact,
        None if actual is None else str(actual),
    )


def _colour(name: str, operands: list[Any], resources: Any, before: Colour) -> Colour:
    if name == "cs":
        space = _space(operands[0], resources)
        start = (0.0, 0.0, 0.0, 1.0) if space == "cmyk" else (0.0,) * (3 if space == "rgb" else 1)
        return Colour(space, start)
    parts = tuple(float(part) for part in operands if not isinstance(part, pikepdf.Name))
    kinds: dict[str, Space] = {"g": "grey", "rg": "rgb", "k": "cmyk"}
    return Colour(kinds.get(name, before.space), parts)


def _space(space: Any, resources: Any) -> Space:
    """The kind of a colour space by its family or its components."""
    if isinstance(space, pikepdf.Name):
        names: dict[str, Space] = {
            "/DeviceGray": "grey", "/CalGray": "grey", "/G": "grey", "/DeviceRGB": "rgb",
            "/RGB": "rgb", "/DeviceCMYK": "cmyk", "/CMYK": "cmyk",
        }  # fmt: skip
        if str(space) in names:
            return names[str(space)]
        named = resources.get("/ColorSpace", Dictionary()).get(str(space))
        return "other" if named is None else _space(named, Dictionary())
    if isinstance(space, pikepdf.Array) and len(space) > 1:
        family = str(space[0])
        if family == "/ICCBased":
            by_number: dict[int, Space] = {1: "grey", 3: "rgb", 4: "cmyk"}
            return by_number.get(int(space[1].N), "other")
        if family in {"/Indexed", "/I"}:
            return _space(space[1], resources)
        if family in {"/CalRGB", "/Lab"}:
            return "rgb"
    return "other"
