"""The press edition, whole: what a press operator and a reader of the file find in it."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from weasyprint.urls import FatalURLFetchingError

from packager import press
from packager.issue import Issue
from packager.pictures import PICTURE_OUTSIDE
from packager.press.fetcher import Fetcher

from .pages import HEIGHT, LAYOUT, WIDTH, issue, made


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("source")
    Image.radial_gradient("L").convert("RGB").resize((900, 600)).save(path / "bridge.jpg")
    return path


@pytest.fixture(scope="module")
def printed(folder: Path) -> press.Printed:
    return press.print_pdf(made("bridge.jpg"), issue("bridge.jpg"), LAYOUT, folder=folder)


@pytest.fixture(scope="module")
def pdf(printed: press.Printed) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(printed.pdf))


def content(pdf: pikepdf.Pdf) -> bytes:
    return pdf.pages[0].Contents.read_bytes()


def test_the_page_is_exact_and_its_boxes_agree(pdf: pikepdf.Pdf) -> None:
    for name in ("/MediaBox", "/TrimBox", "/BleedBox"):
        box = [float(number) for number in pdf.pages[0].obj[name]]
        assert box == pytest.approx([0, 0, WIDTH, HEIGHT], abs=0.01)


def test_text_and_rules_are_process_ink_and_black_is_black_alone(pdf: pikepdf.Pdf) -> None:
    words = content(pdf)
    assert b"/DeviceCMYK cs" in words
    assert b"0 0 0 1 scn" in words
    assert not re.search(rb"\b(rg|RG|g|G)\n", words)
    assert b"DeviceRGB" not in words


def test_pictures_are_converted_to_process_inks(pdf: pikepdf.Pdf) -> None:
    (image,) = pdf.pages[0].get_images().values()
    assert image.ColorSpace == "/DeviceCMYK"
    assert (image.Width, image.Height) == (600, 400), "144 × 96 pt at 300 dpi"


def test_a_grey_picture_stays_grey(tmp_path: Path) -> None:
    Image.linear_gradient("L").resize((600, 400)).save(tmp_path / "grey.png")
    printed = press.print_pdf(made("grey.png"), issue("grey.png"), LAYOUT, folder=tmp_path)
    with pikepdf.open(io.BytesIO(printed.pdf)) as pdf:
        (image,) = pdf.pages[0].get_images().values()
        assert image.ColorSpace == "/DeviceGray"


def test_the_output_intent_carries_its_profile(pdf: pikepdf.Pdf) -> None:
    (intent,) = pdf.Root.OutputIntents
    assert intent.S == "/GTS_PDFX"
    assert intent.DestOutputProfile.N == 4
    assert pdf.trailer.Info.Trapped == "/False"


def test_bookmarks_lead_from_page_to_story(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        (page,) = outline.root
        assert page.title == "第1版 要闻"
        assert [entry.title for entry in page.children] == ["临河三桥昨合龙"]


def test_metadata_comes_from_the_issue(pdf: pikepdf.Pdf) -> None:
    assert str(pdf.trailer.Info.Title) == "临河日报 2025-03-09"
    assert str(pdf.trailer.Info.CreationDate) == "D:20250309000000Z"


def test_unknown_metadata_is_left_out() -> None:
    nameless = Issue(pages=issue().pages)
    printed = press.print_pdf(made(), nameless, LAYOUT, folder=None)
    with pikepdf.open(io.BytesIO(printed.pdf)) as pdf:
        info = pdf.trailer.Info
        assert set(info.keys()) == {"/Producer", "/Trapped", "/Title"}
        assert str(info.Title) == "临河三桥昨合龙", (
            "an issue without a name goes by its first story"
        )


def test_the_same_issue_gives_the_same_bytes(printed: press.Printed, folder: Path) -> None:
    again = press.print_pdf(made("bridge.jpg"), issue("bridge.jpg"), LAYOUT, folder=folder)
    assert again.pdf == printed.pdf


def test_a_picture_that_leads_outside_is_refused_and_reported(tmp_path: Path) -> None:
    Image.new("RGB", (9, 9)).save(tmp_path / "secret.png")
    (tmp_path / "source").mkdir()
    src = "../secret.png"
    printed = press.print_pdf(made(src), issue(src), LAYOUT, folder=tmp_path / "source")
    assert [finding.code for finding in printed.diagnostics] == [PICTURE_OUTSIDE.code]


def test_nothing_but_given_files_is_ever_fetched(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text("p {}")
    fetcher = Fetcher({"file:///font.ttf": b"font"})
    assert fetcher.fetch("file:///font.ttf").read() == b"font"
    for url in ((tmp_path / "a.css").as_uri(), "https://example.org/a.css", "data:,x"):
        with pytest.raises(FatalURLFetchingError):
            fetcher.fetch(url)
