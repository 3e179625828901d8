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

from .model import Precision, Story

SAME_STORY_MIN = 0.7  # share of runs of five words two stories have in common; a story that quotes another stays below
RUN = 5  # words; runs of three repeat between unrelated stories of one subject
SKETCH = 48  # hashes kept of a story; a pair at the threshold shares 33 of them, give or take 4
SHARED_MIN = 12  # hashes in common before two stories are compared in full; a pair at the threshold never has so few
CROWD = 400  # stories with one and the same hash: boilerplate, which tells nothing
WORDS_MAX = 20_000  # words of a story compared; the longest news feature has about as many


@dataclass(frozen=True, slots=True)
class _Sketch:
    runs: frozenset[int]
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
    return _overlap(_sketch(left).runs, _sketch(right).runs)


def _standing(story: Story, index: int) -> tuple[bool, str, int, int]:
    """Sorts the canonical story first."""
    value = story.date.value
    dated = value is not None and value.precision is not Precision.UNKNOWN and bool(value.value)
    day = value.value + "-99" * (2 - value.value.count("-")) if dated and value else ""  # "2018-03" after its days
    return (not dated, day, -sum(len(block.text) for block in story.body), index)


def _clusters(stories: Sequence[Story]) -> list[list[int]]:
    """Groups of two and more stories with the same text, each in order."""
    sketches = [_sketch(story.text) for story in stories]
    parent = list(range(len(stories)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    first_with: dict[tuple[int, ...], int] = {}
    with_hash: dict[int, list[int]] = defaultdict(list)
    for index, sketch in enumerate(sketches):
        if not sketch.smallest:
            continue  # a story without words is like no other
        twin = first_with.setdefault(sketch.smallest, index)
        if twin != index and _overlap(sketch.runs, sketches[twin].runs) >= SAME_STORY_MIN:
            parent[root(index)] = root(twin)
            continue  # its postings are the twin's
        for other in _candidates(sketch, with_hash):
            if root(other) != root(index) and _overlap(sketch.runs, sketches[other].runs) >= SAME_STORY_MIN:
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


def _sketch(text: str) -> _Sketch:
    words = re.findall(r"\w+", text.lower())[:WORDS_MAX]
    size = min(RUN, len(words))
    runs = frozenset(_hash(words[start : start + size]) for start in range(len(words) - size + 1)) if words else frozenset()
    return _Sketch(runs, tuple(sorted(runs)[:SKETCH]))


def _hash(words: Sequence[str]) -> int:
    """The same number on every machine and run."""
    return int.from_bytes(hashlib.blake2b(" ".join(words).encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def _overlap(left: frozenset[int], right: frozenset[int]) -> float:
    if not left or not right:
        return 0.0
    both = len(left & right)
    return both / (len(left) + len(right) - both)
