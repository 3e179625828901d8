"""On an article's page: the words a search found are marked when the address names them, and only then."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import BuiltSite

from .conftest import Reader
from .test_accessibility import violations

pytestmark = pytest.mark.browser

ARTICLE = "article/china-russia-oil-pipeline-begins-operating-expected-to-double-imports-85212a/"
MARK = "mark[data-archive-mark]"
BAR = ".search-marks"


def opened(reader: Reader, fragment: str) -> Page:
    page = reader.open(ARTICLE + fragment)
    expect(page.locator(MARK).first).to_be_visible()
    return page


def test_the_words_of_the_address_are_marked_as_printed(reader: Reader) -> None:
    page = opened(reader, "#hl=oil,oil%20pipeline,second%20line,company")

    marked = page.locator(MARK).all_inner_texts()
    assert {text.replace("\n", " ") for text in marked} == {"oil", "oil pipeline", "second line"}
    assert "Company" not in marked
    expect(page.locator(f"h1 {MARK}")).to_have_text("oil pipeline")


def test_the_first_match_is_told_apart_and_in_view(reader: Reader) -> None:
    page = opened(reader, "#hl=Belt")

    expect(page.locator(f"{MARK}[aria-current=true]")).to_be_in_viewport()
    expect(page.get_by_role("region", name="What the search found here").get_by_role("status")).to_have_text(
        "Match 1 of 1"
    )


def test_matches_are_visited_by_keyboard(reader: Reader) -> None:
    page = opened(reader, "#hl=pipeline,Russia")
    number = page.locator(MARK).count()

    page.get_by_role("button", name="Next").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("region").get_by_role("status").first).to_have_text(f"Match 2 of {number}")
    expect(page.locator(MARK).nth(1)).to_have_attribute("aria-current", "true")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Space")

    expect(page.locator(MARK).last).to_have_attribute("aria-current", "true")
    expect(page.locator(MARK).last).to_be_in_viewport()


@pytest.mark.parametrize("way", ["button", "Escape"])
def test_the_marks_go_and_leave_the_page_as_it_was(way: str, reader: Reader) -> None:
    plain = reader.open(ARTICLE).locator("main").inner_html()
    reader.open("about/")
    page = opened(reader, "#hl=pipeline,oil")

    if way == "button":
        page.get_by_role("button", name="Remove the marks").click()
    else:
        page.keyboard.press("Escape")

    expect(page.locator(f"{MARK}, {BAR}")).to_have_count(0)
    expect(page).to_have_url(re.compile(f"{re.escape(ARTICLE)}$"))
    assert page.locator("main").inner_html().replace(' tabindex="-1"', "") == plain.replace(' tabindex="-1"', "")


def test_an_article_opened_without_a_search_loads_next_to_nothing(reader: Reader, site: BuiltSite) -> None:
    asked: list[str] = []
    reader.page.on("request", lambda request: asked.append(request.url))

    page = reader.open(ARTICLE)
    page.wait_for_load_state("networkidle")

    scripts = [url.rpartition("/")[2] for url in asked if url.endswith(".mjs")]
    assert scripts == ["article.mjs"]
    [loader] = site.folder.glob("search/js-*/article.mjs")
    assert loader.stat().st_size < 200


@pytest.mark.parametrize("fragment", ["#hl=", "#hl=%", "#hl=nowhereinthistext", "#cite"])
def test_an_address_that_names_no_word_of_the_article_changes_nothing(fragment: str, reader: Reader) -> None:
    page = reader.open(ARTICLE + fragment)
    page.wait_for_load_state("networkidle")

    expect(page.locator(f"{MARK}, {BAR}")).to_have_count(0)


def test_a_phrase_is_marked_through_other_markup(reader: Reader) -> None:
    page = reader.open(ARTICLE)
    page.evaluate(
        """() => {
            const text = document.querySelector(".body p").firstChild;
            const range = document.createRange();
            range.setStart(text, 3);
            range.setEnd(text, 9); // "Monday" of "On Monday the"
            range.surroundContents(document.createElement("em"));
        }"""
    )

    page.evaluate(
        """async () => {
            history.replaceState(null, "", "#hl=On%20Monday%20the");
            const loader = document.querySelector("script[src*='article.mjs']").src;
            (await import(loader.replace("article.mjs", "highlight.mjs"))).highlight();
        }"""
    )

    assert page.locator(MARK).all_inner_texts() == ["On ", "Monday", " the"]
    expect(page.locator(f"em {MARK}")).to_have_text("Monday")
    expect(page.get_by_role("region", name="What the search found here")).to_contain_text("Match 1 of 1")


def test_axe_finds_nothing_among_the_marks(chromium: Browser, home: str) -> None:
    with chromium.new_context(bypass_csp=True) as window:  # axe comes as a script of ours
        page = window.new_page()
        page.goto(home + ARTICLE + "#hl=pipeline,China")
        expect(page.locator(BAR)).to_be_visible()

        assert violations(page) == []
