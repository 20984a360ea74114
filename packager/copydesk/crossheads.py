"""Crossheads of unmarked text: which of the lines that look like headlines are none."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from packager.copydesk import cohesion, datelines, people
from packager.copydesk.heads import is_label
from packager.copydesk.names import SURNAMES
from packager.patterns import expression
from packager.reading.draft import DraftBlock
from packager.reading.script import HAN

NUMBERED = expression(
    "^(?:目录|目次|附件|附录|后记|注释|(?:相关|新闻)?链接|延伸阅读|(?:新闻)?背景|第[一二三四五六七八九十百]{1,4}[章节編编部][^，。]{0,24}|第[一二三四五六七八九十]{1,3}.?[：:].{2,16}|[一二三四五六七八九十]{1,3}、[^，。；]{2,24})$"
)
PICTURED = expression("[（(](?:附?(?:图片|照片|圖片)(?:新闻)?\\d*[张幅]?|图|組圖|组图)[）)]$")
_DASHED = expression("[—―]{2,}")
_SPEAKER = expression(f"^[{HAN}·]{{3,16}}[：:][^。]{{4,24}}$")


def tell(blocks: list[DraftBlock]) -> list[DraftBlock]:
    """The same blocks, with the headings that stand inside a story given a lower level."""
    for step in (_patterned, _under_bylines, _parallel, _cohesive):
        blocks = step(blocks)
    return blocks


def _patterned(blocks: list[DraftBlock]) -> list[DraftBlock]:
    """Make heads of one pattern, each with little text under it, crossheads of the story before."""
    places = [n for n, block in enumerate(blocks) if block.kind == "heading"]
    out = list(blocks)
    for n in places:
        if NUMBERED.match(blocks[n].text.strip()):
            out[n] = msgspec.structs.replace(blocks[n], level=2)
    group: list[int] = []
    for n in (*places, -1):
        fits = n >= 0 and bool(_SPEAKER.match(blocks[n].text)) and not dated(blocks, n)
        if fits and (not group or n - group[-1] <= 4):
            group.append(n)
            continue
        if len(group) > 2 and group[0] > 0:
            for k in group:
                out[k] = msgspec.structs.replace(blocks[k], level=2, roles=())
        group = [n] if fits else []
    return out


def _under_bylines(blocks: list[DraftBlock]) -> list[DraftBlock]:
    """In a story with a byline over it, two or more short heads of one length are crossheads."""
    out = list(blocks)
    row: list[int] = []
    named = False
    for n, block in enumerate((*blocks, None)):
        if block is not None and (block.kind != "heading" or block.level != 1):
            continue
        fits = block is not None and named and _stands_in_story(blocks, n) and len(block.text) <= 12
        if fits and not (len(row) > 1 and _is_uneven(blocks, (*row, n))):
            row.append(n)
            continue
        lengths = [len(blocks[k].text) for k in row]
        if len(row) > 1 and max(lengths) - min(lengths) <= min(len(row) + 1, _UNEVEN):
            for k in row:
                out[k] = msgspec.structs.replace(blocks[k], level=2, roles=())
        row = []
        named = block is not None and _named_after(blocks, n)
    return out


def _is_uneven(blocks: Sequence[DraftBlock], row: Sequence[int]) -> bool:
    lengths = [len(blocks[n].text) for n in row]
    return max(lengths) - min(lengths) > _UNEVEN


_UNEVEN = 4
"""Crossheads of one story differ by so many characters, at most; two by fewer."""


def _parallel(blocks: list[DraftBlock]) -> list[DraftBlock]:
    """Three or more heads of one length that follow a feature's opening are its crossheads.

    That alone may be chance; what else speaks for it is weighed: a dash in the feature's headline,
    a short opening without a dateline, words that the heads share with it or with each other, and a
    sign-off under the last of them.
    """
    out = list(blocks)
    for at, end in _head_runs(blocks):
        row = _row_after(blocks, end)
        if len(row) < 3 or dated(blocks, end - 1):
            continue
        head = "".join(b.text for b in blocks[at:end])
        texts = [blocks[n].text.strip() for n in row]
        last = next(
            (n for n in range(row[-1] + 1, len(blocks)) if blocks[n].kind == "heading"), len(blocks)
        )
        clues = (
            bool(_DASHED.search(head)),
            row[0] - end <= 3,
            len({t[0] for t in texts}) == 1 or len({t[-1] for t in texts}) == 1,
            sum(t[:2] in head or t[-2:] in head for t in texts) > 1,
            datelines.sign_off(blocks[last - 1].text) is not None,
        )
        if sum(clues) > 1:
            for n in row:
                out[n] = msgspec.structs.replace(blocks[n], level=2, roles=())
    return out


def _cohesive(blocks: list[DraftBlock]) -> list[DraftBlock]:
    """Make a short lone head a crosshead whose text still speaks of what the headline names.

    That holds in a paper whose news begin with datelines or bylines, so that this one, which has
    none, is rather no story of its own.
    """
    out = list(blocks)
    runs = _head_runs(blocks)
    sure = [dated(blocks, end - 1) or _named_after(blocks, at) for at, end in runs]
    if sum(sure) * 2 < len(runs):
        return out
    places = [at for at, _ in runs] + [len(blocks)]
    texts = [
        "".join(b.text for b in blocks[end:after] if b.kind == "paragraph")[:_TELLING]
        for (_, end), after in zip(runs, places[1:], strict=True)
    ]
    common = cohesion.Common(texts[:_STRETCHES])
    heads: list[str] = []
    told = ""
    named = False  # over its text
    for (at, end), after, text, certain in zip(runs, places[1:], texts, sure, strict=True):
        lone = not certain and end == at + 1 and bool(heads) and _stands_in_story(blocks, at)
        lone = lone and not (named and people.signature(blocks[after - 1].text) is not None)
        if lone and (cohesion.speaks_of(text, heads) or common.shared(told, text) >= _SHARED):
            out[at] = msgspec.structs.replace(blocks[at], level=2, roles=())
            told = (told + text)[-_TELLING:]
        else:
            heads, told = [b.text for b in blocks[at:end]], text
            named = _named_after(blocks, at)
    return out


_MOST = 40
"""Crossheads of one story, at most."""
_TELLING = 3000
"""Characters of a stretch of text that are looked at, at most."""
_STRETCHES = 400
"""Stretches that tell what is common in a paper: more than a day's has."""
_SHARED = 4
"""Pieces that the parts of one story share, at least."""


def _head_runs(blocks: Sequence[DraftBlock]) -> list[tuple[int, int]]:
    """First and past-the-last index of every block of headlines."""
    starts = [
        n
        for n, b in enumerate(blocks)
        if b.kind == "heading" and b.level == 1 and (n == 0 or blocks[n - 1].kind != "heading")
    ]
    return [
        (at, next((n for n in range(at, len(blocks)) if blocks[n].kind != "heading"), len(blocks)))
        for at in starts
    ]


def _row_after(blocks: Sequence[DraftBlock], at: int) -> list[int]:
    """The next lone headlines of one length, each over two paragraphs at least but the last."""
    row: list[int] = []
    for n in range(at, len(blocks)):
        if blocks[n].kind != "heading":
            continue
        if len(row) == _MOST or not _stands_in_story(blocks, n) or (row and n - row[-1] < 3):
            break
        lengths = [len(blocks[k].text.strip()) for k in (*row, n)]
        if max(lengths) - min(lengths) > 1:
            break
        row.append(n)
    return row


def _is_over(text: str) -> bool:
    """Whether a paragraph ends a story: it is signed, or an editor's word after it."""
    return people.signature(text) is not None or bool(_AFTERWORD.match(text))


_AFTERWORD = expression("(?:编后|編後|编者后记)[:：]")


def _stands_in_story(blocks: Sequence[DraftBlock], at: int) -> bool:
    if at and _is_over(blocks[at - 1].text):
        return False
    alone = blocks[at - 1].kind != "heading" and (
        at + 1 < len(blocks) and blocks[at + 1].kind == "paragraph"
    )
    return (
        alone
        and len(blocks[at].text) <= 16
        and not is_label(blocks[at].text, frozenset())
        and not ends_itself(blocks[at])
        and not dated(blocks, at)
        and not _named_after(blocks, at)
    )


def _named_after(blocks: Sequence[DraftBlock], at: int) -> bool:
    """Whether a byline follows the heading, or the headings, at this place."""
    after = blocks[at + 1 : at + 1 + _MOST]
    text = next((block.text for block in after if block.kind != "heading"), "")
    return people.byline_line(text) is not None or (bool(text) and is_person(text))


def dated(blocks: Sequence[DraftBlock], at: int) -> bool:
    """Whether a dateline is right under the block at this place."""
    after = blocks[at + 1] if at + 1 < len(blocks) else None
    return after is not None and datelines.dateline(after.text) is not None


def is_person(text: str) -> bool:
    """A bare name under a headline."""
    found = people.author(text)
    return found is not None and all(p.name[0] in SURNAMES for p in found)


def ends_itself(block: DraftBlock) -> bool:
    """Whether a headline says that pictures follow, and so is the last line of its block."""
    return bool(PICTURED.search(block.text))
