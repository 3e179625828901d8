"""How far a conversion is: a bar on a terminal, a plain line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .errors import place, printable
from .means import Progress

SHOWN_EACH = 0.1  # seconds between two looks of the bar
LINE_EACH = 10.0  # seconds between two lines; a build that takes less says nothing


@contextmanager
def progress(seeds: Path, *, quiet: bool = False) -> Iterator[Progress | None]:
    """What to call with the name of each capture that is done; None where nobody wants to know."""
    if quiet:
        yield None
        return
    from .captures import count_captures  # here: it reads captures too, for which a build without changes has no use

    if sys.stderr.isatty():
        with _bar(count_captures(seeds)) as advance:
            yield advance
    else:
        yield _lines(seeds, count_captures(seeds))


@contextmanager
def _bar(total: int) -> Iterator[Progress]:
    from rich.console import Console  # here: a run that nobody watches does without
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("Converting"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[name]}", markup=False),
    )
    # No thread of its own: processes are copied while it is shown, and a thread's locks would be copied with them.
    with Bar(*columns, console=Console(stderr=True), transient=True, auto_refresh=False) as bar:
        task = bar.add_task("captures", total=total, name="")
        shown = 0.0

        def advance(name: str) -> None:
            nonlocal shown
            bar.update(task, advance=1, name=printable(name))
            if time.monotonic() - shown >= SHOWN_EACH:
                bar.refresh()
                shown = time.monotonic()

        bar.refresh()
        yield advance


def _lines(seeds: Path, total: int) -> Progress:
    begun = said = time.monotonic()
    done = 0

    def advance(name: str) -> None:
        nonlocal said, done
        done += 1
        now = time.monotonic()
        if now - said >= LINE_EACH and done < total:
            said = now
            left = (now - begun) / done * (total - done)
            print(f"{place(seeds)}: {done:,} of {total:,} captures, about {_span(left)} left", file=sys.stderr)

    return advance


def _span(seconds: float) -> str:
    return f"{seconds / 60:.0f} min" if seconds >= 120 else f"{max(1, round(seconds))} s"
