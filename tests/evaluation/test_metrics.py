"""The figures' definitions, on texts short enough to count by hand."""

from __future__ import annotations

import pytest

from tools.evaluation.metrics import (
    body_score,
    body_scores,
    names,
    near_title,
    page_f1,
    shares,
    words_key,
)

GOLD = "the ferry left the harbour at noon"  # seven words: four runs of four


def test_a_text_equal_to_its_gold_scores_one() -> None:
    assert page_f1(GOLD, GOLD) == body_score([GOLD], [GOLD]) == 1.0


def test_words_too_many_cost_precision_and_words_missing_cost_recall() -> None:
    longer = body_scores([GOLD], [GOLD + " with cars"])
    shorter = body_scores([GOLD], ["the ferry left the harbour"])

    assert (longer.precision, longer.recall) == (pytest.approx(4 / 6), 1.0)
    assert (shorter.precision, shorter.recall) == (1.0, pytest.approx(2 / 4))


def test_shares_of_a_page_sum_to_one_whatever_its_length() -> None:
    assert sum(shares(GOLD, "the ferry left the harbour at dawn and sank")) == pytest.approx(1)
    assert shares("", "") == (0.0, 0.0, 0.0)


def test_f1_of_a_collection_is_taken_over_the_means_of_its_pages() -> None:
    score = body_scores([GOLD, GOLD], [GOLD, ""])  # the empty answer has no precision, and no recall either

    assert (score.precision, score.recall) == (1.0, 0.5)
    assert score.f1 == pytest.approx(2 / 3)


def test_the_deviation_is_the_same_every_time_and_zero_where_nothing_varies() -> None:
    golds, outputs = [GOLD] * 20, [GOLD] * 10 + ["the ferry left the harbour"] * 10

    assert body_scores(golds, outputs) == body_scores(golds, outputs)
    assert body_scores(golds, outputs).deviation > 0
    assert body_scores(golds, golds).deviation == 0


def test_titles_are_near_with_four_words_of_five_in_common() -> None:
    assert near_title("Ferry sinks off the cape", "The ferry sinks off cape")
    assert near_title("Ferry sinks off the cape", "Ferry sinks off the cape | Cape Echo".partition(" |")[0])
    assert not near_title("Ferry sinks off the cape", "Ferry raised")
    assert not near_title("Ferry sinks", None)


def test_case_and_punctuation_tell_no_names_apart() -> None:
    assert names(["Ann O'Hara", "ann o’hara", " "]) == {"ann o hara"}
    assert words_key("  “Fire!” he said ") == "fire he said"
