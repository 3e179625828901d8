"""Where an article's links change, their digest changes: shown on archives that are changed at random."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from msgspec.structs import replace

from plugins.archive_pages.alone import Alone
from plugins.archive_pages.archive import Archive, build_archive
from plugins.archive_pages.entries import Entry, Listed
from plugins.archive_pages.link_digests import LinkDigests
from plugins.archive_pages.links import Links, links_of
from plugins.fast_build import digests
from plugins.seed_posts.model import Role
from plugins.seed_posts.regions.vocabulary import load_regions
from plugins.seed_posts.topics.vocabulary import load_topics

REGIONS, TOPICS = load_regions(None), load_topics(None)
PLACES = ("CN", "CN-HL", "RU", "RU-PRI", "geonames:2037013", "x:amur-basin", "x:nobody")
CODES = ("medtop:20000373", "medtop:20000639", "medtop:nobody")
SOURCES = ("Gazette", "Gazette!", "Daily", "")
CHANGES = 40  # to each archive


class Digesting(Alone):
    """A build that makes everything, and knows digests."""

    def digest(self, *values: object) -> bytes:
        return digests.digest(*values)


def some_entry(random: Random, slug: str) -> Entry:
    regions = random.sample(PLACES, random.randint(0, 3))
    reprint = random.random() < 0.2
    return Entry(
        slug,
        f"article/{slug}/",
        random.choice(("One", "Two", "Three")),
        date=random.choice(("2018-03-01", "2018-03-02", "2018-03", "2018", "")),
        source=random.choice(SOURCES),
        agency=random.choice(("", "Xinhua", "Gazette")),
        regions=tuple(
            Listed(id, random.choice((Role.PRIMARY, Role.SECONDARY)), random.random() < 0.2) for id in regions
        ),
        topics=tuple(random.sample(CODES, random.randint(0, 2))),
        lang=random.choice(("en", "ar")),
        seed=random.choice(("a.txt", "b.txt", "")),
        seed_lines=(random.randint(1, 9), 10) if random.random() < 0.9 else None,
        reprint_of=f"s{random.randint(0, 9)}" if reprint else "",
        hidden=reprint and random.random() < 0.8,
    )


def changed(random: Random, entries: dict[str, Entry]) -> dict[str, Entry]:
    """The entries with one added, taken away, or made another in one of its fields."""
    slug = f"s{random.randint(0, 9)}"
    if slug not in entries:
        return {**entries, slug: some_entry(random, slug)}
    if random.random() < 0.3:
        return {other: entry for other, entry in entries.items() if other != slug}
    field = random.choice(
        ("title", "date", "source", "agency", "regions", "topics", "lang", "seed", "seed_lines", "reprint_of", "hidden")
    )
    return {**entries, slug: replace(entries[slug], **{field: getattr(some_entry(random, slug), field)})}


def links(archive: Archive) -> dict[str, Links]:
    return {entry.slug: links_of(entry, archive, lambda _: None) for entry in archive.by_slug.values()}


def digests_of(archive: Archive, folder: Path) -> dict[str, bytes]:
    made = LinkDigests(archive, Digesting(folder), lambda _: b"")
    return {slug: made.of(place) for slug, place in archive.table.place_of.items()}


@pytest.mark.parametrize("seed", range(10))
def test_links_that_differ_have_digests_that_differ(seed: int, tmp_path: Path) -> None:
    random = Random(seed)
    entries: dict[str, Entry] = {}
    archive = build_archive([], REGIONS, TOPICS)
    moved = 0
    for _ in range(CHANGES):
        entries_after = changed(random, entries)
        after = build_archive(entries_after.values(), REGIONS, TOPICS)
        before_links, after_links = links(archive), links(after)
        before_digests, after_digests = digests_of(archive, tmp_path), digests_of(after, tmp_path)
        for slug, entry in entries_after.items():
            if entries.get(slug) == entry and before_links[slug] != after_links[slug]:
                moved += 1
                assert before_digests[slug] != after_digests[slug], (slug, before_links[slug], after_links[slug])
        entries, archive = entries_after, after

    assert moved >= CHANGES / 10  # so that the test has seen something


def test_a_story_about_nothing_that_a_page_shows_changes_no_digest(tmp_path: Path) -> None:
    entries = [Entry(f"s{n}", f"article/s{n}/", "S", seed="a.txt", seed_lines=(n, n)) for n in range(3)]
    other = Entry(
        "other", "article/other/", "Other", seed="b.txt", seed_lines=(1, 2), regions=(Listed("CN", Role.PRIMARY),)
    )

    before = digests_of(build_archive(entries, REGIONS, TOPICS), tmp_path)
    after = digests_of(build_archive([*entries, other], REGIONS, TOPICS), tmp_path)

    assert {slug: after[slug] for slug in before} == before
