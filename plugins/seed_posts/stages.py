"""How long each stage of a run takes and how many things it looked at or made, for whoever asks with `--timings`."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol

from msgspec import Struct

START = "see that nothing changed"
VOCABULARIES = "load vocabularies"
CAPTURES = "look at captures"
CONVERT = "convert what changed"
REPRINTS = "find reprints"
POSTS = "look at posts"
WRITE = "write posts"
NOTE = "note what was done"


class Stage(Protocol):
    """A stage that runs."""

    def made(self, count: int = 1) -> None:
        """So many things were looked at or made."""


Stages = Callable[[str], AbstractContextManager[Stage]]


class Sum(Struct):
    """Over all the times a stage ran."""

    wall: float = 0.0
    cpu: float = 0.0  # of this process and of those it started that ended
    count: int = 0

    def made(self, count: int = 1) -> None:
        self.count += count


class Timings:
    """Stages by name, in the order they first ran. No stage runs inside another."""

    def __init__(self) -> None:
        self.sums: dict[str, Sum] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[Sum]:
        """Counts what runs inside to the stage."""
        found = self.sums.setdefault(name, Sum())
        wall, cpu = time.perf_counter(), _processor()
        try:
            yield found
        finally:
            found.wall += time.perf_counter() - wall
            found.cpu += _processor() - cpu

    def lines(self) -> list[str]:
        """A table: a line for each stage, the whole at the end."""
        rows = [(name, one.wall, one.cpu, one.count) for name, one in self.sums.items()]
        rows.append(("together", sum(row[1] for row in rows), sum(row[2] for row in rows), 0))
        width = max(len(row[0]) for row in rows)
        return [
            f"{name:<{width}}  {wall:8.3f} s  {cpu:8.3f} s CPU" + (f"  {count:8,}" if count else "")
            for name, wall, cpu, count in rows
        ]


@contextmanager
def uncounted(name: str) -> Iterator[Stage]:
    """A stage that nobody asks about."""
    yield Sum()


def _processor() -> float:
    children = os.times()
    return time.process_time() + children.children_user + children.children_system
