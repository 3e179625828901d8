"""Ways on from a page: a region's topics, a topic's regions, and the years of both, each with the search for it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from .charts import Bar, bars_by_year
from .matrix import LEVELS
from .trees import Node, Tree

Counts = dict[str, Counter[str]]  # of stories, by id and the other tree's id
SHOWN = 10  # topics of a region, regions of a topic


@dataclass(frozen=True, slots=True)
class Way:
    """A topic or region that some of a page's stories have, and the search for them."""

    label: str
    url: str
    stories: int


@dataclass(frozen=True, slots=True)
class Ways:
    across: tuple[Way, ...]  # most stories first
    more: int  # how many are not shown
    years: tuple[Bar, ...]  # oldest first


class Crossings:
    """How many stories each region and topic share, counted once for all pages."""

    def __init__(self, regions: Tree, topics: Tree) -> None:
        self._trees = {"region": regions, "topic": topics}
        topics_of = _nodes_of(node for node in topics.walk() if node.here)
        self._shared: dict[str, dict[str, Counter[str]]] = {
            "region": defaultdict(Counter),
            "topic": defaultdict(Counter),
        }
        for slug, found in _nodes_of(regions.walk()).items():
            for region in found:
                self._shared["region"][region.id].update(topic.id for topic in topics_of.get(slug, ()))
                if region.level in LEVELS:
                    for topic in topics_of.get(slug, ()):
                        self._shared["topic"][topic.id][region.id] += 1

    def of(self, kind: str, node: Node) -> Ways:
        """What a region's or topic's page leads to; `kind` is "region" or "topic"."""
        other = "topic" if kind == "region" else "region"
        shared = self._shared[kind].get(node.id, Counter[str]())
        nodes = [(self._trees[other].nodes[id], count) for id, count in shared.items()]
        nodes.sort(key=lambda pair: (-pair[1], pair[0].label, pair[0].id))
        across = tuple(Way(node_.label, search_of({kind: node.id, other: node_.id}), n) for node_, n in nodes[:SHOWN])
        years = Counter(entry.year for entry in (*node.about, *node.also) if entry.year)
        bars = bars_by_year(years, lambda year: search_of({kind: node.id, "year": year}))
        return Ways(across, len(nodes) - len(across), tuple(bars))


def search_of(filters: Mapping[str, str]) -> str:
    """Address, below the site's root, of the search with these filters."""
    return f"search/?{urlencode(filters)}"


def _nodes_of(nodes: Iterable[Node]) -> dict[str, list[Node]]:
    """The nodes that list a story, by the story's slug."""
    found: dict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        for entry in (*node.about, *node.also):
            found[entry.slug].append(node)
    return found
