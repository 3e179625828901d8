"""Scorecards: the text format of small trained models, their scores and their reasons."""

from __future__ import annotations

import numpy as np
import pytest

from plugins.seed_posts.learned import Scorecard, ScorecardError

CARD = """\
# which of the lines is long
start -1.0000
capital 0.500
words -2.000 [3] 0.000 [8.5] 4.000
"""


def test_scorecard_adds_the_points_of_the_step_each_value_falls_on() -> None:
    card = Scorecard.read(CARD, "long.scorecard")

    points = card.points({"words": np.array([3.0, 4.0, 9.0]), "capital": np.zeros(3)})

    assert points.tolist() == [-2.5, -0.5, 3.5]


def test_scorecard_scores_are_probabilities_in_the_order_of_points() -> None:
    card = Scorecard.read(CARD, "long.scorecard")

    low, middle, high = card.scores({"words": np.array([3.0, 4.0, 9.0]), "capital": np.zeros(3)})

    assert 0 < low < middle < 0.5 < high < 1


def test_scorecard_names_the_features_that_decided_a_row() -> None:
    card = Scorecard.read(CARD, "long.scorecard")

    reasons = card.reasons({"words": np.array([3.0, 9.0]), "capital": np.zeros(2)}, 1, most=1)

    assert reasons == [("words", 4.0)]


def test_scorecard_written_reads_back_the_same() -> None:
    assert str(Scorecard.read(CARD, "long.scorecard")) == CARD


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("words 1 [2] 3\n", "x: no line 'start'; train the scorecard again"),
        ("start 0\nwords 1 [2]\n", "x:2: limits and points do not alternate upwards; train the scorecard again"),
        (
            "start 0\nwords 1 [3] 2 [2] 1\n",
            "x:2: limits and points do not alternate upwards; train the scorecard again",
        ),
        ("start 0\nwords much\n", "x:2: not points and [limits]: 'much'; train the scorecard again"),
    ],
)
def test_scorecard_that_is_no_scorecard_says_where_and_what_to_do(text: str, message: str) -> None:
    with pytest.raises(ScorecardError) as error:
        Scorecard.read(text, "x")

    assert str(error.value) == message
