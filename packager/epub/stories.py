"""From the pages of an issue to the reading order of an EPUB: sections of whole stories.

Articles that a jump ties together become one story, told where it starts. Pure functions.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from packager.issue import Article, Block, Figure, Gap, Issue, Jump, Page


class Part(msgspec.Struct, frozen=True):
    """One article as a part of a story. ``anchor`` is its XML id inside the story's file."""

    article: Article
    page: int
    """Index into the issue's pages."""
    anchor: str


class Story(msgspec.Struct, frozen=True):
    """A whole story: the article it starts with and the parts that its jumps lead to."""

    name: str
    """ASCII name unique in the issue: ``s001``."""
    parts: tuple[Part, ...]

    @property
    def head(self) -> Article:
        """The article the story starts with."""
        return self.parts[0].article

    @property
    def page(self) -> int:
        """Index of the page it starts on."""
        return self.parts[0].page


class Section(msgspec.Struct, frozen=True):
    """A printed page: the stories that start on it and those that continue on it."""

    name: str
    """ASCII name unique in the issue: ``p01``."""
    page: Page
    stories: tuple[Story, ...]
    continued: tuple[tuple[Story, Part], ...] = ()


def sections(issue: Issue) -> tuple[Section, ...]:
    """Arrange an issue for reading; every article is in exactly one story."""
    placed = [
        (index, article) for index, page in enumerate(issue.pages) for article in page.articles
    ]
    follows = _links([article for _, article in placed])
    continuations = set(follows.values())
    stories: list[Story] = []
    for start in range(len(placed)):
        if start in continuations:
            continue
        name = f"s{len(stories) + 1:03}"
        parts: list[Part] = []
        position: int | None = start
        while position is not None:
            page, article = placed[position]
            parts.append(Part(article, page, f"{name}-{len(parts) + 1}"))
            position = follows.get(position)
        stories.append(Story(name, tuple(parts)))
    return tuple(
        Section(
            f"p{index + 1:02}",
            page,
            tuple(story for story in stories if story.page == index),
            tuple(
                (story, part) for story in stories for part in story.parts[1:] if part.page == index
            ),
        )
        for index, page in enumerate(issue.pages)
    )


def _links(articles: list[Article]) -> dict[int, int]:
    """Position of an article → position of the one that continues it; no cycles, no forks."""
    at: dict[str, int] = {}
    for position, article in enumerate(articles):
        at.setdefault(article.id, position)
    follows: dict[int, int] = {}
    preceded: set[int] = set()
    for position, article in enumerate(articles):
        for block in article.body:
            if not isinstance(block, Jump) or block.target not in at:
                continue
            target = at[block.target]
            first, then = (position, target) if block.direction == "to" else (target, position)
            if first in follows or then in preceded or _reaches(follows, then, first):
                continue
            follows[first] = then
            preceded.add(then)
    return follows


def _reaches(follows: dict[int, int], start: int, goal: int) -> bool:
    """Whether the links from ``start`` come to ``goal``: a story may not eat its tail."""
    position: int | None = start
    while position is not None:
        if position == goal:
            return True
        position = follows.get(position)
    return False


def blocks(story: Story) -> Iterator[tuple[Part, int, Block | None]]:
    """The story's blocks in reading order, each with its part and its index in that part's body.

    A continuation is told right after the jump that leads to it; its start is announced by a
    None in place of a block.
    """
    cuts = [
        _cut(part.article.body, then.article.id)
        for part, then in zip(story.parts, story.parts[1:], strict=False)
    ] + [len(story.parts[-1].article.body)]
    for number, (part, cut) in enumerate(zip(story.parts, cuts, strict=True)):
        if number:
            yield part, -1, None
        yield from ((part, index, block) for index, block in enumerate(part.article.body[:cut]))
    for part, cut in reversed(list(zip(story.parts, cuts, strict=True))):
        for index, block in enumerate(part.article.body[cut:], cut):
            yield part, index, block


def _cut(body: tuple[Block, ...], target: str) -> int:
    """How many blocks of ``body`` stand before the continuation ``target``."""
    for index, block in enumerate(body):
        if isinstance(block, Jump) and block.direction == "to" and block.target in (None, target):
            return index + 1
    return len(body)


def gaps(issue: Issue) -> int:
    """How many places the source leaves words out."""
    return sum(isinstance(block, Gap) for _, article in issue.articles() for block in article.body)


def figures(issue: Issue) -> Iterator[tuple[Article, Figure]]:
    """Every figure with its article, in order."""
    for _, article in issue.articles():
        for block in article.body:
            if isinstance(block, Figure):
                yield article, block
