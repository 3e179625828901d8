"""The local server answers as a static host does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from tools.serving import SiteServer


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "about").mkdir()
    (tmp_path / "about" / "index.html").write_text("<h1>About</h1>")
    (tmp_path / "404.html").write_text("<h1>Not here</h1>")
    (tmp_path / "engine.mjs").write_text("export default 1;")
    return tmp_path


@pytest.fixture
def server(folder: Path) -> Iterator[SiteServer]:
    with SiteServer(folder).start() as running:
        yield running
        running.shutdown()


def test_a_folder_is_answered_with_its_index(server: SiteServer) -> None:
    assert urlopen(server.address + "about/").read() == b"<h1>About</h1>"


def test_a_missing_page_is_answered_with_the_archives_own_404_page(server: SiteServer) -> None:
    with pytest.raises(HTTPError) as missing:
        urlopen(server.address + "nowhere/")

    assert (missing.value.code, missing.value.read()) == (404, b"<h1>Not here</h1>")


def test_a_folder_without_an_index_is_not_listed(server: SiteServer, folder: Path) -> None:
    (folder / "assets").mkdir()

    with pytest.raises(HTTPError) as refused:
        urlopen(server.address + "assets/")

    assert refused.value.code == 404


def test_modules_are_served_as_javascript_whatever_the_machine_thinks(server: SiteServer) -> None:
    assert urlopen(server.address + "engine.mjs").headers["Content-Type"] == "text/javascript"


def test_nothing_outside_the_site_is_served(server: SiteServer, folder: Path) -> None:
    (folder.parent / "secret.txt").write_text("secret")

    with pytest.raises(HTTPError) as refused:
        urlopen(server.address + "..%2Fsecret.txt")

    assert refused.value.code == 404


def test_an_exchanged_site_shows_at_once(server: SiteServer, tmp_path: Path) -> None:
    urlopen(server.address + "about/")
    newer = tmp_path / "newer"
    (newer / "about").mkdir(parents=True)
    (newer / "about" / "index.html").write_text("<h1>New</h1>")

    server.site = newer

    assert urlopen(server.address + "about/").read() == b"<h1>New</h1>"


def test_below_a_prefix_only_the_prefix_is_answered(folder: Path) -> None:
    with SiteServer(folder, prefix="/repo").start() as server:
        inside = urlopen(server.address + "about/").status
        with pytest.raises(HTTPError) as outside:
            urlopen(server.address.replace("/repo/", "/about/"))
        server.shutdown()

    assert (inside, outside.value.code) == (200, 404)
