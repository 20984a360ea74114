import json
import re

import pypinyin
import pytest
from hypothesis import given
from hypothesis import strategies as st

from packager.slug import _LONGEST_ENTRY, _LONGEST_PHRASE, _table, name, slug


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("云州日报", "yunzhouribao"),
        ("重庆日报", "chongqingribao"),
        ("长沙晚报", "changshawanbao"),
        ("厦门日报", "xiamenribao"),
        ("银行与行走", "yinhangyuxingzou"),
        ("绿野晚报", "lvyewanbao"),
        ('"重"庆', "zhong-qing"),
        ("The Daily ../../Planet", "the-daily-planet"),
        ("Süddeutsche Zeitung", "suddeutsche-zeitung"),
        ("../..", "issue"),
        ("", "issue"),
        (None, "issue"),
    ],
)
def test_slug(title, expected):
    assert slug(title) == expected


@pytest.mark.parametrize(
    "title", ["吕梁日报", "朝阳日报", "都市快报", "调查与曲艺", "一不做二不休", "長城晚報"]
)
def test_a_title_is_read_as_pypinyin_reads_it(title):
    assert slug(title) == "".join(pypinyin.lazy_pinyin(title))


def test_every_entry_of_the_tables_is_within_the_bounds():
    phrases = json.loads(_table("phrases_dict.json").data)
    assert max(map(len, phrases)) == _LONGEST_PHRASE
    for table in ("phrases_dict.json", "pinyin_dict.json"):
        pieces = _table(table).data.split(b'": ')
        assert max(map(len, pieces)) < _LONGEST_ENTRY


@given(st.text())
def test_a_slug_is_one_harmless_path_component(title):
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug(title))
    assert len(slug(title)) <= 60


def test_an_unknown_date_is_said():
    assert name("yunzhouribao", None) == "yunzhouribao-undated"
    assert name("yunzhouribao", "2025-07-22") == "yunzhouribao-2025-07-22"
