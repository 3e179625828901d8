"""Long arrays, taken a stretch at a time, so that what is made of them stays small in memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

BLOCK = 500_000  # of what is counted, taken at once


def blocks(counts: NDArray[Any]) -> Iterator[slice]:
    """Stretches of places whose counts come to about BLOCK together; each place once, in order."""
    ends = np.cumsum(counts)
    begin = 0
    while begin < counts.size:
        before = int(ends[begin - 1]) if begin else 0
        end = max(int(np.searchsorted(ends, before + BLOCK)), begin + 1)
        yield slice(begin, end)
        begin = end


def ranges(begins: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.int64]:
    """The numbers of all ranges behind each other."""
    lengths = ends - begins
    before = np.cumsum(lengths) - lengths
    numbers: NDArray[np.int64] = np.arange(int(lengths.sum())) + np.repeat(begins - before, lengths)
    return numbers
