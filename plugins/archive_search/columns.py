"""What articles are filed under, for filters and facets. `js/columns.mjs` reads it.

Of each kind of tag there are a table, a column and lists. The column holds the tags of every article, and is read once
to count facets; the lists hold the articles of every tag in files of their own, of which `region:harbin` needs one.
An article's own tags leave out those that contain another of its tags: they follow from it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from .bits import lists, pack
from .corpus import Corpus, Filings
from .dates import write_dates
from .directory import cuts
from .records import KINDS
from .sets import encode_sets
from .store import Store, digest, to_json
from .tags import Table, Tag, table_of

FOLDER = "g/"
FILE = 16_384  # bytes of a file of lists: a region with what lies inside it, at 100,000 articles, in one or two


def write_columns(store: Store, corpus: Corpus) -> dict[str, Any]:
    """Writes the files; returns the section of the manifest: `table` and `column` of each kind, and `dates`."""
    kinds = {kind: _kind(store, corpus, kind) for kind in KINDS}
    dates = [head.date for head in corpus.heads]
    return kinds | {"dates": store.part("dates", digest(to_json(dates)), lambda: write_dates(store, dates))}


def _kind(store: Store, corpus: Corpus, kind: str) -> dict[str, str]:
    part = f"columns {kind}"
    found: dict[str, str] = (
        store.part_again(part)
        if corpus.is_filed_as_before()
        else store.part(part, corpus.digest(kind), lambda: _write_kind(store, counted(corpus, kind)))
    )
    return found


class Counted(NamedTuple):
    """What articles are filed under, in a table."""

    filings: Filings
    table: Table
    counts: list[int]  # articles under each tag, what lies inside it included


def counted(corpus: Corpus, kind: str) -> Counted:
    """The tags of a kind; worked out once."""

    def work() -> Counted:
        filings = corpus.filings(kind)
        table = table_of(filings.different)
        return Counted(filings, table, counts_of(table, filings))

    found: Counted = corpus.once(f"counted {kind}", work)
    return found


def _write_kind(store: Store, some: Counted) -> dict[str, str]:
    """The names of the table, which is JSON, and of the column.

    The table: `ids` (null where they are the labels), `labels`, `parents` (numbers of tags), `counts` (articles filed
    under the tag or one inside it), `own` (articles with the tag in the column, of tags that have others inside),
    `sizes` (articles with 0, 1, 2 … tags in the column), `starts` (the first tag of each file of lists) and `files`
    (hashes, joined by nothing).
    """
    filings, table = some.filings, some.table
    different = [_own(table, filing) for filing in filings.different]
    sets = [different[place] for place in filings.of]
    code, sizes, own = encode_sets(sets, len(table.ids))
    starts, names = _write_lists(store, table, sets, own)
    outer = {parent for parents in table.parents for parent in parents}
    data = {
        "ids": None if table.ids == table.labels else table.ids,
        "labels": table.labels,
        "parents": table.parents,
        "counts": some.counts,
        "own": [count for number, count in enumerate(own) if number in outer],
        "sizes": sizes,
        "starts": starts,
        "files": "".join(name.removeprefix(FOLDER).removesuffix(".bin") for name in names),
    }
    return {"table": store.add(FOLDER, to_json(data), ".json"), "column": store.add(FOLDER, code, ".bin")}


def _own(table: Table, filing: Sequence[Tag]) -> tuple[int, ...]:
    """The numbers of an article's tags but those that contain another, ascending."""
    numbers = {table.number[tag.id] for tag in filing}
    return tuple(sorted(numbers.difference(*(table.above[number] for number in numbers))))


def counts_of(table: Table, filings: Filings) -> list[int]:
    """Articles under each tag, what lies inside it included."""
    counts = [0] * len(table.ids)
    times = Counter(filings.of)
    for place, filing in enumerate(filings.different):
        own = {table.number[tag.id] for tag in filing}
        for number in own.union(*(table.above[number] for number in own)):
            counts[number] += times[place]
    return counts


def _write_lists(
    store: Store, table: Table, sets: Sequence[tuple[int, ...]], own: Sequence[int]
) -> tuple[list[int], list[str]]:
    """The first tag of each file, and the files' names. In a file the lists of its tags follow each other, in bits."""
    tags = np.fromiter((number for numbers in sets for number in numbers), dtype=np.int64)
    articles = np.repeat(np.arange(len(sets)), [len(numbers) for numbers in sets])
    by_tag = np.argsort(tags, kind="stable")
    counts = np.array(own, dtype=np.int64)
    codes = lists(articles[by_tag], counts, len(sets))
    edges = np.concatenate(([0], np.cumsum(counts)))  # of the lists, in codes
    bits = np.concatenate(([0], np.cumsum(codes.length)))[edges]
    starts = cuts(table.ids, (np.diff(bits) // 8).tolist(), FILE)
    streams = pack(codes, edges[starts[1:]].tolist()) if starts else []
    return starts, [store.add(FOLDER, stream, ".bin") for stream in streams]
