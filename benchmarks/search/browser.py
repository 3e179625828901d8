"""Asks a search page in a real Chromium, each time as a reader who was never there, and counts what came."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser, sync_playwright

from tools.environment import BROWSER_FLAGS, install_browser
from tools.hosting import PagesServer, Sent

SHOWN = 10  # results
QUIET = 0.4  # seconds without a request after which nothing more is coming
PATIENCE = 60_000  # ms
ANSWERED = """
addEventListener("search-results", ({detail, target}) => {
  window.answer = {total: detail.total, shown: target.querySelectorAll(".search-result").length};
});
addEventListener("search-error", ({detail}) => { window.answer = {error: detail.message}; });
"""
KINDS = (  # what a file is, by its path below the site; the first that fits
    (r"search/js-\w+/page/.*\.css$|\.css$|\.html$|/$", "html and css"),
    (r"search/js-\w+/page/", "page script"),
    (r"/lunr\.(mjs|min\.js)$", "lunr.js"),
    (r"search/js-\w+/", "worker and engine"),
    (r"search/root\.json$", "manifest"),
    (r"search/t/", "term shards"),
    (r"search/[fpqr]/", "positions"),
    (r"search/v/", "vocabulary"),
    (r"search/c/", "common words"),
    (r"search/s/", "suggestions"),
    (r"search/g/", "columns"),
    (r"search/d/", "documents"),
    (r"pf_meta$", "manifest"),
    (r"\.pagefind$|\.js$", "program"),
    (r"pagefind/fragment/", "documents"),
)


@dataclass(frozen=True)
class Fetched:
    """What an answer took: bytes by kind as sent, and with .bin gzipped too; requests, hits, results shown."""

    query: str
    sent: Counter[str]
    gzipped: Counter[str]
    requests: int
    total: int
    shown: int


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=install_browser(), args=list(BROWSER_FLAGS))
        yield browser
        browser.close()


@contextmanager
def served(site: Path) -> Iterator[PagesServer]:
    server = PagesServer(site)
    server.start()
    yield server
    server.shutdown()
    server.server_close()


def first_query(browser: Browser, server: PagesServer, query: str) -> Fetched:
    """Opens the search page with this query in its address in a fresh window; an empty query opens it only."""
    server.take()
    window = browser.new_context()
    window.add_init_script(ANSWERED)
    errors: list[str] = []
    tab = window.new_page()
    tab.set_default_timeout(PATIENCE)
    tab.on("pageerror", lambda error: errors.append(str(error)))
    tab.goto(f"{server.address}search/?q={quote(query)}&n={SHOWN}")
    answer = {"total": 0, "shown": 0}
    if query:
        answer = tab.wait_for_function("window.answer").json_value()
    while server.idle_for() < QUIET:
        time.sleep(QUIET / 8)
    window.close()
    if errors or "error" in answer:
        raise RuntimeError(f"{query}: {answer.get('error', errors)}")
    taken = server.take()
    return Fetched(
        query, by_kind(taken, "bytes"), by_kind(taken, "gzipped"), len(taken), answer["total"], answer["shown"]
    )


def by_kind(taken: list[Sent], column: str) -> Counter[str]:
    counted: Counter[str] = Counter()
    for sent in taken:
        counted[kind_of(sent.path)] += getattr(sent, column)
    return counted


def kind_of(path: str) -> str:
    return next((kind for pattern, kind in KINDS if re.search(pattern, path)), "index")
