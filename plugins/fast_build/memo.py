"""Results of pure functions, kept from build to build under a digest of what they were made of."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from .digests import bytes_digest
from .state import State

SPARE = 1000  # entries of a kind that may lie unused, beside as many as are used
MOST_WAITING = 2_000_000  # bytes of new values that are held before they are written
_CHECK = 16  # bytes before each value: its digest, so that a damaged value is a miss
_TO_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)
_FEW = 200  # keys up to which each is asked for by itself


class Memo:
    """Values by kind and key. What the state holds was made by the same code under the same settings."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._used: dict[str, set[bytes]] = {}
        self._new: dict[tuple[str, bytes], bytes] = {}
        self.asked: set[str] = set()  # kinds, since somebody emptied it
        self.spared: set[str] = set()  # kinds that this build had less need of than others with the same files
        self._waiting = 0  # bytes of what is new

    def get_bytes(self, kind: str, key: bytes, make: Callable[[], bytes]) -> bytes:
        """The bytes that `make` gave for this key in this build or an earlier one."""
        value = self.find(kind, key)
        if value is None:
            value = make()
            self.keep(kind, key, value)
        return value

    def get(self, kind: str, key: bytes, make: Callable[[], Any]) -> Any:
        """The JSON value that `make` gave for this key, as JSON gives it back: lists for tuples."""
        return json.loads(self.get_bytes(kind, key, lambda: _TO_JSON.encode(make()).encode()))

    def get_many(self, kind: str, keys: Sequence[bytes], make: Callable[[int], Any]) -> list[Any]:
        """The JSON values for the keys, in their order; `make` gets the place of a key that has none."""
        found = self._find_many(kind, keys)
        values = []
        for place, key in enumerate(keys):
            value = found.get(key)
            if value is None:
                value = self.get_bytes(kind, key, lambda place=place: _TO_JSON.encode(make(place)).encode())  # type: ignore[misc]
            values.append(json.loads(value))
        return values

    def find(self, kind: str, key: bytes) -> bytes | None:
        """The bytes kept under this key, if there are any."""
        self.asked.add(kind)
        self._used.setdefault(kind, set()).add(key)
        new = self._new.get((kind, key))
        if new is not None:
            return new
        rows = self._state.rows("select value from memo where kind = ? and key = ?", kind, key)
        return _checked(rows[0][0], kind, key) if rows else None

    def _find_many(self, kind: str, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        if len(keys) <= _FEW:
            return {key: value for key in keys if (value := self.find(kind, key)) is not None}
        self.asked.add(kind)
        wanted = set(keys)
        self._used.setdefault(kind, set()).update(wanted)
        rows = self._state.rows("select key, value from memo where kind = ?", kind)
        found = {key: value for key, raw in rows if key in wanted and (value := _checked(raw, kind, key)) is not None}
        found.update((key, value) for (its, key), value in self._new.items() if its == kind and key in wanted)
        return found

    def keep(self, kind: str, key: bytes, value: bytes) -> None:
        """Keeps the bytes under this key."""
        self._used.setdefault(kind, set()).add(key)
        self._new[kind, key] = value
        self._waiting += len(value)
        if self._waiting > MOST_WAITING:  # a result is good whatever becomes of this build
            self._state.save(self.changes(whole=False), {})
            self._new.clear()
            self._waiting = 0

    def changes(self, *, whole: bool) -> list[tuple[str, list[tuple[Any, ...]]]]:
        """What to save, for State.save. After a whole build, entries that nobody asked for go where they are many."""
        added = [(kind, key, _check(value, kind, key) + value) for (kind, key), value in sorted(self._new.items())]
        changes: list[tuple[str, list[tuple[Any, ...]]]] = []
        for kind, used in sorted(self._used.items()) if whole else ():
            if kind in self.spared:
                continue
            stored = self._state.rows("select count(*) from memo where kind = ?", kind)
            if stored and stored[0][0] > 2 * len(used) + SPARE:
                keys = {row[0] for row in self._state.rows("select key from memo where kind = ?", kind)}
                changes.append(("delete from memo where kind = ? and key = ?", [(kind, key) for key in keys - used]))
        return [*changes, ("insert or replace into memo values(?, ?, ?)", added)] if added or changes else []


def _check(value: bytes, kind: str, key: bytes) -> bytes:
    return bytes_digest(b"%b\0%b\0%b" % (kind.encode(), key, value))


def _checked(raw: Any, kind: str, key: bytes) -> bytes | None:
    """The value, if it is the one that was put under this kind and key."""
    if not isinstance(raw, bytes):
        return None
    value = raw[_CHECK:]
    return value if raw[:_CHECK] == _check(value, kind, key) else None
