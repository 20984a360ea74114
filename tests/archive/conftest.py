"""A small issue of an invented paper, and submissions of it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from packager.archive import Submission
from packager.diagnostics import Repair
from packager.issue import Article, Byline, Issue, Page, Paragraph, Publication

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
