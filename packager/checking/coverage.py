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
    "Characters are not in their text face and are set in another one",
    "Nothing, if the other face will do; else choose a text face that has it.",
    "䶮 in a headline face that holds the common characters",
)


def findings(issue: Issue, layout: Layout) -> list[Diagnostic]:
    """What is to be said of the characters of an issue, each once.

    Characters without a glyph in any face, at their first place; for each other face those that
    leave the first face of their text for it; and once for all a language whose own glyph shapes
    are not installed.
    """
    language = issue.publication.language or layout.language
    layout = msgspec.structs.replace(layout, language=language)
    body, head = layout.style("body"), layout.style("headline")
    advice = fonts.advice(language)
    found = [advice] if advice else []
    others: dict[str, _Stray] = {}
    seen: set[str] = set()
    for article, text, file, line, is_head in _texts(issue):
        for character, face in fallbacks(text, head if is_head else body).items():
            if character in seen:
                continue
            seen.add(character)
            if face:
                others.setdefault(face, _Stray(article.id, file, line)).characters.append(character)
                continue
            message = f"no face has U+{ord(character):04X} {unicodedata.name(character, 'unnamed')}"
            found.append(NO_GLYPH.at(message, file=file, line=line, article=article.id))
    for face, stray in others.items():
        message = f"set in {face}: {''.join(stray.characters)}"
        found.append(
            OTHER_FACE.at(message, file=stray.file, line=stray.line, article=stray.article)
        )
    return found


class _Stray(msgspec.Struct):
    """Characters that leave their text face for the same other one, and where the first stands."""

    article: str
    file: str | None
    line: int | None
    characters: list[str] = msgspec.field(default_factory=list)


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
