"""Whatever the page, the screen and the colours: axe finds nothing, and nothing needs sideways scrolling."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.conftest import BuiltSite
from tests.pages.odd_archive import FEW, HEADLINES, address
from tools.kinds import ARTICLE_KINDS, PATTERNS, one_of_each

from .inspection import SCREENS, Found, glance, inspect, inspecting_window, violations

pytestmark = pytest.mark.browser

ELSEWHERE = {"also", "corrected article"}  # kinds the shipped archive is too small for; the odd archive has them
SHIPPED = [kind for kind in (*PATTERNS, *ARTICLE_KINDS) if kind not in ELSEWHERE]
CROWDED = ("home", "region index", "country", "also", "topic", "sources", "source", "dates", "year", "month", "day")


@pytest.fixture(scope="module")
def window(chromium: Browser) -> Iterator[BrowserContext]:
    with inspecting_window(chromium) as window:
        yield window


@pytest.mark.parametrize("kind", SHIPPED)
def test_nothing_is_wrong_with_a_page(window: BrowserContext, home: str, site: BuiltSite, kind: str) -> None:
    assert inspect(window, home + one_of_each(site.folder)[kind]) == Found()


@pytest.mark.parametrize("kind", HEADLINES)
def test_nothing_is_wrong_with_an_odd_story(window: BrowserContext, odd_home: str, kind: str) -> None:
    assert glance(window, odd_home + address(kind)) == Found()


@pytest.mark.parametrize("kind", CROWDED)
def test_nothing_is_wrong_with_a_list_of_many_and_odd_stories(
    window: BrowserContext, odd_home: str, odd_site: BuiltSite, kind: str
) -> None:
    assert glance(window, odd_home + one_of_each(odd_site.folder)[kind]) == Found()


@pytest.mark.parametrize("stories", FEW)
@pytest.mark.parametrize("kind", ["home", "region index", "dates", "coverage"])
def test_nothing_is_wrong_where_there_is_next_to_nothing(
    window: BrowserContext, few_homes: dict[int, str], kind: str, stories: int
) -> None:
    assert glance(window, few_homes[stories] + PATTERNS[kind].removesuffix("index.html")) == Found()


def test_nothing_is_wrong_with_odd_results(window: BrowserContext, odd_home: str) -> None:
    page = window.new_page()
    page.goto(odd_home + "search/?q=harbour&n=50")
    expect(page.locator(".search-result").first).to_be_visible()
    found = {}
    for width in SCREENS:
        page.set_viewport_size({"width": width, "height": 900})
        found[width] = violations(page)

    assert found == {width: [] for width in SCREENS}
    assert page.evaluate("document.documentElement.scrollWidth") <= SCREENS[-1]


def test_what_is_wrong_would_be_noticed(window: BrowserContext, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.html"
    wrong.write_text(
        '<!DOCTYPE html><html lang="en"><title>x</title><meta name="viewport" content="width=device-width">'
        "<style>@media (prefers-color-scheme: dark) { h2 { color: #eee } }</style>"
        '<main><h1>x</h1><h2>Light</h2><img src="data:," alt=""><a href="#">one</a><pre>' + "x" * 300 + "</pre>"
        '<p style="height: 1.2em; line-height: 1.2; overflow: hidden">word</p></main>'
    )

    found = inspect(window, wrong.as_uri())

    assert {line.partition(":")[0] for line in found.axe["dark 320"]} == {"color-contrast"}
    assert "light 320" not in found.axe
    assert any(part.startswith("<pre>") for part in found.too_wide)
    assert any(line.startswith("<p ") for line in found.spaced)
