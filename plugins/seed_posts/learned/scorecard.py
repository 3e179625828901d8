"""The scorecard: points for each named feature by steps, added up and turned into a probability.

The file is text. Lines that begin with # say what the model is and how it was made. Then one line a feature: its
name, and points with the limits between them in brackets:

    start  -1.250
    words  -2.113 [1.5] -0.402 [2.9] 0.871

says that a row starts from -1.25 and that a value up to 1.5 takes 2.113 points, one above 2.9 gives 0.871.
"""

from __future__ import annotations

import os
import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

SUFFIX = ".scorecard"
START = "start"
POINTS_MAX = 30.0  # of a sum; beyond, the probability is 0 or 1 to every digit that matters

MODELS = "BACKFILE_MODELS"  # environment variable: folder whose scorecards take the place of shipped ones, to judge by

_DATA = Path(__file__).resolve().parents[1] / "data"
_LIMIT = re.compile(r"\[(-?[\d.e+-]+)\]")


class ScorecardError(ValueError):
    """A scorecard file that cannot be read; the message says where and what."""


@dataclass(frozen=True, slots=True)
class Steps:
    """What one feature gives: `points[i]` for a value above `limits[i - 1]` and up to `limits[i]`."""

    limits: tuple[float, ...]
    points: tuple[float, ...]

    def rising(self) -> list[float]:
        """The points of each step; of the one that holds nought and those above, the most up to there."""
        first = bisect_left(self.limits, 0.0)
        return [*self.points[:first], *accumulate(self.points[first:], max)]


@dataclass(frozen=True, slots=True)
class _Table:
    """The steps of some features below each other: what all rows are given by all of them is looked up at once."""

    feature: NDArray[np.intp]  # the feature of each step
    limits: Numbers  # up to which each step goes; the last of a feature to infinity
    begins: NDArray[np.intp]  # the first step of each feature
    points: Numbers  # of each step

    @classmethod
    def of(cls, features: Sequence[Steps], points: Sequence[Sequence[float]]) -> _Table:
        sizes = [len(given) for given in points]
        limits = [limit for steps in features for limit in (*steps.limits, np.inf)]
        begins = np.array([0, *accumulate(sizes[:-1])], np.intp)
        return cls(np.repeat(np.arange(len(sizes)), sizes), np.array(limits), begins, np.concatenate(points))

    def given(self, values: Numbers) -> Numbers:
        """The points for a table of values whose features lie below each other."""
        above = values.take(self.feature, axis=0) > self.limits[:, None]
        steps = np.add.reduceat(above, self.begins, axis=0, dtype=np.intp) + self.begins[:, None]
        return np.asarray(self.points.take(steps), np.float64)


@dataclass(frozen=True)
class Scorecard:
    about: str  # what it scores, how and on what it was trained
    start: float
    features: Mapping[str, Steps]
    _tables: dict[object, tuple[_Table, float]] = field(default_factory=dict, repr=False, compare=False)  # by names

    @staticmethod
    def load(name: str) -> Scorecard:
        """The shipped scorecard of that name, read once."""
        return _load(name)

    @staticmethod
    def read(text: str, where: str) -> Scorecard:
        """The scorecard a file's text says. Raises ScorecardError naming file and line."""
        about: list[str] = []
        features: dict[str, Steps] = {}
        start: float | None = None
        for number, line in enumerate(text.splitlines(), 1):
            if line.startswith("#"):
                about.append(line[1:].strip())
            elif line.strip():
                name, _, rest = line.strip().partition(" ")
                steps = _steps(rest, f"{where}:{number}")
                if name == START:
                    start = steps.points[0]
                else:
                    features[name] = steps
        if start is None:
            raise ScorecardError(f"{where}: no line '{START}'; train the scorecard again")
        return Scorecard("\n".join(about), start, features)

    def __str__(self) -> str:
        """The file that reads back as this scorecard."""
        head = [f"# {line}".rstrip() for line in self.about.splitlines()]
        rows = [f"{START} {self.start:.4f}"]
        for name, steps in sorted(self.features.items()):
            cells = [f"{steps.points[0]:.3f}"]
            for limit, points in zip(steps.limits, steps.points[1:], strict=True):
                cells.append(f"[{limit:.5g}] {points:.3f}")
            rows.append(f"{name} {' '.join(cells)}")
        return "\n".join([*head, *rows]) + "\n"

    def points(self, columns: Mapping[str, Numbers]) -> Numbers:
        """The sum of points of every row."""
        table, start = self._table(tuple(self.features), ())
        given = table.given(np.array([columns[name] for name in self.features], np.float64))
        return np.asarray(np.cumsum(np.vstack((np.full(given.shape[1], start), given)), axis=0)[-1], np.float64)

    def most(self, known: Mapping[str, Sequence[float]], limits: Mapping[str, Sequence[float]]) -> Numbers:
        """The highest sum of points each row can have of which some columns are known.

        `limits` says how high some of the others can come from nought, or their one value where it is below nought.
        """
        table, start = self._table(tuple(known), tuple(limits))
        sums: Numbers = table.given(np.array([*known.values(), *limits.values()], np.float64)).sum(axis=0)
        return sums + start

    def _table(self, known: tuple[str, ...], limits: tuple[str, ...]) -> tuple[_Table, float]:
        """The steps of these features, and what a row has without them: the start, and the most of all others."""
        if (known, limits) not in self._tables:
            firm, loose = ([self.features[name] for name in names] for names in (known, limits))
            points = [*(steps.points for steps in firm), *(steps.rising() for steps in loose)]
            rest = (max(steps.points) for name, steps in self.features.items() if name not in (*known, *limits))
            self._tables[known, limits] = _Table.of([*firm, *loose], points), sum(rest, self.start)
        return self._tables[known, limits]

    def scores(self, columns: Mapping[str, Numbers]) -> Numbers:
        """The probability of every row, 0 to 1."""
        return probability(self.points(columns))

    def reasons(self, columns: Mapping[str, Numbers], row: int, most: int = 3) -> list[tuple[str, float]]:
        """The features that moved this row most and their points, the strongest first."""
        given = [
            (name, steps.points[bisect_left(steps.limits, columns[name][row])]) for name, steps in self.features.items()
        ]
        return sorted(given, key=lambda pair: (-abs(pair[1]), pair[0]))[:most]


def probability(points: Numbers) -> Numbers:
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(points, -POINTS_MAX, POINTS_MAX))), np.float64)


def _steps(text: str, where: str) -> Steps:
    try:
        limits = tuple(float(limit) for limit in _LIMIT.findall(text))
        points = tuple(float(cell) for cell in _LIMIT.sub(" ", text).split())
    except ValueError:
        raise ScorecardError(f"{where}: not points and [limits]: {text!r}; train the scorecard again") from None
    if len(points) != len(limits) + 1 or list(limits) != sorted(limits):
        raise ScorecardError(f"{where}: limits and points do not alternate upwards; train the scorecard again")
    return Steps(limits, points)


@cache
def _load(name: str) -> Scorecard:
    own = Path(os.environ.get(MODELS, _DATA)) / f"{name}{SUFFIX}"
    path = own if own.exists() else _DATA / own.name
    return Scorecard.read(path.read_text(encoding="utf-8"), path.name)
