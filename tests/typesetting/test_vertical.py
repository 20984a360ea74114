import pytest

from packager.typesetting import Style, compose_vertical


def columns(text: str, style: Style, height: float, most: int = 3) -> list[str] | None:
    found = compose_vertical(text, style, height, most)
    return found and ["|".join(line.text for line in column) for column in found]


def test_one_cell_a_line(headline: Style) -> None:
    assert columns("清水进万家", headline, 8) == ["清|水|进|万|家"]


def test_columns_break_for_sense(headline: Style) -> None:
    assert columns("清水进万家 民心工程暖民心", headline, 8) == [
        "清|水|进|万|家 ",
        "民|心|工|程|暖|民|心",
    ]


def test_short_numbers_stand_horizontally_in_one_cell(headline: Style) -> None:
    assert columns("21条街巷2026年", headline, 12) == ["21|条|街|巷|2|0|2|6|年"]


def test_a_horizontal_number_fits_its_cell(headline: Style) -> None:
    (column,) = compose_vertical("118天", headline, 5, 1) or ()
    assert column[0].width == pytest.approx(0.98, abs=0.01)


def test_marks_take_their_vertical_forms(headline: Style) -> None:
    (column,) = compose_vertical("（水）", headline, 5, 1) or ()
    assert [run.vertical for line in column for run in line.runs] == [True, True, True]


def test_what_does_not_fit_is_none(headline: Style) -> None:
    assert columns("清水进万家", headline, 2, 2) is None
