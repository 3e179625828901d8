"""What stories are filed under, as arrays: a number for the story, a number for the region or topic, item by item.

An archive of 100,000 stories has a million filings, and each reaches all that contains it; so they are counted by
array and never one at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from msgspec import Struct

from .columns import Flags, Keys, Places, spread
from .table import IMPLIED, MAIN, Entries


class Filings(Struct, frozen=True):
    """Stories and the regions or topics they are listed under; the arrays are as long as there are filings."""

    ids: tuple[str, ...]  # what the numbers of `item` stand for, each once
    story: Places
    item: Places
    main: Flags  # the story is about it; False where it also concerns it
    named: Flags  # False where only something inside it is


def regions_of(entries: Entries) -> Filings:
    return _filings(entries, "regions")


def topics_of(entries: Entries) -> Filings:
    return _filings(entries, "topics")


def mentions_of(entries: Entries) -> Filings:
    """The regions that stories only name, or were filed from."""
    return _filings(entries, "mentions")


def no_mentions(entries: Entries) -> Filings:
    return _filings(entries[:0], "mentions")


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


def _filings(entries: Entries, name: str) -> Filings:
    """The filings of a column: of regions with their marks, or of others, which a story is always about."""
    tags = entries.table.columns.tags(name)
    rows, story = tags.rows(entries.places)
    codes, marks = tags.codes[rows], tags.marks[rows]
    used = np.bincount(codes, minlength=len(tags.names)) > 0
    ids = tuple(tags.names[code] for code in np.flatnonzero(used).tolist())
    item = (np.cumsum(used) - 1).astype(np.int32)[codes]
    every = np.ones(len(codes), bool)
    if name != "regions":
        return Filings(ids, story, item, every, every)
    return Filings(ids, story, item, marks & MAIN > 0, marks & IMPLIED == 0)


def _flat(lists: Iterable[Sequence[Any]]) -> list[Any]:
    return [item for items in lists for item in items]
