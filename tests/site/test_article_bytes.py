"""An article's page is little more than its story: what stands around the text stays small, part by part."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

import pytest

from benchmarks.article_bytes import MOST, Weighed, articles, weighed
from tests.conftest import BuiltSite

AT_MOST = {  # bytes of a part on half of the articles: what was reached, and some air
    "head": 400,
    "policy": 220,
    "for Zotero and others": 1_100,
    "for search engines": 800,
    "masthead": 450,
    "tags": 1_150,
    "cite": 750,
    "provenance": 270,
    "related": 550,
    "foot": 180,
}
PAGE = """<!DOCTYPE html><html lang=en><head><meta http-equiv=Content-Security-Policy content="default-src 'self'">
<meta name=citation_title content=T><script type=application/ld+json>{}</script></head><body><header><p>N</header>
<main id=main><article><header><h1>T</h1></header><div class=sheet><dl><dt>A<dd>B</dl>
<div class="body" data-archive-highlight><p>One &amp; two.</p>
<p>Drei – vier.</p></div><aside><h2>About</h2></aside></div>
<div class=notes><h2 id=cite>Cite</h2><h2>Provenance</h2><h2>Related</h2></div></article></main><footer>F</footer>"""


@pytest.fixture(scope="module")
def pages(repo_site: BuiltSite) -> Sequence[Weighed]:
    """Every article of the shipped example, built for an address of usual length."""
    return list(articles(repo_site.folder))


def test_half_of_the_articles_are_within_the_budget(pages: Sequence[Weighed]) -> None:
    assert len(pages) > 10
    assert median(page.excess for page in pages) <= MOST


@pytest.mark.parametrize("part", AT_MOST)
def test_no_part_grows_unseen(pages: Sequence[Weighed], part: str) -> None:
    assert 0 < median(page.parts.get(part, 0) for page in pages) <= AT_MOST[part]


def test_a_page_is_its_text_and_its_parts() -> None:
    page = weighed(PAGE)

    assert page.text == len("One & two.") + len("Drei – vier.".encode())
    assert page.excess == len(PAGE.encode()) - page.text
    assert min(page.parts.values()) > 0


def test_a_longer_part_is_told_from_the_others() -> None:
    longer = weighed(PAGE.replace("<h2>Related</h2>", f"<h2>Related</h2><p>{'x' * 500}"))

    grown = {name: size - weighed(PAGE).parts[name] for name, size in longer.parts.items()}
    assert {name: size for name, size in grown.items() if size} == {"related": 503}


def test_a_page_without_a_story_is_none() -> None:
    with pytest.raises(ValueError, match="no body"):
        weighed("<!DOCTYPE html><title>T</title>")
