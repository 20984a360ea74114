"""Which file holds what: stories and page openers dealt out to documents of bounded size.

Old reading systems fail on XHTML files over 300 KB; ours stay under 250 KB. Pure functions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

import msgspec

from packager.epub.stories import Part, Section, Story, blocks
from packager.issue import Block, Paragraph, Table, block_texts

LIMIT = 250_000
"""Bytes of an XHTML file."""
_ROOM = 12_000
"""Bytes kept free for what surrounds the blocks: head, headline, links."""
_TAGS = 90
"""Bytes of markup around one printed text, at most."""

Entry = tuple[Part, int, Block | None]
"""A block with its part and index; None where a continuation starts."""


class Piece(msgspec.Struct, frozen=True):
    """A story, or what of it fits into one file."""

    story: Story
    entries: tuple[Entry, ...]
    number: int = 0
    """Which piece of the story, from 0."""
    last: bool = True


class Document(msgspec.Struct, frozen=True):
    """One XHTML file: a page opener, stories, or both."""

    name: str
    section: Section
    opener: bool
    pieces: tuple[Piece, ...] = ()


def plan(
    sections: Iterable[Section], *, per_page: bool = False, limit: int = LIMIT
) -> tuple[Document, ...]:
    """Deal the stories out: a file for each, or with ``per_page`` a file for each printed page."""
    return tuple(
        document
        for section in sections
        for document in (_by_page(section, limit) if per_page else _by_story(section, limit))
    )


def _by_story(section: Section, limit: int) -> Iterator[Document]:
    yield Document(section.name, section, opener=True)
    for story in section.stories:
        for piece in _pieces(story, limit - _ROOM):
            name = f"{story.name}x{piece.number + 1}" if piece.number else story.name
            yield Document(name, section, opener=False, pieces=(piece,))


def _by_page(section: Section, limit: int) -> Iterator[Document]:
    name, held, used, count = section.name, list[Piece](), _ROOM, 1
    for story in section.stories:
        for piece in _pieces(story, limit - 2 * _ROOM):
            size = _ROOM // 4 + sum(_size(block) for _, _, block in piece.entries)
            if held and used + size > limit:
                yield Document(name, section, opener=count == 1, pieces=tuple(held))
                count += 1
                name, held, used = f"{section.name}x{count}", [], _ROOM
            held.append(piece)
            used += size
    yield Document(name, section, opener=count == 1, pieces=tuple(held))


def _pieces(story: Story, room: int) -> Iterator[Piece]:
    """Cut a story between blocks so that each piece has at most ``room`` bytes, if it can be."""
    held: list[Entry] = []
    used = number = 0
    for entry in blocks(story):
        size = _size(entry[2])
        if held and used + size > room:
            yield Piece(story, tuple(held), number, last=False)
            held, used, number = [], 0, number + 1
        held.append(entry)
        used += size
    yield Piece(story, tuple(held), number)


def _size(block: Block | None) -> int:
    """About how many bytes a block takes as XHTML, never too few."""
    if block is None:
        return _ROOM // 4
    size = sum(len(escape(text).encode()) + _TAGS for text in block_texts(block)) + _TAGS
    if isinstance(block, Paragraph):
        size += sum(_TAGS + len(mark.href or "") for mark in block.marks)
    if isinstance(block, Table):
        size += 12 * sum(len(row) for row in block.rows)
    return size


class Places:
    """Where stories, their parts and the pages are found, as links between the files."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._stories: dict[str, str] = {}
        self._articles: dict[str, str] = {}
        self._pages: dict[str, str] = {}
        self._parts: dict[str, str] = {}
        for document in documents:
            file = f"{document.name}.xhtml"
            number = document.section.page.number
            if document.opener and number:
                self._pages.setdefault(number, file)
            for piece in document.pieces:
                head = piece.story.parts[0]
                if piece.number == 0:
                    alone = not document.opener and len(document.pieces) == 1
                    start = file if alone else f"{file}#{head.anchor}"
                    self._stories[piece.story.name] = start
                    self._parts[head.anchor] = start
                    self._articles.setdefault(head.article.id, start)
                for part, _, block in piece.entries:
                    if block is None:
                        self._parts[part.anchor] = f"{file}#{part.anchor}"
                        self._articles.setdefault(part.article.id, f"{file}#{part.anchor}")

    def story(self, story: Story) -> str:
        """The start of a story."""
        return self._stories[story.name]

    def part(self, part: Part) -> str:
        """The start of a story's part."""
        return self._parts[part.anchor]

    def article(self, name: str | None) -> str | None:
        """The article of this id, or None."""
        return self._articles.get(name or "")

    def page(self, number: str) -> str | None:
        """The opener of the printed page of this number, or None."""
        return self._pages.get(number)
