"""Stories are dealt out to files of bounded size, every block once and in order."""

from __future__ import annotations

import io
import zipfile

from hypothesis import given
from hypothesis import strategies as st

from packager.epub import Options, package
from packager.epub.plan import plan
from packager.epub.stories import blocks, sections
from packager.issue import Article, Issue, Jump, Page, Paragraph
from tests.epub.sample import ISSUE


def entries(documents):
    return [
        (part.anchor, index)
        for document in documents
        for piece in document.pieces
        for part, index, _ in piece.entries
    ]


@given(st.integers(30_000, 400_000), st.booleans(), st.lists(st.integers(1, 90), max_size=12))
def test_every_block_is_told_once_and_in_order(limit, per_page, lengths):
    body = tuple(Paragraph(text="字" * 600 * length) for length in lengths)
    issue = Issue(
        pages=(Page(articles=(Article(id="a", body=body), Article(id="b", body=body[:1]))), Page())
    )
    arranged = sections(issue)
    documents = plan(arranged, per_page=per_page, limit=limit)
    told = [story for section in arranged for story in section.stories]
    assert entries(documents) == [(p.anchor, i) for story in told for p, i, _ in blocks(story)]
    assert len({document.name for document in documents}) == len(documents)


def test_no_file_passes_the_limit():
    body = tuple(Paragraph(text="“字” & <字>" * 90) for _ in range(700))
    issue = Issue(pages=(Page(number="1", articles=(Article(id="a", headline="长", body=body),)),))
    for chapters in (1, 2):
        made = package(issue, folder=None, options=Options(chapters=chapters))
        assert made.diagnostics == ()
        container = zipfile.ZipFile(io.BytesIO(made.epub))
        sizes = [i.file_size for i in container.infolist() if i.filename.endswith(".xhtml")]
        assert max(sizes) < 250_000
        assert sum(sizes) > 700 * 90 * 10


def test_a_file_for_each_page_holds_its_stories():
    documents = plan(sections(ISSUE), per_page=True)
    assert [document.name for document in documents] == ["p01", "p02", "p03", "p04"]
    assert [len(document.pieces) for document in documents] == [3, 1, 2, 1]


def article(name: str, *targets: tuple[str, str]) -> Article:
    jumps = tuple(Jump(direction=d, page="1", text="（转）", target=t) for d, t in targets)
    return Article(id=name, headline=name, body=(Paragraph(text=name), *jumps))


def names(*articles: Article) -> list[list[str]]:
    arranged = sections(Issue(pages=(Page(articles=articles),)))
    return [[p.article.id for p in story.parts] for s in arranged for story in s.stories]


def test_a_chain_of_jumps_is_one_story():
    found = names(article("a", ("to", "b")), article("b", ("to", "c")), article("c", ("from", "b")))
    assert found == [["a", "b", "c"]]


def test_one_end_of_a_jump_is_enough():
    assert names(article("a"), article("b", ("from", "a"))) == [["a", "b"]]


def test_circles_forks_and_unknown_targets_lose_no_article():
    assert names(article("a", ("to", "b")), article("b", ("to", "a"))) == [["a", "b"]]
    assert names(article("a", ("to", "a"))) == [["a"]]
    assert names(article("a", ("to", "gone"))) == [["a"]]
    forked = names(article("a", ("to", "c")), article("b", ("to", "c")), article("c"))
    assert forked == [["a", "c"], ["b"]]


@given(
    st.lists(
        st.lists(st.tuples(st.sampled_from(["to", "from"]), st.sampled_from("abcdef")), max_size=3),
        min_size=6,
        max_size=6,
    )
)
def test_whatever_the_jumps_every_article_is_told_once(jumps):
    articles = [article(name, *targets) for name, targets in zip("abcdef", jumps, strict=True)]
    told = [name for story in names(*articles) for name in story]
    assert sorted(told) == list("abcdef")


def test_a_continuation_is_told_at_the_jump():
    split = Article(
        id="a",
        body=(
            Paragraph(text="一"),
            Jump(direction="to", page="2", text="（下转第二版）", target="b"),
            Paragraph(text="三"),
        ),
    )
    arranged = sections(Issue(pages=(Page(articles=(split, article("b"))),)))
    told = [(part.article.id, index) for part, index, _ in blocks(arranged[0].stories[0])]
    assert told == [("a", 0), ("a", 1), ("b", -1), ("b", 0), ("a", 2)]
