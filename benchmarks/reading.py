"""Reading and the copy desk on long Markdown: ``python -m benchmarks.reading [1 2 5 10]``.

The sample issue again and again, and the gold issues in Markdown one after another (every kind of
paper, with more headings and short lines than any), page numbers counted on, up to so many
megabytes; each is parsed in a process of its own. Time is to grow in step with size.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from itertools import cycle
from pathlib import Path

from benchmarks.measure import once

ROOT = Path(__file__).resolve().parents[1]
SOURCES = {
    "sample": (ROOT / "packager" / "sample" / "issue.md",),
    "gold": tuple(sorted((ROOT / "tests" / "gold" / "issues").glob("*.md"))),
}
MEGABYTE = 2**20


def text(paths: Sequence[Path], size: int) -> str:
    """Markdown of ``size`` bytes or a little more, every issue of it on a page of its own."""
    sources = [path.read_text(encoding="utf-8") for path in paths]
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
    print(f"\n{'Markdown':16}{'CPU':>10}{'a MB':>10}{'memory':>10}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        command = [sys.executable, "-m", "packager", "parse", "issue.md", "--out", "issue.json"]
        for kind, paths in SOURCES.items():
            for size in sizes:
                source = text(paths, size * MEGABYTE)
                (folder / "issue.md").write_text(source, encoding="utf-8")
                cost = once(command, folder)
                print(
                    f"{kind:8}{size:5} MB{cost.cpu:8.2f} s{cost.cpu / size:8.2f} s"
                    f"{cost.memory:7.0f} MB",
                    flush=True,
                )


if __name__ == "__main__":
    main()
