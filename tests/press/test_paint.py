"""What is painted is what was composed: glyph positions are read back from the PDF."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
import weasyprint

from packager import layout
from packager.issue import Mark
from packager.makeup.page import TextBlock
from packager.press.paint import Painter
from packager.typesetting import Line, Style, compose, compose_head, compose_vertical
from tests import readback

SIZE, LEADING, MEASURE, X, Y = 9.0, 12.5, 13.0, 40.0, 30.0
TEXT = (
    "“智慧水网”上线以来，市水务局依托GIS平台，对46.8公里管网实行“网格化”巡检——"
    "漏损率由14.2%降至8.6%，年节水320万立方米；在阿勒泰·布尔津一带，"
    "（含雨水、污水、再生水）三张子网也已并网，金（김）姓老住户说：“水清了，心也亮了！”……"
)


@pytest.fixture(scope="module")
def body() -> Style:
    return layout.load("broadsheet").style("body")


def paint(blocks: Sequence[TextBlock]) -> bytes:
    painter = Painter()
    html = "".join(painter.block(block) for block in blocks)
    page = f"@page {{ size: 400pt 600pt; margin: 0 }} body {{ margin: 0 }} {painter.css()}"
    document = f'<html lang="zh-CN"><style>{page}</style><body>{html}</body>'
    pdf: bytes = weasyprint.HTML(string=document).write_pdf()
    return pdf


def block(lines: tuple[Line, ...], **changes: object) -> TextBlock:
    values = {
        "x": X, "y": Y, "width": MEASURE * SIZE, "leading": LEADING, "size": SIZE, "lines": lines,
        "role": "paragraph",
    }  # fmt: skip
    return TextBlock(**(values | changes))  # type: ignore[arg-type]  # values of a test


def origins(pdf: bytes) -> list[tuple[str, float, float]]:
    """Every painted character with its origin in pt from the top left."""
    return [(glyph.text, glyph.x, glyph.y) for glyph in readback.glyphs(pdf)]


def test_every_character_stands_where_it_was_composed(body: Style) -> None:
    lines = compose(TEXT, body, MEASURE, indent=2)
    painted = iter(origins(paint([block(lines)])))
    rows = []
    for line in lines:
        row = [next(painted) for c in "".join(r.text for r in line.runs) if not c.isspace()]
        assert [c for c, _, _ in row] == [c for r in line.runs for c in r.text if not c.isspace()]
        rows.append(row)
    for row, line in zip(rows, lines, strict=True):
        assert max(y for _, _, y in row) - min(y for _, _, y in row) < 0.01
        assert row[0][1] == pytest.approx(X + line.indent * SIZE, abs=0.05)
    tops = [row[0][2] for row in rows]
    assert [b - a for a, b in pairwise(tops)] == pytest.approx(
        [LEADING] * (len(tops) - 1), abs=0.02
    )
    for row, line in zip(rows[:-1], lines[:-1], strict=True):
        character, x, _ = row[-1]
        if "\u4e00" <= character <= "\u9fff":
            assert x + SIZE == pytest.approx(X + MEASURE * SIZE, abs=0.1), line


def test_han_stand_in_the_middle_of_their_leading(body: Style) -> None:
    lines = compose("水网", body, MEASURE)
    _, _, baseline = origins(paint([block(lines)]))[0]
    assert baseline - 0.38 * SIZE == pytest.approx(Y + LEADING / 2, abs=0.05)


def test_faces_share_their_baseline() -> None:
    styles = [layout.load("broadsheet").style(role, 9) for role in ("body", "caption", "label")]
    blocks = [block(compose("水网", s, 5), x=X + 60 * i) for i, s in enumerate(styles)]
    baselines = {round(y, 1) for _, _, y in origins(paint(blocks))}
    assert len(baselines) == 1


def test_heads_are_centred_by_what_is_seen(body: Style) -> None:
    head = compose_head("“清水”入户", body, MEASURE, 1)
    assert head
    row = origins(paint([block(head, align="centre")]))
    left = row[0][1] + 0.5 * SIZE  # the opening mark's blank half
    right = row[-1][1] + SIZE
    assert (left + right) / 2 == pytest.approx(X + MEASURE * SIZE / 2, abs=0.1)


def test_text_is_escaped(body: Style) -> None:
    lines = compose("甲<b>&乙", body, MEASURE)
    assert "".join(c for c, _, _ in origins(paint([block(lines)]))) == "甲<b>&乙"


def test_marks_are_painted_in_order_and_in_place(body: Style) -> None:
    text = "水质达到H2O标准，必须严格执行，见www.example.org。"
    marks = [
        Mark(5, 6, "subscript"),
        Mark(text.index("必"), text.index("，见"), "dots"),
        Mark(text.index("www"), len(text) - 1, "link", "https://www.example.org"),
    ]
    lines = compose(text, body, MEASURE, marks=marks)
    painted = paint([block(lines)])
    assert "".join(c for c, _, _ in origins(painted)) == text
    (two,) = [y for c, _, y in origins(painted) if c == "2"]
    (o,) = [y for c, _, y in origins(painted) if c == "O"]
    assert two - o == pytest.approx(0.15 * SIZE, abs=0.05)
    html = Painter().block(block(lines))
    assert html.count("<i ") == 6  # one dot under each of 必须严格执行
    assert '<a href="https://www.example.org">' in html


def test_a_link_that_is_no_web_address_is_plain_text(body: Style) -> None:
    lines = compose("见附件", body, MEASURE, marks=[Mark(0, 3, "link", "javascript:alert(1)")])
    assert "href" not in Painter().block(block(lines))


def test_a_vertical_column_is_centred_cell_by_cell(body: Style) -> None:
    columns = compose_vertical("清水进21家", body, 6, 1)
    assert columns
    (column,) = columns
    painted = origins(paint([block(column, width=SIZE, leading=10.0, align="centre")]))
    han = [(c, x, y) for c, x, y in painted if c not in "21"]
    assert {round(x, 1) for _, x, _ in han} == {X}
    assert [round(b - a) for (_, _, a), (_, _, b) in pairwise(han)] == [10, 10, 20]
    digits = [x for c, x, _ in painted if c in "21"]
    assert X <= digits[0] < digits[1] < X + SIZE
