"""The Jinja2 environment of the EPUB's templates: autoescaped, strict, compiled once."""

from __future__ import annotations

import contextlib
import functools
import importlib.util
import pickle
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket

from packager import files
from packager.epub import markup

XHTML = "application/xhtml+xml"
FOLDER = Path(__file__).parent / "templates"
_SYNTAX: dict[str, Any] = {
    "autoescape": True,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "keep_trailing_newline": True,
}


def write(name: str, values: Mapping[str, Any]) -> bytes:
    """Render a template as UTF-8."""
    return _environment().get_template(name).render(values).encode()


def compile_all() -> None:
    """Compile every template, to keep those that can be kept before the first run asks for them."""
    environment = _environment()
    for name in environment.list_templates(extensions=["xhtml", "ncx"]):
        environment.get_template(name)


def base_style() -> str:
    """The style sheet that every theme builds on."""
    return (FOLDER / "style.css").read_text(encoding="utf-8")


class _Compiled(BytecodeCache):
    """Compiled templates, kept where and when Python keeps compiled modules; to compile is slow.

    One that was made of another source, or by another Python or Jinja2, is not taken.
    """

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """The template's own name: there is one folder of them."""
        return name

    def get_source_checksum(self, source: str) -> str:
        """Of all that goes into the compiler."""
        return super().get_source_checksum(f"{_SYNTAX}{source}")

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what was kept, if anything was and it is whole."""
        try:
            bucket.bytecode_from_string(_kept(bucket).read_bytes())
        except (OSError, EOFError, pickle.UnpicklingError):
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it for the next run; where nothing can be written, each run compiles."""
        if not sys.dont_write_bytecode:
            with contextlib.suppress(OSError):
                files.write(_kept(bucket), bucket.bytecode_to_string())


def _kept(bucket: Bucket) -> Path:
    return Path(importlib.util.cache_from_source(str(FOLDER / f"{bucket.key}.py")))


@functools.cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        bytecode_cache=_Compiled(),
        undefined=StrictUndefined,
        **_SYNTAX,
    )
    environment.filters.update(
        alternative=markup.alternative,
        byline=markup.byline,
        loose_dateline=markup.loose_dateline,
        phrases=markup.phrases,
        quotations=markup.quotations,
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
