"""From printed pages to a proof that a person reads in a browser."""

from __future__ import annotations

import base64
import difflib
import io
from collections.abc import Iterator, Sequence

import msgspec
import pypdfium2
from jinja2 import Environment, PackageLoader, StrictUndefined
from PIL import Image, ImageDraw, ImageFont

from packager import fonts
from packager.diagnostics import Diagnostic, Repair
from packager.issue import Article, Issue
from packager.makeup.page import MadeIssue, MadePage, PageFinding, Picture

DPI = 110
"""Resolution of the page pictures: body type is readable on a screen."""
AROUND, MOST_CHANGES = 8, 6
"""Characters shown beside a change; changes shown of one repair."""
MISSING = "NotoSansSC-Bold"
"""The face that says where a picture is missing."""

_CHINESE = {
    "proof": "校样",
    "page": "第{}版",
    "stories": "稿件",
    "findings": "检查结果",
    "repairs": "修改记录",
    "none": "无",
    "missing": "缺图",
    "filled": "版面填满 {:.1f}%",
}
_ENGLISH = {
    "proof": "Proof",
    "page": "Page {}",
    "stories": "Stories",
    "findings": "Findings",
    "repairs": "Repairs",
    "none": "none",
    "missing": "picture missing",
    "filled": "filled {:.1f}%",
}


class Proof(msgspec.Struct, frozen=True):
    """The files of a proof: their bytes by name."""

    html: bytes
    """Self-contained: no script, nothing fetched."""
    pages: tuple[tuple[str, bytes], ...]
    """PNG of each page by file name."""


class _Area(msgspec.Struct, frozen=True):
    """A story's place on its page picture, in percent."""

    anchor: str
    article: str
    title: str
    left: float
    top: float
    width: float
    height: float


class _Sheet(msgspec.Struct, frozen=True):
    """A page as the template sees it."""

    anchor: str
    heading: str
    filled: str
    png: str
    areas: tuple[_Area, ...]


class _Note(msgspec.Struct, frozen=True):
    """A finding or a repair, with the anchor of its place on a page."""

    anchor: str | None
    severity: str
    code: str
    place: str
    text: str
    changes: tuple[tuple[str, str, str, str], ...] = ()
    """What a repair changed: the words before it, what stood, what stands, the words after."""


def proof(
    made: MadeIssue,
    issue: Issue,
    pdf: bytes,
    *,
    findings: Sequence[Diagnostic] = (),
    repairs: Sequence[Repair] = (),
    dpi: int = DPI,
) -> Proof:
    """Make the proof of a printed issue.

    ``pdf`` holds the pages of ``made`` in order, as :func:`packager.press.print_pdf` gives them.
    Missing pictures, which print nothing, are marked here.
    """
    words = _CHINESE if (issue.publication.language or "zh").startswith("zh") else _ENGLISH
    articles = {article.id: article for _, article in issue.articles()}
    anchors: dict[str, str] = {}
    sheets = []
    files = []
    document = pypdfium2.PdfDocument(pdf)
    try:
        for index, page in enumerate(made.pages):
            picture = document[index].render(scale=dpi / 72).to_pil().convert("RGB")
            _mark_missing(picture, page, words["missing"])
            data = _png(picture, dpi)
            files.append((f"page-{index + 1:02}.png", data))
            areas = tuple(_areas(page, articles, anchors))
            name = f" {page.name}" if page.name else ""
            sheets.append(
                _Sheet(
                    _page_anchor(page.number),
                    words["page"].format(page.number) + name,
                    words["filled"].format(100 * page.fill),
                    base64.b64encode(data).decode(),
                    areas,
                )
            )
    finally:
        document.close()
    environment = Environment(
        loader=PackageLoader("packager.proof", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    html = environment.get_template("proof.html.j2").render(
        words=words,
        language=issue.publication.language or "zh-CN",
        title=" ".join(filter(None, (issue.publication.title, issue.date))),
        sheets=sheets,
        findings=[_finding(item, issue, anchors) for item in findings],
        repairs=[_repair(item, issue, anchors) for item in repairs],
    )
    return Proof(html.encode(), tuple(files))


def _areas(
    page: MadePage, articles: dict[str, Article], anchors: dict[str, str]
) -> Sequence[_Area]:
    """The places of a page's stories; ``anchors`` gets the first place of each story."""
    made = []
    for area in page.areas:
        anchor = f"{_page_anchor(page.number)}-{area.article}"
        for ident in (area.article, *area.others):
            anchors.setdefault(ident, anchor)
        article = articles.get(area.article)
        made.append(
            _Area(
                anchor,
                area.article,
                article.title if article else area.article,
                100 * area.x / page.width,
                100 * area.y / page.height,
                100 * area.width / page.width,
                100 * area.height / page.height,
            )
        )
    return made


def _finding(item: Diagnostic, issue: Issue, anchors: dict[str, str]) -> _Note:
    if isinstance(item, PageFinding):
        anchor: str | None = _page_anchor(item.page)
    else:
        article = item.article or _article_at(issue, item.where.file, item.where.line)
        anchor = anchors.get(article or "")
    return _Note(anchor, item.severity, item.code, str(item.where), item.message)


def _page_anchor(number: str) -> str:
    return f"p{number}"


def _repair(item: Repair, issue: Issue, anchors: dict[str, str]) -> _Note:
    article = item.article or _article_at(issue, item.where.file, item.where.line)
    sure = "info" if item.confidence >= 0.9 else "warning"
    place = str(item.where)
    return _Note(
        anchors.get(article or ""), sure, item.rule, place, item.reason,
        tuple(_changes(item.before, item.after)),
    )  # fmt: skip


def _changes(before: str, after: str) -> Iterator[tuple[str, str, str, str]]:
    """The places where two texts differ, each with a few characters around it."""
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    found = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    for _, start, stop, first, last in found[:MOST_CHANGES]:
        left = before[max(start - AROUND, 0) : start]
        yield left, before[start:stop], after[first:last], before[stop : stop + AROUND]


def _article_at(issue: Issue, file: str | None, line: int | None) -> str | None:
    """The story that holds a source line."""
    if line is None:
        return None
    for _, article in issue.articles():
        same = article.file is None or file is None or article.file == file
        if same and article.lines and article.lines[0] <= line <= article.lines[1]:
            return article.id
    return None


def _mark_missing(picture: Image.Image, page: MadePage, word: str) -> None:
    """Outline where a picture is missing, and say so."""
    scale = picture.width / page.width
    draw = ImageDraw.Draw(picture)
    font = ImageFont.truetype(str(fonts.face(MISSING).path), round(9 * scale))
    for item in page.items:
        if isinstance(item, Picture) and item.src is None:
            left, top = item.x * scale, item.y * scale
            right, bottom = left + item.width * scale, top + item.height * scale
            draw.rectangle(
                (left, top, right, bottom), outline="#c8161d", width=max(round(scale), 1)
            )
            box = draw.textbbox((0, 0), word, font=font)
            wide, high = box[2] - box[0] + 6 * scale, box[3] + 3 * scale
            draw.rectangle((right - wide, top, right, top + high), fill="#c8161d")
            draw.text((right - wide + 3 * scale, top + scale), word, font=font, fill="white")


def _png(picture: Image.Image, dpi: int) -> bytes:
    buffer = io.BytesIO()
    picture.quantize(64).save(buffer, "PNG", optimize=True, dpi=(dpi, dpi))
    return buffer.getvalue()
