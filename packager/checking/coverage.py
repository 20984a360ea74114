"""Characters that no face of a layout has: they are reported, never printed as boxes in silence."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import msgspec

from packager import fonts
from packager.diagnostics import Code, Diagnostic
from packager.issue import Article, Issue, block_texts, source_lines
from packager.layout import Layout
from packager.typesetting import fallbacks

NO_GLYPH = Code(
    "T310",
    "error",
    "No face has this character",
    "Add a font that has it (docs/typesetting.md, font packs), or correct the source.",
    "姓名中的私用区字",
)


OTHER_FACE = Code(
    "T311",
    "info",
    "A character is not in the text face and is set in another one",
    "Nothing, if the other face will do; else choose a text face that has it.",
    "䶮 in a headline face that holds the common characters",
)


def findings(issue: Issue, layout: Layout) -> list[Diagnostic]:
    """What is to be said of the characters of an issue, each once, at its first place.

    Characters without a glyph in any face, those that leave the first face of their text, and
    once for all a language whose own glyph shapes are not installed.
    """
    language = issue.publication.language or layout.language
    layout = msgspec.structs.replace(layout, language=language)
    body, head = layout.style("body"), layout.style("headline")
    advice = fonts.advice(language)
    found = [advice] if advice else []
    seen: set[str] = set()
    for article, text, file, line, is_head in _texts(issue):
        for character, face in fallbacks(text, head if is_head else body).items():
            if character in seen:
                continue
            seen.add(character)
            name = f"U+{ord(character):04X} {unicodedata.name(character, 'unnamed')}"
            code, message = (
                (OTHER_FACE, f"{character} {name} is set in {face}")
                if face
                else (NO_GLYPH, f"no face has {name}")
            )
            found.append(code.at(message, file=file, line=line, article=article.id))
    return found


def _texts(issue: Issue) -> Iterator[tuple[Article, str, str | None, int | None, bool]]:
    """Every printed text with its place, and whether it is set as a heading."""
    for _, article in issue.articles():
        line = article.lines[0] if article.lines else None
        heads = (article.label, article.kicker, article.headline, *article.deck)
        for text in filter(None, heads):
            yield article, text, article.file, line, True
        if article.byline_text:
            yield article, article.byline_text, article.file, line, False
        for block in article.body:
            lines = source_lines(block)
            for text in block_texts(block):
                yield article, text, block.file or article.file, lines[0] if lines else line, False
