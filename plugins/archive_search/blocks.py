"""Long arrays, taken a stretch at a time, so that what is made of them stays small in memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

BLOCK = 500_000  # of what is counted, taken at once
ROW = 512  # values summed at once


def blocks(counts: NDArray[Any]) -> Iterator[slice]:
    """Stretches of places whose counts come to about BLOCK together; each place once, in order."""
    ends = np.cumsum(counts)
    begin = 0
    while begin < counts.size:
        before = int(ends[begin - 1]) if begin else 0
        end = max(int(np.searchsorted(ends, before + BLOCK)), begin + 1)
        yield slice(begin, end)
        begin = end


def sums_before(values: NDArray[Any], places: NDArray[np.int64]) -> NDArray[np.int64]:
    """The sum of all values before each place; quick where there are many values and few places."""
    if places.size * ROW > values.size:
        return np.concatenate(([0], np.cumsum(values, dtype=np.int64)))[places]
    rows = values[: values.size // ROW * ROW].reshape(-1, ROW).sum(axis=1, dtype=np.int64)
    row, rest = np.divmod(places, ROW)
    some = np.concatenate(([0], np.cumsum(values[ranges(places - rest, places)], dtype=np.int64)))
    ends = np.cumsum(rest)
    found: NDArray[np.int64] = np.concatenate(([0], np.cumsum(rows)))[row] + some[ends] - some[ends - rest]
    return found


def distinct(numbers: NDArray[Any]) -> NDArray[Any]:
    """Each number once, ascending. numpy's own takes a module of masks with it, which takes longer than the numbers."""
    found = np.sort(numbers)
    return found[np.append(True, found[1:] != found[:-1])] if found.size else found


def ranges(begins: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.int64]:
    """The numbers of all ranges behind each other."""
    lengths = ends - begins
    before = np.cumsum(lengths) - lengths
    numbers: NDArray[np.int64] = np.arange(int(lengths.sum())) + np.repeat(begins - before, lengths)
    return numbers
