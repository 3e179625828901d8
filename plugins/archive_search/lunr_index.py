"""Records → a whole lunr index, in the format lunr.js 2.3.9 loads.

The PyPI package `lunr` counts and scores; words come from our normaliser and stemmer, so that
the browser, which runs the same two, finds what was indexed. Three of its habits are corrected:
term numbers follow the sorted vocabulary, so that a part of the index sums its scores in the
same order as the whole; sorting is by UTF-16 units, as lunr.js demands; halves are rounded up.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

from lunr import __TARGET_JS_VERSION__
from lunr.builder import Builder
from lunr.field_ref import FieldRef
from lunr.idf import idf
from lunr.pipeline import Pipeline
from lunr.token import Token
from lunr.token_set import TokenSet
from lunr.vector import Vector

from .fields import BOOSTS, FIELDS, utf16, values_of
from .normalise import plain_run, runs
from .records import Record
from .terms import RUSSIAN, language_of, terms_of

PIPELINE = "archive-search"  # the label js/terms.mjs registers its twin under
_RUSSIAN_RUN = "\x01"  # before a chain of a Russian post: lunr hands its functions nothing of a document but tokens


def build_index(records: Sequence[Record]) -> dict[str, Any]:
    """The serialised index; references are the records' places, "0" to "N-1"."""
    builder = _Builder()
    builder.pipeline.add(_terms_of_token)
    builder.search_pipeline.add(_terms_of_token)
    builder.ref("id")
    for name, boost in BOOSTS.items():
        builder.field(name, boost=boost, extractor=_runs_of(name))
    for number, record in enumerate(records):
        texts = {name: "\n".join(values_of(record, name)) for name in FIELDS}
        builder.add({"id": str(number), "texts": texts, "lang": record.lang})
    ordered = sorted(builder.inverted_index, key=utf16)
    for rank, term in enumerate(ordered):
        builder.inverted_index[term]["_index"] = rank
    if records:  # lunr divides by the number of documents
        index = builder.build()
        vectors = [[ref, vector.serialize()] for ref, vector in index.field_vectors.items()]
    return {
        "version": __TARGET_JS_VERSION__,
        "fields": list(FIELDS),
        "fieldVectors": vectors if records else [],
        "invertedIndex": [[term, builder.inverted_index[term]] for term in ordered],
        "pipeline": [PIPELINE],
    }


def _runs_of(field: str) -> Callable[[dict[str, Any]], list[str]]:
    """An extractor giving a field as a list, which lunr takes as tokens already cut."""

    def runs_of(document: dict[str, Any]) -> list[str]:
        mark = _RUSSIAN_RUN if language_of(document["lang"]) == RUSSIAN else ""
        return [mark + plain_run(run) for run in runs(document["texts"][field])]

    return runs_of


def _terms_of_token(token: Token, position: int = 0, tokens: Sequence[Token] = ()) -> list[Token]:
    """lunr's pipeline function: a token as cut from a text → tokens of its terms."""
    run = str(token)
    language = RUSSIAN if run.startswith(_RUSSIAN_RUN) else ""
    return [Token(term) for term in terms_of(run.removeprefix(_RUSSIAN_RUN), language)]


Pipeline.register_function(_terms_of_token, PIPELINE)


def _rounded(score: float) -> float:
    """To three digits, as JavaScript's Math.round does it."""
    thousands = score * 1000
    below = math.floor(thousands)
    return (below + (thousands - below >= 0.5)) / 1000


class _Builder(Builder):  # type: ignore[misc]  # lunr has no type hints
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
