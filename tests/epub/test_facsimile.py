"""The facsimile: fixed pages of the print edition beside the text."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from packager.checking import epub as checking
from packager.checking import epub_tools
from packager.diagnostics import AssetError
from packager.epub import PagePicture, facsimile, package
from packager.epub.metadata import describe
from tests.conftest import promised
from tests.epub.sample import ISSUE


def page(size: tuple[int, int], number: str | None) -> PagePicture:
    out = io.BytesIO()
    Image.linear_gradient("L").resize(size).save(out, "PNG")
    return PagePicture(out.getvalue(), number, "要闻" if number else None)


PAGES = [page((1560, 2160), "1"), page((3900, 5400), "2"), page((300, 400), None)]


@pytest.fixture(scope="module")
def made() -> bytes:
    return facsimile(ISSUE, PAGES).epub


def test_the_quick_look_and_epubcheck_have_nothing_to_say(made: bytes, tmp_path: Path):
    path = tmp_path / "pages.epub"
    path.write_bytes(made)
    assert checking.check(path, tools=False) == ()
    promised("epubcheck")
    assert epub_tools.epubcheck(path) == ()


def test_it_is_another_publication_that_names_the_first(made: bytes):
    tree = etree.fromstring(zipfile.ZipFile(io.BytesIO(made)).read("EPUB/content.opf"))
    said = {meta.get("property"): meta.text for meta in tree.iter("{*}meta")}
    first = describe(ISSUE, pictures=0, described=True)[0].identifier
    assert said["rendition:layout"] == "pre-paginated"
    assert said["dcterms:isFormatOf"] == first != tree.findtext(".//{*}identifier")
    assert said["schema:accessModeSufficient"] == "visual"


def test_every_page_is_a_picture_of_its_own_size_with_its_headlines(made: bytes):
    container = zipfile.ZipFile(io.BytesIO(made))
    first = etree.fromstring(container.read("EPUB/page-001.xhtml"))
    assert first.find(".//{*}meta[@name='viewport']").get("content") == "width=1560, height=2160"
    assert "清河大桥合龙" in first.find(".//{*}img").get("alt")
    second = Image.open(io.BytesIO(container.read("EPUB/images/page-002.jpg")))
    assert second.width * second.height <= 5_600_000
    pages = etree.fromstring(container.read("EPUB/nav.xhtml")).findall(
        ".//{*}nav[@id='page-list']//{*}a"
    )
    assert [a.text for a in pages] == ["1", "2"]


def test_the_same_pages_give_the_same_bytes(made: bytes):
    assert facsimile(ISSUE, PAGES).epub == made != package(ISSUE, folder=None).epub


@pytest.mark.parametrize("pages", [[], [PagePicture(b"no picture")]])
def test_without_a_readable_page_there_is_none(pages):
    with pytest.raises(AssetError):
        facsimile(ISSUE, pages)
