"""Output names: ASCII, lower case, unable to leave the folder they are put in."""

from __future__ import annotations

import functools
import os
import re
import unicodedata
from pathlib import Path
from types import ModuleType

import msgspec

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_LONGEST = 60


def slug(title: str | None) -> str:
    """An ASCII slug of a title, pinyin for Han, or ``issue`` when nothing is left.

    Only ``a-z 0-9 -`` remain, so the result is a single, harmless path component.
    """
    text = title or ""
    if _HAN.search(text):
        text = "".join(_reader(text).lazy_pinyin(text, errors=lambda run: f" {run} "))
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST].rstrip("-") or "issue"


def name(slug_: str, date: str | None) -> str:
    """The stem of all outputs of an issue: ``<slug>-<date>``, ``undated`` when nobody knows."""
    return f"{slug_}-{date or 'undated'}"


def _reader(text: str) -> ModuleType:
    """pypinyin, knowing those phrases that stand in ``text``: 重庆 is chongqing.

    Loading all its 47,000 phrases takes three times as long as all the rest of it.
    """
    pypinyin = _without_phrases()
    known = {
        phrase: msgspec.json.decode(reading)
        for phrase, reading in _phrases(pypinyin).items()
        if phrase in text
    }
    pypinyin.load_phrases_dict(known)
    return pypinyin


@functools.cache
def _without_phrases() -> ModuleType:
    before = os.environ.get("PYPINYIN_NO_PHRASES")
    os.environ["PYPINYIN_NO_PHRASES"] = "1"
    try:
        import pypinyin
    finally:
        if before is None:
            del os.environ["PYPINYIN_NO_PHRASES"]
        else:
            os.environ["PYPINYIN_NO_PHRASES"] = before
    return pypinyin


@functools.cache
def _phrases(pypinyin: ModuleType) -> dict[str, msgspec.Raw]:
    """Its phrase table, the readings still undecoded."""
    path = Path(str(pypinyin.__file__)).with_name("phrases_dict.json")
    return msgspec.json.decode(path.read_bytes(), type=dict[str, msgspec.Raw])
