"""Occurrences → files that tell where each term stands, for phrases and NEAR. `js/positions.mjs` reads them.

They are cut at the same terms as the files of postings, on whose numbers (articles, tf, lengths) they lean. A stretch
of terms has three, so that a query reads what it needs:

- places: the positions;
- leads: which common words stand directly before each (leads.py), so that "bank of england" needs no text;
- forms: how each is printed, for =Exactly (forms.py).

A file of places or leads: of each term the bits of its entry (Rice's code, SIZE_K), then the entries. An entry of
leads: the codes of leads.py. An entry of places: 1 for an odd term, else 0 (k = 0); of an odd one, by posting, how many
more places there are than its tf says (k = 0; "Baden-Baden" counts once and stands twice); the gaps (`k_of_gaps`); of
an odd one, by place, how many positions beyond one it takes (k = 0; "COVID-19" as one word takes two).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from . import leads
from .bits import Codes, Numbers, gaps_of, rice
from .common_places import write_common_places
from .directory import separators, write_directory
from .forms import form_files
from .standing import POSITIONS, Longs, Standing, common_parts, standing_of
from .store import Store, to_json
from .term_entries import entries, in_order
from .tokens import Tokens

PLACES, LEADS, FORMS = "p/", "r/", "f/"  # folders


def write_positions(store: Store, tokens: Tokens, places: Sequence[int]) -> dict[str, Any]:
    """Writes the files; `places` are the terms that begin one. Returns the section of the manifest.

    `directory`: its names are three hashes behind each other, of places, leads and forms; `leads`: the file with the
    code of the leads; `common`: the file that tells where common words stand.
    """
    common = common_parts(tokens)
    begins, symbols = leads.begins(common.place), leads.symbols_of(tokens.common_words, common.word)
    names: list[str] = []
    for some in standing_of(tokens, places, common):
        edges = [edge - some.first for edge in [*places, len(tokens.terms)][some.files.start : some.files.stop + 1]]
        kinds = (
            (PLACES, entries(edges, *place_codes(some))),
            (LEADS, entries(edges, *lead_codes(some, begins, symbols))),
            (FORMS, form_files(tokens, some, edges)),
        )
        hashes = [[_hash(store.add(kind, data, ".bin"), kind) for data in files] for kind, files in kinds]
        names += ["".join(three) for three in zip(*hashes, strict=True)]
    return {
        "directory": write_directory(store, PLACES, separators(tokens.terms, places), names, ""),
        "leads": store.add(LEADS, to_json(leads.section()), ".json"),
        "common": write_common_places(store, tokens),
    }


def place_codes(some: Standing) -> tuple[Codes, Longs]:
    """The entries of places, and the term of each code."""
    odd = some.odd()
    position = some.place % POSITIONS
    more = odd[some.owner]
    return in_order(
        (rice(odd.astype(np.int64), 0), np.arange(some.terms)),  # 0 and 1 in unary: "0" and "10"
        (rice((some.count - some.tf)[more], 0), some.owner[more]),
        (rice(gaps_of(position, some.count), np.repeat(k_of_gaps(some.length, some.count), some.count)), some.term),
        (rice((some.span - 1)[odd[some.term]], 0), some.term[odd[some.term]]),
    )


def lead_codes(some: Standing, begins: Longs, symbols: Longs) -> tuple[Codes, Longs]:
    """The entries of leads, and the term of each code."""
    found, count = leads.before(some.led, begins, symbols)
    return leads.codes_of(found), np.repeat(some.term, count)


def k_of_gaps(length: Numbers, count: Numbers) -> Longs:
    """The parameter for so many positions in a field of so many terms: log2 of .69 times the mean gap. A text has about
    2.2 positions a term: common words take some, and chains."""
    mean = (length * 3) // (2 * (count + 1))
    k: Longs = np.maximum(np.frexp(mean.astype(np.float64))[1] - 1, 0).astype(np.int64)
    return k


def _hash(name: str, kind: str) -> str:
    return name.removeprefix(kind).removesuffix(".bin")
