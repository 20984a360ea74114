"""The sample is read exactly as its editor meant it.

``python -m tests.sample.test_reading`` writes the expected reading anew; look at the difference
before you keep it.
"""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

import msgspec

from packager import copydesk, issue, reading, resources

EXPECTED = Path(__file__).parent / "expected-reading.json"
_PLACES = {"lines", "source_lines", "file", "ids"}


@functools.cache
def desk() -> copydesk.Desk:
    return copydesk.edit(reading.read(resources.SAMPLE / "issue.md"))


def without_places(value: Any) -> Any:
    """The reading without source positions, which move with every edit; verse keeps its lines."""
    if isinstance(value, dict):
        return {
            key: without_places(item)
            for key, item in value.items()
            if key not in _PLACES or (key == "lines" and item and isinstance(item[0], str))
        }
    return [without_places(item) for item in value] if isinstance(value, list) else value


def test_story_by_story_as_intended() -> None:
    read = without_places(msgspec.json.decode(issue.to_json(desk().issue)))
    expected = msgspec.json.decode(EXPECTED.read_bytes())
    for page, meant in zip(read["pages"], expected["pages"], strict=True):
        for story, intended in zip(page["articles"], meant["articles"], strict=True):
            assert story == intended
    assert read == expected


def test_a_tidy_source_needs_no_repair_and_raises_no_doubt() -> None:
    assert desk().repairs == ()
    assert desk().diagnostics == ()


def test_the_jump_pair_is_joined() -> None:
    jumps = {
        article.id: block
        for _, article in desk().issue.articles()
        for block in article.body
        if isinstance(block, issue.Jump)
    }
    (there, to), (back, came) = jumps.items()
    assert (to.direction, to.page, to.target) == ("to", "3", back)
    assert (came.direction, came.page, came.target) == ("from", "1", there)


def test_only_what_the_sample_says_is_known_of_the_paper() -> None:
    paper = desk().issue.publication
    assert (paper.title, paper.publisher, paper.language) == ("霁川日报", "霁川日报社", "zh-CN")
    assert (paper.cn, paper.issn, paper.post_code) == (None, None, None)


if __name__ == "__main__":
    reading_now = without_places(msgspec.json.decode(issue.to_json(desk().issue)))
    EXPECTED.write_bytes(msgspec.json.format(msgspec.json.encode(reading_now)) + b"\n")
