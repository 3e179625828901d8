"""Lists of terms, coded again where a few articles went or came: the codes of the other postings are copied.

In a list without such an article at most one gap is another: that of the first posting behind it. Where one of its
articles went or came, the codes of these postings are others, and the gap behind each. All else is copied out of the
files of the last build, bit for bit. Short lists are coded whole, and those whose parameters changed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .bits import Codes, gaps_of, k_of_gaps, lengths_of, rice
from .blocks import ranges
from .fields import FIELDS
from .miss import Miss
from .parts import of_lists
from .patching import Moves
from .pieces import Flags, Ints
from .postings import Index, Longs
from .splicing import Old
from .term_entries import Entries
from .term_shards import codes_of_lists

SHORT = 12  # postings of a list that is coded whole: to copy it takes as long
GAPS, TFS, LENGTHS = range(3)  # what a list has of each posting, in this order


@dataclass(frozen=True, slots=True)
class Prior:
    """The lists as they were."""

    index: Index  # of those of the terms that were there
    place: Longs  # of each term in that, or -1
    ks: list[int]
    moves: Moves  # since then
    old: Old  # the files that hold them
    at: Longs  # of each term the bit its lists begin at there; anything of those that were not there


def recoded(index: Index, ks: list[int], prior: Prior) -> Entries:
    """The codes of the lists of each term. Raises Miss if they are not what became of the prior ones."""
    new, last = index.postings, prior.index.postings
    terms = np.flatnonzero(prior.place >= 0)
    word, field = np.divmod(last.list, len(FIELDS))
    number = terms[word] * len(FIELDS) + field  # of each prior list, among those of today
    which = np.searchsorted(number, new.list)  # of each list of today the prior one
    known = np.append(number, -1)[which] == new.list
    copied = known & (new.count >= SHORT)
    then = np.append(last.count, 0)[which]
    copied &= k_of_gaps(index.articles, new.count) == k_of_gaps(prior.index.articles, then)
    copied &= (np.array(ks) == np.array(prior.ks))[new.list % len(FIELDS)]
    whole, some = np.flatnonzero(~copied), np.flatnonzero(copied)
    fresh = codes_of_lists(replace(index, postings=of_lists(new, whole)), ks)
    codes, sizes = _copied(index, ks, prior, some, which[some])
    count = np.zeros(new.list.size, dtype=np.int64)
    count[whole], count[some] = 3 * new.count[whole].astype(np.int64), sizes
    begin = np.concatenate(([0], np.cumsum(count)))
    bits, length = np.empty(int(begin[-1]), dtype=np.uint64), np.empty(int(begin[-1]), dtype=np.int64)
    for lists, made in ((whole, fresh), (some, codes)):
        place = ranges(begin[lists], begin[lists + 1])
        bits[place], length[place] = made.bits, made.length
    first = np.searchsorted(new.list, np.arange(len(index.terms) + 1) * len(FIELDS))
    return Entries(Codes(bits, length), begin[first])


class _Chunks(NamedTuple):
    """Codes one by one, and runs of bits to be copied, in any order."""

    order: Longs  # of each, ascending as they are written
    at: Longs  # bit of the old files; -1 of a code
    size: Longs  # bits
    bits: NDArray[np.uint64]  # of a code


def _copied(index: Index, ks: list[int], prior: Prior, some: Longs, which: Longs) -> tuple[Codes, Longs]:
    """The codes of some lists, which are the prior ones of these places; and how many each takes."""
    before = _Before(prior)
    new = of_lists(index.postings, some)
    old = of_lists(prior.index.postings, which)
    came = np.zeros(index.articles, dtype=np.bool_)
    came[prior.moves.came] = True
    fresh: Flags = came[new.article]
    stays = np.flatnonzero(~prior.moves.gone[old.article])
    if stays.size != fresh.size - np.count_nonzero(fresh):
        raise Miss
    row = np.full(fresh.size, -1, dtype=np.int64)  # of each posting that stays, among `old`
    row[~fresh] = stays
    gaps = gaps_of(new.article, new.count)
    moved = fresh | (gaps != gaps_of(old.article, old.count)[row])
    firsts: Longs = np.cumsum(new.count, dtype=np.int64) - new.count
    begins = np.zeros(fresh.size, dtype=np.bool_)
    begins[firsts] = True
    of = np.repeat(np.arange(some.size), new.count)
    old_firsts: Longs = np.cumsum(old.count, dtype=np.int64) - old.count
    all_old: Longs = before.firsts[which] - old_firsts  # what leads from a row of `old` to that of all prior postings
    runs = _runs(begins, moved, row), *(_runs(begins, fresh, row),) * 2
    parameters = (k_of_gaps(index.articles, new.count), np.zeros_like(some), np.array(ks)[new.list % len(FIELDS)])
    chunks = []
    for kind, (values, other) in enumerate(((gaps, moved), (new.tf - 1, fresh), (new.length, fresh))):
        start, end = runs[kind]
        list_of = of[start]
        first, last = (row[posting] + all_old[list_of] for posting in (start, end - 1))
        at, size = before.stretch(kind, which[list_of], first, last + 1)
        chunks.append(
            _Chunks(start + _shift(kind, firsts, new.count, list_of), at, size, np.zeros(start.size, dtype=np.uint64))
        )
        made = np.flatnonzero(other)
        codes = rice(values[made], parameters[kind][of[made]])
        order = made + _shift(kind, firsts, new.count, of[made])
        chunks.append(_Chunks(order, np.full(made.size, -1), codes.length, codes.bits))
    return _in_order(chunks, 3 * np.append(firsts, fresh.size), prior.old)


def _runs(begins: Flags, other: Flags, row: Longs) -> tuple[Longs, Longs]:
    """Where the runs of postings begin and end that follow each other in one list, today and in the prior one, and of
    which none is another."""
    edges = begins | other
    edges[1:] |= other[:-1] | (row[1:] != row[:-1] + 1)
    start = np.flatnonzero(edges)
    end = np.append(start[1:], begins.size)
    kept = ~other[start]
    return start[kept], end[kept]


def _shift(kind: int, firsts: Longs, counts: Ints, of: Longs) -> Longs:
    """How far behind their own places codes of a kind come for postings of these lists."""
    shift: Longs = 2 * firsts[of] + kind * counts[of].astype(np.int64)
    return shift


def _in_order(chunks: list[_Chunks], edges: Longs, old: Old) -> tuple[Codes, Longs]:
    """The chunks as codes in their order, and how many there are between these edges of it."""
    place, at, size, bits = (
        np.concatenate([getattr(some, name) for some in chunks]) for name in ("order", "at", "size", "bits")
    )
    order = np.argsort(place)
    place, at, size, bits = place[order], at[order], size[order], bits[order]
    copied = np.flatnonzero(at >= 0)
    pieces, times = old.codes(at[copied], size[copied])
    count = np.ones(place.size, dtype=np.int64)
    count[copied] = times
    begin = np.concatenate(([0], np.cumsum(count)))
    all_bits, length = np.empty(int(begin[-1]), dtype=np.uint64), np.empty(int(begin[-1]), dtype=np.int64)
    there = ranges(begin[copied], begin[copied + 1])
    all_bits[there], length[there] = pieces.bits, pieces.length
    one = np.flatnonzero(at < 0)
    all_bits[begin[one]], length[begin[one]] = bits[one], size[one]
    return Codes(all_bits, length), np.diff(begin[np.searchsorted(place, edges)])


class _Before:
    """Where the codes of the prior lists lie."""

    def __init__(self, prior: Prior) -> None:
        index, postings = prior.index, prior.index.postings
        counts = postings.count.astype(np.int64)
        edges = np.concatenate(([0], np.cumsum(counts)))
        self.firsts: Longs = edges[:-1]  # posting of each list
        k = np.repeat(k_of_gaps(index.articles, counts), counts)
        lengths = (
            lengths_of(gaps_of(postings.article, counts), k),
            lengths_of(postings.tf.astype(np.int64) - 1, 0),
            lengths_of(postings.length, np.repeat(np.array(prior.ks)[postings.list % len(FIELDS)], counts)),
        )
        self._sums = [np.concatenate(([0], np.cumsum(each))) for each in lengths]
        sizes = [np.diff(sums[edges]) for sums in self._sums]
        ends = np.concatenate(([0], np.cumsum(sum(sizes))))
        word = postings.list // len(FIELDS)
        first_list = np.searchsorted(word, word)  # of its term
        begin = prior.at[prior.place >= 0][word] + ends[:-1] - ends[first_list]
        self._begin = [begin, begin + sizes[GAPS], begin + sizes[GAPS] + sizes[TFS]]

    def stretch(self, kind: int, lists: Longs, first: Longs, end: Longs) -> tuple[Longs, Longs]:
        """Where the codes of a kind of some postings of these lists begin in the old files, and how many bits."""
        sums = self._sums[kind]
        at = self._begin[kind][lists] + sums[first] - sums[self.firsts[lists]]
        return at, sums[end] - sums[first]
