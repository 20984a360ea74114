"""Adding an issue: whole or not at all, once, and never over another."""

import multiprocessing
import os
import sqlite3
from pathlib import Path

import bagit
import pytest

from packager.archive import add, catalogue, store
from packager.archive.workspace import INCOMING, workspace
from packager.diagnostics import ArchiveError
from packager.issue import Issue, Publication


def files_below(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }


def test_an_added_issue_is_a_valid_bag_with_everything_in_it(root, submission):
    accession = add(root, submission())

    assert accession.path == root / "issues/chengjiang-wanbao/2031/2031-05-06_ed-1"
    assert accession.new
    bagit.Bag(str(accession.path)).validate()
    held = files_below(accession.path / "data")
    assert held["source/images/桥.png"] == b"\x89PNG"
    assert held["epub/chengjiang-wanbao.epub"] == b"PK epub"
    assert {"issue.json", "repairs.json", "diagnostics.json", "provenance.json"} <= held.keys()
    assert accession.payload_bytes == sum(map(len, held.values()))


def test_two_archives_of_one_issue_have_the_same_payload(root, submission):
    one, two = add(root / "one", submission()), add(root / "two", submission())
    assert files_below(one.path / "data") == files_below(two.path / "data")
    assert one.payload_sha256 == two.payload_sha256


def test_the_same_issue_again_is_recognised_and_left_alone(root, submission):
    first = add(root, submission())
    before = {p: p.stat().st_mtime_ns for p in first.path.rglob("*")}

    again = add(root, submission())

    assert (again.new, again.path, again.payload_sha256) == (
        False,
        first.path,
        first.payload_sha256,
    )
    assert {p: p.stat().st_mtime_ns for p in first.path.rglob("*")} == before
    assert len(list(store.editions(root))) == 1


def test_a_reissue_is_a_new_edition_and_the_old_one_stays(root, submission):
    first = add(root, submission())
    old = files_below(first.path)
    second = add(root, submission(headline="渡口新桥合龙（更正）"))

    assert second.edition == 2
    assert second.path.name == "2031-05-06_ed-2"
    assert files_below(first.path) == old
    assert add(root, submission()).edition == 1


def test_an_issue_without_a_date_goes_to_undated(root, submission):
    assert (
        add(root, submission(date=None)).path
        == root / "issues/chengjiang-wanbao/undated/undated_ed-1"
    )


def test_papers_that_share_a_slug_are_told(root, submission):
    assert add(root, submission()).diagnostics == ()
    namesake = Issue(publication=Publication(title="成江晚报"), date="2031-05-07")
    [warning] = add(root, submission(issue=namesake)).diagnostics
    assert warning.code == "A706"
    assert "澄江晚报" in warning.message


@pytest.mark.parametrize(
    "slug", ["", ".", "..", "../x", "a/b", "A", "a--b", "-a", "报", "a\0", "a" * 99]
)
def test_a_slug_cannot_leave_the_archive(root, submission, slug):
    with pytest.raises(ArchiveError, match="A701"):
        add(root, submission(slug=slug))
    assert not root.exists()


@pytest.mark.parametrize("date", ["2031-02-30", "20310506", "../../x", "2031-5-6", "二〇三一"])
def test_a_date_must_be_one(root, submission, date):
    with pytest.raises(ArchiveError, match="A701"):
        add(root, submission(date=date))


@pytest.mark.parametrize("path", ["../out", "/etc/x", "a/../../../x", ""])
def test_a_source_path_cannot_leave_the_bag(root, submission, path):
    with pytest.raises(ArchiveError, match="A701"):
        add(root, submission(products={path: b""}))


def test_a_link_among_the_issues_does_not_lead_out(root, submission, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (root / "issues").mkdir(parents=True)
    (root / "issues/chengjiang-wanbao").symlink_to(outside)
    with pytest.raises(ArchiveError, match="A701"):
        add(root, submission())
    assert list(outside.rglob("*_ed-*")) == []


def test_unportable_source_names_are_kept_on_record(root, submission):
    accession = add(root, submission(source={"100%?.md": b"a", "100__.MD": b"b", "100__.md": b"c"}))
    bagit.Bag(str(accession.path)).validate()
    held = files_below(accession.path / "data")
    assert sorted(held[k] for k in held if k.startswith("source/")) == [b"a", b"b", b"c"]
    assert b'"source/100%?.md"' in held["provenance.json"]


def test_hostile_metadata_cannot_forge_a_bag_tag(root, submission):
    issue = Issue(publication=Publication(title="报\nPayload-Oxum: 0.0", publisher="社\r\nX: y"))
    accession = add(root, submission(issue=issue))
    bagit.Bag(str(accession.path)).validate()


def test_killed_at_any_flush_nothing_half_stays(root, submission):
    """The writer dies at its first, second, … flush to disk; the next one carries on."""
    fork = multiprocessing.get_context("fork")
    deaths = 0
    for point in range(1, 100):
        writer = fork.Process(target=_add_and_die, args=(root, submission(), point))
        writer.start()
        writer.join()
        held = list(store.editions(root))
        for edition in held:
            bagit.Bag(str(root / edition.folder)).validate()
        if held:
            with catalogue.reading(root) as db:
                assert [row.id for row in catalogue.rows(db)] == held
        if writer.exitcode == 0:
            break
        deaths += 1
    assert deaths > 10
    add(root, submission(headline="另一条"))
    assert [e.edition for e in store.editions(root)] == [1, 2]
    assert list((root / INCOMING).iterdir()) == []
    with catalogue.reading(root) as db:
        assert [row.edition for row in catalogue.rows(db)] == [1, 2]


def _add_and_die(root, submission, point):
    flush, left = os.fsync, [point]

    def fsync(handle):
        left[0] -= 1
        if not left[0]:
            os._exit(9)
        flush(handle)

    os.fsync = fsync
    add(root, submission)
    os._exit(0)


@pytest.mark.parametrize("point", [1, 5, 11])
def test_a_full_disk_is_refused_and_leaves_nothing(root, submission, monkeypatch, point):
    add(root, submission())
    before = files_below(root)
    flush, left = os.fsync, [point]

    def full(handle):
        left[0] -= 1
        if not left[0]:
            raise OSError(28, "No space left on device")
        flush(handle)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ArchiveError, match=r"A702.*disk is full"):
        add(root, submission(headline="另一条"))
    assert files_below(root) == before


def full_disk(*_) -> None:
    error = sqlite3.OperationalError("database or disk is full")
    error.sqlite_errorcode = sqlite3.SQLITE_FULL
    raise error


def test_a_catalogue_without_room_takes_the_issue_later(root, submission, monkeypatch):
    """Until then it is told, and what is catalogued can be read."""
    add(root, submission())
    with monkeypatch.context() as patch:
        patch.setattr(catalogue, "_enter", full_disk)
        late = add(root, submission(date="2031-05-07"))
        assert (late.new, [d.code for d in late.diagnostics]) == (True, ["A719"])
        with catalogue.reading(root) as db:
            assert len(catalogue.rows(db)) == 1
    with catalogue.reading(root) as db:
        assert len(catalogue.rows(db)) == 2
    assert list((root / INCOMING).iterdir()) == []


def test_reindex_without_room_leaves_the_catalogue_as_it_was(root, submission, monkeypatch):
    add(root, submission())
    before = (root / catalogue.FILE).read_bytes()
    monkeypatch.setattr(catalogue, "_enter", full_disk)
    with pytest.raises(ArchiveError, match="A702"):
        list(catalogue.rebuild(root))
    assert (root / catalogue.FILE).read_bytes() == before


def test_writers_at_the_same_time_each_get_an_edition(root, submission):
    fork = multiprocessing.get_context("fork")
    work = [submission(headline=f"消息{n // 2}") for n in range(8)]
    writers = [fork.Process(target=add, args=(root, each)) for each in work]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0] * 8
    assert [e.edition for e in store.editions(root)] == [1, 2, 3, 4]
    with catalogue.reading(root) as db:
        assert [row.edition for row in catalogue.rows(db)] == [1, 2, 3, 4]
    for edition in store.editions(root):
        bagit.Bag(str(root / edition.folder)).validate()


def test_a_live_writer_is_not_swept_away(root):
    with workspace(root) as work:
        store.sweep(root, lambda edition: True)
        assert work.is_dir()
    assert not work.exists()


def test_an_archive_that_is_a_file_is_refused(root, submission):
    root.write_bytes(b"")
    with pytest.raises(ArchiveError, match="A702"):
        add(root, submission())
