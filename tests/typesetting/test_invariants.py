"""What must hold for any text: random mixes of scripts, marks, digits, emoji, rare characters.

``PACKAGER_EXAMPLES=20000 pytest tests/typesetting/test_invariants.py`` looks harder than the suite.
"""

import os
import unicodedata
from itertools import pairwise

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from packager import fonts, layout
from packager.issue import Mark
from packager.typesetting import (
    Line,
    Style,
    compose,
    compose_head,
    compose_vertical,
    run_width,
)
from packager.typesetting.metrics import advance

EXAMPLES = int(os.environ.get("PACKAGER_EXAMPLES", "100"))
thoroughly = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)

BODY = layout.load("broadsheet").style("body")
NEVER_FIRST = set("，、；：。！？”’）》〉】」』·～／％℃㎡々")
NEVER_LAST = set("“‘（《〈【「『￥№")
TIGHTEST = 0.06

HAN = st.text("的一是在不了有和人这中大为上个国我以要他时来用们生到作地", min_size=1, max_size=9)
PIECES = st.one_of(
    HAN,
    st.sampled_from("，。、；：！？“”‘’（）《》「」『』【】·—…～／％℃￥№々"),
    st.sampled_from(
        ["——", "……", "――", "⋯⋯", "⸺", "。”", "，“", "：“《", "”）。", "》、《", "！？"]
    ),
    st.sampled_from(
        [
            "2025",
            "46.8%",
            "AI",
            "GB/T",
            "www.example.com/a/b",
            "été",
            "information",
            "①",
            "★",
            "3,200",
            "T-90",
            "it’s",
            "3∶2",
            "H₂O",
            "8：30",
            "２０２５",
            "30㎡",
            "a@b-news.example",
            "１２３４５６７８９",
        ]
    ),
    st.sampled_from([" ", "\u3000", "10 km²", "GB/T 15834"]),
    st.sampled_from(
        [
            "한국어",
            "신문은",
            "かな",
            "ニュース",
            "桜",
            "繁體字",
            "Москва",
            "Ελλάδα",
            "佐々木",
            "ｶﾞｽ",
            "नमस्ते",
            "Łódź",
            "ไทย",
        ]
    ),
    st.sampled_from(
        [
            "😀",
            "👍🏽",
            "👩\u200d👧",
            "🇨🇳",
            "𠮷",
            "𫗧",
            "葛󠄀",
            "✔",
            "\u2060",
            "\ue000",
            "が",
            "❤️",
            "〇",
            "Ⅲ",
        ]
    ),
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")),
)
TEXTS = st.lists(PIECES, min_size=1, max_size=24).map("".join)
MEASURES = st.sampled_from([1.5, 5.0, 8.5, 12.0, 13.0, 14.0, 17.0, 23.0])
STYLES = st.builds(
    lambda language, level, hangul, justify: replace(
        BODY, language=language, level=level, hangul=hangul, justify=justify
    ),
    st.sampled_from(["zh-CN", "zh-CN", "zh-TW", "ja", "ko", "en", "de"]),
    st.sampled_from(["none", "basic", "gb", "strict"]),
    st.sampled_from(["words", "syllables"]),
    st.sampled_from([True, True, False]),
)
WORDS = st.sampled_from(
    ["人民", "供水管网", "本市", "今天上午", "第三", "记者", "的工程", "发展了"]
)
NUMBERS = st.sampled_from(
    ["2025年", "46.8%", "AI", "10", "km²", "3∶2", "GDP", "T-90", "30㎡", "12月"]
)
MARKS = st.sampled_from(
    [
        "，",
        "。",
        "、",
        "；",
        "：“",
        "，“",
        "。”",
        "！”",
        "”",
        "（",
        "）",
        "《",
        "》",
        "·",
        "——",
        "……",
        "～",
        "／",
        "，《",
        "》。",
        "！？",
    ]
)


def prose(words: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Words with a mark after each."""
    parts = st.lists(st.tuples(words, MARKS).map("".join), min_size=4, max_size=14)
    return parts.map(lambda found: "".join(found).replace("\u00a0", " "))


PROSE = prose(st.lists(WORDS, min_size=1, max_size=4).map("".join))
MIXED = prose(st.one_of(WORDS, WORDS, NUMBERS).map(lambda word: word + "人民"))
COLUMNS = st.sampled_from([12.0, 13.0, 14.0, 17.0, 23.0])
INDENTS = st.sampled_from([0.0, 1.0, 2.0])


def printed(line: Line) -> str:
    return "".join(run.text for run in line.runs)


def is_han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


def count(text: str) -> int:
    """The characters that keep each other company on a last line."""
    return sum(unicodedata.category(c)[0] not in "PZM" and c not in "％℃㎡" for c in text)


def is_joined(character: str) -> bool:
    """Whether a character belongs to the one before it."""
    return (
        unicodedata.category(character)[0] == "M"
        or character == "\u200d"
        or "\U0001f3fb" <= character <= "\U0001f3ff"
    )


def tracking(line: Line) -> list[float]:
    """The space between the neighbouring Han of a line."""
    steps = [
        (character, run.spacing + (run.after if k + 1 == len(run.text) else 0.0))
        for run in line.runs
        for k, character in enumerate(run.text)
    ]
    return [space for (a, space), (b, _) in pairwise(steps) if is_han(a) and is_han(b)]


@thoroughly
@given(TEXTS, MEASURES, INDENTS, STYLES)
def test_the_text_is_kept_in_order(text: str, measure: float, indent: float, style: Style) -> None:
    lines = compose(text, style, measure, indent=indent)
    assert "".join(line.text for line in lines) == text
    assert all(line.runs for line in lines)


@thoroughly
@given(TEXTS, MEASURES, INDENTS, STYLES)
def test_no_line_is_wider_than_the_measure(
    text: str, measure: float, indent: float, style: Style
) -> None:
    for k, line in enumerate(compose(text, style, measure, indent=indent)):
        room = measure if k else measure - indent
        clusters = sum(not is_joined(c) for c in printed(line))
        # only what has no parts may stand out: a character that is wider than the room for it
        blank = not printed(line).strip()
        assert line.width <= measure + 0.01 or clusters <= 2 or blank, (line.width, room)


@thoroughly
@given(TEXTS, MEASURES, INDENTS)
def test_a_full_line_that_has_gaps_to_open_fills_the_measure(
    text: str, measure: float, indent: float
) -> None:
    for line in compose(text, BODY, measure, indent=indent)[:-1]:
        if any(is_han(a) and is_han(b) for a, b in pairwise(printed(line))):
            assert abs(line.width - measure) <= 0.01


@thoroughly
@given(st.one_of(PROSE, MIXED), COLUMNS, INDENTS)
def test_prose_fills_its_lines_and_is_never_torn(text: str, measure: float, indent: float) -> None:
    *full, last = compose(text, BODY, measure, indent=indent)
    for line in full:
        assert abs(line.width - measure) <= 0.01
    assert last.width <= measure + 0.01


@thoroughly
@given(st.one_of(PROSE, MIXED), MEASURES.filter(lambda m: m > 8), INDENTS)
def test_forbidden_marks_keep_off_line_edges(text: str, measure: float, indent: float) -> None:
    lines = [printed(line) for line in compose(text, BODY, measure, indent=indent)]
    assert not [line for line in lines if line[0] in NEVER_FIRST]
    assert not [line for line in lines[:-1] if line[-1] in NEVER_LAST]


@thoroughly
@given(st.one_of(PROSE, MIXED), MEASURES.filter(lambda m: m > 8), INDENTS)
def test_what_is_one_stays_on_one_line(text: str, measure: float, indent: float) -> None:
    lines = [printed(line) for line in compose(text, BODY, measure, indent=indent)]
    for whole in ("——", "……", "2025", "46.8%", "AI", "10 km²", "3∶2", "GDP", "T-90", "30㎡"):
        assert sum(line.count(whole) for line in lines) == text.count(whole)


@thoroughly
@given(st.one_of(PROSE, MIXED), COLUMNS, INDENTS)
def test_no_character_is_left_alone_on_a_last_line(
    text: str, measure: float, indent: float
) -> None:
    lines = compose(text, BODY, measure, indent=indent)
    assert len(lines) == 1 or count(printed(lines[-1])) >= 2


@thoroughly
@given(TEXTS, MEASURES.filter(lambda m: m >= 5), INDENTS)
def test_a_character_stands_alone_only_where_nothing_could_join_it(
    text: str, measure: float, indent: float
) -> None:
    *before, last = compose(text, BODY, measure, indent=indent)
    if before and count(printed(last)) < 2 and last.width <= measure - 2:
        end = printed(before[-1])[-2:]  # two Han could be parted, and one join the last line
        assert not all(map(is_han, end)) or len(printed(before[-1])) < 3


@thoroughly
@given(TEXTS, MEASURES, INDENTS)
def test_han_are_never_set_closer_than_the_bound(text: str, measure: float, indent: float) -> None:
    for line in compose(text, BODY, measure, indent=indent):
        assert min(tracking(line), default=0.0) >= -TIGHTEST - 0.001


def giving(text: str) -> str:
    """The text with marks that can be squeezed in place of those that cannot."""
    return text.replace("——", "，").replace("……", "。").replace("～", "、")


@thoroughly
@given(PROSE.map(giving), COLUMNS, INDENTS)
def test_prose_is_tracked_within_bounds(text: str, measure: float, indent: float) -> None:
    # Where it can be: a dash of two em that does not fit leaves more than that to fill, and so do
    # 人民～ that go to the last line together, as no connector is squeezed and no character left.
    lines = compose(text, BODY, measure, indent=indent)
    for k, line in enumerate(lines[:-1]):
        room = measure if k else measure - indent
        assert max(tracking(line), default=0.0) <= 2.5 / room


@thoroughly
@given(TEXTS, MEASURES, STYLES)
def test_letters_of_words_are_not_spaced_out(text: str, measure: float, style: Style) -> None:
    for line in compose(text, style, measure):
        for run in line.runs:
            if any(a.isascii() and b.isascii() and (a + b).isalnum()
                   for a, b in pairwise(run.text)):  # fmt: skip
                assert run.spacing == 0


@thoroughly
@example("——🏻", 1.5, BODY)  # whatever stands before it, a tone goes with it
@example("🇨🇳🏻国", 1.5, BODY)
@given(TEXTS, MEASURES, STYLES)
def test_clusters_stay_whole(text: str, measure: float, style: Style) -> None:
    lines = compose(text, style, measure)
    begins = set()
    place = 0
    for line in lines:
        for run in line.runs:
            begins.add(place)
            place += len(run.text)
        place += len(line.skip)
    for start in begins:
        assert start == 0 or not is_joined(text[start]) or text[start - 1].isspace()
        family = start and text[start - 1] == "\u200d" and text[start] > "\U0001f000"
        assert not family


@thoroughly
@given(TEXTS, MEASURES.filter(lambda m: m >= 5), STYLES, INDENTS)
def test_the_runs_of_a_line_add_up_to_its_width(
    text: str, measure: float, style: Style, indent: float
) -> None:
    for line in compose(text, style, measure, indent=indent):
        if any(ord(c) not in fonts.face(r.face).coverage for r in line.runs for c in r.text):
            continue  # printed as boxes, and reported
        # but for what does not show: the spacing after the last glyph, the blank of a last mark
        last = line.runs[-1]
        hyphen = advance(last.face, line.hyphen) if line.hyphen else 0.0
        added = line.indent + sum(map(run_width, line.runs)) - last.spacing * last.scale + hyphen
        assert -0.05 <= added - line.width <= 0.55


@thoroughly
@given(TEXTS, MEASURES, STYLES)
def test_composing_twice_gives_the_same(text: str, measure: float, style: Style) -> None:
    assert compose(text, style, measure) == compose(text, style, measure)


@thoroughly
@given(TEXTS, st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), st.sampled_from(
    ["strong", "emphasis", "superscript", "subscript", "dots", "link"])), max_size=3))  # fmt: skip
def test_marks_change_looks_and_never_words(text: str, spans: list[tuple[int, int, str]]) -> None:
    marks = [Mark(min(a, b), max(a, b), style) for a, b, style in spans]  # type: ignore[arg-type]
    lines = compose(text, BODY, 12, marks=marks)
    assert "".join(line.text for line in lines) == text


@thoroughly
@given(TEXTS, MEASURES, st.integers(1, 4), STYLES)
def test_a_head_holds_its_text_or_is_none(
    text: str, measure: float, most: int, style: Style
) -> None:
    head = compose_head(text, style, measure, most)
    if head:
        assert len(head) <= most
        assert "".join(line.text for line in head) == text
        assert max(line.width for line in head) <= measure + 0.01
        assert len(head) == 1 or min(len(printed(line)) for line in head) > 1


@thoroughly
@given(TEXTS, MEASURES, st.integers(1, 4), STYLES)
def test_a_vertical_text_holds_its_text_or_is_none(
    text: str, measure: float, most: int, style: Style
) -> None:
    columns = compose_vertical(text, style, measure, most)
    if columns:
        assert len(columns) <= most
        assert "".join(line.text for column in columns for line in column) == text
        assert max(map(len, columns)) <= measure + 0.01


@thoroughly
@given(TEXTS, MEASURES)
def test_every_run_is_set_in_a_face_that_has_it(text: str, measure: float) -> None:
    chain = fonts.regional(BODY.faces, BODY.language)
    known = frozenset().union(*(fonts.face(name).coverage for name in chain))
    for line in compose(text, BODY, measure):
        for run in line.runs:
            lacking = {ord(c) for c in run.text if not is_joined(c)} - {0xFE0E, 0xFE0F}
            lacking -= fonts.face(run.face).coverage
            assert not lacking & known
