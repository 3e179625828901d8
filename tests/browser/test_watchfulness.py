"""The other browser tests rely on these: what must never happen would be noticed."""

from __future__ import annotations

from contextlib import suppress

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Error as BrowserError

from tests.browser.conftest import Elsewhere, watched

pytestmark = pytest.mark.browser


def test_a_request_to_another_host_is_noticed(chromium: Browser, elsewhere: Elsewhere, home: str) -> None:
    noticed = pytest.raises(AssertionError, match=r"elsewhere\.test")

    with noticed, watched(chromium, elsewhere, home) as reader, suppress(BrowserError):
        reader.page.goto("http://elsewhere.test/")


def test_a_workers_request_to_another_host_is_noticed(chromium: Browser, elsewhere: Elsewhere, home: str) -> None:
    script = "URL.createObjectURL(new Blob(['fetch(\"http://worker.test/\").catch(() => postMessage(1))']))"

    with pytest.raises(AssertionError, match=r"worker\.test"), watched(chromium, elsewhere, home) as reader:
        reader.page.goto("about:blank")
        reader.page.evaluate(f"new Promise(done => {{ new Worker({script}).onmessage = () => done() }})")


def test_a_console_message_is_noticed(chromium: Browser, elsewhere: Elsewhere, home: str) -> None:
    with pytest.raises(AssertionError, match="log: hello"), watched(chromium, elsewhere, home) as reader:
        reader.open().evaluate("console.log('hello')")


def test_markup_made_from_text_is_refused(chromium: Browser, elsewhere: Elsewhere, home: str) -> None:
    with chromium.new_context() as window:
        page = window.new_page()
        page.goto(home)

        with pytest.raises(BrowserError, match="TrustedHTML"):
            page.evaluate("document.body.innerHTML = '<b>text</b>'")
