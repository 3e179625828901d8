"""Numbers → bits by Rice's code, and lists of numbers as codes of their gaps. `js/bits.mjs` reads them.

A number v with parameter k is v >> k ones, a zero, and the k low bits of v; where that would be ESCAPE ones or more, it
is ESCAPE ones and v in 32 bits, so that no odd value of a hostile text blows a file up. Bits fill bytes from the top.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

ESCAPE = 24  # ones; with 32 bits behind them a code still fits a word of 64
RAW_BITS = 32
MAX_K = 31

Numbers: TypeAlias = NDArray[np.integer[Any]]


class Codes(NamedTuple):
    """Codes to be written one after the other."""

    bits: NDArray[np.uint64]  # in the low bits
    length: NDArray[np.int64]  # how many of them


def rice(values: Numbers, k: Numbers | int) -> Codes:
    """The code of each value, 0 to 2³²-1; `k` one for all or one each."""
    value = values.astype(np.uint64)
    low = np.broadcast_to(np.asarray(k, dtype=np.uint64), value.shape)
    one = np.uint64(1)
    ones = value >> low
    escaped = ones >= ESCAPE
    ones[escaped] = ESCAPE - 1  # any that can be shifted; replaced below
    rest = value & ((one << low) - one)
    bits: NDArray[np.uint64] = np.left_shift((one << ones) - one, low + one) | rest
    length = (ones + one + low).astype(np.int64)
    bits[escaped] = np.uint64(((1 << ESCAPE) - 1) << RAW_BITS) | value[escaped]
    length[escaped] = ESCAPE + RAW_BITS
    return Codes(bits, length)


def lengths_of(values: Numbers, k: Numbers | int) -> NDArray[np.int64]:
    """How many bits the code of each value takes."""
    ones = values.astype(np.int64) >> k
    return np.where(ones < ESCAPE, ones + 1 + k, ESCAPE + RAW_BITS)


def best_k(values: Numbers) -> int:
    """The parameter that codes these values in the fewest bits."""
    return best_k_of(*np.unique(values, return_counts=True))


def best_k_of(found: Numbers, times: Numbers) -> int:
    """The same of values that come so many times each."""
    return min(range(MAX_K), key=lambda k: int((lengths_of(found, k) * times).sum()))


def k_of_gaps(articles: int, counts: Numbers) -> Numbers:
    """The parameter for the gaps of lists of so many of the articles: log2 of .69 times the mean gap, in integers,
    so that the browser comes to the same."""
    mean = (articles * 69) // (np.maximum(counts, 1).astype(np.int64) * 100)
    k: Numbers = np.maximum(np.frexp(mean.astype(np.float64))[1] - 1, 0)  # the exponent is the number's bit length
    return k


def gaps_of(numbers: Numbers, counts: Numbers) -> Numbers:
    """What is coded of lists that lie behind each other, `counts` numbers each: how many numbers each one skips."""
    gaps = numbers.astype(np.int64)
    gaps[1:] -= gaps[:-1].copy() + 1
    first = (np.cumsum(counts) - counts)[np.asarray(counts) > 0]
    gaps[first] = numbers[first]
    return gaps


def lists(numbers: Numbers, counts: Numbers, articles: int) -> Codes:
    """The codes of lists of article numbers that lie behind each other, `counts` numbers each."""
    return rice(gaps_of(numbers, counts), np.repeat(k_of_gaps(articles, counts), counts))


def pack(codes: Codes, cuts: Sequence[int] = ()) -> list[bytes]:
    """The codes as bytes: streams that begin at the first code and at each cut, each filled up to whole bytes."""
    before = np.concatenate(([0], np.cumsum(codes.length)))
    edges = np.array([0, *cuts, codes.length.size])
    sizes = (np.diff(before[edges]) + 7) // 8
    begins = np.concatenate(([0], np.cumsum(sizes)))
    at = before[:-1]  # in bits
    if cuts:
        at += np.repeat(8 * begins[:-1] - before[edges[:-1]], np.diff(edges))
    word = at >> 6
    words = np.zeros(int(begins[-1]) // 8 + 2, dtype=np.uint64)
    if at.size:
        free = 64 - (at & 63) - codes.length  # bits left in the word; below 0, bits that fall into the next
        split = np.flatnonzero(free < 0)  # at most one code a word
        over = (-free[split]).astype(np.uint64)
        free[split] = 0
        bits = codes.bits << free.astype(np.uint64)
        bits[split] >>= over
        groups = np.flatnonzero(np.diff(word, prepend=-1))
        words[word[groups]] = np.bitwise_or.reduceat(bits, groups)
        words[word[split] + 1] |= codes.bits[split] << (np.uint64(64) - over)
    data = words.astype(">u8").tobytes()
    return [data[begin : begin + size] for begin, size in zip(begins[:-1].tolist(), sizes.tolist(), strict=True)]


def varint(number: int) -> bytes:
    """A number in groups of seven bits, the lowest first, all but the last marked."""
    written = bytearray()
    while number > 127:
        written.append(number & 127 | 128)
        number >>= 7
    written.append(number)
    return bytes(written)
