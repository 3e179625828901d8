"""The arrays of occurrences say what a plain reading of the texts says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.archive_search.normalise import readings, runs
from plugins.archive_search.pieces import AROUND
from plugins.archive_search.records import Record, read_records
from plugins.archive_search.tags import named
from plugins.archive_search.terms import COMMON, term_of, terms
from plugins.archive_search.tokens import VALUE_GAP, VALUE_STEP, Tokens, tokens_of

from .conftest import CORPUS


def listed(tokens: Tokens, field: str, article: int = 0) -> list[tuple[str, int, str]]:
    """(term, position, form) of a field of one article."""
    found = tokens.kept.in_field(field)
    return [
        (tokens.terms[found.term[i]], int(found.position[i]), tokens.forms[found.form[i]])
        for i in np.flatnonzero(found.article == article)
    ]


def common(tokens: Tokens, field: str) -> list[tuple[str, int, str]]:
    found = tokens.set_aside.in_field(field)
    places = zip(found.term, found.position, found.form, strict=True)
    return [(tokens.common_words[term], int(position), tokens.forms[form]) for term, position, form in places]


def counts(tokens: Tokens, field: str) -> Counter[tuple[str, int]]:
    """How often lunr counts a term in an article."""
    found = tokens.kept.in_field(field)
    counted = zip(found.term[found.counted], found.article[found.counted], strict=True)
    return Counter((tokens.terms[term], int(article)) for term, article in counted)


def test_common_words_take_a_position_and_stand_apart() -> None:
    tokens = tokens_of([Record(id="a", body="The University of Toronto moved")])

    assert listed(tokens, "body") == [("univers", 1, "University"), ("toronto", 3, "Toronto"), ("move", 4, "moved")]
    assert common(tokens, "body") == [("the", 0, "The"), ("of", 2, "of")]


def test_a_whole_stands_where_its_first_part_stands() -> None:
    tokens = tokens_of([Record(id="a", title="Near COVID-19—wards")])

    assert listed(tokens, "title") == [
        ("near", 0, "Near"),
        ("covid", 1, "COVID"),
        ("covid19", 1, "COVID-19"),
        ("19", 2, "19"),
        ("ward", 3, "wards"),
    ]


def test_a_term_that_comes_twice_in_a_chain_stands_twice_and_counts_once() -> None:
    tokens = tokens_of([Record(id="a", title="Baden-Baden")])

    assert listed(tokens, "title") == [("baden", 0, "Baden"), ("badenbaden", 0, "Baden-Baden"), ("baden", 1, "Baden")]
    assert counts(tokens, "title") == {("baden", 0): 1, ("badenbaden", 0): 1}


def test_no_phrase_runs_from_one_value_into_the_next() -> None:
    long = " ".join(["word"] * (VALUE_STEP - VALUE_GAP))

    tokens = tokens_of(
        [Record(id="a", source=named("Coast Wire", long, "Phare")), Record(id="b", source=named("Wire"))]
    )

    found = listed(tokens, "source")
    assert [position for _, position, _ in found[:3]] == [0, 1, VALUE_STEP]
    assert found[-1] == ("phare", 3 * VALUE_STEP, "Phare")
    assert listed(tokens, "source", 1) == [("wire", 0, "Wire")]


def test_a_form_knows_its_folded_word() -> None:
    tokens = tokens_of([Record(id="a", body="École ecole ECOLE")])

    assert tokens.forms == ["ECOLE", "ecole", "École"]
    assert [tokens.words[word] for word in tokens.form_word] == ["ecole"] * 3
    assert tokens.terms == ["ecol"]


def test_terms_are_in_the_order_of_javascript() -> None:
    tokens = tokens_of([Record(id="a", body="\ufb01 𐐨 c b")])

    assert tokens.terms == ["b", "c", "𐐨", "\ufb01"]


def test_records_without_a_word_and_no_records_give_empty_arrays() -> None:
    assert tokens_of([Record(id="a")]).kept.in_field("body").term.size == 0
    assert tokens_of([]).kept.in_field("body").term.size == 0


def test_every_occurrence_of_the_corpus_is_where_a_plain_reading_finds_it() -> None:
    records = sorted(read_records(CORPUS), key=lambda record: record.id)

    tokens = tokens_of(records)

    for number, record in enumerate(records):
        assert set(listed(tokens, "body", number)) == set(plain_reading(record.body))
        assert set(listed(tokens, "title", number)) == set(plain_reading(record.title))


def plain_reading(text: str) -> Iterator[tuple[str, int, str]]:
    """(term, position, form) of a text read as one piece."""
    at = 0
    for run in runs(text):
        for word, form, place in readings(run):
            if word not in COMMON:
                yield term_of(word), at + place, form
        at += 1 + max((place for _, _, place in readings(run)), default=-1)


@settings(max_examples=200, derandomize=True, database=None, deadline=None)
@given(st.lists(st.text(alphabet="ab -'’.,中俄é the\u3000\u00ad1", max_size=30), max_size=4))
def test_what_lunr_counts_of_any_text_is_what_its_chains_hold(texts: list[str]) -> None:
    tokens = tokens_of([Record(id=str(n), body=text, topics=named(text, text)) for n, text in enumerate(texts)])

    expected = Counter((term, number) for number, text in enumerate(texts) for term in terms(text))
    assert counts(tokens, "body") == expected
    assert counts(tokens, "topic") == Counter({key: 2 * count for key, count in expected.items()})


def test_a_common_word_counts_where_it_is_a_part_of_a_chain() -> None:
    common = tokens_of([Record(id="a", body="l'about with-in it")]).set_aside.in_field("body")

    assert list(zip(common.position.tolist(), common.counted.tolist(), strict=True)) == [
        (0, False),  # the tail "about"
        (1, True),  # "with"
        (1, False),  # "within"
        (2, True),  # "in"
        (3, True),  # "it"
    ]


def test_no_chain_begins_or_ends_with_what_is_stripped_from_pieces() -> None:
    for character in AROUND:
        assert [runs(f"{character}a"), runs(f"a{character}"), runs(character)] == [["a"], ["a"], []]
