"""The reading room: every page is there, every link leads somewhere, nothing of a story is lost."""

import json
import re
import shutil
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

import pytest

from packager.archive import add, catalogue, store
from packager.archive.publish import publish
from packager.archive.room import Room
from packager.issue import (
    Article,
    Crosshead,
    Figure,
    Gap,
    Issue,
    ItemList,
    Jump,
    Page,
    Paragraph,
    Publication,
    Table,
    Verse,
)
from packager.makeup.page import MadeIssue, MadePage, StoryArea, TextBlock
from packager.typesetting.line import Line, Run


class Links(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            if name in ("href", "src", "action"):
                self.links.append(value)
            if name == "id":
                assert value not in self.ids, f"id {value} stands twice"
                self.ids.add(value)


def pdf() -> bytes:
    """A PDF of one small page."""
    from io import BytesIO

    import pikepdf

    buffer = BytesIO()
    document = pikepdf.new()
    document.add_blank_page(page_size=(200, 300))
    document.save(buffer, deterministic_id=True)
    return buffer.getvalue()


@pytest.fixture
def published(root, submission):
    """An archive with two papers, several years, a reissue, an undated issue and every block."""
    body = (
        Paragraph(text="正文<script>alert(1)</script>&"),
        Crosshead(text="小标题"),
        Figure(src="images/桥.png", caption="图注", credit="某某 摄"),
        Figure(src="../../../etc/passwd", caption="缺图"),
        Table(rows=(("区县", "雨量"), ("东城", "12")), header_rows=1, caption="雨情"),
        ItemList(items=("其一", "其二")),
        Verse(lines=("春风又绿", "", "江南岸")),
        Jump(direction="to", page="3", text="（下转第3版）", target="a02"),
        Jump(direction="to", page="4", text="（下转第4版）"),
        Gap(reason="lost"),
    )
    rich = Issue(
        publication=Publication(title="澄江晚报", language="zh-CN"),
        date="2031-05-08",
        pages=(
            Page(number="1", articles=(Article(id="a01", headline="诸体<b>皆备", body=body),)),
            Page(number="3", articles=(Article(id="a02", headline="下文", body=()),)),
        ),
    )
    line = TextBlock(
        x=20, y=30, width=100, leading=12, size=9, role="headline", article="a01",
        lines=(Line(runs=(Run("诸体皆备", "serif"),), width=4),),
    )  # fmt: skip
    made = MadeIssue(
        pages=(MadePage(number="1", name=None, width=200, height=300, items=(line,),
                        areas=(StoryArea("a01", 20, 30, 100, 12),)),)
    )  # fmt: skip
    add(
        root,
        submission(issue=rich, made=made, products={"pdf/a b.pdf": pdf(), "epub/x.epub": b"x"}),
    )
    add(root, submission())
    add(root, submission(headline="渡口新桥合龙（更正）"))
    add(root, submission(date="2030-01-01"))
    add(root, submission(date=None))
    add(root, submission(slug="harbour-post", date="2031-05-06"))
    list(publish(root))
    return root


def test_every_link_and_every_anchor_leads_somewhere(published):
    pages = {path: Links(path.read_text(encoding="utf-8")) for path in published.rglob("*.html")}
    assert len(pages) == 14
    for path, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            assert target.is_file(), f"{path}: {link}"
            if parts.fragment:
                assert unquote(parts.fragment) in pages[target].ids, f"{path}: {link}"


def test_an_issue_page_has_every_word_and_no_markup_of_its_source(published):
    page = (published / "read/chengjiang-wanbao/2031/2031-05-08_ed-1.html").read_text("utf-8")
    text = re.sub(r"<[^>]+>", "", page)
    for word in (
        "小标题",
        "图注",
        "某某 摄",
        "区县",
        "其二",
        "春风又绿",
        "江南岸",
        "（下转第4版）",
        "〔原文缺〕",
    ):
        assert word in text
    assert "<script>alert" not in page
    assert "诸体&lt;b&gt;皆备" in page
    assert "etc/passwd" not in page
    assert "issues/chengjiang-wanbao/2031/2031-05-08_ed-1/data/source/images/%E6%A1%A5.png" in page


def test_the_page_picture_has_its_stories_where_they_stand(published):
    page = (published / "read/chengjiang-wanbao/2031/2031-05-08_ed-1.html").read_text("utf-8")
    [area] = re.findall(r'<a href="#s-a01" style="([^"]+)" aria-label="阅读《诸体', page)
    assert area == "left:10.0%;top:10.0%;width:50.0%;height:4.0%"


def test_publishing_again_writes_nothing_and_a_new_issue_only_its_year(published, submission):
    assert list(publish(published)) == []
    add(published, submission(date="2030-02-02"))
    written = list(publish(published))
    assert "read/chengjiang-wanbao/2030/2030-02-02_ed-1.html" in written
    assert not [path for path in written if "/2031/" in path and "opds" not in path]


def test_a_removed_edition_leaves_the_room(published):
    edition = store.find(published, "chengjiang-wanbao/2030-01-01")
    store.remove(published, edition, b"{}\n")
    catalogue.forget(published, edition)
    list(publish(published))
    assert not list((published / "read/chengjiang-wanbao/2030").glob("2030-01-01*"))


def test_a_damaged_issue_does_not_stop_the_rest(published, submission):
    path = published / "issues/chengjiang-wanbao/2031/2031-05-08_ed-1/data/issue.json"
    path.write_bytes(b"{")
    shutil.rmtree(published / "read")
    list(publish(published))
    assert (published / "read/chengjiang-wanbao/2031/2031-05-06_ed-1.html").is_file()


def test_the_year_shows_the_newest_edition_first(published):
    page = (published / "read/chengjiang-wanbao/2031/index.html").read_text("utf-8")
    links = re.findall(r'href="(2031-05-06_ed-\d)\.html"', page)
    assert links == ["2031-05-06_ed-2", "2031-05-06_ed-1"]


@pytest.mark.parametrize(
    "path",
    ["", "x", "read/../index.html", "read/none/index.html", "read/a/2031/x.html", "opds/none.xml",
     "opds/chengjiang-wanbao/2031/13.xml", "read/chengjiang-wanbao/2031/2031-05-06_ed-9.html"],
)  # fmt: skip
def test_there_is_no_other_page(published, path):
    with catalogue.reading(published) as db:
        assert Room(published, db).render(path) is None


def test_the_browser_index_hands_over_plain_data(published):
    script = (published / "read/chengjiang-wanbao/2031/2031-05-08_ed-1.js").read_text("utf-8")
    assert "</" not in script
    key, value = re.fullmatch(r"room\.put\((\"[^\"]+\"),(.*)\);\n", script, re.S).groups()
    assert json.loads(key) == "chengjiang-wanbao/2031/2031-05-08_ed-1"
    assert json.loads(value)[0]["text"].startswith("诸体<b>皆备\n正文<script>")
