"""Distinct pieces of texts, as they stand between white space → the words each holds.

Texts only number their pieces; what a piece holds is read once, all pieces of a language together.
"""

from __future__ import annotations

import string
from array import array
from collections import defaultdict
from collections.abc import Sequence
from itertools import compress, count
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from .normalise import MAX_WORD, readings, runs
from .terms import COMMON, term_of

AROUND = string.punctuation + "“”„‘’«»–—…"  # no chain begins or ends with these
BETWEEN = "\0"  # a form and its word; it is in neither and sorts before all that is

Ints: TypeAlias = NDArray[np.int32]
Flags: TypeAlias = NDArray[np.bool_]
Numbers: TypeAlias = defaultdict[str, int]  # of texts, each numbered when it is first looked up


class Rows(NamedTuple):
    """What stands in pieces, in parallel arrays; those of piece n from start[n] on, by their places."""

    start: Ints
    term: Ints  # number in Words.terms, or in Words.common_words
    place: Ints  # part of the piece
    form: Ints  # number in Words.forms
    counted: Flags  # as in Occurrences


class Words(NamedTuple):
    """The words of all pieces, numbered as they come."""

    terms: Numbers
    common_words: Numbers
    forms: Numbers  # form, BETWEEN, word
    same: Ints  # of the number of a piece, its place in what follows: "ferry," holds what "ferry" holds
    parts: Ints  # of each, how many positions it takes
    kept: Rows  # index terms
    set_aside: Rows  # common words
    hidden: Rows  # words whose term stands at that place already: "working" of "work-ing"


class Pieces:
    """Numbers the distinct pieces of texts, those of each language apart: equal words may have other terms there."""

    def __init__(self) -> None:
        self._next = count().__next__
        self._languages: dict[str, Numbers] = {}

    def numbers(self, language: str) -> Numbers:
        """The numbers of pieces in texts of this language."""
        return self._languages.setdefault(language, defaultdict(self._next))

    def read(self) -> Words:
        """What all pieces hold that have been numbered."""
        reader = _Reader()
        same = np.empty(sum(map(len, self._languages.values())), dtype=np.int32)
        for language, pieces in self._languages.items():
            bare = new_numbers()
            places = list(map(bare.__getitem__, [piece.strip(AROUND) for piece in pieces]))
            same[list(pieces.values())] = np.array(places, dtype=np.int32) + len(reader.parts)
            reader.read(list(bare), language)
        return reader.words(same)


def new_numbers() -> Numbers:
    """Numbers from 0 on."""
    return defaultdict(count().__next__)


class _Rows:
    """Rows of (piece, term, place, form, counted), those of a piece in order."""

    def __init__(self) -> None:
        self.rows = array("i")
        self.parts: list[Ints] = []

    def add_words(self, piece: Ints, term: Ints, form: Ints) -> None:
        """Keeps pieces that are a word each."""
        rows = np.zeros((piece.size, 5), dtype=np.int32)
        rows[:, 0], rows[:, 1], rows[:, 3], rows[:, 4] = piece, term, form, 1
        self.parts.append(rows)

    def by_piece(self, pieces: int) -> Rows:
        """The rows of so many pieces."""
        rows = np.concatenate([*self.parts, np.array(self.rows, dtype=np.int32).reshape(-1, 5)])
        piece, term, place, form, counted = rows[np.lexsort((rows[:, 2], rows[:, 0]))].T
        start = np.searchsorted(piece, np.arange(pieces + 1)).astype(np.int32)
        return Rows(start, term, place, form, counted.astype(np.bool_))


class _Reader:
    def __init__(self) -> None:
        self.terms = new_numbers()
        self.common_words = new_numbers()
        self.forms = new_numbers()
        self.parts = array("i")
        self.kept = _Rows()
        self.set_aside = _Rows()
        self.hidden = _Rows()

    def words(self, same: Ints) -> Words:
        return Words(
            terms=self.terms,
            common_words=self.common_words,
            forms=self.forms,
            same=same,
            parts=np.array(self.parts, dtype=np.int32),
            kept=self.kept.by_piece(len(self.parts)),
            set_aside=self.set_aside.by_piece(len(self.parts)),
            hidden=self.hidden.by_piece(len(self.parts)),
        )

    def read(self, pieces: Sequence[str], language: str) -> None:
        """Keeps what the pieces hold, of each how many parts it has."""
        first = len(self.parts)
        known = _Terms(self, language)
        plain = [piece.isascii() and piece.isalnum() and len(piece) <= MAX_WORD for piece in pieces]
        self.parts.extend(plain)
        self._read_words(list(compress(pieces, plain)), np.flatnonzero(plain) + first, known)
        for number in np.flatnonzero(np.logical_not(plain)).tolist():
            parts = 0  # of the piece, before the chain
            for run in runs(pieces[number]):
                parts += self._read_chain(run, first + number, parts, known)
            self.parts[first + number] = parts

    def _read_words(self, pieces: Sequence[str], numbers: NDArray[np.int64], known: _Terms) -> None:
        """Keeps pieces of plain letters and digits, nearly all there are: each is a word."""
        words = [piece.lower() for piece in pieces]
        term = np.array(list(map(known.__getitem__, words)), dtype=np.int32)
        keys = [f"{piece}{BETWEEN}{word}" for piece, word in zip(pieces, words, strict=True)]
        form = np.array(list(map(self.forms.__getitem__, keys)), dtype=np.int32)
        common = term < 0
        self.kept.add_words(numbers[~common].astype(np.int32), term[~common], form[~common])
        self.set_aside.add_words(numbers[common].astype(np.int32), ~term[common], form[common])

    def _read_chain(self, run: str, piece: int, first: int, known: _Terms) -> int:
        """Keeps what the chain holds that begins at this part of the piece; returns how many parts it has."""
        terms: dict[int, set[int]] = {}  # of the chain, with their places
        parts = 0  # so far; readings begin with them, in order
        for word, form, place in readings(run):
            number = self.forms[f"{form}{BETWEEN}{word}"]
            is_part = place == parts
            parts += is_part
            term = known[word]
            if term < 0:
                self.set_aside.rows.extend((piece, ~term, first + place, number, is_part))
                continue
            places = terms.setdefault(term, set())
            if place not in places:  # "work-ing" is the term of "work" at the same place
                self.kept.rows.extend((piece, term, first + place, number, not places))
                places.add(place)
            else:
                self.hidden.rows.extend((piece, term, first + place, number, False))
        return parts


class _Terms(dict[str, int]):
    """Word → the number of its term in texts of a language, of a common word the number's complement."""

    def __init__(self, reader: _Reader, language: str) -> None:
        super().__init__()
        self.reader, self.language = reader, language

    def __missing__(self, word: str) -> int:
        reader = self.reader
        common = word in COMMON
        number = ~reader.common_words[word] if common else reader.terms[term_of(word, self.language)]
        self[word] = number
        return number
