"""The proof: pages as pictures, every finding beside them and linked to its place."""

import io
import re

import pytest
from PIL import Image

from packager import layout as layouts
from packager import press
from packager.diagnostics import Diagnostic, Repair, Where
from packager.issue import Article, Figure, Issue, Page, Paragraph, Publication
from packager.makeup import make_up
from packager.makeup.page import PageFinding
from packager.proof import Proof, proof

TEXT = "镇上的老车站停用多年，今年改成了书店，候车的长椅原样留着。"


@pytest.fixture(scope="module")
def made() -> Proof:
    stories = (
        Article(id="a01", headline="车站改书店", body=(Paragraph(text=TEXT * 6),), lines=(1, 9)),
        Article(
            id="a02",
            kind="photo",
            body=(Figure(src=None, caption="读者坐在<长椅>上。"),),
            lines=(10, 12),
        ),
    )
    issue = Issue(
        publication=Publication(title="青河报", language="zh-CN"),
        date="2025-06-20",
        pages=(Page(number="1", articles=stories),),
    )
    layout = layouts.load("a4")
    pages = make_up(issue, layout).issue
    pdf = press.print_pdf(pages, issue, layout, folder=None).pdf
    findings = [
        PageFinding("M405", "info", "page 1 is short", page="1"),
        Diagnostic("C240", "warning", "picture <missing>", Where("issue.md", 11)),
    ]
    repairs = [Repair("column-break", "老车\n站", "老车站", 0.95, Where("issue.md", 3))]
    return proof(pages, issue, pdf, findings=findings, repairs=repairs, dpi=50)


def test_every_page_is_a_picture(made: Proof) -> None:
    ((name, data),) = made.pages
    assert name == "page-01.png"
    width, height = Image.open(io.BytesIO(data)).size
    assert (round(width / 10), round(height / 10)) == (41, 58)


def test_findings_lead_to_their_place(made: Proof) -> None:
    html = made.html.decode()
    assert re.search(r'C240</span>\s*<a href="#p1-a02">picture &lt;missing&gt;</a>', html)
    assert re.search(r'column-break</span>\s*<a href="#p1-a01">', html)
    assert re.search(r'M405</span>\s*<a href="#p1">page 1 is short</a>', html)
    assert 'id="p1"' in html
    assert 'id="p1-a01"' in html
    assert 'id="p1-a02"' in html


def test_the_page_fetches_nothing_and_runs_nothing(made: Proof) -> None:
    html = made.html.decode()
    assert "<script" not in html
    assert not re.search(r'(src|href)="(?!data:|#)', html)


def test_a_missing_picture_is_marked_in_the_proof(made: Proof) -> None:
    picture = Image.open(io.BytesIO(made.pages[0][1])).convert("RGB")
    pixels = picture.tobytes()
    reds = sum(
        red > 150 and green < 90 and blue < 90
        for red, green, blue in zip(pixels[::3], pixels[1::3], pixels[2::3], strict=True)
    )
    assert reds > 200
