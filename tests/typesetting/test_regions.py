"""Texts of other regions and scripts."""

from itertools import pairwise

import pytest
from msgspec.structs import replace

from packager import fonts
from packager.typesetting import Line, Style, compose


def printed(lines: tuple[Line, ...]) -> list[str]:
    return ["".join(run.text for run in line.runs) + line.hyphen for line in lines]


def test_korean_breaks_between_words(body: Style) -> None:
    style = replace(body, language="ko", hangul="words")
    lines = compose("시 상수도사업본부는 올해 상반기에 상수도관을 새로 놓았다.", style, 10)
    assert printed(lines) == ["시 상수도사업본부는", "올해 상반기에", "상수도관을 새로", "놓았다."]


def test_korean_breaks_between_syllables_in_narrow_columns(body: Style) -> None:
    assert body.hangul == "syllables"
    text = "시 상수도사업본부는 올해 상반기에 상수도관 46.8km를 새로 놓았다고 21일 밝혔다."
    lines = compose(text, replace(body, language="ko"), 13)
    assert printed(lines) == [
        "시 상수도사업본부는 올해 상", "반기에 상수도관 46.8km를 새", "로 놓았다고 21일 밝혔다."
    ]  # fmt: skip
    assert [line.width for line in lines[:-1]] == pytest.approx([13, 13], abs=0.001)


def test_a_korean_syllable_and_its_full_stop_do_not_stand_alone(body: Style) -> None:
    text = "시 상수도사업본부는 올해 상반기에 상수도관 46.8km를 새로 놓았다고 21일 밝혔다."
    for measure in range(8, 24):
        assert len(printed(compose(text, replace(body, language="ko"), measure))[-1]) > 2


def test_japanese_iteration_marks_stay_with_what_they_repeat(body: Style) -> None:
    for measure in range(4, 12):
        lines = printed(
            compose("代々木の佐々木さんは国々を旅した", replace(body, language="ja"), measure)
        )
        assert not [line for line in lines if line[0] == "々"]


def test_japanese_small_kana_keep_off_line_starts_at_the_strict_level(body: Style) -> None:
    style = replace(body, language="ja", level="strict")
    assert (
        printed(compose("清らかなニュースを伝えるキャンペーンが始まった", style, 5))[0][-2:] != "ニ"
    )
    for line in printed(compose("ちょっとしたニュースやキャンペーンの話", style, 5)):
        assert line[0] not in "ょっュャー"


def test_english_words_are_hyphenated_by_their_patterns(body: Style) -> None:
    style = replace(body, language="en-GB")
    lines = compose("Engineers described the improvement as extraordinary", style, 8)
    assert any(line.hyphen for line in lines)
    assert all(line.runs[-1].text[-1] not in "-" for line in lines)


def test_a_word_with_hyphens_of_its_own_breaks_at_them(body: Style) -> None:
    style = replace(body, language="en-GB")
    text = "and the bureau’s director-general promised a state-of-the-art system"
    for measure in range(12, 24):
        assert not [
            line for line in printed(compose(text, style, measure)) if line.endswith("dir-")
        ]


def test_a_dash_between_words_lets_the_line_end_after_it(body: Style) -> None:
    lines = compose("an improvement—years in the making", replace(body, language="en-GB"), 9)
    assert printed(lines)[0] == "an improvement—"


def test_a_hyphen_does_not_stand_below_a_hyphen_when_it_need_not(body: Style) -> None:
    text = (
        "The city’s water bureau said on Monday that it had completed the renovation of 46.8 "
        "kilometres of pipes in the old town, which will benefit more than 12,000 households. "
        "Engineers described the improvement as extraordinary, and the bureau’s representative "
        "promised that a monitoring system would be in place by the end of 2026. Considerable "
        "investments in infrastructure throughout the municipality are under consideration, "
        "according to administration officials."
    )
    lines = compose(text, replace(body, language="en-GB"), 29)
    assert not [a for a, b in pairwise(lines) if a.hyphen and b.hyphen]


def test_letters_of_a_latin_word_are_never_spaced_out(body: Style) -> None:
    text = "The city’s water bureau said on Monday that it had completed the renovation of pipes"
    for measure in range(6, 24):
        for line in compose(text, replace(body, language="en-GB"), measure):
            assert not any(run.spacing for run in line.runs)


def test_german_uses_german_patterns(body: Style) -> None:
    lines = compose("Haushaltswasserzähler", replace(body, language="de"), 6)
    assert printed(lines) == ["Haushalts-", "wasserzäh-", "ler"]


def test_quotes_are_full_width_in_chinese_and_narrow_in_latin(body: Style) -> None:
    (chinese,) = compose("他说“好”", body, 20)
    (english,) = compose("He said “yes” to AI", body, 20)
    assert chinese.width == pytest.approx(5)
    assert "“yes”" in english.text
    narrow = [run.face for run in english.runs if run.text in ("“", "”")]
    assert narrow == ["SourceSerif4-Regular"] * 2


def test_an_apostrophe_stays_in_its_word(body: Style) -> None:
    (line,) = compose("《Today’s News》周刊", body, 20)
    assert line.text == "《Today’s News》周刊"
    assert [run.text for run in line.runs] == ["《Today", "’", "s News》周刊"]


def test_an_apostrophe_is_not_the_end_of_a_quotation(body: Style) -> None:
    lines = printed(compose("他说：‘It’s OK’。", body, 5))
    assert lines == ["他说：‘It’s", "OK’。"]


@pytest.mark.parametrize(
    ("language", "region"),
    [
        ("zh-CN", "zh-Hans"), ("zh", "zh-Hans"), ("zh-SG", "zh-Hans"), ("zh-TW", "zh-Hant"),
        ("zh-Hant", "zh-Hant"), ("zh-Hant-HK", "zh-HK"), ("zh-MO", "zh-HK"), ("ja-JP", "ja"),
        ("ko", "ko"), ("en-GB", "Latn"), ("ru", "Latn"),
    ],
)  # fmt: skip
def test_a_language_asks_for_the_glyphs_of_its_region(language: str, region: str) -> None:
    assert fonts.region(language) == region


def test_latin_texts_are_set_in_the_latin_face(body: Style) -> None:
    (line,) = compose("Łódź and Žilina", replace(body, language="pl"), 20)
    assert [run.face for run in line.runs] == ["SourceSerif4-Regular"]


def test_a_word_is_set_in_one_face_when_one_has_all_of_it(body: Style) -> None:
    lines = compose("波兰城市Łódź的经验", body, 20)
    assert [(run.text, run.face) for run in lines[0].runs][1] == ("Łódź", "SourceSerif4-Regular")
