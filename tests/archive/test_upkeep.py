"""Keeping the archive: reindex, repair, rm, diff, export, add of many."""

import json
import shutil
import tarfile
import zipfile

import bagit
import pytest
from click.testing import CliRunner

from packager import pipeline
from packager.archive import Submission, add, catalogue, export, store
from packager.archive.commands import archive
from packager.issue import Article, Figure, Issue, Jump, Page, Publication


@pytest.fixture
def run(root):
    def invoke(*arguments: str):
        return CliRunner().invoke(archive, ["--archive", str(root), *arguments])

    return invoke


@pytest.fixture
def held(root, submission):
    """One issue in two editions, and another issue."""
    add(root, submission())
    add(root, submission(headline="渡口新桥合龙（更正）"))
    add(root, submission(date="2031-05-07"))
    return root


def test_reindex(held, run):
    (held / catalogue.FILE).write_bytes(b"broken")
    assert run("list").exit_code == 5
    assert "3 issues" in run("reindex").stdout
    assert len(run("list").stdout.splitlines()) == 3


def test_verify_names_what_the_catalogue_does_not_know(held, run):
    shutil.move(held / "issues/chengjiang-wanbao/2031/2031-05-07_ed-1", held / "elsewhere")
    result = run("verify")
    assert result.exit_code == 1
    assert "A716" in result.stdout
    run("reindex")
    assert run("verify").exit_code == 0


def test_repair_restores_from_a_second_copy(held, run, tmp_path):
    copy = shutil.copytree(held, tmp_path / "copy")
    bag = held / "issues/chengjiang-wanbao/2031/2031-05-06_ed-1"
    (bag / "data/issue.json").write_bytes(b"bad")
    (bag / "data/source/issue.md").unlink()
    (bag / "data/surplus").write_bytes(b"")
    (held / "issues/chengjiang-wanbao/2031/2031-05-06_ed-2/bagit.txt").unlink()
    shutil.rmtree(held / "issues/chengjiang-wanbao/2031/2031-05-07_ed-1")

    result = run("repair", "--from", str(copy))
    assert result.exit_code == 1, "the surplus file stays"
    assert "A713" in result.stdout
    (bag / "data/surplus").unlink()
    assert run("verify").exit_code == 0
    assert len(run("list").stdout.splitlines()) == 3
    assert "3 issues checked, 0 mended" in run("repair", "--from", str(copy)).stderr


def test_repair_of_one_day_restores_an_issue_that_is_gone(held, run, tmp_path):
    copy = shutil.copytree(held, tmp_path / "copy")
    shutil.rmtree(held / "issues/chengjiang-wanbao/2031/2031-05-07_ed-1")
    assert run("repair", "--from", str(copy), "--date", "2031-05-07").exit_code == 0
    assert run("verify").exit_code == 0


@pytest.mark.parametrize("command", [["verify"], ["export", "--as", "jsonl", "--out", "x"]])
def test_a_choice_that_matches_nothing_is_told(held, run, command):
    result = run(*command, "--paper", "chengjiang-wanboa")
    assert result.exit_code == 5
    assert "no issue of chengjiang-wanboa" in result.stderr


def test_repair_takes_nothing_that_is_damaged_there_too(held, run, tmp_path):
    copy = shutil.copytree(held, tmp_path / "copy")
    for place in (held, copy):
        path = place / "issues/chengjiang-wanbao/2031/2031-05-06_ed-1/data/issue.json"
        path.write_bytes(b"bad")
    result = run("repair", "--from", str(copy), "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["repaired"][0]["restored"] == []


def test_repair_mends_tags_and_leaves_what_is_surplus(held, run, tmp_path):
    copy = shutil.copytree(held, tmp_path / "copy")
    bag = held / "issues/chengjiang-wanbao/2031/2031-05-06_ed-1"
    (bag / "manifest-sha512.txt").write_bytes((bag / "manifest-sha512.txt").read_bytes()[:-99])
    (bag / "bagit.txt").unlink()
    (bag / "data/source/issue.md").write_bytes(b"bad")
    (bag / "data/surplus").write_bytes(b"kept")
    mended = json.loads(run("repair", "--from", str(copy), "--json").stdout)["repaired"][0]
    assert mended["restored"] == ["data/source/issue.md", "bagit.txt", "manifest-sha512.txt"]
    assert [fault["code"] for fault in mended["left"]] == ["A713"]
    assert (bag / "data/surplus").read_bytes() == b"kept"


@pytest.mark.parametrize("damaged", ["bagit.txt", "manifest-sha512.txt"])
def test_repair_never_takes_another_edition_that_has_the_number(
    held, run, submission, tmp_path, damaged
):
    add(tmp_path / "copy", submission(headline="别处的第一版"))
    bag = held / "issues/chengjiang-wanbao/2031/2031-05-06_ed-1"
    before = (bag / "data/issue.json").read_bytes()
    (bag / damaged).write_bytes(b"bad")
    result = run("repair", "--from", str(tmp_path / "copy"), "--date", "2031-05-06")
    assert result.exit_code == 1
    assert "0 mended, 1 with faults left" in result.stderr
    assert (bag / "data/issue.json").read_bytes() == before


def test_repair_does_not_write_through_a_link(held, run, tmp_path):
    copy = shutil.copytree(held, tmp_path / "copy")
    bag = held / "issues/chengjiang-wanbao/2031/2031-05-06_ed-1"
    outside = shutil.move(bag / "data/source", tmp_path / "outside")
    (bag / "data/source").symlink_to(outside)
    (tmp_path / "outside/issue.md").write_bytes(b"mine")
    assert run("repair", "--from", str(copy)).exit_code in (1, 5)
    assert (tmp_path / "outside/issue.md").read_bytes() == b"mine"


def test_the_archive_is_no_copy_of_itself(held, run):
    assert run("repair", "--from", str(held)).exit_code == 2


@pytest.mark.parametrize("damaged", ["bag-info.txt", "manifest-sha512.txt"])
@pytest.mark.parametrize("data", [b"", b"\xff", None])
def test_a_damaged_edition_can_be_removed_and_not_compared(held, run, damaged, data):
    path = held / "issues/chengjiang-wanbao/2031/2031-05-06_ed-1" / damaged
    path.write_bytes(data) if data is not None else path.unlink()
    issue = "chengjiang-wanbao/2031-05-06_ed-1"
    assert run("diff", issue, "chengjiang-wanbao/2031-05-07").exit_code in (0, 5)
    assert run("rm", issue, "--reason", "坏", "--yes").exit_code == 0


def test_rm_leaves_a_tombstone_and_the_number_stays_taken(held, run, submission, tmp_path):
    copy = shutil.copytree(held, tmp_path / "copy")
    assert run("rm", "chengjiang-wanbao/2031-05-06", "--reason", "误发", "--yes").exit_code == 0
    assert "_ed-2" not in run("list").stdout
    tombstone = held / "issues/chengjiang-wanbao/2031/2031-05-06_ed-2.removed.json"
    assert json.loads(tombstone.read_bytes())["reason"] == "误发"
    asked = run("show", "chengjiang-wanbao/2031-05-06_ed-2")
    assert asked.exit_code == 5
    assert "was removed" in asked.stderr
    assert "2031-05-06_ed-2.removed.json" in asked.stderr
    assert run("verify").exit_code == 0
    assert run("search", "合龙", "--json").exit_code == 0
    assert add(held, submission(headline="再版")).edition == 3
    assert run("repair", "--from", str(copy)).exit_code == 0
    assert [e.edition for e in store.editions(held, "chengjiang-wanbao", "2031-05-06")] == [1, 3]


def test_rm_asks_first(held, run):
    assert run("rm", "chengjiang-wanbao/2031-05-07", "--reason", "x").exit_code == 1
    assert len(run("list").stdout.splitlines()) == 3


def test_diff_shows_files_and_words(held, run):
    old, new = "chengjiang-wanbao/2031-05-06_ed-1", "chengjiang-wanbao/2031-05-06_ed-2"
    shown = json.loads(run("diff", old, new, "--json").stdout)["diff"]
    assert "data/issue.json" in shown["files_changed"]
    [story] = shown["stories_changed"]
    assert "-渡口新桥今晨合龙" in story["lines"]
    assert "+渡口新桥合龙（更正）" in story["lines"]
    assert run("diff", old, old).stdout == ""


@pytest.mark.parametrize("form", ["zip", "tar"])
def test_export_packs_whole_valid_bags_of_the_newest_editions(held, run, tmp_path, form):
    out = tmp_path / "out"
    assert run("export", "--as", form, "--out", str(out)).exit_code == 0
    assert sorted(path.name for path in out.iterdir()) == [
        f"chengjiang-wanbao_2031-05-06_ed-2.{form}",
        f"chengjiang-wanbao_2031-05-07_ed-1.{form}",
    ]
    packed = out / f"chengjiang-wanbao_2031-05-07_ed-1.{form}"
    first = packed.read_bytes()
    opener = zipfile.ZipFile if form == "zip" else tarfile.open
    with opener(packed) as file:
        file.extractall(tmp_path / "opened")
    [bag] = (tmp_path / "opened").iterdir()
    bagit.Bag(str(bag)).validate()
    run("export", "--as", form, "--out", str(out))
    assert packed.read_bytes() == first


def test_export_as_lines(held, run, tmp_path):
    out = tmp_path / "corpus.jsonl"
    run("export", "--as", "jsonl", "--out", str(out), "--date", "2031-05-06")
    [line] = out.read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["id"] == "chengjiang-wanbao/2031-05-06_ed-2"
    assert json.loads(line)["schema"] == "packager.issue/1"


def test_export_refuses_a_damaged_issue_and_an_empty_choice(held, run, tmp_path):
    assert run("export", "--as", "zip", "--date", "1999", "--out", str(tmp_path)).exit_code == 5
    (held / "issues/chengjiang-wanbao/2031/2031-05-07_ed-1/data/issue.json").write_bytes(b"")
    result = run("export", "--as", "zip", "--out", str(tmp_path / "out"))
    assert result.exit_code == 5
    assert "A711" in result.stderr


def test_a_volume_keeps_stories_apart_and_jumps_together():
    body = (Figure(src="a.png"), Jump(direction="to", page="2", text="下转", target="a02"))
    issue = Issue(
        publication=Publication(title="澄江晚报"),
        pages=(Page(number="1", articles=(Article(id="a01", body=body), Article(id="a02"))),),
    )
    days = [store.EditionId("cj", f"2031-05-0{n}", 1) for n in (6, 7)]
    bound = export.bound([(day, issue) for day in days])
    assert bound.publication.title == "澄江晚报 2031-05-06 – 2031-05-07"
    assert [page.name for page in bound.pages] == ["2031-05-06 第1版", "2031-05-07 第1版"]
    ids = [article.id for _, article in bound.articles()]
    assert len(set(ids)) == 4
    figure, jump = bound.pages[1].articles[0].body
    assert figure.src == "issues/cj/2031/2031-05-07_ed-1/data/source/a.png"
    assert jump.target in ids


def test_a_volume_of_several_papers_goes_by_day(root, run, tmp_path):
    for slug, title, date in (("a", "晨报", "2031-05-07"), ("b", "晚报", "2031-05-06")):
        issue = Issue(
            publication=Publication(title=title, language="zh-CN"),
            date=date,
            pages=(Page(number="1", name="要闻", articles=(Article(id="a01", headline=title),)),),
        )
        add(root, Submission(slug=slug, issue=issue))
    assert run("export", "--as", "epub", "--out", str(tmp_path / "all.epub")).exit_code == 0
    with zipfile.ZipFile(tmp_path / "all.epub") as volume:
        contents = volume.read("EPUB/nav.xhtml").decode()
        package = volume.read("EPUB/content.opf").decode()
    places = [contents.index(page) for page in ("05-06 晚报 第1版 要闻", "05-07 晨报 第1版 要闻")]
    assert places == sorted(places)
    assert "晚报 · 晨报 2031-05-06 – 2031-05-07" in package


def test_sources_in_the_archive_are_not_built_again(held, submission, tmp_path):
    from packager.archive import tree

    folder = tmp_path / "sources"
    folder.mkdir()
    bag = held / "issues/chengjiang-wanbao/2031/2031-05-06_ed-1/data/source/issue.md"
    shutil.copy(bag, folder / "old.md")
    (folder / "new.md").write_text("# 新报\n", encoding="utf-8")
    (folder / ".hidden.md").write_text("x", encoding="utf-8")
    (folder / "picture.png").write_bytes(b"")
    shutil.copytree(held / "issues", folder / "copy")
    paged = folder / "paged"
    paged.mkdir()
    for name in ("issue.toml", "1.md", "2.md"):
        (paged / name).write_text("", encoding="utf-8")
    taken = folder / "taken"
    taken.mkdir()
    pages = {"1.md": "# 春茶开秤\n".encode(), "2.md": "# 渡口\n".encode(), "issue.toml": b""}
    for name, data in pages.items():
        (taken / name).write_bytes(data)
    (taken / "notes.csv").write_text("no source", encoding="utf-8")
    add(held, submission(date="2031-05-09", source=pages))
    sources = list(tree.found(held, [folder, held]))
    assert [path.name for path in sources] == ["new.md", "old.md", "paged", "taken"]
    assert [path.name for path in tree.waiting(held, sources)] == ["new.md", "paged"]


def test_work_that_is_broken_off_tells_what_was_done_and_goes_on(root, run, tmp_path, monkeypatch):
    sources = [tmp_path / f"{day}.md" for day in "123"]
    for source in sources:
        source.write_text(f"---\ntitle: 晚报\ndate: 2031-05-0{source.stem}\n---\n# 春茶\n", "utf-8")
    built = pipeline.build

    def interrupted(request):
        if request.sources == (sources[1],):
            raise KeyboardInterrupt
        return built(request)

    monkeypatch.setattr(pipeline, "build", interrupted)
    result = run("add", str(tmp_path), "--slug", "wanbao", "--layout", "a4")
    assert result.exit_code == 1
    assert "1 added, 0 held already, 0 failed, 2 left" in result.stderr
    assert "2031-05-01_ed-1" in result.stdout

    monkeypatch.setattr(pipeline, "build", built)
    again = run("add", str(tmp_path), "--slug", "wanbao", "--layout", "a4")
    assert "2 added, 1 held already, 0 failed\n" in again.stderr
    assert len(run("list").stdout.splitlines()) == 3


def test_a_source_that_fails_does_not_stop_the_rest(root, run, tmp_path):
    bad = tmp_path / "bad.json"
    bad.write_text("{", encoding="utf-8")
    result = run("add", str(bad), "--json")
    assert result.exit_code == 1
    [taken] = json.loads(result.stdout)["taken"]
    assert taken["path"] is None
    assert taken["failure"]
    assert not (root / "issues").exists() or list(store.editions(root)) == []
