"""The local server answers as a static host does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Queue
from threading import Event, Thread
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from tools.serving import NoSite, SiteServer, serve, snapshot


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


def test_a_written_post_is_a_change_and_a_compiled_module_is_none(tmp_path: Path) -> None:
    before = snapshot([tmp_path])

    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "module.pyc").touch()
    compiled = snapshot([tmp_path])
    (tmp_path / "post.md").touch()

    assert before == compiled
    assert snapshot([tmp_path]) != before


def test_without_a_site_nothing_is_served(tmp_path: Path) -> None:
    with pytest.raises(NoSite, match="no site was built"):
        serve(lambda folder: None, tmp_path / "serve", [tmp_path], tmp_path / "posts", 0)


def test_a_port_in_use_is_named(server: SiteServer, tmp_path: Path) -> None:
    with pytest.raises(NoSite) as refused:
        serve(lambda folder: folder.mkdir(parents=True), tmp_path / "serve", [], tmp_path, server.server_port)

    assert str(refused.value) == f"port {server.server_port}: Address already in use; name another with --port"


@pytest.fixture
def serving(tmp_path: Path) -> Iterator[Callable[[], str]]:
    """`serve`, at work on one capture; each call returns the next line it announces.

    A capture with the word "broken" leaves no site; any other becomes the home page, and a post.
    """
    capture, posts, lines, stop = tmp_path / "capture.txt", tmp_path / "content" / "articles", Queue[str](), Event()
    posts.mkdir(parents=True)
    capture.write_text("first")

    def build(folder: Path) -> None:
        (posts / "post.md").write_text(capture.read_text())
        if "broken" not in capture.read_text():
            folder.mkdir(parents=True)
            (folder / "index.html").write_text(capture.read_text())

    watched = [capture, tmp_path / "content"]
    arguments = (build, tmp_path / "serve", watched, posts, 0, lines.put, stop)
    thread = Thread(target=serve, args=arguments)
    thread.start()
    yield lambda: lines.get(timeout=20)
    stop.set()
    thread.join()


def address_in(line: str) -> str:
    return line.partition(" at ")[2].partition(" ")[0]


def test_a_change_shows_and_the_posts_it_writes_start_no_second_build(
    serving: Callable[[], str], tmp_path: Path
) -> None:
    home = address_in(serving())

    (tmp_path / "capture.txt").write_text("second")
    said = [serving(), serving()]
    second = urlopen(home).read()
    (tmp_path / "capture.txt").write_text("third")
    said += [serving(), serving()]

    again, new = "Something changed; building again", f"Serving the new site at {home}"
    assert said == [again, new, again, new]
    assert (second, urlopen(home).read()) == (b"second", b"third")


def test_a_failed_build_leaves_the_last_good_site(serving: Callable[[], str], tmp_path: Path) -> None:
    home = address_in(serving())

    (tmp_path / "capture.txt").write_text("broken")
    said = [serving(), serving()]
    while_broken = urlopen(home).read()
    (tmp_path / "capture.txt").write_text("mended")
    said += [serving(), serving()]

    assert said[1] == "No site was built; the last good one stays"
    assert (while_broken, urlopen(home).read()) == (b"first", b"mended")
