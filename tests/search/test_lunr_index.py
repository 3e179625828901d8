"""The whole lunr index says what the `lunr` package says of the same terms, when it cuts and counts by itself."""

from __future__ import annotations

from operator import itemgetter
from typing import Any

import pytest
from lunr.builder import Builder

from plugins.archive_search.fields import BOOSTS, FIELDS, values_of
from plugins.archive_search.lunr_index import build_index
from plugins.archive_search.records import Record, read_records
from plugins.archive_search.terms import language_of, terms

from .conftest import CORPUS

NEARLY = 0.0011  # both round to three digits, the package a half to the even one
MIXED = CORPUS.with_name("mixed.jsonl")

Scores = dict[str, dict[str, float]]  # of each field of each article: its terms


def by_the_package(records: list[Record]) -> dict[str, Any]:
    builder = Builder()
    builder.ref("id")
    for name, boost in BOOSTS.items():
        builder.field(name, boost=boost, extractor=itemgetter(name))
    for number, record in enumerate(records):
        texts = {name: "\n".join(values_of(record, name)) for name in FIELDS}
        builder.add({"id": str(number)} | {name: terms(texts[name], language_of(record.lang)) for name in FIELDS})
    serialised: dict[str, Any] = builder.build().serialize()
    return serialised


def articles_of_terms(index: dict[str, Any]) -> dict[str, dict[str, list[str]]]:
    return {term: {name: list(posting[name]) for name in FIELDS} for term, posting in index["invertedIndex"]}


def scores(index: dict[str, Any]) -> Scores:
    terms_by_number = {posting["_index"]: term for term, posting in index["invertedIndex"]}
    return {
        ref: {terms_by_number[number]: score for number, score in zip(vector[::2], vector[1::2], strict=True)}
        for ref, vector in index["fieldVectors"]
    }


@pytest.mark.parametrize("corpus", [CORPUS, MIXED], ids=["English", "many scripts"])
def test_terms_lead_to_the_same_articles_with_the_same_scores(corpus: Any) -> None:
    records = read_records(corpus)
    ours, theirs = build_index(records), by_the_package(records)

    assert articles_of_terms(ours) == articles_of_terms(theirs)
    assert len(ours["invertedIndex"]) > 50
    assert scores(ours).keys() == scores(theirs).keys()
    for ref, found in scores(ours).items():
        assert found == pytest.approx(scores(theirs)[ref], abs=NEARLY), ref
