"""`invoke serve` builds again after every change, one build at a time, and keeps the last good site."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from queue import Queue
from threading import Event, Thread
from urllib.request import urlopen

import pytest

from tools.live.builds import Outcome
from tools.live.changes import Changes, written_between
from tools.live.loop import NoSite, serve
from tools.serving import SiteServer


@dataclass
class Project:
    """A capture that becomes the home page and a post; with the word "broken" in it no site is built."""

    folder: Path
    builds: list[str] = field(default_factory=list)  # what each build read
    shown: list[bytes] = field(default_factory=list)  # what a reader saw while a build went on
    home: str = ""
    closed: bool = False
    meanwhile: Callable[[], object] = lambda: None  # happens during a build

    def __post_init__(self) -> None:
        self.posts.mkdir(parents=True)
        self.site.mkdir()
        self.capture.write_text("first")

    @property
    def capture(self) -> Path:
        return self.folder / "capture.txt"

    @property
    def posts(self) -> Path:
        return self.folder / "content" / "articles"

    @property
    def site(self) -> Path:
        return self.folder / "site"

    def build(self, made: Callable[[], object] = lambda: None) -> Outcome:
        text = self.capture.read_text()
        (self.posts / "post.md").write_text(text)
        self.meanwhile()
        if "early" in text:
            (self.site / ".index.html.new").write_text(text)
            made()
            self.shown.append(urlopen(self.home).read())
            (self.site / ".index.html.new").unlink()
        if "broken" in text:
            outcome = Outcome(False, ("error: capture.txt: is broken",))
        else:
            (self.site / "index.html").write_text(text)
            outcome = Outcome(True)
        self.builds.append(text)
        return outcome

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


@pytest.fixture
def said(project: Project) -> Iterator[Callable[[], str]]:
    """Each call waits for the next line that `serve`, at work on the project, says."""
    lines, stop = Queue[str](), Event()
    watched = [project.capture, project.folder / "content"]
    thread = Thread(target=serve, args=(project, project.site, watched, project.posts, 0, lines.put, stop))
    thread.start()
    yield lambda: lines.get(timeout=20)
    stop.set()
    thread.join()
    assert project.closed


def home_in(line: str) -> str:
    return line.partition(" at ")[2].partition(" ")[0]


def test_a_change_shows_and_the_posts_it_writes_start_no_second_build(
    said: Callable[[], str], project: Project
) -> None:
    home = home_in(said())

    project.capture.write_text("second")
    lines = [said(), said()]
    project.capture.write_text("third")
    lines += [said(), said()]

    assert [line.partition(";")[2].partition(" at ")[0] for line in lines] == [
        " building again",
        " serving the new site",
    ] * 2
    assert lines[0].endswith("capture.txt changed; building again")
    assert urlopen(home).read().startswith(b"third")
    assert project.builds == ["first", "second", "third"]


def test_a_failed_build_leaves_the_last_good_site_and_says_so(said: Callable[[], str], project: Project) -> None:
    home = home_in(said())

    project.capture.write_text("broken")
    lines = [said(), said()]
    while_broken = urlopen(home).read()
    project.capture.write_text("mended")
    lines += [said(), said()]

    assert lines[1] == "No site was built; the last good one stays"
    assert while_broken.startswith(b"first")
    assert urlopen(home).read().startswith(b"mended")


def test_changes_during_a_build_cause_one_more(said: Callable[[], str], project: Project) -> None:
    said()
    saved = iter(["third", "fourth"])

    def save_twice() -> None:
        for text in saved:
            project.capture.write_text(text)

    project.meanwhile = save_twice
    project.capture.write_text("second")
    lines = [said() for _ in range(4)]

    assert [line.startswith("Built in") for line in lines] == [False, True, False, True]
    assert project.builds == ["first", "second", "fourth"]


def test_a_file_that_an_editor_exchanges_is_seen_every_time(said: Callable[[], str], project: Project) -> None:
    said()
    for text in ("second", "third"):
        (project.folder / "new").write_text(text)
        os.replace(project.folder / "new", project.capture)
        assert said().endswith("capture.txt changed; building again")
        said()

    assert project.builds == ["first", "second", "third"]


def test_a_post_that_a_person_edits_starts_a_build(said: Callable[[], str], project: Project) -> None:
    said()

    (project.posts / "other.md").write_text("by hand")

    assert said().endswith("content/articles/other.md changed; building again")


def test_the_first_build_may_fail_where_an_earlier_run_left_a_site(project: Project) -> None:
    (project.site / "index.html").write_text("earlier")
    project.capture.write_text("broken")
    stop, lines = Event(), Queue[str]()
    arguments = (project, project.site, [project.capture], project.posts, 0, lines.put, stop)
    thread = Thread(target=serve, args=arguments)
    thread.start()

    line = lines.get(timeout=20)
    home = urlopen(home_in(line)).read()
    stop.set()
    thread.join()

    assert line.startswith("Serving the archive as it last was at http://")
    assert home.startswith(b"earlier")


def test_without_a_site_nothing_is_served(project: Project) -> None:
    project.capture.write_text("broken")

    with pytest.raises(NoSite, match="no site was built"):
        serve(project, project.site, [project.capture], project.posts, 0)

    assert project.closed


def test_a_port_in_use_is_named_before_anything_is_built(project: Project, tmp_path: Path) -> None:
    with SiteServer(tmp_path) as other, pytest.raises(NoSite) as refused:
        serve(project, project.site, [], project.posts, other.server_port)

    assert str(refused.value) == f"port {other.server_port}: Address already in use; name another with --port"
    assert project.builds == []


def test_a_port_that_is_none_is_named(project: Project) -> None:
    with pytest.raises(NoSite, match="port 70000: is no port; name another with --port"):
        serve(project, project.site, [], project.posts, 70000)


def test_compiled_modules_and_files_of_editors_are_no_changes(tmp_path: Path) -> None:
    with Changes([tmp_path], Event()) as changes:
        (tmp_path / "__pycache__").mkdir()
        (tmp_path / "__pycache__" / "module.pyc").touch()
        (tmp_path / ".post.md.swp").touch()
        (tmp_path / "post.md").touch()

        assert next(iter(changes)) == {tmp_path / "post.md"}


def test_a_file_and_one_that_went_are_dated_by_when_that_happened(tmp_path: Path) -> None:
    post = tmp_path / "2019" / "post.md"
    post.parent.mkdir()
    post.touch()
    written = post.stat().st_ctime_ns

    assert written_between(post, written, written)
    assert not written_between(post, written - 2 * 10**9, written - 10**9)
    post.unlink()
    post.parent.rmdir()
    went = tmp_path.stat().st_ctime_ns
    assert written_between(post, went, went)


def test_pages_show_while_their_search_is_made_and_go_again_if_it_fails(
    said: Callable[[], str], project: Project
) -> None:
    project.home = home_in(said())
    lines = []
    for text in ("early", "early but broken"):
        project.capture.write_text(text)
        lines.append([said() for _ in range(3)])

    assert [seen.partition(b"<script")[0] for seen in project.shown] == [b"early", b"early but broken"]
    assert lines[0][1].endswith(" s; the search follows")
    assert lines[1][2] == "No site was built; the last good one stays"
    assert urlopen(project.home).read().partition(b"<script")[0] == b"early"
