"""Words written in simplified characters find traditional ones as well."""

from __future__ import annotations

import pytest

from packager.patterns import both, expression


@pytest.mark.parametrize(
    ("source", "pattern"),
    [
        ("本报讯", "本[报報][讯訊]"),
        ("[报刊]?社", "[报報刊]?社"),
        (r"\[报\]", r"\[[报報]\]"),
        ("[一-龙]", "[一-龙]"),
        ("(?P<way>下转)", "(?P<way>下[转轉])"),
    ],
)
def test_a_character_becomes_the_class_of_its_forms(source: str, pattern: str) -> None:
    assert both(source) == pattern


def test_expressions_match_both_scripts() -> None:
    assert expression("(?:责任)?编辑[:：]").match("責任編輯：")
