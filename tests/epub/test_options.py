"""Choices: themes, files by page, linked data, no pictures, a size budget."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from packager.diagnostics import AssetError, Exit
from packager.epub import Options, package
from packager.epub.edition import OVER_BUDGET
from packager.issue import Article, Figure, Issue, Page
from tests.epub.sample import ISSUE, pictures

X = {"x": "http://www.w3.org/1999/xhtml"}


def files(issue: Issue, folder: Path | None = None, **options) -> dict[str, bytes]:
    made = package(issue, folder=folder, options=Options(**options))
    container = zipfile.ZipFile(io.BytesIO(made.epub))
    return {name.removeprefix("EPUB/"): container.read(name) for name in container.namelist()}


def test_a_theme_follows_the_base_style(tmp_path: Path):
    (tmp_path / "epub.css").write_text("h1 { color: teal; }")
    style = files(ISSUE, layout=str(tmp_path))["style.css"].decode()
    assert style.startswith("/*")
    assert style.endswith("h1 { color: teal; }")


@pytest.mark.parametrize(
    "css", ["@import 'x';", "p { background: URL (http://a/b) }", "p { background: u\\72l(x) }"]
)
def test_a_theme_may_load_nothing(tmp_path: Path, css: str):
    (tmp_path / "epub.css").write_text("p {}\n" + css)
    with pytest.raises(AssetError) as caught:
        package(ISSUE, folder=None, options=Options(layout=str(tmp_path)))
    assert caught.value.exit == Exit.ASSET
    assert caught.value.diagnostic.where.line == 2


def test_one_file_for_each_page(tmp_path: Path):
    made = files(ISSUE, pictures(tmp_path), chapters=1)
    assert [name for name in made if name.startswith("s0")] == []
    first = etree.fromstring(made["p01.xhtml"])
    heads = [
        (h.tag[-2:], "".join(h.itertext())) for h in first.xpath("//x:h1|//x:h2", namespaces=X)
    ]
    assert heads[:2] == [("h1", "第1版 要闻"), ("h2", "清河大桥合龙 两岸通行缩至五分钟")]
    toc = etree.fromstring(made["nav.xhtml"]).xpath("//x:nav[@id='toc']//x:a/@href", namespaces=X)
    assert toc[:3] == ["p01.xhtml", "p01.xhtml#s001-1", "p01.xhtml#s002-1"]


def test_linked_data_tells_each_story_and_only_what_is_known():
    made = files(ISSUE, linked_data=True)
    tree = etree.fromstring(made["s001.xhtml"])
    story = json.loads(tree.findtext(".//x:script", namespaces=X))
    assert story["@type"] == "NewsArticle"
    assert story["printPage"] == "1, 2"
    assert [person["name"] for person in story["author"]] == ["陆一鸣", "何青"]
    assert story["isPartOf"]["isPartOf"]["issn"] == "2049-3630"
    bare = Issue(pages=(Page(articles=(Article(id="a", headline="</script><b>&"),)),))
    tree = etree.fromstring(files(bare, linked_data=True)["s001.xhtml"])
    assert json.loads(tree.findtext(".//x:script", namespaces=X)) == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "</script><b>&",
        "isPartOf": {"@type": "PublicationIssue"},
    }


def test_without_pictures_the_captions_stay(tmp_path: Path):
    made = files(ISSUE, pictures(tmp_path), pictures=False)
    assert [name for name in made if name.startswith("images/")] == ["images/cover.png"]
    assert "清河大桥合龙现场。" in made["s001.xhtml"].decode()


def test_a_size_budget_makes_pictures_smaller(tmp_path: Path):
    Image.effect_noise((2400, 1500), 60).save(tmp_path / "market.jpg")
    body = (Figure(src="market.jpg", caption="集市。"),)
    issue = Issue(pages=(Page(articles=(Article(id="a", body=body),)),))
    whole = package(issue, folder=tmp_path)
    half = package(issue, folder=tmp_path, options=Options(budget=len(whole.epub) // 2))
    assert half.diagnostics == ()
    assert len(half.epub) <= len(whole.epub) // 2
    tiny = package(issue, folder=tmp_path, options=Options(budget=1000))
    assert [finding.code for finding in tiny.diagnostics] == [OVER_BUDGET.code]
