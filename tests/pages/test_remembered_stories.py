"""A table that goes on from what the last build left is the table of all stories read anew."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

import pytest

from plugins.archive_pages import remembered_stories
from plugins.archive_pages.alone import Builder
from plugins.archive_pages.entries import Entry, Listed
from plugins.archive_pages.remembered_stories import remembered_table
from plugins.archive_pages.table import NUMBERS, TAGS, WORDS, Table
from plugins.fast_build import digests
from plugins.seed_posts.model import Role

CHANGES = 60


class Leaving:
    """A build that knows digests, and what was left; the builds of one archive share it."""

    def __init__(self) -> None:
        self.values: dict[str, tuple[bytes, bytes]] = {}

    digest = staticmethod(digests.digest)

    def left(self, name: str, key: bytes) -> bytes | None:
        known = self.values.get(name)
        return known[1] if known and known[0] == key else None

    def leave(self, name: str, key: bytes, value: bytes) -> None:
        self.values[name] = key, value


@dataclass(frozen=True)
class Article:
    slug: str
    text: str  # of its post
    entry: Entry


def article(random: Random, number: int) -> Article:
    slug = f"s{number}"
    regions = random.sample(("CN", "RU", "FR", "\ud800"), random.randint(0, 3))
    entry = Entry(
        slug,
        f"article/{slug}/",
        random.choice(("One", "Two – 三")),
        date=random.choice(("2018-03-01", "2018", "")),
        source=random.choice(("Gazette", "Daily", "")),
        regions=tuple(Listed(id, random.choice((Role.PRIMARY, Role.SECONDARY))) for id in regions),
        topics=tuple(random.sample(("a", "b"), random.randint(0, 2))),
        seed_lines=(number, number) if random.random() < 0.8 else None,
        hidden=random.random() < 0.2,
    )
    return Article(slug, str(random.random()), entry)


def changed(random: Random, articles: dict[str, Article]) -> dict[str, Article]:
    """One added, taken away, told otherwise, or only its text another."""
    one = article(random, random.randint(0, 30))
    known = articles.get(one.slug)
    if known is None or random.random() < 0.4:
        return {**articles, one.slug: one}
    if random.random() < 0.5:
        return {**articles, one.slug: replace(known, text=one.text)}
    return {slug: other for slug, other in articles.items() if slug != one.slug}


def test_stories_brought_up_to_date_are_those_read_anew() -> None:
    random, build = Random(7), Leaving()
    articles: dict[str, Article] = {}
    for _ in range(CHANGES):
        articles = changed(random, articles)
        table = remembered(build, articles, [])
        anew = Table.of(one.entry for one in articles.values())

        assert [table.entry(place) for place in range(len(table))] == [anew.entry(place) for place in range(len(anew))]
        assert table.all_digests == anew.all_digests
        for name in WORDS:
            assert table.columns.words(name).values == anew.columns.words(name).values
        for name in TAGS:
            ours, theirs = table.columns.tags(name), anew.columns.tags(name)
            assert [ours.at(place) for place in range(len(table))] == [theirs.at(place) for place in range(len(anew))]
            assert ours.marks.tolist() == theirs.marks.tolist()
        for name in NUMBERS:
            assert table.columns.numbers(name).tolist() == anew.columns.numbers(name).tolist()


def test_stories_told_some_at_a_time_are_those_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    random, few = Random(3), 3
    articles = {one.slug: one for one in (article(random, number) for number in range(10 * few + 1))}
    monkeypatch.setattr(remembered_stories, "TOLD_AT_ONCE", few)

    table, anew = remembered(Leaving(), articles, []), Table.of(one.entry for one in articles.values())

    assert [table.entry(place) for place in range(len(table))] == [anew.entry(place) for place in range(len(anew))]
    assert table.columns.pack() == anew.columns.pack()


def test_only_stories_whose_posts_changed_are_read() -> None:
    random, build = Random(1), Leaving()
    articles = {one.slug: one for one in (article(random, number) for number in range(20))}
    read: list[str] = []
    remembered(build, articles, read)
    assert len(read) == 20

    read.clear()
    articles["s3"] = replace(articles["s3"], text="another")
    table = remembered(build, articles, read)
    assert read == ["s3"]

    read.clear()
    assert {table.entry(place) for place in range(20)} == {one.entry for one in articles.values()}
    remembered(build, articles, read)
    assert read == []


def test_a_lot_that_is_gone_is_read_of_its_posts() -> None:
    random, build = Random(1), Leaving()
    articles = {one.slug: one for one in (article(random, number) for number in range(20))}
    remembered(build, articles, [])
    build.values = {name: value for name, value in build.values.items() if not name.startswith("entries")}

    read: list[str] = []
    table = remembered(build, articles, read)
    assert {table.entry(place) for place in range(20)} == {one.entry for one in articles.values()}
    assert sorted(read) == sorted(articles)


def test_an_entry_is_made_again_of_what_was_left_once_it_is_let_go() -> None:
    random, build = Random(1), Leaving()
    articles = {one.slug: one for one in (article(random, number) for number in range(20))}
    read: list[str] = []
    table = remembered(build, articles, read)
    made = [table.entry(place) for place in range(20)]
    read.clear()

    table.let_go()
    again = [table.entry(place) for place in range(20)]

    assert again == made
    assert again[0] is not made[0]
    assert read == []


def remembered(build: Leaving, articles: dict[str, Article], read: list[str]) -> Table:
    def entry_of(article: Article) -> Entry:
        read.append(article.slug)
        return article.entry

    given: Builder = build  # type: ignore[assignment]  # it asks no more of it
    return remembered_table(articles.values(), given, lambda one: digests.digest(one.slug, one.text), entry_of)
