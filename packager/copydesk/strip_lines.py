"""Lines of page strips and nameplates: what a block tells if it is one, alone or among others."""

from __future__ import annotations

import msgspec

from packager.copydesk import folios, furniture, jumps
from packager.patterns import expression
from packager.reading.draft import FURNITURE, DraftBlock
from packager.reading.marks import WIDE_ASCII, arabic, page_marker
from packager.reading.script import LETTER

_LONGEST_LINE = 160
"""A strip in one line has at most so many characters."""
LONGEST = 88
"""A line of a nameplate has at most so many characters, half of them in East Asian script."""
_MOST_ROWS = 3
"""Rows of a table that is a strip, at most."""
_COUNTED = "个個名路人家项項岁歲年天元万萬亿億条條所座月日届屆号號点點成次千百"
"""What follows a figure that counts: 5路公交车 is no page."""
NUMBERED = expression(
    rf"(?P<a>[A-Z]?\d{{1,2}})[\s　:：|｜·]*(?![{_COUNTED}])"
    rf"{LETTER}{{2,6}}(?:·{LETTER}{{2,6}})?"
    rf"|(?:{LETTER}{{2,6}}(?:·{LETTER}{{2,6}})?|[A-Z][A-Za-z& ]{{2,24}})[\s　:：|｜·]*"
    r"(?P<b>[A-Z]?\d{1,2})(?:\s?[版面页頁])?"
    r"|(?P<c>[A-Z]?\d{1,2})[\s　:：|｜·]+(?!(?i:cents?|pages?|sections?|pence)\b)"
    r"[A-Z][A-Za-z& ]{2,24}"
)
"""``2 要闻·评论``, ``经济 3``, ``地域　23面``, ``A6 NATIONAL``: a page by its folio lines, else
part of a list."""
ALONE = expression(
    r"(?P<a>[A-Z]-?\d{1,2}|\d{1,2}[A-D])|第?(?P<b>[一二三四五六七八九十]{1,3}|[A-Z]?\d{1,3})\s?[版面页頁면]"
    r"|(?i:page)\s(?P<c>[A-Z]?\d{1,3}|[Oo]ne|ONE)(?: of \d{1,3})?|[（(](?P<d>\d{1,2})[)）]"
)
"""``A1``, ``１面``: the whole of a line."""
PIECE = expression(
    r"(?:19|20)\d\d\s?[年./-]?(?:\s?\d{1,2}\s?[月./-]?)?|\d{1,2}\s?[月日号]|\d{1,2}|[〇○零一二三四五六七八九十]{4}年(?:[一二三四五六七八九十]{1,3}月)?"
    r"|(?:令和|平成|昭和)[元\d]{1,2}年"
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


def strip_line(block: DraftBlock) -> Line | None:
    """A block that is a line of a strip by itself."""
    if block.kind == "page":
        if not is_told(block):
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
    if line is not None and (is_jump(text) or len(_PAGES.findall(text)) > MOST_NUMBERS):
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


def is_jump(text: str) -> bool:
    """Whether a line is nothing but a jump line."""
    told = jumps.split(text, whole=True)
    return bool(told.before or told.after)


def is_told(block: DraftBlock) -> bool:
    """Whether a page marker is a printed line, and not a comment or a sheet counted by a parser."""
    return bool(block.text) and not block.ids


def is_marker(block: DraftBlock) -> bool:
    """Whether a block marks a page without being printed."""
    return block.kind == "page" and not is_told(block)


def _table_line(block: DraftBlock) -> Line | None:
    """A strip that was parsed as a table: every row is a line of a strip."""
    if len(block.rows) > _MOST_ROWS or block.text:
        return None
    rows = [" | ".join(filter(None, row)) for row in block.rows]
    if not all(folios.parts(row) or _line_of(row, heading=False) for row in rows):
        return None
    told = [line for row in rows if (line := _line_of(row, heading=False)) and line.number]
    return told[0] if len({line.number for line in told}) == 1 else None


def weak_line(block: DraftBlock, *, top: bool) -> Line | None:  # noqa: PLR0911  # a list of kinds
    """A block that is a line of a strip among others: a bare number, a piece of a date, a price."""
    if block.kind not in ("heading", "paragraph") or len(block.text) > LONGEST:
        return None
    if block.roles:
        return Line() if FURNITURE & set(block.roles) else None
    text = block.text.strip().translate(WIDE_ASCII)
    if is_jump(text) or len(_PAGES.findall(text)) > MOST_NUMBERS:
        return None
    alone = ALONE.fullmatch(text)
    if alone:
        number = alone["a"] or alone["b"] or alone["c"] or alone["d"]
        return Line("1" if number.casefold() == "one" else arabic(number), form=_form(text))
    if top and PIECE.fullmatch(text):
        return Line()
    if not top and text.isdecimal() and len(text) < 4:
        return Line(arabic(text), form="1")
    numbered = NUMBERED.fullmatch(text)
    if numbered:
        number = numbered["a"] or numbered["b"] or numbered["c"]
        left = text.replace(number, "", 1)
        name = (left.rstrip("版面页頁") if numbered["b"] else left).strip(" \u3000:：|｜·\t")
        return Line(arabic(number), name, form=_form(text))
    marked = page_marker(text)
    if marked is not None:
        return Line(*marked, form=_form(text))
    if furniture.is_imprint_line(text) or folios.is_imprint(text) or (top and _says(text)):
        return Line()
    found = folios.parts(text)
    if found is not None and found.number and found.title and folios.is_title(found.title):
        return Line(found.number, found.name, found, form="")
    if found is not None and not found.names:
        return Line(folio=found) if top or found.kinds - {"day", "date", "contact"} else None
    if not top or not found or not found.kinds - {"day", "page"}:
        return None
    other = sum(map(len, found.names))  # of a headline that names a sum most is other
    return Line(folio=found) if other * 2 <= len(text) else None


_MOTTO = expression(
    r"(?i:\bnewspaper\b|\bsince (?:1[6-9]|20)\d\d|^serving\b|\bdelivered\b|\bowned\b|all the news"
    r"|^an independent\b|\bedition$|^founded\b"
    r"|^(?:published|printed) (?:simultaneously|daily|weekly|every|from|in|at|since)\b)"
    r"|^[A-Z ]{2,24} (?:SHIMBUN|SHINBUN|SHIMPO|NIPPO|JIHO|RIBAO|WANBAO)$"
    r"|^(?:www\.)?[\w-]{4,40}(?:\.[a-z]{2,10}){1,2}$|^扫一扫|^客户端$|^本社\s|^关注我们"
)
"""What papers say of themselves under their name."""


def _says(text: str) -> bool:
    return _MOTTO.search(text) is not None and not text.endswith((".", "。"))


def edition(block: DraftBlock) -> Line | None:
    """The edition's number of a Japanese paper (13版▲), whose pages are 面."""
    text = block.text.strip().translate(WIDE_ASCII)
    if block.kind == "table" or not _EDITION.fullmatch(text):
        return None
    return Line(folio=folios.Folio(frozenset({"edition"})))


_EDITION = expression(r"\d{1,2}版[▲△▽▼○◎]?")


def _form(text: str) -> str:
    """The shape of a line: letters and figures as one each."""
    shape = FIGURES.sub("1", _NAMES.sub("n", _LETTER.sub("A", text)))
    return "".join(shape.split())


_LETTER = expression(r"(?<![A-Za-z])[A-Z](?=\d)")
_PAGES = expression(r"(?<![A-Za-z])[A-Z]\d{1,2}(?!\d)")
"""Pages by letter: more than two are a list of contents."""
FIGURES = expression(r"\d+")
_NAMES = expression(rf"{LETTER}[\w·]*|[A-Z]?[a-z&]+(?: [A-Za-z&]+)*|[A-Z]{{2,}}(?: [A-Z&]+)*")
MOST_NUMBERS = 2
"""A run has the number of the page above and of the page below; more are a list of contents."""
