"""How each occurrence of a term is printed ("Polish", "polish"), for =Exactly. `js/forms.mjs` reads the files.

A file: varint, the bytes of the dictionary; the dictionary; then bits: of each term how many forms it has, less one
(k = 0), and of one with several the size of its entry (SIZE_K); then these entries.
The dictionary holds the forms of each term, the commonest first. A form is a byte, case << 6 | dropped << 3 | added,
and `added` letters: the term without its `dropped` last letters and with these, as it is, with a capital or all in
capitals (case 0, 1, 2); case 3: a varint and so many bytes of UTF-8, the form itself.
An entry: 1 for an odd term, else 0 (k = 0), and of an odd one by posting how many more places it has than its tf says
(k = 0), as in the file of places; then by place the number of its form (k = 0: the commonest takes one bit).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from .bits import lengths_of, rice, varint
from .pieces import Ints
from .postings import Index, Longs
from .standing import Standing
from .term_entries import SIZE_K, Entries, files_of, marked

AS_IS, CAPITAL, CAPITALS, ITSELF = range(4)  # cases
MOST = 7  # letters dropped or added


class Forms(NamedTuple):
    """The forms of some terms, in parallel arrays: by term, the commonest first."""

    term: Ints  # as in Standing
    form: Ints
    rank: Ints  # of each occurrence, the place of its form among those of its term


def forms_of(some: Standing, number_of_forms: int) -> Forms:
    """How some terms are printed, of so many forms."""
    form, kind = some.form, some.form  # what is printed alike is nearly always of one term
    term_of = np.zeros(number_of_forms, dtype=np.int32)
    term_of[form] = some.term
    if (term_of[form] == some.term).all():
        count = np.bincount(form, minlength=number_of_forms)
        found = np.flatnonzero(count)
        term, printed, count = term_of[found], found, count[found]
        place = np.zeros(number_of_forms, dtype=np.int32)
        place[found] = np.arange(found.size, dtype=np.int32)
        kind = place[form]
    else:  # a word that is stemmed otherwise in a Russian post
        pairs, kind, count = np.unique(
            some.term.astype(np.int64) * number_of_forms + form, return_inverse=True, return_counts=True
        )
        term, printed = (part.astype(np.int32) for part in np.divmod(pairs, number_of_forms))
    order = np.lexsort((printed, -count, term))
    rank = np.empty(order.size, dtype=np.int32)
    rank[order] = np.arange(order.size) - np.searchsorted(term[order], term[order])
    return Forms(term[order].astype(np.int32), printed[order].astype(np.int32), rank[kind])


def form_entries(index: Index, some: Standing) -> tuple[Entries, Longs, list[bytes]]:
    """The entries of some terms, of each how many forms it has, and these as the dictionary has them."""
    forms = forms_of(some, len(index.forms))
    counts = np.bincount(forms.term, minlength=some.terms)
    which = counts > 1
    begin = np.concatenate(([0], np.cumsum(np.where(which, np.diff(some.begin), 0))))
    rank = forms.rank[which[some.term]]
    entries = marked(Entries(rice(rank, 0), begin), some, which)
    pairs = zip(forms.form.tolist(), (forms.term + some.first).tolist(), strict=True)
    written = [written_form(index.forms[form], index.terms[owner]) for form, owner in pairs]
    ends = [0, *np.cumsum(counts).tolist()]
    return entries, counts, [b"".join(written[first:end]) for first, end in pairwise(ends)]


def form_files(
    edges: Longs, entries: Entries, counts: Longs, sizes: Longs, dictionaries: Iterable[bytes]
) -> Iterator[bytes]:
    """Files of forms, the dictionary of each given; `edges` are the terms between them, `sizes` bits of entries."""
    several = np.flatnonzero(counts > 1)
    heads = Entries(rice(counts - 1, 0), np.arange(counts.size + 1))
    heads = heads.with_codes((rice(sizes[several], SIZE_K), several, several + 1))
    for dictionary, bits in zip(dictionaries, files_of(edges, heads, entries), strict=True):
        yield varint(len(dictionary)) + dictionary + bits


def head_sizes(counts: Longs, sizes: Longs) -> Longs:
    """The bits that the head of a file has for each term."""
    bits: Longs = lengths_of(counts - 1, 0) + np.where(counts > 1, lengths_of(sizes, SIZE_K), 0)
    return bits


def written_form(form: str, term: str) -> bytes:
    """A form in the dictionary of its term."""
    if form == term:
        return b"\0"
    if form.isascii() and term.isascii():
        lower = form.lower()
        shared = len(term)
        while not lower.startswith(term[:shared]):
            shared -= 1
        added, dropped = lower[shared:], len(term) - shared
        case = AS_IS if form == lower else CAPITAL if form == lower.capitalize() else CAPITALS
        if len(added) <= MOST and dropped <= MOST and (case != CAPITALS or form == lower.upper()):
            return bytes((case << 6 | dropped << 3 | len(added),)) + added.encode()
    whole = form.encode()
    return bytes((ITSELF << 6,)) + varint(len(whole)) + whole
