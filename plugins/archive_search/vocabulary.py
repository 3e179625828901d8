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

    ha have 812 harbin 40   the beginning, then its words, each with the articles that have its term
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from zlib import crc32

from .fields import utf16
from .normalise import UNSPACED
from .store import Store, to_json

CHUNK = 8_000  # bytes of a chunk before compression, on average: a word with a typing error touches two to four
CUT_ONE_OF = (
    400  # texts; half a chunk has as many. Where a chunk ends is told by its own texts: a new one moves few ends
)
FIRST_CODE = ord("0")
MAX_SHARED = 64  # UTF-16 units; the code of a longer overlap would be no plain character
HEAD_WORDS = 8  # words a beginning: more are not shown at once
FOLDER = "v/"

_LAST = "\uffff"  # sorts behind every letter
_UNSPACED = re.compile(f"[{UNSPACED}]")  # single characters and pairs are found, but are no words to suggest


@dataclass(frozen=True, slots=True)
class Entry:
    """A text of the vocabulary and its numbers of articles; 0 for what it is not."""

    text: str
    word: int = 0  # with it as a word, as written
    found: int = 0  # with the index term of that word: what a search for it finds
    term: int = 0  # with it as an index term


@dataclass(frozen=True, slots=True)
class Head:
    """A beginning of words, and those of its words that find most articles."""

    start: str
    words: tuple[Entry, ...]


def write_vocabulary(store: Store, entries: Iterable[Entry], term_of: Callable[[str], str]) -> dict[str, Any]:
    """Writes both lists and the heads, each with a directory file of its own; returns the section of the manifest."""
    forward = sorted(entries, key=lambda entry: utf16(entry.text))
    reverse = sorted(((entry.text[::-1], entry) for entry in forward), key=lambda item: utf16(item[0]))
    chunks = list(_chunks((entry.text, entry) for entry in forward))
    heads = heads_of(forward, [start for start, _ in chunks], term_of)
    return {
        "entries": len(forward),
        "forward": _directory(store, chunks),
        "reverse": _directory(store, list(_chunks(reverse))),
        "heads": _directory(store, list(_head_files(heads))),
    }


def heads_of(ordered: Sequence[Entry], starts: Iterable[str], term_of: Callable[[str], str]) -> list[Head]:
    """The heads of the sorted vocabulary, one for each beginning of words on both sides of a chunk's start."""
    keys = [utf16(entry.text) for entry in ordered]
    beginnings = {start[:length] for start in starts for length in range(1, len(start))}
    heads = []
    for start in sorted(beginnings, key=utf16):
        best: dict[str, Entry] = {}  # term → its commonest word: "russia" and "russias" are one suggestion
        for entry in ordered[bisect_left(keys, utf16(start)) : bisect_left(keys, utf16(start + _LAST))]:
            if entry.word and not _UNSPACED.match(entry.text):
                term = term_of(entry.text)
                if term not in best or best[term].word < entry.word:
                    best[term] = entry
        words = sorted(best.values(), key=lambda entry: (-entry.found, utf16(entry.text)))
        heads.append(Head(start, tuple(words[:HEAD_WORDS])))
    return heads


def _chunks(entries: Iterable[tuple[str, Entry]]) -> Iterator[tuple[str, bytes]]:
    """The sorted entries as chunks: the shortest text that parts a chunk from the one before, and its content."""
    items: list[tuple[str, str, str, str]] = []
    start = before = ""
    size = 0
    for text, entry in entries:
        if _ends(size, text):
            yield start, _content(items)
            items, size = [], 0
            start = text[: len(_shared(before, text)) + 1]
        shared = _shared(before, text) if items else ""
        units = len(utf16(shared)) // 2
        if units > MAX_SHARED:  # letters of two units each
            shared, units = "", 0
        items.append((text[len(shared) :], chr(FIRST_CODE + units), _mark(entry), _count(entry)))
        size += sum(len(item.encode()) for item in items[-1]) + 2  # two spaces
        before = text
    if items:
        yield start, _content(items)


def _shared(a: str, b: str) -> str:
    """The letters both begin with."""
    length = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return a[:length]


def _ends(size: int, text: str) -> bool:
    """Whether a chunk of this size ends before this text."""
    return size > CHUNK // 2 and (size > CHUNK * 3 // 2 or crc32(text.encode()) % CUT_ONE_OF == 0)


def _content(items: Iterable[tuple[str, str, str, str]]) -> bytes:
    words, shared, marks, counts = zip(*items, strict=True)
    return "\n".join((" ".join(words), "".join(shared), "".join(marks), " ".join(counts))).encode()


def _mark(entry: Entry) -> str:
    return "b" if entry.word and entry.term else "w" if entry.word else "t"


def _count(entry: Entry) -> str:
    numbers = [number for number in (entry.word, entry.found, entry.term) if number]
    while len(numbers) > 1 and numbers[-1] == numbers[-2]:
        numbers.pop()
    return "-".join(map(str, numbers))


def _head_files(heads: Iterable[Head]) -> Iterator[tuple[str, bytes]]:
    lines: list[str] = []
    start = before = ""
    size = 0
    for head in heads:
        if _ends(size, head.start):
            yield start, "\n".join(lines).encode()
            lines, size = [], 0
            start = head.start[: len(_shared(before, head.start)) + 1]
        lines.append(" ".join((head.start, *(f"{word.text} {word.found}" for word in head.words))))
        size += len(lines[-1].encode()) + 1
        before = head.start
    if lines:
        yield start, "\n".join(lines).encode()


def _directory(store: Store, chunks: Sequence[tuple[str, bytes]]) -> str:
    """Writes the chunks and the file that lists where they start and, in a row, their hashes; returns its name."""
    names = [store.add(FOLDER, content, ".txt") for _, content in chunks]
    hashes = "".join(name.removeprefix(FOLDER).removesuffix(".txt") for name in names)
    return store.add(FOLDER, to_json({"starts": " ".join(start for start, _ in chunks), "files": hashes}), ".json")
