"""Made-up pages by hand, for the tests of this folder."""

from __future__ import annotations

from packager import layout as layouts
from packager.issue import Article, Figure, Issue, Page, Paragraph, Publication
from packager.makeup.page import (
    Frame,
    MadeIssue,
    MadePage,
    Picture,
    Rule,
    StoryArea,
    TextBlock,
)
from packager.typesetting.line import Line, Run

LAYOUT = layouts.load("broadsheet")
WIDTH, HEIGHT = 390 / 25.4 * 72, 540 / 25.4 * 72

FIRST = "本报讯（记者 林晓）昨日上午，临河市第三座跨江大桥合龙，"
SECOND = "两岸居民步行过江只需一刻钟。"
STORY = FIRST + SECOND


def lines(*texts: str, face: str = "NotoSerifSC-Regular") -> tuple[Line, ...]:
    return tuple(
        Line(runs=(Run(text=text, face=face),), width=float(len(text)), natural=True)
        for text in texts
    )


def block(x: float, y: float, *texts: str, **more: object) -> TextBlock:
    settings: dict[str, object] = {
        "width": 108.0,
        "leading": 12.5,
        "size": 9.0,
        "role": "paragraph",
        "article": "a01",
    }
    return TextBlock(x=x, y=y, lines=lines(*texts), **{**settings, **more})  # type: ignore[arg-type]


def issue(src: str | None = None, **known: str) -> Issue:
    figure = (Figure(src=src, caption="大桥合龙。", alt="大桥"),) if src else ()
    story = Article(id="a01", headline="临河三桥昨合龙", body=(Paragraph(text=STORY), *figure))
    return Issue(
        publication=Publication(title="临河日报", language="zh-CN", publisher="临河日报社"),
        date="2025-03-09",
        pages=(Page(number="1", name="要闻", articles=(story,)),),
        **known,  # type: ignore[arg-type]
    )


def made(src: str | None = None) -> MadeIssue:
    items: list[TextBlock | Rule | Frame | Picture] = [
        block(
            60, 60, "临河日报", role="nameplate", article=None, size=60, leading=80, colour="red"
        ),
        Rule(x=57, y=150, width=990, height=1),
        Rule(x=171, y=240, width=0.5, height=40, colour="grey"),
        Frame(x=56, y=190, width=240, height=100, stroke=0.5, fill="tint"),
        block(60, 195, "临河三桥昨合龙", role="headline", size=24, leading=30),
        block(60, 240, "本报讯（记者 林晓）", "昨日上午，临河市第三座", "跨江大桥合龙，", block=0),
        block(180, 240, "两岸居民步行过江只需一", "刻钟。", block=0, part=1),
    ]
    if src:
        items.append(
            Picture(x=320, y=200, width=144, height=96, src=src, article="a01", block=1, alt="大桥")
        )
    area = StoryArea(article="a01", x=56, y=190, width=240, height=100)
    page = MadePage(
        number="1", name="要闻", width=WIDTH, height=HEIGHT, items=tuple(items), areas=(area,)
    )
    return MadeIssue(pages=(page,))


def jumped_issue() -> Issue:
    """A story that the make-up carried over to the second page."""
    return issue()


def jumped() -> MadeIssue:
    first = [
        block(60, 60, "临河三桥昨合龙", role="headline", size=24, leading=30),
        block(60, 100, "本报讯（记者 林晓）", "昨日上午，临河市第三座", "跨江大桥合龙，", block=0),
        block(60, 140, "（下转第2版）", role="jump", align="end"),
    ]
    second = [
        block(60, 60, "（上接第1版）", role="jump"),
        block(60, 100, "两岸居民步行过江只需一", "刻钟。", block=0, part=1),
    ]
    return MadeIssue(
        pages=tuple(
            MadePage(
                number=number,
                name=None,
                width=WIDTH,
                height=HEIGHT,
                items=tuple(items),
                areas=(StoryArea(article="a01", x=57, y=57, width=240, height=120),),
            )
            for number, items in (("1", first), ("2", second))
        ),
        jumps=1,
    )
