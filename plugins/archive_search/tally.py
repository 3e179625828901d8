"""How much there is of everything in an index: what is told of terms and words without looking at their places.

A few articles change it by addition and subtraction, so that nobody counts the others again.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from .bits import best_k_of
from .entries import Holders, holders_of
from .fields import FIELDS, in_utf16_order
from .pieces import Ints
from .postings import Index, Longs
from .weaving import Numbers, weave

_FIELD = 40  # bits below the number of a field in a key of `lengths`


class Tally(NamedTuple):
    """The counts of an index."""

    articles: int
    terms: list[str]  # as in Index
    counts: Ints  # postings of each term (row) in each field (column)
    words: list[str]  # in the same order
    holders: Holders
    sums: Longs  # terms in each field of all articles
    lengths: (
        Longs  # columns, ascending: a field << _FIELD | terms in the field of an article; postings in such articles
    )
    languages: tuple[str, ...]

    def total(self) -> tuple[int, ...]:
        """Terms in each field of all articles."""
        return tuple(self.sums.tolist())

    def ks(self) -> list[int]:
        """The parameters that code the lengths in each field in the fewest bits."""
        keys, times = self.lengths
        edges = np.searchsorted(keys, np.arange(len(FIELDS) + 1, dtype=np.int64) << _FIELD).tolist()
        lengths = keys & ((1 << _FIELD) - 1)
        return [best_k_of(lengths[a:b], times[a:b]) for a, b in pairwise(edges)]


def tally_of(index: Index) -> Tally:
    """The counts of all there is."""
    postings = index.postings
    field = np.repeat(postings.list % len(FIELDS), postings.count)
    keys = np.sort(field << _FIELD | postings.length)
    firsts = np.flatnonzero(np.diff(keys, prepend=-1))
    lengths = keys[firsts], np.diff(firsts, append=keys.size)
    return Tally(
        articles=index.articles,
        terms=index.terms,
        counts=index.counts(),
        words=index.words,
        holders=holders_of(index),
        sums=np.array(index.total(), dtype=np.int64),
        lengths=np.array(lengths, dtype=np.int64).reshape(2, -1),
        languages=index.languages,
    )


class Change(NamedTuple):
    """A tally, and what is different in it."""

    tally: Tally
    old: Longs  # of each term its number in the last one, or -1
    number: Numbers  # of each term
    word_number: Numbers
    gone: list[str]  # terms that are nowhere any more


def changed(last: Tally, went: Tally, came: Tally, languages: tuple[str, ...]) -> Change:
    """The last tally without what went and with what came; the words of articles that went stay listed."""
    number = Numbers(last.terms)
    fresh = [place for place, text in enumerate(came.terms) if number.get(text) is None]
    counts, held = last.counts.copy(), last.holders.terms.copy()
    for some, sign in ((went, -1), (came, 1)):
        at, there = _places(number, some.terms)
        counts[at] += sign * some.counts[there]
        held[at] += sign * some.holders.terms[there]
    gone = np.flatnonzero(held == 0)
    gone_texts = [last.terms[place] for place in gone.tolist()]
    old = np.arange(len(last.terms))
    terms = last.terms
    if gone.size or fresh:
        texts = [came.terms[place] for place in fresh]
        woven = weave(terms, gone.tolist(), texts)
        terms, old = woven.texts(terms, texts), woven.old()
        counts = woven.column(counts, came.counts[fresh])
        held = woven.column(held, came.holders.terms[fresh])
        number = Numbers(terms)
    words, word_number, word_held = last.words, Numbers(last.words), last.holders.words.copy()
    if more := [text for text in came.words if word_number.get(text) is None]:
        new_words = weave(words, (), in_utf16_order(more))
        words = new_words.texts(words, in_utf16_order(more))
        word_number, word_held = Numbers(words), new_words.column(word_held, 0)
    for some, sign in ((went, -1), (came, 1)):
        at, there = _places(word_number, some.words)
        word_held[at] += sign * some.holders.words[there]
    tally = Tally(
        articles=last.articles - went.articles + came.articles,
        terms=terms,
        counts=counts,
        words=words,
        holders=Holders(held, word_held),
        sums=last.sums - went.sums + came.sums,
        lengths=_added(last.lengths, came.lengths, went.lengths * np.array([[1], [-1]])),
        languages=languages,
    )
    return Change(tally, old, number, word_number, gone_texts)


def _places(number: Numbers, texts: Sequence[str]) -> tuple[Longs, Longs]:
    """The numbers of the texts that have one, and their places."""
    places = map(number.get, texts)
    found = np.array([-1 if place is None else place for place in places], dtype=np.int64)
    there = np.flatnonzero(found >= 0)
    return found[there], there


def _added(*tables: Longs) -> Longs:
    """Keys and their times, each key once, none with no times."""
    keys, times = np.concatenate(tables, axis=1)
    order = np.argsort(keys, kind="stable")
    keys, times = keys[order], times[order]
    if keys.size:
        first = np.flatnonzero(np.diff(keys, prepend=-1))
        keys, times = keys[first], np.add.reduceat(times, first)
    return np.array((keys, times), dtype=np.int64)[:, times != 0]
