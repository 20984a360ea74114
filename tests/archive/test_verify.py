"""Verifying: every damaged, missing and surplus file is named."""

import os
import random

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
    for name in ("data/issue.json", "manifest-sha512.txt"):
        (held / name).rename(tmp_path / "moved")
        (held / name).symlink_to(tmp_path / "moved")
    assert ("A711", "data/issue.json") not in found(held), "no manifest to check it by"
    assert ("A711", "manifest-sha512.txt") in found(held)


def test_a_folder_that_is_no_bag_is_said_to_be_none(held):
    (held / "bagit.txt").unlink()
    assert found(held) == [("A712", "bagit.txt")], "one lost tag file is named"
    (held / "manifest-sha512.txt").unlink()
    assert found(held) == [("A714", "")]


@pytest.mark.parametrize(
    "line",
    ["0" * 128 + "  data/../../../../etc/passwd", "0" * 128 + "  /etc/passwd", "half a li",
     "0" * 128 + "  data/issue.json", "0" * 128 + "  bagit.txt", "0" * 128 + "  data//x"],
)  # fmt: skip
def test_a_line_of_a_manifest_that_lists_no_file_of_its_own_is_named(held, line):
    path = held / "manifest-sha512.txt"
    path.write_bytes(path.read_bytes() + line.encode() + b"\n")
    assert found(held) == [("A711", path.name), ("A711", path.name)], "the line, and the checksum"


def test_one_unreadable_tag_file_does_not_hide_the_other_faults(held):
    (held / "bag-info.txt").write_bytes(b"\xff no tag")
    (held / "data/issue.json").write_bytes(b"{}")
    assert found(held) == [("A711", "bag-info.txt"), ("A711", "data/issue.json")]


def test_a_pipe_in_a_files_place_is_not_waited_for(held):
    path = held / "data/issue.json"
    path.unlink()
    os.mkfifo(path)
    assert found(held) == [("A711", "data/issue.json")]


def test_every_flipped_bit_and_cut_file_is_found(held):
    draw = random.Random(5)
    for path in sorted(path for path in held.rglob("*") if path.is_file()):
        sound = path.read_bytes()
        place = draw.randrange(len(sound))
        flipped = bytes([sound[place] ^ 1 << draw.randrange(8)])
        for damaged in (sound[:place] + flipped + sound[place + 1 :], sound[:place], b""):
            path.write_bytes(damaged)
            assert found(held), f"{path.name} changed at {place}"
        path.write_bytes(sound)
    assert found(held) == []
