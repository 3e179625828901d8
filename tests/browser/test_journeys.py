"""What a reader does: browse, search, read; with and without JavaScript, on a small screen, in the dark."""

from __future__ import annotations

import base64
import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Elsewhere, Reader, watched
from tests.conftest import BuiltSite
from tools.kinds import one_of_each

pytestmark = pytest.mark.browser

COMMON_WORDS = "China Russia"  # what the shipped archive is about
SMALLEST = {"width": 320, "height": 640}  # CSS pixels: WCAG 2.2, 1.4.10


def browse_to_an_article(page: Page) -> None:
    """From the home page over a region to a story."""
    page.get_by_role("region", name="Regions").get_by_role("link", name=re.compile(r"^China\b")).click()
    expect(page).to_have_url(re.compile(r"/region/cn/$"))
    title = page.locator("main .stories a").first.inner_text()
    page.locator("main .stories a").first.click()
    expect(page).to_have_url(re.compile(r"/article/[a-z0-9-]+/$"))
    expect(page.locator("article h1")).to_have_text(title)


def search(page: Page, words: str) -> None:
    """Type words into the search box of this page and send the form; returns when the results are announced."""
    page.get_by_role("searchbox").first.fill(words)
    page.get_by_role("searchbox").first.press("Enter")
    expect(page.get_by_role("status")).to_contain_text(re.compile(r"\d"))


def test_home_to_region_to_article(reader: Reader) -> None:
    page = reader.open()

    browse_to_an_article(page)

    expect(page.get_by_role("navigation").first).to_be_visible()


def test_a_search_finds_a_story_that_opens(reader: Reader) -> None:
    page = reader.open()

    search(page, COMMON_WORDS)

    expect(page).to_have_url(re.compile(r"/search/\?q=China\+Russia$"))
    hit = page.locator("[data-archive-search=results] > li").first
    expect(hit.locator("mark").first).to_be_visible()
    title = hit.get_by_role("link").first.inner_text()
    hit.get_by_role("link").first.click()
    expect(page.locator("article h1")).to_have_text(title)


def test_the_count_announced_is_the_number_of_hits(reader: Reader) -> None:
    page = reader.open("search/?q=China")

    expect(page.get_by_role("status")).to_contain_text(re.compile(r"\d"))
    announced = int(re.search(r"\d+", page.get_by_role("status").inner_text())[0])  # type: ignore[index]
    more = page.get_by_role("button", name="Show more")
    while more.is_visible():
        more.click()

    expect(page.locator("[data-archive-search=results] > li")).to_have_count(announced)


def test_the_address_of_a_search_is_the_search(reader: Reader) -> None:
    page = reader.open("search/?q=timber")

    expect(page.get_by_role("combobox")).to_have_value("timber")
    expect(page.get_by_role("status")).to_contain_text(re.compile(r"\d"))


def test_a_search_without_hits_says_so(reader: Reader) -> None:
    page = reader.open("search/?q=zzyzxquux")

    expect(page.get_by_role("status")).to_contain_text(re.compile("no ", re.IGNORECASE))
    expect(page.locator("[data-archive-search=results] > li")).to_have_count(0)


def test_markup_in_a_query_stays_text(reader: Reader) -> None:
    page = reader.open("search/?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E%20China")

    expect(page.get_by_role("status")).not_to_be_empty()
    expect(page.locator("main img")).to_have_count(0)


def test_below_a_folder_everything_works_too(repo_reader: Reader) -> None:
    page = repo_reader.open()

    browse_to_an_article(page)
    search(page, COMMON_WORDS)
    page.locator("[data-archive-search=results] > li a").first.click()

    expect(page).to_have_url(re.compile(r"/repo/article/[a-z0-9-]+/(#hl=.*)?$"))


def test_an_unknown_address_leads_back(reader: Reader) -> None:
    page = reader.open("article/never-written/")
    reader.messages.clear()  # the browser itself reports the 404 of the page

    page.get_by_role("main").get_by_role("link", name="Regions").click()

    expect(page).to_have_url(re.compile(r"/region/$"))


def test_no_page_has_anything_to_say_on_the_console_or_asks_elsewhere(reader: Reader, site: BuiltSite) -> None:
    opened = [reader.open(address).title() for address in one_of_each(site.folder).values()]

    assert len(opened) > 25  # what was said and asked is counted when the window closes


def test_without_javascript_the_archive_is_read_all_the_same(
    chromium: Browser, elsewhere: Elsewhere, home: str
) -> None:
    with watched(chromium, elsewhere, home, java_script_enabled=False) as reader:
        page = reader.open()

        browse_to_an_article(page)
        page.locator("article details summary").first.click()
        page.goto(home + "search/")

        expect(page.get_by_role("main").get_by_role("link", name="Regions").first).to_be_visible()


@pytest.mark.parametrize(
    "address",
    [
        "",
        "region/",
        "region/cn/",
        "topic/",
        "source/",
        "date/",
        "coverage/",
        "corrections/",
        "search/?q=China",
        "about/",
    ],
)
def test_a_small_screen_needs_no_sideways_scrolling(
    chromium: Browser, elsewhere: Elsewhere, home: str, address: str
) -> None:
    with watched(chromium, elsewhere, home, viewport=SMALLEST) as reader:
        page = reader.open(address)

        assert page.evaluate("document.documentElement.scrollWidth") <= SMALLEST["width"]


def test_an_article_fits_a_small_screen_with_everything_open(
    chromium: Browser, elsewhere: Elsewhere, home: str
) -> None:
    with watched(chromium, elsewhere, home, viewport=SMALLEST) as reader:
        page = reader.open("region/cn/")
        page.locator("main .stories a").first.click()
        page.locator("article h1").wait_for()

        page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")

        assert page.evaluate("document.documentElement.scrollWidth") <= SMALLEST["width"]


def test_dark_is_dark_and_light_is_light(chromium: Browser, elsewhere: Elsewhere, home: str) -> None:
    brightness = {}
    for scheme in ("light", "dark"):
        with watched(chromium, elsewhere, home, color_scheme=scheme) as reader:
            brightness[scheme] = brightness_of_the_ground(reader.open())

    assert brightness["light"] > 200
    assert brightness["dark"] < 60


def brightness_of_the_ground(page: Page) -> float:
    """Mean of the painted colour's three channels at the page's corner, 0 to 255."""
    script = """shot => new Promise(done => {
      const picture = new Image();
      picture.onload = () => {
        const canvas = new OffscreenCanvas(1, 1).getContext('2d');
        canvas.drawImage(picture, 0, 0);
        const [red, green, blue] = canvas.getImageData(0, 0, 1, 1).data;
        done((red + green + blue) / 3);
      };
      picture.src = shot;
    })"""
    corner = page.screenshot(clip={"x": 2, "y": 400, "width": 1, "height": 1})
    blank = page.context.browser.new_page()  # type: ignore[union-attr]
    try:
        return float(blank.evaluate(script, "data:image/png;base64," + base64.b64encode(corner).decode()))
    finally:
        blank.close()
