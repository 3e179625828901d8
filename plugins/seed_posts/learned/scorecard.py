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
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
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


@dataclass(frozen=True)  # without slots: its arrays are made once
class Steps:
    """What one feature gives: `points[i]` for a value above `limits[i - 1]` and up to `limits[i]`."""

    limits: tuple[float, ...]
    points: tuple[float, ...]

    def of(self, values: Numbers) -> Numbers:
        """The points of each value."""
        limits, points = self._arrays
        given: Numbers = points[limits.searchsorted(values)]
        return given

    def up_to(self, values: Numbers) -> Numbers:
        """The most points that a value from nought to each of these takes."""
        limits, _ = self._arrays
        first, most = self._most
        given: Numbers = most[np.maximum(limits.searchsorted(values) - first, 0)]
        return given

    @cached_property
    def _most(self) -> tuple[int, Numbers]:
        """The step that holds nought, and the most points of the steps from it on to each."""
        limits, points = self._arrays
        first = int(limits.searchsorted(0.0))
        return first, np.maximum.accumulate(points[first:])

    @cached_property
    def _arrays(self) -> tuple[Numbers, Numbers]:
        return np.asarray(self.limits, np.float64), np.asarray(self.points, np.float64)


@dataclass(frozen=True)
class Scorecard:
    about: str  # what it scores, how and on what it was trained
    start: float
    features: Mapping[str, Steps]

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
        size = len(next(iter(columns.values())))
        total = np.full(size, self.start)
        for name, steps in self.features.items():
            total += steps.of(columns[name])
        return total

    def most(self, known: Mapping[str, Numbers], limits: Mapping[str, Numbers]) -> Numbers:
        """The highest sum of points each row can have of which some columns are known.

        `limits` says how high some of the others can come from nought, or their one value where it is below nought.
        """
        total = np.full(len(next(iter(known.values()))), self.start)
        for name, steps in self.features.items():
            if name in known:
                total += steps.of(known[name])
            elif name in limits:
                total += np.where(limits[name] < 0, steps.of(limits[name]), steps.up_to(limits[name]))
            else:
                total += max(steps.points)
        return total

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
