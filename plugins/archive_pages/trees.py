"""Containment trees with their stories: which regions (or topics) have stories, and how many.

A node counts each story once, however many of its descendants the story lists, and whatever
the number of ways up: `here` are the stories that name the node itself, `below` those that
name only regions inside it, and here + below is the whole listing of its page. So is
about + also: a story is about a node if it is about the node itself or anything inside it.

A macro-region has a page once a story lists it, and then contains its members: what happens
in Heilongjiang happens in Northeast China, and in the basin of the Amur. One that lies in
nothing does not contain the countries among them: a story about Russia is no story about the
Eurasian Economic Union, nor about the Altai Mountains. A state of the past contains nothing:
what happens in Croatia today does not happen in Yugoslavia.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping
from typing import Any, Protocol

from msgspec import Struct

from .entries import Entry
from .filings import Filings, Reached, named, no_mentions
from .table import Entries, entries_of

COUNTRY = "country"  # level of a region
PAST = "(historical)"  # how the English label ends of a state that is no more


class Vocabulary(Protocol):
    """Regions or topics: items with `label`, `parent` and `path`; a region may have `extra_parents`."""

    def get(self, id: str, /) -> Any: ...


class RegionVocabulary(Vocabulary, Protocol):
    def label(self, id: str, /) -> str: ...
    def members(self, id: str, /) -> tuple[str, ...]: ...


class Node(Struct, frozen=True):
    """A region or topic with its stories. `parents` are the ids from the root down, itself left out."""

    id: str
    label: str
    path: str
    level: str
    parents: tuple[str, ...]
    also_in: tuple[str, ...]  # further parents: the macro-regions it belongs to
    children: tuple[str, ...]  # those with stories, most stories first
    here: int
    about: Entries  # newest first
    also: Entries  # stories that also concern it; newest first
    mentioned: int = 0  # stories not listed here that mention it

    @property
    def total(self) -> int:
        return len(self.about) + len(self.also)

    @property
    def below(self) -> int:
        return self.total - self.here


class Tree(Struct, frozen=True):
    nodes: dict[str, Node]
    roots: tuple[str, ...]
    unknown: tuple[str, ...]  # listed ids the vocabulary does not have, sorted

    def get(self, id: str) -> Node | None:
        return self.nodes.get(id)

    def children(self, node: Node) -> list[Node]:
        return [self.nodes[child] for child in node.children]

    def inside(self, node: Node) -> list[Node]:
        """The children whose first parent is this node, so that a drawn tree shows each node once."""
        return [child for child in self.children(node) if child.parents[-1:] == (node.id,)]

    def parents(self, node: Node) -> list[Node]:
        return [self.nodes[parent] for parent in node.parents]

    def walk(self) -> list[Node]:
        """Every node once, by address."""
        return sorted(self.nodes.values(), key=lambda node: node.path)


def build_tree(
    entries: Iterable[Entry],
    filings_of: Callable[[Entries], Filings],
    vocabulary: Vocabulary,
    mentions_of: Callable[[Entries], Filings] = no_mentions,
) -> Tree:
    """The tree of all listed items and what contains them; items without stories are left out."""
    stories = entries_of(entries)
    filings = filings_of(stories)
    listed = frozenset(filings.ids)
    unknown = tuple(sorted(id for id in listed if lookup(vocabulary, id) is None))
    ways_up = {id: (id, *containers(id, vocabulary, listed)) for id in filings.ids if id not in unknown}
    reached = Reached(filings, ways_up, len(stories.table))
    here, mentioned = named(filings), reached.without(mentions_of(stories))
    about, also = (
        {id: Entries(stories.table, reached.stories(keys, id)) for id in sorted(reached.number)}
        for keys in (reached.main, reached.also)
    )
    sizes = {id: len(about[id]) + len(also[id]) for id in about}
    children = _children(sizes, vocabulary, listed)
    nodes = {}
    for id in about:
        item = lookup(vocabulary, id)
        nodes[id] = Node(
            id=id,
            label=item.label,
            path=item.path,
            level=str(getattr(item, "level", "")),
            parents=_way_down(id, vocabulary),
            also_in=tuple(parent for parent in getattr(item, "extra_parents", ()) if parent in sizes),
            children=children[id],
            here=here.get(id, 0),
            about=about[id],
            also=also[id],
            mentioned=mentioned.get(id, 0),
        )
    roots = tuple(id for id in _by_size(nodes, sizes, vocabulary) if not nodes[id].parents)
    return Tree(nodes, roots, unknown)


def lookup(vocabulary: Vocabulary, id: str) -> Any:
    """The vocabulary's item, or None for an id it does not have."""
    try:
        return vocabulary.get(id)
    except KeyError:
        return None


def containers(id: str, vocabulary: Vocabulary, named: Container[str]) -> tuple[str, ...]:
    """Ids of everything that contains the item, each once, nearest first; of macro-regions only those `named`."""
    found: dict[str, None] = {}
    waiting = [id]
    while waiting:
        new = [parent for parent in _parents(waiting.pop(0), vocabulary, named) if parent not in found and parent != id]
        found |= dict.fromkeys(new)
        waiting += new
    return tuple(found)


def _parents(id: str, vocabulary: Vocabulary, named: Container[str]) -> list[str]:
    """Ids of what directly contains the item: its first parent, and named macro-regions that take it in."""
    item = lookup(vocabulary, id)
    extra = [macro for macro in getattr(item, "extra_parents", ()) if macro in named]
    further = [macro for macro in extra if _takes_in(lookup(vocabulary, macro), item)]
    return [parent for parent in dict.fromkeys((item.parent, *further)) if parent]


def _takes_in(macro: Any, member: Any) -> bool:
    """Whether what happens in a member happens in the macro-region."""
    if macro is None or (getattr(macro, "english", "") or macro.label).endswith(PAST):
        return False
    return bool(macro.parent) or member.level != COUNTRY


def _way_down(id: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Ids from the root to the parent of `id`, by first parents."""
    way: list[str] = []
    item = lookup(vocabulary, id)
    while item is not None and item.parent and item.parent not in way:
        way.append(item.parent)
        item = lookup(vocabulary, item.parent)
    return tuple(reversed(way))


def _children(sizes: Mapping[str, int], vocabulary: Vocabulary, named: Container[str]) -> dict[str, tuple[str, ...]]:
    children: dict[str, list[str]] = defaultdict(list)
    for id in _by_size(sizes, sizes, vocabulary):
        for parent in _parents(id, vocabulary, named):
            children[parent].append(id)
    return defaultdict(tuple, {id: tuple(found) for id, found in children.items()})


def _by_size(ids: Iterable[str], sizes: Mapping[str, int], vocabulary: Vocabulary) -> list[str]:
    return sorted(ids, key=lambda id: (-sizes[id], lookup(vocabulary, id).label, id))
