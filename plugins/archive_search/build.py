"""Records → the folder a search is served from. The README beside this module describes its files."""

from __future__ import annotations

import gc
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from .again import Files, all_files, changed_files, entries_again
from .collection import MOST_CHANGES, collection_of
from .columns import write_columns
from .common import PART as COMMON_PART
from .common import write_common
from .common_places import write_common_places, write_common_places_again
from .corpus import Corpus, Head, Tags, corpus_of, digest_of, head_of
from .documents import write_documents
from .engine import Program, names_of
from .entries import entries_of
from .fields import BOOSTS, FIELDS
from .last import Last, Words, read_last, save, save_heads
from .lexicon import lexicon_of, revised
from .miss import Miss
from .patching import moves_of
from .positions import positions_section
from .postings import Index, Longs, index_of
from .records import NOTHING_NAMED, Named, Record, Source
from .stale import stale_articles
from .step import step_of
from .store import (
    MANIFEST,
    NO_STAMP,
    WHOLE_INDEX,
    Packed,
    Stamps,
    Store,
    Written,
    listing,
    packed,
    to_json,
    unpacked,
)  # fmt: skip
from .suggestions import write_suggestions
from .tally import tally_of
from .term_shards import terms_section
from .terms import language_of
from .tokens import tokens_of
from .vocabulary import write_lexicon

NOTHING_WRITTEN = Written(0, 0, 0, 0)
NOTHING_STALE: tuple[Collection[int], Collection[int]] = (), ()
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
            store = Store(folder)
            return store.finish(_build_all(corpus_of(records), store, program, released)[0])
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
    made = files_of_sources(sources, folder, program, released, state, check)
    with _without_collector():
        for name, data in made.held.items():
            if made.store:
                made.store.put(name, data)
        return made.finish()[0]


@dataclass(frozen=True, slots=True)
class Made:
    """A search of which all files lie in their places but those that keep their names, which make readers see it."""

    held: Mapping[str, bytes]  # these, the manifest last
    files: Written  # of a search that is what it was
    kept: Stamps = field(default_factory=dict)  # their stamps
    store: Store | None = None  # of another one
    save: Callable[[Packed], None] = lambda _: None

    def names(self) -> list[str]:
        """The files of this search."""
        return self.store.names() if self.store else list(self.kept)

    def finish(self) -> tuple[Written, Packed]:
        """To be called when these are in their places: removes what the manifest does not name, and saves the state.
        Comes back with the stamps of all files."""
        if self.store is None:
            return self.files, packed(self.kept)
        for name, data in self.held.items():
            self.store.placed(name, len(data))
        written, stamps = self.store.clear(), packed(self.store.written())
        self.save(stamps)
        return written, stamps


def files_of_sources(
    sources: Sequence[Source],
    folder: Path,
    program: Program,
    released: str = "",
    state: Path | None = None,
    check: Callable[[list[str]], object] = len,
    named: Named = NOTHING_NAMED,
    listed: tuple[Stamps, Packed] | None = None,
) -> Made:
    """As `build_sources`, but for the end: readers see the old search until the last files are put in their places.
    `named` tells what changes records beside their sources; `listed` are the stamps of the files that are there."""
    with _without_collector():
        there, told = listed or _listed(folder)
        last = read_last(state, folder) if state else None
        whole = last is not None and last.files == told  # as nearly always
        if last and not whole:
            files = unpacked(last.files)
            if odd := [name for name, stamp in files.items() if there.get(name) != stamp]:
                there = there | dict.fromkeys(there.keys() & set(odd), NO_STAMP)  # somebody else was at the files
                last = None
        stale = stale_articles(last, sources, named) if last else NOTHING_STALE
        corpus, old = _corpus(sources, last, check, stale)
        if last and whole and not any(stale) and _nothing_changed(last, old, program, released):
            same = Written(len(there), sum(size for size, *_ in there.values()), 0, 0)
            kept = [name for name in (WHOLE_INDEX, MANIFEST) if name in there]
            save_heads(last, corpus.heads)
            return Made({name: (folder / name).read_bytes() for name in kept}, same, there)
        store = Store(folder, last.made if last else {}, there, hold=True)
        again = last is not None and _few_changes(old, len(last.heads))
        made = _build_again(last, old, corpus, store, program, released) if last and again else None
        if again and last and not made:  # the state or a file is not what it was
            there = dict.fromkeys(listing(folder), NO_STAMP)
            store, corpus = Store(folder, there=there, hold=True), replace(corpus, before=(), _known={})
        manifest, words = made or _build_all(corpus, store, program, released)

        def leave(state: Path, files: Packed) -> None:
            save(state, folder, corpus, store.made, files, words, _names(program), released, named)

        held = {**store.held, MANIFEST: to_json(manifest)}
        return Made(held, NOTHING_WRITTEN, {}, store, partial(leave, state) if state else lambda _: None)


def _listed(folder: Path) -> tuple[Stamps, Packed]:
    stamps = listing(folder)
    return stamps, packed(stamps)


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
            frozen = gc.get_freeze_count()
            gc.freeze()  # what is there counts as old, so that it is not looked through now
            if not frozen:  # else somebody wants the old ones never to be looked through
                gc.unfreeze()
            gc.enable()


def _nothing_changed(last: Last, old: Longs, program: Program, released: str) -> bool:
    return (
        released == last.released
        and _names(program) == last.program
        and np.array_equal(old, np.arange(len(last.heads)))
    )


def _names(program: Program) -> str:
    return " ".join(names_of(program))


def _corpus(
    sources: Sequence[Source], last: Last | None, check: Callable[[list[str]], object],
    stale: tuple[Collection[int], Collection[int]] = NOTHING_STALE,
) -> tuple[Corpus, Longs]:  # fmt: skip
    """All articles, those known from the last build untouched; and the number each had there, or -1. Those that are
    `stale`, as `stale_articles` tells, may be others though their sources are not."""
    tags, heads = (last.tags, last.heads.copy()) if last else (Tags(), [])
    first = {head.first: number for number, head in enumerate(heads)}
    second: dict[str, int] | None = None
    makes: list[Callable[[], Record] | None] = [None] * len(heads)
    fresh: list[tuple[Head, int, Callable[[], Record]]] = []
    ids = []
    stale_heads, stale_places = stale
    for place, (key, make, make_second) in enumerate(sources):
        number = first.get(key) if make_second else None
        if number is None:
            if second is None:
                second = {head.key: number for number, head in enumerate(heads)}
            known_by = make_second() if make_second else key
            number = second.get(known_by)
            if number is not None and make_second:
                heads[number] = heads[number]._replace(first=key)
        if number is None or makes[number] or number in stale_heads or place in stale_places:
            record = make()
            if number is None or makes[number] or heads[number].digest != digest_of(record):
                keys = (make_second(), key) if make_second else (key, "")
                head = head_of(record, *keys, tags)
                fresh.append((head, -1, partial(_itself, record)))
                ids.append(head.id)
                continue
        makes[number] = make
        ids.append(heads[number].id)
    check(ids)
    found = [(heads[number], number, make) for number, make in enumerate(makes) if make]
    found += fresh
    found.sort(key=itemgetter(0))
    before = last.heads if last else ()
    corpus = Corpus([head for head, _, _ in found], tags, [make for _, _, make in found], before)
    return corpus, np.array([number for _, number, _ in found], dtype=np.int64)


def _itself(record: Record) -> Record:
    return record


def _few_changes(old: Longs, before: int) -> bool:
    """Whether most articles stay, given the last number of each, or -1."""
    came = int(np.count_nonzero(old < 0))
    return came + before - (old.size - came) <= before // MANY_CHANGES + 1


def _build_all(corpus: Corpus, store: Store, program: Program, released: str) -> tuple[dict[str, Any], Words]:
    index = index_of(tokens_of([corpus.record(number) for number in range(len(corpus.heads))]))
    tally = tally_of(index)
    files = all_files(store, index)
    lexicon = lexicon_of(entries_of(index, tally.holders))
    section, vocabulary = write_lexicon(store, lexicon)
    words = Words(collection_of(index), tally, files.told(), lexicon, vocabulary)
    parts = _Parts(section, write_common(store, index), write_common_places(store, index), index)
    return _finished(store, corpus, words, files, parts, program, released)


def _build_again(
    last: Last, old: Longs, corpus: Corpus, store: Store, program: Program, released: str
) -> tuple[dict[str, Any], Words] | None:
    """As `_build_all`, from the words of the last build; None if they are lost. `old` are the articles' numbers."""
    try:
        return _made_again(last.words(), old, corpus, store, program, released)
    except Miss:
        return None


def _made_again(
    last: Words, old: Longs, corpus: Corpus, store: Store, program: Program, released: str
) -> tuple[dict[str, Any], Words]:
    moves = moves_of(old, last.tally.articles)
    came = index_of(tokens_of([corpus.record(number) for number in moves.came.tolist()]))
    languages = tuple(sorted({language_of(lang) for lang in {head.lang for head in corpus.heads}} - {""}))
    step = step_of(last.collection, last.tally, old, moves, came, languages)
    now, tally = step.now, step.change.tally
    files = changed_files(store, last, step)
    if languages == last.tally.languages:
        revision = revised(last.lexicon, entries_again(last, step))
        section, vocabulary = write_lexicon(store, revision.lexicon, last.vocabulary, revision)
        lexicon = revision.lexicon
    else:  # words may be found by other terms
        lexicon = lexicon_of(entries_of(now.based_anew().base))
        section, vocabulary = write_lexicon(store, lexicon)
    base = last.base_file
    if now.changes > MOST_CHANGES:
        now, base = now.based_anew(), ""
    words = Words(now, tally, files.told(), lexicon, vocabulary, base)
    common = write_common(store, now.common_holders()) if step.common_held else store.part_again(COMMON_PART)
    places = write_common_places_again(store, step.went, step.came, step.common, now.common_words)
    parts = _Parts(section, common, places, now.titles() if step.titles else None)
    return _finished(store, corpus, words, files, parts, program, released)


class _Parts(NamedTuple):
    """What was written of words, or is to be written of titles."""

    vocabulary: dict[str, Any]  # section of the manifest
    common: dict[str, Any]
    common_places: str
    titles: Index | None  # as in `write_suggestions`


def _finished(
    store: Store, corpus: Corpus, words: Words, files: Files, parts: _Parts, program: Program, released: str
) -> tuple[dict[str, Any], Words]:
    """Writes everything else, and the manifest."""
    tally, plan = words.tally, files.plan
    if len(corpus.heads) <= WHOLE_INDEX_MAX:
        from .lunr_index import build_index  # late: it takes lunr

        records = [corpus.record(number) for number in range(len(corpus.heads))]
        store.hold(WHOLE_INDEX, to_json(build_index(records)))
    manifest = {
        "format": FORMAT,
        "release": corpus.release(),
        "articles": len(corpus.heads),
        "newest": max((head.date for head in corpus.heads), default=""),
        **({"released": released} if released else {}),
        "fields": list(FIELDS),
        "boosts": BOOSTS,
        "languages": tally.languages,
        "engine": store.add_folder("js-", program.search),
        "article": store.add_folder("js-", program.article),
        "terms": terms_section(store, tally.terms, tally.total(), plan, files.names),
        "positions": positions_section(store, tally.terms, plan.places, files.standing, parts.common_places),
        "vocabulary": parts.vocabulary,
        "common": parts.common,
        "suggestions": write_suggestions(store, corpus, parts.titles),
        "columns": write_columns(store, corpus),
        "documents": write_documents(store, corpus),
    }
    return manifest, words
