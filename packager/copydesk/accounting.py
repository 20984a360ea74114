"""The proof that nothing printed was lost and nothing invented, taken on every edit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from packager.diagnostics import Code, PackagerError, Repair
from packager.issue import Article, Figure, Issue, block_texts
from packager.reading.draft import DraftBlock

LOST = Code(
    "X990",
    "error",
    "internal error: a character of the source is not accounted for",
    "This is a fault of the program, not of the source. Please report it with the source file.",
    "(none: it should never happen)",
)

_BLANKS = dict.fromkeys(
    map(ord, " \n\t\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000")
)
_BLANKS |= dict.fromkeys(range(0x2000, 0x200B))


class AccountingError(PackagerError):
    """The copy desk lost or invented a character (exit 1)."""


def count(texts: Iterable[str]) -> Counter[str]:
    """How often each visible character stands in the texts."""
    return Counter("".join(texts).translate(_BLANKS))


def printed(issue: Issue) -> Iterator[str]:
    """Every visible text of an issue, once."""
    for page in issue.pages:
        for item in page.furniture:
            yield item.text
        for article in page.articles:
            yield from heads(article)
            for block in article.body:
                yield from block_texts(block)
                if isinstance(block, Figure):
                    yield block.alt


def heads(article: Article) -> Iterator[str]:
    """The printed texts above a story's body."""
    yield from filter(
        None, (article.label, article.kicker, article.headline, *article.deck, article.byline_text)
    )


def prove(blocks: Iterable[DraftBlock], repairs: Iterable[Repair], issue: Issue) -> None:
    """Raise :class:`AccountingError` unless source + repairs = issue, character by character."""
    held = tuple(repairs)
    source = Counter(text for block in blocks for text in block.texts())
    source.update(repair.after for repair in held)
    result = Counter(printed(issue))
    result.update(repair.before for repair in held)
    balance = count((source - result).elements())  # a text that is on both sides is its own proof
    balance.subtract(count((result - source).elements()))
    wrong = sorted((char, n) for char, n in balance.items() if n)
    if wrong:
        listed = ", ".join(
            f"{char!r} {'lost' if n > 0 else 'invented'} ×{abs(n)}" for char, n in wrong[:8]
        )
        raise AccountingError(LOST.at(listed))
