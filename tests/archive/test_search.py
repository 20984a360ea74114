"""Search: words of one, two and more characters, Latin words, names; filters; snippets."""

import pytest

from packager.archive import add, catalogue, store, words
from packager.archive import search as searching
from packager.archive.payload import Submission
from packager.archive.search import Query, search, snippet
from packager.diagnostics import ArchiveError
from packager.issue import Article, Byline, Issue, Page, Paragraph, Publication


def story(id, headline, text, **fields):
    return Article(id=id, headline=headline, body=(Paragraph(text=text),), **fields)


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    """Two papers: one Simplified with three issues, one Traditional with one."""
    root = tmp_path_factory.mktemp("library")
    name = Byline(name="沈砚秋", role="记者")
    papers = {
        ("chengjiang", "澄江晚报", "2031-05-06"): [
            story("a01", "渡口新桥合龙", "施工方用 GNSS 定位，算力中心随后启用。", bylines=(name,)),
            story("a02", "春茶开秤", "今年的春茶，茶农说价好。𬭚元素展开幕。", kind="brief"),
        ],
        ("chengjiang", "澄江晚报", "2031-05-07"): [story("a01", "算力开放日", "市民参观机房。")],
        ("chengjiang", "澄江晚报", None): [story("a01", "旧闻一则", "无日期的算力旧闻。")],
        ("gangwan", "港灣日報", "2031-06-01"): [story("a01", "臺灣茶商來訪", "與舊友談乾燥技術。")],
    }
    for (slug, title, date), stories in papers.items():
        page = Page(number="2" if slug == "gangwan" else "1", articles=tuple(stories))
        issue = Issue(publication=Publication(title=title), date=date, pages=(page,))
        add(root, Submission(slug=slug, issue=issue))
    return root


@pytest.fixture
def find(library):
    def ask(text="", **fields):
        with catalogue.reading(library) as db:
            result = search(db, Query(text=text, **fields))
        return [f"{hit.date}/{hit.story}" for hit in result.hits]

    return ask


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("桥", ["2031-05-06/a01"]),
        ("茶", ["2031-05-06/a02", "2031-06-01/a01"]),
        ("春茶", ["2031-05-06/a02"]),
        ("算力中心随后", ["2031-05-06/a01"]),
        ("gnss", ["2031-05-06/a01"]),
        ("ＧＮＳＳ", ["2031-05-06/a01"]),
        ("gn*", ["2031-05-06/a01"]),
        ("沈砚秋", ["2031-05-06/a01"]),
        ("𬭚", ["2031-05-06/a02"]),
        ("算力 机房", ["2031-05-07/a01"]),
        ('"GNSS 定位"', ["2031-05-06/a01"]),
        ("方用GNSS定位", ["2031-05-06/a01"]),
        ("中心启用", []),
        ("算力 -定位 -旧闻", ["2031-05-07/a01"]),
        ("台湾茶商来访", ["2031-06-01/a01"]),
        ("臺灣", ["2031-06-01/a01"]),
        ("干燥", ["2031-06-01/a01"]),
        ("渡口新橋", ["2031-05-06/a01"]),
    ],
)
def test_words(find, text, found):
    assert sorted(find(text)) == found


def test_accents_are_no_hindrance_and_are_marked(root, submission):
    add(root, submission(headline="Café zwölf"))
    with catalogue.reading(root) as db:
        for asked in ("cafe", "CAFÉ", "zwolf"):
            [hit] = search(db, Query(text=asked)).hits
            assert hit.parts[1] in ("Café", "zwölf")


def test_a_word_in_the_headline_ranks_first(find):
    assert find("算力")[0] == "2031-05-07/a01"


def test_filters(find):
    assert find("算力", since="2031-05-07") == ["2031-05-07/a01"]
    assert find("算力", until="2031-05-06") == ["2031-05-06/a01"]
    assert find("算力", since="2031", until="2031-05") == ["2031-05-07/a01", "2031-05-06/a01"]
    assert find("茶", paper="gangwan") == ["2031-06-01/a01"]
    assert find("茶", page="1") == ["2031-05-06/a02"]
    assert find("茶", kind="brief") == ["2031-05-06/a02"]
    assert find("算力", author="沈砚秋") == ["2031-05-06/a01"]
    assert find(author="沈砚秋") == ["2031-05-06/a01"]
    assert find("算力", order="oldest", until="2031") == ["2031-05-06/a01", "2031-05-07/a01"]


@pytest.mark.parametrize("text", ["", "。！", "-桥", '"', "x" * 201, "*", "桥\udcff"])
def test_a_query_of_nothing_is_refused(find, text):
    with pytest.raises(ArchiveError, match="A721"):
        find(text)


@pytest.mark.parametrize(
    "text", ['a"b', "NEAR(桥", "heading: 桥", "(桥", "桥 OR", "^桥", "桥 AND NOT"]
)
def test_query_syntax_of_the_engine_is_plain_text(find, text):
    find(text)


def test_snippets_mark_the_hit_in_the_words_as_printed():
    text = "春茶上市。" * 10 + "與舊友談乾燥技術，" + "春茶上市。" * 10
    parts = snippet(text, "", words.marks("旧友 干燥"))
    assert parts[1::2] == ("舊友", "乾燥")
    assert parts[0].startswith("…")
    assert parts[-1].endswith("…")
    assert "".join(parts).strip("…") in text


def test_only_the_newest_edition_is_found_unless_asked(root, submission):
    add(root, submission(headline="老桥旧照"))
    add(root, submission(headline="新桥新照"))
    with catalogue.reading(root) as db:
        assert search(db, Query(text="老桥")).total == 0
        assert search(db, Query(text="老桥", editions="all")).total == 1


def test_every_undated_issue_counts(root, submission):
    add(root, submission(date=None, headline="老桥旧照"))
    add(root, submission(date=None, headline="新桥新照"))
    with catalogue.reading(root) as db:
        assert search(db, Query(text="老桥")).total == 1
        assert len(catalogue.rows(db, newest=True)) == 2


def test_of_very_many_hits_the_newest_are_ranked_and_the_rest_follow_by_date(
    root, submission, monkeypatch
):
    """The word stands in the headline of the oldest issue, which would else come first."""
    for day in range(1, 9):
        headline = "渡口渡口" if day in (1, 6) else "春茶"
        add(root, submission(date=f"2031-05-0{day}", headline=headline))
    monkeypatch.setattr(searching, "RANKED", 3)
    with catalogue.reading(root) as db:
        pages = [search(db, Query(text="渡口", limit=2, offset=at)) for at in range(0, 10, 2)]
    days = [[hit.date[-2:] for hit in page.hits] for page in pages]
    assert days == [["06", "08"], ["07", "05"], ["04", "03"], ["02", "01"], []]
    assert {page.total for page in pages} == {8}


def test_a_catalogue_grown_by_additions_finds_what_a_new_one_finds(root, submission):
    for date, headline in (
        ("2031-05-07", "渡口渡口"), ("2031-05-06", "渡口"), (None, "渡口"), ("2031-05-07", "渡口"),
        ("2030-01-01", "渡口春茶"), (None, "渡口春茶"), ("2031-05-06", "春茶"),
    ):  # fmt: skip
        add(root, submission(date=date, headline=headline))
    catalogue.forget(root, store.find(root, "chengjiang-wanbao/2031-05-06"))
    store.remove(root, store.find(root, "chengjiang-wanbao/2031-05-06"), b"{}\n")
    asked = [
        Query(text=text, order=order, editions=editions)
        for text in ("渡口", "渡", "春茶", "渡口 -春茶")
        for order in ("rank", "newest", "oldest")
        for editions in ("newest", "all")
    ]
    with catalogue.reading(root) as db:
        grown = [search(db, query) for query in asked]
    list(catalogue.rebuild(root))
    with catalogue.reading(root) as db:
        assert [search(db, query) for query in asked] == grown
    assert grown[0].total == 5, "one of the six editions left is replaced"


def test_a_removed_story_leaves_nothing_for_one_that_takes_its_number(root, submission):
    add(root, submission(headline="老桥旧照"))
    edition = store.find(root, "chengjiang-wanbao/2031-05-06")
    store.remove(root, edition, b"{}\n")
    catalogue.forget(root, edition)
    add(root, submission(headline="新桥新照"))
    with catalogue.reading(root) as db:
        assert search(db, Query(text="旧照", editions="all")).total == 0
        assert search(db, Query(text="新照")).total == 1


def test_no_word_of_a_story_passes_for_a_filter(root, submission):
    forged = catalogue.facet("paper", "gangwan")
    add(root, submission(headline=f"渡口 {forged} {catalogue.facet('replaced', '')}"))
    with catalogue.reading(root) as db:
        assert search(db, Query(text="渡口")).total == 1
        assert search(db, Query(text="渡口", paper="gangwan")).total == 0
        assert search(db, Query(text="渡口", paper='x" OR "渡口')).total == 0


def test_a_lost_catalogue_is_made_again(library):
    (library / catalogue.FILE).unlink()
    with catalogue.reading(library) as db:
        assert len(catalogue.rows(db)) == 4
        assert search(db, Query(text="算力")).total == 3


def test_a_damaged_catalogue_is_told_and_reindex_mends_it(root, submission):
    add(root, submission())
    (root / catalogue.FILE).write_bytes(b"no database " * 1000)
    with pytest.raises(ArchiveError, match="A718"), catalogue.reading(root):
        pass

    added = add(root, submission(headline="另一条"))
    assert [d.code for d in added.diagnostics] == ["A718"]

    assert len(list(catalogue.rebuild(root))) == 2
    with catalogue.reading(root) as db:
        assert [row.id for row in catalogue.rows(db)] == list(store.editions(root))


def test_a_reader_sees_one_state_while_the_catalogue_is_made_again(root, submission):
    for date in ("2031-05-07", "2031-05-06", "2031-05-06"):
        add(root, submission(date=date, headline=f"渡口 {date}"))
    with catalogue.reading(root) as db:
        before = search(db, Query(text="渡口"))
        edition = store.find(root, "chengjiang-wanbao/2031-05-07")
        store.remove(root, edition, b"{}\n")
        list(catalogue.rebuild(root))
        assert search(db, Query(text="渡口")) == before
    with catalogue.reading(root) as db:
        assert search(db, Query(text="渡口")).total == 1


def test_rebuilding_keeps_what_is_added_meanwhile(root, submission):
    add(root, submission())
    rebuilding = catalogue.rebuild(root)
    next(rebuilding)
    add(root, submission(date="2031-05-05"))
    list(rebuilding)
    with catalogue.reading(root) as db:
        assert len(catalogue.rows(db)) == 2
        assert search(db, Query(text="渡口")).total == 2
