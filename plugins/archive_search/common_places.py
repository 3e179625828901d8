"""Where common words stand, for phrases that end in one ("the who"), NEAR beside one, and ="The Times".

They have no terms and no postings, so their lists are whole: articles, counts, positions, forms. A list is of one word
in one field; a long one is cut at articles, so that a browser reads the stretches it has candidates in. A full stretch
is a file of its own and stays as it is when articles come after it; the ends of lists share files.

A stretch: varints, the bytes that follow, its first article, the one after its last, how many articles hold the word,
and the parameters of counts, gaps and forms; then bits: the articles (as a list among those of the stretch), counts
less one, gaps of positions, numbers of the forms. `js/common-places.mjs` reads it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from .bits import Codes, Numbers, gaps_of, lists, pack, rice, varint
from .fields import FIELDS, utf16
from .pieces import Ints
from .postings import COMMON_WORDS, Index, Lists, Longs
from .store import Store, to_json

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
    data: bytes


def write_common_places(store: Store, index: Index) -> str:
    """Writes the lists; returns the name of the file that tells where each is.

    That is JSON: `files`, the hashes with spaces between; `words`, of each word its `forms`, the commonest first, and
    its `parts`: [number of the field, first article, number of the file, where in it the stretch begins, its bytes].
    """
    forms = _forms(index)
    parts: list[list[list[int]]] = [[] for _ in forms]
    names = []
    for number, inside in enumerate(_files(index, forms)):
        names.append(store.add(FOLDER, b"".join(stretch.data for stretch in inside), ".bin"))
        at = 0
        for stretch in inside:
            parts[stretch.word].append([stretch.field, stretch.first, number, at, len(stretch.data)])
            at += len(stretch.data)
    there = np.bincount(index.common.list // len(FIELDS), minlength=len(COMMON_WORDS))
    words = {
        word: {"forms": [index.forms[form] for form in of_word], "parts": sorted(of_parts)}
        for number, (word, of_word, of_parts) in enumerate(zip(COMMON_WORDS, forms, parts, strict=True))
        if there[number]
    }
    files = " ".join(name.removeprefix(FOLDER).removesuffix(".bin") for name in names)
    return store.add(FOLDER, to_json({"files": files, "words": words}), ".json")


def _files(index: Index, forms: list[list[int]]) -> Iterator[list[Stretch]]:
    """What is in each file."""
    shared: list[Stretch] = []
    for stretch in _stretches(index, forms):
        if stretch.full:
            yield [stretch]
            continue
        if sum(len(other.data) for other in shared) + len(stretch.data) > FILE and shared:
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


def _stretches(index: Index, forms: list[list[int]]) -> Iterator[Stretch]:
    """The stretches of all words, by word, field and article."""
    rank = np.zeros(len(index.forms), dtype=np.int64)
    for of_word in forms:
        rank[of_word] = np.arange(len(of_word))
    here = index.common
    edges = np.concatenate(([0], np.cumsum(_occurrences(here))))
    article = np.repeat(here.article, here.standing)
    for number, (first, end) in zip(here.list.tolist(), pairwise(edges.tolist()), strict=True):
        word, field = divmod(number, len(FIELDS))
        part = here.counted[first:end]
        yield from _cut(
            word, field, article[first:end][part], here.position[first:end][part], rank[here.form[first:end][part]]
        )


def _cut(word: int, field: int, article: Ints, position: Ints, rank: Longs) -> Iterator[Stretch]:
    """The stretches of one list."""
    begin = 0
    while begin < article.size:
        end = int(np.searchsorted(article, article[min(begin + STRETCH, article.size) - 1], side="right"))
        some = slice(begin, end)
        yield Stretch(
            word, field, int(article[begin]), end < article.size, _written(article[some], position[some], rank[some])
        )
        begin = end


def _written(article: Ints, position: Ints, rank: Longs) -> bytes:
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
