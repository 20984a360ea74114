"""Ways through the finished pages: bookmarks, page labels, article threads and links."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, String

from packager.issue import Issue, Jump
from packager.makeup.page import MadeIssue, StoryArea, TextBlock

Box = tuple[float, float, float, float]


class Link(msgspec.Struct, frozen=True):
    """A place on a page (from 0) that leads to an address or to a story's other part."""

    page: int
    item: TextBlock
    box: Box
    """x0, y0, x1, y1 in PDF coordinates, pt."""
    uri: str | None = None
    target: tuple[int, StoryArea] | None = None


def add_bookmarks(pdf: pikepdf.Pdf, made: MadeIssue, issue: Issue) -> None:
    """Page → story, each leading to the story's place on the page."""
    titles = {article.id: article.title for _, article in issue.articles()}
    with pdf.open_outline() as outline:
        for number, page in enumerate(made.pages):
            label = " ".join(filter(None, (f"第{page.number}版", page.name)))
            entry = OutlineItem(label, number, "XYZ", left=0, top=round(page.height, 2))
            entry.is_closed = False
            areas = {area.article: area for area in reversed(page.areas)}
            for area in page.areas:
                if area.article in titles and areas.get(area.article) is area:
                    top = round(page.height - area.y, 2)
                    entry.children.append(
                        OutlineItem(
                            titles[area.article], number, "XYZ", left=round(area.x, 2), top=top
                        )
                    )
            outline.root.append(entry)


def add_page_labels(pdf: pikepdf.Pdf, made: MadeIssue) -> None:
    """The printed page numbers (ISO 32000-1, 12.4.2)."""
    numbers = Array()
    for index, page in enumerate(made.pages):
        numbers.append(index)
        numbers.append(Dictionary(P=String(page.number)))
    pdf.Root.PageLabels = Dictionary(Nums=numbers)


def add_threads(pdf: pikepdf.Pdf, made: MadeIssue, issue: Issue) -> None:
    """Every story's columns as an article thread (ISO 32000-1, 12.4.3)."""
    titles = {article.id: article.title for _, article in issue.articles()}
    chains: dict[str, list[tuple[int, Box]]] = {}
    for number, page in enumerate(made.pages):
        for article, box in _columns(page.items, page.height):
            chains.setdefault(article, []).append((number, box))
    threads = Array()
    for article, chain in chains.items():
        thread = pdf.make_indirect(
            Dictionary(Type=Name.Thread, I=Dictionary(Title=String(titles.get(article, article))))
        )
        beads = [
            pdf.make_indirect(
                Dictionary(Type=Name.Bead, T=thread, P=pdf.pages[number].obj, R=Array(_round(box)))
            )
            for number, box in chain
        ]
        thread.F = beads[0]
        for index, (bead, (number, _)) in enumerate(zip(beads, chain, strict=True)):
            bead.N, bead.V = beads[(index + 1) % len(beads)], beads[index - 1]
            sheet = pdf.pages[number].obj
            if "/B" not in sheet:
                sheet.B = Array()
            sheet.B.append(bead)
        threads.append(thread)
    if chains:
        pdf.Root.Threads = pdf.make_indirect(threads)


def _columns(items: tuple[object, ...], height: float) -> Iterator[tuple[str, Box]]:
    """Runs of a story's texts that stand under one another, as (story, box)."""
    open_: tuple[str, Box] | None = None
    for item in items:
        if not isinstance(item, TextBlock) or item.article is None or not item.lines:
            continue
        box = _box(item, height)
        if open_ is not None and open_[0] == item.article and _under(open_[1], box):
            old = open_[1]
            open_ = item.article, (min(old[0], box[0]), box[1], max(old[2], box[2]), old[3])
            continue
        if open_ is not None:
            yield open_
        open_ = item.article, box
    if open_ is not None:
        yield open_


def _under(above: Box, box: Box) -> bool:
    return above[0] - 1 <= box[0] and box[2] <= above[2] + 1 and box[3] <= above[1] + 2


def _box(item: TextBlock, height: float) -> Box:
    bottom = item.y + len(item.lines) * item.leading
    return item.x, height - bottom, item.x + item.width, height - item.y


def _round(box: Box) -> list[float]:
    return [round(edge, 2) for edge in box]


def links(made: MadeIssue, issue: Issue) -> Iterator[Link]:
    """Where a reader can go on: jumps to a story's other part, and addresses in the text."""
    places = [(number, area) for number, page in enumerate(made.pages) for area in page.areas]
    jumps = {
        (article.id, index): block
        for _, article in issue.articles()
        for index, block in enumerate(article.body)
        if isinstance(block, Jump)
    }
    for number, page in enumerate(made.pages):
        for item in page.items:
            if not isinstance(item, TextBlock):
                continue
            if item.role == "jump":
                jump = jumps.get((item.article or "", -1 if item.block is None else item.block))
                target = _target(item, number, jump, made, places)
                if target is not None:
                    yield Link(number, item, _box(item, page.height), target=target)
                continue
            for index, line in enumerate(item.lines):
                for uri in dict.fromkeys(run.href for run in line.runs if run.href):
                    if uri.startswith(("http://", "https://", "mailto:")):
                        top = page.height - item.y - index * item.leading
                        width = line.width * item.size
                        box = (item.x, top - item.leading, item.x + width, top)
                        yield Link(number, item, box, uri=uri)


def _target(
    item: TextBlock,
    page: int,
    jump: Jump | None,
    made: MadeIssue,
    places: list[tuple[int, StoryArea]],
) -> tuple[int, StoryArea] | None:
    """The story's part that a jump leads to; None if the issue does not have it."""
    if jump is not None and jump.target is not None:
        return next((place for place in places if place[1].article == jump.target), None)
    own = [place for place in places if place[1].article == item.article and place[0] != page]
    if jump is not None:
        return next((place for place in own if made.pages[place[0]].number == jump.page), None)
    later = [place for place in own if place[0] > page]
    return later[0] if later else own[-1] if own else None


def annotation(link: Link, pdf: pikepdf.Pdf, made: MadeIssue) -> pikepdf.Object:
    """The link's annotation, put on its page."""
    words = "".join(line.text for line in link.item.lines)
    entries = Dictionary(
        Type=Name.Annot, Subtype=Name.Link, Rect=Array(_round(link.box)),
        Border=Array([0, 0, 0]), F=4, Contents=String(link.uri or words),
    )  # fmt: skip
    if link.target is not None:
        number, area = link.target
        top = round(made.pages[number].height - area.y, 2)
        entries.Dest = Array([pdf.pages[number].obj, Name.XYZ, round(area.x, 2), top, 0])
    else:
        entries.A = Dictionary(S=Name.URI, URI=String(link.uri or ""))
    made_annotation = pdf.make_indirect(entries)
    sheet = pdf.pages[link.page].obj
    made_annotation.P = sheet
    if "/Annots" not in sheet:
        sheet.Annots = Array()
    sheet.Annots.append(made_annotation)
    return made_annotation
