"""Layouts as data: the shipped ones are sound, a new one is a folder, a wrong one says where."""

from pathlib import Path

import pytest

from packager import fonts
from packager import layout as layouts
from packager.diagnostics import AssetError
from packager.issue import Article, Issue, Page, Paragraph
from packager.makeup import make_up


@pytest.mark.parametrize("name", layouts.names())
def test_shipped_layouts_are_whole(name: str) -> None:
    layout = layouts.load(name)
    assert layout.name == name
    for chain in layout.faces.values():
        assert all(face in fonts.catalogue() for face in chain)
    x, y, width, height = layout.type_area
    assert x >= 0
    assert x + width <= layout.page.width * layouts.MM
    assert y + height <= layout.page.height * layouts.MM
    for dress in layout.kinds.values():
        assert {dress.headline, dress.alternate, dress.body} <= set(layout.type)


def test_broadsheet_is_the_size_of_the_trade() -> None:
    layout = layouts.load("broadsheet")
    _, _, width, height = layout.type_area
    assert width / layouts.MM == pytest.approx(350, abs=1)
    assert height / layouts.MM == pytest.approx(490, abs=layout.grid.leading / layouts.MM)


RECIPE = """\
extends = "tabloid"
name = "evening"
title = "晚报"
description = "A tabloid with five wider columns."

[grid]
measure = 12
gutter = 3

[colours]
blue = { cmyk = [1, 0.6, 0, 0], rgb = "#1155aa" }

[type.nameplate]
colour = "blue"
"""


def test_the_recipe_makes_a_layout_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "layout.toml").write_text(RECIPE, encoding="utf-8")
    layout = layouts.load(str(tmp_path))
    assert (layout.grid.columns, layout.grid.measure, layout.grid.leading) == (5, 12, 12.5)
    assert layout.type["nameplate"].colour == "blue"
    assert layout.type["nameplate"].face == "heavy"
    story = Article(id="a01", headline="夜市开张", body=(Paragraph(text="灯一盏盏亮起来。" * 40),))
    assert make_up(Issue(pages=(Page(number="1", articles=(story,)),)), layout).issue.pages


def test_the_documented_recipe_is_the_tested_one() -> None:
    page = Path(__file__).resolve().parents[1] / "docs" / "layouts.md"
    assert RECIPE in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('extends = "nowhere"', "no shipped layout `nowhere`"),
        ('extends = "a4"\n[grid]\ncolumns = "four"', r"\$\.grid\.columns"),
        ('extends = "a4"\n[grid]\ncolums = 4', "colums"),
        ('extends = "a4"\n[type.body]\nface = "gothic"', "no chain `gothic`"),
        ('extends = "a4"\n[type.body]\ncolour = "gold"', "no colour `gold`"),
        ('extends = "a4"\n[kinds.news]\nbody = "bodies"', "no role `bodies`"),
        ('extends = "a4"\n[grid]\nmeasure = 60', "wider than the page"),
        ("[grid", "layout.toml"),
        ('name = "bare"', "missing required field"),
    ],
)
def test_a_wrong_layout_says_what_is_wrong(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "layout.toml").write_text(text, encoding="utf-8")
    with pytest.raises(AssetError, match=words) as caught:
        layouts.load(str(tmp_path))
    assert caught.value.diagnostic.code == "M401"


def test_an_unknown_layout_names_the_known_ones() -> None:
    with pytest.raises(AssetError, match="broadsheet"):
        layouts.load("brodsheet")
