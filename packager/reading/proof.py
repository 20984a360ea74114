"""The proof of reading: every letter that the source shows is in the draft.

The visible letters are found a second time, by much simpler means than the readers use: tags, links
and syntax are cut out of the raw text; of JSON and XML all values are gathered that hold words
(``visible``). What is left must be in the blocks. Only letters count that syntax does not use
itself: East Asian ones in marked-up text, all of them elsewhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from html import unescape

from packager.diagnostics import Code
from packager.patterns import Letters, expression
from packager.reading.draft import DraftBlock
from packager.reading.script import HAN, HANGUL, KANA

UNREAD = Code(
    "R120",
    "error",
    "letters of the source were not read",
    "Look at the markup around them. If it is sound, the fault is ours: please report it.",
    "<p class='…'文字></p>",
)

_EAST = Letters(f"{HAN}{KANA}{HANGUL}")
_NO_LETTER = expression(r"[\W_]+")
_RAW = (
    *("script", "style", "title", "template", "noscript", "svg", "head", "iframe"),
    *("select", "button"),
)
_UNSEEN = (
    ("-->", expression("<!--.*?-->", re.S)),
    *(
        (f"</{name}", expression(rf"<{name}\b[^>]*>.*?</{name}\s*>", re.S | re.I))
        for name in (*_RAW, "object")
    ),
)
"""What browsers do not show; each with its end, beyond the last of which no search is made."""
_TAG = expression(r"""<[/!?A-Za-z](?>"[^"<]*"|'[^'<]*'|[^<>])*+>""")
"""A value in quotes may hold ``>``, but one with ``<`` in it was never closed."""
_LINK = expression(r"\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|!\[\[[^\]\n]*\]\]|<[a-z]+:[^<>\s]*>")


def missing(form: str, source: str, blocks: Iterable[DraftBlock]) -> Counter[str]:
    """The letters visible in the raw text of a file that the blocks do not have."""
    if form not in ("markdown", "html"):
        return unread(_visible(form, source), blocks)
    lost = _lost(_visible(form, source), blocks)
    return Counter({letter: n for letter, n in lost.items() if letter in _EAST})


def unread(shows: Iterable[str], blocks: Iterable[DraftBlock]) -> Counter[str]:
    """The letters of texts that a source shows that the blocks do not have."""
    lost = _lost(shows, blocks)
    return Counter({letter: n for letter, n in lost.items() if not _NO_LETTER.fullmatch(letter)})


def _lost(seen: Iterable[str], blocks: Iterable[DraftBlock]) -> Counter[str]:
    """What is a whole text of a block is its own proof; characters are counted of the others."""
    shows = Counter(seen)
    read = Counter(text for block in blocks for text in block.texts())
    lost = Counter("".join((shows - read).elements()))
    return lost and lost - Counter("".join((read - shows).elements()))


def _visible(form: str, text: str) -> list[str]:
    """The lines of the raw text of a file as they are visible, without the marks at their ends."""
    if form not in ("text", "iptc7901", "markdown", "html"):
        return []
    if form in ("markdown", "html"):
        text = shown(text) if "<" in text else text
        text = untagged(_LINK.sub("]", text) if form == "markdown" else text)
    return [line.strip(_SYNTAX) for line in text.split("\n")]


_SYNTAX = " \t#*_|-+>"
"""What may stand around the words of a line; none of it counts."""


def plain(text: str) -> str:
    """The words of a string that is HTML."""
    return unescape(untagged(shown(text)))


def untagged(text: str) -> str:
    """The text without its tags."""
    return _TAG.sub("", text)


def shown(text: str) -> str:
    """Markup without the elements that browsers do not show."""
    lower = text.lower()
    for closing, pattern in _UNSEEN:
        end = lower.rfind(closing)
        if end >= 0:
            stop = end + len(closing) + 20
            text = pattern.sub(" ", text[:stop]) + text[stop:]
            lower = text.lower()
    return text
