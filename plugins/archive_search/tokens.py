"""Records → occurrences of words: which term stands in which field of which article, where, and how printed.

Every part of the index counts these arrays. Texts are cut at white space, where no chain continues; each distinct piece
is read once, and the rest is numpy.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .fields import FIELDS, in_utf16_order, values_of
from .pieces import BETWEEN, Flags, Ints, Numbers, Pieces, Rows
from .records import Record
from .terms import language_of

VALUE_STEP = 1_000  # positions; each value of a field with many begins at a multiple of it
VALUE_GAP = 200  # positions at least between two values, so that no NEAR/200 (js/lexer.mjs) runs across
BATCH = 1 << 16  # pieces kept as a list until they become an array


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Parallel arrays, one place a word stands at; by article, within it in the order of the text."""

    term: Ints  # place in Tokens.terms, for common words in Tokens.common_words
    article: Ints
    position: Ints  # of the part of a chain, counted over all words of the field, common ones too
    form: Ints  # place in Tokens.forms
    counted: Flags  # False where a term comes again in its chain: it stands there, but lunr counts it once;
    # for common words, where the word is no part of a chain of its own but a whole ("with-in") or a tail


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of all records. Lists are in the order of UTF-16 units."""

    articles: int
    terms: list[str]
    common_words: list[str]
    forms: list[str]  # words exactly as printed
    words: list[str]  # folded words
    form_word: Ints  # of each form, the place of its word in `words`
    field: dict[str, Occurrences]  # of index terms
    common: dict[str, Occurrences]  # of common words
    languages: tuple[str, ...]  # of articles whose words are stemmed by more than English, as language_of gives them


def tokens_of(records: Sequence[Record]) -> Tokens:
    """The words of records, whose places are the article numbers."""
    languages = [language_of(record.lang) for record in records]
    pieces = Pieces()
    numbers = [pieces.numbers(language) for language in languages]
    texts = {field: _text_of(numbers, [values_of(record, field) for record in records]) for field in FIELDS}
    read = pieces.read()
    terms, term_rank = _ranked(read.terms)
    common_words, common_rank = _ranked(read.common_words)
    keys, form_rank = _ranked(read.forms)
    forms, _, form_words = zip(*(key.partition(BETWEEN) for key in keys), strict=True) if keys else ((), (), ())
    words = in_utf16_order(set(form_words))
    place = {word: number for number, word in enumerate(words)}
    tokens = Tokens(
        articles=len(records),
        terms=terms,
        common_words=common_words,
        forms=list(forms),
        words=words,
        form_word=np.array([place[word] for word in form_words], dtype=np.int32),
        field={},
        common={},
        languages=tuple(sorted(set(filter(None, languages)))),
    )
    for field in FIELDS:
        text = texts.pop(field)
        piece = read.same[text.piece]
        position = _positions(text, read.parts[piece])
        tokens.field[field] = _occurrences(text, piece, position, read.kept, term_rank, form_rank)
        tokens.common[field] = _occurrences(text, piece, position, read.set_aside, common_rank, form_rank)
    return tokens


@dataclass(frozen=True, slots=True)
class _Text:
    """A field of all articles: the pieces between white space, value behind value."""

    piece: Ints  # its number
    owner: Ints  # of each value, its article
    length: Ints  # of each value, how many pieces it has


def _text_of(numbers: Sequence[Numbers], articles: Sequence[Iterable[str]]) -> _Text:
    """A field, given as the values of each article, whose pieces are numbered by its language."""
    parts: list[Ints] = []
    waiting: list[int] = []
    owner, length = array("i"), array("i")
    for article, values in enumerate(articles):
        number = numbers[article].__getitem__
        for value in values:
            before = len(waiting)
            waiting.extend(map(number, value.split()))
            owner.append(article)
            length.append(len(waiting) - before)
        if len(waiting) > BATCH:
            parts.append(np.array(waiting, dtype=np.int32))
            waiting.clear()
    parts.append(np.array(waiting, dtype=np.int32))
    return _Text(np.concatenate(parts), np.array(owner, dtype=np.int32), np.array(length, dtype=np.int32))


def _positions(text: _Text, parts: Ints) -> Ints:
    """The position of the first word of each piece; each piece has so many parts."""
    words_before = np.concatenate(([0], np.cumsum(parts)))
    value_end = np.cumsum(text.length)
    begins = words_before[value_end - text.length]
    steps = VALUE_STEP * ((words_before[value_end] - begins + VALUE_GAP) // VALUE_STEP + 1)
    before = np.repeat(_within(steps, text.owner) - begins, text.length)
    position: Ints = (words_before[:-1] + before).astype(np.int32)
    return position


def _within(steps: NDArray[np.int64], owners: Ints) -> NDArray[np.int64]:
    """The sum of the steps before each value among those of its owner."""
    before = np.cumsum(steps) - steps
    first = np.searchsorted(owners, owners)
    return before - before[first]


def _occurrences(text: _Text, piece: Ints, position: Ints, rows: Rows, term_rank: Ints, form_rank: Ints) -> Occurrences:
    """What stands at the pieces of a text, which begin at these positions."""
    count = np.diff(rows.start)[piece]
    end = np.cumsum(count, dtype=np.int32)
    total = int(end[-1]) if end.size else 0
    row = np.arange(total, dtype=np.int32) + np.repeat(rows.start[piece] - (end - count), count)
    return Occurrences(
        term=term_rank[rows.term][row],
        article=np.repeat(np.repeat(text.owner, text.length), count),
        position=np.repeat(position, count) + rows.place[row],
        form=form_rank[rows.form][row],
        counted=rows.counted[row],
    )


def _ranked(numbers: Mapping[str, int]) -> tuple[list[str], Ints]:
    """The texts in the order of UTF-16 units, and the place of each by its number."""
    ordered = in_utf16_order(numbers)
    rank = np.empty(len(ordered), dtype=np.int32)
    rank[np.array(list(map(numbers.__getitem__, ordered)), dtype=np.int32)] = np.arange(len(ordered), dtype=np.int32)
    return ordered, rank
