"""Which regions have stories, and how many: here + below = the page's whole listing."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.archive_pages.entries import Entry, Listed
from plugins.archive_pages.filings import mentions_of, regions_of
from plugins.archive_pages.trees import Tree, build_tree, containers
from plugins.seed_posts.model import Role


@dataclass(frozen=True)
class Place:
    id: str
    parent: str = ""
    extra_parents: tuple[str, ...] = ()
    level: str = ""

    @property
    def label(self) -> str:
        return self.id

    @property
    def path(self) -> str:
        return self.id


# asia > china > (heilongjiang > harbin, liaoning); the north-east is china's too and holds both;
# the union has china as a member and lies in nothing
PLACES = {
    place.id: place
    for place in (
        Place("asia"),
        Place("china", "asia", ("union",), level="country"),
        Place("union"),
        Place("heilongjiang", "china", ("northeast", "amur")),
        Place("amur"),
        Place("liaoning", "china", ("northeast", "manchuria (historical)")),
        Place("manchuria (historical)", "asia"),
        Place("northeast", "china"),
        Place("harbin", "heilongjiang"),
    )
}


class Places:
    def get(self, id: str) -> Place | None:
        return PLACES.get(id)


def entry(slug: str, *regions: str, date: str = "2018-01-01") -> Entry:
    listed = tuple(Listed(region, Role.PRIMARY) for region in regions)
    return Entry(slug, f"article/{slug}/", slug.title(), date=date, regions=listed)


def tree_of(*entries: Entry) -> Tree:
    return build_tree(entries, regions_of, Places(), mentions_of)


def test_a_story_about_a_city_is_below_everything_that_contains_the_city() -> None:
    tree = tree_of(entry("a", "harbin"))

    counts = {id: (node.here, node.below) for id, node in tree.nodes.items()}

    assert counts == {"asia": (0, 1), "china": (0, 1), "heilongjiang": (0, 1), "harbin": (1, 0)}


def test_a_macro_region_that_a_story_lists_contains_the_stories_of_its_members() -> None:
    tree = tree_of(entry("a", "harbin"), entry("b", "northeast"))

    assert (tree.nodes["northeast"].here, tree.nodes["northeast"].below) == (1, 1)
    assert tree.nodes["northeast"].children == ("heilongjiang",)


def test_a_story_that_lists_a_country_and_two_of_its_provinces_counts_once_in_the_country() -> None:
    china = tree_of(entry("a", "china", "heilongjiang", "liaoning")).nodes["china"]

    assert (china.here, china.below, china.total) == (1, 0, 1)


def test_a_story_that_reaches_a_region_by_two_ways_counts_once_there() -> None:
    tree = tree_of(entry("a", "heilongjiang", "liaoning"), entry("b", "northeast"))

    assert (tree.nodes["northeast"].total, tree.nodes["china"].total) == (2, 2)


def test_a_story_about_a_member_is_no_story_about_a_union_of_states() -> None:
    tree = tree_of(entry("a", "china"), entry("b", "union"))

    assert [story.slug for story in tree.nodes["union"].about] == ["b"]
    assert tree.nodes["union"].children == ()
    assert tree.nodes["china"].also_in == ("union",)


def test_a_story_about_a_province_is_one_about_a_region_across_borders_that_it_is_part_of() -> None:
    amur = tree_of(entry("a", "harbin"), entry("b", "amur"), entry("c", "china")).nodes["amur"]

    assert sorted(story.slug for story in amur.about) == ["a", "b"]


def test_a_story_about_a_place_is_no_story_about_a_state_it_once_belonged_to() -> None:
    tree = tree_of(entry("a", "liaoning"), entry("b", "manchuria (historical)"))

    assert [story.slug for story in tree.nodes["manchuria (historical)"].about] == ["b"]


def test_everything_that_contains_a_city_is_found_once_nearest_first() -> None:
    assert containers("harbin", Places(), {"northeast", "union"}) == ("heilongjiang", "china", "northeast", "asia")


def test_regions_without_stories_have_no_node() -> None:
    assert sorted(tree_of(entry("a", "china")).nodes) == ["asia", "china"]


def test_children_come_by_number_of_stories_then_by_name() -> None:
    tree = tree_of(entry("a", "liaoning"), entry("b", "liaoning"), entry("c", "heilongjiang"))

    assert tree.nodes["china"].children == ("liaoning", "heilongjiang")


def test_a_drawn_tree_shows_a_region_once_below_its_first_parent() -> None:
    tree = tree_of(entry("a", "heilongjiang"), entry("b", "northeast"))

    assert [node.id for node in tree.inside(tree.nodes["northeast"])] == []
    assert [node.id for node in tree.children(tree.nodes["northeast"])] == ["heilongjiang"]


def test_an_id_the_vocabulary_does_not_have_is_named_and_has_no_node() -> None:
    tree = tree_of(entry("a", "atlantis", "china"))

    assert (tree.unknown, "atlantis" in tree.nodes) == (("atlantis",), False)


def test_the_stories_of_a_node_come_newest_first_and_undated_ones_last() -> None:
    tree = tree_of(entry("old", "china", date="2012"), entry("none", "china", date=""), entry("new", "china"))

    assert [story.slug for story in tree.nodes["china"].about] == ["new", "old", "none"]


def test_a_story_is_about_what_contains_its_main_region_and_also_concerns_what_contains_the_others() -> None:
    story = Entry("a", "article/a/", "A", regions=(Listed("harbin", Role.SECONDARY), Listed("liaoning", Role.PRIMARY)))

    nodes = tree_of(story).nodes

    assert {id for id, node in nodes.items() if node.about} == {"liaoning", "china", "asia"}
    assert {id for id, node in nodes.items() if node.also} == {"harbin", "heilongjiang"}


def test_a_region_that_another_implies_is_not_named_here() -> None:
    implied = Listed("heilongjiang", Role.PRIMARY, implied=True)
    story = Entry("a", "article/a/", "A", regions=(Listed("harbin", Role.PRIMARY), implied))

    node = tree_of(story).nodes["heilongjiang"]

    assert (node.here, node.below) == (0, 1)


def test_a_story_that_only_mentions_a_region_is_counted_there_and_not_listed() -> None:
    passing = Entry("a", "article/a/", "A", regions=(Listed("liaoning", Role.PRIMARY),), mentions=("heilongjiang",))
    inside = Entry("b", "article/b/", "B", regions=(Listed("harbin", Role.PRIMARY),), mentions=("heilongjiang",))

    node = tree_of(passing, inside).nodes["heilongjiang"]

    assert ([story.slug for story in node.about], node.mentioned) == (["b"], 1)


@settings(deadline=None)  # a busy machine is no failure
@given(st.lists(st.lists(st.sampled_from(sorted(PLACES)), max_size=4, unique=True), max_size=12))
def test_here_and_below_add_up_to_the_distinct_stories_in_or_under_a_region(regions: list[list[str]]) -> None:
    entries = [entry(f"s{number:02}", *ids) for number, ids in enumerate(regions)]

    named = {id for ids in regions for id in ids}

    tree = tree_of(*entries)

    for node in tree.nodes.values():
        inside = {node.id} | {id for id in PLACES if node.id in containers(id, Places(), named)}
        expected = {e.slug for e in entries if inside & {region.id for region in e.regions}}
        assert {story.slug for story in (*node.about, *node.also)} == expected
        assert node.here == sum(any(region.id == node.id for region in e.regions) for e in entries)
        assert node.here + node.below == node.total == len(expected)


@pytest.mark.parametrize("order", [1, -1])
def test_the_order_stories_are_read_in_does_not_matter(order: int) -> None:
    entries = [entry("a", "harbin"), entry("b", "china"), entry("c", "liaoning")]

    assert tree_of(*entries[::order]) == tree_of(*entries)
