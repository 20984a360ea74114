"""JSON that cannot be read: the message says where."""

from pathlib import Path

import pytest

from packager.diagnostics import SourceError
from packager.reading import json_places, read


def refused(path: Path, text: str) -> tuple[str, int | None, str]:
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        read(path)
    found = caught.value.diagnostic
    assert found.where is not None
    return found.code, found.where.line, found.message


def test_no_json(tmp_path: Path) -> None:
    code, line, message = refused(tmp_path / "a.json", '\ufeff[\n {"标题": "报", "b": }\n]')
    assert (code, line) == ("R112", 2)
    assert message.endswith("(line 2, column 19)")


def test_cut_off(tmp_path: Path) -> None:
    code, line, message = refused(tmp_path / "a.json", '[\n{"a": "b"},\n{"a"\n\n')
    assert (code, line) == ("R112", 3)
    assert message == "Input data was truncated (line 3, column 5)"


def test_nested_beyond_reason(tmp_path: Path) -> None:
    assert refused(tmp_path / "a.json", "[" * 100_000)[:2] == ("R112", None)


def test_a_value_of_another_kind(tmp_path: Path) -> None:
    code, line, message = refused(
        tmp_path / "a_content_list.json",
        '[\n{"type": "text", "text": "字", "page_idx": 0},\n\n'
        '{"type": "text", "text": "字", "page_idx": 0, "text_level": "x"}]',
    )
    assert (code, line) == ("R112", 4)
    assert message.startswith("the JSON is damaged in `$[1]`: ")
    assert message.endswith("(line 4, column 1)")


def test_a_damaged_issue(tmp_path: Path) -> None:
    code, line, message = refused(
        tmp_path / "issue.json",
        '{"schema": "packager.issue/1",\n"pages": [{"articles": [\n{"id": "a"},\n{"id": 7}]}]}',
    )
    assert (code, line) == ("R110", 4)
    assert message == "Expected `str`, got `int` - at `$.pages[0].articles[1].id`"


def test_a_path_is_followed_as_far_as_it_goes() -> None:
    text = ' {"a" : [ 1, {"b\\"": [], "c":2 } ] , "d": {}}'
    assert text[json_places.of_path(text, ("a", 1, "c"))] == "2"
    assert text[json_places.of_path(text, ("a", 0))] == "1"
    assert text[json_places.of_path(text, ("a", 1, 'b"', 5, "x"))] == "["
    assert text[json_places.of_path(text, ("d", "e"))] == "{"
    assert text[json_places.of_path(text, ())] == "{"
