"""Work in processes of its own: one task at a time each, held to limits, and lost alone when it fails.

A process that needs too much time or memory, or that dies, loses the one task it had; another
takes its place. What a task gives back is plain data, sent as JSON.
"""

from __future__ import annotations

import gc
import json
import multiprocessing
import os
import signal
import sys
import time
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

from .limits import MEMORY_EXIT, Limits, hold_memory, hold_time, ran_out_of_time

# A copy of this process has all that is loaded at once. Elsewhere than on Linux system libraries do not bear it.
START = "fork" if sys.platform.startswith("linux") else "spawn"
TASKS_EACH = 500  # tasks after which a process makes room for a fresh one, so that none grows
SETUP_MAX = 120.0  # seconds a process has to load what it needs, on a slow and busy machine

Work = Callable[[Any], Any]  # plain data of a task → plain data of its outcome
Setup = Callable[[], Work]  # what a process does once


@dataclass(frozen=True, slots=True)
class Done:
    """What a task gave back."""

    value: Any


@dataclass(frozen=True, slots=True)
class Lost:
    """Why a task gave nothing back: it needed more time or memory than it may have, or its process died."""

    cause: str  # "time", "clock", "memory" or "died"
    detail: str = ""  # how a process died


@dataclass
class _Worker:
    """A process, the way to it, and the task it has."""

    process: BaseProcess
    connection: Connection
    ready: bool = False
    task: int | None = None
    deadline: float = 0.0
    done: int = 0


@dataclass
class Workers:
    """Processes that do tasks. `setup` makes what does them, in each process; it must pickle where `START` is spawn."""

    setup: Setup
    jobs: int
    limits: Limits
    start: str = START
    _crew: list[_Worker] = field(default_factory=list)

    def outcomes(self, tasks: Sequence[Any]) -> Iterator[tuple[int, Done | Lost]]:
        """The outcome of each task with its place among them, as they come.

        A task lost to memory or to a death is tried once more in a fresh process, so that what
        earlier tasks left behind in theirs decides nothing.
        """
        waiting = list(range(len(tasks)))[::-1]
        alone: set[int] = set()  # tasks that are tried a second time
        try:
            while waiting or any(worker.task is not None for worker in self._crew):
                self._hire(min(self.jobs, len(waiting) + sum(worker.task is not None for worker in self._crew)))
                self._hand_out(tasks, waiting, alone)
                for number, outcome in self._hear():
                    if isinstance(outcome, Lost) and outcome.cause in ("memory", "died") and number not in alone:
                        alone.add(number)
                        waiting.append(number)
                    else:
                        yield number, outcome
        finally:
            for worker in self._crew:
                self._dismiss(worker)
            self._crew.clear()

    def _hire(self, wanted: int) -> None:
        context = multiprocessing.get_context(self.start)
        while len(self._crew) < wanted:
            ours, theirs = context.Pipe()
            others = [worker.connection for worker in self._crew] if self.start == "fork" else []
            arguments = (theirs, [*others, ours] if self.start == "fork" else [], self.setup, self.limits)
            process = context.Process(target=_serve, args=arguments, daemon=True)  # type: ignore[attr-defined]
            with warnings.catch_warnings():  # of threads: those of numpy wait, and hold nothing a copy needs
                warnings.simplefilter("ignore", DeprecationWarning)
                process.start()
            theirs.close()
            self._crew.append(_Worker(process, ours, deadline=time.monotonic() + SETUP_MAX))

    def _hand_out(self, tasks: Sequence[Any], waiting: list[int], alone: set[int]) -> None:
        for worker in [*self._crew]:
            if not waiting or not worker.ready or worker.task is not None:
                continue
            if worker.done and waiting[-1] in alone:  # a second try wants a fresh process
                self._replace(worker)
                continue
            worker.task = waiting.pop()
            worker.deadline = time.monotonic() + self.limits.clock
            with suppress(OSError):  # it died just now, which `_hear` will see
                worker.connection.send_bytes(_encoded(tasks[worker.task]))

    def _hear(self) -> Iterator[tuple[int, Done | Lost]]:
        """What the processes say, or that one of them says nothing any more."""
        busy = [worker for worker in self._crew if not worker.ready or worker.task is not None]
        if not busy:
            return
        patience = max(0.0, min(worker.deadline for worker in busy) - time.monotonic())
        speaking = wait([worker.connection for worker in busy], patience)
        for worker in busy:
            if worker.connection in speaking:
                yield from self._answer(worker)
            elif time.monotonic() >= worker.deadline:
                yield from self._lost(worker, Lost("clock"))

    def _answer(self, worker: _Worker) -> Iterator[tuple[int, Done | Lost]]:
        try:
            said = json.loads(worker.connection.recv_bytes())
        except (EOFError, OSError):
            worker.process.join(self.limits.clock)
            yield from self._lost(worker, _cause(worker.process.exitcode))
            return
        if not worker.ready:
            worker.ready = True
        elif said.get("memory"):
            yield from self._lost(worker, Lost("memory"))
        elif worker.task is not None:
            number, worker.task = worker.task, None
            worker.done += 1
            yield number, Done(said["value"])
            if worker.done >= TASKS_EACH:
                self._replace(worker)

    def _lost(self, worker: _Worker, why: Lost) -> Iterator[tuple[int, Lost]]:
        number, ready = worker.task, worker.ready
        self._replace(worker)
        if not ready:
            raise RuntimeError(f"a process could not load what it needs ({why.cause} {why.detail})".strip())
        if number is not None:
            yield number, why

    def _replace(self, worker: _Worker) -> None:
        """Let a process go; `_hire` finds another when there is work."""
        self._crew.remove(worker)
        self._dismiss(worker)

    def _dismiss(self, worker: _Worker) -> None:
        worker.connection.close()
        worker.process.kill()
        worker.process.join()
        worker.process.close()


def _cause(exit_code: int | None) -> Lost:
    if ran_out_of_time(exit_code):
        return Lost("time")
    if exit_code == MEMORY_EXIT:
        return Lost("memory")
    if exit_code is not None and exit_code < 0:
        with suppress(ValueError):
            return Lost("died", f"by {signal.Signals(-exit_code).name}")
    return Lost("died", f"with exit code {exit_code}")


def _serve(connection: Connection, inherited: Iterable[Connection], setup: Setup, limits: Limits) -> None:
    """What a process does: one task after the other, until nobody asks any more."""
    for other in inherited:  # copies of the ends by which others are asked: held here, they would never close
        other.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the process that asks, which ends this one
    work = setup()
    gc.collect()
    gc.freeze()  # what is loaded stays; looking through it again would only copy its pages
    hold_memory(limits.max_megabytes)
    connection.send_bytes(_encoded({"ready": True}))
    with suppress(EOFError, OSError, KeyboardInterrupt):
        while True:
            task = json.loads(connection.recv_bytes())
            hold_time(limits.max_seconds)
            try:
                said = {"value": work(task)}
            except MemoryError:
                said = {"memory": True}
            connection.send_bytes(_encoded(said))
    os._exit(0)  # without what the copied process would do at its end


def _encoded(data: Any) -> bytes:
    return json.dumps(data).encode("ascii")
