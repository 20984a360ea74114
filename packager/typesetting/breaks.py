"""Where lines may break: clreq's levels of forbidden starts and ends, words, numbers and URLs."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from itertools import accumulate, pairwise
from typing import NamedTuple

import pyphen

from packager.typesetting.characters import AMBIGUOUS, Kind, clusters, is_tail, is_wide_context
from packager.typesetting.line import Hangul, KinsokuLevel

EAST_ASIAN = frozenset({"zh", "ja", "ko"})
FREE, FORBIDDEN = 0.0, float("inf")
UNIT = 0.6
"""Penalty for parting a number from the Han unit or prefix beside it."""
WORD = 1.5
"""Penalty for parting a URL or a compound word at its own marks."""
NUMBER = 8.0
"""Penalty for parting a long number (a telephone or a licence) after its hyphen."""
ADDRESS = 20.0
"""Penalty for parting an address within its words, without a hyphen."""
HYPHEN = 4.0
"""Penalty for a hyphen added; three times as much in a word that has hyphens of its own."""
EMERGENCY = 60.0
"""Penalty for a break within a word, only where something is wider than the measure."""
LAWLESS = 1000.0
"""Penalty for a break that leaves a mark where it must not stand, only there as well."""

UNITS = frozenset(
    "年月日时分秒岁名个人次元万亿千百米里吨克公位家项件场届版期号度倍条座台辆户种类处所点"
)
_LATIN_CLOSING = frozenset(".,;:!?)]}%‰°′″'\"”’…")
_LATIN_OPENING = frozenset("([{“‘")
_NEVER_FIRST = frozenset(
    {Kind.CLOSE, Kind.COMMA, Kind.STOP, Kind.CLOSE_LATIN, Kind.POSTFIX, Kind.DOT, Kind.CONNECTOR,
     Kind.SLASH, Kind.SPACE, Kind.REPEAT}
)  # fmt: skip
_WHOLE = frozenset({Kind.DASH, Kind.ELLIPSIS, Kind.FULL})
"""A row of these does not break: ——————, ２０２５."""
_NEVER_LAST = frozenset({Kind.OPEN, Kind.OPEN_LATIN, Kind.PREFIX})
_STRICTLY_NEVER_FIRST = frozenset({Kind.DASH, Kind.ELLIPSIS, Kind.SMALL})
_LATIN_EDGES = frozenset({Kind.LATIN, Kind.OPEN_LATIN, Kind.CLOSE_LATIN})
_URL = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\S+", re.IGNORECASE)
_FILE = re.compile(r"\S*[\w-][/\\_.][\w-]\S*")
_URL_PART = re.compile(r"[^/?&=_.\-@#]*[/?&=_.\-@#]+|[^/?&=_.\-@#]+")
_COMPOUND = re.compile(r".*?[^\W\d_]{2}[-–—/](?=[^\W\d_]{2})")
_WORD = re.compile(r"[^\W\d_]{6,}")
_NUMBER_GROUP = re.compile(r"[^-–—/]+[-–—/]?|[-–—/]")
_UNIT_SYMBOL = re.compile(
    r"(?:[kMGTcmnμµ]?(?:m[²³]?|g|[lL]|t|Wh?|V|A|Hz|Pa|J|K|N|B|s)|[kK][mM]/h|m/s|mol|min|h|ha|dB)\W*"
)
_LONG = 9
"""Characters from which an address, a file name or a number may break at its marks."""
_SHORT, _LONGEST = 5, 300
"""Characters of words that may break by rule: longer ones are no words."""
_ADDRESS_END = 2
"""Letters that stay together at both ends of a word of an address."""


def edges(word: str) -> tuple[Kind, Kind]:
    """How the first and the last character of a Latin word behave at a line edge."""
    first, last = word[0], word[-1]
    start = (
        Kind.OPEN_LATIN
        if first in _LATIN_OPENING or (first in "'\"" and len(word) > 1)
        else Kind.CLOSE_LATIN if first in _LATIN_CLOSING else Kind.LATIN
    )  # fmt: skip
    end = (
        Kind.OPEN_LATIN
        if last in _LATIN_OPENING
        else Kind.CLOSE_LATIN if last in _LATIN_CLOSING and last not in "%‰°′″" else Kind.LATIN
    )  # fmt: skip
    return start, end


class Part(NamedTuple):
    """A breakable part of a word, and what a break before it costs."""

    text: str
    penalty: float
    hyphen: bool = False


@functools.lru_cache(maxsize=1 << 14)
def parts(word: str, language: str) -> tuple[Part, ...]:
    """A Latin word cut where it may break: addresses and file names at their own marks, compounds
    after theirs, words by the hyphenation patterns of the language (English in East Asian text)."""
    if not _SHORT <= len(word) <= _LONGEST:
        return (Part(word, FREE),)
    if not any(c.isalpha() for c in word):
        groups = _NUMBER_GROUP.findall(word) if len(word) >= _LONG else [word]
        return tuple(Part(group, NUMBER if k else FREE) for k, group in enumerate(groups))
    if len(word) >= _LONG and _URL.search(word):
        return tuple(_address(word))
    if len(word) >= _LONG and _FILE.fullmatch(word):
        pieces = _URL_PART.findall(word)
        return tuple(Part(piece, WORD if k else FREE) for k, piece in enumerate(pieces))
    price = 3 * HYPHEN if "-" in word else HYPHEN
    found: list[Part] = []
    cut = 0
    for match in _COMPOUND.finditer(word):
        found.extend(_syllables(match.group(), language, WORD if cut else FREE, price))
        cut = match.end()
    found.extend(_syllables(word[cut:], language, WORD if cut else FREE, price))
    return tuple(found)


def letters(word: str, language: str) -> Iterator[Part]:
    """A Latin word cut into letters: the last resort, at :data:`EMERGENCY` a break where the word
    has no better one."""
    for part in parts(word, language):
        first, *others = clusters(part.text)
        yield part._replace(text=first)
        for letter in others:
            yield Part(letter, EMERGENCY)


def _address(word: str) -> Iterator[Part]:
    """The parts of an address: it breaks at its marks, at a price within its words."""
    for k, piece in enumerate(_URL_PART.findall(word)):
        name = len(piece.rstrip("/?&=_.-@#"))
        inner = range(_ADDRESS_END, name - _ADDRESS_END + 1)
        cuts = [0, *(cut for cut in inner if not is_tail(piece[cut])), len(piece)]
        for start, end in pairwise(cuts):
            yield Part(piece[start:end], ADDRESS if start else WORD if k else FREE)


def _syllables(word: str, language: str, penalty: float, price: float) -> Iterator[Part]:
    """The parts of one word between which a hyphen may be added at a ``price``."""
    cuts = [0]
    for match in _WORD.finditer(word):
        if not match.group().isupper():
            cuts += [match.start() + cut for cut in _patterns(language).positions(match.group())]
    for start, end in pairwise([*cuts, len(word)]):
        if start < end:
            yield Part(word[start:end], price if start else penalty, bool(start))


@functools.cache
def _patterns(language: str) -> pyphen.Pyphen:
    known = None if language[:2] in EAST_ASIAN else pyphen.language_fallback(language)
    return pyphen.Pyphen(lang=known or "en_US", left=2, right=3)


def is_unit(word: str) -> bool:
    """Whether a word is the sign of a unit, that stays with the number before it."""
    return _UNIT_SYMBOL.fullmatch(word) is not None


def _is_one_word(before: Kind, after: Kind, korean: Hangul | None) -> bool:
    """Whether two letters belong to one word; a Korean particle to the number before it."""
    latin = (before in _LATIN_EDGES) + (after in _LATIN_EDGES)
    hangul = (before is Kind.HANGUL) + (after is Kind.HANGUL)
    if latin and hangul:
        return korean != "syllables" or after is Kind.HANGUL
    return latin == 2 or (hangul == 2 and korean == "words")


def _allowed(before: Kind, after: Kind, level: KinsokuLevel, korean: Hangul | None) -> bool:
    """Whether a line may end after ``before`` and the next start with ``after``.

    clreq 6.1.3: *basic* keeps stops, closing brackets, connectors, · and / off line starts and
    opening brackets off line ends; *gb* keeps / off line ends; *strict* keeps —— and …… off starts.
    """
    if _is_one_word(before, after, korean) or (before is after and before in _WHOLE):
        return False
    if level == "none":
        return after is not Kind.SPACE
    if level in ("gb", "strict") and before is Kind.SLASH:
        return False
    if level == "strict" and after in _STRICTLY_NEVER_FIRST:
        return False
    return before not in _NEVER_LAST and after not in _NEVER_FIRST


@functools.cache
def table(level: KinsokuLevel, korean: Hangul | None) -> list[list[float]]:
    """Penalty of a line end between every pair of kinds: :data:`FREE` or :data:`FORBIDDEN`.

    ``korean`` is how Korean text breaks, None for words of Hangul in other texts."""
    return [[FREE if _allowed(a, b, level, korean) else FORBIDDEN for b in Kind] for a in Kind]


def _is_letter(character: str) -> bool:
    return character.isalpha() and not is_wide_context(character)


def _beside(text: str, i: int) -> tuple[str, str]:
    """The characters before and after ``text[i]`` that are no spaces; empty at the ends."""
    before, after = i - 1, i + 1
    while before >= 0 and text[before].isspace():
        before -= 1
    while after < len(text) and text[after].isspace():
        after += 1
    return text[before : before + 1] if before >= 0 else "", text[after : after + 1]


def latin_context(text: str, language: str) -> str:
    """``text`` with a letter in place of each ambiguous mark (“ ” ‘ ’ — …) that is Latin here.

    In Chinese and Japanese a quotation is Latin when neither it nor what stands around it is
    full width; an apostrophe is Latin when a Latin letter precedes it and no quotation is open.
    """
    found = [i for i, c in enumerate(text) if c in AMBIGUOUS]
    if not found:
        return text
    shadow = list(text)
    if language[:2] not in ("zh", "ja"):
        for i in found:
            shadow[i] = "a"
        return "".join(shadow)
    if not any(c.isascii() and c.isalpha() for c in text):
        return text
    wide = [0, *accumulate(map(is_wide_context, text))]
    opened: list[int] = []
    for i in found:
        mark = text[i]
        before, after = _beside(text, i)
        if mark == "’" and _is_letter(text[i - 1 : i]) and _is_letter(text[i + 1 : i + 2]):
            shadow[i] = "a"  # it’s
        elif mark in "“‘":
            opened.append(i)
        elif mark in "”’":
            pair = "“" if mark == "”" else "‘"
            start = next((o for o in reversed(opened) if text[o] == pair), None)
            if start is None:
                if mark == "’" and before.isascii() and before.isalpha():
                    shadow[i] = "a"
                continue
            del opened[opened.index(start) :]
            outside = (_beside(text, start)[0], after)
            if wide[start + 1] == wide[i] and not any(
                is_wide_context(c) or c in AMBIGUOUS for c in outside if c
            ):
                shadow[start] = shadow[i] = "a"
        elif before.isascii() and after.isascii() and before.isalnum() and after.isalnum():
            shadow[i] = "a"
    return "".join(shadow)
