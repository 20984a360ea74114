"""The language of the text, as far as its script tells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import islice

from packager.patterns import Letters
from packager.reading.script import HAN, HANGUL, KANA

SAMPLE = 200_000
"""Characters looked at."""
_SIMPLIFIED = frozenset(
    "这们个来时说国对会学发经业东门问间长张车书见让认识论语读买卖开关题样点电话务动劳华进过还远连运边达迟选适设计许证评词译试诗该详请谁调谈谢护报导"
)
_TRADITIONAL = frozenset(
    "這們個來時說國對會學發經業東門問間長張車書見讓認識論語讀買賣開關題樣點電話務動勞華進過還遠連運邊達遲選適設計許證評詞譯試詩該詳請誰調談謝護報導"
)
_SCRIPTS = tuple(map(Letters, (KANA, HANGUL, HAN, "A-Za-z")))


def detect(texts: Iterable[str]) -> str | None:
    """BCP 47 tag: zh-Hans, zh-Hant, ja, ko, ``en`` by its small words; else None."""
    sample: list[str] = []
    size = 0
    for text in islice(texts, 100_000):
        sample.append(text)
        size += len(text)
        if size > SAMPLE:
            break
    text = "".join(sample)
    chars = Counter(text)
    kana, hangul, han, latin = (
        sum(n for character, n in chars.items() if character in script) for script in _SCRIPTS
    )
    if kana * 10 > han and kana * 4 > latin:
        return "ja"
    if hangul > han and hangul * 4 > latin:
        return "ko"
    if han * 8 > latin:
        simple = sum(chars[c] for c in _SIMPLIFIED - _TRADITIONAL)
        full = sum(chars[c] for c in _TRADITIONAL - _SIMPLIFIED)
        if simple == full:
            return "zh" if han else None
        return "zh-Hans" if simple > full else "zh-Hant"
    words = Counter(re.findall("[a-z]+", text.lower()))
    return "en" if (words["the"] + words["of"] + words["and"]) * 20 > sum(words.values()) else None
