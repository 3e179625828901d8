"""Containment trees with their stories: which regions (or topics) have stories, and how many.

A node counts each story once, however many of its descendants the story lists, and whatever
the number of ways up: `here` are the stories that list the node itself, `below` those that
list only regions inside it, and here + below is the whole listing of its page.

A macro-region has a page once a story lists it, and then contains its members where it lies
in the tree itself: what happens in Heilongjiang happens in Northeast China. A union of
states, which lies in nothing, does not: a story about Russia is no story about the Eurasian
Economic Union.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from .entries import Entry, newest_first


class Vocabulary(Protocol):
    """Regions or topics: items with `label`, `parent` and `path`; a region may have `extra_parents`."""

    def get(self, id: str, /) -> Any: ...


@dataclass(frozen=True, slots=True)
class Node:
    """A region or topic with its stories. `parents` are the ids from the root down, itself left out."""

    id: str
    label: str
    path: str
    level: str
    parents: tuple[str, ...]
    also_in: tuple[str, ...]  # further parents: the macro-regions it belongs to
    children: tuple[str, ...]  # those with stories, most stories first
    here: int
    entries: tuple[Entry, ...]  # newest first

    @property
    def total(self) -> int:
        return len(self.entries)

    @property
    def below(self) -> int:
        return self.total - self.here


@dataclass(frozen=True, slots=True)
class Tree:
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


def build_tree(entries: Iterable[Entry], listed: Callable[[Entry], Sequence[str]], vocabulary: Vocabulary) -> Tree:
    """The tree of all listed items and what contains them; items without stories are left out."""
    ordered = newest_first(entries)
    named = frozenset(id for entry in ordered for id in listed(entry))
    here: dict[str, int] = defaultdict(int)
    stories: dict[str, list[Entry]] = defaultdict(list)
    above: dict[str, tuple[str, ...]] = {}
    unknown: set[str] = set()
    for entry in ordered:
        touched: dict[str, None] = {}
        for id in listed(entry):
            if lookup(vocabulary, id) is None:
                unknown.add(id)
                continue
            if id not in above:
                above[id] = containers(id, vocabulary, named)
            here[id] += 1
            touched |= dict.fromkeys((id, *above[id]))
        for id in touched:
            stories[id].append(entry)
    children = _children(stories, vocabulary, named)
    nodes = {id: _node(id, vocabulary, here[id], tuple(stories[id]), stories, children[id]) for id in sorted(stories)}
    roots = tuple(id for id in _by_size(nodes, stories, vocabulary) if not nodes[id].parents)
    return Tree(nodes, roots, tuple(sorted(unknown)))


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
    """Ids of what directly contains the item: its first parent, and named macro-regions that lie in the tree."""
    item = lookup(vocabulary, id)
    extra = [macro for macro in getattr(item, "extra_parents", ()) if macro in named]
    further = [macro for macro in extra if _lies_in_the_tree(macro, vocabulary)]
    return [parent for parent in dict.fromkeys((item.parent, *further)) if parent]


def _lies_in_the_tree(id: str, vocabulary: Vocabulary) -> bool:
    item = lookup(vocabulary, id)
    return item is not None and bool(item.parent)


def _node(
    id: str,
    vocabulary: Vocabulary,
    here: int,
    entries: tuple[Entry, ...],
    present: Iterable[str],
    children: tuple[str, ...],
) -> Node:
    item = lookup(vocabulary, id)
    also_in = tuple(parent for parent in getattr(item, "extra_parents", ()) if parent in present)
    level = str(getattr(item, "level", ""))
    return Node(id, item.label, item.path, level, _way_down(id, vocabulary), also_in, children, here, entries)


def _way_down(id: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Ids from the root to the parent of `id`, by first parents."""
    way: list[str] = []
    item = lookup(vocabulary, id)
    while item is not None and item.parent and item.parent not in way:
        way.append(item.parent)
        item = lookup(vocabulary, item.parent)
    return tuple(reversed(way))


def _children(
    stories: dict[str, list[Entry]], vocabulary: Vocabulary, named: Container[str]
) -> dict[str, tuple[str, ...]]:
    children: dict[str, list[str]] = defaultdict(list)
    for id in _by_size(stories, stories, vocabulary):
        for parent in _parents(id, vocabulary, named):
            children[parent].append(id)
    return defaultdict(tuple, {id: tuple(found) for id, found in children.items()})


def _by_size(ids: Iterable[str], stories: dict[str, list[Entry]], vocabulary: Vocabulary) -> list[str]:
    return sorted(ids, key=lambda id: (-len(stories[id]), lookup(vocabulary, id).label, id))
