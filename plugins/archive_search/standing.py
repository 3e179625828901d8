"""Where terms and common words stand, in the order in which they are written to files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from .fields import FIELDS
from .normalise import readings
from .tokens import Flags, Ints, Occurrences, Tokens

BLOCK = 500_000  # occurrences taken at once; bounds the memory
POSITIONS = 1 << 32  # more than any field has

Longs: TypeAlias = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Standing:
    """All occurrences of the terms of some files: by term, within it by field, article and position.

    Those in one field of one article are a posting.
    """

    files: range  # numbers of the files
    first: int  # term
    terms: int  # how many
    term: Longs  # of each occurrence, counted from `first`
    place: Longs  # `place_of` each
    form: Ints
    span: Longs  # positions each takes: 2 of "COVID-19" as one word
    posting: Longs  # of each occurrence
    owner: Longs  # of each posting, its term
    count: Longs  # its occurrences
    tf: Longs  # how many of them lunr counts
    length: Longs  # terms in that field of that article

    def odd(self) -> Flags:
        """Of each term, whether an occurrence is not counted or takes more than one position."""
        odd = np.zeros(self.terms, dtype=np.bool_)
        odd[self.owner[self.count != self.tf]] = True
        odd[self.term[self.span > 1]] = True
        return odd


def place_of(field: int, article: Ints, position: Ints, articles: int) -> Longs:
    """Field, article and position as one number that sorts by them in this order."""
    place: Longs = (field * articles + article.astype(np.int64)) * POSITIONS + position
    return place


def standing_of(tokens: Tokens, places: Sequence[int]) -> Iterator[Standing]:
    """The occurrences of all terms, some files at a time; `places` are the terms that begin a file."""
    edges = np.array([*places, len(tokens.terms)])
    orders = [np.argsort(found.term, kind="stable") for found in _fields(tokens)]
    starts = [np.searchsorted(found.term[order], edges) for found, order in zip(_fields(tokens), orders, strict=True)]
    spans = _spans(tokens.forms)
    lengths = _lengths(tokens)
    for files in _blocks(np.diff(np.sum(starts, axis=0))):
        some = [order[start[files.start] : start[files.stop]] for order, start in zip(orders, starts, strict=True)]
        yield _standing(tokens, files, edges, some, spans, lengths)


def _standing(tokens: Tokens, files: range, edges: Longs, some: list[Longs], spans: Ints, lengths: Ints) -> Standing:
    first = int(edges[files.start])
    found = list(zip(_fields(tokens), some, strict=True))
    term = np.concatenate([field.term[chosen] for field, chosen in found]).astype(np.int64) - first
    place = np.concatenate(
        [
            place_of(number, field.article[chosen], field.position[chosen], tokens.articles)
            for number, (field, chosen) in enumerate(found)
        ]
    )
    order = np.lexsort((place, term))
    term, place = term[order], place[order]
    form = np.concatenate([field.form[chosen] for field, chosen in found])[order]
    counted = np.concatenate([field.counted[chosen] for field, chosen in found])[order]
    text = place // POSITIONS
    begins = np.flatnonzero((np.diff(term, prepend=-1) != 0) | (np.diff(text, prepend=-1) != 0))
    count = np.diff(begins, append=term.size)
    return Standing(
        files=files,
        first=first,
        terms=int(edges[files.stop]) - first,
        term=term,
        place=place,
        form=form,
        span=spans[form].astype(np.int64),
        posting=np.repeat(np.arange(begins.size), count),
        owner=term[begins],
        count=count,
        tf=np.add.reduceat(counted, begins, dtype=np.int64) if begins.size else count,
        length=lengths.reshape(-1)[text[begins]].astype(np.int64),
    )


def common_parts(tokens: Tokens) -> tuple[Longs, Ints]:
    """The places where a part of a chain is a common word, ascending, and which word it is."""
    places, words = [], []
    for number, field in enumerate(FIELDS):
        found = tokens.common[field]
        part = found.counted
        places.append(place_of(number, found.article[part], found.position[part], tokens.articles))
        words.append(found.term[part])
    place, word = np.concatenate(places), np.concatenate(words)
    order = np.argsort(place, kind="stable")
    return place[order], word[order]


def _fields(tokens: Tokens) -> list[Occurrences]:
    return [tokens.field[field] for field in FIELDS]


def _spans(forms: Sequence[str]) -> Ints:
    """How many parts of a chain each form is made of."""
    plain = (form.isascii() and form.isalnum() for form in forms)
    spans = (
        1 if simple else max((reading.place for reading in readings(form)), default=0) + 1
        for simple, form in zip(plain, forms, strict=True)
    )
    return np.fromiter(spans, dtype=np.int32, count=len(forms))


def _lengths(tokens: Tokens) -> Ints:
    """Terms in each field (row) of each article (column), as lunr counts."""
    rows = [np.bincount(found.article[found.counted], minlength=tokens.articles) for found in _fields(tokens)]
    return np.array(rows, dtype=np.int32)


def _blocks(counts: Longs) -> Iterator[range]:
    """Stretches of files that hold about BLOCK occurrences together."""
    ends = np.cumsum(counts)
    begin = 0
    while begin < counts.size:
        before = int(ends[begin - 1]) if begin else 0
        end = max(int(np.searchsorted(ends, before + BLOCK)), begin + 1)
        yield range(begin, end)
        begin = end
