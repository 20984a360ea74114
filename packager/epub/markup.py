"""Inline marks and datelines as XHTML; every character of the text comes out escaped, once."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

from packager.issue import Article, Block, Figure, Mark, Paragraph, Table
from packager.patterns import Letters, expression

_TAGS = {
    "strong": ("<strong>", "</strong>"),
    "emphasis": ("<em>", "</em>"),
    "dots": ('<em class="dots">', "</em>"),
    "superscript": ("<sup>", "</sup>"),
    "subscript": ("<sub>", "</sub>"),
    "dateline": ('<span class="dateline">', "</span>"),
}
_Span = tuple[int, int, str, str | None]
_SCRIPTS = (
    (expression("[\u3041-\u3096\u30a1-\u30fa][\u3041-\u3096\u30a1-\u30fa\u30fc]*"), "ja"),
    (expression("(?:[\uac00-\ud7a3] ?)+(?<! )"), "ko"),
)
"""Scripts that belong to one language."""
_PHRASE = expression(r"([^\s，；：]+[，；：]*)(\s*)")
_QUOTED = expression(
    "((?:[“「『《][^“”「」『』《》\\s]{2,10}[”」』》]|（[^（）\\s]{2,12}）)[，。、：；！？）]*)"
)
_HAN = Letters("\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff")
_LINK = expression(
    r"(https?://[A-Za-z0-9.-]+(:\d+)?([/?#][^\s<>\"{}|\\^`\[\]]*)?|mailto:[^\s<>\"?]+@[A-Za-z0-9.-]+)"
)
_SIGNED = expression(r"[^。！？；：，、.!?;:,…]{2,24}")
_SIGNERS = 4
"""A body, or a few, and a date."""
_FIGURE = expression(
    r"[-+−–±~≈约]?\s?[$£€¥￥]?\d[\d,.，]*\s?(?:%|％|‰|[万亿]?[元人次吨亩]?|[A-Za-z]{1,3}|℃|°C)"
)
_LONGEST_FIGURE = 12


def safe_link(href: str | None) -> str | None:
    """The address if a reader may be sent there (http, https, mailto), else None."""
    return href if href and _LINK.fullmatch(href) else None


def inline(text: str, marks: Sequence[Mark] = (), dateline: int = 0, language: str = "") -> Markup:
    """Render ``text`` with its marks; the first ``dateline`` characters are the dateline.

    Kana and Hangul in a paper of another language are marked with theirs, so that a voice can
    read them; no language is guessed for Latin script.
    Marks that cross are split, so that the elements nest; offsets outside the text are cut off.
    """
    spans: list[_Span] = [(m.start, m.end, m.style, m.href) for m in marks]
    if dateline:
        spans.append((0, dateline, "dateline", None))
    for pattern, other in _SCRIPTS:
        if not language.startswith(other):
            spans += [(*found.span(), "language", other) for found in pattern.finditer(text)]
    spans = [(max(0, a), min(len(text), b), style, href) for a, b, style, href in spans]
    return Markup(_nest(text, 0, len(text), [span for span in spans if span[0] < span[1]]))


def _nest(text: str, start: int, end: int, spans: list[_Span]) -> str:
    out: list[str] = []
    # Outermost first: what starts earliest, and of those what ends last.
    waiting = sorted(spans, key=lambda span: (span[0], -span[1]))
    while waiting:
        low, high, style, href = waiting.pop(0)
        inside, after = [], []
        for a, b, other, link in waiting:
            if a >= high:
                after.append((a, b, other, link))
                continue
            if other != style:  # a link must not hold a link, and strong in strong says nothing
                inside.append((a, min(b, high), other, link))
            if b > high:
                after.append((high, b, other, link))
        out.append(str(escape(text[start:low])))
        opening, closing = _element(style, href)
        out.append(opening + _nest(text, low, high, inside) + closing)
        start = high
        waiting = sorted(after, key=lambda span: (span[0], -span[1]))
    out.append(str(escape(text[start:end])))
    return "".join(out)


def _element(style: str, href: str | None) -> tuple[str, str]:
    if style == "language":
        return f'<span lang="{href}" xml:lang="{href}">', "</span>"
    if style != "link":
        return _TAGS[style]
    link = safe_link(href)
    return (f'<a href="{escape(link)}">', "</a>") if link else ("", "")


def phrases(headline: str) -> list[tuple[str, str]]:
    """The parts of a Chinese or Japanese headline that pauses divide, each with its pause.

    A blank or a comma is a pause. Reading systems keep a part on one line if they can. Empty for
    a headline of one part, or of words that are not Han.
    """
    parts = [(m[1], m[2]) for m in _PHRASE.finditer(headline)]
    whole = "".join(part + pause for part, pause in parts) == headline
    return parts if whole and len(parts) > 1 and all(_HAN.any(p) for p, _ in parts) else []


def quotations(headline: str) -> list[str]:
    """A headline parted at its short quotations and brackets: every other part is one of them.

    Reading systems keep “霁水好河工” and （单位：元） on one line if they can.
    """
    return _QUOTED.split(headline)


def paragraph(block: Paragraph, article: Article, language: str = "") -> Markup:
    """A paragraph's inner XHTML; on the story's first paragraph the dateline is marked."""
    first = next((b for b in article.body if isinstance(b, Paragraph)), None)
    dateline = article.dateline.text if article.dateline else ""
    opens = first is block and bool(dateline) and block.text.startswith(dateline)
    return inline(block.text, block.marks, len(dateline) if opens else 0, language)


def signature(article: Article) -> list[Block]:
    """The lines that sign a notice: at its foot, short, without a stop; set to the right."""
    if article.kind != "notice":
        return []
    lines: list[Block] = []
    for block in reversed(article.body[1:]):
        if not isinstance(block, Paragraph) or not _SIGNED.fullmatch(block.text.strip()):
            break
        lines.append(block)
    return lines[:_SIGNERS]


def figures(table: Table) -> list[int]:
    """The columns of a table that hold figures, most of them at least; set to the right."""
    rows = table.rows[table.header_rows if table.header_rows < len(table.rows) else 0 :]
    columns = range(max(map(len, rows), default=0))
    held = {n: [row[n].strip() for row in rows if n < len(row) and row[n].strip()] for n in columns}
    return [
        n
        for n, cells in held.items()
        if 2 * sum(_FIGURE.fullmatch(cell) is not None for cell in cells) > len(cells)
        and max(map(len, cells)) <= _LONGEST_FIGURE
    ]


def loose_dateline(article: Article) -> str | None:
    """A dateline that no paragraph opens with, and so must be printed by itself."""
    if article.dateline is None or not article.dateline.text:
        return None
    first = next((b for b in article.body if isinstance(b, Paragraph)), None)
    return None if first and first.text.startswith(article.dateline.text) else article.dateline.text


def alternative(figure: Figure) -> str:
    """The alternative text of a picture: its own, else its caption on one line; may be empty."""
    return " ".join((figure.alt.strip() or figure.caption).split())


def byline(article: Article) -> str | None:
    """The byline line: as printed, else the people whom no printed text of the story names."""
    if article.byline_text:
        return article.byline_text
    printed = "\n".join(article.texts()) + (article.dateline.text if article.dateline else "")
    people = [
        f"{person.agency or ''}{person.role or ''} {person.name}".strip()
        for person in article.bylines
        if person.name and person.name not in printed
    ]
    return "　".join(people) or None
