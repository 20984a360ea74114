"""Whatever the issue: every word once, nothing over anything, nothing outside its place."""

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from packager import layout as layouts
from packager.issue import (
    Article,
    Block,
    Crosshead,
    Figure,
    Furniture,
    Issue,
    ItemList,
    Page,
    Paragraph,
    Publication,
    Table,
    Verse,
)
from packager.makeup import make_up
from packager.makeup.plan import from_toml, to_toml
from tests.makeup.test_make_up import check_geometry, expected, printed

WORDS = "水渠修好了，稻子有了盼头。“明年再种一季！”Wi-Fi 进村 2025 年 3.5% 《河工记》（节选）——"
SIZES = {"wide.jpg": (1600, 600), "tall.jpg": (600, 1600), "dot.jpg": (1, 1)}

lengths = st.sampled_from([1, 7, 30, 90, 300])
words = st.builds(lambda n, k: (WORDS[k:] + WORDS * (n // 20 + 1))[:n], lengths, st.integers(0, 20))
short = st.builds(lambda n, k: (WORDS * 3)[k : k + n], st.integers(1, 40), st.integers(0, 20))
rows = st.integers(1, 4).flatmap(
    lambda n: st.lists(
        st.tuples(*[short | st.just("") for _ in range(n)]), min_size=1, max_size=9
    ).map(tuple)
)
blocks: st.SearchStrategy[Block] = st.one_of(
    st.builds(Paragraph, text=words),
    st.builds(Paragraph, text=words),
    st.builds(Crosshead, text=short),
    st.builds(
        Figure,
        src=st.sampled_from([None, "absent.jpg", *SIZES]),
        caption=short | st.just(""),
        credit=short | st.just(""),
    ),
    st.builds(ItemList, items=st.lists(short, min_size=1, max_size=5).map(tuple)),
    st.builds(Verse, lines=st.lists(short | st.just(""), min_size=1, max_size=9).map(tuple)),
    st.builds(Table, rows=rows, caption=short | st.just(""), header_rows=st.integers(0, 1)),
)
stories = st.builds(
    Article,
    id=st.just(""),
    kind=st.sampled_from(["news", "feature", "commentary", "photo", "brief", "notice", "verse"]),
    label=st.none() | short,
    kicker=st.none() | short,
    headline=st.none() | short | words.filter(lambda text: len(text) < 100),
    deck=st.lists(short, max_size=2).map(tuple),
    byline_text=st.none() | short,
    body=st.lists(blocks, max_size=9).map(tuple),
)

credits_line = Furniture("credits", text="责编：王怡婷　版式：李东")


@st.composite
def issues(draw: st.DrawFn) -> Issue:
    pages = []
    count = 0
    for number in range(draw(st.integers(1, 2))):
        articles = []
        for article in draw(st.lists(stories, max_size=7)):
            count += 1
            named = {name: getattr(article, name) for name in article.__struct_fields__}
            articles.append(Article(**{**named, "id": f"a{count:02}"}))
        numbered = draw(st.booleans())
        pages.append(
            Page(
                number=str(number + 1) if numbered else None,
                name=draw(st.sampled_from([None, "要闻"])),
                articles=tuple(articles),
                furniture=draw(st.sampled_from([(), (credits_line,)])),
            )
        )
    title = draw(st.sampled_from([None, "河口日报", "The Long River Evening Standard"]))
    language = draw(st.sampled_from([None, "zh-CN", "ja", "en"]))
    return Issue(
        publication=Publication(title=title, language=language),
        date=draw(st.sampled_from([None, "2025-06-20", "midsummer"])),
        pages=tuple(pages),
    )


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
@given(issue=issues(), name=st.sampled_from(layouts.names()))
def test_every_word_stands_once_in_its_own_place(issue: Issue, name: str) -> None:
    layout = layouts.load(name)
    made = make_up(issue, layout, pictures=SIZES)
    assert printed(made.issue.pages) == {k: v for k, v in expected(issue).items() if v}
    numbers = [page.number for page in made.issue.pages]
    assert len(set(numbers)) == len(numbers)
    for page in made.issue.pages:
        check_geometry(page)
        assert 0 <= page.fill <= 1
    again = make_up(issue, layout, pictures=SIZES, plan=from_toml(to_toml(made.plan).encode()))
    assert again.issue == made.issue
