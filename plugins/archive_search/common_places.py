"""Where common words stand, for phrases that end in one ("the who"), NEAR beside one, and ="The Times".

They have no terms and no postings, so their lists are whole: articles, counts, positions, forms. A list is of one word
in one field; a long one is cut at articles, so that a browser reads the stretches it has candidates in. A full stretch
is a file of its own and stays as it is when articles come after it; the ends of lists share files.

A stretch: varints, the bytes that follow, its first article, the one after its last, how many articles hold the word,
and the parameters of counts, gaps and forms; then bits: the articles (as a list among those of the stretch), counts
less one, gaps of positions, numbers of the forms. `js/common-places.mjs` reads it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from itertools import pairwise

import numpy as np

from .bits import Codes, Numbers, gaps_of, lists, pack, rice, varint
from .fields import FIELDS, utf16
from .pieces import Flags, Ints
from .postings import COMMON_WORDS, Index, Lists, Longs
from .store import Store, digest, to_json

FOLDER = "q/"
STRETCH = 24_576  # occurrences of a full stretch: 16 to 24 kB, what a telephone reads in a tenth of a second
FILE = 16_384  # bytes, of shared files


@dataclass(frozen=True, slots=True)
class Stretch:
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
    forms = _forms(index)
    parts: list[list[list[int]]] = [[] for _ in forms]
    names = []
    for number, inside in enumerate(_files(store, index, forms)):
        names.append(_name(store, inside))
        at = 0
        for stretch in inside:
            parts[stretch.word].append([stretch.field, stretch.first, number, at, stretch.size])
            at += stretch.size
    there = np.bincount(index.common.list // len(FIELDS), minlength=len(COMMON_WORDS))
    words = {
        word: {"forms": [index.forms[form] for form in of_word], "parts": sorted(of_parts)}
        for number, (word, of_word, of_parts) in enumerate(zip(COMMON_WORDS, forms, parts, strict=True))
        if there[number]
    }
    files = " ".join(name.removeprefix(FOLDER).removesuffix(".bin") for name in names)
    return store.add(FOLDER, to_json({"files": files, "words": words}), ".json")


def _name(store: Store, inside: Sequence[Stretch]) -> str:
    """The name of the file of some stretches."""
    key = digest(to_json([stretch.key for stretch in inside]))
    name: str = store.part(
        "common places", key, lambda: store.add(FOLDER, b"".join(stretch.data() for stretch in inside), ".bin")
    )
    return name


def _files(store: Store, index: Index, forms: list[list[int]]) -> Iterator[list[Stretch]]:
    """What is in each file."""
    shared: list[Stretch] = []
    for stretch in _stretches(store, index, forms):
        if stretch.full:
            yield [stretch]
            continue
        if sum(other.size for other in shared) + stretch.size > FILE and shared:
            yield shared
            shared = []
        shared.append(stretch)
    if shared:
        yield shared


def _forms(index: Index) -> list[list[int]]:
    """The forms of each common word, the commonest first."""
    here = index.common
    count = np.bincount(here.form[here.counted], minlength=len(index.forms))
    word = np.zeros(len(index.forms), dtype=np.int64)
    word[here.form] = np.repeat(here.list // len(FIELDS), _occurrences(here))
    found = np.flatnonzero(count)
    forms: list[list[int]] = [[] for _ in COMMON_WORDS]
    for form in sorted(found.tolist(), key=lambda form: (-count[form], utf16(index.forms[form]))):
        forms[word[form]].append(form)
    return forms


def _occurrences(lists: Lists) -> Longs:
    """How many occurrences each list has."""
    begins = np.concatenate(([0], np.cumsum(lists.standing, dtype=np.int64)))
    return np.diff(begins[np.concatenate(([0], np.cumsum(lists.count, dtype=np.int64)))])


def _stretches(store: Store, index: Index, forms: list[list[int]]) -> Iterator[Stretch]:
    """The stretches of all words, by word, field and article."""
    rank = np.zeros(len(index.forms), dtype=np.int32)
    for of_word in forms:
        rank[of_word] = np.arange(len(of_word))
    here = index.common
    postings = np.concatenate(([0], np.cumsum(here.count, dtype=np.int64))).tolist()
    edges = np.concatenate(([0], np.cumsum(_occurrences(here)))).tolist()
    for number, rows, there in zip(here.list.tolist(), pairwise(postings), pairwise(edges), strict=True):
        word, field = divmod(number, len(FIELDS))
        one = _List(
            here.article[slice(*rows)].astype(np.int32),
            here.standing[slice(*rows)].astype(np.int32),
            here.counted[slice(*there)],
            here.position[slice(*there)].astype(np.int32),
            rank[here.form[slice(*there)]],
        )
        key = one.digest()
        cut: list[tuple[int, bool, int]] = store.part("list of a common word", key, one.told)
        for place, (first, full, size) in enumerate(cut):
            yield Stretch(word, field, first, full, size, f"{key.hex()} {place}", partial(one.written, place))


class _List:
    """The list of a word in a field: articles and how many occurrences each has, then what is told of each of these."""

    def __init__(self, article: Ints, standing: Ints, counted: Flags, position: Ints, rank: Ints) -> None:
        self._columns = article, standing, counted, position, rank
        self._made: list[tuple[int, bool, bytes]] | None = None

    def digest(self) -> bytes:
        """The same for the same list."""
        found = sha256()
        for column in self._columns:
            found.update(np.int64(column.size).tobytes() + np.ascontiguousarray(column).tobytes())
        return found.digest()[:16]

    def told(self) -> list[tuple[int, bool, int]]:
        """Of each stretch its first article, whether it is full, and its size."""
        return [(first, full, len(data)) for first, full, data in self._stretches()]

    def written(self, place: int) -> bytes:
        """A stretch."""
        return self._stretches()[place][2]

    def _stretches(self) -> list[tuple[int, bool, bytes]]:
        if self._made is None:
            article, standing, part, position, rank = self._columns
            self._made = list(_cut(np.repeat(article, standing)[part], position[part], rank[part]))
        return self._made


def _cut(article: Ints, position: Ints, rank: Ints) -> Iterator[tuple[int, bool, bytes]]:
    """First article, whether it is full, and content of each stretch of a list."""
    begin = 0
    while begin < article.size:
        end = int(np.searchsorted(article, article[min(begin + STRETCH, article.size) - 1], side="right"))
        some = slice(begin, end)
        yield int(article[begin]), end < article.size, _written(article[some], position[some], rank[some])
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
