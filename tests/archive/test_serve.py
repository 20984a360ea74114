"""Serving: the room with search, and nothing outside the bags."""

import contextlib
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Thread

import pytest
import uvicorn
from click.testing import CliRunner
from lxml import etree
from starlette.testclient import TestClient

from packager.archive import add
from packager.archive import serve as serving
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


def test_the_description_of_the_search_has_whole_addresses(client):
    described = etree.fromstring(client.get("/opensearch.xml").content)
    [template, _] = described.xpath("//*[local-name()='Url']/@template")
    found = client.get(template.replace("{searchTerms}", "春茶"))
    assert found.headers["content-type"].startswith("application/atom+xml")
    assert 'rel="search"' in client.get("/").text


@pytest.mark.parametrize("suffix", ["html", "js", "txt", ""])
def test_search_answers_in_no_other_type(client, suffix):
    found = client.get(f"/opds/search.{suffix}", params={"q": "<script>alert(1)</script>渡口"})
    assert found.status_code == 404


def test_what_a_client_holds_is_not_sent_again(client):
    book = "/issues/chengjiang-wanbao/2031/2031-05-06_ed-1/data/epub/chengjiang-wanbao.epub"
    for path in ("/", "/opds/newest.xml", "/opds/search.json?q=春茶", "/opensearch.xml", book):
        first = client.get(path)
        again = client.get(path, headers={"If-None-Match": first.headers["etag"]})
        assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
        assert client.head(path).headers["content-length"] == str(len(first.content))


def test_a_download_can_go_on_where_it_broke_off(client):
    book = "/issues/chengjiang-wanbao/2031/2031-05-06_ed-1/data/epub/chengjiang-wanbao.epub"
    part = client.get(book, headers={"Range": "bytes=3-"})
    assert (part.status_code, part.content) == (206, b"epub")
    assert client.get(book, headers={"Range": "bytes=99-"}).status_code == 416


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


@pytest.fixture
def served(root, submission):
    """The port of a real server over an archive with secrets beside it."""
    page = b"<script>alert(1)</script>"
    add(root, submission(source={"page.html": page, "issue.md": "渡口".encode()}))
    (root / "secret").write_bytes(b"SECRET")
    (root.parent / "secret").write_bytes(b"SECRET")
    (root / "issues/link").symlink_to(root.parent)
    (root / "issues/chengjiang-wanbao/file").symlink_to(root / "secret")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "packager", "archive", "serve"]
    with subprocess.Popen([*command, "--archive", root, "--port", str(port)]) as server:
        for _ in range(300):
            with contextlib.suppress(ConnectionRefusedError):
                socket.create_connection(("127.0.0.1", port)).close()
                break
            time.sleep(0.1)
        yield port
        server.terminate()


def get(port: int, target: str) -> tuple[int, dict[str, str], bytes]:
    """Ask for a target exactly as it is written: clients would tidy it."""
    with socket.create_connection(("127.0.0.1", port), timeout=60) as line:
        request = f"GET {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        line.sendall(request.encode())
        answer = b"".join(iter(lambda: line.recv(65536), b""))
    head, _, body = answer.partition(b"\r\n\r\n")
    status, *fields = head.decode("latin-1").split("\r\n")
    return int(status.split()[1]), dict(field.lower().split(": ", 1) for field in fields), body


BAG = "/issues/chengjiang-wanbao/2031/2031-05-06_ed-1"
TRICKS = [
    "/secret", "/issues/../secret", "/issues/../../secret", "/issues/%2e%2e/secret",
    "/issues/%2e%2e%2fsecret", "/issues/%252e%252e/secret", "/issues/..%5c..%5csecret",
    "/issues/link/secret", "/issues/chengjiang-wanbao/file", "/issues/%00secret", "//etc/passwd",
    "/issues//etc/passwd", "/issues/%2fetc%2fpasswd", "http://localhost/issues/../secret",
    f"{BAG}/../../../../secret", f"{BAG}/data/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/secret",
    f"/issues/{'a' * 300}", f"/issues/{'a/' * 3000}", f"/{'a' * 60_000}", "/read/../../secret",
    "/read/%2e%2e/%2e%2e/secret/index.html", "/opds/../secret.xml",
    "/catalogue.sqlite", "/catalogue.sqlite-wal", "/issues", "/issues/", "/incoming/", BAG,
]  # fmt: skip


def test_fifty_readers_at_once_get_what_is_theirs_and_nothing_else(served):
    rooms = {"/": "澄江晚报", "/search.html?q=%E6%B8%A1%E5%8F%A3": "<mark>渡口</mark>",
             "/opds/newest.xml": "2031-05-06", f"{BAG}/data/source/issue.md": "渡口"}  # fmt: skip

    def read(number: int) -> None:
        for path, words in rooms.items():
            status, _, body = get(served, path)
            assert (path, status, words.encode() in body) == (path, 200, True)
        trick = TRICKS[number % len(TRICKS)]
        status, _, body = get(served, trick)
        assert status in (400, 404, 431), trick[:60]
        assert b"SECRET" not in body, trick[:60]

    with ThreadPoolExecutor(50) as readers:
        list(readers.map(read, range(100)))


@pytest.mark.parametrize("before", [b"", b"GET /nothing HTTP/1.1\r\nHost: localhost\r\n\r\n"])
def test_half_a_request_does_not_hold_its_connection(root, submission, monkeypatch, before):
    add(root, submission())
    monkeypatch.setattr(serving, "_IMPATIENCE", 0.2)
    config = uvicorn.Config(application(root), http=serving._Impatient, log_level="error")
    server = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        with socket.create_connection(listening.getsockname(), timeout=60) as line:
            line.sendall(before + b"GET / HTTP/1.1\r\nX: ")
            answer = b"".join(iter(lambda: line.recv(65536), b""))
        server.should_exit = True
        thread.join()
    assert answer.count(b"HTTP/1.1 404") == bool(before)
    assert b"200 OK" not in answer


def test_no_script_of_a_source_may_run(served):
    status, headers, body = get(served, f"{BAG}/data/source/page.html")
    assert (status, body) == (200, b"<script>alert(1)</script>")
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy


@pytest.mark.parametrize("page", ["0", "-1", "99999", "９", "x"])
def test_a_page_of_hits_that_cannot_be_is_still_a_page(client, page):
    assert client.get("/search.html", params={"q": "春茶", "page": page}).status_code == 200
