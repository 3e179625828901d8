"""Work in processes of its own: whatever one task does, the others are done."""

from __future__ import annotations

import ctypes
import faulthandler
import os
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from plugins.seed_posts import limits as limits_module
from plugins.seed_posts.limits import Limits
from plugins.seed_posts.workers import START, Done, Lost, Setup, Workers

copied = pytest.mark.skipif(START != "fork", reason="the work of these tests cannot be sent to a process")
TIGHT = Limits(max_seconds=1, max_megabytes=400)


def outcomes(work: Callable[[str], str], tasks: list[str], jobs: int = 2, limits: Limits = TIGHT) -> list[Done | Lost]:
    def setup() -> Callable[[str], str]:
        return work

    return of(setup, tasks, jobs, limits)


def of(setup: Setup, tasks: list[str], jobs: int, limits: Limits, start: str = START) -> list[Done | Lost]:
    return [outcome for _, outcome in sorted(Workers(setup, jobs, limits, start).outcomes(tasks), key=lambda o: o[0])]


def doubled(task: str) -> str:
    match task:
        case "hang":
            time.sleep(60)
        case "compute":
            while True:
                pass
        case "grow":
            hoard = []
            while True:
                hoard.append(bytearray(1_000_000))
        case "leave":
            os._exit(3)
        case "crash":
            faulthandler.disable()  # pytest's, which would print a stack
            ctypes.string_at(0)
    return task * 2


@copied
@pytest.mark.parametrize("jobs", [1, 3])
def test_outcomes_carry_the_places_of_their_tasks(jobs: int) -> None:
    tasks = [f"task {number}" for number in range(20)]

    assert outcomes(doubled, tasks, jobs) == [Done(task * 2) for task in tasks]


@copied
@pytest.mark.parametrize(
    ("task", "why"),
    [
        ("compute", Lost("time")),
        ("grow", Lost("memory")),
        ("leave", Lost("died", "with exit code 3")),
        ("crash", Lost("died", "by SIGSEGV")),
    ],
)
def test_a_task_that_fails_its_process_is_lost_alone(task: str, why: Lost) -> None:
    assert outcomes(doubled, ["a", task, "b", "c"]) == [Done("aa"), why, Done("bb"), Done("cc")]


@copied
def test_a_task_that_hangs_is_given_up_when_the_clock_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits_module, "CLOCK", 0.3)

    assert outcomes(doubled, ["a", "hang", "b"]) == [Done("aa"), Lost("clock"), Done("bb")]


@copied
def test_a_task_whose_process_died_of_something_else_is_done_in_the_next(tmp_path: Path) -> None:
    def once(task: str) -> str:
        if task == "unlucky" and not (tmp_path / "tried").exists():
            (tmp_path / "tried").touch()
            os._exit(1)
        return task

    assert outcomes(once, ["a", "unlucky", "b"]) == [Done("a"), Done("unlucky"), Done("b")]


@copied
def test_a_process_makes_room_for_a_fresh_one_after_many_tasks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("plugins.seed_posts.workers.TASKS_EACH", 2)

    found = outcomes(lambda task: str(os.getpid()), ["a", "b", "c", "d", "e"], jobs=1)

    assert len({outcome.value for outcome in found if isinstance(outcome, Done)}) == 3


@copied
def test_a_process_that_cannot_load_what_it_needs_ends_the_run() -> None:
    def setup() -> Callable[[str], str]:
        os._exit(4)

    with pytest.raises(RuntimeError, match=r"could not load what it needs \(died with exit code 4\)"):
        of(setup, ["a"], 1, TIGHT)


def test_processes_that_are_no_copies_do_the_same() -> None:
    setup = partial(partial, str.upper)  # makes what does the work, and can be sent

    assert of(setup, ["a", "b", "c"], 2, TIGHT, "spawn") == [Done("A"), Done("B"), Done("C")]
