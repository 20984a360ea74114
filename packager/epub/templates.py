"""The Jinja2 environment of the EPUB's templates: autoescaped, strict, compiled once a process."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from packager.epub import markup

XHTML = "application/xhtml+xml"
FOLDER = Path(__file__).parent / "templates"


def write(name: str, values: Mapping[str, Any]) -> bytes:
    """Render a template as UTF-8."""
    return _environment().get_template(name).render(values).encode()


def base_style() -> str:
    """The style sheet that every theme builds on."""
    return (FOLDER / "style.css").read_text(encoding="utf-8")


@functools.cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(
        alternative=markup.alternative,
        byline=markup.byline,
        loose_dateline=markup.loose_dateline,
        phrases=markup.phrases,
        printed_lines=lambda text: [line for line in text.split("\n") if line.strip()],
        stanzas=_stanzas,
    )
    return environment


def _stanzas(lines: Iterable[str]) -> list[list[str]]:
    """Verse lines grouped by the empty lines between them."""
    groups: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    return [group for group in groups if group]
