"""The server of the measurements sends what GitHub Pages sends."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from tools.hosting import PagesServer, Sent

PAGE = "<h1>About</h1>" * 20


@pytest.fixture
def server(tmp_path: Path) -> Iterator[PagesServer]:
    (tmp_path / "about").mkdir()
    (tmp_path / "about" / "index.html").write_text(PAGE)
    (tmp_path / "404.html").write_text("<h1>Not here</h1>")
    (tmp_path / "letters.woff2").write_bytes(b"letters" * 20)
    with PagesServer(tmp_path, prefix="/repo").start() as running:
        yield running
        running.shutdown()


def test_text_comes_compressed_and_may_be_kept_ten_minutes(server: PagesServer) -> None:
    answer = urlopen(server.address + "about/")

    assert gzip.decompress(answer.read()).decode() == PAGE
    assert (answer.headers["Content-Encoding"], answer.headers["Cache-Control"]) == ("gzip", "max-age=600")


def test_fonts_come_as_they_are(server: PagesServer) -> None:
    answer = urlopen(server.address + "letters.woff2")

    assert (answer.read(), answer.headers["Content-Encoding"]) == (b"letters" * 20, None)


def test_a_missing_page_is_the_page_of_errors_which_has_an_address_too(server: PagesServer) -> None:
    with pytest.raises(HTTPError) as missing:
        urlopen(server.address + "nowhere/")
    named = urlopen(server.address + "404.html")

    assert missing.value.code == 404
    assert missing.value.read() == named.read() == gzip.compress(b"<h1>Not here</h1>", 6, mtime=0)
    assert named.status == 200


def test_what_was_sent_is_counted_below_the_prefix(server: PagesServer) -> None:
    body = urlopen(server.address + "about/?q=1").read()

    assert server.take() == [Sent("about/", len(body), len(body))]
    assert server.take() == []
