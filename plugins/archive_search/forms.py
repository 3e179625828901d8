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

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from .bits import rice, varint
from .standing import Longs, Standing
from .term_entries import SIZE_K, files_of, in_order, sizes_of
from .tokens import Tokens

AS_IS, CAPITAL, CAPITALS, ITSELF = range(4)  # cases
MOST = 7  # letters dropped or added


def form_files(tokens: Tokens, some: Standing, edges: Sequence[int]) -> Iterator[bytes]:
    """The files of the forms of some terms; `edges` are the terms between them."""
    term, form, rank = _ranked(some, len(tokens.forms))
    forms = np.bincount(term, minlength=some.terms)  # of each term
    several = forms > 1
    odd = some.odd()
    codes, owners = in_order(
        (rice(odd[several].astype(np.int64), 0), np.flatnonzero(several)),
        (rice((some.count - some.tf)[(odd & several)[some.owner]], 0), some.owner[(odd & several)[some.owner]]),
        (rice(rank[several[some.term]], 0), some.term[several[some.term]]),
    )
    head = in_order(
        (rice(forms - 1, 0), np.arange(some.terms)),
        (rice(sizes_of(codes, owners, some.terms)[several], SIZE_K), np.flatnonzero(several)),
    )
    written = [
        written_form(tokens.forms[number], tokens.terms[some.first + owner])
        for number, owner in zip(form.tolist(), term.tolist(), strict=True)
    ]
    cuts = pairwise(np.searchsorted(term, edges).tolist())
    for (first, end), bits in zip(cuts, files_of(edges, head, (codes, owners)), strict=True):
        dictionary = b"".join(written[first:end])
        yield varint(len(dictionary)) + dictionary + bits


def _ranked(some: Standing, forms: int) -> tuple[Longs, Longs, Longs]:
    """(term, form) of each pair that occurs, by term, the commonest first; and the rank of each occurrence's form."""
    pair, inverse, count = np.unique(some.term * forms + some.form, return_inverse=True, return_counts=True)
    order = np.lexsort((pair, -count, pair // forms))
    term = pair[order] // forms
    first = np.searchsorted(term, term)
    rank = np.empty(pair.size, dtype=np.int64)
    rank[order] = np.arange(pair.size) - first
    return term, pair[order] % forms, rank[inverse]


def written_form(form: str, term: str) -> bytes:
    """A form in the dictionary of its term."""
    if form == term:
        return b"\0"
    lower = form.lower()
    shared = len(term)
    while not lower.startswith(term[:shared]):
        shared -= 1
    added, dropped = lower[shared:], len(term) - shared
    if form.isascii() and term.isascii() and len(added) <= MOST and dropped <= MOST:
        for case, cased in ((AS_IS, lower), (CAPITAL, lower.capitalize()), (CAPITALS, lower.upper())):
            if form == cased:
                return bytes((case << 6 | dropped << 3 | len(added),)) + added.encode()
    whole = form.encode()
    return bytes((ITSELF << 6,)) + varint(len(whole)) + whole
