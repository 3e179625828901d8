"""Threads of several articles that stand outside the project: scored where they are, skipped clearly where not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from plugins.seed_posts.sources import Sources
from tests.extraction.corpora import CORPORA, ThreadScore, body_score, floors, load_gold, score_threads

THREADS = CORPORA / "threads"
PLAIN_RULE = ThreadScore(
    count=0.333, starts=0.722, headline=0.0, body=0.869
)  # published for the 60 threads these 40 are from


@pytest.fixture(scope="module", params=["even", "odd"])
def score(request: pytest.FixtureRequest, announce: Callable[[str], None]) -> ThreadScore:
    """The score of one half: rules were worked out on the even files."""
    if not (THREADS / "gold.json").exists():
        pytest.skip(f"the threads are not here ({THREADS})")
    half = ("even", "odd").index(request.param)
    gold = [entry for entry in load_gold(THREADS) if int(entry["file"][:3]) % 2 == half]
    score = score_threads(THREADS, gold, Sources.load())
    announce(score.row(f"threads, {request.param}"))
    return score


@pytest.mark.parametrize("name", ["count", "starts", "headline", "body"])
def test_threads_score_no_lower_than_before(score: ThreadScore, name: str) -> None:
    assert getattr(score, name) >= floors("threads")[name]


@pytest.mark.parametrize("name", ["count", "starts", "body"])
def test_threads_are_taken_apart_better_than_by_the_plain_headline_rule(score: ThreadScore, name: str) -> None:
    assert getattr(score, name) > getattr(PLAIN_RULE, name)


def test_a_body_with_a_foreign_paragraph_scores_lower() -> None:
    gold = "The ferry left the harbour at noon. It carried forty cars and a band."

    assert body_score([gold], [gold]) == 1.0
    assert body_score([gold], [gold + " Sign up for the harbour newsletter today."]) < 0.85
