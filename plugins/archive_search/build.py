"""Records → the folder a search is served from. The README beside this module describes its files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from .columns import write_columns
from .common import write_common
from .documents import write_documents
from .engine import article_files, engine_files
from .entries import entries_of
from .fields import BOOSTS, FIELDS, utf16, values_of
from .lunr_index import build_index
from .normalise import runs, words_of
from .positions import write_positions
from .postings import postings_of
from .records import Record, in_order, release_of
from .store import WHOLE_INDEX, Store, Written, to_json
from .suggestions import write_suggestions
from .term_shards import file_places, write_terms
from .terms import COMMON
from .tokens import tokens_of
from .vocabulary import write_vocabulary

FORMAT = 1  # raised whenever an older js/search.mjs could not read the folder
ROWS_PER_FILE = 16  # articles in a document file: ten hits touch few files, a file stays near 3 kB gzipped
WHOLE_INDEX_MAX = 1_500  # articles; beyond, one lunr file is several MB and nobody should load it


def build(records: Iterable[Record], folder: Path, lunr: Path, released: str = "") -> Written:
    """Builds the search of these records below the folder; lunr is the path of lunr.js, `released` the date of this
    state of the archive, if readers shall be told one besides the newest article's."""
    ordered = in_order(records)
    store = Store(folder)
    index = to_json(build_index(ordered))
    if len(ordered) <= WHOLE_INDEX_MAX:
        store.put(WHOLE_INDEX, index)
    words, common = vocabulary(ordered)
    rows = [_row(record, store.add("x/", record.body.encode(), ".txt")) for record in ordered]
    tokens = tokens_of(ordered)
    postings = postings_of(tokens)
    places = file_places(postings)
    manifest = {
        "format": FORMAT,
        "release": release_of(ordered),
        "articles": len(ordered),
        "newest": max((record.date for record in ordered), default=""),
        **({"released": released} if released else {}),
        "fields": list(FIELDS),
        "boosts": BOOSTS,
        "languages": tokens.languages,
        "engine": store.add_folder("js-", engine_files(lunr)),
        "article": store.add_folder("js-", article_files()),
        "terms": write_terms(store, postings, places),
        "positions": write_positions(store, tokens, places),
        "vocabulary": write_vocabulary(store, entries_of(tokens)),
        "common": write_common(store, tokens),
        "suggestions": write_suggestions(store, ordered, tokens),
        "columns": write_columns(store, ordered),
        "documents": write_documents(store, ordered),
        "whole": {
            "index": store.add("i/", index, ".json"),
            "words": store.add("w/", to_json(words), ".json"),
            "common": store.add("c/", to_json(common), ".json"),
            "documents": {
                "perFile": ROWS_PER_FILE,
                "files": [
                    store.add("b/", to_json(rows[first : first + ROWS_PER_FILE]), ".json")
                    for first in range(0, len(rows), ROWS_PER_FILE)
                ],
            },
        },
    }
    return store.finish(manifest)


def vocabulary(records: Sequence[Record]) -> tuple[list[str], dict[str, list[int]]]:
    """The words as written, folded, in the order of UTF-16 units: what patterns are held against; and
    the common words, each with the articles that hold it, as distances from one to the next."""
    words: set[str] = set()
    holders: dict[str, list[int]] = {}
    for number, record in enumerate(records):
        texts = [text for field in FIELDS for text in values_of(record, field)]
        found = {word for text in texts for run in set(runs(text)) for word in words_of(run)}
        words |= found - COMMON
        for word in sorted(found & COMMON):
            holders.setdefault(word, []).append(number)
    return sorted(words, key=utf16), {
        word: [here - before for before, here in zip([0, *numbers], numbers, strict=False)]
        for word, numbers in sorted(holders.items())
    }


def _row(record: Record, text: str) -> dict[str, Any]:
    """What a result row shows, empty values left out; `text` is the file its snippet is cut from."""
    row = {
        "id": record.id,
        "title": record.title,
        "url": record.url,
        "date": record.date,
        "source": values_of(record, "source"),
        "authors": values_of(record, "author"),
        "places": values_of(record, "region"),
        "topics": values_of(record, "topic"),
        "text": text,
    }
    return {key: value for key, value in row.items() if value}
