"""The digest of a source file's content, read again only where its time and size leave doubt.

A file is trusted to be the one that was read if size, times and number on disk are the same and it had not been
touched for a while when it was read: one that was written in the very moment of reading could be written again without
a trace, and one from the future tells that a clock was set back. Such a file is read each time until it is old enough.
"""

from __future__ import annotations

import os
import time
from collections.abc import Mapping, Sequence
from hashlib import blake2b, file_digest
from struct import Struct

from .digests import SIZE, bytes_digest
from .packed import Changes
from .state import State

SETTLED = 2_000_000_000  # ns that a file must have been left alone: the coarsest clock of a file system in use (FAT)
MISSING = b"missing"  # in place of the digest of a file that cannot be read
SPARE = 1000  # files that may stay known though nobody asks for them, beside as many as are asked for
LARGE = 1_000_000  # bytes from which a file is not read at once
_STAMP_BYTES = 8  # of each number of a stamp


_MASK = (1 << (8 * _STAMP_BYTES)) - 1
_pack = Struct("<4Q").pack


class Stamps:
    """Digests of files by path, and what the state keeps of them."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._known: dict[str, tuple[bytes, bytes]] | None = None  # stamp and digest by path, as of the last build
        self._used: dict[str, tuple[bytes, bytes]] = {}
        self._new: dict[str, tuple[bytes, bytes]] = {}  # of those in use, what the state does not hold
        self.read = 0  # files read by this build
        self.last: tuple[str, bytes] = ("", b"")  # the small file read last

    def digest(self, path: str, found: os.stat_result | None = None) -> bytes:
        """The digest of the file's content; MISSING where it cannot be read. `found` spares a look at the disk."""
        used = self._used.get(path)
        if used:
            return used[1]
        try:
            stamp = _stamp(found or os.stat(path))
            known = self._all_known().get(path)
            if known and stamp and known[0] == stamp:
                self._used[path] = known
                return known[1]
            began = time.time_ns()
            before = os.stat(path)
            content = self._content(path, before.st_size)
        except OSError:
            return MISSING
        self.read += 1
        settled = max(before.st_mtime_ns, before.st_ctime_ns) + SETTLED < began
        row = self._used[path] = (_stamp(before) if settled else b"", content)
        if known != row:
            self._new[path] = row
        return content

    def digests(self, paths: Sequence[str]) -> list[bytes]:
        """The digests of many files' contents, in the order of the paths."""
        known, used, stat, pack, mask = self._all_known(), self._used, os.stat, _pack, _MASK
        found = []
        for path in paths:
            row = known.get(path)
            if row is not None and path not in used:
                try:
                    now = stat(path)
                except OSError:
                    found.append(MISSING)
                    continue
                if row[0] == pack(now.st_size, now.st_mtime_ns & mask, now.st_ctime_ns & mask, now.st_ino & mask):
                    used[path] = row
                    found.append(row[1])
                    continue
            found.append(self.digest(path))
        return found

    def read_ahead(self) -> None:
        """Reads what is known of files."""
        self._all_known()

    def hold(self) -> bool:
        """Whether all files asked for so far are as they were."""
        try:
            return all(_stamp(os.stat(path)) == stamp for path, (stamp, _) in self._used.items())
        except OSError:
            return False

    def _content(self, path: str, size: int) -> bytes:
        if size < LARGE:
            with open(path, "rb", buffering=0) as file:
                data = file.readall()
            self.last = path, data
            return bytes_digest(data)
        with open(path, "rb", buffering=0) as file:
            return file_digest(file, lambda: blake2b(digest_size=SIZE)).digest()

    def _all_known(self) -> dict[str, tuple[bytes, bytes]]:
        if self._known is None:
            self._known = self._state.files()
        return self._known

    def changes(self) -> tuple[Changes, Mapping[str, bytes]]:
        """What to save, for State.save. Files that no build asks for stay known until they are many."""
        if self._known is None:
            return [], {}
        gone: set[str] = set()
        if len(self._known) > 2 * len(self._used) + SPARE:
            gone = self._known.keys() - self._used.keys()
        if not gone and not self._new:
            return [], {}
        changed, self._known = list(self._new), {**self._known, **self._new}
        for path in gone:
            del self._known[path]
        self._new = {}
        return self._state.changed_files(self._known, changed, gone)


def _stamp(found: os.stat_result) -> bytes:
    return _pack(found.st_size & _MASK, found.st_mtime_ns & _MASK, found.st_ctime_ns & _MASK, found.st_ino & _MASK)
