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
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from .directory import IN_A_FILE, cuts, separators, shared_heads, write_directory
from .entries import Entry
from .fields import in_utf16_order, utf16, utf16_key
from .lines import write_lines
from .normalise import UNSPACED
from .store import Store, to_json

CHUNK = 8_000  # bytes of a chunk before compression: a word with a typing error touches two to four
FIRST_CODE = ord("0")
MAX_SHARED = 64  # UTF-16 units; the code of a longer overlap would be no plain character
NUMBERS = 6  # bytes of a usual entry beside its letters
HEAD_WORDS = 8  # words a beginning: more are not shown at once
FOLDER = "v/"

_LAST = "\uffff"  # sorts behind every letter
_UNSPACED = re.compile(f"[{UNSPACED}]")  # single characters and pairs are found, but are no words to suggest


@dataclass(frozen=True, slots=True)
class Head:
    """A beginning of words, and those of its words that find most articles."""

    start: str
    words: tuple[Entry, ...]


def write_vocabulary(store: Store, entries: Iterable[Entry]) -> dict[str, Any]:
    """Writes both lists and the heads; returns the section of the manifest: the names of their directory files."""
    by_text = {entry.text: entry for entry in entries}
    told = {text: _told(entry) for text, entry in by_text.items()}
    forward = in_utf16_order(by_text)
    reverse = in_utf16_order(text[::-1] for text in forward)
    ahead, starts = _write_list(store, forward, [told[text] for text in forward])
    back, _ = _write_list(store, reverse, [told[text[::-1]] for text in reverse])
    heads = heads_of([by_text[text] for text in forward], starts)
    return {"forward": ahead, "reverse": back, "heads": _write_heads(store, heads)}


def heads_of(ordered: Sequence[Entry], starts: Iterable[str]) -> list[Head]:
    """The heads of the sorted vocabulary, one for each beginning of words on both sides of a chunk's start."""
    key = utf16_key(entry.text for entry in ordered)
    keys = [key(entry.text) for entry in ordered]
    beginnings = {start[:length] for start in starts for length in range(1, len(start))}
    heads = []
    for start in in_utf16_order(beginnings):
        best: dict[str, Entry] = {}  # term → its commonest word: "russia" and "russias" are one suggestion
        for entry in ordered[bisect_left(keys, key(start)) : bisect_left(keys, key(start + _LAST))]:
            if entry.word and (entry.stem not in best or best[entry.stem].word < entry.word):
                best[entry.stem] = entry
        words = [entry for entry in best.values() if entry.text.isascii() or not _UNSPACED.match(entry.text)]
        most = sorted((entry.found for entry in words), reverse=True)[:HEAD_WORDS]
        first = [entry for entry in words if entry.found >= most[-1]]  # with all that find as many as the last of them
        first.sort(key=lambda entry: (-entry.found, utf16(entry.text)))
        heads.append(Head(start, tuple(first[:HEAD_WORDS])))
    return heads


def _write_list(store: Store, texts: Sequence[str], told: Sequence[tuple[str, str]]) -> tuple[str, list[str]]:
    """Writes sorted texts, each with what is told of it, in chunks; returns the name of their directory and where the
    chunks start."""
    overlaps = shared_heads(texts).tolist()
    sizes = [len(text) - overlap + NUMBERS for text, overlap in zip(texts, overlaps, strict=True)]
    places = cuts(texts, sizes, CHUNK)
    names = []
    for first, end in _stretches(places, len(texts)):
        inside = zip(texts[first:end], [0, *overlaps[first + 1 : end]], strict=True)
        words, shared = zip(*(_rest(text, overlap) for text, overlap in inside), strict=True)
        marks, counts = zip(*told[first:end], strict=True)
        content = "\n".join((" ".join(words), "".join(shared), "".join(marks), " ".join(counts)))
        names.append(store.add(FOLDER, content.encode(), ".txt"))
    starts = separators(texts, places) if texts else []
    return _directory(store, starts, names), starts


def _write_heads(store: Store, heads: Sequence[Head]) -> str:
    lines = [(head.start, " ".join(f"{word.text} {word.found}" for word in head.words)) for head in heads]
    return write_lines(store, FOLDER, lines, CHUNK)


def _directory(store: Store, keys: Sequence[str], names: Sequence[str]) -> str:
    """A file of its own: no page needs it before something is typed."""
    return store.add(FOLDER, to_json(write_directory(store, FOLDER, keys, names, ".txt", IN_A_FILE)), ".json")


def _stretches(places: Sequence[int], count: int) -> list[tuple[int, int]]:
    """The first place of each chunk and the place behind its last, of so many; none of none."""
    return list(zip(places, [*places[1:], count], strict=True)) if places else []


def _rest(text: str, overlap: int) -> tuple[str, str]:
    """What a text has beyond the characters it shares with the one before, and the code of how many units these are."""
    units = overlap if text.isascii() else len(utf16(text[:overlap])) // 2
    if units > MAX_SHARED:  # letters of two units each
        overlap = units = 0
    return text[overlap:], chr(FIRST_CODE + units)


def _told(entry: Entry) -> tuple[str, str]:
    """What an entry is, and its numbers of articles."""
    numbers = [number for number in (entry.word, entry.found, entry.term) if number]
    while len(numbers) > 1 and numbers[-1] == numbers[-2]:
        numbers.pop()
    mark = "b" if entry.word and entry.term else "w" if entry.word else "t"
    return mark, "-".join(map(str, numbers))
