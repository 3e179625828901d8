"""Occurrences → postings: which articles hold a term in which field, how often, and how long the field is there.

These are the numbers lunr scores by; the browser computes every score from them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .fields import FIELDS
from .pieces import Ints
from .tokens import Tokens


@dataclass(frozen=True, slots=True)
class Postings:
    """Lists of postings behind each other: by term, within it by field, within that by article.

    A list is the pair of term and field with the number `term * len(FIELDS) + field`; empty ones are left out.
    """

    articles: int  # in the archive
    terms: list[str]
    list: NDArray[np.int64]  # ascending
    count: Ints  # postings of each list
    article: Ints  # of each posting
    tf: Ints  # how often the term comes in the field, as lunr counts
    length: Ints  # terms in the field of that article
    total: tuple[int, ...]  # terms in each field of all articles
    order: Ints  # places in Tokens.kept: what stands in the first posting, by position, then in the next
    standing: Ints  # of each posting, how many these are: `tf` and what lunr does not count

    def counts(self) -> Ints:
        """Postings of each term (row) in each field (column)."""
        table = np.zeros(len(self.terms) * len(FIELDS), dtype=np.int32)
        table[self.list] = self.count
        return table.reshape(-1, len(FIELDS))


def postings_of(tokens: Tokens) -> Postings:
    """The postings of all terms."""
    articles = max(tokens.articles, 1)
    counted = tokens.kept.counted
    lengths = np.bincount(tokens.kept.text[counted], minlength=len(FIELDS) * articles).astype(np.int32)
    term, order = by_term(tokens.kept.term)
    text = tokens.kept.text[order]
    first = np.flatnonzero(_changes(term) | _changes(text))
    standing = np.diff(first, append=order.size).astype(np.int32)
    term, text = term[first], text[first]
    again = np.searchsorted(first, np.flatnonzero(~counted[order]), side="right") - 1
    lists = term.astype(np.int64) * len(FIELDS) + text // articles
    begins = np.flatnonzero(_changes(lists))
    return Postings(
        articles=tokens.articles,
        terms=tokens.terms,
        list=lists[begins],
        count=np.diff(begins, append=lists.size).astype(np.int32),
        article=text % np.int32(articles),
        tf=standing - np.bincount(again, minlength=first.size).astype(np.int32),
        length=lengths[text],
        total=tuple(lengths.reshape(len(FIELDS), -1).sum(axis=1, dtype=np.int64).tolist()),
        order=order,
        standing=standing,
    )


def by_term(term: Ints) -> tuple[Ints, Ints]:
    """The terms in order, and the places they had; those of a term stay in order."""
    keys = term.astype(np.int64) << 32
    keys |= np.arange(term.size)
    keys.sort()  # in one number with its place: numpy sorts numbers much faster than places by numbers
    return (keys >> 32).astype(np.int32), (keys & 0xFFFFFFFF).astype(np.int32)


def _changes(numbers: NDArray[np.integer[Any]]) -> NDArray[np.bool_]:
    """Whether each number differs from the one before it; the first does."""
    found = np.ones(numbers.size, dtype=np.bool_)
    np.not_equal(numbers[1:], numbers[:-1], out=found[1:])
    return found
