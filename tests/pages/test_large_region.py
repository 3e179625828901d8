"""A region with ten thousand stories: its newest page says so, leads to all others, and is not much heavier for it."""

from __future__ import annotations

import re

import pytest

from plugins.archive_pages import coverage_pages, data_pages, generator, group_pages, how_pages, single_pages
from plugins.archive_pages.entries import Entry, Listed
from plugins.archive_pages.made_of import made_of
from plugins.archive_pages.table import entries_of
from plugins.seed_posts.model import Role
from tests.pages.cases import Site, build

STORIES = 10_000
ASIA = "m49:142"  # it lies in nothing that would have as many pages again
REGION = "region/world/asia/"
ELSEWHERE = {  # pages this is not about
    single_pages: ("home", "corrections"),
    group_pages: ("sources", "dates"),
    coverage_pages: ("coverage",),
    how_pages: ("how",),
    data_pages: ("data",),
}


@pytest.fixture(scope="module")
def large_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The pages of regions and topics of an archive made of entries: nobody has to write or read ten thousand posts."""
    folder = tmp_path_factory.mktemp("large")
    with pytest.MonkeyPatch.context() as patch:
        for module, names in ELSEWHERE.items():
            for name in names:
                patch.setattr(module, f"write_{name}", lambda site, *more: None)
        no_files = [b""] * STORIES  # no post, no evidence
        patch.setattr(generator, "made_of", lambda entries, *read: made_of(entries, no_files, no_files))
        patch.setattr(generator, "remembered_table", lambda *given: entries_of(stories()).table)
        return build(folder)


def stories() -> list[Entry]:
    listed = (Listed(ASIA, Role.PRIMARY),)
    return [
        Entry(
            f"report-{number}",
            f"article/report-{number}/",
            f"Report {number} from the river",
            date=f"{1990 + number % 30}-{number % 12 + 1:02}-{number % 28 + 1:02}",
            source="The Amur Gazette",
            summary="The ferry crossed the river and came back. " * 3,
            regions=listed,
        )
        for number in range(STORIES)
    ]


def test_its_newest_page_counts_all_and_shows_a_pageful(large_site: Site) -> None:
    page = large_site.page(REGION)

    assert "10,000 stories" in page.select_one(".counts").get_text()
    assert len(page.select(".stories > .story")) == 20
    assert len(page.select(".rows > li")) == 80  # what no page of a hundred has yet


def test_its_newest_page_leads_to_every_other(large_site: Site) -> None:
    linked = [link["href"] for link in large_site.page(REGION).select(".pager li a")]

    assert len(linked) == len(set(linked)) == STORIES // 100
    assert [url for url in linked if not large_site.has(url.removeprefix("/"))] == []
    pages = "".join(large_site.text(url.removeprefix("/")) for url in linked)
    assert len(set(re.findall(r'href="?/article/([^/">]+)/', pages))) == STORIES


def test_its_pages_stay_light(large_site: Site) -> None:
    newest = len(large_site.text(REGION))
    numbered = [len(path.read_bytes()) for path in (large_site.folder / REGION / "page").glob("*/index.html")]

    assert newest < 100_000  # bytes, nearly half of them the folded list of pages
    assert max(numbered) < 30_000
    assert max(numbered) - min(numbered) < 1_000  # none grows with the region


def test_its_years_are_bars_that_hold_all_stories(large_site: Site) -> None:
    counted = [bar.get_text() for bar in large_site.page(REGION).select(".bars .many")]

    assert sum(int(re.sub(r"\D", "", words)) for words in counted) == STORIES
