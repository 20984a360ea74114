import importlib.util
import re
from pathlib import Path

from packager.diagnostics import Code, Repair, Where

DOCS = Path(__file__).resolve().parents[1] / "docs"


def generator():
    spec = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_diagnostic_reads_as_editors_expect():
    code = Code("X999", "warning", "Title", "Remedy")
    assert str(code.at("something", file="issue.md", line=3)) == (
        "issue.md:3: warning X999: something"
    )
    assert str(code.at("something")) == "warning X999: something"
    assert str(Where()) == ""
    assert Repair("rule", "a", "b", 1.0).where == Where()


def test_codes_are_well_formed_and_unique():
    for code in generator().codes():
        assert re.fullmatch(r"[RCTMPEAX]\d{3}", code.code)
        assert code.title[-1] != "."
        assert code.remedy.endswith((".", "。"))


def test_the_page_of_codes_is_up_to_date():
    written = (DOCS / "diagnostics.md").read_text(encoding="utf-8")
    assert written == generator().diagnostics(), "run `make docs`"
