"""Reprints: stories of a run that are the same text, and which of them stands for all.

Each story keeps the smallest hashes of its runs of five words. Two stories that share enough of
them are compared in full, so the work grows with the number of stories, not with its square.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from .model import Precision, Story

SAME_STORY_MIN = 0.7  # share of runs of five words two stories have in common; a story that quotes another stays below
CUT_MIN = 0.9  # share of a cut copy's runs that stand in the whole story
CUT_LENGTH_MIN = 0.5  # a copy cut to less than this share of the story is a brief of its own
RUN = 5  # words; runs of three repeat between unrelated stories of one subject
SKETCH = 48  # hashes kept of a story; a pair at the threshold shares 33 of them, give or take 4
SHARED_MIN = 12  # hashes in common before two stories are compared in full; a pair at the threshold never has so few
CROWD = 400  # stories with one and the same hash: boilerplate, which tells nothing
SHORT = 36  # runs; a shorter story may be a form ("dividend 15 cents, payable …") that two companies fill in alike
MIX = np.uint64(0x9E3779B97F4A7C15)  # odd, so that no run is lost; the golden ratio in 64 bits
WORDS_MAX = 20_000  # words of a story compared; the longest news feature has about as many


Hashes = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class _Sketch:
    runs: Hashes  # sorted, each once
    smallest: tuple[int, ...]


def find_reprints(stories: Sequence[Story]) -> Sequence[Story]:
    """The stories in their order, each reprint with the slug of its canonical story.

    Canonical is the earliest dated of a cluster; then the longest; then the first in order.
    """
    clusters = _clusters(stories)
    canonical: dict[int, int] = {}
    for members in clusters:
        best = min(members, key=lambda index: _standing(stories[index], index))
        canonical |= {index: best for index in members if index != best}
    return tuple(
        replace(story, reprint_of=stories[canonical[index]].slug) if index in canonical else story
        for index, story in enumerate(stories)
    )


def similarity(left: str, right: str) -> float:
    """Share of the runs of five words of two texts that both have, 0 to 1."""
    seen: dict[str, int] = {}
    return _overlap(_sketch(left, seen).runs, _sketch(right, seen).runs)


def _standing(story: Story, index: int) -> tuple[bool, str, int, int]:
    """Sorts the canonical story first."""
    value = story.date.value
    dated = value is not None and value.precision is not Precision.UNKNOWN and bool(value.value)
    day = value.value + "-99" * (2 - value.value.count("-")) if dated and value else ""  # "2018-03" after its days
    return (not dated, day, -sum(len(block.text) for block in story.body), index)


def _clusters(stories: Sequence[Story]) -> list[list[int]]:
    """Groups of two and more stories with the same text, each in order."""
    seen: dict[str, int] = {}
    sketches = [_sketch(story.text, seen) for story in stories]
    parent = list(range(len(stories)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    def same(left: int, right: int) -> bool:
        overlap = _overlap(sketches[left].runs, sketches[right].runs)
        if min(len(sketches[left].runs), len(sketches[right].runs)) < SHORT:
            return overlap == 1.0 and stories[left].headline.value == stories[right].headline.value
        return overlap >= SAME_STORY_MIN or _is_cut(sketches[left].runs, sketches[right].runs)

    first_with: dict[tuple[int, ...], int] = {}
    with_hash: dict[int, list[int]] = defaultdict(list)
    for index, sketch in enumerate(sketches):
        if not sketch.smallest:
            continue  # a story without words is like no other
        twin = first_with.setdefault(sketch.smallest, index)
        if twin != index and same(index, twin):
            parent[root(index)] = root(twin)
            continue  # its postings are the twin's
        for other in _candidates(sketch, with_hash):
            if root(other) != root(index) and same(index, other):
                parent[root(index)] = root(other)
        for value in sketch.smallest:
            if len(with_hash[value]) < CROWD:
                with_hash[value].append(index)
    groups: dict[int, list[int]] = defaultdict(list)
    for index in range(len(stories)):
        groups[root(index)].append(index)
    return [members for members in groups.values() if len(members) > 1]


def _candidates(sketch: _Sketch, with_hash: dict[int, list[int]]) -> Iterable[int]:
    shared = Counter(other for value in sketch.smallest for other in with_hash.get(value, ()))
    enough = min(SHARED_MIN, max(1, len(sketch.smallest) // 4))
    return sorted(other for other, count in shared.items() if count >= enough)


def _sketch(text: str, seen: dict[str, int]) -> _Sketch:
    """The runs of a text; `seen` keeps the number of each word of the run, so that a word is hashed once."""
    words = re.findall(r"\w+", text.lower())[:WORDS_MAX]
    numbers = np.array([_number(word, seen) for word in words], dtype=np.uint64)
    size = min(RUN, len(words))
    runs = np.zeros(max(0, len(words) - size + 1) if words else 0, dtype=np.uint64)
    for place in range(size):
        runs = runs * MIX + numbers[place : place + len(runs)]  # wraps at 64 bits
    runs = np.unique(runs ^ (runs >> np.uint64(29)))
    return _Sketch(runs, tuple(int(value) for value in runs[:SKETCH]))


def _number(word: str, seen: dict[str, int]) -> int:
    """64 bits for a word, the same on every machine and run."""
    number = seen.get(word)
    if number is None:
        digest = hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        number = seen[word] = int.from_bytes(digest, "big")
    return number


def _is_cut(left: Hashes, right: Hashes) -> bool:
    """True when nearly all of the shorter text stands in the longer, and makes up much of it."""
    shorter, longer = sorted((len(left), len(right)))
    both = len(np.intersect1d(left, right, assume_unique=True))
    return both >= CUT_MIN * shorter and shorter >= CUT_LENGTH_MIN * longer


def _overlap(left: Hashes, right: Hashes) -> float:
    if not len(left) or not len(right):
        return 0.0
    both = len(np.intersect1d(left, right, assume_unique=True))
    return both / (len(left) + len(right) - both)
