"""What the last refresh left: where captures and posts are as they were then, there is nothing to do.

Each file of both folders counts with its size, its times and its place on disk, in one digest. A file so young that
it could change once more within the same tick of the clock counts with its bytes too, until it is old enough.
Together with a digest of all that decides (code, libraries, vocabulary, settings) that says whether a run could give
anything new. Without the file, with a damaged one or one of another program, it could: the run is made.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict

from .errors import CaptureError
from .files import write_whole
from .told import Told

YOUNG = 2.0  # seconds: the coarsest clock of a file system in use (FAT)


class State(Struct, frozen=True):
    """The files of captures and of posts at a moment."""

    files: str  # digest of names, sizes, times
    young: dict[str, str]  # digests of what the files hold that could change unseen


class Left(Struct, frozen=True):
    """What a run left: what it told, and why some captures or posts were left out."""

    told: Told
    failures: tuple[CaptureError, ...]


class Ledger(Struct, frozen=True):
    """The last refresh of this folder of posts from these captures, by a program that `asked` describes."""

    path: Path
    asked: str
    seeds: Path
    posts: Path

    @property
    def notes(self) -> Path:
        """Where what this run noted of each capture and each post lies."""
        return self.path.with_name(self.path.name.replace("ledger-", "notes-"))

    def recall(self) -> Left | None:
        """What the last run told, if another would tell and do the same."""
        try:
            head, _, body = self.path.read_bytes().partition(b"\n")
            if head != _digest(body):
                return None
            said = json.loads(body)
            if said["asked"] != self.asked or said["files"] != self._state().files:
                return None
            if any(_digest_of(path) != digest for path, digest in said["young"].items()):
                return None
            if said["young"]:
                self._write(said | asdict(self._state()))  # those files are older by now
            told = Told(**said["told"] | {"reviews": tuple(said["told"]["reviews"])})
            failures = tuple(CaptureError(*parts[:3], seed=parts[3]) for parts in said["failures"])
            return Left(told, failures)
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def seen(self) -> str:
        """The captures as they are; compared with a later look, says whether they changed in between."""
        return hashlib.sha256("".join(_row(*found) for found in _files(self.seeds, deep=False)).encode()).hexdigest()

    def keep(self, left: Left, seen: str) -> None:
        """Write down what a run left, unless captures changed since they were `seen` before it."""
        if self.seen() != seen:
            return
        failures = [(error.where, error.what, error.todo, error.seed) for error in left.failures]
        said = {"asked": self.asked, "told": asdict(left.told), "failures": failures}
        try:
            self._write(said | asdict(self._state()))
        except OSError:
            self.forget()  # a run that cannot note what it did has done it all the same

    def forget(self) -> None:
        self.path.unlink(missing_ok=True)

    def _write(self, said: dict[str, Any]) -> None:
        body = json.dumps(said, sort_keys=True)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(self.path, f"{_digest(body.encode()).decode()}\n{body}")

    def _state(self) -> State:
        now = time.time()
        rows, young = [], {}
        for folder, deep in ((self.seeds, False), (self.posts, True)):
            for path, status in _files(folder, deep=deep):
                rows.append(_row(path, status))
                if max(status.st_mtime, status.st_ctime) > now - YOUNG and os.path.isfile(path):
                    young[path] = _digest_of(path)
        return State(hashlib.sha256("".join(rows).encode()).hexdigest(), young)


def _files(folder: Path, *, deep: bool) -> Iterator[tuple[str, os.stat_result]]:
    """Every file and folder below, sorted; of links, what they lead to. Raises OSError where one leads to nothing."""
    waiting = [str(folder)] if folder.is_dir() else []
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                if deep and entry.is_dir():
                    waiting.append(entry.path)
                else:
                    yield entry.path, entry.stat()


def _row(path: str, status: os.stat_result) -> str:
    return f"{path}\0{status.st_mode} {status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}\n"


def _digest_of(path: str) -> str:
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def _digest(body: bytes) -> bytes:
    return hashlib.sha256(body).hexdigest().encode()
