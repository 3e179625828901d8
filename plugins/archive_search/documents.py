"""What a result shows: a file an article, with its row and its text, and all rows of a folder together for exports.

A folder is named by what it holds, its files by their places in it, so that no list of files is needed. A folder ends
where the checksum of an article's id says so: an article that comes in between, and moves the places of all later ones,
changes one folder. `js/documents.mjs` reads them.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import Any
from zlib import crc32

from .corpus import Corpus
from .miss import Miss
from .records import Record
from .store import Store, to_json

FOLDER = "d/"
ROWS = "rows.json"
TEXT = "text"  # in a file beside what is in its row
REMEMBERED = "folders of documents"  # in the store
ARTICLES, MANY_ARTICLES = (
    64,
    256,
)  # in a folder on average: an edit renames these; the browser's list has a name for each
MANY = 20_000  # articles of an archive with the larger folders; there the list stays near 2 kB
ID = "{id}"
USUAL = ("lang", "rights")  # fields whose commonest value the manifest tells once


def write_documents(store: Store, corpus: Corpus) -> dict[str, Any]:
    """Writes the folders; returns the section of the manifest.

    `list` names a file of {counts, names}: how many articles each folder has, and the folders' hashes, joined by
    nothing; `url` is the pattern of addresses that rows leave out; `usual` has the values that rows leave out.
    """
    heads, last = corpus.heads, _OldFolders(store, corpus)
    if last.lie_alike():
        pattern, usual, inside = last.pattern, last.usual, last.ranges()
    else:
        pattern = _commonest(head.url.replace(head.id, ID, 1) for head in heads)
        usual = {field: _commonest(getattr(head, field) for head in heads) for field in USUAL}
        inside = list(folders([head.id for head in heads]))
    last.take_for(pattern, usual)
    names = []
    for numbers in inside:
        name = last.name_of([head.digest for head in heads[numbers.start : numbers.stop]])
        if name:
            store.keep_all([f"{name}/{file}" for file in _names(len(numbers))])
        else:
            some = [last.written(number) or _written(corpus.record(number), pattern, usual) for number in numbers]
            name = store.add_folder(FOLDER, _files(some))
        names.append(name)
    counts = list(map(len, inside))
    store.remember(REMEMBERED, [pattern, usual, counts, names])
    hashes = "".join(name.removeprefix(FOLDER) for name in names)
    return {
        "list": store.add(FOLDER, to_json({"counts": counts, "names": hashes}), ".json"),
        "url": pattern,
        "usual": usual,
    }


def folders(ids: Sequence[str]) -> Iterator[range]:
    """The articles of each folder, in order."""
    mean = MANY_ARTICLES if len(ids) > MANY else ARTICLES
    least, most = mean // 2, 2 * mean
    begin = 0
    for end, id in enumerate(ids, 1):
        chosen = crc32(id.encode()) % least == 0
        if end - begin >= most or (end - begin >= least and chosen) or end == len(ids):
            yield range(begin, end)
            begin = end


# The pattern of addresses, what is usual, of each folder how many articles it has, and its name:
_Told = tuple[str, dict[str, str], list[int], list[str]]


class _OldFolders:
    """The folders of the last build, which are kept, or out of which files are taken again."""

    def __init__(self, store: Store, corpus: Corpus) -> None:
        self._store, self._corpus = store, corpus
        told: _Told = (store.remembered(REMEMBERED) if corpus.before else None) or ("", {}, [], [])
        self.pattern, self.usual, self._counts, self._names = told
        self._is_usable = False
        self._contents: dict[int, dict[str, bytes]] = {}
        self._known: dict[str, str] = {}

    def lie_alike(self) -> bool:
        """Whether there were as many articles, each with the address, the place and what may be usual that it has."""
        heads, before = self._corpus.heads, self._corpus.before
        if len(heads) != len(before) or not self._counts:
            return False
        changed = [pair for pair in zip(heads, before, strict=True) if pair[0] is not pair[1]]
        return all((a.id, a.url, a.lang, a.rights) == (b.id, b.url, b.lang, b.rights) for a, b in changed)

    def ranges(self) -> list[range]:
        """The articles of each folder."""
        edges = accumulate(self._counts, initial=0)
        return [range(begin, end) for begin, end in pairwise(edges)]

    def take_for(self, pattern: str, usual: dict[str, str]) -> None:
        """From now on gives what was written with these."""
        self._is_usable = (pattern, usual) == (self.pattern, self.usual)
        if self._is_usable:
            digests = [head.digest for head in self._corpus.before]
            for numbers, name in zip(self.ranges(), self._names, strict=True):
                self._known["".join(digests[numbers.start : numbers.stop])] = name

    def name_of(self, digests: Sequence[str]) -> str:
        """The folder of articles whose records have these digests; "" for none."""
        return self._known.get("".join(digests), "")

    def written(self, number: int) -> bytes | None:
        """The file of an article, None if the last build had none that is the same."""
        place = self._corpus.once("places of documents", self._places).get(self._corpus.heads[number].digest)
        if place is None:
            return None
        folder, file = place
        if folder not in self._contents:
            names = _names(self._counts[folder])
            try:
                self._contents[folder] = self._store.content_of_folder(self._names[folder], names)
            except Miss:
                self._contents[folder] = {}
        return self._contents[folder].get(f"{file}.json")

    def _places(self) -> dict[str, tuple[int, int]]:
        """The folder and the place in it of each article, by the digest of its record."""
        places = ((folder, file) for folder, count in enumerate(self._counts) for file in range(count))
        digests = (head.digest for head in self._corpus.before)
        return dict(zip(digests, places, strict=True)) if self._is_usable and self._corpus.before else {}


def _names(articles: int) -> list[str]:
    """The names of the files of a folder."""
    return [*(f"{place}.json" for place in range(articles)), ROWS]


def _written(record: Record, pattern: str, usual: dict[str, str]) -> bytes:
    """The file of an article."""
    return to_json(row_of(record, pattern, usual) | {TEXT: record.body})


def _files(written: Sequence[bytes]) -> dict[str, bytes]:
    """The files of a folder, those of its articles given."""
    rows = [{name: value for name, value in json.loads(data).items() if name != TEXT} for data in written]
    return {f"{place}.json": data for place, data in enumerate(written)} | {ROWS: to_json(rows)}


def row_of(record: Record, pattern: str, usual: dict[str, str]) -> dict[str, Any]:
    """What a result shows of an article; what is empty, or as usual, is left out."""
    labels = [tag.label for tag in record.source]
    row = {
        "title": record.title,
        "assigned": record.assigned,
        "date": record.date,
        "source": labels[0] if labels else "",
        "agency": record.agency or "; ".join(labels[1:]),
        "authors": [tag.label for tag in record.authors],
        "regions": [[tag.id, tag.label] for tag in record.regions],
        "topics": [[tag.id, tag.label] for tag in record.topics],
        "original_url": record.original_url,
    }
    address = {} if record.url == pattern.replace(ID, record.id) else {"url": record.url}
    unusual = {field: getattr(record, field) for field in USUAL if getattr(record, field) != usual[field]}
    return {"id": record.id} | {key: value for key, value in row.items() if value} | address | unusual


def _commonest(values: Iterable[str]) -> str:
    """The commonest text; of two the one that sorts first."""
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], value), default="")
