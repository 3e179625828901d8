"""Trains forests of small trees and writes them as the text that learned/forest.py reads.

Needs scikit-learn, which a build does not: `pip install scikit-learn`. `fit_forest` is what trainers call,
`forest_text` what writes a forest fitted with settings of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier  # type: ignore[import-not-found,import-untyped,unused-ignore]

from ..learned.scorecard import Numbers

DRAWN = 0.3  # share of the features each question may choose from: many say much the same
SETTINGS = {
    "learning_rate": 0.12, "min_samples_leaf": 60, "l2_regularization": 5.0, "max_features": DRAWN, "max_bins": 64,
    "early_stopping": False, "random_state": 0,
}  # fmt: skip


def fit_forest(
    about: str, columns: Mapping[str, Numbers], labels: Numbers, weights: Numbers, trees: int, leaves: int, depth: int
) -> str:
    """The file of the forest for these rows. The same rows give the same file."""
    names = sorted(columns)
    model = HistGradientBoostingClassifier(max_iter=trees, max_leaf_nodes=leaves, max_depth=depth, **SETTINGS)
    rows = np.column_stack([columns[name] for name in names]).astype(np.float32)
    model.fit(rows, labels >= 0.5, weights / weights.mean())
    return forest_text(about, model, names)


def forest_text(about: str, model: HistGradientBoostingClassifier, names: Sequence[str], digits: int = 3) -> str:
    """The file of a fitted forest: what it is about, its start, a line a tree; leaves to so many digits."""
    lines = [f"# {line}".rstrip() for line in about.splitlines()]
    lines.append(f"start {float(np.ravel(model._baseline_prediction)[0]):.4f}")
    lines += [f"tree {_written(tree.nodes, 0, names, digits)}" for (tree,) in model._predictors]
    return "\n".join(lines) + "\n"


def _written(nodes: Any, at: int, names: Sequence[str], digits: int) -> str:
    """A tree as questions, from this node on."""
    node = nodes[at]
    if node["is_leaf"]:
        return f"{float(node['value']):.{digits}f}"
    low, high = (_written(nodes, int(node[side]), names, digits) for side in ("left", "right"))
    low = f"({low})" if "?" in low else low
    return f"{names[node['feature_idx']]}<={float(node['num_threshold']):.5g} ? {low} : {high}"
