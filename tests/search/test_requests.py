"""What the engine tells of a request besides its articles: filters, facets, order, pages, counts, rows, advice."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from plugins.archive_search.build import build
from plugins.archive_search.records import record_of

from .conformance.oracle import Oracle
from .conformance.texts import Article
from .node import PROGRAM, run
from .test_conformance import as_record

ASK = """
const { openSearch } = await import(JS + "/search.mjs");
const engine = await openSearch(lunr, async (name) => readFileSync(`${input.folder}/${name}`));
const answers = [];
for (const [method, request] of input.asked) answers.push(await engine[method](request));
console.log(JSON.stringify(answers));
"""
FILTERS = {"region": ["AL-N", "TR"], "topic": ["trade", "weather"], "from": "2012", "to": "2019-06"}


@pytest.fixture(scope="module")
def oracle() -> Oracle:
    return Oracle()


@pytest.fixture(scope="module")
def folder(oracle: Oracle, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The corpus of the conformance suite, made searchable."""
    folder = tmp_path_factory.mktemp("requests")
    build([record_of(as_record(article, oracle.trees)) for article in oracle.articles], folder, PROGRAM)
    return folder


def ask(folder: Path, *asked: tuple[str, dict[str, Any]]) -> list[Any]:
    answers: list[Any] = run(ASK, {"folder": str(folder), "asked": asked})
    return answers


def found(oracle: Oracle, query: str) -> list[Article]:
    full, part = oracle.answer(query)
    return [article for article in oracle.articles if article.id in full | part]


def under(oracle: Oracle, article: Article, kind: str) -> set[str]:
    """The tags of an article and all that contain them."""
    return set().union(*(oracle.trees[kind].above(tag) for tag in article.tags(kind)))


def test_any_value_of_a_filter_will_do_and_all_filters_hold(folder: Path, oracle: Oracle) -> None:
    [answer] = ask(folder, ("search", {"query": "ship OR port OR rain", "filters": FILTERS, "count": 100}))

    query = "(ship OR port OR rain) (region:=AL-N OR region:=TR) (topic:=trade OR topic:=weather) date:2012..2019-06"
    expected = {article.id for article in found(oracle, query)}
    assert {row["id"] for row in answer["rows"]} == expected
    assert answer["total"] == len(expected) > 3


def test_filters_alone_find_what_passes_them_newest_first(folder: Path, oracle: Oracle) -> None:
    [answer] = ask(folder, ("search", {"query": "", "filters": {"year": ["2012", "2016"]}, "count": 100}))

    expected = found(oracle, "date:2012 OR date:2016")
    dates = [row["date"] for row in answer["rows"]]
    assert sorted(row["id"] for row in answer["rows"]) == sorted(article.id for article in expected)
    assert dates == sorted(dates, reverse=True)


def test_facets_count_all_hits_and_do_not_narrow_themselves(folder: Path, oracle: Oracle) -> None:
    filters = {"region": ["AL-N", "nowhere"], "year": ["2012"]}
    [facets] = ask(folder, ("facets", {"query": "ferry port pipeline", "filters": filters}))

    hits = found(oracle, "ferry port pipeline")
    in_year = [article for article in hits if article.date.startswith("2012")]
    regions = Counter(tag for article in in_year for tag in under(oracle, article, "region"))
    in_both = [article for article in in_year if "AL-N" in under(oracle, article, "region")]
    topics = Counter(tag for article in in_both for tag in under(oracle, article, "topic"))
    years = Counter(a.date[:4] for a in hits if "AL-N" in under(oracle, a, "region") and a.date)
    assert {tag["id"]: tag["count"] for tag in facets["region"] if tag["count"]} == regions
    assert {tag["id"]: tag["count"] for tag in facets["topic"] if tag["count"]} == topics
    assert {tag["id"]: tag["count"] for tag in facets["year"] if tag["count"]} == years
    assert [tag["id"] for tag in facets["region"] if tag["selected"]] == ["AL-N", "nowhere"]
    assert min(len(regions), len(topics), len(years)) > 2


def test_the_histogram_has_every_hit_once(folder: Path, oracle: Oracle) -> None:
    early = {"from": "2010", "to": "2012-06"}
    asked = ("facets", {"query": "the"}), ("facets", {"query": "ferry", "filters": early})
    by_year, by_month = ask(folder, *asked)

    hits = found(oracle, "the")
    counted = sum(count for _, count in by_year["histogram"]["bars"])
    assert by_year["histogram"]["unit"] == "year"
    assert counted + by_year["histogram"]["undated"] == len(hits)
    assert by_year["histogram"]["undated"] == sum(1 for article in hits if not article.date) > 0
    assert by_month["histogram"]["unit"] == "month"
    assert by_month["histogram"]["bars"] == [["2011-05", 1], ["2011-06", 1], ["2012-05", 1]]


@pytest.mark.parametrize("sort", ["relevance", "newest", "oldest"])
def test_pages_join_without_gap_or_repeat_and_all_words_come_first(sort: str, folder: Path) -> None:
    request = {"query": "ferry storm letter", "sort": sort}
    whole, *pages = ask(
        folder,
        ("search", {**request, "count": 100}),
        *(("search", {**request, "first": first, "count": 4}) for first in range(0, 20, 4)),
    )

    ids = [row["id"] for row in whole["rows"]]
    assert [row["id"] for page in pages for row in page["rows"]] == ids
    assert len(ids) == whole["total"] > 12
    assert [row["all"] for row in whole["rows"]] == [True] * whole["all"] + [False] * whole["some"]


@pytest.mark.parametrize(("sort", "undated_last"), [("newest", True), ("oldest", True)])
def test_articles_without_a_date_come_last_in_either_order_of_dates(
    sort: str, undated_last: bool, folder: Path
) -> None:
    [answer] = ask(folder, ("search", {"query": "letter OR news OR ferry", "sort": sort, "count": 100}))

    dates = [row.get("date", "") for row in answer["rows"]]
    dated = [date for date in dates if date]
    assert dates == dated + [""] * (len(dates) - len(dated))
    assert dated == sorted(dated, reverse=sort == "newest")
    assert len(dates) > len(dated) > 3


def test_the_rows_of_an_export_are_all_that_is_counted(folder: Path) -> None:
    request = {"query": "ferry storm", "filters": {"region": ["AL"]}}
    answer, rows, some = ask(
        folder, ("search", request), ("exportRows", request), ("exportRows", {**request, "first": 2, "count": 3})
    )

    assert len(rows["rows"]) == rows["total"] == answer["total"]
    assert [row["id"] for row in some["rows"]] == [row["id"] for row in rows["rows"]][2:5]
    assert all("text" not in row for row in rows["rows"])


def test_a_count_is_of_articles_with_all_words_and_tells_their_years(folder: Path, oracle: Oracle) -> None:
    count, nothing, problem = ask(
        folder, ("count", {"query": "ferry port"}), ("count", {"query": "xylophone"}), ("count", {"query": '"ferry'})
    )

    full, _ = oracle.answer("ferry port")
    assert (count["total"], count["first"], count["last"]) == (len(full), "2011", "2022")
    assert (nothing["total"], nothing["first"], nothing["last"]) == (0, None, None)
    assert problem["problem"] == {"message": "Unclosed quotation mark at 1", "at": 1}


def test_who_finds_nothing_is_told_which_filter_to_drop(folder: Path) -> None:
    filters = {"region": ["moon-island"], "year": ["2021"]}
    [advice] = ask(folder, ("correct", {"query": "gull", "filters": filters}))

    drops = {(drop["kind"], drop["value"]) for drop in advice["drops"]}
    assert drops == {("region", "moon-island"), ("year", "2021")}
    assert all(drop["total"] > 0 for drop in advice["drops"])


def test_who_misspells_is_told_the_spelling_that_finds_something(folder: Path) -> None:
    [advice] = ask(folder, ("correct", {"query": "kestral harbour"}))

    assert advice["queries"][0]["query"] == "kestrel harbour"
    assert advice["queries"][0]["total"] > 0


def test_nothing_to_search_for_is_said(folder: Path) -> None:
    empty, signs = ask(folder, ("search", {"query": ""}), ("search", {"query": "… - &"}))

    assert empty["problem"] == signs["problem"] == {"message": "There is no word to search for", "at": 0}
