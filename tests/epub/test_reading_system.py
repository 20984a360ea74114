"""Opened in a reading system, foliate-js (see .ci/foliate), as a reader would open it."""

from __future__ import annotations

import functools
import json
import os
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from packager.epub import package
from packager.epub.stories import sections
from tests.conftest import promised, promised_module
from tests.epub.sample import ISSUE, pictures

driver = promised_module("playwright.sync_api")
FOLIATE = Path(__file__).parents[2] / "build/foliate/node_modules/foliate-js"
PHONE = {"width": 390, "height": 844}
READER = {"width": 536, "height": 724}

SETTLED = "document.querySelector('foliate-view')?.lastLocation"
"""Where the reader stands, once it has opened the book and stands still."""
ARRIVED = """n => {
    const view = document.querySelector('foliate-view')
    const shown = view.renderer.getContents()[0]
    if (shown?.index === n && shown.doc.readyState === 'complete') return true
    view.goTo(n)
    return false
}"""
"""Go to a file until it is there: a reader that is turning a page hears nothing."""
LOOK = """() => {
    const { doc } = document.querySelector('foliate-view').renderer.getContents()[0]
    const wide = [...doc.querySelectorAll('p, h1, h2, img, figcaption, table')]
        .filter(node => node.getBoundingClientRect().width > window.innerWidth)
    return [doc.body.textContent, wide.map(node => node.outerHTML.slice(0, 80))]
}"""
"""The words of the file that is open, and what in it is wider than the screen."""


class Quiet(SimpleHTTPRequestHandler):
    """Files of a folder, without a word on stderr."""

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the reading system is served, with the sample beside it as ``issue.epub``."""
    if not FOLIATE.is_dir():
        if os.environ.get("PACKAGER_VALIDATORS") == "required":
            pytest.fail("foliate-js is promised but not installed")
        pytest.skip("foliate-js is not installed")
    root = tmp_path_factory.mktemp("served")
    (root / "reader").symlink_to(FOLIATE)
    made = package(ISSUE, folder=pictures(tmp_path_factory.mktemp("source")))
    (root / "issue.epub").write_bytes(made.epub)
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=root))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    path = promised("chromium")
    with driver.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=["--no-sandbox"], headless=True)
        yield browser
        browser.close()


@pytest.fixture(params=[PHONE, READER], ids=["phone", "e-reader"])
def book(request: pytest.FixtureRequest, chromium: Any, address: str) -> Iterator[Any]:
    """The sample, open at its cover; scripts that fail fail the test."""
    context = chromium.new_context(viewport=request.param, bypass_csp=True)
    page, troubles = context.new_page(), []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.goto(f"{address}/reader/reader.html?url=/issue.epub")
    page.wait_for_function(SETTLED)
    yield page
    context.close()
    assert troubles == []


def told(page: Any, what: str) -> Any:
    """What the reading system knows of the book."""
    view = "document.querySelector('foliate-view')"
    return json.loads(page.evaluate(f"JSON.stringify({view}.{what} ?? null)"))


def test_it_knows_the_contents_the_pages_and_the_metadata(book: Any) -> None:
    assert told(book, "book.metadata.title") == "清河日报 2024-10-13"
    assert told(book, "book.metadata.language") == "zh-CN"
    assert told(book, "book.metadata.belongsTo.series.name") == "清河日报"
    tree = told(book, "book.toc")
    arranged = sections(ISSUE)
    assert [len(entry["subitems"] or ()) for entry in tree[:-1]] == [
        len(section.stories) for section in arranged
    ]
    assert told(book, "book.pageList")[0]["label"] == "1"
    assert len(told(book, "book.landmarks")) > 2


def test_every_file_is_shown_within_the_page(book: Any) -> None:
    shown = ""
    for number in range(len(told(book, "book.sections"))):
        book.wait_for_function(ARRIVED, arg=number, polling=200)
        text, wide = book.evaluate(LOOK)
        shown += text
        assert wide == []
    words = "".join(shown.split())
    for _, article in ISSUE.articles():
        for text in filter(None, (article.headline, *article.texts())):
            assert "".join(text.split()) in words
