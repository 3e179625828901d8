"""Occurrences → postings: which articles hold a term in which field, how often, and how long the field is there.

These are the numbers lunr scores by; the browser computes every score from them.
"""

from __future__ import annotations

from dataclasses import dataclass

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

    def counts(self) -> Ints:
        """Postings of each term (row) in each field (column)."""
        table = np.zeros(len(self.terms) * len(FIELDS), dtype=np.int32)
        table[self.list] = self.count
        return table.reshape(-1, len(FIELDS))


def postings_of(tokens: Tokens) -> Postings:
    """The postings of all terms."""
    articles = max(tokens.articles, 1)
    keys = []
    lengths = np.zeros((len(FIELDS), articles), dtype=np.int32)
    for number, field in enumerate(FIELDS):
        found = tokens.field[field]
        term, article = found.term[found.counted], found.article[found.counted]
        lengths[number] = np.bincount(article, minlength=articles)
        keys.append((term.astype(np.int64) * len(FIELDS) + number) * articles + article)
    every = np.concatenate(keys)
    every.sort()
    first = np.flatnonzero(np.diff(every, prepend=-1))
    posting = every[first]
    lists = posting // articles
    article = (posting % articles).astype(np.int32)
    begins = np.flatnonzero(np.diff(lists, prepend=-1))
    return Postings(
        articles=tokens.articles,
        terms=tokens.terms,
        list=lists[begins],
        count=np.diff(begins, append=lists.size).astype(np.int32),
        article=article,
        tf=np.diff(first, append=every.size).astype(np.int32),
        length=lengths[lists % len(FIELDS), article],
        total=tuple(lengths.sum(axis=1, dtype=np.int64).tolist()),
    )
