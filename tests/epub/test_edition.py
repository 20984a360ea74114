"""The whole file: valid, whole in its words, the same every time."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import msgspec
import pytest
from lxml import etree

from packager.checking import epub_tools
from packager.epub import Options, package
from packager.issue import Issue, Paragraph
from tests.conftest import promised
from tests.epub.sample import ISSUE, pictures

X = {"x": "http://www.w3.org/1999/xhtml", "e": "http://www.idpf.org/2007/ops"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return pictures(tmp_path_factory.mktemp("source"))


@pytest.fixture(scope="module")
def made(folder: Path) -> zipfile.ZipFile:
    packaged = package(ISSUE, folder=folder)
    assert packaged.diagnostics == ()
    return zipfile.ZipFile(io.BytesIO(packaged.epub))


def document(made: zipfile.ZipFile, name: str) -> etree._Element:
    return etree.fromstring(made.read(f"EPUB/{name}"))


def stories(made: zipfile.ZipFile) -> list[etree._Element]:
    return [
        document(made, Path(name).name)
        for name in made.namelist()
        if name.startswith("EPUB/s") and name.endswith(".xhtml")
    ]


EVERYTHING = Options(chapters=1, fonts="all", linked_data=True)


@pytest.mark.parametrize("options", [Options(), EVERYTHING], ids=["standard", "everything"])
def test_epubcheck_has_nothing_to_say(folder: Path, tmp_path: Path, options: Options) -> None:
    file = tmp_path / "issue.epub"
    file.write_bytes(package(ISSUE, folder=folder, options=options).epub)
    promised("epubcheck")
    assert epub_tools.epubcheck(file) == ()


def test_the_same_issue_gives_the_same_bytes(folder: Path) -> None:
    assert package(ISSUE, folder=folder).epub == package(ISSUE, folder=folder).epub


def test_mimetype_comes_first_and_stored(made: zipfile.ZipFile) -> None:
    first = made.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert {info.date_time for info in made.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_every_paragraph_is_one_p_in_reading_order(made: zipfile.ZipFile) -> None:
    printed = [
        "".join(p.itertext()) for tree in stories(made) for p in tree.findall(".//x:div/x:p", X)
    ]
    articles = {article.id: article for _, article in ISSUE.articles()}
    order = ("a01", "a05", "a02", "a03", "a04", "a06", "a08", "a07")
    assert printed == [
        block.text
        for name in order
        for block in articles[name].body
        if isinstance(block, Paragraph)
    ]


def test_every_printed_text_is_there(made: zipfile.ZipFile) -> None:
    text = "".join("".join(tree.itertext()) for tree in stories(made))
    for _, article in ISSUE.articles():
        for printed in (article.headline, article.kicker, article.byline_text, *article.deck):
            assert printed is None or printed in text
        assert all(part in text for part in article.texts())


def test_navigation_goes_from_page_to_story(made: zipfile.ZipFile) -> None:
    toc = document(made, "nav.xhtml").find(".//x:nav[@id='toc']/x:ol", X)
    pages = [li.findtext("x:a", namespaces=X) for li in toc]
    assert pages == ["第1版 要闻", "第2版 综合", "第3版 民生", "第4版 副刊", "版本说明"]
    first = [a.text for a in toc[0].findall("x:ol/x:li/x:a", X)]
    assert first[0] == "清河大桥合龙 两岸通行缩至五分钟"
    assert toc[1].findtext("x:ol/x:li/x:a", namespaces=X) == "清河时评｜桥通了 心更要通（闻言）"


def test_the_page_list_names_every_page_break(made: zipfile.ZipFile) -> None:
    pages = document(made, "nav.xhtml").findall(".//x:nav[@id='page-list']//x:a", X)
    assert [(a.text, a.get("href")) for a in pages] == [
        ("1", "p01.xhtml#page"),
        ("2（续）", "s001.xhtml#s001-2"),
        ("2", "p02.xhtml#page"),
        ("3", "p03.xhtml#page"),
        ("4", "p04.xhtml#page"),
    ]


def test_every_link_has_its_end(made: zipfile.ZipFile) -> None:
    names = [Path(n).name for n in made.namelist() if n.endswith(".xhtml")]
    ends = {f"{n}#{i}" for n in names for i in document(made, n).xpath("//@id")} | set(names)
    for name in names:
        for href in document(made, name).xpath("//x:a/@href", namespaces=X):
            assert href.startswith("https://") or href in ends, (name, href)


def test_a_split_story_is_whole_with_the_page_break_at_the_jump(made: zipfile.ZipFile) -> None:
    lead = document(made, "s001.xhtml")
    jump, mark = lead.xpath("//x:div[@class='jump']/x:a | //*[@e:type='pagebreak']", namespaces=X)[
        :2
    ]
    assert jump.get("href") == f"s001.xhtml#{mark.get('id')}"
    assert mark.get("aria-label") == "第2版（续）"
    continued = document(made, "p02.xhtml").xpath("//x:h2/following::x:a/@href", namespaces=X)
    assert continued == ["s001.xhtml#s001-2"]


def test_a_jump_without_target_is_plain_text(made: zipfile.ZipFile) -> None:
    jump = document(made, "s006.xhtml").find(".//x:div[@class='jump']", X)
    assert (jump.text, len(jump)) == ("（下转第九版）", 0)


def test_a_missing_picture_keeps_its_caption(made: zipfile.ZipFile) -> None:
    figure = document(made, "s003.xhtml").find(".//x:figure", X)
    assert figure.find("x:img", X) is None
    assert figure.find("x:div[@role='note']", X) is not None
    assert "候鸟掠过水面。" in "".join(figure.itertext())


def test_a_gap_is_a_note_and_no_paragraph(made: zipfile.ZipFile) -> None:
    note = document(made, "s002.xhtml").find(".//x:aside", X)
    assert note.get("role") == "note"
    assert "编注" in note.text


def test_nothing_known_is_still_a_valid_epub(tmp_path: Path) -> None:
    bare = Issue(pages=msgspec.structs.replace(ISSUE, publication=ISSUE.publication).pages[3:])
    bare = msgspec.structs.replace(
        bare, pages=tuple(msgspec.structs.replace(p, number=None, name=None) for p in bare.pages)
    )
    made = zipfile.ZipFile(io.BytesIO(package(bare, folder=None).epub))
    package_document = made.read("EPUB/content.opf").decode()
    assert "pageBreakSource" not in package_document
    assert "dc:date" not in package_document
    assert "dc:publisher" not in package_document
    assert ">zh<" in package_document
