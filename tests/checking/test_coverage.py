"""Characters that a layout's faces lack are told with their place."""

from packager import layout
from packager.checking import coverage
from packager.issue import Article, Issue, Page, Paragraph, Publication


def findings(*texts: str, language: str = "zh-CN") -> list[tuple[str, str, int | None]]:
    body = tuple(Paragraph(text=text, lines=(n, n)) for n, text in enumerate(texts, 1))
    story = Article(id="a01", headline="霜降", body=body, file="issue.md")
    issue = Issue(publication=Publication(language=language), pages=(Page(articles=(story,)),))
    found = coverage.findings(issue, layout.load("broadsheet"))
    return [(item.code, item.message, item.where.line) for item in found]


def test_ordinary_text_has_nothing_to_tell() -> None:
    assert findings("本报讯 今晨气温降至3℃，菜农连夜盖棚。") == []


def test_a_rare_character_is_set_in_another_face_and_told_once() -> None:
    assert findings("村民𠮷小河说。", "𠮷小河又说。") == [
        ("T311", "set in LXGWWenKai-Regular: 𠮷", 1)
    ]


def test_a_character_of_no_face_is_an_error_with_its_line() -> None:
    ((code, message, line),) = findings("村民说。", "新种\U0002ebf0返青。")
    assert (code, line) == ("T310", 2)
    assert "U+2EBF0" in message


def test_joiners_and_selectors_need_no_glyph() -> None:
    assert findings("葛\ufe00城\u200d与\u2060村") == []
