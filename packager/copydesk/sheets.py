"""The pages of a source: its blocks parted at page markers, page furniture taken out, and stories
that run over a page's end put together again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from packager.copydesk import datelines, folios, furniture, jumps, photographers, rejoin
from packager.copydesk.runs import run_end
from packager.issue import Furniture
from packager.reading.draft import DraftBlock

CERTAIN = 0.95
"""Confidence from which a paragraph is taken over a page's end."""


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """One page: its number and name as far as the source tells, its furniture and its blocks."""

    number: str | None = None
    name: str | None = None
    furniture: tuple[Furniture, ...] = ()
    blocks: tuple[DraftBlock, ...] = ()


def sheets(blocks: Sequence[DraftBlock], title: str | None) -> list[Sheet]:
    """Part blocks into pages; ``title`` is the paper's name, if known, to know its nameplate by."""
    parted = list(_parted(blocks))
    headers = Counter(
        text
        for _, inside in parted
        for text in {furniture.bare(b.text) for b in inside if "furniture" in b.roles}
    )
    titles = frozenset(text for text, n in headers.items() if n > 1)
    if title:
        titles |= {furniture.bare(title)}
    dated = (b.text for b in blocks if "folio" in b.roles)
    titles |= {furniture.bare(town) for text in dated if (town := folios.town(text))}
    return _flowing([_sheet(marker, inside, title, titles) for marker, inside in parted])


def _parted(
    blocks: Sequence[DraftBlock],
) -> Iterator[tuple[DraftBlock | None, list[DraftBlock]]]:
    """Each page marker with the blocks after it; a nameplate before the first goes with it."""
    marker: DraftBlock | None = None
    inside: list[DraftBlock] = []
    for block in blocks:
        if block.kind != "page":
            inside.append(block)
            continue
        if marker is not None or not _only_furniture(inside):
            yield marker, inside
            inside = []
        marker = block
    if marker is not None or inside:
        yield marker, inside


def _only_furniture(blocks: Sequence[DraftBlock]) -> bool:
    return all(furniture.furniture(b, top=True, foot=False) or b.kind == "rule" for b in blocks)


def _sheet(
    marker: DraftBlock | None,
    blocks: Sequence[DraftBlock],
    title: str | None,
    titles: frozenset[str],
) -> Sheet:
    items: list[Furniture] = []
    kept: list[DraftBlock] = []
    top = True
    number = marker.number if marker is not None else None
    for n, block in enumerate(blocks):
        found = furniture.furniture(block, top=top, foot=n >= len(blocks) - 3, title=title)
        if found is None and kept:
            stray = furniture.stray(block, number, title)
            found = stray if stray and rejoin.breaks_off(kept[-1].text) else None
        if found is None:
            top = top and block.kind == "rule"
            kept.append(block)
        else:
            items.append(found)
    number, name = furniture.page_facts(tuple(items), titles)
    if marker is None:
        return Sheet(number=number, name=name, furniture=tuple(items), blocks=tuple(kept))
    counted = bool(marker.ids)  # a parser counts sheets; what is printed on them is better
    words = (Furniture("folio", marker.text, marker.lines),) if marker.text else ()
    return Sheet(
        number=(number or marker.number) if counted else (marker.number or number),
        name=next((n for n in (marker.name, name) if n and furniture.bare(n) not in titles), None),
        furniture=(*words, *items),
        blocks=tuple(kept),
    )


def _flowing(pages: Sequence[Sheet]) -> list[Sheet]:
    """Take what goes on from an open paragraph, up to the next heading, back to the page before."""
    out: list[Sheet] = []
    at: int | None = None  # the last page with blocks
    for page in pages:
        if at is None or not page.blocks:
            at = len(out) if page.blocks else at
            out.append(page)
            continue
        before = out[at]
        last, first = before.blocks[-1], page.blocks[0]
        end = next(
            (n for n in range(len(page.blocks)) if _breaks(page.blocks, n)), len(page.blocks)
        )
        told = any(block.continues_prev for block in page.blocks[:end])
        if not (told or (end and _goes_on(last, first))):
            at = len(out)
            out.append(page)
            continue
        moved = tuple(
            msgspec.structs.replace(block, over_page=block is first or block.continues_prev)
            for block in page.blocks[:end]
        )
        out[at] = msgspec.structs.replace(before, blocks=before.blocks + moved)
        at = len(out) if page.blocks[end:] else at
        out.append(msgspec.structs.replace(page, blocks=page.blocks[end:]))
    return out


def _goes_on(last: DraftBlock, first: DraftBlock) -> bool:
    if not last.kind == first.kind == "paragraph" or last.roles or first.roles:
        return False
    if jumps.split(last.text).after or jumps.split(first.text).before:
        return False
    if datelines.dateline(first.text) or photographers.credit(last.text) is not None:
        return False
    return rejoin.verdict(last, first)[0] >= CERTAIN


def _breaks(blocks: Sequence[DraftBlock], at: int) -> bool:
    return blocks[at].kind == "rule" or run_end(blocks, at) > at
