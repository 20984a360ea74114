"""Nameplates and page strips: runs of short lines that are judged as a whole.

A paper's name, its name in Latin script, who publishes it, day, number, price, and over every page
its number and name, come in as many blocks as the parser pleased, in any order. No line of a run
says enough by itself; but where most are parts of a folio, all belong to the furniture, and what
the lines tell together is the page's. A run stands at the top of the issue, or around a line that
can be nothing but a page's: over the page, at its foot, or under its first headline.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from packager.copydesk import folios, furniture
from packager.copydesk.page_starts import (
    MOST_OVER,
    STROKES,
    is_between_lines,
    is_open,
    names_above,
    numbered_pages,
    told_groups,
    under_headline,
)
from packager.copydesk.strip_lines import (
    ALONE,
    FIGURES,
    LONGEST,
    MOST_NUMBERS,
    NUMBERED,
    PIECE,
    Line,
    edition,
    is_marker,
    is_told,
    strip_line,
    weak_line,
)
from packager.diagnostics import Repair, Where
from packager.patterns import expression
from packager.reading.draft import DraftBlock
from packager.reading.marks import SECTION, WIDE_ASCII, page_marker
from packager.reading.script import KANA

_MOST_TOP = 24
"""Blocks of the run at the top of an issue, at most."""


def pages(blocks: Sequence[DraftBlock]) -> tuple[list[DraftBlock], tuple[Repair, ...]]:
    """The same blocks, with the lines of every strip named as furniture and a marker before a page.

    A picture without words right over the paper's name is its drawing, and left out on record.
    """
    lines = [strip_line(block) for block in blocks]
    if any(_KANA.search(block.text) for block in blocks[:_MOST_TOP]):
        lines = [edition(block) or line for block, line in zip(blocks, lines, strict=True)]
    first, end, plate = _top(blocks, lines)
    title = folios.bare_title(blocks[plate].text)[0] if plate is not None else None
    titles = _titles(lines, title) | {
        t.casefold() for b in blocks[first:end] if (t := folios.town(b.text))
    }
    runs = [range(first, end)] if end > first else []
    runs += _around(blocks, lines, max(first, end), titles)
    found = numbered_pages(blocks, lines, runs, titles, top=end)
    named = names_above(blocks, found, runs)
    inside = {n for run in runs for n in run} | named
    begins = {page.at: page for page in found if not page.given}
    given = {page.at: page for page in found if page.given}
    logo = next((n for n in range(first) if blocks[n].kind == "figure"), None)
    logo = next((n for n in range(first, end) if blocks[n].kind == "figure"), logo)
    drawn = plate is not None and logo is not None
    out: list[DraftBlock] = []
    for n, block in enumerate(blocks):
        if n in begins:
            page = begins[n]
            out.append(DraftBlock(kind="page", number=page.number, name=page.name, file=block.file))
        if drawn and n == logo:
            continue
        if n in inside:
            out += _named(block, "nameplate" if n == plate else None)
        elif block.kind == "page" and is_told(block):  # an item of a list
            out.append(msgspec.structs.replace(block, kind="paragraph", number=None, name=None))
        elif n in given:
            page = given[n]
            out.append(msgspec.structs.replace(block, number=page.number, name=page.name))
        else:
            out.append(block)
    return out, (_drawing(blocks[logo]),) if drawn and logo is not None else ()


def _drawing(figure: DraftBlock) -> Repair:
    where = Where(file=figure.file, line=figure.line)
    reason = f"the picture {figure.src} over the paper's name is its drawing"
    return Repair("logo", before="", after="", confidence=0.9, where=where, reason=reason)


def _named(block: DraftBlock, role: str | None) -> Iterator[DraftBlock]:
    """A block of a run with the name of its furniture; a table is a line a row."""
    if block.kind == "table":
        for row in block.rows:
            text = "\u3000".join(filter(None, row))
            line = msgspec.structs.replace(block, kind="paragraph", text=text, rows=())
            yield from _named(msgspec.structs.replace(line, header_rows=0), role)
    elif block.kind == "page":
        yield msgspec.structs.replace(
            block, kind="paragraph", number=None, name=None, roles=("folio",)
        )
    elif block.kind == "rule" or block.roles:
        yield block
    else:
        yield msgspec.structs.replace(block, roles=(role or _role(block),))


def _role(block: DraftBlock) -> str:
    text = block.text.strip().translate(WIDE_ASCII)
    if ALONE.fullmatch(text):
        return "page-number"
    if NUMBERED.fullmatch(text) or PIECE.fullmatch(text) or page_marker(text):
        return "folio"
    found = furniture.furniture(block, top=True, foot=False)
    if found is None and (line := weak_line(block, top=False)) and line.number:
        return "folio"
    return found.name if found else "imprint"


def _top(blocks: Sequence[DraftBlock], lines: Sequence[Line | None]) -> tuple[int, int, int | None]:
    """The run at the top of an issue: its first block, its end, and where the paper's name is."""
    first = 0
    while first < len(blocks) and is_marker(blocks[first]):
        first += 1
    if first < len(blocks) and blocks[first].kind == "figure" and not blocks[first].alt:
        first += 1
    end, said, firm = _run_down(blocks, lines, first)
    if not firm or len(said) - 1 > end - first - len(said):
        return first, first, None
    plates = [n for n in range(first, end) if _is_plate(blocks[n], lines[n])]
    plates = plates or [n for n in range(first, end) if lines[n] is None and _is_name(blocks[n])]
    latin = all(blocks[n].text.isascii() for n in plates)
    if first in said and latin and not (plates and blocks[first].text.isascii()):
        plates = [first]
    plate = plates[0] if plates else None
    if plate is not None and not plates:
        heading = blocks[plate].kind == "heading" and (blocks[plate].level or 0) > 1
        if (heading or len(said) > 1) and under_headline(blocks, end):
            first, plate = next(n for n in range(first, end) if n not in said), None
    return first, end, plate


def _run_down(
    blocks: Sequence[DraftBlock], lines: Sequence[Line | None], first: int
) -> tuple[int, list[int], bool]:
    """The end of a run from the top, the lines in it that are no part of a folio, and whether one
    is so by itself."""
    end, over, numbered, firm = first, 0, False, False
    said: list[int] = []
    for n in range(first, min(len(blocks), first + _MOST_TOP)):
        block = blocks[n]
        if n > first and (block.kind == "rule" or _is_logo(blocks, n)):
            continue
        if numbered and n - first < _MOST_FIRST and _is_name(block):
            numbered = False  # the page's number stands over the paper's name
        line = lines[n] or weak_line(block, top=True)
        if line is not None and not (numbered and line.form is not None):
            numbered = numbered or line.number is not None
            firm = firm or (_is_firm(line) if lines[n] else page_marker(block.text) is not None)
            end, over = n + 1, 0
        elif _is_plate(block, None) or (n - first < _MOST_FIRST and _is_name(block)):
            end, over = n + 1, 0
        elif firm and not numbered and block.kind != "page" and SECTION.fullmatch(block.text):
            end, numbered = n + 1, True
        elif block.kind == "page":
            sure = n == first + 1 and (blocks[first].level == 1 or _is_plate(blocks[first], None))
            firm = firm or sure
            end = n if sure else end
            break
        elif not is_open(block) or over == MOST_OVER or numbered:
            if not (numbered and is_between_lines(blocks, lines, n)):
                break
            end = n + 1
        else:
            over += 1
            said.append(n)
    return end, [n for n in said if n < end], firm


def _is_firm(line: Line) -> bool:
    """Whether a line by itself can be nothing but a page's; who made it may be said elsewhere."""
    return not line.credits or (line.folio is not None and "date" in line.folio.kinds)


_MOST_FIRST = 4
_KANA = expression(f"[{KANA}]{{3,}}")


def _is_logo(blocks: Sequence[DraftBlock], at: int) -> bool:
    """Whether a picture without words is the drawing of the paper's name under it."""
    if blocks[at].kind != "figure" or blocks[at].alt or at + 1 >= len(blocks):
        return False
    return _is_name(blocks[at + 1])


def _is_name(block: DraftBlock) -> bool:
    """Whether a line under a page's number can be nothing but the paper's name."""
    if _is_plate(block, None):
        return True
    text = block.text.strip()
    most = LONGEST // (2 if text.isascii() else 8)
    short = block.kind in ("heading", "paragraph") and 3 < len(text) <= most
    return short and not block.roles and folios.is_title(text) and folios.is_name(text)


def _is_plate(block: DraftBlock, line: Line | None) -> bool:
    """Whether a line is the name of a paper by its words."""
    if line is not None or block.kind not in ("heading", "paragraph") or block.roles:
        return False
    return len(block.text) <= LONGEST // 2 and furniture.is_nameplate(block.text)


def _titles(lines: Sequence[Line | None], title: str | None) -> frozenset[str]:
    """The paper's name, and words that stand in the strips of different pages."""
    over: dict[str, set[str]] = {}
    for line in lines:
        if line is not None and line.folio is not None and line.number:
            for word in line.folio.names:
                over.setdefault(word.casefold(), set()).add(line.number)
    said = {word for word, numbers in over.items() if len(numbers) > 1}
    own = {title.casefold(), title.casefold().removeprefix("the ")} if title else set()
    return frozenset(said | own)


def _around(
    blocks: Sequence[DraftBlock],
    lines: Sequence[Line | None],
    start: int,
    titles: frozenset[str],
) -> list[range]:
    """The runs around lines that tell a page's number, below the one at the top."""
    runs: list[range] = []
    held = start
    form = next((w.form for b in blocks[:start] if (w := weak_line(b, top=True)) and w.form), None)
    last = None
    for n in range(start, len(blocks)):
        if n < held:
            continue
        line = lines[n]
        if line is None:
            line = _alone(blocks, n, form, last)
        if line is None or not (line.number or _numbered_beside(blocks, lines, n, titles)):
            continue
        if line.folio is not None and line.folio.free and _in_chronicle(blocks, n):
            continue
        last = line.number or last
        up, down = n, n + 1
        while up > held and _goes_up(blocks, lines, up - 1, titles):
            up -= 1
        while down < len(blocks) and _goes_down(blocks, lines, down, titles):
            down += 1
        while up < n and blocks[up].kind == "rule":
            up += 1
        while down > n + 1 and blocks[down - 1].kind == "rule":
            down -= 1
        if len(told_groups(blocks, lines, range(up, down), titles, top=False)) <= MOST_NUMBERS:
            runs.append(range(up, down))
        held = down
    return runs


def _order(number: str | None) -> tuple[str, int]:
    bare = number or ""
    figures = bare.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return bare[: len(bare) - len(figures)], int(figures) if figures.isdecimal() else 0


def _alone(
    blocks: Sequence[DraftBlock], at: int, form: str | None, last: str | None
) -> Line | None:
    """A line of a page's number and name alone, if nothing else can be meant.

    It has the very form that told the first page's number, a stroke between a letter page and its
    name (``NATIONAL | A6``), or names a page by what pages are called. It counts on, and no other
    line of its kind stands beside it.
    """
    block = blocks[at]
    if block.kind not in ("heading", "paragraph") or block.roles or len(block.text) > _SHORT:
        return None
    text = block.text.strip()
    told = weak_line(block, top=False) if FIGURES.search(text) and _EDGED.fullmatch(text) else None
    if told is None or told.number is None or told.form is None:
        return None
    counts_on = last is None or _order(told.number) > _order(last)
    if not counts_on or any(_is_numbered(blocks, n) for n in (at - 1, at + 1)):
        return None
    if told.form == form:
        return told
    letter = not told.number.isdecimal() and len(STROKES.split(text)) == 2
    under = at + 1 < len(blocks) and blocks[at + 1].kind == "heading"
    next_one = told.number.isdecimal() and _order(told.number)[1] == _order(last or "1")[1] + 1
    named = told.name is not None and SECTION.fullmatch(told.name) is not None
    sure = letter or (named and under and (next_one or not told.number.isdecimal()))
    return msgspec.structs.replace(told, form=None) if sure else None


_SHORT = 32
_EDGED = expression(r"\w(?:.*\w)?")


def _numbered_beside(
    blocks: Sequence[DraftBlock], lines: Sequence[Line | None], at: int, titles: frozenset[str]
) -> bool:
    """Whether a number, bare or beside a page's name, stands by a folio line of another kind.

    The paper's name (one of ``titles``) or the page's may stand between them.

    Several of them in a row are a list, or the results under a day.
    """
    line = lines[at]
    if line is None or line.folio is None:
        return False
    told = line.folio
    if not (told.kinds & {"date", "lunar", "number"} or told.title):
        return False
    beside = (1, -1) if len(told.kinds) > 1 or told.title else (-1,)
    return any(
        _is_numbered(blocks, at + 2 * way)
        if 0 <= at + way < len(blocks)
        and (_is_paper(blocks[at + way], titles) or is_between_lines(blocks, lines, at + way))
        else _is_numbered(blocks, at + way) and not _is_numbered(blocks, at + 2 * way)
        for way in beside
    )


def _is_paper(block: DraftBlock, titles: frozenset[str]) -> bool:
    """Whether a line is the paper's name, with its edition or without."""
    text = block.text.strip()
    return len(text) <= LONGEST and folios.bare_title(text)[0].casefold() in titles


def _in_chronicle(blocks: Sequence[DraftBlock], at: int) -> bool:
    """Whether the lines over or under a line with a date begin with one as well, and go on."""
    return any(
        _YEAR.match(blocks[n].text) is not None and folios.folio(blocks[n].text) is None
        for n in (at - 1, at + 1)
        if 0 <= n < len(blocks)
    )


_YEAR = expression("(?:19|20)\\d\\d年")


def _is_numbered(blocks: Sequence[DraftBlock], at: int) -> bool:
    told = weak_line(blocks[at], top=False) if 0 <= at < len(blocks) else None
    return told is not None and told.number is not None


def _goes_up(
    blocks: Sequence[DraftBlock], lines: Sequence[Line | None], at: int, titles: frozenset[str]
) -> bool:
    """Whether a line over a strip belongs to it; a bare day may be a notice's."""
    line = lines[at]
    if line is not None and line.folio is not None and not line.number:
        told = line.folio
        return "credits" in told.kinds or told.title is not None or len(told.kinds) > 1
    return _goes_down(blocks, lines, at, titles) and (
        line is not None
        or not (w := weak_line(blocks[at], top=False))
        or w.folio is None
        or w.number is not None
    )


def _goes_down(
    blocks: Sequence[DraftBlock], lines: Sequence[Line | None], at: int, titles: frozenset[str]
) -> bool:
    block = blocks[at]
    if lines[at] is not None or block.kind == "rule":
        return True
    if block.kind not in ("heading", "paragraph"):
        return False
    if any(word.strip().casefold() in titles for word in STROKES.split(block.text[:LONGEST])):
        return True
    if _is_paper(block, titles):
        return True
    if is_between_lines(blocks, lines, at, titles):
        return True
    return weak_line(block, top=False) is not None
