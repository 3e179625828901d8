"""Entries of terms as bits, and the files they fill: the sizes of all entries first, so that a reader can go to one."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np

from .bits import Codes, Numbers, pack, rice
from .pieces import Flags
from .postings import Longs
from .standing import Standing

SIZE_K = 5  # of the bits of an entry: most terms come once or twice and take 10 to 40


class Entries(NamedTuple):
    """The codes of terms behind each other; those of term n from begin[n] on, and at the end how many there are."""

    codes: Codes
    begin: Longs

    def sizes(self) -> Longs:
        """The bits of each entry."""
        ends = np.concatenate(([0], np.cumsum(self.codes.length)))
        sizes: Longs = np.diff(ends[self.begin])
        return sizes

    def with_codes(self, *more: tuple[Codes, Numbers, Numbers]) -> Entries:
        """With codes put in before those at some places, and the term of each; at one place in the order given."""
        codes, term, at = zip(*more, strict=True)
        places = np.concatenate(at)
        order = np.argsort(places, kind="stable")
        places = places[order]
        bits = np.insert(self.codes.bits, places, np.concatenate([some.bits for some in codes])[order])
        length = np.insert(self.codes.length, places, np.concatenate([some.length for some in codes])[order])
        added = np.bincount(np.concatenate(term), minlength=self.begin.size - 1)
        return Entries(Codes(bits, length), self.begin + np.concatenate(([0], np.cumsum(added))))


def marked(entries: Entries, some: Standing, which: Flags, *more: tuple[Codes, Numbers, Numbers]) -> Entries:
    """Entries of some terms with what tells the odd ones: 1 and, by posting, how many more places it has than its tf
    says; of the others 0 (k = 0). `more` comes as well, as in `with_codes`, at one place before all that."""
    begin, length = entries.begin, entries.codes.length.copy()
    length[begin[:-1][which & ~some.odd]] += 1  # a zero before the first code
    odd = which & some.odd
    terms, postings = np.flatnonzero(odd), np.flatnonzero(odd[some.owner])
    owner = some.owner[postings]
    return Entries(Codes(entries.codes.bits, length), begin).with_codes(
        *more,
        (rice(np.ones_like(terms), 0), terms, begin[terms]),
        (rice((some.count - some.tf)[postings], 0), owner, begin[owner]),
    )


def files_of(edges: Longs, heads: Entries, entries: Entries) -> list[bytes]:
    """The bits of each file: the heads of its terms, then their entries. `edges` are the terms between files."""
    cuts = [pairwise(of.begin[edges].tolist()) for of in (heads, entries)]
    parts = [
        Codes(of.codes.bits[first:end], of.codes.length[first:end])
        for both in zip(*cuts, strict=True)
        for of, (first, end) in zip((heads, entries), both, strict=True)
    ]
    bits, length = (np.concatenate(found) for found in zip(*((part.bits, part.length) for part in parts), strict=True))
    inner = (heads.begin[edges] + entries.begin[edges])[1:-1]
    return pack(Codes(bits, length), inner.tolist())


def sized_files(edges: Longs, entries: Entries, sizes: Longs) -> list[bytes]:
    """Files whose heads are the sizes of the entries alone."""
    return files_of(edges, Entries(rice(sizes, SIZE_K), np.arange(entries.begin.size)), entries)
