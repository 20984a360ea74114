"""Patterns compiled late, what they need, both scripts, and classes that are never compiled."""

from __future__ import annotations

import importlib
import pkgutil
import re
import string
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from re import _constants as ops  # the parse tree has no public name
from re import _parser
from typing import Any

import pytest

import packager
from packager.copydesk import folios, furniture, photographers, unmarked
from packager.patterns import Letters, _Waiting, both, expression
from packager.reading.script import EAST, HAN, HANGUL, KANA, LETTER, SPACE, WIDE_MARKS

EVERY = "".join(chr(n) for n in range(sys.maxunicode + 1) if not 0xD800 <= n < 0xE000)


def test_a_pattern_is_compiled_when_a_text_has_what_it_needs():
    pattern = expression(r"By (\w+)", needs=("B",))
    assert pattern.match("记者 王明") is None
    assert list(pattern.finditer("记者 王明")) == []
    assert pattern.sub("-", "记者 王明") == "记者 王明"
    assert "search" not in vars(pattern)
    assert pattern.search("By Ann")[1] == "Ann"
    assert "search" in vars(pattern)
    assert pattern.split("By Ann") == ["", "Ann", ""]


@pytest.mark.parametrize("ranges", [HAN, KANA, HANGUL, f"{HAN}{KANA}{WIDE_MARKS}", "A-Za-z%—-"])
def test_letters_are_those_of_the_regular_expression(ranges: str):
    held = Letters(ranges)
    assert [c for c in EVERY if c in held] == re.findall(f"[{ranges}]", EVERY)


def test_letters_of_a_text():
    han = Letters(HAN)
    assert "" not in han
    assert han.any("A股") and not han.any("A") and not han.any("")
    assert han.all("股市") and not han.all("A股") and not han.all("")


def test_the_cheap_class_has_all_han_and_kana_that_unicode_knows():
    wanted = re.findall(f"[{HAN}{KANA}]", EVERY)
    known = [c for c in wanted if unicodedata.category(c) != "Cn"]
    assert all(re.fullmatch(EAST, c) for c in known)
    assert not any(re.fullmatch(EAST, c) for c in "Az09，。 　")
    assert all(re.fullmatch(LETTER, c) for c in "汉々〇かー")


def test_space_is_what_the_regular_expression_finds():
    assert sorted(SPACE) == re.findall(r"\s", EVERY)


def _waiting() -> Iterator[tuple[str, _Waiting]]:
    """Every pattern of the package that says what it needs."""

    def walk(name: str, value: Any) -> Iterator[tuple[str, _Waiting]]:
        if isinstance(value, _Waiting):
            yield name, value
        elif isinstance(value, tuple | list):
            for item in value:
                yield from walk(name, item)

    for module in pkgutil.walk_packages(packager.__path__, "packager."):
        if not module.name.endswith("__main__"):
            for name, value in vars(importlib.import_module(module.name)).items():
                yield from walk(f"{module.name}.{name}", value)


def _alike() -> dict[str, set[str]]:
    """Characters that are one to a pattern without regard to case."""
    groups: dict[str, set[str]] = defaultdict(set)
    for character in EVERY:
        groups[character.lower()].add(character)
        groups[character.upper().lower()].add(character)
    return groups


ALIKE = _alike()


def _surely(tree: Any, need: str, flags: int) -> bool:
    """Whether every text that the parsed pattern matches has one of the characters."""
    return any(_item(op, value, need, flags) for op, value in tree)


def _item(op: Any, value: Any, need: str, flags: int) -> bool:
    if op is ops.LITERAL:
        character = chr(value)
        both = ALIKE[character.lower()] if flags & re.IGNORECASE else {character}
        return both <= set(need)
    if op is ops.IN:
        return all(_of_class(kind, held, need, flags) for kind, held in value)
    if op is ops.BRANCH:
        return all(_surely(branch, need, flags) for branch in value[1])
    if op is ops.SUBPATTERN:
        return _surely(value[-1], need, flags)
    if op in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT):
        return value[0] > 0 and _surely(value[2], need, flags)
    return op is ops.ASSERT and _surely(value[1], need, flags)


def _of_class(kind: Any, held: Any, need: str, flags: int) -> bool:
    if kind is ops.RANGE:
        return all(_item(ops.LITERAL, n, need, flags) for n in range(held[0], held[1] + 1))
    if kind is ops.CATEGORY:
        return held is ops.CATEGORY_SPACE and set(SPACE) <= set(need)
    return _item(kind, held, need, flags)


def test_what_a_pattern_needs_is_in_all_that_it_matches():
    asking = [(name, pattern) for name, pattern in _waiting() if pattern.needs]
    assert len(asking) > 30
    wrong = [
        f"{name} does not need {need!r}"
        for name, pattern in asking
        for need in pattern.needs
        if not _surely(_parser.parse(pattern.pattern, pattern.flags), need, pattern.flags)
    ]
    assert not wrong


FORMS_OF_CREDIT = (
    *(photographers._SUPPLIED_EN, photographers._CREDIT_ENGLISH, photographers._CREDIT_SLASHED),
    *(photographers._CREDIT_EN, photographers._JAPANESE_CREDIT, photographers._CREDIT),
    photographers._SUPPLIED,
)


@pytest.mark.parametrize(
    ("hint", "patterns"),
    [
        (photographers._HINT.pattern, FORMS_OF_CREDIT),
        (both(f"[{folios.JOBS}]"), (furniture._CREDITS, furniture._STAFF, folios._STAFF_HINT)),
        (unmarked._REACHED.pattern, (unmarked._CONTACT, unmarked._SOURCE)),
    ],
)
def test_what_is_asked_of_a_line_first_is_in_all_its_forms(hint: str, patterns: tuple[Any, ...]):
    asked = (
        hint.strip("[]")
        .replace("A-Z", string.ascii_uppercase)
        .replace("a-z", string.ascii_lowercase)
    )
    asked += "ſK" if "A-Z" in hint else ""  # letters to a pattern without regard to case
    for pattern in patterns:
        tree = _parser.parse(pattern.pattern, pattern.flags)
        assert _surely(tree, asked, pattern.flags), pattern.pattern


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


def test_simplified_text_is_its_own_folding() -> None:
    from packager.patterns import SIMPLIFIED, TRADITIONAL
    from packager.reading.script import folded, has_traditional

    assert folded(SIMPLIFIED) == SIMPLIFIED
    assert not has_traditional(SIMPLIFIED)
    assert folded(TRADITIONAL) == SIMPLIFIED
