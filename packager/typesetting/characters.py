"""Character classes of line composition, after clreq's tables and GB/T 15834.

A class says how a character behaves at line edges and beside its neighbours; how wide it is and
where its blank halves lie comes from the font (:mod:`packager.typesetting.metrics`).
"""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum


class Kind(IntEnum):
    """How a piece of text behaves in a line."""

    HAN = 0
    """Ideographs, kana, full-width letters, symbols: a line may break on both sides."""
    LATIN = 1
    """Words and numbers of proportional scripts: unbreakable but by rule."""
    SPACE = 2
    OPEN = 3
    CLOSE = 4
    COMMA = 5
    """，、；： – shrink before the full stops."""
    STOP = 6
    """。？！"""
    DOT = 7
    """· between names, ∶ between numbers."""
    CONNECTOR = 8
    """– ～ — ― joining two words: not at a line start, never squeezed."""
    DASH = 9
    """—— ―― ⸺ of two em, unbreakable."""
    ELLIPSIS = 10
    """…… of two em, unbreakable."""
    SLASH = 11
    POSTFIX = 12
    """Full-width signs that follow a number: ％ ℃ ‰ ㎡."""
    PREFIX = 13
    """Full-width signs that precede a number: ￥ № ＄."""
    SMALL = 14
    """Small kana and ー: strict level keeps them off line starts."""
    HANGUL = 15
    OPEN_LATIN = 16
    """Edge of a Latin box: ( [ “ and signs before a number."""
    CLOSE_LATIN = 17
    """Edge of a Latin box: . , ) ] ” and the like."""
    REPEAT = 18
    """々 ゝ ヽ: they repeat the character before them and stay on its line (jlreq cl-09)."""
    FULL = 19
    """Full-width letters and digits: a row of them is a word or a number."""


OPENING = "“‘（《〈【「『〔［｛〖〘〚｟"
CLOSING = "”’）》〉】」』〕］｝〗〙〛｠"
COMMAS = "，、；：﹐﹑﹔﹕・"
STOPS = "。？！．｡‼⁇⁈⁉"
DOTS = "·‧∶"
CONNECTORS = "～〜–－‐゠"
POSTFIXES = "％‰℃℉°′″￠"
PREFIXES = "￥＄￡№＃"
SMALL_KANA = "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿー"
REPEATS = "々〻ゝゞヽヾ"

_MARKS: dict[str, Kind] = {
    character: kind
    for characters, kind in (
        (OPENING, Kind.OPEN),
        (CLOSING, Kind.CLOSE),
        (COMMAS, Kind.COMMA),
        (STOPS, Kind.STOP),
        (DOTS, Kind.DOT),
        (CONNECTORS + "—―", Kind.CONNECTOR),
        ("⸺", Kind.DASH),
        ("…⋯", Kind.ELLIPSIS),
        ("／", Kind.SLASH),
        (POSTFIXES, Kind.POSTFIX),
        (PREFIXES, Kind.PREFIX),
        (SMALL_KANA, Kind.SMALL),
        (REPEATS, Kind.REPEAT),
    )
    for character in characters
}

MARKS = frozenset({Kind.OPEN, Kind.CLOSE, Kind.COMMA, Kind.STOP, Kind.DOT})
"""Marks whose blank halves may be squeezed."""

AMBIGUOUS = frozenset("“”‘’—―…·–‧°′″‐")
"""Code points that Chinese shares with Latin script: full width in the one, narrow in the other."""


TAIL = (
    "\u0300-\u036f\u20d0-\u20ff\u302a-\u302f\u3099\u309a\ufe00-\ufe0f\uff9e\uff9f\U0001f3fb-\U0001f3ff"
    "\U000e0020-\U000e007f\U000e0100-\U000e01ef"
)
"""What stays with the character before it, as a class of a regular expression: combining marks,
variation selectors, modifiers of emoji."""
_IN_TAIL = re.compile(f"[{TAIL}\u200d]")


_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]$")


def is_tail(character: str) -> bool:
    """Whether a character belongs to the one before it."""
    return unicodedata.category(character)[0] == "M" or _IN_TAIL.match(character) is not None


def clusters(text: str) -> list[str]:
    """``text`` cut into characters with the marks that belong to them."""
    found: list[str] = []
    for character in text:
        joined = found and (found[-1][-1] == "\u200d" or is_tail(character))
        if joined or (found and _FLAG.match(found[-1]) and _FLAG.match(character)):
            found[-1] += character
        else:
            found.append(character)
    return found


class _Kinds(dict[str, Kind]):
    """Kind by character, worked out once for each."""

    def __missing__(self, character: str) -> Kind:
        kind = self[character] = _kind(character)
        return kind


def _kind(character: str) -> Kind:
    if character in _MARKS:
        return _MARKS[character]
    if character.isspace():
        return Kind.SPACE
    if "\uac00" <= character <= "\ud7a3" or "\u1100" <= character <= "\u11ff":
        return Kind.HANGUL
    if "\uff10" <= character <= "\uff5a":  # ０ to ｚ: the marks among them are known by now
        return Kind.FULL if character.isalnum() else Kind.HAN
    if "\u3371" <= character <= "\u33df":
        return Kind.POSTFIX
    wide = unicodedata.east_asian_width(character) in "WF" or "\uff61" <= character <= "\uffdc"
    symbol = unicodedata.category(character) in ("So", "Sm", "No", "Nl") and character > "\u2100"
    return Kind.HAN if wide or symbol else Kind.LATIN


KINDS = _Kinds()
"""Kind by single character, in Chinese context."""


def is_wide_context(character: str) -> bool:
    """Whether a neighbour makes an ambiguous mark Chinese: an ideograph or a full-width mark."""
    return unicodedata.east_asian_width(character) in "WF"
