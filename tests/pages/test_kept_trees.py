"""A tree that an earlier build left is the tree that would be made."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from random import Random

from plugins.archive_pages.archive import Archive
from plugins.archive_pages.entries import Entry, Listed
from plugins.archive_pages.kept_trees import packed, unpacked
from plugins.archive_pages.remembered import Vocabulary
from plugins.archive_pages.table import Table
from plugins.archive_pages.trees import Tree
from plugins.seed_posts.kinds import Role
from tests.pages.test_remembered_stories import Leaving
from tests.pages.test_trees import PLACES, Place, Places, entry, tree_of

STORIES = 120
UNKNOWN = "\ud800"  # half of a character, which no vocabulary has


def stories(random: Random) -> list[Entry]:
    return [
        Entry(
            f"s{number}",
            f"article/s{number}/",
            "One",
            date=random.choice(("2018-03-01", "2019", "")),
            regions=tuple(
                Listed(id, random.choice((Role.PRIMARY, Role.SECONDARY)), random.random() < 0.2)
                for id in random.sample([*PLACES, UNKNOWN], random.randint(0, 3))
            ),
            mentions=tuple(random.sample(sorted(PLACES), random.randint(0, 2))),
            topics=tuple(random.sample(("asia", "china"), random.randint(0, 2))),
            seed=random.choice(("a", "b", "")),
            seed_lines=(random.randint(1, 9), 9),
            hidden=random.random() < 0.2,
        )
        for number in range(STORIES)
    ]


class Unasked(Places):
    """A vocabulary that nobody may ask."""

    def get(self, id: str) -> Place | None:
        raise AssertionError(f"asked for {id}")


class Kept(dict[str, bytes]):
    def __call__(self, name: str, make: Callable[[], bytes], words: Iterable[str]) -> bytes:
        key = "\0".join([name, *words])
        if key not in self:
            self[key] = make()
        return self[key]


def test_a_tree_comes_back_as_it_was() -> None:
    for seed in range(20):
        entries = stories(Random(seed))
        table = Table.of(entries)
        archive = Archive(table, Places(), Places())

        for tree in (archive.regions, archive.topics):
            assert unpacked(packed(tree), table) == tree


def test_a_tree_without_stories_comes_back() -> None:
    table = Table.of([])

    assert unpacked(packed(tree_of()), table) == Tree({}, (), ())


def test_the_trees_of_an_earlier_build_are_made_of_its_stories_without_a_look_at_the_vocabularies() -> None:
    kept, entries = Kept(), stories(Random(1))
    first = Archive(Table.of(entries), Places(), Places(), kept)
    made = first.regions, first.topics

    second = Archive(Table.of(entries), Unasked(), Unasked(), kept)

    assert (second.regions, second.topics) == made
    assert made[0].nodes
    assert made[0] != made[1]


def test_related_stories_and_neighbours_of_an_earlier_build_are_those_that_would_be_made() -> None:
    for seed in range(20):
        kept, entries = Kept(), stories(Random(seed))
        first = Archive(Table.of(entries), Places(), Places(), kept)
        made = linked(first, entries)

        assert linked(Archive(Table.of(entries), Unasked(), Unasked(), kept), entries) == made
        turned = entries[::-1]  # whose words are counted otherwise
        assert linked(Archive(Table.of(turned), Places(), Places(), kept), entries) == made
        assert any(related for _, related in made)


def linked(archive: Archive, entries: list[Entry]) -> list[tuple[object, object]]:
    return [(archive.neighbours(entry), archive.related.of(entry)) for entry in entries]


def test_what_one_build_asked_a_vocabulary_the_next_one_need_not() -> None:
    build = Knowing()
    first = Vocabulary("regions", Places, build, b"files")  # type: ignore[arg-type]
    said = [first.get(id) for id in ("harbin", "nowhere")]
    first.keep()

    second = Vocabulary("regions", Unasked, build, b"files")  # type: ignore[arg-type]

    assert [second.get(id) for id in ("harbin", "nowhere")] == said
    assert said[0] is not None
    assert said[0].parent == "heilongjiang"
    assert said[1] is None


def test_a_vocabulary_with_other_files_is_asked_anew() -> None:
    build = Knowing()
    first = Vocabulary("regions", Places, build, b"files")  # type: ignore[arg-type]
    first.get("harbin")
    first.keep()

    class Renamed(Places):
        def get(self, id: str) -> Place | None:
            return Place(f"new {id}")

    second = Vocabulary("regions", Renamed, build, b"other files")  # type: ignore[arg-type]

    assert second.label("harbin") == "new harbin"


class Knowing(Leaving):
    """A build that has loaded each vocabulary before."""

    def memo_bytes(self, kind: str, key: bytes, make: object) -> bytes:
        return b""


def test_a_story_stands_in_a_kept_tree_where_it_stands_in_the_table() -> None:
    entries = [entry("a", "harbin", date="2019-01-01"), entry("b", "harbin"), entry("c", "liaoning")]
    table = Table.of(entries)

    tree = unpacked(packed(Archive(table, Places(), Places()).regions), table)

    assert [story.slug for story in tree.nodes["harbin"].about] == ["a", "b"]
    assert [story.slug for story in tree.nodes["china"].about] == ["a", "b", "c"]
