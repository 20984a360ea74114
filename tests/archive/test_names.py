"""Names: one component, inside the archive, on any file system."""

from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packager.archive import names
from packager.diagnostics import ArchiveError


@pytest.mark.parametrize(
    ("text", "parsed"),
    [
        ("daily/2031-05-06", ("daily", "2031-05-06", None)),
        ("daily/2031-05-06_ed-2", ("daily", "2031-05-06", 2)),
        ("daily/undated", ("daily", "undated", None)),
        ("dist/archive/issues/daily/2031/2031-05-06_ed-2/", ("daily", "2031-05-06", 2)),
    ],
)
def test_references(text, parsed):
    assert names.parse_reference(text) == parsed


@pytest.mark.parametrize("text", ["", "daily", "../2031-05-06", "daily/x", "a/b/c", "issues/a/b"])
def test_what_is_no_reference(text):
    with pytest.raises(ArchiveError, match="A703"):
        names.parse_reference(text)


@given(st.sets(st.text(min_size=1), max_size=8))
def test_portable_names_stay_inside_and_apart(paths):
    try:
        stored = names.portable(paths)
    except ArchiveError:
        return
    assert stored.keys() == paths
    assert len({path.casefold() for path in stored.values()}) == len(paths)
    for path in stored.values():
        assert not PurePosixPath(path).is_absolute()
        assert ".." not in PurePosixPath(path).parts
        assert all(len(part.encode()) <= 255 for part in PurePosixPath(path).parts)


@pytest.mark.parametrize(
    "folder", ["2031-13-45_ed-1", "2031-02-29_ed-1", "２０３１-05-06_ed-1", "2031-05-06_ed-0"]
)
def test_a_folder_of_no_day_holds_no_edition(folder):
    assert names.parse_folder("daily", folder[:4], folder) is None
