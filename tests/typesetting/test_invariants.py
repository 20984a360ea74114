"""What must hold for any text: random mixes of scripts, marks, digits, emoji, rare characters."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from packager import fonts, layout
from packager.issue import Mark
from packager.typesetting import Line, compose, compose_head

BODY = layout.load("broadsheet").style("body")
NEVER_FIRST = set("，、；：。！？”’）》〉】」』·～／％℃")
NEVER_LAST = set("“‘（《〈【「『￥")

PIECES = st.one_of(
    st.text("的一是在不了有和人这中大为上个国我以要他时来用们生到作地", min_size=1, max_size=9),
    st.sampled_from(list("，。、；：！？“”‘’（）《》·—…～／％℃￥")),
    st.sampled_from(["——", "……", "。”", "，“", "：“《", "”）。", "》、《"]),
    st.sampled_from(["2025", "46.8%", "AI", "GB/T 15834", "www.example.com/a/b", "e\u0301té",
                     "information", "①", "★", " ", "　", "3,200", "T-90", "it’s"]),
    st.sampled_from(["한국어", "신문은", "かな", "ニュース", "桜", "繁體字", "Москва", "Ελλάδα"]),
    st.sampled_from(["😀", "👍🏽", "👩\u200d👧", "🇨🇳", "𠮷", "𫗧", "葛\U000e0100", "✔", "\u2060"]),
)  # fmt: skip
TEXTS = st.lists(PIECES, min_size=1, max_size=24).map("".join)
MEASURES = st.sampled_from([5.0, 8.5, 12.0, 13.0, 17.0, 23.0])


def printed(line: Line) -> str:
    return "".join(run.text for run in line.runs)


@settings(max_examples=300, deadline=None)
@given(TEXTS, MEASURES, st.sampled_from([0.0, 1.0, 2.0]))
def test_lines_hold_the_text_and_fit_the_measure(text: str, measure: float, indent: float) -> None:
    lines = compose(text, BODY, measure, indent=indent)
    assert "".join(line.text for line in lines) == text
    widest = max(line.width for line in lines)
    alone = max(len(printed(line)) for line in lines if line.width == widest)
    assert widest <= measure + 0.01 or alone <= 7  # a box that has no break: one cluster


@settings(max_examples=200, deadline=None)
@given(TEXTS, MEASURES)
def test_composing_twice_gives_the_same(text: str, measure: float) -> None:
    assert compose(text, BODY, measure) == compose(text, BODY, measure)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, min_size=12, max_size=40).map("".join), st.sampled_from([12.0, 17.0]))
def test_forbidden_marks_keep_off_line_edges_of_prose(text: str, measure: float) -> None:
    # Marks in prose stand between words; a heap of them wider than the line has no good break.
    prose = "".join(c + ("人民" if c in NEVER_FIRST | NEVER_LAST else "") for c in text)
    lines = compose(prose, BODY, measure)
    for before, after in pairwise(lines):
        assert printed(before)[-1:] not in NEVER_LAST
        assert printed(after)[:1] not in NEVER_FIRST


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.integers(0, 40), st.integers(0, 40), st.sampled_from(
    ["strong", "emphasis", "superscript", "dots", "link"]
))  # fmt: skip
def test_marks_change_looks_and_never_words(text: str, a: int, b: int, style: str) -> None:
    mark = Mark(min(a, b), max(a, b), style)  # type: ignore[arg-type]  # one of MarkStyle
    lines = compose(text, BODY, 12, marks=[mark])
    assert "".join(line.text for line in lines) == text


@settings(max_examples=200, deadline=None)
@given(TEXTS, MEASURES, st.integers(1, 4))
def test_a_head_holds_its_text_or_is_none(text: str, measure: float, most: int) -> None:
    head = compose_head(text, BODY, measure, most)
    if head:
        assert len(head) <= most
        assert "".join(line.text for line in head) == text
        assert max(line.width for line in head) <= measure + 0.01


@settings(max_examples=100, deadline=None)
@given(TEXTS, MEASURES)
def test_every_run_is_set_in_a_face_that_has_it(text: str, measure: float) -> None:
    known = frozenset().union(*(fonts.face(name).coverage for name in BODY.faces))
    for line in compose(text, BODY, measure):
        for run in line.runs:
            lacking = {ord(c) for c in run.text} - fonts.face(run.face).coverage
            assert not lacking & known
