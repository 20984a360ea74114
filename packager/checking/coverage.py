"""Characters that no face of a layout has: they are reported, never printed as boxes in silence."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from packager import fonts
from packager.diagnostics import Code, Diagnostic
from packager.issue import Article, Issue, block_texts, source_lines
from packager.layout import Layout

NO_GLYPH = Code(
    "T310",
    "error",
    "No face has this character",
    "Add a font that has it (docs/typesetting.md, font packs), or correct the source.",
    "姓名中的私用区字",
)


def missing(issue: Issue, layout: Layout) -> list[Diagnostic]:
    """One finding for each character without a glyph, at its first place in the source."""
    chain = {name for names in layout.faces.values() for name in names}
    covered: frozenset[int] = frozenset().union(*(fonts.face(name).coverage for name in chain))
    seen: set[str] = set()
    findings = []
    for article, text, file, line in _texts(issue):
        for character in text:
            if ord(character) in covered or character in seen or _invisible(character):
                continue
            seen.add(character)
            name = unicodedata.name(character, "unnamed")
            findings.append(
                NO_GLYPH.at(
                    f"no face has U+{ord(character):04X} {name}",
                    file=file,
                    line=line,
                    article=article.id,
                )
            )
    return findings


def _invisible(character: str) -> bool:
    """Spaces, controls, format characters and variation selectors need no glyph of their own."""
    return unicodedata.category(character) in {"Zs", "Zl", "Zp", "Cc", "Cf"} or (
        unicodedata.category(character) == "Mn" and "VARIATION" in unicodedata.name(character, "")
    )


def _texts(issue: Issue) -> Iterator[tuple[Article, str, str | None, int | None]]:
    for _, article in issue.articles():
        line = article.lines[0] if article.lines else None
        heads = (article.label, article.kicker, article.headline, *article.deck)
        for text in (*heads, article.byline_text):
            if text:
                yield article, text, article.file, line
        for block in article.body:
            lines = source_lines(block)
            for text in block_texts(block):
                yield article, text, block.file or article.file, lines[0] if lines else line
