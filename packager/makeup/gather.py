"""Which stories are set together: briefs and notices that follow one another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from packager.issue import Article, Figure, Kind, Table
from packager.layout import Layout
from packager.makeup.head import byline_text
from packager.makeup.units import Pictures

MOST = 8
"""Most stories set as one block."""
BRIEF = 130
"""Characters that a story has at most to be gathered as a brief though not marked as one."""


def prints(article: Article, pictures: Pictures) -> bool:
    """Whether there is anything of a story to print."""
    heads = article.label, article.kicker, article.headline, *article.deck, byline_text(article)
    return (
        any(heads)
        or any(article.texts())
        or any(isinstance(block, Figure) and block.src in pictures for block in article.body)
    )


def gather(
    articles: Sequence[Article], layout: Layout, pictures: Pictures
) -> Iterator[list[Article]]:
    """Stories as they are set: neighbours of a gathering kind together, unless labels part them.

    A story without words and pictures is left out.
    """
    group: list[Article] = []
    for article in articles:
        if not prints(article, pictures):
            continue
        if group and not _joins(article, group, layout):
            yield group
            group = []
        group.append(article)
    if group:
        yield group


def set_kind(article: Article) -> Kind:
    """The kind a story is dressed as when it is gathered: short plain news counts as a brief."""
    plain = not (article.kicker or article.deck or article.bylines or article.byline_text)
    if article.kind in ("news", "other") and article.headline and plain:
        holds = any(isinstance(block, Figure | Table) for block in article.body)
        if not holds and sum(map(len, article.texts())) <= BRIEF:
            return "brief"
    return article.kind


def _joins(article: Article, group: list[Article], layout: Layout) -> bool:
    kind = set_kind(article)
    dress = layout.kinds.get(kind)
    return bool(
        dress
        and dress.gather
        and kind == set_kind(group[0])
        and len(group) < MOST
        and _length([*group, article]) < _page(layout) / 3
        and article.label in (None, group[-1].label)
    )


def _length(articles: Sequence[Article]) -> int:
    """Characters of some stories."""
    return sum(len(text) for article in articles for text in article.texts())


def _page(layout: Layout) -> float:
    """Characters that the columns of a page hold."""
    return layout.grid.columns * layout.grid.measure * layout.rows
