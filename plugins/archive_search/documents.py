"""What a result shows: a file an article, with its row and its text, and all rows of a folder together for exports.

A folder is named by what it holds, its files by their places in it, so that no list of files is needed. A folder ends
where the checksum of an article's id says so: an article that comes in between, and moves the places of all later ones,
changes one folder. `js/documents.mjs` reads them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from zlib import crc32

from .corpus import Corpus
from .records import Record
from .store import Store, digest, to_json

FOLDER = "d/"
ROWS = "rows.json"
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
    heads = corpus.heads
    pattern = _commonest(head.url.replace(head.id, ID, 1) for head in heads)
    usual = {field: _commonest(getattr(head, field) for head in heads) for field in USUAL}
    counts, names = [], []
    for inside in folders([head.id for head in heads]):
        told = to_json([pattern, usual, *(heads[number].digest for number in inside)])
        files = (*(f"{place}.json" for place in range(len(inside))), ROWS)

        def make(inside: range = inside) -> dict[str, bytes]:
            return _files([corpus.record(number) for number in inside], pattern, usual)

        names.append(store.folder_of(FOLDER, files, digest(told), make))
        counts.append(len(inside))
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


def _files(articles: Sequence[Record], pattern: str, usual: dict[str, str]) -> dict[str, bytes]:
    """The files of a folder."""
    rows = [row_of(record, pattern, usual) for record in articles]
    files = {
        f"{place}.json": to_json(row | {"text": record.body})
        for place, (row, record) in enumerate(zip(rows, articles, strict=True))
    }
    return files | {ROWS: to_json(rows)}


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
