"""METS and ALTO: valid by their schemas, and every line where it was set."""

import hashlib
from pathlib import Path

import pytest
from lxml import etree

from packager.archive import add
from packager.archive.alto import NAMESPACE as ALTO
from packager.archive.alto import alto
from packager.archive.mets import METS, XLINK
from packager.issue import Article, Byline, Issue, Page, Paragraph, Publication
from packager.makeup.page import MadeIssue, MadePage, Picture, Rule, StoryArea, TextBlock
from packager.typesetting.line import Line, Run
from tests.archive.conftest import pdf

SCHEMAS = Path(__file__).parent / "schemas"


def line(text: str, width: float, **fields) -> Line:
    return Line(runs=(Run(text, "serif"),), width=width, **fields)


@pytest.fixture
def made() -> MadeIssue:
    folio = TextBlock(
        x=10, y=5, width=100, leading=10, size=9, lines=(line("第一版", 3),), role="folio"
    )
    head = TextBlock(
        x=20, y=30, width=200, leading=40, size=36, lines=(line("合龙", 2),), role="headline",
        article="a01", align="centre",
    )  # fmt: skip
    body = TextBlock(
        x=20, y=80, width=126, leading=12, size=9, role="paragraph", article="a01", block=0,
        lines=(line("本报讯昨夜风雨", 9, indent=2), line("over", 14, hyphen="-")),
    )  # fmt: skip
    items = (
        folio, head, body, Rule(x=20, y=79, width=100, height=0.5),
        Picture(x=150, y=80, width=60, height=40, src=None, article="a02", block=0),
    )  # fmt: skip
    area = StoryArea("a01", 20, 30, 200, 74)
    page = MadePage(
        number="1", name="要闻", width=1105.5, height=1530.7, items=items, areas=(area,)
    )
    return MadeIssue(
        pages=(page, MadePage(number="2", name=None, width=1105.5, height=1530.7, items=()))
    )


def validate(data: bytes, schema: str) -> etree._Element:
    tree = etree.fromstring(data)
    etree.XMLSchema(file=str(SCHEMAS / schema)).assertValid(tree)
    return tree


def test_alto_is_valid_and_tells_where_each_line_stands(made):
    tree = validate(alto(made.pages[0], 1), "alto-4-4.xsd")
    strings = {
        element.get("CONTENT"): tuple(
            float(element.get(key)) * 72 / 1200 for key in ("HPOS", "VPOS")
        )
        for element in tree.iter(f"{{{ALTO}}}String")
    }
    assert strings["本报讯昨夜风雨"] == pytest.approx((20 + 2 * 9, 80), abs=0.01)
    assert strings["over"] == pytest.approx((20, 92), abs=0.01)
    assert strings["合龙"] == pytest.approx((20 + (200 - 72) / 2, 30), abs=0.01)
    validate(alto(made.pages[1], 2), "alto-4-4.xsd")


def test_mets_is_valid_and_links_story_page_and_place(root, submission, made):
    path = add(root, submission(made=made)).path / "data"
    tree = validate((path / "mets.xml").read_bytes(), "mets.xsd")

    files = {f.get("ID"): f[0].get(f"{{{XLINK}}}href") for f in tree.iter(f"{{{METS}}}file")}
    assert {"issue.json", "text/a01.txt", "alto/p01.xml", "source/images/%E6%A1%A5.png"} <= set(
        files.values()
    )
    story = tree.find(f".//{{{METS}}}div[@TYPE='Article']")
    area = story.find(f".//{{{METS}}}area")
    page = etree.parse(str(path / files[area.get("FILEID")]))
    [block] = page.xpath("//*[@ID=$id]", id=area.get("BEGIN"))
    assert block.get("TYPE") == "article"
    assert story.get("LABEL") == "渡口新桥今晨合龙"


def test_a_page_has_its_picture_and_its_lines(root, submission, made):
    products = {"pdf/a.pdf": pdf()}
    path = add(root, submission(made=made, products=products)).path / "data"
    tree = validate((path / "mets.xml").read_bytes(), "mets.xsd")
    files = {f.get("ID"): f[0].get(f"{{{XLINK}}}href") for f in tree.iter(f"{{{METS}}}file")}
    first, second = tree.iterfind(f".//{{{METS}}}div[@TYPE='page']")
    assert [files[each.get("FILEID")] for each in first] == ["pages/p01.jpg", "alto/p01.xml"]
    assert [files[each.get("FILEID")] for each in second] == ["alto/p02.xml"]
    lines = validate((path / "alto/p01.xml").read_bytes(), "alto-4-4.xsd")
    assert lines.findtext(f".//{{{ALTO}}}fileName") == "pages/p01.jpg"


def test_mets_leads_to_the_record_of_how_the_issue_was_made(root, submission):
    path = add(root, submission()).path / "data"
    tree = validate((path / "mets.xml").read_bytes(), "mets.xsd")
    records = {each.get(f"{{{XLINK}}}href"): each for each in tree.iter(f"{{{METS}}}mdRef")}
    assert records.keys() == {"provenance.json", "repairs.json"}
    for name, record in records.items():
        data = (path / name).read_bytes()
        assert record.get("CHECKSUM") == hashlib.sha512(data).hexdigest()
    assert tree.findtext(f".//{{{METS}}}agent/{{{METS}}}name").startswith("packager ")


def test_an_issue_of_unknown_everything_is_valid_too(root, submission):
    issue = Issue(pages=(Page(articles=(Article(id="a01", body=(Paragraph(text="话\x0b题"),)),)),))
    path = add(root, submission(issue=issue, source={})).path / "data"
    validate((path / "mets.xml").read_bytes(), "mets.xsd")


def test_full_metadata_is_valid_too(root, submission):
    paper = Publication(
        title="晚报", publisher="社", language="zh-CN", issn="1234-5679", cn="CN 14-1"
    )
    people = (Byline("沈砚秋", "记者", "本报"),)
    stories = (
        Article(id="../a 1", headline="标题", deck=("副题",), bylines=people),
        Article(id="..%2Fa 1", headline="另一"),
    )
    issue = Issue(
        publication=paper, number="第8号", edition="晨版", pages=(Page(articles=stories),)
    )
    path = add(root, submission(issue=issue)).path / "data"
    validate((path / "mets.xml").read_bytes(), "mets.xsd")
    assert len(list((path / "text").iterdir())) == 2


def test_a_story_reads_as_plain_text(root, submission):
    path = add(root, submission()).path / "data/text/a01.txt"
    assert path.read_text(encoding="utf-8") == (
        "[1 要闻]\n渡口新桥今晨合龙\n沈砚秋\n\n"
        "本报讯 昨夜风雨初歇，渡口新桥最后一段钢梁就位。\n\n"
        "施工方用 GNSS 定位，偏差不到 3 毫米。\n"
    )
