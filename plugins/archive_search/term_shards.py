"""Postings → files of a few kilobytes, each with the terms of a stretch of the alphabet. `js/shards.mjs` reads them.

A file: varint, the number of its terms; the dictionary; from the next whole byte on the bits of all lists.
An entry of the dictionary: a byte of two nibbles, UTF-16 units shared with the term before and UTF-8 bytes that follow
(15: a varint of what is above comes next, in the same order); those bytes; a varint of twice the postings in the main
field, plus 1 if other fields hold the term; then a byte with the bits of these and a varint for each.
A list: all gaps, all tf - 1 (k = 0), all lengths (k of the field), in Rice's code.
Scores are not stored: tf and length give them exactly, whatever the number of articles has become.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from .bits import Codes, Numbers, best_k, gaps_of, k_of_gaps, lengths_of, pack, rice, varint
from .blocks import blocks
from .directory import NOTHING, Stretch, separators, shared_heads, stretches, write_directory
from .fields import FIELDS, utf16
from .pieces import Ints
from .postings import Index, Longs, Postings
from .store import Store

FOLDER = "t/"
SMALL, LARGE = 8_192, 16_384  # bytes of a file: smaller ones move less, but the list of their names grows
SUFFIX = ".bin"
LARGE_FROM = 20_000  # articles
MAIN = FIELDS.index("body")
NAMED_AT_ONCE = 512  # files, as 10,000 articles have: 3 kB more of manifest spare the first query a wait for a list
NIBBLE = 15


class Plan(NamedTuple):
    """How the terms are parted into files."""

    target: int  # bytes of a file
    ks: list[int]  # of the lengths in each field
    list_bits: Longs  # of the lists of each term
    entry_sizes: Longs  # of its entry in the dictionary, behind the one before
    stretches: list[Stretch]  # the terms of each file

    @property
    def places(self) -> list[int]:
        """The terms that begin a file."""
        return [stretch.begin for stretch in self.stretches]


def plan_of(index: Index) -> Plan:
    """The plan of the files of terms; what else is kept by term is parted likewise."""
    ks = ks_of_lengths(index.postings)
    entry_sizes = np.fromiter(map(len, _entries(index)), np.int64, len(index.terms))
    return planned(index.articles, index.terms, ks, bits_of_lists(index, ks), entry_sizes)


def planned(
    articles: int, terms: Sequence[str], ks: list[int], of_lists: Longs, of_entries: Longs,
    known: Mapping[int, Stretch] = NOTHING,
) -> Plan:  # fmt: skip
    """The plan for lists of so many bits and entries of so many bytes; see `stretches` for what is known."""
    sizes = (of_lists // 8 + of_entries).tolist()
    target = target_of(articles)
    return Plan(target, ks, of_lists, of_entries, list(stretches(terms, sizes, target, known)))


def target_of(articles: int) -> int:
    """Bytes of a file."""
    return SMALL if articles <= LARGE_FROM else LARGE


def write_terms(store: Store, index: Index, plan: Plan) -> dict[str, Any]:
    """Writes the term files; returns the section of the manifest, as `terms_section` does."""
    names = [store.add(FOLDER, data, SUFFIX) for data in term_files(index, plan.ks, plan.places)]
    return terms_section(store, index.terms, index.total(), plan, names)


def terms_section(
    store: Store, terms: Sequence[str], total: Sequence[int], plan: Plan, names: Sequence[str]
) -> dict[str, Any]:
    """Writes the directory of the term files, which have these names; returns the section of the manifest: of each
    field, in order, `total` (terms in all articles) and `k` (of the lengths); `main`, the number of the main field;
    `directory` of the files."""
    directory = write_directory(store, FOLDER, separators(terms, plan.places), names, SUFFIX, NAMED_AT_ONCE)
    return {"total": total, "k": plan.ks, "main": MAIN, "directory": directory}


def term_files(index: Index, ks: list[int], places: Sequence[int]) -> Iterator[bytes]:
    """The files; `places` are the terms that begin one."""
    terms, counts, entries = index.terms, index.counts(), _entries(index)
    for first, end, bits in _files(index, ks, places):
        start = varint(end - first) + entry_of(terms[first], 0, counts[first].tolist())
        yield b"".join((start, *entries[first + 1 : end], bits))


def entry_sizes_at(terms: Sequence[str], counts: Ints, numbers: Longs) -> Longs:
    """Bytes of the entries of some terms; `counts` are as in Index."""
    before = ["", *terms]
    pairs = [text for number in numbers.tolist() for text in before[number : number + 2]]
    heads = shared_heads(pairs)[1::2].tolist()
    sizes = (len(entry_of(*found)) for found in zip(pairs[1::2], heads, counts[numbers].tolist(), strict=True))
    return np.fromiter(sizes, np.int64, numbers.size)


def _entries(index: Index) -> list[bytes]:
    heads = shared_heads(index.terms).tolist()
    return [entry_of(*found) for found in zip(index.terms, heads, index.counts().tolist(), strict=True)]


def entry_of(term: str, head: int, counts: list[int]) -> bytes:
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


def codes_of_lists(index: Index, ks: list[int]) -> Codes:
    """The codes of all lists, of each posting three."""
    return _codes(index, ks, slice(0, index.postings.list.size))


def _files(index: Index, ks: list[int], places: Sequence[int]) -> Iterator[tuple[int, int, bytes]]:
    """(first term, term behind the last, bits of the lists) of each file."""
    postings = index.postings
    ends = [*places[1:], len(index.terms)]
    list_at = np.searchsorted(postings.list, np.array([*places, len(index.terms)]) * len(FIELDS))
    posting_at = np.concatenate(([0], np.cumsum(postings.count)))[list_at]
    for files in blocks(np.diff(posting_at)):
        codes = _codes(index, ks, slice(list_at[files.start], list_at[files.stop]))
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
    yield postings.tf[some].astype(np.int32) - 1, 0
    yield postings.length[some].astype(np.int32), np.repeat(np.array(ks)[postings.list[lists] % len(FIELDS)], counts)


def bits_of_lists(index: Index, ks: list[int]) -> Longs:
    """Bits of the lists of each term."""
    bits = np.zeros(len(index.terms), dtype=np.int64)
    postings = index.postings
    for lists in blocks(postings.count):
        counts = postings.count[lists]
        of_posting = sum(lengths_of(values, k) for values, k in _streams(index, ks, lists))
        of_list = np.add.reduceat(of_posting, np.cumsum(counts) - counts)
        np.add.at(bits, postings.list[lists] // len(FIELDS), of_list)
    return bits


def ks_of_lengths(postings: Postings) -> list[int]:
    fields = np.repeat((postings.list % len(FIELDS)).astype(np.int8), postings.count)
    return [best_k(postings.length[fields == field]) for field in range(len(FIELDS))]
