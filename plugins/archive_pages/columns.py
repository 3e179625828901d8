"""Columns of stories, packed: each word once, and its number for every story that has it.

They are kept from build to build as bytes, and a column is read of them when somebody asks for it: where nothing has
changed, nobody asks for most of them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, chain
from typing import Any, TypeAlias

import msgspec
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

Places: TypeAlias = NDArray[np.int32]
Keys: TypeAlias = NDArray[np.int64]
Flags: TypeAlias = NDArray[np.bool_]
Raw: TypeAlias = list[bytes]
NO_FLAGS = np.zeros(0, np.uint8)

_packed = msgspec.msgpack.Encoder().encode
_arrays = msgspec.msgpack.Decoder(list[tuple[bytes, bytes]]).decode
_unpacked = msgspec.msgpack.Decoder(dict[str, list[bytes]]).decode


def spread(starts: NDArray[Any], counts: NDArray[Any]) -> Keys:
    """The places of ragged rows laid end to end: for each start, as many places from there on as its count says."""
    ends = np.cumsum(counts, dtype=np.int64)
    total = int(ends[-1]) if len(ends) else 0
    places: Keys = np.arange(total, dtype=np.int64) + np.repeat(starts.astype(np.int64) - (ends - counts), counts)
    return places


class Coded(Struct, frozen=True, dict=True):
    """A word for each story."""

    names: Sequence[str]  # each once; `codes` are places here
    codes: Places

    @classmethod
    def of(cls, values: Iterable[str]) -> Coded:
        names: dict[str, int] = {}
        codes = [names.setdefault(value, len(names)) for value in values]
        return cls(list(names), np.array(codes, np.int32))

    @cached_property
    def values(self) -> list[str]:
        """The word of each story."""
        return list(map(self.names.__getitem__, self.codes.tolist()))

    def marked(self, test: Callable[[str], Any]) -> Flags:
        """Of each story, whether the test holds for its word."""
        return np.fromiter(map(bool, map(test, self.names)), bool, len(self.names))[self.codes]

    def mapped(self, value: Callable[[str], int]) -> Places:
        """A number for each story, made of its word."""
        return np.fromiter(map(value, self.names), np.int32, len(self.names))[self.codes]

    def chosen(self, order: NDArray[Any]) -> Coded:
        """The words of these stories, in this order."""
        return Coded(*_compact(self.names, self.codes[order]))

    @classmethod
    def joined(cls, parts: Sequence[Coded]) -> Coded:
        return cls(*_joined(parts))

    def raw(self) -> Raw:
        return [_names(self.names), self.codes.tobytes()]

    @classmethod
    def read(cls, raw: Raw) -> Coded:
        return cls(json.loads(raw[0]), np.frombuffer(raw[1], np.int32))


class CodedLists(Struct, frozen=True, dict=True):
    """Any number of words for each story, each with a mark of its own."""

    names: Sequence[str]
    codes: Places  # of all stories' words, one story after the other
    marks: NDArray[np.uint8]  # one for each code
    starts: Places  # where each story's words begin; its last is the number of all

    @classmethod
    def of(cls, lists: Sequence[Sequence[tuple[str, int]]]) -> CodedLists:
        flat = list(chain.from_iterable(lists))
        coded = Coded.of(word for word, _ in flat)
        starts = np.array([0, *accumulate(map(len, lists))], np.int32)
        return cls(coded.names, coded.codes, np.array([mark for _, mark in flat], np.uint8), starts)

    @property
    def counts(self) -> Places:
        """How many words each story has."""
        return np.diff(self.starts)

    def at(self, place: int) -> list[str]:
        """The words of one story."""
        return [self.names[code] for code in self.codes[self.starts[place] : self.starts[place + 1]].tolist()]

    def rows(self, places: Places) -> tuple[Keys, Places]:
        """Where these stories' words stand in `codes`, and the story of each."""
        counts = self.counts[places]
        return spread(self.starts[places], counts), np.repeat(places, counts)

    def chosen(self, order: NDArray[Any]) -> CodedLists:
        rows, _ = self.rows(order)
        names, codes = _compact(self.names, self.codes[rows])
        starts = np.concatenate([np.zeros(1, np.int32), np.cumsum(self.counts[order], dtype=np.int32)])
        return CodedLists(names, codes, self.marks[rows], starts)

    @classmethod
    def joined(cls, parts: Sequence[CodedLists]) -> CodedLists:
        counts = np.concatenate([part.counts for part in parts])
        starts = np.concatenate([np.zeros(1, np.int32), np.cumsum(counts, dtype=np.int32)])
        names, codes = _joined(parts)
        return cls(names, codes, np.concatenate([part.marks for part in parts]), starts)

    def raw(self) -> Raw:
        return [_names(self.names), self.codes.tobytes(), self.marks.tobytes(), self.starts.tobytes()]

    @classmethod
    def read(cls, raw: Raw) -> CodedLists:
        codes, starts = np.frombuffer(raw[1], np.int32), np.frombuffer(raw[3], np.int32)
        return cls(json.loads(raw[0]), codes, np.frombuffer(raw[2], np.uint8), starts)


class Numbers(Struct, frozen=True, dict=True):
    """A row of numbers for each story."""

    rows: NDArray[Any]

    def chosen(self, order: NDArray[Any]) -> Numbers:
        return Numbers(self.rows[order])

    @classmethod
    def joined(cls, parts: Sequence[Numbers]) -> Numbers:
        return cls(np.concatenate([part.rows for part in parts]))

    def raw(self) -> Raw:
        width = self.rows.shape[1]
        return [self.rows.tobytes(), b"%d" % width, self.rows.dtype.str.encode()]

    @classmethod
    def read(cls, raw: Raw) -> Numbers:
        return cls(np.frombuffer(raw[0], np.dtype(raw[2].decode())).reshape(-1, int(raw[1])))


Column: TypeAlias = Coded | CodedLists | Numbers


def packed(columns: Mapping[str, Column]) -> bytes:
    """The columns as bytes."""
    return _packed({name: column.raw() for name, column in columns.items()})


def unpacked(data: bytes) -> dict[str, Raw]:
    """The columns of such bytes, each to be read with `read` of its kind."""
    return _unpacked(data)


def packed_arrays(arrays: Iterable[NDArray[Any]]) -> bytes:
    """Arrays of one dimension as bytes."""
    return _packed([[array.dtype.str.encode(), array.tobytes()] for array in arrays])


def unpacked_arrays(data: bytes) -> list[NDArray[Any]]:
    """The arrays of such bytes, not to be changed."""
    return [np.frombuffer(raw, np.dtype(kind.decode())) for kind, raw in _arrays(data)]


def _names(names: Sequence[str]) -> bytes:
    return json.dumps(names, separators=(",", ":")).encode()  # ASCII: a name may hold half a pair of surrogates


def _compact(names: Sequence[str], codes: Places) -> tuple[Sequence[str], Places]:
    """The names that are in use, and their numbers."""
    used = np.bincount(codes, minlength=len(names)) > 0
    if used.all():
        return names, codes
    numbers = (np.cumsum(used) - 1).astype(np.int32)
    return [names[place] for place in np.flatnonzero(used).tolist()], numbers[codes]


def _joined(parts: Sequence[Coded | CodedLists]) -> tuple[Sequence[str], Places]:
    """The names of all parts, each once, and their codes, one part after the other."""
    known: dict[str, int] = {}
    numbers = [np.array([known.setdefault(name, len(known)) for name in part.names], np.int32) for part in parts]
    codes = (of_part[part.codes] for of_part, part in zip(numbers, parts, strict=True) if len(part.codes))
    return list(known), np.concatenate([np.zeros(0, np.int32), *codes])
