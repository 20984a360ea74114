"""Verse without marks, and short lines that are none."""

from __future__ import annotations

from packager.copydesk.poems import poems
from packager.reading.draft import DraftBlock

LONG = "后面是一段正文，写得比一行诗长得多，也有句号。"


def kinds(*texts: str) -> list[str]:
    return [b.kind for b in poems([DraftBlock(kind="paragraph", text=text) for text in texts])]


def test_lines_of_one_measure_are_a_poem() -> None:
    lines = ("一江秋色接天流，", "极目霜林万壑幽。", "橘柚香分云外径，", "渔樵声落雁边洲。")
    assert kinds("秋望", *lines, "下一篇的标题", LONG) == ["paragraph", "verse", *["paragraph"] * 2]


def test_short_lines_under_a_poet_are_a_poem() -> None:
    lines = ("船把对岸", "一桨一桨地运过来", "卖花的女人", "坐在自己的香气里")
    assert kinds("渡口的春天", "何小满", *lines) == ["paragraph", "paragraph", "verse"]


def test_two_couplets_under_a_poet_are_a_poem() -> None:
    lines = ("江声一夜到窗前，月满空山客未眠。", "半滩渔火照归船，千古诗魂在水边。")
    assert kinds("夜宿江边", "周怀民", *lines) == ["paragraph", "paragraph", "verse"]


def test_the_last_line_before_prose_is_the_headline_of_what_follows() -> None:
    lines = ("风把麦芒磨了又磨", "叫醒了墙上的镰刀", "父亲蹲在田埂上", "像一株弯腰的麦子")
    texts = ("五月的麦田", "白杨", *lines, "停电公告", LONG)
    assert kinds(*texts) == ["paragraph", "paragraph", "verse", "paragraph", "paragraph"]


def test_a_list_of_names_is_no_poem() -> None:
    assert set(kinds("获奖名单", "一等奖", "北坡小学", "南坡小学", "东坡小学", LONG)) == {
        "paragraph"
    }
