"""The strings in a piece of parsed JSON that look printed: what a reader passes over is found so.

Parsers grow new types and keys. A block that holds words which its reader did not take hands them
over as plain paragraphs, so that a new version costs an editor a look and no reader a line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from packager.patterns import expression
from packager.reading.draft import DraftBlock
from packager.reading.script import HAN, HANGUL, KANA

_ASIDE = frozenset(
    {
        *("img_path", "image_path", "image_source", "block_image", "path", "url", "uri", "href"),
        *("type", "sub_type", "label", "block_label", "anchor", "style", "styles", "text_format"),
        *("orig", "self_ref", "parent", "children_refs", "prov", "annotations", "meta", "latex"),
    }
)
"""Keys of what is not printed, or printed under another key as well."""
_DEEPEST = 40
_PRINTED = expression(rf"[{HAN}{KANA}{HANGUL}]|[^\W\d_]+ [^\W\d_]+ [^\W\d_]+")
"""East Asian letters or three words: what no name of a type or a model has."""

_LINK = expression(r"\]\([^()\n]*\)")


def strings(value: Any, depth: int = 0) -> Iterator[str]:
    """Every string below a value that looks printed; HTML has a proof of its own."""
    if isinstance(value, str):
        text = _LINK.sub("]", value)
        if "<" not in text and _PRINTED.search(text):
            yield text
    elif depth > _DEEPEST:
        return
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            if key not in _ASIDE:
                yield from strings(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner, depth + 1)


def unread(value: Any, blocks: Sequence[DraftBlock]) -> Iterator[DraftBlock]:
    """The strings below a value whose letters are not in its blocks, as paragraphs."""
    held = Counter(c for block in blocks for text in block.texts() for c in text if c.isalnum())
    for text in strings(value):
        letters = Counter(c for c in text if c.isalnum())
        if letters <= held:
            held -= letters
        else:
            yield from (
                DraftBlock(kind="paragraph", text=line.strip())
                for line in text.splitlines()
                if line.strip()
            )
