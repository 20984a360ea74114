"""Every XHTML file, the navigation and the NCX, written by our own autoescaped templates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from packager import __version__
from packager.epub import markup, stories, words
from packager.epub.container import Item
from packager.epub.metadata import Metadata
from packager.epub.pictures import Asset
from packager.epub.stories import Part, Section, Story
from packager.issue import Block, Figure, Issue, Jump

XHTML = "application/xhtml+xml"
_HERE = Path(__file__).parent


def alternative(figure: Figure) -> str:
    """The alternative text of a picture: its own, else its caption on one line; may be empty."""
    return figure.alt or " ".join(figure.caption.split())


def all_described(issue: Issue, assets: Mapping[str, Asset]) -> bool:
    """Whether every picture that goes into the file has alternative text."""
    return all(alternative(f) for _, f in stories.figures(issue) if f.src in assets)


class Renderer:
    """Renders one issue; the methods give finished manifest items."""

    def __init__(
        self,
        issue: Issue,
        sections: tuple[Section, ...],
        assets: Mapping[str, Asset],
        metadata: Metadata,
        phrases: words.Words,
    ) -> None:
        self.issue = issue
        self.sections = sections
        self.assets = assets
        self.metadata = metadata
        self.phrases = phrases
        self.stories = [story for section in sections for story in section.stories]
        self._file_of = {
            part.article.id: f"{story.name}.xhtml#{part.anchor}"
            for story in reversed(self.stories)
            for part in reversed(story.parts)
        }
        self._page_of = {
            section.page.number: f"{section.name}.xhtml"
            for section in reversed(sections)
            if section.page.number
        }

    @cached_property
    def _templates(self) -> Environment:
        environment = Environment(
            loader=FileSystemLoader(_HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            finalize=lambda value: (
                markup.clean(value)
                if isinstance(value, str) and not isinstance(value, Markup)
                else value
            ),
        )
        environment.globals.update(
            w=self.phrases,
            meta=self.metadata,
            lang=self.metadata.language,
            issue=self.issue,
            page_label=self.page_label,
            story_label=self.story_label,
            href=self.href,
        )
        environment.filters.update(
            tag=lambda block: block.__struct_config__.tag,
            byline=markup.byline,
            loose_dateline=markup.loose_dateline,
            alternative=alternative,
            caption=lambda figure: [line for line in figure.caption.split("\n") if line.strip()],
            stanzas=_stanzas,
        )
        return environment

    def _item(self, name: str, template: str, **values: Any) -> Item:
        text = self._templates.get_template(template).render(**values)
        return Item(name, f"{name}.xhtml", XHTML, text.encode(), spine=True)

    def page_label(self, section: Section) -> str:
        """第1版 要闻, as far as number and name are known."""
        page = section.page
        number = self.phrases.page.format(page.number) if page.number else None
        return " ".join(filter(None, (number, page.name))) or self.phrases.part

    def story_label(self, story: Story) -> str:
        """What lists call a story: standing label, headline, and the writer of a commentary."""
        head = story.head
        label = f"{head.label}｜" if head.label and head.headline else ""
        writers = "、".join(person.name for person in head.bylines)
        signed = f"（{writers}）" if head.kind == "commentary" and writers else ""
        return label + head.title + signed

    def href(self, jump: Jump) -> str | None:
        """Where a jump leads: the other part of its story, else the page, if the issue has it."""
        if jump.target in self._file_of:
            return self._file_of[jump.target]
        return self._page_of.get(jump.page)

    def style(self) -> bytes:
        """The style sheet."""
        return (_HERE / "templates" / "style.css").read_bytes()

    def navigation(self) -> Item:
        """The EPUB 3 navigation document: page → story, landmarks and the page list."""
        text = self._templates.get_template("nav.xhtml").render(
            sections=self.sections, start=f"{self.sections[0].name}.xhtml" if self.sections else ""
        )
        return Item("nav", "nav.xhtml", XHTML, text.encode(), ("nav",), spine=True)

    def ncx(self) -> Item:
        """The NCX for EPUB 2 readers, of the same two levels."""
        text = self._templates.get_template("toc.ncx").render(sections=self.sections)
        return Item("ncx", "toc.ncx", "application/x-dtbncx+xml", text.encode())

    def guide(self) -> list[tuple[str, str, str]]:
        """Landmarks for EPUB 2 readers: type, title, href."""
        guide = [
            ("cover", self.phrases.cover, "cover.xhtml"),
            ("toc", self.phrases.contents, "nav.xhtml"),
        ]
        if self.sections:
            guide.append(("text", self.phrases.start, f"{self.sections[0].name}.xhtml"))
        return guide

    def documents(self) -> Iterable[Item]:
        """Cover, masthead, contents, every page with its stories, and the colophon, in reading order."""
        date = self.issue.date
        printed = words.print_date(date, self.metadata.language) if date else self.phrases.undated
        alt = self.phrases.cover_alt.format(self.metadata.title)
        yield self._item("cover", "cover.xhtml", alt=alt)
        yield self._item("masthead", "masthead.xhtml", date=printed, sections=self.sections)
        yield self.navigation()
        for section in self.sections:
            yield self._item(section.name, "page.xhtml", section=section)
            for story in section.stories:
                yield self._story(story, section)
        yield self._item(
            "colophon",
            "colophon.xhtml",
            version=__version__,
            gaps=stories.gaps(self.issue),
            missing=sum(f.src not in self.assets for _, f in stories.figures(self.issue)),
        )

    def _story(self, story: Story, section: Section) -> Item:
        position = self.stories.index(story)
        return self._item(
            story.name,
            "story.xhtml",
            story=story,
            section=section,
            blocks=[self._block(*entry) for entry in stories.blocks(story)],
            previous=self.stories[position - 1] if position else None,
            next=self.stories[position + 1] if position + 1 < len(self.stories) else None,
        )

    def _block(self, part: Part, index: int, block: Block | None) -> dict[str, Any]:
        """What the template needs to know of a block."""
        if block is None:
            section = self.sections[part.page]
            return {"type": "continuation", "part": part, "section": section}
        values: dict[str, Any] = {"type": block.__struct_config__.tag, "block": block}
        if values["type"] == "paragraph":
            values["html"] = markup.paragraph(block, part.article)  # type: ignore[arg-type]  # by its tag
        if isinstance(block, Figure):
            values["asset"] = self.assets.get(block.src or "")
        return values


def _stanzas(lines: Iterable[str]) -> list[list[str]]:
    """Verse lines grouped by the empty lines between them."""
    groups: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    return [group for group in groups if group]
