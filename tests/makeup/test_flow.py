"""How a story's rows break into columns."""

from packager import layout as layouts
from packager.issue import Article, Crosshead, Paragraph
from packager.makeup import make_up
from packager.makeup.flow import Flow, fill, flow
from packager.makeup.page import TextBlock
from packager.makeup.units import Setter
from tests.makeup.test_make_up import SENTENCE, Issue, Page

LAYOUT = layouts.load("broadsheet")
BODY = (Paragraph(text=SENTENCE), Crosshead(text="渠水到田头"), Paragraph(text=SENTENCE))


def rows(measure: float = 108.0) -> Flow:
    article = Article(id="a01", body=BODY)
    return flow(Setter(article, LAYOUT, measure, body="body", pictures={}).story())


def test_a_short_column_has_more_air_above_its_headings() -> None:
    made = rows()
    filled = fill(made, [made.rows + 1])
    assert filled
    assert (filled.white, filled.air) == (0, (1,))
    loose = fill(made, [made.rows + 3])
    assert loose
    assert (loose.white, loose.air) == (2, (1,))


def test_the_blank_row_above_a_heading_vanishes_at_the_top_of_a_column() -> None:
    made = rows()
    half = made.line.index(-1)
    assert made.over(2) == made.rows - 1
    filled = fill(made, [half, made.rows - half - 1])
    assert filled
    assert filled.white == 0


def test_more_air_moves_the_words_by_whole_rows() -> None:
    article = Article(id="a01", headline="清渠引水到田头", body=BODY * 6)
    made = make_up(Issue(pages=(Page(articles=(article,)),)), LAYOUT).issue
    tops = {
        round((item.y - LAYOUT.type_area[1]) / 12.5 % 1, 4)
        for item in made.pages[0].items
        if isinstance(item, TextBlock) and item.role == "paragraph"
    }
    assert len(tops) == 1
