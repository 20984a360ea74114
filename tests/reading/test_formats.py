"""Each format in a nutshell: the smallest source that shows what its reader understands."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from packager.copydesk import Desk, edit
from packager.diagnostics import SourceError
from packager.issue import Article, Figure, ItemList, Paragraph, Table, to_json
from packager.reading import Draft, formats, read

LEAD = "本报讯（记者 陶知秋）三座渡口昨日换上电动渡船。"


def drafted(tmp_path: Path, name: str, content: str | bytes | list[Any] | dict[str, Any]) -> Draft:
    if isinstance(content, list | dict):
        content = json.dumps(content, ensure_ascii=False)
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read(path)


def stories(draft: Draft) -> list[Article]:
    return [article for _, article in edit(draft).issue.articles()]


def texts(article: Article) -> list[str]:
    return [block.text for block in article.body if isinstance(block, Paragraph)]


def test_issue_json_goes_round(tmp_path: Path) -> None:
    desk: Desk = edit(drafted(tmp_path, "a.md", f"# 渡口换新船\n\n{LEAD}\n"))
    again = edit(drafted(tmp_path, "issue.json", to_json(desk.issue)))
    assert to_json(again.issue) == to_json(desk.issue)


def test_mineru_2_pages_of_spans(tmp_path: Path) -> None:
    span = [{"type": "text", "content": "渡口"}, {"type": "text", "content": "换新船"}]
    pages = [
        [
            {"type": "page_header", "content": {"page_header_content": [{"content": "云州日报"}]}},
            {"type": "title", "content": {"title_content": span, "level": 1}},
            {"type": "paragraph", "content": {"paragraph_content": [{"content": LEAD}]}},
            {
                "type": "image",
                "content": {
                    "image_source": {"path": "images/a.jpg"},
                    "image_caption": [{"type": "text", "content": "图为渡船。"}],
                },
            },
        ]
    ]
    (story,) = stories(drafted(tmp_path, "x_content_list_v2.json", pages))
    assert (story.headline, texts(story)) == ("渡口换新船", [LEAD])
    (figure,) = [b for b in story.body if isinstance(b, Figure)]
    assert (figure.src, figure.caption) == ("images/a.jpg", "图为渡船。")


def test_mineru_4_middle_says_what_goes_on(tmp_path: Path) -> None:
    data = {
        "schema": "docvortex.middle",
        "pages": [
            {
                "page_idx": 0,
                "blocks": [
                    {"type": "title", "content": [{"content": "渡口换新船"}], "level": 1},
                    {"type": "paragraph", "content": [{"content": "三座渡口换上电动渡船，载客四"}]},
                    {"type": "paragraph", "content": "十人。", "continues_prev": True},
                ],
            }
        ],
    }
    (story,) = stories(drafted(tmp_path, "x_middle.json", data))
    assert texts(story) == ["三座渡口换上电动渡船，载客四十人。"]


def test_paddle(tmp_path: Path) -> None:
    data = {
        "page_index": 0,
        "parsing_res_list": [
            {"block_label": "number", "block_content": "03", "block_id": 0},
            {"block_label": "doc_title", "block_content": "渡口\n换新船", "block_id": 1},
            {"block_label": "text", "block_content": LEAD, "block_id": 2},
            {"block_label": "figure_title", "block_content": "图为渡船。", "block_id": 3},
            {"block_label": "image", "block_content": "", "block_id": 4},
            {
                "block_label": "table",
                "block_content": "<table><tr><td>票价</td><td>1 元</td></tr></table>",
                "block_id": 5,
            },
        ],
    }
    desk = edit(drafted(tmp_path, "x_res.json", data))
    (page,) = desk.issue.pages
    (story,) = page.articles
    assert (page.number, story.headline) == ("3", "渡口 换新船")
    assert [type(block).__name__ for block in story.body] == ["Paragraph", "Figure", "Table"]


def test_docling(tmp_path: Path) -> None:
    def node(label: str, text: str, **more: Any) -> dict[str, Any]:
        return {"label": label, "text": text, "prov": [{"page_no": 2}], **more}

    data = {
        "schema_name": "DoclingDocument",
        "body": {
            "children": [{"$ref": f"#/texts/{n}"} for n in range(3)] + [{"$ref": "#/groups/0"}]
        },
        "texts": [
            node("page_header", "云州日报"),
            node("section_header", "渡口换新船"),
            node("text", LEAD),
            node("list_item", "鲤鱼洲渡"),
            node("list_item", "下坂渡"),
            node("text", "树上没有的一段。"),
        ],
        "groups": [{"label": "list", "children": [{"$ref": "#/texts/3"}, {"$ref": "#/texts/4"}]}],
    }
    desk = edit(drafted(tmp_path, "x.json", data))
    (page,) = desk.issue.pages
    (story,) = page.articles
    assert (page.number, story.headline) == ("2", "渡口换新船")
    (items,) = [b.items for b in story.body if isinstance(b, ItemList)]
    assert items == ("鲤鱼洲渡", "下坂渡")
    assert texts(story) == [LEAD, "树上没有的一段。"]


def test_scraped_articles_and_ninjs(tmp_path: Path) -> None:
    scraped = {
        "date": "2026-03-18",
        "articles": [
            {"title": "渡口换新船", "content": [LEAD], "source": "云州日报", "reporter": "陶知秋"},
            {"title": "图书馆延时开放", "content_html": "<p>夜间开放到二十二时。</p>"},
        ],
    }
    one, two = stories(drafted(tmp_path, "day.json", scraped))
    assert (one.headline, one.bylines[0].name, two.headline) == (
        "渡口换新船",
        "陶知秋",
        "图书馆延时开放",
    )
    ninjs = {
        "uri": "urn:x",
        "headline": "渡口换新船",
        "body_html": f"<p>{LEAD}</p><h2>票价</h2><p>一元。</p>",
    }
    (story,) = stories(drafted(tmp_path, "item.json", ninjs))
    assert [type(block).__name__ for block in story.body] == ["Paragraph", "Crosshead", "Paragraph"]


NEWSML_G2 = f"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"><contentMeta>
<headline>渡口换新船</headline><by>记者 陶知秋</by></contentMeta><contentSet><inlineXML>
<html xmlns="http://www.w3.org/1999/xhtml"><body><p>{LEAD}</p><p>票价不变。</p></body></html>
</inlineXML></contentSet></newsItem>"""


def test_newsml_g2(tmp_path: Path) -> None:
    (story,) = stories(drafted(tmp_path, "item.xml", NEWSML_G2))
    assert (story.headline, story.byline_text) == ("渡口换新船", "记者 陶知秋")
    assert texts(story) == [LEAD, "票价不变。"]


ALTO = """<alto><Layout><Page PHYSICAL_IMG_NR="1"><PrintSpace>
<TextBlock ID="b1"><TextLine><String CONTENT="FERRY"/><SP/><String CONTENT="NEWS"/></TextLine>
</TextBlock>
<TextBlock ID="b2"><TextLine><String CONTENT="Boats"/><SP/><String CONTENT="re" SUBS_TYPE="HypPart1"
 SUBS_CONTENT="return"/><HYP CONTENT="-"/></TextLine>
<TextLine><String CONTENT="turn" SUBS_TYPE="HypPart2" SUBS_CONTENT="return"/><SP/>
<String CONTENT="today."/></TextLine></TextBlock></PrintSpace></Page></Layout></alto>"""
METS = """<mets xmlns:xlink="http://www.w3.org/1999/xlink"><fileSec><file ID="a"><FLocat
 xlink:href="{href}"/></file></fileSec><structMap TYPE="LOGICAL"><div TYPE="ISSUE"><div ID="art1"
 TYPE="ARTICLE"/></div></structMap><structLink><smLinkGrp><smLocatorLink xlink:href="#art1"/>
<smLocatorLink xlink:href="#b1"/><smLocatorLink xlink:href="#b2"/></smLinkGrp></structLink>
</mets>"""


def test_mets_and_alto_join_a_hyphenated_pair_once(tmp_path: Path) -> None:
    (tmp_path / "p1.xml").write_text(ALTO)
    (tmp_path / "x_mets.xml").write_text(METS.format(href="p1.xml"))
    draft = read(tmp_path)
    (story,) = stories(draft)
    assert (story.headline, texts(story)) == ("FERRY NEWS", ["Boats return today."])
    assert sorted(draft.sources) == ["p1.xml", "x_mets.xml"]


def test_a_mets_cannot_reach_outside_its_folder(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    (tmp_path / "p1.xml").write_text(ALTO)
    (inner / "x_mets.xml").write_text(METS.format(href="../p1.xml"))
    with pytest.raises(SourceError) as caught:
        read(inner)
    assert caught.value.diagnostic.code == "R101"


def test_a_feed_declared_gb2312_and_written_in_gb18030(tmp_path: Path) -> None:
    feed = f"""<?xml version="1.0" encoding="gb2312"?><rss version="2.0"><channel>
    <title>云州新闻</title><item><title>渡口换新船</title><description>{LEAD}乘客𠮷先生称便。&#26&nbsp;
    </description></item></channel></rss>"""
    draft = drafted(tmp_path, "feed.xml", feed.encode("gb18030"))
    (story,) = stories(draft)
    assert draft.metadata.publication.title == "云州新闻"
    assert "𠮷先生" in texts(story)[0]


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("秘密")
    bomb = "".join(f'<!ENTITY b{n} "&b{n - 1};&b{n - 1};">' for n in range(1, 30))
    hostile = f"""<?xml version="1.0"?><!DOCTYPE nitf [<!ENTITY x SYSTEM "{secret}">
    <!ENTITY b0 "大"> {bomb}]><nitf><body><body.head><hedline><hl1>渡口</hl1></hedline></body.head>
    <body.content><p>{LEAD}&x;&b29;</p></body.content></body></nitf>"""
    (story,) = stories(drafted(tmp_path, "item.xml", hostile))
    assert "秘密" not in texts(story)[0]
    assert len(texts(story)[0]) < 60


def test_html_tables_keep_what_stands_outside_their_cells(tmp_path: Path) -> None:
    rows = "<table>说明<tr><td>成人</td><td>一元</td></tr></table>"
    page = f"<html><body><h1>票价</h1>{rows}</body></html>"
    (story,) = stories(drafted(tmp_path, "a.html", page))
    assert [b.rows for b in story.body if isinstance(b, Table)] == [(("成人", "一元"),)]
    assert texts(story) == ["说明"]


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8-sig", "三座渡口昨日换上电动渡船，票价不变。"),
        ("utf-16", "三座渡口昨日换上电动渡船，票价不变。"),
        ("utf-16-le", "三座渡口昨日换上电动渡船，票价不变，市民称便。"),
        ("gb18030", "三座渡口昨日换上电动渡船，票价不变，乘客𠮷先生称便。"),
        ("big5hkscs", "三座渡口昨日換上電動渡船，票價不變，單船載客四十人，市民稱便。"),
        ("euc_jp", "三つの渡し場で昨日、電動の渡船が就航した。運賃は変わらない。"),
        ("cp932", "三つの渡し場で昨日、電動の渡船が就航した。運賃は変わらない。"),
        ("cp949", "나루터 세 곳에 어제 전기 도선이 취항했다. 요금은 그대로다."),
        ("iso2022_jp", "三つの渡し場で昨日、電動の渡船が就航した。運賃は変わらない。"),
        ("hz", "三座渡口昨日换上电动渡船，票价不变。"),
    ],
)
def test_encodings(tmp_path: Path, encoding: str, text: str) -> None:
    draft = drafted(tmp_path, "a.txt", "\n".join([text] * 6).encode(encoding))
    assert draft.blocks[0].text == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_one_line_of_utf_16_without_a_mark(tmp_path: Path, encoding: str) -> None:
    text = "三座渡口昨日换上电动渡船，票价不变，市民都说方便。"
    assert drafted(tmp_path, "a.txt", text.encode(encoding)).blocks[0].text == text


def test_a_folder_of_page_files_in_natural_order(tmp_path: Path) -> None:
    for name, headline in (("第2版.md", "乙"), ("第10版.md", "丙"), ("第1版.md", "甲")):
        (tmp_path / name).write_text(f"# {headline}地渡口换新船\n\n{LEAD}\n")
    (tmp_path / "README.md").write_text("说明")
    pages = edit(read(tmp_path)).issue.pages
    assert [page.articles[0].headline[0] for page in pages if page.articles[0].headline] == list(
        "甲乙丙"
    )
    assert [page.number for page in pages] == ["1", "2", "10"]


def test_the_sidecar_yields_to_front_matter(tmp_path: Path) -> None:
    (tmp_path / "issue.toml").write_text('title = "旧名"\ncn = "CN 14-0000"\ndate = 2026-03-18\n')
    draft = drafted(tmp_path, "a.md", f"---\n报名: 云州日报\n---\n\n# 渡口换新船\n\n{LEAD}\n")
    issue = edit(draft).issue
    assert (issue.publication.title, issue.publication.cn) == ("云州日报", "CN 14-0000")
    assert issue.date == "2026-03-18"


def test_a_reference_to_a_control_character_beside_a_table(tmp_path: Path) -> None:
    page = "<p>一元。</p><table><tr><td>票价</td></tr></table>&#1;以上。"
    (story,) = stories(drafted(tmp_path, "a.html", f"<html><body>{page}</body></html>"))
    assert texts(story) == ["一元。", "以上。"]


def test_a_markdown_table_ends_where_its_rows_do(tmp_path: Path) -> None:
    text = (
        "# 菜价\n\n|品种|价|\n|--|--|\n|葱|2|3|\n正文一段。\n|站|雨|量|\n|--|--|--|\n|前槽|1|2|\n"
    )
    blocks = drafted(tmp_path, "a.md", text).blocks
    kinds = [(block.kind, block.rows or block.text) for block in blocks[1:]]
    assert kinds == [
        ("table", (("品种", "价", ""), ("葱", "2", "3"))),
        ("paragraph", "正文一段。"),
        ("table", (("站", "雨", "量"), ("前槽", "1", "2"))),
    ]


@pytest.mark.parametrize(
    "damaged",
    [
        "<html><body><h1>题目</h1></body></html></article><footer>版权所有</footer>",
        f"<article><h1>题目</h1>{'<table>' * 300}正文一段。</article>",
        "<html><body><h1>题目</h1><p class='字>三座渡口换船。</p><p>票价'不变。</p></body></html>",
        '<html><body><h1>题目</h1><p title="甲>乙">正文。</p></body></html>',
    ],
)
def test_damaged_html_keeps_its_text(tmp_path: Path, damaged: str) -> None:
    draft = drafted(tmp_path, "a.html", damaged)
    assert not draft.diagnostics
    assert "".join(text for block in draft.blocks for text in block.texts())[:2] == "题目"


def test_text_after_a_fence_is_text(tmp_path: Path) -> None:
    draft = drafted(tmp_path, "a.md", "# 题目\n\n```县住建局回复：年底通车。\n```\n")
    assert draft.blocks[-1].text == "县住建局回复：年底通车。"


def test_an_xml_file_with_nothing_in_it_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as caught:
        drafted(tmp_path, "a.xml", '<?xml version="1.0" ncoding="utf-8"?>')
    assert caught.value.diagnostic.code == "R111"


def test_letters_that_a_reader_passes_over_are_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("packager.reading.plaintext.read", lambda text, file: iter(()))
    found = formats.read(b"\xe6\xb8\xa1", file="a.txt", load=lambda name: None).found
    assert [(d.code, d.message) for d in found.diagnostics] == [("R120", "not read: 渡")]


def test_strings_that_a_reader_does_not_know_are_kept(tmp_path: Path) -> None:
    items = [
        {"type": "text", "text": "渡口换新船", "text_level": 1, "page_idx": 0},
        {"type": "stamp", "page_idx": 0, "inner": {"lines": ["三座渡口昨日换船。"]}},
    ]
    (story,) = stories(drafted(tmp_path, "x_content_list.json", items))
    assert texts(story) == ["三座渡口昨日换船。"]


def test_mineru_3_items_of_a_list_are_whole(tmp_path: Path) -> None:
    def line(text: str, **flags: bool) -> dict[str, Any]:
        return {"spans": [{"type": "text", "content": text}], **flags}

    lines = [
        line("鲤鱼洲渡六时开渡，"),
        line("十九时收渡。", is_list_end_line=True),
        line("下坂渡停航。"),
    ]
    data = {"pdf_info": [{"page_idx": 0, "para_blocks": [{"type": "list", "lines": lines}]}]}
    (story,) = stories(drafted(tmp_path, "x_middle.json", data))
    (items,) = [block.items for block in story.body if isinstance(block, ItemList)]
    assert items == ("鲤鱼洲渡六时开渡，十九时收渡。", "下坂渡停航。")


def test_a_parsers_header_and_footer_are_named_by_their_words(tmp_path: Path) -> None:
    items = [
        {"type": "header", "text": "云州日报 2026年3月18日 星期三", "page_idx": 0},
        {"type": "text", "text": LEAD, "page_idx": 0},
        {"type": "footer", "text": "责编：李一 版式：王二", "page_idx": 0},
    ]
    (page,) = edit(drafted(tmp_path, "x_content_list.json", items)).issue.pages
    assert [item.name for item in page.furniture] == ["folio", "credits"]


def test_ninjs_3_has_lists_of_headlines_and_bodies(tmp_path: Path) -> None:
    item = {
        "uri": "urn:x",
        "headlines": [
            {"role": "sub", "value": "票价不变"},
            {"role": "main", "value": "渡口换新船"},
        ],
        "bodies": [{"contenttype": "text/html", "value": f"<p>{LEAD}</p>"}],
        "associations": [{"type": "picture", "descriptions": [{"value": "图为渡船。"}]}],
    }
    (story,) = stories(drafted(tmp_path, "item.json", item))
    assert (story.headline, story.deck, texts(story)) == ("渡口换新船", ("票价不变",), [LEAD])
    assert [b.caption for b in story.body if isinstance(b, Figure)] == ["图为渡船。"]


def test_newsml_g2_prints_a_headline_once_and_over_the_byline(tmp_path: Path) -> None:
    item = NEWSML_G2.replace("<body>", "<body>无主段落。<h1>渡口换新船</h1>")
    (story,) = stories(drafted(tmp_path, "item.xml", item))
    assert (story.headline, story.byline_text) == ("渡口换新船", "记者 陶知秋")
    assert texts(story) == ["无主段落。", LEAD, "票价不变。"]


def test_block_ids_may_be_counted_anew_on_each_page(tmp_path: Path) -> None:
    (tmp_path / "p1.xml").write_text(ALTO)
    (tmp_path / "p2.xml").write_text(ALTO.replace("FERRY", "MILL").replace("Boats", "Mills"))
    files = "".join(f'<file ID="f{n}"><FLocat xlink:href="p{n}.xml"/></file>' for n in (1, 2))
    areas = "".join(
        f'<div ID="a{n}" TYPE="ARTICLE"><fptr><area FILEID="f{n}" BEGIN="b1"/>'
        f'<area FILEID="f{n}" BEGIN="b2"/></fptr></div>'
        for n in (1, 2)
    )
    (tmp_path / "x_mets.xml").write_text(
        f'<mets xmlns:xlink="http://www.w3.org/1999/xlink"><fileSec>{files}</fileSec>'
        f'<structMap TYPE="LOGICAL"><div TYPE="ISSUE">{areas}</div></structMap></mets>'
    )
    assert [story.headline for story in stories(read(tmp_path))] == ["FERRY NEWS", "MILL NEWS"]


def test_a_table_that_lays_out_a_page_is_walked_into(tmp_path: Path) -> None:
    cell = f"<td><h1>渡口换新船</h1><p>{LEAD}</p></td>"
    page = f"<html><body><table><tr>{cell}</tr></table></body></html>"
    (story,) = stories(drafted(tmp_path, "a.html", page))
    assert (story.headline, texts(story)) == ("渡口换新船", [LEAD])


def test_a_page_marker_in_bold(tmp_path: Path) -> None:
    draft = drafted(tmp_path, "a.md", f"# **第2版 文化**\n\n# 渡口换新船\n\n{LEAD}\n")
    assert (draft.blocks[0].kind, draft.blocks[0].name) == ("page", "文化")


def test_plain_text_with_some_html_in_it(tmp_path: Path) -> None:
    divs = "<div>图为渡船。</div>\n\n" * 5
    text = f"渡口换新船\n\n{LEAD}\n\n" * 6 + divs
    assert drafted(tmp_path, "a.txt", text).format == "markdown"


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Boats return\n---\n\nThey sailed.", ["heading", "paragraph"]),
        ("渡口换新船\n=====\n\n三座渡口换船。", ["heading", "paragraph"]),
        ("Will boats return?\n------------------\nThey will.", ["heading", "paragraph"]),
        ("They sailed.\n---\nThey came back.", ["paragraph", "rule", "paragraph"]),
        ("They sailed (in May)\n---\nThen.", ["paragraph", "rule", "paragraph"]),
        ("One line\nand another\n---\nThen.", ["paragraph", "rule", "paragraph"]),
        ("- an item\n---\nThen.", ["list", "rule", "paragraph"]),
        ("211. She came back.", ["paragraph"]),
        ("1. She came back.", ["list"]),
    ],
)
def test_underlined_headings_and_numbered_lines(
    text: str, kinds: list[str], tmp_path: Path
) -> None:
    assert [block.kind for block in drafted(tmp_path, "a.md", text).blocks] == kinds


def test_a_parsers_block_of_short_lines_is_verse(tmp_path: Path) -> None:
    poem = {
        "type": "text",
        "page_idx": 0,
        "text": "你把一条江\n交到我手里\n我就学着\n一寸一寸地，放开",
    }
    prose = {"type": "text", "page_idx": 0, "text": f"{LEAD}\n{LEAD}"}
    draft = drafted(tmp_path, "content_list.json", [poem, prose])
    assert [block.kind for block in draft.blocks][-3:] == ["verse", "paragraph", "paragraph"]
