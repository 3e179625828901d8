"""All stories as columns, newest first, and lists of them as numbers: an entry is made when somebody looks at it.

What every story is asked for – its date, its tags, its capture – stands in columns. The rest of an entry is a line of
JSON, which is how earlier builds left it too. A story's place is its number in the table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from hashlib import blake2b
from typing import Any, NamedTuple, overload

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from plugins.seed_posts.kinds import Role

from .columns import Coded, CodedLists, Column, Flags, Numbers, Places, Raw, packed, unpacked
from .entries import Entry
from .entry_lines import entry_of, line_of

DIGEST_BYTES = 16  # of an entry: two of 10**9 entries are alike once in 10**20 archives
ENTRIES_HELD = 20_000  # of some 3 kB each; more are made again from their lines
WORDS = ("slug", "url", "title", "lang", "date", "source", "agency", "rights", "seed", "reprint_of")  # a word each
TAGS = ("regions", "mentions", "topics")  # columns of lists
NUMBERS = ("lines", "review", "hidden", "digest")
MAIN, IMPLIED = 1, 2  # marks of a region: the story is about it; only another region of the story implies it
NOBODY = -1  # in the place of a story
NO_LINES = (-1, -1)  # of a story that does not say where in its capture it stands


class Row(NamedTuple):
    """What a list says of a story in a row, of which lists have a hundred on a page."""

    url: str
    title: str
    lang: str
    date: str
    source: str
    agency: str


class Told(Struct, frozen=True):
    """An entry as the columns have it: what each of them asks, and the entry's line."""

    words: tuple[str, ...]  # in the order of WORDS
    tags: tuple[list[tuple[str, int]], ...]  # in the order of TAGS
    numbers: tuple[Sequence[int], bool, bool, bytes]  # in the order of NUMBERS
    line: bytes

    @property
    def digest(self) -> bytes:
        return self.numbers[-1]


class Columns:
    """What is asked of all stories, an item for each; a column is read when it is asked for."""

    def __init__(self, made: Mapping[str, Column], raw: Mapping[str, Raw] | None = None) -> None:
        self._made = dict(made)
        self._raw = raw or {}

    @classmethod
    def of(cls, told: Sequence[Told]) -> Columns:
        made: dict[str, Column] = {name: Coded.of(one.words[place] for one in told) for place, name in enumerate(WORDS)}
        made |= {name: CodedLists.of([one.tags[place] for one in told]) for place, name in enumerate(TAGS)}
        lines, review, hidden, digests = zip(*(one.numbers for one in told), strict=True) if told else ((), (), (), ())
        made["lines"] = Numbers(np.array(lines, np.int32).reshape(-1, 2))
        made["review"] = Numbers(np.array(review, bool).reshape(-1, 1))
        made["hidden"] = Numbers(np.array(hidden, bool).reshape(-1, 1))
        made["digest"] = Numbers(np.frombuffer(b"".join(digests), np.uint8).reshape(-1, DIGEST_BYTES))
        return cls(made)

    @classmethod
    def read(cls, data: bytes) -> Columns:
        """The columns that `pack` gave."""
        return cls({}, unpacked(data))

    def pack(self) -> bytes:
        self._read_all()
        return packed(self._made)

    def __len__(self) -> int:
        return len(self.numbers("digest"))

    def words(self, name: str) -> Coded:
        """One of WORDS."""
        if name not in self._made:
            self._made[name] = Coded.read(self._raw[name])
        column = self._made[name]
        assert isinstance(column, Coded)
        return column

    def tags(self, name: str) -> CodedLists:
        """One of TAGS."""
        if name not in self._made:
            self._made[name] = CodedLists.read(self._raw[name])
        column = self._made[name]
        assert isinstance(column, CodedLists)
        return column

    def numbers(self, name: str) -> NDArray[Any]:
        """One of NUMBERS."""
        if name not in self._made:
            self._made[name] = Numbers.read(self._raw[name])
        column = self._made[name]
        assert isinstance(column, Numbers)
        return column.rows

    @property
    def slug(self) -> list[str]:
        return self.words("slug").values

    @property
    def hidden(self) -> Flags:
        return self.numbers("hidden")[:, 0]

    @property
    def review(self) -> Flags:
        return self.numbers("review")[:, 0]

    def chosen(self, order: NDArray[Any]) -> Columns:
        """These stories, in this order."""
        self._read_all()
        return Columns({name: column.chosen(order) for name, column in self._made.items()})

    @classmethod
    def joined(cls, parts: Sequence[Columns]) -> Columns:
        """The stories of all parts, one part after the other."""
        for part in parts:
            part._read_all()
        made = parts[0]._made
        return cls({name: type(made[name]).joined([part._made[name] for part in parts]) for name in made})  # type: ignore[misc]

    def newest_first(self) -> NDArray[np.int64]:
        """The order in which stories stand: by date, newest first, undated last; then by slug."""
        dates = self.words("date")
        rank = {name: -number for number, name in enumerate(sorted(dates.names))}
        keys = list(zip(dates.mapped(rank.__getitem__).tolist(), self.slug, strict=True))
        return np.array(sorted(range(len(keys)), key=keys.__getitem__), np.int64)

    def _read_all(self) -> None:
        for read, names in ((self.words, WORDS), (self.tags, TAGS), (self.numbers, NUMBERS)):
            for name in names:
                read(name)


class Table:
    """The stories of one archive, in their order."""

    def __init__(self, columns: Columns, line: Callable[[int], bytes]) -> None:
        """`columns` are in their order; `line` gives that of the story at a place."""
        self.columns = columns
        self._line = line
        self._made: dict[int, Entry] = {}

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Table:
        told = [told_of(entry) for entry in entries]
        columns = Columns.of(told)
        order = columns.newest_first()
        lines = [told[place].line for place in order.tolist()]
        return cls(columns.chosen(order), lines.__getitem__)

    def __len__(self) -> int:
        return len(self.columns)

    def entry(self, place: int) -> Entry:
        entry = self._made.get(place)
        if entry is None:
            if len(self._made) >= ENTRIES_HELD:
                self.let_go()
            entry = self._made[place] = entry_of(self._line(place))
        return entry

    def row(self, place: int) -> Row:
        """A story as a row has it, without a look at its entry."""
        return Row(*(column[place] for column in self._of_rows))

    @cached_property
    def _of_rows(self) -> list[list[str]]:
        return [self.columns.words(name).values for name in Row._fields]

    def let_go(self) -> None:
        """Holds no entry any longer; each is made again when somebody looks at it."""
        self._made.clear()

    def where(self, chosen: Flags) -> Entries:
        """The stories for which it is true."""
        return Entries(self, np.flatnonzero(chosen).astype(np.int32))

    @property
    def digests(self) -> NDArray[np.uint8]:
        """The digest of each entry, a row of bytes."""
        return self.columns.numbers("digest")

    @cached_property
    def all_digests(self) -> bytes:
        return self.digests.tobytes()

    def digest(self, place: int) -> bytes:
        return self.all_digests[place * DIGEST_BYTES : (place + 1) * DIGEST_BYTES]

    @cached_property
    def years(self) -> Places:
        """The year of each story; 0 for one without a date."""
        return self.columns.words("date").mapped(lambda date: int(date[:4] or 0))

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

    def column(self, name: str) -> list[str]:
        """The stories' words in one of WORDS."""
        words = self.table.columns.words(name)
        return list(map(words.names.__getitem__, words.codes[self.places].tolist()))

    def where(self, name: str, test: Callable[[str], Any]) -> Entries:
        """The stories for whose word, in one of WORDS, the test holds."""
        words = self.table.columns.words(name)
        if len(self) >= len(words.names):
            return Entries(self.table, self.places[words.marked(test)[self.places]])
        chosen = [bool(test(words.names[code])) for code in words.codes[self.places].tolist()]
        return Entries(self.table, self.places[np.array(chosen, bool)])

    def grouped(self, name: str, key: Callable[[str], str | None]) -> dict[str, Entries]:
        """The stories by a key made of their word in one of WORDS, in the order the keys first come; None is no key."""
        words = self.table.columns.words(name).chosen(self.places)
        numbers: dict[str | None, int] = {}
        of_word = [numbers.setdefault(key(word), len(numbers)) for word in words.names]
        groups = np.array(of_word, np.int32)[words.codes]
        order = np.argsort(groups, kind="stable")
        ends = np.cumsum(np.bincount(groups, minlength=len(numbers))).tolist()
        found = [(order[begin:end], said) for said, begin, end in zip(numbers, [0, *ends], ends, strict=False)]
        found.sort(key=lambda one: int(one[0][0]))
        return {said: Entries(self.table, self.places[own]) for own, said in found if said is not None}

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

    def __init__(self, table: Table, places: Mapping[str, Places]) -> None:
        self._table = table
        self._places = places

    def __getitem__(self, key: str) -> Entries:
        return Entries(self._table, self._places[key])

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


def told_of(entry: Entry) -> Told:
    """What the columns hold of an entry."""
    line = line_of(entry)
    regions = [(one.id, MAIN * (one.role == Role.PRIMARY) | IMPLIED * one.implied) for one in entry.regions]
    digest = blake2b(line, digest_size=DIGEST_BYTES).digest()
    return Told(
        tuple(getattr(entry, name) for name in WORDS),
        (regions, [(id, 0) for id in entry.mentions], [(code, 0) for code in entry.topics]),
        (entry.seed_lines or NO_LINES, bool(entry.review), entry.hidden, digest),
        line,
    )
