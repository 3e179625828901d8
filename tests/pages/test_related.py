"""Which stories a story's page leads to, and that no unrelated story changes that."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from plugins.archive_pages.entries import Entry, Listed
from plugins.archive_pages.filings import regions_of
from plugins.archive_pages.related import RELATED_MAX, Related, related_pairs
from plugins.archive_pages.table import entries_of
from plugins.archive_pages.trees import build_tree
from plugins.seed_posts.model import Capture, Role
from plugins.seed_posts.regions.vocabulary import load_regions
from tests.pages.cases import CHINA, Site, dated, make_story

Builder = Callable[..., Site]
REGIONS = load_regions(None)
PLACES = ("CN", "CN-HL", "RU", "geonames:2037013")
TOPICS = ("trade", "rail", "tourism")


def entry(slug: str, day: int, regions: tuple[str, ...], topics: tuple[str, ...]) -> Entry:
    listed = tuple(Listed(id, Role.PRIMARY) for id in regions)
    return Entry(slug, f"article/{slug}/", slug, date=f"2018-03-{day:02}", regions=listed, topics=topics)


def related(entries: list[Entry]) -> Related:
    stories = entries_of(entries)
    return Related(stories.table, related_pairs(stories, build_tree(stories, regions_of, REGIONS)))


def slugs(entries: list[Entry], of: Entry) -> list[str]:
    return [other.entry.slug for other in related(entries).of(of)]


def test_the_nearest_in_time_about_the_same_region_and_topic_are_related() -> None:
    stories = [entry(f"s{day}", day, ("CN",), ("trade",)) for day in (1, 5, 9, 20)]

    assert slugs(stories, stories[1]) == ["s1", "s9"]


def test_what_the_smaller_place_is_about_comes_first() -> None:
    story = entry("one", 5, ("CN", "geonames:2037013"), ("trade",))
    china, harbin = entry("china", 4, ("CN",), ("trade",)), entry("harbin", 28, ("geonames:2037013",), ("trade",))

    assert slugs([story, china, harbin], story) == ["harbin", "china"]


def test_a_region_or_a_topic_alone_relates_nothing() -> None:
    story = entry("one", 5, ("CN",), ("trade",))

    assert slugs([story, entry("a", 6, ("CN",), ("rail",)), entry("b", 7, ("RU",), ("trade",))], story) == []


story_lists = st.lists(
    st.tuples(
        st.integers(1, 28),
        st.lists(st.sampled_from(PLACES), max_size=3, unique=True),
        st.lists(st.sampled_from(TOPICS), max_size=2, unique=True),
    ),
    min_size=1,
    max_size=12,
)


@given(story_lists)
def test_a_new_story_changes_the_pages_of_stories_it_shares_a_region_and_a_topic_with_and_no_other(
    made: list[tuple[int, list[str], list[str]]],
) -> None:
    entries = [entry(f"s{n}", day, tuple(regions), tuple(topics)) for n, (day, regions, topics) in enumerate(made)]
    *old, new = entries
    before, after = related(old), related(entries)

    for story in old:
        regions = {region.id for region in story.regions} & {region.id for region in new.regions}
        if before.of(story) != after.of(story):
            assert regions
            assert set(story.topics) & set(new.topics)
        assert len(after.of(story)) <= RELATED_MAX
        assert story.slug not in {other.entry.slug for other in after.of(story)}


def test_a_new_story_changes_two_pages_of_a_pair_however_many_it_has() -> None:
    stories = [entry(f"s{n:03}", 1 + n % 28, ("CN",), ("trade",)) for n in range(200)]
    new = entry("new", 15, ("CN",), ("trade",))
    before, after = related(stories), related([*stories, new])

    assert sum(before.of(story) != after.of(story) for story in stories) == 2


def test_the_page_says_why_a_story_is_related(build_site: Builder) -> None:
    story = make_story("One")
    other = make_story("Two", seed="other.txt", date=dated("2018-03-20"), regions=(CHINA,))
    build_site(other, capture=Capture("other.txt", ("",) * 40, "cd" * 32))

    site = build_site(story)

    heading = site.page(f"article/{story.slug}/").find("h2", string="Related")
    (item,) = heading.find_next_sibling("ul").select("li")
    assert (item.a.get_text(), item.a["href"]) == ("Two", f"../{other.slug}/")
    assert item.small.get_text() == "20 Mar 2018, The Amur Gazette; also about China, international trade"
