"""Entries of terms as bits, and the files they fill: the sizes of all entries first, so that a reader can go to one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from .bits import Codes, Numbers, pack, rice
from .standing import Longs

SIZE_K = 5  # of the bits of an entry: most terms come once or twice and take 10 to 40


def in_order(*kinds: tuple[Codes, Longs]) -> tuple[Codes, Longs]:
    """Codes of several kinds by their terms, within a term by kind; and the term of each."""
    terms = np.concatenate([term for _, term in kinds])
    order = np.argsort(terms, kind="stable")
    bits = np.concatenate([codes.bits for codes, _ in kinds])[order]
    length = np.concatenate([codes.length for codes, _ in kinds])[order]
    return Codes(bits, length), terms[order]


def sizes_of(codes: Codes, terms: Longs, count: int) -> Numbers:
    """The bits of the entry of each of `count` terms."""
    return np.bincount(terms, weights=codes.length, minlength=count).astype(np.int64)


def files_of(edges: Sequence[int], head: tuple[Codes, Longs], body: tuple[Codes, Longs]) -> Iterator[bytes]:
    """The bits of each file: the heads of its terms, then their entries. `edges` are the terms between files."""
    (heads, head_terms), (codes, terms) = head, body
    head_cuts = np.searchsorted(head_terms, edges).tolist()
    cuts = np.searchsorted(terms, edges).tolist()
    for (first, end), (begin, stop) in zip(pairwise(head_cuts), pairwise(cuts), strict=True):
        bits = np.concatenate((heads.bits[first:end], codes.bits[begin:stop]))
        yield pack(Codes(bits, np.concatenate((heads.length[first:end], codes.length[begin:stop]))))[0]


def entries(edges: Sequence[int], codes: Codes, terms: Longs) -> Iterator[bytes]:
    """Files whose heads are the sizes of the entries alone."""
    count = edges[-1]
    return files_of(edges, (rice(sizes_of(codes, terms, count), SIZE_K), np.arange(count)), (codes, terms))
