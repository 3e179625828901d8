"""Addresses of searches, and what the page says to a reader: counts, corrections, mistakes, failures."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from .conftest import Elsewhere, Reader, watched
from .search_page import BARS, BOX, DESK, RESULTS, asked, counted, facet, total, within

pytestmark = pytest.mark.browser


@pytest.fixture
def reader(chromium: Browser, elsewhere: Elsewhere, archive_home: str) -> Iterator[Reader]:
    with watched(chromium, elsewhere, archive_home, viewport=DESK) as reader:
        yield reader


def test_an_address_gives_the_same_page_in_a_fresh_browser(
    reader: Reader, chromium: Browser, elsewhere: Elsewhere
) -> None:
    page = reader.open("search/?q=bridge+strait")
    facet(page, "region").get_by_role("checkbox", name="Northland").check()
    page.get_by_role("link", name="Newest").click()
    page.get_by_role("button", name="Show more").click()
    expect(page.locator(RESULTS)).to_have_count(30)
    expect(page.get_by_role("list", name="Filters in force")).to_contain_text("Northland")

    with watched(chromium, elsewhere, reader.home, viewport=DESK) as other:
        other.page.goto(page.url)
        expect(other.page.locator(RESULTS)).to_have_count(30)
        expect(facet(other.page, "region").get_by_role("checkbox", name="Northland")).to_be_checked()

        assert content_of(other.page) == content_of(page)


def content_of(page: Page) -> list[str]:
    """What the page says, but for the time a search took."""
    expect(page.locator(BARS).first).to_be_visible()
    texts = page.locator("[data-archive-search=answer] :is(a, p, h2, h3, label, summary, svg text)").all_text_contents()
    return [re.sub(r"\d+\.\d+ seconds", "", text) for text in [page.title(), *texts]]


def test_back_and_forward_walk_through_the_searches(reader: Reader) -> None:
    page = reader.open("search/?q=ferry")
    ferries = counted(lambda a: "ferry" in a["body"])
    total(page, ferries)
    page.locator(BOX).fill("bridge")
    page.locator(BOX).press("Enter")
    bridges = counted(lambda a: "bridge" in a["body"])
    total(page, bridges)
    facet(page, "region").get_by_role("checkbox", name="Southmark").check()
    total(page, counted(lambda a: "bridge" in a["body"] and within(a, "S")))

    page.go_back()
    total(page, bridges)
    expect(facet(page, "region").get_by_role("checkbox", name="Southmark")).not_to_be_checked()
    page.go_back()
    total(page, ferries)
    expect(page).to_have_title(re.compile("^ferry – "))
    page.go_forward()

    total(page, bridges)
    expect(page).to_have_title(re.compile("^bridge – "))
    expect(page.locator(BOX)).to_have_value("bridge")


def test_back_from_an_article_leads_to_the_same_results(reader: Reader) -> None:
    page = reader.open("search/?q=strait")
    page.get_by_role("button", name="Show more").click()
    expect(page.locator(RESULTS)).to_have_count(30)
    page.locator(RESULTS).nth(25).scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    reader.page.goto(reader.home + "about/")

    page.go_back()

    expect(page.locator(RESULTS)).to_have_count(30)
    page.wait_for_function("before => Math.abs(scrollY - before) < 200", arg=before)


def test_only_the_count_is_announced(reader: Reader) -> None:
    page = reader.open("search/?q=strait")

    status = page.get_by_role("status")
    expect(status).to_have_text(f"{counted(lambda a: 'strait' in a['body'])} articles")
    live = page.locator("[aria-live], [role=status], [role=alert], [role=log]")
    assert [text for text in live.all_inner_texts() if "report" in text] == []


def test_a_misspelling_is_answered_with_what_was_meant(reader: Reader) -> None:
    page = reader.open("search/?q=pipelinne")
    total(page, 0)

    page.locator(".search-mean").get_by_role("link").first.click()

    total(page, counted(lambda a: "pipeline" in a["body"]))
    assert asked(page)["q"] == ["pipeline"]


def test_where_filters_leave_nothing_the_page_says_which_to_drop(reader: Reader) -> None:
    page = reader.open("search/?q=bridge&region=I-E&source=Coast+Wire")
    total(page, 0)

    advice = page.locator(".search-advice li")
    found = counted(lambda a: "bridge" in a["body"] and a["source"] == "Coast Wire")
    expect(advice.first).to_have_text(f"Without Region: Empty Isle: {found} articles")
    advice.first.get_by_role("link").click()

    total(page, found)


def test_where_nothing_is_near_the_page_says_what_it_searched_and_what_to_try(reader: Reader) -> None:
    page = reader.open("search/?q=qqxzvv+wwxjkk")
    total(page, 0)

    advice = page.locator(".search-advice")
    expect(advice).to_contain_text("Searched for: qqxzvv wwxjkk")
    expect(advice.get_by_role("listitem").first).to_have_text("fewer words: the one or two that are least common")


def test_a_query_that_cannot_be_read_shows_its_place(reader: Reader) -> None:
    page = reader.open('search/?q=ferry+"bridge+over')

    problem = page.locator("[data-archive-search=problem]")
    expect(problem).to_contain_text("at 7")
    expect(problem.locator("mark")).to_have_text('"')
    problem.get_by_role("button", name="Go to the place").click()

    expect(page.locator(BOX)).to_be_focused()
    assert page.locator(BOX).evaluate("box => [box.selectionStart, box.selectionEnd]") == [6, 7]


def test_a_quotation_that_is_being_typed_is_no_mistake_yet(reader: Reader) -> None:
    page = reader.open("search/")

    page.locator(BOX).press_sequentially('"river. A pipe"', delay=60)

    expect(page.locator(".search-total")).to_be_visible()
    expect(page.locator("[data-archive-search=problem]")).to_be_hidden()


def test_a_hostile_headline_is_a_headline(reader: Reader) -> None:
    page = reader.open("search/?q=lanterns")

    expect(page.locator(".search-result-title").first).to_have_text("<img src=x onerror=alert(1)> & the lanterns")
    expect(page.locator("main img")).to_have_count(0)


def test_a_missing_file_of_the_filters_leaves_the_results_and_retry_brings_the_filters(
    chromium: Browser, archive_home: str
) -> None:
    with chromium.new_context(viewport=DESK) as window:  # the browser itself reports the missing file
        window.route(re.compile(r"/search/g/"), lambda route: route.fulfill(status=404, body=""))
        page = window.new_page()
        page.goto(archive_home + "search/?q=strait")
        alert = page.get_by_role("alert")
        expect(alert).to_contain_text(re.compile(r"The filters do not work just now: g/\w+\.\w+ could not be"))
        expect(page.locator(RESULTS)).to_have_count(10)
        window.unroute(re.compile(r"/search/g/"))

        alert.get_by_role("button", name="Retry").click()

        expect(facet(page, "region").get_by_role("checkbox", name="Northland")).to_be_visible()
        expect(alert).to_be_hidden()
