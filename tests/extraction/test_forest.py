"""Forests: the text format of small trees, and the leaf each row falls on."""

from __future__ import annotations

import numpy as np
import pytest

from plugins.seed_posts.learned import Forest, ScorecardError

TREES = """\
# which of the lines is long
start -1.0
tree words<=3 ? (capital<=0.5 ? -4 : -2) : words<=8.5 ? 0.5 : 2
tree capital<=0.5 ? 0.25 : -0.25
"""


def points_of(words: float, capital: float) -> float:
    forest = Forest.read(TREES, "long.forest")
    (score,) = forest.scores({"words": np.array([words]), "capital": np.array([capital])})
    return float(np.log(score / (1 - score)))


@pytest.mark.parametrize(
    ("words", "capital", "points"),
    [(3, 0, -4.75), (3, 1, -3.25), (4, 0, -0.25), (8.5, 1, -0.75), (9, 0, 1.25), (9, 1, 0.75)],
)
def test_row_gets_the_points_of_its_leaf_in_every_tree(words, capital, points):
    assert points_of(words, capital) == pytest.approx(points)


def test_rows_are_scored_alike_alone_and_together():
    forest = Forest.read(TREES, "long.forest")
    words, capital = np.arange(12.0), np.array([0.0, 1.0] * 6)

    together = forest.scores({"words": words, "capital": capital})

    alone = [forest.scores({"words": words[n : n + 1], "capital": capital[n : n + 1]})[0] for n in range(12)]
    assert together.tolist() == alone


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("start 0\n", "x: no line 'tree'; train the forest again"),
        ("start 0\ntree 1.5\n", "x:2: not a tree: 'tree 1.5'; train the forest again"),
        ("start 0\ntree words<=3 ? 1\n", "x:2: not a tree: 'tree words<=3 ? 1'; train the forest again"),
        ("start 0\ntree words<=3 ? 1 : 2 3\n", "x:2: not a tree: 'tree words<=3 ? 1 : 2 3'; train the forest again"),
    ],
)
def test_forest_that_is_no_forest_says_where_and_what_to_do(text, message):
    with pytest.raises(ScorecardError) as error:
        Forest.read(text, "x")

    assert str(error.value) == message
