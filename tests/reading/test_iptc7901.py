from pathlib import Path

from packager.copydesk import edit
from packager.reading import read

ITEM = (
    "\x01xyz062 4 i 120 ccc   hvn 061\r\n\nHarbour-ferries/\r\n"
    "\x02REFILE\r\n1ST LEAD\r\nNight ferries return to the harbour after nine years\r\n"
    "By Ada Lowe, The Harbour Journal =\r\n\n"
    "   Port Ellery (hvn) - Night ferries are to run again from Friday, the\r\n"
    "harbour board said, nine years after the last boat was laid up.\r\n\n"
    '   "We were asked for it every winter," said Jon H\xe9bert of the\r\nboard.\r\n\n'
    "# hvn Notebook\r\n\n* * * *\r\nThe following information is not for publication\r\n\n"
    "- Editing by: B Carr\r\n\nhvn al bc\r\n\n"
    "\x03131137 GMT Okt 13 \r\n\x7f\n\x7f\x04"
)


def desk(tmp_path: Path, text: str, name: str = "wire.txt"):
    (tmp_path / name).write_bytes(text.encode("cp1252"))
    return edit(read(tmp_path / name))


def test_a_wire_item_is_a_story_with_its_day(tmp_path: Path) -> None:
    issue = desk(tmp_path, ITEM).issue
    ((_, story),) = issue.articles()
    assert issue.date == "2013-10-13"
    assert story.headline == "Night ferries return to the harbour after nine years"
    assert [(p.name, p.role) for p in story.bylines] == [("Ada Lowe", "The Harbour Journal")]
    assert story.dateline is not None
    assert (story.dateline.place, story.dateline.agency) == ("Port Ellery", "hvn")
    first, second = story.texts()
    assert first.endswith(
        "Friday, the harbour board said, nine years after the last boat was laid up."
    )
    assert second == '"We were asked for it every winter," said Jon Hébert of the board.'


def test_what_the_agency_tells_newsrooms_is_kept_apart(tmp_path: Path) -> None:
    issue = desk(tmp_path, ITEM).issue
    kept = [item.text for page in issue.pages for item in page.furniture]
    assert kept[:4] == ["xyz062 4 i 120 ccc hvn 061", "Harbour-ferries/", "REFILE", "1ST LEAD"]
    assert {"- Editing by: B Carr", "hvn al bc", "131137 GMT Okt 13"} < set(kept)


def test_a_feed_of_items_is_known_by_content_under_any_name(tmp_path: Path) -> None:
    issue = desk(tmp_path, ITEM + ITEM.replace("Night", "Day"), name="feed.xml").issue
    assert [story.headline[:10] for _, story in issue.articles()] == ["Night ferr", "Day ferrie"]
