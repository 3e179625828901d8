"""All stories as columns, newest first, and lists of them as numbers: an entry is made when somebody looks at it.

What every story is asked for – its date, its tags, its capture – stands in columns. The rest of an entry is kept as a
line of JSON, which is how the memory of earlier builds has it too. A story's place is its number in the table.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property, lru_cache
from hashlib import blake2b
from typing import Any, TypeAlias, overload

import numpy as np
from numpy.typing import NDArray

from plugins.seed_posts.model import Basis, Precision, Role

from .entries import Entry, Listed

Places: TypeAlias = NDArray[np.int32]

DIGEST_BYTES = 16  # of an entry: two of 10**9 entries are alike once in 10**20 archives
FIELDS = tuple(field.name for field in fields(Entry))
REGIONS_HELD = 10_000  # that stories share; an archive of 100,000 stories names about as many
LISTS = frozenset(("authors", "mentions", "topics", "review"))


@dataclass(frozen=True, slots=True)
class Columns:
    """What is asked of all stories: a list for each question, an item for each story."""

    slug: list[str]
    url: list[str]
    date: list[str]
    source: list[str]
    agency: list[str]
    regions: list[list[list[Any]]]  # of each: id, role, whether it is implied
    mentions: list[list[str]]
    topics: list[list[str]]
    rights: list[str]
    seed: list[str]
    seed_lines: list[Sequence[int] | None]
    reprint_of: list[str]
    review: list[bool]
    hidden: list[bool]
    line: list[str]  # the whole entry
    digest: list[str]  # of the line

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Columns:
        asked = [_asked(entry) for entry in entries]
        return cls(*map(list, zip(*asked, strict=True))) if asked else cls(*([] for _ in COLUMNS))

    @classmethod
    def joined(cls, parts: Iterable[Columns]) -> Columns:
        """The stories of all parts."""
        lists: list[list[Any]] = [[] for _ in COLUMNS]
        for part in parts:
            for name, values in zip(COLUMNS, lists, strict=True):
                values += getattr(part, name)
        return cls(*lists)

    def ordered(self, order: Sequence[int]) -> Columns:
        return Columns(*([values[place] for place in order] for values in map(self.__getattribute__, COLUMNS)))


COLUMNS = tuple(field.name for field in fields(Columns))


class Table:
    """The stories of one archive."""

    def __init__(self, columns: Columns) -> None:
        by_slug = sorted(range(len(columns.slug)), key=columns.slug.__getitem__)
        order = sorted(by_slug, key=columns.date.__getitem__, reverse=True)
        self.columns = columns.ordered(order)
        self._made: dict[int, Entry] = {}

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Table:
        return cls(Columns.of(entries))

    def __len__(self) -> int:
        return len(self.columns.slug)

    def entry(self, place: int) -> Entry:
        if place not in self._made:
            self._made[place] = entry_of(self.columns.line[place])
        return self._made[place]

    def where(self, chosen: Iterable[bool]) -> Entries:
        """The stories for which it is true."""
        return Entries(self, np.flatnonzero(np.fromiter(chosen, bool, len(self))).astype(np.int32))

    @cached_property
    def digests(self) -> NDArray[np.uint8]:
        """The digest of each entry, a row of bytes."""
        return np.frombuffer(bytes.fromhex("".join(self.columns.digest)), np.uint8).reshape(len(self), DIGEST_BYTES)

    @cached_property
    def years(self) -> NDArray[np.int32]:
        """The year of each story; 0 for one without a date."""
        return np.array([int(date[:4] or 0) for date in self.columns.date], np.int32)

    @cached_property
    def place_of(self) -> Mapping[str, int]:
        """Each story's place, by slug."""
        return {slug: place for place, slug in enumerate(self.columns.slug)}


class Entries(Sequence[Entry]):
    """Some of the stories of a table, in an order of their own."""

    __slots__ = ("places", "table")

    def __init__(self, table: Table, places: Places) -> None:
        self.table = table
        self.places = places

    def __len__(self) -> int:
        return len(self.places)

    @overload
    def __getitem__(self, item: int) -> Entry: ...
    @overload
    def __getitem__(self, item: slice) -> Entries: ...
    def __getitem__(self, item: int | slice) -> Entry | Entries:
        if isinstance(item, slice):
            return Entries(self.table, self.places[item])
        return self.table.entry(int(self.places[item]))

    def __iter__(self) -> Iterator[Entry]:
        return map(self.table.entry, self.places.tolist())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(self.digests)

    def column(self, name: str) -> list[Any]:
        """What the stories answer to one of the questions of Columns."""
        values = getattr(self.table.columns, name)
        return [values[place] for place in self.places.tolist()]

    def where(self, chosen: Iterable[bool]) -> Entries:
        """Those for which it is true, said of each in turn."""
        return Entries(self.table, self.places[np.fromiter(chosen, bool, len(self))])

    @property
    def digests(self) -> bytes:
        """The digests of the entries, one after the other: what a list of them is known by."""
        return self.table.digests[self.places].tobytes()


class BySlug(Mapping[str, Entry]):
    """Every story of a table by its slug."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def __getitem__(self, slug: str) -> Entry:
        return self._table.entry(self._table.place_of[slug])

    def __iter__(self) -> Iterator[str]:
        return iter(self._table.columns.slug)

    def __len__(self) -> int:
        return len(self._table)


class Groups(Mapping[str, Entries]):
    """Lists of stories by what they share."""

    def __init__(self, table: Table, places: Mapping[str, Sequence[int]]) -> None:
        self._table = table
        self._places = places

    def __getitem__(self, key: str) -> Entries:
        return Entries(self._table, np.array(self._places[key], np.int32))

    def __contains__(self, key: object) -> bool:
        return key in self._places

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


def entries_of(entries: Iterable[Entry]) -> Entries:
    """The stories as a list of a table: the list itself, or one made of a table of their own."""
    if isinstance(entries, Entries):
        return entries
    table = Table.of(entries)
    return Entries(table, np.arange(len(table), dtype=np.int32))


def line_of(entry: Entry) -> str:
    """The entry as one line of JSON."""
    values = {name: getattr(entry, name) for name in FIELDS}
    values["regions"] = _listed(entry)
    return json.dumps(list(values.values()), ensure_ascii=False, separators=(",", ":"))


def entry_of(line: str) -> Entry:
    """The entry such a line was made of."""
    values = dict(zip(FIELDS, json.loads(line), strict=True))
    for name in LISTS:
        values[name] = tuple(values[name])
    values["precision"], values["basis"] = Precision(values["precision"]), Basis(values["basis"])
    values["regions"] = tuple(_region(*said) for said in values["regions"])
    values["seed_lines"] = tuple(values["seed_lines"]) if values["seed_lines"] else None
    return Entry(**values)


@lru_cache(maxsize=REGIONS_HELD)
def _region(id: str, role: str, implied: bool) -> Listed:
    """What stories say of a region, one for all that say the same."""
    return Listed(id, Role(role), implied)


def _listed(entry: Entry) -> list[list[Any]]:
    return [[region.id, region.role, region.implied] for region in entry.regions]


def _asked(entry: Entry) -> tuple[Any, ...]:
    """What the columns hold of an entry."""
    line = line_of(entry)
    return (
        entry.slug, entry.url, entry.date, entry.source, entry.agency,
        _listed(entry), list(entry.mentions), list(entry.topics), entry.rights, entry.seed, entry.seed_lines,
        entry.reprint_of, bool(entry.review), entry.hidden,
        line, blake2b(line.encode("utf-8", "surrogatepass"), digest_size=DIGEST_BYTES).hexdigest(),
    )  # fmt: skip
