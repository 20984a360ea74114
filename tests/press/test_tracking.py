"""Tracking goes into the content stream: every glyph of the plain text lands where composed."""

from __future__ import annotations

import io
from itertools import pairwise

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
    assert tracking.setting(body(*lines)).text == "news-paper"
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
def test_a_setting_has_all_the_words_and_all_the_space(
    parts: list[tuple[str, str]], spacing: float
) -> None:
    runs = tuple(Run(text, face, spacing=spacing, after=0.1) for face, text in parts)
    setting = tracking.setting(body(Line(runs=runs, width=9.0)))
    assert setting.text == "".join(text for _, text in parts)
    pieces = [piece for segment in setting.segments for piece in segment]
    expected = sum(len(text) * spacing + 0.1 for _, text in parts) * 10 / tracking.PX
    assert sum(space for piece in pieces for space in piece.extra) == pytest.approx(expected)


def test_lines_are_painted_as_one_and_set_apart_afterwards() -> None:
    lines = tuple(Line(runs=(Run(text, SONG),), width=2.0) for text in ("春江", "潮水", "连海"))
    assert [run.text for run in tracking.plain(body(*lines)).lines[0].runs] == ["春江潮水连海"]
    page = MadePage(number="1", name=None, width=WIDTH, height=HEIGHT, items=(body(*lines),))
    data = press.print_pdf(MadeIssue(pages=(page,)), issue(), LAYOUT, folder=None).pdf
    found = glyphs(data)
    assert [round(glyph.x) for glyph in found] == [100, 110] * 3
    rows = sorted({round(glyph.y, 2) for glyph in found})
    assert [below - above for above, below in pairwise(rows)] == pytest.approx([12, 12], abs=0.01)


def test_a_change_of_face_late_in_a_block_keeps_its_place() -> None:
    lines = (
        *(Line(runs=(Run("一二三Times 2025", SONG),), width=9.0) for _ in range(20)),
        Line(runs=(Run("甲乙", SONG, spacing=0.2), Run("丙", HEI), Run("丁", SONG)), width=4.4),
    )
    found = {glyph: x for glyph, x in printed(body(*lines)) if glyph in "甲乙丙丁"}
    assert found == pytest.approx({"甲": 100, "乙": 112, "丙": 124, "丁": 134}, abs=0.05)


def test_script_from_right_to_left_is_painted_with_its_own_spacing() -> None:
    block = body(Line(runs=(Run("السلام", "NotoSansSC-Regular"),), width=4.0))
    assert not tracking.is_simple(block)


SEEN = stream.Group((b"BT", b"1 0 0 -1 10 20 Tm", b"/F 9 Tf", b"[<00010002>] TJ", b"ET"))
FONTS = {"F": stream.Font({1: "一", 2: "二"}, {1: 1000, 2: 1000})}


def set_as(*lines: str) -> tracking.Setting:
    composed = [Line(runs=(Run(text, SONG),), width=float(len(text))) for text in lines]
    return tracking.setting(body(*composed))


def test_a_matrix_begins_every_line() -> None:
    shown = stream.tracked(SEEN, set_as("一", "二"), FONTS)
    assert [line for line in shown if line.endswith(b"TJ")] == [b"[<0001>] TJ", b"[<0002>] TJ"]
    assert b"1 0 0 -1 133.333 36.000 Tm" in shown, "the second line, 12 pt or 16 px lower"


@pytest.mark.parametrize("wrong", [(), ("一",), ("一二三",), ("一二", "一")])
def test_a_group_that_shows_other_glyphs_than_composed_is_refused(wrong: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="painted"):
        stream.tracked(SEEN, set_as(*wrong), FONTS)
