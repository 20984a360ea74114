"""Where pages begin, by what the strips around them tell: number, name, head or foot."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import msgspec

from packager.copydesk import datelines, folios, furniture, people
from packager.copydesk.strip_lines import LONGEST, Line, is_jump, is_marker, weak_line
from packager.patterns import expression
from packager.reading.draft import FURNITURE, DraftBlock
from packager.reading.marks import SECTION, same_page
from packager.reading.script import LETTER, ends_closed

MOST_OVER = 3
"""Lines in a row that may say anything: the paper's name, the same in Latin script, a motto."""
_CLOSED = expression(r"[。．；;，,、：:…]$|[^A-Z]\.$")
_WIDE = expression(LETTER)
_Group = tuple[int, int, str, str | None, bool]
"""First and last place of lines that tell one number, number, name, and whether all are credits."""


class _Page(msgspec.Struct):
    """A page that begins at a block."""

    at: int
    number: str | None = None
    name: str | None = None
    given: bool = False
    """Whether the source has a marker of its own for it."""
    counted: bool = False
    """Whether its number is a parser's count of sheets; what is printed on them is better."""


def is_open(block: DraftBlock) -> bool:
    """A short line that is no sentence and with which no story begins."""
    if block.kind not in ("heading", "paragraph") or block.roles:
        return False
    text = block.text
    if len(text) > (LONGEST // 2 if _WIDE.search(text) else LONGEST) or _CLOSED.search(text):
        return False
    return people.byline_line(text) is None and datelines.dateline(text) is None


def under_headline(blocks: Sequence[DraftBlock], end: int) -> bool:
    """Whether a story's text follows on a strip, so that the headings over it are its head."""
    after = blocks[end] if end < len(blocks) else None
    if after is None or after.kind != "paragraph" or after.roles:
        return False
    wide = _WIDE.search(after.text)
    prose = len(after.text) > (LONGEST // 2 if wide else LONGEST) and ends_closed(after.text)
    return prose or datelines.dateline(after.text) is not None


def is_between_lines(
    blocks: Sequence[DraftBlock],
    lines: Sequence[Line | None],
    at: int,
    titles: frozenset[str] = frozenset(),
) -> bool:
    """Whether a page's name stands by itself between two lines of a strip.

    One of the words that pages are called by may also stand under a line that tells a number, and
    no name but the paper's (one of ``titles``), or between the day and the first headline.
    """
    if not 0 < at < len(blocks) - 1 or not is_open(blocks[at]):
        return False
    text = blocks[at].text.strip()
    if is_jump(blocks[at + 1].text) or is_jump(text):
        return False
    if len(text) > (_NAME if _WIDE.search(text) else 3 * _NAME) or not folios.is_name(text):
        return False
    beside = [lines[n] or weak_line(blocks[n], top=False) for n in (at - 1, at + 1)]
    if None not in beside:
        return True
    over = beside[0]
    headed = _is_dated(over) and blocks[at + 1].kind == "heading"
    if over is None or not (over.number or headed) or not SECTION.fullmatch(text):
        return False
    return over.name is None or _without(over.name.strip(), titles) == ""


_NAME = 6
"""A page's name has at most so many characters, in Latin script three times as many."""


def _is_between(
    blocks: Sequence[DraftBlock], lines: Sequence[Line | None], at: int, titles: frozenset[str]
) -> bool:
    """Whether a line of a run is a page's name: no part of a folio, and not the paper's."""
    text = blocks[at].text.strip()
    if lines[at] is not None or folios.is_title(text) or text.casefold() in titles:
        return False
    return folios.parts(text) is None and is_between_lines(blocks, lines, at, titles)


def numbered_pages(
    blocks: Sequence[DraftBlock],
    lines: Sequence[Line | None],
    runs: Sequence[range],
    titles: frozenset[str],
    *,
    top: int,
) -> list[_Page]:
    """Where pages begin, and the number and name that the runs tell of them."""
    place = _places(blocks, runs)
    page = _Page(0)
    found = [page]
    footed = _footed(blocks, lines, runs, place, top=top)
    given = iter(place.given)
    marker = next(given, None)
    for run in runs:
        while marker is not None and marker < run.start:
            told = blocks[marker]
            page = _Page(marker, told.number, told.name, given=True, counted=bool(told.ids))
            found.append(page)
            marker = next(given, None)
        groups = told_groups(blocks, lines, run, titles, top=run.start < top)
        story = place.told(page.at, run.start)
        if not story or not place.follows(blocks, run.stop):
            if groups:
                _fill(page, groups[-1 if story else 0])
            continue
        after = run.start
        if groups and _is_foot(page, groups, footed=footed):
            _fill(page, groups[0])
            after = groups[0][1] + 1
            groups = groups[1:]
        if groups:
            begin = _after_credits(lines, after, groups[0][0])
            begin = _over_headline(blocks, begin, run) if begin == run.start else begin
            page = _Page(begin, groups[-1][2], next(filter(None, (g[3] for g in groups)), None))
            found.append(page)
            continue
        head = next((n for n in range(after, run.stop) if _is_dated(lines[n])), None)
        if footed or (head is not None and after > run.start):
            name = _only_name(lines[head], titles) if head is not None else None
            page = _Page(run.stop if head is None else head, None, name)
            found.append(page)
    return [page for page in found if page.given or page.number or page.at]


def _is_dated(line: Line | None) -> bool:
    return line is not None and line.folio is not None and "date" in line.folio.kinds


def _only_name(line: Line | None, titles: frozenset[str]) -> str | None:
    """The page's name in a strip without a number: the one that is not the paper's."""
    names = line.folio.names if line is not None and line.folio is not None else ()
    left = [w for word in names if (w := _without(word, titles)) and not folios.is_title(w)]
    return left[0] if len(left) == 1 else None


def _fill(page: _Page, told: _Group) -> None:
    """Take the number and the name that a line tells of the page it stands on."""
    if page.counted:
        page.number, page.counted = told[2], False
    if page.number is None or same_page(page.number) == same_page(told[2]):
        page.number, page.name = page.number or told[2], page.name or told[3]


def _is_foot(page: _Page, groups: Sequence[_Group], *, footed: bool) -> bool:
    """Whether the first number of a run under a story is that of the page above.

    It is if it is known to be; of a page without one, if another number follows, or if those who
    made the page are named with it.
    """
    if page.number is not None:
        return same_page(groups[0][2]) == same_page(page.number)
    if not page.at and not footed and _is_second(groups[0][2]):
        return False  # a front page without a number
    return len(groups) > 1 or footed or groups[0][2] == "1" or groups[0][4]


def _is_second(number: str) -> bool:
    return number.lstrip("A").lstrip("0") == "2"


class _Places(msgspec.Struct, frozen=True):
    """Where the stories' text stands, all that is in no run, and the source's own markers."""

    texts: list[int]
    others: list[int]
    given: list[int]

    def told(self, start: int, end: int) -> bool:
        """Whether text of a story stands between the beginning of a page and a run."""
        at = bisect_left(self.texts, start)
        return at < len(self.texts) and self.texts[at] < end

    def follows(self, blocks: Sequence[DraftBlock], end: int) -> bool:
        """Whether a story stands below a run, before the source's next marker and the end."""
        at = bisect_left(self.others, end)
        if at == len(self.others) or is_marker(blocks[self.others[at]]):
            return False
        return furniture.furniture(blocks[self.others[at]], top=False, foot=True) is None


def _places(blocks: Sequence[DraftBlock], runs: Sequence[range]) -> _Places:
    inside = {n for run in runs for n in run}
    others = [
        n
        for n, block in enumerate(blocks)
        if n not in inside and block.kind != "rule" and not FURNITURE & set(block.roles)
    ]
    texts = [
        n
        for n in others
        if blocks[n].kind != "heading"
        and not is_marker(blocks[n])
        and not (blocks[n].kind == "figure" and n == 0)
    ]
    return _Places(texts, others, [n for n in others if is_marker(blocks[n])])


def told_groups(
    blocks: Sequence[DraftBlock],
    lines: Sequence[Line | None],
    run: range,
    titles: frozenset[str],
    *,
    top: bool,
) -> list[_Group]:
    """The page numbers that a run tells, in their order."""
    groups: list[_Group] = []
    dated = any(line.folio and "date" in line.folio.kinds for n in run if (line := lines[n]))
    for n in run:
        line = lines[n] or weak_line(
            blocks[n], top=top and not dated
        )  # a bare figure may be the day
        if line is None or not line.number:
            continue
        near = [k for k in (n + 1, n - 1, run.stop - 1) if k in run and k != n]
        beside = (blocks[k].text.strip() for k in near if _is_between(blocks, lines, k, titles))
        titled = (name for k in near if (name := _beside_title(blocks[k].text, titles)))
        name = _page_name(line, titles) or next(beside, None) or next(titled, None)
        if groups and same_page(groups[-1][2]) == same_page(line.number):
            first, _, number, named, staff = groups[-1]
            groups[-1] = (first, n, number, named or name, staff and line.credits)
        else:
            groups.append((n, n, line.number, name, line.credits))
    return groups


def _beside_title(text: str, titles: frozenset[str]) -> str | None:
    """The page's name in a line of nothing else than it and the paper's: Courier • Local."""
    cells = [cell.strip() for cell in STROKES.split(text[:LONGEST])]
    own = [cell for cell in cells if cell.casefold() not in titles]
    single = len(own) == 1 and len(cells) == len(own) + 1
    return own[0] if single and SECTION.fullmatch(own[0]) else None


STROKES = expression("[|｜·•/‖]")
"""What parts the paper's name from a page's."""


def _page_name(line: Line, titles: frozenset[str]) -> str | None:
    """The page's name in a line, without the paper's."""
    if line.name is None:
        told = line.folio.title if line.folio is not None else None
        bare = _without(told, titles) if told else ""
        return bare if bare != told else None
    left = [_without(word, titles) for word in (line.folio.names if line.folio else (line.name,))]
    name = _without(line.name, titles)
    others = [word for word in left if word and not folios.is_title(word)]
    return name or (others[0] if len(others) == 1 else None)


def _without(name: str, titles: frozenset[str]) -> str:
    """A name without the paper's before or after it."""
    small = name.casefold()
    for at in range(len(small), 0, -1):
        if small[:at] in titles:
            return name[at:].strip()
        if small[-at:] in titles:
            return name[:-at].strip()
    return name


def _footed(
    blocks: Sequence[DraftBlock],
    lines: Sequence[Line | None],
    runs: Sequence[range],
    place: _Places,
    *,
    top: int,
) -> bool:
    """Whether strips stand at the foot: none over the first page tells a number, and the last one
    stands at the end of the issue."""
    if not runs or place.follows(blocks, runs[-1].stop):
        return False
    numbered = [
        run for run in runs if told_groups(blocks, lines, run, frozenset(), top=run.start < top)
    ]
    return bool(numbered) and numbered[-1] is runs[-1] and place.told(0, numbered[0].start)


def _after_credits(lines: Sequence[Line | None], start: int, number: int) -> int:
    """Who made the page above stands before the strip of the next; the rest is the next page's."""
    credited = [n for n in range(start, number) if (line := lines[n]) and line.credits]
    return credited[-1] + 1 if credited else start


def _over_headline(blocks: Sequence[DraftBlock], begin: int, run: range) -> int:
    """A strip between a headline and its story: the page begins above the headline."""
    at = begin
    while at and blocks[at - 1].kind == "heading" and not blocks[at - 1].roles:
        at -= 1
    return (
        at if at < begin and begin - at <= MOST_OVER and under_headline(blocks, run.stop) else begin
    )


def names_above(
    blocks: Sequence[DraftBlock], found: Sequence[_Page], runs: Sequence[range]
) -> set[int]:
    """Headings over a strip that are the page's name; they are furniture."""
    named: set[int] = set()
    starts = {run.start: run for run in runs}
    for page in found:
        run = starts.get(page.at)
        if run is None or page.given or page.name is not None or page.number is None or page.at < 1:
            continue
        above = blocks[page.at - 1]
        capitals = above.kind == "paragraph" and above.text.isascii() and above.text.isupper()
        if not (above.kind == "heading" or capitals) or above.roles:
            continue
        if len(above.text) > _LONGEST_NAME:
            continue
        section = SECTION.fullmatch(above.text) is not None
        if not folios.is_name(above.text) or (folios.is_title(above.text) and not section):
            continue
        if page.at > 1 and blocks[page.at - 2].kind == "heading":
            continue
        page.name = above.text
        page.at -= 1
        named.add(page.at)
    return named


_LONGEST_NAME = 16
