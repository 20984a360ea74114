"""Wire items in the text format of news agencies, IPTC 7901.

Header, keyword line, STX, headline up to ``=``, text, ETX, time of day; SOH begins the next item.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from packager.patterns import expression
from packager.reading.draft import DraftBlock, Found, Metadata
from packager.reading.script import join_lines

_SOH, _STX, _ETX = "\x01", "\x02", "\x03"
_HEADER = expression(r"[A-Za-z]{2,6}\d{3,4}[ \t]+[1-9](?:[ \t]+[a-z]{1,3})?[ \t]+\d{1,5}\b")
"""Source and number of the message, priority, category, word count (IPTC 7901, 2.3 to 2.6)."""
_CONTROLS = expression("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_STATUS = expression(r"\(?[A-Z0-9]{2,}(?: [A-Z0-9]+){0,2}\)?|\([A-Z][a-zäöü]{2,11}\)")
"""A word for editors over the headline: 1ST LEAD, REFILE, (Achtung)."""
_NOTEBOOK = expression(r"#+ .*\bnotebook\b|.*\bnot (?:intended )?for publication\b", re.I)
"""The line from which on the agency speaks to newsrooms, not to readers."""
_STARS = expression(r"[*\s]+")
_TIME = expression(
    r"(?P<day>\d\d)\d{4}[ \t]+(?:[A-Z]{2,5}[ \t]+)?(?P<month>\w{3,4})[ \t]+(?P<year>\d\d)\b"
)
_MONTHS = (
    *(("jan", "ene"), ("feb", "fév"), ("mar", "mär", "mrz"), ("apr", "avr", "abr")),
    *(("may", "mai"), ("jun",), ("jul",), ("aug", "aoû", "ago"), ("sep",), ("oct", "okt")),
    *(("nov",), ("dec", "dez", "déc", "dic")),
)


class _Line(msgspec.Struct, frozen=True):
    number: int
    text: str


def is_wire(head: str) -> bool:
    """Whether a file that begins so is a wire item: its header, and the start of its text."""
    first = _CONTROLS.sub("", head).lstrip()
    return _STX in head and bool(_HEADER.match(first))


def read(text: str, *, file: str) -> Found:
    """Every item of the file as one story, and the day of the first that tells one."""
    lines = [_Line(n, line) for n, line in enumerate(re.split(r"\r*\n|\r", text), 1)]
    starts = [n for n, line in enumerate(lines) if _SOH in line.text] or [0]
    starts[0] = 0
    blocks: list[DraftBlock] = []
    days: list[str] = []
    for start, end in zip(starts, (*starts[1:], len(lines)), strict=True):
        blocks += _item(lines[start:end], file)
        days += _days(lines[start:end])
    return Found(blocks=tuple(blocks), metadata=Metadata(date=days[0] if days else None))


def _days(lines: Sequence[_Line]) -> Iterator[str]:
    """Days of the time lines, ISO 8601. Years below 70 are of this century."""
    for line in lines:
        found = _TIME.match(_CONTROLS.sub("", line.text)) if _ETX in line.text else None
        month = next(
            (n for n, names in enumerate(_MONTHS, 1) if found and _begins(found["month"], names)), 0
        )
        if found and month:
            year = int(found["year"])
            yield f"{year + (2000 if year < 70 else 1900)}-{month:02}-{found['day']}"


def _begins(word: str, names: Sequence[str]) -> bool:
    return word.lower().startswith(tuple(names))


def _item(lines: Sequence[_Line], file: str) -> Iterator[DraftBlock]:
    """Blocks of one item: furniture around a headline and its paragraphs."""
    yield DraftBlock(kind="rule", file=file)
    opened = next((n for n, line in enumerate(lines) if _STX in line.text), 0)
    closed = next((n for n, line in enumerate(lines) if _ETX in line.text), len(lines))
    for line in lines[:opened]:
        yield from _block([line], file, "paragraph", "furniture")
    body = lines[opened:closed]
    head = next((n for n, line in enumerate(body) if line.text.rstrip().endswith("=")), -1) + 1
    yield from _head(body[:head], file)
    yield from _paragraphs(body[head:], file)
    for line in lines[closed:]:
        yield from _block([line], file, "paragraph", "furniture")


def _head(lines: Sequence[_Line], file: str) -> Iterator[DraftBlock]:
    """What stands before ``=``: words for editors, the headline, a byline under it."""
    held: list[_Line] = []
    for line in lines:
        text = _clean(line).removesuffix("=").rstrip()
        if _STATUS.fullmatch(text) and not held:
            yield from _block([line], file, "paragraph", "furniture")
        elif text.startswith("By ") and held:
            yield from _block(held, file, "heading", "headline")
            yield from _block([_Line(line.number, text)], file, "paragraph", "byline")
            held = []
        elif text:
            held.append(_Line(line.number, text))
    yield from _block(held, file, "heading", "headline")


def _paragraphs(lines: Sequence[_Line], file: str) -> Iterator[DraftBlock]:
    """Paragraphs, parted by empty lines; from the notebook on they are for newsrooms alone."""
    held: list[_Line] = []
    apart: tuple[str, ...] = ()
    for line in (*lines, None):
        text = _clean(line) if line is not None else ""
        if not apart and _NOTEBOOK.match(text):
            yield from _block(held, file, "paragraph")
            held, apart = [], ("furniture",)
        if line is None or not text or apart:
            yield from _block(held, file, "paragraph", *apart)
            held = []
        if line is not None and text and not _STARS.fullmatch(text):
            held.append(line)
    yield from _block(held, file, "paragraph", *apart)


def _block(
    lines: Sequence[_Line], file: str, kind: Literal["heading", "paragraph"], *roles: str
) -> Iterator[DraftBlock]:
    text = ""
    for line in lines:
        text = join_lines(text, _clean(line)) if text else _clean(line)
    if text:
        yield DraftBlock(
            kind=kind, text=text, roles=roles, file=file, lines=(lines[0].number, lines[-1].number)
        )


def _clean(line: _Line) -> str:
    return _CONTROLS.sub("", line.text).strip()
