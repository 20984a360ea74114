"""OPDS: both formats by their rules, opened by a client, walked from the root to a file."""

import json
from pathlib import Path

import pytest
from lxml import etree

from packager.archive import add
from packager.archive.publish import publish

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


def test_a_client_library_reads_the_feed(published):
    feedparser = pytest.importorskip("feedparser")
    parsed = feedparser.parse((published / "opds/newest.xml").read_bytes())
    assert not parsed.bozo
    assert parsed.entries[0].title == "澄江晚报 2031-06-01"
    [link] = [link for link in parsed.entries[0].links if link.rel == ACQUISITION]
    assert link.type == "application/epub+zip"
