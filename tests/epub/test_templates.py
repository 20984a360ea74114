"""Compiled templates are kept beside the templates, and no kept one can spoil a page."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from packager.epub import templates


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the templates with nothing kept."""
    copy = tmp_path / "templates"
    shutil.copytree(templates.FOLDER, copy, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(templates, "FOLDER", copy)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    templates._environment.cache_clear()
    yield copy
    templates._environment.cache_clear()


def written(text: str, folder: Path, name: str = "new.xhtml") -> bytes:
    """What a fresh run makes of a template."""
    (folder / name).write_text(text, encoding="utf-8")
    templates._environment.cache_clear()
    return templates.write(name, {"word": "<报>"})


def kept(folder: Path) -> list[Path]:
    return sorted((folder / "__pycache__").glob("*"))


def test_a_compiled_template_is_kept_and_taken_again(folder: Path):
    assert written("{{ word }}", folder) == "&lt;报&gt;".encode()
    (file,) = kept(folder)
    before = file.read_bytes()
    assert written("{{ word }}", folder) == "&lt;报&gt;".encode()
    assert file.read_bytes() == before


def test_a_changed_template_is_compiled_again(folder: Path):
    written("{{ word }}", folder)
    assert written("{{ word }}!", folder) == "&lt;报&gt;!".encode()


@pytest.mark.parametrize("damage", [b"", b"j2", b"nonsense" * 9, None])
def test_a_damaged_file_is_not_taken(folder: Path, damage: bytes | None):
    written("{{ word }}", folder)
    (file,) = kept(folder)
    whole = file.read_bytes()
    file.write_bytes(whole[:-20] if damage is None else damage)
    assert written("{{ word }}", folder) == "&lt;报&gt;".encode()
    assert file.read_bytes() == whole


def test_nothing_is_kept_where_python_keeps_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    written("{{ word }}", folder)
    assert kept(folder) == []


def test_templates_in_a_place_that_cannot_be_written_are_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
):
    def refuse(path: Path, data: bytes) -> None:
        raise PermissionError(path)

    monkeypatch.setattr(templates.files, "write", refuse)
    assert written("{{ word }}", folder) == "&lt;报&gt;".encode()
