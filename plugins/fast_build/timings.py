"""How long the stages of a build took, and how many things each of them made."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(slots=True)
class Stage:
    """Sums over all the times a stage ran; seconds without those of stages inside it."""

    wall: float = 0.0
    cpu: float = 0.0  # of this process and of children that ended
    count: int = 0

    def made(self, count: int = 1) -> None:
        self.count += count


class Timings:
    """Stages by name, in the order they first ran."""

    def __init__(self) -> None:
        self.stages: dict[str, Stage] = {}
        self._inside: list[list[float]] = []  # of each stage that runs: seconds of the stages inside it

    @contextmanager
    def stage(self, name: str) -> Iterator[Stage]:
        """Counts what runs inside to the stage; `made()` of what it gives counts things."""
        stage = self.stages.setdefault(name, Stage())
        self._inside.append([0.0, 0.0])
        wall, cpu = time.perf_counter(), _cpu()
        try:
            yield stage
        finally:
            wall, cpu = time.perf_counter() - wall, _cpu() - cpu
            inner_wall, inner_cpu = self._inside.pop()
            stage.wall += wall - inner_wall
            stage.cpu += cpu - inner_cpu
            if self._inside:
                self._inside[-1][0] += wall
                self._inside[-1][1] += cpu

    def after(self, before: Timings | None) -> Timings:
        """These stages below those that ran before them."""
        whole = Timings()
        whole.stages = {**(before.stages if before else {}), **self.stages}
        return whole

    def lines(self) -> list[str]:
        """A table: a line for each stage, the whole at the end."""
        rows = [(name, stage.wall, stage.cpu, stage.count) for name, stage in self.stages.items()]
        rows.append(("together", sum(row[1] for row in rows), sum(row[2] for row in rows), 0))
        width = max(len(row[0]) for row in rows)
        return [
            f"{name:<{width}}  {wall:8.3f} s  {cpu:8.3f} s CPU" + (f"  {count:8,}" if count else "")
            for name, wall, cpu, count in rows
        ]


def _cpu() -> float:
    times = time.process_time()
    try:
        import resource
    except ImportError:  # Windows, where there are no forked children
        return times
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return times + children.ru_utime + children.ru_stime
