"""Nameplates and page strips: runs of short lines that are judged as a whole.

A paper's name, its name in Latin script, who publishes it, day, number, price, and over every page
its number and name, come in as many blocks as the parser pleased, in any order. No line of a run
says enough by itself; but where most are parts of a folio, all belong to the furniture, and what
the lines tell together is the page's. A run stands at the top of the issue, or around a line that
can be nothing but a page's: over the page, at its foot, or under its first headline.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

import msgspec

from packager.copydesk import datelines, folios, furniture, jumps, people
from packager.diagnostics import Repair, Where
from packager.patterns import expression
from packager.reading.draft import FURNITURE, DraftBlock
from packager.reading.marks import WIDE_ASCII, arabic, page_marker, same_page
from packager.reading.script import LETTER, ends_closed

_LONGEST_LINE = 160
"""A strip in one line has at most so many characters."""
_LONGEST = 88
"""A line of a nameplate has at most so many characters, half of them in East Asian script."""
_MOST_TOP = 24
"""Blocks of the run at the top of an issue, at most."""
_MOST_OVER = 3
"""Lines in a row that may say anything: the paper's name, the same in Latin script, a motto."""
_MOST_ROWS = 3
"""Rows of a table that is a strip, at most."""
_CLOSED = expression(r"[。．；;，,、：:…]$|[^A-Z]\.$")
_WIDE = expression(LETTER)
_COUNTED = "个個名路人家项項岁歲年天元万萬亿億条條所座月日届屆号號点點成次千百"
"""What follows a figure that counts: 5路公交车 is no page."""
_NUMBERED = expression(
    rf"(?P<a>[A-Z]?\d{{1,2}})[\s　:：|｜·]*(?![{_COUNTED}])"
    rf"{LETTER}{{2,6}}(?:·{LETTER}{{2,6}})?"
    rf"|(?:{LETTER}{{2,6}}(?:·{LETTER}{{2,6}})?|[A-Z][A-Za-z& ]{{2,24}})[\s　:：|｜·]*"
    r"(?P<b>[A-Z]?\d{1,2})"
    r"|(?P<c>[A-Z]?\d{1,2})[\s　:：|｜·]+[A-Z][A-Za-z& ]{2,24}"
)
"""``2 要闻·评论``, ``经济 3``, ``A6 NATIONAL``: a page by its folio lines, else part of a list."""
_ALONE = expression(
    r"(?P<a>[A-Z]-?\d{1,2}|\d{1,2}[A-D])|第?(?P<b>[一二三四五六七八九十]{1,3}|[A-Z]?\d{1,3})\s?[版面页頁면]"
    r"|(?i:page)\s(?P<c>[A-Z]?\d{1,3})(?: of \d{1,3})?|[（(](?P<d>\d{1,2})[)）]"
)
"""``A1``, ``１面``: the whole of a line."""
_PIECE = expression(
    r"(?:19|20)\d\d\s?[年./-]?(?:\s?\d{1,2}\s?[月./-]?)?|\d{1,2}\s?[月日号]|\d{1,2}|[〇○零一二三四五六七八九十]{4}年(?:[一二三四五六七八九十]{1,3}月)?"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?(?:\s\d{1,2},?)?"
)
"""A piece of a date that stands over several lines."""


class Line(msgspec.Struct, frozen=True):
    """What a line tells if it is a line of a strip."""

    number: str | None = None
    name: str | None = None
    folio: folios.Folio | None = None
    credits: bool = False
    form: str | None = None
    """How a number that stands alone, or with the page's name alone, is set: ``A``, ``1`` …"""

    @property
    def page(self) -> bool:
        """Whether the line can only stand on a page of that number, wherever it is met."""
        return self.number is not None and self.form is None


def _line(block: DraftBlock) -> Line | None:
    """A block that is a line of a strip by itself."""
    if block.kind == "page":
        if not _told(block):
            return None
        found = folios.folio(block.text)
        name = found.name if found is not None else block.name
        staff = found is not None and "credits" in found.kinds
        return Line(block.number, name, found, staff)
    if block.kind == "table":
        return _table_line(block)
    if block.roles or block.kind not in ("heading", "paragraph"):
        return None
    return _line_of(block.text, heading=block.kind == "heading")


def _line_of(text: str, *, heading: bool) -> Line | None:
    if len(text) > _LONGEST_LINE:
        return None
    line = _told_by(text, heading=heading)
    if line is not None and (_is_jump(text) or len(_PAGES.findall(text)) > _MOST_NUMBERS):
        return None
    return line


def _told_by(text: str, *, heading: bool) -> Line | None:
    found = folios.folio(text)
    staff = furniture.is_credits(text)
    if found is not None:
        staff = staff or "credits" in found.kinds
        return Line(found.number if found.begins_page else None, found.name, found, staff)
    if not heading:
        marked = page_marker(text)
        if marked is not None:
            return Line(*marked)
    if staff:
        return Line(folios.credits_number(text), None, None, credits=True)
    return None


def _is_jump(text: str) -> bool:
    told = jumps.split(text, whole=True)
    return bool(told.before or told.after)


def _told(block: DraftBlock) -> bool:
    """Whether a page marker is a printed line, and not a comment or a sheet counted by a parser."""
    return bool(block.text) and not block.ids


def _is_marker(block: DraftBlock) -> bool:
    return block.kind == "page" and not _told(block)


def _table_line(block: DraftBlock) -> Line | None:
    """A strip that was parsed as a table: every row is a line of a strip."""
    if len(block.rows) > _MOST_ROWS or block.text:
        return None
    rows = [" | ".join(filter(None, row)) for row in block.rows]
    if not all(folios.parts(row) or _line_of(row, heading=False) for row in rows):
        return None
    told = [line for row in rows if (line := _line_of(row, heading=False)) and line.number]
    return told[0] if len({line.number for line in told}) == 1 else None


def _weak(block: DraftBlock, *, top: bool) -> Line | None:  # noqa: PLR0911  # a list of kinds
    """A block that is a line of a strip among others: a bare number, a piece of a date, a price."""
    if block.kind not in ("heading", "paragraph") or len(block.text) > _LONGEST:
        return None
    if block.roles:
        return Line() if FURNITURE & set(block.roles) else None
    text = block.text.strip().translate(WIDE_ASCII)
    if _is_jump(text) or len(_PAGES.findall(text)) > _MOST_NUMBERS:
        return None
    alone = _ALONE.fullmatch(text)
    if alone:
        return Line(arabic(alone["a"] or alone["b"] or alone["c"] or alone["d"]), form=_form(text))
    if top and _PIECE.fullmatch(text):
        return Line()
    if not top and text.isdecimal() and len(text) < 4:
        return Line(arabic(text), form="1")
    numbered = _NUMBERED.fullmatch(text)
    if numbered:
        number = numbered["a"] or numbered["b"] or numbered["c"]
        name = text.replace(number, "", 1).strip(" \u3000:：|｜·\t")
        return Line(arabic(number), name, form=_form(text))
    marked = page_marker(text)
    if marked is not None:
        return Line(*marked, form=_form(text))
    if furniture.is_imprint_line(text) or folios.is_imprint(text):
        return Line()
    found = folios.parts(text)
    if found is not None and not found.names:
        return Line(folio=found) if top or found.kinds - {"day", "date", "contact"} else None
    if not top or not found or not found.kinds - {"day", "page"}:
        return None
    other = sum(map(len, found.names))  # of a headline that names a sum most is other
    return Line(folio=found) if other * 2 <= len(text) else None


def _form(text: str) -> str:
    """The shape of a line: letters and figures as one each."""
    shape = _FIGURES.sub("1", _NAMES.sub("n", _LETTER.sub("A", text)))
    return "".join(shape.split())


_LETTER = expression(r"(?<![A-Za-z])[A-Z](?=\d)")
_PAGES = expression(r"(?<![A-Za-z])[A-Z]\d{1,2}(?!\d)")
"""Pages by letter: more than two are a list of contents."""
_FIGURES = expression(r"\d+")
_NAMES = expression(rf"{LETTER}[\w·]*|[A-Z]?[a-z&]+(?: [A-Za-z&]+)*|[A-Z]{{2,}}(?: [A-Z&]+)*")


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


def pages(blocks: Sequence[DraftBlock]) -> tuple[list[DraftBlock], tuple[Repair, ...]]:
    """The same blocks, with the lines of every strip named as furniture and a marker before a page.

    A picture without words right over the paper's name is its drawing, and left out on record.
    """
    lines = [_line(block) for block in blocks]
    first, end, plate = _top(blocks, lines)
    title = folios.bare_title(blocks[plate].text)[0] if plate is not None else None
    titles = _titles(lines, title)
    runs = [range(first, end)] if end > first else []
    runs += _around(blocks, lines, max(first, end), titles)
    found = _paged(blocks, lines, runs, titles, top=end)
    named = _names_above(blocks, found, runs)
    inside = {n for run in runs for n in run} | named
    begins = {page.at: page for page in found if not page.given}
    given = {page.at: page for page in found if page.given}
    drawn = plate is not None and first > 0 and blocks[first - 1].kind == "figure"
    out: list[DraftBlock] = []
    for n, block in enumerate(blocks):
        if n in begins:
            page = begins[n]
            out.append(DraftBlock(kind="page", number=page.number, name=page.name, file=block.file))
        if drawn and n == first - 1:
            continue
        if n in inside:
            out += _named(block, "nameplate" if n == plate else None)
        elif block.kind == "page" and _told(block):  # an item of a list
            out.append(msgspec.structs.replace(block, kind="paragraph", number=None, name=None))
        elif n in given:
            page = given[n]
            out.append(msgspec.structs.replace(block, number=page.number, name=page.name))
        else:
            out.append(block)
    return out, (_drawing(blocks[first - 1]),) if drawn else ()


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
    if _ALONE.fullmatch(text):
        return "page-number"
    if _NUMBERED.fullmatch(text) or _PIECE.fullmatch(text) or page_marker(text):
        return "folio"
    found = furniture.furniture(block, top=True, foot=False)
    return found.name if found else "imprint"


def _top(blocks: Sequence[DraftBlock], lines: Sequence[Line | None]) -> tuple[int, int, int | None]:
    """The run at the top of an issue: its first block, its end, and where the paper's name is."""
    first = 0
    while first < len(blocks) and _is_marker(blocks[first]):
        first += 1
    if first < len(blocks) and blocks[first].kind == "figure" and not blocks[first].alt:
        first += 1
    end, said, firm = _run_down(blocks, lines, first)
    if not firm or len(said) - 1 > end - first - len(said):
        return first, first, None
    plates = [n for n in range(first, end) if _is_plate(blocks[n], lines[n])]
    plate = plates[0] if plates else first if first in said else None
    if plate is not None and not plates:
        heading = blocks[plate].kind == "heading" and (blocks[plate].level or 0) > 1
        if (heading or len(said) > 1) and _under_headline(blocks, end):
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
        if block.kind == "rule" and n > first:
            continue
        line = lines[n] or _weak(block, top=True)
        if line is not None and not (numbered and line.form is not None):
            numbered = numbered or line.number is not None
            firm = firm or (not line.credits if lines[n] else page_marker(block.text) is not None)
            end, over = n + 1, 0
        elif _is_plate(block, None):
            end, over = n + 1, 0
        elif block.kind == "page":
            sure = n == first + 1 and (blocks[first].level == 1 or _is_plate(blocks[first], None))
            firm = firm or sure
            end = n if sure else end
            break
        elif not _is_open(block) or over == _MOST_OVER or numbered:
            if not (numbered and _between(blocks, lines, n)):
                break
            end = n + 1
        else:
            over += 1
            said.append(n)
    return end, [n for n in said if n < end], firm


def _is_plate(block: DraftBlock, line: Line | None) -> bool:
    """Whether a line is the name of a paper by its words."""
    if line is not None or block.kind not in ("heading", "paragraph") or block.roles:
        return False
    return len(block.text) <= _LONGEST // 2 and furniture.is_nameplate(block.text)


def _is_open(block: DraftBlock) -> bool:
    """A short line that is no sentence and with which no story begins."""
    if block.kind not in ("heading", "paragraph") or block.roles:
        return False
    text = block.text
    if len(text) > (_LONGEST // 2 if _WIDE.search(text) else _LONGEST) or _CLOSED.search(text):
        return False
    return people.byline_line(text) is None and datelines.dateline(text) is None


def _under_headline(blocks: Sequence[DraftBlock], end: int) -> bool:
    """Whether a story's text follows on a strip, so that the headings over it are its head."""
    after = blocks[end] if end < len(blocks) else None
    if after is None or after.kind != "paragraph" or after.roles:
        return False
    wide = _WIDE.search(after.text)
    prose = len(after.text) > (_LONGEST // 2 if wide else _LONGEST) and ends_closed(after.text)
    return prose or datelines.dateline(after.text) is not None


def _between(blocks: Sequence[DraftBlock], lines: Sequence[Line | None], at: int) -> bool:
    """Whether a page's name stands by itself between two lines of a strip."""
    if not 0 < at < len(blocks) - 1 or not _is_open(blocks[at]):
        return False
    text = blocks[at].text.strip()
    if _is_jump(blocks[at + 1].text) or _is_jump(text):
        return False
    if len(text) > (_NAME if _WIDE.search(text) else 3 * _NAME) or not folios.is_name(text):
        return False
    beside = [lines[n] or _weak(blocks[n], top=False) for n in (at - 1, at + 1)]
    if None not in beside:
        return True
    over = beside[0] is not None and beside[0].number is not None and beside[0].name is None
    return over and _SECTION.fullmatch(text) is not None


_ENGLISH_SECTION = (
    "(?:Local|Region(?:al)?|County|Shore|Nation(?:al)?|World|Sports?|Business|Life(?:style)?|Arts"
    "|Opinion|Community|Provinc(?:e|ial)|State|Metro|City|International|News|Money|Travel|Health)"
)
_SECTION = expression(
    "头版|封面|要闻|要聞|综合|時事|时事|时政|国内|国际|經濟|经济|财经|財經|社会|社會|民生|城事|都市|本地|地方|县域|天下"
    "|教育|健康|文化|文体|文娱|體育|体育|副刊|广告|專題|专题|理论|评论|港聞|澳聞|兩岸|総合|経済|地域|国際|スポーツ"
    f"|{LETTER}{{1,3}}(?:新闻|新聞|副刊|周刊|专刊|专版|要闻|版)"
    f"|(?:The |In the )?{_ENGLISH_SECTION}(?: (?:&|and) {_ENGLISH_SECTION})?"
)
"""What pages are called: such a word under a page's number is its name, and no label."""
_MOST_NUMBERS = 2
"""A run has the number of the page above and of the page below; more are a list of contents."""
_NAME = 6
"""A page's name has at most so many characters, in Latin script three times as many."""


def _is_between(
    blocks: Sequence[DraftBlock], lines: Sequence[Line | None], at: int, titles: frozenset[str]
) -> bool:
    """Whether a line of a run is a page's name: no part of a folio, and not the paper's."""
    text = blocks[at].text.strip()
    if lines[at] is not None or folios.is_title(text) or text.casefold() in titles:
        return False
    return folios.parts(text) is None and _between(blocks, lines, at)


def _titles(lines: Sequence[Line | None], title: str | None) -> frozenset[str]:
    """The paper's name, and words that stand in the strips of different pages."""
    over: dict[str, set[str]] = {}
    for line in lines:
        if line is not None and line.folio is not None and line.number:
            for word in line.folio.names:
                over.setdefault(word.casefold(), set()).add(line.number)
    said = {word for word, numbers in over.items() if len(numbers) > 1}
    return frozenset(said | ({title.casefold()} if title else set()))


def _around(
    blocks: Sequence[DraftBlock],
    lines: Sequence[Line | None],
    start: int,
    titles: frozenset[str],
) -> list[range]:
    """The runs around lines that tell a page's number, below the one at the top."""
    runs: list[range] = []
    held = start
    form = next((w.form for b in blocks[:start] if (w := _weak(b, top=True)) and w.form), None)
    last = None
    for n in range(start, len(blocks)):
        if n < held:
            continue
        line = lines[n]
        if line is None:
            line = _alone(blocks, n, form, last)
        if line is None or not (line.number or _numbered_beside(blocks, lines, n)):
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
        if len(_groups(blocks, lines, range(up, down), titles, top=False)) <= _MOST_NUMBERS:
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
    told = _weak(block, top=False) if _FIGURES.search(text) and _EDGED.fullmatch(text) else None
    if told is None or told.number is None or told.form is None:
        return None
    counts_on = last is None or _order(told.number) > _order(last)
    if not counts_on or any(_is_numbered(blocks, n) for n in (at - 1, at + 1)):
        return None
    if told.form == form:
        return told
    letter = not told.number.isdecimal() and len(_STROKES.split(text)) == 2
    under = at + 1 < len(blocks) and blocks[at + 1].kind == "heading"
    next_one = told.number.isdecimal() and _order(told.number)[1] == _order(last or "1")[1] + 1
    named = told.name is not None and _SECTION.fullmatch(told.name) is not None
    sure = letter or (named and under and (next_one or not told.number.isdecimal()))
    return msgspec.structs.replace(told, form=None) if sure else None


_SHORT = 32
_EDGED = expression(r"\w(?:.*\w)?")


def _numbered_beside(blocks: Sequence[DraftBlock], lines: Sequence[Line | None], at: int) -> bool:
    """Whether a number, bare or beside a page's name, stands by a folio line of another kind.

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
        if 0 <= at + way < len(blocks) and _between(blocks, lines, at + way)
        else _is_numbered(blocks, at + way) and not _is_numbered(blocks, at + 2 * way)
        for way in beside
    )


def _in_chronicle(blocks: Sequence[DraftBlock], at: int) -> bool:
    """Whether the lines over or under a line with a date begin with one as well, and go on."""
    return any(
        _YEAR.match(blocks[n].text) is not None and folios.folio(blocks[n].text) is None
        for n in (at - 1, at + 1)
        if 0 <= n < len(blocks)
    )


_YEAR = expression("(?:19|20)\\d\\d年")


def _is_numbered(blocks: Sequence[DraftBlock], at: int) -> bool:
    told = _weak(blocks[at], top=False) if 0 <= at < len(blocks) else None
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
        line is not None or not (w := _weak(blocks[at], top=False)) or w.folio is None
    )


def _goes_down(
    blocks: Sequence[DraftBlock], lines: Sequence[Line | None], at: int, titles: frozenset[str]
) -> bool:
    block = blocks[at]
    if lines[at] is not None or block.kind == "rule":
        return True
    if block.kind not in ("heading", "paragraph"):
        return False
    if any(word.strip().casefold() in titles for word in _STROKES.split(block.text[:_LONGEST])):
        return True
    if _between(blocks, lines, at):
        return True
    return _weak(block, top=False) is not None


_STROKES = expression("[|｜·•/]")


def _paged(
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
        groups = _groups(blocks, lines, run, titles, top=run.start < top)
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
    return len(groups) > 1 or footed or groups[0][2] == "1" or groups[0][4]


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
        if at == len(self.others) or _is_marker(blocks[self.others[at]]):
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
        and not _is_marker(blocks[n])
        and not (blocks[n].kind == "figure" and n == 0)
    ]
    return _Places(texts, others, [n for n in others if _is_marker(blocks[n])])


def _groups(
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
        line = lines[n] or _weak(blocks[n], top=top and not dated)  # a bare figure may be the day
        if line is None or not line.number:
            continue
        beside = (k for k in (n + 1, n - 1) if k in run and _is_between(blocks, lines, k, titles))
        name = _page_name(line, titles) or next((blocks[k].text.strip() for k in beside), None)
        if groups and same_page(groups[-1][2]) == same_page(line.number):
            first, _, number, named, staff = groups[-1]
            groups[-1] = (first, n, number, named or name, staff and line.credits)
        else:
            groups.append((n, n, line.number, name, line.credits))
    return groups


def _page_name(line: Line, titles: frozenset[str]) -> str | None:
    """The page's name in a line, without the paper's."""
    if line.name is None:
        return None
    left = [_without(word, titles) for word in (line.folio.names if line.folio else (line.name,))]
    name = _without(line.name, titles)
    others = [word for word in left if word and not folios.is_title(word)]
    return name or (others[0] if len(others) == 1 else None)


def _without(name: str, titles: frozenset[str]) -> str:
    """A name without the paper's before or after it."""
    for title in titles:
        if name.casefold().startswith(title):
            return name[len(title) :].strip()
        if name.casefold().endswith(title):
            return name[: -len(title)].strip()
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
        run for run in runs if _groups(blocks, lines, run, frozenset(), top=run.start < top)
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
        at
        if at < begin and begin - at <= _MOST_OVER and _under_headline(blocks, run.stop)
        else begin
    )


def _names_above(
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
        if not folios.is_name(above.text) or folios.is_title(above.text):
            continue
        if page.at > 1 and blocks[page.at - 2].kind == "heading":
            continue
        page.name = above.text
        page.at -= 1
        named.add(page.at)
    return named


_LONGEST_NAME = 16
