"""Where the terms of some files stand, in the order in which that is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from .blocks import blocks
from .fields import FIELDS
from .normalise import readings
from .pieces import Flags, Ints
from .postings import Postings
from .tokens import Tokens

Longs: TypeAlias = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Standing:
    """All occurrences of the terms of some files: by term, within it by field, article and position.

    Those in one field of one article are a posting.
    """

    edges: Longs  # the terms that begin a file, and the one behind the last, counted from `first`
    first: int  # term
    terms: int  # how many
    begin: Longs  # of each term its first occurrence, and at the end how many there are
    term: Ints  # of each occurrence, counted from `first`
    position: Ints
    led: Ints  # as in Tokens
    reading: Ints  # place in Tokens.kept.readings
    span: Ints  # positions each takes: 2 of "COVID-19" as one word
    owner: Ints  # of each posting, its term
    count: Ints  # its occurrences
    tf: Ints  # how many of them lunr counts
    length: Ints  # terms in that field of that article
    odd: Flags  # of each term, whether an occurrence is not counted or takes more than one position


def standing_of(tokens: Tokens, postings: Postings, places: Sequence[int]) -> Iterator[Standing]:
    """The occurrences of all terms, some files at a time; `places` are the terms that begin a file."""
    kinds = tokens.kept.readings
    edges = np.array([*places, len(tokens.terms)])
    span = _spans(tokens.forms)[kinds.form]
    odd = np.zeros(len(tokens.terms), dtype=np.bool_)
    odd[kinds.term[~kinds.counted | (span > 1)]] = True
    owner = np.repeat((postings.list // len(FIELDS)).astype(np.int32), postings.count)
    posting_at = np.searchsorted(owner, edges)
    begins = np.concatenate(([0], np.cumsum(postings.standing, dtype=np.int64)))
    for files in blocks(np.diff(begins[posting_at])):
        first, end = edges[files.start].item(), edges[files.stop].item()
        some = slice(*posting_at[[files.start, files.stop]].tolist())
        order = postings.order[begins[some.start] : begins[some.stop]]
        owners, count = owner[some] - np.int32(first), postings.standing[some]
        reading = tokens.kept.reading[order]
        yield Standing(
            edges=edges[files.start : files.stop + 1] - first,
            first=first,
            terms=end - first,
            begin=begins[np.searchsorted(owner, np.arange(first, end + 1))] - begins[some.start],
            term=np.repeat(owners, count),
            position=tokens.kept.position[order],
            led=tokens.led[order],
            reading=reading,
            span=span[reading],
            owner=owners,
            count=count,
            tf=postings.tf[some],
            length=postings.length[some],
            odd=odd[first:end],
        )


def _spans(forms: Sequence[str]) -> Ints:
    """How many parts of a chain each form is made of."""
    spans = np.ones(len(forms), dtype=np.int32)
    for number, form in enumerate(forms):
        if not form.isalnum() or not form.isascii():
            spans[number] = max((reading.place for reading in readings(form)), default=0) + 1
    return spans
