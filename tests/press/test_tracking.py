"""Tracking goes into the content stream: every glyph of the plain text lands where composed."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator

import msgspec
import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from packager import press
from packager.issue import Mark, MarkStyle
from packager.makeup.page import MadeIssue, MadePage, TextBlock
from packager.press import stream, tracking
from packager.typesetting import compose, run_width
from packager.typesetting.line import Line, Run
from packager.typesetting.metrics import advance
from tests.readback import glyphs, seen

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


STORY = (
    "本报讯（记者 周晓岚）“智慧水网”上线以来，市水务局依托GIS平台，对46.8公里管网实行“网格化”"
    "巡检——漏损率由14.2%降至8.6%，年节水320万m2；在阿勒泰·布尔津一带，（含雨水、污水、再生水）三张子网"
    "也已并网，老住户说：“水清了，心也亮了！”……见《水利年鉴》及www.example.org，水质达到H2O标准，"
    "8∶00通水，30㎡泵房必须严格检修……AI、“AI”、AI—GIS。"
)


def over(words: str, style: MarkStyle, text: str = STORY, href: str | None = None) -> Mark:
    start = text.index(words)
    return Mark(start, start + len(words), style, href)


KINDS = {
    "plain": (STORY, "zh-CN", ()),
    "label, 楷 and link": (
        STORY, "zh-CN",
        (over("本报讯", "strong"), over("水利年鉴", "emphasis"),
         over("www.example.org", "link", href="https://www.example.org")),
    ),
    "superscript and subscript": (
        STORY, "zh-CN",
        (Mark(STORY.index("m2") + 1, STORY.index("m2") + 2, "superscript"),
         Mark(STORY.index("H2") + 1, STORY.index("H2") + 2, "subscript")),
    ),
    "dots": (STORY, "zh-CN", (over("必须严格", "dots"),)),
    "rare": (
        "住在葛\U000e0100城，e\u0301té、《Łódź》与“naïve”及½、①、★、〇、Ⅲ级，共30㎡、25℃、３∶２。",
        "zh-CN", (),
    ),
    "kana": ("東京都の佐々木さんは「ニュース」とキャンペーンの話をした。ちょっとした。", "ja", ()),
    "korean": ("시 상수도사업본부는 올해 상반기에 상수도관 46.8km를 새로 놓았다고 했다", "ko", ()),
    "english": (
        "The city’s bureau said on Monday that it had completed the renovation of pipes—“To all: "
        "Yes,” said Ms. Taylor, who AVoided Waterworks.",
        "en-GB", (),
    ),
}  # fmt: skip


def composed(block: TextBlock) -> Iterator[tuple[str, float, int]]:
    """Every character of a block with its place across, in pt, and its line."""
    for row, line in enumerate(block.lines):
        x = block.x + line.indent * block.size
        for run in line.runs:
            bare = msgspec.structs.replace(run, after=0.0)
            for k, character in enumerate(run.text):
                upto = msgspec.structs.replace(bare, text=run.text[: k + 1])
                own = advance(run.face, character, run.wide) + run.spacing
                if not run.wide:
                    yield character, x + (run_width(upto) - own * run.scale) * block.size, row
            x += run_width(run) * block.size


@pytest.mark.parametrize("measure", [12, 13, 17, 23])
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_run_is_painted_where_it_was_composed(kind: str, measure: int) -> None:
    text, language, marks = KINDS[kind]
    style = msgspec.structs.replace(LAYOUT.style("body"), language=language)
    lines = compose(text, style, measure, indent=2, marks=marks)
    block = TextBlock(100, 100, measure * 9.0, 12.5, 9.0, lines, "paragraph")
    page = MadePage(number="1", name=None, width=WIDTH, height=HEIGHT, items=(block,))
    data = press.print_pdf(MadeIssue(pages=(page,)), issue(), LAYOUT, folder=None).pdf
    painted = glyphs(seen(data))
    top = min(glyph.y for glyph in painted if glyph.size == max(g.size for g in painted))
    for character, x, row in composed(block):
        if character.isspace() or unicodedata.category(character)[0] == "M":
            continue
        base = "eé" if character in "eé" else character  # e with ◌́ and é are one glyph
        found = [
            abs(glyph.x - x) for glyph in painted
            if glyph.text in base and abs(glyph.y - top - row * block.leading) < 5
        ]  # fmt: skip
        assert min(found) < 0.15, (character, row)


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
