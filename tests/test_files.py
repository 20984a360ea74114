import pytest

from packager import files


def test_files_are_written_whole(tmp_path):
    files.write_all({tmp_path / "a" / "x.pdf": b"pdf", tmp_path / "a" / "x.epub": b"epub"})
    assert sorted(path.name for path in (tmp_path / "a").iterdir()) == ["x.epub", "x.pdf"]
    assert (tmp_path / "a" / "x.pdf").read_bytes() == b"pdf"


def test_a_failure_leaves_the_old_files_and_no_temporary_ones(tmp_path):
    good = tmp_path / "x.pdf"
    good.write_bytes(b"old")
    blocked = tmp_path / "file"
    blocked.write_bytes(b"")
    with pytest.raises(OSError):
        files.write_all({good: b"new", blocked / "x.epub": b"epub"})
    assert good.read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "x.pdf"]
