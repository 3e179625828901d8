"""Tags: what articles are filed under, by id, so that a search for a region finds what lies inside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

MAX_DEPTH = 50  # tags above one another; the deepest vocabularies have ten


@dataclass(frozen=True, slots=True)
class Tag:
    """A region, topic, source or author. `parents` contain it; one of them may have no label, if other tags tell it."""

    id: str
    label: str
    parents: tuple[Tag, ...] = ()


def named(*labels: str) -> tuple[Tag, ...]:
    """Tags that have no id but their label."""
    return tuple(Tag(label, label) for label in labels)


def unique(tags: Iterable[Tag]) -> tuple[Tag, ...]:
    """The first tag of each id."""
    found: dict[str, Tag] = {}
    for tag in tags:
        found.setdefault(tag.id, tag)
    return tuple(found.values())


class Table(NamedTuple):
    """The tags of one kind, each once, numbered so that what lies inside a tag follows it as far as a tree can tell.

    `parents` and `above` are numbers: what contains a tag directly, and everything that contains it.
    """

    ids: tuple[str, ...]
    labels: tuple[str, ...]
    parents: tuple[tuple[int, ...], ...]
    above: tuple[frozenset[int], ...]
    number: Mapping[str, int]  # of an id


def table_of(filings: Iterable[Sequence[Tag]]) -> Table:
    """The table of all tags of some articles and of what contains them, whatever order the articles come in.

    Of tags that contain each other in a circle none contains another.
    """
    labels: dict[str, str] = {}
    parents: dict[str, set[str]] = {}
    for tag in _all_tags(filings):
        told = {tag.label, labels.get(tag.id, "")} - {"", tag.id}
        labels[tag.id] = min(told, default="")  # of two labels ever the same one
        parents.setdefault(tag.id, set()).update(parent.id for parent in tag.parents if parent.id != tag.id)
    claimed = {id: _above(id, parents) for id in parents}
    direct = {id: sorted(parent for parent in found if id not in claimed[parent]) for id, found in parents.items()}
    above = {id: _above(id, direct) for id in direct}
    ids = tuple(_from_the_roots(direct))
    number = {id: place for place, id in enumerate(ids)}
    return Table(
        ids=ids,
        labels=tuple(labels[id] or id for id in ids),
        parents=tuple(tuple(number[parent] for parent in direct[id]) for id in ids),
        above=tuple(frozenset(number[other] for other in above[id]) for id in ids),
        number=number,
    )


def _all_tags(filings: Iterable[Sequence[Tag]]) -> Iterator[Tag]:
    """Every different tag object among those given and above them, once."""
    seen: dict[int, Tag] = {}  # by the object, which most articles share
    waiting: list[Tag] = []
    for filing in filings:
        waiting += filing
        while waiting:
            tag = waiting.pop()
            if id(tag) not in seen:
                seen[id(tag)] = tag
                waiting += tag.parents
                yield tag


def _above(id: str, parents: Mapping[str, Iterable[str]]) -> frozenset[str]:
    """All that contains a tag; itself where the data run in a circle."""
    found: set[str] = set()
    waiting = [id]
    while waiting:
        new = set(parents[waiting.pop()]) - found
        found |= new
        waiting += new
    return frozenset(found)


def _from_the_roots(direct: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The ids from each root down, a tag with two parents behind the one with the smaller id."""
    inside: dict[str, list[str]] = {id: [] for id in direct}
    roots: list[str] = []
    for id in sorted(direct, reverse=True):
        (inside[direct[id][0]] if direct[id] else roots).append(id)
    waiting = roots
    while waiting:
        id = waiting.pop()
        yield id
        waiting += inside[id]
