"""Captures → stories as the conversion reads them, on several cores.

Corrections and tags are left out: these figures speak of reading. With a folder of models made for
judging (`fold-0` … `fold-4`; docs/how-to-evaluate.md), each capture is read by models that never saw its site.
"""

from __future__ import annotations

import gzip
import multiprocessing
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from plugins.seed_posts.captures import read_capture
from plugins.seed_posts.confidence import form_of
from plugins.seed_posts.errors import CaptureError
from plugins.seed_posts.learned.scorecard import MODELS
from plugins.seed_posts.model import Story
from plugins.seed_posts.pipeline import read_stories
from plugins.seed_posts.sources import Sources

PACKED = ".gz"  # saved pages of a collection may be packed
AT_ONCE = 8  # captures handed to a process at a time; fewer cost messages, more leave the last process alone

Progress = Callable[[], object]  # called after each capture


@dataclass(frozen=True, slots=True)
class Task:
    """A capture to read, and the fold whose models may judge it."""

    path: Path
    fold: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of one capture; `failure` says why there is nothing."""

    name: str
    lines: tuple[str, ...] = ()
    stories: tuple[Story, ...] = ()  # with the rules' own confidences, before these are calibrated
    form: str = ""  # of the capture
    failure: str = ""

    @property
    def text(self) -> str:
        """The bodies of all stories."""
        return "\n\n".join(story.text for story in self.stories)

    @property
    def main(self) -> Story | None:
        """The first story: on a page, the one it is about."""
        return self.stories[0] if self.stories else None


def read_all(
    tasks: Sequence[Task], jobs: int = 1, models: Path | None = None, progress: Progress | None = None
) -> list[Reading]:
    """The captures' readings in the order of the tasks. With `models`, by each fold's own."""
    readings: dict[Task, Reading] = {}
    by_fold = sorted(tasks, key=attrgetter("fold")) if models else tasks
    for fold, group in groupby(by_fold, attrgetter("fold") if models else lambda _: 0):
        folder = models / f"fold-{fold}" if models else None
        for task, reading in zip(*_read(list(group), jobs, folder), strict=True):
            readings[task] = reading
            if progress:
                progress()
    return [readings[task] for task in tasks]


def _read(tasks: list[Task], jobs: int, models: Path | None) -> tuple[list[Task], Iterator[Reading]]:
    paths = [task.path for task in tasks]
    if jobs < 2 and models is None:
        return tasks, map(read, paths)
    return tasks, _read_elsewhere(paths, jobs, models)


def _read_elsewhere(paths: Sequence[Path], jobs: int, models: Path | None) -> Iterator[Reading]:
    """In processes of their own: a process that has loaded one fold's models keeps them."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, context, initializer=_use_models, initargs=(models,)) as pool:
        yield from pool.map(read, paths, chunksize=AT_ONCE)


def _use_models(folder: Path | None) -> None:
    if folder is not None:
        os.environ[MODELS] = str(folder)


def read(path: Path) -> Reading:
    """One capture's stories; a capture that cannot be read has a failure instead."""
    try:
        if path.suffix == PACKED:
            return _read_packed(path)
        capture, _, stories = read_stories(read_capture(path), _sources())
    except CaptureError as error:
        return Reading(path.name, failure=str(error))
    return Reading(path.name, capture.lines, stories, form_of(stories, capture))


def _read_packed(path: Path) -> Reading:
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / path.stem
        page.write_bytes(gzip.decompress(path.read_bytes()))
        return read(page)


@cache
def _sources() -> Sources:
    return Sources.load()
