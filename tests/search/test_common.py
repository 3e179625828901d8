"""Lists of the words that every sentence is made of."""

from __future__ import annotations

from typing import Any

import pytest

from plugins.archive_search import common
from plugins.archive_search.common import write_common
from plugins.archive_search.postings import index_of
from plugins.archive_search.records import Record
from plugins.archive_search.store import Store
from plugins.archive_search.tags import named
from plugins.archive_search.terms import COMMON
from plugins.archive_search.tokens import tokens_of

from .node import run

ASK = """
const { Common } = await import(JS + "/common.mjs");
const { Files } = await import(JS + "/files.mjs");
const files = new Files(async (name) => Uint8Array.from(input.files[name]));
const lists = new Common(input.section, files, { articles: input.articles });
const answers = [];
for (const word of input.words) answers.push([...await lists.articles(word)]);
console.log(JSON.stringify(answers));
"""


def records_with(words: list[list[str]]) -> list[Record]:
    return [Record(id=str(number), body=" harbour ".join(found)) for number, found in enumerate(words)]


def written(records: list[Record]) -> tuple[dict[str, Any], dict[str, bytes]]:
    store = Store()
    return write_common(store, index_of(tokens_of(records))), store.files


def lists_read(records: list[Record], words: list[str]) -> list[list[int]]:
    section, files = written(records)
    given = {"section": section, "articles": len(records), "words": words}
    answers: list[list[int]] = run(ASK, given | {"files": {name: list(data) for name, data in files.items()}})
    return answers


def test_every_common_word_leads_to_the_articles_that_hold_it() -> None:
    words = sorted(COMMON)
    there = [[word for place, word in enumerate(words) if number % (place % 9 + 1) == 0] for number in range(90)]

    lists = lists_read(records_with(there), words)

    for word, numbers in zip(words, lists, strict=True):
        assert numbers == [number for number, found in enumerate(there) if word in found], word


def test_a_common_word_is_found_in_every_field() -> None:
    records = [
        Record(id="a", title="The harbour"),
        Record(id="b", source=named("the Post")),
        Record(id="c", body="rain"),
    ]

    assert lists_read(records, ["the"]) == [[0, 1]]


def test_a_common_word_no_article_holds_has_an_empty_list() -> None:
    assert lists_read([Record(id="a", body="The harbour")], ["the", "very"]) == [[0], []]
    assert lists_read([], ["the"]) == [[]]


def test_a_word_of_nearly_all_articles_takes_hardly_any_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(common, "FILE", 1)

    _, files = written(records_with([["the"]] * 2000 + [[]]))

    assert max(len(data) for name, data in files.items() if name.endswith(".bin")) < 10


def test_one_word_reads_one_file_of_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(common, "FILE", 20)
    there = [
        [word for place, word in enumerate(("the", "very", "when")) if number % (place + 2)] for number in range(99)
    ]
    section, files = written(records_with(there))
    first = next(name for name in files if name.endswith(".bin"))
    given = {"section": section, "articles": 99, "words": ["the"]}

    answers = run(ASK, given | {"files": {name: list(files[name]) for name in (section["words"], first)}})

    assert len(files) == 4
    assert answers == [[number for number, words in enumerate(there) if "the" in words]]
