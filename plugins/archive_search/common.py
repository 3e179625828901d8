"""Common words → the lists of the articles that hold each, for the reader who searches one alone or at a phrase's end.

They take no part in ranking and have no terms. A file has the lists of some words, one behind the other: a varint of
twice its length, plus 1 where the list names the articles *without* the word, as that is shorter; then, in whole bytes,
its bits. `js/common.mjs` reads them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from .bits import Numbers, lists, pack, varint
from .fields import FIELDS
from .postings import COMMON_WORDS, Index
from .store import Store, digest, to_json

FOLDER = "c/"
PART = "common words"  # in the store: what is written of them
FILE = 8_192  # bytes; the longest list of 100,000 articles has 12 kB and a file of its own


def write_common(store: Store, index: Index) -> dict[str, Any]:
    """Writes the lists and a file that tells where each word's is; returns the section of the manifest: its name."""
    told = b"%d " % index.articles + b"".join(numbers.tobytes() + b"|" for numbers in articles_of(index))
    section: dict[str, Any] = store.part(PART, digest(told), lambda: _write(store, index))
    return section


def _write(store: Store, index: Index) -> dict[str, Any]:
    words: list[list[str]] = []
    names: list[str] = []
    for inside, data in _files(index):
        words.append(inside)
        names.append(store.add(FOLDER, data, ".bin"))
    hashes = "".join(name.removeprefix(FOLDER).removesuffix(".bin") for name in names)
    return {"words": store.add(FOLDER, to_json({"words": [" ".join(w) for w in words], "files": hashes}), ".json")}


def _files(index: Index) -> Iterator[tuple[list[str], bytes]]:
    """The words of each file and its content."""
    words: list[str] = []
    data = b""
    for word, numbers in zip(COMMON_WORDS, articles_of(index), strict=True):
        if not numbers.size:
            continue
        written = _list(numbers, index.articles)
        if words and len(data) + len(written) > FILE:
            yield words, data
            words, data = [], b""
        words.append(word)
        data += written
    if words:
        yield words, data


def articles_of(index: Index) -> list[Numbers]:
    """Of each common word the articles that hold it, in any field."""
    holds = np.zeros((len(COMMON_WORDS), index.articles), dtype=np.bool_)
    holds[np.repeat(index.common.list // len(FIELDS), index.common.count), index.common.article] = True
    return [np.flatnonzero(row) for row in holds]


def _list(numbers: Numbers, articles: int) -> bytes:
    without = 2 * numbers.size > articles
    if without:
        numbers = np.setdiff1d(np.arange(articles), numbers, assume_unique=True)
    (bits,) = pack(lists(numbers, np.array([numbers.size]), articles))
    return varint(2 * int(numbers.size) + without) + bits
