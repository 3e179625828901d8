"""What a story's page reads of the rest of the archive: enough to link by, and nothing an unrelated story changes."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from plugins.archive_pages.archive import Archive, build_archive
from plugins.archive_pages.entries import Entry, Listed
from plugins.archive_pages.links import Linked, Links, Place, links_of
from plugins.seed_posts.model import Role
from plugins.seed_posts.regions.vocabulary import load_regions
from plugins.seed_posts.topics.vocabulary import load_topics

REGIONS, TOPICS = load_regions(None), load_topics(None)
TRADE, SPORT = "medtop:20000373", "medtop:15000000"


def entry(slug: str, day: int, **changes: Any) -> Entry:
    listed = (Listed("CN-HL", Role.PRIMARY),)
    story = Entry(slug, f"article/{slug}/", slug.title(), date=f"2018-03-{day:02}", regions=listed, topics=(TRADE,))
    return replace(story, source="The Amur Gazette", seed="thread.txt", seed_lines=(day, day), **changes)


def archive(*entries: Entry) -> Archive:
    return build_archive(entries, REGIONS, TOPICS)


def links(story: Entry, *others: Entry) -> Links:
    return links_of(story, archive(story, *others), lambda slug: None)


def test_links_name_what_a_story_is_filed_under_and_who_published_it() -> None:
    found = links(entry("ferry", 5))

    assert [place.label for place in (*found.regions, *found.topics)] == ["Heilongjiang", "international trade"]
    assert found.regions == (Place("CN-HL", "Heilongjiang", "cn/heilongjiang"),)
    assert found.source_url == "source/the-amur-gazette/"


def test_links_lead_to_the_story_before_and_to_another_about_the_same_thing() -> None:
    before, other = entry("bridge", 3), replace(entry("rail", 9), seed="other.txt")

    found = links(entry("ferry", 5), before, other)

    assert found.before == Linked("article/bridge/", "Bridge", "en", "2018-03-03", "The Amur Gazette")
    assert found.related[0][0].url == "article/rail/"


def test_a_reprint_and_the_story_it_repeats_know_each_other() -> None:
    story, again = entry("ferry", 5), entry("ferry-again", 7, reprint_of="ferry", hidden=True)

    assert [printing.entry.url for printing in links(story, again).reprints] == ["article/ferry-again/"]
    original = links(again, story).original
    assert original is not None
    assert original.url == "article/ferry/"


def test_a_story_about_something_else_changes_no_links() -> None:
    story = entry("ferry", 5)
    elsewhere = replace(
        entry("match", 6), regions=(Listed("FR", Role.PRIMARY),), topics=(SPORT,), source="Le Quai", seed="other.txt"
    )

    assert links(story, elsewhere) == links(story)


STANDING = st.tuples(st.sampled_from(["a", "b", ""]), st.integers(0, 2), st.sampled_from(["", "", "s0", "gone"]))


@given(st.lists(STANDING, max_size=8))
def test_neighbours_are_the_stories_beside_one_in_its_capture_reprints_left_out(
    said: list[tuple[str, int, str]],
) -> None:
    stories = [
        Entry(f"s{number}", "", "x", seed=seed, seed_lines=(line, line) if line else None, reprint_of=of)
        for number, (seed, line, of) in enumerate(said)
    ]
    made = archive(*stories)

    for story in stories:
        placed = [other for other in stories if other.seed == story.seed and story.seed and other.seed_lines]
        placed.sort(key=lambda other: (other.seed_lines, other.slug))
        listed = [other for other in placed if not other.is_reprint or other is story]
        around = [None, *listed, None]
        beside = (None, None) if story not in listed else tuple(around[listed.index(story) :: 2][:2])

        assert made.neighbours(story) == beside
