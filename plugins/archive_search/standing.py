"""Where terms and common words stand, in the order in which they are written to files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from .fields import FIELDS
from .normalise import readings
from .pieces import Flags, Ints
from .tokens import Occurrences, Tokens

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
    led: Ints  # the number in CommonParts of the common word directly before each, or -1
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


@dataclass(frozen=True, slots=True)
class CommonParts:
    """Where a part of a chain is a common word: places ascending, and which word of Tokens.common_words."""

    place: Longs
    word: Ints


def standing_of(tokens: Tokens, places: Sequence[int], common: CommonParts) -> Iterator[Standing]:
    """The occurrences of all terms, some files at a time; `places` are the terms that begin a file."""
    edges = np.array([*places, len(tokens.terms)])
    fields = _fields(tokens)
    orders = [by_term(found.term) for found in fields]
    starts = [np.searchsorted(found.term[order], edges) for found, order in zip(fields, orders, strict=True)]
    led = [_led(number, found, tokens.articles, common.place) for number, found in enumerate(fields)]
    spans = _spans(tokens.forms)
    lengths = _lengths(tokens)
    for files in _blocks(np.diff(np.sum(starts, axis=0))):
        some = [order[start[files.start] : start[files.stop]] for order, start in zip(orders, starts, strict=True)]
        yield _standing(tokens, files, edges, some, led, spans, lengths)


def by_term(term: Ints) -> Longs:
    """The order by term that keeps the order of the text; sorted by halves, which numpy does in linear time."""
    low = np.argsort((term & 0xFFFF).astype(np.uint16), kind="stable")
    high: Longs = low[np.argsort((term >> 16).astype(np.uint16)[low], kind="stable")]
    return high


def _led(field: int, found: Occurrences, articles: int, common: Longs) -> Ints:
    """Of each occurrence the number of the common word before it, looked up in the order of the text: that is quick."""
    before = place_of(field, found.article, found.position, articles) - 1
    at = np.searchsorted(common, before)
    is_led = common[np.minimum(at, common.size - 1)] == before if common.size else np.zeros(at.size, np.bool_)
    return np.where(is_led, at, -1).astype(np.int32)


def _standing(
    tokens: Tokens, files: range, edges: Longs, some: list[Longs], led: list[Ints], spans: Ints, lengths: Ints
) -> Standing:
    first = int(edges[files.start])
    found = list(zip(_fields(tokens), some, strict=True))
    term = np.concatenate([field.term[chosen] for field, chosen in found]).astype(np.int64) - first
    place = np.concatenate(
        [
            place_of(number, field.article[chosen], field.position[chosen], tokens.articles)
            for number, (field, chosen) in enumerate(found)
        ]
    )
    order = _in_order(term, place)
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
        led=np.concatenate([of_field[chosen] for of_field, chosen in zip(led, some, strict=True)])[order],
        form=form,
        span=spans[form].astype(np.int64),
        posting=np.repeat(np.arange(begins.size), count),
        owner=term[begins],
        count=count,
        tf=np.add.reduceat(counted, begins, dtype=np.int64) if begins.size else count,
        length=lengths.reshape(-1)[text[begins]].astype(np.int64),
    )


def _in_order(term: Longs, place: Longs) -> Longs:
    """The order by term and place of what lies by field and term, mostly in the order of the text."""
    order: Longs = np.argsort(term, kind="stable")
    term, place = term[order], place[order]
    wrong = np.unique(term[1:][(np.diff(place) < 0) & (np.diff(term) == 0)])  # wholes and tails stand behind parts
    some = np.flatnonzero(np.isin(term, wrong))
    order[some] = order[some][np.lexsort((place[some], term[some]))]
    return order


def common_parts(tokens: Tokens) -> CommonParts:
    """The common words of all texts."""
    places, words = [], []
    for number, field in enumerate(FIELDS):
        found = tokens.common[field]
        part = found.counted
        places.append(place_of(number, found.article[part], found.position[part], tokens.articles))
        words.append(found.term[part])
    place, word = np.concatenate(places), np.concatenate(words)
    order = np.argsort(place, kind="stable")  # those of a chain may lie out of order
    return CommonParts(place[order], word[order])


def _fields(tokens: Tokens) -> list[Occurrences]:
    return [tokens.field[field] for field in FIELDS]


def _spans(forms: Sequence[str]) -> Ints:
    """How many parts of a chain each form is made of."""
    spans = np.ones(len(forms), dtype=np.int32)
    for number, form in enumerate(forms):
        if not form.isalnum() or not form.isascii():
            spans[number] = max((reading.place for reading in readings(form)), default=0) + 1
    return spans


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
