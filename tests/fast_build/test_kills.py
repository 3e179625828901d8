"""Killed at any moment, a build leaves nothing that the next one does not put right."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from plugins.fast_build.outputs import Outputs
from plugins.fast_build.state import State

from .plain_site import PlainSite

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fork")

Files = dict[str, str]
BEFORE: Files = {"a.html": "1", "b.html": "1", "c": "1", "d/e.html": "1", "f/g/h.html": "1"}
AFTER: Files = {"a.html": "2", "b.html": "1", "c/index.html": "1", "d": "1", "i/j.html": "1", "k.html": "1"}
TOUCHING = ("mkdir", "open", "replace", "rmdir", "unlink", "write")  # functions of os that a build's traces come from
RANDOM_KILLS = 4  # of a whole build; `python -m benchmarks.kills` does a hundred


def build(home: Path, files: Files) -> None:
    """A whole build of these files."""
    state = State(home / "state", str(home / "site"))
    outputs = Outputs(str(home / "site"), state)
    for path, text in files.items():
        outputs.put(path, text.encode(), text.encode)
    outputs.finish()
    state.close()


def files_of(folder: Path) -> Files:
    return {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()}


def killed_at(step: int, work: Callable[[], None]) -> bool:
    """Whether the work, done in a process of its own, was killed before its step of this number."""
    child = os.fork()
    if child == 0:
        left = step

        def counted(function: Callable[..., object]) -> Callable[..., object]:
            def call(*arguments: object, **more: object) -> object:
                nonlocal left
                left -= 1
                if left < 0:
                    os.kill(os.getpid(), signal.SIGKILL)
                return function(*arguments, **more)

            return call

        for name in TOUCHING:
            setattr(os, name, counted(getattr(os, name)))
        State.save = counted(State.save)  # type: ignore[method-assign]
        State.end_writing = counted(State.end_writing)  # type: ignore[method-assign]
        work()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)


def kills(home: Path) -> Iterator[Path]:
    """The folder as a build from BEFORE to AFTER leaves it when killed at its first step, its second, and so on."""
    template = home / "template"
    build(template, BEFORE)
    for step in range(1000):
        shutil.rmtree(home / "now", ignore_errors=True)
        shutil.copytree(template, home / "now", symlinks=True)
        (home / "now" / "site" / "CNAME").write_text("mine")
        moved(home / "now")
        if not killed_at(step, lambda: build(home / "now", AFTER)):
            assert step > 30
            return
        yield home / "now"


def moved(home: Path) -> None:
    """Lets the state know its folder by its new name."""
    import sqlite3

    site = os.fsencode(os.path.realpath(home / "site"))
    (home / "state" / "output").write_bytes(site)
    connection = sqlite3.connect(home / "state" / "state.sqlite")
    connection.execute("update meta set value = ? where name = 'output'", (site,))
    connection.commit()
    connection.close()


@pytest.mark.parametrize("wanted", [AFTER, BEFORE, {}], ids=["the same build", "the one before", "an empty one"])
def test_whatever_step_a_build_is_killed_at_the_next_one_mends_all(tmp_path: Path, wanted: Files) -> None:
    for home in kills(tmp_path):
        build(home, wanted)

        assert files_of(home / "site") == {**wanted, "CNAME": "mine"}
        assert {path.name for path in (home / "state").iterdir()} <= {"output", "state.sqlite", "written"}


def test_the_mending_build_may_be_killed_too(tmp_path: Path) -> None:
    for step, home in enumerate(kills(tmp_path)):
        killed_at(step, lambda: build(home, BEFORE))  # noqa: B023
        build(home, AFTER)

        assert files_of(home / "site") == {**AFTER, "CNAME": "mine"}


def test_until_files_are_put_in_place_a_reader_sees_the_old_site_and_never_half_a_file(tmp_path: Path) -> None:
    for home in kills(tmp_path):
        seen = {path: text for path, text in files_of(home / "site").items() if not Path(path).name.startswith(".")}

        assert all(text in (BEFORE.get(path), AFTER.get(path), "mine") for path, text in seen.items())


def test_a_build_that_is_killed_at_any_moment_is_mended_by_the_next(tmp_path: Path) -> None:
    site = PlainSite(tmp_path)
    began = time.monotonic()
    site.build()
    takes = time.monotonic() - began
    chance = random.Random(7)
    for kill in range(RANDOM_KILLS):
        site.write("ferry.md", f"Title: Ferry number {kill}\nDate: 2021-06-01\nTags: sea{kill}\n\nIt runs.\n")
        child = subprocess.Popen(site.command(), cwd=site.home, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(takes * chance.uniform(0.5, 1))  # the first half is Python's own start
        child.kill()
        child.wait()
    site.build()

    assert site.files() == site.clean()
