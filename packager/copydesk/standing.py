"""Standing labels by their place: a short line over a headline, and the rank kept for labels."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import msgspec

from packager.copydesk import datelines, folios, furniture, jumps, latin, people, photographers
from packager.copydesk.heads import is_column, is_label
from packager.copydesk.names import is_likely
from packager.patterns import expression
from packager.reading.draft import FURNITURE, DraftBlock
from packager.reading.script import HAN, KANA, ends_closed

_TELLS = expression("召开|举行|强调|指出|部署|调研|会见|截至|获[得批评]?|推进|启动|印发|出台")
"""What makes news of few words: a kicker, no label."""
_LONGEST = 9
"""A label has at most so many characters where only its place speaks for it."""
_WORDS = 4
"""The same in Latin script, in words."""
_NAME = expression(
    f"[{HAN}{KANA}·・“”「」]+|[A-Z][A-Za-z’'&-]*(?: [A-Za-z’'&-]+){{0,{_WORDS - 1}}}"
)
_BODY = expression(
    "(?:局|委|委员会|会|队|支队|公司|政府|办公室|院|厅|部|处|中心|社|校|大学|集团|馆|所|站|组|課|係|事務局|協会|組合)$"
)


def labels(blocks: Sequence[DraftBlock]) -> list[DraftBlock]:
    """The same blocks, with the standing labels that their place tells marked as such."""
    blocks = _under_pictures(blocks)
    out = list(blocks)
    ranks = _ranks(blocks)
    for n, block in enumerate(blocks):
        if _is_plain(block) and (_stands_over(blocks, n) or _stands_under(blocks, n)):
            text = block.text.strip()
            told = _TELLS.search(text) or (len(text) >= _CLAUSE and not text.isascii())
            told = told and not is_label(text, frozenset())
            out[n] = msgspec.structs.replace(block, roles=("kicker" if told else "label",))
        elif _is_kicker(blocks, n):
            out[n] = msgspec.structs.replace(block, roles=("kicker",))
        elif block.kind == "heading" and block.level in ranks and not block.roles:
            after = blocks[n + 1] if n + 1 < len(blocks) else None
            if after is not None and after.kind == "paragraph" and _names(block.text):
                out[n] = msgspec.structs.replace(block, roles=("label",))
        elif (
            block.kind == "heading" and set(block.roles) <= {"start"} and _is_bare_column(blocks, n)
        ):
            out[n] = msgspec.structs.replace(block, roles=("label",))
    return out


_CLAUSE = 8
"""A line of so many characters, without a word of labels, says something: it is a kicker."""


def _under_pictures(blocks: Sequence[DraftBlock]) -> list[DraftBlock]:
    """A label over a picture over the headline (丰收映画) stands under the picture."""
    out = list(blocks)
    for n in range(1, len(out) - 2):
        if out[n + 1].kind != "figure" or not _is_plain(out[n]):
            continue
        label, picture, head = out[n : n + 3]
        if head.kind != "heading":
            if _is_photo(out, n + 2) and _stands_over([out[n - 1], label, _AS_HEAD], 1):
                out[n] = msgspec.structs.replace(label, roles=("label",))
            continue
        if _stands_over([out[n - 1], label, head], 1):
            out[n : n + 2] = [picture, msgspec.structs.replace(label, roles=("label",))]
    return out


_AS_HEAD = DraftBlock(kind="heading")


def _is_photo(blocks: Sequence[DraftBlock], at: int) -> bool:
    """Whether a paragraph is the signed caption of a picture, and a heading follows."""
    after = blocks[at + 1] if at + 1 < len(blocks) else None
    ends = after is None or after.kind in ("heading", "page", "rule")
    return ends and photographers.credit_at_end(blocks[at].text) is not None


def _ranks(blocks: Sequence[DraftBlock]) -> frozenset[int]:
    """The levels that an issue keeps for labels: two or more, all short, most over a heading.

    A single one over prose is then a column that has no headline of its own.
    """
    texts: defaultdict[int, list[str]] = defaultdict(list)
    over: defaultdict[int, int] = defaultdict(int)
    for n, block in enumerate(blocks):
        if block.kind == "heading" and block.level:
            texts[block.level].append(block.text)
            after = blocks[n + 1] if n + 1 < len(blocks) else None
            over[block.level] += after is not None and after.kind == "heading"
    return frozenset(
        level
        for level, held in texts.items()
        if len(held) > 1 and all(map(_names, held)) and over[level] * 3 >= len(held) * 2
    )


def _is_bare_column(blocks: Sequence[DraftBlock], at: int) -> bool:
    """Whether it is the daily column of a Japanese front page: a name, and ▼ between paragraphs."""
    after = blocks[at + 1] if at + 1 < len(blocks) else None
    short = len(blocks[at].text.strip()) <= _COLUMN and (
        at == 0 or blocks[at - 1].kind != "heading"
    )
    text = [b for b in blocks[at + 1 : at + 1 + _COLUMN] if b.kind == "paragraph"]
    marked = any("▼" in b.text[:1] or (b is after and "▼" in b.text) for b in text)
    return short and after is not None and after.kind == "paragraph" and marked


_COLUMN = 4


def _is_kicker(  # noqa: PLR0911  # one return a clue
    blocks: Sequence[DraftBlock], at: int
) -> bool:
    """Whether a plain line of East Asian words leads to the headline under it."""
    block = blocks[at]
    after = blocks[at + 1] if at + 1 < len(blocks) else None
    before = blocks[at - 1] if at else None
    text = block.text.strip()
    if block.kind != "paragraph" or block.roles:
        return False
    if not (_KICKER.fullmatch(text) or (_LATIN_KICKER.fullmatch(text) and not _signs(text))):
        return False
    if after is None or after.kind != "heading" or "crosshead" in after.roles or _is_other(text):
        return False
    if before is not None and before.kind == "heading":
        return is_label(before.text, frozenset()) or is_column(before.text, "")
    signs = _SIGNED.search(text)
    if text.count("，") > 1 or (signs and (signs["name"] is None or is_likely(signs["name"]))):
        return False
    labelled = before is not None and before.kind == "paragraph" and not before.roles
    if labelled and before is not None and is_label(before.text.strip(), frozenset()):
        return True
    whole = _parts(before)
    whole = whole or (before is not None and before.kind == "paragraph" and _is_end(before.text))
    named = people.author(text)
    signed = named is not None and all(is_likely(person.name) for person in named)
    begins = before is None or before.kind == "page" or not FURNITURE.isdisjoint(before.roles)
    return whole and not (signed or (_BODY.search(text) and not begins))


def _parts(before: DraftBlock | None) -> bool:
    """Whether no story goes on under a block: there is none, or it is one of the page."""
    parting = ("page", "rule", "table", "list", "verse")
    return before is None or before.kind in parting or not FURNITURE.isdisjoint(before.roles)


_SIGNED = expression(rf".{{2,16}}[ \u3000]+(?P<name>[{HAN}]{{2,3}})$|[：:]\s?\d")


_LATIN_KICKER = expression(r"(?=.{16,60}$)[A-Z$0-9][^ .,!?;:]*(?: [^ .,!?;:]+){3,11}")


def _signs(text: str) -> bool:
    named = latin.letter_writer(text) is not None or latin.author(text) is not None
    return named or _IN_CAPITALS.match(text) is not None


_IN_CAPITALS = expression(r"[A-Z][A-Z.'’-]+ [A-Z][A-Z.'’-]+ [A-Z][a-z]")
"""HUGH TANCRED Lower Saltby: under a reader's letter."""


def _is_end(text: str) -> bool:
    signed = photographers.credit_at_end(text) is not None
    return ends_closed(text) or signed or bool(jumps.split(text, whole=True).after)


_KICKER = expression(
    f"(?![（(【〔—▲■●□◆※]|\\d+[.．、）)：:日月年])(?=.*[{HAN}{KANA}]{{3}})[^。；;…]{{6,28}}"
    "(?<![。！？!?；;：:，,、…）)])(?<!\\d[年月日])"
)


def _is_plain(block: DraftBlock) -> bool:
    if block.kind != "paragraph" or block.roles or any(mark.href for mark in block.marks):
        return False
    return _names(block.text) or is_label(block.text.strip(), frozenset())


def _names(text: str) -> bool:
    """Whether the words are few and bare enough to name a column."""
    bare = text.strip()
    return (bare.isascii() or len(bare) <= _LONGEST) and bool(_NAME.fullmatch(bare))


def _stands_over(blocks: Sequence[DraftBlock], at: int) -> bool:
    """Whether a line stands between the end of a story and a headline, and signs nothing."""
    text = blocks[at].text.strip()
    after = blocks[at + 1] if at + 1 < len(blocks) else None
    before = blocks[at - 1] if at else None
    if after is None or "crosshead" in after.roles:
        return False
    kicked = is_label(text, frozenset()) and _is_kicker(blocks, at + 1)
    if after.kind != "heading" and not kicked:
        return False
    if _is_other(text) or (before is not None and before.kind in ("heading", "figure")):
        return False
    if is_label(text, frozenset()):
        return True
    if before is None or before.kind != "paragraph" or not _is_end(before.text):
        notice = before is not None and before.kind in ("table", "list") and _BODY.search(text)
        return _parts(before) and not notice
    named = people.author(text)
    signed = named is not None and all(is_likely(person.name) for person in named)
    column = not text.isascii() or _COLUMN_EN.fullmatch(text) is not None
    return column and not (signed or _signs(text) or _BODY.search(text))


_COLUMN_EN = expression(
    r"(?=.{6,28}$)(?=.*\b(?i:the|of|our|as|we|it|on|in|from|my|and|a|for|with)\b)"
    r"[A-Z][\w'’&-]*(?: [\w'’&-]+){1,4}"
)
"""DOWN THE SHORE, As We See It: a column's name in Latin script has a small word."""


def _stands_under(blocks: Sequence[DraftBlock], at: int) -> bool:
    """Whether a line between a headline and its text is a label by its words."""
    before, after = blocks[at - 1] if at else None, blocks[at + 1 : at + 2]
    if before is None or before.kind != "heading" or not after or after[0].kind != "paragraph":
        return False
    return is_label(blocks[at].text.strip(), frozenset()) and not _is_other(blocks[at].text)


def _is_other(text: str) -> bool:
    bare = text.lstrip("□■◇◆○●▲★ ")
    column = bare != text and is_label(bare, frozenset())  # ■田坎时评
    return (
        (people.byline_line(text) is not None and not column)
        or photographers.credit(text) is not None
        or datelines.sign_off(text) is not None
        or furniture.is_credits(text)
        or folios.is_imprint(text)
        or bool(furniture.NAMEPLATE.fullmatch(text))
        or bool(jumps.split(text, whole=True).before or jumps.split(text, whole=True).after)
    )
