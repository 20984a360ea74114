"""A paragraph as boxes and the boundaries between them: what the breaker reasons about.

A box is what never breaks: a character with its marks, a word or a breakable part of one, ——.
Boundary ``j`` lies before box ``j``. All lengths are in em of the style's size.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import count, pairwise

from packager import fonts
from packager.issue import Mark
from packager.typesetting import breaks
from packager.typesetting.characters import KINDS, MARKS, TAIL, Kind
from packager.typesetting.line import Style
from packager.typesetting.metrics import Glyph, Metrics, metrics

HAN_LATIN = 0.25
"""¼ em between Han and Latin, elastic from ⅛ to ½ before lines are tracked (clreq 6.2.2)."""
HAN_SPACE = 0.5
"""A space that the source prints between Han characters (能源筑基 算力兴城)."""
PAIR_SHRINK = 0.25
"""Adjacent marks take 1½ em and may shrink to 1¼: closer, their glyphs would change places in the
text that readers extract."""
SCRIPT_SCALE = 0.6
"""Size of superscripts and subscripts."""

WORD_SPACE, BRACKET, COMMA, LATIN_GAP, STOP = range(5)
"""Squeeze classes of a boundary in clreq's order: a lower one gives way first."""
_MARK_CLASS = {Kind.OPEN: BRACKET, Kind.CLOSE: BRACKET, Kind.COMMA: COMMA, Kind.STOP: STOP}

_LATIN = (
    "!-~\u00a1-\u00b6\u00b8-\u02ff\u0370-\u10ff\u1200-\u1fff\u2c60-\u2c7f"
    "\ua640-\uabff\ufb00-\ufdff\ufe70-\ufefe\u2070-\u209f\u20a0-\u20bf\u2011\u2212"
)
_IDEOGRAPHS = "\u3400-\u4dbf\u4e00-\u9fff"
_KERNED_PARTS = 64
"""Letters after which a word's parts are measured anew: a word may be as long as the text."""
_PICTURES = "\u2190-\u2bff\U0001f000-\U0001faff"
_TOKEN = re.compile(
    rf"(?P<han>[{_IDEOGRAPHS}]+(?![{TAIL}\u200d]))|(?P<latin>[{_LATIN}][{_LATIN}{TAIL}]*)"
    rf"|\s+|(?:——|――|……|⋯⋯)(?![{TAIL}\u200d])"
    rf"|(?:[\U0001f1e6-\U0001f1ff]{{2}}|.)(?:[{TAIL}]|\u200d[{_PICTURES}]?)*",
    re.DOTALL,
)
_HAN = frozenset({Kind.HAN, Kind.SMALL, Kind.REPEAT, Kind.FULL})
_UNTRACKED = frozenset({Kind.CONNECTOR, Kind.DASH, Kind.ELLIPSIS})
_RATIO = frozenset("∶：")
"""Marks of ratios and times: no break between them and the number after them (3∶2, 8：30)."""
CLOSING = frozenset({Kind.CLOSE, Kind.COMMA, Kind.STOP})
"""Marks whose right blank may be lost at a line's end."""
_JOINED_HANGUL = frozenset({Kind.HANGUL, Kind.LATIN, Kind.OPEN_LATIN, Kind.CLOSE_LATIN})
"""Korean is tracked between words only."""
_LATIN_EDGES = frozenset({Kind.LATIN, Kind.OPEN_LATIN, Kind.CLOSE_LATIN})


class Look:
    """How a stretch of characters is painted: its faces and what the marks over it ask."""

    __slots__ = ("dots", "href", "metrics", "rise", "scale")

    def __init__(self, style: Style, marks: Sequence[Mark]) -> None:
        styles = {mark.style for mark in marks}
        chain = style.faces
        if "emphasis" in styles and style.emphasis:
            chain = style.emphasis
        if "strong" in styles and style.strong:
            chain = style.strong
        self.metrics: Metrics = metrics(fonts.regional(chain, style.language))
        self.scale = SCRIPT_SCALE if styles & {"superscript", "subscript"} else 1.0
        self.rise = 0.35 if "superscript" in styles else -0.15 if "subscript" in styles else 0.0
        self.href = next((mark.href for mark in marks if mark.style == "link"), None)
        self.dots = "dots" in styles


def _looks(text: str, style: Style, marks: Sequence[Mark]) -> Iterator[tuple[int, int, Look]]:
    """Stretches ``(start, end, look)`` of the text that look alike."""
    edges = {0, len(text)} | {min(max(e, 0), len(text)) for m in marks for e in (m.start, m.end)}
    for start, end in pairwise(sorted(edges)):
        yield start, end, Look(style, [m for m in marks if m.start <= start and end <= m.end])


class Boxes:
    """The boxes of one paragraph in parallel lists, and the boundary before each."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.starts: list[Kind] = []
        """Kind of the box's first character."""
        self.ends: list[Kind] = []
        """Kind of the box's last character; differs from the first only in Latin."""
        self.widths: list[float] = []
        self.glyphs: list[Glyph | None] = []
        """None for words and spaces of proportional script."""
        self.looks: list[Look] = []
        self.penalties: list[float] = []
        """Cost of a break at the boundary; infinite where forbidden."""
        self.openings: dict[int, float] = {}
        """Left blank that a box loses at a line's start."""
        self.closings: dict[int, float] = {}
        """Right blank that a box may lose at a line's end (GB/T 15834 5.1.10)."""
        self.faces: dict[int, str] = {}
        """Face of the whole word that a box is a part of."""
        self.kerns: dict[int, float] = {}
        """How much wider a part of a word is at a line's start, where it is not kerned to the part
        before it."""
        self.hyphens: dict[int, float] = {}
        """Width of the hyphen that a break at a boundary adds."""
        self.gaps: list[float] = []
        """Natural space at the boundary, negative where marks are squeezed."""
        self.shrinks: list[float] = []
        self.classes: list[int] = []
        """Squeeze class."""
        self.stretches: list[float] = []
        """Stretch before tracking."""
        self.tracks: list[int] = []
        """1 where tracking may widen the boundary."""
        self.tights: list[int] = []
        """1 where tracking may narrow it: between Han, not at spaces and squeezed marks."""

    def add(
        self, text: str, kinds: tuple[Kind, Kind], width: float, glyph: Glyph | None, look: Look
    ) -> None:
        """Append a box with the kinds of its first and last character."""
        if glyph is not None:
            if glyph.left and kinds[0] is Kind.OPEN:
                self.openings[len(self.texts)] = glyph.left * look.scale
            elif glyph.right and kinds[1] in CLOSING:
                self.closings[len(self.texts)] = glyph.right * look.scale
        self.texts.append(text)
        self.starts.append(kinds[0])
        self.ends.append(kinds[1])
        self.widths.append(width)
        self.glyphs.append(glyph)
        self.looks.append(look)
        self.penalties.append(0.0)

    def add_ideographs(self, text: str, look: Look) -> None:
        """Append a box for each of a row of ideographs."""
        count = len(text)
        glyphs = [look.metrics.glyphs[character] for character in text]
        self.texts.extend(text)
        self.starts.extend([Kind.HAN] * count)
        self.ends.extend([Kind.HAN] * count)
        self.widths.extend([glyph.width * look.scale for glyph in glyphs])
        self.glyphs.extend(glyphs)
        self.looks.extend([look] * count)
        self.penalties.extend([0.0] * count)


Span = tuple[int, int]
"""From one character of the text to before another."""


def boxes(text: str, style: Style, marks: Sequence[Mark] = (), torn: Sequence[Span] = ()) -> Boxes:
    """Cut a paragraph into measured boxes.

    In the ``torn`` spans of the text words are cut into letters, and a break is allowed, at a
    price, at every boundary.
    """
    made = Boxes()
    _fill(made, text, style, marks, torn)
    _join(made, style)
    if torn:
        _tear(made, torn)
    return made


def _fill(
    made: Boxes, text: str, style: Style, marks: Sequence[Mark], torn: Sequence[Span]
) -> None:
    """Add the boxes with their kinds and widths, and the penalties inside words."""
    shadow = breaks.latin_context(text, style.language)
    quotes = count(1)
    for start, end, look in _looks(text, style, marks):
        for match in _TOKEN.finditer(shadow, start, end):
            token = match.group()
            if match.lastgroup == "han":
                made.add_ideographs(token, look)
                continue
            kind = KINDS[token[0]]
            if match.lastgroup == "latin" and (kind is Kind.LATIN or len(token) > 1):  # °C is one
                word = text[match.start() : match.end()]
                cut = any(a < match.end() and match.start() < b for a, b in torn)
                parts = (breaks.letters if cut else breaks.parts)(word, style.language)
                _add_word(made, parts, look, quotes)
            elif kind is Kind.SPACE:
                made.add(token, (kind, kind), look.metrics.width(token) * look.scale, None, look)
            else:
                if len(token) > 1 and kind is Kind.CONNECTOR:
                    kind = Kind.DASH
                glyph = look.metrics.glyphs[token]
                made.add(token, (kind, kind), glyph.width * look.scale, glyph, look)


def _add_word(made: Boxes, parts: Iterable[breaks.Part], look: Look, quotes: Iterator[int]) -> None:
    """Add a word's parts, all in the face that has the whole word. They are kerned to each other,
    so each is as wide as it makes the word longer. ``quotes`` numbers straight quotes, which open
    and close in turn."""
    parts = tuple(parts)
    face = look.metrics.whole("".join(part.text for part in parts)) if len(parts) > 1 else None
    whole = "".join(part.text for part in parts)
    before, width = "", 0.0
    for piece, penalty, hyphen in parts:
        kinds = breaks.edges(piece)
        if piece == '"':
            kinds = (Kind.OPEN_LATIN if next(quotes) % 2 else Kind.CLOSE_LATIN,) * 2
        until = look.metrics.width(before + piece, face) * look.scale
        j = len(made.texts)
        if before:
            # What follows counts, too: the kerning of km²10 is not that of km² and of 10.
            rest = whole[len(before) :] if len(whole) <= _KERNED_PARTS else piece
            all_of = look.metrics.width(before + rest, face) * look.scale
            made.kerns[j] = look.metrics.width(rest, face) * look.scale - (all_of - width)
        if hyphen:
            made.hyphens[j] = look.metrics.width(f"{before}-", face) * look.scale - width
        if face:
            made.faces[j] = face
        made.add(piece, kinds, until - width, None, look)
        made.penalties[-1] = penalty
        before, width = before + piece, until
        if len(before) > _KERNED_PARTS:
            before, width = "", 0.0


def _join(made: Boxes, style: Style) -> None:
    """Fill in the boundaries: gaps, squeezes, stretch, and penalties between boxes."""
    korean = style.hangul if style.language[:2] == "ko" else None
    table = breaks.table(style.level, korean)
    penalties = made.penalties
    size = len(penalties)
    made.gaps, made.shrinks, made.stretches = [0.0] * size, [0.0] * size, [0.0] * size
    made.classes, made.tracks, made.tights = [0] * size, [1] * size, [1] * size
    for j, (before, after) in enumerate(zip(made.ends, made.starts[1:], strict=False), 1):
        if not (before or after):  # a boundary between two ideographs (kind 0) needs nothing
            continue
        if not penalties[j]:
            penalties[j] = table[before][after]
        _boundary(made, j, before, after)
        if korean == "syllables" and before is after is Kind.HANGUL:
            made.tracks[j] = 1
        if made.gaps[j] or made.shrinks[j] or not made.tracks[j]:
            made.tights[j] = 0


def _tear(made: Boxes, torn: Sequence[Span]) -> None:
    """Allow a break at every boundary within the ``torn`` spans."""
    place = 0
    for j, (text, kind) in enumerate(zip(made.texts, made.starts, strict=True)):
        within = any(start < place < end for start, end in torn)
        if within and kind is not Kind.SPACE:
            made.penalties[j] = min(made.penalties[j], breaks.LAWLESS)
        place += len(text)


def _boundary(made: Boxes, j: int, before: Kind, after: Kind) -> None:
    """Work out one boundary that touches something other than ideographs."""
    if before in MARKS or after in MARKS:
        _mark_boundary(made, j, before, after)
    elif before is Kind.SPACE:
        _space_boundary(made, j)
    elif (before is Kind.LATIN and after in _HAN) or (before in _HAN and after is Kind.LATIN):
        made.gaps[j], made.shrinks[j], made.classes[j] = HAN_LATIN, HAN_LATIN / 2, LATIN_GAP
        made.stretches[j] = HAN_LATIN
        _number_boundary(made, j)
    elif before is Kind.FULL and after is Kind.HAN:
        _number_boundary(made, j)
    elif (
        Kind.CONNECTOR in (before, after)
        or (before in _UNTRACKED and after in _UNTRACKED)
        or after in (Kind.SPACE, Kind.POSTFIX)
        or before is after is Kind.FULL
        or _JOINED_HANGUL.issuperset((before, after))
    ):
        made.tracks[j] = 0


def _number_boundary(made: Boxes, j: int) -> None:
    """A number and its unit or prefix part at a price: 2025年, 第12届."""
    text, previous = made.texts[j], made.texts[j - 1]
    if (text in breaks.UNITS and previous[-1].isdigit()) or (
        previous == "第" and text[0].isdigit()
    ):
        made.penalties[j] = max(made.penalties[j], breaks.UNIT)


def _mark_boundary(made: Boxes, j: int, before: Kind, after: Kind) -> None:
    """A boundary at a mark: adjacent marks lose half an em (clreq 3.1.6), blanks may shrink."""
    left, right = made.glyphs[j - 1], made.glyphs[j]
    left_blank = left.right * made.looks[j - 1].scale if left and before in MARKS else 0.0
    right_blank = right.left * made.looks[j].scale if right and after in MARKS else 0.0
    if Kind.DOT in (before, after):  # its blanks are set, not squeezed: · takes half an em
        made.gaps[j] = -(left_blank if before is Kind.DOT else 0.0) - (
            right_blank if after is Kind.DOT else 0.0
        )
        left_blank = 0.0 if before is Kind.DOT else left_blank
        right_blank = 0.0 if after is Kind.DOT else right_blank
        made.tracks[j] = 0
    elif before in MARKS and after in MARKS and left_blank + right_blank > 0:
        blank = left_blank + right_blank
        made.gaps[j] = -min(0.5, blank)
        left_blank, right_blank = 0.0, min(blank + made.gaps[j], PAIR_SHRINK)
    made.shrinks[j] = left_blank + right_blank
    made.classes[j] = max(
        _MARK_CLASS.get(before, BRACKET) if left_blank else BRACKET,
        _MARK_CLASS.get(after, BRACKET) if right_blank else BRACKET,
    )
    if after is Kind.SPACE:
        made.tracks[j] = 0
    if before is Kind.SPACE:
        _space_boundary(made, j)
    elif made.texts[j - 1] in _RATIO and _between_digits(made, j):
        made.penalties[j] = breaks.FORBIDDEN


def _between_digits(made: Boxes, j: int) -> bool:
    """Whether the box before the boundary has a digit before and after it."""
    return j > 1 and made.texts[j - 2][-1].isdigit() and made.texts[j][0].isdigit()


def _space_boundary(made: Boxes, j: int) -> None:
    """The boundary after a printed space: the space's own width is set here."""
    token, width = made.texts[j - 1], made.widths[j - 1]
    before = made.ends[j - 2] if j > 1 else Kind.SPACE
    after = made.starts[j]
    made.classes[j] = WORD_SPACE
    if "\u3000" in token:
        return
    if j > 1 and made.texts[j - 2][-1].isdigit() and breaks.is_unit(made.texts[j]):
        made.penalties[j] = breaks.FORBIDDEN
    if before in MARKS or after in MARKS:
        made.gaps[j] += -width  # the mark's own blank is space enough
    elif (before in _LATIN_EDGES and after in _LATIN_EDGES) or Kind.HANGUL in (before, after):
        made.shrinks[j], made.stretches[j] = width * 0.25, max(0.5 - width, width * 0.5)
    elif before in _HAN and after in _HAN:
        made.gaps[j], made.stretches[j] = HAN_SPACE - width, HAN_SPACE / 4
    else:
        made.gaps[j], made.shrinks[j] = HAN_LATIN - width, HAN_LATIN / 2
        made.stretches[j] = HAN_LATIN
