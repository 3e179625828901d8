"""Filters, dates and order of a search, in an archive of 150 made-up articles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from .conftest import Elsewhere, Reader, watched
from .made_archive import records
from .search_page import BARS, DESK, PHONE, RESULTS, asked, counted, facet, total, within

pytestmark = pytest.mark.browser


@pytest.fixture
def reader(chromium: Browser, elsewhere: Elsewhere, archive_home: str) -> Iterator[Reader]:
    with watched(chromium, elsewhere, archive_home, viewport=DESK) as reader:
        yield reader


def test_a_region_filters_by_exactly_the_number_beside_it(reader: Reader) -> None:
    page = reader.open("search/?q=strait")
    box = facet(page, "region").get_by_role("checkbox", name="Northland")
    north = counted(lambda article: within(article, "N"))
    expect(box).to_have_accessible_name(f"Northland {north} articles")

    box.check()

    total(page, north)
    assert asked(page) == {"q": ["strait"], "region": ["N"]}
    expect(box).to_be_checked()
    expect(box).to_be_focused()


def test_two_regions_widen_and_a_source_narrows(reader: Reader) -> None:
    page = reader.open("search/?q=strait")
    facet(page, "region").get_by_role("checkbox", name="Southmark").check()
    total(page, counted(lambda a: within(a, "S")))

    facet(page, "region").get_by_role("checkbox", name="Northland").check()
    total(page, counted(lambda a: within(a, "S", "N")))
    facet(page, "source").get_by_role("checkbox", name="Coast Wire").check()

    total(page, counted(lambda a: within(a, "S", "N") and a["source"] == "Coast Wire"))
    other = counted(lambda a: within(a, "S", "N") and a["source"] == "Alder Gazette")
    expect(facet(page, "source").get_by_role("checkbox", name="Alder Gazette")).to_have_accessible_name(
        f"Alder Gazette {other} articles"
    )


def test_a_region_opens_to_what_lies_inside_it(reader: Reader) -> None:
    page = reader.open("search/?q=strait")
    regions = facet(page, "region")
    expect(regions.get_by_role("checkbox", name="Port Alder")).to_have_count(0)

    regions.get_by_role("button", name="Inside Northland").click()
    regions.get_by_role("button", name="Inside North Coast").click()
    regions.get_by_role("checkbox", name="Port Alder").check()

    total(page, counted(lambda a: within(a, "N-C-P")))
    regions.get_by_role("button", name="Inside Northland").click()
    expect(regions.get_by_role("checkbox", name="Port Alder")).to_have_count(0)


def test_what_would_find_nothing_is_shown_and_cannot_be_ticked(reader: Reader) -> None:
    page = reader.open("search/?q=bridge&region=S")

    regions = facet(page, "region")
    regions.get_by_role("button", name="Inside The Isles").click()

    empty = regions.get_by_role("checkbox", name="Empty Isle")
    expect(empty).to_have_accessible_name("Empty Isle 0 articles")
    expect(empty).to_be_disabled()


def test_chips_take_filters_away_and_the_focus_stays_on_the_page(reader: Reader) -> None:
    page = reader.open("search/?q=strait&region=S&topic=t3&year=2012&from=2010")
    chips = page.get_by_role("list", name="Filters in force")
    expect(chips.get_by_role("listitem")).to_have_text(
        [
            "Remove filter Region: Southmark",
            "Remove filter Topic: weather",
            "Remove filter Year: 2012",
            "Remove filter Date: since 2010",
            "Clear all filters",
        ]
    )

    chips.get_by_role("link", name="Remove filter Topic: weather").press("Enter")

    expect(chips.get_by_role("listitem")).to_have_count(4)
    expect(page.locator(".search-total")).to_be_focused()
    chips.get_by_role("link", name="Clear all filters").click()
    total(page, counted(lambda a: a["id"] != "article-4"))
    assert asked(page) == {"q": ["strait"]}


def test_only_those_with_all_words(reader: Reader) -> None:
    page = reader.open("search/?q=bridge+lighthouse&source=Coast+Wire")
    mine = [article["body"] for article in records() if article["source"] == "Coast Wire"]
    total(page, sum("bridge" in body or "lighthouse" in body for body in mine))
    both = sum("bridge" in body and "lighthouse" in body for body in mine)

    page.get_by_role("link", name=f"Only the {both} with all words").click()

    total(page, both)
    expect(facet(page, "source").get_by_role("checkbox", name="Coast Wire")).to_have_accessible_name(
        f"Coast Wire {both} articles"
    )
    assert asked(page)["all"] == ["1"]


def test_filters_alone_are_a_search(reader: Reader) -> None:
    page = reader.open("search/?source=Coast+Wire")

    total(page, counted(lambda a: a["source"] == "Coast Wire"))
    dates = page.locator(".search-result-when time").evaluate_all("nodes => nodes.map(node => node.dateTime)")
    assert dates == sorted(dates, reverse=True)


def test_a_row_leads_to_its_source_and_regions(reader: Reader) -> None:
    page = reader.open("search/?q=strait")
    row = page.locator(RESULTS).first
    name = row.locator(".search-result-region a").first.inner_text()

    row.locator(".search-result-region a").first.click()

    expect(page.get_by_role("list", name="Filters in force")).to_contain_text(f"Region: {name}")


def test_a_bar_filters_by_its_year_then_by_its_month_and_the_way_back_is_there(reader: Reader) -> None:
    page = reader.open("search/?q=strait")
    year = counted(lambda a: a["date"].startswith("2012"))
    page.locator(BARS).filter(has_text="2012").click()
    total(page, year)

    month = page.locator(BARS).first
    name = month.get_attribute("aria-label") or ""
    month.focus()
    month.press("Enter")

    total(page, int(name.split(": ")[1].split()[0]))
    assert re.fullmatch(r"2012-\d\d", asked(page)["from"][0])
    page.locator(".search-histogram").get_by_role("link", name="2012", exact=True).click()
    total(page, year)
    page.locator(".search-histogram").get_by_role("link", name="All dates").click()
    assert asked(page) == {"q": ["strait"]}


@pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
def test_every_bar_can_be_pressed_by_a_finger(
    chromium: Browser, elsewhere: Elsewhere, archive_home: str, screen: Any
) -> None:
    with watched(chromium, elsewhere, archive_home, viewport=screen) as reader:
        for address in ("search/?q=strait", "search/?q=strait&from=2012&to=2012"):
            page = reader.open(address)
            expect(page.locator(BARS).first).to_be_visible()

            sizes = [bar.bounding_box() for bar in page.locator(BARS).all()]

            assert len(sizes) > 4
            assert all(size and size["width"] >= 24 and size["height"] >= 24 for size in sizes)


def test_the_table_says_what_the_bars_say(reader: Reader) -> None:
    page = reader.open("search/?q=strait")
    expect(page.locator(BARS).first).to_be_visible()

    page.get_by_text("As a table").click()

    rows = page.locator(".search-histogram-table tbody tr").all_inner_texts()
    bars = page.locator(BARS).evaluate_all("nodes => nodes.map(node => node.ariaLabel)")
    assert [row.replace("\t", ": ") for row in rows] == [re.sub(" articles?$", "", bar) for bar in bars]
    for year in ("2009", "2013"):
        assert f"{year}\t{counted(lambda a, y=year: a['date'].startswith(y) and a['id'] != 'article-4')}" in rows  # type: ignore[misc]


def test_dates_can_be_typed(reader: Reader) -> None:
    page = reader.open("search/?q=strait")
    dates = facet(page, "date")
    dates.get_by_label("From").fill("2011")
    dates.get_by_label("To").fill("2012-06")

    dates.get_by_role("button", name="Apply").click()

    total(page, counted(lambda a: "2011" <= a["date"] <= "2012-06-31"))
    assert (asked(page)["from"], asked(page)["to"]) == (["2011"], ["2012-06"])


def test_a_date_that_is_none_is_refused_with_a_reason(reader: Reader) -> None:
    page = reader.open("search/?q=strait")
    box = facet(page, "date").get_by_label("From")
    box.fill("June")

    box.press("Enter")

    assert box.evaluate("box => box.validationMessage").startswith("Type a date as 2012")
    assert asked(page) == {"q": ["strait"]}


@pytest.mark.parametrize(("order", "newest_first"), [("Newest", True), ("Oldest", False)])
def test_results_can_be_ordered_by_date(reader: Reader, order: str, newest_first: bool) -> None:
    page = reader.open("search/?q=strait&from=2009")
    expect(page.locator(RESULTS).first).to_be_visible()

    page.get_by_role("list", name="Order").get_by_role("link", name=order).click()

    expect(page.get_by_role("link", name=order)).to_have_attribute("aria-current", "true")
    shown = "[...document.querySelectorAll('.search-result-when time')].map(node => node.dateTime)"
    ordered = "newest ? dates.toSorted().reverse() : dates.toSorted()"
    in_order = f"newest => {{ const dates = {shown}; return `${{dates}}` === `${{{ordered}}}` }}"
    page.wait_for_function(in_order, arg=newest_first)  # the order is marked before its results are there
    dates = page.evaluate(shown)
    assert len(dates) == 10
    assert dates == sorted(dates, reverse=newest_first)
