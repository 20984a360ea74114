"""Page furniture: nameplate with its ears, imprint line, folio line. Only what is known is set."""

from __future__ import annotations

from collections.abc import Iterator

from packager.issue import Issue, Page
from packager.layout import Layout
from packager.makeup.grid import Grid
from packager.makeup.language import words
from packager.makeup.page import Item, Role, Rule, TextBlock
from packager.makeup.setting import head_lines, text_lines
from packager.typesetting.line import Line


def band_rows(issue: Issue, layout: Layout) -> int:
    """Rows at the top of the first page that the nameplate and the imprint line take."""
    rows = 3
    if issue.publication.title:
        size, _ = _nameplate(issue, layout, Grid.of(layout).span(layout.grid.columns))
        rows += round(size * 1.2 / layout.grid.leading)
    return rows


def first_page(issue: Issue, page: Page, number: str, layout: Layout) -> Iterator[Item]:
    """The nameplate and the imprint line of the front page."""
    grid = Grid.of(layout)
    width = grid.span(grid.columns)
    rows = band_rows(issue, layout)
    if issue.publication.title:
        size, lines = _nameplate(issue, layout, width)
        spec = layout.type["nameplate"]
        yield TextBlock(
            grid.left, grid.y(0), width, size * 1.2, size, lines, "nameplate", colour=spec.colour,
            align="start" if spec.align == "justify" else spec.align,
        )  # fmt: skip
    y = grid.y(rows - 2.4)
    yield Rule(grid.left, y, width, 1.0)
    left, right = _imprint(issue, page, number)
    yield from _line(layout, "imprint", left, grid.left, y + 3, width, "start")
    yield from _line(layout, "imprint", right, grid.left, y + 3, width, "end")
    yield Rule(grid.left, y + 6 + grid.leading, width, 0.4)


def later_page(issue: Issue, page: Page, number: str, layout: Layout) -> Iterator[Item]:
    """The folio line above the type area of the other pages."""
    grid = Grid.of(layout)
    width = grid.span(grid.columns)
    y = grid.top - 1.6 * grid.leading
    say = words(issue.publication.language)
    outer = "　".join(filter(None, (say.page.format(page=number), page.name)))
    inner = "　".join(
        filter(None, (issue.publication.title, say.day(issue.date) if issue.date else None))
    )
    even = number.isdigit() and int(number) % 2 == 0
    left, right = (outer, inner) if even else (inner, outer)
    yield from _line(layout, "folio", left, grid.left, y, width, "start")
    yield from _line(layout, "folio", right, grid.left, y, width, "end")
    yield Rule(grid.left, y + grid.leading + 1.5, width, 0.6)


def _nameplate(issue: Issue, layout: Layout, width: float) -> tuple[float, tuple[Line, ...]]:
    title = issue.publication.title or ""
    sizes = layout.type["nameplate"].sizes
    for size in sizes:
        lines = head_lines(title, layout.style("nameplate", size), width / size, 1)
        if lines:
            return size, lines
    size = sizes[-1]
    return size, text_lines(title, layout.style("nameplate", size), width / size)


def _imprint(issue: Issue, page: Page, number: str) -> tuple[str, str]:
    say = words(issue.publication.language)
    paper = issue.publication
    left = [
        say.day(issue.date) if issue.date else None,
        say.number.format(number=issue.number)
        if issue.number and issue.number.isdigit()
        else issue.number,
        f"国内统一连续出版物号 {paper.cn}" if paper.cn else None,
        f"ISSN {paper.issn}" if paper.issn else None,
        f"邮发代号 {paper.post_code}" if paper.post_code else None,
        paper.website,
    ]
    right = [say.page.format(page=number), page.name]
    return "　".join(filter(None, left)), "　".join(filter(None, right))


def _line(
    layout: Layout, role: Role, text: str, x: float, y: float, width: float, align: str
) -> Iterator[TextBlock]:
    if not text:
        return
    size = layout.type[role].sizes[0]
    lines = text_lines(text, layout.style(role, size), width / size)[:1]
    yield TextBlock(
        x,
        y,
        width,
        layout.grid.leading,
        size,
        lines,
        role,
        align="end" if align == "end" else "start",
    )
