"""What a reader finds on the pages of regions."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import unquote

from plugins.seed_posts.model import RegionTag, Role
from tests.pages.cases import CHINA, HEILONGJIANG, RUSSIA, Site, dated, make_story

from .test_site import Builder, text


def test_a_region_page_counts_its_stories_and_those_below(small_site: Site) -> None:
    page = small_site.page("region/cn/")

    assert text(page.select_one(".counts")) == "4 stories : 3 here, 1 in regions below"
    assert len(page.select(".story, .rows > li")) == 4


def test_a_region_page_has_the_stories_about_it_before_those_that_also_concern_it(small_site: Site) -> None:
    page = small_site.page("region/cn/")

    assert text(page.select(".counts")[1]) == "3 about China, 1 that also concerns it"
    assert [[text(a) for a in page.select(f"#{id} + div :is(.story, .rows) a")] for id in ("about", "also")] == [
        ["Soybeans cross the river", "A bridge in winter", "A year of rail"],
        ["Words that begin a story without a headline"],
    ]


def test_a_region_that_no_story_is_about_says_so(small_site: Site) -> None:
    page = small_site.page("region/cn/heilongjiang/")

    assert text(page.select_one("#about + div")) == "No story is mainly about Heilongjiang."
    assert len(page.select("#also + div .rows > li")) == 2


def test_more_stories_that_also_concern_a_region_than_fit_have_a_listing_of_their_own(build_site: Builder) -> None:
    also = replace(CHINA, role=Role.SECONDARY)
    stories = [
        make_story(f"Story {day}", ordinal=day, first=day, last=day, date=dated(f"2018-03-0{day}"), regions=(also,))
        for day in range(1, 6)
    ]

    site = build_site(*stories, ARCHIVE_PAGE_SIZE=2, ARCHIVE_PAGE_ROWS=2)

    page, first = site.page("region/cn/"), site.page("region/cn/also/")
    assert [text(a) for a in page.select("#also + div .rows a")] == ["Story 5", "Story 4"]
    assert text(page.select_one("#also + div .aside a")) == "All 5 stories that also concern China"
    assert [text(t) for t in first.select(".title")] == ["Story 5", "Story 4"]
    assert [text(t) for t in first.select(".rows a")] == ["Story 3"]
    assert [text(t) for t in site.page("region/cn/also/page/1/").select(".rows a")] == ["Story 2", "Story 1"]


def test_a_region_page_counts_the_stories_that_only_mention_it_and_leads_to_their_search(build_site: Builder) -> None:
    passing = replace(RUSSIA, role=Role.MENTION)

    site = build_site(
        make_story("One", ordinal=1, regions=(RUSSIA,)), make_story("Two", ordinal=2, regions=(CHINA, passing))
    )

    (line,) = [p for p in site.page("region/ru/").select(".counts") if p.a]
    assert text(line) == "1 other story only mentions it: search for the name"
    assert unquote(line.a["href"]) == "/search/?q=Russia -region:Russia"


def test_a_macro_region_page_lists_its_members_with_their_counts(build_site: Builder) -> None:
    northeast = RegionTag("x:northeast-china", "Northeast China", Role.PRIMARY, 0.5)

    page = build_site(make_story("One", regions=(CHINA, HEILONGJIANG, northeast))).page("region/cn/northeast-china/")

    assert [text(li) for li in page.select("#members + div li")] == [
        "Heilongjiang ( 1 story)",
        "Jilin no story",
        "Liaoning no story",
    ]


def test_the_region_tree_tells_stories_here_from_stories_below(small_site: Site) -> None:
    rows = {text(row.a): text(row.select_one(".n")) for row in small_site.page("region/").select(".tree .row:has(a)")}

    assert rows["Asia"] == "4 below"
    assert rows["China"] == "3 here, 1 below"
    assert rows["Harbin"] == "2"


def test_children_of_a_region_are_listed_with_their_counts(small_site: Site) -> None:
    page = small_site.page("region/cn/")

    assert [text(li) for li in page.select("#below + div li")] == ["Heilongjiang ( 2 stories)"]


def test_a_level_with_short_lists_leads_to_the_search_and_to_the_whole_lists_inside(build_site: Builder) -> None:
    stories = [
        make_story(f"Story {day}", ordinal=day, first=day, last=day, date=dated(f"2018-03-0{day}"), regions=(CHINA,))
        for day in range(1, 7)
    ]

    sizes = {"ARCHIVE_PAGE_SIZE": 2, "ARCHIVE_PAGE_ROWS": 2}
    site = build_site(*stories, ARCHIVE_SHORT_LISTS=["continent", "subregion"], **sizes)

    page = site.page("region/world/asia/")
    assert [text(a) for a in page.select(".title a, .rows a")] == ["Story 6", "Story 5", "Story 4", "Story 3"]
    assert text(page.select(".steps")[-1]) == "the newest 4 of 6 stories All of them in the search"
    assert unquote(page.select(".steps a")[-1]["href"]) == "/search/?region=m49:142"
    assert not site.has("region/world/asia/page/1/")
    assert site.has("region/cn/page/2/")


def test_a_region_across_borders_stands_apart_from_the_continents(build_site: Builder) -> None:
    union = RegionTag("x:eaeu", "Eurasian Economic Union", Role.PRIMARY, 0.5)

    tree = build_site(make_story("One", regions=(CHINA, union))).page("region/").select_one(".tree")

    assert [text(li.select_one(".row")).split()[0] for li in tree.find_all("li", recursive=False)] == ["Asia", "Across"]
    assert "Eurasian Economic Union 1" in text(tree.find_all("li", recursive=False)[-1])


def test_a_city_and_its_province_are_told_apart_by_their_titles(small_site: Site) -> None:
    titles = [small_site.page(f"region/cn/heilongjiang/{rest}").title.string for rest in ("", "harbin/")]

    assert [title.partition(" – ")[0] for title in titles] == ["Heilongjiang, China", "Harbin, Heilongjiang"]
