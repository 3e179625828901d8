"""Occurrences → the entries of the vocabulary: each word and term, and how many articles it finds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .fields import in_utf16_order
from .pieces import Ints
from .terms import COMMON, RUSSIAN, term_of
from .tokens import Tokens


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
    article, term = tokens.kept.article, tokens.kept.term
    word = tokens.form_word[tokens.kept.form]
    terms = _Holders(tokens.terms, term, article, tokens.articles)
    words = _Holders(tokens.words, word, article, tokens.articles)
    stems = _stems(tokens, word, term)
    entries = []
    for text in in_utf16_order({*terms.texts, *words.texts} - (COMMON - terms.texts.keys())):
        if text not in words.texts or text in COMMON:
            entries.append(Entry(text, term=terms.count(text)))
            continue
        first, *others = stems(text)
        found = terms.count_any(first, *others) if others else terms.count(first)
        number = words.count(text) or 1  # "working", seen only as "work-ing", hides behind the "work" it starts with
        entries.append(Entry(text, number, found, terms.count(text), first))
    return entries


def _stems(tokens: Tokens, word: Ints, term: Ints) -> Callable[[str], list[str]]:
    """A function from a word to the index terms it is found by. What was stemmed once is not stemmed again."""
    of_word = np.full(len(tokens.words), -1, dtype=np.int32)
    of_word[word] = term
    known = dict(zip(tokens.words, of_word.tolist(), strict=True))
    russian = RUSSIAN in tokens.languages

    def stems(text: str) -> list[str]:
        if russian and not text.isascii():
            return list(dict.fromkeys((term_of(text, RUSSIAN), term_of(text))))
        number = known[text]
        return [tokens.terms[number] if number >= 0 else term_of(text)]

    return stems


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
