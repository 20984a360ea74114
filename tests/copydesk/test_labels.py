"""A heading that comes again is a label only when it stands over something else each time."""

from packager import copydesk, reading

PAGE = """# 桥头早市搬进新棚

本报讯（记者 林晓）4月2日清晨，桥头早市的摊主们搬进了新建的棚区，顶棚有灯，地面不积水。

### 摊位不涨价

管理处说，三年内摊位费保持不变，每月仍是一百二十元。
"""


def headlines(text: str, folder) -> list[str | None]:
    (folder / "issue.md").write_text(text, encoding="utf-8")
    issue = copydesk.edit(reading.read(folder / "issue.md")).issue
    return [article.headline for _, article in issue.articles()]


def test_the_same_page_twice_has_the_same_stories_twice(tmp_path):
    once = headlines(PAGE, tmp_path)
    pages = "\n\n".join(f"<!-- page: {n} -->\n\n{PAGE}" for n in (1, 2))
    assert once == ["桥头早市搬进新棚"]
    assert headlines(pages, tmp_path) == once * 2
