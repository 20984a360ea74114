import pytest

from packager.epub import words


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("本市举行会议。", "zh"),
        ("市は会議を開いた。", "ja"),
        ("서울시가 회의를 열었다.", "ko"),
        ("The council met.", "und"),
        ("The council of 東京 met at nine in the morning.", "und"),
        ("", "und"),
    ],
)
def test_only_a_script_gives_a_language_away(text, language):
    assert words.language_of(text) == language


@pytest.mark.parametrize(
    ("language", "printed"),
    [
        ("zh-CN", "2025年7月22日　星期二"),
        ("ja", "2025年7月22日（火曜日）"),
        ("ko", "2025년 7월 22일 화요일"),
        ("en-GB", "Tuesday, 22 July 2025"),
        ("sw", "Tuesday, 22 July 2025"),
    ],
)
def test_a_date_is_printed_as_the_language_does(language, printed):
    assert words.print_date("2025-07-22", language) == printed


def test_a_date_that_is_none_stays_as_it_is():
    assert words.print_date("July 1855", "en") == "July 1855"


def test_traditional_script_has_its_own_words():
    assert words.words("zh-TW").contents == words.words("zh-Hant-HK").contents == "目錄"


@pytest.mark.parametrize(("tag", "good"), [("zh-Hans-CN", True), ("en", True), ("Chinese", False)])
def test_language_tags_have_their_shape(tag, good):
    assert words.well_formed(tag) is good
