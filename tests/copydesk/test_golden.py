"""One folder for each diagnostic code and repair rule: a source, and what the desk makes of it.

``pytest tests/copydesk --save-golden`` writes the expected results anew; look at the difference
before you keep it. A folder holds ``issue.*`` (or a folder ``issue``) and ``golden.json``.
"""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import msgspec
import pytest

from packager import copydesk
from packager.copydesk import edit, spacing
from packager.diagnostics import PackagerError
from packager.issue import to_json
from packager.reading import read
from tests.copydesk import codes

GOLDEN = Path(__file__).parent / "golden"
FOLDERS = sorted(path.name for path in GOLDEN.iterdir() if path.is_dir())
NOT_SHOWN = {"X990", "R120"}
"""Nets under our own faults: no source is known that raises them."""


def result(folder: Path) -> dict[str, Any]:
    """Everything that the reading of a folder's source leads to."""
    sources = sorted(
        p for p in folder.iterdir() if p.name.startswith("issue.") and p.suffix != ".toml"
    )
    whole = folder / "issue"
    source = whole if whole.is_dir() else sources[0] if sources else folder / "missing.md"
    try:
        desk = edit(read(source))
    except PackagerError as error:
        place = {
            "file": Path(error.diagnostic.where.file or "").name,
            "line": error.diagnostic.where.line,
        }
        found = msgspec.to_builtins(error.diagnostic) | {"where": place}
        return {"exit": int(error.exit), "diagnostics": [found]}
    return {
        "exit": 0,
        "diagnostics": msgspec.to_builtins(desk.diagnostics),
        "repairs": msgspec.to_builtins(desk.repairs),
        "issue": msgspec.json.decode(to_json(desk.issue)),
    }


@pytest.mark.parametrize("name", FOLDERS)
def test_as_before(name: str, request: pytest.FixtureRequest) -> None:
    found = msgspec.json.decode(msgspec.json.encode(result(GOLDEN / name)))
    kept = GOLDEN / name / "golden.json"
    if request.config.getoption("--save-golden"):
        kept.write_bytes(msgspec.json.format(msgspec.json.encode(found)) + b"\n")
    assert found == msgspec.json.decode(kept.read_bytes())


@pytest.mark.parametrize("name", FOLDERS)
def test_the_folder_shows_what_it_is_named_for(name: str) -> None:
    found = result(GOLDEN / name)
    shown = {d["code"] for d in found["diagnostics"]} | {
        r["rule"] for r in found.get("repairs", ())
    }
    assert name.partition("_")[0] in shown


def rules_of(package: Path) -> set[str]:
    """Names of the rules that a package's modules record repairs under, as its code has them."""
    found = {rule for rule, *_ in spacing.RULES}
    for module in package.glob("*.py"):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Repair":
                values = (n.value for n in ast.walk(node.args[0]) if isinstance(n, ast.Constant))
                found |= {value for value in values if isinstance(value, str)}
    return found


def test_every_code_and_every_rule_has_its_folder() -> None:
    rules = rules_of(Path(copydesk.__path__[0]))
    assert {"column-break", "logo", "verse-slash"} <= rules
    declared = {code.code for code in codes.declared()} - NOT_SHOWN
    assert {name.partition("_")[0] for name in FOLDERS} == rules | declared
