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
