"""A hand-made four-page issue that holds every kind of block once."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from packager.issue import (
    Article,
    Byline,
    Crosshead,
    Dateline,
    Figure,
    Furniture,
    Gap,
    Issue,
    ItemList,
    Jump,
    Mark,
    Page,
    Paragraph,
    Publication,
    Table,
    Verse,
)

LEAD = Article(
    id="a01",
    kicker="全市重点工程建设现场推进会召开——",
    headline="清河大桥合龙 两岸通行缩至五分钟",
    deck=("——年底前具备通车条件", "连接线同步铺油"),
    byline_text="本报记者 陆一鸣　通讯员 何青",
    bylines=(Byline("陆一鸣", "记者", "本报"), Byline("何青", "通讯员")),
    body=(
        Paragraph(text="10月12日上午9时，随着最后一段钢箱梁缓缓就位，清河大桥主桥顺利合龙。"),
        Crosshead(text="三年会战"),
        Paragraph(
            text="大桥全长1.86千米，含H₂O监测点12处，面积3400m2，“双塔斜拉”结构为省内首例。",
            marks=(
                Mark(0, 2, "strong"),
                Mark(1, 4, "emphasis"),
                Mark(26, 27, "superscript"),
                Mark(29, 33, "dots"),
            ),
        ),
        Figure(
            src="images/bridge.png",
            caption="清河大桥合龙现场。\n工人正在焊接。",
            credit="本报记者 周野 摄",
            alt="两座桥塔之间的钢箱梁正在合龙",
        ),
        Jump(direction="to", page="2", text="（下转第二版）", target="a05", lines=(30, 30)),
    ),
)
WIRE = Article(
    id="a02",
    headline="前三季度粮食收购量同比增长4.2%",
    dateline=Dateline("新华社北京10月11日电", "新华社", "北京", "10月11日"),
    bylines=(Byline("沈知秋", "记者", "新华社"),),
    body=(
        Paragraph(
            text="新华社北京10月11日电（记者 沈知秋）截至9月底，各类粮食企业累计收购1.3亿吨。"
        ),
        Paragraph(
            text="详见发布页。",
            marks=(Mark(2, 5, "link", "https://example.org/a?b=1&c=2"),),
        ),
        Paragraph(text="收购价格总体平稳，其中，首先"),
        Gap(reason="the source breaks off here"),
    ),
)
PHOTO = Article(
    id="a03",
    kind="photo",
    body=(
        Paragraph(text="秋分时节，城南湿地迎来今年首批候鸟。"),
        Figure(src=None, caption="候鸟掠过水面。", credit="梁丰 摄"),
    ),
)
COMMENTARY = Article(
    id="a04",
    kind="commentary",
    label="清河时评",
    headline="桥通了 心更要通",
    byline_text="闻言",
    bylines=(Byline("闻言"),),
    body=(Paragraph(text="一座桥的意义，不止于 <五分钟> & 两岸。"),),
)
JUMPED = Article(
    id="a05",
    headline="清河大桥合龙",
    body=(
        Jump(direction="from", page="1", text="（上接第一版）", target="a01"),
        Paragraph(text="项目负责人介绍，下一步将进行桥面铺装。"),
    ),
)
TABLE = Article(
    id="a06",
    kind="table",
    headline="明日菜价",
    body=(
        Table(
            rows=(("品种", "批发价", ""), ("白菜", "0.8元", "平"), ("土豆", "1.2元", "涨")),
            caption="单位：元/斤",
            header_rows=1,
        ),
        ItemList(items=("1. 数据来自城北批发市场", "2. 以当日挂牌价为准")),
    ),
)
VERSE = Article(
    id="a07",
    kind="verse",
    headline="秋渡",
    byline_text="苏禾",
    bylines=(Byline("苏禾"),),
    body=(Verse(lines=("桥影落清波，", "归舟载月多。", "", "一声新雁过，", "秋色满长河。")),),
)
NOTICE = Article(
    id="a08",
    kind="notice",
    label="公告",
    body=(
        Paragraph(text="因管道检修，10月14日8时至18时，河东片区停水。"),
        Jump(direction="to", page="9", text="（下转第九版）"),
    ),
)

ISSUE = Issue(
    publication=Publication(
        title="清河日报",
        language="zh-CN",
        publisher="清河日报社",
        cn="CN 99-0001",
        issn="2049-3630",
        price="1.50元",
    ),
    date="2024-10-13",
    number="第08231期",
    pages=(
        Page(number="1", name="要闻", articles=(LEAD, WIRE, PHOTO)),
        Page(
            number="2",
            name="综合",
            articles=(JUMPED, COMMENTARY),
            furniture=(Furniture("credits", "责任编辑 方圆　版式 丁朗"),),
        ),
        Page(number="3", name="民生", articles=(TABLE, NOTICE)),
        Page(number="4", name="副刊", articles=(VERSE,)),
    ),
)


def pictures(folder: Path) -> Path:
    """Put the picture the issue names into ``folder``."""
    (folder / "images").mkdir(exist_ok=True)
    picture = Image.radial_gradient("L").resize((900, 600))
    Image.merge("RGB", (picture, picture.rotate(90), picture)).save(folder / "images/bridge.png")
    return folder
