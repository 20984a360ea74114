"""Spacing and forms of marks, beside the same rules said in one regular expression each."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packager.copydesk.spacing import RULES
from packager.reading.script import HAN, KANA

CJK = f"{HAN}{KANA}"
BLANK = "[ \t\u00a0\u2002-\u200a\u202f\u205f]"
LATIN = "A-Za-z0-9\u00c0-\u024f\u0370-\u04ff%％‰°℃℉"
MARKS = "，。！？；：、）】》」』〉〕"
PLAIN = {
    "half-width-mark": (
        (
            f"(?<=[{CJK}”」』》，。；])\\((?=[^()]*[{CJK}])([^()]{{1,80}})\\)",
            lambda m: f"（{m[1]}）",
        ),
        (
            f"(?<=[{CJK}”」』》）])[,;:?!](?=[{CJK}“「『《（0-9]|$)",
            lambda m: "，；：？！"[",;:?!".index(m[0])],
        ),
    ),
    "han-latin-space": (
        (
            f"(?<=[{CJK}]){BLANK}+(?=[{LATIN}$￥€£])|(?<=[{LATIN}]){BLANK}+(?=[{CJK}])",
            lambda m: m[0] if re.fullmatch("[表图圖][0-9]{1,3}", m.string[: m.start()]) else "",
        ),
    ),
    "space-by-mark": (
        (
            f"{BLANK}+(?=[{MARKS}])|(?<=[{MARKS}]){BLANK}+(?=[^（(])"
            f"|(?<=[{CJK}，。！？]){BLANK}+(?=[”’])|(?<=[”’]){BLANK}+(?=[{CJK}])",
            lambda m: "",
        ),
    ),
}


@pytest.mark.parametrize("name", PLAIN)
@given(text=st.text(alphabet="中文あ々a1é%$”’“，。！？（）()《》」』;:,?! \n\t\u3000\u00a0 表12"))
def test_a_rule_that_looks_round_is_the_plain_one(name: str, text: str):
    ruled = plain = text
    for called, needed, pattern, put, _ in RULES:
        if called == name and (not needed or set(text) & needed):
            ruled = pattern.sub(put, ruled)
    for source, put in PLAIN[name]:
        plain = re.sub(source, put, plain)
    assert ruled == plain
