"""A story as text: for the catalogue, for snippets, and as the plain file in the bag."""

from __future__ import annotations

from packager.issue import Article, Page


def heading(article: Article) -> str:
    """Label, kicker, headline and deck as printed, one a line."""
    return "\n".join(filter(None, (article.label, article.kicker, article.headline, *article.deck)))


def people(article: Article) -> str:
    """The names of the bylines, as printed."""
    return " ".join(byline.name for byline in article.bylines)


def prose(article: Article) -> str:
    """Every printed text of the body, one a line."""
    return "\n".join(article.texts())


def plain(article: Article, page: Page) -> bytes:
    """The whole story as a plain UTF-8 text: page, heading, byline, then a paragraph a block."""
    where = f"[{' '.join(filter(None, (page.number, page.name)))}]" if page.number else ""
    names = article.byline_text or people(article)
    top = "\n".join(filter(None, (where, heading(article), names)))
    return ("\n\n".join(filter(None, (top, *article.texts()))) + "\n").encode()
