"""The search page: results while typing, an address for every search, a clear line when something fails."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.search.test_in_pelican import built
from tools.serving import SiteServer

from .conftest import Elsewhere, Reader, watched

pytestmark = pytest.mark.browser

BOX = "[data-archive-search=page] input[name=q]"
A_PART = re.compile(r"/search/[a-z]/")  # any file of the index but its manifest
RESULTS = "[data-archive-search=results] > .search-result"


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A window whose messages nobody counts, for pages that fail on purpose."""
    page = chromium.new_page()
    yield page
    page.close()


@pytest.fixture(scope="module")
def plain_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a Pelican site with the default theme and this plugin alone, served below /repo/."""
    folder = tmp_path_factory.mktemp("plain")
    built(folder, relative=True).rename(folder / "repo")
    (folder / "favicon.ico").write_bytes(b"")  # the browser asks for one, and the default theme has none
    with SiteServer(folder).start() as server:
        yield server.address + "repo/"
        server.shutdown()


def test_results_come_while_typing_and_their_count_is_announced(reader: Reader) -> None:
    page = reader.open("search/")

    page.locator(BOX).press_sequentially("pipeline")

    expect(page.get_by_role("status")).to_have_text(re.compile(r"^\d+ articles?\b"))
    expect(page.locator(RESULTS).first.locator("mark").first).to_have_text(re.compile("pipeline", re.IGNORECASE))
    expect(page).to_have_url(re.compile(r"/search/\?q=pipeline$"))


def test_nothing_is_loaded_for_searching_before_the_box_is_used(reader: Reader) -> None:
    asked: list[str] = []
    reader.page.on("request", lambda request: asked.append(request.url))
    page = reader.open("search/")
    page.wait_for_load_state("networkidle")
    before = list(asked)

    page.locator(BOX).focus()
    expect(page.locator(BOX)).to_be_focused()
    page.wait_for_function("performance.getEntriesByType('resource').some(({name}) => name.endsWith('worker.mjs'))")

    assert [url for url in before if url.endswith((".json", ".txt", "lunr.mjs"))] == []


def test_the_page_fetches_the_manifest_while_the_workers_program_comes(reader: Reader) -> None:
    asked: list[str] = []
    reader.page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page = reader.open("search/?q=pipeline")
    expect(page.locator(RESULTS).first).to_be_visible()

    by_page = page.evaluate("performance.getEntriesByType('resource').map(({name}) => name.split('/').at(-1))")
    assert "root.json" in by_page
    assert asked.count("root.json") == 1


def test_back_leads_to_the_search_before(reader: Reader) -> None:
    page = reader.open("search/?q=pipeline")
    expect(page.locator(RESULTS).first).to_be_visible()
    page.locator(BOX).fill("tourism")
    page.locator(BOX).press("Enter")
    expect(page).to_have_url(re.compile(r"\?q=tourism$"))

    page.go_back()

    expect(page.locator(BOX)).to_have_value("pipeline")
    expect(page.locator(RESULTS).first.locator("mark").first).to_have_text(re.compile("pipeline", re.IGNORECASE))


def test_a_query_typed_letter_by_letter_is_one_step_of_the_history(reader: Reader) -> None:
    page = reader.open("search/")
    page.locator(BOX).press_sequentially("oil", delay=300)  # slow enough for a search at every letter
    expect(page).to_have_url(re.compile(r"\?q=oil$"))

    page.go_back()

    expect(page).to_have_url(re.compile(r"/search/$"))
    expect(page.locator(BOX)).to_have_value("")
    expect(page.locator(RESULTS)).to_have_count(0)


def test_a_query_that_cannot_be_read_is_answered_in_words(reader: Reader) -> None:
    page = reader.open("search/")

    page.locator(BOX).fill('trade "oil pipe')

    expect(page.get_by_role("status")).to_have_text("Unclosed quotation mark at 7")
    expect(page.locator(RESULTS)).to_have_count(0)


def test_a_pasted_text_is_answered_in_words(reader: Reader) -> None:
    page = reader.open("search/")

    page.locator(BOX).evaluate("(box) => { box.value = 'x'.repeat(100_000); box.dispatchEvent(new Event('input')); }")

    expect(page.get_by_role("status")).to_have_text("The query has 100,000 characters; at most 5,000 are read")


def test_articles_with_all_words_come_before_those_with_some(reader: Reader) -> None:
    page = reader.open("search/?q=pipeline+Daqing+tourism+honey")

    expect(page.locator("[data-archive-search=results] > .search-some")).to_have_count(1)
    expect(page.get_by_role("status")).to_contain_text("with some of them")


@pytest.mark.parametrize("failure", ["missing", "truncated"])
def test_a_file_that_fails_gives_one_line_and_retry_works(failure: str, page: Page, home: str) -> None:
    def fail(route: Route) -> None:
        if failure == "missing":
            route.fulfill(status=404, body="not here")
        else:
            route.fulfill(status=200, body='{"version":"2.3.9","fields":["ti')

    page.route(A_PART, fail)
    page.goto(home + "search/?q=pipeline")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text(
        re.compile(r"^Search does not work just now: [a-z]/\w+\.\w+ (could not be|is damaged)")
    )
    expect(page.locator(RESULTS)).to_have_count(0)
    page.unroute(A_PART)

    alert.get_by_role("button", name="Retry").click()

    expect(page.locator(RESULTS).first).to_be_visible()
    expect(alert).to_be_hidden()


def test_a_tool_whose_program_is_missing_says_so_and_works_when_opened_again(page: Page, home: str) -> None:
    missing = re.compile(r"/page/export\.mjs$")
    page.route(missing, lambda route: route.fulfill(status=404, body="not here"))
    page.goto(home + "search/?q=pipeline")
    save = page.locator("[data-archive-search=save]")
    save.locator("summary").click()
    expect(save).to_contain_text("This could not be loaded just now. Close it and open it again to retry.")
    page.unroute(missing)

    save.locator("summary").click()
    save.locator("summary").click()

    expect(save.get_by_role("button", name="CSV")).to_be_visible()
    expect(save).not_to_contain_text("could not be loaded")


def test_results_open_by_keyboard(reader: Reader) -> None:
    page = reader.open("search/?q=pipeline")
    expect(page.locator(RESULTS).first).to_be_visible()
    title = page.locator(RESULTS).first.get_by_role("link").first.inner_text()
    page.locator(BOX).focus()

    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    expect(page.locator("article h1")).to_have_text(title)


def test_a_plain_pelican_site_below_a_folder_can_be_searched(
    chromium: Browser, elsewhere: Elsewhere, plain_home: str
) -> None:
    with watched(chromium, elsewhere, plain_home) as reader:
        page = reader.open("search/?q=money")

        expect(page.locator(RESULTS)).to_have_count(1)
        page.locator(RESULTS).get_by_role("link").first.click()
        expect(page).to_have_url(re.compile(r"/repo/quay-ferry-repaired\.html(#hl=money)?$"))


def test_without_javascript_the_page_offers_ways_to_browse(chromium: Browser, home: str) -> None:
    page = chromium.new_page(java_script_enabled=False)
    page.goto(home + "search/?q=pipeline")

    expect(page.locator("noscript a, .search-note a").first).to_be_visible()
    page.close()


def test_little_is_loaded_before_the_first_query(reader: Reader) -> None:
    programs: list[bytes] = []
    reader.page.on("response", lambda answer: programs.append(answer.body()) if ".mjs" in answer.url else None)

    reader.open("search/").wait_for_load_state("networkidle")

    size = sum(len(gzip.compress(program)) for program in programs)  # bytes, as GitHub Pages sends them
    assert 3_000 < size <= 30_000
