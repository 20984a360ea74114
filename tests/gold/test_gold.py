"""The gold issues read as annotated."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.gold.score import ISSUES, score


@pytest.mark.parametrize("annotation", sorted(ISSUES.glob("*.toml")), ids=lambda path: path.stem)
def test_read_as_annotated(annotation: Path) -> None:
    result = score(annotation)
    assert result.wrong == ()
    assert result.kept == 1
