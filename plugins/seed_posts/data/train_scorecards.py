"""Trains scorecards: boosted trees with one split each, added up feature by feature.

Needs scikit-learn, which a build does not: `pip install scikit-learn`. A tree with one split looks at one feature,
so the sum of hundreds of them is, for each feature, a row of steps: that is the scorecard.

`fit_scorecard` is what other trainers call; `train_body_lines.py` beside it is one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from itertools import pairwise

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier  # type: ignore[import-not-found,import-untyped,unused-ignore]

from ..learned.scorecard import Numbers, Scorecard, Steps

FOLDS = 5
TREES = 300
LEARNING_RATE = 0.1
RIDGE = 5.0  # pulls the points of rare values towards nought
LEAF_MIN = 40  # rows a step stands on at least
BINS = 64  # limits a feature may have
TRIFLE = 0.02  # points; a feature that never gives more is left out


def fold_of(host: str) -> int:
    """The fold of a site: pages of one site always fall into one fold."""
    return int(hashlib.sha256(host.removeprefix("www.").encode()).hexdigest(), 16) % FOLDS


def fit_scorecard(
    about: str,
    columns: Mapping[str, Numbers],
    labels: Numbers,
    weights: Numbers | None = None,
    trees: int = TREES,
    drawn: float = 1.0,
) -> Scorecard:
    """The scorecard for these rows. The same rows give the same scorecard.

    `drawn` is the share of features each tree may choose from: with many that say much the same, fewer is fairer.
    """
    names = sorted(columns)
    rows = np.column_stack([columns[name] for name in names])
    model = HistGradientBoostingClassifier(
        max_depth=1,
        max_iter=trees,
        learning_rate=LEARNING_RATE,
        l2_regularization=RIDGE,
        min_samples_leaf=LEAF_MIN,
        max_bins=BINS,
        max_features=drawn,
        early_stopping=False,
        random_state=0,
    )
    model.fit(rows, labels >= 0.5, weights)
    start = float(np.ravel(model._baseline_prediction)[0])
    splits: dict[str, list[tuple[float, float, float]]] = {}
    for (tree,) in model._predictors:
        root = tree.nodes[0]
        if root["is_leaf"]:
            start += float(root["value"])
            continue
        left, right = float(tree.nodes[root["left"]]["value"]), float(tree.nodes[root["right"]]["value"])
        splits.setdefault(names[root["feature_idx"]], []).append((float(root["num_threshold"]), left, right))
    return _added_up(about, start, splits)


def _added_up(about: str, start: float, splits: Mapping[str, list[tuple[float, float, float]]]) -> Scorecard:
    """Steps from splits; each feature's smallest step towards nought goes to the start, so that points read well."""
    features: dict[str, Steps] = {}
    for name, found in sorted(splits.items()):
        limits = sorted({float(f"{limit:.5g}") for limit, _, _ in found})
        # a value at a limit lies below it, so each step is named by its upper limit
        points = [
            sum(left if upper <= float(f"{limit:.5g}") else right for limit, left, right in found)
            for upper in [*limits, float("inf")]
        ]
        middle = min(points, key=abs)
        start += middle
        points = [point - middle for point in points]
        if max(abs(point) for point in points) >= TRIFLE:
            features[name] = _merged(limits, points)
    return Scorecard(about, start, features)


def _merged(limits: list[float], points: list[float]) -> Steps:
    """Neighbouring steps of the same points (to the three digits of the file) as one."""
    rounded = [round(point, 3) for point in points]
    kept = [limit for limit, (below, above) in zip(limits, pairwise(rounded), strict=True) if below != above]
    steps = [rounded[0], *(above for below, above in pairwise(rounded) if below != above)]
    return Steps(tuple(kept), tuple(steps))
