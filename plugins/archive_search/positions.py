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

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from . import leads
from .bits import Codes, Numbers, gaps_of, rice
from .common_places import write_common_places
from .directory import separators, write_directory
from .forms import form_entries, form_files
from .postings import Index, Longs
from .standing import Standing, standing_of
from .store import HASH_CHARACTERS, Store, to_json
from .term_entries import Entries, marked, sized_files

PLACES, LEADS, FORMS = "p/", "r/", "f/"  # folders
KINDS = (PLACES, LEADS, FORMS)
PLACE, LEAD, FORM, PRINTED, WRITTEN = range(5)  # what Encoded.sizes tells


class Encoded(NamedTuple):
    """Where some terms stand, ready to be put into files."""

    entries: tuple[Entries, Entries, Entries]  # of each of the KINDS
    dictionary: list[bytes]  # of each term its forms
    sizes: Longs  # a row a term: bits of its entry of places, of leads, of forms; how many forms; bytes of these


def write_positions(store: Store, index: Index, places: Sequence[int]) -> dict[str, Any]:
    """Writes the files; `places` are the terms that begin one. Returns the section of the manifest."""
    names = all_standing(store, index, places)[0]
    return positions_section(store, index.terms, places, names, write_common_places(store, index))


def positions_section(
    store: Store, terms: Sequence[str], places: Sequence[int], names: Sequence[str], common: str
) -> dict[str, Any]:
    """The section of the manifest, for files with these names; `common` is the one that tells where common words stand.

    `directory`: its names are three hashes behind each other, of places, leads and forms; `leads`: the file with the
    code of the leads; `common`.
    """
    return {
        "directory": write_directory(store, PLACES, separators(terms, places), names, ""),
        "leads": store.add(LEADS, to_json(leads.section()), ".json"),
        "common": common,
    }


def all_standing(store: Store, index: Index, places: Sequence[int]) -> tuple[list[str], Longs]:
    """Writes all files; of each stretch of terms their hashes behind each other, and all sizes, as in Encoded."""
    names: list[str] = []
    sizes = [np.zeros((0, WRITTEN + 1), dtype=np.int64)]
    for some in standing_of(index, places):
        made = encoded(some, index)
        dictionaries = [b"".join(made.dictionary[begin:end]) for begin, end in pairwise(some.edges.tolist())]
        names += standing_names(store, some.edges, made.entries, made.sizes, dictionaries)
        sizes.append(made.sizes)
    return names, np.concatenate(sizes)


def encoded(some: Standing, index: Index) -> Encoded:
    """Where these terms stand."""
    places, leads = place_entries(some), lead_entries(some, index)
    forms, printed, dictionary = form_entries(index, some)
    written = np.fromiter(map(len, dictionary), np.int64, some.terms)
    sizes = np.column_stack((places.sizes(), leads.sizes(), forms.sizes(), printed, written))
    return Encoded((places, leads, forms), dictionary, sizes)


def standing_names(
    store: Store, edges: Longs, entries: Sequence[Entries], sizes: Longs, dictionaries: Iterable[bytes]
) -> list[str]:
    """Writes files of terms, `edges` those between them; the hashes of each stretch behind each other."""
    files = (
        sized_files(edges, entries[PLACE], sizes[:, PLACE]),
        sized_files(edges, entries[LEAD], sizes[:, LEAD]),
        form_files(edges, entries[FORM], sizes[:, PRINTED], sizes[:, FORM], dictionaries),
    )
    hashes = [
        [_hash(store.add(kind, data, ".bin"), kind) for data in some] for kind, some in zip(KINDS, files, strict=True)
    ]
    return ["".join(three) for three in zip(*hashes, strict=True)]


def files_named(names: str) -> list[str]:
    """The files of a stretch, one of each of the KINDS."""
    hashes = (names[place * HASH_CHARACTERS : (place + 1) * HASH_CHARACTERS] for place in range(len(KINDS)))
    return [f"{kind}{name}.bin" for kind, name in zip(KINDS, hashes, strict=True)]


def place_entries(some: Standing) -> Entries:
    """The entries of places."""
    ks = np.repeat(k_of_gaps(some.length, some.count), some.count)
    entries = Entries(rice(gaps_of(some.position, some.count), ks), some.begin)
    wide = np.flatnonzero(some.odd[some.term])
    term = some.term[wide]
    spans = (rice(some.span[wide] - 1, 0), term, some.begin[term + 1])
    return marked(entries, some, np.ones(some.terms, dtype=np.bool_), spans)


def lead_entries(some: Standing, index: Index) -> Entries:
    """The entries of leads."""
    led = some.led
    words = np.zeros(led.size, dtype=np.int32)
    words[led >= 0] = index.run[led[led >= 0]]
    entries = Entries(leads.run_codes(index.parts, led, words), some.begin)
    more: list[tuple[Codes, Numbers, Numbers]] = []
    place = np.arange(led.size)
    while (longer := np.flatnonzero(words > leads.AT_ONCE)).size:
        place, led, words = place[longer], led[longer] - leads.AT_ONCE, words[longer] - leads.AT_ONCE
        more.append((leads.run_codes(index.parts, led, words), some.term[place], place + 1))
    return entries.with_codes(*more) if more else entries


def k_of_gaps(length: Numbers, count: Numbers) -> Longs:
    """The parameter for so many positions in a field of so many terms: log2 of .69 times the mean gap. A text has about
    2.2 positions a term: common words take some, and chains."""
    mean = (length * 3) // (2 * (count + 1))
    k: Longs = np.maximum(np.frexp(mean.astype(np.float64))[1] - 1, 0).astype(np.int64)
    return k


def _hash(name: str, kind: str) -> str:
    return name.removeprefix(kind).removesuffix(".bin")
