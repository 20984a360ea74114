"""The gold issues read as annotated."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.gold import restyle
from tests.gold.score import ISSUES, score

OPEN = ISSUES.parent / "open"
"""Issues that are not yet read as annotated throughout; each says how well they are."""


@pytest.mark.parametrize("annotation", sorted(ISSUES.glob("*.toml")), ids=lambda path: path.stem)
def test_read_as_annotated(annotation: Path) -> None:
    result = score(annotation)
    assert result.wrong == ()
    assert result.kept == 1


@pytest.mark.parametrize("annotation", sorted(OPEN.glob("*.toml")), ids=lambda path: path.stem)
def test_read_no_worse_than_before(annotation: Path) -> None:
    result = score(annotation)
    assert result.f1 >= tomllib.loads(annotation.read_text(encoding="utf-8"))["f1"], result.wrong
    assert result.kept == 1


@pytest.mark.parametrize(
    ("style", "floor"), [("ranked", 0.997), ("plain", 0.989), ("bold", 0.995), ("deep", 0.996)]
)
def test_written_anew_in_another_style(style: str, floor: float) -> None:
    share, wrong = restyle.compare(style)
    assert share >= floor, wrong
