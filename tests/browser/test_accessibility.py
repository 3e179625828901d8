"""axe-core finds nothing on any kind of page, in the light and in the dark."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import ROOT, BuiltSite

pytestmark = pytest.mark.browser

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
KINDS = {  # of page → where the first of the kind lies below the site's folder
    "home": "index.html",
    "article": "article/*/index.html",
    "region index": "region/index.html",
    "region": "region/cn/index.html",
    "topic index": "topic/index.html",
    "topic": "topic/*/index.html",
    "source index": "source/index.html",
    "source": "source/*/index.html",
    "dates": "date/index.html",
    "year": "date/*/index.html",
    "month": "date/*/*/index.html",
    "undated": "undated/index.html",
    "coverage": "coverage/index.html",
    "coverage of a year": "coverage/2018/index.html",
    "corrections": "corrections/index.html",
    "about": "about/index.html",
    "search": "search/index.html",
    "404": "404.html",
}


def violations(page: Page) -> list[str]:
    """One line for each rule broken: the rule, and the first element that breaks it."""
    page.evaluate(AXE.read_text())
    found: dict[str, Any] = page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", RULES)
    assert found["passes"]
    return [f"{broken['id']}: {broken['nodes'][0]['html'][:160]}" for broken in found["violations"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(chromium: Browser, home: str, site: BuiltSite, kind: str, scheme: Any) -> None:
    first = next(path for path in sorted(site.folder.glob(KINDS[kind])) if "/page/" not in path.as_posix())
    with chromium.new_context(bypass_csp=True, color_scheme=scheme) as window:  # axe comes as a script of ours
        page = window.new_page()
        page.goto(home.removesuffix("/") + site.address_of(first))
        page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")

        assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_among_results(chromium: Browser, home: str, scheme: Any) -> None:
    with chromium.new_context(bypass_csp=True, color_scheme=scheme) as window:
        page = window.new_page()
        page.goto(home + "search/?q=China")
        expect(page.locator("[data-archive-search=results] > li").first).to_be_visible()

        assert violations(page) == []


def test_axe_would_notice(chromium: Browser, tmp_path: Path) -> None:
    with chromium.new_context() as window:
        page = window.new_page()
        page.set_content('<!DOCTYPE html><html lang="en"><title>x</title><main><h1>x</h1><img src="x.svg"></main>')

        assert [line.partition(":")[0] for line in violations(page)] == ["image-alt"]
