"""What is wrong with a page on any screen: axe's findings, sideways scrolling, text cut off, keys that lead nowhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from playwright.sync_api import Browser, BrowserContext, Page

from tests.conftest import ROOT

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]  # those of the rules that depend on the scheme of colours
SCREENS = (1280, 768, 320)  # CSS pixels wide; the smallest last, on which the rest is looked at
HEIGHT = 640
Scheme = Literal["light", "dark"]
OPEN = "document.querySelectorAll('details').forEach(part => part.open = true)"
AXE_FINDS = """([type, values]) => axe.run(document, {runOnly: {type, values}, resultTypes: ['violations']})
  .then(({violations, passes}) => ({
    passes: passes.length, broken: violations.map(({id, nodes}) => `${id}: ${nodes[0].html.slice(0, 160)}`)
  }))"""
TOO_WIDE = """() => {  // what reaches over the right edge and does not scroll in a box of its own, if the page scrolls
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return [];
  const boxed = (part) => part && (getComputedStyle(part).overflowX !== 'visible' || boxed(part.parentElement));
  return [...document.body.querySelectorAll('*')]
    .filter((part) => !boxed(part) && Math.max(
      part.getBoundingClientRect().right, part.getBoundingClientRect().left + part.scrollWidth) > wide + 1)
    .map((part) => part.outerHTML.slice(0, 120))
    .slice(-3).concat(`page of ${document.documentElement.scrollWidth}`);
}"""
SPACED = """:root * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
:root p { margin-bottom: 2em !important }"""  # WCAG 2.2, 1.4.12
CUT_OFF = """() => [...document.body.querySelectorAll('*')].filter((part) => {
  const style = getComputedStyle(part);
  const hides = (way) => way === 'hidden' || way === 'clip';
  if (style.webkitLineClamp !== 'none') return false;  // cut with dots on purpose; the whole is one click away
  const words = part.textContent.trim() && part.offsetParent && part.clientHeight > 2 && part.clientWidth > 2;
  return words && !part.closest('svg') && (
    (hides(style.overflowY) && part.scrollHeight > part.clientHeight + 2)
    || (hides(style.overflowX) && part.scrollWidth > part.clientWidth + 2));
}).map((part) => part.outerHTML.slice(0, 120))"""


@dataclass(frozen=True)
class Found:
    """What is wrong with a page; all empty where nothing is."""

    axe: dict[str, list[str]] = field(default_factory=dict)  # by scheme of colours and width of the screen
    too_wide: list[str] = field(default_factory=list)  # on the smallest screen
    spaced: list[str] = field(default_factory=list)  # the same, and what is cut off, with text set wider
    messages: list[str] = field(default_factory=list)  # of the console


def violations(page: Page, *, colours_only: bool = False) -> list[str]:
    """One line for each rule broken: the rule, and the first element that breaks it."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text())
    found: dict[str, Any] = page.evaluate(AXE_FINDS, ["rule", COLOURS] if colours_only else ["tag", RULES])
    assert found["passes"]
    broken: list[str] = found["broken"]
    return broken


def inspecting_window(chromium: Browser) -> BrowserContext:
    """A window in which axe is there on every page; it comes as a script of ours, past the policy."""
    window = chromium.new_context(bypass_csp=True, viewport={"width": SCREENS[0], "height": HEIGHT})
    window.add_init_script(path=AXE)
    return window


def inspect(window: BrowserContext, address: str) -> Found:
    """Opens a page, unfolds all of it, and looks at it on every screen, in the light and in the dark.

    In the dark, only for what the dark changes: one page is the other's in other colours.
    """
    return _inspect(window, address, SCREENS, ("light", "dark"))


def glance(window: BrowserContext, address: str) -> Found:
    """The same on the smallest screen and in the light only: for odd content in pages that were inspected."""
    return _inspect(window, address, SCREENS[-1:], ("light",))


def _inspect(window: BrowserContext, address: str, screens: Sequence[int], schemes: Sequence[Scheme]) -> Found:
    page = window.new_page()
    messages: list[str] = []
    page.on("console", lambda message: messages.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: messages.append(f"error: {error}"))
    page.goto(address)
    page.evaluate(OPEN)
    axe = {}
    for width in screens:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        for scheme in schemes:
            page.emulate_media(color_scheme=scheme)
            if broken := violations(page, colours_only=scheme == "dark"):
                axe[f"{scheme} {width}"] = broken
    too_wide = page.evaluate(TOO_WIDE)
    page.add_style_tag(content=SPACED)
    spaced = page.evaluate(TOO_WIDE) + page.evaluate(CUT_OFF)
    page.close()
    return Found(axe, too_wide, spaced, messages)
