"""Words and terms of the archive → sorted chunks, from which patterns, misspellings and suggestions are answered.

The list is written twice, forwards and with every word reversed: so `harb*` and `*arbin` are one stretch of it each.
A word with one letter wrong has its first or its second half right: both are stretches too. A chunk is text of four
lines, each with one item an entry, so that a server's gzip finds like beside like:

    harb in or our          what the word has beyond the letters it shares with the word before
    0445                    how many letters (UTF-16 units) these are, as a character from "0" on
    tbww                    w: a word as written; t: an index term; b: both
    40 7 31-40 9-64-12      articles with the word, with its term, with the text as a term, as far as they differ

A reader who has typed two letters would need dozens of chunks to see which words are the commonest that begin so. These
are written down apart (the heads) for every beginning that runs over the end of a chunk, one beginning a line:

    ha have 812 harbin 40   the beginning, a tab, then its words, each with the articles that have its term
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .directory import IN_A_FILE, Stretch, behind_another, separators, still_known, stretches, write_directory
from .entries import Entry
from .fields import in_utf16_order, utf16
from .lexicon import Chosen, Lexicon, Revision, lexicon_of
from .lines import write_lines
from .normalise import UNSPACED
from .postings import Longs
from .store import Store, to_json

CHUNK = 8_000  # bytes of a chunk before compression: a word with a typing error touches two to four
FIRST_CODE = ord("0")
MAX_SHARED = 64  # UTF-16 units; the code of a longer overlap would be no plain character
NUMBERS = 6  # bytes of a usual entry beside its letters
LOOKED_AT = 100  # words of a beginning that find most articles, among which those of most terms mostly are
HEAD_WORDS = 8  # words a beginning: more are not shown at once
FOLDER = "v/"

_LAST = "\uffff"  # sorts behind every letter
_UNSPACED = re.compile(f"[{UNSPACED}]")  # single characters and pairs are found, but are no words to suggest


class ListFiles(NamedTuple):
    """How one of the two lists was cut into chunks, and their names."""

    stretches: Longs  # rows of Stretch
    names: list[str]


class VocabularyFiles(NamedTuple):
    """What the next build needs to know of the files of the vocabulary."""

    chunk: int  # their size
    forward: ListFiles
    reverse: ListFiles
    heads: dict[str, str]  # the line of each beginning


def write_vocabulary(store: Store, entries: Iterable[Entry]) -> dict[str, Any]:
    """Writes both lists and the heads; returns the section of the manifest: the names of their directory files."""
    return write_lexicon(store, lexicon_of(entries))[0]


def write_lexicon(
    store: Store, lexicon: Lexicon, last: VocabularyFiles | None = None, revision: Revision | None = None
) -> tuple[dict[str, Any], VocabularyFiles]:
    """As `write_vocabulary`; what the last build wrote is kept where the revision says that it is as it was."""
    places = np.arange(len(lexicon.texts))
    old_forward = old_reverse = np.full(places.size, -1)
    changed = np.ones(places.size, dtype=np.bool_)
    if last and revision and last.chunk == CHUNK:
        old_forward, changed = revision.old, revision.changed
        old_reverse = _old_reverse(revision)
    else:
        last = None
    sizes = np.fromiter(map(len, lexicon.texts), np.int64, places.size) + NUMBERS
    back = lexicon.back
    forward_list = _List(lexicon.texts, lexicon.told, lexicon.overlaps, sizes - lexicon.overlaps)
    reverse_list = _List(
        lexicon.reversed_texts(), Chosen(lexicon.told, back), lexicon.back_overlaps, sizes[back] - lexicon.back_overlaps
    )
    ahead, starts, forward_files = _write_list(
        store, forward_list, last.forward if last else None, old_forward, changed
    )
    behind, _, reverse_files = _write_list(
        store, reverse_list, last.reverse if last else None, old_reverse, changed[back]
    )
    different = revision.texts if revision and last else None
    lines = _head_lines(lexicon, starts, last.heads if last else {}, different)
    section = {"forward": ahead, "reverse": behind, "heads": write_lines(store, FOLDER, list(lines.items()), CHUNK)}
    return section, VocabularyFiles(CHUNK, forward_files, reverse_files, lines)


def _old_reverse(revision: Revision) -> Longs:
    """Of each text in the reverse list its place in the last reverse list, or -1."""
    old = revision.old[revision.lexicon.back]
    place = np.full(revision.last_back.size + 1, -1, dtype=np.int64)  # the last for what was not there
    place[revision.last_back] = np.arange(revision.last_back.size)
    places: Longs = place[old]
    return places


class _List(NamedTuple):
    texts: Sequence[str]
    told: Sequence[str]
    overlaps: Longs
    sizes: Longs  # bytes of each, about


def _head_lines(
    lexicon: Lexicon, starts: Iterable[str], last: Mapping[str, str], changed: set[str] | None
) -> dict[str, str]:
    """The line of each beginning of words on both sides of a chunk's start. The last lines hold but for beginnings of
    texts that changed."""
    beginnings = {start[:length] for start in starts for length in range(1, len(start))}
    if changed is not None:
        stale = {text[:length] for text in changed for length in range(1, len(text) + 1)}
        known = {start: last[start] for start in beginnings if start in last and start not in stale}
    else:
        known = {}
    lines = {}
    for start in in_utf16_order(beginnings):
        line = known.get(start)
        lines[start] = _head_line(lexicon, start) if line is None else line
    return lines


def _head_line(lexicon: Lexicon, start: str) -> str:
    texts = lexicon.texts
    first, end = (bisect_left(texts, utf16(text), key=utf16) for text in (start, start + _LAST))
    found = lexicon.found
    places = np.flatnonzero(lexicon.word[first:end]) + first
    if places.size > LOOKED_AT and "".join(texts[first:end]).isascii():  # so all words of a term find as many
        of_most = places[found[places] >= np.partition(found[places], -LOOKED_AT)[-LOOKED_AT]]
        if len({lexicon.stems[place] for place in of_most.tolist()}) >= HEAD_WORDS:
            places = of_most
    best: dict[str, int] = {}  # term → its commonest word: "russia" and "russias" are one suggestion
    for place, number in zip(places.tolist(), lexicon.word[places].tolist(), strict=True):
        stem = lexicon.stems[place]
        if stem not in best or lexicon.word[best[stem]] < number:
            best[stem] = place
    words = [place for place in best.values() if texts[place].isascii() or not _UNSPACED.match(texts[place])]
    most = sorted((int(found[place]) for place in words), reverse=True)[:HEAD_WORDS]
    some = [place for place in words if found[place] >= most[-1]]  # with all that find as many as the last of them
    some.sort(key=lambda place: (-found[place], utf16(texts[place])))
    return " ".join(f"{texts[place]} {found[place]}" for place in some[:HEAD_WORDS])


def _write_list(
    store: Store, some: _List, last: ListFiles | None, old: Longs, changed: NDArray[np.bool_]
) -> tuple[str, list[str], ListFiles]:
    """Writes sorted texts, each with what is told of it, in chunks; returns the name of their directory, where the
    chunks start, and their names."""
    texts = some.texts
    known: dict[int, Stretch] = {}
    kept: dict[tuple[int, int], str] = {}
    if last:
        same = (old >= 0) & ~behind_another(old)  # so its overlap, and with it its size, is what it was
        known = still_known(last.stretches, old, same)
        kept = {(begin, end): name for (begin, end, _), name in zip(last.stretches.tolist(), last.names, strict=True)}
    cut = list(stretches(texts, some.sizes.tolist(), CHUNK, known))
    breaks = np.concatenate(([0], np.cumsum(changed | (old < 0))))
    parted = np.concatenate(([0], np.cumsum(behind_another(old))))
    names = []
    for stretch in cut:
        begin, end, _ = stretch
        whole = breaks[begin] == breaks[end] and parted[begin + 1] == parted[end]
        name = kept.get((int(old[begin]), int(old[end - 1]) + 1)) if whole else None
        if name:
            store.keep(name)
        else:
            name = store.add(FOLDER, _chunk(some, begin, end), ".txt")
        names.append(name)
    starts = separators(texts, [stretch.begin for stretch in cut]) if texts else []
    rows = np.array(cut, dtype=np.int64).reshape(-1, 3)
    return _directory(store, starts, names), starts, ListFiles(rows, names)


def _chunk(some: _List, begin: int, end: int) -> bytes:
    texts, overlaps = some.texts[begin:end], [0, *some.overlaps[begin + 1 : end].tolist()]
    if max(overlaps) <= MAX_SHARED and "".join(texts).isascii():  # nearly all are, and this is quick
        words: Sequence[str] = [text[overlap:] for text, overlap in zip(texts, overlaps, strict=True)]
        shared: Sequence[str] = [chr(FIRST_CODE + overlap) for overlap in overlaps]
    else:
        words, shared = zip(*map(_rest, texts, overlaps), strict=True)
    told = some.told[begin:end]
    marks, counts = "".join([each[0] for each in told]), " ".join([each[1:] for each in told])
    return "\n".join((" ".join(words), "".join(shared), marks, counts)).encode()


def _directory(store: Store, keys: Sequence[str], names: Sequence[str]) -> str:
    """A file of its own: no page needs it before something is typed."""
    return store.add(FOLDER, to_json(write_directory(store, FOLDER, keys, names, ".txt", IN_A_FILE)), ".json")


def _rest(text: str, overlap: int) -> tuple[str, str]:
    """What a text has beyond the characters it shares with the one before, and the code of how many units these are."""
    units = overlap if text.isascii() else len(utf16(text[:overlap])) // 2
    if units > MAX_SHARED:  # letters of two units each
        overlap = units = 0
    return text[overlap:], chr(FIRST_CODE + units)
