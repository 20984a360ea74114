import pytest

from packager.typesetting import Style, compose_head


def words(text: str, style: Style, measure: float, lines: int = 3) -> list[str] | None:
    head = compose_head(text, style, measure, lines)
    return head and ["".join(run.text for run in line.runs) for line in head]


def test_a_head_that_fits_stays_on_one_line(headline: Style) -> None:
    assert words("清水进万家", headline, 6) == ["清水进万家"]


def test_a_head_breaks_at_its_space(headline: Style) -> None:
    assert words("清水入户 民心工程暖民心", headline, 8) == ["清水入户", "民心工程暖民心"]


def test_a_head_breaks_after_punctuation(headline: Style) -> None:
    head = words("从“有水喝”到“喝好水”：一座老城的十年之变", headline, 13)
    assert head == ["从“有水喝”到“喝好水”：", "一座老城的十年之变"]


@pytest.mark.parametrize("measure", range(5, 16))
def test_no_line_of_a_head_has_one_character(headline: Style, measure: int) -> None:
    for line in words("全市供水管网改造工程全面完工", headline, measure, 4) or []:
        assert len(line) > 1


def test_a_head_that_does_not_fit_is_none(headline: Style) -> None:
    assert words("全市供水管网改造工程全面完工", headline, 4, 2) is None


def test_quotes_at_the_ends_of_a_head_do_not_count(headline: Style) -> None:
    (line,) = compose_head("“喝好水”", headline, 10, 1) or ()
    assert (line.indent, line.width) == (-0.5, pytest.approx(4.0))


def test_a_head_without_marks_breaks_between_words(headline: Style) -> None:
    assert words("全市供水管网改造工程全面完工", headline, 9) == [
        "全市供水管网",
        "改造工程全面完工",
    ]


def test_a_latin_head_breaks_at_spaces_only(headline: Style) -> None:
    head = words("Waterworks complete the renovation of forty kilometres", headline, 12)
    assert head == ["Waterworks complete", "the renovation of", "forty kilometres"]


def test_clauses_are_not_torn_where_a_space_could_part_them(headline: Style) -> None:
    text = "全省春播粮食面积 稳中有增"
    assert words(text, headline, 8, 2) == ["全省春播粮食面积", "稳中有增"]
    assert words(text, headline, 7.5, 2) is None  # a smaller size is the better answer
    assert words(text, headline, 7.5, 3) == ["全省春播", "粮食面积", "稳中有增"]
