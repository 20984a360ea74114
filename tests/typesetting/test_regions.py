"""Texts of other regions and scripts."""

import pytest
from msgspec.structs import replace

from packager import fonts
from packager.typesetting import Line, Style, compose


def printed(lines: tuple[Line, ...]) -> list[str]:
    return ["".join(run.text for run in line.runs) + line.hyphen for line in lines]


def test_korean_breaks_between_words(body: Style) -> None:
    style = replace(body, language="ko")
    lines = compose("시 상수도사업본부는 올해 상반기에 상수도관을 새로 놓았다.", style, 10)
    assert printed(lines) == ["시 상수도사업본부는", "올해 상반기에", "상수도관을 새로", "놓았다."]


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
