"""The quick look at a finished EPUB finds what is wrong with it."""

from __future__ import annotations

import io
import json
import stat
import zipfile
from pathlib import Path

import pytest

from packager.checking import epub, epub_tools
from packager.epub import package
from tests.epub.sample import ISSUE


@pytest.fixture(scope="module")
def good() -> bytes:
    return package(ISSUE, folder=None).epub


def changed(good: bytes, path: Path, *, drop: str = "", **edits: tuple[bytes, bytes]) -> Path:
    """Write the EPUB with replacements by file stem, e.g. ``s001=(old, new)``."""
    with zipfile.ZipFile(io.BytesIO(good)) as old, zipfile.ZipFile(path, "w") as new:
        for info in old.infolist():
            data = old.read(info)
            for stem, (before, after) in edits.items():
                if Path(info.filename).stem == stem and not info.filename.endswith("png"):
                    assert before in data
                    data = data.replace(before, after, 1)
            if info.filename != drop:
                new.writestr(info, data)
    return path


def codes(path: Path) -> list[str]:
    return [finding.code for finding in epub.check(path, tools=False)]


def test_a_good_file_gives_no_finding(good: bytes, tmp_path: Path):
    assert codes(changed(good, tmp_path / "a.epub")) == []


@pytest.mark.parametrize("data", [b"", b"PK\3\4 cut off", b"%PDF-1.7"])
def test_something_else_is_no_epub(tmp_path: Path, data: bytes):
    (tmp_path / "a.epub").write_bytes(data)
    assert codes(tmp_path / "a.epub") == [epub.NOT_EPUB.code]


def test_a_repacked_file_is_no_epub(good: bytes, tmp_path: Path):
    path = changed(good, tmp_path / "a.epub", drop="mimetype")
    assert codes(path) == [epub.NOT_EPUB.code]


@pytest.mark.parametrize(
    ("stem", "before", "after", "code"),
    [
        ("s002", b"</article>", b"", epub.BROKEN_MARKUP),
        ("s002", b'href="p01.xhtml"', b'href="gone.xhtml"', epub.DEAD_LINK),
        ("p02", b"#s001-2", b"#nowhere", epub.DEAD_LINK),
        ("s002", b"<h1>", b'<h1><img src="https://example.org/x.png" alt="x"/>', epub.REACHES_OUT),
        ("cover", b'alt="', b'data-x="', epub.NO_ALTERNATIVE),
        ("content", b"schema:accessibilityHazard", b"schema:x", epub.METADATA_MISSING),
        ("s002", b"<h1>", b"<h1>" + b"<i>x</i>" * 40_000, epub.HEAVY_FILE),
    ],
)  # fmt: skip
def test_each_fault_has_its_code(good, tmp_path, stem, before, after, code):
    path = changed(good, tmp_path / "a.epub", **{stem: (before, after)})
    assert codes(path) == [code.code]


def test_a_missing_file_is_found(good: bytes, tmp_path: Path):
    path = changed(good, tmp_path / "a.epub", drop="EPUB/style.css")
    assert codes(path)[0] == epub.NOT_LISTED.code


def test_a_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(epub, "MOST_BYTES", 10_000)
    path = tmp_path / "a.epub"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as container:
        container.writestr("mimetype", b"\0" * 20_000)
    assert codes(path) == [epub.NOT_EPUB.code]


def script(path: Path, report: object) -> Path:
    """A stand-in for Ace that writes ``report`` where it is told to."""
    text = json.dumps(report)
    path.write_text(f"#!/bin/sh\nwhile [ $# -gt 1 ]; do [ $1 = --outdir ] && out=$2; shift; done\n"
                    f"cat > $out/report.json <<'END'\n{text}\nEND\n")  # fmt: skip
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def test_aces_violations_come_as_warnings(good, tmp_path, monkeypatch):
    violation = {
        "earl:test": {"dct:title": "image-alt"},
        "earl:result": {"earl:outcome": "fail", "dct:description": "no alt"},
    }
    report = {
        "assertions": [{"earl:testSubject": {"url": "s001.xhtml"}, "assertions": [violation]}]
    }
    monkeypatch.setenv("PACKAGER_ACE", str(script(tmp_path / "ace", report)))
    found = epub_tools.ace(changed(good, tmp_path / "a.epub"))
    assert [str(finding) for finding in found] == ["s001.xhtml: warning E631: image-alt: no alt"]


def test_a_validator_that_breaks_off_is_an_error(good, tmp_path, monkeypatch):
    monkeypatch.setenv("PACKAGER_ACE", "/bin/false")
    found = epub_tools.ace(changed(good, tmp_path / "a.epub"))
    assert [finding.code for finding in found] == [epub_tools.FAILED.code]


def test_a_missing_validator_is_said(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("PACKAGER_ACE", raising=False)
    for run in (epub_tools.ace, epub_tools.epubcheck):
        assert [finding.code for finding in run(tmp_path / "a.epub")] == [epub_tools.NOT_RUN.code]
