"""How the search page looks and sounds: still, narrow, in forced colours, to a screen reader."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from .conftest import Elsewhere, Reader, watched
from .search_page import BARS, DESK, PHONE, RESULTS, counted, facet, within

pytestmark = pytest.mark.browser


@pytest.fixture
def reader(chromium: Browser, elsewhere: Elsewhere, archive_home: str) -> Iterator[Reader]:
    with watched(chromium, elsewhere, archive_home, viewport=DESK) as reader:
        yield reader


@pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
def test_nothing_moves_when_results_come(
    chromium: Browser, elsewhere: Elsewhere, archive_home: str, screen: Any
) -> None:
    with watched(chromium, elsewhere, archive_home, viewport=screen) as reader:
        page = reader.open("search/?q=bridge+lighthouse&region=N")
        expect(page.locator(BARS).first).to_be_visible()

        moved = page.evaluate(
            """() => new Promise(done => new PerformanceObserver(list => done(list.getEntries()
                 .flatMap(entry => entry.sources.map(({node}) => [entry.value, node?.className]))))
                 .observe({type: 'layout-shift', buffered: true}) ?? setTimeout(() => done([]), 300))"""
        )

        assert sum(value for value, _ in moved) < 0.01, moved  # cumulative layout shift; 0.1 is called good


@pytest.mark.parametrize("address", ["search/", "search/?q=bridge+lighthouse&region=N", "search/?q=zzzz&region=N"])
def test_a_small_screen_with_wide_spacing_needs_no_sideways_scrolling(
    chromium: Browser, archive_home: str, address: str
) -> None:
    with chromium.new_context(viewport=PHONE, bypass_csp=True) as window:
        page = window.new_page()
        page.goto(archive_home + address)
        page.add_style_tag(
            content="* {line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important}"
        )
        if "q=" in address:
            expect(page.locator(".search-total")).not_to_have_text("\u00a0")
            page.get_by_role("button", name="Filters").click()
            expect(facet(page, "region").get_by_role("checkbox").first).to_be_visible()

        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_bars_are_seen_in_forced_colours(chromium: Browser, elsewhere: Elsewhere, archive_home: str) -> None:
    with watched(chromium, elsewhere, archive_home, forced_colors="active") as reader:
        page = reader.open("search/?q=strait")
        expect(page.locator(BARS).first).to_be_visible()

        bar, ground = page.evaluate(
            """() => [getComputedStyle(document.querySelector('.search-histogram-bar')).fill,
                      getComputedStyle(document.body).backgroundColor]"""
        )

        assert bar != ground


def test_what_a_screen_reader_is_told_of_the_search(reader: Reader) -> None:
    page = reader.open("search/?q=bridge+lighthouse&region=N")
    expect(page.locator(BARS).first).to_be_visible()
    both = counted(lambda a: within(a, "N") and "bridge" in a["body"] and "lighthouse" in a["body"])
    some = counted(lambda a: within(a, "N") and ("bridge" in a["body"] or "lighthouse" in a["body"])) - both

    expect(page.locator("[data-archive-search=page]")).to_match_aria_snapshot(f"""
      - search:
        - combobox "Search the archive": bridge lighthouse
        - button "Search"
      - status: /\\d+ articles/
      - heading "{both + some} articles" [level=2]
      - paragraph:
        - link "Only the {both} with all words"
        - text: ", {some} with some of them"
      - paragraph: /\\d+\\.\\d+ seconds , 150 articles searched, newest of/
      - list "Order":
        - listitem:
          - link "Relevance"
        - listitem:
          - link "Newest"
        - listitem:
          - link "Oldest"
      - list "Filters in force":
        - listitem:
          - 'link "Remove filter Region: Northland"'
    """)
    expect(facet(page, "topic")).to_match_aria_snapshot("""
      - group "Filter by topic":
        - list:
          - listitem:
            - button "Inside trade"
            - checkbox /trade \\d+ articles/
          - listitem:
            - checkbox /weather \\d+ articles/
    """)


def test_settings_of_the_reader_stay_in_the_browser(reader: Reader) -> None:
    page = reader.open("search/?q=strait")
    expect(page.locator(RESULTS).first).to_be_visible()

    stored = page.evaluate("JSON.stringify([document.cookie, Object.keys(localStorage)])")

    assert json.loads(stored) == ["", []]
