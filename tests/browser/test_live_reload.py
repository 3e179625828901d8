"""An open page follows the builds of `invoke serve`, under the site's own Content Security Policy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tools.live.server import LiveServer

from .conftest import Elsewhere, Reader, watched

pytestmark = pytest.mark.browser

POLICY = (Path(__file__).parents[2] / "theme" / "templates" / "base.html").read_text().partition("<meta http-equiv")[2]
PAGE = """<!DOCTYPE html><html lang="ru"><head><meta charset="utf-8"><meta http-equiv{policy}
<title>Fair</title><link rel="icon" href="/icon.svg"></head>
<body><h1>{words}</h1><svg width="10" height="5000"></svg><p>End</p></body></html>"""
HOSTILE = "error: seeds/<img src=x onerror=alert(1)>.txt: is \u05d0 no capture; remove it"

SHOWN = """  // notes how many lines the notice shows each time
window.shown = [];
const notice = [...document.body.children].find((child) => child.shadowRoot).shadowRoot.querySelector("[role=alert]");
new MutationObserver(() => shown.push(notice.querySelectorAll("li").length)).observe(notice, { childList: true });
"""


def write(folder: Path, words: str) -> None:
    (folder / "index.html").write_text(PAGE.format(policy=POLICY.partition("\n")[0], words=words), encoding="utf-8")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[LiveServer]:
    write(tmp_path, "First")
    (tmp_path / "icon.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    with LiveServer(tmp_path) as running:
        running.start()
        yield running
        running.shutdown()


@pytest.fixture
def page(chromium: Browser, elsewhere: Elsewhere, server: LiveServer) -> Iterator[Page]:
    """The home page, open; in the end no console message and no other host was met."""
    with watched(chromium, elsewhere, server.address) as reader:
        yield opened(reader)


def opened(reader: Reader) -> Page:
    with reader.page.expect_request("**/.serve/events"):
        return reader.open()


def test_an_open_page_shows_a_new_site_where_the_reader_was(page: Page, server: LiveServer) -> None:
    page.evaluate("scrollTo(0, 3000)")
    write(server.site, "Second")

    server.channel.tell(new_site=True)

    expect(page.get_by_role("heading", name="Second")).to_be_attached()
    page.wait_for_function("scrollY === 3000")


def test_errors_are_shown_as_text_and_go_with_the_next_good_build(page: Page, server: LiveServer) -> None:
    alert = page.get_by_role("alert")

    server.channel.tell([HOSTILE, "error: second line"], new_site=False)
    expect(alert.get_by_role("listitem")).to_have_text([HOSTILE, "error: second line"])
    expect(alert).to_contain_text("this is the last good site")
    expect(page.get_by_role("heading", name="First")).to_be_attached()
    assert alert.locator("img").count() == 0

    server.channel.tell(new_site=True)
    expect(alert).to_be_empty()


def test_a_site_without_some_captures_says_so(page: Page, server: LiveServer) -> None:
    server.channel.tell([HOSTILE], new_site=True)

    expect(page.get_by_role("alert")).to_contain_text("This site is without what these lines name")


def test_closed_errors_stay_closed_until_there_are_others(page: Page, server: LiveServer) -> None:
    alert = page.get_by_role("alert")
    server.channel.tell(["error: one"], new_site=False)
    expect(alert).to_contain_text("error: one")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Close")).to_be_focused()
    page.keyboard.press("Enter")
    expect(alert).to_be_empty()

    page.evaluate(SHOWN)
    with page.expect_response("**/.serve/events"):  # the page asks again, and hears the same
        page.evaluate("dispatchEvent(new Event('pagehide')); dispatchEvent(new Event('pageshow'))")
    server.channel.tell(["error: one"], new_site=False)
    server.channel.tell(["error: one", "error: two"], new_site=False)
    expect(alert.get_by_role("listitem")).to_have_text(["error: one", "error: two"])

    assert page.evaluate("shown") == [2]


def test_a_search_page_waits_for_its_index_where_other_pages_do_not(page: Page, server: LiveServer) -> None:
    (server.site / "search").mkdir()
    (server.site / "search" / "index.html").write_bytes((server.site / "index.html").read_bytes())
    other = page.context.new_page()
    loads: list[str] = []
    for shown, address in ((page, "search/"), (other, "")):
        with shown.expect_request("**/.serve/events"):
            shown.goto(server.address + address)
        shown.on("load", lambda loaded: loads.append(loaded.url.removeprefix(server.address)))
    with other.expect_event("load"):
        server.channel.tell_of_pages()
    with page.expect_event("load"):
        server.channel.tell(["error: said after pages"], new_site=True)

    expect(page.get_by_role("alert")).to_contain_text("said after pages")
    assert loads == ["", "search/"]
