"""What the package document says: the known, nothing else, and the same every time."""

from __future__ import annotations

import msgspec
import pytest

from packager.epub import metadata
from packager.issue import Article, Byline, Figure, Issue, Page, Paragraph, Publication
from tests.epub.sample import ISSUE


def told(issue: Issue) -> metadata.Metadata:
    return metadata.describe(issue, pictures=0, described=True)[0]


def codes(issue: Issue) -> list[str]:
    return [finding.code for finding in metadata.describe(issue, pictures=0, described=True)[1]]


def of(**known: str) -> Issue:
    return msgspec.structs.replace(ISSUE, publication=Publication(**known))


def test_issn_and_date_name_the_issue():
    assert told(ISSUE).identifier == "urn:issn:2049-3630#2024-10-13"


def test_without_an_issn_the_words_name_the_issue():
    plain = of(title="清河日报")
    first = told(plain).identifier
    assert first.startswith("urn:uuid:")
    assert first == told(plain).identifier
    page = msgspec.structs.replace(plain.pages[0], articles=plain.pages[0].articles[:1])
    assert told(msgspec.structs.replace(plain, pages=(page,))).identifier != first
    assert told(msgspec.structs.replace(plain, date="2024-10-14")).identifier != first


def test_where_a_block_came_from_does_not_change_the_name():
    def at(line: int) -> Issue:
        body = (Paragraph(text="开工。", lines=(line, line)),)
        return Issue(pages=(Page(articles=(Article(id="a", body=body),)),))

    assert told(at(1)).identifier == told(at(9)).identifier


@pytest.mark.parametrize("issn", ["2049-3631", "20493630", "junk"])
def test_a_wrong_issn_is_told_and_not_used(issn: str):
    issue = of(title="清河日报", issn=issn)
    assert codes(issue) == [metadata.ISSN_INVALID.code]
    assert told(issue).identifier.startswith("urn:uuid:")


def test_the_clock_is_never_asked():
    assert told(ISSUE).modified.isoformat() == "2024-10-13T00:00:00"
    assert told(msgspec.structs.replace(ISSUE, date=None)).modified == metadata.UNDATED
    assert told(msgspec.structs.replace(ISSUE, date="1855-09-22")).modified.year == 1855
    assert told(msgspec.structs.replace(ISSUE, date="2024-10")).date == "2024-10"


@pytest.mark.parametrize("date", ["22 July", "2024-13-01", "2024-02-30", "0000-01-01", "20240101"])
def test_a_date_that_is_none_is_told_and_left_out(date: str):
    issue = msgspec.structs.replace(ISSUE, date=date)
    assert codes(issue) == [metadata.DATE_INVALID.code]
    assert told(issue).date is None


def test_reporters_are_creators_once_with_their_roles():
    people = (Byline("林溪", "记者"), Byline("周野", "摄"), Byline("林溪", "摄影"), Byline("苏禾"))
    issue = Issue(pages=(Page(articles=(Article(id="a", bylines=people),)),))
    assert [(c.name, c.roles) for c in told(issue).creators] == [
        ("林溪", ("aut", "rpt", "pht")),
        ("周野", ("pht",)),
        ("苏禾", ("aut",)),
    ]


def test_the_series_carries_the_issue_number():
    assert (told(ISSUE).series, told(ISSUE).position) == ("清河日报", "8231")


@pytest.mark.parametrize(
    ("number", "position"), [("No. 12,004", "12004"), ("Vol. 3, No. 7", None), ("号外", None)]
)
def test_only_a_plain_issue_number_is_a_position(number: str, position: str | None):
    assert told(msgspec.structs.replace(ISSUE, number=number)).position == position


def test_a_malformed_language_is_told_and_the_script_asked():
    issue = of(language="Chinese, simplified")
    assert codes(issue) == [metadata.LANGUAGE_INVALID.code]
    assert told(issue).language == "zh"


def test_accessibility_is_told_truthfully():
    described = dict(told(ISSUE).says)
    assert described["schema:accessibilityHazard"] == "none"
    poor, _ = metadata.describe(ISSUE, pictures=2, described=False)
    assert ("schema:accessibilityFeature", "alternativeText") not in poor.says
    assert ("schema:accessModeSufficient", "textual") not in poor.says
    assert not any("conformsTo" in name for name, _ in told(ISSUE).says)


def test_a_page_without_number_claims_no_print_pages():
    issue = Issue(pages=(Page(articles=(Article(id="a", body=(Figure(),)),)),))
    assert told(issue).print_source is None
    assert ("schema:accessibilityFeature", "pageNavigation") not in told(issue).says
