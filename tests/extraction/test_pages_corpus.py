"""Pages of single articles that stand outside the project, as plain text with a site's furniture around them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from plugins.seed_posts.sources import Sources
from tests.extraction.corpora import CORPORA, body_score, floors, load_gold, stories_of, words_key

PAGES = CORPORA / "pages"
EVERY = 4  # pages; one in so many keeps the test short


@pytest.mark.parametrize("form", ["crawl", "full"])
def test_pages_score_no_lower_than_before(form: str, announce: Callable[[str], None]) -> None:
    if not (PAGES / "gold.json").exists():
        pytest.skip(f"the pages are not here ({PAGES})")
    gold = load_gold(PAGES)[1::EVERY]
    sources = Sources.load()

    stories = [stories_of(PAGES / form / f"{page['file']}.txt", sources)[1] for page in gold]

    body = body_score([page["body"] for page in gold], ["\n\n".join(s.text for s in found) for found in stories])
    titles = [
        bool(found) and words_key(found[0].headline.value) == words_key(page["title"])
        for page, found in zip(gold, stories, strict=True)
    ]
    headline = sum(titles) / len(titles)
    announce(f"pages, {form:7} body {body:.3f}  headline {headline:.3f} ({len(gold)} pages)")
    assert body >= floors(f"pages-{form}")["body"]
    assert headline >= floors(f"pages-{form}")["headline"]
