"""On paper, in colours the reader forces, and with motion switched off, the pages say the same."""

from __future__ import annotations

import itertools

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import BuiltSite
from tests.pages.odd_archive import address
from tools.kinds import one_of_each

from .conftest import Elsewhere, watched

pytestmark = pytest.mark.browser

LEAST_STEP = 1.2  # contrast between one tone and the next: less is hard to tell apart side by side
PAINTED = """(part, property) => {  // red, green and blue of a colour, however it is written
  const canvas = new OffscreenCanvas(1, 1).getContext('2d');
  canvas.fillStyle = getComputedStyle(part)[property];
  canvas.fillRect(0, 0, 1, 1);
  return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
}"""
MOVING = """() => [...document.querySelectorAll('*')].filter((part) => {
  const {transitionDuration, animationName, scrollBehavior} = getComputedStyle(part);
  return /[1-9]/.test(transitionDuration) || animationName !== 'none' || scrollBehavior === 'smooth';
}).map((part) => part.outerHTML.slice(0, 120))"""


def painted(page: Page, selector: str, property: str) -> list[int]:
    colour: list[int] = page.locator(selector).first.evaluate(PAINTED, property)
    return colour


def contrast(one: list[int], other: list[int]) -> float:
    """Contrast of two colours as WCAG reckons it, 1 to 21."""

    def light(colour: list[int]) -> float:
        parts = [part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in colour]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    darker, lighter = sorted((light(one), light(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_on_paper_a_story_has_its_text_and_its_reference_and_nothing_to_click(
    chromium: Browser, elsewhere: Elsewhere, odd_home: str
) -> None:
    with watched(chromium, elsewhere, odd_home) as reader:
        page = reader.open(address("everything"))
        page.emulate_media(media="print")

        for gone in ("nav", "form", "button", "body > a", "aside"):
            expect(page.locator(gone).filter(visible=True)).to_have_count(0)
        for kept in ("h1", ".deck", ".sheet > dl", ".body", "#cite"):
            expect(page.locator(kept).first).to_be_visible()
        after = page.locator("article > header a[href^=http]").first.evaluate(
            "part => getComputedStyle(part, '::after').content"
        )
        assert "gazette.example" in after or "attr(href)" in after
        assert page.pdf().startswith(b"%PDF")


def test_paper_is_white_even_for_who_reads_in_the_dark(chromium: Browser, elsewhere: Elsewhere, home: str) -> None:
    with watched(chromium, elsewhere, home, color_scheme="dark") as reader:
        page = reader.open("about/")
        page.emulate_media(media="print", color_scheme="dark")

        assert painted(page, "h1", "color") == [0, 0, 0]
        assert painted(page, "body", "backgroundColor") in ([255, 255, 255], [0, 0, 0])  # [0, 0, 0]: not painted


@pytest.mark.parametrize("kind", ["home", "country", "year", "month", "source"])
def test_forced_colours_leave_maps_bars_and_squares_to_be_seen(
    chromium: Browser, elsewhere: Elsewhere, home: str, site: BuiltSite, kind: str
) -> None:
    with watched(chromium, elsewhere, home, forced_colors="active") as reader:
        page = reader.open(one_of_each(site.folder)[kind])
        ground = painted(page, "body", "backgroundColor")
        marks = [mark for mark in (".map a path", ".bars a svg") if page.locator(mark).count()]
        links = page.locator("main a").first

        for mark in marks:
            assert contrast(painted(page, mark, "fill"), ground) >= 3, mark
        assert contrast(links.evaluate(PAINTED, "color"), ground) >= 4.5


def test_one_sees_where_one_is_in_forced_colours(chromium: Browser, elsewhere: Elsewhere, home: str) -> None:
    with watched(chromium, elsewhere, home, forced_colors="active") as reader:
        page = reader.open("region/")
        here, other = "body > header nav a[aria-current]", "body > header nav a:not([aria-current])"

        assert painted(page, here, "borderBottomColor") != painted(page, other, "borderBottomColor")


@pytest.mark.parametrize("kind", ["home", "article", "search"])
def test_nothing_moves_for_who_asked_for_it(
    chromium: Browser, elsewhere: Elsewhere, home: str, site: BuiltSite, kind: str
) -> None:
    with watched(chromium, elsewhere, home, reduced_motion="reduce") as reader:
        page = reader.open(one_of_each(site.folder)[kind])

        assert page.evaluate(MOVING) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_tones_of_maps_and_squares_are_told_apart(
    chromium: Browser, elsewhere: Elsewhere, home: str, scheme: str
) -> None:
    with watched(chromium, elsewhere, home, color_scheme=scheme) as reader:
        page = reader.open()
        tones = [tone(page, name) for name in ("land", "tone-1", "tone-2", "tone-3", "tone-4")]

        steps = [contrast(one, next) for one, next in itertools.pairwise(tones)]

        assert min(steps) >= LEAST_STEP, steps
        assert contrast(tones[0], tones[-1]) >= 3


def tone(page: Page, name: str) -> list[int]:
    """The colour a custom property stands for on this page."""
    page.evaluate("name => document.body.style.setProperty('outline-color', `var(--${name})`)", name)
    return painted(page, "body", "outlineColor")
