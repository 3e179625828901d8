"""Occurrences → the entries of the vocabulary: each word and term, and how many articles it finds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .fields import utf16
from .terms import RUSSIAN, term_of
from .tokens import Ints, Tokens


@dataclass(frozen=True, slots=True)
class Entry:
    """A text of the vocabulary and its numbers of articles; 0 for what it is not."""

    text: str
    word: int = 0  # with it as a word, as written
    found: int = 0  # with an index term of that word: what a search for it finds
    term: int = 0  # with it as an index term
    stem: str = ""  # the first of the word's index terms: words that share it are one suggestion


def entries_of(tokens: Tokens) -> list[Entry]:
    """All words but the common ones and all terms, in the order of UTF-16 units."""
    there = list(tokens.field.values())
    article = np.concatenate([found.article for found in there])
    terms = _Holders(tokens.terms, np.concatenate([found.term for found in there]), article, tokens.articles)
    word = tokens.form_word[np.concatenate([found.form for found in there])]
    words = _Holders(tokens.words, word, article, tokens.articles)
    russian = RUSSIAN in tokens.languages
    entries = []
    for text in sorted({*words.texts, *terms.texts}, key=utf16):
        number = words.count(text)
        if not number and not terms.count(text):
            continue  # a common word
        if not number:
            entries.append(Entry(text, term=terms.count(text)))
            continue
        plain = term_of(text)
        stem = term_of(text, RUSSIAN) if russian else plain
        found = terms.count(stem) if stem == plain else terms.count_any(stem, plain)
        entries.append(Entry(text, number, found, terms.count(text), stem))
    return entries


class _Holders:
    """Which articles hold a text."""

    def __init__(self, texts: list[str], text: Ints, article: Ints, articles: int) -> None:
        self.articles = max(articles, 1)
        self.texts = {name: number for number, name in enumerate(texts)}
        pairs = text.astype(np.int64) * self.articles + article
        pairs.sort()
        self.pairs: NDArray[np.int64] = pairs[np.flatnonzero(np.diff(pairs, prepend=-1))]
        ends = np.searchsorted(self.pairs, np.arange(len(texts) + 1) * self.articles)
        self.starts: list[int] = ends.tolist()

    def count(self, text: str) -> int:
        """How many articles hold the text."""
        number = self.texts.get(text)
        return 0 if number is None else self.starts[number + 1] - self.starts[number]

    def count_any(self, one: str, other: str) -> int:
        """How many articles hold one of two texts."""
        if not self.count(one) or not self.count(other):
            return self.count(one) + self.count(other)
        return np.union1d(self._articles(one), self._articles(other)).size

    def _articles(self, text: str) -> NDArray[np.int64]:
        number = self.texts[text]
        return self.pairs[self.starts[number] : self.starts[number + 1]] % self.articles
