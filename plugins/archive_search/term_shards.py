"""Postings → files of a few kilobytes, each with the terms of a stretch of the alphabet. `js/shards.mjs` reads them.

A file: varint, the number of its terms; the dictionary; from the next whole byte on the bits of all lists.
An entry of the dictionary: a byte of two nibbles, UTF-16 units shared with the term before and UTF-8 bytes that follow
(15: a varint of what is above comes next, in the same order); those bytes; a varint of twice the postings in the main
field, plus 1 if other fields hold the term; then a byte with the bits of these and a varint for each.
A list: all gaps, all tf - 1 (k = 0), all lengths (k of the field), in Rice's code.
Scores are not stored: tf and length give them exactly, whatever the number of articles has become.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from .bits import Codes, Numbers, best_k, gaps_of, k_of_gaps, lengths_of, pack, rice, varint
from .directory import cuts, separators, shared_head, write_directory
from .fields import FIELDS, utf16
from .postings import Postings
from .store import Store

FOLDER = "t/"
SMALL, LARGE = 8_192, 16_384  # bytes of a file: smaller ones move less, but the list of their names grows
LARGE_FROM = 20_000  # articles
MAIN = FIELDS.index("body")
NIBBLE = 15
BLOCK = 500_000  # postings coded at once; bounds the memory


def write_terms(store: Store, postings: Postings, places: list[int] | None = None) -> dict[str, Any]:
    """Writes the term files; returns the section of the manifest: of each field, in order, `total` (terms in all
    articles) and `k` (of the lengths); `main`, the number of the main field; `directory` of the files.

    `places` are those of `file_places`, for callers that have them already.
    """
    ks = _ks_of_lengths(postings)
    terms, counts = postings.terms, postings.counts().tolist()
    entries = _entries(postings)
    places = file_places(postings) if places is None else places
    names = []
    for first, end, bits in _files(postings, ks, places):
        start = varint(end - first) + _entry("", terms[first], counts[first])
        names.append(store.add(FOLDER, b"".join((start, *entries[first + 1 : end], bits)), ".bin"))
    directory = write_directory(store, FOLDER, separators(terms, places), names, ".bin")
    return {"total": postings.total, "k": ks, "main": MAIN, "directory": directory}


def file_places(postings: Postings) -> list[int]:
    """The numbers of the terms that begin a file: of terms, and of what else is kept by term."""
    entries = _entries(postings)
    sizes = _sizes(postings, _ks_of_lengths(postings)) + np.fromiter(map(len, entries), np.int64, len(entries))
    return cuts(postings.terms, sizes.tolist(), SMALL if postings.articles <= LARGE_FROM else LARGE)


def _entries(postings: Postings) -> list[bytes]:
    """The entries of all terms, each behind the one before."""
    found = zip(["", *postings.terms], postings.terms, postings.counts().tolist(), strict=False)
    return [_entry(before, term, counts) for before, term, counts in found]


def _entry(before: str, term: str, counts: list[int]) -> bytes:
    """The entry of a term in the dictionary; `counts` are its postings by field."""
    head = shared_head(before, term)  # whole characters, so that the rest is valid UTF-8
    shared = len(head) if head.isascii() else len(utf16(head)) // 2
    rest = term[len(head) :].encode()
    entry = bytearray((min(shared, NIBBLE) << 4 | min(len(rest), NIBBLE),))
    for number in (shared, len(rest)):
        if number >= NIBBLE:
            entry += varint(number - NIBBLE)
    entry += rest
    others = [field for field, times in enumerate(counts) if times and field != MAIN]
    entry += varint(2 * counts[MAIN] + bool(others))
    if others:
        entry.append(sum(1 << field for field in others))
        for field in others:
            entry += varint(counts[field])
    return bytes(entry)


def _files(postings: Postings, ks: list[int], places: Sequence[int]) -> Iterator[tuple[int, int, bytes]]:
    """(first term, term behind the last, bits of the lists) of each file."""
    ends = [*places[1:], len(postings.terms)]
    list_at = np.searchsorted(postings.list, np.array([*places, len(postings.terms)]) * len(FIELDS))
    posting_at = np.concatenate(([0], np.cumsum(postings.count)))[list_at]
    for files in _blocks(np.diff(posting_at)):
        codes = _codes(postings, ks, slice(list_at[files.start], list_at[files.stop]))
        inner = 3 * (posting_at[files.start + 1 : files.stop] - posting_at[files.start])
        yield from zip(places[files], ends[files], pack(codes, inner.tolist()), strict=True)


def _codes(postings: Postings, ks: list[int], lists: slice) -> Codes:
    """The codes of some lists as they follow each other: of each list the gaps, then the tfs, then the lengths."""
    counts = postings.count[lists].astype(np.int64)
    place = np.arange(counts.sum()) + np.repeat(2 * (np.cumsum(counts) - counts), counts)
    bits, length = np.empty(3 * place.size, np.uint64), np.empty(3 * place.size, np.int64)
    for values, k in _streams(postings, ks, lists):
        codes = rice(values, k)
        bits[place], length[place] = codes.bits, codes.length
        place += np.repeat(counts, counts)
    return Codes(bits, length)


def _streams(postings: Postings, ks: list[int], lists: slice) -> Iterator[tuple[Numbers, Numbers | int]]:
    """What is coded of each posting of some lists, with the parameters: gaps, tfs, lengths."""
    counts = postings.count[lists]
    first = int(postings.count[: lists.start].sum())
    some = slice(first, first + int(counts.sum()))
    yield gaps_of(postings.article[some], counts), np.repeat(k_of_gaps(postings.articles, counts), counts)
    yield postings.tf[some] - 1, 0
    yield postings.length[some], np.repeat(np.array(ks)[postings.list[lists] % len(FIELDS)], counts)


def _sizes(postings: Postings, ks: list[int]) -> Numbers:
    """Bytes of the lists of each term."""
    bits = np.zeros(len(postings.terms), dtype=np.int64)
    for lists in _blocks(postings.count):
        counts = postings.count[lists]
        of_posting = sum(lengths_of(values, k) for values, k in _streams(postings, ks, lists))
        of_list = np.add.reduceat(of_posting, np.cumsum(counts) - counts)
        np.add.at(bits, postings.list[lists] // len(FIELDS), of_list)
    return bits // 8


def _ks_of_lengths(postings: Postings) -> list[int]:
    fields = np.repeat(postings.list % len(FIELDS), postings.count)
    return [best_k(postings.length[fields == field]) for field in range(len(FIELDS))]


def _blocks(counts: Numbers) -> Iterator[slice]:
    """Stretches that hold about BLOCK together."""
    ends = np.cumsum(counts)
    begin = 0
    while begin < counts.size:
        before = int(ends[begin - 1]) if begin else 0
        end = max(int(np.searchsorted(ends, before + BLOCK)), begin + 1)
        yield slice(begin, end)
        begin = end
