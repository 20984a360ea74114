"""The proof of reading for JSON and XML: what the source shows is in the draft, or is told."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from packager.reading import Draft, alto, articles, docling, newsml, proof, read, visible, xml
from tests import fuzz

LEAD = "本报讯（记者 陶知秋）三座渡口昨日换上电动渡船。"


def node(label: str, text: str, **more: Any) -> dict[str, Any]:
    return {"label": label, "text": text, **more}


def cell(text: str, row: int | None, column: int | None = None) -> dict[str, Any]:
    return {"text": text, "start_row_offset_idx": row, "start_col_offset_idx": column}


DOCLING = {
    "schema_name": "DoclingDocument",
    "body": {"children": [{"$ref": "#/texts/0"}, {"$ref": "#/groups/0"}, {"$ref": "#/tables/0"}]},
    "texts": [
        node("text", LEAD),
        node("list_item", "鲤鱼洲渡", marker="1."),
        node("caption", "表一 票价"),
        node("text", "", orig="树上没有的一段。"),
    ],
    "groups": [{"label": "list", "children": [{"$ref": "#/texts/1"}]}],
    "tables": [
        {
            "captions": [{"$ref": "#/texts/2"}],
            "data": {"grid": [[cell("渡口", 0, 0), cell("渡口", 0, 0)], [cell("另一格", 0, 0)]]},
        },
        {"data": {"table_cells": [cell("甲渡", 0), cell("二元", 1)]}},
    ],
}
SCRAPED = {
    "articles": [
        {"title": "渡口换新船", "content": [LEAD, "Fares stay."], "source": "云州日报"},
        {"title": "图书馆延时开放", "content_html": "<p>夜间开放到<b>十时</b>。</p>&#x7532;"},
        {"title": "三则", "body": [{"type": "p", "content": [{"type": "text", "text": "甲段。"}]}]},
        {"content": "没有标题的一篇。", "images": [{"src": "a.jpg", "caption": "图为渡船。"}]},
        {"title": "只有标题的一篇"},
    ]
}
NITF = f"""<nitf><head><title>t</title></head><body><body.head><hedline><hl1>渡口换新船</hl1>
<hl1>又一行</hl1></hedline><note><body.content><p>编者的话。</p></body.content></note>
<rights>版权所有</rights><dateline>云州</dateline></body.head><body.content><p>{LEAD}</p>
<media><media-reference source="a.jpg"/><media-caption>图为渡船。</media-caption>又一句</media>
</body.content><body.end><tagline>完</tagline>附记</body.end></body></nitf>"""
NEWSML = f"""<NewsML><NewsItem><NewsComponent><NewsLines><HeadLine>渡口换新船</HeadLine>
<ByLine>陶知秋</ByLine></NewsLines><ContentItem><DataContent><nitf><body><body.head><hedline>
<hl1>渡口换新船</hl1><hl2>副题</hl2></hedline></body.head><body.content><p>{LEAD}</p></body.content>
</body></nitf></DataContent></ContentItem></NewsComponent><NewsComponent><NewsLines><HeadLine>第二件
</HeadLine></NewsLines><ContentItem><DataContent>图为渡船。</DataContent></ContentItem></NewsComponent>
</NewsItem></NewsML>"""
G2 = f"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"><contentMeta><headline>渡口换新船</headline>
<headline>第二行</headline><by>陶知秋</by><by>李渡</by></contentMeta><contentSet><inlineXML>
<html xmlns="http://www.w3.org/1999/xhtml"><head><title>t</title></head><body><h1>渡口换新船</h1>
<p>{LEAD}</p></body></html></inlineXML><inlineData>另一份内容。</inlineData></contentSet></newsItem>"""
ALTO = """<alto><Layout><Page><PrintSpace><TextBlock ID="b"><TextLine><String CONTENT="Boats"/><SP/>
<String CONTENT="re" SUBS_TYPE="HypPart1" SUBS_CONTENT="return"/><HYP CONTENT="-"/></TextLine>
<TextLine><String CONTENT="turn" SUBS_TYPE="HypPart2" SUBS_CONTENT="return"/></TextLine>
<String CONTENT="today"/></TextBlock><TextBlock ID="b"><TextLine>
<String CONTENT="again"/></TextLine></TextBlock><String CONTENT="loose"/></PrintSpace></Page>
</Layout></alto>"""
SOURCES = {
    "docling.json": json.dumps(DOCLING, ensure_ascii=False),
    "scraped.json": json.dumps(SCRAPED, ensure_ascii=False),
    "nitf.xml": NITF,
    "newsml.xml": NEWSML,
    "g2.xml": G2,
    "alto.xml": ALTO,
}


def drafted(folder: Path, name: str) -> Draft:
    (folder / name).write_text(SOURCES[name], encoding="utf-8")
    return read(folder / name)


@pytest.mark.parametrize("name", SOURCES)
def test_every_letter_is_read(tmp_path: Path, name: str) -> None:
    assert not drafted(tmp_path, name).diagnostics


@pytest.mark.parametrize("name", SOURCES)
def test_the_proof_misses_any_block_left_out(tmp_path: Path, name: str) -> None:
    blocks = drafted(tmp_path, name).blocks
    data = json.loads(SOURCES[name]) if name.endswith("json") else xml.parse(SOURCES[name])
    walks = {"docling": visible.docling, "alto": visible.alto}
    walk = walks.get(name.partition(".")[0], visible.wire)
    shows = list(visible.articles(data["articles"]) if name == "scraped.json" else walk(data))
    for n, block in enumerate(blocks):
        if block.kind == "paragraph":
            assert proof.unread(shows, (*blocks[:n], *blocks[n + 1 :])), block.text


@pytest.mark.parametrize("name", SOURCES)
def test_damaged_ones_are_read_whole_or_refused(tmp_path: Path, name: str) -> None:
    data = SOURCES[name].encode()
    for case in range(120):
        chance = random.Random(case)
        whole = name.endswith("json") and case % 5
        bad = fuzz.damaged_json(data, chance) if whole else fuzz.damaged(data, chance)
        assert fuzz.outcome(Path(name), bad, tmp_path) in ("read", "refused"), (case, bad)


def test_what_is_read_of_each() -> None:
    assert [b.rows for b in docling.read(DOCLING) if b.rows] == [
        (("渡口", ""), ("另一格",)),
        (("甲渡",), ("二元",)),
    ]
    stories = articles.stories(SCRAPED)
    assert stories is not None
    told = [block.text for block in articles.read(stories)]
    assert {"甲段。", "没有标题的一篇。", "只有标题的一篇"} <= set(told)
    nitf = [block.text for block in newsml.read(xml.parse(NITF))]
    assert nitf.count("编者的话。") == 1  # a note's own body is not the story's
    assert {"又一行", "版权所有", "又一句", "附记"} <= set(nitf)
    page = [block.text for block in alto.page(xml.parse(ALTO)) if block.text]
    assert page == ["Boats return today", "again", "loose"]
