"""Whatever can be clicked can be reached and used from the keyboard, and one always sees where one is."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import BuiltSite
from tools.kinds import one_of_each

from .conftest import Elsewhere, Reader, watched

pytestmark = pytest.mark.browser

SMALLEST = {"width": 320, "height": 640}  # CSS pixels: WCAG 2.2, 1.4.10
MOST_TABS = 200  # on the way to anything: more would be an endless walk
UNSEEN = """() => {  // what takes the focus and then lies under something, off the screen, or shows no sign of it
  const parts = document.querySelectorAll('a[href], button, input, summary, select, [tabindex="0"]');
  const look = (part) => {
    const own = getComputedStyle(part), shape = part.querySelector('path') ?? part;
    return [own.outlineStyle === 'none' ? '' : own.outlineWidth + own.outlineColor, own.boxShadow, own.borderColor,
      getComputedStyle(shape).stroke, getComputedStyle(shape).fill].join();
  };
  return [...parts].filter((part) => part.checkVisibility({visibilityProperty: true})).flatMap((part) => {
    document.activeElement.blur();
    const before = look(part);
    part.focus();
    const points = [...(part.querySelector('path') ?? part).getClientRects()].flatMap(({left, top, width, height}) =>
      [.1, .5, .9].flatMap((x) => [.1, .5, .9].map((y) => [left + x * width, top + y * height])));
    const seen = points.some(([x, y]) => {
      const at = document.elementFromPoint(x, y);
      return at && (part.contains(at) || at.contains(part));
    });
    const why = [seen ? '' : 'hidden', look(part) === before ? 'no sign' : ''].join(' ').trim();
    return document.activeElement !== part || why ? [`${why || 'no focus'}: ${part.outerHTML.slice(0, 120)}`] : [];
  });
}"""


def focused(page: Page) -> str:
    """Name of what has the focus, as a screen reader says it."""
    script = "(part) => (part.getAttribute('aria-label') ?? part.innerText ?? '').trim() || part.id"
    name: str = page.evaluate(f"({script})(document.activeElement)")
    return re.sub(r"\s+", " ", name)


def tab_to(page: Page, selector: str) -> None:
    """Presses Tab until something that matches has the focus."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"{MOST_TABS} times Tab did not lead to {selector}; the focus is on {focused(page)}")


def test_tab_leads_through_the_masthead_as_it_is_read(reader: Reader) -> None:
    page = reader.open("region/cn/")
    shown = page.locator("body > a, body > header :is(a, input, button)")
    walked = []

    for _ in range(shown.count()):
        page.keyboard.press("Tab")
        walked.append(focused(page))

    assert walked[:2] == ["Skip to the text", "Neighbours"]
    assert {"Regions", "Topics", "Sources", "Dates", "Search"} <= set(walked)
    assert page.evaluate("!document.activeElement.closest('main')")


def test_the_first_key_shows_a_way_past_the_masthead(reader: Reader) -> None:
    page = reader.open("region/cn/")

    page.keyboard.press("Tab")
    expect(page.locator("body > a")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("!!document.activeElement.closest('main')")


def test_a_shape_of_the_map_opens_its_region(reader: Reader) -> None:
    page = reader.open("region/cn/")

    tab_to(page, ".map a[href*='heilongjiang']")
    assert re.fullmatch(r"Heilongjiang, \d+ stor(y|ies)", focused(page))
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_contain_text("Heilongjiang")


def test_a_cell_of_the_matrix_opens_its_search_with_as_many_articles(reader: Reader) -> None:
    page = reader.open()

    tab_to(page, ".matrix td a")
    promised = re.match(r"\d+\b", focused(page))
    page.keyboard.press("Enter")

    assert promised
    expect(page.get_by_role("status")).to_contain_text(re.compile(rf"^{promised[0]} article"))


def test_enter_unfolds_and_space_folds_again(reader: Reader) -> None:
    page = reader.open("region/cn/")
    page.locator("main .stories a").first.click()
    page.locator("article h1").wait_for()

    tab_to(page, "aside summary")
    page.keyboard.press("Enter")
    expect(page.locator("aside details[open]")).to_have_count(1)
    page.keyboard.press("Space")

    expect(page.locator("aside details[open]")).to_have_count(0)


def test_the_pager_leads_to_older_stories_and_to_any_page(
    chromium: Browser, elsewhere: Elsewhere, odd_home: str, odd_site: BuiltSite
) -> None:
    source = one_of_each(odd_site.folder)["source"]
    with watched(chromium, elsewhere, odd_home) as reader:
        page = reader.open(source)

        tab_to(page, ".pager a[rel=next]")
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile(rf"/{source}page/\d+/$"))
        tab_to(page, ".pager a[href$='#pages']")
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile(rf"/{source}#pages$"))
        tab_to(page, ".pager summary")
        page.keyboard.press("Enter")  # folds the few pages there are
        expect(page.locator(".pager details")).not_to_have_attribute("open", "")
        page.keyboard.press("Enter")
        tab_to(page, ".pager ol a:not([aria-current])")
        page.keyboard.press("Enter")

        expect(page).to_have_url(re.compile(rf"/{source}page/\d+/$"))


@pytest.mark.parametrize("kind", ["home", "country", "article", "month", "coverage", "search"])
def test_the_focus_is_always_seen(
    chromium: Browser, elsewhere: Elsewhere, home: str, site: BuiltSite, kind: str
) -> None:
    with watched(chromium, elsewhere, home, viewport=SMALLEST) as reader:
        page = reader.open(one_of_each(site.folder)[kind])
        page.keyboard.press("Tab")  # from here on a focus shows, whoever gives it

        assert page.evaluate(UNSEEN) == []


def test_a_hidden_focus_would_be_noticed(chromium: Browser) -> None:
    with chromium.new_context(viewport=SMALLEST) as window:  # type: ignore[arg-type]
        page = window.new_page()
        page.set_content(
            "<div style='position: fixed; inset: 0 0 auto; height: 50px; background: #fff'></div>"
            "<a href='#x'>under</a><br><br><br><br><a href='#y' style='outline: none'>bare</a><p><a href='#z'>good</a>"
        )
        page.keyboard.press("Tab")

        assert [line.partition(":")[0] for line in page.evaluate(UNSEEN)] == ["hidden", "no sign"]
