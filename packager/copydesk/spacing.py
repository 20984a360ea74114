"""Normal spacing and punctuation: blanks, control characters, forms of marks, never a word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

import msgspec

from packager.diagnostics import Repair, Where
from packager.issue import Mark
from packager.patterns import Letters, expression
from packager.reading.draft import DraftBlock
from packager.reading.inline import substitute
from packager.reading.script import HAN, KANA

_LATIN = "A-Za-z0-9\u00c0-\u024f\u0370-\u04ff%％‰°℃℉"
_BLANKS = " \t\u00a0\u202f\u205f" + "".join(map(chr, range(0x2002, 0x200B)))
_BLANK = f"[{_BLANKS}]"
_BEYOND_ASCII = "[^\\x00-\\x7f]"
"""Beside what a rule changes stands such a character: Latin text is passed over quickly."""
_MARKS = "，。！？；：、）】》」』〉〕"
_QUOTES = "”’"
"""Shared with Latin text, where the space beside them is a word space."""


def _unless_numbered(match: re.Match[str]) -> str:
    """Drop the blank, but keep the one that parts 表1 from the words of its caption."""
    return match[0] if _NUMBER_OF_TABLE.fullmatch(match.string[: match.start()]) else ""


_NUMBER_OF_TABLE = expression("[表图圖][0-9]{1,3}", needs=("表图圖",))
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


def _around(match: re.Match[str]) -> tuple[str, str]:
    """The characters before and after what was found; empty at an end of the text."""
    text, (start, end) = match.string, match.span()
    return text[max(0, start - 1) : start], text[end : end + 1]


def _wide_brackets(match: re.Match[str]) -> str:
    """Full width after Han and around Han."""
    before, _ = _around(match)
    return f"（{match[1]}）" if before in _BEFORE_BRACKET and _CJK.any(match[1]) else match[0]


def _wide_mark(match: re.Match[str]) -> str:
    """Full width between Han, or after Han at the end."""
    before, after = _around(match)
    ends = not after or (after == "\n" and match.end() == len(match.string) - 1)
    fits = before in _BEFORE_MARK and (ends or after in _AFTER_MARK)
    return _FULL[match[0]] if fits else match[0]


def _unless_foreign(match: re.Match[str]) -> str:
    """Drop the blank between Han and Latin or figures."""
    before, after = _around(match)
    parts = (before in _CJK and after in _AFTER_CJK) or (before in _WORD and after in _CJK)
    return _unless_numbered(match) if parts else match[0]


def _unless_quoted(match: re.Match[str]) -> str:
    """Drop the blank by a mark; by a quotation mark only if Han stands on the other side."""
    before, after = _around(match)
    parts = before in _BEFORE_QUOTE if after in _QUOTES else after in _CJK
    return "" if match["mark"] or parts else match[0]


def _unless_clause(match: re.Match[str]) -> str:
    """The same in a headline whose prose has no blanks before figures: there one parts clauses."""
    before, after = _around(match)
    clause = (before in _CJK and after in _DIGITS) or (before in "%％" and after in _CJK)
    return match[0] if before and clause else _unless_foreign(match)


def _unless_one_sided(match: re.Match[str]) -> str:
    """The same where prose may have blanks: what a parser puts stands on both sides of a figure."""
    before, after = _around(match)
    text = match.string
    if before in _CJK and before not in _COUNTS and after in _DIGITS:
        end = _FIGURE.match(text, match.end()).end()  # type: ignore[union-attr]  # there is a digit
        return match[0] if text[end : end + 1] in _CJK else _unless_foreign(match)
    if before in "%％" and before and after in _CJK:
        start = _FIGURE_BEFORE.search(text[: match.start()])
        alone = start is not None and start.start() and text[start.start() - 1] in _CJK
        return match[0] if alone else _unless_foreign(match)
    return _unless_foreign(match)


_FIGURE = expression(r"\d[\d.,:：]*[%％]?")
_FIGURE_BEFORE = expression(r"\d[\d.,]*[%％]$")
_COUNTS = frozenset("年月第近约約达達超逾共")
"""What a figure belongs to: 1月 5日."""
_CJK = Letters(f"{HAN}{KANA}")
_BEFORE_BRACKET = Letters(f"{HAN}{KANA}”」』》，。；")
_BEFORE_MARK, _AFTER_MARK = Letters(f"{HAN}{KANA}”」』》）"), Letters(f"{HAN}{KANA}“「『《（0-9")
_BEFORE_QUOTE = Letters(f"{HAN}{KANA}，。！？")
_WORD = Letters(_LATIN)
_AFTER_CJK = Letters(f"{_LATIN}$￥€£")
_DIGITS = frozenset("0123456789")

Rule = tuple[str, frozenset[str], re.Pattern[str], _Replace, float]
"""Name, characters of which it finds one, what it finds, what it puts there, how certain it is."""
_BLANK_ONES, _ANY = frozenset(_BLANKS), frozenset[str]()
RULES: tuple[Rule, ...] = (
    (
        "letter-space",
        _BLANK_ONES,
        expression(f"^(?:[{HAN}]{_BLANK}+){{3,}}[{HAN}]$"),
        lambda m: "".join(m[0].split()),
        0.95,
    ),
    ("double-space", _BLANK_ONES, expression(f"{_BLANK}{{2,}}|\t"), lambda _: " ", 1.0),
    (
        "control-character",
        _ANY,
        expression(
            "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]"
        ),
        _nothing,
        1.0,
    ),
    ("latex-remnant", frozenset("\\"), expression(r"\\([%&#_])"), lambda m: m[1], 0.95),
    (
        "latex-remnant",
        frozenset("$"),
        expression(r"\$\s*((?:\^\s*\{?)?(?:[\d.,+\-<>=~@×±/^\s{}]|\\?%|\\[&#])+)\s*\$"),
        _latex,
        0.95,
    ),
    (
        "small-form",
        frozenset(_SMALL),
        expression(f"[{''.join(_SMALL)}]"),
        lambda m: _SMALL[m[0]],
        1.0,
    ),
    ("half-width-mark", frozenset("("), expression(r"\(([^()]{1,80})\)"), _wide_brackets, 0.9),
    (
        "half-width-mark",
        frozenset(_FULL),
        expression(f"[,;:?!](?<={_BEYOND_ASCII}.)"),
        _wide_mark,
        0.9,
    ),
    (
        "han-latin-space",
        _BLANK_ONES,
        expression(f"{_BLANK}(?:(?<={_BEYOND_ASCII}.)|(?={_BLANK}*{_BEYOND_ASCII})){_BLANK}*"),
        _unless_foreign,
        1.0,
    ),
    (
        "space-by-mark",
        _BLANK_ONES,
        expression(
            f"(?P<mark>{_BLANK}+(?=[{_MARKS}])|(?<=[{_MARKS}]){_BLANK}+(?=[^（(]))"
            f"|{_BLANK}+(?=[{_QUOTES}])|(?<=[{_QUOTES}]){_BLANK}+"
        ),
        _unless_quoted,
        1.0,
    ),
)
"""Applied in this order."""


def _for_heads(replace: _Replace) -> tuple[Rule, ...]:
    """In a headline a blank by a mark parts two clauses, and so may one before a digit."""
    return tuple(
        (*rule[:3], replace, rule[4]) if rule[0] == "han-latin-space" else rule
        for rule in RULES
        if rule[0] != "space-by-mark"
    )


_HEADS, _TIGHT_HEADS = _for_heads(_unless_one_sided), _for_heads(_unless_clause)

_LATIN_RULES = RULES[1:5]
"""Those that change a text without any East Asian character or mark."""
_EAST = expression("[\u2e80-\U0010ffff]")
_MAY_NEED = expression(
    "[\x00-\x20\x7f-\xad\u2002-\u200f\u2028-\u202f\u205f-\u2064\ufeff,;:?!(﹐-﹪､｡｢｣$\\\\]"
)


_BEFORE_FIGURE = expression(f"({_BEYOND_ASCII}){_BLANK}?(?=\\d)")


def sets_tight(texts: Iterable[str]) -> bool:
    """Whether a source has no habit of blanks between Han and digits in its prose.

    Then a blank there in a headline is printed: it parts two clauses.
    """
    tight = loose = 0
    for text in texts:
        for match in _BEFORE_FIGURE.finditer(text):
            if match[1] in _CJK:
                loose += len(match[0]) > 1
                tight += len(match[0]) == 1
        if tight > _ENOUGH:
            break
    return tight >= _EVIDENCE and loose * 20 < tight


_EVIDENCE = 10
_ENOUGH = 2_000
"""More places than so many tell no more of a habit."""


def normalise(block: DraftBlock, *, tight: bool = False) -> tuple[DraftBlock, list[Repair]]:
    """The block with normal spacing, and what was changed; for ``tight`` see ``sets_tight``."""
    repairs: list[Repair] = []
    if not (block.items or block.rows or block.alt or _MAY_NEED.search(block.text)):
        return block, repairs
    where = Where(file=block.file, line=block.line)
    rules = RULES if not _may_be_head(block) else _TIGHT_HEADS if tight else _HEADS
    text, marks = clean(block.text, block.marks, where, repairs, rules)
    alt = clean(block.alt, (), where, repairs)[0] if block.alt else ""
    items = tuple([clean(item, (), where, repairs)[0] for item in block.items])
    items = _unbulleted(items, where, repairs)
    rows = tuple([tuple([clean(c, (), where, repairs)[0] for c in row]) for row in block.rows])
    if not repairs:
        return block, repairs
    return msgspec.structs.replace(
        block, text=text, marks=marks, alt=alt, items=items, rows=rows
    ), repairs


def _may_be_head(block: DraftBlock) -> bool:
    """Whether a block is a heading, or a line so short and open that it may be one."""
    if block.kind == "heading":
        return True
    short = block.kind == "paragraph" and len(block.text) <= _LINE
    return short and "“" in block.text and not _SENTENCE.search(block.text)


_LINE = 40
_SENTENCE = expression("[。；]|[！？：，、…]$")
_BULLET = expression("[•●▪■◆‣◦·][ \u3000]?(?=\\S)")
"""A mark before an item that is set as one of a list anyway."""


def _unbulleted(items: tuple[str, ...], where: Where, repairs: list[Repair]) -> tuple[str, ...]:
    """The items of a list without the bullet that all of them are printed with."""
    if not items or not all(_BULLET.match(i) and i[0] == items[0][0] for i in items):
        return items
    bare = tuple(_BULLET.sub("", item, 1) for item in items)
    repairs.append(
        Repair(
            "list-mark",
            before="\n".join(items),
            after="\n".join(bare),
            confidence=0.95,
            where=where,
            reason="a list is set with bullets of its own",
        )
    )
    return bare


def clean(
    text: str,
    marks: tuple[Mark, ...],
    where: Where,
    repairs: list[Repair],
    rules: Sequence[Rule] = RULES,
) -> tuple[str, tuple[Mark, ...]]:
    """Apply every rule to one text; each that changes it is recorded."""
    found = frozenset(_MAY_NEED.findall(text))  # to which no rule adds
    if not found:
        return text, marks
    for rule, needed, pattern, replacement, confidence in (
        rules if _EAST.search(text) else _LATIN_RULES
    ):
        if needed and needed.isdisjoint(found):
            continue
        before = text
        text, marks = substitute(pattern, replacement, text, marks)
        if text != before:
            repairs.append(Repair(rule, before, text, confidence, where))
    return text, marks


_PRIVATE = expression("[\ue000-\uf8ff\U000f0000-\U0010ffff\ufdd0-\ufdef]")


def suspicious(text: str) -> list[str]:
    """Characters that no font can be expected to have: private use and noncharacters."""
    return sorted(set(_PRIVATE.findall(text))) if _PRIVATE.search(text) else []
