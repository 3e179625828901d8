"""One build at a time for each output folder."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import IO

from .errors import FastBuildError, cannot_write

NAME = "lock"


class Lock:
    """Held from `acquire` to `release`, or until the process ends, however it ends."""

    def __init__(self, folder: Path, what: str, name: str = NAME) -> None:
        """The lock of this name in the folder; `what` is what a build with it writes, as errors name it."""
        self.path = folder / name
        self.what = what
        self._file: IO[str] | None = None

    def acquire(self) -> None:
        """Takes the lock. Raises FastBuildError, naming the other process, where another build has it."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            file = self.path.open("a+", encoding="ascii")
        except OSError as error:
            raise cannot_write(str(self.path), error) from None
        if not _take(file):
            file.seek(0)
            holder = file.readline().strip()
            file.close()
            who = f" (process {holder})" if holder.isdigit() else ""
            raise FastBuildError(f"{self.what}: another build{who} is writing this folder; wait for it or end it")
        self._file = file
        try:
            file.seek(0)
            file.truncate()
            file.write(f"{os.getpid()}\n")
            file.flush()
        except OSError:  # a full disk: the lock holds without the number
            pass

    def release(self) -> None:
        if self._file:
            self._file.close()
            self._file = None


if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30  # a byte far behind the number: a locked byte could not be read by the other build

    def _take(file: IO[str]) -> bool:
        file.seek(_FAR)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _take(file: IO[str]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
