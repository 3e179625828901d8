"""Records → the folder a search is served from. The README beside this module describes its files."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from .columns import write_columns
from .common import write_common
from .documents import write_documents
from .engine import Program
from .entries import entries_of
from .fields import BOOSTS, FIELDS
from .lunr_index import build_index
from .positions import write_positions
from .postings import index_of
from .records import Record, in_order, release_of
from .store import WHOLE_INDEX, Store, Written, to_json
from .suggestions import write_suggestions
from .term_shards import plan_of, write_terms
from .tokens import tokens_of
from .vocabulary import write_vocabulary

FORMAT = 2  # raised whenever an older js/search.mjs could not read the folder
WHOLE_INDEX_MAX = 1_500  # articles; beyond, one lunr file is several MB and nobody should load it


def build(records: Iterable[Record], folder: Path, program: Program, released: str = "") -> Written:
    """Builds the search of these records below the folder; `released` is the date of this state of the archive, if
    readers shall be told one besides the newest article's."""
    with _without_collector():
        return _build(in_order(records), folder, program, released)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Pauses the search for objects that refer to each other in a circle: a build makes none, and it would look through
    all articles again and again, for a tenth of the time."""
    active = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if active:
            gc.enable()


def _build(ordered: Sequence[Record], folder: Path, program: Program, released: str) -> Written:
    store = Store(folder)
    if len(ordered) <= WHOLE_INDEX_MAX:
        store.put(WHOLE_INDEX, to_json(build_index(ordered)))
    index = index_of(tokens_of(ordered))
    plan = plan_of(index)
    manifest = {
        "format": FORMAT,
        "release": release_of(ordered),
        "articles": len(ordered),
        "newest": max((record.date for record in ordered), default=""),
        **({"released": released} if released else {}),
        "fields": list(FIELDS),
        "boosts": BOOSTS,
        "languages": index.languages,
        "engine": store.add_folder("js-", program.search),
        "article": store.add_folder("js-", program.article),
        "terms": write_terms(store, index, plan),
        "positions": write_positions(store, index, plan.places),
        "vocabulary": write_vocabulary(store, entries_of(index)),
        "common": write_common(store, index),
        "suggestions": write_suggestions(store, ordered, index),
        "columns": write_columns(store, ordered),
        "documents": write_documents(store, ordered),
    }
    return store.finish(manifest)
