"""Markdown: CommonMark with tables, HTML, wiki image embeds, attributes and page markers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from itertools import pairwise
from typing import Any

import msgspec
from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from packager.patterns import expression
from packager.reading import couplets, html
from packager.reading.draft import BlockKind, DraftBlock, Found
from packager.reading.inline import HARD, STYLES, Collector, cut_marks, soft, trim
from packager.reading.lines import is_soft_verse, is_verse, split, split_prose, wraps
from packager.reading.marks import page_marker, take_attributes
from packager.reading.metadata import front_matter
from packager.reading.script import CJK_EDGE

_BLOCK = (
    MarkdownIt("commonmark", {"html": True, "maxNesting": 200})
    .enable("table")
    .disable(["code", "lheading", "reference", "blockquote"])
    .disable("inline")
)
_INLINE = MarkdownIt("commonmark", {"html": True})
_UNLINKED = MarkdownIt("commonmark", {"html": True}).disable(["link", "image"])
"""For text without ``](``: a flood of brackets is then not searched for the end of each."""
_FLOODED = MarkdownIt("commonmark", {"html": True}).disable(["link", "image", "emphasis"])
_MOST_MARKS = 10_000
"""Asterisks and low lines of one paragraph, at most: more are no emphasis, and stay as they are."""
_MARKUP = expression(r"[\\*_`<&!\[\n]")
_NOT_PLAIN = expression(r"[\\*_`<&!\[\n{]")
_PLAIN = 60
"""A longer line is no page marker; without any mark it is a paragraph as it stands."""
_DASHES = r"[ \t]*:?-+:?[ \t]*"
_DELIMITERS = expression(rf"[ \t]*\|?{_DASHES}(?:\|{_DASHES})*\|?[ \t]*")
_YEAR_OR_SUM = expression(r"[1-9]\d+[.)] ")
"""A number that a line of prose begins with, and no list of one item."""
_CELL = expression(r"(?<!\\)\|")
_QUOTE = expression(r"^ {0,3}(?:>[ \t]?)+", re.M)
_TABLE = expression(r"<table\b.*?</table>", re.S | re.I)
_TABLE_END = expression("</table>", re.I)
_BLANK = expression(r"^[ \t]*$", re.M)
_STRONG = expression(r"\*\*(?=\S)([^*\n]+?)(?<=\S)\*\*")
_WIKI = expression(r"!\[\[([^\]|\n]+)(?:\|([^\]\n]*))?\]\]")
_TIGHT_HEADING = expression(r"(#{1,6})([^\s#][^#\n]*)#*")
_TAG = expression(r"<(/?)([A-Za-z][A-Za-z0-9]*)\b([^>]*)>")
_HREF = expression(r"""href\s*=\s*["']?([^"'\s>]+)""", re.I)
_KNOWN_TAGS = frozenset(STYLES) | frozenset(
    [
        "span",
        "font",
        "u",
        "s",
        "del",
        "ins",
        "mark",
        "small",
        "big",
        "code",
        "kbd",
        "q",
        "cite",
        "abbr",
        "time",
        "wbr",
        "center",
        "p",
        "div",
        "section",
        "article",
        "ruby",
        "rb",
        "rt",
        "rp",
        "label",
        "figure",
        "figcaption",
    ]
)


def read(text: str, *, file: str | None = None) -> Found:
    """Read a whole Markdown file."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    matter = front_matter(text, file=file)
    if matter.lines:
        text = "\n" * matter.lines + text.split("\n", matter.lines)[-1]
    blocks = couplets.stanzas(list(_Reader(file).read(text)), text.split("\n"))
    return Found(
        blocks=tuple(_spaced(blocks)),
        metadata=matter.metadata,
        diagnostics=matter.diagnostics,
        head=matter.lines,
    )


def _spaced(held: Sequence[DraftBlock]) -> Iterator[DraftBlock]:
    """Note which blocks the source sets apart by more empty lines than is its habit."""
    gaps = [
        after.lines[0] - before.lines[1] if before.lines and after.lines else 1
        for before, after in pairwise(held)
    ]
    habit = max(2, *Counter(gaps).most_common(1)[0][:1]) if gaps else 2
    for block, gap in zip(held, (0, *gaps), strict=False):
        yield msgspec.structs.replace(block, apart=True) if gap > habit else block


def _ends_table(state: StateBlock, line: int, _end: int, silent: bool) -> bool:
    """Whether a row cannot go on a table: it has no cells, or is the head of another table.

    By the letter of GFM a table swallows every line up to an empty one.
    """
    if not silent:
        return False
    here, after = (
        state.src[state.bMarks[n] : state.eMarks[n]] if n < state.lineMax else ""
        for n in (line, line + 1)
    )
    return "|" not in here or ("|" in after and bool(_DELIMITERS.fullmatch(after)))


def _atx(line: str) -> tuple[str, int] | None:
    """Words and level of a line that begins with ``#``, if it is a heading."""
    bare = line.lstrip("#")
    level = len(line) - len(bare)
    if not 0 < level <= _DEEPEST or bare[:1] not in ("", " ", "\t"):
        return None
    bare = bare.rstrip(" \t")
    closed = bare.rstrip("#")
    return (closed if closed.endswith((" ", "\t")) else bare).strip(), level


_DEEPEST = 6


def _underlined(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """A heading underlined with ``===`` or ``---``: one line that is no sentence.

    By the letter of CommonMark the rule under a story's last paragraph would make it a heading.
    """
    under = line + 1
    if silent or under >= end or state.sCount[line] - state.blkIndent >= 4:
        return False
    drawn = _UNDERLINE.fullmatch(state.src, state.bMarks[under], state.eMarks[under])
    words = state.src[state.bMarks[line] : state.eMarks[line]].strip()
    if not drawn or not words or len(words) > _LONGEST_UNDERLINED or _BEGUN.match(words):
        return False
    level = 1 if drawn["double"] else 2
    if level == 2 and (_CLAUSE.search(words) or (drawn["rule"] and _ENDED.search(words))):
        return False
    state.line = under + 1
    opening = state.push("heading_open", f"h{level}", 1)
    opening.map = [line, state.line]
    inline = state.push("inline", "", 0)
    inline.content = words
    inline.children = []
    state.push("heading_close", f"h{level}", -1)
    return True


_UNDERLINE = expression(r" {0,3}(?:(?P<double>=+)|(?P<rule>---)|-{4,})[ \t]*")
_BEGUN = expression(r"[#>|<*+-]|\d+[.)] ")
_CLAUSE = expression(r"[。．.；;，,、：:…]$")
_ENDED = expression(r"[！!？?”’\"」』）)\]】|>*_-]$")
"""A sentence may end so as well; with three dashes under it, it does."""
_LONGEST_UNDERLINED = 100
_BLOCK.block.ruler.push("end_of_table", _ends_table, {"alt": ["blockquote"]})
_BLOCK.block.ruler.before("paragraph", "underlined", _underlined)


class _Reader:
    """Reads one text; ``file`` is noted on every block."""

    def __init__(self, file: str | None, first: int = 0) -> None:
        self._file = file
        self._first = first

    def read(self, text: str) -> Iterator[DraftBlock]:
        text = _QUOTE.sub("", text)
        end = max((m.end() for m in _TABLE_END.finditer(text)), default=0)
        if end:  # beyond the last one a search would find nothing
            text = _TABLE.sub(lambda m: _BLANK.sub("<!-- -->", m[0]), text[:end]) + text[end:]
        self._source = text.split("\n")
        self._wraps = wraps(self._source)
        held: DraftBlock | None = None
        for block in self._top(text):
            bare, roles = take_attributes(block.text)
            if roles and not bare and held is not None:
                held = msgspec.structs.replace(held, roles=held.roles + roles)
                continue
            if held is not None:
                yield held
            held = block
        if held is not None:
            yield held

    def _top(self, text: str) -> Iterator[DraftBlock]:
        """The blocks of a text, parsed one after the other.

        A line that has an empty line under it is by any rule a paragraph if it begins with a
        letter, and a heading or a paragraph if it begins with ``#``.
        """
        source = self._source
        state = StateBlock(text, _BLOCK, {}, [])
        rules = _BLOCK.block.ruler.getRules("")
        at, end = 0, state.lineMax if text else 0
        while (at := state.skipEmptyLines(at)) < end:
            line = source[at]
            alone = at + 1 == end or not source[at + 1]
            if alone and (line[0] == "#" or line[0].isalpha()):
                where = self._first + at + 1, self._first + at + 1
                heading = _atx(line) if line[0] == "#" else None
                if heading:
                    yield from self._heading(*heading, where)
                elif len(line) > _PLAIN and line[0] != "#" and not _NOT_PLAIN.search(line):
                    yield self._block("paragraph", where, text=line.strip())
                else:
                    yield from self._paragraph(line.strip(), where)
                at += 2
                continue
            state.line = at
            for rule in rules:
                if rule(state, at, end, False):
                    break
            yield from self._blocks(state.tokens)
            state.tokens.clear()
            at = state.line

    def _blocks(self, tokens: Sequence[Token]) -> Iterator[DraftBlock]:
        at = 0
        while at < len(tokens):
            token = tokens[at]
            where = self._lines(token)
            match token.type:
                case "heading_open":
                    yield from self._heading(tokens[at + 1].content, int(token.tag[1]), where)
                    at += 2
                case "paragraph_open":
                    yield from self._paragraph(tokens[at + 1].content, where)
                    at += 2
                case "hr":
                    yield self._block("rule", where)
                case "html_block":
                    yield from self._html(token.content, where)
                case "fence":
                    told = f"{token.info}\n\n" if CJK_EDGE.any(token.info) else ""
                    within = _Reader(self._file, where[0] if where else 0)
                    yield from within.read(told + token.content)
                case "bullet_list_open" | "ordered_list_open" | "table_open":
                    end = _closing(tokens, at)
                    inside = tokens[at : end + 1]
                    yield from (
                        self._table(inside, where)
                        if token.type == "table_open"
                        else self._list(inside, where)
                    )
                    at = end
                case _:
                    pass
            at += 1

    def _lines(self, token: Token) -> tuple[int, int] | None:
        if token.map is None:
            return None
        first, end = token.map
        return self._first + first + 1, self._first + max(end, first + 1)

    def _block(self, kind: BlockKind, where: tuple[int, int] | None, **values: Any) -> DraftBlock:
        return DraftBlock(kind=kind, file=self._file, lines=where, **values)

    def _heading(
        self, source: str, level: int, where: tuple[int, int] | None
    ) -> Iterator[DraftBlock]:
        source, roles = take_attributes(source)
        plain = not _MARKUP.search(source)
        words = source.strip() if plain else _line_text(source)
        mark = page_marker(words)
        if mark and not roles:
            yield self._block("page", where, text=words, number=mark[0], name=mark[1])
            return
        if plain:
            if words:
                yield self._block("heading", where, text=words, level=level, roles=roles)
            return
        lines: list[DraftBlock] = []
        for part in self._inline(source, where):
            if part.kind == "figure":
                yield part
            elif part.text:
                lines.append(
                    msgspec.structs.replace(part, kind="heading", level=level, roles=roles)
                )
        if len(lines) < 2 or html.dashed([line.text for line in lines]):
            yield from lines
        else:
            yield msgspec.structs.replace(lines[0], text=" ".join(line.text for line in lines))

    def _paragraph(self, source: str, where: tuple[int, int] | None) -> Iterator[DraftBlock]:
        bare = source.strip()
        tight = bare[:1] == "#" and _TIGHT_HEADING.fullmatch(bare)
        if tight and bare[-1] != "#":
            yield from self._heading(tight[2], len(tight[1]), where)
            return
        first = where[0] if where else 1
        if "\n" not in source:
            parts: Iterable[tuple[int, list[str]]] = ((0, [source]),)
        else:
            parts = split(source) if self._wraps else split_prose(source)
        for offset, lines in parts:
            text, roles = take_attributes("\n".join(lines))
            here = (first + offset, first + offset + len(lines) - 1)
            if roles and not text.strip():
                yield self._block("paragraph", here, text="\n".join(lines))
                continue
            mark = page_marker(text) if len(lines) == 1 and not roles else None
            if mark:
                yield self._block("page", here, text=text.strip(), number=mark[0], name=mark[1])
                continue
            soft_verse = not self._wraps and is_soft_verse(lines)
            if "verse" in roles or (not roles and (is_verse(lines) or soft_verse)):
                verse = "\n".join(_line_text(line) for line in text.split("\n"))
                yield self._block("verse", here, text=verse.strip("\n"), roles=roles)
                continue
            inner = tuple(self._inline(text, here))
            if not roles and len(lines) == 1 and _is_broken_verse(inner):
                yield self._block("verse", here, text="\n".join(part.text for part in inner))
                continue
            for part in inner:
                other = part.text and part.roles != roles
                yield msgspec.structs.replace(part, roles=roles) if other else part

    def _inline(self, source: str, where: tuple[int, int] | None) -> Iterator[DraftBlock]:
        """Paragraphs and figures out of inline Markdown."""
        if not _MARKUP.search(source):
            yield self._block("paragraph", where, text=source.strip())
            return
        collector = Collector()
        source = _STRONG.sub(r"<strong>\1</strong>", source)
        pieces = _WIKI.split(source)
        for n in range(0, len(pieces), 3):
            for token in _inline_tokens(pieces[n]):
                if token.type == "image":
                    yield from self._flush(collector, where)
                    yield from self._image(token, where)
                else:
                    _collect(token, collector)
            if n + 1 < len(pieces):
                yield from self._flush(collector, where)
                label = (pieces[n + 2] or "").strip()
                alt = "" if re.fullmatch(r"\d+(?:x\d+)?", label) else label
                yield self._block("figure", where, src=pieces[n + 1].strip(), alt=alt)
        yield from self._flush(collector, where)

    def _flush(self, collector: Collector, where: tuple[int, int] | None) -> Iterator[DraftBlock]:
        text, marks = soft(*collector.take())
        start = 0
        for line in text.split(HARD):
            bare, over = trim(line, cut_marks(marks, start, start + len(line)))
            start += len(line) + 1
            if bare:
                yield self._block("paragraph", where, text=bare, marks=over)

    def _image(self, token: Token, where: tuple[int, int] | None) -> Iterator[DraftBlock]:
        alt = token.content.strip()
        yield self._block(
            "figure", where, src=unescape(str(token.attrGet("src") or "")) or None, alt=alt
        )
        title = str(token.attrGet("title") or "").strip()
        if title:
            yield self._block("paragraph", where, text=title, roles=("caption",))

    def _html(self, source: str, where: tuple[int, int] | None) -> Iterator[DraftBlock]:
        stripped = source.strip()
        if stripped.startswith("<!--") and "-->" not in stripped:
            yield self._block("paragraph", where, text=stripped.removeprefix("<!--").strip())
            return
        yield from html.fragment(source, file=self._file, lines=where)

    def _list(self, tokens: Sequence[Token], where: tuple[int, int] | None) -> Iterator[DraftBlock]:
        """A list of plain items; pictures and tables inside items come out after it."""
        items: list[str] = []
        others: list[DraftBlock] = []
        prefix = ""
        for at, token in enumerate(tokens):
            if token.type == "list_item_open":
                prefix = f"{token.info}{token.markup} " if token.info else ""
            elif token.type == "inline":
                for part in self._inline(token.content, self._lines(token)):
                    if part.kind == "paragraph":
                        items.append(prefix + part.text)
                        prefix = ""
                    else:
                        others.append(part)
            elif token.type in ("html_block", "fence"):
                others.extend(self._blocks([token]))
            elif token.type == "hr":
                others.append(self._block("rule", self._lines(token)))
            elif (
                token.type == "list_item_close"
                and prefix
                and tokens[at - 1].type == "list_item_open"
            ):
                items.append(prefix.strip())
        if len(items) == 1 and _YEAR_OR_SUM.match(items[0]) and not others:
            yield self._block("paragraph", where, text=items[0])
        elif items:
            yield self._block("list", where, items=tuple(items))
        yield from others

    def _table(
        self, tokens: Sequence[Token], where: tuple[int, int] | None
    ) -> Iterator[DraftBlock]:
        rows: list[list[str]] = []
        header = 0

        def add(content: str) -> None:
            parts = [part.text or part.alt for part in self._inline(content, where)]
            rows[-1].append(" ".join(parts))

        line = ""
        for token in tokens:
            if token.type == "tr_open":
                rows.append([])
                line = self._source[token.map[0]].strip() if token.map else ""
            elif token.type == "inline":
                add(token.content)
            elif token.type == "tr_close":
                cells = _CELL.split(line.removeprefix("|").removesuffix("|"))
                for content in cells[len(rows[-1]) :]:  # which GFM would drop
                    add(content.strip())
            elif token.type == "thead_close":
                header = len(rows)
        if header and not any(any(row) for row in rows[:header]):
            rows, header = rows[header:], 0
        width = max(map(len, rows), default=0)
        filled = tuple((*row, *[""] * (width - len(row))) for row in rows)
        yield self._block("table", where, rows=filled, header_rows=header)


def _is_broken_verse(parts: Sequence[DraftBlock]) -> bool:
    """Whether one line of source is verse whose lines are parted by hard breaks."""
    plain = all(part.kind == "paragraph" and not part.marks for part in parts)
    return len(parts) > 2 and plain and is_soft_verse([part.text for part in parts])


def _closing(tokens: Sequence[Token], at: int) -> int:
    closing = tokens[at].type.replace("_open", "_close")
    level = tokens[at].level
    while tokens[at].type != closing or tokens[at].level != level:
        at += 1
    return at


def _inline_tokens(source: str) -> Sequence[Token]:
    if source.count("*") + source.count("_") > _MOST_MARKS:
        return _FLOODED.parseInline(source)[0].children or ()
    parser = _INLINE if "](" in source else _UNLINKED
    return parser.parseInline(source)[0].children or ()


def _collect(token: Token, collector: Collector) -> None:
    """Add one inline token to the text."""
    match token.type:
        case "softbreak":
            collector.add("\n")
        case "hardbreak":
            collector.add(HARD)
        case "em_open" | "strong_open":
            collector.open(token.tag)
        case "link_open":
            collector.open("a", str(token.attrGet("href") or "") or None)
        case "em_close" | "strong_close" | "link_close":
            collector.close(token.tag)
        case "html_inline":
            _collect_tag(token.content, collector)
        case _:
            collector.add(token.content)


def _collect_tag(source: str, collector: Collector) -> None:
    tag = _TAG.fullmatch(source)
    name = tag[2].lower() if tag else ""
    if name == "br":
        collector.add(HARD)
    elif tag and name in STYLES:
        href = _HREF.search(tag[3])
        collector.close(name) if tag[1] else collector.open(name, href[1] if href else None)
    elif not (tag and name in _KNOWN_TAGS) and not source.startswith("<!--"):
        collector.add(source)


def _line_text(source: str) -> str:
    """The words of one line, its hard-break mark and inline markup taken off."""
    bare = source.rstrip().removesuffix("\\").strip()
    if bare.lower() in ("<br>", "<br/>", "<br />"):
        return ""
    collector = Collector()
    for token in _inline_tokens(bare):
        if token.type == "image":
            collector.add(token.content)
        else:
            _collect(token, collector)
    return collector.take()[0].replace("\n", " ").replace(HARD, " ")
