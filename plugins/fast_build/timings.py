"""How long the stages of a build took, and how many things each of them made or found as they have to be."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

START = "start and imports"  # processor time alone: nothing tells when the process began
BETWEEN = "between stages"  # Pelican itself


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

    def __init__(self, things: Callable[[], int] = lambda: 0) -> None:
        """`things` tells how many there are by now: those that come while a stage runs are counted to it."""
        self.stages: dict[str, Stage] = {}
        self.things = things
        self._inside: list[list[float]] = []  # of each stage that runs: what of wall, cpu, count is of stages inside it
        self._began = self._now()

    @contextmanager
    def stage(self, name: str) -> Iterator[Stage]:
        """Counts what runs inside to the stage; `made()` of what it gives counts more things."""
        stage = self.stages.setdefault(name, Stage())
        self._inside.append([0.0, 0.0, 0])
        began = self._now()
        try:
            yield stage
        finally:
            spent = [now - then for now, then in zip(self._now(), began, strict=True)]
            wall, cpu, count = (all - inner for all, inner in zip(spent, self._inside.pop(), strict=True))
            stage.wall += wall
            stage.cpu += cpu
            stage.count += round(count)
            if self._inside:
                self._inside[-1] = [one + other for one, other in zip(self._inside[-1], spent, strict=True)]

    def whole(self, before: Timings | None) -> Timings:
        """These stages below those that ran before them, with what the process did beside: all of its time."""
        wall, cpu, _ = self._now()
        ran, stages = before.stages.values() if before else (), self.stages.values()
        start = Stage(0.0, self._began[1] - sum(stage.cpu for stage in ran))
        between = Stage(
            wall - self._began[0] - sum(stage.wall for stage in stages),
            cpu - self._began[1] - sum(stage.cpu for stage in stages),
        )
        told = Timings()
        told.stages = {**(before.stages if before else {}), START: start, **self.stages, BETWEEN: between}
        return told

    def _now(self) -> tuple[float, float, int]:
        return time.perf_counter(), _cpu(), self.things()

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
