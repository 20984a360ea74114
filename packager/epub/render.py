"""Every XHTML file, the navigation and the NCX, written by our own autoescaped templates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any

import msgspec

from packager import __version__
from packager.epub import ld, markup, stories, templates, words
from packager.epub.container import Item
from packager.epub.metadata import Metadata
from packager.epub.options import Options
from packager.epub.pictures import Asset
from packager.epub.plan import Document, Places
from packager.epub.stories import Part, Section, Story
from packager.issue import Block, Figure, Issue, Jump, Paragraph, Table


def all_described(issue: Issue, assets: Mapping[str, Asset]) -> bool:
    """Whether every picture that goes into the file has alternative text."""
    return all(markup.alternative(f) for _, f in stories.figures(issue) if f.src in assets)


class Renderer:
    """Renders one issue; the methods give finished manifest items."""

    def __init__(
        self,
        issue: Issue,
        sections: tuple[Section, ...],
        documents: tuple[Document, ...],
        *,
        assets: Mapping[str, Asset],
        metadata: Metadata,
        options: Options,
    ) -> None:
        self.issue = issue
        self.sections = sections
        self.documents = documents
        self.assets = assets
        self.metadata = metadata
        self.options = options
        self.phrases = words.words(metadata.language)
        self.places = Places(documents)
        told = [story for section in sections for story in section.stories]
        self._before = {b.name: a for a, b in pairwise(told)}
        self._after = {a.name: b for a, b in pairwise(told)}
        self._shared = {
            "w": self.phrases,
            "meta": metadata,
            "lang": metadata.language,
            "issue": issue,
            "page_label": self.page_label,
            "story_label": self.story_label,
            "place": self.places.story,
            "place_of_part": self.places.part,
            "jump": self._jump,
            "before": self._before.get,
            "after": self._after.get,
            "entry": self._entry,
            "left_out": not options.pictures,
        }

    def _write(self, name: str, template: str, **values: Any) -> Item:
        text = templates.write(template, self._shared | values)
        return Item(name, f"{name}.xhtml", templates.XHTML, text, spine=True)

    def own_words(self) -> str:
        """Everything but print that may be shown: our phrases, dates and digits."""
        phrases = msgspec.json.encode(self.phrases).decode()
        return (
            phrases + self.metadata.title + "0123456789" + "".join(self.metadata.modified.ctime())
        )

    def page_label(self, section: Section) -> str:
        """第1版 要闻, as far as number and name are known."""
        number = self.phrases.page.format(section.page.number) if section.page.number else ""
        name = section.page.name or ""
        return " ".join(f"{number} {name}".split()) or self.phrases.part

    def story_label(self, story: Story) -> str:
        """What lists call a story: standing label, headline, and the writer of a commentary."""
        head = story.head
        label = head.title.strip() or story.name
        if head.label and head.headline:
            label = self.phrases.labelled.format(head.label, label)
        writers = self.phrases.comma.join(person.name for person in head.bylines if person.name)
        if head.kind == "commentary" and writers:
            label = self.phrases.signed.format(label, writers)
        return label

    def ncx(self) -> Item:
        """The NCX for EPUB 2 readers, of the same two levels."""
        text = templates.write("toc.ncx", self._shared | {"sections": self.sections})
        return Item("ncx", "toc.ncx", "application/x-dtbncx+xml", text)

    def guide(self) -> list[tuple[str, str, str]]:
        """Landmarks for EPUB 2 readers: type, title, href."""
        guide = [
            ("cover", self.phrases.cover, "cover.xhtml"),
            ("toc", self.phrases.contents, "nav.xhtml"),
        ]
        if self.sections:
            guide.append(("text", self.phrases.start, f"{self.sections[0].name}.xhtml"))
        return guide

    def front(self, cover: str) -> Iterator[Item]:
        """Cover, masthead and contents; ``cover`` is the file name of the picture."""
        date = self.issue.date
        yield self._write(
            "cover",
            "cover.xhtml",
            alt=self.phrases.cover_alt.format(self.metadata.title),
            image=cover,
        )
        yield self._write(
            "masthead",
            "masthead.xhtml",
            date=words.print_date(date, self.metadata.language) if date else self.phrases.undated,
            sections=self.sections,
        )
        contents = self._write(
            "nav",
            "nav.xhtml",
            sections=self.sections,
            start=f"{self.sections[0].name}.xhtml" if self.sections else "",
            page_list=list(self._page_list()),
        )
        yield msgspec.structs.replace(contents, properties=("nav",))

    def body(self) -> Iterator[Item]:
        """Page openers and stories."""
        for document in self.documents:
            told = [piece.story for piece in document.pieces if piece.number == 0]
            yield self._write(
                document.name,
                "document.xhtml",
                document=document,
                section=document.section,
                data=[
                    ld.news_article(self.issue, document.section, story, self.metadata)
                    for story in told
                    if self.options.linked_data
                ],
            )

    def colophon(self, typefaces: Iterable[str]) -> Item:
        """What is known of the paper, how the edition was made, and what it lacks."""
        missing = sum(f.src not in self.assets for _, f in stories.figures(self.issue))
        return self._write(
            "colophon",
            "colophon.xhtml",
            version=__version__,
            gaps=stories.gaps(self.issue),
            missing=missing if self.options.pictures else 0,
            typefaces=self.phrases.comma.join(typefaces),
        )

    def _page_list(self) -> Iterator[tuple[str, str]]:
        """Label and place of every page break in reading order, continuations among them."""
        for document in self.documents:
            file = f"{document.name}.xhtml"
            number = document.section.page.number
            if document.opener and number:
                yield number, f"{file}#page"
            for piece in document.pieces:
                for part, _, block in piece.entries:
                    number = self.sections[part.page].page.number
                    if block is None and number:
                        yield self.phrases.continued.format(number), f"{file}#{part.anchor}"

    def _jump(self, block: Jump) -> str | None:
        """Where a jump leads: the other part of its story, else the page, if the issue has it."""
        return self.places.article(block.target) or self.places.page(block.page)

    def _entry(self, part: Part, block: Block | None) -> dict[str, Any]:
        """What the template needs to know of a block."""
        if block is None:
            return {
                "type": "continuation",
                "part": part,
                "number": self.sections[part.page].page.number,
            }
        values: dict[str, Any] = {"type": block.__struct_config__.tag, "block": block}
        if isinstance(block, Paragraph):
            values["html"] = markup.paragraph(block, part.article, self.metadata.language)
            values["signs"] = any(block is line for line in markup.signature(part.article))
        if isinstance(block, Table):
            values["figures"] = markup.figures(block)
        if isinstance(block, Figure):
            values["asset"] = self.assets.get(block.src or "")
        return values
