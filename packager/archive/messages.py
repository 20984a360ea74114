"""The reading room's own words, in Chinese and English."""

from __future__ import annotations

ENGLISH = {
    "archive": "Archive", "search": "Search", "search_for": "Search for",
    "papers": "Papers", "newest": "Newest issues", "issues": "issues",
    "page": "Page {}", "year": "{}", "undated": "Undated",
    "edition": "edition {}", "unknown": "Title unknown", "skip": "Skip to the content",
    "months": "January February March April May June July August September October November"
    " December",
    "weekdays": "Mo Tu We Th Fr Sa Su", "downloads": "Download", "contents": "Contents",
    "page_picture": "Page {}: choose a story", "read": "Read “{}”", "feeds": "For e-readers (OPDS)",
    "no_words": "Give at least one word to search for.", "found": "{} found", "more": "More",
    "nothing": "Nothing was found.", "all_papers": "All papers", "paper": "Paper",
    "from": "From", "until": "Until", "needs_script": "Search in this folder needs JavaScript.",
    "working": "Searching …", "picture_missing": "[picture]", "gap": "[text lost]",
    "back": "To the page",
    "trail": "You are here",
    "file-press": "for the press", "file-press-trimmed": "for the press, trimmed",
    "file-archive": "for keeping", "file-office": "for screens and office printers",
    "file-facsimile": "page pictures",
}  # fmt: skip
CHINESE = {
    "archive": "报纸档案", "search": "检索", "search_for": "检索词",
    "papers": "报纸", "newest": "最新各期", "issues": "期",
    "page": "第{}版", "year": "{}年", "undated": "日期不详",
    "edition": "第{}次入档", "unknown": "报名不详", "skip": "跳到正文",
    "months": "一月 二月 三月 四月 五月 六月 七月 八月 九月 十月 十一月 十二月",
    "weekdays": "一 二 三 四 五 六 日", "downloads": "下载", "contents": "目录",
    "page_picture": "第{}版：点选文章", "read": "阅读《{}》", "feeds": "供电子阅读器订阅（OPDS）",
    "no_words": "请输入至少一个检索词。", "found": "共 {} 篇", "more": "更多",
    "nothing": "没有找到。", "all_papers": "全部报纸", "paper": "报纸",
    "from": "自", "until": "至", "needs_script": "在文件夹中检索需要启用 JavaScript。",
    "working": "正在检索……", "picture_missing": "〔图〕", "gap": "〔原文缺〕", "back": "回到版面",
    "trail": "当前位置",
    "file-press": "印刷版", "file-press-trimmed": "印刷版（净尺寸）", "file-archive": "存档版",
    "file-office": "办公版", "file-facsimile": "版面图",
}  # fmt: skip


def messages(language: str | None) -> dict[str, str]:
    """The words for readers of a language (a BCP 47 tag)."""
    return CHINESE if (language or "zh").lower().startswith("zh") else ENGLISH
