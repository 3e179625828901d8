"""What stories are filed under, as arrays: a number for the story, a number for the region or topic, item by item.

An archive of 100,000 stories has a million filings, and each reaches all that contains it; so they are counted by
array and never one at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from plugins.seed_posts.model import Role

from .table import Entries, Places

Keys: TypeAlias = NDArray[np.int64]
Flags: TypeAlias = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Filings:
    """Stories and the regions or topics they are listed under; the arrays are as long as there are filings."""

    ids: tuple[str, ...]  # what the numbers of `item` stand for, in the order stories name them
    story: Places
    item: Places
    main: Flags  # the story is about it; False where it also concerns it
    named: Flags  # False where only something inside it is


def regions_of(entries: Entries) -> Filings:
    return _filings(entries, entries.table.columns.regions)


def topics_of(entries: Entries) -> Filings:
    return _filings(entries, entries.table.columns.topics)


def mentions_of(entries: Entries) -> Filings:
    """The regions that stories only name, or were filed from."""
    return _filings(entries, entries.table.columns.mentions)


def no_mentions(entries: Entries) -> Filings:
    return _filings(entries[:0], entries.table.columns.mentions)


def spread(starts: NDArray[Any], counts: NDArray[Any]) -> Keys:
    """The places of ragged rows laid end to end: for each start, as many places from there on as its count says."""
    ends = np.cumsum(counts, dtype=np.int64)
    total = int(ends[-1]) if len(ends) else 0
    places: Keys = np.arange(total, dtype=np.int64) + np.repeat(starts.astype(np.int64) - (ends - counts), counts)
    return places


class Reached:
    """Which stories each item has, whether they are filed under it or under something inside it.

    A filing is worth all that contains its item, `ways_up`, which leaves out an id the vocabulary does not have.
    """

    def __init__(self, filings: Filings, ways_up: Mapping[str, Sequence[str]], stories: int) -> None:
        self.number = {id: number for number, id in enumerate(dict.fromkeys(_flat(ways_up.values())))}
        self._stories = stories  # a place is below this
        ways = [np.array([self.number[up] for up in ways_up.get(id, ())], np.int64) for id in filings.ids]
        lengths = np.array([len(way) for way in ways], np.int64)
        counts = lengths[filings.item] if len(ways) else np.zeros(0, np.int64)
        first = np.cumsum(lengths) - lengths
        above = np.concatenate([np.zeros(0, np.int64), *ways])[spread(first[filings.item], counts)]
        keys = above * stories + np.repeat(filings.story, counts)
        self.all = _distinct(keys)
        self.main = _distinct(keys[np.repeat(filings.main, counts)])
        self.also = self.all[~_among(self.all, self.main)]

    def stories(self, keys: Keys, id: str) -> Places:
        """Of `all`, `main` or `also`, the stories of one item, newest first."""
        first = self.number[id] * self._stories
        begin, end = np.searchsorted(keys, (first, first + self._stories))
        return (keys[begin:end] - first).astype(np.int32)

    def without(self, filings: Filings) -> dict[str, int]:
        """How many of these filings' stories an item has not, by id."""
        numbers = np.array([self.number.get(id, -1) for id in filings.ids], np.int64)[filings.item]
        known = numbers >= 0
        new = ~_among(numbers[known] * self._stories + filings.story[known], self.all)
        counts = np.bincount(filings.item[known][new], minlength=len(filings.ids))
        return dict(zip(filings.ids, counts.tolist(), strict=True))


def _distinct(keys: Keys) -> Keys:
    """Each key once, in order. numpy's own `unique` looks each up in a table, which takes longer."""
    ordered = np.sort(keys)
    return ordered[np.append(True, ordered[1:] != ordered[:-1])] if len(ordered) else ordered


def _among(keys: Keys, ordered: Keys) -> Flags:
    """Whether each key is one of these, which are in order."""
    if not len(ordered):
        return np.zeros(len(keys), bool)
    places = np.minimum(np.searchsorted(ordered, keys), len(ordered) - 1)
    found: Flags = ordered[places] == keys
    return found


def named(filings: Filings) -> dict[str, int]:
    """How many stories name each item itself."""
    counts = np.bincount(filings.item[filings.named], minlength=len(filings.ids))
    return dict(zip(filings.ids, counts.tolist(), strict=True))


def _filings(entries: Entries, listed: Sequence[Sequence[Any]]) -> Filings:
    """The filings of a column: of regions with roles, or of bare ids, which a story is always about."""
    places = entries.places.tolist()
    flat = _flat(listed[place] for place in places)
    story = np.repeat(entries.places, [len(listed[place]) for place in places])
    plain = not flat or isinstance(flat[0], str)
    ids = flat if plain else [id for id, _, _ in flat]
    main = [] if plain else [role == Role.PRIMARY for _, role, _ in flat]
    implied = [] if plain else [implied for _, _, implied in flat]
    numbers = {id: number for number, id in enumerate(dict.fromkeys(ids))}
    every = np.ones(len(ids), bool)
    return Filings(
        tuple(numbers),
        story.astype(np.int32),
        np.array([numbers[id] for id in ids], np.int32),
        every if plain else np.array(main, bool),
        every if plain else ~np.array(implied, bool),
    )


def _flat(lists: Iterable[Sequence[Any]]) -> list[Any]:
    return [item for items in lists for item in items]
