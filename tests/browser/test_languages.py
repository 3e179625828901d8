"""An archive in Russian and one in Chinese in a real browser: axe finds nothing, and the search speaks the language."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.conftest import BuiltSite
from tools.serving import SiteServer

from .conftest import Elsewhere, watched
from .inspection import Found, glance, inspecting_window

pytestmark = pytest.mark.browser

PAGES = ("", "article/arabic/", "region/cn/", "source/", "coverage/", "date/2018/03/", "search/")


@pytest.fixture(scope="module")
def homes(translated_sites: dict[str, BuiltSite]) -> Iterator[dict[str, str]]:
    with ExitStack() as stack:
        servers = {
            name: stack.enter_context(SiteServer(site.folder).start()) for name, site in translated_sites.items()
        }
        yield {name: server.address for name, server in servers.items()}
        for server in servers.values():
            server.shutdown()


@pytest.fixture(scope="module")
def window(chromium: Browser) -> Iterator[BrowserContext]:
    with inspecting_window(chromium) as window:
        yield window


@pytest.mark.parametrize("language", ["ru", "zh"])
@pytest.mark.parametrize("address", PAGES)
def test_nothing_is_wrong_with_a_page_in_another_language(
    window: BrowserContext, homes: dict[str, str], language: str, address: str
) -> None:
    assert glance(window, homes[language] + address) == Found()


@pytest.mark.parametrize(
    ("language", "found", "wrong"),
    [
        ("ru", "1 публикация", "Скобка не закрыта; закройте её или уберите (знак 1)"),
        ("zh", "1 篇报道", "此括号没有配对，请补上或去掉（第 1 个字符）"),
    ],
)
def test_the_search_speaks_the_language_of_the_page(
    chromium: Browser, elsewhere: Elsewhere, homes: dict[str, str], language: str, found: str, wrong: str
) -> None:
    with watched(chromium, elsewhere, homes[language]) as reader:
        page = reader.open("search/?q=%22soybeans+cross%22")
        expect(page.locator(".search-total")).to_have_text(found)

        page.goto(homes[language] + "search/?q=%28soybeans")

        expect(page.locator(".search-problem-message")).to_have_text(wrong)


def test_what_a_search_found_is_marked_in_words_of_the_language(
    chromium: Browser, elsewhere: Elsewhere, homes: dict[str, str]
) -> None:
    with watched(chromium, elsewhere, homes["ru"]) as reader:
        page = reader.open("article/own/#hl=%D1%81%D0%BE%D0%B8")

        expect(page.get_by_role("status")).to_have_text("Совпадение 1 из 2")
        expect(page.get_by_role("button", name="Убрать выделение")).to_be_visible()
