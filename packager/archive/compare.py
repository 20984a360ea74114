"""What changed between two editions: files by checksum, stories by their words."""

from __future__ import annotations

import difflib
from pathlib import Path

import msgspec

from packager.archive import bag, store, story
from packager.archive.names import EditionId
from packager.issue import Article, Issue


class Changed(msgspec.Struct, frozen=True):
    """A story that both editions hold; ``lines`` is a unified diff of its text."""

    title: str
    lines: tuple[str, ...]


class Difference(msgspec.Struct, frozen=True):
    """All that differs. Files are paths below ``data/``, stories are titles."""

    old: str
    new: str
    files_added: tuple[str, ...]
    files_removed: tuple[str, ...]
    files_changed: tuple[str, ...]
    stories_added: tuple[str, ...]
    stories_removed: tuple[str, ...]
    stories_changed: tuple[Changed, ...]


def compare(root: Path, old: EditionId, new: EditionId) -> Difference:
    """Compare two editions. Stories are matched by id and title, then by title, then by id.

    Raises :class:`ArchiveError` when one cannot be read.
    """
    before, after = bag.sums(root / old.folder), bag.sums(root / new.folder)
    gone, come, both = _matched(store.read_issue(root, old), store.read_issue(root, new))
    shared = before.keys() & after.keys()
    return Difference(
        old=str(old),
        new=str(new),
        files_added=tuple(sorted(after.keys() - before.keys())),
        files_removed=tuple(sorted(before.keys() - after.keys())),
        files_changed=tuple(sorted(path for path in shared if before[path] != after[path])),
        stories_added=tuple(article.title for article in come),
        stories_removed=tuple(article.title for article in gone),
        stories_changed=tuple(
            Changed(two.title, lines) for one, two in both if (lines := _lines(one, two))
        ),
    )


def _matched(
    old: Issue, new: Issue
) -> tuple[list[Article], list[Article], list[tuple[Article, Article]]]:
    left = [article for _, article in old.articles()]
    right = [article for _, article in new.articles()]
    both = []
    for key in (lambda a: (a.id, a.title), lambda a: a.title, lambda a: a.id):
        waiting = {key(article): article for article in right}
        for article in list(left):
            twin = waiting.pop(key(article), None)
            if twin is not None:
                both.append((article, twin))
                left.remove(article)
                right.remove(twin)
    return left, right, both


def _lines(one: Article, two: Article) -> tuple[str, ...]:
    return tuple(difflib.unified_diff(_text(one), _text(two), lineterm="", n=0))[2:]


def _text(article: Article) -> list[str]:
    parts = (story.heading(article), story.people(article), story.prose(article))
    return "\n".join(parts).splitlines()
