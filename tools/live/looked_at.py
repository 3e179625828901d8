"""What a process has read so far, and whether it is still the same.

The interpreter itself tells of every file that is opened and every folder that is listed (its audit events), so that
nothing has to be named here: settings and what they read, the theme's words, style sheets, fonts.
"""

from __future__ import annotations

import os
import sys
import time
from contextlib import suppress
from typing import Any

Stamp = tuple[int, int, int, int]  # times of content and entry in ns, size, place on disk
TICK = 20_000_000  # nanoseconds by which a file system's clock may lag behind
NO_STAMP = (0, 0, 0, 0)  # of a file so young that it could be written once more within the tick of its time
_WRITING = os.O_WRONLY | os.O_RDWR
_LISTS = ("os.listdir", "os.scandir")


class LookedAt:
    """The files and folders that were looked at since this was made, as they were just before."""

    def __init__(self) -> None:
        self._found: dict[str, Stamp | None] = {}
        self._listens = True
        sys.addaudithook(self._hear)  # for good: no hook can be taken away

    def holds(self) -> bool:
        """Whether all of them are as they were. What is looked at from now on does not count."""
        self._listens = False
        return all(_stamp(path) == stamp for path, stamp in self._found.items())

    def _hear(self, event: str, given: tuple[Any, ...]) -> None:
        if not self._listens or (event != "open" and event not in _LISTS):
            return
        with suppress(OSError, ValueError, TypeError):  # no path that could be looked at
            if event == "open" and given[2] & _WRITING:
                return
            path = os.path.abspath(os.fsdecode(given[0] or os.curdir))
            if path not in self._found:
                found = _stamp(path)
                settled = found is None or max(found[:2]) < time.time_ns() - TICK
                self._found[path] = found if settled else NO_STAMP


def _stamp(path: str) -> Stamp | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino
