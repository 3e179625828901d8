"""What a researcher does on the search page, in an archive of 150 made-up articles."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from .conftest import Elsewhere, Reader, watched
from .made_archive import inside, records

pytestmark = pytest.mark.browser

BOX = "[data-archive-search=page] input[name=q]"
RESULTS = "[data-archive-search=results] > .search-result"
BARS = ".search-histogram svg a"
PHONE = {"width": 320, "height": 640}
DESK = {"width": 1280, "height": 900}


@pytest.fixture
def reader(chromium: Browser, elsewhere: Elsewhere, archive_home: str) -> Iterator[Reader]:
    with watched(chromium, elsewhere, archive_home, viewport=DESK) as reader:
        yield reader


def counted(holds: Callable[[dict[str, Any]], bool]) -> int:
    """How many of the made-up articles hold something: what the page must say."""
    return sum(map(holds, records()))


def within(article: dict[str, Any], *ids: str) -> bool:
    return bool(inside([*article["regions"], *article["topics"]]) & set(ids))


def total(page: Page, number: int) -> None:
    """Waits until the page counts so many articles."""
    words = "No articles found" if not number else f"{number} article{'' if number == 1 else 's'}"
    expect(page.locator(".search-total")).to_have_text(words)


def facet(page: Page, name: str) -> Locator:
    return page.get_by_role("group", name=f"Filter by {name}")


def asked(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


# Filters


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


# Dates


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


# Address and history


def test_an_address_gives_the_same_page_in_a_fresh_browser(
    reader: Reader, chromium: Browser, elsewhere: Elsewhere
) -> None:
    page = reader.open("search/?q=bridge+strait")
    facet(page, "region").get_by_role("checkbox", name="Northland").check()
    page.get_by_role("link", name="Newest").click()
    page.get_by_role("button", name="Show more").click()
    expect(page.locator(RESULTS)).to_have_count(30)
    expect(page.get_by_role("list", name="Filters in force")).to_contain_text("Northland")

    with watched(chromium, elsewhere, reader.home, viewport=DESK) as other:
        other.page.goto(page.url)
        expect(other.page.locator(RESULTS)).to_have_count(30)
        expect(facet(other.page, "region").get_by_role("checkbox", name="Northland")).to_be_checked()

        assert content_of(other.page) == content_of(page)


def content_of(page: Page) -> list[str]:
    """What the page says, but for the time a search took."""
    expect(page.locator(BARS).first).to_be_visible()
    texts = page.locator("[data-archive-search=answer] :is(a, p, h2, h3, label, summary, svg text)").all_text_contents()
    return [re.sub(r"\d+\.\d+ seconds", "", text) for text in [page.title(), *texts]]


def test_back_and_forward_walk_through_the_searches(reader: Reader) -> None:
    page = reader.open("search/?q=ferry")
    ferries = counted(lambda a: "ferry" in a["body"])
    total(page, ferries)
    page.locator(BOX).fill("bridge")
    page.locator(BOX).press("Enter")
    bridges = counted(lambda a: "bridge" in a["body"])
    total(page, bridges)
    facet(page, "region").get_by_role("checkbox", name="Southmark").check()
    total(page, counted(lambda a: "bridge" in a["body"] and within(a, "S")))

    page.go_back()
    total(page, bridges)
    expect(facet(page, "region").get_by_role("checkbox", name="Southmark")).not_to_be_checked()
    page.go_back()
    total(page, ferries)
    expect(page).to_have_title(re.compile("^ferry – "))
    page.go_forward()

    total(page, bridges)
    expect(page).to_have_title(re.compile("^bridge – "))
    expect(page.locator(BOX)).to_have_value("bridge")


def test_back_from_an_article_leads_to_the_same_results(reader: Reader) -> None:
    page = reader.open("search/?q=strait")
    page.get_by_role("button", name="Show more").click()
    expect(page.locator(RESULTS)).to_have_count(30)
    page.locator(RESULTS).nth(25).scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    reader.page.goto(reader.home + "about/")

    page.go_back()

    expect(page.locator(RESULTS)).to_have_count(30)
    page.wait_for_function("before => Math.abs(scrollY - before) < 200", arg=before)


# Words in, words out


def test_only_the_count_is_announced(reader: Reader) -> None:
    page = reader.open("search/?q=strait")

    status = page.get_by_role("status")
    expect(status).to_have_text(f"{counted(lambda a: 'strait' in a['body'])} articles")
    live = page.locator("[aria-live], [role=status], [role=alert], [role=log]")
    assert [text for text in live.all_inner_texts() if "report" in text] == []


def test_a_misspelling_is_answered_with_what_was_meant(reader: Reader) -> None:
    page = reader.open("search/?q=pipelinne")
    total(page, 0)

    page.locator(".search-mean").get_by_role("link").first.click()

    total(page, counted(lambda a: "pipeline" in a["body"]))
    assert asked(page)["q"] == ["pipeline"]


def test_where_filters_leave_nothing_the_page_says_which_to_drop(reader: Reader) -> None:
    page = reader.open("search/?q=bridge&region=I-E&source=Coast+Wire")
    total(page, 0)

    advice = page.locator(".search-advice li")
    found = counted(lambda a: "bridge" in a["body"] and a["source"] == "Coast Wire")
    expect(advice.first).to_have_text(f"Without Region: Empty Isle: {found} articles")
    advice.first.get_by_role("link").click()

    total(page, found)


def test_a_query_that_cannot_be_read_shows_its_place(reader: Reader) -> None:
    page = reader.open('search/?q=ferry+"bridge+over')

    problem = page.locator("[data-archive-search=problem]")
    expect(problem).to_contain_text("at 7")
    expect(problem.locator("mark")).to_have_text('"')
    problem.get_by_role("button", name="Go to the place").click()

    expect(page.locator(BOX)).to_be_focused()
    assert page.locator(BOX).evaluate("box => [box.selectionStart, box.selectionEnd]") == [6, 7]


def test_a_quotation_that_is_being_typed_is_no_mistake_yet(reader: Reader) -> None:
    page = reader.open("search/")

    page.locator(BOX).press_sequentially('"river. A pipe"', delay=60)

    expect(page.locator(".search-total")).to_be_visible()
    expect(page.locator("[data-archive-search=problem]")).to_be_hidden()


def test_a_hostile_headline_is_a_headline(reader: Reader) -> None:
    page = reader.open("search/?q=lanterns")

    expect(page.locator(".search-result-title").first).to_have_text("<img src=x onerror=alert(1)> & the lanterns")
    expect(page.locator("main img")).to_have_count(0)


def test_a_missing_file_of_the_filters_leaves_the_results_and_retry_brings_the_filters(
    chromium: Browser, archive_home: str
) -> None:
    with chromium.new_context(viewport=DESK) as window:  # the browser itself reports the missing file
        window.route(re.compile(r"/search/g/"), lambda route: route.fulfill(status=404, body=""))
        page = window.new_page()
        page.goto(archive_home + "search/?q=strait")
        alert = page.get_by_role("alert")
        expect(alert).to_contain_text(re.compile(r"The filters do not work just now: g/\w+\.\w+ could not be"))
        expect(page.locator(RESULTS)).to_have_count(10)
        window.unroute(re.compile(r"/search/g/"))

        alert.get_by_role("button", name="Retry").click()

        expect(facet(page, "region").get_by_role("checkbox", name="Northland")).to_be_visible()
        expect(alert).to_be_hidden()


# Keys


def test_a_slash_leads_to_the_box_and_can_be_switched_off(reader: Reader) -> None:
    page = reader.open("search/?q=strait")
    expect(page.locator(RESULTS).first).to_be_visible()
    page.keyboard.press("/")
    expect(page.locator(BOX)).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.type("/")
    expect(page.locator(BOX)).to_have_value("strait/")

    page.get_by_text("Keys", exact=True).click()
    page.get_by_label("Use this key").uncheck()
    page.reload()
    expect(page.locator(RESULTS).first).to_be_visible()
    page.keyboard.press("/")

    expect(page.locator(BOX)).not_to_be_focused()


def test_arrows_walk_through_the_results_and_escape_leads_back(reader: Reader) -> None:
    page = reader.open("search/?q=strait")
    links = page.locator(".search-result-title a")
    expect(links).to_have_count(10)
    page.locator(BOX).focus()

    page.keyboard.press("ArrowDown")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator(BOX)).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(page.locator(BOX)).to_be_focused()
    page.keyboard.press("Escape")

    expect(page.locator(BOX)).to_have_value("")
    expect(page).to_have_url(re.compile(r"/search/$"))


def test_enter_opens_the_result_the_arrows_reached(reader: Reader) -> None:
    page = reader.open("search/?q=strait")
    first = page.locator(".search-result-title a").first
    expect(first).to_be_visible()
    page.route("**/article/**", lambda route: route.fulfill(body="<!DOCTYPE html><title>Article</title>"))
    page.locator(BOX).focus()

    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(r"/article/article-\d+/"))


def test_suggestions_are_reached_by_arrows_while_the_focus_stays_in_the_box(reader: Reader) -> None:
    page = reader.open("search/")
    box = page.locator(BOX)
    box.press_sequentially("lighth")
    options = page.get_by_role("option")
    expect(options.first).to_contain_text("lighthouse")
    expect(box).to_have_attribute("aria-expanded", "true")

    box.press("ArrowDown")

    expect(box).to_be_focused()
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert box.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    box.press("Enter")
    expect(box).to_have_value("lighthouse")
    expect(box).to_have_attribute("aria-expanded", "false")
    total(page, counted(lambda a: "lighthouse" in a["body"]))


def test_escape_closes_the_suggestions_before_it_clears_the_box(reader: Reader) -> None:
    page = reader.open("search/")
    box = page.locator(BOX)
    box.press_sequentially("lighth")
    expect(page.get_by_role("listbox")).to_be_visible()

    box.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_value("lighth")
    box.press("Escape")

    expect(box).to_have_value("")


def test_a_suggested_region_becomes_a_filter(reader: Reader) -> None:
    page = reader.open("search/?q=strait")
    box = page.locator(BOX)
    box.press("End")
    box.press_sequentially(" northl")

    page.get_by_role("option", name="Northland region").click()

    expect(box).to_have_value("strait")
    assert asked(page) == {"q": ["strait"], "region": ["N"]}
    expect(page.get_by_role("list", name="Filters in force")).to_contain_text("Region: Northland")


def test_a_suggested_headline_opens_its_article(reader: Reader) -> None:
    page = reader.open("search/")
    page.route("**/article/**", lambda route: route.fulfill(body="<!DOCTYPE html><title>Article</title>"))
    page.locator(BOX).press_sequentially("Nobody liv")
    headline = page.get_by_role("option").filter(has_text="headline")
    expect(headline).to_have_count(1)

    headline.click()

    expect(page).to_have_url(re.compile(r"/article/article-4/$"))


def test_the_keyboard_alone_reaches_everything(reader: Reader) -> None:
    page = reader.open("search/?q=strait")
    expect(page.locator(BARS).first).to_be_visible()
    parts = [
        ".search-button",
        ".search-order a",
        ".search-tools summary",
        ".search-facet > summary",
        ".search-tag-open",
        ".search-tag-name input",
        ".search-dates input",
        ".search-apply",
        ".search-histogram svg a",
        ".search-histogram-twin summary",
        ".search-result-title a",
        ".search-result-meta a",
        ".search-more",
        ".search-keys summary",
    ]
    page.locator(BOX).focus()
    missing = set(parts)

    for _ in range(150):
        page.keyboard.press("Tab")
        missing -= set(page.evaluate("parts => parts.filter(part => document.activeElement.matches(part))", parts))

    assert missing == set()


# How it looks and sounds


@pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
def test_nothing_moves_when_results_come(
    chromium: Browser, elsewhere: Elsewhere, archive_home: str, screen: Any
) -> None:
    with watched(chromium, elsewhere, archive_home, viewport=screen) as reader:
        page = reader.open("search/?q=bridge+lighthouse&region=N")
        expect(page.locator(BARS).first).to_be_visible()

        moved = page.evaluate(
            """() => new Promise(done => new PerformanceObserver(list => done(list.getEntries()
                 .flatMap(entry => entry.sources.map(({node}) => [entry.value, node?.className]))))
                 .observe({type: 'layout-shift', buffered: true}) ?? setTimeout(() => done([]), 300))"""
        )

        assert sum(value for value, _ in moved) < 0.01, moved  # cumulative layout shift; 0.1 is called good


@pytest.mark.parametrize("address", ["search/", "search/?q=bridge+lighthouse&region=N", "search/?q=zzzz&region=N"])
def test_a_small_screen_with_wide_spacing_needs_no_sideways_scrolling(
    chromium: Browser, archive_home: str, address: str
) -> None:
    with chromium.new_context(viewport=PHONE, bypass_csp=True) as window:
        page = window.new_page()
        page.goto(archive_home + address)
        page.add_style_tag(
            content="* {line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important}"
        )
        if "q=" in address:
            expect(page.locator(".search-total")).not_to_have_text("\u00a0")
            page.get_by_role("button", name="Filters").click()
            expect(facet(page, "region").get_by_role("checkbox").first).to_be_visible()

        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_bars_are_seen_in_forced_colours(chromium: Browser, elsewhere: Elsewhere, archive_home: str) -> None:
    with watched(chromium, elsewhere, archive_home, forced_colors="active") as reader:
        page = reader.open("search/?q=strait")
        expect(page.locator(BARS).first).to_be_visible()

        bar, ground = page.evaluate(
            """() => [getComputedStyle(document.querySelector('.search-histogram-bar')).fill,
                      getComputedStyle(document.body).backgroundColor]"""
        )

        assert bar != ground


def test_what_a_screen_reader_is_told_of_the_search(reader: Reader) -> None:
    page = reader.open("search/?q=bridge+lighthouse&region=N")
    expect(page.locator(BARS).first).to_be_visible()
    both = counted(lambda a: within(a, "N") and "bridge" in a["body"] and "lighthouse" in a["body"])
    some = counted(lambda a: within(a, "N") and ("bridge" in a["body"] or "lighthouse" in a["body"])) - both

    expect(page.locator("[data-archive-search=page]")).to_match_aria_snapshot(f"""
      - search:
        - combobox "Search the archive": bridge lighthouse
        - button "Search"
      - status: /\\d+ articles/
      - heading "{both + some} articles" [level=2]
      - paragraph:
        - link "Only the {both} with all words"
        - text: ", {some} with some of them"
      - paragraph: /\\d+\\.\\d+ seconds , 150 articles searched, newest of/
      - list "Order":
        - listitem:
          - link "Relevance"
        - listitem:
          - link "Newest"
        - listitem:
          - link "Oldest"
      - list "Filters in force":
        - listitem:
          - 'link "Remove filter Region: Northland"'
    """)
    expect(facet(page, "topic")).to_match_aria_snapshot("""
      - group "Filter by topic":
        - list:
          - listitem:
            - button "Inside trade"
            - checkbox /trade \\d+ articles/
          - listitem:
            - checkbox /weather \\d+ articles/
    """)


def test_settings_of_the_reader_stay_in_the_browser(reader: Reader) -> None:
    page = reader.open("search/?q=strait")
    expect(page.locator(RESULTS).first).to_be_visible()

    stored = page.evaluate("JSON.stringify([document.cookie, Object.keys(localStorage)])")

    assert json.loads(stored) == ["", []]
