"""How words are found: text folded and cut into index tokens, the same for stories and queries.

Folding maps every character to one character (so places stay true): Traditional to Simplified by
OpenCC, full width to half width, capitals to small, accented Latin letters to plain.
Runs of Han, kana and Hangul are cut into overlapping pairs, one beginning at each character and
the last alone: a word of two characters is one token, a longer one a phrase, a single character
the beginning of a token.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import pairwise

_RUN = re.compile(
    "([\u2e80-\u2fdf\u3005-\u3007\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff"
    "\U00020000-\U0003ffff]+)"
)
_WORD = re.compile(r"\w+")
_ASKED = re.compile(r'(-?)(?:"([^"]*)"|([^\s"]+))')
_NEWER_THAN_UNICODE61 = re.compile("[\u9fcd-\u9fff\U00020000-\U0003ffff]")
"""Characters that SQLite's unicode61 tokenizer may take for separators: written as words."""


def fold(text: str) -> str:
    """Fold a text for comparison; the result has the same length.

    >>> fold("臺灣ＡＩ Café")
    '台湾ai cafe'
    """
    return text.translate(_FOLDING)


def tokens(text: str) -> str:
    """The text as index tokens parted by spaces (Latin words are left to the tokenizer).

    >>> tokens("算力 GDP")
    '算力 力  gdp'
    """
    return _RUN.sub(lambda match: f" {_pairs(match[0])} ", fold(text)).strip()


def match(query: str) -> str:
    """An FTS5 expression for what a reader typed: ``""`` when nothing in it can be searched.

    Words must all occur; ``"…"`` is a phrase, ``-word`` excludes, ``word*`` is a beginning.
    """
    phrases = [(minus, _phrase(quoted or word)) for minus, quoted, word in _ASKED.findall(query)]
    wanted = [phrase for minus, phrase in phrases if phrase and not minus]
    unwanted = [f"NOT {phrase}" for minus, phrase in phrases if phrase and minus]
    return " ".join([" AND ".join(wanted), *unwanted]) if wanted else ""


def marks(query: str) -> re.Pattern[str] | None:
    """A pattern that finds in folded text the words which a query asks for."""
    found = [_pieces(quoted or word) for minus, quoted, word in _ASKED.findall(query) if not minus]
    words = sorted({r"\W*".join(map(re.escape, pieces)) for pieces in found if pieces})
    return re.compile("|".join(sorted(words, key=len, reverse=True))) if words else None


def terms(text: str) -> set[str]:
    """The distinct index tokens of a text, Latin words included."""
    return {
        token
        for piece in _pieces(text)
        for token in (_pairs(piece).split() if _RUN.match(piece) else (piece,))
    }


def traditional() -> dict[str, str]:
    """Every character that folding makes Simplified, for search where Python is not."""
    han = map(chr, (*range(0x3400, 0xA000), *range(0xF900, 0xFB00), *range(0x20000, 0x2FA20)))
    return {char: simple for char in han if (simple := fold(char)) != char}


def _pieces(text: str) -> list[str]:
    """The folded runs of Han and words of Latin in a text."""
    parts = enumerate(_RUN.split(fold(text)))
    return [piece for i, part in parts for piece in ([part] if i % 2 else _WORD.findall(part))]


def _phrase(text: str) -> str:
    """One FTS5 string for adjacent words, or ``""``.

    Only the last run is open: what follows it in the story is not known.
    """
    pieces = _pieces(text)
    if not pieces:
        return ""
    *closed, last = pieces
    parts = [_pairs(piece) if _RUN.match(piece) else piece for piece in closed]
    pairs = _pairs(last).split() if _RUN.match(last) else [last]
    begun = text.endswith("*") or (len(pairs) == 1 and bool(_RUN.match(last)))
    return '"' + " ".join([*parts, *(pairs[:-1] or pairs)]) + '"' + ("*" if begun else "")


def _pairs(run: str) -> str:
    chars = list(run)
    if _NEWER_THAN_UNICODE61.search(run):
        chars = [_NEWER_THAN_UNICODE61.sub(lambda m: f"u{ord(m[0]):x}x", char) for char in chars]
    return " ".join([a + b for a, b in pairwise(chars)] + chars[-1:])


class _Folding(dict[int, int]):
    """A translation table that learns each character when it first meets it."""

    def __missing__(self, code: int) -> int:
        char = chr(code)
        if 0xFF01 <= code <= 0xFF5E:
            char = chr(code - 0xFEE0)
        elif code >= 0x2E80:
            char = _simplified(char)
        low = char.lower()
        self[code] = ord(_unaccented(low if len(low) == 1 else char))
        return self[code]


def _unaccented(char: str) -> str:
    """A Latin letter without its marks, as SQLite's tokenizer has it; others as they are."""
    parts = unicodedata.normalize("NFD", char)
    plain = parts[0].isascii() and parts[0].isalpha()
    return parts[0] if plain and all(map(unicodedata.combining, parts[1:])) else char


def _simplified(char: str) -> str:
    simple: str = _converter().convert(char)
    alike = len(simple) == 1 and (simple > "\uffff") == (char > "\uffff")
    return simple if alike else char  # browsers count characters beyond U+FFFF as two


@cache
def _converter():  # type: ignore[no-untyped-def]  # OpenCC ships no types
    import opencc  # only who searches or catalogues pays for its dictionaries

    return opencc.OpenCC("t2s")


_FOLDING = _Folding()
