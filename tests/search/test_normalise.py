"""One normaliser on both sides: what Python indexes is what the browser looks up."""

from __future__ import annotations

import json
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.archive_search.normalise import MAX_WORD, fold, readings, runs, words_of
from plugins.archive_search.terms import COMMON, terms

from .node import run

CASES = json.loads((Path(__file__).parent / "normalise.json").read_text(encoding="utf-8"))
IN_JAVASCRIPT = """
const { chains, wordsOf } = await import(JS + "/normalise.mjs");
const { COMMON, stemmer } = await import(JS + "/terms.mjs");
const termOf = stemmer(lunr);
const termsOf = (chain) => [...new Set(wordsOf(chain).filter((word) => !COMMON.has(word)).map(termOf))];
const readings = ({ readings }) => readings.map(({ word, form, place }) => [word, form, place]);
const read = (text) => ({
  words: [...chains(text)].map(wordsOf),
  terms: [...chains(text)].flatMap(termsOf),
  readings: [...chains(text)].map(readings),
});
console.log(JSON.stringify(input.map(read)));
"""


def read(text: str) -> dict[str, object]:
    """What IN_JAVASCRIPT prints of a text."""
    found = [list(map(list, readings(run))) for run in runs(text) if readings(run)]
    return {"words": words_of_text(text), "terms": terms(text), "readings": found}


def words_of_text(text: str) -> list[list[str]]:
    return [list(words) for run in runs(text) if (words := words_of(run))]


@given(st.text("aZ09_-'`.&,; \x00~", max_size=40))
def test_a_text_in_ascii_has_the_same_chains_beside_one_that_is_not(text: str) -> None:
    assert [*runs(text), "é"] == runs(f"{text} é")


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_words_and_terms_are_those_of_the_shared_cases(case: dict[str, object]) -> None:
    text = str(case["text"])

    words = words_of_text(text)

    assert words == case["words"]
    assert terms(text) == case["terms"]


def test_javascript_agrees_on_the_shared_cases() -> None:
    answers = run(IN_JAVASCRIPT, [case["text"] for case in CASES])

    assert answers == [read(case["text"]) for case in CASES]


def test_javascript_agrees_on_every_character() -> None:
    codes = [code for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code)) not in ("Cn", "Cs", "Co")]
    blocks = [codes[first : first + 256] for first in range(0, len(codes), 256)]
    texts = [" ".join(f"a{chr(code)}b" for code in block) for block in blocks]

    answers = run(IN_JAVASCRIPT, texts)

    for block, text, answer in zip(blocks, texts, answers, strict=True):
        assert answer["words"] == words_of_text(text), f"from U+{block[0]:04X}"


def test_javascript_agrees_on_made_up_texts() -> None:
    texts: list[str] = []
    alphabet = "abcoеёйсорАВУРUAŁßÉé\u0301中俄関ガ\u309919.,'’-–—&/ _\u00ad\u200b\u200e\u2009\"“U.S𐐀😀"

    @settings(max_examples=500, derandomize=True, database=None)
    @given(st.text(alphabet=alphabet, max_size=30))
    def collect(text: str) -> None:
        texts.append(text)

    collect()
    answers = run(IN_JAVASCRIPT, texts)

    for text, answer in zip(texts, answers, strict=True):
        assert answer == read(text), repr(text)


def test_a_word_has_the_form_it_is_printed_in_and_the_place_of_its_part() -> None:
    assert readings("China's") == (("china", "China", 0),)
    assert readings("COVID\u201019") == (("covid", "COVID", 0), ("19", "19", 1), ("covid19", "COVID-19", 0))
    assert readings("Smith-O\u2019Meara") == (
        ("smith", "Smith", 0),
        ("omeara", "O'Meara", 1),
        ("smithomeara", "Smith-O'Meara", 0),
        ("meara", "Meara", 1),
    )
    assert readings("U.S") == (("us", "U.S", 0),)
    assert readings("3,812") == (("3812", "3,812", 0),)
    assert readings("co\u00adop") == (("coop", "coop", 0),)


def test_a_word_at_two_places_of_a_chain_is_given_for_each() -> None:
    assert readings("Baden-Baden") == (("baden", "Baden", 0), ("baden", "Baden", 1), ("badenbaden", "Baden-Baden", 0))
    pairs = [(word, place) for word, _, place in readings("中中")]
    assert pairs == [("中", 0), ("中", 1), ("中中", 0)]


def test_the_two_lists_of_common_words_are_one() -> None:
    in_javascript = run('const { COMMON } = await import(JS + "/terms.mjs"); console.log(JSON.stringify([...COMMON]));')

    assert set(in_javascript) == COMMON


@given(st.text(max_size=200))
def test_no_text_gives_an_empty_term_or_an_endless_one(text: str) -> None:
    found = terms(text)

    assert all(0 < len(term) <= MAX_WORD + 1 for term in found)  # a stem may regain an e


@given(st.text(alphabet="aeocpxyABCHKMnNřаеосрухАВСНКМУЯйўїёɑＡ\u0301\u0306\u0308", max_size=12))
def test_folding_a_word_of_two_alphabets_twice_changes_nothing(word: str) -> None:
    assert fold(fold(word)) == fold(word)


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(word: str) -> None:
    assert fold(fold(word)) == fold(word)


def test_chains_are_given_as_they_stand_in_the_text() -> None:
    assert runs("“Port’s” — U.S.-bound 中国 ferry") == ["Port’s", "U.S", "bound", "中国", "ferry"]
