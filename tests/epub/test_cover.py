"""The cover: right size, drawn from what is known, no picture of ours invented."""

from __future__ import annotations

import io

import msgspec
import pytest
from PIL import Image

from packager.epub import cover, package
from packager.epub.edition import COVER_BROKEN
from packager.epub.stories import sections
from packager.issue import Article, Issue, Page
from tests.epub.sample import ISSUE


def drawn(issue: Issue, page: bytes | None = None, language: str = "zh-CN") -> Image.Image:
    return Image.open(io.BytesIO(cover.draw(issue, sections(issue), language, page).data))


def ink(picture: Image.Image, box: tuple[int, int, int, int]) -> int:
    """How many dark or red pixels a part of the cover has."""
    grey = picture.convert("RGB").crop(box).convert("L")
    return sum(grey.histogram()[:128])


def test_the_typographic_cover_is_a_small_picture_of_the_asked_size():
    asset = cover.draw(ISSUE, sections(ISSUE), "zh-CN")
    assert (asset.width, asset.height) == cover.SIZE == drawn(ISSUE).size
    assert len(asset.data) < 120_000


def test_the_page_picture_lies_below_the_name_and_the_date():
    page = io.BytesIO()
    sheet = Image.new("RGB", (780, 1080), "white")
    sheet.paste("teal", (40, 50, 740, 1030))
    sheet.save(page, "PNG")
    picture = drawn(ISSUE, page.getvalue())
    assert picture.size == cover.SIZE
    red, green, blue = picture.convert("RGB").getpixel((800, 1400))
    assert red < 40 < green < 150 > blue
    assert ink(picture, (0, 0, 800, 230)) > 2000


@pytest.mark.parametrize(
    "name",
    ["日", "内蒙古自治区人民政府机关报暨边疆日报", "The Evening Post and General Advertiser"],
)
def test_a_nameplate_of_any_length_keeps_inside_the_margins(name: str):
    issue = msgspec.structs.replace(
        ISSUE, publication=msgspec.structs.replace(ISSUE.publication, title=name)
    )
    picture = drawn(issue)
    assert ink(picture, (0, 0, cover.MARGIN - 30, 2560)) == 0
    assert ink(picture, (1600 - cover.MARGIN + 30, 0, 1600, 2560)) == 0


def test_many_and_long_headlines_never_run_off_the_foot():
    heads = tuple(
        Article(id=f"a{n}", kicker="引题" * 30, headline="很长的标题" * 30) for n in range(30)
    )
    picture = drawn(Issue(pages=(Page(articles=heads),)))
    assert ink(picture, (0, 2480, 1600, 2560)) == 0


def test_a_broken_page_picture_is_told_and_the_cover_drawn():
    made = package(ISSUE, folder=None, cover=b"no picture")
    assert COVER_BROKEN.code in [finding.code for finding in made.diagnostics]


def test_a_headline_breaks_at_its_pause():
    pen = cover._Pen("zh-CN")
    lines = pen.lines("清河大桥合龙 两岸通行缩至五分钟", cover.HEAVY, 124, 1380, most=3)
    assert lines == ["清河大桥合龙", "两岸通行缩至五分钟"]
    lines = pen.lines("廃校の鐘、十年ぶりに鳴る", cover.BOLD, 124, 1380, most=3)
    assert lines == ["廃校の鐘、", "十年ぶりに鳴る"]


def test_no_line_starts_with_a_closing_mark_or_ends_with_an_opening_one():
    pen = cover._Pen("zh-CN")
    text = "关于“十五五”规划，（草案）公开征求意见：欢迎市民、企业参与！" * 2
    for measure in range(500, 1400, 97):
        for line in pen.lines(text, cover.BOLD, 72, measure, most=9):
            assert line[0] not in "，、；：。！？”）"
            assert line[-1] not in "“（"


def test_a_nameplate_is_of_one_face_even_if_the_heaviest_lacks_a_character():
    pen = cover._Pen("ja")
    assert pen.chain("汐見新聞", cover.HEAVY)[0] == "NotoSerifSC-Bold"
    assert pen.chain("大同日报", cover.HEAVY)[0] == "NotoSerifSC-Black"


def test_the_lines_of_a_headline_are_even():
    pen = cover._Pen("ja")
    head = "廃校の鐘が十年ぶりに鳴る"
    lines = pen.lines(head, pen.chain(head, cover.HEAVY), 124, 1380, most=3)
    assert len(lines) == 2
    assert min(map(len, lines)) > 4
