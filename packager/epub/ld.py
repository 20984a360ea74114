"""Each story as schema.org NewsArticle, for machines that read the EPUB's files (JSON-LD 1.1)."""

from __future__ import annotations

from typing import Any

import msgspec
from markupsafe import Markup

from packager.epub.metadata import Metadata
from packager.epub.stories import Section, Story
from packager.issue import Issue


def news_article(issue: Issue, section: Section, story: Story, metadata: Metadata) -> Markup:
    """The JSON-LD of a story, safe inside an XHTML ``script``; what is unknown is left out."""
    head = story.head
    paper = _known(
        {
            "@type": "Newspaper",
            "name": issue.publication.title,
            "issn": metadata.issn,
            "publisher": issue.publication.publisher
            and {"@type": "Organization", "name": issue.publication.publisher},
        }
    )
    value = _known(
        {
            "@context": "https://schema.org",
            "@type": "OpinionNewsArticle" if head.kind == "commentary" else "NewsArticle",
            "headline": head.headline,
            "alternativeHeadline": " ".join(filter(None, (head.kicker, *head.deck))),
            "articleSection": head.label or section.page.name,
            "author": [{"@type": "Person", "name": person.name} for person in head.bylines],
            "dateline": head.dateline and head.dateline.text,
            "datePublished": metadata.date,
            "printPage": ", ".join(
                dict.fromkeys(
                    number
                    for part in story.parts
                    if (number := issue.pages[part.page].number) is not None
                )
            ),
            "inLanguage": None if metadata.language == "und" else metadata.language,
            "isPartOf": _known(
                {
                    "@type": "PublicationIssue",
                    "issueNumber": issue.number,
                    "datePublished": metadata.date,
                    "isPartOf": paper if len(paper) > 1 else None,
                }
            ),
        }
    )
    text = msgspec.json.encode(value).decode()
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)


def _known(value: dict[str, Any]) -> dict[str, Any]:
    return {key: item for key, item in value.items() if item}
