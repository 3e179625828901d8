"""Records → the folder a search is served from. The README beside this module describes its files."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from operator import itemgetter
from pathlib import Path
from typing import Any

import numpy as np

from .again import Files, all_files, changed_files, entries_again, holders_again
from .chest import Miss
from .columns import write_columns
from .common import write_common
from .corpus import Corpus, Head, Tags, corpus_of, digest_of, head_of
from .documents import write_documents
from .engine import Program
from .entries import entries_of, holders_of
from .fields import BOOSTS, FIELDS
from .last import Last, Words, read_last, save
from .lexicon import lexicon_of, revised
from .lunr_index import build_index
from .patching import Moves, patched
from .positions import write_positions
from .postings import Longs, index_of
from .records import Record, Source
from .store import NO_STAMP, WHOLE_INDEX, Store, Written, folder_name, is_ours, listing, to_json
from .suggestions import write_suggestions
from .term_shards import write_terms
from .terms import language_of
from .tokens import tokens_of
from .vocabulary import write_lexicon

FORMAT = 2  # raised whenever an older js/search.mjs could not read the folder
MANY_CHANGES = 10  # of so many articles one that changed: of more, all is made from the texts in less time
WHOLE_INDEX_MAX = 1_500  # articles; beyond, one lunr file is several MB and nobody should load it


def build(
    records: Iterable[Record], folder: Path, program: Program, released: str = "", state: Path | None = None
) -> Written:
    """Builds the search of these records below the folder; `released` is the date of this state of the archive, if
    readers shall be told one besides the newest article's. See `build_sources` for the state."""
    if state is None:
        with _without_collector():
            return _build_all(corpus_of(records), Store(folder), program, released)[0]
    sources = [Source(digest_of(record), lambda record=record: record) for record in records]  # type: ignore[misc]
    return build_sources(sources, folder, program, released, state)


def build_sources(
    sources: Sequence[Source],
    folder: Path,
    program: Program,
    released: str = "",
    state: Path | None = None,
    check: Callable[[list[str]], object] = len,
) -> Written:
    """Builds the search of these articles. With a folder for the state, what the last build made is not made again, and
    only what changed is asked for its record; what comes out is the same. `check` is called with the ids of all
    articles before anything is written."""
    with _without_collector():
        there = listing(folder)
        last = read_last(state, folder) if state else None
        if last and (odd := [name for name, stamp in last.files.items() if there.get(name) != stamp]):
            there |= dict.fromkeys(there.keys() & set(odd), NO_STAMP)  # somebody else was at the files
            last = None
        if last and _nothing_changed(last, sources, program, released, there):
            return Written(len(last.files), sum(size for size, _ in last.files.values()), 0, 0)
        corpus, moves = _corpus(sources, last, check)
        store = Store(folder, last.made if last else {}, there)
        made = _build_again(last, moves, corpus, store, program, released) if last and moves else None
        if last and moves and not made:  # the state or a file is not what it was
            store = Store(folder, there=listing(folder) | dict.fromkeys(there.keys() & last.files.keys(), NO_STAMP))
        written, words = made or _build_all(corpus, store, program, released)
        if state:
            save(state, folder, corpus, store.made, store.written(), words, _names(program), released)
        return written


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


def _nothing_changed(
    last: Last, sources: Sequence[Source], program: Program, released: str, there: Iterable[str]
) -> bool:
    return (
        released == last.released
        and _names(program) == last.program
        and sorted(source.key for source in sources) == sorted(head.key for head in last.heads)
        and not any(is_ours(name) for name in there if name not in last.files)
    )


def _names(program: Program) -> str:
    return " ".join(folder_name("js-", files) for files in (program.search, program.article))


def _corpus(
    sources: Sequence[Source], last: Last | None, check: Callable[[list[str]], object]
) -> tuple[Corpus, Moves | None]:
    """All articles, those known from the last build untouched; and what became of these, unless most are others."""
    tags = last.tags if last else Tags()
    before = {head.key: (head, number) for number, head in enumerate(last.heads)} if last else {}
    found: list[tuple[Head, int, Source]] = []
    for source in sources:
        known = before.pop(source.key, None)
        if known:
            found.append((*known, source))
            continue
        record = source.make()
        found.append((head_of(record, source.key, tags), -1, Source(source.key, lambda record=record: record)))  # type: ignore[misc]
    check([head.id for head, _, _ in found])
    found.sort(key=itemgetter(0))
    corpus = Corpus([head for head, _, _ in found], tags, [source.make for _, _, source in found])
    if not last:
        return corpus, None
    old = np.array([number for _, number, _ in found], dtype=np.int64)
    return corpus, _moves(old, len(last.heads))


def _moves(old: Longs, before: int) -> Moves | None:
    """The moves, given the last number of each article, or -1; None where too much changed."""
    came = np.flatnonzero(old < 0)
    stayed = np.flatnonzero(old >= 0)
    if came.size + before - stayed.size > before // MANY_CHANGES + 1:
        return None
    gone = np.ones(before, dtype=np.bool_)
    gone[old[stayed]] = False
    behind = np.searchsorted(old[stayed], np.arange(before))  # of each the first that stays and is not before it
    number = np.append(stayed, old.size)[behind].astype(np.int32)
    renumbered = not np.array_equal(old[stayed], stayed)
    return Moves(old.size, gone, number, came.astype(np.int32), renumbered)


def _build_all(corpus: Corpus, store: Store, program: Program, released: str) -> tuple[Written, Words]:
    index = index_of(tokens_of([corpus.record(number) for number in range(len(corpus.heads))]))
    files = all_files(store, index)
    holders = holders_of(index)
    lexicon = lexicon_of(entries_of(index, holders))
    section, vocabulary = write_lexicon(store, lexicon)
    words = Words(index, holders, files.told(), lexicon, vocabulary)
    return _finished(store, corpus, words, files, section, program, released)


def _build_again(
    last: Last, moves: Moves, corpus: Corpus, store: Store, program: Program, released: str
) -> tuple[Written, Words] | None:
    """As `_build_all`, from the words of the last build; None if they are lost."""
    try:
        return _made_again(last.words(), moves, corpus, store, program, released)
    except Miss:
        return None


def _made_again(
    words: Words, moves: Moves, corpus: Corpus, store: Store, program: Program, released: str
) -> tuple[Written, Words]:
    new = index_of(tokens_of([corpus.record(number) for number in moves.came.tolist()]))
    languages = {language_of(lang) for lang in {head.lang for head in corpus.heads}} - {""}
    change = patched(words.index, moves, new, tuple(sorted(languages)))
    files = changed_files(store, words, moves, change)
    holders = holders_again(words, change)
    if change.index.languages == words.index.languages:
        revision = revised(words.lexicon, entries_again(words, change, holders))
        section, vocabulary = write_lexicon(store, revision.lexicon, words.vocabulary, revision)
        lexicon = revision.lexicon
    else:  # words may be found by other terms
        lexicon = lexicon_of(entries_of(change.index, holders))
        section, vocabulary = write_lexicon(store, lexicon)
    words = Words(change.index, holders, files.told(), lexicon, vocabulary)
    return _finished(store, corpus, words, files, section, program, released, change.common)


def _finished(
    store: Store,
    corpus: Corpus,
    words: Words,
    files: Files,
    vocabulary: dict[str, Any],
    program: Program,
    released: str,
    common: set[int] | None = None,
) -> tuple[Written, Words]:
    """Writes everything else, and the manifest."""
    index, plan = words.index, files.plan
    if len(corpus.heads) <= WHOLE_INDEX_MAX:
        records = [corpus.record(number) for number in range(len(corpus.heads))]
        store.put(WHOLE_INDEX, to_json(build_index(records)))
    manifest = {
        "format": FORMAT,
        "release": corpus.release(),
        "articles": len(corpus.heads),
        "newest": max((head.date for head in corpus.heads), default=""),
        **({"released": released} if released else {}),
        "fields": list(FIELDS),
        "boosts": BOOSTS,
        "languages": index.languages,
        "engine": store.add_folder("js-", program.search),
        "article": store.add_folder("js-", program.article),
        "terms": write_terms(store, index, plan, files.names),
        "positions": write_positions(store, index, plan.places, files.standing, common),
        "vocabulary": vocabulary,
        "common": write_common(store, index),
        "suggestions": write_suggestions(store, corpus, index),
        "columns": write_columns(store, corpus),
        "documents": write_documents(store, corpus),
    }
    return store.finish(manifest), words
