"""What is offered while a reader types."""

from __future__ import annotations

from typing import Any

import pytest

from plugins.archive_search import suggestions
from plugins.archive_search.corpus import corpus_of
from plugins.archive_search.entries import entries_of
from plugins.archive_search.lines import write_lines
from plugins.archive_search.postings import index_of
from plugins.archive_search.records import Record, in_order
from plugins.archive_search.store import Store
from plugins.archive_search.suggestions import write_suggestions
from plugins.archive_search.tags import Tag, named
from plugins.archive_search.tokens import tokens_of
from plugins.archive_search.vocabulary import write_vocabulary

from .node import run

ASK = """
const { Suggestions } = await import(JS + "/suggest.mjs");
const { Vocabulary } = await import(JS + "/vocabulary.mjs");
const { Files } = await import(JS + "/files.mjs");
const { openTerms } = await import(JS + "/terms.mjs");
const { termsOf } = await openTerms(lunr);
const read = [];
const files = new Files(async (name) => { read.push(name); return new TextEncoder().encode(input.files[name]); });
const vocabulary = new Vocabulary(input.vocabulary, files, termsOf);
const documents = { row: async (number) => input.rows[number] };
const offered = new Suggestions(input.section, files, { vocabulary, documents });
const answers = [];
for (const [text, caret] of input.typed) {
  read.length = 0;
  answers.push({ ...(await offered.suggest(text, caret ?? text.length, 8)), read: [...read] });
}
console.log(JSON.stringify(answers));
"""
CHINA = Tag("CN", "China")
HEILONGJIANG = Tag("CN-HL", "Heilongjiang", (CHINA,))
HARBIN = Tag("CN-HL-01", "Harbin", (HEILONGJIANG,))
YORK = Tag("US-NY", "New York")
ARCHIVE = [
    Record(id="1", title="Harbin harbour opens to Russian barges", date="2012", body="harbour", regions=(HARBIN,)),
    Record(id="2", title="Russian consulate in Harbin", date="2013", regions=(HARBIN,), topics=named("Harvests")),
    Record(id="3", title="Hard winter in the north", date="2014", regions=(CHINA,), authors=named("Ann Harper")),
    Record(id="4", title="O'Meara in New York", date="2015", regions=(YORK,), source=named("Harbour Post")),
    Record(id="5", title="黑龙江省新闻", date="2016", regions=(Tag("x", "黑龙江省"),), body="COVID-19"),
]


def offer(typed: list[Any], records: list[Record] = ARCHIVE) -> list[dict[str, Any]]:
    ordered = in_order(records)
    index, store = index_of(tokens_of(ordered)), Store()
    given = {
        "section": write_suggestions(store, corpus_of(ordered), index),
        "vocabulary": write_vocabulary(store, entries_of(index)),
        "rows": [{"title": record.title, "url": f"article/{record.id}/"} for record in ordered],
        "typed": [one if isinstance(one, list) else [one, None] for one in typed],
    }
    answers: list[dict[str, Any]] = run(
        ASK, given | {"files": {name: data.decode() for name, data in store.files.items()}}
    )
    return answers


def shown(answer: dict[str, Any], kind: str = "") -> list[str]:
    return [item["text"] for item in answer["items"] if kind in ("", item["kind"])]


def test_words_tags_and_headlines_that_begin_so_are_offered_with_their_articles() -> None:
    (answer,) = offer(["harb"])

    assert [(item["kind"], item["text"], item.get("count")) for item in answer["items"]] == [
        ("word", "harbin", 2),
        ("word", "harbour", 2),
        ("region", "Harbin", 2),
        ("source", "Harbour Post", 1),
        ("title", "Russian consulate in Harbin", None),
        ("title", "Harbin harbour opens to Russian barges", None),
    ]


def test_a_tag_counts_the_articles_of_what_lies_inside_it_and_is_known_by_its_id() -> None:
    (answer,) = offer(["chi"])

    assert [(item["id"], item["count"]) for item in answer["items"] if item["kind"] == "region"] == [("CN", 3)]


def test_a_headline_is_offered_that_has_all_words_typed_in_any_order() -> None:
    both, none, common = offer(["harbin russ", "harbin wint", "the harbin of cons"])

    assert shown(both, "title") == ["Russian consulate in Harbin", "Harbin harbour opens to Russian barges"]
    assert shown(none, "title") == []
    assert shown(common, "title") == ["Russian consulate in Harbin"]


def test_what_is_taken_replaces_the_word_before_the_caret_only() -> None:
    (answer,) = offer([["oil harb gas", 8]])

    assert (answer["from"], answer["to"]) == (4, 8)
    assert {(item["from"], item["to"]) for item in answer["items"]} == {(4, 8)}


def test_a_name_of_two_words_is_replaced_as_a_whole() -> None:
    (answer,) = offer(["oil new yo"])

    assert [(i["text"], i["from"], i["to"]) for i in answer["items"] if i["kind"] == "region"] == [("New York", 4, 10)]


def test_behind_a_field_only_tags_of_its_kind_are_offered_and_the_field_is_replaced() -> None:
    region, author, title = offer(["oil region:har", "-author:har", "title:harb"])

    assert [(item["kind"], item["text"], item["from"]) for item in region["items"]] == [("region", "Harbin", 4)]
    assert [(item["text"], item["query"], item["from"]) for item in author["items"]] == [
        ("Ann Harper", 'author:"Ann Harper"', 1)
    ]
    assert [(item["kind"], item["text"], item["from"]) for item in title["items"]] == [
        ("word", "harbin", 6),
        ("word", "harbour", 6),
    ]


def test_names_with_joints_and_numbers_are_offered() -> None:
    name, illness = offer(["O'Mea", "COVID-1"])

    assert shown(name) == ["omeara", "O'Meara in New York"]
    assert shown(illness) == ["covid19"]


def test_chinese_finds_tags_and_headlines() -> None:
    two, three = offer(["黑龙", "黑龙江"])

    assert shown(two) == shown(three) == ["黑龙江省", "黑龙江省新闻"]


@pytest.mark.parametrize(
    "typed", ["", "harb ", "(", '"', ["harbin", 3], "xyzzy", "*", "\u202e", "\ud800", "~", "a" * 5000]
)
def test_nothing_is_offered_where_nothing_is_begun(typed: Any) -> None:
    (answer,) = offer([typed])

    assert answer["items"] == []


def test_inside_quotation_marks_headlines_are_not_offered() -> None:
    (answer,) = offer(['"harb'])

    assert shown(answer, "title") == []
    assert shown(answer, "word") == ["harbin", "harbour"]


def test_a_keypress_reads_few_files_however_many_articles_begin_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suggestions, "FILE", 200)
    records = [
        Record(id=str(n), title=f"harbour{n} story", topics=named(f"Harvest {n}"), date="2012") for n in range(300)
    ]

    answers = offer(["h", "ha", "har", "harb", "harbour1"], records)

    for answer in answers:
        assert len([name for name in answer["read"] if name.startswith("s/") and name.endswith(".txt")]) <= 4
    assert shown(answers[-1], "title")


def test_an_archive_without_titles_and_tags_offers_words_alone() -> None:
    (answer,) = offer(["harb"], [Record(id="1", body="Harbin")])

    assert shown(answer) == ["harbin"]


def test_the_lines_of_a_key_lie_in_one_file() -> None:
    store = Store()

    write_lines(store, "s/", [("a", "1"), *(("b", str(n)) for n in range(50)), ("c", "2")], 40)

    holding = [name for name, data in store.files.items() if b"b\t" in data]
    assert len(holding) == 1
