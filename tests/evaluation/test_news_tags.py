"""News stories filed by hand: the file names what there is, and the scorer counts as its table says."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from plugins.seed_posts.model import Story, TopicTag
from plugins.seed_posts.regions.vocabulary import Regions, load_regions
from plugins.seed_posts.topics.vocabulary import Topics, load_topics
from tests.conftest import ROOT
from tools.evaluation.news_tags import FILES, load_gold, load_stories, score_branches, scores
from tools.evaluation.tag_corpora import plain_story
from tools.evaluation.tag_gold import Score

CORPORA = ROOT.parent / "shared" / "corpora"


@pytest.fixture(scope="module")
def gold() -> list[dict[str, Any]]:
    return load_gold()


@pytest.fixture(scope="module")
def regions() -> Regions:
    return load_regions()


@pytest.fixture(scope="module")
def topics() -> Topics:
    return load_topics()


@pytest.fixture(scope="module")
def stories() -> dict[str, Story]:
    if not all((CORPORA / name).exists() for name in FILES.values()):
        pytest.skip(f"the corpora are not here ({CORPORA})")
    return load_stories(CORPORA)


def entry(id_: str, regions: dict[str, str], topics: dict[str, str]) -> dict[str, Any]:
    return {
        "id": id_,
        "regions": [{"id": region, "role": role} for region, role in regions.items()],
        "topics": [{"code": code, "role": role} for code, role in topics.items()],
    }


def test_every_region_and_topic_of_the_gold_is_in_the_vocabularies(
    gold: list[dict[str, Any]], regions: Regions, topics: Topics
) -> None:
    unknown = [r["id"] for article in gold for r in article["regions"] if r["id"] not in regions]
    unknown += [t["code"] for article in gold for t in article["topics"] if t["code"] not in topics]

    assert unknown == []


def test_nothing_of_a_story_is_filed_twice(gold: list[dict[str, Any]]) -> None:
    counts = Counter(
        (article["id"], tag) for article in gold for kind in ("regions", "topics") for tag in ids(article, kind)
    )

    assert [key for key, n in counts.items() if n > 1] == []


def ids(article: dict[str, Any], kind: str) -> list[str]:
    return [tag.get("id") or tag["code"] for tag in article[kind]]


def test_every_story_has_one_or_two_main_topics(gold: list[dict[str, Any]]) -> None:
    main = Counter(article["id"] for article in gold for t in article["topics"] if t["role"] == "primary")

    assert len(main) == len(gold) == len({article["id"] for article in gold})
    assert set(main.values()) <= {1, 2}


def test_every_story_of_the_gold_is_in_the_corpora(gold: list[dict[str, Any]], stories: dict[str, Story]) -> None:
    assert {article["id"] for article in gold} <= stories.keys()


def test_halves_are_even_and_odd_positions(regions: Regions, topics: Topics) -> None:
    told = {"a": plain_story("Rain in Peru", ["It rained in Peru."]), "b": plain_story("Sun in Chile", ["It was dry."])}
    filed = [entry("a", {"PE": "primary"}, {}), entry("b", {"CL": "primary"}, {})]

    found = scores(filed, told, regions, topics)

    assert [found[part].regions["country"].right for part in ("all", "open", "closed")] == [2, 1, 1]


def test_region_that_may_be_listed_counts_neither_way(regions: Regions, topics: Topics) -> None:
    told = {"a": plain_story("Rain in Peru", ["It rained in Peru for a week, and Peru was glad."])}

    found = scores([entry("a", {"PE": "either"}, {})], told, regions, topics)["all"].regions["country"]

    assert (found.right, found.wrong, found.missed) == (0, 0, 0)


@pytest.mark.parametrize(
    ("given", "right"),
    [
        ("medtop:20000153", 1),  # earthquake, the gold's own
        ("medtop:20000148", 1),  # disaster, above it
        ("medtop:20000154", 0),  # flood, beside it
    ],
)
def test_topic_above_or_below_is_of_the_same_branch(given: str, right: int, topics: Topics) -> None:
    near = Score()

    score_branches(
        entry("a", {}, {"medtop:20000153": "primary"}), (TopicTag(given, topics.label(given), 1.0),), topics, near
    )

    assert (near.right, near.wrong) == (right, 1 - right)
