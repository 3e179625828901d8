"""Conversions on disk, one file each, under a key of all that decides what is in it.

The key covers the bytes of capture and sidecar, its name, the vocabulary, the code and the libraries
it uses; so a capture that did not change, converted by a program that did not change, is not
converted again. A file is written beside its place and renamed, and says the digest of what it holds:
stopped at any moment, damaged or put there by somebody else, it is a miss and never an error.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Container, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .briefs import Brief, brief_of, read_brief
from .captures import Saved
from .model import Conversion
from .notes import Stale
from .plain import from_plain, to_plain

ENTRY = ".json"
PART = ".part"
UNSETTLED = (
    "changed-"  # before the key of a capture that was saved anew while it was converted: no later run asks for it
)
MAX_MEGABYTES = 1_000  # of entries that no run of late has used; twenty thousand pages
YOUNG = 3_600  # seconds; what another run may still read or write is left alone


@dataclass(frozen=True, slots=True)
class Entry:
    """A conversion that lies on disk."""

    path: Path
    key: str  # of all that is in it; "" where that is not known
    name: str  # of its capture
    briefs: tuple[Brief, ...]  # of its stories

    @property
    def slugs(self) -> tuple[str, ...]:
        return tuple(brief.slug for brief in self.briefs)

    @property
    def settled(self) -> tuple[str, ...]:
        return tuple(brief.slug for brief in self.briefs if brief.settled)

    def load(self) -> Conversion:
        """The conversion. Raises Stale when it is no longer there, or no longer whole."""
        try:
            head, _, body = self.path.read_bytes().partition(b"\n")
            if json.loads(head)["sha256"] != hashlib.sha256(body).hexdigest():
                raise Stale(self.name)
            return from_plain(Conversion, json.loads(body))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise Stale(self.name) from error

    def plain(self) -> list[Any]:
        """What is known of it without loading it, as data that JSON can carry."""
        return [self.name, [brief.plain() for brief in self.briefs]]


@dataclass(frozen=True, slots=True)
class ConversionCache:
    """A folder of conversions made by this code from this vocabulary."""

    folder: Path
    version: str  # digest of code and vocabulary

    def key_of(self, saved: Saved, max_bytes: int) -> str:
        """The key of the capture as it lies there now; "" where it cannot be read, which its conversion will report."""
        digest = hashlib.sha256(f"{self.version}\0{saved.name}".encode("utf-8", "surrogateescape"))
        try:
            for path in saved.files:
                if not path.is_file() or path.stat().st_size > max_bytes:
                    return ""
                digest.update(hashlib.sha256(path.read_bytes()).digest())
        except OSError:
            return ""
        return digest.hexdigest()

    def find(self, key: str) -> Entry | None:
        """The entry of this key, if it is there and whole."""
        path = self._path(key)
        try:
            head, _, body = path.read_bytes().partition(b"\n")
            said = json.loads(head)
            if said["key"] != key or said["sha256"] != hashlib.sha256(body).hexdigest():
                return None
            if time.time() - path.stat().st_mtime > YOUNG:
                os.utime(path)  # used of late
            return self.entry(key, said["head"])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def entry(self, key: str, head: Sequence[Any]) -> Entry:
        """The entry of this key as its head describes it. Raises TypeError or ValueError for what is no head."""
        name, briefs = head
        return Entry(
            self._path(key),
            "" if key.startswith(UNSETTLED) else key,
            str(name),
            tuple(map(read_brief, briefs)),
        )

    def keep(self, key: str, conversion: Conversion) -> Entry:
        """The entry of this key, written whole. Raises OSError where it cannot be."""
        path = self._path(key)
        body = json.dumps(to_plain(conversion), separators=(",", ":")).encode("ascii")
        briefs = tuple(map(brief_of, conversion.stories))
        entry = Entry(path, "" if key.startswith(UNSETTLED) else key, conversion.capture.name, briefs)
        said = {"key": key, "sha256": hashlib.sha256(body).hexdigest(), "head": entry.plain()}
        head = json.dumps(said, separators=(",", ":"))
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f".{path.name}.{os.getpid()}{PART}")  # another run may write the same entry
        part.write_bytes(head.encode("ascii") + b"\n" + body)
        os.replace(part, path)
        return entry

    def prune(self, used: Container[Path], most_bytes: int = MAX_MEGABYTES * 1_000_000) -> None:
        """Drop what was not used for longest until the rest is small enough, and what stopped runs left behind."""
        kept = 0
        for path, size, age in sorted(self._files(), key=lambda file: (file[2], file[0])):
            kept += size
            spent = path.suffix == PART or kept > most_bytes or path.name.startswith(UNSETTLED)
            if spent and age > YOUNG and path not in used:
                path.unlink(missing_ok=True)
                kept -= size

    def _path(self, key: str) -> Path:
        return Path(f"{self.folder}/{key.removeprefix(UNSETTLED)[:2]}/{key}{ENTRY}")

    def _files(self) -> Iterator[tuple[Path, int, float]]:
        """Every file of the cache with its bytes and the seconds since it was used."""
        now = time.time()
        for folder in self.folder.glob("??"):
            with suppress(OSError), os.scandir(folder) as files:
                for file in files:
                    if not file.name.endswith((ENTRY, PART)):
                        continue  # none of ours
                    with suppress(OSError):  # another run dropped it
                        status = file.stat()
                        yield folder / file.name, status.st_size, now - status.st_mtime
