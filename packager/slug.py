"""Output names: ASCII, lower case, unable to leave the folder they are put in."""

from __future__ import annotations

import functools
import importlib.util
import json
import re
import unicodedata
from itertools import groupby
from pathlib import Path
from typing import Any

from packager.patterns import Letters

_HAN = Letters("\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff")
_LONGEST = 60
_LOOKED_AT = 120
"""Characters of a title that matter: more do not fit into a slug."""
_LONGEST_PHRASE = 10
"""Characters of the longest phrase in pypinyin's table."""
_LONGEST_ENTRY = 500
"""Bytes that any reading in its tables is shorter than."""
_TONES = re.compile("[\u0300\u0301\u0302\u0304\u030c]")
_DECODER = json.JSONDecoder()


def slug(title: str | None) -> str:
    """An ASCII slug of a title, pinyin for Han, or ``issue`` when nothing is left.

    Only ``a-z 0-9 -`` remain, so the result is a single, harmless path component.
    """
    runs = groupby((title or "")[:_LOOKED_AT], _HAN.__contains__)
    text = "".join(f" {_pinyin(''.join(run))} " if han else "".join(run) for han, run in runs)
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST].rstrip("-") or "issue"


def name(slug_: str, date: str | None) -> str:
    """The stem of all outputs of an issue: ``<slug>-<date>``, ``undated`` when nobody knows."""
    return f"{slug_}-{date or 'undated'}"


def _pinyin(text: str) -> str:
    """``text`` with its Han read in pinyin without tones: 重庆 is chongqing, by its phrase.

    The longest phrase of pypinyin's tables wins, else a character's first reading.
    """
    phrases, characters = (_table(name) for name in ("phrases_dict.json", "pinyin_dict.json"))
    out = ""
    at = 0
    while at < len(text):
        size = min(_LONGEST_PHRASE, len(text) - at) if phrases.begins(text[at : at + 2]) else 1
        while size > 1 and not phrases.get(text[at : at + size]):
            size -= 1
        part = text[at : at + size]
        if size > 1:
            out += "".join(readings[0] for readings in phrases.get(part))
        else:
            reading = characters.get(str(ord(part)))
            out += reading.split(",")[0] if reading else f" {part} "
        at += size
    plain = _TONES.sub("", unicodedata.normalize("NFD", out))
    return unicodedata.normalize("NFC", plain).replace("ü", "v")


class _Table:
    """One of pypinyin's JSON tables, of which only what is asked for is decoded.

    Importing pypinyin decodes all of them: a tenth of the time that an EPUB takes.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data

    def begins(self, head: str) -> bool:
        """Whether any key begins so."""
        return f'"{head}'.encode() in self.data

    def get(self, key: str) -> Any:
        """The value of ``key``, or None."""
        name = f'"{key}":'.encode()
        at = self.data.find(name)
        if at < 0:
            return None
        start = at + len(name)
        value = self.data[start : start + _LONGEST_ENTRY].decode(errors="ignore").lstrip()
        return _DECODER.raw_decode(value)[0]


@functools.cache
def _table(name: str) -> _Table:
    spec = importlib.util.find_spec("pypinyin")
    assert spec is not None and spec.origin is not None  # it is a dependency
    return _Table(Path(spec.origin).with_name(name).read_bytes())
