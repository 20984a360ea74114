"""The proof of reading: every letter that the source shows is in the draft.

The visible letters are found a second time, by much simpler means than the readers use: tags, links
and syntax are cut out of the raw text. What is left must be in the blocks. Only letters count that
syntax does not use itself: East Asian ones in marked-up text, all of them in plain text and ALTO.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

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


def visible(form: str, text: str) -> Counter[str]:
    """How often each countable letter is visible in the raw text of a file."""
    if form in ("text", "iptc7901"):
        return Counter(_NO_LETTER.sub("", text))
    if form in ("markdown", "html"):
        bare = shown(text) if "<" in text else text
        bare = untagged(_LINK.sub("]", bare) if form == "markdown" else bare)
        return Counter({letter: n for letter, n in Counter(bare).items() if letter in _EAST})
    return Counter()


def untagged(text: str) -> str:
    """The text without its tags."""
    return _TAG.sub("", text)


def shown(text: str) -> str:
    """Markup without the elements that browsers do not show."""
    for closing, pattern in _UNSEEN:
        end = text.lower().rfind(closing)
        if end >= 0:
            stop = end + len(closing) + 20
            text = pattern.sub(" ", text[:stop]) + text[stop:]
    return text


def missing(seen: Counter[str], blocks: Iterable[DraftBlock]) -> Counter[str]:
    """The letters seen in the source that the blocks do not have."""
    read = Counter("".join(text for block in blocks for text in block.texts()))
    return seen - read
