import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packager.slug import name, slug


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("云州日报", "yunzhouribao"),
        ("重庆日报", "chongqingribao"),
        ("长沙晚报", "changshawanbao"),
        ("厦门日报", "xiamenribao"),
        ("银行与行走", "yinhangyuxingzou"),
        ("The Daily ../../Planet", "the-daily-planet"),
        ("Süddeutsche Zeitung", "suddeutsche-zeitung"),
        ("../..", "issue"),
        ("", "issue"),
        (None, "issue"),
    ],
)
def test_slug(title, expected):
    assert slug(title) == expected


@given(st.text())
def test_a_slug_is_one_harmless_path_component(title):
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug(title))
    assert len(slug(title)) <= 60


def test_an_unknown_date_is_said():
    assert name("yunzhouribao", None) == "yunzhouribao-undated"
    assert name("yunzhouribao", "2025-07-22") == "yunzhouribao-2025-07-22"
