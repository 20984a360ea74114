"""Output names: ASCII, lower case, unable to leave the folder they are put in."""

from __future__ import annotations

import re
import unicodedata

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_LONGEST = 60


def slug(title: str | None) -> str:
    """An ASCII slug of a title, pinyin for Han, or ``issue`` when nothing is left.

    Only ``a-z 0-9 -`` remain, so the result is a single, harmless path component.
    """
    text = title or ""
    if _HAN.search(text):
        from pypinyin import lazy_pinyin  # 0.2 s that Latin titles need not pay

        text = "".join(lazy_pinyin(text, errors=lambda run: f" {run} "))
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST].rstrip("-") or "issue"


def name(slug_: str, date: str | None) -> str:
    """The stem of all outputs of an issue: ``<slug>-<date>``, ``undated`` when nobody knows."""
    return f"{slug_}-{date or 'undated'}"
