"""Where the terms of some files stand, in the order in which that is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from .blocks import blocks
from .fields import FIELDS
from .normalise import readings
from .pieces import Flags, Ints
from .postings import Index, Longs


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
    form: Ints  # place in Index.forms
    span: Ints  # positions each takes: 2 of "COVID-19" as one word
    owner: Ints  # of each posting, its term
    count: Ints  # its occurrences
    tf: Ints  # how many of them lunr counts
    length: Ints  # terms in that field of that article
    odd: Flags  # of each term, whether an occurrence is not counted or takes more than one position


def standing_of(index: Index, places: Sequence[int]) -> Iterator[Standing]:
    """The occurrences of all terms, some files at a time; `places` are the terms that begin a file."""
    postings = index.postings
    edges = np.array([*places, len(index.terms)])
    spans = _spans(index.forms)
    lists_at = np.searchsorted(postings.list, edges * len(FIELDS))
    posting_at = np.concatenate(([0], np.cumsum(postings.count, dtype=np.int64)))
    begins = np.concatenate(([0], np.cumsum(postings.standing, dtype=np.int64)))
    for files in blocks(np.diff(begins[posting_at[lists_at]])):
        first, end = edges[files.start].item(), edges[files.stop].item()
        lists = slice(*lists_at[[files.start, files.stop]].tolist())
        some = slice(*posting_at[[lists.start, lists.stop]].tolist())
        there = slice(*begins[[some.start, some.stop]].tolist())
        owner = np.repeat((postings.list[lists] // len(FIELDS) - first).astype(np.int32), postings.count[lists])
        count = postings.standing[some]
        term, form = np.repeat(owner, count), postings.form[there]
        span = spans[form]
        odd = np.zeros(end - first, dtype=np.bool_)
        odd[term[~postings.counted[there] | (span > 1)]] = True
        term_at = lists.start + np.searchsorted(postings.list[lists], np.arange(first, end + 1) * len(FIELDS))
        yield Standing(
            edges=edges[files.start : files.stop + 1] - first,
            first=first,
            terms=end - first,
            begin=begins[posting_at[term_at]] - there.start,
            term=term,
            position=postings.position[there],
            led=postings.led[there],
            form=form,
            span=span,
            owner=owner,
            count=count,
            tf=postings.tf[some],
            length=postings.length[some],
            odd=odd,
        )


def _spans(forms: Sequence[str]) -> Ints:
    """How many parts of a chain each form is made of."""
    spans = np.ones(len(forms), dtype=np.int32)
    for number, form in enumerate(forms):
        if not form.isalnum() or not form.isascii():
            spans[number] = max((reading.place for reading in readings(form)), default=0) + 1
    return spans
