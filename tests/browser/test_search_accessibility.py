"""axe-core finds nothing on the search page, whatever it shows, on any screen, in the light and in the dark."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from .test_accessibility import violations

pytestmark = pytest.mark.browser

SCREENS = {"phone": 320, "tablet": 768, "desk": 1280}  # CSS pixels wide


def results_with_every_filter_open(page: Page, home: str) -> None:
    page.goto(home + "search/?q=bridge+lighthouse&region=N-C&topic=t1")
    expect(page.locator(".search-histogram svg a").first).to_be_visible()
    button = page.get_by_role("button", name="Filters")
    if button.is_visible():
        button.click()
    expect(page.get_by_role("group", name="Filter by region").get_by_role("checkbox").first).to_be_visible()
    page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")


def suggestions(page: Page, home: str) -> None:
    page.goto(home + "search/?q=strait")
    expect(page.locator(".search-result").first).to_be_visible()
    box = page.get_by_role("combobox")
    box.fill("")
    box.press_sequentially("north")
    expect(page.get_by_role("option").first).to_be_visible()
    box.press("ArrowDown")


def an_unreadable_query(page: Page, home: str) -> None:
    page.goto(home + 'search/?q=ferry+"bridge')
    expect(page.locator("[data-archive-search=problem]")).to_be_visible()


def nothing_found(page: Page, home: str) -> None:
    page.goto(home + "search/?q=pipelinne&region=S&region=I-E")
    expect(page.locator(".search-advice li").first).to_be_visible()


def a_failure(page: Page, home: str) -> None:
    page.route("**/search/root.json", lambda route: route.fulfill(status=404, body=""))
    page.goto(home + "search/?q=strait")
    expect(page.get_by_role("alert")).to_be_visible()
    page.unroute("**/search/root.json")


@pytest.mark.parametrize(("screen", "scheme"), [*((screen, "light") for screen in SCREENS), ("desk", "dark")])
def test_axe_finds_nothing_in_any_state(chromium: Browser, archive_home: str, screen: str, scheme: Any) -> None:
    size: Any = {"width": SCREENS[screen], "height": 900}
    found = {}
    with chromium.new_context(bypass_csp=True, color_scheme=scheme, viewport=size) as window:
        for show in (results_with_every_filter_open, suggestions, an_unreadable_query, nothing_found, a_failure):
            page = window.new_page()
            show(page, archive_home)
            found[show.__name__] = violations(page)
            page.close()

    assert found == {state: [] for state in found}
