"""JSON Lines → records, and records → the tags articles are filed under."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from plugins.archive_search.corpus import corpus_of
from plugins.archive_search.records import Record, date_of, in_order, read_records, record_of, tags_of
from plugins.archive_search.tags import Tag, named, table_of


def labels_above(id: str, *records: Record) -> set[str]:
    table = table_of(tags_of(record, "region") for record in records)
    return {table.labels[number] for number in table.above[table.number[id]]}


def test_tags_may_be_labels_or_objects(tmp_path: Path) -> None:
    china = {"id": "CN", "label": "China", "role": "primary"}
    trade = {"code": "medtop:1", "label": "trade"}
    line = {"id": "a", "regions": [china, "Amur"], "topics": trade, "authors": "Ann", "date": None}
    (tmp_path / "records.jsonl").write_text(json.dumps(line))

    [record] = read_records(tmp_path / "records.jsonl")

    regions = (Tag("CN", "China"), *named("Amur"))
    assert record == Record(id="a", regions=regions, topics=(Tag("medtop:1", "trade"),), authors=named("Ann"))


@pytest.mark.parametrize("role", ["mention", "dateline"])
def test_a_region_that_is_only_mentioned_is_none_of_the_article(role: str) -> None:
    assert record_of({"id": "a", "regions": [{"id": "CN", "label": "China", "role": role}]}).regions == ()


@pytest.mark.parametrize("key", ["parents", "within"])
def test_what_contains_a_region_may_be_told_with_it(key: str) -> None:
    inside: dict[str, Any] = {
        "id": "CN-HL",
        "label": "Heilongjiang",
        key: [{"id": "CN", "label": "China", key: ["asia"]}, "amur"],
    }

    record = record_of({"id": "a", "regions": [inside]})

    assert labels_above("CN-HL", record) == {"China", "asia", "amur"}


def test_an_id_is_called_as_another_article_calls_it() -> None:
    first = record_of({"id": "a", "regions": [{"id": "CN-HL", "parents": ["CN"]}]})
    second = record_of(
        {"id": "b", "regions": [{"id": "CN", "label": "China"}, {"id": "CN-HL", "label": "Heilongjiang"}]}
    )

    assert labels_above("CN-HL", first, second) == labels_above("CN-HL", second, first) == {"China"}
    assert table_of([first.regions, second.regions]).labels == ("China", "Heilongjiang")


def test_a_tag_of_two_parents_lies_in_both_and_in_what_contains_them() -> None:
    harbin = Tag("harbin", "Harbin", (Tag("hl", "Heilongjiang", (Tag("cn", "China"),)), Tag("amur", "Amur")))

    table = table_of([(harbin,)])

    assert table.ids == ("amur", "harbin", "cn", "hl")
    assert [sorted(numbers) for numbers in table.above] == [[], [0, 2, 3], [], [2]]


def test_tags_that_contain_each_other_in_a_circle_stand_beside_each_other() -> None:
    circle = [Tag("a", "A", (Tag("b", "B"),)), Tag("b", "B", (Tag("c", "C"),)), Tag("c", "C", (Tag("a", "A"),))]

    table = table_of([tuple(circle), (Tag("d", "D", (Tag("d", "D"), Tag("a", "A"))),)])

    assert {table.ids[n]: [table.ids[m] for m in table.above[n]] for n in range(4)} == {
        "a": [],
        "b": [],
        "c": [],
        "d": ["a"],
    }


def test_an_agency_is_a_source_among_the_sources() -> None:
    record = record_of({"id": "a", "source": "Alder Gazette", "agency": "Coast Wire"})

    assert tags_of(record, "source") == named("Alder Gazette", "Coast Wire")
    assert tags_of(replace(record, agency="Alder Gazette"), "source") == named("Alder Gazette")


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2012", "2012"),
        ("2018-03", "2018-03"),
        ("2018-03-19", "2018-03-19"),
        ("2018-03-19T08:00:00Z", "2018-03-19"),
        ("2018-02-31", "2018-02"),
        ("2018-13-01", "2018"),
        ("20180319", ""),
        ("12-MAR-1987", ""),
        ("0000-01-01", ""),
        ("٢٠١٨", ""),
        ("", ""),
    ],
)
def test_a_date_is_what_can_be_read_of_it(text: str, date: str) -> None:
    assert date_of(text) == date


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "https://", "https://a b", "ftp://a.example", "//a.example"]
)
def test_only_a_web_address_is_kept_as_one(address: str) -> None:
    assert record_of({"id": "a", "original_url": address}).original_url == ""
    assert record_of({"id": "a", "original_url": "https://a.example/b"}).original_url == "https://a.example/b"


@pytest.mark.parametrize(
    "items",
    [[1], [None], [{"role": "primary"}], [{"label": 1}], [{"id": "a", "parents": "b"}], [{"id": "a", "parents": [1]}]],
)
def test_what_is_no_tag_is_refused(items: list[Any]) -> None:
    with pytest.raises(ValueError, match='"topics" holds something that is neither text nor an object'):
        record_of({"id": "a", "topics": items})


def test_tags_piled_up_without_end_are_refused() -> None:
    tag: dict[str, Any] = {"id": "0"}
    for number in range(100):
        tag = {"id": str(number + 1), "parents": [tag]}

    with pytest.raises(ValueError, match='"regions" has more than 50 tags above one another'):
        record_of({"id": "a", "regions": [tag]})


def test_every_part_of_a_record_makes_another_release() -> None:
    record = Record(id="a", regions=(Tag("CN", "China"),))
    changed = [
        replace(record, **{name: "2012"}) for name in ("id", "title", "body", "date", "url", "agency", "lang", "rights")
    ]
    changed += [replace(record, assigned=True)]
    changed += [replace(record, regions=(tag,)) for tag in (Tag("CN", "Zhongguo"), Tag("CN", "China", named("Asia")))]

    releases = [corpus_of([other]).release() for other in (record, *changed)]

    assert len(set(releases)) == len(releases)


def test_articles_of_one_date_and_id_are_in_the_order_of_their_languages() -> None:
    french, english = Record(id="a", lang="fr"), Record(id="a", lang="en")

    assert in_order([french, english]) == in_order([english, french]) == [english, french]
