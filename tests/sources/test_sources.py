"""Small papers in other scripts, each with the reading that its editor would give it.

Furniture is compared by what is left to stories, not by itself: what a folio line is called is the
reader's affair as long as no story takes it in.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from packager import copydesk, issue, reading

HERE = Path(__file__).parent
PAPERS = sorted(path.parent.name for path in HERE.glob("*/expected.json"))
MISREAD: dict[str, str] = {}
"""What the reader does not yet get right; a paper that reads well must leave this list."""
_ASIDE = {"lines", "source_lines", "file", "ids", "furniture"}


def bare(value: Any) -> Any:
    """The reading without source positions and furniture; verse keeps its lines."""
    if isinstance(value, dict):
        return {
            key: bare(item)
            for key, item in value.items()
            if key not in _ASIDE or (key == "lines" and item and isinstance(item[0], str))
        }
    return [bare(item) for item in value] if isinstance(value, list) else value


def read(paper: str) -> Any:
    source = next((HERE / paper).glob("issue.*"))
    return bare(msgspec.json.decode(issue.to_json(copydesk.edit(reading.read(source)).issue)))


def expected(paper: str) -> Any:
    return bare(msgspec.json.decode((HERE / paper / "expected.json").read_bytes()))


@pytest.mark.parametrize("paper", PAPERS)
def test_the_expected_reading_is_a_valid_issue(paper: str) -> None:
    assert issue.from_json((HERE / paper / "expected.json").read_bytes()).pages


@pytest.mark.parametrize("paper", PAPERS)
def test_read_as_its_editor_would(paper: str, request: pytest.FixtureRequest) -> None:
    if paper in MISREAD:
        request.applymarker(pytest.mark.xfail(reason=MISREAD[paper], strict=True))
    assert read(paper) == expected(paper)


def test_the_unmarked_paper_is_in_gb18030_with_four_byte_names() -> None:
    data = (HERE / "unmarked" / "issue.txt").read_bytes()
    text = data.decode("gb18030")
    assert "戚维𠮷" in text
    assert "冉䶮" in text
    with pytest.raises(UnicodeDecodeError):
        data.decode("utf-8")
    with pytest.raises(UnicodeDecodeError):
        data.decode("gbk")
