"""Files that are made together and kept together: a run of them costs one question where nothing it is made of changed.

To say what a listing's page is made of takes longer than to look whether its file is there. So a stretch of the build
that puts many files may say once what all of them are made of. What it put the last time is remembered, with a digest
of all these files' inputs: they are kept only if each is still the file that was made of them. Otherwise the stretch
runs as if nothing were remembered, and each file is kept or made by itself.

Of what is remembered here only the last value is kept, so it may be large.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from zlib import compress, decompress, error

from .digests import SIZE, bytes_digest
from .memo import Memo
from .outputs import Outputs
from .state import LATEST, State

_FAST, _STORED = 1, 0  # levels of compression; the second is none


class Runs:
    """The runs of one build, and other values of which the state holds the last."""

    def __init__(self, state: State, outputs: Outputs, memo: Memo) -> None:
        self._state = state
        self._outputs = outputs
        self._memo = memo
        self._new: dict[str, bytes] = {}

    def latest(self, name: str, key: bytes, make: Callable[[], bytes]) -> bytes:
        """The bytes that `make` gives for this key, or gave for it in the last build that asked for the name."""
        value = self.left(name, key)
        if value is None:
            value = make()
            self._keep(name, key, value)
        return value

    def left(self, name: str, key: bytes) -> bytes | None:
        """The bytes that were left under this name, in this build or an earlier one, if it was for this key."""
        known = self._known(name)
        return known[1] if known is not None and known[0] == key else None

    def leave(self, name: str, key: bytes, value: bytes) -> None:
        """Leaves the bytes for the next build, in place of what was left under this name."""
        self._keep(name, key, value, _STORED)

    def run(
        self, name: str, value: bytes | None, write: Callable[[], Any], holds: Callable[[Any], bool]
    ) -> tuple[Any, bool]:
        """Calls `write`, which puts files; not if all are there and were made of this value.

        Gives back what `write` says now, or said when it put them; and whether it was spared. `holds` tells whether
        what it said then would be said now. Without a value it is always called.
        """
        known = self._known(f"run {name}") if value is not None else None
        if known is not None and known[0] == value:
            paths, made_of, kinds, said = json.loads(known[1])
            if holds(said) and self._outputs.keep_all(paths, bytes.fromhex(made_of)):
                self._memo.spared.update(kinds)  # the next build may have to write it
                self._memo.asked.update(kinds)  # as a run that this one is part of would have
                return said, True
        first = len(self._outputs)
        outer = set(self._memo.asked)
        self._memo.asked.clear()
        said = write()
        paths, found = self._outputs.put_since(first)
        if value is not None and found is not None:
            told = [paths, found.hex(), sorted(self._memo.asked), said]
            self._keep(f"run {name}", value, json.dumps(told, separators=(",", ":")).encode())
        self._memo.asked |= outer
        return said, False

    def changes(self) -> dict[str, bytes]:
        """What to save, by name, once all files are in place."""
        return self._new

    def _keep(self, name: str, key: bytes, value: bytes, level: int = _FAST) -> None:
        value = key + compress(value, level)
        self._new[LATEST + name] = _check(name, value) + value

    def _known(self, name: str) -> tuple[bytes, bytes] | None:
        """Key and value, if they are those that were kept."""
        raw = self._new.get(LATEST + name) or self._state.meta(LATEST + name)
        if raw is None or raw[:SIZE] != _check(name, raw[SIZE:]):
            return None
        try:
            return raw[SIZE : 2 * SIZE], decompress(raw[2 * SIZE :])
        except error:
            return None


def _check(name: str, value: bytes) -> bytes:
    return bytes_digest(name.encode() + b"\0" + value)
