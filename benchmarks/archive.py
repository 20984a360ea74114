"""How the archive grows: ``python -m benchmarks.archive [2000 20000]``.

Small issues are generated (four stories of about 200 characters, the words drawn from a fixed
vocabulary by a Zipf law, so that common words are common), written as bags without flushing each
to disk, and catalogued by ``reindex``. Then the figures that users feel are taken; of what can be
repeated the median of nine runs after a first, so warm.
"""

from __future__ import annotations

import os
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from itertools import accumulate
from pathlib import Path
from statistics import median

from packager.archive import Submission, add, bag, catalogue, names, publish, search, verify
from packager.archive.payload import payload
from packager.issue import Article, Byline, Issue, Page, Paragraph, Publication

_STORIES, _LENGTH = 4, 200
_RUNS = 9
_HAN = [chr(code) for code in range(0x4E00, 0x4E00 + 3000)]


def main() -> None:
    """Measure at each size given."""
    for size in [int(argument) for argument in sys.argv[1:]] or [2_000, 20_000]:
        folder = Path(tempfile.mkdtemp(prefix="archive-bench-"))
        try:
            _measure(folder, size)
        finally:
            shutil.rmtree(folder)


def _measure(root: Path, size: int) -> None:
    draw = random.Random(1)
    vocabulary = ["".join(draw.choices(_HAN, k=2)) for _ in range(30_000)]
    weights = list(accumulate(1 / (rank + 10) for rank in range(len(vocabulary))))
    days = [date(1950, 1, 1) + timedelta(days=n) for n in range(size + _RUNS + 1)]
    for day in days[:size]:
        _place(root, _submission(draw, vocabulary, weights, day))
    print(f"\n{size:,} issues, {size * _STORIES:,} stories")
    _told("reindex", lambda: sum(1 for _ in catalogue.rebuild(root)))
    print(f"{'catalogue':38}{(root / catalogue.FILE).stat().st_size / 1e6:10.1f} MB")
    more = [_submission(draw, vocabulary, weights, day) for day in days[size:]]
    adding = iter(more)
    _warm("add of one more", lambda: add(root, next(adding)))
    with catalogue.reading(root) as db:
        for label, query in _queries(vocabulary):
            total = search.search(db, query).total
            _warm(f"{label} ({total:,})", partial(search.search, db, query))
        _warm("list of a month", lambda: catalogue.rows(db, None, "1951-03"))
    _warm("opening the catalogue", lambda: _open(root))
    few = list(verify_some(root))
    _told(f"verify of {len(few)}", lambda: list(verify.verify(root, few)))
    _told("publish, first", lambda: sum(1 for _ in publish.publish(root)))
    _told("publish, nothing new", lambda: sum(1 for _ in publish.publish(root)))


def _queries(vocabulary: list[str]) -> list[tuple[str, search.Query]]:
    """Rare and common words, and each kind of filter with a common one."""
    common, often, seldom = vocabulary[0], vocabulary[100], vocabulary[20_000]
    first = vocabulary[0] + vocabulary[1]
    words = {
        "rare word": seldom, "common word": often, "commonest word": common,
        "two common words": f"{vocabulary[3]} {vocabulary[50]}", "phrase": first,
        "common character": often[0], "commonest character": common[0],
        "beginning": f"{common}*", "without a word": f"{common} -{vocabulary[1]}",
    }  # fmt: skip
    filters = {
        "a year": {"since": "1952", "until": "1952"},
        "a month": {"since": "1952-02", "until": "1952-02"},
        "all but a year": {"since": "1951"}, "paper": {"paper": "chengjiang"},
        "other paper": {"paper": "gangwan"}, "page": {"page": "1"}, "kind": {"kind": "news"},
        "author": {"author": _HAN[0]}, "every edition": {"editions": "all"},
        "newest first": {"order": "newest"}, "oldest first": {"order": "oldest"},
        "third page": {"offset": 40}, "beyond the ranked": {"offset": search.RANKED + 100},
    }  # fmt: skip
    plain = [(f"search: {name}", search.Query(text=text)) for name, text in words.items()]
    return plain + [
        (f"  commonest, {name}", search.Query(text=common, **given))
        for name, given in filters.items()
    ]


def verify_some(root: Path) -> list[names.EditionId]:
    """A hundred editions to verify."""
    with catalogue.reading(root) as db:
        return [row.id for row in catalogue.latest(db, 100)]


def _open(root: Path) -> None:
    with catalogue.reading(root):
        pass


def _told(label: str, work: Callable[[], object]) -> None:
    """Time a piece of work: CPU of this process, and wall."""
    cpu, wall = time.process_time(), time.perf_counter()
    work()
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    print(f"{label:38}{cpu * 1000:10.1f} ms CPU{wall * 1000:10.1f} ms wall", flush=True)


def _warm(label: str, work: Callable[[], object]) -> None:
    """Time what can be repeated."""
    work()
    runs = []
    for _ in range(_RUNS):
        begun = time.process_time()
        work()
        runs.append(time.process_time() - begun)
    print(
        f"{label:38}{median(runs) * 1000:10.1f} ms CPU, at most {max(runs) * 1000:.1f}", flush=True
    )


def _place(root: Path, submission: Submission) -> None:
    """A bag as ``add`` makes it, but not flushed to disk: that would take most of the time."""
    edition = names.EditionId(submission.slug, str(submission.issue.date), 1)
    folder = root / edition.folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    flush = os.fsync
    os.fsync = lambda handle: None
    try:
        bag.write(folder, payload(submission), {"Bagging-Date": "2031-01-01"})
    finally:
        os.fsync = flush


def _submission(
    draw: random.Random, vocabulary: list[str], weights: list[float], day: date
) -> Submission:
    def text(length: int) -> str:
        return "，".join(
            "".join(draw.choices(vocabulary, cum_weights=weights, k=6))
            for _ in range(max(1, length // 12))
        )

    stories = tuple(
        Article(
            id=f"a{number:02}",
            headline=text(12),
            bylines=(Byline(name="".join(draw.choices(_HAN[:200], k=3))),),
            body=(Paragraph(text=text(_LENGTH)),),
        )
        for number in range(1, _STORIES + 1)
    )
    issue = Issue(
        publication=Publication(title="澄江晚报", language="zh-CN"),
        date=day.isoformat(),
        pages=(Page(number="1", articles=stories),),
    )
    return Submission(slug="chengjiang", issue=issue, products={"epub/issue.epub": b"PK"})


if __name__ == "__main__":
    main()
