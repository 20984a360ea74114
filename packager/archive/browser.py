"""What search in the browser needs where there is no server: scripts that carry an index.

A page opened from a folder may not read files, but may load scripts. Each year of a paper has
``stories.js`` (where each story is), ``words-0.js`` … ``words-63.js`` (which stories hold a token,
as steps in base 36) and one script an edition with the texts, for checking and snippets.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from operator import sub
from urllib.parse import quote, urlencode

import msgspec

from packager.archive import words
from packager.archive.story import heading, people, prose
from packager.issue import Issue

SHARDS = 64
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


class Texts(msgspec.Struct, frozen=True):
    """One story as the browser gets it."""

    title: str
    paper: str | None
    page: str | None
    anchor: str
    text: str


class YearIndex:
    """The index of one paper's year, story by story."""

    def __init__(self) -> None:
        self._stories: list[tuple[str, int]] = []
        self._postings: list[dict[str, list[int]]] = [{} for _ in range(SHARDS)]

    def add(self, name: str, issue: Issue) -> None:
        """Index the stories of an edition whose folder is called ``name``."""
        for number, (_, article) in enumerate(issue.articles()):
            place = len(self._stories)
            self._stories.append((name, number))
            text = "\n".join((heading(article), people(article), prose(article)))
            for token in words.terms(text):
                shard = self._postings[ord(token[0]) % SHARDS]
                shard.setdefault(token, []).append(place)

    def files(self, year: str) -> Iterable[tuple[str, bytes]]:
        """The scripts of the year: name and bytes. ``year`` is ``slug/year``."""
        yield "stories.js", _put(f"{year}/stories", self._stories)
        for number, shard in enumerate(self._postings):
            packed = {token: _steps(shard[token]) for token in sorted(shard)}
            yield f"words-{number}.js", _put(f"{year}/words-{number}", packed)


def texts(year: str, name: str, issue: Issue) -> bytes:
    """The script with an edition's texts. ``year`` is ``slug/year``."""
    names = anchors(issue)
    stories = [
        Texts(
            title=article.title,
            paper=issue.publication.title,
            page=page.number,
            anchor=names[article.id],
            text="\n".join(filter(None, (heading(article), people(article), prose(article)))),
        )
        for page, article in issue.articles()
    ]
    return _put(f"{year}/{name}", stories)


def years(found: list[str]) -> bytes:
    """The script that lists all years, in the order in which they are searched."""
    return b"room.years=" + msgspec.json.encode(found) + b";\n"


def simplified() -> bytes:
    """The script with the folding of Traditional to Simplified characters."""
    pairs = words.traditional()
    return (
        b"const SIMPLIFIED=new Map(["
        + b",".join(msgspec.json.encode(pair) for pair in sorted(pairs.items()))
        + b"]);\n"
    )


def anchor(story: str) -> str:
    """The anchor of a story in its issue's page; ids may hold anything."""
    return "s-" + re.sub(r"[^A-Za-z0-9_-]", lambda match: f".{ord(match[0]):x}.", story)


def anchors(issue: Issue) -> dict[str, str]:
    """The anchor of every story by its id."""
    return {article.id: anchor(article.id) for _, article in issue.articles()}


def address(path: str) -> str:
    """A path as a relative URL."""
    return quote(path)


def link(page: str, asked: Mapping[str, str | None]) -> str:
    """A page with a query."""
    return f"{page}?{urlencode({key: value for key, value in asked.items() if value})}"


def _put(key: str, value: object) -> bytes:
    """A script that hands over a value; ``<`` is escaped lest a text ends the script element."""
    data = msgspec.json.encode(value).replace(b"<", b"\\u003c")
    data = data.replace("\u2028".encode(), b"\\u2028").replace("\u2029".encode(), b"\\u2029")
    return b"room.put(" + msgspec.json.encode(key) + b"," + data + b");\n"


def _steps(numbers: list[int]) -> str:
    """Rising numbers as the steps from each to the next, the first from 0."""
    return " ".join(map(_base36, map(sub, numbers, [0, *numbers])))


@cache
def _base36(number: int) -> str:
    digits = ""
    while number >= 36:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return _DIGITS[number] + digits
