"""Reading and the copy desk on long Markdown: ``python -m benchmarks.reading [1 2 5 10]``.

The gold issues in Markdown, one after another, page numbers counted on, up to so many megabytes;
each size is parsed in a process of its own. Time is to grow in step with size.
"""

from __future__ import annotations

import sys
import tempfile
from itertools import cycle
from pathlib import Path

from benchmarks.measure import once

ISSUES = Path(__file__).resolve().parents[1] / "tests" / "gold" / "issues"
MEGABYTE = 2**20


def text(size: int) -> str:
    """Markdown of ``size`` bytes or a little more, every issue of it on a page of its own."""
    sources = [path.read_text(encoding="utf-8") for path in sorted(ISSUES.glob("*.md"))]
    parts: list[str] = []
    length = 0
    for number, source in enumerate(cycle(sources), 1):
        parts.append(f"<!-- page: {number % 9999} -->\n\n{source}")
        length += len(parts[-1].encode()) + 2
        if length >= size:
            return "\n\n".join(parts)
    raise AssertionError


def main() -> None:
    """Print one line a size."""
    sizes = [int(argument) for argument in sys.argv[1:]] or [1, 2, 5, 10]
    print(f"\n{'Markdown':>10}{'CPU':>10}{'a MB':>10}{'memory':>10}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for size in sizes:
            (folder / "issue.md").write_text(text(size * MEGABYTE), encoding="utf-8")
            command = [sys.executable, "-m", "packager", "parse", "issue.md", "--out", "issue.json"]
            cost = once(command, folder)
            each = cost.cpu / size
            print(f"{size:7} MB{cost.cpu:8.2f} s{each:8.2f} s{cost.memory:7.0f} MB", flush=True)


if __name__ == "__main__":
    main()
