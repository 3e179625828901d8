"""All tags of the shipped seeds, as text: a change of vocabulary or rule shows as a diff to review.

Where the golden file is missing or differs, the run writes what it found beside it (golden-tags.new.txt) and fails;
after a look, move it over the old one.
"""

from __future__ import annotations

from pathlib import Path

from plugins.seed_posts.regions import tag_regions
from plugins.seed_posts.regions.vocabulary import Regions
from plugins.seed_posts.topics import tag_topics
from plugins.seed_posts.topics.vocabulary import Topics
from tools.evaluation.tag_gold import gold_stories

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = Path(__file__).parent / "golden-tags.txt"


def test_the_tags_of_the_shipped_seeds_are_the_reviewed_ones(regions: Regions, topics: Topics) -> None:
    lines: list[str] = []

    for article, story in gold_stories(ROOT / "tests" / "gold" / "seeds.json", ROOT / "seeds"):
        lines += ["", f"{story.seed} {article['id']}: {story.headline.value or '(no headline)'}"]
        places = tag_regions(story, regions)
        for place in places:
            words = ", ".join(f"{e.text} ({e.line})" for e in place.evidence[:4]) or "implied"
            lines.append(f"  {place.role:9} {place.id:16} {place.label}: {words}")
        for topic in tag_topics(story, places, topics):
            words = ", ".join(f"{e.text} ({e.line})" for e in topic.evidence[:4])
            lines.append(f"  topic     {topic.code:16} {topic.label}: {words}")

    found = "\n".join(lines).lstrip() + "\n"
    reviewed = GOLDEN.read_text("utf-8") if GOLDEN.is_file() else ""
    if found != reviewed:
        GOLDEN.with_name("golden-tags.new.txt").write_text(found, "utf-8")
    assert found == reviewed, f"tags changed: review tests/tags/golden-tags.new.txt and move it over {GOLDEN.name}"
