"""Every edition is made of one painting and keeps what it promises."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from pathlib import Path

import msgspec
import pikepdf
import pytest
from PIL import Image

from packager import press
from packager.checking import pdf_tools
from packager.layout import MM
from packager.makeup.page import MadeIssue
from tests.conftest import promised

from .pages import HEIGHT, LAYOUT, STORY, WIDTH, issue, jumped, jumped_issue, made
from .structure import stories


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("source")
    Image.radial_gradient("L").convert("RGB").resize((900, 600)).save(path / "bridge.png")
    return path


@pytest.fixture(scope="module")
def editions(folder: Path) -> dict[str, bytes]:
    pages, known = made("bridge.png"), issue("bridge.png")
    painted = press.paint(pages, known, LAYOUT)
    return {
        name: press.print_edition(painted, pages, known, folder=folder, edition=name).pdf
        for name in press.EDITIONS
    }


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def box(pdf: pikepdf.Pdf, name: str) -> list[float]:
    return [float(edge) for edge in pdf.pages[0].obj[name]]


def test_the_trimmed_edition_has_bleed_and_room_for_marks(editions: dict[str, bytes]) -> None:
    with opened(editions["press-trimmed"]) as pdf:
        assert box(pdf, "/TrimBox") == pytest.approx([0, 0, WIDTH, HEIGHT], abs=0.01)
        bleed = [-3 * MM, -3 * MM, WIDTH + 3 * MM, HEIGHT + 3 * MM]
        assert box(pdf, "/BleedBox") == pytest.approx(bleed, abs=0.01)
        media = [-15 * MM, -15 * MM, WIDTH + 15 * MM, HEIGHT + 15 * MM]
        assert box(pdf, "/MediaBox") == pytest.approx(media, abs=0.01)


def test_marks_lie_outside_the_bleed_and_in_process_inks(editions: dict[str, bytes]) -> None:
    with opened(editions["press-trimmed"]) as pdf:
        marks = pdf.pages[0].obj.Contents[-1].read_bytes()
    low, right, top = -3 * MM, WIDTH + 3 * MM, HEIGHT + 3 * MM
    points = re.findall(rb"(-?[\d.]+) (-?[\d.]+) (?:m|l|c)\b", marks)
    points += re.findall(rb"(-?[\d.]+) (-?[\d.]+) [\d.]+ [\d.]+ re", marks)
    assert len(points) > 40
    for x, y in ((float(x), float(y)) for x, y in points):
        assert x < low or x > right or y < low or y > top
    assert b" rg" not in marks and b" RG" not in marks


def test_ghostscript_sees_black_text_on_the_black_plate_alone(tmp_path: Path) -> None:
    gs = promised("gs")
    page = made().pages[0]
    black = tuple(item for item in page.items if getattr(item, "colour", "") != "red")
    pages = MadeIssue(pages=(msgspec.structs.replace(page, items=black),))
    printed = press.print_pdf(pages, issue(), LAYOUT, folder=None)
    path = tmp_path / "black.pdf"
    path.write_bytes(printed.pdf)
    command = [gs, "-q", "-o", "-", "-sDEVICE=inkcov", str(path)]
    inks = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()[:4]
    assert [float(ink) for ink in inks[:3]] == [0, 0, 0]
    assert float(inks[3]) > 0


def test_black_overprints_in_press_editions_only(editions: dict[str, bytes]) -> None:
    for name, data in editions.items():
        with opened(data) as pdf:
            state = pdf.pages[0].Resources.ExtGState.overprint
            assert ("/OPM" in state) is name.startswith("press")


def test_screen_editions_show_the_layouts_own_colours(editions: dict[str, bytes]) -> None:
    for name in ("office", "archive"):
        with opened(editions[name]) as pdf:
            content = pdf.pages[0].Contents.read_bytes()
            assert b"DeviceCMYK" not in content
            assert b"0.7843 0.08627 0.1137 rg" in content, "the red of the nameplate"
            (image,) = pdf.pages[0].get_images().values()
            assert image.ColorSpace == "/DeviceRGB"


def test_a_page_of_one_colour_prints_in_black_alone(folder: Path) -> None:
    pages, known = made("bridge.png"), issue("bridge.png")
    painted = press.paint(pages, known, LAYOUT)
    printed = press.print_edition(
        painted, pages, known, folder=folder, edition="press", black_pages={"1"}
    )
    with opened(printed.pdf) as pdf:
        colours = set(re.findall(rb"(\S+ \S+ \S+) \S+ scn", pdf.pages[0].Contents.read_bytes()))
        assert colours == {b"0 0 0"}
        (image,) = pdf.pages[0].get_images().values()
        assert image.ColorSpace == "/DeviceGray"


def test_a_paragraph_over_two_columns_is_one_p(editions: dict[str, bytes]) -> None:
    with opened(editions["archive"]) as pdf:
        assert list(stories(pdf)) == [
            ("临河三桥昨合龙", [("H1", "临河三桥昨合龙"), ("P", STORY), ("Figure", "大桥")])
        ]


def test_the_story_is_an_article_thread_through_its_columns(editions: dict[str, bytes]) -> None:
    with opened(editions["press"]) as pdf:
        (thread,) = pdf.Root.Threads
        assert str(thread.I.Title) == "临河三桥昨合龙"
        second = thread.F.N
        assert second.V.objgen == thread.F.objgen
        assert len(pdf.pages[0].B) == len({thread.F.objgen, second.objgen, second.N.objgen})


def test_pages_are_labelled_as_printed(editions: dict[str, bytes]) -> None:
    with opened(editions["press"]) as pdf:
        assert [page.label for page in pdf.pages] == ["1"]


def test_jumps_are_links_on_screens_and_nothing_in_a_press() -> None:
    pages, known = jumped(), jumped_issue()
    painted = press.paint(pages, known, LAYOUT)
    office = press.print_edition(painted, pages, known, folder=None, edition="office")
    with opened(office.pdf) as pdf:
        (there,) = pdf.pages[0].Annots
        assert there.Dest[0].objgen == pdf.pages[1].obj.objgen
        assert str(there.Contents) == "（下转第2版）"
        (back,) = pdf.pages[1].Annots
        assert back.Dest[0].objgen == pdf.pages[0].obj.objgen
    paper = press.print_edition(painted, pages, known, folder=None, edition="press")
    with opened(paper.pdf) as pdf:
        assert all("/Annots" not in page for page in pdf.pages)


@pytest.mark.parametrize("name", list(press.EDITIONS))
def test_an_edition_made_again_elsewhere_has_the_same_bytes(
    editions: dict[str, bytes], name: str, folder: Path, tmp_path: Path
) -> None:
    shutil.copy(folder / "bridge.png", tmp_path)
    again = press.print_pdf(
        made("bridge.png"), issue("bridge.png"), LAYOUT, folder=tmp_path, edition=name
    )
    assert again.pdf == editions[name]


def test_verapdf_finds_that_the_archive_edition_keeps_to_its_standards(
    folder: Path, tmp_path: Path
) -> None:
    if pdf_tools.verapdf_command() is None:
        pytest.skip("veraPDF is not installed (.ci/verapdf --install)")
    pages = MadeIssue(pages=(*jumped().pages, *made("bridge.png").pages))
    path = tmp_path / "archive.pdf"
    known = issue("bridge.png")
    path.write_bytes(press.print_pdf(pages, known, LAYOUT, folder=folder, edition="archive").pdf)
    for profile in pdf_tools.PROFILES:
        (finding,) = pdf_tools.verapdf(path, profile)
        assert finding.code == pdf_tools.PASSED.code, finding.message


def test_qpdf_is_silent(editions: dict[str, bytes], tmp_path: Path) -> None:
    promised("qpdf")
    for name, data in editions.items():
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(data)
        found = pdf_tools.run(path, archive=False)
        assert [finding.code for finding in found] == [pdf_tools.PASSED.code]
