"""The copy desk: a draft becomes an issue. Pure functions; every change is on record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from packager.collector import resting
from packager.copydesk import (
    accounting,
    breaks,
    furniture,
    headlines,
    jumps,
    language,
    levels,
    neighbours,
    poems,
    ranks,
    rejoin,
    runs,
    sheets,
    spacing,
    standing,
    stories,
    strips,
    understand,
    unmarked,
)
from packager.diagnostics import Code, Diagnostic, Repair
from packager.issue import Article, Issue, Page, Publication
from packager.reading.draft import Draft, DraftBlock, Metadata
from packager.reading.marks import same_page
from packager.reading.metadata import BAD_DATE, iso_date

__all__ = ["Desk", "Known", "edit"]

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


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """What the user says of the issue (options); None is not said."""

    title: str | None = None
    date: str | None = None
    number: str | None = None
    edition: str | None = None
    language: str | None = None
    publisher: str | None = None
    sponsor: str | None = None
    cn: str | None = None
    issn: str | None = None
    post_code: str | None = None
    website: str | None = None
    page_names: Mapping[str, str] = {}
    """Page names by page number, or by place (``1`` is the first) where none has that number."""

    def metadata(self) -> Metadata:
        """The same as metadata; a date that is none is left out (``date_finding`` reports it)."""
        paper = {
            name: value
            for name in Publication.__struct_fields__
            if (value := getattr(self, name, None))
        }
        return Metadata(
            publication=Publication(**paper),
            date=iso_date(self.date) if self.date else None,
            number=self.number,
            edition=self.edition,
        )

    def findings(self) -> list[Diagnostic]:
        """What is wrong with the values given."""
        if self.date and iso_date(self.date) is None:
            return [BAD_DATE.at(f"`{self.date}` is not a date")]
        return []


@resting()
def edit(draft: Draft, known: Known = Known()) -> Desk:  # noqa: B008  # a frozen value
    """Edit a draft into an issue; ``known`` (from options) is stronger than what the source says.

    Raises :class:`accounting.AccountingError` (X990) if a character cannot be accounted for, which
    would be a fault of ours.
    """
    stated = known.metadata().over(draft.metadata)
    if draft.issue is not None:
        issue = _described(draft.issue, stated.over(_metadata_of(draft.issue)))
        issue = msgspec.structs.replace(issue, pages=_named(issue.pages, known.page_names))
        return Desk(issue=issue, diagnostics=(*draft.diagnostics, *known.findings()))
    repairs: list[Repair] = []
    diagnostics = [*draft.diagnostics, *known.findings()]
    blocks: list[DraftBlock] = []
    tight = spacing.sets_tight(b.text for b in draft.blocks if b.kind == "paragraph")
    for block in draft.blocks:
        tidy, changes = spacing.normalise(block, tight=tight)
        blocks.append(tidy)
        repairs += changes
        for char in spacing.suspicious(tidy.text):
            diagnostics.append(PRIVATE.at(f"U+{ord(char):04X}", file=block.file, line=block.line))
    blocks, slashed = neighbours.stanzas(blocks)
    repairs += slashed
    blocks, drawn = strips.pages(blocks)
    repairs += drawn
    blocks = poems.poems(blocks)
    bare = not any(b.kind == "heading" or runs.STORY_ROLES & set(b.roles) for b in blocks)
    blocks = unmarked.promote(blocks) if bare else unmarked.promote_sure(blocks)
    blocks, whole = headlines.whole_headlines(neighbours.tell(blocks))
    repairs += whole
    blocks, opened = breaks.run_in(blocks)
    repairs += opened
    blocks = standing.labels(levels.sections(ranks.told(blocks)))
    meaning = levels.survey([b for b in blocks if b.kind != "page"])
    clean = rejoin.is_clean(b.text for b in blocks if b.kind == "paragraph")
    pages: list[Page] = []
    numbered = 0
    plate = next((b.text for b in blocks if "nameplate" in b.roles), None)
    for sheet in sheets.sheets(blocks, stated.publication.title or plate):
        articles: list[Article] = []
        for raw in stories.part(sheet.blocks, meaning):
            group = understand.understand(raw, meaning, clean=clean)
            here = [
                msgspec.structs.replace(article, id=f"a{numbered + n:02d}")
                for n, article in enumerate(group.articles, 1)
            ]
            numbered += len(here)
            articles += here
            name = here[0].id if here else None
            repairs += (msgspec.structs.replace(r, article=name) for r in group.repairs)
            diagnostics += (msgspec.structs.replace(d, article=name) for d in group.diagnostics)
        pages.append(
            Page(
                number=sheet.number,
                name=sheet.name or (None if pages else stated.page_name),
                articles=tuple(articles),
                furniture=sheet.furniture,
            )
        )
    paired, unpaired = jumps.pair(jumps.numbered(pages))
    issue = Issue(pages=_named(paired, known.page_names))
    facts = furniture.folio_facts(tuple(item for page in paired for item in page.furniture))
    issue = _described(issue, stated.over(_from_source(facts, blocks)))
    accounting.prove(draft.blocks, repairs, issue)
    return Desk(
        issue=issue,
        repairs=tuple(repairs),
        diagnostics=(*diagnostics, *unpaired),
    )


def _named(pages: Sequence[Page], names: Mapping[str, str]) -> tuple[Page, ...]:
    """Give pages the names the user gives, by number (A3 is A03), else by place."""
    numbers = {same_page(page.number) for page in pages}
    by_value = {same_page(number): name for number, name in names.items()}
    return tuple(
        msgspec.structs.replace(page, name=name)
        if (
            name := by_value.get(same_page(page.number or ""))
            or (names.get(str(n)) if str(n) not in numbers else None)
        )
        else page
        for n, page in enumerate(pages, 1)
    )


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
        edition=facts.get("edition"),
    )


def _described(issue: Issue, metadata: Metadata) -> Issue:
    return msgspec.structs.replace(
        issue,
        publication=metadata.publication,
        date=metadata.date,
        number=metadata.number,
        edition=metadata.edition,
    )
