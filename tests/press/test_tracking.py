"""Tracking goes into the content stream: every glyph of the plain text lands where composed."""

from __future__ import annotations

import io

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from packager import press
from packager.makeup.page import MadeIssue, MadePage, TextBlock
from packager.press import stream, tracking
from packager.typesetting.line import Line, Run
from tests.readback import glyphs

from .pages import HEIGHT, LAYOUT, WIDTH, issue

SONG, HEI = "NotoSerifSC-Regular", "NotoSansSC-Bold"


def printed(block: TextBlock) -> list[tuple[str, float]]:
    page = MadePage(number="1", name=None, width=WIDTH, height=HEIGHT, items=(block,))
    data = press.print_pdf(MadeIssue(pages=(page,)), issue(), LAYOUT, folder=None).pdf
    return [(glyph.text, glyph.x) for glyph in glyphs(data)]


def body(*lines: Line, **more: object) -> TextBlock:
    return TextBlock(
        x=100,
        y=100,
        width=100,
        leading=12,
        size=10,
        lines=lines,
        role="paragraph",
        **more,  # type: ignore[arg-type]
    )


def test_glyphs_stand_where_spacing_and_gaps_put_them() -> None:
    line = Line(
        runs=(
            Run("全长", SONG, spacing=0.1, after=0.25),
            Run("30", SONG),
            Run("米", HEI, after=-0.5),
            Run("。", SONG),
        ),
        width=6.0,
        indent=2.0,
    )
    found = printed(body(line))
    assert "".join(text for text, _ in found) == "全长30米。"
    places = [x for _, x in found]
    digit = places[3] - places[2]
    assert places[:3] == pytest.approx([120, 131, 144.5], abs=0.01)
    assert places[4] == pytest.approx(144.5 + 2 * digit, abs=0.01)
    assert places[5] == pytest.approx(places[4] + 10 - 5, abs=0.01)


@pytest.mark.parametrize(("align", "start"), [("start", 100), ("centre", 130), ("end", 160)])
def test_alignment_moves_the_line(align: str, start: float) -> None:
    line = Line(runs=(Run("江上春晓", SONG),), width=4.0)
    assert printed(body(line, align=align))[0][1] == pytest.approx(start, abs=0.01)


def test_a_long_dash_is_one_glyph_for_two_characters() -> None:
    line = Line(
        runs=(Run("桥", SONG, after=0.5), Run("——", SONG, wide=True), Run("通", SONG)), width=4.5
    )
    found = dict(printed(body(line)))
    assert found["通"] == pytest.approx(100 + 10 + 5 + 20, abs=0.01)


def test_the_space_that_a_line_end_hides_is_copied_all_the_same() -> None:
    lines = (
        Line(runs=(Run("记者", SONG),), width=2.0, skip=" "),
        Line(runs=(Run("林晓", SONG),), width=2.0),
    )
    block = body(*lines)
    page = MadePage(number="1", name=None, width=WIDTH, height=HEIGHT, items=(block,))
    painted = press.paint(MadeIssue(pages=(page,)), issue(), LAYOUT)
    with pikepdf.open(io.BytesIO(painted.pdf)) as pdf:
        assert b"ActualText" not in pdf.pages[0].Contents.read_bytes()


def test_a_composed_hyphen_is_seen_and_not_copied() -> None:
    lines = (
        Line(runs=(Run("news", SONG),), width=2.5, hyphen="-"),
        Line(runs=(Run("paper", SONG),), width=2.5),
    )
    galley = tracking.galley(body(*lines))
    assert galley.text == "news-paper"
    assert galley.starts == {0: (0.0, 0.0), 5: (0.0, 12.0)}
    copied = printed(body(*lines))  # PDFium heeds ActualText
    assert "".join(text for text, _ in copied) == "newspaper"


@given(
    st.lists(
        st.tuples(st.sampled_from([SONG, HEI]), st.text("一二三四五", min_size=1, max_size=4)),
        min_size=1,
        max_size=5,
    ),
    st.floats(-0.2, 0.5),
)
def test_a_galley_has_all_the_words_and_all_the_space(
    parts: list[tuple[str, str]], spacing: float
) -> None:
    runs = tuple(Run(text, face, spacing=spacing, after=0.1) for face, text in parts)
    galley = tracking.galley(body(Line(runs=runs, width=9.0)))
    assert galley.text == "".join(text for _, text in parts)
    expected = sum(len(text) * spacing + 0.1 for _, text in parts)
    assert sum(galley.extra) == pytest.approx(expected)


def test_lines_of_several_faces_are_set_below_each_other() -> None:
    lines = (
        Line(runs=(Run("江上", SONG), Run("春", HEI)), width=3.0, indent=2.0),
        Line(runs=(Run("晓", HEI), Run("渡口开", SONG, spacing=0.1)), width=4.3),
    )
    page = MadePage(number="1", name=None, width=WIDTH, height=HEIGHT, items=(body(*lines),))
    data = press.print_pdf(MadeIssue(pages=(page,)), issue(), LAYOUT, folder=None).pdf
    found = glyphs(data)
    assert [glyph.text for glyph in found] == list("江上春晓渡口开")
    places = [glyph.x for glyph in found]
    assert places == pytest.approx([120, 130, 140, 100, 110, 121, 132], abs=0.01)
    assert [glyph.y - found[0].y for glyph in found] == pytest.approx(
        [0, 0, 0, 12, 12, 12, 12], abs=0.01
    )


def test_a_group_that_shows_other_glyphs_than_composed_is_refused() -> None:
    group = stream.Group((b"BT", b"1 0 0 -1 10 20 Tm", b"/F 9 Tf", b"[<00010002>] TJ", b"ET"))
    fonts = {"F": {1: "一", 2: "二"}}
    wanted = tracking.Galley("一二", (0.1, 0.0), {0: (0.0, 0.0)})
    assert b"[<0001>-100.0<0002>] TJ" in stream.composed(group, wanted, fonts)
    for text in ("", "一", "一二一"):
        with pytest.raises(ValueError, match="painted"):
            stream.composed(group, tracking.Galley(text, (0.0,) * len(text), {}), fonts)


def test_script_from_right_to_left_keeps_its_own_order() -> None:
    block = body(Line(runs=(Run("السلام", "NotoSansSC-Regular"),), width=4.0))
    assert not tracking.is_simple(block)


def test_a_change_of_face_late_in_a_block_keeps_its_place() -> None:
    lines = (
        *(Line(runs=(Run("一二三Times 2025", SONG),), width=9.0) for _ in range(20)),
        Line(runs=(Run("甲乙", SONG, spacing=0.2), Run("丙", HEI), Run("丁", SONG)), width=4.4),
    )
    found = {glyph: x for glyph, x in printed(body(*lines)) if glyph in "甲乙丙丁"}
    assert found == pytest.approx({"甲": 100, "乙": 112, "丙": 124, "丁": 134}, abs=0.05)
