"""Occurrences → the entries of the vocabulary: each word and term, and how many articles it finds."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .fields import FIELDS, in_utf16_order
from .pieces import Ints
from .postings import Index
from .terms import COMMON, RUSSIAN, term_of


class Entry(NamedTuple):
    """A text of the vocabulary and its numbers of articles; 0 for what it is not."""

    text: str
    word: int = 0  # with it as a word, as written
    found: int = 0  # with an index term of that word: what a search for it finds
    term: int = 0  # with it as an index term
    stem: str = ""  # the first of the word's index terms: words that share it are one suggestion


def entries_of(index: Index) -> list[Entry]:
    """All words but the common ones and all terms, in the order of UTF-16 units."""
    postings = index.postings
    term_of = np.repeat((postings.list // len(FIELDS)).astype(np.int32), postings.count)
    terms = _Holders(index.terms, term_of, postings.article, index.articles)
    word_of = index.form_word[postings.form]
    words = _Holders(index.words, word_of, np.repeat(postings.article, postings.standing), index.articles)
    stems = _stems(index, word_of, np.repeat(term_of, postings.standing))
    entries = []
    for text in in_utf16_order({*terms.number, *words.number} - (COMMON - terms.number.keys())):
        word, term = words.number.get(text), terms.number.get(text)
        count = 0 if term is None else terms.counts[term]
        if word is None or text in COMMON:
            entries.append(Entry(text, term=count))
            continue
        first, *others = stems(text, word)
        found = terms.count_any(first, *others) if others else terms.count(first)
        number = words.counts[word] or 1  # "working", seen only as "work-ing", hides behind the "work" it starts with
        entries.append(Entry(text, number, found, count, first))
    return entries


def _stems(index: Index, word: Ints, term: Ints) -> Callable[[str, int], list[str]]:
    """A function from a word and its number to the index terms it is found by. What was stemmed once is not stemmed
    again. `word` and `term` are of all occurrences."""
    of_word = np.full(len(index.words), -1, dtype=np.int32)
    of_word[word] = term
    known: list[int] = of_word.tolist()
    russian = RUSSIAN in index.languages

    def stems(text: str, word: int) -> list[str]:
        if russian and not text.isascii():
            return list(dict.fromkeys((term_of(text, RUSSIAN), term_of(text))))
        return [index.terms[known[word]] if known[word] >= 0 else term_of(text)]

    return stems


class _Holders:
    """Which articles hold a text."""

    def __init__(self, texts: list[str], text: Ints, article: Ints, articles: int) -> None:
        self.articles = max(articles, 1)
        self.number = {name: number for number, name in enumerate(texts)}
        pairs = text.astype(np.int64) * self.articles + article
        pairs.sort()
        self.pairs: NDArray[np.int64] = pairs[np.flatnonzero(np.diff(pairs, prepend=-1))]
        ends = np.searchsorted(self.pairs, np.arange(len(texts) + 1) * self.articles)
        self.starts: list[int] = ends.tolist()
        self.counts: list[int] = np.diff(ends).tolist()  # how many articles hold each

    def count(self, text: str) -> int:
        """How many articles hold the text."""
        number = self.number.get(text)
        return 0 if number is None else self.counts[number]

    def count_any(self, one: str, other: str) -> int:
        """How many articles hold one of two texts."""
        if not self.count(one) or not self.count(other):
            return self.count(one) + self.count(other)
        return np.union1d(self._articles(one), self._articles(other)).size

    def _articles(self, text: str) -> NDArray[np.int64]:
        number = self.number[text]
        return self.pairs[self.starts[number] : self.starts[number + 1]] % self.articles
