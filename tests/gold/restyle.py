"""The exact issues written anew in other hands' Markdown: ``python -m tests.gold.restyle [STYLE]``.

What an issue tells is known; written with other ranks, in bold or with plain lines for headings, it
should still be read as the same. Prints the share of facts that are (F1), and what is not.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from packager.copydesk import edit
from packager.issue import (
    Article,
    Block,
    Crosshead,
    Figure,
    Issue,
    ItemList,
    Jump,
    Paragraph,
    Table,
    Verse,
)
from packager.reading import read
from tests.gold.score import ISSUES, desk_of

Line = Callable[[str], str]


def _rank(level: int) -> Line:
    return lambda text: f"{'#' * level} {text}"


def _plain(text: str) -> str:
    return text


def _bold(text: str) -> str:
    return f"**{text}**"


def _style(label: Line, headline: Line, deck: Line, crosshead: Line) -> dict[str, Line]:
    return {
        **{"label": label, "kicker": label, "headline": headline, "deck": deck},
        "crosshead": crosshead,
    }


STYLES = {
    "ranked": _style(_rank(3), _rank(1), _rank(2), _rank(4)),
    "plain": _style(_plain, _rank(1), _plain, _rank(3)),
    "bold": _style(_bold, _rank(2), _bold, _bold),
    "deep": _style(_rank(4), _rank(3), _rank(4), _rank(4)),
}
"""How labels and kickers, headlines, decks and crossheads are written."""


def written(issue: Issue, style: Mapping[str, Line]) -> str:
    """The issue as Markdown in one of the styles."""
    parts: list[str] = []
    for page in issue.pages:
        if page.number:
            parts.append(f"<!-- page: {page.number} {page.name or ''} -->")
        for article in page.articles:
            heads = [(name, getattr(article, name)) for name in ("label", "kicker", "headline")]
            heads += [("deck", line) for line in article.deck]
            parts += [style[name](text) for name, text in heads if text]
            parts.append(article.byline_text or "")
            for block in article.body:
                parts += _block(block, style)
    return "\n\n".join(filter(None, parts))


def _block(block: Block, style: Mapping[str, Line]) -> Iterator[str]:
    match block:
        case Paragraph() | Jump():
            yield block.text
        case Crosshead():
            yield style["crosshead"](block.text)
        case Figure():
            yield f"![]({block.src})" if block.src else ""
            yield from (*block.caption.split("\n"), block.credit)
        case Table():
            yield block.caption
            rows = ["| " + " | ".join(cell or " " for cell in row) + " |" for row in block.rows]
            yield "\n".join((rows[0], "|" + "---|" * len(block.rows[0]), *rows[1:]))
        case ItemList():
            yield "\n".join(f"- {item}" for item in block.items)
        case Verse():
            yield from ("  \n".join(s.split("|")) for s in "|".join(block.lines).split("||"))
        case _:
            pass


Fact = tuple[str, str, str]


def _facts(issue: Issue) -> Iterator[Fact]:
    for _, article in issue.articles():
        key = article.headline or article.label or article.title
        yield from ((key, field, value) for field, value in _told(article))


def _told(article: Article) -> Iterator[tuple[str, str]]:
    yield "story", ""
    yield "label", article.label or ""
    yield "kicker", article.kicker or ""
    yield from (("deck", line) for line in article.deck)
    yield from (("byline", person.name) for person in article.bylines)
    yield "paragraphs", str(sum(isinstance(b, Paragraph) for b in article.body))
    yield from (("crosshead", b.text) for b in article.body if isinstance(b, Crosshead))
    yield from (("picture", b.caption) for b in article.body if isinstance(b, Figure))


def compare(style: str) -> tuple[float, list[str]]:
    """The share of facts read again in a style, and what is read otherwise."""
    right = total = 0
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        for annotation in sorted(ISSUES.glob("*.toml")):
            issue = desk_of(annotation).issue
            source = Path(folder) / "issue.md"
            source.write_text(written(issue, STYLES[style]), encoding="utf-8")
            expected, found = Counter(_facts(issue)), Counter(_facts(edit(read(source)).issue))
            right += (expected & found).total()
            total += expected.total() + found.total()
            wrong += [f"{annotation.stem} - {fact}" for fact in expected - found]
            wrong += [f"{annotation.stem} + {fact}" for fact in found - expected]
    return 2 * right / total, wrong


def main() -> int:
    """Print what becomes of each style asked for."""
    for style in sys.argv[1:] or STYLES:
        share, wrong = compare(style)
        print(f"{style:8}{share:.4f}")  # noqa: T201  # a command
        for line in wrong if sys.argv[1:] else ():
            print("   ", line)  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
