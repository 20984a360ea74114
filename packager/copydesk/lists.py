"""Short paragraphs that are counted from one, as a printed list: （一） （二）, 1. 2., ① ②, ▽ ▽.

What is counted by 一、 二、 are the paragraphs of a notice, and stays.
"""

from __future__ import annotations

from collections.abc import Sequence

from packager.copydesk.captions import Item
from packager.patterns import expression
from packager.reading.draft import DraftBlock
from packager.reading.marks import arabic

_ITEM = 80
"""Characters of a paragraph that is an item of a list, at most."""
_ROUND = "①②③④⑤⑥⑦⑧⑨⑩"
_COUNTED = expression(
    r"[（(](?P<bracketed>[一二三四五六七八九十]{1,2}|\d{1,2})[）)]、?"
    r"|(?P<figure>\d{1,2})[、.．](?!\d)"
    rf"|(?P<round>[{_ROUND}])"
)
_MARKED = expression("[▽・•](?![▽・•])\\s?\\S")
_ENDED = ("；", "。", ";")


def gather(items: Sequence[Item]) -> list[Item]:
    """The same items, with two or more such paragraphs one after the other as one list."""
    out: list[Item] = []
    row: list[DraftBlock] = []
    for item in (*items, None):
        number = _number(item, len(row)) if isinstance(item, DraftBlock) else None
        if row and number != len(row) + 1:
            out += [_list(row)] if len(row) > 1 else row
            row = []
        if isinstance(item, DraftBlock) and number == len(row) + 1:
            row.append(item)
        elif item is not None:
            out.append(item)
    return out


def _number(block: DraftBlock, before: int) -> int | None:
    """The number that a short paragraph is counted with, or has after so many with a mark."""
    if block.kind != "paragraph" or block.roles or block.marks or len(block.text) > _ITEM:
        return None
    if _MARKED.match(block.text):
        return before + 1
    found = _COUNTED.match(block.text)
    if found is None or not block.text.endswith(_ENDED):
        return None
    figure = found["round"] or found["bracketed"] or found["figure"]
    return _ROUND.index(figure) + 1 if figure in _ROUND else int(arabic(figure))


def _list(row: Sequence[DraftBlock]) -> DraftBlock:
    lines = [block.lines for block in row if block.lines]
    return DraftBlock(
        kind="list",
        items=tuple(block.text for block in row),
        lines=(min(a for a, _ in lines), max(b for _, b in lines)) if lines else None,
        ids=tuple(i for block in row for i in block.ids),
        file=row[0].file,
    )
