"""Score the reading of the gold issues: ``python -m tests.gold.score [-v] [FOLDER]``.

Every annotated field is one fact: (story, field, value). Precision and recall are over facts; a
story is known by its headline (or first caption), so a wrong headline costs all its fields.
"""

from __future__ import annotations

import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from packager.copydesk import Desk, accounting, edit
from packager.issue import (
    Article,
    Crosshead,
    Figure,
    Gap,
    Issue,
    ItemList,
    Jump,
    Paragraph,
    Table,
    Verse,
)
from packager.reading import read

ISSUES = Path(__file__).parent / "issues"
Fact = tuple[str, str, str]


class Score(msgspec.Struct, frozen=True):
    """One issue's result."""

    name: str
    right: int
    found: int
    expected: int
    kept: float
    """Share of the source's letters that the issue prints."""
    wrong: tuple[str, ...] = ()

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.right / (self.found + self.expected)


def facts_of(issue: Issue, desk: Desk) -> Iterator[Fact]:
    """Every fact that the annotations speak of, as read; which blank parts words is none."""
    yield from map(_blank, _facts_of(issue, desk))


def _blank(fact: Fact) -> Fact:
    """The fact with one kind of blank, and none in what is said of a picture (王　明 摄).

    Nor are the blanks of words set wide (公　告), or the brackets around a label (【民声】).
    """
    key, field, value = (" ".join(part.split()) for part in fact)
    where, _, title = key.partition(":")
    value = "".join(value.split()) if field == "picture" else _closed(value)
    return (
        f"{where}:{_closed(title)}",
        field,
        value.strip("【】[]〈〉◆■●▲ ") if field == "label" else value,
    )


def _closed(words: str) -> str:
    wide = len(words) > 1 and all(len(word) == 1 for word in words.split())
    return "".join(words.split()) if wide else words


def _facts_of(issue: Issue, desk: Desk) -> Iterator[Fact]:
    yield "issue", "title", issue.publication.title or ""
    yield "issue", "date", issue.date or ""
    yield "issue", "number", issue.number or ""
    yield "issue", "language", issue.publication.language or ""
    yield "issue", "joins", str(sum(r.rule.endswith("-break") for r in desk.repairs))
    names = {article.id: article.title for _, article in issue.articles()}
    for page in issue.pages:
        for article in page.articles:
            yield from _article(article, f"{page.number or ''}/{page.name or ''}", names)


def _article(article: Article, page: str, names: dict[str, str]) -> Iterator[Fact]:
    pictures = [b for b in article.body if isinstance(b, Figure)]
    key = article.headline or (pictures[0].caption[:16] if pictures else article.title)
    key = f"{page}:{key}"
    yield key, "story", ""
    for field in ("label", "kicker", "headline"):
        yield key, field, getattr(article, field) or ""
    yield from ((key, "deck", line) for line in article.deck)
    words = sum(isinstance(b, Paragraph) for b in article.body)
    credits = [b.credit for b in pictures] if words else []
    names_of = (person.name for person in article.bylines)
    yield from ((key, "byline", name) for name in names_of if not _credited(name, credits))
    if article.dateline:
        parts = (article.dateline.agency, article.dateline.place, article.dateline.date)
        yield key, "dateline", "|".join(part or "" for part in parts)
    yield key, "kind", article.kind
    yield key, "paragraphs", str(sum(isinstance(b, Paragraph) for b in article.body))
    yield key, "gaps", str(sum(isinstance(b, Gap) for b in article.body))
    for block in article.body:
        match block:
            case Crosshead():
                yield key, "crosshead", block.text
            case Figure():
                parts = f"{block.src or ''} | {block.caption} | {block.credit}"
                yield key, "picture", parts
            case Table():
                yield (
                    key,
                    "table",
                    f"{block.caption} {len(block.rows[0])}×{len(block.rows)}".strip(),
                )
            case ItemList():
                yield key, "list", "|".join(block.items)
            case Verse():
                yield from ((key, "verse", stanza) for stanza in "|".join(block.lines).split("||"))
            case Jump():
                target = names.get(block.target or "", "")
                yield key, "jump", f"{block.direction} {block.page} → {target}".strip()


def _credited(name: str, credits: list[str]) -> bool:
    """Whether a name stands in the credit of a story's picture: some count it to its people."""
    return any("".join(name.split()) in "".join(credit.split()) for credit in credits)


def facts_in(gold: dict[str, Any]) -> Iterator[Fact]:
    """The facts an annotation states, in the same terms."""
    yield from map(_blank, _facts_in(gold))


def _facts_in(gold: dict[str, Any]) -> Iterator[Fact]:
    for field in ("title", "date", "number", "language"):
        yield "issue", field, str(gold.get(field, ""))
    yield "issue", "joins", str(gold.get("joins", 0))
    for page in gold["pages"]:
        number = page.get("number", "")
        where = f"{number.lstrip('0') if number.isdecimal() else number}/{page.get('name', '')}"
        for story in page["articles"]:
            first = story["pictures"][0].split(" | ")[1][:16] if story.get("pictures") else ""
            own = story.get("headline") or first or story.get("title") or story.get("label", "")
            key = f"{where}:{own}"
            yield key, "story", ""
            for field in ("label", "kicker", "headline"):
                yield key, field, story.get(field, "")
            pictures = story.get("pictures", ()) if story.get("paragraphs") else ()
            credits = [value.split(" | ")[-1] for value in pictures]
            for name in story.get("bylines", ()):
                if not _credited(name, credits):
                    yield key, "byline", name
            for field in ("crosshead", "table", "list", "jump"):
                yield from ((key, field, value.strip()) for value in story.get(f"{field}s", ()))
            yield from ((key, "picture", value) for value in story.get("pictures", ()))
            stanzas = (part for value in story.get("verse", ()) for part in value.split("||"))
            yield from ((key, "verse", stanza) for stanza in stanzas)
            yield from ((key, "deck", value) for value in story.get("deck", ()))
            if "dateline" in story:
                yield key, "dateline", story["dateline"]
            if "kind" in story:
                yield key, "kind", story["kind"]
            yield key, "paragraphs", str(story.get("paragraphs", 0))
            yield key, "gaps", str(story.get("gaps", 0))


def source_of(annotation: Path) -> Path:
    """The issue that an annotation speaks of: the file of the same stem."""
    beside = sorted(annotation.parent.glob(f"{annotation.stem}.*"))
    return next(path for path in beside if path != annotation)


def desk_of(annotation: Path) -> Desk:
    """Read and edit an annotated issue, in the encoding that the annotation asks for."""
    source = source_of(annotation)
    encoding = tomllib.loads(annotation.read_text(encoding="utf-8")).get("encoding")
    if not encoding:
        return edit(read(source))
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / source.name
        copy.write_bytes(source.read_text(encoding="utf-8").encode(encoding))
        return edit(read(copy))


def score(annotation: Path) -> Score:
    """Score one issue. Fields that an annotation does not state (kind) are not counted."""
    gold = tomllib.loads(annotation.read_text(encoding="utf-8"))
    desk = desk_of(annotation)
    expected = Counter(facts_in(gold))
    kinds = {(key, field) for key, field, _ in expected if field == "kind"}
    keys = {key for key, _, _ in expected}
    found = Counter(
        fact
        for fact in facts_of(desk.issue, desk)
        if fact[1] != "kind" or (fact[0], "kind") in kinds or fact[0] not in keys
    )
    right = (expected & found).total()
    wrong = [f"- missed {fact}" for fact in expected - found]
    wrong += [f"+ wrong  {fact}" for fact in found - expected]
    share = kept(annotation, desk)
    return Score(annotation.stem, right, found.total(), expected.total(), share, tuple(wrong))


def kept(annotation: Path, desk: Desk) -> float:
    """Share of the letters of the source text that the issue prints."""
    draft = read(source_of(annotation))
    source = accounting.count(text for block in draft.blocks for text in block.texts())
    printed = accounting.count(accounting.printed(desk.issue))
    letters = Counter({char: n for char, n in source.items() if char.isalnum()})
    return (letters & printed).total() / max(1, letters.total())


def main() -> int:
    """Print the table; with ``-v`` every wrong fact. Another folder of issues may be named."""
    folders = [Path(word) for word in sys.argv[1:] if word != "-v"] or [ISSUES]
    scores = [score(path) for folder in folders for path in sorted(folder.glob("*.toml"))]
    print(f"{'issue':24}{'facts':>7}{'F1':>8}{'text kept':>11}")  # noqa: T201  # a command
    for one in scores:
        print(f"{one.name:24}{one.expected:7}{one.f1:8.3f}{one.kept:10.1%}")  # noqa: T201
        if "-v" in sys.argv:
            print("\n".join(f"    {line}" for line in one.wrong))  # noqa: T201
    right, found, expected = (
        sum(getattr(one, field) for one in scores) for field in ("right", "found", "expected")
    )
    print(f"{'all':24}{expected:7}{2 * right / (found + expected):8.3f}")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
