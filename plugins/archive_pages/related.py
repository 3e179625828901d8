"""Which stories a story's page leads to: those nearest to it in time about one of its regions and topics.

What is related is settled by the stories' own tags and the vocabularies, never by how many stories there are: of the
pairs of a region it is about and a topic, the one with the smaller place comes first. So a new story changes the pages
of its two neighbours in each of its pairs, and no other page, however large the archive is.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from .columns import Places
from .entries import Entry
from .table import IMPLIED, MAIN, NOBODY, Entries, Table, entries_of
from .trees import Tree

RELATED_MAX = 3  # stories a page leads to
Pair = tuple[str, str]  # ids of a region and of a topic


class RelatedStory(Struct, frozen=True):
    entry: Entry
    region: str  # ids of what both stories are about
    topic: str


class Related:
    """Stories by what they are about, each pair's in the order of their dates.

    A story has a row for each of its pairs: the pair, and the stories before and after it among those of that pair.
    """

    def __init__(self, entries: Iterable[Entry], regions: Tree) -> None:
        stories = entries_of(entries)
        self._table: Table = stories.table
        found, topics = self._about(stories, regions), self._table.columns.tags("topics")
        region, story = found
        rows, _ = topics.rows(story)  # each region with each topic of its story
        counts = topics.counts[story]
        pairs = np.repeat(region.astype(np.int64), counts) * len(topics.names) + topics.codes[rows]
        of_story = np.bincount(np.repeat(story, counts), minlength=len(self._table))
        self.starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(of_story)])  # row of each story's first pair
        order = np.argsort(pairs, kind="stable")
        new = np.append(True, pairs[order][1:] != pairs[order][:-1])[: len(order)]
        self.pair = np.empty(len(order), np.int32)
        self.pair[order] = np.cumsum(new) - 1
        self.pairs = pairs[order][new]  # what the numbers of `pair` stand for
        self.region_names, self.topic_names = self._table.columns.tags("regions").names, topics.names
        self.before, self.after = self._beside(stories)

    def name(self, pair: int) -> Pair:
        """The ids of a pair, by its number."""
        region, topic = divmod(int(self.pairs[pair]), len(self.topic_names))
        return self.region_names[region], self.topic_names[topic]

    def _about(self, stories: Entries, regions: Tree) -> tuple[Places, Places]:
        """What stories are about, and the story of each: the region deepest in the tree first, then in their order."""
        tags = self._table.columns.tags("regions")
        depths = np.array([len(node.parents) if (node := regions.get(id)) else NOBODY for id in tags.names], np.int32)
        rows, story = tags.rows(stories.places)
        codes, marks = tags.codes[rows], tags.marks[rows]
        about = (marks & (MAIN | IMPLIED) == MAIN) & (depths[codes] != NOBODY)
        codes, story = codes[about], story[about]
        order = np.lexsort((-depths[codes], story))
        return codes[order], story[order]

    def rows(self, place: int) -> slice:
        """The rows of a story; none of a reprint."""
        return slice(int(self.starts[place]), int(self.starts[place + 1]))

    def of(self, entry: Entry, besides: Iterable[str] = ()) -> tuple[RelatedStory, ...]:
        """The stories related to one, those of the smallest place first; `besides` are slugs its page has already."""
        found: dict[int, RelatedStory] = {}
        place_of = self._table.place_of
        rows = self.rows(place_of[entry.slug])
        known = {NOBODY, *(place_of[slug] for slug in besides)}
        beside = zip(self.pair[rows].tolist(), self.before[rows].tolist(), self.after[rows].tolist(), strict=True)
        for pair, before, after in beside:
            for other in (before, after):
                if other not in known and len(found) < RELATED_MAX:
                    known.add(other)
                    found[other] = RelatedStory(self._table.entry(other), *self.name(pair))
        return tuple(found.values())

    def _beside(self, stories: Entries) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Of each row, the stories before and after it that have the same pair."""
        dates, places = self._table.columns.words("date"), np.sort(stories.places)  # those of a day are by slug there
        order_of = {name: number for number, name in enumerate(sorted(dates.names, key=lambda date: (not date, date)))}
        by_date = np.argsort(dates.mapped(order_of.__getitem__)[places], kind="stable")
        rank = np.zeros(len(self._table), np.int64)
        rank[places[by_date]] = np.arange(len(places))
        story = np.repeat(np.arange(len(self._table), dtype=np.int32), np.diff(self.starts))
        order = np.lexsort((rank[story], self.pair))
        same = self.pair[order][1:] == self.pair[order][:-1]
        before, after = np.full(len(order), NOBODY, np.int32), np.full(len(order), NOBODY, np.int32)
        before[order[1:][same]] = story[order[:-1][same]]
        after[order[:-1][same]] = story[order[1:][same]]
        return before, after
