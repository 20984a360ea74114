"""Serving: the room with search, and nothing outside the bags."""

import socket
from concurrent.futures import ThreadPoolExecutor

import pytest
from click.testing import CliRunner
from lxml import etree
from starlette.testclient import TestClient

from packager.archive import add
from packager.archive.commands import archive
from packager.archive.serve import application


@pytest.fixture
def client(root, submission):
    add(root, submission())
    add(root, submission(date="2031-05-07", headline="春茶 <b>开秤"))
    return TestClient(application(root))


def test_the_same_pages_as_in_the_folder(client):
    assert "澄江晚报" in client.get("/").text
    assert "渡口新桥" in client.get("/read/chengjiang-wanbao/2031/2031-05-06_ed-1.html").text
    assert client.get("/opds/index.json").json()["metadata"]["title"]


def test_search_on_the_server_marks_hits(client):
    page = client.get("/search.html", params={"q": "春茶"})
    assert "<mark>春茶</mark>" in page.text
    assert "<b>" not in page.text
    assert "<script" not in page.text
    assert client.get("/search.html", params={"q": "。"}).status_code == 200


def test_search_for_e_readers(client):
    described = etree.fromstring(client.get("/opensearch.xml").content)
    assert described.tag.endswith("OpenSearchDescription")
    feed = etree.fromstring(client.get("/opds/search.xml", params={"q": "春茶"}).content)
    titles = feed.xpath("//*[local-name()='entry']/*[local-name()='title']/text()")
    assert sorted(titles) == ["澄江晚报 2031-05-06", "澄江晚报 2031-05-07"]
    found = client.get("/opds/search.json", params={"query": "春茶"}).json()
    assert len(found["publications"]) == 2


@pytest.mark.parametrize(
    "path",
    ["/catalogue.sqlite", "/README.txt", "/issues/../catalogue.sqlite", "/incoming/x",
     "/issues/%2e%2e/catalogue.sqlite", "/issues/..%2f..%2f..%2f..%2f..%2fetc/passwd",
     "/issues//etc/passwd", "/issues/%5c..%5c..%5c", "/read/..%2f..%2fcatalogue.sqlite",
     "/issues/chengjiang-wanbao", "/issues/%00", "/read/%00/index.html", "/issues/link/passwd"],
)  # fmt: skip
def test_nothing_else_is_readable(client, root, path):
    (root / "issues/link").symlink_to("/etc")
    assert client.get(path).status_code in (404, 400)


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_nothing_can_be_changed(client, method):
    assert getattr(client, method)("/").status_code == 405


def test_an_oversized_query_is_refused(client):
    assert client.get("/opds/search.xml", params={"q": "春" * 5000}).status_code == 400
    assert client.get("/search.html", params={"q": "春" * 5000}).status_code == 200
    assert client.get("/search.html", params={"q": "春茶", "page": "9" * 50}).status_code == 200


def test_a_local_room_answers_to_no_other_name(root, submission):
    add(root, submission())
    client = TestClient(application(root, ("localhost",)), base_url="http://evil.example")
    assert client.get("/").status_code == 400


def test_an_address_in_use_is_exit_5(root, submission):
    add(root, submission())
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        result = CliRunner().invoke(archive, ["serve", "--archive", str(root), "--port", port])
    assert result.exit_code == 5
    assert "A707" in result.stderr


def test_fifty_readers_at_once(client):
    def read(number: int) -> int:
        path = "/search.html?q=春茶" if number % 2 else "/opds/newest.xml"
        return client.get(path).status_code

    with ThreadPoolExecutor(50) as readers:
        assert set(readers.map(read, range(100))) == {200}
