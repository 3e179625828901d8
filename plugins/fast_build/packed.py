"""A table of the state, most of whose rows lie packed in one value: ten thousands are read in a few milliseconds.

Rows that changed since they were packed lie by themselves in the table and go before the packed ones; one without a
last column says that the row is gone. Once they are many, all are packed again. A value that is damaged is a miss.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from zlib import crc32

import msgspec

LOOSE = 500  # rows that may lie by themselves: to read them takes as long as a fifth of ten thousand packed ones
_CHECK = 4  # bytes before the rows: their sum, by which damage is found
_pack = msgspec.msgpack.Encoder().encode

Changes = list[tuple[str, list[tuple[Any, ...]]]]  # statements and what is to be put into them


class Packed:
    """One table, whose rows begin with a text that names them."""

    def __init__(self, table: str, row: Any) -> None:
        """`row` is the type of a row, a tuple."""
        self._table = table
        self.name = f"packed {table}"  # of the value, among the others of the state
        self._decode = msgspec.msgpack.Decoder(list[row]).decode
        self._columns = len(row.__args__)
        self._loose = 0

    def read(self, value: bytes | None, loose: Sequence[Sequence[Any]]) -> dict[str, Any]:
        """The rows by their names: of the packed value, and those that lie by themselves."""
        known = {row[0]: row for row in self._unpacked(value)}
        self._loose = len(loose)
        for row in loose:
            if row[-1] is None:
                known.pop(row[0], None)
            else:
                known[row[0]] = row
        return known

    def changes(
        self, changed: Sequence[tuple[Any, ...]], gone: Iterable[str], rows: Callable[[], Iterable[tuple[Any, ...]]]
    ) -> tuple[Changes, Mapping[str, bytes]]:
        """What to save, as tables' changes and as a value; `rows` gives all that there are now."""
        lost = [(name, *[None] * (self._columns - 1)) for name in gone]
        self._loose += len(changed) + len(lost)
        if self._loose <= LOOSE:
            marks = ", ".join("?" * self._columns)
            return [(f"insert or replace into {self._table} values({marks})", [*changed, *lost])], {}
        self._loose = 0
        return [(f"delete from {self._table}", [()])], {self.name: packed(list(rows()))}

    def _unpacked(self, value: bytes | None) -> list[Any]:
        if value is None or value[:_CHECK] != _sum(value[_CHECK:]):
            return []
        try:
            found: list[Any] = self._decode(value[_CHECK:])
        except (msgspec.MsgspecError, UnicodeDecodeError):
            return []
        return found


def packed(rows: list[Any]) -> bytes:
    """The rows as one value."""
    data = _pack(rows)
    return _sum(data) + data


def _sum(data: bytes) -> bytes:
    return crc32(data).to_bytes(_CHECK, "little")
