"""Inline styles and faces."""

from packager.issue import Mark
from packager.typesetting import Style, compose, fallbacks, run_width


def test_a_hanging_label_is_set_in_the_strong_face(body: Style) -> None:
    first, *_ = compose(
        "本报讯 全市供水管网改造工程完工", body, 12, indent=2, marks=[Mark(0, 3, "strong")]
    )
    assert (first.runs[0].text, first.runs[0].face) == ("本报讯", "NotoSansSC-Bold")


def test_emphasis_is_kai(body: Style) -> None:
    (line,) = compose("见水利年鉴一书", body, 12, marks=[Mark(1, 5, "emphasis")])
    assert [run.face for run in line.runs] == [
        "NotoSerifSC-Regular", "LXGWWenKai-Regular", "NotoSerifSC-Regular"
    ]  # fmt: skip


def test_quotes_in_kai_text_are_full_width(body: Style) -> None:
    (line,) = compose("“清水”", body, 12, marks=[Mark(0, 4, "emphasis")])
    assert line.width == 4
    assert line.runs[0].face == "NotoSerifSC-Regular"


def test_a_superscript_is_small_and_raised(body: Style) -> None:
    (line,) = compose("3.2m2左右", body, 12, marks=[Mark(4, 5, "superscript")])
    (raised,) = [run for run in line.runs if run.rise]
    assert (raised.text, raised.scale, raised.rise) == ("2", 0.6, 0.35)


def test_the_runs_of_a_line_add_up_to_its_width(body: Style) -> None:
    text = "用水AI监测3.2m2，“达标”。见水利年鉴"
    (line,) = compose(text, body, 40, marks=[Mark(9, 10, "superscript")])
    assert abs(sum(map(run_width, line.runs)) - line.width) < 0.01


def test_fallbacks_name_the_face_or_none(body: Style) -> None:
    assert fallbacks("姓𠮷的人\ue000", body) == {"𠮷": "LXGWWenKai-Regular", "\ue000": None}
