"""Which stories a story's page leads to: those nearest to it in time about one of its regions and topics.

What is related is settled by the stories' own tags and the vocabularies, never by how many stories there are: of the
pairs of a region it is about and a topic, the one with the smaller place comes first. So a new story changes the pages
of its two neighbours in each of its pairs, and no other page, however large the archive is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from plugins.seed_posts.model import Role

from .entries import Entry
from .trees import Tree

RELATED_MAX = 3  # stories a page leads to
Pair = tuple[str, str]  # ids of a region and of a topic


@dataclass(frozen=True, slots=True)
class RelatedStory:
    entry: Entry
    region: str  # ids of what both stories are about
    topic: str


class Related:
    """Stories by what they are about, each pair's in the order of their dates."""

    def __init__(self, entries: Iterable[Entry], regions: Tree) -> None:
        self._depth = {id: len(node.parents) for id, node in regions.nodes.items()}
        self._stories: dict[Pair, list[Entry]] = defaultdict(list)
        self._places: dict[tuple[Pair, str], int] = {}
        for entry in sorted(entries, key=lambda entry: (not entry.date, entry.date, entry.slug)):
            for pair in self._pairs(entry):
                self._places[pair, entry.slug] = len(self._stories[pair])
                self._stories[pair].append(entry)

    def of(self, entry: Entry, besides: Iterable[str] = ()) -> tuple[RelatedStory, ...]:
        """The stories related to one, those of the smallest place first; `besides` are slugs its page has already."""
        found: dict[str, RelatedStory] = {}
        known = {entry.slug, *besides}
        for pair in self._pairs(entry):
            for other in self._beside(pair, entry):
                if other.slug not in known and len(found) < RELATED_MAX:
                    found.setdefault(other.slug, RelatedStory(other, *pair))
        return tuple(found.values())

    def _beside(self, pair: Pair, entry: Entry) -> Iterator[Entry]:
        place = self._places.get((pair, entry.slug))
        if place is None:  # a reprint
            return
        stories = self._stories[pair]
        if place:
            yield stories[place - 1]
        if place + 1 < len(stories):
            yield stories[place + 1]

    def _pairs(self, entry: Entry) -> list[Pair]:
        """What the story is about: the region deepest in the tree first, then in the order the post has them."""
        about = [region.id for region in entry.regions if region.role is Role.PRIMARY and not region.implied]
        known = sorted((id for id in about if id in self._depth), key=lambda id: -self._depth[id])
        return [(region, topic) for region in known for topic in entry.topics]
