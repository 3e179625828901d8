"""What a run tells the maintainer: counts, what to look at, what failed. Plain lines, no Pelican."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from .captures import count_captures
from .errors import CaptureError, printable
from .pipeline import Progress as Report
from .pipeline import Run
from .posts import reviews_of


def counts(run: Run) -> str:
    """One line: "5 captures, 16 stories, 1 reprint, 4 to review"."""
    stories = [story for story in run.stories if not story.reprint_of]
    reprints = len(run.stories) - len(stories)
    reviewed = sum(1 for story in stories if any(reviews_of(story)))
    parts = [
        plural(len(run.conversions), "capture"),
        plural(len(stories), "story", "stories"),
        plural(reprints, "reprint"),
        f"{reviewed} to review",
    ]
    failed = len(run.failed_seeds)
    return ", ".join(parts + ([f"{failed} failed"] if failed else []))


def reviews(run: Run) -> Iterator[str]:
    """One line for each field of a story that a person should look at."""
    for story in run.stories:
        for reason in reviews_of(story):
            yield printable(f"review {story.seed}:{story.first} ({story.slug}): {reason}")
        if not story.topics:
            yield printable(f"review {story.seed}:{story.first} ({story.slug}): topics: none is sure, so it has none")


def failure_lines(failures: Iterable[CaptureError]) -> list[str]:
    return [f"error: {failure}" for failure in failures]


def plural(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


@contextmanager
def progress(seeds: Path) -> Iterator[Report | None]:
    """A bar on a terminal that counts captures; None where nobody watches."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    columns = (
        TextColumn("Converting"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[name]}", markup=False),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("captures", total=count_captures(seeds), name="")
        yield lambda name: bar.update(task, advance=1, name=printable(name))
