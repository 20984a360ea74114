"""Whatever an issue.json holds, the EPUB is well-formed, whole, linked and harmless."""

from __future__ import annotations

import io
import string
import tempfile
import zipfile
from pathlib import Path

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from packager.checking import epub as checking
from packager.epub import Options, package
from packager.epub.tidy import clean
from packager.issue import (
    Article,
    Byline,
    Crosshead,
    Dateline,
    Figure,
    Furniture,
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

X = {"x": "http://www.w3.org/1999/xhtml"}
text = st.text(
    alphabet="桥通，。 \t\n\0\x0b\x1f\ufffe<>&\"'/{{}}%a1" + string.punctuation, max_size=12
)
maybe = st.none() | text
texts = st.lists(text, max_size=3).map(tuple)
blocks = st.one_of(
    st.builds(Paragraph, text=text),
    st.builds(Crosshead, text=text),
    st.builds(Figure, src=maybe, caption=text, credit=text, alt=text),
    st.builds(
        Table,
        rows=st.lists(texts, max_size=3).map(tuple),
        caption=text,
        header_rows=st.integers(-1, 4),
    ),
    st.builds(ItemList, items=texts),
    st.builds(Verse, lines=texts),
    st.builds(
        Jump,
        direction=st.sampled_from(["to", "from"]),
        page=text,
        text=text,
        target=st.sampled_from([None, "a", "b", "gone"]),
    ),
    st.builds(Gap, reason=text),
)
articles = st.builds(
    Article,
    id=st.sampled_from(["a", "b", "", "../x", "<"]),
    kind=st.sampled_from(["news", "commentary", "photo", "verse"]),
    label=maybe,
    kicker=maybe,
    headline=maybe,
    deck=texts,
    bylines=st.lists(st.builds(Byline, name=text, role=maybe, agency=maybe), max_size=2).map(tuple),
    byline_text=maybe,
    dateline=st.none() | st.builds(Dateline, text=text),
    body=st.lists(blocks, max_size=4).map(tuple),
)
pages = st.builds(
    Page,
    number=maybe,
    name=maybe,
    articles=st.lists(articles, max_size=3).map(tuple),
    furniture=st.lists(st.builds(Furniture, name=text, text=text), max_size=2).map(tuple),
)
issues = st.builds(
    Issue,
    publication=st.builds(
        Publication, title=maybe, language=maybe, publisher=maybe, cn=maybe, issn=maybe
    ),
    date=maybe,
    number=maybe,
    edition=maybe,
    pages=st.lists(pages, max_size=3).map(tuple),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(issues, st.sampled_from([1, 2]), st.booleans())
def test_any_issue_gives_a_sound_epub(issue: Issue, chapters: int, linked: bool):
    with tempfile.TemporaryDirectory() as folder:
        options = Options(chapters=chapters, linked_data=linked)
        made = package(issue, folder=Path(folder), options=options)
        path = Path(folder) / "a.epub"
        path.write_bytes(made.epub)
        assert checking.check(path, tools=False) == ()
    container = zipfile.ZipFile(io.BytesIO(made.epub))
    shown = ""
    for name in container.namelist():
        assert ".." not in name
        if not name.endswith(".xhtml"):
            continue
        tree = etree.fromstring(container.read(name))
        shown += "".join(tree.itertext())
        assert tree.findtext(".//x:title", namespaces=X).strip()
        for label in tree.xpath("//x:nav//x:a", namespaces=X):
            assert "".join(label.itertext()).strip()
        scripts = tree.xpath("//x:script/@type", namespaces=X)
        assert set(scripts) <= {"application/ld+json"}
    for _, article in issue.articles():
        for printed in article.texts():
            assert "".join(clean(printed).split()) in "".join(shown.split())


def test_a_story_of_very_many_jumps_is_no_trouble():
    chain = [
        Article(id=str(n), body=(Jump(direction="to", page="1", text="（转）", target=str(n + 1)),))
        for n in range(1500)
    ]
    issue = Issue(pages=(Page(articles=tuple(chain)),))
    names = zipfile.ZipFile(io.BytesIO(package(issue, folder=None).epub)).namelist()
    assert next(name for name in names if name.startswith("EPUB/s0")) == "EPUB/s001.xhtml"


def test_a_title_cannot_break_out_of_the_package_document():
    title = '"><script>alert(1)</script>&\0'
    issue = Issue(publication=Publication(title=title), pages=(Page(),))
    container = zipfile.ZipFile(io.BytesIO(package(issue, folder=None).epub))
    tree = etree.fromstring(container.read("EPUB/content.opf"))
    assert tree.findtext(".//{*}title") == title.rstrip("\0")
    assert msgspec.json.encode(container.namelist()).count(b"script") == 0
