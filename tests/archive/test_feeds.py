"""OPDS: both formats by their rules, opened by a client, walked from the root to a file."""

import json
from pathlib import Path

import pytest
from lxml import etree
from starlette.testclient import TestClient

from packager.archive import add
from packager.archive.publish import publish
from packager.archive.serve import application
from tests.conftest import promised_module

SCHEMAS = Path(__file__).parent / "schemas"
ATOM = "{http://www.w3.org/2005/Atom}"
ACQUISITION = "http://opds-spec.org/acquisition/open-access"


@pytest.fixture
def published(root, submission):
    for date in ("2031-05-06", "2031-05-07", "2031-06-01", None):
        add(root, submission(date=date))
    add(root, submission(headline="渡口新桥合龙（更正）"))
    add(root, submission(slug="no-files", products={}))
    list(publish(root))
    return root


def walk(start: Path, follow) -> dict[Path, object]:
    """Every feed that can be reached from the root, by its own links."""
    found, waiting = {}, [start.resolve()]
    while waiting:
        path = waiting.pop()
        if path not in found:
            found[path], links = follow(path)
            waiting += [(path.parent / link).resolve() for link in links]
    return found


def test_atom_feeds_from_the_root_to_every_epub(published):
    def follow(path):
        feed = etree.parse(str(path)).getroot()
        links = [
            link.get("href")
            for link in feed.iterfind(f"{ATOM}entry/{ATOM}link")
            if link.get("type").startswith("application/atom+xml")
        ]
        return feed, links

    feeds = walk(published / "opds/index.xml", follow)
    assert len(feeds) == len(list((published / "opds").rglob("*.xml")))
    files = set()
    for path, feed in feeds.items():
        for parent in (feed, *feed.iterfind(f"{ATOM}entry")):
            for tag in ("id", "title", "updated"):
                assert parent.findtext(f"{ATOM}{tag}"), f"{path}: {tag}"
        kinds = {link.get("rel"): link for link in feed.iterfind(f"{ATOM}link")}
        assert "profile=opds-catalog" in kinds["self"].get("type")
        assert (path.parent / kinds["self"].get("href")).resolve() == path
        assert (path.parent / kinds["start"].get("href")).resolve().name == "index.xml"
        for entry in feed.iterfind(f"{ATOM}entry"):
            gets = [e for e in entry.iterfind(f"{ATOM}link") if e.get("rel") == ACQUISITION]
            if kinds["self"].get("type").endswith("kind=acquisition"):
                assert gets
            files |= {(path.parent / link.get("href")).resolve() for link in gets}
    assert all(path.is_file() for path in files)
    assert len(files) == 4


def test_ids_of_entries_are_their_own_and_stay(published):
    feed = etree.parse(str(published / "opds/newest.xml"))
    before = [e.text for e in feed.iter(f"{ATOM}id")]
    assert len(set(before)) == len(before)
    (published / "opds/newest.xml").unlink()
    list(publish(published))
    again = etree.parse(str(published / "opds/newest.xml"))
    assert [e.text for e in again.iter(f"{ATOM}id")] == before


def test_json_feeds_keep_the_rules_of_opds_2(published):
    def follow(path):
        feed = json.loads(path.read_bytes())
        return feed, [link["href"] for link in feed.get("navigation", [])]

    feeds = walk(published / "opds/index.json", follow)
    assert len(feeds) == len(list((published / "opds").rglob("*.json")))
    for path, feed in feeds.items():
        assert feed["metadata"]["title"]
        [own] = [link for link in feed["links"] if link["rel"] == "self"]
        assert own["type"] == "application/opds+json"
        assert (path.parent / own["href"]).resolve() == path
        assert feed.get("navigation") or feed.get("publications") or feed["groups"] == []
        assert all(link["title"] for link in feed.get("navigation", []))
        for publication in feed.get("publications", []):
            assert publication["metadata"]["title"]
            assert publication["metadata"]["belongsTo"]["series"]["name"] == "澄江晚报"
            [link] = publication["links"]
            assert (link["rel"], link["type"]) == (ACQUISITION, "application/epub+zip")
            assert (path.parent / link["href"]).resolve().is_file()


def schema_of_opds_2():
    """The validator of a feed, with Readium's schemas for links and metadata."""
    jsonschema, referencing = promised_module("jsonschema"), promised_module("referencing")
    held = {"https://drafts.opds.io/schema/properties.schema.json": {"type": "object"}}
    for path in (SCHEMAS / "readium").rglob("*.json"):
        text = path.read_text(encoding="utf-8").replace("(?<", "(?P<")  # Python's named groups
        value = json.loads(text)
        held[value["$id"]] = value
    resource = referencing.jsonschema.DRAFT7.create_resource
    registry = referencing.Registry().with_resources(
        (address, resource(value)) for address, value in held.items()
    )
    return jsonschema.Draft7Validator(
        json.loads((SCHEMAS / "opds-2.0.json").read_bytes()),
        registry=registry,
        format_checker=jsonschema.Draft7Validator.FORMAT_CHECKER,
    )


def served(root, path: str) -> bytes:
    return TestClient(application(root)).get(f"/opds/{path}").content


def test_atom_feeds_are_valid_from_the_folder_and_served(published):
    schema = etree.RelaxNG(etree.parse(str(SCHEMAS / "opds-1.2.rng")))
    feeds = [path.read_bytes() for path in (published / "opds").rglob("*.xml")]
    asked = ("index.xml", "newest.xml", "search.xml?q=渡口", "search.xml?q=无")
    for feed in [*feeds, *(served(published, path) for path in asked)]:
        schema.assertValid(etree.fromstring(feed))


def test_json_feeds_are_valid_from_the_folder_and_served(published):
    schema = schema_of_opds_2()
    feeds = [path.read_bytes() for path in (published / "opds").rglob("*.json")]
    asked = ("index.json", "newest.json", "search.json?query=渡口", "search.json?query=无")
    for feed in [*feeds, *(served(published, path) for path in asked)]:
        schema.validate(json.loads(feed))


@pytest.mark.parametrize(
    ("right", "wrong"),
    [(b"kind=acquisition", b"kind=navigation"), (b"<id>urn:uuid:", b"<id>uuid "),
     (b"open-access", b"buy"), (b'type="image/jpeg"', b'type="image/tiff"'),
     (b"T00:00:00Z", b"T00:00:00"), (b' rel="start"', b' rel="up"')],
)  # fmt: skip
def test_the_atom_schema_refuses(published, right, wrong):
    schema = etree.RelaxNG(etree.parse(str(SCHEMAS / "opds-1.2.rng")))
    feed = (published / "opds/newest.xml").read_bytes()
    picture = b'<link rel="http://opds-spec.org/image" href="a.jpg" type="image/jpeg"/>'
    feed = feed.replace(
        b'<link rel="http://opds-spec.org/acq', picture + b'<link rel="http://opds-spec.org/acq'
    )
    schema.assertValid(etree.fromstring(feed))
    assert not schema.validate(etree.fromstring(feed.replace(right, wrong)))


@pytest.mark.parametrize(
    ("right", "wrong"),
    [(b'"rel":"self"', b'"rel":"me"'), (b'"title":', b'"name":'), (b"zh-CN", b"zh_CN"),
     (b"T00:00:00Z", b"T00:00:00"), (b"open-access", b"free"), (b'"size":', b'"size":-')],
)  # fmt: skip
def test_the_json_schema_refuses(published, right, wrong):
    schema = schema_of_opds_2()
    feed = (published / "opds/newest.json").read_bytes()
    assert schema.is_valid(json.loads(feed))
    assert not schema.is_valid(json.loads(feed.replace(right, wrong)))


def test_a_feed_tells_how_many_issues_lie_behind_each_way(published):
    papers = json.loads((published / "opds/index.json").read_bytes())["navigation"]
    assert [way.get("properties") for way in papers] == [
        None, {"numberOfItems": 4}, {"numberOfItems": 1}
    ]  # fmt: skip
    years = etree.parse(str(published / "opds/chengjiang-wanbao/index.xml"))
    shown = [[entry.findtext(f"{ATOM}{tag}") for tag in ("title", "content")]
             for entry in years.iter(f"{ATOM}entry")]  # fmt: skip
    assert shown == [["2031", "3 期"], ["日期不详", "1 期"]]


def test_feedparser_reads_the_feeds(published):
    feedparser = promised_module("feedparser")
    for path in (published / "opds").rglob("*.xml"):
        assert not feedparser.parse(path.read_bytes()).bozo
    parsed = feedparser.parse((published / "opds/newest.xml").read_bytes())
    assert parsed.entries[0].title == "澄江晚报 2031-06-01"
    [link] = [link for link in parsed.entries[0].links if link.rel == ACQUISITION]
    assert link.type == "application/epub+zip"
