"""Ways on from a page: a region's topics, a topic's regions, and the years of both, each with the search for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from .charts import Bar, bars_by_year
from .columns import spread
from .matrix import LEVELS
from .table import Entries
from .trees import Node, Tree

SHOWN = 10  # topics of a region, regions of a topic


class Way(Struct, frozen=True):
    """A topic or region that some of a page's stories have, and the search for them."""

    label: str
    url: str
    stories: int


class Ways(Struct, frozen=True):
    across: tuple[Way, ...]  # most stories first
    more: int  # how many are not shown
    years: tuple[Bar, ...]  # oldest first


class Crossings:
    """How many stories each region and topic share, counted by array where a page asks."""

    def __init__(self, regions: Tree, topics: Tree) -> None:
        self._trees = {"region": regions, "topic": topics}
        self._shown = {  # what a page of the other kind leads to
            "region": [node for node in regions.walk() if node.level in LEVELS],
            "topic": [node for node in topics.walk() if node.here],
        }
        self._filed = {kind: _Filed([_stories(node) for node in nodes]) for kind, nodes in self._shown.items()}

    def counts(self, kind: str, node: Node) -> dict[str, int]:
        """The topics of a region's stories, or regions of a topic's that pages lead to: ids, and how many stories."""
        other = "topic" if kind == "region" else "region"
        if kind == "topic" and not node.here:
            return {}
        shared = self._filed[other].among(_stories(node)).tolist()
        return {found.id: count for found, count in zip(self._shown[other], shared, strict=True) if count}

    def of(self, kind: str, node: Node) -> Ways:
        """What a region's or topic's page leads to; `kind` is "region" or "topic"."""
        other = "topic" if kind == "region" else "region"
        nodes = [(self._trees[other].nodes[id], count) for id, count in self.counts(kind, node).items()]
        nodes.sort(key=lambda pair: (-pair[1], pair[0].label, pair[0].id))
        across = tuple(Way(node_.label, search_of({kind: node.id, other: node_.id}), n) for node_, n in nodes[:SHOWN])
        bars = bars_by_year(years_of(node), lambda year: search_of({kind: node.id, "year": year}))
        return Ways(across, len(nodes) - len(across), tuple(bars))


class _Filed:
    """Stories and the numbers of what lists them."""

    def __init__(self, lists: Sequence[Entries]) -> None:
        story = np.concatenate([np.zeros(0, np.int32), *(found.places for found in lists)])
        number = np.repeat(np.arange(len(lists), dtype=np.int32), [len(found) for found in lists])
        order = np.argsort(story, kind="stable")
        self._items = number[order]
        self._kinds = len(lists)
        self._table_size = len(lists[0].table) if lists else 0
        self._starts = np.searchsorted(story[order], np.arange(self._table_size + 1))

    def among(self, stories: Entries) -> NDArray[np.int64]:
        """How many of these stories each number lists."""
        if not self._kinds:
            return np.zeros(0, np.int64)
        starts = self._starts[stories.places]
        rows = spread(starts, self._starts[stories.places + 1] - starts)
        return np.bincount(self._items[rows], minlength=self._kinds)


def years_of(node: Node) -> dict[str, int]:
    """How many stories of a page each year has."""
    counts = np.bincount(node.about.table.years[np.concatenate([node.about.places, node.also.places])])
    return {f"{year:04}": int(counts[year]) for year in np.flatnonzero(counts).tolist() if year}


def _stories(node: Node) -> Entries:
    """The stories a node lists, newest first."""
    return Entries(node.about.table, np.sort(np.concatenate([node.about.places, node.also.places])))


def search_of(filters: Mapping[str, str]) -> str:
    """Address, below the site's root, of the search with these filters."""
    return f"search/?{urlencode(filters)}"
