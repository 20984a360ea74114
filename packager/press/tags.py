"""The tag tree: stories in reading order, each paragraph one P over all its columns.

ISO 32000-1, 14.7 and 14.8; PDF/UA-1 (ISO 14289-1), 7.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from packager.issue import Article, Figure, Issue, Table, block_texts
from packager.makeup.page import Picture, TextBlock
from packager.press.marking import Marked
from packager.press.navigation import Link

_PICTURE_WORD = {"zh": "图片", "ja": "写真", "ko": "사진"}


class _Element:
    """A structure element while the tree grows."""

    def __init__(self, kind: str, parent: _Element | None, **entries: pikepdf.Object) -> None:
        self.kind, self.entries = kind, entries
        self.kids: list[_Element | Marked | pikepdf.Object] = []
        self.block = -1
        """The block of the story's body that it belongs to; −1 for its heading."""
        if parent is not None:
            parent.kids.append(self)


def add_tags(
    pdf: pikepdf.Pdf,
    marks: Iterable[Marked],
    issue: Issue,
    links: Sequence[tuple[Link, pikepdf.Object]] = (),
) -> None:
    """Write the structure tree of all marked content and of the links' annotations."""
    articles = {article.id: article for _, article in issue.articles()}
    language = issue.publication.language or "zh-CN"
    document = _Element("Document", None)
    stories: dict[str | None, _Story] = {}
    for mark in marks:
        name = mark.item.article
        if name not in stories:
            stories[name] = _Story(document, articles.get(name or ""), language)
        stories[name].add(mark)
    for link, annotation in links:
        name = link.item.article
        if name not in stories:
            stories[name] = _Story(document, articles.get(name or ""), language)
        stories[name].link(link, annotation)
    for story in stories.values():
        story.sort()
    _write(pdf, document)
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    pdf.Root.Lang = String(language)


class _Story:
    """The elements of one story, found again when a paragraph goes on in another column."""

    def __init__(self, document: _Element, article: Article | None, language: str) -> None:
        self.article, self.language = article, language
        title = {"T": String(article.title)} if article else {}
        self.root = _Element("Art", document, **title)
        self.elements: dict[tuple[object, ...], _Element] = {}

    def add(self, mark: Marked) -> None:
        item = mark.item
        known = len(self.root.kids)
        self._add(mark)
        for kid in self.root.kids[known:]:
            if isinstance(kid, _Element) and item.block is not None:
                kid.block = item.block

    def _add(self, mark: Marked) -> None:
        item = mark.item
        if isinstance(item, Picture):
            self.figure(item.block, item.alt).kids.append(mark)
            return
        key = (item.role, item.block, item.item)
        if key not in self.elements or item.part == 0:
            self.elements[key] = self.element(item)
        self.elements[key].kids.append(mark)

    def sort(self) -> None:
        """Put the story's blocks in its own order: make-up may set a picture far from its place."""
        blocks = [kid for kid in self.root.kids if isinstance(kid, _Element)]
        self.root.kids = [*sorted(blocks, key=lambda kid: kid.block)]

    def link(self, link: Link, annotation: pikepdf.Object) -> None:
        """A link in the text that it stands in; a jump line that make-up added has no text here."""
        item = link.item
        parent = self.elements.get((item.role, item.block, item.item), self.root)
        element = _Element("Link", parent)
        element.block = len(self.article.body) if self.article else 0
        element.kids.append(annotation)

    def element(self, item: TextBlock) -> _Element:
        """A new element for the first part of a text."""
        language = {} if item.language == self.language else {"Lang": String(item.language)}
        match item.role:
            case "headline":
                return _Element("H1", self.root, **language)
            case "crosshead":
                level = "H2" if self.article and self.article.headline else "H1"
                return _Element(level, self.root, **language)
            case "item":
                whole = self.whole("L", item.block)
                return _Element("LBody", _Element("LI", whole), **language)
            case "cell":
                return self.cell(item, language)
            case "caption" | "credit":
                return _Element("Caption", self.captioned(item), **language)
            case _:
                return _Element("P", self.root, **language)

    def whole(self, kind: str, block: int | None) -> _Element:
        """The list, table or figure that a block's texts belong to."""
        key = (kind, block)
        if key not in self.elements:
            self.elements[key] = _Element(kind, self.root)
        return self.elements[key]

    def figure(self, block: int | None, alt: str) -> _Element:
        figure = self.whole("Figure", block)
        words = alt or _PICTURE_WORD.get(self.language[:2], "Picture")
        figure.entries["Alt"] = String(words)
        return figure

    def captioned(self, item: TextBlock) -> _Element:
        """The parent of a caption: its table, its picture, or the story when that is missing."""
        body = self.article.body if self.article else ()
        block = body[item.block] if item.block is not None and item.block < len(body) else None
        if isinstance(block, Table):
            return self.whole("Table", item.block)
        if isinstance(block, Figure) and ("Figure", item.block) in self.elements:
            return self.elements["Figure", item.block]
        return _Element("Div", self.root)

    def cell(self, item: TextBlock, language: Mapping[str, pikepdf.Object]) -> _Element:
        """The cell of a text; a row is made whole, so that empty cells keep their columns."""
        table = self.whole("Table", item.block)
        if ("cells", item.block) not in self.elements:
            self.elements["cells", item.block] = table
            self.rows(table, item.block)
        cell = self.elements["cell", item.block, item.item]
        cell.entries.update(language)
        return cell

    def rows(self, table: _Element, index: int | None) -> None:
        assert self.article is not None and index is not None
        block = self.article.body[index]
        assert isinstance(block, Table)
        number = len(list(block_texts(block))) - sum(1 for r in block.rows for text in r if text)
        columns = max(map(len, block.rows))
        for row_number, row in enumerate(block.rows):
            line = _Element("TR", table)
            for column in range(columns):
                heads = row_number < block.header_rows
                scope = {"A": Dictionary(O=Name.Table, Scope=Name.Column)} if heads else {}
                cell = _Element("TH" if heads else "TD", line, **scope)
                if column < len(row) and row[column]:
                    self.elements["cell", index, number] = cell
                    number += 1


def _write(pdf: pikepdf.Pdf, document: _Element) -> None:
    """Objects of the tree, its root and the parent tree."""
    pages = [page.obj for page in pdf.pages]
    annotated: list[tuple[pikepdf.Object, pikepdf.Object]] = []
    owners: list[dict[int, pikepdf.Object]] = [{} for _ in pages]
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))

    def build(element: _Element, parent: pikepdf.Object) -> pikepdf.Object:
        made = pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name(f"/{element.kind}"), P=parent)
        )
        for key, value in element.entries.items():
            made[f"/{key}"] = value
        kids = Array()
        for kid in element.kids:
            if isinstance(kid, Marked):
                owners[kid.page][kid.mcid] = made
                kids.append(Dictionary(Type=Name.MCR, Pg=pages[kid.page], MCID=kid.mcid))
            elif isinstance(kid, _Element):
                kids.append(build(kid, made))
            else:
                annotated.append((kid, made))
                kids.append(Dictionary(Type=Name.OBJR, Pg=kid.P, Obj=kid))
        made.K = kids
        return made

    root.K = build(document, root)
    numbers = Array()
    for number, (page, owned) in enumerate(zip(pages, owners, strict=True)):
        page.StructParents = number
        page.Tabs = Name.S
        numbers.append(number)
        numbers.append(Array([owned[mcid] for mcid in sorted(owned)]))
    for key, (annotation, owner) in enumerate(annotated, len(pages)):
        annotation.StructParent = key
        numbers.append(key)
        numbers.append(owner)
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=numbers))
    root.ParentTreeNextKey = len(pages) + len(annotated)
    pdf.Root.StructTreeRoot = root
