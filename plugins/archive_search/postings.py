"""Occurrences → the index: of each term, field by field, the articles that hold it, how often, where and how printed.

Everything about words is written from these parallel arrays. What stands in one list lies in one stretch of each of
them, so a part can be taken out, changed, and written by itself.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from .fields import FIELDS, in_utf16_order
from .leads import symbols_of
from .pieces import Flags, Ints
from .terms import COMMON
from .tokens import Occurrences, Tokens

Columns = dict[str, NDArray[Any]]
Longs: TypeAlias = NDArray[np.int64]
COMMON_WORDS = in_utf16_order(COMMON)
OF_OCCURRENCES = ("position", "form", "counted", "led")  # the other columns are of postings


@dataclass(frozen=True, slots=True)
class Lists:
    """Lists of postings behind each other: by word, within it by field, within that by article.

    A list is the pair of word and field with the number `word * len(FIELDS) + field`; empty ones are left out.
    """

    list: NDArray[np.int64]  # ascending
    count: Ints  # postings of each list
    article: Ints  # of each posting
    standing: Ints  # of each posting, how many occurrences follow each other
    position: Ints  # of each occurrence, as in Tokens
    form: Ints  # how it is printed: a place in Index.forms
    counted: Flags  # as in Tokens

    def columns(self) -> Columns:
        """What is told of postings and of occurrences, by name."""
        names = (field.name for field in fields(self))
        return {name: getattr(self, name) for name in names if name not in ("list", "count")}


@dataclass(frozen=True, slots=True)
class Postings(Lists):
    """The lists of index terms. These are the numbers lunr scores by; the browser computes every score from them."""

    tf: Ints  # of each posting, how often the term comes in the field, as lunr counts
    length: Ints  # terms in the field of that article
    led: Ints  # of each occurrence, as in Tokens


@dataclass(frozen=True, slots=True)
class Index:
    """The words of all articles."""

    articles: int
    terms: list[str]  # in the order of UTF-16 units; a term's number is its place
    postings: Postings
    common: Lists  # of common words, numbered by their places in COMMON_WORDS
    forms: list[str]  # words exactly as printed
    words: list[str]  # folded words
    form_word: Ints  # of each form, the place of its word
    parts: NDArray[np.uint8]  # the common words as they follow each other in the texts, as symbols of leads.py
    run: Ints  # as in Tokens
    hidden: Ints  # as in Tokens: numbers of forms
    hidden_in: Ints
    languages: tuple[str, ...]

    def counts(self) -> Ints:
        """Postings of each term (row) in each field (column)."""
        table = np.zeros(len(self.terms) * len(FIELDS), dtype=np.int32)
        table[self.postings.list] = self.postings.count
        return table.reshape(-1, len(FIELDS))

    def total(self) -> tuple[int, ...]:
        """Terms in each field of all articles."""
        found = np.zeros((len(FIELDS), max(self.articles, 1)), dtype=np.int64)
        field = np.repeat(self.postings.list % len(FIELDS), self.postings.count)
        found[field, self.postings.article] = self.postings.length
        return tuple(found.sum(axis=1).tolist())


def index_of(tokens: Tokens) -> Index:
    """The index of all words."""
    return Index(
        articles=tokens.articles,
        terms=tokens.terms,
        postings=_postings(tokens),
        common=_common(tokens),
        forms=tokens.forms,
        words=tokens.words,
        form_word=tokens.form_word,
        parts=symbols_of(tokens.common_words, tokens.parts),
        run=tokens.run,
        hidden=tokens.hidden,
        hidden_in=tokens.hidden_in,
        languages=tokens.languages,
    )


def _postings(tokens: Tokens) -> Postings:
    kept, articles = tokens.kept, max(tokens.articles, 1)
    lengths = np.bincount(kept.text[kept.counted], minlength=len(FIELDS) * articles).astype(np.int32)
    lists, order, text = _lists(kept)
    first = np.cumsum(lists.standing, dtype=np.int64) - lists.standing
    tf = np.add.reduceat(lists.counted, first, dtype=np.int32) if first.size else lists.standing
    columns = {field.name: getattr(lists, field.name) for field in fields(lists)}
    return Postings(**columns, tf=tf, length=lengths[text], led=tokens.led[order])


def _common(tokens: Tokens) -> Lists:
    lists, _, _ = _lists(tokens.set_aside)
    place = np.array([COMMON_WORDS.index(word) for word in tokens.common_words], dtype=np.int64)
    word, field = np.divmod(lists.list, len(FIELDS))
    return replace(lists, list=place[word] * len(FIELDS) + field)


def _lists(words: Occurrences) -> tuple[Lists, Ints, Ints]:
    """The lists; where each of their occurrences stands in `words`; and the text of each posting."""
    articles = max(words.articles, 1)
    word, order = by_term(words.term)
    text = words.text[order]
    first = np.flatnonzero(_changes(word) | _changes(text))
    standing = np.diff(first, append=order.size).astype(np.int32)
    word, text = word[first], text[first]
    lists = word.astype(np.int64) * len(FIELDS) + text // articles
    begins = np.flatnonzero(_changes(lists))
    reading = words.reading[order]
    found = Lists(
        list=lists[begins],
        count=np.diff(begins, append=lists.size).astype(np.int32),
        article=text % np.int32(articles),
        standing=standing,
        position=words.position[order],
        form=words.readings.form[reading],
        counted=words.readings.counted[reading],
    )
    return found, order, text


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
