"""Builds of a plain Pelican site: only what changed is written, and nothing bad that happens is left in the site."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path

import pytest

from .plain_site import PlainSite

RAISING = """
from pelican import signals
from pelican.generators import Generator

class Raising(Generator):
    def generate_output(self, writer):
        writer.write_file("late.html", self.get_template("page"), self.context, page={"content": "late"})
        raise RuntimeError("no more paper")

def register():
    signals.get_generators.connect(get, weak=False)

def get(pelican):
    return Raising
"""
LATER = """
from pathlib import Path
from pelican import signals

def register():
    signals.initialized.connect(listen, weak=False)
    signals.all_generators_finalized.connect(put_off, weak=False)

def listen(pelican):
    output = Path(pelican.output_path)
    def made():
        parts = {path.name for path in output.rglob(".*.new")}
        seen = "old" if (output / "index.html").exists() else "none"
        Path("made").write_text(f"{seen} {'.index.html.new' in parts}")
    pelican.fast_build_made = made

def put_off(generators):
    context = generators[0].context
    def work():
        if Path("fail").exists():
            raise RuntimeError("the index is too large")
        context["fast_build"].put("index.txt", None, lambda: Path("made").read_bytes())
    context["fast_build"].later(work)
"""
FULL = """
import errno, os
from pelican import signals

LEFT = [%d]
write = os.write

def short(file, data):
    if len(data) > LEFT[0]:
        write(file, bytes(data)[:LEFT[0]])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    if os.fstat(file).st_size or len(data) > 90:  # pages, not lines of lists
        LEFT[0] -= len(data)
    return write(file, data)

def register():
    os.write = short
"""
LISTENING = """
from pelican import signals

def register():
    signals.content_written.connect(shout, weak=False)
    signals.finalized.connect(note, weak=False)

def shout(path, context):
    with open(path) as file:
        text = file.read()
    with open(path, "w") as file:
        file.write(text.upper())

def note(pelican):
    with open(pelican.output_path + "/note.txt", "w") as file:
        file.write("done")
"""
WRITING = """
import os
from pathlib import Path
from pelican import signals

def register():
    signals.all_generators_finalized.connect(put_off, weak=False)

def put_off(generators):
    output = Path(generators[0].output_path)
    def work():
        (output / ".index.txt").write_text("mine")
        os.replace(output / ".index.txt", output / "index.txt")
    generators[0].context["fast_build"].later(work)
"""
WAITING = """
import pathlib, time
from pelican import signals

def register():
    signals.all_generators_finalized.connect(wait, weak=False)

def wait(generators):
    pathlib.Path("begun").touch()
    while not pathlib.Path("go").exists():
        time.sleep(0.01)
"""


@pytest.fixture
def site(tmp_path: Path) -> PlainSite:
    return PlainSite(tmp_path)


def with_plugin(site: PlainSite, name: str, text: str, more: str = "") -> None:
    site.plugin(name, text)
    site.set(f'PLUGINS = ["plugins.fast_build", "plugins.{name}"]\n{more}')


def times(site: PlainSite) -> dict[str, int]:
    return {name: (site.output / name).stat().st_mtime_ns for name in site.files()}


def test_a_build_that_changes_nothing_touches_nothing(site: PlainSite) -> None:
    site.build()
    before = times(site)
    site.build()

    assert len(before) > 10
    assert times(site) == before


def test_a_changed_post_touches_only_what_shows_it_and_the_site_is_that_of_a_clean_build(site: PlainSite) -> None:
    site.build()
    before = times(site)
    site.write("ferry.md", "Title: A ferry at night\nDate: 2021-06-01\nTags: sea\n\nIt runs no more.\n")
    site.build()

    changed = {name for name, time in times(site).items() if before.get(name) != time}
    assert changed == {"a-ferry-at-night.html", "index.html", "tag/harbour.html", "tag/sea.html", "feed.atom"}
    assert site.files() == site.clean()


def test_what_has_no_source_any_more_goes(site: PlainSite) -> None:
    site.build()
    for name in ("quay.md", "images/boat.svg", "pages/about.md"):
        (site.home / "content" / name).unlink()
    site.write("tide.md", "Title: Spring tide\nDate: 2020-03-02\nTags: sea\n\nThe tide was high.\n")
    (site.home / "theme" / "static" / "site.css").unlink()
    site.build()

    assert site.files() == site.clean()
    assert not (site.output / "images").exists()


def test_a_changed_static_file_is_copied_even_where_its_time_says_it_is_old(site: PlainSite) -> None:
    site.build()
    picture = site.write("images/boat.svg", "<svg xmlns='http://www.w3.org/2000/SVG'/>")
    os.utime(picture, (0, 0))
    site.build()

    assert (site.output / "images" / "boat.svg").read_bytes() == picture.read_bytes()


def test_a_plugin_that_raises_in_the_middle_leaves_the_site_as_it_was(site: PlainSite) -> None:
    site.build()
    before = site.files()
    site.write("quay.md", "Title: The quay is gone\nDate: 2021-05-04\n\nIt fell.\n")
    with_plugin(site, "raising", RAISING)
    failed = site.run()

    assert failed.returncode == 1
    assert "no more paper" in failed.stdout + failed.stderr
    assert site.files() == before
    site.set("")
    site.build()
    assert site.files() == site.clean()


def test_a_build_that_is_interrupted_says_so_and_leaves_the_site_as_it_was(site: PlainSite) -> None:
    site.build()
    before = site.files()
    site.write("quay.md", "Title: The quay is gone\nDate: 2021-05-04\n\nIt fell.\n")
    with_plugin(site, "raising", RAISING.replace('RuntimeError("no more paper")', "KeyboardInterrupt"))
    interrupted = site.run()

    assert interrupted.returncode == 1
    assert interrupted.stderr.strip() == "error: output: interrupted; build again to bring it up to date"
    assert site.files() == before


def test_pages_lie_beside_their_places_while_work_that_comes_later_is_done(site: PlainSite) -> None:
    with_plugin(site, "later", LATER)
    site.build()

    assert (site.output / "index.txt").read_text() == "none True"

    (site.home / "fail").touch()
    before = site.files()
    site.write("ferry.md", "Title: A ferry at night\nDate: 2021-06-01\nTags: sea\n\nIt runs no more.\n")
    failed = site.run()

    assert failed.returncode != 0
    assert "the index is too large" in failed.stdout + failed.stderr
    assert (site.home / "made").read_text() == "old True"
    assert site.files() == before

    (site.home / "fail").unlink()
    site.build()
    assert site.files() == site.clean() | {"index.txt": b"old True"}


def test_other_plugins_find_each_page_in_its_place_when_they_are_told_of_it(site: PlainSite) -> None:
    with_plugin(site, "listening", LISTENING)
    for _ in range(2):
        site.build()

    assert (site.output / "spring-tide.html").read_text().startswith("<TITLE>")
    assert site.files() == site.clean()


@pytest.mark.parametrize("left", [100, 1500])
def test_a_disk_that_fills_leaves_the_site_as_it_was_and_the_next_build_mends_all(site: PlainSite, left: int) -> None:
    site.build()
    before = site.files()
    for name in ("quay", "ferry"):
        site.write(f"{name}.md", f"Title: The {name} is sold\nDate: 2021-05-04\n\n{'Sold. ' * 60}\n")
    with_plugin(site, "full", FULL % left)
    failed = site.run()

    assert failed.returncode == 1
    assert "the disk is full; make room, then build again (the site is as it was)" in failed.stderr
    assert len(failed.stderr.strip().splitlines()) == 1
    assert site.files() == before
    site.set("")
    site.build()
    assert site.files() == site.clean()


def test_what_stands_in_the_way_of_a_plugins_own_file_is_one_line(site: PlainSite) -> None:
    with_plugin(site, "writing", WRITING)
    (site.output / "index.txt").mkdir(parents=True)
    refused = site.run()

    assert refused.returncode == 1
    assert refused.stderr.strip().splitlines() == [
        "error: output/index.txt: cannot be written: Is a directory; change that, then build again"
    ]


def test_a_second_build_of_the_same_folder_says_so_and_stops(site: PlainSite) -> None:
    with_plugin(site, "waiting", WAITING)
    first = subprocess.Popen(site.command(), cwd=site.home, stdout=subprocess.DEVNULL)
    wait_for(site.home / "begun")

    second = site.run()
    (site.home / "go").touch()

    assert first.wait() == 0
    assert second.returncode == 1
    assert second.stderr.strip() == (
        f"error: output: another build (process {first.pid}) is writing this folder; wait for it or end it"
    )
    assert site.files() == site.clean()


def wait_for(path: Path) -> None:
    while not path.exists():
        time.sleep(0.01)


@pytest.mark.parametrize("setting", ['FAST_BUILD = "yes"', "FAST_BUILD_STATE = 7", "FAST_BUILD_TIMINGS = 1"])
def test_a_setting_of_the_wrong_kind_is_one_line(site: PlainSite, setting: str) -> None:
    site.set(setting + "\n")
    refused = site.run()

    assert refused.returncode == 1
    assert refused.stderr.startswith(f"error: {setting.partition(' ')[0]}: ")
    assert len(refused.stderr.strip().splitlines()) == 1


def test_times_of_stages_are_printed_where_they_are_wanted(site: PlainSite) -> None:
    site.set("FAST_BUILD_TIMINGS = True\n")

    assert "files in place" in site.build().stdout
