"""Stories as the gold cuts them, and the scores of their tags.

The gold's own line numbers make the stories, so that these scores speak of tagging alone and not of extraction.
Listed regions are compared, primary and secondary together; a region the gold only mentions is neither right nor wrong.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from plugins.seed_posts.model import Block, Dateline, Evidence, Finding, RegionTag, Role, Story, TopicTag
from plugins.seed_posts.regions import tag_regions
from plugins.seed_posts.regions.vocabulary import Regions, load_regions
from plugins.seed_posts.topics import tag_topics
from plugins.seed_posts.topics.vocabulary import Topics, load_topics

from .figures import ALL, Figure, share

LEVELS = ("country", "admin1", "city", "macro")  # that have figures; areas of the world come by containment
LISTED = (Role.PRIMARY, Role.SECONDARY)


@dataclass
class Score:
    """Right, wrong and missed tags of one kind; `notes` names the wrong and the missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.right + self.missed)

    def figures(self, collection: str, name: str, part: str = ALL) -> Iterator[Figure]:
        """Precision and recall as rows of a table."""
        yield from share(collection, part, f"{name} precision", self.right, self.right + self.wrong)
        yield from share(collection, part, f"{name} recall", self.right, self.right + self.missed)


def gold_stories(gold: Path, seeds: Path) -> Iterator[tuple[dict[str, Any], Story]]:
    """Each article of the gold, and the story its line numbers cut from the capture."""
    for document in json.loads(gold.read_text("utf-8"))["documents"]:
        lines = (seeds / document["file"]).read_text("utf-8").split("\n")
        articles = [s for s in document["segments"] if s["type"] == "article"]
        for ordinal, article in enumerate(articles, 1):
            yield article, _story(document["file"], ordinal, article, lines)


def _story(seed: str, ordinal: int, article: dict[str, Any], lines: list[str]) -> Story:
    left_out = {n for first, last in article.get("non_body_lines") or () for n in range(first, last + 1)}
    numbers = [n for first, last in article["body_lines"] for n in range(first, last + 1)]
    subheads = set(article.get("subheads") or ())
    body = tuple(
        Block(lines[n - 1].strip(), n, n, n in subheads) for n in numbers if n not in left_out and lines[n - 1].strip()
    )
    dateline = article.get("dateline")
    deck = article.get("deck_line")
    return Story(
        seed,
        ordinal,
        article["start"],
        article["end"],
        body,
        headline=_printed(article.get("title"), article.get("title_line")),
        deck=_printed(lines[deck - 1].strip() if deck else None, deck),
        dateline=Finding(Dateline(dateline["place"])) if dateline else Finding(),
    )


def _printed(text: str | None, line: int | None) -> Finding[str]:
    return Finding(text, (Evidence("gold", text, line),), 1.0) if text else Finding()


def score_regions(
    scores: dict[str, Score], article: dict[str, Any], tags: tuple[RegionTag, ...], regions: Regions
) -> None:
    """Adds one story to the scores by level."""
    wanted = {r["id"] for r in article["regions"] if r["role"] in LISTED}
    neutral = {r["id"] for r in article["regions"]} - wanted
    got = {tag.id for tag in tags if tag.role in LISTED}
    for id_ in sorted(wanted | (got - neutral)):
        score = scores.setdefault(regions.level(id_) if id_ in regions else "unknown", Score())
        if id_ in wanted and id_ in got:
            score.right += 1
        elif id_ in got:
            score.wrong += 1
            score.notes.append(f"{article['id']}: {regions.label(id_)} is listed and should not be")
        else:
            score.missed += 1
            score.notes.append(f"{article['id']}: {regions.label(id_)} is not listed")


def score_topics(
    article: dict[str, Any], tags: tuple[TopicTag, ...], topics: Topics, exact: Score, main: Score
) -> None:
    """Adds one story: `exact` counts tags the gold has too, `main` the gold's primary topics found."""
    wanted = {t["code"] for t in article["topics"]}
    primary = {t["code"] for t in article["topics"] if t["role"] == "primary"}
    got = {tag.code for tag in tags}
    exact.right += len(got & wanted)
    exact.wrong += len(got - wanted)
    main.right += len(got & primary)
    main.missed += len(primary - got)
    exact.notes += [f"{article['id']}: {topics.label(c)} is not in the gold" for c in sorted(got - wanted)]
    main.notes += [f"{article['id']}: {topics.label(c)} is missing" for c in sorted(primary - got)]


def figures(collection: str, gold: Path, seeds: Path) -> Iterator[Figure]:
    """Precision and recall of the regions a story lists, by level, and of its topics."""
    regions, topics = load_regions(), load_topics()
    scores: dict[str, Score] = {}
    exact, main = Score(), Score()
    for article, story in gold_stories(gold, seeds):
        places = tag_regions(story, regions)
        score_regions(scores, article, places, regions)
        score_topics(article, tag_topics(story, places, topics), topics, exact, main)
    for level in LEVELS:
        yield from scores.get(level, Score()).figures(collection, level)
    yield from share(collection, ALL, "topics precision", exact.right, exact.right + exact.wrong)
    yield from share(collection, ALL, "main topics recall", main.right, main.right + main.missed)
