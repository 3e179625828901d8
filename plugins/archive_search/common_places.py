"""Where common words stand, for phrases that end in one ("the who"), NEAR beside one, and ="The Times".

They have no terms and no postings, so their lists are whole: articles, counts, positions, forms. A list is of one word
in one field; a long one is cut at articles, so that a browser reads the stretches it has candidates in. A full stretch
is a file of its own and stays as it is when articles come after it; the ends of lists share files.

A stretch: varints, the bytes that follow, its first article, the one after its last, how many articles hold the word,
and the parameters of counts, gaps and forms; then bits: the articles (as a list among those of the stretch), counts
less one, gaps of positions, numbers of the forms. `js/common-places.mjs` reads it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from functools import partial
from hashlib import sha256
from itertools import accumulate, pairwise
from typing import NamedTuple

import numpy as np

from .bits import Codes, Numbers, gaps_of, lists, pack, rice, varint
from .fields import FIELDS, utf16
from .miss import Miss
from .pieces import Ints
from .postings import COMMON_WORDS, Index, Lists, Longs
from .store import Store, digest, to_json

FOLDER = "q/"
STRETCH = 24_576  # occurrences of a full stretch: 16 to 24 kB, what a telephone reads in a tenth of a second
FILE = 16_384  # bytes, of shared files
REMEMBERED = "lists of common words"

Printed = list[list[tuple[str, int]]]  # of each common word its forms and how often each comes, the commonest first
Cut = tuple[int, bool, int, str]  # of a stretch: first article, whether it is full, size, digest


class Stretch(NamedTuple):
    """A part of the list of a word in a field."""

    word: int
    field: int
    first: int  # article
    full: bool
    size: int  # bytes
    key: str  # the same for the same content
    data: Callable[[], bytes]


def write_common_places(store: Store, index: Index) -> str:
    """Writes the lists; returns the name of the file that tells where each is.

    That is JSON: `files`, the hashes with spaces between; `words`, of each word its `forms`, the commonest first, and
    its `parts`: [number of the field, first article, number of the file, where in it the stretch begins, its bytes].
    """
    printed = [_ordered(Counter(dict(some))) for some in _printed(index)]
    return _write(store, printed, dict(_lists(index, printed)), _last(store))


def write_common_places_again(
    store: Store, went: Index, came: Index, touched: Container[int] | None, lists_of: Callable[[set[int] | None], Index]
) -> str:
    """As `write_common_places`, from what the last build left: all lists but those `touched`, by their numbers, are
    what they were; None: any may be another. `lists_of` gives the index of some lists, or of all. Raises Miss."""
    last = _last(store)
    if len(last.printed) != len(COMMON_WORDS):
        raise Miss
    printed = []
    for before, less, more in zip(last.printed, _printed(went), _printed(came), strict=True):
        counts = Counter(dict(before))
        counts.update(dict(more))
        counts.subtract(dict(less))
        printed.append(_ordered(counts))
    if touched is None:
        return _write(store, printed, dict(_lists(lists_of(None), printed)), last)
    forms = ([[form for form, _ in some] for some in each] for each in (printed, last.printed))
    other = {word for word, (now, then) in enumerate(zip(*forms, strict=True)) if now != then}
    some = {number for number in map(int, last.cuts) if number in touched or number // len(FIELDS) in other}
    some |= {number for number in came.common.list.tolist() if number in touched or number // len(FIELDS) in other}
    lists: dict[int, _List | None] = {number: None for number in map(int, last.cuts) if number not in some}
    return _write(store, printed, {**lists, **dict(_lists(lists_of(some), printed))}, last)


def _write(store: Store, printed: Printed, lists: Mapping[int, _List | None], last: _Last) -> str:
    """Writes the lists, by number; of those that are what they were, nothing is given."""
    parts: list[list[list[int]]] = [[] for _ in COMMON_WORDS]
    names = []
    cuts: dict[str, list[Cut]] = {}
    held: dict[str, list[str]] = {}
    for number, inside in enumerate(_files(_stretches(lists, last, cuts))):
        names.append(_name(store, inside, last))
        held[names[-1]] = [stretch.key for stretch in inside]
        at = 0
        for stretch in inside:
            parts[stretch.word].append([stretch.field, stretch.first, number, at, stretch.size])
            at += stretch.size
    there = {number // len(FIELDS) for number in lists}
    words = {
        word: {"forms": [form for form, _ in forms], "parts": sorted(of_parts)}
        for number, (word, forms, of_parts) in enumerate(zip(COMMON_WORDS, printed, parts, strict=True))
        if number in there
    }
    store.remember(REMEMBERED, (printed, cuts, held))
    files = " ".join(name.removeprefix(FOLDER).removesuffix(".bin") for name in names)
    return store.add(FOLDER, to_json({"files": files, "words": words}), ".json")


class _Last(NamedTuple):
    """What is known of the last build's lists."""

    printed: Printed
    cuts: dict[str, list[Cut]]  # of each list
    sizes: dict[str, int]  # of stretches, by key
    places: dict[str, tuple[str, int]]  # of these the file, and where it begins there


def _last(store: Store) -> _Last:
    printed, cuts, held = store.remembered(REMEMBERED) or ([], {}, {})
    sizes = {key: size for cut in cuts.values() for _, _, size, key in cut}
    places: dict[str, tuple[str, int]] = {}
    for name, keys in held.items():
        begins = accumulate((sizes[key] for key in keys), initial=0)
        places |= {key: (name, begin) for key, begin in zip(keys, begins, strict=False)}
    return _Last(printed, cuts, sizes, places)


def _name(store: Store, inside: Sequence[Stretch], last: _Last) -> str:
    """The name of the file of some stretches."""
    key = digest(to_json([stretch.key for stretch in inside]))
    name: str = store.part(
        "common places", key, lambda: store.add(FOLDER, b"".join(_data(store, inside, last)), ".bin")
    )
    return name


def _data(store: Store, inside: Sequence[Stretch], last: _Last) -> Iterator[bytes]:
    """The stretches, out of the files of the last build where it had them."""
    contents: dict[str, bytes] = {}
    for stretch in inside:
        name, begin = last.places.get(stretch.key, ("", 0))
        if name and name not in contents:
            try:
                contents[name] = store.content(name)
            except Miss:
                contents[name] = b""
        found = contents[name][begin : begin + stretch.size] if name else b""
        yield found or stretch.data()


def _files(stretches: Iterable[Stretch]) -> Iterator[list[Stretch]]:
    """What is in each file."""
    shared: list[Stretch] = []
    for stretch in stretches:
        if stretch.full:
            yield [stretch]
            continue
        if sum(other.size for other in shared) + stretch.size > FILE and shared:
            yield shared
            shared = []
        shared.append(stretch)
    if shared:
        yield shared


def _printed(index: Index) -> Printed:
    """The forms of each common word, in any order."""
    here = index.common
    count = np.bincount(here.form[here.counted], minlength=len(index.forms))
    word = np.zeros(len(index.forms), dtype=np.int64)
    word[here.form] = np.repeat(here.list // len(FIELDS), _occurrences(here))
    printed: Printed = [[] for _ in COMMON_WORDS]
    for form in np.flatnonzero(count).tolist():
        printed[word[form]].append((index.forms[form], int(count[form])))
    return printed


def _ordered(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(((form, n) for form, n in counts.items() if n), key=lambda item: (-item[1], utf16(item[0])))


def _occurrences(lists: Lists) -> Longs:
    """How many occurrences each list has."""
    begins = np.concatenate(([0], np.cumsum(lists.standing, dtype=np.int64)))
    return np.diff(begins[np.concatenate(([0], np.cumsum(lists.count, dtype=np.int64)))])


def _lists(index: Index, printed: Printed) -> Iterator[tuple[int, _List]]:
    """The lists of common words, by number."""
    place = {(word, form): rank for word, forms in enumerate(printed) for rank, (form, _) in enumerate(forms)}
    here = index.common
    word = np.zeros(len(index.forms), dtype=np.int64)
    word[here.form] = np.repeat(here.list // len(FIELDS), _occurrences(here))
    rank = np.array([place.get(key, 0) for key in zip(word.tolist(), index.forms, strict=True)], dtype=np.int32)
    postings = np.concatenate(([0], np.cumsum(here.count, dtype=np.int64))).tolist()
    edges = np.concatenate(([0], np.cumsum(_occurrences(here)))).tolist()
    for number, rows, there in zip(here.list.tolist(), pairwise(postings), pairwise(edges), strict=True):
        yield number, _List(here, slice(*rows), slice(*there), rank)


def _stretches(lists: Mapping[int, _List | None], last: _Last, cuts: dict[str, list[Cut]]) -> Iterator[Stretch]:
    """The stretches of all words, by word, field and article; `cuts` are filled in."""
    for number in sorted(lists):
        word, field = divmod(number, len(FIELDS))
        one = lists[number]
        cuts[str(number)] = cut = one.cut(last.sizes) if one else last.cuts[str(number)]
        for place, (first, full, size, key) in enumerate(cut):
            yield Stretch(word, field, first, full, size, key, partial(one.written, place) if one else _lost)


def _lost() -> bytes:
    """What a list has that was not read again and is not in the file of the last build."""
    raise Miss


class _List:
    """The list of a word in a field, of which nothing is made before it is asked for."""

    def __init__(self, lists: Lists, rows: slice, there: slice, rank: Ints) -> None:
        self._lists, self._rows, self._there, self._rank = lists, rows, there, rank
        self._parts: list[tuple[bool, Ints, Ints, Ints]] | None = None
        self._made: dict[int, bytes] = {}

    def cut(self, sizes: Mapping[str, int]) -> list[Cut]:
        """Of each stretch its first article, whether it is full, its size, and a digest of its content; sizes may be
        known by digest."""
        found = []
        for place, (full, *columns) in enumerate(self._stretches()):
            key = sha256(b"".join(np.ascontiguousarray(column).tobytes() for column in columns)).hexdigest()[:32]
            size = sizes.get(key) or len(self.written(place))
            found.append((int(columns[0][0]), full, size, key))
        return found

    def written(self, place: int) -> bytes:
        """A stretch."""
        if place not in self._made:
            self._made[place] = _written(*self._stretches()[place][1:])
        return self._made[place]

    def _stretches(self) -> list[tuple[bool, Ints, Ints, Ints]]:
        if self._parts is None:
            here, part = self._lists, self._lists.counted[self._there]
            article = np.repeat(here.article[self._rows].astype(np.int32), here.standing[self._rows])[part]
            position, form = (column[self._there][part] for column in (here.position, here.form))
            self._parts = list(_cut(article, position.astype(np.int32), self._rank[form]))
        return self._parts


def _cut(article: Ints, position: Ints, rank: Ints) -> Iterator[tuple[bool, Ints, Ints, Ints]]:
    """Of each stretch of a list whether it is full, and its part of the columns."""
    begin = 0
    while begin < article.size:
        end = int(np.searchsorted(article, article[min(begin + STRETCH, article.size) - 1], side="right"))
        some = slice(begin, end)
        yield end < article.size, article[some], position[some], rank[some]
        begin = end


def _written(article: Ints, position: Ints, rank: Ints) -> bytes:
    begins = np.flatnonzero(np.diff(article, prepend=-1))
    count = np.diff(begins, append=article.size)
    first, end = int(article[0]), int(article[-1]) + 1
    gaps = gaps_of(position, count)
    ks = [_k(values) for values in (count - 1, gaps, rank)]
    streams = (
        lists(article[begins] - first, np.array([begins.size]), end - first),
        rice(count - 1, ks[0]),
        rice(gaps, ks[1]),
        rice(rank, ks[2]),
    )
    bits = np.concatenate([codes.bits for codes in streams])
    (data,) = pack(Codes(bits, np.concatenate([codes.length for codes in streams])))
    inside = b"".join(map(varint, (first, end, int(begins.size), *ks))) + data
    return varint(len(inside)) + inside


def _k(values: Numbers) -> int:
    """A parameter for these values: log2 of .69 times their mean."""
    return max((int(values.sum()) * 69 // (100 * values.size)).bit_length() - 1, 0)
