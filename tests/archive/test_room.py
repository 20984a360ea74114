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
