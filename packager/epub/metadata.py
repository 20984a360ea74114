"""What the package document says of the issue: only what is known, and the same every time."""

from __future__ import annotations

import datetime
import re
import uuid

import msgspec

from packager import __version__
from packager.diagnostics import Code, Diagnostic
from packager.epub import words
from packager.epub.stories import gaps
from packager.issue import Issue
from packager.patterns import expression

NAMESPACE = uuid.UUID("5b0c1f0e-6a5d-5d57-9d4e-3f1f5a3c7a10")
"""The namespace of the UUIDv5 identifiers; never change it."""
UNDATED = datetime.datetime(1980, 1, 1)
"""``dcterms:modified`` of an issue whose date is unknown; the time stamp of every zip entry."""
_DATE = expression(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_ISSN = expression(r"\d{4}-\d{3}[\dXx]")

LANGUAGE_INVALID = Code(
    "E605",
    "warning",
    "The language is no BCP 47 tag",
    "Give a tag such as zh-CN, zh-TW, ja, ko or en.",
    'language = "Chinese"',
)
DATE_INVALID = Code(
    "E606",
    "warning",
    "The date is not ISO 8601",
    "Write the date as 2025-07-22; an unreadable date is left out of the metadata.",
    'date = "22 July"',
)
ISSN_INVALID = Code(
    "E607",
    "warning",
    "The ISSN is malformed",
    "An ISSN is eight digits with a hyphen, the last of which is a check digit or X.",
    'issn = "1234567"',
)

ROLES = {
    "rpt": ("记者", "記者", "通讯员", "通訊員", "特派员", "기자", "reporter", "correspondent"),
    "pht": ("摄", "攝", "撮影", "写真", "사진", "photo"),
    "edt": ("编", "編", "편집", "editor"),
    "ill": ("图", "圖", "绘", "繪", "画", "畫", "漫画", "illustrat"),
    "trl": ("译", "譯", "訳", "translat"),
}
"""MARC relator codes by what the printed role contains, first match."""


class Creator(msgspec.Struct, frozen=True):
    """A person with the MARC relator codes of what he or she did."""

    name: str
    roles: tuple[str, ...]


class Metadata(msgspec.Struct, frozen=True):
    """Everything the package document says; None and () are left out."""

    identifier: str
    title: str
    language: str
    modified: datetime.datetime
    date: str | None
    publisher: str | None
    creators: tuple[Creator, ...]
    subjects: tuple[str, ...]
    series: str | None
    position: str | None
    """The issue's number inside the series, digits only."""
    issn: str | None
    print_source: str | None
    """Name of the print edition that the page markers follow; None when pages have no numbers."""
    says: tuple[tuple[str, str], ...]
    """Properties of the whole publication and their values: accessibility, rendition."""


def language(issue: Issue) -> tuple[str, tuple[Diagnostic, ...]]:
    """The BCP 47 tag of the issue: as given, else what its script tells, else ``und``."""
    given = issue.publication.language
    if given and words.well_formed(given):
        return given, ()
    told = words.language_of("".join(text for _, a in issue.articles() for text in a.texts()))
    if not given:
        return told, ()
    return told, (LANGUAGE_INVALID.at(f"language `{given}` is no BCP 47 tag; using `{told}`"),)


def day(issue: Issue) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """The issue's date as W3C-DTF (year, month or day), or None."""
    if issue.date is None:
        return None, ()
    match = _DATE.fullmatch(issue.date)
    try:
        if match is None:
            raise ValueError("not of the form 2025-07-22")
        datetime.date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError as error:
        return None, (DATE_INVALID.at(f"date `{issue.date}`: {error}"),)
    return issue.date, ()


def issn(issue: Issue) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """The ISSN with a correct check digit (ISO 3297), or None."""
    given = issue.publication.issn
    if not given:
        return None, ()
    value = given.strip().upper().removeprefix("ISSN").strip(" :：")
    digits = value.replace("-", "")
    if _ISSN.fullmatch(value):
        total = sum((8 - i) * int(d) for i, d in enumerate(digits[:7]))
        if "0123456789X"[-total % 11] == digits[7]:
            return value, ()
    return None, (ISSN_INVALID.at(f"`{given}` is no valid ISSN"),)


def identifier(issue: Issue, issn: str | None, date: str | None) -> str:
    """A name for the issue that never changes while its words do not.

    ``urn:issn:1234-5679#2025-07-22`` (RFC 8141 fragment: the part of the serial) when ISSN and
    date are known, with the edition after a slash; else a UUIDv5 over title, date, number,
    edition and every printed word.
    """
    if issn and date:
        edition = uuid.uuid5(NAMESPACE, issue.edition).hex[:8] if issue.edition else ""
        return f"urn:issn:{issn}#{date}" + (f"/{edition}" if edition else "")
    content = msgspec.json.encode(
        [
            issue.publication.title,
            issue.date,
            issue.number,
            issue.edition,
            [
                [page.number, page.name, [[a.headline, *a.deck, *a.texts()] for a in page.articles]]
                for page in issue.pages
            ],
        ]
    )
    return f"urn:uuid:{uuid.uuid5(NAMESPACE, content.decode())}"


def creators(issue: Issue) -> tuple[Creator, ...]:
    """Everyone with a byline, once, in order, with every role he or she had."""
    found: dict[str, list[str]] = {}
    for _, article in issue.articles():
        for person in article.bylines:
            name = _plain(person.name)
            if name is None:
                continue
            role = _role(person.role)
            roles = found.setdefault(name, [])
            # Reading systems list as authors only those whose first role is `aut`.
            for code in ("aut", "rpt") if role == "rpt" else (role,):
                if code not in roles:
                    roles.append(code)
    return tuple(Creator(name, tuple(roles)) for name, roles in found.items())


def _plain(text: str | None) -> str | None:
    """Text on one line, or None when nothing is left."""
    return " ".join((text or "").split()) or None


def _role(printed: str | None) -> str:
    text = (printed or "").lower()
    for code, signs in ROLES.items():
        if any(sign in text for sign in signs):
            return code
    return "aut"


def describe(
    issue: Issue, *, pictures: int, described: bool
) -> tuple[Metadata, tuple[Diagnostic, ...]]:
    """Gather the metadata.

    ``pictures`` is how many go into the file, ``described`` whether all have alternative text.
    """
    tag, reports = language(issue)
    phrases = words.words(tag)
    date, more = day(issue)
    reports += more
    number, more = issn(issue)
    reports += more
    series = _plain(issue.publication.title)
    name = series or phrases.untitled
    title = " ".join(filter(None, (name, date or _plain(issue.date))))
    numbered = any(page.number for page in issue.pages)
    numbers = re.findall(r"\d+", (issue.number or "").replace(",", "").replace("，", ""))
    subjects = [page.name for page in issue.pages] + [a.label for _, a in issue.articles()]
    metadata = Metadata(
        identifier=identifier(issue, number, date),
        title=title,
        language=tag,
        modified=_modified(date),
        date=date,
        publisher=_plain(issue.publication.publisher),
        creators=creators(issue),
        subjects=tuple(dict.fromkeys(filter(None, map(_plain, subjects)))),
        series=series,
        position=str(int(numbers[0])) if len(numbers) == 1 else None,
        issn=number,
        print_source=title if numbered else None,
        says=_access(issue, phrases, pictures=pictures, described=described),
    )
    return metadata, reports


def _modified(date: str | None) -> datetime.datetime:
    """Midnight UTC of the issue's own date; ``UNDATED`` when unknown. Never the clock."""
    if date is None:
        return UNDATED
    year, month, day_ = (int(part) for part in (date + "-01-01").split("-")[:3])
    return datetime.datetime(year, month, day_)


def _access(
    issue: Issue, phrases: words.Words, *, pictures: int, described: bool
) -> tuple[tuple[str, str], ...]:
    """Schema.org terms of EPUB Accessibility 1.1; no conformance is claimed without an audit."""
    numbered = any(page.number for page in issue.pages)
    features = [
        "structuralNavigation",
        "tableOfContents",
        "readingOrder",
        "displayTransformability",
    ]
    summary = [phrases.summary]
    if numbered:
        features += ["pageBreakMarkers", "pageNavigation"]
        summary.append(phrases.summary_pages)
    if described:
        features.append("alternativeText")
    if pictures:
        summary.append(phrases.summary_alt if described else phrases.summary_no_alt)
    if gaps(issue):
        summary.append(phrases.summary_gaps)
    summary.append(phrases.summary_end)
    return (
        ("schema:accessMode", "textual"),
        ("schema:accessMode", "visual"),  # the cover at least is a picture
        ("schema:accessModeSufficient", "textual" if described else "textual,visual"),
        *(("schema:accessibilityFeature", feature) for feature in features),
        ("schema:accessibilityHazard", "none"),  # every picture is re-encoded as a still
        ("schema:accessibilitySummary", " ".join(summary)),
    )


def generator() -> str:
    """What made the file."""
    return f"packager {__version__}"
