"""The printed pages read back: every body line on the grid, every word in its frame and order.

``python -m tests.makeup.test_printed`` measures many more issues in every layout.
"""

import io
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from benchmarks.makeup import generated
from packager import copydesk, pictures, press, reading, resources
from packager import layout as layouts
from packager.checking.content import Piece, Reader
from packager.checking.pdf_fonts import Fonts
from packager.issue import Article, Issue, block_texts
from packager.layout import Layout
from packager.makeup import make_up
from packager.makeup.head import byline_text
from packager.makeup.page import FURNITURE, MadePage, TextBlock
from tests.conftest import SHARED
from tests.makeup.test_make_up import check_geometry, front_page
from tests.press.structure import stories

HAN_CENTRE = 0.38
BODY = {"paragraph", "item"}
NEAR = 0.1
"""pt that a baseline may be off the grid."""
SAMPLE = resources.SAMPLE
INPUTS = SHARED / "inputs"
KNOWN = copydesk.Known(title="大同日报", date="2025-07-22")


def squeezed(text: str) -> str:
    return "".join(text.split())


def words(article: Article) -> str:
    """All words of a story in reading order."""
    heads = article.label, article.kicker, article.headline, *article.deck, byline_text(article)
    texts = (text for block in article.body for text in block_texts(block))
    return squeezed("".join(filter(None, (*heads, *texts))))


def check_printed(issue: Issue, layout: Layout, folder: Path | None) -> tuple[int, float]:
    """Pages, and the largest distance in pt of a body baseline from the grid.

    Asserts that the PDF tells every story's words in order, each line within its story's area.
    """
    sizes, _ = pictures.sizes(issue, folder)
    made = make_up(issue, layout, pictures=sizes).issue
    printed = press.print_pdf(made, issue, layout, folder=folder).pdf
    with pikepdf.open(io.BytesIO(printed)) as pdf:
        told = [
            squeezed("".join(text for kind, text in blocks if kind != "Figure"))
            for _, blocks in stories(pdf)
        ]
        wanted = [words(article) for _, article in issue.articles()]
        assert sorted(told) == sorted(filter(None, wanted))
        worst = [
            measure(page, sheet, layout) for page, sheet in zip(made.pages, pdf.pages, strict=True)
        ]
    return len(worst), max(worst)


def characters(sheet: pikepdf.Page) -> Iterator[tuple[str, Piece]]:
    """The characters that a page shows, in order, each with the piece of text that it is of."""
    fonts = Fonts()
    for piece in Reader(sheet).pieces():
        if piece.kind == "text":
            font = fonts.of(piece.font)
            for code in font.codes(piece.codes):
                for character in squeezed((font.unicode or {})[code]):
                    yield character, piece


def measure(page: MadePage, sheet: pikepdf.Page, layout: Layout) -> float:
    """The largest distance from the grid on one page."""
    check_geometry(page)
    height = float(sheet.trimbox[3])
    leading = layout.grid.leading
    first = layout.type_area[1] + leading / 2 + HAN_CENTRE * layout.em
    areas = {name: area for area in page.areas for name in (area.article, *area.others)}
    shown = characters(sheet)
    worst = 0.0
    for block in page.items:
        if not isinstance(block, TextBlock):
            continue
        for line in block.lines:
            level = not any(run.rise for run in line.runs)
            for wanted in squeezed(line.text + line.hyphen):
                character, piece = next(shown)
                assert character == wanted
                x, y = piece.place[0], height - piece.place[1]
                if block.article and block.role not in FURNITURE:
                    area = areas[block.article]
                    left = area.x - block.size / 2 - NEAR  # an opening mark's blank half is cut off
                    assert left <= x <= area.x + area.width
                    assert area.y <= y <= area.y + area.height
                if block.role in BODY and level:
                    rows = (y - first) / leading
                    worst = max(worst, abs(rows - round(rows)) * leading)
    assert next(shown, None) is None
    return worst


@pytest.mark.parametrize("name", layouts.names())
def test_printed_body_lines_stand_on_the_grid(name: str) -> None:
    _, worst = check_printed(front_page(), layouts.load(name), None)
    assert worst < NEAR


@pytest.mark.parametrize("name", ["broadsheet", "tablet"])
def test_the_printed_sample_stands_on_the_grid(name: str) -> None:
    draft = reading.read(SAMPLE)
    _, worst = check_printed(copydesk.edit(draft).issue, layouts.load(name), draft.folder)
    assert worst < NEAR


def test_a_real_front_page_stands_on_the_grid(shared: Path) -> None:
    draft = reading.read(shared / "inputs" / "datong-front-page.md")
    issue = copydesk.edit(draft, KNOWN).issue
    _, worst = check_printed(issue, layouts.load("broadsheet"), draft.folder)
    assert worst < NEAR


def many() -> Iterator[tuple[str, Issue, Path | None]]:
    """The issues of the wide table: the sample, the real inputs at hand, generated ones."""
    sources = [
        SAMPLE,
        INPUTS / "datong-front-page.md",
        INPUTS / "rmrb-2001-01-01" / "rmrb-2001-01-01.txt",
        INPUTS / "mineru-report",
    ]
    for source in sources:
        if source.exists():
            draft = reading.read(source)
            yield source.name, copydesk.edit(draft).issue, draft.folder
    for name, issue, sizes in generated():
        if not sizes:
            yield name, issue, None


def main() -> None:
    """Print the largest distance from the grid of every issue in every layout."""
    for source, issue, folder in many():
        for name in layouts.names():
            layout = layouts.load(name)
            pages, worst = check_printed(issue, layout, folder)
            print(f"{source:28}{name:14}{pages:4} pages{worst:8.4f} pt", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
