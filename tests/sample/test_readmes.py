"""The two READMEs say the same, and what they say to type exists."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from packager.cli import main

ROOT = Path(__file__).resolve().parents[2]
READMES = ("README.md", "README.zh-CN.md")
TEXT = {name: (ROOT / name).read_text(encoding="utf-8") for name in READMES}


def commands(name: str) -> list[str]:
    blocks = re.findall(r"```sh\n(.*?)```", TEXT[name], re.S)
    return [line.split("#")[0].strip() for block in blocks for line in block.splitlines() if line]


def test_both_show_the_same_commands() -> None:
    assert commands("README.md") == commands("README.zh-CN.md")


def test_both_have_the_same_sections_tables_and_limits() -> None:
    shapes = [re.findall(r"^(?:#+ |\||- |\d\. |!\[)", text, re.M) for text in TEXT.values()]
    assert shapes[0] == shapes[1]


@pytest.mark.parametrize("name", READMES)
def test_every_local_link_leads_somewhere(name: str) -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", TEXT[name]):
        assert (ROOT / target).exists(), target


@pytest.mark.parametrize("line", [c for c in commands("README.md") if c.startswith("packager ")])
def test_the_command_line_knows_what_is_shown(line: str) -> None:
    words = shlex.split(line)[1:]
    command: click.Command = main
    while isinstance(command, click.Group):
        found = command.get_command(click.Context(command), words.pop(0))
        assert found is not None
        command = found
    known = {option for parameter in command.params for option in parameter.opts}
    assert {word for word in words if word.startswith("--")} <= known
