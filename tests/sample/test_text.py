"""The sample's words: four full pages whose every character can be printed."""

from __future__ import annotations

import re

import pytest

from packager import fonts, layout, resources

SOURCE = resources.SAMPLE / "issue.md"
TEXT = SOURCE.read_text(encoding="utf-8")
PAGES = re.split(r"<!-- page: (\d) [^>]+-->", TEXT)[1:]
BY_PAGE = dict(zip(PAGES[::2], PAGES[1::2], strict=True))


def test_four_pages_in_order() -> None:
    assert PAGES[::2] == ["1", "2", "3", "4"]


def test_a_broadsheet_issue_of_words() -> None:
    letters = {page: len(re.sub(r"\s", "", text)) for page, text in BY_PAGE.items()}
    assert 18_000 <= sum(letters.values()) <= 24_000
    assert letters["1"] >= 5_500


def test_at_least_fourteen_stories() -> None:
    assert len(re.findall(r"^# ", TEXT, re.M)) >= 14


@pytest.mark.parametrize("face", ["song", "heavy", "hei", "hei-light", "kai"])
def test_every_character_is_in_the_faces(face: str) -> None:
    chain = layout.load("broadsheet").faces[face]
    printed = set(TEXT) - {"\n"}
    assert {c for c in printed if fonts.first_with(c, chain) is None} == set()


def test_the_jump_pair_points_both_ways() -> None:
    assert BY_PAGE["1"].count("（下转第3版）") == 1
    assert BY_PAGE["3"].count("（上接第1版）") == 1
    assert len(re.findall("下转第|上接第", TEXT)) == 2


def test_no_long_sentence_is_said_twice() -> None:
    sentences = [s for s in re.split(r"[。！？\n]", TEXT) if len(s) > 20]
    assert len(sentences) == len(set(sentences))


def test_every_picture_is_there_and_described() -> None:
    pictures = re.findall(r"!\[([^\]]*)\]\(([^ )]+)", TEXT)
    assert len(pictures) == 7
    for alt, src in pictures:
        assert alt
        assert (resources.SAMPLE / src).is_file()
