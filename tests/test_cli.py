"""The command as people and scripts use it: arguments, exit statuses, the JSON object."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from packager.cli import main

SOURCE = """---
title: 云州日报
date: 2026-03-20
number: 第 10234 期
---

<!-- page: 1 要闻 -->

# 春耕备耕 水先到田

## ——我市提前十天开闸放水

本报讯（记者 李一禾）3 月 19 日清晨，青石水库的闸门缓缓升起，今年第一股春灌水沿着干渠流向下游
的四个乡镇。市水务局介绍，今年放水比往年提前十天，计划供水 1.2 亿立方米。

“水到了地头，心里就有底了。”种粮大户周水生说。

# 夜间公交延长至零点

本报讯 从本月 25 日起，市区 6 条公交线路末班车延长至零点，方便晚归的市民出行。
"""


@pytest.fixture
def source(tmp_path):
    folder = tmp_path / "source"
    folder.mkdir()
    path = folder / "issue.md"
    path.write_text(SOURCE, encoding="utf-8")
    return path


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_build_makes_three_outputs_and_one_json_object(source, tmp_path):
    out = tmp_path / "dist"
    result = run("build", source, "--out", out, "--json")
    assert result.exit_code == 0, result.output
    report = json.loads(result.stdout)
    assert report.keys() == {"issue", "outputs", "diagnostics", "print", "seconds"}
    assert report["issue"] == {
        "title": "云州日报",
        "date": "2026-03-20",
        "pages": 1,
        "articles": 2,
    }
    assert [output["kind"] for output in report["outputs"]] == ["epub", "pdf", "archive"]
    for output in report["outputs"]:
        assert output.keys() == {"kind", "path", "bytes", "sha256", "seconds"}
        assert Path(output["path"]).exists()
    assert report["print"].keys() == {"pages", "overset_lines", "fill", "jumps"}
    assert report["print"]["overset_lines"] == 0
    stem = "yunzhouribao-2026-03-20"
    assert sorted(path.name for path in (out / stem).iterdir()) == [f"{stem}.epub", f"{stem}.pdf"]


def test_the_same_source_gives_the_same_bytes_anywhere(source, tmp_path):
    sums = []
    for name in ("one", "two"):
        report = json.loads(run("build", source, "--out", tmp_path / name, "--json").stdout)
        sums.append([(output["kind"], output["sha256"]) for output in report["outputs"]])
    assert sums[0] == sums[1]


def test_only_what_is_asked_for_is_written(source, tmp_path):
    result = run("build", source, "--out", tmp_path / "dist", "--to", "epub", "--json")
    assert [output["kind"] for output in json.loads(result.stdout)["outputs"]] == ["epub"]
    assert [path.suffix for path in (tmp_path / "dist").rglob("*.*")] == [".epub"]


def test_an_epub_alone_never_loads_weasyprint(source, tmp_path):
    code = (
        "import sys; from packager.cli import main\n"
        f"sys.argv[1:] = ['build', {str(source)!r}, '--out', {str(tmp_path)!r}, '--to', 'epub']\n"
        "try: main()\nfinally: assert 'weasyprint' not in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_options_are_stronger_than_the_source(source, tmp_path):
    arguments = ("--title", "河口晚报", "--date", "2026-03-21", "--page-name", "1=头版")
    result = run("parse", source, *arguments)
    issue = json.loads(result.stdout)
    assert issue["publication"]["title"] == "河口晚报"
    assert issue["date"] == "2026-03-21"
    assert issue["pages"][0]["name"] == "头版"


def test_a_title_cannot_lead_out_of_the_output_folder(source, tmp_path):
    out = tmp_path / "dist"
    result = run("build", source, "--out", out, "--to", "epub", "--title", "../../evil", "--json")
    path = Path(json.loads(result.stdout)["outputs"][0]["path"]).resolve()
    assert path.is_relative_to(out.resolve())


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        ((), 2),
        (("--to", "docx"), 2),
        (("--date", "yesterday"), 2),
        (("--layout", "nosuch"), 4),
    ],
)
def test_exit_statuses(source, tmp_path, arguments, status):
    chosen = (source, *arguments) if arguments else ()
    result = run("build", *chosen, "--out", tmp_path / "dist")
    assert result.exit_code == status, result.output
    assert not (tmp_path / "dist").exists()


@pytest.mark.parametrize("data", [None, b"", bytes(range(256)) * 8])
def test_an_unreadable_source_exits_3_and_writes_nothing(tmp_path, data):
    source = tmp_path / "issue.md"
    if data is not None:
        source.write_bytes(data)
    result = run("build", source, "--out", tmp_path / "dist", "--json")
    assert result.exit_code == 3, result.output
    report = json.loads(result.stdout)
    assert report["outputs"] == []
    assert report["diagnostics"][0]["severity"] == "error"
    assert not (tmp_path / "dist").exists()


def test_an_archive_that_refuses_exits_5(source, tmp_path):
    (tmp_path / "archive").write_text("a file stands where the archive should be")
    result = run("build", source, "--out", tmp_path, "--archive", tmp_path / "archive")
    assert result.exit_code == 5, result.output


def test_a_place_that_cannot_be_written_is_bad_usage(source, tmp_path):
    (tmp_path / "file").write_text("")
    result = run("build", source, "--out", tmp_path / "file" / "dist", "--to", "epub")
    assert result.exit_code == 2, result.output
    assert "cannot write" in result.output


def test_a_character_without_a_glyph_is_reported_with_its_place(source, tmp_path):
    text = SOURCE.replace("周水生", "周\U0002ebf0生")
    source.write_text(text, encoding="utf-8")
    line = next(n for n, row in enumerate(text.splitlines(), 1) if "\U0002ebf0" in row)
    result = run("build", source, "--out", tmp_path / "dist", "--to", "pdf", "--json")
    assert result.exit_code == 1, result.output
    (finding,) = [d for d in json.loads(result.stdout)["diagnostics"] if d["code"] == "T310"]
    assert finding["where"] == {"file": "issue.md", "line": line}


def test_strict_makes_a_warning_exit_1(source, tmp_path):
    source.write_text(SOURCE + "\n![](gone.png)\n", encoding="utf-8")
    arguments = ("build", source, "--out", tmp_path / "dist", "--to", "epub")
    assert run(*arguments).exit_code == 0
    assert run(*arguments, "--strict").exit_code == 1


def test_parse_edit_build(source, tmp_path):
    parsed = tmp_path / "issue.json"
    assert run("parse", source, "--out", parsed).exit_code == 0
    again = run("parse", parsed)
    assert json.loads(again.stdout) == json.loads(parsed.read_text(encoding="utf-8"))


def test_layouts_and_fonts_are_listed():
    assert "broadsheet" in run("layouts").stdout
    faces = json.loads(run("fonts", "--json").stdout)["faces"]
    assert "NotoSerifSC-Regular" in [face["name"] for face in faces]
