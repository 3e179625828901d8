"""Postings → files of a few kilobytes, each with the terms of a stretch of the alphabet. `js/shards.mjs` reads them.

A file: varint, the number of its terms; the dictionary; from the next whole byte on the bits of all lists.
An entry of the dictionary: a byte of two nibbles, UTF-16 units shared with the term before and UTF-8 bytes that follow
(15: a varint of what is above comes next, in the same order); those bytes; a varint of twice the postings in the main
field, plus 1 if other fields hold the term; then a byte with the bits of these and a varint for each.
A list: all gaps, all tf - 1 (k = 0), all lengths (k of the field), in Rice's code.
Scores are not stored: tf and length give them exactly, whatever the number of articles has become.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from .bits import Codes, Numbers, best_k, gaps_of, k_of_gaps, lengths_of, pack, rice, varint
from .blocks import blocks
from .directory import cuts, separators, shared_heads, write_directory
from .fields import FIELDS, utf16
from .postings import Index, Postings
from .store import Store

FOLDER = "t/"
SMALL, LARGE = 8_192, 16_384  # bytes of a file: smaller ones move less, but the list of their names grows
LARGE_FROM = 20_000  # articles
MAIN = FIELDS.index("body")
NAMED_AT_ONCE = 512  # files, as 10,000 articles have: 3 kB more of manifest spare the first query a wait for a list
NIBBLE = 15


@dataclass(frozen=True, slots=True)
class Plan:
    """How the terms are parted into files."""

    places: list[int]  # the terms that begin a file
    entries: list[bytes]  # of the dictionary, each behind the one before
    ks: list[int]  # of the lengths in each field


def plan_of(index: Index) -> Plan:
    """The plan of the files of terms; what else is kept by term is parted likewise."""
    ks = _ks_of_lengths(index.postings)
    entries = _entries(index)
    sizes = _sizes(index, ks) + np.fromiter(map(len, entries), np.int64, len(entries))
    places = cuts(index.terms, sizes.tolist(), SMALL if index.articles <= LARGE_FROM else LARGE)
    return Plan(places, entries, ks)


def write_terms(store: Store, index: Index, plan: Plan) -> dict[str, Any]:
    """Writes the term files; returns the section of the manifest: of each field, in order, `total` (terms in all
    articles) and `k` (of the lengths); `main`, the number of the main field; `directory` of the files."""
    terms, counts = index.terms, index.counts()
    names = []
    for first, end, bits in _files(index, plan):
        start = varint(end - first) + _entry(terms[first], 0, counts[first].tolist())
        names.append(store.add(FOLDER, b"".join((start, *plan.entries[first + 1 : end], bits)), ".bin"))
    directory = write_directory(store, FOLDER, separators(terms, plan.places), names, ".bin", NAMED_AT_ONCE)
    return {"total": index.total(), "k": plan.ks, "main": MAIN, "directory": directory}


def _entries(index: Index) -> list[bytes]:
    heads = shared_heads(index.terms).tolist()
    return [_entry(*found) for found in zip(index.terms, heads, index.counts().tolist(), strict=True)]


def _entry(term: str, head: int, counts: list[int]) -> bytes:
    """The entry of a term that shares so many characters with the one before; `counts` are its postings by field."""
    rest = term[head:].encode()
    shared = head if term.isascii() else len(utf16(term[:head])) // 2
    entry = bytearray((min(shared, NIBBLE) << 4 | min(len(rest), NIBBLE),))
    for number in (shared, len(rest)):
        if number >= NIBBLE:
            entry += varint(number - NIBBLE)
    entry += rest
    others = sum(counts) != counts[MAIN]
    entry += varint(2 * counts[MAIN] + others)
    if others:
        some = [field for field, times in enumerate(counts) if times and field != MAIN]
        entry.append(sum(1 << field for field in some))
        for field in some:
            entry += varint(counts[field])
    return bytes(entry)


def _files(index: Index, plan: Plan) -> Iterator[tuple[int, int, bytes]]:
    """(first term, term behind the last, bits of the lists) of each file."""
    places, postings = plan.places, index.postings
    ends = [*places[1:], len(index.terms)]
    list_at = np.searchsorted(postings.list, np.array([*places, len(index.terms)]) * len(FIELDS))
    posting_at = np.concatenate(([0], np.cumsum(postings.count)))[list_at]
    for files in blocks(np.diff(posting_at)):
        codes = _codes(index, plan.ks, slice(list_at[files.start], list_at[files.stop]))
        inner = 3 * (posting_at[files.start + 1 : files.stop] - posting_at[files.start])
        yield from zip(places[files], ends[files], pack(codes, inner.tolist()), strict=True)


def _codes(index: Index, ks: list[int], lists: slice) -> Codes:
    """The codes of some lists as they follow each other: of each list the gaps, then the tfs, then the lengths."""
    counts = index.postings.count[lists].astype(np.int64)
    place = np.arange(counts.sum()) + np.repeat(2 * (np.cumsum(counts) - counts), counts)
    bits, length = np.empty(3 * place.size, np.uint64), np.empty(3 * place.size, np.int64)
    for values, k in _streams(index, ks, lists):
        codes = rice(values, k)
        bits[place], length[place] = codes.bits, codes.length
        place += np.repeat(counts, counts)
    return Codes(bits, length)


def _streams(index: Index, ks: list[int], lists: slice) -> Iterator[tuple[Numbers, Numbers | int]]:
    """What is coded of each posting of some lists, with the parameters: gaps, tfs, lengths."""
    postings = index.postings
    counts = postings.count[lists]
    first = int(postings.count[: lists.start].sum())
    some = slice(first, first + int(counts.sum()))
    yield gaps_of(postings.article[some], counts), np.repeat(k_of_gaps(index.articles, counts), counts)
    yield postings.tf[some] - 1, 0
    yield postings.length[some], np.repeat(np.array(ks)[postings.list[lists] % len(FIELDS)], counts)


def _sizes(index: Index, ks: list[int]) -> Numbers:
    """Bytes of the lists of each term."""
    bits = np.zeros(len(index.terms), dtype=np.int64)
    postings = index.postings
    for lists in blocks(postings.count):
        counts = postings.count[lists]
        of_posting = sum(lengths_of(values, k) for values, k in _streams(index, ks, lists))
        of_list = np.add.reduceat(of_posting, np.cumsum(counts) - counts)
        np.add.at(bits, postings.list[lists] // len(FIELDS), of_list)
    return bits // 8


def _ks_of_lengths(postings: Postings) -> list[int]:
    fields = np.repeat((postings.list % len(FIELDS)).astype(np.int8), postings.count)
    return [best_k(postings.length[fields == field]) for field in range(len(FIELDS))]
