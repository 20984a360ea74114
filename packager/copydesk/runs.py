"""Heading blocks: where one ends, and whether it surely begins a story."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from packager.copydesk import datelines, jumps, kinds, latin, people, photographers
from packager.copydesk.heads import is_label
from packager.copydesk.names import ASKED
from packager.reading.draft import FURNITURE, KINDS, DraftBlock

STORY_ROLES = frozenset({"label", "kicker", "headline", "deck", "start"})
_HEAD = STORY_ROLES - {"start"}
_NO_HEAD = FURNITURE | {"byline", "caption", "credit", "paragraph"}
_SURE = STORY_ROLES | (KINDS - {"verse", "table"})


def is_name(block: DraftBlock) -> bool:
    """Whether the block is a byline: by its mark, by its words, or as a bare author's name."""
    if block.roles:
        return "byline" in block.roles
    if block.kind not in ("paragraph", "heading"):
        return False
    return _names(block.text, block.kind == "paragraph")


@lru_cache(maxsize=ASKED)
def _names(text: str, bare: bool) -> bool:
    """Whether the words are a byline, or where ``bare`` names may stand, a name."""
    if jumps.split(text, whole=True).before:
        return False  # From Page One
    if people.byline_line(text) is not None:
        return photographers.credit(text) is None or people.whole_story(text)
    return bare and bool(people.author(text) or latin.author(text))


def run_end(blocks: Sequence[DraftBlock], at: int) -> int:
    """End of the heading block that begins at ``at``: headings, and bylines by them."""
    if not is_head(blocks[at]):
        return at
    named = False
    deepest = blocks[at].level or 0
    end = at + 1
    for block in blocks[end : at + _MOST]:
        if block.roles and ("crosshead" in block.roles or "start" in block.roles):
            break
        if is_head(block):
            level = block.level or 0
            if level > deepest:
                if named and not is_label(block.text, frozenset()):
                    break  # under a byline a heading of lower rank is a crosshead
                deepest = level
        elif is_name(block):
            named = True
        else:
            break
        end += 1
    return end


_MOST = 12
"""Lines of a heading block, at most."""


def is_head(block: DraftBlock) -> bool:
    """A heading of any kind, or a paragraph that is marked as one."""
    if block.kind == "heading":
        return not block.roles or _NO_HEAD.isdisjoint(block.roles)
    return bool(block.roles) and block.kind == "paragraph" and not _HEAD.isdisjoint(block.roles)


def certain(run: Sequence[DraftBlock], after: DraftBlock | None) -> bool:
    """Whether a heading block surely begins a story: a byline, a dateline or an explicit role."""
    for block in run:
        if (block.roles and not _SURE.isdisjoint(block.roles)) or is_name(block):
            return True
    return (
        after is not None
        and after.kind == "paragraph"
        and (datelines.dateline(after.text) is not None or bool(jumps.split(after.text).before))
    )


@lru_cache(maxsize=ASKED)
def stands_apart(text: str, repeated: frozenset[str]) -> bool:
    """Whether a heading names a column, a notice, the weather or the contents.

    These are never parts of another story.
    """
    return (
        is_label(text, repeated)
        or kinds.is_notice(text)
        or kinds.is_contents(text)
        or kinds.is_weather(text)
        or kinds.is_regular(text)
    )
