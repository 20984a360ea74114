"""HTML: the blocks of a page of articles, or of a fragment inside Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from itertools import pairwise

import msgspec
from lxml import etree

from packager.issue import Publication
from packager.patterns import expression
from packager.reading import proof
from packager.reading.draft import DraftBlock, Found, Metadata
from packager.reading.inline import HARD, STYLES, Collector, cut_marks, trim
from packager.reading.marks import page_comment
from packager.reading.script import ends_closed, join_lines

_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "header",
        "hgroup",
        "html",
        "legend",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "ul",
        "table",
        "tr",
        "td",
        "th",
        "tbody",
        "caption",
        "li",
        "hr",
    ]
) | frozenset(_HEADINGS)
SILENT = frozenset(
    {"script", "style", "title", "meta", "link", "base", "template", "noscript"}
    | {"svg", "math", "object", "iframe", "select", "button"}
)
"""Elements whose text browsers do not show."""
_BLOCK_TAG = expression(rf"</?(?:{'|'.join(sorted(_BLOCKS))}|t[hd]|br)\b[^<>]*>", re.I)
_SPACE = expression(r"[ \t\r\n\f]+")
_CUT_TAG = expression("<(?=[^<>]*(?:<|$))")
"""A tag that is never closed: it would swallow the text after it."""
_CONTROL = expression("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_ENDS = expression(r"</(?:html|body)\s*>", re.I)
"""Of no use, and what comes after them may be dropped by the parser."""
_SAFE_LINK = expression(r"(?:https?:|mailto:|#)", re.I)


def fragment(
    source: str, *, file: str | None = None, lines: tuple[int, int] | None = None
) -> Iterator[DraftBlock]:
    """Blocks of an HTML fragment; all carry the given source lines."""
    comment = page_comment(source)
    if comment:
        number, name = comment
        yield DraftBlock(kind="page", number=number, name=name, file=file, lines=lines)
        return
    if not source.strip():
        return
    root = parse(source)
    if root is None:
        return
    for block in _whole(source, tuple(blocks(root))):
        yield msgspec.structs.replace(block, file=file, lines=lines)


def _whole(source: str, found: tuple[DraftBlock, ...]) -> tuple[DraftBlock, ...]:
    """The blocks found, or the bare paragraphs where the markup is so damaged that text is lost."""
    if not proof.missing("html", source, found):
        return found
    pieces = _BLOCK_TAG.split(proof.shown(source))
    bare = (unescape(_SPACE.sub(" ", proof.untagged(piece))).strip() for piece in pieces)
    kept = tuple(DraftBlock(kind="paragraph", text=text) for text in bare if text)
    return found if proof.missing("html", source, kept) else kept


def parse(source: str) -> etree._Element | None:
    """The parsed tree, with network and huge texts off; None for a text without content."""
    from lxml import html as lxml_html

    parser = lxml_html.HTMLParser(
        no_network=True, huge_tree=False, remove_pis=True, encoding="utf-8"
    )
    whole = _closed(_CUT_TAG.sub("&lt;", _CONTROL.sub("", _ENDS.sub(" ", source))))
    try:
        root: etree._Element = lxml_html.document_fromstring(
            whole.encode("utf-8", "replace"), parser=parser
        )
    except etree.ParserError:
        return None
    return root if isinstance(root.tag, str) else parse(f"<div>{source}</div>")


def _closed(source: str) -> str:
    """Make harmless what would swallow the rest: raw elements and comments left open."""
    lower = source.lower()
    for opening, closing in _SWALLOWERS:
        start = lower.find(opening, lower.rfind(closing) + 1)
        if start >= 0:
            rest = re.sub(re.escape(opening), "&lt;" + opening[1:], source[start:], flags=re.I)
            source = source[:start] + rest
            lower = source.lower()
    return source


_SWALLOWERS = (
    ("<!--", "-->"),
    *(
        (f"<{name}", f"</{name}")
        for name in ("script", "style", "title", "textarea", "iframe", "xmp")
    ),
)


def blocks(root: etree._Element) -> Iterator[DraftBlock]:
    """Walk the tree in document order and yield its blocks."""
    yield from _Walker().walk(root)


_CLASSES = (
    ("byline", expression(r"\b(?:byline|author|reporter|writer)s?\b|zuozhe|jizhe", re.I)),
    ("kicker", expression(r"\b(?:kicker|eyebrow|pre-?title|overline)\b|yinti|jianti", re.I)),
    ("deck", expression(r"\b(?:deck|sub-?title|sub-?head(?:line)?|standfirst)\b|futi", re.I)),
    ("caption", expression(r"\b(?:caption|figcaption|pic-?desc)\b", re.I)),
)
_PAGE_PARTS = frozenset({"nav", "footer", "aside"})


def page(source: str, *, file: str | None = None) -> Found:
    """A page of articles: ``article`` elements are stories, what is around them furniture."""
    root = parse(source)
    if root is None:
        return Found()
    said = root.get("lang") or None
    has_articles = root.find(".//article") is not None
    walked = tuple(_Walker(has_articles).walk(root))
    found = tuple(msgspec.structs.replace(b, file=file) for b in _whole(source, walked))
    return Found(blocks=found, metadata=Metadata(publication=Publication(language=said)))


class _Walker:
    """One walk; ``_template`` is what the text being collected will become."""

    def __init__(self, articles: bool = False) -> None:
        self._text = Collector()
        self._template = DraftBlock(kind="paragraph")
        self._articles = articles
        self._inside = 0
        self._around = 0

    def walk(self, root: etree._Element) -> Iterator[DraftBlock]:
        for event, node in etree.iterwalk(root, events=("start", "end", "comment")):
            if event == "comment":
                yield from self._comment(node)
                continue
            tag = node.tag
            if event == "start":
                yield from self._start(node, tag)
            else:
                yield from self._end(node, tag)
        yield from self._flush()

    def _comment(self, node: etree._Element) -> Iterator[DraftBlock]:
        mark = page_comment(f"<!--{node.text or ''}-->")
        if mark:
            yield from self._flush()
            yield DraftBlock(kind="page", number=mark[0], name=mark[1])
        self._add(node.tail)

    def _start(self, node: etree._Element, tag: str) -> Iterator[DraftBlock]:  # noqa: PLR0912  # one branch an element
        if tag in SILENT:
            node.clear(keep_tail=True)
            return
        if tag in _BLOCKS:
            yield from self._flush()
        if tag == "article":
            self._inside += 1
            yield DraftBlock(kind="rule")
        if tag in _PAGE_PARTS and not self._inside:
            self._around += 1
        if tag == "table" and not _is_layout(node):
            yield from (self._placed(block) for block in table(node))
            node.clear(keep_tail=True)
            return
        if tag in _HEADINGS:
            self._template = DraftBlock(kind="heading", level=_HEADINGS[tag])
            role = _role(node)
            if role in ("kicker", "deck"):
                self._template = msgspec.structs.replace(self._template, roles=(role,))
        elif tag == "figcaption":
            self._template = DraftBlock(kind="paragraph", roles=("caption",))
        elif tag in ("ul", "ol") and _flat(node):
            yield self._placed(_list(node))
            node.clear(keep_tail=True)
            return
        elif tag == "img":
            yield from self._flush()
            alt = (node.get("alt") or "").strip()
            yield DraftBlock(kind="figure", src=node.get("src") or None, alt=alt)
        elif tag == "br":
            self._text.add(HARD)
        elif tag in _BLOCKS and _role(node) and len(node) < 4:
            role = _role(node)
            kind = "heading" if role in ("kicker", "deck") else "paragraph"
            self._template = msgspec.structs.replace(
                DraftBlock(kind="paragraph", roles=(str(role),)), kind=kind
            )
        elif tag in STYLES:
            href = node.get("href") if tag == "a" else None
            self._text.open(tag, href if href and _SAFE_LINK.match(href) else None)
        self._add(node.text)

    def _end(self, node: etree._Element, tag: str) -> Iterator[DraftBlock]:
        if tag in SILENT:
            pass
        elif tag in _BLOCKS:
            yield from self._flush()
            if tag == "hr":
                yield DraftBlock(kind="rule")
            self._template = DraftBlock(kind="paragraph")
            if tag == "article":
                self._inside -= 1
                yield DraftBlock(kind="rule")
            if tag in _PAGE_PARTS and not self._inside:
                self._around = max(0, self._around - 1)
        elif tag in STYLES:
            self._text.close(tag)
        self._add(node.tail)

    def _placed(self, block: DraftBlock) -> DraftBlock:
        """A block outside every article belongs to the page."""
        around = self._around or (self._articles and not self._inside)
        if not around or block.kind == "rule":
            return block
        words = " ".join(
            filter(None, (block.text, *block.items, *(c for r in block.rows for c in r)))
        )
        return DraftBlock(kind="paragraph", text=words, roles=("furniture",))

    def _add(self, text: str | None) -> None:
        if text:
            self._text.add(_SPACE.sub(" ", text))

    def _flush(self) -> Iterator[DraftBlock]:
        if not self._text:
            return
        text, marks = self._text.take()
        lines = [line.strip() for line in text.split(HARD)]
        if self._template.kind == "heading" and len(lines) > 1 and not dashed(lines):
            text, marks, lines = " ".join(lines), (), lines[:1]
        if _is_wrapped(lines):
            text = text.replace(HARD, " ")
        elif _is_verse(lines):
            verse = msgspec.structs.replace(self._template, kind="verse", text="\n".join(lines))
            yield self._placed(verse)
            return
        start = 0
        for line in text.split(HARD):
            bare, over = trim(line, cut_marks(marks, start, start + len(line)))
            start += len(line) + 1
            if bare:
                yield self._placed(msgspec.structs.replace(self._template, text=bare, marks=over))


def dashed(lines: list[str]) -> bool:
    """Whether the lines of one heading are a kicker or a deck with its headline, by a dash."""
    return any(one.rstrip().endswith("—") or two.startswith("—") for one, two in pairwise(lines))


def _role(node: etree._Element) -> str | None:
    named = f"{node.get('class') or ''} {node.get('itemprop') or ''} {node.get('rel') or ''}"
    if not named.strip():
        return None
    return next((role for role, pattern in _CLASSES if pattern.search(named)), None)


def _is_verse(lines: list[str]) -> bool:
    """Four or more short lines, no two of them parted by an empty line everywhere."""
    words = [line for line in lines if line]
    return len(words) > 3 and len(lines) < 2 * len(words) - 1 and max(map(len, words)) <= 20


def _is_wrapped(lines: list[str]) -> bool:
    """Prose in Latin script whose lines are cut at a width, as wire services send it."""
    widest = max(map(len, lines))
    inner = lines[:-1]
    return (
        bool(inner)
        and all(lines)
        and 40 <= widest <= 110
        and all(len(line) >= 0.75 * widest and line.isascii() for line in inner)
        and sum(not ends_closed(line) for line in inner) * 2 > len(inner)
    )


def _flat(node: etree._Element) -> bool:
    return all(
        child.tag not in _BLOCKS | {"img"} or child.tag in ("li", "p")
        for child in node.iterdescendants()
    )


def _list(node: etree._Element) -> DraftBlock:
    numbered = node.tag == "ol"
    items = tuple(filter(None, (inner_text(item) for item in node.iter("li"))))
    loose = inner_text(node) if not items else ""
    if numbered:
        items = tuple(f"{n}. {item}" for n, item in enumerate(items, 1))
    return DraftBlock(kind="list", items=items or (loose,))


def inner_text(node: etree._Element) -> str:
    """All text below the element on one line, block boundaries and <br> joined as lines are."""
    parts = [""]
    for event, child in etree.iterwalk(node, events=("start", "end")):
        silent = child.tag in SILENT
        if child.tag in _BLOCKS or child.tag == "br":
            parts.append("")
        if event == "start":
            parts[-1] += "" if silent else child.text or ""
        elif child is not node:
            parts[-1] += child.tail or ""
    line = ""
    for part in parts:
        line = join_lines(line, _SPACE.sub(" ", part).strip())
    return line


def table(node: etree._Element) -> Iterator[DraftBlock]:
    """A table with its caption before it; words and pictures outside its cells come after it."""
    rows: list[tuple[str, ...]] = []
    header = 0
    for row in node.iter("tr"):
        if next(row.iterancestors("table"), None) is not node:
            continue
        cells = [cell for cell in row if cell.tag in _CELLS]
        if cells:
            rows.append(tuple(inner_text(cell) for cell in cells))
            if all(cell.tag == "th" for cell in cells) and header == len(rows) - 1:
                header += 1
    loose: list[str] = []
    captions: list[str] = []
    _outside(node, loose, captions)
    for caption in captions:
        yield DraftBlock(kind="paragraph", text=caption, roles=("caption",))
    if any(any(row) for row in rows):
        yield DraftBlock(kind="table", rows=tuple(rows), header_rows=header)
    for text in loose:
        yield DraftBlock(kind="paragraph", text=text)
    for picture in node.iter("img"):
        alt = (picture.get("alt") or "").strip()
        yield DraftBlock(kind="figure", src=picture.get("src") or None, alt=alt)


_CELLS = ("td", "th")
_TEXTS = ("p", "article", "section", "div", "ul", "ol", "figure")
_LOWEST_TEXTS = 2


def _is_layout(node: etree._Element) -> bool:
    """Whether a table lays out a page, as old sites do: a cell holds a heading, a table or a text.

    A text is two blocks at least, one of which ends as a sentence does.
    """
    for cell in node.iter(*_CELLS):
        if next(cell.iter("table", *_HEADINGS), None) is not None:
            return True
        parts = [inner_text(part) for part in cell.iter(*_TEXTS)]
        if len(parts) >= _LOWEST_TEXTS and any(
            ends_closed(text) and len(text) > _SENTENCE for text in parts
        ):
            return True
    return False


_SENTENCE = 40
"""Characters that no cell of a table of figures has in one block."""


def _outside(node: etree._Element, loose: list[str], captions: list[str]) -> None:
    """Gather the captions, and the words of a table that stand in no cell of a row of its own."""
    for part in (node.text, *(child.tail for child in node)):
        words = _SPACE.sub(" ", part or "").strip()
        if words:
            loose.append(words)
    for child in node:
        if not isinstance(child.tag, str):
            continue
        if child.tag == "caption":
            captions.extend(filter(None, (inner_text(child),)))
        elif child.tag in ("tr", "tbody", "thead", "tfoot"):
            _outside(child, loose, captions)
        elif (child.tag not in _CELLS or node.tag != "tr") and child.tag not in SILENT:
            loose.extend(filter(None, (inner_text(child),)))
