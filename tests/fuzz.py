"""Damaged sources, many of them: ``python -m tests.fuzz [CASES] [SEED]``.

The gold issues, and the real inputs where they are at hand, are cut, shuffled, doubled and strewn
with markup and odd characters, or put together out of single lines of all of them, and read. Told
are crashes (any exception but a source's own error), cases of over two seconds, letters lost on the
desk (X990) and letters not read (R120).
"""

from __future__ import annotations

import copy
import json
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from packager.copydesk import edit
from packager.copydesk.accounting import AccountingError
from packager.diagnostics import SourceError
from packager.reading import read

GOLD = Path(__file__).parent / "gold"
REAL = Path(__file__).parents[2] / "shared" / "inputs"
SLOW = 2.0
"""CPU seconds."""
_LARGEST = 120_000
"""Bytes of a source that is damaged; of larger ones a part."""
_KINDS = {".md", ".txt", ".json", ".xml", ".html"}
_STREWN = (
    *("<", ">", "</p>", "<table>", "<td>", "<!--", "-->", "]]>", "&lt;", "&#x4e00;", "<script>"),
    *("](", "![[", "**", "`", "|", "\n---\n", "\n# ", "\n\n", "{.kicker}", "$30\\%$", "\\", "\x00"),
    *(
        "（下转第2版）",
        "（上接第1版）",
        "本报讯（记者",
        "——",
        "\ue000",
        "\ufeff",
        "\u200b",
        "\u0301",
        "\u3000",
    ),
    *("\U00020000", "👩‍👩‍👧", "\x01", "\x02", "\x03", '"', "{", "}", "[", "]", ",", "é", "ｱ", "한"),
)


def sources() -> list[Path]:
    """The files that are damaged."""
    found = [path for folder in (GOLD, REAL) for path in sorted(folder.rglob("*"))]
    return [path for path in found if path.suffix in _KINDS]


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The same with one to six accidents."""
    start = chance.randrange(max(1, len(data) - _LARGEST + 1))
    data = data[start : start + _LARGEST]
    for _ in range(chance.randint(1, 6)):
        data = _accident(data, chance)
    return data


def damaged_json(data: bytes, chance: random.Random) -> bytes:
    """The same JSON with one to six values changed, moved or taken out; it stays well formed."""
    tree = json.loads(data)
    for _ in range(chance.randint(1, 6)):
        places = list(_places(tree))
        if not places:
            break
        holder, key = chance.choice(places)
        other, there = chance.choice(places)
        match chance.randrange(5):
            case 0:
                del holder[key]
            case 1:
                holder[key] = copy.deepcopy(other[there])
            case 2:
                holder[key] = chance.choice((None, "", 0, -1.5, [], {}, True, [[]], "一" * 300))
            case 3 if isinstance(holder[key], str):
                at = chance.randrange(len(holder[key]) + 1)
                holder[key] = holder[key][:at] + chance.choice(_STREWN) + holder[key][at:]
            case _:
                holder[key] = [holder[key]]
    return json.dumps(tree, ensure_ascii=False).encode("utf-8", "replace")


def scraps(lines: Sequence[bytes], chance: random.Random) -> bytes:
    """Lines of all issues and odd pieces in any order, with and without empty lines between."""
    parted = chance.choice((b"\n", b"\n\n"))
    drawn = (
        chance.choice(_STREWN).encode() if chance.random() < 0.1 else chance.choice(lines)
        for _ in range(chance.randint(1, 60))
    )
    return parted.join(drawn)


def _places(tree: Any) -> Iterator[tuple[Any, Any]]:
    """Every (container, key) of a JSON tree."""
    keys = tree if isinstance(tree, dict) else range(len(tree)) if isinstance(tree, list) else ()
    for key in keys:
        yield tree, key
        yield from _places(tree[key])


def _accident(data: bytes, chance: random.Random) -> bytes:
    if not data:
        return data
    here, there = sorted(chance.randrange(len(data) + 1) for _ in range(2))
    there = min(there, here + chance.choice((1, 20, 400, 8000)))
    lines = data.split(b"\n")
    match chance.randrange(8):
        case 0:
            return data[:here] + data[there:]
        case 1:
            return data[:there] + data[here:]
        case 2:
            return data[:here]
        case 3:
            return (
                data[:here]
                + chance.choice(_STREWN).encode() * chance.choice((1, 1, 1, 300))
                + data[here:]
            )
        case 4:
            return data[:here] + bytes([chance.randrange(256)]) + data[here + 1 :]
        case 5:
            at = chance.randrange(len(lines))
            part = lines[at : at + 12]
            chance.shuffle(part)
            return b"\n".join((*lines[:at], *part, *lines[at + 12 :]))
        case 6:
            return b"".join(lines) if chance.random() < 0.1 else data.replace(b"\n\n", b"\n")
        case _:
            return data.replace(b" ", chance.choice((b"", b"\t", b"\xe3\x80\x80")))


def outcome(path: Path, data: bytes, folder: Path) -> str:
    """What becomes of one damaged source: ``read``, ``refused``, or what went wrong."""
    source = folder / path.name
    source.write_bytes(data)
    begun = time.process_time()
    try:
        desk = edit(read(source))
    except SourceError:
        end = "refused"
    except AccountingError as error:
        end = f"lost: {error}"[:200]
    except Exception as error:  # whatever it is, it is what is looked for
        end = f"crash: {type(error).__name__}: {error}"[:200]
    else:
        end = "unread" if any(found.code == "R120" for found in desk.diagnostics) else "read"
    if time.process_time() - begun > SLOW:
        end = f"slow: {time.process_time() - begun:.1f} s"
    return end


def run(cases: int, seed: int) -> Iterator[tuple[int, Path, str]]:
    """Number, source and outcome of each case; the same seed gives the same cases."""
    paths = sources()
    texts = (path.read_bytes() for path in paths if path.suffix in (".md", ".txt"))
    lines = sorted({line for text in texts for line in text.split(b"\n")})
    with tempfile.TemporaryDirectory() as folder:
        for number in range(cases):
            chance = random.Random(seed * 1_000_003 + number)
            if chance.random() < 0.2:
                path = Path(f"scraps{chance.choice(('.md', '.txt'))}")
                yield number, path, outcome(path, scraps(lines, chance), Path(folder))
                continue
            path = chance.choice(paths)
            data = path.read_bytes()
            whole = path.suffix == ".json" and chance.random() < 0.8
            bad = damaged_json(data, chance) if whole else damaged(data, chance)
            yield number, path, outcome(path, bad, Path(folder))


def main() -> int:
    """Run, print what went wrong and a summary; 1 if anything did."""
    given = [int(argument) for argument in sys.argv[1:]]
    cases, seed = (*given, *(1000, 1)[len(given) :])
    counts: Counter[str] = Counter()
    for number, path, end in run(cases, seed):
        kind = end.partition(":")[0]
        counts[kind] += 1
        if kind not in ("read", "refused"):
            print(f"case {number} of seed {seed}, {path.name}: {end}", flush=True)
    print(", ".join(f"{count:,} {kind}" for kind, count in counts.most_common()))
    return int(not set(counts) <= {"read", "refused"})


if __name__ == "__main__":
    sys.exit(main())
