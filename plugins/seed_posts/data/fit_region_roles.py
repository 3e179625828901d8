"""Prints the points region-roles.tsv takes from a fit: what each sign says of a country's being what a story is about.

Needs scikit-learn, which a build does not. Reads newswire.jsonl, whose items their editors filed under countries:

    python -m plugins.seed_posts.data.fit_region_roles ../shared/corpora

Every second item is fitted on, the others are not looked at. The printed points are rounded into the file by hand, and
the last line, what a country starts from, goes to START in roles.py, raised or lowered to the precision wanted.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression  # type: ignore[import-not-found,import-untyped,unused-ignore]

from plugins.seed_posts.regions.matcher import find_mentions
from plugins.seed_posts.regions.namesakes import choose
from plugins.seed_posts.regions.roles import weights
from plugins.seed_posts.regions.signs import signs_of, sort_mentions
from plugins.seed_posts.regions.vocabulary import load_regions
from tools.evaluation.tag_corpora import wire_countries

BY_HAND = frozenset(("headless", "in-passing", "row", "abroad"))
FILED_ONLY = "filed-only"  # the story was filed from a country it does not name; fitted beside the others, never added
SOFTNESS = 3.0  # how freely points may grow; the inverse of the penalty


def main() -> None:
    regions = load_regions()
    names = [*(sign for sign in weights() if sign not in BY_HAND), FILED_ONLY]
    rows: list[list[float]] = []
    labels: list[bool] = []
    for story, wanted in wire_countries(Path(sys.argv[1]), regions, slice(0, None, 2)):
        telling = sort_mentions(choose(find_mentions(story, regions, regions.index), regions), regions)
        for id_, group, signs in signs_of(telling, story, regions):
            if group == "country":
                rows.append([float(signs.get(name, 0.0)) for name in names])
                labels.append(id_ in wanted)
        for id_ in sorted(telling.home - set(telling.tallies)):
            rows.append([float(name == FILED_ONLY) for name in names])
            labels.append(id_ in wanted)
    model = LogisticRegression(C=SOFTNESS, max_iter=5000).fit(np.array(rows), np.array(labels))
    for name, points in zip(names, model.coef_[0], strict=True):
        print(f"{name}\t{points:.2f}")
    print(f"start\t{model.intercept_[0]:.2f}")


if __name__ == "__main__":
    main()
