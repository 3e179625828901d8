"""What the chain makes of captures an archivist has read, line by line and field by field."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from plugins.seed_posts.pipeline import convert
from tools.evaluation.gold import STORIES, Score, load_gold, score_folder

ROOT = Path(__file__).resolve().parents[2]
REAL = ROOT.parent / "shared"
CASES = {
    "shipped": (ROOT / "seeds", ROOT / "tests" / "gold" / "seeds.json"),
    "real": (REAL / "seeds", REAL / "gold" / "seeds.json"),
}
FIELDS = (
    "stories", "boundaries", "kinds", "reprint_of", "body_lines", "subheads", "headline", "headline_assigned", "deck",
    "author", "editor", "source", "agency", "url", "dateline", "date", "date_inferred",
)  # fmt: skip


@pytest.fixture(scope="module", params=sorted(CASES))
def score(request: pytest.FixtureRequest, announce: Callable[[str], None]) -> Score:
    """The score of one set of captures; the real ones stand outside the project and may be absent."""
    captures, gold = CASES[request.param]
    if request.param == "real" and not gold.exists():
        pytest.skip(f"the real captures are not here ({captures} with {gold}); the shipped digests were scored")
    run = convert(captures)
    assert run.failures == ()
    score = score_folder(run.conversions, load_gold(gold))
    announce(f"{request.param} captures, right of asked:\n{score.table()}")
    return score


@pytest.mark.parametrize("name", FIELDS)
def test_every_value_is_the_archivists(score: Score, name: str) -> None:
    wrong = [str(miss) for miss in score.misses if miss.field == name]

    assert score.total[name] > 0
    assert wrong == []


def test_five_captures_give_sixteen_stories_and_one_reprint() -> None:
    captures, gold = CASES["shipped"]

    run = convert(captures)

    kinds = [str(story.kind) for story in run.stories]
    assert (kinds.count("story"), kinds.count("reprint")) == (16, 1)
    assert sum(s["type"] in STORIES for d in load_gold(gold)["documents"] for s in d["segments"]) == 17


def test_a_story_made_of_a_comment_would_be_a_miss() -> None:
    captures, gold_path = CASES["shipped"]
    gold = load_gold(gold_path)
    for document in gold["documents"]:
        document["segments"] = [s for s in document["segments"] if s["id"] != "003-06"]

    score = score_folder(convert(captures).conversions, gold)

    assert [miss.field for miss in score.misses if miss.field == "stories"] == ["stories"]
