"""Records → occurrences of words: which term stands in which field of which article, where, and how printed.

Every part of the index counts these arrays. Texts are cut at white space, where no chain continues; each distinct piece
is read once, and the rest is numpy.
"""

from __future__ import annotations

import string
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from .fields import FIELDS, in_utf16_order, values_of
from .normalise import MAX_WORD, fold, readings, runs
from .records import Record
from .terms import COMMON, language_of, term_of

VALUE_STEP = 1_000  # positions; each value of a field with many begins at a multiple of it
VALUE_GAP = 200  # positions at least between two values, so that no NEAR/200 (js/lexer.mjs) runs across
AROUND = string.punctuation + "“”„‘’«»–—…"  # no chain begins or ends with these
BETWEEN = "\0"  # a form and its word; it is in neither and sorts before all that is

Ints: TypeAlias = NDArray[np.int32]
Flags: TypeAlias = NDArray[np.bool_]


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
    reader = _Reader()
    pieces = [reader.pieces(language_of(record.lang)) for record in records]
    texts = {field: _text_of(reader, pieces, [values_of(record, field) for record in records]) for field in FIELDS}
    terms, term_rank = _ranked(reader.terms)
    common_words, common_rank = _ranked(reader.common_words)
    words, word_rank = _ranked(reader.words)
    forms, form_rank = _ranked(reader.forms)
    return Tokens(
        articles=len(records),
        terms=terms,
        common_words=common_words,
        forms=[form.partition(BETWEEN)[0] for form in forms],
        words=words,
        form_word=word_rank[[reader.words[form.partition(BETWEEN)[2]] for form in forms]],
        field={field: reader.kept.occurrences(text, term_rank, form_rank) for field, text in texts.items()},
        common={field: reader.set_aside.occurrences(text, common_rank, form_rank) for field, text in texts.items()},
        languages=tuple(sorted(filter(None, reader.languages))),
    )


@dataclass(frozen=True, slots=True)
class _Text:
    """A field of all articles as pieces between white space, in parallel arrays."""

    piece: Ints  # its number in the reader
    article: Ints
    position: Ints  # of its first word


class _Entries:
    """What each distinct piece holds: rows of (term, place, form, counted), those of piece n from start[n] on."""

    def __init__(self) -> None:
        self.start = array("i", [0])
        self.rows = array("i")

    def end(self) -> None:
        """Ends the rows of a piece."""
        self.start.append(len(self.rows) // 4)

    def occurrences(self, text: _Text, term_rank: Ints, form_rank: Ints) -> Occurrences:
        start = np.asarray(self.start, dtype=np.int32)
        term, place, form, counted = np.asarray(self.rows, dtype=np.int32).reshape(-1, 4).T
        count = np.diff(start)[text.piece]
        end = np.cumsum(count, dtype=np.int32)
        row = np.arange(count.sum(), dtype=np.int32) + np.repeat(start[text.piece] - (end - count), count)
        return Occurrences(
            term=term_rank[term][row],
            article=np.repeat(text.article, count),
            position=np.repeat(text.position, count) + place[row],
            form=form_rank[form][row],
            counted=counted.astype(np.bool_)[row],
        )


class _Reader:
    """Numbers the distinct pieces of texts of each language, reading one when it first comes."""

    def __init__(self) -> None:
        self.languages: dict[str, _Pieces] = {}
        self.terms: dict[str, int] = {}
        self.common_words: dict[str, int] = {}
        self.words: dict[str, int] = {}
        self.forms: dict[str, int] = {}  # form, BETWEEN, word
        self.parts = array("i")  # of each piece, how many positions it takes
        self.kept = _Entries()
        self.set_aside = _Entries()

    def pieces(self, language: str) -> _Pieces:
        """The numbers of pieces in texts of this language."""
        return self.languages.setdefault(language, _Pieces(self, language))

    def form(self, form: str, word: str) -> int:
        """The number of a form."""
        key = f"{form}{BETWEEN}{word}"
        if (number := self.forms.get(key)) is None:
            number = self.forms[key] = len(self.forms)
            self.words.setdefault(word, len(self.words))
        return number

    def end(self, parts: int) -> int:
        """Ends a piece of so many parts; returns its number."""
        self.kept.end()
        self.set_aside.end()
        self.parts.append(parts)
        return len(self.parts) - 1


class _Pieces(dict[str, int]):
    """Piece → its number."""

    def __init__(self, reader: _Reader, language: str) -> None:
        super().__init__()
        self.reader, self.language = reader, language
        self.known: dict[str, int] = {}  # of a word the number of its term, of a common word -1 and less

    def __missing__(self, piece: str) -> int:
        bare = piece.strip(AROUND)  # "ferry," holds what "ferry" holds
        number = self[piece] = self.read(piece) if bare == piece else self[bare]
        return number

    def read(self, piece: str) -> int:
        """Keeps what the piece holds; returns its number."""
        if piece.isascii() and piece.isalnum():  # nearly every piece: one word
            word = fold(piece)
            term = self.term(word)
            kept, number = (self.reader.kept, term) if term >= 0 else (self.reader.set_aside, ~term)
            kept.rows.extend((number, 0, self.reader.form(piece if len(piece) <= MAX_WORD else word, word), 1))
            return self.reader.end(1)
        first = 0  # part of the piece at which the chain begins
        for run in runs(piece):
            first += self.read_chain(run, first)
        return self.reader.end(first)

    def read_chain(self, run: str, first: int) -> int:
        """Keeps what the chain holds that begins at this part; returns how many parts it has."""
        terms: dict[int, set[int]] = {}  # of the chain, with their places
        parts = 0  # so far; readings begin with them, in order
        for word, form, place in readings(run):
            number = self.reader.form(form, word)
            is_part = place == parts
            parts += is_part
            term = self.term(word)
            if term < 0:
                self.reader.set_aside.rows.extend((~term, first + place, number, is_part))
                continue
            places = terms.setdefault(term, set())
            if place not in places:  # "work-ing" is the term of "work" at the same place
                self.reader.kept.rows.extend((term, first + place, number, not places))
                places.add(place)
        return parts

    def term(self, word: str) -> int:
        """The number of a word's term, or of a common word the number's complement."""
        if (number := self.known.get(word)) is None:
            if word in COMMON:
                number = ~self.reader.common_words.setdefault(word, len(self.reader.common_words))
            else:
                number = self.reader.terms.setdefault(term_of(word, self.language), len(self.reader.terms))
            self.known[word] = number
        return number


def _text_of(reader: _Reader, pieces: Sequence[_Pieces], articles: Sequence[Iterable[str]]) -> _Text:
    """A field, given as the values of each article, whose pieces are numbered by its language."""
    piece, owner, length = array("i"), array("i"), array("i")  # the last two of each value
    for article, values in enumerate(articles):
        for value in values:
            before = len(piece)
            piece.extend(map(pieces[article].__getitem__, value.split()))
            owner.append(article)
            length.append(len(piece) - before)
    numbers, owners, lengths = (np.asarray(values, dtype=np.int32) for values in (piece, owner, length))
    parts = np.asarray(reader.parts, dtype=np.int32)[numbers]
    words_before = np.concatenate(([0], np.cumsum(parts)))
    value_end = np.cumsum(lengths)
    begins = words_before[value_end - lengths]
    steps = VALUE_STEP * ((words_before[value_end] - begins + VALUE_GAP) // VALUE_STEP + 1)
    value_position = _within(steps, owners)
    position = words_before[:-1] + np.repeat(value_position - begins, lengths)
    return _Text(numbers, np.repeat(owners, lengths), position.astype(np.int32))


def _within(steps: NDArray[np.int64], owners: Ints) -> NDArray[np.int64]:
    """The sum of the steps before each value among those of its owner."""
    before = np.cumsum(steps) - steps
    first = np.searchsorted(owners, owners)
    return before - before[first]


def _ranked(numbers: dict[str, int]) -> tuple[list[str], Ints]:
    """The texts in the order of UTF-16 units, and the place of each by its number."""
    ordered = in_utf16_order(numbers)
    return ordered, _ranks([numbers[text] for text in ordered])


def _ranks(numbers: Sequence[int]) -> Ints:
    """Where each number stands in the list."""
    ranks = np.empty(len(numbers), dtype=np.int32)
    ranks[np.asarray(numbers, dtype=np.int32)] = np.arange(len(numbers), dtype=np.int32)
    return ranks
