"""Whether confidences mean what they say: of a hundred values given with .8, eighty should be right.

The expected calibration error is taken over ten bins of equal width: how far confidence and share of right values lie
apart in each, weighed by how many values it holds. `error_by_mass` takes ten bins of equally many values instead,
from the least to the most sure, without parting values of one confidence. Each answer is given the confidence of a
table fitted on the other folds, as a page of a site that nobody counted would be. Not even a perfect table would come
to zero: a share of few answers strays. `by_chance` is what it would come to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

import numpy as np

from plugins.seed_posts.confidence import BODY, FIELDS, Calibration, fit

from .answers import Answer
from .figures import ALL, Figure
from .sites import FOLDS

BINS = 10
ANSWERS_MIN = 60  # of a field in one collection; below, chance alone makes an error of .05 and more
DRAWS = 200  # of right and wrong answers, for what chance alone makes
SEED = 0

Sure = tuple[float, bool]  # a confidence, and whether the value was right


def out_of_fold(answers: Sequence[Answer]) -> list[float]:
    """For each answer, the confidence by a table that knows nothing of its fold."""
    tables = {
        fold: fit((answer.claim, answer.right) for answer in answers if answer.fold != fold) for fold in range(FOLDS)
    }
    return [tables[answer.fold].of(answer.claim) for answer in answers]


def by_table(answers: Sequence[Answer], table: Calibration) -> list[float]:
    return [table.of(answer.claim) for answer in answers]


def error_of(values: Sequence[Sure]) -> float:
    """The expected calibration error over bins of equal width."""
    bins: dict[int, list[Sure]] = defaultdict(list)
    for sure, right in values:
        bins[min(BINS - 1, int(sure * BINS))].append((sure, right))
    return _off(bins.values())


def error_by_mass(values: Sequence[Sure]) -> float:
    """The same over bins of equally many values; the more sensitive where most confidences lie close together."""
    return _off(_bins(values))


def _off(bins: Iterable[Sequence[Sure]]) -> float:
    members = off = 0.0
    for values in bins:
        members += len(values)
        off += abs(sum(sure for sure, _ in values) - sum(right for _, right in values))
    return off / members if members else 0.0


def by_chance(values: Sequence[Sure], error: Callable[[Sequence[Sure]], float] = error_of) -> float:
    """The error that confidences of these sizes would have if every one of them were true."""
    chance = np.random.default_rng(SEED)
    sures = np.array([sure for sure, _ in values])
    draws = chance.random((DRAWS, len(values))) < sures
    return float(np.mean([error(list(zip(sures.tolist(), draw.tolist(), strict=True))) for draw in draws]))


def figures(answers: Sequence[Answer], sures: Sequence[float]) -> Iterator[Figure]:
    """1 − error by field: over all collections, and for each that has enough answers."""
    by_field: dict[tuple[str, str], list[Sure]] = defaultdict(list)
    for answer, sure in zip(answers, sures, strict=True):
        by_field["confidence", answer.claim.field].append((sure, answer.right))
        by_field[f"confidence, {answer.collection}", answer.claim.field].append((sure, answer.right))
    order = (*FIELDS, BODY)
    for collection, field in sorted(by_field, key=lambda key: (key[0], order.index(key[1]))):
        values = by_field[collection, field]
        if collection == "confidence" or len(values) >= ANSWERS_MIN:
            yield Figure(collection, ALL, f"{field}, 1 − error", 1 - error_of(values), len(values), by_chance(values))


def _bins(values: Sequence[Sure]) -> Iterator[list[Sure]]:
    members: list[Sure] = []
    left, bins = len(values), BINS
    for _, group in groupby(sorted(values), key=lambda value: value[0]):
        members += group
        if len(members) * bins >= left:
            yield members
            left, bins = left - len(members), max(1, bins - 1)
            members = []
    if members:
        yield members
