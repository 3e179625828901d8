"""A list of names on the search page: how many articles have each."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from .conftest import Reader

pytestmark = pytest.mark.browser

ADDRESS = "search/#archive-search-batch"
ROWS = ".search-names-table tbody tr"


def opened(reader: Reader, names: str) -> Locator:
    """The part of the page, with the names typed in."""
    page = reader.open(ADDRESS)
    part = page.locator("[data-archive-search=batch]")
    part.get_by_role("textbox").evaluate("(field, names) => { field.value = names; }", names)
    return part


def counted(part: Locator) -> list[list[str]]:
    part.get_by_role("button", name="Count the articles").click()
    expect(part.get_by_role("status")).to_have_text(re.compile(r"^\d+ of \d+ names? found\."))
    return [row.locator("th, td").all_inner_texts() for row in part.locator(ROWS).all()]


def heading(page: Page) -> Locator:
    return page.locator("[data-archive-search=status] h2")


def test_each_name_has_its_number_of_articles_and_their_years(reader: Reader) -> None:
    rows = counted(opened(reader, "Heilongjiang\nNobody Atall\n\nFar East\npipeline NEAR/3 oil"))

    assert [row[0] for row in rows] == ["Heilongjiang", "Nobody Atall", "Far East", "pipeline NEAR/3 oil"]
    assert [bool(int(row[1])) for row in rows] == [True, False, True, True]
    assert all(re.fullmatch(r"\d{4}(–\d{4})?", row[2]) for row in rows if row[1] != "0")


def test_a_name_leads_to_its_search_which_counts_the_same(reader: Reader) -> None:
    part = opened(reader, "Far East\ntrade cooperation")
    part.get_by_label("Several words are a phrase").uncheck()
    rows = counted(part)

    for name, number, _ in rows:
        part.get_by_role("link", name=name).click()
        expect(reader.page.locator("[data-archive-search=page] input[name=q]")).to_have_value(name)
        expect(heading(reader.page)).to_have_text(re.compile(rf"^{number} articles?$"))


def test_several_words_are_a_phrase_unless_that_is_switched_off(reader: Reader) -> None:
    part = opened(reader, "China Russia oil")
    [[_, as_phrase, _]] = counted(part)

    part.get_by_label("Several words are a phrase").uncheck()
    [[_, as_words, _]] = counted(part)

    assert int(as_phrase) < int(as_words)


def test_a_line_that_is_no_query_says_why_and_stops_nothing(reader: Reader) -> None:
    rows = counted(opened(reader, 'oil\n"oil\ngas'))

    assert rows[1][1] == "–"
    assert "quotation mark" in rows[1][2]
    assert len(rows) == 3


def test_the_table_is_sorted_and_saved(reader: Reader) -> None:
    part = opened(reader, "nowhereword\nHarbin\nChina\n=1+1")
    given = counted(part)

    part.get_by_label("Most articles first").check()

    numbers = [int(row.locator("td").first.inner_text()) for row in part.locator(ROWS).all()]
    assert numbers == sorted(numbers, reverse=True)
    with reader.page.expect_download() as download:
        part.get_by_role("button", name="Save as CSV").click()
    text = Path(download.value.path()).read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert rows[0]["name"] == "China"
    assert {row["name"].removeprefix("'"): row["articles"] for row in rows} == {row[0]: row[1] for row in given}
    assert "'=1+1" in [row["name"] for row in rows]


def test_counting_can_be_stopped(reader: Reader) -> None:
    part = opened(reader, "\n".join(f"name{number}" for number in range(4_000)))
    part.get_by_role("button", name="Count the articles").click()
    expect(part.locator(ROWS).first).to_be_attached()

    part.get_by_role("button", name="Stop").click()

    expect(part.get_by_role("status")).to_have_text("Stopped.")
    assert 0 < part.locator(ROWS).count() < 4_000


def test_nothing_of_a_list_leaves_the_browser(reader: Reader) -> None:
    part = opened(reader, "Heilongjiang\nunheardofname")
    asked: list[str] = []
    reader.page.on("request", lambda request: asked.append(request.url))

    counted(part)

    assert [url for url in asked if "unheardof" in url.lower() or "heilongjiang" in url.lower() or "?" in url] == []
