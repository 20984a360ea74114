"""A small issue of an invented paper, and submissions of it."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from packager.archive import Submission, add
from packager.archive.publish import publish
from packager.diagnostics import Repair
from packager.issue import (
    Article,
    Byline,
    Crosshead,
    Figure,
    Gap,
    Issue,
    ItemList,
    Jump,
    Page,
    Paragraph,
    Publication,
    Table,
    Verse,
)
from packager.makeup.page import MadeIssue, MadePage, StoryArea, TextBlock
from packager.typesetting.line import Line, Run

SOURCE = "# 澄江晚报\n\n## 渡口新桥今晨合龙\n\n本报讯 昨夜风雨初歇。\n".encode()


def small_issue(date: str | None = "2031-05-06", headline: str = "渡口新桥今晨合龙") -> Issue:
    return Issue(
        publication=Publication(title="澄江晚报", language="zh-CN"),
        date=date,
        pages=(
            Page(
                number="1",
                name="要闻",
                articles=(
                    Article(
                        id="a01",
                        headline=headline,
                        bylines=(Byline(name="沈砚秋", role="记者", agency="本报"),),
                        body=(
                            Paragraph(text="本报讯 昨夜风雨初歇，渡口新桥最后一段钢梁就位。"),
                            Paragraph(text="施工方用 GNSS 定位，偏差不到 3 毫米。"),
                        ),
                    ),
                    Article(id="a02", kind="brief", headline="春茶开秤", body=()),
                ),
            ),
        ),
    )


@pytest.fixture
def submission() -> Callable[..., Submission]:
    """Make a submission; keyword arguments replace its fields."""

    def make(headline: str = "渡口新桥今晨合龙", date: str | None = "2031-05-06", **fields):
        return Submission(
            **{
                "slug": "chengjiang-wanbao",
                "issue": small_issue(date, headline),
                "repairs": (
                    Repair(rule="column-break", before="钢｜梁", after="钢梁", confidence=1.0),
                ),
                "source": {"issue.md": SOURCE, "images/桥.png": b"\x89PNG"},
                "products": {"epub/chengjiang-wanbao.epub": b"PK epub"},
                "provenance": {"packager": "0.1.0"},
                **fields,
            }
        )

    return make


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Where an archive is to stand."""
    return tmp_path / "archive"


def pdf() -> bytes:
    """A PDF of one small page."""

    buffer = BytesIO()
    document = pikepdf.new()
    document.add_blank_page(page_size=(200, 300))
    document.save(buffer, deterministic_id=True)
    return buffer.getvalue()


@pytest.fixture
def published(root, submission):
    """An archive with two papers, several years, a reissue, an undated issue and every block."""
    body = (
        Paragraph(text="正文<script>alert(1)</script>&"),
        Crosshead(text="小标题"),
        Figure(src="images/桥.png", caption="图注", credit="某某 摄"),
        Figure(src="../../../etc/passwd", caption="缺图"),
        Table(rows=(("区县", "雨量"), ("东城", "12")), header_rows=1, caption="雨情"),
        ItemList(items=("其一", "其二")),
        Verse(lines=("春风又绿", "", "江南岸")),
        Jump(direction="to", page="3", text="（下转第3版）", target="a02"),
        Jump(direction="to", page="4", text="（下转第4版）"),
        Gap(reason="lost"),
    )
    rich = Issue(
        publication=Publication(title="澄江晚报", language="zh-CN"),
        date="2031-05-08",
        pages=(
            Page(number="1", articles=(Article(id="a01", headline="诸体<b>皆备", body=body),)),
            Page(number="3", articles=(Article(id="a02", headline="下文", body=()),)),
        ),
    )
    line = TextBlock(
        x=20, y=30, width=100, leading=12, size=9, role="headline", article="a01",
        lines=(Line(runs=(Run("诸体皆备", "serif"),), width=4),),
    )  # fmt: skip
    made = MadeIssue(
        pages=(MadePage(number="1", name=None, width=200, height=300, items=(line,),
                        areas=(StoryArea("a01", 20, 30, 100, 12),)),)
    )  # fmt: skip
    add(
        root,
        submission(issue=rich, made=made, products={"pdf/a b.pdf": pdf(), "epub/x.epub": b"x"}),
    )
    add(root, submission())
    add(root, submission(headline="渡口新桥合龙（更正）"))
    add(root, submission(date="2030-01-01"))
    add(root, submission(date=None))
    add(root, submission(slug="harbour-post", date="2031-05-06"))
    list(publish(root))
    return root
