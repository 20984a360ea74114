"""Real inputs, through the copy desk, as EPUBs: whole, sound and read back by others."""

from __future__ import annotations

import io
import subprocess
import warnings
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from packager import copydesk, reading
from packager.checking import epub as checking
from packager.epub import package
from packager.epub.stories import blocks, sections
from packager.issue import Issue, Paragraph
from tests.conftest import promised
from tests.epub.sample import ISSUE

X = {"x": "http://www.w3.org/1999/xhtml"}
INPUTS = ("datong-front-page.md", "xwlb/20240611.md", "mineru-report/test_rearch_report.md")


def edited(path: Path) -> Issue:
    return copydesk.edit(reading.read(path)).issue


@pytest.mark.parametrize("name", INPUTS)
def test_every_paragraph_is_one_p_and_nothing_is_lost(shared: Path, tmp_path: Path, name: str):
    source = shared / "inputs" / name
    issue = edited(source)
    made = package(issue, folder=source.parent)
    (tmp_path / "a.epub").write_bytes(made.epub)
    assert checking.check(tmp_path / "a.epub", tools=False) == ()
    container = zipfile.ZipFile(io.BytesIO(made.epub))
    trees = [
        etree.fromstring(container.read(item))
        for item in container.namelist()
        if item.startswith("EPUB/s0") and item.endswith(".xhtml")
    ]
    told = [
        "".join(p.itertext()) for t in trees for p in t.findall(".//x:div[@class='text']/x:p", X)
    ]
    assert told == [
        block.text
        for section in sections(issue)
        for story in section.stories
        for _, _, block in blocks(story)
        if isinstance(block, Paragraph)
    ]
    shown = "".join("".join("".join(t.itertext()) for t in trees).split())
    for _, article in issue.articles():
        heads = (article.label, article.kicker, article.headline, *article.deck)
        for text in (*filter(None, heads), *article.texts()):
            assert "".join(text.split()) in shown


def test_ebooklib_reads_the_metadata_back(tmp_path: Path):
    from ebooklib import epub

    (tmp_path / "a.epub").write_bytes(package(ISSUE, folder=None).epub)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # ebooklib announces changes of its own
        book = epub.read_epub(tmp_path / "a.epub")
    assert book.get_metadata("DC", "title")[0][0] == "清河日报 2024-10-13"
    assert [name for name, _ in book.get_metadata("DC", "creator")][:2] == ["陆一鸣", "何青"]
    assert book.get_metadata("DC", "date")[0][0] == "2024-10-13"
    assert len(book.toc) == 5


def test_calibre_reads_title_authors_date_and_series_back(tmp_path: Path):
    tool = promised("ebook-meta")
    (tmp_path / "a.epub").write_bytes(package(ISSUE, folder=None).epub)
    run = subprocess.run([tool, tmp_path / "a.epub"], check=True, capture_output=True, text=True)
    told = dict(line.split(" : ", 1) for line in run.stdout.splitlines() if " : " in line)
    told = {key.strip(): value.strip() for key, value in told.items()}
    assert told["Title"] == "清河日报 2024-10-13"
    assert told["Author(s)"] == "陆一鸣 & 何青 & 沈知秋 & 闻言 & 苏禾"
    assert told["Series"] == "清河日报 #8231"
    assert told["Published"].startswith("2024-10-13")
