"""The copy desk: a draft becomes an issue. Pure functions; every change is on record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from packager.copydesk import accounting, furniture, jumps, language, spacing, stories, understand
from packager.diagnostics import Code, Diagnostic, Repair
from packager.issue import Article, Furniture, Issue, Page, Publication
from packager.reading.draft import Draft, DraftBlock, Metadata, SourceFile

__all__ = ["Desk", "edit"]

NOTHING = Code(
    "C200",
    "warning",
    "the source holds no story",
    "Check that the right file was given.",
    "an empty file",
)
PRIVATE = Code(
    "C201",
    "warning",
    "a character is of private use or unassigned",
    "Replace it in the source: no font can be expected to have it.",
    "他姓\ue000",
)


class Desk(msgspec.Struct, frozen=True, kw_only=True):
    """What leaves the copy desk."""

    issue: Issue
    repairs: tuple[Repair, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    sources: tuple[SourceFile, ...] = ()
    """The source files as they were."""


class _PageBlocks(msgspec.Struct):
    number: str | None = None
    name: str | None = None
    marker: DraftBlock | None = None
    blocks: list[DraftBlock] = msgspec.field(default_factory=list)


def edit(draft: Draft, known: Metadata | Publication | None = None) -> Desk:
    """Edit a draft into an issue; ``known`` (from options) is stronger than what the source says.

    Raises :class:`accounting.AccountingError` (X901) if a character cannot be accounted for, which
    would be a fault of ours.
    """
    given = Metadata(publication=known) if isinstance(known, Publication) else known or Metadata()
    stated = given.over(draft.metadata)
    if draft.issue is not None:
        issue = _described(draft.issue, stated.over(_metadata_of(draft.issue)))
        return Desk(issue=issue, diagnostics=draft.diagnostics, sources=draft.sources)
    repairs: list[Repair] = []
    diagnostics = list(draft.diagnostics)
    blocks: list[DraftBlock] = []
    for block in draft.blocks:
        clean, changes = spacing.normalise(block)
        blocks.append(clean)
        repairs += changes
        for char in spacing.suspicious(clean.text):
            diagnostics.append(PRIVATE.at(f"U+{ord(char):04X}", file=block.file, line=block.line))
    levels = stories.survey([b for b in blocks if b.kind != "page"])
    pages: list[Page] = []
    numbered = 0
    for sheet in _pages(blocks):
        page, understood = _page(sheet, levels, stated, first=not pages)
        articles: list[Article] = []
        for group in understood:
            here = [
                msgspec.structs.replace(article, id=f"a{numbered + n:02d}")
                for n, article in enumerate(group.articles, 1)
            ]
            numbered += len(here)
            articles += here
            name = here[0].id if here else None
            repairs += (msgspec.structs.replace(r, article=name) for r in group.repairs)
            diagnostics += (msgspec.structs.replace(d, article=name) for d in group.diagnostics)
        pages.append(msgspec.structs.replace(page, articles=tuple(articles)))
    if not numbered:
        diagnostics.append(NOTHING.at("no story was found", file=_first_file(draft)))
    paired, unpaired = jumps.pair(pages)
    issue = Issue(pages=paired)
    facts = furniture.folio_facts(tuple(item for page in paired for item in page.furniture))
    issue = _described(issue, stated.over(_from_source(facts, blocks)))
    accounting.prove(draft.blocks, repairs, issue)
    return Desk(
        issue=issue,
        repairs=tuple(repairs),
        diagnostics=(*diagnostics, *unpaired),
        sources=draft.sources,
    )


def _first_file(draft: Draft) -> str | None:
    return draft.sources[0].path if draft.sources else None


def _pages(blocks: Sequence[DraftBlock]) -> Iterator[_PageBlocks]:
    page = _PageBlocks()
    for block in blocks:
        if block.kind == "page":
            if page.blocks or page.marker:
                yield page
            page = _PageBlocks(block.number, block.name, block)
        else:
            page.blocks.append(block)
    if page.blocks or page.marker:
        yield page


def _page(
    sheet: _PageBlocks, levels: stories.Levels, stated: Metadata, *, first: bool
) -> tuple[Page, list[understand.Understood]]:
    title = stated.publication.title
    items: list[Furniture] = []
    if sheet.marker is not None and sheet.marker.text:
        items.append(Furniture("folio", sheet.marker.text, sheet.marker.lines))
    blocks = list(sheet.blocks)
    kept: list[DraftBlock] = []
    top = True
    for n, block in enumerate(blocks):
        found = furniture.furniture(block, edge=top or n >= len(blocks) - 3, title=title)
        if found is None:
            top = top and block.kind == "rule"
            kept.append(block)
        else:
            items.append(found)
    name = sheet.name or (stated.page_name if first else None)
    page = Page(number=sheet.number, name=name, furniture=tuple(items))
    return page, [understand.understand(raw, levels.repeated) for raw in stories.part(kept, levels)]


def _metadata_of(issue: Issue) -> Metadata:
    return Metadata(
        publication=issue.publication, date=issue.date, number=issue.number, edition=issue.edition
    )


def _from_source(facts: dict[str, str], blocks: Sequence[DraftBlock]) -> Metadata:
    paper = {key: facts[key] for key in ("title", "cn", "issn", "post_code") if key in facts}
    found = language.detect(text for block in blocks for text in block.texts())
    return Metadata(
        publication=Publication(language=found, **paper),
        date=facts.get("date"),
        number=facts.get("number"),
    )


def _described(issue: Issue, metadata: Metadata) -> Issue:
    return msgspec.structs.replace(
        issue,
        publication=metadata.publication,
        date=metadata.date,
        number=metadata.number,
        edition=metadata.edition,
    )
