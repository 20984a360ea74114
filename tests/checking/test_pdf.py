"""The preflight finds each seeded fault by its code, and finds nothing in what we print."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Name
from PIL import Image

from packager import press
from packager.checking import pdf as preflight
from packager.checking import pdf_fonts
from packager.diagnostics import Code
from packager.makeup.page import MadeIssue, MadePage
from tests.press.pages import HEIGHT, LAYOUT, WIDTH, block, issue, made

Spoil = Callable[[pikepdf.Pdf], None]


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("source")
    Image.radial_gradient("L").convert("RGB").resize((900, 600)).save(folder / "bridge.png")
    painted = press.paint(made("bridge.png"), issue("bridge.png"), LAYOUT)
    return {
        name: press.print_edition(
            painted, made("bridge.png"), issue("bridge.png"), folder=folder, edition=name
        ).pdf
        for name in press.EDITIONS
    }


def codes(data: bytes, folder: Path, spoil: Spoil | None = None) -> set[str]:
    """The codes of errors and warnings in a PDF, spoilt first if so asked."""
    path = folder / "checked.pdf"
    if spoil is None:
        path.write_bytes(data)
    else:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            spoil(pdf)
            pdf.save(path)
    found = preflight.check(path, tools=False)
    return {finding.code for finding in found if finding.severity != "info"}


@pytest.mark.parametrize("edition", ["press", "press-trimmed", "office", "archive"])
def test_what_we_print_has_no_fault(
    editions: dict[str, bytes], edition: str, tmp_path: Path
) -> None:
    assert codes(editions[edition], tmp_path) == set()


def picture(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return next(iter(pdf.pages[0].get_images().values()))


def replace(pdf: pikepdf.Pdf, old: bytes, new: bytes) -> None:
    content = pdf.pages[0].Contents.read_bytes()
    assert old in content, "the fault has to be seeded somewhere"
    pdf.pages[0].Contents.write(content.replace(old, new, 1))


def an_rgb_picture(pdf: pikepdf.Pdf) -> None:
    image = picture(pdf)
    image.ColorSpace = Name.DeviceRGB
    del image.Decode
    image.write(bytes(3 * int(image.Width) * int(image.Height)))


def a_picture_of_320_percent_ink(pdf: pikepdf.Pdf) -> None:
    image = picture(pdf)
    del image.Decode
    image.write(bytes([204] * 4 * int(image.Width) * int(image.Height)))


def a_picture_of_90_dpi(pdf: pikepdf.Pdf) -> None:
    image = picture(pdf)
    del image.Decode
    image.Width, image.Height = 180, 120
    image.write(bytes(4 * 180 * 120))


def a_font_not_embedded(pdf: pikepdf.Pdf) -> None:
    font = next(iter(pdf.pages[0].Resources.Font.values()))
    del font.DescendantFonts[0].FontDescriptor.FontFile2


def a_missing_glyph(pdf: pikepdf.Pdf) -> None:
    content = pdf.pages[0].Contents.read_bytes()
    at = content.index(b"[<") + 2
    pdf.pages[0].Contents.write(content[:at] + b"0000" + content[at + 4 :])


def text_that_tells_nothing(pdf: pikepdf.Pdf) -> None:
    for font in pdf.pages[0].Resources.Font.values():
        del font.ToUnicode


def rgb_type(pdf: pikepdf.Pdf) -> None:
    replace(pdf, b"/DeviceCMYK cs\n0 0 0 1 scn\nBT", b"0 0 0 rg\nBT")


def small_type_in_four_inks(pdf: pikepdf.Pdf) -> None:
    content = pdf.pages[0].Contents.read_bytes()
    pdf.pages[0].Contents.write(content.replace(b"0 0 0 1 scn\nBT", b".5 .5 .5 1 scn\nBT"))


def a_trim_beyond_the_page(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.TrimBox = Array([-20, 0, 1200, 1530])


def a_trim_through_the_text(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.TrimBox = Array([100, 100, 900, 1400])


def no_trim(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[0].obj.TrimBox


def no_intent(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents


def trapping_unknown(pdf: pikepdf.Pdf) -> None:
    del pdf.trailer.Info.Trapped


def an_untagged_text(pdf: pikepdf.Pdf) -> None:
    content = pdf.pages[0].Contents.read_bytes()
    start = content.index(b"/P <<")
    end = content.index(b"BDC", start) + 3
    pdf.pages[0].Contents.write(content[:start] + b"/P BMC" + content[end:])


def a_hairline(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(b"/Artifact BMC 0 0 0 1 k 100 100 0.1 50 re f EMC", prepend=False)


def a_script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(S=Name.JavaScript, JS=pikepdf.String("app.beep()"))


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (an_rgb_picture, preflight.RGB_PICTURE),
        (a_picture_of_320_percent_ink, preflight.TOO_MUCH_INK),
        (a_picture_of_90_dpi, preflight.LOW_RESOLUTION),
        (a_font_not_embedded, pdf_fonts.FONT_NOT_EMBEDDED),
        (a_missing_glyph, pdf_fonts.MISSING_GLYPH),
        (text_that_tells_nothing, pdf_fonts.NO_UNICODE),
        (rgb_type, preflight.RGB),
        (small_type_in_four_inks, preflight.RICH_BLACK),
        (a_trim_beyond_the_page, preflight.BOXES),
        (a_trim_through_the_text, preflight.BOXES),
        (no_trim, preflight.BOXES),
        (no_intent, preflight.NO_INTENT),
        (trapping_unknown, preflight.METADATA),
        (an_untagged_text, preflight.NOT_TAGGED),
        (a_hairline, preflight.HAIRLINE),
        (a_script, preflight.INTERACTIVE),
    ],
    ids=lambda value: value.__name__ if callable(value) else value.code,
)
def test_a_seeded_fault_is_caught_by_its_code(
    editions: dict[str, bytes], spoil: Spoil, code: Code, tmp_path: Path
) -> None:
    assert code.code in codes(editions["press"], tmp_path, spoil)


def test_a_character_that_no_face_has_is_not_printed_in_silence(tmp_path: Path) -> None:
    item = block(60, 60, "临河\u0639桥")  # an Arabic letter, and the machine's own fonts stay out
    page = MadePage(number="1", name=None, width=WIDTH, height=HEIGHT, items=(item,))
    printed = press.print_pdf(MadeIssue(pages=(page,)), issue(), LAYOUT, folder=None)
    assert pdf_fonts.MISSING_GLYPH.code in codes(printed.pdf, tmp_path)


def test_a_figure_without_words_is_found(editions: dict[str, bytes], tmp_path: Path) -> None:
    def silence(pdf: pikepdf.Pdf) -> None:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == "/Figure":
                del thing.Alt

    assert preflight.NO_ALTERNATIVE.code in codes(editions["archive"], tmp_path, silence)


def test_a_file_that_is_no_pdf_is_a_finding_and_no_traceback(tmp_path: Path) -> None:
    assert codes(b"%PDF-1.7 but not really", tmp_path) == {preflight.UNREADABLE.code}


def test_an_encrypted_file_is_refused(editions: dict[str, bytes], tmp_path: Path) -> None:
    path = tmp_path / "locked.pdf"
    with pikepdf.open(io.BytesIO(editions["office"])) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(owner="x", user=""))
    assert [finding.code for finding in preflight.check(path, tools=False)] == [
        preflight.INTERACTIVE.code
    ]
