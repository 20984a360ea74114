"""The reference front page, end to end: what a reader, a make-up editor and a press will see."""

import re
import zipfile
from collections import Counter

import lxml.html
import pytest

from packager import copydesk, epub, pipeline, press
from packager.issue import Crosshead, Figure, Gap, Jump, Paragraph
from tests.conftest import SHARED
from tests.readback import FORBIDDEN_END, FORBIDDEN_START, glyphs

SOURCE = SHARED / "inputs" / "datong-front-page.md"
pytestmark = pytest.mark.skipif(not SOURCE.is_file(), reason="the real inputs are not at hand")
HAN = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture(scope="module")
def request_():
    known = copydesk.Known(title="大同日报", date="2025-07-22")
    return pipeline.Request(sources=(SOURCE,), known=known)


@pytest.fixture(scope="module")
def desk(request_):
    return pipeline.edit(request_)


@pytest.fixture(scope="module")
def stories(desk):
    return [article for _, article in desk.issue.articles()]


@pytest.fixture(scope="module")
def made(desk, request_):
    return pipeline.make_up(desk, request_)


@pytest.fixture(scope="module")
def pdf(desk, made):
    issue = made.made.issue
    return press.print_pdf(issue, desk.issue, made.layout, folder=desk.folder).pdf


@pytest.fixture(scope="module")
def documents(desk, tmp_path_factory):
    path = tmp_path_factory.mktemp("epub") / "issue.epub"
    path.write_bytes(epub.package(desk.issue, folder=SOURCE.parent).epub)
    with zipfile.ZipFile(path) as book:
        return [
            lxml.html.fromstring(book.read(name))
            for name in book.namelist()
            if name.endswith(".xhtml")
        ]


def squeezed(text):
    return re.sub(r"\s+", "", text)


def test_seven_stories_in_source_order(stories):
    assert [squeezed(story.headline or "") for story in stories] == [
        "能源筑基算力兴城",
        "报告显示我国节水水平进一步提升",
        "锚定目标聚力攻坚全力以赴实干争先",
        "青春丈量古城创意畅想未来",
        "市政府召开常务会议",
        "把握时代机遇锻造算力引擎",
        "",
    ]


def test_kickers_decks_labels(stories):
    energy, _, economy, youth, council, engine, photo = stories
    assert energy.deck[0].startswith("——我市大力推进")
    assert economy.deck == ("刘俊义主持召开全市经济运行分析会",)
    assert squeezed(council.deck[0]).startswith("刘俊义主持传达学习相关精神")
    assert squeezed(youth.label or "") == "人才强市汇智大同"
    assert youth.kicker is not None
    assert youth.kicker.startswith("近百名高校学子")
    assert youth.kicker.endswith("——")
    assert sum(isinstance(block, Crosshead) for block in youth.body) == 3
    assert engine.label == "云中论坛"
    assert [byline.name for byline in engine.bylines] == ["良言"]
    assert (photo.kind, photo.headline) == ("photo", None)


def test_datelines_bylines_and_the_photo_credit(stories):
    energy, water, economy, youth, council, _, photo = stories
    assert [byline.name for byline in energy.bylines] == ["韩云峰"]
    assert [byline.name for byline in youth.bylines] == ["郝雨"]
    assert water.dateline is not None
    assert (water.dateline.agency, water.dateline.place) == ("新华社", "北京")
    assert [byline.name for byline in water.bylines] == ["魏弘毅"]
    for story in (economy, council):
        assert story.dateline is not None
        assert story.dateline.agency == "本报"
        first = story.body[0]
        assert isinstance(first, Paragraph)
        assert first.text.startswith(story.dateline.text)
    (figure,) = (block for block in photo.body if isinstance(block, Figure))
    assert "张占兵" in figure.credit
    assert figure.src is None


def test_eleven_breaks_rejoined_two_gaps_one_jump(desk, stories):
    joined = [repair for repair in desk.repairs if repair.rule == "column-break"]
    assert len(joined) == 11
    ends = [
        story.body[index - 1].text[-4:]
        for story in stories
        for index, block in enumerate(story.body)
        if isinstance(block, Gap)
    ]
    assert (ends[0], ends[1][-2:]) == ("荣获全国", "首先")
    assert len(ends) == 2
    (jump,) = (block for story in stories for block in story.body if isinstance(block, Jump))
    assert (jump.direction, jump.page, jump.text, jump.target) == (
        "to",
        "3",
        "（下转第三版）",
        None,
    )
    assert any("版" in d.message or "page 3" in d.message for d in desk.diagnostics)


def test_no_word_changed(stories):
    text = "".join(text for story in stories for text in story.texts())
    assert "整改整改落实" in text
    assert "“的高效外脑”" in text
    assert "67家呼叫标注企业" in text


def test_every_han_character_is_in_the_epub(documents):
    source = Counter(HAN.findall(SOURCE.read_text(encoding="utf-8")))
    book = Counter(c for page in documents for c in HAN.findall(page.text_content()))
    assert not source - book


def test_each_paragraph_is_one_p(documents, stories):
    paragraphs = Counter(squeezed(p.text_content()) for page in documents for p in page.iter("p"))
    for story in stories:
        for block in story.body:
            if isinstance(block, Paragraph):
                assert paragraphs[squeezed(block.text)] == 1, block.text


def test_every_han_character_is_in_the_pdf(pdf):
    source = Counter(HAN.findall(SOURCE.read_text(encoding="utf-8")))
    painted = Counter(glyph.text for glyph in glyphs(pdf))
    assert not source - painted


def test_lines_end_at_the_column_edge_and_never_on_a_forbidden_mark(made, pdf):
    painted = glyphs(pdf)
    (page,) = made.made.issue.pages
    full = 0
    for block in page.items:
        if getattr(block, "role", None) != "paragraph":
            continue
        left = block.x - block.size / 2 - 0.1  # where an opening mark's blank half is cut off
        column = [g for g in painted if left <= g.x < block.x + block.width + 0.5]
        for row, line in enumerate(block.lines):
            top = block.y + row * block.leading
            glyph_row = [g for g in column if top < g.y <= top + block.leading]
            text = squeezed("".join(g.text for g in glyph_row))
            assert text == squeezed(line.text), (text, line.text)
            assert text[0] not in FORBIDDEN_START
            assert text[-1] not in FORBIDDEN_END
            continues = row < len(block.lines) - 1
            if continues and HAN.match(text[-1]):
                full += 1
                edge = glyph_row[-1].x + block.size
                assert abs(edge - block.x - block.width) <= 0.5, text
    assert full > 200


def test_nothing_is_overset(made):
    assert made.made.issue.overset_lines == 0
