"""The server of `invoke serve` adds a script to pages as it sends them, and tells open pages how builds ended."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.client import HTTPResponse
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from tools.live.channel import LINES_SHOWN, Channel
from tools.live.server import LiveServer

ABOUT = b"<html><body><h1>About</h1></body></html>\n"
SCRIPT = b'<script type="module" src="/.serve/reload.mjs?site=%s"></script>\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "about").mkdir()
    (tmp_path / "about" / "index.html").write_bytes(ABOUT)
    (tmp_path / "404.html").write_bytes(b"<h1>Not here</h1>\n")
    (tmp_path / "feed.atom").write_bytes(b"<feed></feed>")
    return tmp_path


@pytest.fixture
def server(folder: Path) -> Iterator[LiveServer]:
    with LiveServer(folder) as running:
        running.start()
        yield running
        running.shutdown()


def script_of(server: LiveServer) -> bytes:
    return SCRIPT % server.channel.site.encode()


def next_news(stream: HTTPResponse) -> Any:
    line = next(line for line in stream if line.startswith(b"data: "))
    return json.loads(line.removeprefix(b"data: "))


def test_a_page_is_sent_with_the_script_at_the_end_of_its_body(server: LiveServer) -> None:
    sent = urlopen(server.address + "about/").read()

    assert sent == ABOUT.replace(b"</body>", script_of(server) + b"</body>")


def test_the_page_on_disk_stays_as_it_was_built(server: LiveServer, folder: Path) -> None:
    urlopen(server.address + "about/").read()

    assert (folder / "about" / "index.html").read_bytes() == ABOUT


def test_the_404_page_has_the_script_too(server: LiveServer) -> None:
    with pytest.raises(HTTPError) as missing:
        urlopen(server.address + "nowhere/")

    assert (missing.value.code, missing.value.read()) == (404, b"<h1>Not here</h1>\n" + script_of(server))


def test_what_is_no_page_is_sent_as_it_is(server: LiveServer) -> None:
    assert urlopen(server.address + "feed.atom").read() == b"<feed></feed>"


def test_asking_for_the_head_of_a_page_tells_the_length_it_is_sent_with(server: LiveServer) -> None:
    head = urlopen(Request(server.address + "about/", method="HEAD"))

    assert (head.read(), int(head.headers["Content-Length"])) == (b"", len(urlopen(server.address + "about/").read()))


def test_a_page_is_never_answered_with_not_modified(server: LiveServer) -> None:
    later = {"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"}

    assert urlopen(Request(server.address + "about/", headers=later)).status == 200


def test_the_script_and_its_sheet_are_answered_from_an_address_no_site_has(server: LiveServer) -> None:
    answers = [urlopen(f"{server.address}.serve/reload.{ending}") for ending in ("mjs", "css")]

    assert [answer.headers["Content-Type"] for answer in answers] == ["text/javascript", "text/css"]


def test_an_open_page_hears_of_a_new_site_and_of_errors(server: LiveServer) -> None:
    before = server.channel.site
    with urlopen(server.address + ".serve/events") as stream:
        first = next_news(stream)
        server.channel.tell(new_site=True)
        second = next_news(stream)
        server.channel.tell(["error: seeds/fair.txt: empty"], new_site=False)
        third = next_news(stream)

    after = server.channel.site
    assert first == {"site": before, "search": before, "whole": True, "lines": []}
    assert second == {"site": after, "search": after, "whole": True, "lines": []}
    assert third == {"site": after, "search": after, "whole": False, "lines": ["error: seeds/fair.txt: empty"]}
    assert before != after


def test_pages_that_come_before_their_search_are_one_new_site_with_it() -> None:
    channel = Channel()
    first = channel.site, channel.search
    channel.tell_of_pages()
    early = channel.site, channel.search
    channel.tell(new_site=True)

    assert first[0] == first[1] == early[1] != early[0]
    assert (channel.site, channel.search) == (early[0], early[0])


def test_pages_whose_search_fails_are_followed_by_the_last_good_ones() -> None:
    channel = Channel()
    channel.tell_of_pages()
    early = channel.site
    channel.tell(["error: search: no room"], new_site=False)

    assert channel.site not in (early, Channel().site)
    assert channel.search == channel.site


def test_new_pages_are_shown_beside_their_places_while_the_build_goes_on(server: LiveServer, folder: Path) -> None:
    (folder / "about" / ".index.html.new").write_bytes(ABOUT.replace(b"About", b"New"))
    (folder / ".base.css.new").write_bytes(b"p{}")
    before = urlopen(server.address + "about/").read()
    server.shows_new_pages = True
    during = urlopen(server.address + "about/").read()
    style = urlopen(server.address + "base.css")
    server.shows_new_pages = False

    assert (b"About" in before, b"New" in during, b"About" in urlopen(server.address + "about/").read()) == (True,) * 3
    assert (style.read(), style.headers["Content-Type"]) == (b"p{}", "text/css")


def test_the_search_page_belongs_to_the_site_whose_search_is_there(server: LiveServer, folder: Path) -> None:
    (folder / "search").mkdir()
    (folder / "search" / "index.html").write_bytes(ABOUT)
    server.channel.tell_of_pages()
    script = f'src="/.serve/reload.mjs?search={server.channel.search}"'.encode()

    assert script in urlopen(server.address + "search/?q=fair").read()
    assert server.channel.search != server.channel.site


def test_a_page_opened_later_hears_the_same_errors(server: LiveServer) -> None:
    server.channel.tell(["error: seeds/fair.txt: empty"], new_site=True)

    with urlopen(server.address + ".serve/events") as stream:
        assert next_news(stream)["lines"] == ["error: seeds/fair.txt: empty"]


def test_a_line_with_a_line_break_stays_one_event(server: LiveServer) -> None:
    server.channel.tell(["error: a\n\ndata: b\ud800"], new_site=False)

    with urlopen(server.address + ".serve/events") as stream:
        assert next_news(stream)["lines"] == ["error: a\n\ndata: b\ud800"]


def test_pages_are_spared_thousands_of_lines() -> None:
    channel = Channel()
    channel.tell([f"error: {number}" for number in range(LINES_SHOWN + 7)], new_site=False)

    lines = json.loads(next(channel.messages(0)))["lines"]

    assert lines[LINES_SHOWN - 1 :] == [f"error: {LINES_SHOWN - 1}", "and 7 more lines in the terminal"]


def test_a_server_that_ends_ends_its_connections(folder: Path) -> None:
    with LiveServer(folder) as server:
        server.start()
        stream = urlopen(server.address + ".serve/events")
        next_news(stream)
        server.shutdown()

    assert list(stream) in ([], [b"\n"])


def test_sites_of_two_runs_have_different_names() -> None:
    assert Channel().site != Channel().site
