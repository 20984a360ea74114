import pytest

from packager.typesetting import Line, Style, compose, run_width

NEVER_FIRST = set("，、；：。！？”’）》〉】」』·～–／％℃")
NEVER_LAST = set("“‘（《〈【「『")
MEASURES = (8, 12, 13, 14, 17, 23)


def printed(line: Line) -> str:
    return "".join(run.text for run in line.runs)


@pytest.mark.parametrize("measure", MEASURES)
def test_no_character_is_lost_or_moved(paragraph: str, body: Style, measure: int) -> None:
    lines = compose(paragraph, body, measure, indent=2)
    assert "".join(line.text for line in lines) == paragraph


@pytest.mark.parametrize("measure", MEASURES)
def test_every_full_line_is_as_wide_as_the_measure(
    paragraph: str, body: Style, measure: int
) -> None:
    *full, last = compose(paragraph, body, measure, indent=2)
    assert [line.width for line in full] == pytest.approx([measure] * len(full), abs=0.01)
    assert last.width <= measure + 0.01


@pytest.mark.parametrize("measure", MEASURES)
def test_forbidden_marks_keep_off_line_edges(paragraph: str, body: Style, measure: int) -> None:
    lines = [printed(line) for line in compose(paragraph, body, measure, indent=2)]
    assert not [line for line in lines if line[0] in NEVER_FIRST]
    assert not [line for line in lines[:-1] if line[-1] in NEVER_LAST]


@pytest.mark.parametrize("measure", MEASURES)
def test_dashes_ellipses_and_numbers_stay_whole(paragraph: str, body: Style, measure: int) -> None:
    lines = [printed(line) for line in compose(paragraph, body, measure, indent=2)]
    for whole in ("——", "……", "1987", "46.8", "8.6%", "340", "GIS"):
        assert sum(line.count(whole) for line in lines) == paragraph.count(whole)


@pytest.mark.parametrize("measure", MEASURES)
def test_no_last_line_of_one_character(paragraph: str, body: Style, measure: int) -> None:
    for cut in range(20, len(paragraph)):
        last = printed(compose(paragraph[:cut], body, measure, indent=2)[-1])
        assert len([c for c in last if c not in NEVER_FIRST]) >= 2, last


def test_the_first_line_is_indented(body: Style) -> None:
    first, second, *_ = compose("全市供水管网改造工程昨日全面完工并投入使用", body, 8, indent=2)
    assert (first.indent, len(first.text)) == (2, 6)
    assert (second.indent, len(second.text)) == (0, 8)


def test_adjacent_marks_share_one_em_and_a_half(body: Style) -> None:
    (line,) = compose("他说：“好。”", body, 20)
    assert line.width == pytest.approx(6.0)  # 7 em less ½ for ：“ and ½ for 。”


def test_a_quarter_em_parts_han_from_latin(body: Style) -> None:
    joined = compose("用水AI", body, 20)[0].width
    apart = compose("AI", body, 20)[0].width
    assert joined - apart == pytest.approx(2.25)


def test_a_mark_at_the_line_end_may_take_half_an_em(body: Style) -> None:
    first, _ = compose("一二三四五六“七八”，九十百", body, 10)
    assert first.text == "一二三四五六“七八”，"
    assert first.width == pytest.approx(10)


def test_an_opening_mark_at_a_line_start_loses_its_blank_half(body: Style) -> None:
    _, second, _ = compose("一二三四五六七八“九十百千万”一二三四五六七八", body, 8)
    assert second.text[0] == "“"
    assert second.indent == pytest.approx(-0.5)


def test_a_word_longer_than_the_measure_is_broken_in_the_end(body: Style) -> None:
    lines = compose("见Donaudampfschifffahrtsgesellschaft网站", body, 6)
    assert "".join(line.text for line in lines) == "见Donaudampfschifffahrtsgesellschaft网站"
    assert max(line.width for line in lines) <= 6.01


def test_a_measure_narrower_than_a_character_still_ends(body: Style) -> None:
    assert [line.text for line in compose("版面，", body, 0.5)] == ["版", "面", "，"]


def test_nothing_in_nothing_out(body: Style) -> None:
    assert compose("", body, 12) == ()


def test_rare_characters_come_from_the_next_face_that_has_them(body: Style) -> None:
    (line,) = compose("姓𠮷的人", body, 12)
    assert [(run.text, run.face) for run in line.runs] == [
        ("姓", "NotoSerifSC-Regular"),
        ("𠮷", "LXGWWenKai-Regular"),
        ("的人", "NotoSerifSC-Regular"),
    ]


def test_a_row_of_dashes_wider_than_the_measure_is_not_lost(body: Style) -> None:
    assert "".join(line.text for line in compose("——————", body, 5, indent=1)) == "——————"


def test_a_number_after_a_degree_sign_is_torn_as_any_where_it_does_not_fit(body: Style) -> None:
    assert [line.text for line in compose("°2025", body, 1.5)] == ["°20", "25"]


def test_a_torn_word_is_as_wide_as_its_rest_is_painted(body: Style) -> None:
    last = compose("10 km²10 km²", body, 5, indent=2)[-1]  # ² is kerned by what follows it
    assert sum(map(run_width, last.runs)) == pytest.approx(last.width, abs=0.01)


def test_a_short_paragraph_is_tightened_rather_than_torn(body: Style) -> None:
    (line,) = compose("会议还听取了其他汇报。", body, 12, indent=2)
    assert line.width <= 12.01
    assert min(run.spacing for run in line.runs) == pytest.approx(-0.05)


def test_gaps_give_up_half_an_em_before_they_take_up_a_whole_one(body: Style) -> None:
    lines = compose("全市供水管网，应当逐年检修；未经检修不得使用。", body, 23, indent=2)
    assert len(lines) == 1  # not 20 characters pulled apart and two on a line of their own
    assert min(run.spacing for run in lines[0].runs) == pytest.approx(-0.5 / 20, abs=0.001)


def test_han_and_latin_stand_at_most_half_an_em_apart_before_lines_are_tracked(body: Style) -> None:
    text = "今年上半年全市新增AI企业"
    width = compose(text[:-2], body, 20)[0].width
    for more, (after, spacing) in ((0.25, (0.5, 0.0)), (0.34, (0.51, 0.01))):
        first, _ = compose(text, body, width + more)
        han, _ = first.runs
        assert (han.after, han.spacing) == pytest.approx((after - spacing, spacing), abs=0.001)


@pytest.mark.parametrize("whole", ["8∶00", "3∶2", "8：30", "10 km²", "50 kW", "２０２５", "30㎡"])
def test_numbers_keep_their_signs(body: Style, whole: str) -> None:
    text = f"全市供水管网改造工程{whole}昨日全面完工"
    for measure in range(8, 18):
        lines = [printed(line) for line in compose(text, body, measure)]
        assert sum(line.count(whole) for line in lines) == 1, measure


def test_the_sign_of_a_ratio_takes_half_an_em(body: Style) -> None:
    digits = compose("32", body, 20)[0].width
    assert compose("3∶2", body, 20)[0].width == pytest.approx(digits + 0.5)


@pytest.mark.parametrize("dash", ["——", "――", "⸺"])
def test_every_form_of_a_dash_is_two_em_and_whole(body: Style, dash: str) -> None:
    assert compose(f"清水{dash}入户", body, 20)[0].width == pytest.approx(6)
    for measure in range(3, 8):
        for line in compose(f"清水进万家{dash}一座老城的变化", body, measure):
            assert printed(line).count(dash[0]) in (0, len(dash))


def test_a_long_number_tears_nothing_but_itself(body: Style) -> None:
    text = "新的information系统已在renovation中应用，编号为12345678901234567890123，请查收"
    lines = [printed(line) + line.hyphen for line in compose(text, body, 8, indent=2)]
    assert not [line for line in lines if line.endswith("renovatio")]
    assert any(line.endswith("renova-") or "renovation" in line for line in lines)


def test_an_address_breaks_within_its_words_only_to_fill_the_line(body: Style) -> None:
    first, *_ = compose("email：someone.long.name@example-domain.com.cn。", body, 13)
    assert printed(first) == "email：someone.long.na"
    first, *_ = compose("详情请登录市水务局网站www.example.com/water可查", body, 14)
    assert printed(first) == "详情请登录市水务局网站www."


def test_a_row_of_dashes_is_not_pulled_apart(body: Style) -> None:
    for line in compose("他——————————————————————说", body, 8.5):
        assert not any(run.spacing or run.after for run in line.runs if run.text.strip("—") == "")


def test_lines_of_many_gaps_are_exact(body: Style) -> None:
    text = "为12个区县的345家企业办了67件事，新增AI算力89P，同比增长10.2%，惠及11万人次。" * 3
    for measure in (12, 13.3, 17, 23.7):
        for line in compose(text, body, measure)[:-1]:
            assert line.width == pytest.approx(measure, abs=0.002)
