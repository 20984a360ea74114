"""Make up twenty generated issues in every layout and print what came out, page by page.

    python benchmarks/makeup.py            the summary, one line an issue and layout
    python benchmarks/makeup.py --pages    one line a page
    python benchmarks/makeup.py --seed=20  twenty other issues
    python benchmarks/makeup.py SOURCE…    the same for issues of your own
    python benchmarks/makeup.py --generated SOURCE…    for both

Overset, overlaps and words outside their story's area must be 0, the words must be the issue's own.
Fill is the share of the type area covered, of the pages inside a run; where there are none, of
those that are the last of their run or alone, as the next column says. Clashes are like headlines
side by side; tall counts the vertical headlines. The time is that of the page that took longest to
arrange, its stories composed in every shape included.
"""

from __future__ import annotations

import itertools
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from packager import copydesk, pictures, reading
from packager import layout as layouts
from packager.issue import (
    Article,
    Block,
    Crosshead,
    Dateline,
    Figure,
    Issue,
    Kind,
    Page,
    Paragraph,
    Publication,
    Table,
    Verse,
    block_texts,
)
from packager.makeup import make_up
from packager.makeup import pages as walk
from packager.makeup.page import MadePage, StoryArea, TextBlock

SUBJECTS = [
    "市水务局",
    "城关镇政府",
    "河口村合作社",
    "第三小学",
    "县医院",
    "公交公司",
    "农科所",
    "交警大队",
    "图书馆",
]
ACTIONS = ["完成了主干渠清淤", "新添两条便民线路", "试种耐寒早稻四百亩", "把夜间门诊延长到九点"]
ACTIONS += ["公布了上半年的账目", "修好了东门外的石桥", "请来老匠人开课", "与邻县签下供水协议"]
ENDS = ["“往年这个时候，地里早就裂口了。”一位村民说。", "下一步还将逐村核对，年底前全部办结。"]
ENDS += ["据统计，受益群众超过1.2万人，同比增长8.6%。", "记者走访时，工人正在加紧收尾。"]
TITLES = ["清渠引水到田头", "夜归的人有了车", "老桥新修待春汛", "一本账晒在村口", "书声从祠堂传来"]
TITLES += ["早稻试种头一年", "门诊灯亮到九点", "两县共饮一河水", "小站开通三十天", "匠人回乡带学徒"]


def sentences(dice: random.Random, count: int) -> str:
    """Newspaper sentences put together at random."""
    parts = []
    for _ in range(count):
        parts.append(
            f"{dice.choice(SUBJECTS)}{dice.choice(ACTIONS)}，涉及{dice.randint(2, 40)}个村。"
        )
        if dice.random() < 0.5:
            parts.append(dice.choice(ENDS))
    return "".join(parts)


def story(dice: random.Random, number: int, with_pictures: bool) -> Article:
    """One story of a kind and length as they stand in a daily."""
    kinds: list[Kind] = ["news"] * 6 + [
        "feature",
        "commentary",
        "brief",
        "photo",
        "notice",
        "verse",
    ]
    kind = dice.choice(kinds) if number else "news"
    size = {"brief": 2, "photo": 2, "notice": 3, "feature": 22, "commentary": 12}.get(kind, 0)
    size = size or dice.choice([3, 5, 8, 12, 16, 24])
    body: list[Block] = []
    dateline = None
    for index in range(max(1, size // 3)):
        text = sentences(dice, dice.randint(2, 5) if size > 3 else size)
        if not index and kind == "news":
            dateline = Dateline(text="本报讯（记者 林秀芝）")
            text = dateline.text + text
        if index and index % 4 == 0 and kind == "feature":
            body.append(Crosshead(text=dice.choice(TITLES)))
        body.append(Paragraph(text=text))
    if kind == "verse":
        body = [Verse(lines=tuple(dice.choice(TITLES) for _ in range(12)))]
    if kind == "photo" or (with_pictures and dice.random() < 0.3):
        src = f"{number}.jpg" if with_pictures else None
        figure = Figure(src=src, caption=sentences(dice, 1), credit="本报记者 高远摄")
        body = [figure] if kind == "photo" else [*body, figure]
    if dice.random() < 0.08:
        rows = tuple((name, f"{dice.randint(1, 99)}", "持平") for name in SUBJECTS[:5])
        body.append(Table(rows=(("单位", "件数", "同比"), *rows), header_rows=1))
    return Article(
        id=f"a{number + 1:02}",
        kind=kind,
        label=dice.choice(["河畔漫笔", "简讯"]) if kind in ("commentary", "brief") else None,
        kicker="今年汛期雨量偏多——" if dice.random() < 0.15 else None,
        headline=None
        if kind == "photo"
        else "　".join(dice.sample(TITLES, dice.choice([1, 1, 2]))),
        deck=(sentences(dice, 1)[:18],) if dice.random() < 0.25 else (),
        byline_text="本报记者 高远" if kind == "feature" else None,
        dateline=dateline,
        body=tuple(body),
    )


def generated(seed: int = 0) -> Iterator[tuple[str, Issue, dict[str, tuple[int, int]]]]:
    """Twenty issues of 5 to 60 stories, half of them with pictures, half without pages."""
    for number in range(20):
        dice = random.Random(seed + number)
        count = 5 + round(number * 55 / 19)
        with_pictures = number % 4 > 1
        stories = [story(dice, index, with_pictures) for index in range(count)]
        sizes = {f"{i}.jpg": dice.choice([(1200, 800), (900, 1200)]) for i in range(count)}
        if number % 2 == 0:
            pages = [Page(articles=tuple(stories))]
        else:
            pages = []
            while stories:
                length, on_page = 0, 0
                while on_page < len(stories) and length < 7000:
                    length += 200 + sum(len(text) for text in stories[on_page].texts())
                    on_page += 1
                label = str(len(pages) + 1)
                pages.append(Page(number=label, articles=tuple(stories[:on_page])))
                stories = stories[on_page:]
        paper = Publication(title="河口日报", language="zh-CN")
        issue = Issue(publication=paper, date="2025-06-20", pages=tuple(pages))
        yield f"generated {number + 1}, {count} stories", issue, sizes if with_pictures else {}


def overlaps(areas: tuple[StoryArea, ...]) -> int:
    """Pairs of stories that lie over one another."""
    return sum(
        one.x < other.x + other.width - 0.01
        and other.x < one.x + one.width - 0.01
        and one.y < other.y + other.height - 0.01
        and other.y < one.y + one.height - 0.01
        for one, other in itertools.combinations(areas, 2)
    )


def outside(page: MadePage) -> int:
    """Texts that stick out of their story's area."""
    count = 0
    areas = {name: area for area in page.areas for name in (area.article, *area.others)}
    for item in page.items:
        if isinstance(item, TextBlock) and item.article:
            area = areas[item.article]
            bottom = item.y + len(item.lines) * item.leading
            wide = max((line.width for line in item.lines), default=0.0) * item.size
            count += (
                item.x < area.x - 0.01
                or item.x + max(item.width, wide) > area.x + area.width + 0.6
                or item.y < area.y - 0.5
                or bottom > area.y + area.height + 0.5
            )
    return count


def clashes(page: MadePage) -> int:
    """Like headlines side by side: same face, about the same size, less than two gutters apart.

    Lines of one headline are none, nor is a vertical headline beside one that is not.
    """
    heads = [
        item
        for item in page.items
        if isinstance(item, TextBlock) and item.role == "headline" and item.lines and item.size > 13
    ]
    return sum(
        one.article != other.article
        and one.upright == other.upright
        and one.lines[0].runs[0].face == other.lines[0].runs[0].face
        and max(one.size, other.size) < 1.2 * min(one.size, other.size)
        and one.y < other.y + other.leading * len(other.lines)
        and other.y < one.y + one.leading * len(one.lines)
        and 0 < max(one.x, other.x) - min(one.x + one.width, other.x + other.width) < 25
        for one, other in itertools.combinations(heads, 2)
    )


def same_words(issue: Issue, pages: tuple[MadePage, ...]) -> bool:
    """Whether every text of every story is printed once, whole and in its parts' order."""
    printed: dict[tuple[str, int, int], str] = {}
    for page in pages:
        for item in page.items:
            if not isinstance(item, TextBlock) or item.article is None or item.block is None:
                continue
            key = item.article, item.block, item.item
            printed[key] = printed.get(key, "") + "".join(line.text for line in item.lines)
    wanted = {
        (article.id, index, number): text
        for _, article in issue.articles()
        for index, block in enumerate(article.body)
        for number, text in enumerate(block_texts(block))
    }
    return printed == wanted


def in_run(issue: Issue, pages: tuple[MadePage, ...]) -> list[str]:
    """What each page is in its run: ``inside`` where another page follows, else ``last``, or
    ``alone`` when it is the only one.

    A run is what the words flow over: all pages where the source has no page numbers, else the
    sheets of one page of the source.
    """
    runs = [page.number.split("-")[0] if issue.pages[0].number else "" for page in pages]
    return [
        "inside" if run == after else "alone" if run != before else "last"
        for before, run, after in zip([None, *runs], runs, [*runs[1:], None], strict=False)
    ]


def issues(
    sources: list[str], seed: int = 0, with_generated: bool = False
) -> Iterator[tuple[str, Issue, dict[str, tuple[int, int]]]]:
    """The issues read from ``sources``; generated ones when asked for, or when there are none."""
    for source in sources:
        draft = reading.read(Path(source))
        issue = copydesk.edit(draft).issue
        sizes, _ = pictures.sizes(issue, draft.folder)
        yield Path(source).name, issue, sizes
    if with_generated or not sources:
        yield from generated(seed)


class Clock:
    """Seconds that each page took to arrange."""

    def __init__(self) -> None:
        self.fit, self.seconds = walk.fit, [0.0]
        walk.fit = self.timed

    def timed(self, *arguments: object) -> object:
        """Arrange a page as make-up does."""
        start = time.process_time()
        sheet = self.fit(*arguments)
        self.seconds.append(time.process_time() - start)
        return sheet


def upright(page: MadePage) -> int:
    """Stories whose headings stand vertically."""
    texts = (item for item in page.items if isinstance(item, TextBlock) and item.upright)
    return len({item.article for item in texts})


def main(arguments: list[str]) -> None:
    """Print the table."""
    per_page = "--pages" in arguments
    sources = [argument for argument in arguments if not argument.startswith("--")]
    seeds = [int(argument[7:]) for argument in arguments if argument.startswith("--seed=")]
    print(f"{'issue':25}{'layout':14}{'pages':>6}{'fill %: least':>14}{'mean':>7}{'of':>8}"
          f"{'overset':>8}{'overlap':>8}{'outside':>8}{'clash':>6}{'jumps':>6}"
          f"{'tall':>6}{'words':>6}{'s worst':>8}")  # fmt: skip
    clock = Clock()
    for name, issue, sizes in issues(sources, *seeds or [0], "--generated" in arguments):
        for layout_name in layouts.names():
            layout = layouts.load(layout_name)
            clock.seconds = [0.0]
            made = make_up(issue, layout, pictures=sizes).issue
            places = in_run(issue, made.pages)
            of = next(word for word in ("inside", "last", "alone") if word in places)
            fills = [page.fill for page, word in zip(made.pages, places, strict=True) if word == of]
            words = "same" if same_words(issue, made.pages) else "DIFF"
            print(
                f"{name:25}{layout_name:14}{len(made.pages):6}{100 * min(fills):14.1f}"
                f"{100 * sum(fills) / len(fills):7.1f}{of:>8}{made.overset_lines:8}"
                f"{sum(overlaps(page.areas) for page in made.pages):8}"
                f"{sum(outside(page) for page in made.pages):8}"
                f"{sum(clashes(page) for page in made.pages):6}{made.jumps:6}"
                f"{sum(map(upright, made.pages)):6}{words:>6}{max(clock.seconds):8.2f}"
            )
            if per_page:
                for page, word in zip(made.pages, places, strict=True):
                    print(
                        f"    page {page.number:6}{len(page.areas):3} stories"
                        f"{100 * page.fill:8.1f} % {word:6}{overlaps(page.areas):6} overlaps"
                        f"{outside(page):4} outside{clashes(page):4} clashes"
                        f"{upright(page):4} vertical"
                    )


if __name__ == "__main__":
    main(sys.argv[1:])
