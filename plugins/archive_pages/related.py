"""Which stories a story's page leads to: those nearest to it in time about one of its regions and topics.

What is related is settled by the stories' own tags and the vocabularies, never by how many stories there are: of the
pairs of a region it is about and a topic, the one with the smaller place comes first. So a new story changes the pages
of its two neighbours in each of its pairs, and no other page, however large the archive is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from plugins.seed_posts.model import Role

from .entries import Entry
from .table import Entries, Table, entries_of
from .trees import Tree

RELATED_MAX = 3  # stories a page leads to
NOBODY = -1  # in the place of a story
Pair = tuple[str, str]  # ids of a region and of a topic


@dataclass(frozen=True, slots=True)
class RelatedStory:
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
        depth = {id: len(node.parents) for id, node in regions.nodes.items()}
        numbers: dict[Pair, int] = {}
        self.starts = np.zeros(len(self._table) + 1, np.int64)  # row of each story's first pair
        pairs: list[int] = []
        for place in stories.places.tolist():
            found = _pairs(self._table.columns.regions[place], self._table.columns.topics[place], depth)
            pairs += [numbers.setdefault(pair, len(numbers)) for pair in found]
            self.starts[place + 1] = len(found)
        self.starts = np.cumsum(self.starts)
        self.names = list(numbers)
        self.pair = np.array(pairs, np.int32)
        self.before, self.after = self._beside(stories)

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
                    found[other] = RelatedStory(self._table.entry(other), *self.names[pair])
        return tuple(found.values())

    def _beside(self, stories: Entries) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Of each row, the stories before and after it that have the same pair."""
        dates, slugs = stories.column("date"), stories.column("slug")
        by_date = sorted(range(len(stories)), key=lambda number: (not dates[number], dates[number], slugs[number]))
        rank = np.zeros(len(self._table), np.int64)
        rank[stories.places[by_date]] = np.arange(len(stories))
        story = np.repeat(np.arange(len(self._table), dtype=np.int32), np.diff(self.starts))
        order = np.lexsort((rank[story], self.pair))
        same = self.pair[order][1:] == self.pair[order][:-1]
        before, after = np.full(len(order), NOBODY, np.int32), np.full(len(order), NOBODY, np.int32)
        before[order[1:][same]] = story[order[:-1][same]]
        after[order[:-1][same]] = story[order[1:][same]]
        return before, after


def _pairs(regions: list[list[Any]], topics: list[str], depth: dict[str, int]) -> list[Pair]:
    """What the story is about: the region deepest in the tree first, then in the order the post has them."""
    about = [id for id, role, implied in regions if role == Role.PRIMARY and not implied and id in depth]
    return [(region, topic) for region in sorted(about, key=lambda id: -depth[id]) for topic in topics]
