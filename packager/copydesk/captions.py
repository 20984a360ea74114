"""Captions and credits: those under a picture, and those whose picture the source has lost."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from packager.copydesk import datelines, jumps, people, photographers, rejoin
from packager.copydesk.names import is_likely
from packager.issue import Byline
from packager.patterns import Letters, expression
from packager.reading.draft import DraftBlock
from packager.reading.script import HAN, HANGUL, KANA, LETTER

_CAPTION = expression(
    r"(?:[▲▼△▽←→↑↓■●☝]|[（(]?(?:上|下|左|右|本版|题)?图(?:片说明|片|为|①|②|③|一|二|三|\d+|/|：|:|说|中)|图[片]?[:：]|新华社发|资料(?:图|照)片|Photo|PHOTO)"
)
_SCENE = expression(
    r"^(?:\d{1,2}月|\d{1,2}日|近日|连日来|日前|[初仲盛早]?[春夏秋冬](?:时节|季|日)?|入[春夏秋冬]|[昨今][日天晨]|眼下|时下|当下|金秋|清晨|傍晚)"
)
SHORT = 48
"""A paragraph of at most so many characters (thrice in Latin) under a picture is its caption."""
_WIDE = Letters(f"{HAN}{KANA}{HANGUL}")


class Picture(msgspec.Struct, frozen=True):
    """A picture and the caption blocks that belong to it."""

    figure: DraftBlock | None
    captions: tuple[DraftBlock, ...] = ()
    credit: str = ""
    bylines: tuple[Byline, ...] = ()
    lines: tuple[int, int] | None = None
    file: str | None = None


Item = DraftBlock | Picture


_PLACED = expression(f"^[^＝=]*[{KANA}][^＝=]*[＝=](?=[^。]{{2,40}}$)[^＝=。]*[\\d０-９{HAN}）)]$")
"""How Japanese captions end: …境内＝13日午後6時すぎ、北浜町新地"""
_DAY = expression(r"\d{1,2}日|[昨今][天日晨夜晚早]")
_LEAD = 24
"""A caption that tells a scene names the day in its first so many characters."""
_NUMBERED = expression(r"\d{1,2}(?:、|[.．](?!\d))|图\s?[①-⑳\d]")
_PICTURE_LABEL = expression(r"(?:图片|附图|照片)\s?[:：]?$")
_LABEL = 8
PICTURED = expression(r"[（(](?:附?(?:图片|照片|圖片)\S{0,6}|图|组图|組圖)[）)]$")
"""A headline that says that the story is, or has, pictures."""


def gather(
    blocks: Sequence[DraftBlock], *, pictured: bool = False, wordy: bool = False
) -> tuple[list[Item], list[Picture]]:
    """Tie captions to their pictures; orphans at the end of the story are handed back apart.

    ``pictured`` says that the headline promises pictures: then they stay with the story. ``wordy``
    says that the story is a commentary or a notice, which has no photographer's picture.

    A caption is what is marked so, what says so (图为…), what ends in a credit, or a short
    paragraph right under a picture. A credit line alone speaks for a caption whose picture is lost.
    """
    if only_captions(blocks):
        return [_picture(None, blocks)], []
    if _is_photo_story(blocks):
        return [_picture(blocks[0], blocks[1:])], []
    items: list[Item] = []
    at = 0
    while at < len(blocks):
        block = blocks[at]
        if block.kind == "figure":
            if _parted(blocks, at):
                items.append(blocks[at + 1])
                items.append(_picture(block, blocks[at + 2 : at + 3]))
                at += 3
                continue
            over = reversed(items[-_ROW:])
            before = next((i for i in over if isinstance(i, DraftBlock)), None)
            taken = _under(blocks, at + 1, before)
            items.append(_picture(block, blocks[at + 1 : at + 1 + taken]))
            at += 1 + taken
        elif rows := _numbered(blocks, at):
            items += [_picture(None, row) for row in rows]
            pictured = True
            at += sum(map(len, rows))
        elif block.kind == "paragraph" and _is_orphan(block):
            captions = [block]
            if photographers.credit(block.text) is not None or "credit" in block.roles:
                captions = [*_above(items), block]
                del items[len(items) - len(captions) + 1 :]
            label = items[-1] if items else None
            if isinstance(label, DraftBlock) and _PICTURE_LABEL.match(label.text):
                captions.insert(0, items.pop())  # type: ignore[arg-type]  # a block, as just seen
                pictured = True
            items.append(_picture(None, captions))
            at += 1
        else:
            items.append(block)
            at += 1
    return items, [] if pictured else _apart(items, wordy)


def _apart(items: list[Item], wordy: bool) -> list[Picture]:
    """Take off the pictures at the end of a story that are photo stories of their own."""
    story = [item for item in items if isinstance(item, DraftBlock)]
    apart: list[Picture] = []
    while len(items) > 1 and len(apart) < _ROW:
        last, above = items[-1], items[-2]
        if not isinstance(last, Picture):
            break
        jumped = isinstance(above, DraftBlock) and bool(jumps.split(above.text).after)
        if last.figure is None and _tells_of(last, story):
            break
        if last.figure is not None and not _another_story(last, story, wordy, jumped):
            break
        items.pop()
        apart.append(last)
    return apart[::-1]


def _tells_of(picture: Picture, story: Sequence[DraftBlock]) -> bool:
    """Whether a caption without its picture begins with the name of somebody in the story."""
    name = "".join(block.text for block in picture.captions)[:3]
    return len(name) > 2 and is_likely(name) and any(name in block.text for block in story)


def only_captions(blocks: Sequence[DraftBlock]) -> bool:
    """Whether a story without a picture is nothing but a signed caption of a paragraph or two."""
    if not 0 < len(blocks) <= _CAPTIONS or not all(map(_is_text, blocks)):
        return False
    *before, last = (block.text for block in blocks)
    signed = photographers.credit_at_end(last) is not None
    alone = len(blocks) > 1 and photographers.credit(last) is not None
    return (
        (signed or alone)
        and datelines.dateline(blocks[0].text) is None
        and (len(blocks) == 1 or alone or bool(_CAPTION.match(last)))
        and sum(map(len, before)) + len(last) <= _CAPTION_LENGTH
    )


_ROW = 40
"""Pictures that stand in a row, at most, as far as they are looked at."""


def _is_photo_story(blocks: Sequence[DraftBlock]) -> bool:
    """Whether a story is a picture, its caption, who took it and wrote (摄影报道, 图为…摄)."""
    if len(blocks) != 3 or blocks[0].kind != "figure" or not all(map(_is_text, blocks[1:])):
        return False
    told = len(blocks[1].text) <= _CAPTION_LENGTH and photographers.credit(blocks[1].text) is None
    last = blocks[2].text
    if _CAPTION.match(last):
        return told and photographers.credit_at_end(last) is not None
    return told and people.whole_story(last) and bool(photographers.credit(last))


_CAPTIONS = 2
_CAPTION_LENGTH = 300
"""Characters of the caption of a photo story, at most."""


def _parted(blocks: Sequence[DraftBlock], at: int) -> bool:
    """Whether a picture stands in the middle of a paragraph, its signed caption after the rest."""
    if not 0 < at < len(blocks) - 2 or not all(
        _is_text(blocks[n]) or "caption" in blocks[n].roles for n in (at - 1, at + 1, at + 2)
    ):
        return False
    before, rest, caption = (blocks[n].text for n in (at - 1, at + 1, at + 2))
    return (
        rejoin.breaks_off(before)
        and not _CAPTION.match(rest)
        and photographers.credit_at_end(rest) is None
        and photographers.credit(caption) is None
        and photographers.credit_at_end(caption) is not None
    )


def _numbered(blocks: Sequence[DraftBlock], at: int) -> list[list[DraftBlock]]:
    """The captions 1、 2、 … (图① 图② …) under the line 图片： at this place, two at least.

    The label goes with the first of them, a credit line under them with the last.
    """
    label = blocks[at].text
    if len(label) > _LABEL or not (
        _is_text(blocks[at]) and _PICTURE_LABEL.fullmatch(label.strip())
    ):
        return []
    end = at + 1
    while end < len(blocks) and _is_text(blocks[end]) and _NUMBERED.match(blocks[end].text):
        end += 1
    if end <= at + 2:
        return []
    rows = [[block] for block in blocks[at + 1 : end]]
    rows[0].insert(0, blocks[at])
    if end < len(blocks) and photographers.credit(blocks[end].text) is not None:
        rows[-1].append(blocks[end])
    return rows


def _is_text(block: DraftBlock) -> bool:
    return block.kind == "paragraph" and not block.roles


def _is_orphan(block: DraftBlock) -> bool:
    if "caption" in block.roles or "credit" in block.roles:
        return True
    if block.roles:
        return False
    if people.whole_story(block.text) and people.byline_line(block.text):
        return False
    return photographers.credit(block.text) is not None or (
        photographers.credit_at_end(block.text) is not None
        and datelines.dateline(block.text) is None
    )


def _under(blocks: Sequence[DraftBlock], at: int, before: DraftBlock | None) -> int:
    """How many blocks from ``at`` are the caption of the picture before them.

    A short paragraph that closes the sentence left open ``before`` the picture is none.
    """
    broken = before is not None and before.kind == "paragraph" and rejoin.breaks_off(before.text)
    if not broken and (signed := _before_credit(blocks, at)):
        return signed
    taken = 0
    for block in blocks[at : at + 4]:
        if "caption" in block.roles or "credit" in block.roles:
            taken += 1
            continue
        if block.kind != "paragraph" or block.roles or block.apart or jumps.split(block.text).after:
            break
        text = block.text
        if photographers.credit(text) is not None or _CAPTION.match(text) or _PLACED.search(text):
            taken += 1
            continue
        following = blocks[at + taken + 1] if at + taken + 1 < len(blocks) else None
        signed = (
            following is not None
            and following.kind == "paragraph"
            and not following.roles
            and not people.whole_story(following.text)
            and (
                photographers.credit(following.text) is not None
                or (not broken and photographers.credit_at_end(following.text) is not None)
            )
        )
        if photographers.credit_at_end(text) is not None or (signed and len(text) <= 400):
            taken += 1
            continue
        if (
            taken == 0
            and not broken
            and len(text) <= (SHORT if _WIDE.any(text) else 3 * SHORT)
            and datelines.dateline(text) is None
            and not text.endswith(("：", ":"))
        ):
            taken += 1
            continue
        break
    return taken


def _before_credit(blocks: Sequence[DraftBlock], at: int) -> int:
    """How many blocks from ``at`` are a caption of two paragraphs and the credit line under it."""
    rows = blocks[at : at + 3]
    if len(rows) < 3 or not all(map(_is_text, rows)) or any(row.apart for row in rows[1:]):
        return 0
    first, second, last = (row.text for row in rows)
    told = photographers.credit(last) is not None and not people.whole_story(last)
    plain = all(datelines.dateline(t) is None and not jumps.split(t).after for t in (first, second))
    signed = any(photographers.credit_at_end(t) is not None for t in (first, second))
    short = len(first) + len(second) <= _CAPTION_LENGTH
    return 3 if told and plain and short and not signed else 0


def _above(items: Sequence[Item]) -> list[DraftBlock]:
    """The caption paragraphs over a lone credit line.

    They begin where the source leaves extra space, else where the paragraphs stop sharing names
    with the one nearest to the credit; at least one, at most four.
    """
    near: list[DraftBlock] = []
    for item in reversed(items[-4:]):
        if not isinstance(item, DraftBlock) or item.kind != "paragraph":
            break
        near.insert(0, item)
        if item.apart:
            return near
    found: list[DraftBlock] = []
    for item in reversed(items):
        if not isinstance(item, DraftBlock) or item.kind != "paragraph" or len(found) == 4:
            break
        if _PICTURE_LABEL.match(item.text):
            break
        if found and not (_kin(item.text, found[0].text)):
            break
        found.insert(0, item)
        if item.apart or (len(found) > 1 and _SCENE.match(item.text)):
            break
    return found


def _another_story(  # noqa: PLR0911  # one return a clue
    picture: Picture, story: Sequence[DraftBlock], wordy: bool, jumped: bool
) -> bool:
    """Whether a signed picture under a story has nothing to do with it: a photo story.

    ``wordy`` stories have no picture of their own, nor has a table. Under an agency's story a
    picture of the paper's own people stands apart if it tells its own day and scene and shares no
    name or phrase; so does, under any news, one whose caption goes on to tell more than the scene.
    ``jumped`` says that the story has gone on to another page when the picture comes.
    """
    if not picture.captions:
        return False
    caption = "".join(block.text for block in picture.captions)
    if not _WIDE.any(caption) and not wordy:
        return _stands_for_itself(caption, story, jumped=jumped, signed=bool(picture.bylines))
    if picture.figure is not None and jumped:
        known = any(_share(caption, b.text) for b in story)
        if len(caption) < _SCENE_LENGTH:
            known = known or _alike(caption, "".join(b.text for b in story), most=1)
        return len(caption) >= _SHORT_SCENE and not known
    if not picture.bylines:
        return False
    if wordy:
        return True
    words = [b.text for b in story if b.kind == "paragraph"]
    if _tells_of(picture, story):
        return False
    if not words:
        return any(b.kind == "table" for b in story)
    if _PLACED.search(caption):
        return len(caption) >= _SHORT_SCENE and not _share_words(caption, "".join(words))
    found = datelines.dateline(words[0])
    if found is None and not jumped and len(words) > _ESSAY:
        return not _alike(caption, "".join(words))
    wired = found is not None and not (found.agency or "本").startswith(("本", *_agencies(picture)))
    told = bool(_SCENE.match(caption) or _DAY.search(caption[:_LEAD])) and caption.endswith("。")
    text = "".join(words)
    short = len(caption) >= _SHORT_SCENE and not _alike(caption, text, most=2 if told else 0)
    scene = (
        (short and caption.endswith("。"))
        or (told and len(caption) >= _SCENE_LENGTH)
        or (len(caption) >= _TELLING and caption[:-1].count("。") > 0)
    )
    return ((wired and told) or scene) and not any(_kin(caption, text) for text in words)


_ESSAY = 2
"""Paragraphs of a piece without a dateline that has a picture of its own, at most."""


def _alike(caption: str, text: str, *, most: int = 1) -> bool:
    """Whether a caption shares more pairs of Han with a text than any two may."""
    pairs = {run[n : n + 2] for run in _RUN.findall(caption) for n in range(len(run) - 1)}
    return sum(pair in text for pair in pairs) > most


def _stands_for_itself(
    caption: str, story: Sequence[DraftBlock], *, jumped: bool, signed: bool
) -> bool:
    """Whether a caption in Latin script has a headline of its own, or shares no name with the
    story, which has gone on to another page or has a long caption with a credit under it."""
    if _OVERLINE.match(caption):
        told = {name for block in story for name in _LATIN_NAME.findall(block.text)}
        return len(told.intersection(_LATIN_NAME.findall(caption))) < _SHARED_NAMES
    longest = _SCENE_LENGTH if jumped else 2 * _SCENE_LENGTH
    parted = jumped or signed
    return parted and len(caption) >= longest and not any(_share(caption, b.text) for b in story)


_SHARED_NAMES = 2
"""So many names of the caption in the story make the picture the story's."""


_OVERLINE = expression(r"[A-Z][A-Z’'-]*(?: [A-Z][A-Z’'-]*){1,6}: ")
"""LIGHT OF THE WORLD: the headline of a picture that stands for itself."""


def _share_words(one: str, other: str) -> bool:
    """Whether two Japanese texts share more than a word of two Han, which kana part."""
    pairs = (
        {run[n : n + 2] for run in _RUN.findall(t) for n in range(len(run) - 1)}
        for t in (one, other)
    )
    first, second = pairs
    return len(first & second) > 1


_RUN = expression(f"[{HAN}]{{2,}}")


def _share(one: str, other: str) -> bool:
    """Whether two texts share a name or phrase."""
    names = [set(_LATIN_NAME.findall(text)) for text in (one, other)]
    return bool(names[0] & names[1]) or _kin(one, other)


_LATIN_NAME = expression(
    r"(?<=[a-z,] )(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:January|February|March|April"
    r"|June|July|August|September|October|November|December)\b)[A-Z][a-z]{3,}"
)
"""A word in capitals within a sentence that is no day."""
_TELLING = 60
"""A caption of several sentences so long tells a story of its own."""
_SHORT_SCENE = 28
_SCENE_LENGTH = 40
"""A caption so long tells a scene of its own."""


def _agencies(picture: Picture) -> tuple[str, ...]:
    return tuple(person.agency for person in picture.bylines if person.agency)


_PLACE = expression(f"{LETTER}{{2,3}}[县村镇乡区市州寺湖山桥]")


def _kin(one: str, other: str) -> bool:
    """Whether two paragraphs share a run of four Han characters, as two about one place do."""
    if {p[0] for p in _PLACE.finditer(one)} & {p[0] for p in _PLACE.finditer(other)}:
        return True
    han = re.compile(f"{LETTER}{{4,}}")
    runs = {run[i : i + 4] for run in han.findall(one) for i in range(len(run) - 3)}
    return any(run[i : i + 4] in runs for run in han.findall(other) for i in range(len(run) - 3))


def _picture(figure: DraftBlock | None, captions: Sequence[DraftBlock]) -> Picture:
    """Part the credit from the captions."""
    texts: list[DraftBlock] = []
    credits: list[str] = []
    names: list[Byline] = []
    for block in captions:
        found = photographers.credit(block.text)
        if "credit" in block.roles or found is not None:
            credits.append(block.text)
            names += found or ()
            continue
        end = photographers.credit_at_end(block.text)
        if end is not None and not credits:
            cut, found = end
            credits.append(block.text[cut:])
            names += found
            words = block.text[:cut].rstrip()
            if words:
                texts.append(msgspec.structs.replace(block, text=words))
        else:
            texts.append(block)
    every = [block for block in (figure, *captions) if block is not None]
    spans = [block.lines for block in every if block.lines]
    lines = (min(s[0] for s in spans), max(s[1] for s in spans)) if spans else None
    return Picture(figure, tuple(texts), " ".join(credits), tuple(names), lines, every[0].file)
