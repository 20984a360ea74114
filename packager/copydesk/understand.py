"""One story's blocks become an article: parts named, breaks rejoined, jumps and gaps marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from packager.copydesk import (
    breaks,
    captions,
    datelines,
    heads,
    japanese,
    jumps,
    kinds,
    latin,
    lists,
    people,
    rejoin,
)
from packager.copydesk.captions import Picture
from packager.copydesk.levels import Levels
from packager.copydesk.runs import is_head
from packager.copydesk.stories import Raw, is_table_caption
from packager.diagnostics import Code, Diagnostic, Repair
from packager.issue import (
    Article,
    Block,
    Byline,
    Crosshead,
    Dateline,
    Figure,
    Gap,
    ItemList,
    Jump,
    Kind,
    Paragraph,
    Table,
    Verse,
)
from packager.patterns import expression
from packager.reading.draft import KINDS, DraftBlock
from packager.reading.inline import cut_marks
from packager.reading.script import KANAS, LETTER, ends_closed

BREAKS_OFF = Code(
    "C210",
    "warning",
    "a paragraph breaks off and its continuation is not in the source",
    "Complete the paragraph in the source, or leave it: the place is marked in every output.",
    "云冈研究院项目荣获全国\n\n# 下一篇",
)
_TELLING = 4
"""Blocks of a story in which the words of its headline come again."""


class Understood(msgspec.Struct, frozen=True):
    """Articles out of one raw story (a photo story may stand apart), with what was done."""

    articles: tuple[Article, ...]
    repairs: tuple[Repair, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def understand(raw: Raw, levels: Levels, *, clean: bool = False) -> Understood:
    """Read one story. Article ids are left empty; the desk numbers them.

    ``clean`` says that the source as a whole has no column breaks to speak of.
    """
    repairs: list[Repair] = []
    diagnostics: list[Diagnostic] = []
    raw = _parted_again(_signed_below(raw))
    below = "".join(b.text for b in raw.body[:_TELLING] if b.kind == "paragraph")
    head = heads.arrange(raw.heads, levels.repeated, levels.headline, below)
    prose = not _displayed(raw.body)
    blocks = _stanzas(_tabled(breaks.as_told(raw.body, repairs)))
    pictured = any(captions.PICTURED.search(b.text) or "图片" in b.text[:4] for b in raw.heads)
    items, apart = captions.gather(blocks, pictured=pictured, wordy=_wordy(head))
    items = lists.gather(items)
    if prose:
        items = breaks.joined(items, repairs, clean)
    pictures = [item for item in items if isinstance(item, Picture)]
    names: list[Byline] = []
    for block in raw.bylines:
        named = people.byline_line(block.text)
        if named is None:
            named = (
                latin.letter_writer(block.text)
                or japanese.bracketed(block.text)
                or ("byline" in block.roles and japanese.named(block.text))
                or people.author(block.text)
                or latin.author(block.text)
                or latin.names(block.text)
            )
        if not named and "byline" in block.roles and people.is_pen_name(block.text):
            named = (Byline(block.text.strip()),)
        names += named
    _first, found = _dateline(items)
    if found:
        names += found.bylines
    notice = kinds.is_notice(_text(head.headline) or "")
    body = _body(items, diagnostics, prose=prose, notice=notice)
    end = _sign_off(items, names)
    if found is not None and found.agency is None and notice:
        found = None  # a name in capitals
    found = found or end or _placed(raw.bylines)
    for picture in pictures:
        names += picture.bylines
    article = _article(raw, head, _each_once(names), _told(found), body)
    articles = [article] if raw.heads or raw.bylines or body else []
    articles += [_photo(picture) for picture in apart]
    return Understood(tuple(articles), tuple(repairs), tuple(diagnostics))


def _placed(bylines: Sequence[DraftBlock]) -> datelines.Found | None:
    """The dateline of a byline that says where it was written: 記者林佳蓉／嘉義報導."""
    return next(filter(None, (datelines.placed(block.text) for block in bylines)), None)


def _told(found: datelines.Found | None) -> Dateline | None:
    """The dateline, if more than people is told."""
    told = found is not None and (found.agency or found.place or found.date)
    return found.plain() if found is not None and told else None


def _signed_below(raw: Raw) -> Raw:
    """The same, with the byline that stands under a story (某某 摄影报道) where bylines are."""
    last = raw.body[-1] if raw.heads and len(raw.body) > 1 and not raw.bylines else None
    if last is None or last.kind != "paragraph" or last.roles:
        return raw
    if [b.kind for b in raw.body] == ["figure", "paragraph", "paragraph"]:
        return raw  # caption and credit of a photo story
    if not people.whole_story(last.text) or not people.byline_line(last.text):
        return raw
    return msgspec.structs.replace(raw, bylines=(last,), body=raw.body[:-1])


def _parted_again(raw: Raw) -> Raw:
    """The same, with the last line over a continuation in its body if that has heads of its rank.

    A part that begins with a crosshead has two headings over it, and no deck.
    """
    last = raw.heads[-1] if len(raw.heads) > 1 else None
    if last is None or last.roles or not raw.body or last.text.lstrip().startswith(("—", "―")):
        return raw
    first = raw.body[0]
    level = min((b.level or 9 for b in raw.heads[:-1]), default=9)
    fellows = {b.level for b in raw.body if b.kind == "heading"}
    if (
        not jumps.split(first.text).before
        or last.level not in fellows
        or (last.level or 0) <= level
    ):
        return raw
    own = msgspec.structs.replace(last, roles=("crosshead",))
    alone = not jumps.split(first.text).text
    body = (first, own, *raw.body[1:]) if alone else (own, *raw.body)
    return msgspec.structs.replace(raw, heads=raw.heads[:-1], body=body)


def _wordy(head: heads.Head) -> bool:
    """Whether it is a commentary or a notice by its head, so that news pictures are not its own."""
    label, headline = _text(head.label) or "", _text(head.headline) or ""
    return kinds.is_opinion(label) or kinds.is_notice(headline) or kinds.is_notice(label)


def _article(
    raw: Raw,
    head: heads.Head,
    names: tuple[Byline, ...],
    dateline: Dateline | None,
    body: tuple[Block, ...],
) -> Article:
    label = _text(head.label)
    headline = _text(head.headline)
    kicker = " ".join(line.text for line in head.kicker) or None
    deck = tuple(line.text for line in (*head.deck, *head.more_labels))
    byline_text = " ".join(block.text for block in raw.bylines) or None
    explicit = next(
        (r for b in (*raw.heads, *raw.body[:1]) for r in b.roles if _is_kind(b, r)), None
    )
    every = (*raw.heads, *raw.bylines, *raw.body)
    return Article(
        id="",
        kind=explicit  # type: ignore[arg-type]  # one of KINDS, which are the model's kinds
        or kinds.kind(
            label=label,
            headline=headline,
            other_heads=(kicker or "", *deck),
            deck=deck,
            bylines=names,
            byline_text=byline_text,
            dateline=dateline,
            body=body,
        ),
        label=label,
        kicker=kicker,
        headline=headline,
        deck=deck,
        bylines=names,
        byline_text=byline_text,
        dateline=dateline,
        body=body,
        lines=_span(every),
        file=every[0].file,
    )


def _each_once(names: Sequence[Byline]) -> tuple[Byline, ...]:
    """Everyone once, as first named: who wrote and took the picture is one person."""
    found: dict[str, Byline] = {}
    for person in names:
        found.setdefault(person.name, person)
    return tuple(found.values())


def _is_kind(block: DraftBlock, role: str) -> bool:
    return role in KINDS and not (role == "verse" and block.kind == "verse")


def _text(block: DraftBlock | None) -> str | None:
    return block.text if block is not None else None


def _span(blocks: Sequence[DraftBlock]) -> tuple[int, int] | None:
    lines = [block.lines for block in blocks if block.lines]
    return (min(first for first, _ in lines), max(last for _, last in lines)) if lines else None


def _displayed(blocks: Sequence[DraftBlock]) -> bool:
    """Whether most paragraphs end open on purpose, as in adverts and programmes."""
    words = [b.text for b in blocks if b.kind == "paragraph" and len(b.text) > 6]
    return len(words) > 3 and sum(not ends_closed(text) for text in words) * 5 >= len(words) * 4


_TABLE_CAPTION = expression(
    r"(?:附[:：]|附?表\s?[\d一二三四五六七八九十]*\s?[：:　 ]|附表|Table:|(?:Table|表)\s?\d+)"
)


def _tabled(blocks: Sequence[DraftBlock]) -> list[DraftBlock]:
    """Give a table the caption line right above it."""
    out: list[DraftBlock] = []
    for block in blocks:
        above = out[-1] if out else None
        if (
            block.kind == "table"
            and above is not None
            and above.kind == "paragraph"
            and (
                _is_of_table(above, out[-2] if len(out) > 1 else None)
                or (_is_whole(out[:-1]) and is_table_caption(above, block))
            )
        ):
            lines = _span((above, block))
            out[-1] = msgspec.structs.replace(block, text=above.text, lines=lines)
        else:
            out.append(block)
    return out


def _is_whole(before: Sequence[DraftBlock]) -> bool:
    """Whether nothing breaks off before a place, and no picture waits there for its caption."""
    if not before or before[-1].kind == "heading":
        return True
    return before[-1].kind == "paragraph" and ends_closed(before[-1].text)


def _is_of_table(line: DraftBlock, before: DraftBlock | None) -> bool:
    """Whether a line above a table is its caption, and not that of a picture before it."""
    if len(line.text) <= 60 and not line.roles:
        return bool(_TABLE_CAPTION.match(line.text))
    pictured = before is not None and before.kind == "figure"
    return "caption" in line.roles and (not pictured or bool(_TABLE_CAPTION.match(line.text)))


def _stanzas(blocks: Sequence[DraftBlock]) -> list[DraftBlock]:
    """Put the stanzas of a poem together; a bare line between two of them is a title inside."""
    out: list[DraftBlock] = []
    for at, block in enumerate(blocks):
        if block.kind == "verse" and out and out[-1].kind == "verse":
            text = f"{out[-1].text}\n\n{block.text}"
            out[-1] = msgspec.structs.replace(out[-1], text=text, lines=_span((out[-1], block)))
        elif (
            block.kind == "paragraph"
            and not block.roles
            and 0 < at < len(blocks) - 1
            and blocks[at - 1].kind == blocks[at + 1].kind == "verse"
            and len(block.text) <= 16
            and not ends_closed(block.text)
        ):
            out.append(msgspec.structs.replace(block, kind="heading"))
        else:
            out.append(block)
    return out


def _dateline(items: Sequence[captions.Item]) -> tuple[DraftBlock | None, datelines.Found | None]:
    """The dateline of the first paragraph; an editor's note may stand before it."""
    for item in items[:4]:
        if isinstance(item, DraftBlock) and item.kind == "paragraph" and "note" not in item.roles:
            found = datelines.dateline(jumps.split(item.text).text)
            if found is not None:
                return item, found
            if not item.text.startswith(("编者按", "编者的话", "編者按")):
                return None, None
    return None, None


def _sign_off(items: Sequence[captions.Item], names: list[Byline]) -> datelines.Found | None:
    """The agency or the people named at the very end of the story."""
    words = [item for item in items if isinstance(item, DraftBlock) and item.kind == "paragraph"]
    last = next(filter(None, (jumps.split(block.text).text for block in reversed(words))), "")
    end = datelines.sign_off(last)
    if end is not None:
        return end
    lead = words[0].text if len(words) > 1 else ""
    if not names and KANAS.any(lead):
        names += people.signature(lead) or ()  # Japanese leads are signed, too
    held = [block.text for block in words]
    before = (
        "".join(jumps.split(text).text for text in held[-2:-1])
        if last.startswith(("（", "("))
        else ""
    )
    signed = people.signature(before + last) or _writer(held)
    if signed and not names:
        names += signed
    return None


_HAN_END = expression(f"(?:^|[ \u3000：:])({LETTER}{{2,4}}|{LETTER}[ \u3000]{LETTER})$")
_CAPITALS = expression(
    r"[A-Z][A-Z.'’-]*(?: [A-Z][A-Z.'’-]+){1,3}(?=$|,? [A-Z][a-z])"
    r"|[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]*){1,3}(?=(?: \([A-Z][\w. ]{1,12}\))?, [A-Z][\w. -]{2,30}$)"
)


def _writer(texts: Sequence[str]) -> tuple[Byline, ...] | None:
    """Who signs a letter to the editor: named on one of its last two lines."""
    if not any(people.SALUTATION.match(text) for text in texts[:2]):
        return None
    for text in texts[:-3:-1]:
        bare = text.strip()
        latin = _CAPITALS.match(bare)
        named = _HAN_END.search(bare) if len(bare) <= _SIGNED else None
        if not ends_closed(bare) and (latin or named):
            return (Byline(latin[0] if latin else "".join(named[1].split())),)  # type: ignore[index]
    return None


_SIGNED = 20
"""Characters of a line in East Asian script that signs a letter, at most."""


def _body(
    items: Sequence[captions.Item], diagnostics: list[Diagnostic], *, prose: bool, notice: bool
) -> tuple[Block, ...]:
    body: list[Block] = []
    for at, item in enumerate(items):
        if isinstance(item, Picture):
            body.append(_figure(item))
            continue
        if item.kind == "paragraph" and not is_head(item):
            signed = notice and at == len(items) - 1 and len(item.text) <= _SIGNATURE
            body += _paragraph(
                item, items[at + 1 : at + 2], diagnostics, prose=prose and not signed
            )
        else:
            body += _plain(item)
    return tuple(body)


_SIGNATURE = 120
"""Who gives a notice is named at its end in so many characters, at most."""


def _paragraph(
    block: DraftBlock, after: Sequence[captions.Item], diagnostics: list[Diagnostic], *, prose: bool
) -> Iterator[Block]:
    part = (
        jumps.split(block.text)
        if not block.roles or "jump" in block.roles
        else jumps.Split(text=block.text)
    )
    for jump in part.before:
        yield _at(jump, block)
    if part.text:
        marks = cut_marks(block.marks, part.start, part.start + len(part.text))
        yield Paragraph(
            text=part.text, marks=marks, lines=block.lines, ids=block.ids, file=block.file
        )
        going_on = bool(part.after) or (bool(after) and _goes_on(after[0]))
        open_end = rejoin.breaks_off(part.text) and not latin.letter_writer(part.text)
        if prose and open_end and not going_on and not block.roles:
            reason = "the source breaks off here"
            yield Gap(reason=reason, lines=block.lines, file=block.file)
            line = block.lines[1] if block.lines else None
            diagnostics.append(
                BREAKS_OFF.at(f"text is lost after “{part.text[-12:]}”", file=block.file, line=line)
            )
    for jump in part.after:
        yield _at(jump, block)


def _goes_on(item: captions.Item) -> bool:
    """Whether text or a jump line follows, so that an open end need not be a loss."""
    if not isinstance(item, DraftBlock):
        return False
    return item.kind in ("paragraph", "list") or bool(jumps.split(item.text).after)


def _at(jump: Jump, block: DraftBlock) -> Jump:
    return msgspec.structs.replace(jump, lines=block.lines, ids=block.ids, file=block.file)


def _plain(block: DraftBlock) -> Iterator[Block]:
    match block.kind:
        case "table":
            yield Table(
                rows=block.rows,
                header_rows=block.header_rows,
                caption=block.text,
                lines=block.lines,
                ids=block.ids,
                file=block.file,
            )
        case "list":
            yield ItemList(items=block.items, lines=block.lines, ids=block.ids, file=block.file)
        case "verse":
            yield Verse(
                lines=tuple(block.text.split("\n")),
                source_lines=block.lines,
                ids=block.ids,
                file=block.file,
            )
        case _ if block.text:
            yield Crosshead(text=block.text, lines=block.lines, ids=block.ids, file=block.file)


def _figure(picture: Picture) -> Figure:
    blocks = [b for b in (picture.figure, *picture.captions) if b is not None]
    return Figure(
        src=picture.figure.src if picture.figure else None,
        alt=picture.figure.alt if picture.figure else "",
        caption="\n".join(block.text for block in picture.captions),
        credit=picture.credit,
        lines=picture.lines,
        ids=tuple(i for block in blocks for i in block.ids),
        file=picture.file,
    )


def _photo(picture: Picture) -> Article:
    """A story that is a picture and its caption."""
    kind: Kind = "photo"
    return Article(
        id="",
        kind=kind,
        bylines=picture.bylines,
        body=(_figure(picture),),
        lines=picture.lines,
        file=picture.file,
    )
