"""转版: stories that go on on another page; found as printed, and the two parts paired."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

import msgspec

from packager.copydesk.names import ASKED
from packager.diagnostics import Code, Diagnostic
from packager.issue import Article, Jump, Kind, Page
from packager.patterns import expression
from packager.reading.marks import PAGE_NUMBER, arabic, same_page

NO_TARGET = Code(
    "C220",
    "warning",
    "a jump has no other part in this issue",
    "Add the page it names, or ignore this when only some pages were parsed.",
    "……赴会。（下转第三版）",
)
NO_ORIGIN = Code(
    "C221",
    "warning",
    "a continuation has no first part in this issue",
    "Add the page it names, or ignore this when only some pages were parsed.",
    "（上接第一版）……",
)

_WORDS = r"(?P<way>紧接|緊接|下转|下轉|上接|上承|转|轉|接|文转|文轉|文接)"
_FULL_DIGITS = str.maketrans("０１２３４５６７８９ＡＢＣＤ", "0123456789ABCD")
_NUMBER = PAGE_NUMBER.replace(r"\d", "[0-9０-９]").replace("A-Z", "A-ZＡ-Ｄ")
_CHINESE = (
    rf"{_WORDS}\s*(?:本报|今日)?\s*(?:第\s*(?P<a>{_NUMBER})(?:[、，,]{_NUMBER})*\s*[版頁页]"
    r"|(?P<b>[A-ZＡ-Ｄ]{0,2}[0-9０-９]{1,3})\s*版)"
)
_HAN = "[一二三四五六七八九十]{1,3}"
_HAN_PAGE = rf"{_WORDS}\s*(?P<a>{_HAN})(?:[、，,]{_HAN})*\s*版"
_HAN_BRACKETED = expression(rf"[（(【\[〔［]\s*{_HAN_PAGE}\s*[）)】\]〕］]")
"""（下转二版）: without 第 only alone in brackets."""
_SHORT = expression(
    r"[（(【\[〔［]\s*(?P<way>紧接|下转|上接|转(?=\s*[A-ZＡ-Ｄ]))\s*"
    r"(?P<a>[A-ZＡ-Ｄ]{0,2}[0-9０-９]{1,3})\s*[）)】\]〕］]"
)
"""（下轉A3）: a bare number only there as well."""
_LONE = expression("(?P<way>紧接|下转|上接)\\s*(?P<a>[A-ZＡ-Ｄ]{1,2}[0-9０-９]{1,3})")
"""上接A4, alone on a line."""
_BRACKETED = expression(
    rf"[（(【\[〔［]\s*[^（()）]{{0,8}}?{_CHINESE}[^（()）]{{0,24}}[）)】\]〕］]"
)
_BARE = expression(rf"[▲▼►▶◄◀→←☞>＞*＊\s]*(?:本文|全文)?{_CHINESE}[▲▼►◄→←☜<\s。]*$")
_BARE_END = expression(rf"(?<=[。！？…”])\s*[▲▼►▶→☞>＞》]*\s*{_CHINESE}\s*[▲▼◄◀←☜<＜《]*$")
_BARE_START = expression(rf"[▲▼►▶→☞>]*{_CHINESE}[\s：:]+(?=\S)")
_ENGLISH = expression(
    r"[（(\[»›▶→●■◆►•]*\s*(?P<way>(?:Please\s+)?(?:Cont(?:inue)?['’]?d?\.?(?:\s+(?:on|from|to)|(?=\s+Page\s))|(?:[A-Z]{3,},?\s)?From(?=\s+Page)|[A-Z]{3,},\sFrom(?=\s+[A-Z]\d)|(?:Please\s+)?(?:See|Turn\s+to)\b[^.]{0,30}?))"
    r",?\s*(?:Page\s+)?(?P<a>[A-Z]{0,2}-?\d{1,3}|(?<=Page\s)One)(?:,\s*Col(?:umn|\.)\s*\d+)?\s*[）)\]»›▶→]*\.?",
    re.I,
    needs=("NnMmEe",),
)
_JAPANESE = expression(
    r"[（(＝【\[≫>＞]*\s*(?P<a>[A-Z]?[0-9０-９一二三四五六七八九十]{1,3})[面版](?P<way>に(?:続く|つづく|関連記事)|から(?:続く|つづく)|へ続く)\s*[）)】\]]?",
    needs=("にかへ",),
)
_KOREAN = expression(
    r"[▶☞(\s]*(?P<a>[A-Z]?\d{1,3})면(?P<way>에\s*계속|에서\s*계속|으로\s*이어짐)\s*\)?",
    needs=("면",),
)
_SLUG = expression(r"(?:See|Turn to) (?P<slug>[A-Z]{3,})")
_PAGE = expression("[版頁页面면]|上接|上承|下转|[（(【\\[〔［]转", needs=("版頁页面면上下转",))
_LATIN = expression("[EeTt]")
_WORDS_ON = ("page", "cont", "turn to", "see")


class Split(msgspec.Struct, frozen=True):
    """A text parted at its jump lines, and the jumps before and after what is left."""

    before: tuple[Jump, ...] = ()
    text: str = ""
    after: tuple[Jump, ...] = ()
    start: int = 0
    """Where the text left begins in the original."""


@lru_cache(maxsize=ASKED)
def split(text: str, *, whole: bool = False) -> Split:
    """Take jump lines off the beginning and end of a paragraph; ``whole`` says that it is one."""
    ends = text if len(text) < 96 else text[:48] + text[-48:]
    if not _may_jump(ends):
        return Split(text=text)
    stripped = text.strip()
    for pattern in (_BRACKETED, _HAN_BRACKETED, _SHORT, _LONE, _BARE, _ENGLISH, _JAPANESE, _KOREAN):
        match = pattern.fullmatch(stripped)
        if match:
            jump = _jump(match, stripped)
            return Split((jump,)) if jump.direction == "from" else Split(after=(jump,))
    before: tuple[Jump, ...] = ()
    after: tuple[Jump, ...] = ()
    start = 0
    for pattern in (_BRACKETED, _HAN_BRACKETED, _SHORT, _BARE_START, _ENGLISH, _JAPANESE):
        match = pattern.match(text)
        if match and not before and (_enclosed(match[0]) or pattern is _BARE_START):
            before = (_jump(match, match[0].strip()),)
            start = match.end() + len(text[match.end() :]) - len(text[match.end() :].lstrip())
    rest = text[start:]
    for pattern in (_BRACKETED, _HAN_BRACKETED, _SHORT, _BARE_END, _ENGLISH, _JAPANESE, _KOREAN):
        if after:
            break
        tail = rest[-_LONGEST_LINE:]
        for match in pattern.finditer(tail):
            if match.end() == len(tail.rstrip()) and (
                _enclosed(match[0]) or pattern is _BARE_END or _SLUG.search(match[0])
            ):
                after = (_jump(match, match[0].strip()),)
                rest = rest[: len(rest) - len(tail) + match.start()].rstrip()
    return Split(before, rest, after, start)


def slug(text: str) -> str | None:
    """The word in capitals by which a jump line in Latin script calls its story, made small."""
    found = _SLUG.search(text[-_LONGEST_LINE:])
    return found["slug"].casefold() if found else None


_LONGEST_LINE = 64


def _may_jump(text: str) -> bool:
    """Whether a text has what every jump line has."""
    if _PAGE.search(text):
        return True
    if not _LATIN.search(text):
        return False
    small = text.casefold()
    return any(word in small for word in _WORDS_ON)


def _enclosed(text: str) -> bool:
    bare = text.strip()
    return (bool(bare) and bare[0] in "（(【[〔［＝▶☞") or bare.lower().startswith(
        ("continued", "contd")
    )


def _jump(match: re.Match[str], text: str) -> Jump:
    groups = match.groupdict()
    number = (groups.get("a") or groups.get("b") or "").translate(_FULL_DIGITS).replace("-", "")
    number = "1" if number.casefold() == "one" else number
    way = match["way"].lower()
    back = (
        way.endswith("from")
        or "から" in way
        or "에서" in way
        or way in ("紧接", "緊接", "上接", "上承", "接", "文接")
    )
    return Jump(direction="from" if back else "to", page=arabic(number), text=text)


def _front(pages: Sequence[Page]) -> str | None:
    """The number of a first page that has the paper's name and stands before page 2."""
    named = any(item.name == "nameplate" for item in pages[0].furniture)
    second = _SECOND.fullmatch(pages[1].number or "") if named and len(pages) > 1 else None
    return f"{second['before']}1" if second else None


_SECOND = expression("(?P<before>(?:A-?)?0*)2")


def numbered(pages: Sequence[Page]) -> tuple[Page, ...]:
    """The same, with the number of the one page without any, as the jump lines of others tell it.

    A front page prints none, but the paper's name, and stands before page 2. Of another page: if a
    story on it goes on to a page that prints its number, and the continuations there all come from
    one page that is not in the source, it is that page.
    """
    bare = [n for n, page in enumerate(pages) if page.number is None and page.articles]
    if len(bare) != 1:
        return tuple(pages)
    front = _front(pages) if bare[0] == 0 else None
    if front is not None:
        return (msgspec.structs.replace(pages[0], number=front), *pages[1:])
    known = {same_page(page.number) for page in pages}
    leads = {same_page(jump.page) for jump in _jumps_of(pages[bare[0]]) if jump.direction == "to"}
    told = {
        jump.page
        for page in pages
        if same_page(page.number) in leads
        for jump in _jumps_of(page)
        if jump.direction == "from" and same_page(jump.page) not in known
    }
    if len(told) != 1:
        return tuple(pages)
    return tuple(
        msgspec.structs.replace(page, number=told.pop()) if n in bare else page
        for n, page in enumerate(pages)
    )


def _jumps_of(page: Page) -> list[Jump]:
    return [block for article in page.articles for block in article.body if isinstance(block, Jump)]


def pair(pages: Sequence[Page]) -> tuple[tuple[Page, ...], tuple[Diagnostic, ...]]:
    """Give each jump the id of the story it leads to, and report those that lead nowhere.

    Of several on one page those belong together that name the same catchword (See SCHOOLS), then
    those whose headlines are most alike, then the first.
    """
    ends = [
        (page, article, jump)
        for page in pages
        for article in page.articles
        for jump in article.body
        if isinstance(jump, Jump) and jump.target is None
    ]
    backs: dict[tuple[str | None, str | None], list[int]] = {}
    for n, (page, _, jump) in enumerate(ends):
        if jump.direction == "from":
            for origin in (same_page(jump.page), None):
                backs.setdefault((same_page(page.number), origin), []).append(n)
    words = [_words(article, jump) for _, article, jump in ends]
    fits = [
        (-_likeness(words[n], words[k]), n, k, article.id, ends[k][1].id)
        for n, (page, article, jump) in enumerate(ends)
        if jump.direction == "to"
        for k in _nearest(backs.get((same_page(jump.page), same_page(page.number)), ()), n)
        if ends[k][1].id != article.id
    ]
    targets: dict[tuple[str, str], str] = {}
    for *_, one, other_id in sorted(fits):
        if (one, "to") not in targets and (other_id, "from") not in targets:
            targets[one, "to"] = other_id
            targets[other_id, "from"] = one
    kinds = {
        back: article.kind
        for _, article, jump in ends
        if jump.direction == "to" and (back := targets.get((article.id, "to")))
    }
    diagnostics = tuple(
        (NO_TARGET if jump.direction == "to" else NO_ORIGIN).at(
            f"{jump.text}: no matching part on page {jump.page}",
            file=jump.file or article.file,
            line=jump.lines[0] if jump.lines else None,
            article=article.id,
        )
        for _, article, jump in ends
        if (article.id, jump.direction) not in targets
    )
    return tuple(_aim(page, targets, kinds) for page in pages), diagnostics


_NEAR = 40
"""So many continuations around a jump line are looked at: a day's paper has fewer."""
_Words = tuple[set[str], set[str]]
"""The catchwords of a jump line, and the pieces of its story's headline."""


def _nearest(places: Sequence[int], to: int) -> Sequence[int]:
    at = bisect_left(places, to)
    return places[max(0, at - _NEAR // 2) : at + _NEAR]


def _words(article: Article, jump: Jump) -> _Words:
    return set(_CATCHWORD.findall(jump.text)), pieces(article.headline or article.title)


def _likeness(one: _Words, other: _Words) -> float:
    called = any(word.casefold() in other[1] for word in one[0])
    return len(one[0] & other[0]) + called + len(one[1] & other[1]) / (len(other[1]) or 1)


_CATCHWORD = expression(r"\b[A-Z]{3,}\b")


def pieces(text: str) -> set[str]:
    """What headlines are compared by: words in Latin script, else pairs of characters."""
    words = set(_LATIN_WORD.findall(text.casefold()))
    rest = _OTHER.sub("", text)
    return words | {a + b for a, b in pairwise(rest)}


_LATIN_WORD = expression("[a-z]{3,}")
_OTHER = expression(r"[\x00-\x7f]|[\W_]")


def _aim(page: Page, targets: dict[tuple[str, str], str], kinds: dict[str, Kind]) -> Page:
    """Set the targets on one page; a continuation is of the kind of its first part."""
    if not any((article.id, way) in targets for article in page.articles for way in ("to", "from")):
        return page
    articles = tuple(
        msgspec.structs.replace(
            article,
            kind=kinds.get(article.id, article.kind),
            body=tuple(
                msgspec.structs.replace(block, target=targets[article.id, block.direction])
                if isinstance(block, Jump) and (article.id, block.direction) in targets
                else block
                for block in article.body
            ),
        )
        for article in page.articles
    )
    return msgspec.structs.replace(page, articles=articles)
