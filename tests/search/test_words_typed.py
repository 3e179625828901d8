"""Words that users type, from the index to the answer, in an archive of many languages (docs/how-languages-mix.md)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from plugins.archive_search.build import build
from plugins.archive_search.records import Record, read_records

from .node import PROGRAM, run

HERE = Path(__file__).parent
ASK = """
const { readFile } = await import("node:fs/promises");
const { openSearch } = await import(JS + "/search.mjs");
const search = await openSearch(lunr, async (name) => new Uint8Array(await readFile(`${input.folder}/${name}`)));
const answers = [];
for (const query of input.queries) {
  const { problem, all, some, rows, notes } = await search.search({ query, count: 100 });
  const marked = ({ title, snippet }) => [...title, ...snippet].filter(({ match }) => match).map(({ text }) => text);
  answers.push({
    problem, notes, all: rows.slice(0, all).map(({ id }) => id), some, marks: [...new Set(rows.flatMap(marked))],
    meant: (await search.correct({ query })).queries,
  });
}
console.log(JSON.stringify(answers));
"""

FOUND = [  # query → the articles that have all of its words
    ("u.s.", "washington"),
    ("U.S.", "washington"),
    ("US", "washington"),
    ("money", "washington"),
    ("day", "washington"),
    ("école", "school"),
    ("ecole", "school"),
    ("ÉCOLE", "school"),
    ("strasse", "school"),
    ("lodz", "school"),
    ("COVID-19", "school apart"),
    ("covid19", "school"),
    ("covid", "school apart"),
    ('"COVID-19"', "school"),
    ("O'Meara", "meara omeara"),
    ("o’meara's", "meara omeara"),
    ("OMeara", "meara omeara"),
    ("meara", "meara"),
    ("China", "meara omeara"),
    ("China's", "meara omeara"),
    ("co-operation", "meara omeara"),
    ("cooperation", "meara omeara"),
    ("state-of-the-art", "meara"),
    ("Харбина", "kharbin-ru moscow-ru quoted"),
    ("Харбине", "kharbin-ru moscow-ru quoted"),
    ("харбин", "kharbin-ru moscow-ru quoted"),
    ("газопровод", "kharbin-ru"),
    ("газопровода", "kharbin-ru ukrainian"),
    ("важного", "moscow-ru"),
    ('"в харбин"', "kharbin-ru"),
    ("=Харбине", "kharbin-ru"),
    ("харб*", "kharbin-ru moscow-ru quoted ukrainian"),
    ("*бине", "kharbin-ru moscow-ru quoted"),
    ("хабрина~1", "kharbin-ru moscow-ru quoted"),
    ("roscosmos", "mixed-letters"),
    ("黑龙江", "heilongjiang english-zh"),
    ("黑龙", "heilongjiang english-zh apart-zh"),
    ("龙", "heilongjiang english-zh apart-zh"),
    ("关系", "heilongjiang"),
    ("中俄关系", "heilongjiang"),
    ("中国", ""),
    ('"黑龙江发展"', "heilongjiang"),
    ("黑龙江 river", "english-zh"),
    ("東京", "tokyo"),
    ("ガス", "tokyo"),
    ("ไทย", "thai"),
    ("จีน", "thai"),
    ("하얼빈*", "korean"),
    ("하얼빈에서", "korean"),
    ("하얼빈", ""),
    ("محمد", "arabic"),
    ("احمد", "arabic"),
    ("أحمد", "arabic"),
    ("שלום", "hebrew"),
    ("=Polish", "polish"),
    ("polish", "polish small"),
    ("the", "washington school meara quoted english-zh polish"),
]


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """mixed.jsonl, made searchable."""
    folder = tmp_path_factory.mktemp("mixed")
    build(read_records(HERE / "mixed.jsonl"), folder, PROGRAM)
    return folder


def ask(folder: Path, queries: list[str]) -> list[dict[str, Any]]:
    answers: list[dict[str, Any]] = run(ASK, {"folder": str(folder), "queries": queries})
    return answers


@pytest.fixture(scope="module")
def answers(mixed: Path) -> dict[str, dict[str, Any]]:
    """The answers to the queries of FOUND."""
    queries = [query for query, _ in FOUND]
    return dict(zip(queries, ask(mixed, queries), strict=True))


@pytest.mark.parametrize(("query", "ids"), FOUND, ids=[query for query, _ in FOUND])
def test_a_word_typed_finds_its_articles(query: str, ids: str, answers: dict[str, dict[str, Any]]) -> None:
    assert set(answers[query]["all"]) == set(ids.split()), answers[query]


@pytest.mark.parametrize(
    ("query", "marks"),
    [
        ("Харбина", ["Харбина", "Харбине", "Харбин"]),
        ("黑龙江", ["黑龙江"]),
        ("محمد", ["مُحَمَّد"]),
        ("ecole", ["École", "école"]),
        ("o’meara's", ["O'Meara", "O’Meara", "OMeara"]),
    ],
)
def test_what_was_found_is_marked_in_every_language(
    query: str, marks: list[str], mixed: Path, answers: dict[str, dict[str, Any]]
) -> None:
    known = answers.get(query) or ask(mixed, [query])[0]

    assert set(known["marks"]) == set(marks)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("monney", "money"),
        ("Wasington embasy", "Washington embassy"),
        ('"covdi came" 2019', '"covid came" 2019'),
        ("харбмна", "харбина"),
        ("coopperation -ship", "cooperation -ship"),
    ],
)
def test_a_word_that_is_nowhere_is_led_to_one_that_is(typed: str, meant: str, mixed: Path) -> None:
    (answer,) = ask(mixed, [typed])

    assert answer["all"] == []
    assert meant in [query["query"] for query in answer["meant"]]


def test_of_words_that_are_there_nothing_else_is_meant(answers: dict[str, dict[str, Any]]) -> None:
    for query in ("money", "Харбина", "O'Meara", "COVID-19", "黑龙江"):
        assert answers[query]["meant"] == [], query


HOSTILE = [
    "*" + "a*" * 2_000,
    "a" + "?a" * 2_000,
    "*ab" * 1_500,
    "?" * 60 + "ab",
    "x" * 4_000 + "~2",
    "ab" * 32 + "~2",
    "а" * 64 + "*",
    "*黑*龙*江*" * 300,
    "\u202e*harbin\u202e*",
    "ab\u0000*",
]


def test_hostile_patterns_and_misspellings_are_answered(mixed: Path) -> None:
    for query, answer in zip(HOSTILE, ask(mixed, HOSTILE), strict=True):
        assert answer["problem"] is None or answer["problem"]["message"], query
        assert not answer["all"], query


def test_a_pattern_of_thousands_of_words_is_cut_short_with_a_note(tmp_path: Path) -> None:
    bodies = [" ".join(f"harbour{10 * n + word}" for word in range(10)) for n in range(300)]
    build([Record(id=str(n), body=body) for n, body in enumerate(bodies)], tmp_path, PROGRAM)

    many, few = ask(tmp_path, ["harbo*", "harbour1?"])

    (note,) = many["notes"]
    assert re.fullmatch(r"harbo\* stands for .* left out", note)
    assert few["notes"] == []
    assert len(few["all"]) == 1


def test_an_archive_says_which_languages_it_stems_beside_english(mixed: Path) -> None:
    assert '"languages":["ru"]' in (mixed / "root.json").read_text(encoding="utf-8")
