"""Real inputs of every kind read without an exception and give sensible stories."""

from __future__ import annotations

from pathlib import Path

import pytest

from packager.copydesk import Desk, edit
from packager.issue import Article, Crosshead, Figure
from packager.reading import read


def desk(shared: Path, name: str) -> Desk:
    return edit(read(shared / "inputs" / name))


def stories(found: Desk) -> list[Article]:
    return [article for _, article in found.issue.articles()]


def test_a_day_of_plain_text(shared: Path) -> None:
    found = desk(shared, "rmrb-2001-01-01/rmrb-2001-01-01.txt")
    assert not [repair for repair in found.repairs if repair.rule.endswith("-break")]
    heads = [story.headline for story in stories(found)]
    assert "北京个人所得税增二成五" in heads
    assert "俄境内远东豹濒临灭绝" in heads
    assert "目录" not in heads
    assert 40 <= len(heads) <= 55
    assert sum(story.kind == "photo" for story in stories(found)) >= 9


def test_broadcast_news(shared: Path) -> None:
    found = desk(shared, "xwlb/20240611.md")
    assert (found.issue.publication.title, found.issue.date) == ("新闻联播", "2024-06-11")
    assert stories(found)[1].label == "详细新闻"
    assert len(stories(found)) == 16


@pytest.mark.parametrize(
    "part", ["", "/test_rearch_report.md", "/test_rearch_report_content_list.json"]
)
def test_a_parsed_report(shared: Path, part: str) -> None:
    found = desk(shared, f"mineru-report{part}")
    pictures = [b for story in stories(found) for b in story.body if isinstance(b, Figure)]
    assert any(picture.caption == "市场表现" for picture in pictures)
    assert any(isinstance(b, Crosshead) for story in stories(found) for b in story.body)


def test_wire_items(shared: Path) -> None:
    folder = shared / "inputs" / "nitf-newsml"
    for path in sorted(folder.glob("*.xml")):
        (story,) = stories(edit(read(path)))
        assert story.headline
        assert story.body
    (story,) = stories(edit(read(folder / "afp.xml")))
    assert story.dateline is not None
    assert (story.dateline.agency, story.dateline.place) == ("AFP", "STOCKHOLM")


def test_mets_and_alto(shared: Path) -> None:
    found = desk(shared, "alto-1855")
    assert (found.issue.publication.title, found.issue.date) == ("Colored News", "1855-09-22")
    assert len(found.issue.pages) == 4
    assert len(stories(found)) >= 77


def test_feeds_in_old_encodings(shared: Path) -> None:
    assert len(stories(desk(shared, "encodings/GB2312_acnnewswire.net.xml"))) == 8
    assert stories(desk(shared, "encodings/Big5_coolloud.org.tw.xml"))[0].headline == (
        "1226檔下點交之後 不見棺材不走人 進輪自救會長期抗戰"
    )
