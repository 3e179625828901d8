"""A real Chromium, a local server, and a reader who notices every message and every stray request."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from plugins.archive_search.build import build
from plugins.archive_search.engine import find_program
from plugins.archive_search.records import record_of
from tests.conftest import BuiltSite
from tools.environment import BROWSER_FLAGS, install_browser
from tools.serving import SiteServer

from .made_archive import records


@dataclass
class Elsewhere:
    """A proxy for all but this machine's own address, which refuses everything and keeps what it was asked for.

    Unlike a page's own events it sees what workers ask for too.
    """

    listener: socket.socket = field(default_factory=lambda: socket.create_server(("127.0.0.1", 0)))
    asked: list[str] = field(default_factory=list)  # first lines, such as "GET http://example.org/ HTTP/1.1"

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.listener.getsockname()[1]}"

    def listen(self) -> None:
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:  # closed at the end of the tests
                return
            with connection:
                self.asked.append(connection.recv(4096).decode("latin-1").partition("\r\n")[0])
                connection.sendall(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")


@dataclass
class Reader:
    """Somebody with a browser window on the site."""

    page: Page
    home: str
    messages: list[str]  # what the console printed, and errors nobody caught

    def open(self, address: str = "") -> Page:
        self.page.goto(self.home + address)
        return self.page


@pytest.fixture(scope="session")
def elsewhere() -> Iterator[Elsewhere]:
    recorder = Elsewhere()
    Thread(target=recorder.listen, daemon=True).start()
    yield recorder
    recorder.listener.close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=install_browser(), args=list(BROWSER_FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def home(site: BuiltSite) -> Iterator[str]:
    """Address of the shipped site, served at the root of a domain."""
    with SiteServer(site.folder).start() as server:
        yield server.address
        server.shutdown()


@pytest.fixture(scope="session")
def repo_home(repo_site: BuiltSite) -> Iterator[str]:
    """Address of the shipped site, served below /repo/."""
    with SiteServer(repo_site.folder, prefix=repo_site.prefix).start() as server:
        yield server.address
        server.shutdown()


@pytest.fixture(scope="session")
def odd_home(odd_site: BuiltSite) -> Iterator[str]:
    """Address of the archive of odd stories."""
    with SiteServer(odd_site.folder).start() as server:
        yield server.address
        server.shutdown()


@pytest.fixture(scope="session")
def few_homes(few_sites: dict[int, BuiltSite]) -> Iterator[dict[int, str]]:
    """Addresses of the archives that hold next to nothing, by their number of stories."""
    with ExitStack() as stack:
        servers = {stories: stack.enter_context(SiteServer(site.folder).start()) for stories, site in few_sites.items()}
        yield {stories: server.address for stories, server in servers.items()}
        for server in servers.values():
            server.shutdown()


@pytest.fixture(scope="session")
def archive_home(site: BuiltSite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the shipped site with the made-up archive behind its search page."""
    folder = tmp_path_factory.mktemp("made") / "site"
    shutil.copytree(site.folder, folder)
    for part in (folder / "search").iterdir():
        if part.name != "index.html":
            shutil.rmtree(part) if part.is_dir() else part.unlink()
    build(map(record_of, records()), folder / "search", find_program())
    with SiteServer(folder).start() as server:
        yield server.address
        server.shutdown()


@contextmanager
def watched(chromium: Browser, elsewhere: Elsewhere, home: str, **context: Any) -> Iterator[Reader]:
    """A reader in a fresh window who, at the end, must have met no console message and no other host."""
    proxy: Any = {"server": elsewhere.address, "bypass": "127.0.0.1"}
    window = chromium.new_context(proxy=proxy, **context)
    page = window.new_page()
    messages: list[str] = []
    page.on("console", lambda message: messages.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: messages.append(f"error: {error}"))
    asked_before = len(elsewhere.asked)
    yield Reader(page, home, messages)
    window.close()
    assert elsewhere.asked[asked_before:] == []
    assert messages == []


@pytest.fixture
def reader(chromium: Browser, elsewhere: Elsewhere, home: str) -> Iterator[Reader]:
    with watched(chromium, elsewhere, home) as reader:
        yield reader


@pytest.fixture
def repo_reader(chromium: Browser, elsewhere: Elsewhere, repo_home: str) -> Iterator[Reader]:
    with watched(chromium, elsewhere, repo_home) as reader:
        yield reader
