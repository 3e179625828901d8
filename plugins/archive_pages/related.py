"""Which stories a story's page leads to: those nearest to it in time about one of its regions and topics.

What is related is settled by the stories' own tags and the vocabularies, never by how many stories there are: of the
pairs of a region it is about and a topic, the one with the smaller place comes first. So a new story changes the pages
of its two neighbours in each of its pairs, and no other page, however large the archive is.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeAlias

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from .columns import Keys, Places
from .entries import Entry
from .table import IMPLIED, MAIN, NOBODY, Entries, Table, entries_of
from .trees import Tree

RELATED_MAX = 3  # stories a page leads to
Pair = tuple[str, str]  # ids of a region and of a topic
Pairs: TypeAlias = tuple[Keys, Places, Keys, Places, Places]


class RelatedStory(Struct, frozen=True):
    entry: Entry
    region: str  # ids of what both stories are about
    topic: str


def related_pairs(entries: Iterable[Entry], regions: Tree) -> Pairs:
    """What `Related` is made of: a row for each pair of each story, story by story.

    Where each story's rows begin; the number of each row's pair; what these numbers stand for; and the places of the
    stories before and after the row's, among those of its pair.
    """
    stories = entries_of(entries)
    table = stories.table
    topics = table.columns.tags("topics")
    region, story = _about(stories, regions)
    rows, _ = topics.rows(story)  # each region with each topic of its story
    counts = topics.counts[story]
    pairs = np.repeat(region.astype(np.int64), counts) * len(topics.names) + topics.codes[rows]
    of_story = np.bincount(np.repeat(story, counts), minlength=len(table))
    starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(of_story)])
    order = np.argsort(pairs, kind="stable")
    new = np.append(True, pairs[order][1:] != pairs[order][:-1])[: len(order)]
    pair = np.empty(len(order), np.int32)
    pair[order] = np.cumsum(new) - 1
    return starts, pair, pairs[order][new], *_beside(stories, starts, pair)


def _about(stories: Entries, regions: Tree) -> tuple[Places, Places]:
    """What stories are about, and the story of each: the region deepest in the tree first, then in their order."""
    tags = stories.table.columns.tags("regions")
    depths = np.array([len(node.parents) if (node := regions.get(id)) else NOBODY for id in tags.names], np.int32)
    rows, story = tags.rows(stories.places)
    codes, marks = tags.codes[rows], tags.marks[rows]
    about = (marks & (MAIN | IMPLIED) == MAIN) & (depths[codes] != NOBODY)
    codes, story = codes[about], story[about]
    order = np.lexsort((-depths[codes], story))
    return codes[order], story[order]


def _beside(stories: Entries, starts: Keys, pair: Places) -> tuple[Places, Places]:
    """Of each row, the stories before and after it that have the same pair."""
    size = len(stories.table)
    dates, places = stories.table.columns.words("date"), np.sort(stories.places)  # those of a day are by slug there
    order_of = {name: number for number, name in enumerate(sorted(dates.names, key=lambda date: (not date, date)))}
    by_date = np.argsort(dates.mapped(order_of.__getitem__)[places], kind="stable")
    rank = np.zeros(size, np.int64)
    rank[places[by_date]] = np.arange(len(places))
    story = np.repeat(np.arange(size, dtype=np.int32), np.diff(starts))
    order = np.lexsort((rank[story], pair))
    same = pair[order][1:] == pair[order][:-1]
    before, after = np.full(len(order), NOBODY, np.int32), np.full(len(order), NOBODY, np.int32)
    before[order[1:][same]] = story[order[:-1][same]]
    after[order[:-1][same]] = story[order[1:][same]]
    return before, after


class Related:
    """Stories by what they are about, each pair's in the order of their dates.

    A story has a row for each of its pairs: the pair, and the stories before and after it among those of that pair.
    """

    def __init__(self, table: Table, pairs: Iterable[NDArray[Any]]) -> None:
        """`pairs` are what `related_pairs` gives for the published stories of the table."""
        self._table = table
        self.starts, self.pair, self.pairs, self.before, self.after = pairs
        self.region_names, self.topic_names = (table.columns.tags(name).names for name in ("regions", "topics"))

    def name(self, pair: int) -> Pair:
        """The ids of a pair, by its number."""
        region, topic = divmod(int(self.pairs[pair]), len(self.topic_names))
        return self.region_names[region], self.topic_names[topic]

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
