"""Folding and tokens: places stay true, and no word of a story can hide."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packager.archive import words

HAN = st.text("算力兴城臺灣台湾乾干𬭚𠮷鿔のカ한글", min_size=1, max_size=8)
LATIN = st.sampled_from(["GDP", "5G", "Łódź", "2031"])
TEXT = st.lists(HAN | LATIN | st.sampled_from(["，", "。", " ", "——", "\n", "《"]), max_size=12)


@given(st.text())
def test_folding_keeps_every_place(text):
    assert len(words.fold(text)) == len(text)
    assert words.fold(words.fold(text)) == words.fold(text)


@given(st.lists(HAN | LATIN, min_size=1), TEXT, TEXT, st.data())
def test_any_part_of_a_story_is_found(parts, before, after, data):
    """Whatever stands around it: a run of the story, cut anywhere between Han characters."""
    text = "".join(["，", *before, "，", *parts, "，", *after])
    whole = "".join(parts)
    cuts = [n for n in range(len(whole) + 1) if not _inside_latin(whole, n)]
    start, end = sorted(data.draw(st.lists(st.sampled_from(cuts), min_size=2, max_size=2)))
    if start == end:
        return
    assert _found(text, whole[start:end])
    assert words.marks(whole[start:end]).search(words.fold(text))


@pytest.mark.parametrize(
    ("text", "query"), [("算力，兴城", "算力兴城"), ("算法与力量", "算力"), ("计算", "算力")]
)
def test_what_does_not_stand_there_is_not_found(text, query):
    assert not _found(text, query)


@given(st.text(max_size=40))
def test_no_query_breaks_the_engine(query):
    expression = words.match(query)
    if expression:
        _search("算力 GDP", expression)


def test_every_traditional_character_has_one_simplified():
    pairs = words.traditional()
    assert pairs["臺"] == "台"
    assert pairs["乾"] == "干"
    assert len(pairs) > 2500
    assert all(len(char) == len(simple) == 1 for char, simple in pairs.items())


def _inside_latin(text: str, place: int) -> bool:
    around = text[max(0, place - 1) : place + 1]
    return len(around) == 2 and all(char < "\u2000" for char in around)


def _found(text: str, query: str) -> bool:
    return _search(text, words.match(query))


def _search(text: str, expression: str) -> bool:
    with sqlite3.connect(":memory:") as db:
        db.execute("CREATE VIRTUAL TABLE t USING fts5(x, tokenize='unicode61 remove_diacritics 2')")
        db.execute("INSERT INTO t VALUES (?)", (words.tokens(text),))
        return bool(db.execute("SELECT 1 FROM t WHERE t MATCH ?", (expression,)).fetchone())
