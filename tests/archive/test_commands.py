"""The commands: what they print and how they end."""

import json

import pytest
from click.testing import CliRunner

from packager.archive import add
from packager.archive.commands import archive


@pytest.fixture
def run(root):
    def invoke(*arguments: str):
        return CliRunner().invoke(archive, ["--archive", str(root), *arguments])

    return invoke


def test_list_and_show(root, submission, run):
    add(root, submission())
    add(root, submission(headline="渡口新桥合龙（更正）"))

    listed = json.loads(run("list", "--json").stdout)["issues"]
    assert [row["id"] for row in listed] == [
        "chengjiang-wanbao/2031-05-06_ed-1",
        "chengjiang-wanbao/2031-05-06_ed-2",
    ]
    assert "澄江晚报" in run("list").stdout

    shown = json.loads(run("show", "chengjiang-wanbao/2031-05-06", "--json").stdout)["issue"]
    assert shown["edition"] == 2
    assert shown["stories"][0]["title"] == "渡口新桥合龙（更正）"
    assert len(shown["editions"]) == 2
    first = run("show", "chengjiang-wanbao/2031-05-06_ed-1").stdout
    assert "渡口新桥今晨合龙" in first


def test_list_by_paper_and_month(root, submission, run):
    add(root, submission())
    add(root, submission(date="2031-06-01"))
    assert len(run("list", "--date", "2031-06").stdout.splitlines()) == 1
    assert run("list", "--paper", "other").stdout == ""


def test_verify_ends_with_0_or_1_and_names_the_file(root, submission, run):
    path = add(root, submission()).path
    assert run("verify").exit_code == 0

    (path / "data/issue.json").write_bytes(b"")
    broken = run("verify", "--json")
    assert broken.exit_code == 1
    [fault] = json.loads(broken.stdout)["diagnostics"]
    assert fault["code"] == "A711"
    assert fault["where"]["file"].endswith("2031-05-06_ed-1/data/issue.json")


def test_verify_tells_of_what_is_no_issue(root, submission, run):
    add(root, submission())
    (root / "issues/notes.txt").write_bytes(b"")
    assert "A715" in run("verify").stdout


@pytest.mark.parametrize(
    "asked", [["--date", "07/2031"], ["--date", "2031-13"], ["--date", "2031-5"], ["--date", "20"]]
)
def test_a_date_that_is_none_is_bad_usage_not_an_empty_list(root, submission, run, asked):
    add(root, submission())
    result = run("list", *asked)
    assert result.exit_code == 2
    assert "2025-07" in result.stderr
    assert run("search", "渡口", "--since", "gestern").exit_code == 2
    assert run("list", "--date", "undated").exit_code == 0


def test_search_without_a_word_needs_no_quotes(root, submission, run):
    add(root, submission())
    add(root, submission(date="2031-05-07", headline="渡口夜航"))
    found = run("search", "渡口", "-今晨", "--json", "-health")
    assert [hit["title"] for hit in json.loads(found.stdout)["hits"]] == ["渡口夜航"]
    assert run("search", "渡口", "--今晨").exit_code == 2
    assert "Usage" in run("search", "渡口", "--help").stdout


def test_every_command_that_reports_can_report_as_json(root, submission, run, tmp_path):
    add(root, submission())
    add(root, submission(date="2031-05-07"))
    out = str(tmp_path / "c.jsonl")
    asked = {
        "reindex": ["reindex"],
        "publish": ["publish"],
        "export": ["export", "--as", "jsonl", "--out", out],
        "rm": ["rm", "chengjiang-wanbao/2031-05-07", "--reason", "x", "--yes"],
    }
    told = {name: json.loads(run(*words, "--json").stdout) for name, words in asked.items()}
    assert told["reindex"] == {"catalogued": 2}
    assert told["publish"]["open"] == str(root / "index.html")
    assert told["export"]["files"] == [out]
    assert told["rm"]["removed"]["reason"] == "x"


def test_search_by_author_alone(root, submission, run):
    add(root, submission())
    assert "渡口新桥" in run("search", "--author", "沈砚秋").stdout
    assert run("search").exit_code == 5


@pytest.mark.parametrize("command", [["list"], ["verify"], ["show", "daily/2031-01-01"]])
def test_no_archive_is_exit_5(run, command):
    result = run(*command)
    assert result.exit_code == 5
    assert "A704" in result.stderr


def test_an_issue_that_is_not_there_is_exit_5(root, submission, run):
    add(root, submission())
    result = run("show", "chengjiang-wanbao/2031-05-07")
    assert result.exit_code == 5
    assert "A703" in result.stderr


def test_the_archive_may_be_named_after_the_command(root, submission):
    add(root, submission())
    result = CliRunner().invoke(archive, ["list", "--archive", str(root)])
    assert "2031-05-06_ed-1" in result.stdout
