"""Records → occurrences of words: which term stands in which field of which article, where, and how printed.

Every part of the index counts these arrays. Texts are cut at white space, where no chain continues; each distinct piece
is read once, and the rest is numpy.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .fields import FIELDS, in_utf16_order, values_of
from .pieces import BETWEEN, Flags, Ints, Numbers, Pieces, Rows, Words
from .records import Record
from .terms import language_of

VALUE_STEP = 1_000  # positions; each value of a field with many begins at a multiple of it
VALUE_GAP = 200  # positions at least between two values, so that no NEAR/200 (js/lexer.mjs) runs across
BATCH = 1 << 16  # pieces kept as a list until they become an array


class Readings(NamedTuple):
    """What may stand at a place, in parallel arrays: by term, within it by form."""

    term: Ints  # place in Tokens.terms, for common words in Tokens.common_words
    form: Ints  # place in Tokens.forms
    counted: Flags  # False where a term comes again in its chain: it stands there, but lunr counts it once;
    # for common words, where the word is no part of a chain of its own but a whole ("with-in") or a tail


class Occurrences(NamedTuple):
    """Parallel arrays, one place a word stands at; by field, within it by article and position."""

    readings: Readings
    articles: int  # of the archive
    reading: Ints  # place in `readings`
    text: Ints  # number of the field * articles + article
    position: Ints  # of the part of a chain, counted over all words of the field, common ones too

    @property
    def term(self) -> Ints:
        """Of each occurrence its term, as in Readings."""
        return self.readings.term[self.reading]

    @property
    def form(self) -> Ints:
        """Of each occurrence its form, as in Readings."""
        return self.readings.form[self.reading]

    @property
    def counted(self) -> Flags:
        """Of each occurrence whether it counts, as in Readings."""
        return self.readings.counted[self.reading]

    @property
    def article(self) -> Ints:
        """Of each occurrence its article."""
        return self.text % np.int32(max(self.articles, 1))

    def in_field(self, name: str) -> Occurrences:
        """The occurrences in a field."""
        number = FIELDS.index(name)
        begin, end = np.searchsorted(self.text, (number * self.articles, (number + 1) * self.articles)).tolist()
        some = slice(begin, end)
        return Occurrences(self.readings, self.articles, self.reading[some], self.text[some], self.position[some])


class Tokens(NamedTuple):
    """The words of all records. Lists are in the order of UTF-16 units."""

    articles: int
    terms: list[str]
    common_words: list[str]
    forms: list[str]  # words exactly as printed
    words: list[str]  # folded words
    form_word: Ints  # of each form, the place of its word in `words`
    kept: Occurrences  # of index terms
    set_aside: Occurrences  # of common words
    hidden: Ints  # forms of words that stand nowhere, for their term stands there already: "working" of "work-ing"
    hidden_in: Ints  # of each, the article
    led: Ints  # of each occurrence in `kept`, the place in `parts` of the common word directly before it, or -1
    parts: Ints  # the common words that are parts of chains, as they follow each other in the texts
    run: Ints  # of each, how many stand side by side up to it
    languages: tuple[str, ...]  # of articles whose words are stemmed by more than English, as language_of gives them


def tokens_of(records: Sequence[Record]) -> Tokens:
    """The words of records, whose places are the article numbers."""
    languages = [language_of(record.lang) for record in records]
    pieces = Pieces()
    numbers = [pieces.numbers(language) for language in languages]
    texts = [_text_of(numbers, [values_of(record, field) for record in records]) for field in FIELDS]
    read = pieces.read()
    del pieces, numbers
    terms, term_rank = _ranked(read.terms)
    common_words, common_rank = _ranked(read.common_words)
    keys, form_rank = _ranked(read.forms)
    forms, _, form_words = zip(*(key.partition(BETWEEN) for key in keys), strict=True) if keys else ((), (), ())
    words = in_utf16_order(set(form_words))
    place = {word: number for number, word in enumerate(words)}
    fields = [_read(texts.pop(0), number * len(records), read) for number in range(len(FIELDS))]
    kept = _occurrences([f.kept for f in fields], read.kept, term_rank, form_rank, len(records))
    set_aside = _occurrences([f.set_aside for f in fields], read.set_aside, common_rank, form_rank, len(records))
    articles = np.concatenate([f.hidden.text for f in fields]) % np.int32(max(len(records), 1))
    before = np.cumsum([0, *(field.run.size for field in fields[:-1])], dtype=np.int32)
    led = [np.where(field.led < 0, -1, field.led + first) for field, first in zip(fields, before, strict=True)]
    return Tokens(
        articles=len(records),
        terms=terms,
        common_words=common_words,
        forms=list(forms),
        words=words,
        form_word=np.array([place[word] for word in form_words], dtype=np.int32),
        kept=kept,
        set_aside=set_aside,
        hidden=form_rank[read.hidden.form[np.concatenate([f.hidden.row for f in fields])]],
        hidden_in=articles,
        led=np.concatenate(led),
        parts=set_aside.term[set_aside.counted],
        run=np.concatenate([field.run for field in fields]),
        languages=tuple(sorted(set(filter(None, languages)))),
    )


class _Text(NamedTuple):
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


class _Rows(NamedTuple):
    """The rows of pieces as they come in a text, and where each stands."""

    row: Ints
    text: Ints
    position: Ints


class _Field(NamedTuple):
    kept: _Rows
    set_aside: _Rows
    hidden: _Rows
    led: Ints  # as in Tokens, counted in this field
    run: Ints


def _read(text: _Text, first: int, words: Words) -> _Field:
    """The words of a field; `first` is the number of its first text."""
    piece = words.same[text.piece]
    parts = words.parts[piece]
    end = np.cumsum(parts, dtype=np.int32)
    slot = end - parts + np.repeat(np.arange(1, text.owner.size + 1, dtype=np.int32), text.length)
    # Slots are numbered through all values, with an empty one before each: there no run of words goes on.
    position = _positions(text, parts)
    texts = np.repeat(text.owner + np.int32(first), text.length)
    kept, kept_slot = _rows(words.kept, piece, slot, position, texts)
    set_aside, common_slot = _rows(words.set_aside, piece, slot, position, texts)
    hidden, _ = _rows(words.hidden, piece, slot, position, texts)
    is_part = common_slot[words.set_aside.counted[set_aside.row]]
    part_in = np.zeros((int(end[-1]) if end.size else 0) + text.owner.size + 1, dtype=np.int32)
    number = np.arange(is_part.size, dtype=np.int32)
    part_in[is_part] = number + 1
    begin = np.maximum.accumulate(np.where(np.diff(is_part, prepend=-1) != 1, number, 0))
    return _Field(kept, set_aside, hidden, part_in[kept_slot - 1] - 1, number - begin + 1)


def _rows(rows: Rows, piece: Ints, slot: Ints, position: Ints, text: Ints) -> tuple[_Rows, Ints]:
    """The rows of these pieces, and their slots."""
    count = np.diff(rows.start)[piece]
    of = np.repeat(np.arange(piece.size, dtype=np.int32), count)
    begin: Ints = rows.start[piece] - (np.cumsum(count, dtype=np.int32) - count)
    row: Ints = np.add(begin[of], np.arange(of.size, dtype=np.int32))
    place = rows.place[row]
    return _Rows(row, text[of], position[of] + place), slot[of] + place


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


def _occurrences(fields: Sequence[_Rows], rows: Rows, term_rank: Ints, form_rank: Ints, articles: int) -> Occurrences:
    """The occurrences in all fields."""
    forms = max(form_rank.size, 1)
    key = (term_rank[rows.term].astype(np.int64) * forms + form_rank[rows.form]) * 2 + ~rows.counted
    keys, reading = np.unique(key, return_inverse=True)
    term, form = np.divmod(keys >> 1, forms)
    of_row = reading.astype(np.int32)
    return Occurrences(
        readings=Readings(term.astype(np.int32), form.astype(np.int32), keys & 1 == 0),
        articles=articles,
        reading=of_row[np.concatenate([field.row for field in fields])],
        text=np.concatenate([field.text for field in fields]),
        position=np.concatenate([field.position for field in fields]),
    )


def _ranked(numbers: Mapping[str, int]) -> tuple[list[str], Ints]:
    """The texts in the order of UTF-16 units, and the place of each by its number."""
    ordered = in_utf16_order(numbers)
    rank = np.empty(len(ordered), dtype=np.int32)
    rank[np.array(list(map(numbers.__getitem__, ordered)), dtype=np.int32)] = np.arange(len(ordered), dtype=np.int32)
    return ordered, rank
