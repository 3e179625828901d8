"""The search by keyboard alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from .conftest import Elsewhere, Reader, watched
from .search_page import BARS, BOX, DESK, RESULTS, asked, counted, total

pytestmark = pytest.mark.browser


@pytest.fixture
def reader(chromium: Browser, elsewhere: Elsewhere, archive_home: str) -> Iterator[Reader]:
    with watched(chromium, elsewhere, archive_home, viewport=DESK) as reader:
        yield reader


def test_a_slash_leads_to_the_box_and_can_be_switched_off(reader: Reader) -> None:
    page = reader.open("search/?q=strait")
    expect(page.locator(RESULTS).first).to_be_visible()
    page.keyboard.press("/")
    expect(page.locator(BOX)).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.type("/")
    expect(page.locator(BOX)).to_have_value("strait/")

    page.get_by_text("Keys", exact=True).click()
    page.get_by_label("Use this key").uncheck()
    page.reload()
    expect(page.locator(RESULTS).first).to_be_visible()
    page.keyboard.press("/")

    expect(page.locator(BOX)).not_to_be_focused()


def test_arrows_walk_through_the_results_and_escape_leads_back(reader: Reader) -> None:
    page = reader.open("search/?q=strait")
    links = page.locator(".search-result-title a")
    expect(links).to_have_count(10)
    page.locator(BOX).focus()

    page.keyboard.press("ArrowDown")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator(BOX)).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(page.locator(BOX)).to_be_focused()
    page.keyboard.press("Escape")

    expect(page.locator(BOX)).to_have_value("")
    expect(page).to_have_url(re.compile(r"/search/$"))


def test_enter_opens_the_result_the_arrows_reached(reader: Reader) -> None:
    page = reader.open("search/?q=strait")
    first = page.locator(".search-result-title a").first
    expect(first).to_be_visible()
    page.route("**/article/**", lambda route: route.fulfill(body="<!DOCTYPE html><title>Article</title>"))
    page.locator(BOX).focus()

    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(r"/article/article-\d+/"))


def test_suggestions_are_reached_by_arrows_while_the_focus_stays_in_the_box(reader: Reader) -> None:
    page = reader.open("search/")
    box = page.locator(BOX)
    box.press_sequentially("lighth")
    options = page.get_by_role("option")
    expect(options.first).to_contain_text("lighthouse")
    expect(box).to_have_attribute("aria-expanded", "true")

    box.press("ArrowDown")

    expect(box).to_be_focused()
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert box.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    box.press("Enter")
    expect(box).to_have_value("lighthouse")
    expect(box).to_have_attribute("aria-expanded", "false")
    total(page, counted(lambda a: "lighthouse" in a["body"]))


def test_escape_closes_the_suggestions_before_it_clears_the_box(reader: Reader) -> None:
    page = reader.open("search/")
    box = page.locator(BOX)
    box.press_sequentially("lighth")
    expect(page.get_by_role("listbox")).to_be_visible()

    box.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_value("lighth")
    box.press("Escape")

    expect(box).to_have_value("")


def test_a_suggested_region_becomes_a_filter(reader: Reader) -> None:
    page = reader.open("search/?q=strait")
    box = page.locator(BOX)
    box.press("End")
    box.press_sequentially(" northl")

    page.get_by_role("option", name="Northland region").click()

    expect(box).to_have_value("strait")
    assert asked(page) == {"q": ["strait"], "region": ["N"]}
    expect(page.get_by_role("list", name="Filters in force")).to_contain_text("Region: Northland")


def test_a_suggested_headline_opens_its_article(reader: Reader) -> None:
    page = reader.open("search/")
    page.route("**/article/**", lambda route: route.fulfill(body="<!DOCTYPE html><title>Article</title>"))
    page.locator(BOX).press_sequentially("Nobody liv")
    headline = page.get_by_role("option").filter(has_text="headline")
    expect(headline).to_have_count(1)

    headline.click()

    expect(page).to_have_url(re.compile(r"/article/article-4/$"))


def test_the_keyboard_alone_reaches_everything(reader: Reader) -> None:
    page = reader.open("search/?q=strait")
    expect(page.locator(BARS).first).to_be_visible()
    parts = [
        ".search-button",
        ".search-order a",
        ".search-tools summary",
        ".search-facet > summary",
        ".search-tag-open",
        ".search-tag-name input",
        ".search-dates input",
        ".search-apply",
        ".search-histogram svg a",
        ".search-histogram-twin summary",
        ".search-result-title a",
        ".search-result-meta a",
        ".search-more",
        ".search-keys summary",
    ]
    page.locator(BOX).focus()
    missing = set(parts)

    for _ in range(150):
        page.keyboard.press("Tab")
        missing -= set(page.evaluate("parts => parts.filter(part => document.activeElement.matches(part))", parts))

    assert missing == set()
