"""Our preflight of a PDF: what a press operator, an archivist and a blind reader must be able to
rely on. It tells what it found, and which tools looked; it certifies nothing.

Which rules hold is settled by what the file says of itself: PDF/X for a press, PDF/A and PDF/UA
for the archive; some hold for every file.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pikepdf
from pikepdf import Dictionary
from PIL import Image

from packager.checking import pdf_tools
from packager.checking.content import Piece, Reader
from packager.checking.pdf_fonts import Fonts
from packager.diagnostics import Code, Diagnostic

UNREADABLE = Code("P550", "error", "The file is no readable PDF", "Build it again.")
RGB = Code(
    "P554", "error", "Type, rules or areas of a press file are not in process inks",
    "Give every colour in device-cmyk().",
)  # fmt: skip
RGB_PICTURE = Code(
    "P555", "error", "A picture of a press file is not in process inks",
    "Build it again: pictures are converted on the way.",
)  # fmt: skip
RICH_BLACK = Code(
    "P556", "error", "Small type is printed in several inks",
    "Set text in black alone: inks out of register blur type under 10 pt.",
)  # fmt: skip
TOO_MUCH_INK = Code(
    "P557", "error", "There is more ink on a spot than the paper takes",
    "Convert the picture for this press, or lighten the colour in layout.toml.",
)  # fmt: skip
LOW_RESOLUTION = Code(
    "P558", "warning", "A picture prints under 200 dpi",
    "Give a larger original, or print it smaller.",
)  # fmt: skip
BOXES = Code(
    "P559", "error", "The page boxes do not fit each other or the page",
    "TrimBox has to lie inside BleedBox, and that inside MediaBox, with all text inside the trim.",
)  # fmt: skip
HAIRLINE = Code(
    "P560", "warning", "A rule is thinner than 0.25 pt",
    "Make it thicker in the layout: a press does not hold it.",
)  # fmt: skip
SMALL_TYPE = Code(
    "P561", "warning", "Type is smaller than 6 pt", "Set it larger: newsprint does not hold it."
)
NOT_TAGGED = Code(
    "P562", "error", "A page shows what is neither tagged nor an artifact",
    "Build it again: a screen reader passes over it.",
)  # fmt: skip
NO_INTENT = Code(
    "P563", "error", "The output intent or its profile is missing or of another colour",
    "Build it again, with `--icc` for the press's own profile.",
)  # fmt: skip
METADATA = Code(
    "P564", "error", "Metadata that the standard demands are missing",
    "Build it again; give `--title` if the paper's name is unknown.",
)  # fmt: skip
INTERACTIVE = Code(
    "P565", "error", "The file is encrypted or holds scripts or annotations",
    "Take them out: presses and archives refuse them.",
)  # fmt: skip
NO_ALTERNATIVE = Code(
    "P566",
    "error",
    "A figure has no alternative text",
    "Give the picture an alt text or a caption.",
)

LEAST_DPI, LEAST_TYPE, LEAST_RULE, RICH_TYPE = 200, 6.0, 0.25, 10.0
INK_LIMITS = {"FOGRA39L": 3.3}
"""Most ink by printing condition; newsprint's 240 % for every other one."""
NEWSPRINT = 2.4
_SLACK = 0.12
"""Ink that JPEG may add to a pixel here and there."""


class Profile(msgspec.Struct, frozen=True):
    """What the file says it is for."""

    press: bool
    archive: bool
    tagged: bool
    ink_limit: float


def check(path: Path, *, tools: bool = True) -> tuple[Diagnostic, ...]:
    """Check a PDF by our own rules and, with ``tools``, by qpdf and veraPDF where installed."""
    name = path.name
    try:
        with pikepdf.open(path, attempt_recovery=False) as pdf:
            if pdf.is_encrypted:
                return (INTERACTIVE.at("the file is encrypted", file=name),)
            found = list(findings(pdf))
            archive = profile_of(pdf).archive
    except (pikepdf.PdfError, OSError, ValueError, RecursionError) as error:
        return (UNREADABLE.at(str(error), file=name),)
    ours = tuple(
        msgspec.structs.replace(each, where=msgspec.structs.replace(each.where, file=name))
        for each in dict.fromkeys(found)
    )
    return (*ours, *(pdf_tools.run(path, archive=archive) if tools else ()))


def profile_of(pdf: pikepdf.Pdf) -> Profile:
    """What the file says it is for, by its metadata and output intent."""
    metadata = pdf.Root.get("/Metadata")
    xmp = metadata.read_bytes() if metadata is not None else b""
    press = (
        b"GTS_PDFXVersion>" in xmp
        or b"GTS_PDFXVersion=" in xmp
        or "/GTS_PDFXVersion" in pdf.docinfo
    )
    intents = list(pdf.Root.get("/OutputIntents", pikepdf.Array()))
    condition = next((str(intent.get("/OutputCondition", "")) for intent in intents), "")
    return Profile(
        press=press,
        archive=b"pdfaid:part>" in xmp or b"pdfaid:part=" in xmp,
        tagged=bool(pdf.Root.get("/MarkInfo", Dictionary()).get("/Marked", False)),
        ink_limit=INK_LIMITS.get(condition, NEWSPRINT),
    )


def findings(pdf: pikepdf.Pdf) -> Iterator[Diagnostic]:
    """Everything our own rules find."""
    profile = profile_of(pdf)
    yield from _document(pdf, profile)
    fonts = Fonts()
    images: dict[Any, float] = {}
    sizes = set()
    for number, page in enumerate(pdf.pages, 1):
        where = f"page {number}"
        yield from _boxes(page, where, profile)
        sizes.add(tuple(round(float(edge), 1) for edge in page.trimbox))
        for piece in Reader(page).pieces():
            yield from _piece(piece, where, profile)
            if piece.kind == "text":
                yield from fonts.unusable(piece, where)
            if piece.kind == "image":
                yield from _image(piece, where, profile, images)
            if piece.kind == "text" and not piece.artifact:
                yield from _inside(piece, page, where)
    if len(sizes) > 1:
        yield BOXES.at(f"the pages have {len(sizes)} different trims", severity="warning")


def _document(pdf: pikepdf.Pdf, profile: Profile) -> Iterator[Diagnostic]:
    root, info = pdf.Root, pdf.docinfo
    intents = list(root.get("/OutputIntents", []))
    if profile.press or profile.archive:
        components = {
            int(intent.DestOutputProfile.N) for intent in intents if "/DestOutputProfile" in intent
        }
        if not components:
            yield NO_INTENT.at("there is no output intent with a profile")
        elif profile.press and components != {4}:
            yield NO_INTENT.at("the output intent of a press file is not CMYK")
    if profile.press:
        if str(info.get("/Trapped", "")) not in {"/True", "/False"}:
            yield METADATA.at("Trapped is not stated")
        if "/CreationDate" not in info:
            yield METADATA.at(
                "PDF/X wants a date, and the issue's is not known", severity="warning"
            )
        if any("/Annots" in page for page in pdf.pages):
            yield INTERACTIVE.at("a press file has annotations")
    if "/Title" not in info:
        yield METADATA.at("the document has no title", severity="warning")
    if (profile.tagged or profile.archive) and "/Lang" not in root:
        yield METADATA.at("the document has no language")
    scripts = "/JavaScript" in root.get("/Names", Dictionary()) or "/AA" in root
    action = root.get("/OpenAction")
    if scripts or (isinstance(action, Dictionary) and action.get("/S") == "/JavaScript"):
        yield INTERACTIVE.at("the file holds scripts")
    if profile.tagged:
        yield from _figures(root.get("/StructTreeRoot"), 0)
    elif profile.archive:
        yield NOT_TAGGED.at("the document is not tagged")


def _figures(element: Any, depth: int) -> Iterator[Diagnostic]:
    """Figures of the tag tree without alternative text."""
    if not isinstance(element, Dictionary) or depth > 100:
        return
    if element.get("/S") == "/Figure" and not str(
        element.get("/Alt", element.get("/ActualText", ""))
    ):
        yield NO_ALTERNATIVE.at("a figure has no alternative text")
    kids = element.get("/K")
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, Dictionary) and kid.get("/Type") not in {"/MCR", "/OBJR"}:
            yield from _figures(kid, depth + 1)


def _boxes(page: pikepdf.Page, where: str, profile: Profile) -> Iterator[Diagnostic]:
    media = [float(edge) for edge in page.mediabox]
    bleed = [float(edge) for edge in page.obj.get("/BleedBox", page.mediabox)]
    if "/TrimBox" not in page.obj:
        if profile.press:
            yield BOXES.at(f"{where}: there is no TrimBox")
        return
    trim = [float(edge) for edge in page.trimbox]
    for inner, outer, words in ((trim, bleed, "TrimBox"), (bleed, media, "BleedBox")):
        low = inner[0] < outer[0] - 0.02 or inner[1] < outer[1] - 0.02
        if low or inner[2] > outer[2] + 0.02 or inner[3] > outer[3] + 0.02:
            yield BOXES.at(f"{where}: {words} reaches beyond the box around it")


def _inside(piece: Piece, page: pikepdf.Page, where: str) -> Iterator[Diagnostic]:
    left, bottom, right, top = (float(edge) for edge in page.trimbox)
    x, y = piece.place
    if not (left - 0.5 <= x <= right + 0.5 and bottom - 0.5 <= y <= top + 0.5):
        yield BOXES.at(f"{where}: there is text outside the trim")


def _piece(piece: Piece, where: str, profile: Profile) -> Iterator[Diagnostic]:
    colour = piece.colour
    if profile.press and piece.kind != "image":
        if colour.space not in {"grey", "cmyk"}:
            yield RGB.at(f"{where}: {piece.kind} in {colour.space.upper()}")
        inks = sum(part > 0.001 for part in colour.parts) if colour.space == "cmyk" else 1
        dark = colour.space == "cmyk" and len(colour.parts) == 4 and colour.parts[3] > 0.001
        if piece.kind == "text" and inks > 1 and piece.size < RICH_TYPE and (dark or inks > 2):
            yield RICH_BLACK.at(f"{where}: {piece.size:.1f} pt type in {inks} inks")
        if colour.ink > profile.ink_limit + 0.001 and not piece.artifact:
            yield TOO_MUCH_INK.at(f"{where}: {piece.kind} with {colour.ink:.0%} ink")
    if piece.kind == "text" and 0 < piece.size < LEAST_TYPE - 0.01:
        yield SMALL_TYPE.at(f"{where}: {piece.size:.1f} pt")
    if piece.kind in {"fill", "stroke"} and 0 < piece.size < LEAST_RULE - 0.01:
        yield HAIRLINE.at(f"{where}: {piece.size:.2f} pt")
    if (profile.tagged or profile.archive) and piece.mcid is None and not piece.artifact:
        yield NOT_TAGGED.at(f"{where}: {piece.kind}")


def _image(
    piece: Piece, where: str, profile: Profile, seen: dict[Any, float]
) -> Iterator[Diagnostic]:
    image, (width, height) = piece.image, piece.extent
    if profile.press and piece.colour.space not in {"grey", "cmyk"}:
        yield RGB_PICTURE.at(f"{where}: a picture in {piece.colour.space.upper()}")
    pixels = int(image.Width), int(image.Height)
    if width > 0 and height > 0 and pixels > (1, 1):
        dpi = min(pixels[0] / width, pixels[1] / height) * 72
        if dpi < LEAST_DPI - 1:
            yield LOW_RESOLUTION.at(
                f"{where}: a picture of {pixels[0]} × {pixels[1]} at {dpi:.0f} dpi"
            )
    if profile.press and piece.colour.space == "cmyk":
        key = image.objgen
        if key not in seen:
            seen[key] = most_ink(image)
        if seen[key] > profile.ink_limit + _SLACK:
            yield TOO_MUCH_INK.at(f"{where}: a picture with {seen[key]:.0%} ink")


def most_ink(image: Any) -> float:
    """The most ink in a CMYK picture, 1 for each full ink, but for a thousandth of its pixels.

    A large picture is looked at in part: every n-th pixel, about three hundred thousand.
    """
    picture = pikepdf.PdfImage(image).as_pil_image()
    if picture.mode != "CMYK":
        return 0.0
    every = max(1, round((picture.width * picture.height / 3e5) ** 0.5))
    small = picture.resize(
        (max(1, picture.width // every), max(1, picture.height // every)), Image.Resampling.NEAREST
    )
    inks = small.tobytes()
    totals = sorted(map(sum, zip(inks[0::4], inks[1::4], inks[2::4], inks[3::4], strict=True)))
    return float(totals[min(len(totals) - 1, int(len(totals) * 0.999))]) / 255
