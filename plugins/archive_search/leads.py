"""The run of common words directly before a word ("of the" before "bank"), in a code that no article changes.

A run is written from the word backwards, one code a word, then the code of the end; most words have none before them,
so the end takes one bit. The code is Huffman's over weights that depend on a word's place in a fixed list and on
nothing else: counted weights would change with every article, and with them every file. `js/leads.mjs` reads it.
"""

from __future__ import annotations

import heapq
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .bits import Codes
from .terms import COMMON

END_SHARE = 7  # the end is taken to be as frequent as this many of the commonest word; so it takes one bit
WEIGHT = 1_000_000  # of the commonest word; that of the n-th is an n-th of it
# Roughly by how often news puts them before a word that is none of them; only bits depend on it.
_BY_USE = """
the to of a and in for it on is that be by with at was from he its as has but have an are would not which this were had
they also been up about or more we their his i after over than there if could other all who some out no into when can
"""
ORDER = tuple(dict.fromkeys([w for w in _BY_USE.split() if w in COMMON] + sorted(COMMON)))
END = 0  # symbol; the words follow from 1 on in their order

Symbols = NDArray[np.uint8]
Places = NDArray[np.integer[Any]]


def code_lengths() -> list[int]:
    """Bits of each symbol: the end, then the words in ORDER."""
    weights = [END_SHARE * WEIGHT] + [WEIGHT // place for place in range(1, len(ORDER) + 1)]
    heap: list[tuple[int, int, tuple[int, ...]]] = [(w, symbol, (symbol,)) for symbol, w in enumerate(weights)]
    heapq.heapify(heap)
    lengths = [0] * len(weights)
    while len(heap) > 1:
        (light, _, some), (heavy, first, others) = heapq.heappop(heap), heapq.heappop(heap)
        for symbol in some + others:
            lengths[symbol] += 1
        heapq.heappush(heap, (light + heavy, first, some + others))
    return lengths


def _codes(lengths: list[int]) -> NDArray[np.uint64]:
    """The canonical code: short codes before long ones, equal lengths by symbol."""
    found = np.zeros(len(lengths), dtype=np.uint64)
    code = before = 0
    for length, symbol in sorted((length, symbol) for symbol, length in enumerate(lengths)):
        code <<= length - before
        found[symbol] = code
        code, before = code + 1, length
    return found


_LENGTHS = code_lengths()
_LENGTH_OF = np.array(_LENGTHS, dtype=np.int64)
_CODE_OF = _codes(_LENGTHS)
AT_ONCE = 64 // max(_LENGTHS) - 1  # words of a run that with its end fit one code


def section() -> dict[str, Any]:
    """What the browser needs to read the code: the words in order, and the bits of the end and of each."""
    return {"words": " ".join(ORDER), "bits": _LENGTHS}


def run_codes(symbols: Symbols, ends: Places, words: Places) -> Codes:
    """The codes of runs, each the last words up to its end among the symbols, of a long one the last AT_ONCE."""
    bits, length = np.zeros(ends.size, dtype=np.uint64), np.zeros(ends.size, dtype=np.int64)
    longer = np.arange(ends.size)
    for back in range(AT_ONCE):
        longer = longer[words[longer] > back]
        symbol = symbols[ends[longer] - back]
        bits[longer] = bits[longer] << _LENGTH_OF[symbol].astype(np.uint64) | _CODE_OF[symbol]
        length[longer] += _LENGTH_OF[symbol]
    whole = words <= AT_ONCE
    bits[whole] = bits[whole] << np.uint64(_LENGTHS[END]) | _CODE_OF[END]
    length[whole] += _LENGTHS[END]
    return Codes(bits, length)


def symbols_of(words: list[str], numbers: NDArray[np.integer[Any]]) -> Symbols:
    """The symbols of common words given as places in a list."""
    symbol = np.array([ORDER.index(word) + 1 for word in words], dtype=np.uint8)
    return symbol[numbers] if words else np.zeros(0, dtype=np.uint8)
