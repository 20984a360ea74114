"""Inline marks as XHTML: they nest, and no character is lost or let through raw."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from packager.epub import markup
from packager.issue import Article, Byline, Dateline, Mark, Paragraph, Table

STYLES = ("strong", "emphasis", "dots", "superscript", "subscript", "link")
marks = st.builds(
    Mark,
    start=st.integers(-3, 20),
    end=st.integers(-3, 25),
    style=st.sampled_from(STYLES),
    href=st.sampled_from([None, "https://example.org/?a=1&b=2", "javascript:alert(1)"]),
)


printable = st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff")


@given(st.text(printable, max_size=20), st.lists(marks, max_size=6), st.integers(0, 8))
def test_any_marks_give_well_formed_markup_with_the_same_words(text, found, dateline):
    html = markup.inline(text, found, dateline)
    tree = etree.fromstring(f"<p>{html}</p>")
    assert "".join(tree.itertext()) == text
    assert all(href.startswith("https://") for href in tree.xpath("//@href"))
    assert not tree.xpath("//a//a")


def test_kana_and_hangul_carry_their_language_where_the_paper_has_another():
    html = markup.inline("商标のれん与한국 신문", language="zh-CN")
    assert '<span lang="ja" xml:lang="ja">のれん</span>' in html
    assert '<span lang="ko" xml:lang="ko">한국 신문</span>' in html
    assert markup.inline("のれん", language="ja-JP") == "のれん"


def test_crossing_marks_are_split_so_that_they_nest():
    html = markup.inline("大桥全长", [Mark(0, 2, "strong"), Mark(1, 4, "emphasis")])
    assert html == "<strong>大<em>桥</em></strong><em>全长</em>"


def test_a_thousand_marks_over_the_same_words_nest_once():
    html = markup.inline("大桥", [Mark(0, 2, "strong")] * 1000 + [Mark(0, 1, "strong")] * 1000)
    assert html == "<strong>大桥</strong>"


def test_a_mark_covers_exactly_its_characters():
    html = markup.inline("面积3400m2。", [Mark(7, 8, "superscript")])
    assert html == "面积3400m<sup>2</sup>。"


@pytest.mark.parametrize(
    "href",
    ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "../x", "http://a b", ""],
)
def test_only_addresses_of_the_web_and_mail_become_links(href):
    assert markup.inline("这里", [Mark(0, 2, "link", href)]) == "这里"


def test_the_dateline_is_marked_inside_the_first_paragraph():
    first = Paragraph(text="本报讯（记者 林溪）昨日开工。")
    article = Article(id="a", dateline=Dateline("本报讯（记者 林溪）"), body=(first,))
    html = markup.paragraph(first, article)
    assert html == '<span class="dateline">本报讯（记者 林溪）</span>昨日开工。'
    assert markup.loose_dateline(article) is None


def test_a_dateline_that_opens_no_paragraph_is_printed_by_itself():
    article = Article(
        id="a", dateline=Dateline("新华社北京电"), body=(Paragraph(text="昨日开工。"),)
    )
    assert markup.loose_dateline(article) == "新华社北京电"


def test_a_byline_known_but_not_printed_is_shown_and_a_printed_one_not_twice():
    body = (Paragraph(text="本报讯（记者 林溪）昨日开工。"),)
    people = (Byline("林溪", "记者"), Byline("陈舟", "通讯员"))
    assert markup.byline(Article(id="a", bylines=people, body=body)) == "通讯员 陈舟"
    assert markup.byline(Article(id="a", bylines=people, byline_text="林溪 文")) == "林溪 文"


def test_a_headline_is_parted_where_it_pauses():
    assert markup.phrases("两岸通行　五分钟") == [("两岸通行", "　"), ("五分钟", "")]
    assert markup.phrases("灌区开闸，31.2万亩有水") == [("灌区开闸，", ""), ("31.2万亩有水", "")]
    assert markup.phrases("前三季度收购量增长") == markup.phrases("前三季度收购量增长：") == []
    assert markup.phrases("Bridge opens at last") == []


@given(st.text(alphabet="桥通了，；： \u3000aB1—", max_size=24))
def test_the_parts_of_a_headline_are_the_headline(headline):
    parts = markup.phrases(headline)
    assert not parts or "".join(part + pause for part, pause in parts) == headline


def test_a_notice_is_signed_by_the_short_lines_at_its_foot():
    lines = ("市水务局定于3月21日停水。", "请用户提前储水。", "市自来水公司", "2026年3月18日")
    body = tuple(Paragraph(text=line) for line in lines)
    notice = Article(id="a", kind="notice", body=body)
    assert markup.signature(notice) == [body[3], body[2]]
    assert markup.signature(msgspec.structs.replace(notice, kind="news")) == []
    assert markup.signature(msgspec.structs.replace(notice, body=body[:2])) == []


def test_columns_of_figures_are_known_by_most_of_their_cells():
    rows = (
        ("品种", "本周", "涨跌", "产地", "日期"),
        ("菠菜", "3.20", "−11.1%", "本市", "3月1日"),
        ("鸡蛋", "4.95", "+1.0%", "2号棚", "3月2日"),
        ("大米", "￥2.98", "持平", "", "3月3日"),
    )
    assert markup.figures(Table(rows=rows, header_rows=1)) == [1, 2]
    assert markup.figures(Table(rows=())) == []


@pytest.mark.parametrize(
    ("headline", "parts"),
    [
        ("关于“霁水好河工”人选的公示", ["关于", "“霁水好河工”", "人选的公示"]),
        ("《副刊》征文（外一首）", ["", "《副刊》", "征文", "（外一首）", ""]),
        ("他说：“好”", ["他说：“好”"]),
        ("Ferry returns", ["Ferry returns"]),
    ],
)
def test_a_quotation_in_a_headline_is_a_part(headline, parts):
    assert markup.quotations(headline) == parts
