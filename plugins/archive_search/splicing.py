"""Entries of terms, some of them made, the others copied as they lie in files of the last build, bit for bit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np

from .bits import Codes
from .blocks import ranges
from .pieces import Flags
from .postings import Longs
from .term_entries import Entries

PIECE = 64  # bits copied at once


class Old:
    """Files of the last build, behind each other."""

    def __init__(self, files: Sequence[bytes]) -> None:
        self.begins: Longs = np.cumsum([0, *map(len, files)], dtype=np.int64)  # of each, in bytes
        self._data = b"".join(files)
        padded = self._data + bytes(-len(self._data) % 8 + 16)
        self._words = np.frombuffer(padded, dtype=">u8").astype(np.uint64)

    def bytes(self, at: int, size: int) -> bytes:
        """Some bytes."""
        return self._data[at : at + size]

    def codes(self, at: Longs, sizes: Longs) -> tuple[Codes, Longs]:
        """Runs of bits as codes, and how many codes each is."""
        pieces = -(-sizes // PIECE)
        begin = np.repeat(at, pieces) + PIECE * ranges(np.zeros_like(pieces), pieces)
        length = np.minimum(PIECE, np.repeat(at + sizes, pieces) - begin)
        word, shift = begin >> 6, (begin & 63).astype(np.uint64)
        bits = self._words[word] << shift | self._words[word + 1] >> np.uint64(1) >> (np.uint64(63) - shift)
        return Codes(bits >> (np.uint64(64) - length.astype(np.uint64)), length), pieces


def spliced(old: Old, at: Longs, sizes: Longs, edges: Longs, made: Longs, fresh: Entries) -> Entries:
    """Entries of terms: those `made`, ascending, are `fresh`, the others are so many bits of the old files, from `at`
    on. Of those that are copied together the first has all codes. `edges` are the terms between files."""
    begins, lengths = _runs(at, sizes, edges, made)
    codes, pieces = old.codes(at[begins], lengths)
    count = np.zeros(sizes.size, dtype=np.int64)
    count[begins] = pieces
    count[made] = np.diff(fresh.begin)
    begin = np.concatenate(([0], np.cumsum(count)))
    bits, length = np.empty(int(begin[-1]), dtype=np.uint64), np.empty(int(begin[-1]), dtype=np.int64)
    for which, some in ((begins, codes), (made, fresh.codes)):
        place = ranges(begin[which], begin[which + 1])
        bits[place], length[place] = some.bits, some.length
    return Entries(Codes(bits, length), begin)


def joined(old: Old, at: Longs, sizes: Longs, edges: Longs, fresh: Mapping[int, bytes]) -> list[bytes]:
    """As `spliced`, of entries that are whole bytes: those of each file."""
    begins, lengths = _runs(at, sizes, edges, np.array(list(fresh), dtype=np.int64))
    parts = [b""] * sizes.size
    for place, first, size in zip(begins.tolist(), at[begins].tolist(), lengths.tolist(), strict=True):
        parts[place] = old.bytes(first, size)
    for place, data in fresh.items():
        parts[place] = data
    return [b"".join(parts[begin:end]) for begin, end in pairwise(edges.tolist())]


def _runs(at: Longs, sizes: Longs, edges: Longs, made: Longs) -> tuple[Longs, Longs]:
    """The first term of each run that lies in one piece in the old files and comes into one file, and its size."""
    kept: Flags = np.ones(sizes.size, dtype=np.bool_)
    kept[made] = False
    first = kept.copy()
    first[1:] &= ~(kept[:-1] & (at[1:] == at[:-1] + sizes[:-1]))
    first[edges[:-1]] = kept[edges[:-1]]
    begins = np.flatnonzero(first)
    return begins, np.add.reduceat(np.where(kept, sizes, 0), begins) if begins.size else begins
