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

from .directory import cuts, separators, write_directory
from .entries import Entry
from .fields import utf16
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
    forward = sorted(((entry.text, entry) for entry in entries), key=lambda item: utf16(item[0]))
    reverse = sorted(((entry.text[::-1], entry) for _, entry in forward), key=lambda item: utf16(item[0]))
    ahead, starts = _write_list(store, forward)
    back, _ = _write_list(store, reverse)
    heads = heads_of([entry for _, entry in forward], starts)
    return {"forward": ahead, "reverse": back, "heads": _write_heads(store, heads)}


def heads_of(ordered: Sequence[Entry], starts: Iterable[str]) -> list[Head]:
    """The heads of the sorted vocabulary, one for each beginning of words on both sides of a chunk's start."""
    keys = [utf16(entry.text) for entry in ordered]
    beginnings = {start[:length] for start in starts for length in range(1, len(start))}
    heads = []
    for start in sorted(beginnings, key=utf16):
        best: dict[str, Entry] = {}  # term → its commonest word: "russia" and "russias" are one suggestion
        for entry in ordered[bisect_left(keys, utf16(start)) : bisect_left(keys, utf16(start + _LAST))]:
            if entry.word and (entry.stem not in best or best[entry.stem].word < entry.word):
                best[entry.stem] = entry
        words = [entry for entry in best.values() if not _UNSPACED.match(entry.text)]
        words.sort(key=lambda entry: (-entry.found, utf16(entry.text)))
        heads.append(Head(start, tuple(words[:HEAD_WORDS])))
    return heads


def _write_list(store: Store, entries: Sequence[tuple[str, Entry]]) -> tuple[str, list[str]]:
    """Writes a sorted list in chunks; returns the name of its directory and where the chunks start."""
    texts = [text for text, _ in entries]
    overlaps = [_overlap(before, text) for before, text in zip(["", *texts], texts, strict=False)]
    sizes = [len(text) - overlap + NUMBERS for text, overlap in zip(texts, overlaps, strict=True)]
    places = cuts(texts, sizes, CHUNK)
    names = []
    for first, end in _stretches(places, len(entries)):
        inside = zip(texts[first:end], [0, *overlaps[first + 1 : end]], entries[first:end], strict=True)
        words, shared, marks, counts = zip(
            *(_item(text, overlap, entry) for text, overlap, (_, entry) in inside), strict=True
        )
        content = "\n".join((" ".join(words), "".join(shared), "".join(marks), " ".join(counts)))
        names.append(store.add(FOLDER, content.encode(), ".txt"))
    starts = separators(texts, places) if texts else []
    return _directory(store, starts, names), starts


def _write_heads(store: Store, heads: Sequence[Head]) -> str:
    lines = [(head.start, " ".join(f"{word.text} {word.found}" for word in head.words)) for head in heads]
    return write_lines(store, FOLDER, lines, CHUNK)


def _directory(store: Store, keys: Sequence[str], names: Sequence[str]) -> str:
    """A file of its own: no page needs it before something is typed."""
    return store.add(FOLDER, to_json(write_directory(store, FOLDER, keys, names, ".txt")), ".json")


def _stretches(places: Sequence[int], count: int) -> list[tuple[int, int]]:
    """The first place of each chunk and the place behind its last, of so many; none of none."""
    return list(zip(places, [*places[1:], count], strict=True)) if places else []


def _item(text: str, overlap: int, entry: Entry) -> tuple[str, str, str, str]:
    """What the four lines say of an entry."""
    units = overlap if text.isascii() else len(utf16(text[:overlap])) // 2
    if units > MAX_SHARED:  # letters of two units each
        overlap = units = 0
    mark = "b" if entry.word and entry.term else "w" if entry.word else "t"
    numbers = [number for number in (entry.word, entry.found, entry.term) if number]
    while len(numbers) > 1 and numbers[-1] == numbers[-2]:
        numbers.pop()
    return text[overlap:], chr(FIRST_CODE + units), mark, "-".join(map(str, numbers))


def _overlap(a: str, b: str) -> int:
    """With how many same letters both begin."""
    length = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        length += 1
    return length
