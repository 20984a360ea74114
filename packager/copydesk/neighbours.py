"""What a line is by the lines around it: decks and crossheads without marks, nameplates, verse."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

import msgspec

from packager.copydesk import (
    datelines,
    furniture,
    heads,
    japanese,
    jumps,
    kinds,
    latin,
    people,
    photographers,
)
from packager.diagnostics import Repair, Where
from packager.patterns import Letters, expression
from packager.reading.draft import DraftBlock
from packager.reading.script import HAN, KANA, KANAS, LETTER, ends_closed

_MARKED = expression(r"([■◆●▲□◇★☆▼])\s?(\S.*)", needs=("■◆●▲□◇★☆▼",))
_CLOSED = expression(r"[。．；;，,、：:.…]$")
_DECK = 44
"""A line of at most so many cells, left open, may be a deck (twice as many in Latin script)."""
_WIDE = expression(f"{LETTER}")
_PARTING = 20
"""A crosshead without marks has at most so many characters, a paragraph of prose twice as many."""
_FOOT = expression("[，。！？；、,.!?;]$")
_VERSE = Letters(f"{HAN}{KANA}、，。！？；：—…“”‘’《》·")
_LONGEST_FOOT = 14


def tell(blocks: Sequence[DraftBlock]) -> list[DraftBlock]:
    """The same blocks, with the roles that their neighbours give them; no text is changed."""
    out = list(blocks)
    for step in (
        *(_prose, _contents, _jumps, _jumps_over, _emphatic, _kickers, _under_labels),
        *(_writers, _decks, _marked, _numbers, _between),
    ):
        out = step(out)
    return out


def _prose(blocks: list[DraftBlock]) -> list[DraftBlock]:
    """A long sentence, or a piece of one, that a parser took for a heading is a paragraph."""
    return [
        msgspec.structs.replace(block, kind="paragraph", level=None)
        if block.kind == "heading" and not block.roles and _is_prose(block.text)
        else block
        for block in blocks
    ]


def _jumps(blocks: list[DraftBlock]) -> list[DraftBlock]:
    """A jump line at the end of a heading stands by itself: 老手艺盼来新传人（上接2版）."""
    out: list[DraftBlock] = []
    for n, block in enumerate(blocks):
        out.append(block)
        after = blocks[n + 1] if n + 1 < len(blocks) else None
        if block.kind != "heading" or block.roles or after is None or after.kind == "heading":
            continue
        if not _WIDE.search(block.text):
            continue
        part = jumps.split(block.text)
        if part.after and part.text and part.text != block.text:
            out[-1] = msgspec.structs.replace(block, text=part.text, marks=())
            line = msgspec.structs.replace(block, kind="paragraph", level=None, ids=(), marks=())
            out.append(msgspec.structs.replace(line, text=part.after[0].text))
    return out


def _jumps_over(blocks: list[DraftBlock]) -> list[DraftBlock]:
    """A line that leads back (上接第一版) and stands over a heading is the first under it."""
    out = list(blocks)
    for n, block in enumerate(blocks[:-1]):
        if blocks[n + 1].kind != "heading" or not _plain(block):
            continue
        if n and (blocks[n - 1].kind == "heading" or people.byline_line(blocks[n - 1].text)):
            continue  # of the headline above
        told = jumps.split(block.text, whole=True)
        if not told.before or told.text:
            continue
        end = n + 1
        while end < len(blocks) and blocks[end].kind == "heading":
            end += 1
        out[n:end] = [*blocks[n + 1 : end], block]
    return out


def _contents(blocks: list[DraftBlock]) -> list[DraftBlock]:
    """A line that names the contents, over a list of them, or a picture (图片新闻) is a heading."""
    out = list(blocks)
    for n, (block, after) in enumerate(pairwise(blocks)):
        contents = after.kind == "list" and kinds.is_contents(block.text)
        if _plain(block) and (contents or heads.is_photo_label(block.text)):
            out[n] = msgspec.structs.replace(block, kind="heading", roles=("start",), marks=())
    return out


def _is_prose(text: str) -> bool:
    longest = _DECK if _WIDE.search(text) else 3 * _DECK
    if len(text) > _SENTENCE and text.rstrip().endswith("。"):
        return True  # no headline has a full stop
    if len(text) <= longest:
        return False
    if len(text) * 3 > 4 * longest:
        return True
    if _INNER_END.search(text) or len(_COMMAS.findall(text)) >= _MANY:
        return True  # it may break off at the column's end
    return ends_closed(text) and _CLAUSE.search(text) is not None


_CLAUSE = expression("[。，；]|[.,;] ")
_INNER_END = expression("。[^」』”’）)]|[a-z]{2}[.!?] [A-Z]")
_COMMAS = expression("[，、]|, ")
_MANY = 4
"""A long heading with so many commas is prose."""
_SENTENCE = 12
"""A heading with a full stop is a slogan up to so many characters."""


def _emphatic(blocks: list[DraftBlock]) -> list[DraftBlock]:
    """A short open line that is all strong is a heading, of a rank below every marked one."""
    lowest = max((b.level or 0 for b in blocks if b.kind == "heading"), default=0)
    out = list(blocks)
    for n, block in enumerate(blocks):
        before = blocks[n - 1] if n else None
        if (
            block.marks
            and _plain(block)
            and is_strong(block)
            and len(block.text) <= (_DECK if _WIDE.search(block.text) else 2 * _DECK)
            and not _CLOSED.search(block.text)
            and not _other(block.text)
            and photographers.credit_at_end(block.text) is None
            and not (before is not None and before.kind == "heading" and latin.author(block.text))
            and not (before is not None and before.kind == "figure")
            and not (
                _ATTACHED.match(block.text)
                and blocks[n + 1 : n + 2]
                and blocks[n + 1].kind == "table"
            )
        ):
            out[n] = msgspec.structs.replace(block, kind="heading", level=lowest + 1, marks=())
    return out


_ATTACHED = expression("附?表|附[:：]", needs=("附表",))


def is_strong(block: DraftBlock) -> bool:
    """Whether all words of a block are strong."""
    return any(
        m.style == "strong" and m.start == 0 and m.end >= len(block.text.rstrip())
        for m in block.marks
    )


def _all_slanted(block: DraftBlock) -> bool:
    return any(
        m.style == "emphasis" and m.start == 0 and m.end >= len(block.text.rstrip())
        for m in block.marks
    )


def _plain(block: DraftBlock | None) -> bool:
    return block is not None and block.kind == "paragraph" and not block.roles


def stanzas(blocks: Sequence[DraftBlock]) -> tuple[list[DraftBlock], tuple[Repair, ...]]:
    """Paragraphs that are nothing but short lines parted by slashes, as stanzas, on record."""
    out: list[DraftBlock] = []
    repairs: list[Repair] = []
    for block in blocks:
        stanza = _stanza(block.text) if "／" in block.text and _plain(block) else ""
        if stanza:
            repairs.append(
                Repair(
                    "verse-slash",
                    before=block.text,
                    after=stanza,
                    confidence=0.9,
                    where=Where(file=block.file, line=block.line),
                    reason="the slash stands for the end of a line of verse",
                )
            )
            block = msgspec.structs.replace(block, kind="verse", text=stanza, marks=())  # noqa: PLW2901  # the same, as verse
        out.append(block)
    return out, tuple(repairs)


def _stanza(text: str) -> str:
    """The lines of ``甲乙丙丁，／戊己庚辛。``, or nothing. The slash stands for the line's end."""
    feet = [foot.strip() for foot in text.split("／")]
    long = all(2 < len(foot) <= _LONGEST_FOOT + 2 for foot in feet)
    words = all(_VERSE.all(foot) for foot in feet)
    ended = sum(bool(_FOOT.search(foot)) for foot in feet) * 2 >= len(feet)
    return "\n".join(feet) if long and words and (ended or len(feet) > 3) else ""


def _kickers(blocks: list[DraftBlock]) -> list[DraftBlock]:
    """A short line right over a heading that ends in a dash, or is all slanted, leads to it."""
    out = list(blocks)
    for n, (block, after) in enumerate(pairwise(blocks)):
        if after.kind != "heading" or len(block.text) > _DECK or not _plain(block):
            continue
        dashed = block.text.rstrip().endswith(("——", "──", "―"))
        slanted = _all_slanted(block) and _open(block.text) and not (n and _is_above(blocks[n - 1]))
        if (dashed or slanted) and not _other(block.text):
            out[n] = msgspec.structs.replace(block, roles=("kicker",))
    return out


def _is_above(block: DraftBlock) -> bool:
    """Whether a slanted line under a block is rather its own: a deck, a caption."""
    return block.kind in ("heading", "figure", "table") or "caption" in block.roles


def _under_labels(blocks: list[DraftBlock]) -> list[DraftBlock]:
    """A short open line under a label, over the story's words or its author, is the headline."""
    out = list(blocks)
    top = min((b.level for b in blocks if b.kind == "heading" and b.level), default=1)
    for n in range(1, len(blocks) - 1):
        before, block, after = blocks[n - 1 : n + 2]
        if (
            _plain(block)
            and (before.kind == "heading" or _is_bracketed(before))
            and _open(block.text)
            and not _other(block.text)
            and after.kind == "paragraph"
            and (_names_column(before.text, after) or _is_deep(before, after, top))
            and (n < 2 or blocks[n - 2].kind != "heading")
        ):
            out[n] = msgspec.structs.replace(block, roles=("headline",))
            if before.kind != "heading":
                out[n - 1] = msgspec.structs.replace(before, roles=("label",))
    return out


def _is_bracketed(block: DraftBlock) -> bool:
    """Whether a plain line is a label by the brackets around it: 【街谈】."""
    return _plain(block) and _LABEL.fullmatch(block.text.strip()) is not None


_LABEL = expression("[【〔\\[][^】〕\\]]{2,8}[】〕\\]]", needs=("【〔[",))


def _names_column(text: str, after: DraftBlock) -> bool:
    """Whether a heading names a column, by its words or by the author under the line below it."""
    by_author = people.author(after.text) is not None
    if heads.is_label(text, frozenset()):
        return by_author or _begins(after.text) or _is_text(after)
    japanese_column = len(text) <= _SHORTEST and KANAS.any(after.text) and _is_text(after)
    return (by_author or japanese_column) and heads.is_column(text)


def _is_deep(head: DraftBlock, after: DraftBlock, top: int) -> bool:
    """Whether a heading of few bare words, none of the highest rank, stands over a byline."""
    deep = (head.level or 0) > top and not KANAS.any(head.text)
    return deep and _begins(after.text) and heads.is_column(head.text)


_SHORTEST = 4
"""A Japanese headline has more characters than a column's name."""


def _writers(blocks: list[DraftBlock]) -> list[DraftBlock]:
    """Name and town between the headline of a letter and its salutation are the writer's.

    In Japanese a name may stand over the story in the brackets of datelines.
    """
    out = list(blocks)
    for n, block in enumerate(blocks[1:-1], 1):
        if not _plain(block) or blocks[n - 1].kind != "heading":
            continue
        below = blocks[n + 1].text
        over = blocks[n - 2] if n > 1 else None
        column = over is not None and over.kind == "heading" and heads.is_column(over.text, "")
        if column and people.is_pen_name(block.text) and _is_text(blocks[n + 1]):
            out[n] = msgspec.structs.replace(block, roles=("byline",))
            continue
        if _PENNED.fullmatch(block.text.strip()) and _is_text(blocks[n + 1]):
            out[n] = msgspec.structs.replace(block, roles=("byline",))
            continue
        letter = people.SALUTATION.match(below) and latin.letter_writer(block.text)
        signed = KANAS.any(below) and (japanese.bracketed(block.text) or japanese.named(block.text))
        if letter or signed:
            out[n] = msgspec.structs.replace(block, roles=("byline",))
    return out


_PENNED = expression(f"[■□◆◇●○▲△]\\s?{LETTER}{{2,3}}", needs=("■□◆◇●○▲△",))
"""■海風: who writes, under a headline."""


def _decks(blocks: list[DraftBlock]) -> list[DraftBlock]:
    """A short open line between a heading and a byline or dateline; a dashed one by a heading."""
    out = list(blocks)
    for n, block in enumerate(blocks):
        if n == 0 or not _plain(block) or len(block.text) > 4 * _DECK:
            continue
        before = out[n - 1]
        after = blocks[n + 1] if n + 1 < len(blocks) else None
        if before.kind != "heading" and "deck" not in before.roles:
            continue
        dashed = block.text.lstrip().startswith(("——", "──", "―")) and len(block.text) <= _DECK
        dashed = dashed and not block.text.endswith("。")  # a question in an interview
        if _other(block.text):
            continue
        signed = after is not None and people.byline_line(after.text) is not None
        if signed and _all_slanted(block):
            out[n] = msgspec.structs.replace(block, roles=("deck",))
            continue
        if len(block.text) > 2 * _DECK or not (dashed or _open(block.text)):
            continue
        told = after is not None and after.kind == "paragraph"
        if after is not None and _is_deck(after) and n + 2 < len(blocks):
            after = blocks[n + 2]  # two lines of decks
        bare = not _SAYS.search(block.text) and not heads.is_label(block.text, frozenset())
        asked = before.text.rstrip().endswith(("？", "?")) and _ANSWERED.fullmatch(block.text)
        if (
            dashed
            or (told and asked)
            or (
                told
                and after is not None
                and (
                    _begins(after.text)
                    or latin.author(after.text) is not None
                    or (bare and _is_text(after))
                )
            )
        ):
            out[n] = msgspec.structs.replace(block, roles=("deck",))
    return out


_ANSWERED = expression(f"{LETTER}{{2,12}}：[^。：]{{4,24}}", needs=("：",))
"""交警部门：本月底前全部完成: a deck under a question."""


def _is_deck(block: DraftBlock) -> bool:
    """Whether a short open East Asian line may be the second of two decks."""
    text = block.text
    bare = not _SAYS.search(text) and not heads.is_label(text, frozenset())
    return _plain(block) and bare and bool(_WIDE.search(text)) and _open(text) and not _other(text)


_SAYS = expression("^编者|^編者|[：:？！?!〔；;]")
"""Marks that no line has which is a deck for nothing but its place over prose."""


def _is_text(block: DraftBlock) -> bool:
    """Whether a paragraph can be nothing but a story's text: long, and closed as a sentence is."""
    wide = _WIDE.search(block.text)
    return (
        _plain(block) and len(block.text) > (1 if wide else 2) * _DECK and ends_closed(block.text)
    )


def _begins(text: str) -> bool:
    """Whether a story's words begin here for certain."""
    return people.byline_line(text) is not None or datelines.dateline(text) is not None


def _open(text: str) -> bool:
    longest = _DECK if _WIDE.search(text) else 2 * _DECK
    return (
        len(text) <= longest
        and not _CLOSED.search(text)
        and not text.startswith(("（", "(", "【", "[", "〔"))
        and people.author(text) is None
        and latin.author(text) is None
    )


def _other(text: str) -> bool:
    return (
        _begins(text)
        or photographers.credit(text) is not None
        or furniture.is_folio(text)
        or bool(jumps.split(text, whole=True).before or jumps.split(text, whole=True).after)
    )


def _between(blocks: list[DraftBlock]) -> list[DraftBlock]:
    """Two or more short open lines between the prose paragraphs of one story are crossheads."""
    out = list(blocks)
    held: list[int] = []
    for n, block in enumerate((*blocks, None)):
        if block is None or block.kind in ("heading", "rule", "page"):
            if len(held) > 1:
                for at in held:
                    out[at] = msgspec.structs.replace(
                        out[at], kind="heading", roles=("crosshead",), marks=()
                    )
            held = []
        elif 0 < n < len(blocks) - 1 and _parts(blocks, n):
            held.append(n)
    return out


def _parts(blocks: Sequence[DraftBlock], at: int) -> bool:
    """Whether a line is short and open, and stands between two paragraphs of prose."""
    block = blocks[at]
    return (
        _plain(block)
        and 2 < len(block.text) <= 2 * _PARTING
        and (len(block.text) <= _PARTING or not _WIDE.search(block.text))
        and not ends_closed(block.text.rstrip("”’"))
        and not _CLOSED.search(block.text)
        and not block.text.startswith(("（", "(", "【", "[", "〔", "—", "※", "▲", "■"))
        and _is_paragraph(blocks[at - 1])
        and _is_paragraph(blocks[at + 1])
        and not _other(block.text)
        and people.author(block.text) is None
    )


def _is_paragraph(block: DraftBlock) -> bool:
    return _plain(block) and len(block.text) > 2 * _PARTING and ends_closed(block.text)


def _numbers(blocks: list[DraftBlock]) -> list[DraftBlock]:
    """The numbers of a story's parts （一） （二）, each alone on a line, are its crossheads."""
    out = list(blocks)
    short = (n for n, b in enumerate(blocks) if len(b.text) < _SENTENCE and _plain(b))
    counted = [n for n in short if _PART.fullmatch(blocks[n].text.strip())]
    if len(counted) > 1:
        for n in counted:
            out[n] = msgspec.structs.replace(blocks[n], kind="heading", roles=("crosshead",))
    return out


_PART = expression("[（(][一二三四五六七八九十]{1,3}[）)]", needs=("（(",))


def _marked(blocks: list[DraftBlock]) -> list[DraftBlock]:
    """``■市場時間``: a short open line with a mark, among prose without that mark."""

    def shaped(at: int, test: Callable[[re.Match[str]], bool]) -> bool:
        block = blocks[at] if 0 <= at < len(blocks) else None
        match = _MARKED.fullmatch(block.text.strip()) if block and _plain(block) else None
        return bool(match and test(match))

    out = list(blocks)
    for n, block in enumerate(blocks):
        short = len(block.text) <= _DECK and _plain(block)
        match = _MARKED.fullmatch(block.text.strip()) if short else None
        if not match or n + 1 >= len(blocks) or not _plain(blocks[n + 1]):
            continue
        mark = match[1]
        words = match[2]
        fellow = any(shaped(k, lambda other: other[1] == mark) for k in (n - 1, n + 1))  # noqa: B023  # called at once
        prose = ends_closed(blocks[n + 1].text) or len(blocks[n + 1].text) > 40
        if (
            not fellow
            and len(words) <= 20
            and not _CLOSED.search(words)
            and prose
            and n > 0
            and not _other(block.text)
            and photographers.credit_at_end(block.text) is None
            and blocks[n - 1].kind != "figure"
        ):
            out[n] = msgspec.structs.replace(block, roles=("crosshead",), kind="heading")
    return out
