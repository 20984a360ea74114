"""Whatever the source: no crash, no character lost or invented, the same result twice."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from packager.copydesk import accounting, edit
from packager.diagnostics import PackagerError
from packager.issue import to_json
from packager.reading import read

PIECES = st.sampled_from(
    [
        *(
            "\n",
            "\n\n",
            "# ",
            "## ",
            "### ",
            "- ",
            "1. ",
            "> ",
            "| a | b |\n|---|---|\n",
            "---\n",
            "```\n",
        ),
        *(
            "**",
            "*",
            "`",
            "<p>",
            "</p>",
            "<table><tr><td>",
            "</table>",
            "<!--",
            "-->",
            "![图](a.png)",
            "![[",
        ),
        *(
            "本报讯（记者 张三）",
            "本报记者 李四摄",
            "（下转第三版）",
            "（上接第一版）",
            "第2版 文化",
            "——",
        ),
        *(
            "渡口换新船",
            "三座渡口昨日换上电动渡船，",
            "票价不变。",
            "图为渡船。",
            "□ 良言",
            "{.label}",
            "{.verse}",
        ),
        *(
            "\u3000",
            "\ufeff",
            "\u200b",
            "𠮷",
            "\ue000",
            "$30\\%$",
            "AED",
            " 40 ",
            "，",
            "。",
            "；",
            "“",
            "”",
            "(",
            ")",
        ),
    ]
)
SOURCES = st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=30).map("".join)


def desk_of(text: str, suffix: str) -> bytes | None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"issue{suffix}"
        path.write_text(text, encoding="utf-8", errors="replace")
        try:
            desk = edit(read(path))
        except accounting.AccountingError:
            raise
        except PackagerError:
            return None
        assert not [d for d in desk.diagnostics if d.code == "R120" and suffix == ".txt"]
        return to_json(desk.issue)


@pytest.mark.parametrize("suffix", [".md", ".txt", ".html", ".json", ".xml"])
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@example("\u3000\n| a | b |\n|---|---|\n")  # a blank line over a table names nothing
@given(text=SOURCES)
def test_nothing_is_lost_and_nothing_crashes(suffix: str, text: str) -> None:
    assert desk_of(text, suffix) == desk_of(text, suffix)


def test_the_proof_can_fail() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "issue.md"
        path.write_text("# 渡口换新船\n\n三座渡口昨日换上电动渡船。\n")
        draft = read(path)
    desk = edit(draft)
    with pytest.raises(accounting.AccountingError, match="invented"):
        accounting.prove(draft.blocks[:1], desk.repairs, desk.issue)
