"""Verifying: every damaged, missing and surplus file is named."""

import pytest

from packager.archive import add, bag


@pytest.fixture
def held(root, submission):
    return add(root, submission()).path


def found(folder) -> list[tuple[str, str]]:
    return [(fault.code.code, fault.path) for fault in bag.check(folder)]


def test_a_sound_issue_has_no_fault(held):
    assert found(held) == []


def test_every_fault_is_named_at_once(held):
    (held / "data/issue.json").write_bytes(b"{}")
    (held / "data/source/issue.md").unlink()
    (held / "data/extra.txt").write_bytes(b"")
    (held / "note").write_bytes(b"")
    assert found(held) == [
        ("A711", "data/issue.json"),
        ("A712", "data/source/issue.md"),
        ("A713", "data/extra.txt"),
        ("A713", "note"),
    ]


def test_a_flipped_bit_in_a_manifest_is_found(held):
    path = held / "manifest-sha512.txt"
    text = path.read_bytes()
    path.write_bytes((b"0" if text[:1] != b"0" else b"1") + text[1:])
    assert ("A711", "manifest-sha512.txt") in found(held)


@pytest.mark.parametrize("name", ["manifest-sha512.txt", "tagmanifest-sha512.txt", "bag-info.txt"])
def test_a_missing_tag_file_is_named(held, name):
    (held / name).unlink()
    assert ("A712", name) in found(held)


def test_a_link_in_a_files_place_is_damage_even_with_the_same_bytes(held):
    path = held / "data/issue.json"
    path.rename(held / "data/moved.json")
    path.symlink_to("moved.json")
    assert found(held) == [("A711", "data/issue.json"), ("A713", "data/moved.json")]


def test_a_link_out_of_the_bag_is_not_followed(held, tmp_path):
    path = held / "data/issue.json"
    path.rename(tmp_path / "moved.json")
    path.symlink_to(tmp_path / "moved.json")
    assert [code for code, _ in found(held)] == ["A714"]


def test_a_folder_that_is_no_bag_is_said_to_be_none(held):
    (held / "bagit.txt").unlink()
    assert [code for code, _ in found(held)] == ["A714"]


def test_a_manifest_that_leads_out_of_the_bag_is_refused(held):
    path = held / "manifest-sha512.txt"
    path.write_bytes(path.read_bytes() + b"0" * 128 + b"  data/../../../../etc/passwd\n")
    assert [code for code, _ in found(held)] == ["A714"]
