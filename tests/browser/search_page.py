"""What the tests of the search page share: what is where on it, and what it must count in the made-up archive."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Locator, Page, ViewportSize, expect

from .made_archive import inside, records

BOX = "[data-archive-search=page] input[name=q]"
RESULTS = "[data-archive-search=results] > .search-result"
BARS = ".search-histogram svg a"
PHONE: ViewportSize = {"width": 320, "height": 640}
DESK: ViewportSize = {"width": 1280, "height": 900}


def counted(holds: Callable[[dict[str, Any]], bool]) -> int:
    """How many of the made-up articles hold something: what the page must say."""
    return sum(map(holds, records()))


def within(article: dict[str, Any], *ids: str) -> bool:
    return bool(inside([*article["regions"], *article["topics"]]) & set(ids))


def total(page: Page, number: int) -> None:
    """Waits until the page counts so many articles."""
    words = "No articles found" if not number else f"{number} article{'' if number == 1 else 's'}"
    expect(page.locator(".search-total")).to_have_text(words)


def facet(page: Page, name: str) -> Locator:
    return page.get_by_role("group", name=f"Filter by {name}")


def asked(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)
