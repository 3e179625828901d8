"""Which stories may be reprints of which: pairs to compare in full, found without comparing all with all.

Each story's runs of three words are sketched by MinHash (rensa): 128 numbers, of which two stories have as large a
share in common as they have of their runs. Stories with two neighbouring numbers alike, in any of 64 places, are a
candidate pair; for texts with a third of their runs in common that misses one pair in a thousand. Memory is half a
kilobyte a story.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

import numpy as np
import numpy.typing as npt
import rensa

from .likeness import quick_runs

SKETCH = 128  # numbers of a story
BAND = 2  # numbers that must be alike together
SEED = 20  # of the hash functions; any will do, but always the same
BATCH = 512  # stories sketched at once
ALIKE_MIN = 16  # numbers in common; texts with one word in five changed have 36, give or take 5
CROWD = 24  # stories compared with the next ones of their crowd: enough to join all copies of a much printed story

Sketches = npt.NDArray[np.uint32]
Pairs = npt.NDArray[np.int64]


def candidate_pairs(texts: Iterable[str]) -> list[tuple[int, int]]:
    """Places of texts that are worth comparing, the lower first, sorted."""
    return pairs_of(sketch(texts))


def pairs_of(sketches: Sketches) -> list[tuple[int, int]]:
    """Places of sketches whose texts are worth comparing, the lower first, sorted."""
    found: Pairs = np.zeros(0, dtype=np.int64)
    for first in range(0, SKETCH, BAND):
        pairs = _alike(sketches, first)
        found = np.union1d(found, pairs[_near(sketches, pairs)])
    total = max(1, len(sketches))
    return [(int(pair // total), int(pair % total)) for pair in found]


def sketch(texts: Iterable[str]) -> Sketches:
    """A row of numbers for each text; all are the highest for a text without words."""
    rows = [np.zeros((0, SKETCH), dtype=np.uint32)]
    for batch in _batches(texts):
        runs = [quick_runs(text) for text in batch]
        offsets = np.cumsum([0, *map(len, runs)]).astype(np.uint64)
        matrix = rensa.RMinHash.digest_matrix_from_flat_token_hashes(np.concatenate(runs), offsets, SKETCH, SEED)
        rows.append(np.array(matrix.to_rows(), dtype=np.uint32))
    return np.concatenate(rows)


def _batches(texts: Iterable[str]) -> Iterator[list[str]]:
    texts = iter(texts)
    while batch := list(islice(texts, BATCH)):
        yield batch


def _alike(sketches: Sketches, first: int) -> Pairs:
    """Pairs, as one number each, whose sketches agree in the band that begins there."""
    keys = sketches[:, first].astype(np.uint64) << np.uint64(32) | sketches[:, first + 1]
    order = np.argsort(keys, kind="stable")
    order = order[keys[order] != np.iinfo(np.uint64).max]  # a text without words is like no other
    keys = keys[order]
    found = []
    for step in range(1, min(CROWD, len(order) - 1) + 1):
        same = np.flatnonzero(keys[step:] == keys[:-step])
        if not len(same):
            break
        found.append(order[same] * len(sketches) + order[same + step])  # stable, so the lower place comes first
    return np.unique(np.concatenate(found)) if found else np.zeros(0, dtype=np.int64)


def _near(sketches: Sketches, pairs: Pairs) -> npt.NDArray[np.bool_]:
    """Which pairs have sketches that are alike as a whole."""
    near = np.zeros(len(pairs), dtype=np.bool_)
    for first in range(0, len(pairs), 65_536):  # pairs at a time, so that memory stays flat
        some = pairs[first : first + 65_536]
        alike = (sketches[some // len(sketches)] == sketches[some % len(sketches)]).sum(axis=1)
        near[first : first + 65_536] = alike >= ALIKE_MIN
    return near
