"""Figures of the taggers on news stories that were filed by hand under regions and topics (data/news-tags.yaml).

Whoever filed them read the stories, and neither the taggers' code nor their lexicons, so that these figures
do not flatter rules that were worked out on the seeds. Even positions are open, odd ones closed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from plugins.seed_posts.model import Role, Story, TopicTag
from plugins.seed_posts.regions import tag_regions
from plugins.seed_posts.regions.vocabulary import Regions, load_regions
from plugins.seed_posts.topics import tag_topics
from plugins.seed_posts.topics.vocabulary import Topics, load_topics

from .figures import ALL, Figure, share
from .tag_corpora import plain_story, wire_story
from .tag_gold import LEVELS, Score, score_regions, score_topics

COLLECTION = "news-tags"
GOLD = Path(__file__).with_name("data") / "news-tags.yaml"
FILES = {  # where the stories of an item's first part stand, below the corpora
    "pages": "pages/gold.json",
    "threads": "threads/gold.json",
    "newswire": "newswire.jsonl",
    "bbc": "bbc-topics.jsonl",
}
ROLES = ("primary", "secondary", "either", "mention")  # either: right to list and right to leave out


@dataclass
class Scores:
    """Of one half: regions by level, and topics three ways."""

    regions: dict[str, Score] = field(default_factory=lambda: {level: Score() for level in LEVELS})
    exact: Score = field(default_factory=Score)  # the gold has the topic too
    near: Score = field(default_factory=Score)  # it has the topic, one above it or one below it
    main: Score = field(default_factory=Score)  # primary topics of the gold that were found

    def rows(self, part: str) -> Iterator[Figure]:
        for level in LEVELS:
            yield from self.regions[level].figures(COLLECTION, level, part)
        for name, score in (("topics", self.exact), ("topics, same branch,", self.near)):
            yield from share(COLLECTION, part, f"{name} precision", score.right, score.right + score.wrong)
        yield from share(COLLECTION, part, "main topics recall", self.main.right, self.main.right + self.main.missed)


def load_gold(path: Path = GOLD) -> list[dict[str, Any]]:
    """The stories in their order, each as `tag_gold` scores it: id, regions and topics with their roles."""
    return [
        {
            "id": entry["item"],
            "regions": [{"id": id_, "role": role} for role in ROLES for id_ in entry["regions"].get(role, ())],
            "topics": [{"code": code, "role": role} for role in ROLES for code in entry["topics"].get(role, ())],
        }
        for entry in yaml.safe_load(path.read_text("utf-8"))
    ]


def load_stories(corpora: Path) -> dict[str, Story]:
    """Every story of the four collections, by the name the gold has for it: "bbc/tech/366", "threads/020.txt#1"."""
    stories: dict[str, Story] = {}
    for page in json.loads((corpora / FILES["pages"]).read_text("utf-8")):
        stories[f"pages/{page['id']}"] = _printed(page)
    for thread in json.loads((corpora / FILES["threads"]).read_text("utf-8")):
        for n, article in enumerate(thread["articles"]):
            stories[f"threads/{thread['file']}#{n}"] = _printed(article)
    for item in _lines(corpora / FILES["newswire"]):
        stories[f"newswire/{item['id']}"] = wire_story(item)
    for item in _lines(corpora / FILES["bbc"]):
        stories[f"bbc/{item['id']}"] = _printed(item)
    return stories


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    return (json.loads(line) for line in path.read_text("utf-8").splitlines())


def _printed(item: Mapping[str, str | None]) -> Story:
    return plain_story(item["title"] or "", (item["body"] or "").split("\n"))


def figures(corpora: Path, every: int = 1) -> Iterator[Figure]:
    """Precision and recall of listed regions by level, and of topics; mentions are neither right nor wrong."""
    scored = scores(load_gold(), load_stories(corpora), load_regions(), load_topics(), every)
    for part, score in scored.items():
        yield from score.rows(part)


def scores(
    gold: list[dict[str, Any]], stories: Mapping[str, Story], regions: Regions, topics: Topics, every: int = 1
) -> dict[str, Scores]:
    """Scores of every Nth story of each half, and of both together."""
    found = {ALL: Scores(), "open": Scores(), "closed": Scores()}
    for half, first in (("open", 0), ("closed", 1)):
        for article in gold[first :: 2 * every]:
            story = stories[article["id"]]
            places = tag_regions(story, regions)
            themes = tag_topics(story, places, topics)
            for score in (found[ALL], found[half]):
                score_regions(score.regions, article, places, regions)
                score_topics(article, themes, topics, score.exact, score.main)
                score_branches(article, themes, topics, score.near)
    return found


def score_branches(article: Mapping[str, Any], tags: tuple[TopicTag, ...], topics: Topics, near: Score) -> None:
    """Adds one story: a tag is right when it or a topic above or below it is in the gold."""
    wanted = {t["code"] for t in article["topics"] if t["role"] in (Role.PRIMARY, Role.SECONDARY)}
    above = {code for topic in wanted for code in topics.ancestors(topic)}
    for tag in tags:
        if tag.code in wanted | above or wanted.intersection(topics.ancestors(tag.code)):
            near.right += 1
        else:
            near.wrong += 1
            near.notes.append(f"{article['id']}: {topics.label(tag.code)} is of another branch")
