"""The few words an EPUB needs that no newspaper prints: contents, page names, notes.

They follow the language of the paper and are never mixed into printed text: notes stand in
brackets in elements of their own.
"""

from __future__ import annotations

import datetime
import functools
from pathlib import Path

import msgspec

from packager.patterns import expression

_TAG = expression(r"[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|\d{3}))?(-([a-z0-9]{5,8}|\d[a-z0-9]{3}))*")


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Fixed phrases of one language; ``{}`` takes a number or a name."""

    contents: str
    landmarks: str
    pages: str
    page: str
    """A printed page by number."""
    part: str
    """A page whose number the source does not tell."""
    cover: str
    cover_alt: str
    masthead: str
    start: str
    colophon: str
    previous: str
    next: str
    back: str
    story_links: str
    gap: str
    no_picture: str
    left_out: str
    continued: str
    """A page where a story goes on that started on another."""
    labelled: str
    """A headline under its standing label."""
    signed: str
    """A headline with its writers."""
    comma: str
    """Between the names of several people."""
    untitled: str
    undated: str
    number: str
    also: str
    furniture: str
    facts: dict[str, str]
    """Field of :class:`packager.issue.Publication` and its name."""
    about: str
    print_edition: str
    gaps_told: str
    pictures_told: str
    fonts_told: str
    summary: str
    summary_pages: str
    summary_alt: str
    summary_no_alt: str
    summary_gaps: str
    summary_end: str
    facsimile: str
    """Title of the fixed-layout edition."""
    facsimile_summary: str
    date: str
    weekdays: tuple[str, ...]
    months: tuple[str, ...] = ()


def words(language: str) -> Words:
    """The phrases for a BCP 47 tag; English where the language has none of its own."""
    tag = language.lower()
    if tag.startswith(("zh", "yue", "lzh")):
        traditional = "hant" in tag or tag.endswith(("-tw", "-hk", "-mo"))
        return _read("zh-Hant" if traditional else "zh-Hans")
    primary = tag.split("-")[0]
    return _read(primary if primary in {"ja", "ko"} else "en")


@functools.cache
def _read(name: str) -> Words:
    path = Path(__file__).parent / "phrases" / f"{name}.toml"
    return msgspec.toml.decode(path.read_bytes(), type=Words)


def well_formed(tag: str) -> bool:
    """Whether a tag has the common BCP 47 shape (language, script, region, variants)."""
    return _TAG.fullmatch(tag.lower()) is not None


def language_of(text: str) -> str:
    """The language that the script of ``text`` gives away, else ``und``.

    Kana means Japanese, Hangul Korean, Han alone Chinese; no Latin-script language is guessed.
    """
    han = kana = hangul = other = 0
    for character in text:
        if "\u4e00" <= character <= "\u9fff" or "\u3400" <= character <= "\u4dbf":
            han += 1
        elif "\u3041" <= character <= "\u30fa":
            kana += 1
        elif "\uac00" <= character <= "\ud7a3":
            hangul += 1
        elif character.isalpha():
            other += 1
    if 5 * (han + kana + hangul) < other or not han + kana + hangul:
        return "und"
    if hangul > kana and hangul * 2 > han:
        return "ko"
    return "ja" if kana * 10 > han else "zh"


def print_date(date: str, language: str) -> str:
    """An ISO date as a newspaper prints it, with its weekday; anything else unchanged."""
    try:
        day = datetime.date.fromisoformat(date)
    except ValueError:
        return date
    phrase = words(language)
    month = phrase.months[day.month - 1] if phrase.months else day.month
    return phrase.date.format(y=day.year, m=month, d=day.day, w=phrase.weekdays[day.weekday()])
