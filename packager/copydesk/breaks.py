"""Paragraphs put together again over column and page breaks, on record."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from packager.copydesk import captions, datelines, japanese, jumps, people, photographers, rejoin
from packager.copydesk.captions import Picture
from packager.diagnostics import Repair, Where
from packager.reading.draft import DraftBlock

LOW_CONFIDENCE = 0.7
"""Joins below this confidence are not made."""


def joined(
    items: Sequence[captions.Item], repairs: list[Repair], clean: bool
) -> list[captions.Item]:
    """Rejoin broken paragraphs; pictures and tables in the break come after the paragraph."""
    out: list[captions.Item] = []
    last: int | None = None
    for item in items:
        if isinstance(item, Picture):
            out.append(item)
            continue
        if item.kind == "paragraph" and not _fixed(item):
            held = out[last] if last is not None else None
            if last is not None and isinstance(held, DraftBlock):
                confidence, reason = rejoin.verdict(held, item, clean=clean)
                if confidence >= LOW_CONFIDENCE and _may_join(held, item):
                    out[last] = _join(held, item)
                    repairs.append(_repair(held, item, confidence, reason))
                    continue
            last = len(out)
        elif item.kind != "table":
            last = None
        out.append(item)
    return out


def _repair(held: DraftBlock, item: DraftBlock, confidence: float, reason: str) -> Repair:
    """The record of a join: the ends that met, not the whole paragraphs."""
    one, two = ("".join(block.texts()) for block in (held, item))
    ends = one[-24:], two[:24]
    return Repair(
        "page-break" if item.over_page else "column-break",
        before="\n".join(ends),
        after=rejoin.join(*ends) if item.kind == "paragraph" else "\n".join(ends),
        confidence=confidence,
        where=Where(file=held.file, line=held.line),
        reason=reason,
    )


_BRACKETS = ("【", "〔", "［", "（", "[", "(")
_LONGEST = 40
"""A dateline that stands on a line of its own has at most so many characters."""


def run_in(blocks: Sequence[DraftBlock]) -> tuple[list[DraftBlock], tuple[Repair, ...]]:
    """Put a dateline in brackets that stands alone under a heading before the text it opens."""
    out: list[DraftBlock] = []
    repairs: list[Repair] = []
    for block in _jumps_first(blocks):
        line = out[-1] if out else None
        over = out[-2] if len(out) > 1 else None
        if (
            line is not None
            and over is not None
            and (over.kind == "heading" or jumps.split(over.text, whole=True).before)
            and line.text.startswith(_BRACKETS)
            and japanese.bracketed(line.text) is None
            and _opens(line, block)
        ):
            out[-1] = _join(line, block)
            where = Where(file=line.file, line=line.line)
            ends = line.text, block.text[:24]
            repairs.append(
                Repair(
                    "dateline-line",
                    before="\n".join(ends),
                    after=rejoin.join(*ends),
                    confidence=0.95,
                    where=where,
                    reason="a dateline is set before the first words",
                )
            )
        else:
            out.append(block)
    return out, tuple(repairs)


def _jumps_first(blocks: Sequence[DraftBlock]) -> list[DraftBlock]:
    """A line that leads back between a dateline alone on a line and its text stands over both."""
    out = list(blocks)
    for n in range(len(out) - 2):
        if not out[n].text.startswith(_BRACKETS):
            continue
        line, jump, text = out[n : n + 3]
        if not _opens(line, text):
            continue
        told = jumps.split(jump.text, whole=True)
        if jump.kind == "paragraph" and told.before and not told.text:
            out[n : n + 2] = [jump, line]
    return out


def _opens(line: DraftBlock, text: DraftBlock) -> bool:
    """Whether a line is nothing but the dateline of the paragraph under it."""
    plain = all(b.kind == "paragraph" and not b.roles for b in (line, text))
    if not plain or len(line.text) > _LONGEST or datelines.dateline(text.text) is not None:
        return False
    found = datelines.dateline(line.text + text.text)
    return found is not None and found.place is not None and found.text == line.text.strip()


def as_told(blocks: Sequence[DraftBlock], repairs: list[Repair]) -> list[DraftBlock]:
    """Put together the paragraphs, lists and tables that the source itself says go on.

    What stands in the break comes after them. Nothing goes on over a crosshead.
    """
    out: list[DraftBlock] = []
    last: dict[str, int] = {}
    for block in blocks:
        held = last.get(block.kind) if block.continues_prev else None
        if held is not None:
            repairs.append(_repair(out[held], block, *rejoin.verdict(out[held], block)))
            out[held] = _join(out[held], block)
            continue
        if block.kind == "heading":
            last.clear()
        elif not _fixed(block):
            last[block.kind] = len(out)
        out.append(block)
    return out


def _fixed(block: DraftBlock) -> bool:
    return bool(block.roles) and "paragraph" not in block.roles


def _may_join(first: DraftBlock, second: DraftBlock) -> bool:
    """Lines that are something of their own are no half of a paragraph."""
    for block in (first, second):
        if (
            people.byline_line(block.text) is not None
            or photographers.credit(block.text) is not None
        ):
            return False
    if jumps.split(first.text, whole=True).after or not jumps.split(first.text, whole=True).text:
        return False
    if datelines.dateline(second.text) is not None:
        return False
    return not second.apart


def _join(first: DraftBlock, second: DraftBlock) -> DraftBlock:
    text = rejoin.join(first.text, second.text)
    width = max(map(len, first.rows + second.rows), default=0)
    shift = len(text) - len(second.text.lstrip())
    moved = tuple(
        msgspec.structs.replace(m, start=m.start + shift, end=m.end + shift) for m in second.marks
    )
    lines = (first.lines[0], second.lines[1]) if first.lines and second.lines else first.lines
    return msgspec.structs.replace(
        first,
        text=text,
        marks=tuple(m for m in (*first.marks, *moved) if m.end <= len(text)),
        items=first.items + second.items,
        rows=tuple((*row, *[""] * (width - len(row))) for row in first.rows + second.rows),
        lines=lines,
        ids=first.ids + second.ids,
    )
