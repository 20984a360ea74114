"""Headlines in text without any marks: short open lines before prose."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from packager.copydesk import (
    crossheads,
    datelines,
    folios,
    japanese,
    jumps,
    kinds,
    people,
    photographers,
    rejoin,
)
from packager.copydesk.crossheads import NUMBERED, PICTURED, dated, ends_itself, is_person
from packager.copydesk.furniture import NAMEPLATE, is_credits, is_folio
from packager.copydesk.names import SURNAMES
from packager.patterns import Letters, expression
from packager.reading.draft import DraftBlock
from packager.reading.script import HAN, HANGUL, KANA, LETTER, ends_closed

_EAST = Letters(f"{HAN}{KANA}{HANGUL}")
_LONGEST = 46
_LONGEST_LATIN = 110
_CLOSED = expression("[。；;，,、：:…」』\\]】]$|(?<![A-Z])\\.$")
_SPEECH = expression(
    '^(?:“[^”]*[。！？，…]”|「[^」]*[。！？，…]」|『[^』]*[。！？，…]』|‘[^’]*[.!?,…]’|"[^"]*[.!?,…]")$',
    needs=('“「『‘"', '”」』’"'),
)
_BRACKETED = expression("^[（(【\\[〔].*[）)】\\]〕]$")
_DATE = expression(
    "^(?:[〇○零一二三四五六七八九\\d]{2,4}年)?(?:[一二三四五六七八九十\\d]{1,3}月)?(?:[一二三四五六七八九十\\d]{1,3}日)?(?:[上下]午|夜|晨)?$|^星期[一二三四五六日天]$"
)
_CHAPTER = expression("^第[一二三四五六七八九十百]{1,4}[章编編][^，。]{0,24}$")
"""The first chapter's head right under a table of contents."""
_LIST_ITEM = expression(
    "^(?:[（(][一二三四五六七八九十\\d]{1,3}[）)]|\\d{1,3}[.、．)]|[●■◆▲★□○·•※▽・])",
    needs=("）).、．●■◆▲★□○·•※▽・",),
)
_CONTACT = expression(
    f"{LETTER}{{0,6}}[^，。]{{0,6}}?(?:(?:TEL|FAX)\\s?[:：]?\\s?\\d"
    "|(?:电话|電話|热线|熱線|地址|店址|地點|邮箱|网址|微信|传真)\\s?[:：])"
)
_SOURCE = expression("(?:数据|資料|资料|數據)?(?:来源|來源|出所)\\s?[:：]|联系人\\s?[:：]|Source:")
_REACHED = expression("[:：TF]")
"""What a line has one of that tells where to call or whom to ask."""
_NOTE = expression("^(?:编者的话|编者按|编后|編者按|记者手记|[编編]后[语語]?|Editor's note)[:：]?$")
_TABLED = expression("附?表|Table")
_MOST_LINES = 3
_MOST_SURE = 5
"""Lines of a heading, at most; over a byline or dateline there may be more."""
_NAMED_AT_END = expression("^[^「『].*(?:「[^」。，！？]{1,8}」|『[^』。，！？]{1,8}』)$")
_DASHED = expression("[—―]{2,}")
_BODY = expression(
    "(?:局|委|委员会|会|队|支队|公司|政府|办公室|院|厅|部|处|中心|社|校|大学|集团|馆|所|站)$"
)
_OFFICE = expression(
    f"(?:主席|总统|总理|省长|市长|县长|部长|主任|委员长|院长|检察长|司令员)\\s?{LETTER}{{2,3}}$"
)
_PLACE_AND_NAME = expression(f"{LETTER}{{2,10}}[ \u3000]+({LETTER}{{2,3}})")
_SIGNED = expression(f"(?:读者|讀者|市民|村民|网友|居民|家长|作者)[\\s:：]*({LETTER}{{2,4}})$")
_NAMELESS = expression(
    f"{LETTER}{{0,16}}[ \u3000]?(?:一位?|几位|部分)(?:读者|市民|村民|居民|母亲|父亲|家长|学生|教师"
    f"|职工|老人|网友|司机)"
)
"""柳泉市一位母亲: who signs a letter and gives no name."""
_LATIN_HEAD = expression("^[A-Z0-9“\"'‘].{3,110}[^.,;:]$")
_LATIN_SENTENCE = expression("[.,][”’\"']$|[.!?][”’\"']? [“‘A-Z]")


def promote(blocks: Sequence[DraftBlock]) -> list[DraftBlock]:
    """The same blocks, with the paragraphs that are headlines or crossheads made headings.

    A headline is a short line that ends open and is followed, after at most three of its kind, by
    prose. Longer runs of short lines are boxes and lists: only their first line is one. Heads of
    one pattern (name：words) that follow each other inside a story are crossheads.
    """
    heads = _candidates(blocks)
    short = [head or _is_short(block) for head, block in zip(heads, blocks, strict=True)]
    out = list(blocks)
    at = 0
    while at < len(blocks):
        if not heads[at]:
            at += 1
            continue
        if _issued(blocks, at) or _dates_itself(blocks, at):
            at += 2
            continue
        if (
            _from_reader(blocks, at)
            or _parts_verse(blocks, at)
            or _signs_notice(out, at, heads[at + 1 : at + 2])
        ):
            at += 1
            continue
        end = at
        while end < len(blocks) and short[end] and not (end > at and ends_itself(blocks[end - 1])):
            if end - at > 2 and _begins_anew(blocks, end):
                break
            end += 1
        run = range(at, end)
        at = end
        if _signature(blocks, run):
            continue
        places = [n for n in run if heads[n] and not (n > run.start and is_person(blocks[n].text))]
        wanted = places[: _heads_in(blocks, run, heads)]
        wanted += [n for n in places[-1:] if n not in wanted and _CHAPTER.match(blocks[n].text)]
        for n in wanted:
            roles = ("start",) if n == places[0] and not NUMBERED.match(blocks[n].text) else ()
            out[n] = msgspec.structs.replace(blocks[n], kind="heading", level=1, roles=roles)
    return crossheads.tell(out)


def promote_sure(blocks: Sequence[DraftBlock]) -> list[DraftBlock]:
    """Among marked headings, the plain lines over a byline or dateline made headings, too.

    They are at most three, and the text before them is at its end. A lone line over prose or a list
    is one as well if its words are rather a headline's than a crosshead's.
    """
    heads = _candidates(blocks)
    out = list(blocks)
    lone = _lone(blocks, heads)
    for at, block in enumerate(blocks):
        if at == 0 or not heads[at - 1]:
            continue
        if not (block.kind == "paragraph" and _begins(block)) and at - 1 not in lone:
            continue
        start = at
        while start > 0 and heads[start - 1]:
            start -= 1
        before = blocks[start - 1] if start else None
        if at - start > _MOST_LINES or not (before is None or _is_end(before)):
            continue
        for n in range(start, at):
            roles = ("start",) if n == start else ()
            out[n] = msgspec.structs.replace(blocks[n], kind="heading", roles=roles)
    return out


def _lone(blocks: Sequence[DraftBlock], heads: Sequence[bool]) -> frozenset[int]:
    """Places of the plain lines that are headlines by their words, one in a stretch of text."""
    found: set[int] = set()
    here: list[int] = []
    for n, block in enumerate((*blocks, None)):
        if block is None or block.kind in ("heading", "page", "rule"):
            if len(here) == 1:
                found |= {n for n in here if _is_news(blocks, n)}
            here = []
        elif heads[n] and not block.marks and _is_short_text(blocks, n):
            if _is_sure(blocks, n):
                found.add(n)
            else:
                here.append(n)
    return frozenset(found)


def _is_sure(blocks: Sequence[DraftBlock], at: int) -> bool:
    """Whether a plain line among text can be nothing but a headline: a notice's, or over Japanese
    news that name the day at once."""
    text, below = blocks[at].text.strip(), blocks[at + 1].text
    notice = len(text) <= _NOTICE and kinds.is_notice(text) and _NOTICED.search(text) is not None
    return notice or (_HEADLINE <= len(text) <= _FRESH_HEAD and japanese.is_fresh(below))


_FRESH_HEAD = 28
_NOTICE = 12
_NOTICED = expression("(?:公告|通告|启事|声明|通知|公示|讣告|お知らせ)$")


def _is_short_text(blocks: Sequence[DraftBlock], at: int) -> bool:
    """Whether a line stands between the end of a text and another text or a list."""
    before, after = blocks[at - 1] if at else None, blocks[at + 1] if at + 1 < len(blocks) else None
    if before is None or after is None or before.kind == "heading":
        return False
    text = after.kind == "paragraph" and ends_closed(after.text) and len(after.text) > _LONGEST
    parted = _EAST.any(blocks[at].text) and _CLAUSES.search(blocks[at].text)
    short = len(blocks[at].text) <= _FRESH_HEAD
    whole = bool(parted) or (short and japanese.is_fresh(after.text))
    broken = rejoin.breaks_off(blocks[at].text) and not whole
    return _is_end(before) and not broken and (text or after.kind == "list")


def _is_news(blocks: Sequence[DraftBlock], at: int) -> bool:
    """Whether the words are rather a headline's: two clauses, many words, or set in capitals."""
    text = blocks[at].text.strip()
    if _EAST.any(text):
        return len(text) >= _HEADLINE or _CLAUSES.search(text) is not None
    return text.isupper() or len(text.split()) > _CLAUSE


_CLAUSES = expression("[\\w”」』]{3,}[ \u3000]+\\S{3,}")
_HEADLINE = 11
_CLAUSE = 5
"""A crosshead has seldom so many characters, in Latin script so many words."""


def _begins(block: DraftBlock) -> bool:
    if datelines.dateline(block.text) is not None:
        return True
    return people.byline_line(block.text) is not None and photographers.credit(block.text) is None


def _is_end(block: DraftBlock) -> bool:
    """Whether a story may end with a block: it is closed, or no text of a story."""
    if block.kind == "paragraph" and not block.roles:
        return ends_closed(block.text) or photographers.credit(block.text) is not None
    return block.kind not in ("heading", "figure")


def _is_over_verse(blocks: Sequence[DraftBlock], at: int) -> bool:
    """Whether a line stands over a poet's name and a poem: its title, were it a month's name."""
    below = blocks[at + 1 : at + 3]
    if len(below) < 2 or not is_person(below[0].text) or blocks[at].kind != "paragraph":
        return False
    alone = len(blocks[at].text) == 1 and len(below[1].text) > _LONGEST  # 灯, an essay
    return alone or (below[1].kind == "verse" and len(blocks[at].text) <= _LONGEST)


def _candidates(blocks: Sequence[DraftBlock]) -> list[bool]:
    """Which lines may be headlines, or the second line of one."""
    found: list[bool] = []
    for n, block in enumerate(blocks):
        begins = (
            _may_be_head(block)
            and not _captions(blocks, n)
            and not _heads_table(blocks, n)
            and not _goes_on(blocks, n)
            and (not _exclaims(block.text) or _begun(blocks, n) or _after_signature(blocks, n))
        )
        begins = begins or _is_over_verse(blocks, n)
        found.append(begins or (n > 0 and found[n - 1] and _may_go_on(block)))
    return found


def _goes_on(blocks: Sequence[DraftBlock], at: int) -> bool:
    """Whether a line in Latin script goes on below with a small letter."""
    after = blocks[at + 1] if at + 1 < len(blocks) else None
    return after is not None and after.kind == "paragraph" and after.text[:1].islower()


def _begun(blocks: Sequence[DraftBlock], at: int) -> bool:
    """Whether a dateline or a byline is right under a line."""
    return at + 1 < len(blocks) and _begins(blocks[at + 1])


def _heads_table(blocks: Sequence[DraftBlock], at: int) -> bool:
    """Whether a line right over a table is its caption."""
    over = at + 1 < len(blocks) and blocks[at + 1].kind == "table"
    return over and bool(_TABLED.match(blocks[at].text))


def _after_signature(blocks: Sequence[DraftBlock], at: int) -> bool:
    """Whether a line stands between the bracketed signature of a story and prose."""
    if at == 0 or at + 1 >= len(blocks):
        return False
    signed = blocks[at - 1].text.rstrip().endswith(("）", ")"))
    after = blocks[at + 1].text
    return signed and len(blocks[at].text) <= _LONGEST // 2 and len(after) > 2 * _LONGEST // 3


def _may_go_on(block: DraftBlock) -> bool:
    """Lines that are a deck under a headline and nothing by themselves."""
    text = block.text.strip()
    if block.kind != "paragraph" or block.roles or len(text) > _LONGEST:
        return False
    if _CLOSED.search(text) or _exclaims(text):
        return False
    told = text.count("，") > 1 and "。" not in text and "；" not in text
    return bool(told or PICTURED.fullmatch(text) or _DASHED.match(text)) and not _is_other(text)


def _captions(blocks: Sequence[DraftBlock], at: int) -> bool:
    """Whether a line under a picture is its caption: it ends in a credit or tells the place."""
    if at == 0 or blocks[at - 1].kind != "figure":
        return False
    text = blocks[at].text
    return photographers.credit_at_end(text) is not None or bool(re.search("[＝=]", text))


def _begins_anew(blocks: Sequence[DraftBlock], at: int) -> bool:
    """Whether a headline stands under a box of short lines: over a picture, or over an author."""
    after = blocks[at + 1] if at + 1 < len(blocks) else None
    if ends_itself(blocks[at]) or dated(blocks, at):
        return True
    if after is None or is_person(blocks[at].text):
        return False
    if is_person(after.text) or people.byline_line(after.text) is not None:
        return True
    figures = [not blocks[n].text.rstrip()[-1:].isalpha() for n in (at, at - 1, at - 2)]
    return figures == [False, True, True] and _CLOSED.search(after.text) is not None


def _parts_verse(blocks: Sequence[DraftBlock], at: int) -> bool:
    """A title between two parts of a poem."""
    beside = (*blocks[at - 1 : at], *blocks[at + 1 : at + 2]) if at else ()
    return len(beside) > 1 and all(block.kind == "verse" for block in beside)


def _from_reader(blocks: Sequence[DraftBlock], at: int) -> bool:
    """A place and a name (江苏南通　施洪兵) under the last words of a letter, over a headline."""
    match = _PLACE_AND_NAME.fullmatch(blocks[at].text.strip())
    if not match or match[1][0] not in SURNAMES or at == 0 or at + 1 >= len(blocks):
        return False
    return ends_closed(blocks[at - 1].text) and _may_be_head(blocks[at + 1])


def _issued(blocks: Sequence[DraftBlock], at: int) -> bool:
    """A body's name over a date, under the text of a notice."""
    if at == 0 or at + 1 >= len(blocks) or not _CLOSED.search(blocks[at - 1].text.strip()):
        return False
    dated = bool(_DATE.match(blocks[at + 1].text.replace(" ", "").strip()))
    signed = blocks[at].text.strip()
    return dated and bool(_BODY.search(signed) or _OFFICE.search(signed))


def _signs_notice(blocks: Sequence[DraftBlock], at: int, after: Sequence[bool]) -> bool:
    """Whether a body's name stands under the text of a notice, over the next headline."""
    if not any(after) or not _BODY.search(blocks[at].text.strip()):
        return False
    over = next((blocks[n] for n in range(at - 1, -1, -1) if blocks[n].kind == "heading"), None)
    return over is not None and kinds.is_notice(over.text) and _may_end_notice(blocks[at - 1].text)


def _may_end_notice(text: str) -> bool:
    return ends_closed(text) or _CONTACT.match(text) is not None


def _is_signed(text: str) -> bool:
    """``西河乡读者郝桂生``: the signature of a letter."""
    if _NAMELESS.fullmatch(text.strip()):
        return True
    match = _SIGNED.search(text)
    return bool(match) and match[1][0] in SURNAMES  # type: ignore[index]  # matched


def _exclaims(text: str) -> bool:
    return text.rstrip().endswith(("！", "？", "!", "?"))


def _is_short(block: DraftBlock) -> bool:
    """A short line of a box that is no headline: a date, an item of a weather report."""
    text = block.text.strip()
    if block.kind != "paragraph" or block.roles or len(text) > 14:
        return False
    if _DATE.match(text) or is_folio(text):
        return True
    return not (
        _CLOSED.search(text) or _BRACKETED.match(text) or _exclaims(text) or _is_other(text)
    )


def _may_be_head(block: DraftBlock) -> bool:  # noqa: PLR0911  # a list of what a headline is not
    if block.kind != "paragraph" or block.roles:
        return False
    text = block.text.strip()
    if len(text) > _LONGEST_LATIN or text.endswith("。"):
        return False
    if PICTURED.search(text) and len(text) <= _LONGEST + 8:
        return not PICTURED.fullmatch(text)
    if _DASHED.match(text):
        return False
    if not _EAST.any(text):
        if _LATIN_SENTENCE.search(text):
            return False
        return bool(_LATIN_HEAD.match(text)) and not _is_other(text)
    if len(text) > _LONGEST or len(text) < 2:
        return False
    if _CLOSED.search(text) and not _NAMED_AT_END.search(text):
        return False
    if _SPEECH.match(text) or _BRACKETED.match(text) or _DATE.match(text) or _LIST_ITEM.match(text):
        return False
    if text.count("，") > 1 or "。" in text or "；" in text:
        return False
    if text.startswith(("（", "(")) and not re.search("[）)]", text):
        return False
    return not _is_other(text)


def _is_other(text: str) -> bool:
    """Lines that look like headlines and are bylines, credits, datelines, jumps or folios."""
    return (
        people.byline_line(text) is not None
        or photographers.credit(text) is not None
        or datelines.dateline(text) is not None
        or datelines.sign_off(text) is not None
        or bool(_NOTE.match(text))
        or _is_signed(text)
        or is_folio(text)
        or is_credits(text)
        or folios.is_imprint(text)
        or bool(_REACHED.search(text) and (_CONTACT.match(text) or _SOURCE.match(text)))
        or bool(NAMEPLATE.fullmatch(text))
        or _is_jump(jumps.split(text, whole=True))
    )


def _is_jump(split: jumps.Split) -> bool:
    return bool(split.before or split.after)


def _heads_in(blocks: Sequence[DraftBlock], run: range, heads: Sequence[bool]) -> int:
    """How many lines of a run are headings: all of a short one before prose, else one."""
    if run.stop == len(blocks) and len(run) > 1:
        return 1
    sure = run.stop < len(blocks) and _begins(blocks[run.stop])
    most = _MOST_SURE if sure else _MOST_LINES
    return len(run) if len(run) <= most and all(heads[n] for n in run) else 1


def _dates_itself(blocks: Sequence[DraftBlock], at: int) -> bool:
    """Whether a body's name stands over nothing but the day: so ends a notice."""
    day = blocks[at + 1].text.strip() if 0 < at < len(blocks) - 1 else ""
    ends = bool(day) and (_DATE.match(day) or _ADDRESS.match(day))
    return bool(ends) and _BODY.search(blocks[at].text) is not None


def _signature(blocks: Sequence[DraftBlock], run: range) -> bool:
    """A body's or a person's name over a date, or alone at the end: the signature of a notice."""
    after = blocks[run.stop] if run.stop < len(blocks) else None
    if after is None:
        return len(run) == 1 and run.start > 0
    if len(run) == 1 and run.start > 0 and _ADDRESS.match(after.text):
        return True
    return (
        len(run) == 1
        and bool(after.text)
        and bool(_DATE.match(after.text.strip()))
        and _goes_nowhere(blocks, run.stop)
    )


_ADDRESS = expression("(?:地\\s?址|电\\s?话|联系人|邮\\s?编|开户行)[：:]")
"""What follows the name of a body under its notice."""


def _goes_nowhere(blocks: Sequence[DraftBlock], at: int) -> bool:
    following = blocks[at + 1] if at + 1 < len(blocks) else None
    return following is None or _may_be_head(following) or len(following.text) > 30
