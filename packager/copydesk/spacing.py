"""Normal spacing and punctuation: blanks, control characters, forms of marks, never a word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

import msgspec

from packager.diagnostics import Repair, Where
from packager.issue import Mark
from packager.patterns import expression
from packager.reading.draft import DraftBlock
from packager.reading.inline import substitute
from packager.reading.script import HAN, KANA

_WORD = "A-Za-z0-9\u00c0-\u024f\u0370-\u04ff%％‰°℃℉"
_CJK = f"{HAN}{KANA}"
_BLANK = "[ \t\u00a0\u2002-\u200a\u202f\u205f]"
_MARKS = "，。！？；：、）】》」』〉〕"
_QUOTES = "”’"
"""Shared with Latin text, where the space beside them is a word space."""


def _unless_numbered(match: re.Match[str]) -> str:
    """Drop the blank, but keep the one that parts 表1 from the words of its caption."""
    return match[0] if _NUMBER_OF_TABLE.fullmatch(match.string[: match.start()]) else ""


_NUMBER_OF_TABLE = expression("[表图圖][0-9]{1,3}")
_Replace = Callable[[re.Match[str]], str]

_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_SMALL = {
    "﹐": "，",
    "﹑": "、",
    "﹒": "。",
    "﹔": "；",
    "﹕": "：",
    "﹖": "？",
    "﹗": "！",
    "﹙": "（",
    "﹚": "）",
}
_SMALL |= {"﹪": "％", "﹔": "；", "､": "、", "｡": "。", "｢": "「", "｣": "」"}


def _nothing(_: re.Match[str]) -> str:
    return ""


def _latex(match: re.Match[str]) -> str:
    inner = match[1].replace("\\%", "%").replace("\\&", "&").replace("\\#", "#")
    return inner.strip().lstrip("^").strip("{} ")


Rule = tuple[str, re.Pattern[str], _Replace, float]
"""Name, what it finds, what it puts there, and how certain it is."""
RULES: tuple[Rule, ...] = (
    ("double-space", re.compile(f"{_BLANK}{{2,}}|\t"), lambda _: " ", 1.0),
    (
        "control-character",
        re.compile(
            "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]"
        ),
        _nothing,
        1.0,
    ),
    (
        "latex-remnant",
        re.compile(r"\\([%&#_])"),
        lambda m: m[1],
        0.95,
    ),
    (
        "latex-remnant",
        re.compile(r"\$\s*((?:\^\s*\{?)?(?:[\d.,+\-<>=~@×±/^\s{}]|\\?%|\\[&#])+)\s*\$"),
        _latex,
        0.95,
    ),
    ("small-form", re.compile(f"[{''.join(_SMALL)}]"), lambda m: _SMALL[m[0]], 1.0),
    (
        "half-width-mark",
        re.compile(f"(?<=[{_CJK}”」』》，。；])\\((?=[^()]*[{_CJK}])([^()]{{1,80}})\\)"),
        lambda m: f"（{m[1]}）",
        0.9,
    ),
    (
        "half-width-mark",
        re.compile(f"(?<=[{_CJK}”」』》）])[,;:?!](?=[{_CJK}“「『《（]|$)"),
        lambda m: _FULL[m[0]],
        0.9,
    ),
    (
        "han-latin-space",
        re.compile(f"(?<=[{_CJK}]){_BLANK}+(?=[{_WORD}$￥€£])|(?<=[{_WORD}]){_BLANK}+(?=[{_CJK}])"),
        _unless_numbered,
        1.0,
    ),
    (
        "space-by-mark",
        re.compile(
            f"{_BLANK}+(?=[{_MARKS}])|(?<=[{_MARKS}]){_BLANK}+(?=[^（(])"
            f"|(?<=[{_CJK}，。！？]){_BLANK}+(?=[{_QUOTES}])|(?<=[{_QUOTES}]){_BLANK}+(?=[{_CJK}])"
        ),
        _nothing,
        1.0,
    ),
)
"""Applied in this order."""

_HEADS = tuple(rule for rule in RULES if rule[0] != "space-by-mark")
"""In a headline a blank by a mark parts two clauses."""
_TIGHT_HEADS = (
    *(rule for rule in _HEADS if rule[0] != "han-latin-space"),
    (
        "han-latin-space",
        re.compile(f"(?<=[{_CJK}]){_BLANK}+(?=[A-Za-z$￥€£])|(?<=[{_WORD}]){_BLANK}+(?=[{_CJK}])"),
        _unless_numbered,
        1.0,
    ),
)
"""So does one before a digit, where prose has none there."""

_MAY_NEED = expression(
    "[\x00-\x20\x7f-\xad\u2002-\u200f\u2028-\u202f\u205f-\u2064\ufeff,;:?!(﹐-﹪､｡｢｣$\\\\]"
)


_TIGHT = expression(f"[{_CJK}](?=[0-9])")
_LOOSE = expression(f"[{_CJK}]{_BLANK}(?=[0-9])")


def sets_tight(texts: Iterable[str]) -> bool:
    """Whether a source has no habit of blanks between Han and digits in its prose.

    Then a blank there in a headline is printed: it parts two clauses.
    """
    tight = loose = 0
    for text in texts:
        tight += len(_TIGHT.findall(text))
        loose += len(_LOOSE.findall(text))
    return tight >= _EVIDENCE and loose * 20 < tight


_EVIDENCE = 10


def normalise(block: DraftBlock, *, tight: bool = False) -> tuple[DraftBlock, list[Repair]]:
    """The block with normal spacing, and what was changed; for ``tight`` see ``sets_tight``."""
    repairs: list[Repair] = []
    where = Where(file=block.file, line=block.line)
    rules = RULES if block.kind != "heading" else _TIGHT_HEADS if tight else _HEADS
    text, marks = clean(block.text, block.marks, where, repairs, rules)
    alt, _ = clean(block.alt, (), where, repairs)
    items = tuple(clean(item, (), where, repairs)[0] for item in block.items)
    rows = tuple(tuple(clean(cell, (), where, repairs)[0] for cell in row) for row in block.rows)
    if not repairs:
        return block, repairs
    return msgspec.structs.replace(
        block, text=text, marks=marks, alt=alt, items=items, rows=rows
    ), repairs


def clean(
    text: str,
    marks: tuple[Mark, ...],
    where: Where,
    repairs: list[Repair],
    rules: Sequence[Rule] = RULES,
) -> tuple[str, tuple[Mark, ...]]:
    """Apply every rule to one text; each that changes it is recorded."""
    if not _MAY_NEED.search(text):
        return text, marks
    for rule, pattern, replacement, confidence in rules:
        before = text
        text, marks = substitute(pattern, replacement, text, marks)
        if text != before:
            repairs.append(Repair(rule, before, text, confidence, where))
    return text, marks


_PRIVATE = expression("[\ue000-\uf8ff\U000f0000-\U0010ffff\ufdd0-\ufdef]")


def suspicious(text: str) -> list[str]:
    """Characters that no font can be expected to have: private use and noncharacters."""
    return sorted(set(_PRIVATE.findall(text)))
