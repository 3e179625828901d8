"""Records → a whole lunr index, in the format lunr.js 2.3.9 loads.

The PyPI package `lunr` builds it; words come from our normaliser and stemmer, so that the
browser, which runs the same two, finds what was indexed. Three of its habits are corrected:
term numbers follow the sorted vocabulary, so that a part of the index sums its scores in the
same order as the whole; sorting is by UTF-16 units, as lunr.js demands; halves are rounded up.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import Any

from lunr import __TARGET_JS_VERSION__
from lunr.builder import Builder
from lunr.field_ref import FieldRef
from lunr.idf import idf
from lunr.token_set import TokenSet
from lunr.vector import Vector

from .fields import BOOSTS, FIELDS, utf16, values_of
from .records import Record
from .terms import language_of, terms

PIPELINE = "archive-search"  # the label js/terms.mjs registers its twin under


def build_index(records: Sequence[Record]) -> dict[str, Any]:
    """The serialised index; references are the records' places, "0" to "N-1"."""
    builder = _Builder()
    builder.ref("id")
    for name, boost in BOOSTS.items():
        builder.field(name, boost=boost)
    for number, record in enumerate(records):
        builder.add_record(str(number), record)
    ordered = sorted(builder.inverted_index, key=utf16)
    for rank, term in enumerate(ordered):
        builder.inverted_index[term]["_index"] = rank
    if records:  # lunr divides by the number of documents
        index = builder.build()
        vectors = [[ref, vector.elements] for ref, vector in index.field_vectors.items()]
    return {
        "version": __TARGET_JS_VERSION__,
        "fields": list(FIELDS),
        "fieldVectors": vectors if records else [],
        "invertedIndex": [[term, builder.inverted_index[term]] for term in ordered],
        "pipeline": [PIPELINE],
    }


def _rounded(score: float) -> float:
    """To three digits, as JavaScript's Math.round does it."""
    thousands = score * 1000
    below = math.floor(thousands)
    return (below + (thousands - below >= 0.5)) / 1000


class _Builder(Builder):  # type: ignore[misc]  # lunr has no type hints
    def add_record(self, ref: str, record: Record) -> None:
        """Counts the terms of a record as `add` does, which would make a token with metadata of each."""
        language = language_of(record.lang)
        self._documents[ref] = {}
        self.document_count += 1
        for name in FIELDS:
            counts = Counter(terms("\n".join(values_of(record, name)), language))
            field = str(FieldRef(ref, name))
            self.field_term_frequencies[field] = counts
            self.field_lengths[field] = counts.total()
            for term in counts:
                posting = self.inverted_index.get(term)
                if posting is None:
                    posting = self.inverted_index[term] = {each: {} for each in FIELDS} | {"_index": 0}
                posting[name][ref] = {}

    def _create_field_vectors(self) -> None:
        """Scores as the package does, but rounds as lunr.js does: halves up."""
        idfs = {term: idf(posting, self.document_count) for term, posting in self.inverted_index.items()}
        self.field_vectors = {}
        for ref, frequencies in self.field_term_frequencies.items():
            name = FieldRef.from_string(ref).field_name
            average = self.average_field_length[name]
            relative = self.field_lengths[ref] / average if average else 0
            elements: dict[int, float] = {}
            for term, tf in frequencies.items():
                score = idfs[term] * ((self._k1 + 1) * tf) / (self._k1 * (1 - self._b + self._b * relative) + tf)
                elements[self.inverted_index[term]["_index"]] = _rounded(score * BOOSTS[name])
            self.field_vectors[ref] = Vector([number for pair in sorted(elements.items()) for number in pair])

    def _create_token_set(self) -> None:
        """Leaves out the automaton of all terms: only searching in Python would need it."""
        self.token_set = TokenSet()
