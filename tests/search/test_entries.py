"""The numbers of articles a vocabulary tells."""

from __future__ import annotations

from plugins.archive_search.entries import Entry, entries_of
from plugins.archive_search.fields import utf16
from plugins.archive_search.postings import index_of
from plugins.archive_search.records import Record
from plugins.archive_search.tokens import tokens_of


def vocabulary(*records: Record) -> dict[str, Entry]:
    return {entry.text: entry for entry in entries_of(index_of(tokens_of(records)))}


def test_a_word_counts_its_articles_and_those_of_its_term() -> None:
    found = vocabulary(
        Record(id="1", body="The pipelines, pipelines"),
        Record(id="2", title="Pipeline", body="a pipeline"),
        Record(id="3"),
    )

    assert found["pipelines"] == Entry("pipelines", 1, 2, 0, "pipelin")
    assert found["pipeline"] == Entry("pipeline", 1, 2, 0, "pipelin")
    assert found["pipelin"] == Entry("pipelin", term=2)


def test_a_word_that_stands_nowhere_but_in_a_chain_is_an_entry() -> None:
    found = vocabulary(Record(id="1", body="work-ing"), Record(id="2", body="works"))

    assert found["working"] == Entry("working", 1, 2, 0, "work")
    assert found["ing"] == Entry("ing", 1, 1, 1, "ing")


def test_common_words_are_no_entries() -> None:
    assert vocabulary(Record(id="1", body="the and of")) == {}


def test_entries_come_in_the_order_of_utf16_units() -> None:
    entries = entries_of(index_of(tokens_of([Record(id="1", body="zebra 𐐀 ﬀ harbin école 俄罗斯")])))

    assert [entry.text for entry in entries] == sorted((entry.text for entry in entries), key=utf16)


def test_a_russian_word_counts_the_articles_with_its_stem_and_those_with_itself() -> None:
    found = vocabulary(
        Record(id="1", body="в Харбине", lang="ru"),
        Record(id="2", body="из Харбина", lang="ru"),
        Record(id="3", body="the word Харбина", lang="en"),
        Record(id="4", body="the word Харбине", lang="en"),
    )

    assert found["харбина"] == Entry("харбина", 2, 3, 1, "харбин")
    assert found["харбине"] == Entry("харбине", 2, 3, 1, "харбин")
    assert found["харбин"] == Entry("харбин", term=2)


def test_without_russian_posts_a_russian_word_counts_as_written() -> None:
    assert vocabulary(Record(id="1", body="Харбина"), Record(id="2", body="Харбине"))["харбина"].found == 1


def test_an_empty_archive_has_no_entries() -> None:
    assert vocabulary() == {}
