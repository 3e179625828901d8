"""The index → the entries of the vocabulary: each word and term, and how many articles it finds."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from .fields import FIELDS, in_utf16_order
from .pieces import Ints
from .postings import Index, Longs
from .terms import COMMON, RUSSIAN, term_of


class Entry(NamedTuple):
    """A text of the vocabulary and its numbers of articles; 0 for what it is not."""

    text: str
    word: int = 0  # with it as a word, as written
    found: int = 0  # with an index term of that word: what a search for it finds
    term: int = 0  # with it as an index term
    stem: str = ""  # the first of the word's index terms: words that share it are one suggestion


class Holders(NamedTuple):
    """How many articles hold each term of an index, and each of its words."""

    terms: Ints
    words: Ints


class Numbers(Protocol):
    """Texts and their numbers."""

    def get(self, text: str, /) -> int | None: ...


def holders_of(index: Index) -> Holders:
    """The numbers, counted from the postings."""
    postings, articles = index.postings, max(index.articles, 1)
    term = np.repeat(postings.list // len(FIELDS), postings.count)
    word = index.form_word[postings.form].astype(np.int64)
    holder = np.repeat(postings.article, postings.standing)
    return Holders(
        _counted(term * articles + postings.article, articles, len(index.terms)),
        _counted(word * articles + holder, articles, len(index.words)),
    )


def _counted(pairs: Longs, articles: int, texts: int) -> Ints:
    """How many articles each text is paired with."""
    pairs = pairs[np.diff(pairs, prepend=-1) != 0]
    pairs.sort()
    pairs = pairs[np.diff(pairs, prepend=-1) != 0]
    return np.bincount(pairs // articles, minlength=texts).astype(np.int32)


def entries_of(index: Index, holders: Holders | None = None) -> list[Entry]:
    """All words but the common ones and all terms, in the order of UTF-16 units."""
    holders = holders or holders_of(index)
    terms = {text: number for number, text in enumerate(index.terms)}
    words = {text: number for number, text in enumerate(index.words)}
    hidden = {index.words[word] for word in index.form_word[index.hidden].tolist()}

    def articles(term: str) -> NDArray[np.integer]:
        postings, number = index.postings, terms[term] * len(FIELDS)
        first, end = np.searchsorted(postings.list, (number, number + len(FIELDS))).tolist()
        begin = int(postings.count[:first].sum())
        return postings.article[begin : begin + int(postings.count[first:end].sum())]

    there = (word for word, count in zip(index.words, holders.words.tolist(), strict=True) if count)
    texts = in_utf16_order({*terms, *there, *hidden})
    return list(Entries(terms, words, holders, hidden, RUSSIAN in index.languages, articles).of(texts))


class Entries:
    """Makes entries: of terms and words with their numbers, and of words that only hide in some articles."""

    def __init__(
        self, terms: Numbers, words: Numbers, holders: Holders, hidden: Container[str],
        russian: bool, articles: Callable[[str], NDArray[np.integer]],
    ) -> None:  # fmt: skip
        """`articles` gives the articles that hold a term, perhaps some of them twice."""
        self._terms, self._words, self._holders, self._hidden = terms, words, holders, hidden
        self._russian, self._articles = russian, articles

    def changed(self, texts: Iterable[str]) -> dict[str, Entry | None]:
        """The entries of some texts, None for those that have none."""
        some = list(texts)
        there = [text for text in some if self._terms.get(text) is not None or self._word(text) is not None]
        return dict.fromkeys(some) | {entry.text: entry for entry in self.of(there)}

    def _word(self, text: str) -> int | None:
        """How many articles hold a word; 0 of one that only hides in some, None of one that is nowhere."""
        number = self._words.get(text)
        count = 0 if number is None else int(self._holders.words[number])
        return count if count or text in self._hidden else None

    def of(self, texts: Iterable[str]) -> Iterator[Entry]:
        """The entries of some of them."""
        for text in texts:
            term, word = self._terms.get(text), self._word(text)
            count = 0 if term is None else int(self._holders.terms[term])
            if word is None or text in COMMON:
                yield Entry(text, term=count)
                continue
            first, *others = self._stems(text)
            found = self._any(first, *others) if others else self._count(first)
            number = word or 1  # "working", seen only as "work-ing", hides behind the "work" it starts with
            yield Entry(text, number, found, count, first)

    def _stems(self, text: str) -> list[str]:
        """The index terms a word is found by."""
        if self._russian and not text.isascii():
            return list(dict.fromkeys((term_of(text, RUSSIAN), term_of(text))))
        return [term_of(text)]

    def _count(self, term: str) -> int:
        number = self._terms.get(term)
        return 0 if number is None else int(self._holders.terms[number])

    def _any(self, one: str, other: str) -> int:
        """How many articles hold one of two terms."""
        if not self._count(one) or not self._count(other):
            return self._count(one) + self._count(other)
        return np.union1d(self._articles(one), self._articles(other)).size
