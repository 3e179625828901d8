"""Tags of the seeds against the gold, with floors. Lowering a floor is a commit of its own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from plugins.seed_posts.model import Role
from plugins.seed_posts.regions import tag_regions
from plugins.seed_posts.regions.vocabulary import Regions
from plugins.seed_posts.topics import tag_topics
from plugins.seed_posts.topics.vocabulary import Topics
from tools.evaluation.floors import load_floors
from tools.evaluation.tag_gold import LEVELS, LISTED, Score, gold_stories, score_regions, score_topics

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
FLOORS = load_floors("whole")


@dataclass(frozen=True)
class Seeds:
    """A folder of captures and the gold for it."""

    name: str  # of the collection in the floors
    gold: Path
    folder: Path


@pytest.fixture(params=["seeds-shipped", "seeds-real"])
def seeds(request: pytest.FixtureRequest) -> Seeds:
    if request.param == "seeds-shipped":
        return Seeds(request.param, ROOT / "tests" / "gold" / "seeds.json", ROOT / "seeds")
    if not (SHARED / "seeds").is_dir():
        pytest.skip("the real captures are not beside the project (../shared/seeds)")
    return Seeds(request.param, SHARED / "gold" / "seeds.json", SHARED / "seeds")


def test_every_story_lists_its_countries_and_its_main_provinces(seeds: Seeds, regions: Regions) -> None:
    missing = []

    for article, story in gold_stories(seeds.gold, seeds.folder):
        got = {tag.id for tag in tag_regions(story, regions) if tag.role in LISTED}
        for region in article["regions"]:
            level = regions.level(region["id"])
            due = LISTED if level == "country" else (Role.PRIMARY,) if level == "admin1" else ()
            if region["role"] in due and region["id"] not in got:
                missing.append(f"{article['id']}: {regions.label(region['id'])}")

    assert missing == []


def test_region_scores_stay_above_their_floors(seeds: Seeds, regions: Regions) -> None:
    scores: dict[str, Score] = {}

    for article, story in gold_stories(seeds.gold, seeds.folder):
        score_regions(scores, article, tag_regions(story, regions), regions)

    for level in LEVELS:
        score, floors = scores[level], FLOORS[seeds.name]
        line = f"{seeds.name}, {level}: precision {score.precision:.3f}, recall {score.recall:.3f}"
        print(line)
        assert score.precision >= floors[f"{level} precision"], f"{line}; {score.notes}"
        assert score.recall >= floors[f"{level} recall"], f"{line}; {score.notes}"


def test_topic_scores_stay_above_their_floors(seeds: Seeds, regions: Regions, topics: Topics) -> None:
    exact, main = Score(), Score()

    for article, story in gold_stories(seeds.gold, seeds.folder):
        tags = tag_topics(story, tag_regions(story, regions), topics)
        score_topics(article, tags, topics, exact, main)

    floors = FLOORS[seeds.name]
    line = f"{seeds.name}, topics: precision {exact.precision:.3f}, recall of primary topics {main.recall:.3f}"
    print(line)
    assert exact.precision >= floors["topics precision"], f"{line}; {exact.notes}"
    assert main.recall >= floors["main topics recall"], f"{line}; {main.notes}"


def test_every_named_tag_shows_words_that_stand_on_its_line(seeds: Seeds, regions: Regions, topics: Topics) -> None:
    for _, story in gold_stories(seeds.gold, seeds.folder):
        texts = {block.first: block.text for block in story.body}
        for finding in (story.headline, story.deck):
            if finding.value and finding.evidence and finding.evidence[0].line:
                texts[finding.evidence[0].line] = finding.value
        places = tag_regions(story, regions)
        for tag in (*(p for p in places if not p.implied), *tag_topics(story, places, topics)):
            assert tag.evidence, f"{tag.label} has no evidence"
            for evidence in tag.evidence:
                assert evidence.line is not None
                assert evidence.offset is not None
                start = evidence.offset
                assert texts[evidence.line][start : start + len(evidence.text)] == evidence.text
