"""What a run notes of each capture and each post, so that the next one reads only those that changed.

Of a capture: its files as they were, the key of its conversion and the briefs of its stories. Of a post: what it was
made from, and its two files as they were. Of two stories: what they have in common. A file that is as it was (size,
times, place on disk) is not read; one so young that it could change once more within the same tick of the clock is.
Damaged notes, or those of another program, are none, and everything is looked at.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .captures import Saved
from .errors import SettingError, shown
from .files import write_whole
from .ledger import YOUNG


class Stale(SettingError):
    """A conversion that was there is gone or damaged: the run is to be made once more, without notes."""

    def __init__(self, name: str) -> None:
        super().__init__("ARCHIVE_CACHE", f"the conversion of {shown(name)} is gone or damaged", "run it again")


@dataclass(frozen=True, slots=True)
class PostNote:
    """A post as a run left it."""

    made_from: str  # names the conversion and what the run showed of its stories
    path: str  # below the folder of posts
    digests: tuple[str, str]  # of post and evidence
    rows: tuple[str, str]  # of their files; "" for one that may have changed unseen


@dataclass(slots=True)
class Notes:
    """What the last run noted, and what this one will. A path of None keeps nothing."""

    path: Path | None = None
    version: str = ""
    captures: dict[str, list[Any]] = field(default_factory=dict)  # name: rows of its files, key, head of its entry
    posts: dict[str, PostNote] = field(default_factory=dict)  # by slug
    pairs: dict[str, Any] = field(default_factory=dict)  # what stories have in common
    new_captures: dict[str, list[Any]] = field(default_factory=dict)
    new_posts: dict[str, PostNote] = field(default_factory=dict)
    new_pairs: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path, version: str) -> Notes:
        """What lies there of this version; nothing where it is damaged or of another."""
        try:
            head, _, body = path.read_bytes().partition(b"\n")
            if head != _digest(body):
                return cls(path, version)
            said = json.loads(body)
            if said["version"] != version:
                return cls(path, version)
            posts = {
                slug: PostNote(made_from, at, (post, evidence), (row, row_of_evidence))
                for slug, (made_from, at, post, evidence, row, row_of_evidence) in said["posts"].items()
            }
            return cls(path, version, said["captures"], posts, said["pairs"])
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return cls(path, version)

    def capture(self, name: str, rows: Sequence[str]) -> tuple[str, list[Any]] | None:
        """Key and head of the capture's conversion, if its files are as they were."""
        known = self.captures.get(name)
        return (known[1], known[2]) if known and all(rows) and known[0] == [*rows] else None

    def note_capture(self, name: str, rows: Sequence[str], key: str, head: list[Any]) -> None:
        self.new_captures[name] = [[*rows], key, head]

    def keep(self) -> None:
        """Write down what this run noted, where there is room for it."""
        if self.path is None:
            return
        posts = {slug: [note.made_from, note.path, *note.digests, *note.rows] for slug, note in self.new_posts.items()}
        said = {"version": self.version, "captures": self.new_captures, "posts": posts, "pairs": self.new_pairs}
        body = json.dumps(said, separators=(",", ":"))
        with suppress(OSError):  # a run that cannot note what it did has done it all the same
            self.path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self.path, f"{_digest(body.encode()).decode()}\n{body}")


def rows_of(saved: Saved, now: float) -> list[str]:
    """A capture's files as they are."""
    rows = []
    for path in saved.files:
        try:
            rows.append(row_of(os.stat(path), now))
        except OSError:
            rows.append("")
    return rows


def row_of(status: os.stat_result, now: float) -> str:
    """The file as it is; "" for one that could change within the tick of the clock it was written in."""
    if max(status.st_mtime, status.st_ctime) > now - YOUNG:
        return ""
    return f"{status.st_mode} {status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}"


def now() -> float:
    """The time by which files are young, taken before they are looked at."""
    return time.time()


def _digest(body: bytes) -> bytes:
    return hashlib.sha256(body).hexdigest().encode()
