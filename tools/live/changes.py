"""What changed below folders and files, as the system tells it: nothing is walked, however many files there are."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Condition, Event, Thread
from types import TracebackType

from watchfiles import DefaultFilter, watch

from .looked_at import TICK

SETTLE = 50  # milliseconds without a change before changes count: a save takes several steps, but no longer than this
LOOK = 250  # milliseconds between two looks at whether there is still something to watch
PATIENCE = 1.0  # seconds between two looks at Ctrl+C, which does not end a longer wait on Windows


class Changes:
    """Watches from `with` on. Iterating gives the paths of one change after another; those that come meanwhile wait."""

    def __init__(self, watched: Sequence[Path], stop: Event) -> None:
        self._changed = Condition()
        self._paths: set[Path] = set()
        self._stop = stop
        folders = [path for path in watched if path.is_dir()]
        beside: dict[Path, set[Path]] = defaultdict(
            set
        )  # a file that is saved by renaming is seen from its folder only
        for path in watched:
            if path.is_file():
                folder = path.parent.resolve()
                beside[folder].add(folder / path.name)
        self._threads = [_Watch(self, [folder], files, stop) for folder, files in beside.items()]
        if folders:
            self._threads.append(_Watch(self, folders, None, stop))

    def __enter__(self) -> Changes:
        for thread in self._threads:
            thread.start()
        for thread in self._threads:
            thread.ready.wait()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._stop.set()
        with self._changed:
            self._changed.notify_all()
        for thread in self._threads:
            thread.join()

    def add(self, paths: set[Path]) -> None:
        with self._changed:
            self._paths |= paths
            self._changed.notify_all()

    def __iter__(self) -> Iterator[set[Path]]:
        while not self._stop.is_set():
            with self._changed:
                self._changed.wait_for(lambda: self._paths or self._stop.is_set(), PATIENCE)
                found, self._paths = self._paths, set()
            if found and not self._stop.is_set():
                yield found


class _Watch(Thread):
    """Tells `changes` of everything below the paths; of `files` alone, if there are any."""

    def __init__(self, changes: Changes, paths: Sequence[Path], files: set[Path] | None, stop: Event) -> None:
        super().__init__(daemon=True)
        self.ready = Event()
        self._changes, self._paths, self._files, self._stop_event = changes, paths, files, stop

    def run(self) -> None:
        try:
            for batch in watch(
                *self._paths,
                watch_filter=DefaultFilter(),
                step=SETTLE,
                stop_event=self._stop_event,
                rust_timeout=LOOK,
                yield_on_timeout=True,  # the first says that watching has begun
                raise_interrupt=False,
                recursive=self._files is None,
            ):
                self.ready.set()
                found = {Path(path) for _, path in batch}
                if found := found if self._files is None else found & self._files:
                    self._changes.add(found)
        finally:
            self.ready.set()


def written_between(path: Path, begun: int, ended: int) -> bool:
    """Whether the file was last written, or taken away, between two moments (nanoseconds)."""
    while True:
        try:
            found = path.lstat()
            break
        except (FileNotFoundError, NotADirectoryError):
            path = path.parent  # whose time says when the file went
        except OSError:
            return False
    written = found.st_mtime_ns if os.name == "nt" else found.st_ctime_ns
    return begun - TICK <= written <= ended
