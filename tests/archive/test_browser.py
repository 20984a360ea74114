"""The reading room as readers use it: in a browser, from the folder, by mouse and by keyboard."""

import re

import pytest

from tests.conftest import promised, promised_module

driver = promised_module("playwright.sync_api")
axe = promised_module("axe_playwright_python.sync_playwright")


@pytest.fixture(scope="module")
def chromium():
    path = promised("chromium")
    with driver.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=["--no-sandbox"], headless=True)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium):
    """A page that fails its test on a script error or a request to the network."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page, troubles = context.new_page(), []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("request", lambda r: r.url.startswith("file:") or troubles.append(r.url))
    yield page
    context.close()
    assert troubles == []


def test_by_mouse_from_the_calendar_to_a_story_and_a_search_hit(published, page):
    page.goto((published / "index.html").as_uri())
    page.locator(".papers").get_by_text("澄江晚报").first.click()
    page.get_by_role("link", name="2031年").click()
    page.get_by_role("link", name="2031-05-08").click()
    page.get_by_role("link", name="阅读《诸体<b>皆备》").click()
    driver.expect(page.locator("article:target h3")).to_be_in_viewport()

    page.get_by_role("search").get_by_label("检索词").fill("江南岸")
    page.get_by_role("search").get_by_role("button").click()
    driver.expect(page.get_by_role("status")).to_have_text("共 1 篇")
    driver.expect(page.locator("#hits mark")).to_have_text("江南岸")
    page.locator("#hits a").click()
    driver.expect(page.locator("article:target")).to_contain_text("春风又绿")


def test_by_keyboard_alone(published, page):
    def follow(name: str) -> None:
        """Tab to the link called so and press Enter."""
        for _ in range(60):
            page.keyboard.press("Tab")
            focused = page.evaluate(
                "document.activeElement.getAttribute('aria-label')"
                " || document.activeElement.textContent.trim()"
            )
            if name in focused:
                before = page.url
                page.keyboard.press("Enter")
                driver.expect(page).not_to_have_url(before)
                page.wait_for_load_state()
                return
        raise AssertionError(f"no way to {name} by keyboard")

    page.goto((published / "index.html").as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    follow("澄江晚报")
    follow("2031年")
    follow("2031-05-08")
    follow("阅读《诸体")
    driver.expect(page.locator("article:target h3")).to_be_in_viewport()
    follow("下转第3版")
    driver.expect(page.locator("article:target h3")).to_have_text("下文")

    page.goto((published / "index.html").as_uri())
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("渡口")
    page.keyboard.press("Enter")
    driver.expect(page.get_by_role("status")).to_have_text(re.compile("共 [1-9]"))
    follow("渡口新桥合龙（更正）")
    driver.expect(page.locator("article:target h3")).to_have_text("渡口新桥合龙（更正）")


@pytest.mark.parametrize(
    ("asked", "count"),
    [("桥", 4), ("新橋", 4), ("ｇｎｓｓ", 4), ("GNSS 定位", 4), ("渡口新桥今晨", 3), ("桥新", 0),
     ("渡口 -今晨", 1), ('"GNSS 定位"', 4), ('"定位 GNSS"', 0), ("gn*", 4), ("gn", 0),
     ("-gn 渡口", 4), ("渡口 -gn*", 0),
     ("渡口&paper=harbour-post", 1), ("渡口&since=2031-01-01", 2), ("渡口&until=2030-12-31", 1)],
)  # fmt: skip
def test_search_in_the_folder_finds_what_the_catalogue_finds(published, page, asked, count):
    page.goto((published / "search.html").as_uri() + f"?q={asked}")
    expected = f"共 {count} 篇" if count else "没有找到。"
    driver.expect(page.get_by_role("status")).to_have_text(expected)


@pytest.mark.parametrize("asked", ["。", "-渡口", '"'])
def test_a_search_for_nothing_says_so(published, page, asked):
    page.goto((published / "search.html").as_uri() + f"?q={asked}")
    driver.expect(page.get_by_role("status")).to_have_text("请输入至少一个检索词。")


def test_search_with_markup_is_plain_text(published, page):
    page.goto((published / "search.html").as_uri() + "?q=alert")
    driver.expect(page.locator("#hits p")).to_contain_text("正文<script>alert(1)</script>")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(published, chromium, scheme):
    context = chromium.new_context(color_scheme=scheme)
    page = context.new_page()
    for path in (
        "index.html",
        "search.html?q=渡口",
        "read/chengjiang-wanbao/index.html",
        "read/chengjiang-wanbao/2031/index.html",
        "read/chengjiang-wanbao/2031/2031-05-08_ed-1.html",
    ):
        page.goto(f"{published.as_uri()}/{path}")
        found = axe.Axe().run(page, options={"preload": False}).response["violations"]
        assert [(path, each["id"], each["help"]) for each in found] == []
    context.close()
