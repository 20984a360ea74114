"""What a line is by its form and neighbours, in whole small issues."""

from __future__ import annotations

from pathlib import Path

import pytest

from packager.copydesk import edit
from packager.issue import Article, Crosshead, Figure, Issue, Paragraph
from packager.reading import read

PROSE = "清早的雾还没有散，渡口已经有人在等船，船工把缆绳一圈一圈收起来，说今天水位比昨天低了半尺。"


def issue_of(text: str, folder: Path, name: str = "issue.md") -> Issue:
    (folder / name).write_text(text, encoding="utf-8")
    return edit(read(folder / name)).issue


def stories(text: str, folder: Path, name: str = "issue.md") -> list[Article]:
    return [article for _, article in issue_of(text, folder, name).articles()]


def crossheads(article: Article) -> list[str]:
    return [block.text for block in article.body if isinstance(block, Crosshead)]


def test_the_level_of_lone_headlines_tells_headline_from_deck(tmp_path: Path) -> None:
    lone = "#### {0}\n\n本报讯（记者 李明）" + PROSE
    text = "\n\n".join(
        [lone.format("桥修好了"), lone.format("夜市开张了"), "#### 渡船换新\n\n## 三座渡口用上电船"]
    )
    assert stories(f"{text}\n\n本报记者 王平\n\n{PROSE}", tmp_path)[-1].headline == "渡船换新"


def test_equal_heads_after_an_unmarked_feature_are_crossheads(tmp_path: Path) -> None:
    heads = ("弱渡也有千般愿", "小船能载万家灯", "长河流过百年城")
    parts = [f"{head}\n{PROSE}\n{PROSE}" for head in heads]
    text = "\n".join(["大河两岸起新城———沿河十县见闻", PROSE, *parts])
    (story,) = stories(text, tmp_path, "issue.txt")
    assert crossheads(story) == list(heads)


def test_plain_lines_between_paragraphs_of_a_story_are_crossheads(tmp_path: Path) -> None:
    text = f"# 渡船换新\n\n{PROSE}\n\n票价三年不变\n\n{PROSE}\n\n老船送进学堂\n\n{PROSE}"
    (story,) = stories(text, tmp_path)
    assert crossheads(story) == ["票价三年不变", "老船送进学堂"]


def test_a_strong_line_is_a_heading(tmp_path: Path) -> None:
    (story,) = stories(f"# 渡船换新\n\n{PROSE}\n\n**票价三年不变**\n\n{PROSE}", tmp_path)
    assert crossheads(story) == ["票价三年不变"]


def test_a_plain_headline_among_marked_ones_begins_a_story(tmp_path: Path) -> None:
    text = f"# 渡船换新\n\n{PROSE}\n\n夜市开张了\n\n本报讯（记者 李明）{PROSE}"
    assert [story.headline for story in stories(text, tmp_path)] == ["渡船换新", "夜市开张了"]


def test_a_question_after_a_signature_is_a_headline(tmp_path: Path) -> None:
    text = f"渡船换新\n{PROSE}\n（江西宜丰县张晓）\n老船去哪儿了？\n{PROSE}"
    one, two = stories(text, tmp_path, "issue.txt")
    assert [person.name for person in one.bylines] == ["张晓"]
    assert two.headline == "老船去哪儿了？"


def test_numbered_captions_under_one_label(tmp_path: Path) -> None:
    text = f"渡口新事（附图片2张）\n{PROSE}\n图片：\n1、新船下水。\n2、老人试乘。\n（张晓摄）"
    (story,) = stories(text, tmp_path, "issue.txt")
    pictures = [block for block in story.body if isinstance(block, Figure)]
    assert [picture.credit for picture in pictures] == ["", "（张晓摄）"]


def test_the_page_number_in_a_broken_paragraph_is_furniture(tmp_path: Path) -> None:
    head, rest = PROSE[:24], PROSE[24:]
    issue = issue_of(f"<!-- page: A3 地方 -->\n\n# 渡船换新\n\n{head}\n\nA3\n\n{rest}", tmp_path)
    (page,) = issue.pages
    assert [item.text for item in page.furniture] == ["A3"]
    assert [b.text for b in page.articles[0].body if isinstance(b, Paragraph)] == [PROSE]


def test_a_kicker_and_its_headline_in_one_heading(tmp_path: Path) -> None:
    (story,) = stories(f"## **老城换新貌——<br>三条街不再积水**\n\n{PROSE}", tmp_path)
    assert (story.kicker, story.headline) == ("老城换新貌——", "三条街不再积水")


def test_a_long_sentence_is_no_heading(tmp_path: Path) -> None:
    (story,) = stories(f"## 渡船换新\n\n# {PROSE}\n\n{PROSE}", tmp_path)
    assert sum(isinstance(block, Paragraph) for block in story.body) == 2


@pytest.mark.parametrize(
    ("head", "text", "kind"),
    [
        ("### 樟树下\n\n# 别让古树穿上水泥鞋\n\n方 塘", PROSE, "commentary"),
        ("# 竹家居开业酬宾", f"{PROSE}\n\n店址：建设路口　电话：0000-0000", "advert"),
        ("# 关于城区部分路段交通管制的通告", f"{PROSE}\n\n特此通告。", "notice"),
        ("# 港聞速遞", "郵局明日起停業。\n\n碼頭今日起加開一班。", "brief"),
    ],
)
def test_kinds(head: str, text: str, kind: str, tmp_path: Path) -> None:
    assert stories(f"{head}\n\n{text}", tmp_path)[0].kind == kind


def test_the_headline_is_the_line_that_its_other_part_is_like(tmp_path: Path) -> None:
    first = "# 政府扩大补贴范围\n\n### 老屋修缮明年受理\n\n" + PROSE + "（下转第2版）"
    second = "## 老屋修缮明年受理\n\n（上接第1版）" + PROSE
    text = f"<!-- page: 1 -->\n\n{first}\n\n<!-- page: 2 -->\n\n{second}"
    assert [s.headline for s in stories(text, tmp_path)] == ["老屋修缮明年受理"] * 2
