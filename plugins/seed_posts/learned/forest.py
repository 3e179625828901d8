"""The forest: small decision trees whose points are added up and turned into a probability.

For questions in which features must be weighed together, as a scorecard cannot: a link is worth much in a list and
little in a paragraph. The file is text. Lines that begin with # say what the model is and how it was made; `start`
gives the points a row begins with; then one line a tree:

    tree linked<=0.35 ? (kept<=0.5 ? -0.412 : 0.871) : -1.3

says that a row with up to 0.35 of its characters in links gets 0.871 points if it is kept and loses 0.412 if not.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .scorecard import MODELS, START, Numbers, ScorecardError, probability

SUFFIX = ".forest"
TREE = "tree"
DEPTH_MAX = 12  # questions asked of a row by one tree

_DATA = Path(__file__).resolve().parents[1] / "data"
_TOKEN = re.compile(r"\s*(?:(?P<name>[A-Za-z][\w+-]*)\s*<=|(?P<number>-?\d[\d.e+-]*)|(?P<mark>[?:()]))")


@dataclass(frozen=True)
class Forest:
    """Trees as columns of nodes: a row at node n goes to `low[n]` if its feature is at most `limit[n]`, else on.

    A leaf leads to itself and gives `points[n]`.
    """

    about: str
    start: float
    names: tuple[str, ...]
    roots: NDArray[np.int64]
    feature: NDArray[np.int64]
    limit: Numbers
    low: NDArray[np.int64]
    high: NDArray[np.int64]
    points: Numbers
    depth: int

    @staticmethod
    def load(name: str) -> Forest:
        """The shipped forest of that name, read once; from the folder BACKFILE_MODELS names, where it has one."""
        own = Path(os.environ.get(MODELS, _DATA)) / f"{name}{SUFFIX}"
        return _load(own if own.exists() else _DATA / own.name)

    @staticmethod
    def read(text: str, where: str) -> Forest:
        """The forest a file's text says. Raises ScorecardError naming file and line."""
        about: list[str] = []
        start = 0.0
        nodes = _Nodes()
        for number, line in enumerate(text.splitlines(), 1):
            word, _, rest = line.strip().partition(" ")
            try:
                if line.startswith("#"):
                    about.append(line[1:].strip())
                elif word == START:
                    start = float(rest)
                elif word == TREE:
                    nodes.plant(rest)
            except (ValueError, StopIteration):
                raise ScorecardError(f"{where}:{number}: not a tree: {line[:60]!r}; train the forest again") from None
        if not nodes.roots:
            raise ScorecardError(f"{where}: no line '{TREE}'; train the forest again")
        return nodes.forest("\n".join(about), start)

    def scores(self, columns: Mapping[str, Numbers]) -> Numbers:
        """The probability of every row, 0 to 1."""
        return probability(self.start + self._each(np.column_stack([columns[name] for name in self.names])).sum(axis=1))

    def reasons(self, columns: Mapping[str, Numbers], row: int, most: int = 3) -> list[tuple[str, float]]:
        """The features the row's points hang on most: each tree's go to the features it asked of the row, in parts."""
        one = np.array([[columns[name][row] for name in self.names]])
        parts: dict[str, float] = {}
        for root, points in zip(self.roots, self._each(one)[0], strict=True):
            asked = list(dict.fromkeys(self._asked(int(root), one[0])))
            for name in asked:
                parts[name] = parts.get(name, 0.0) + float(points) / len(asked)
        return sorted(parts.items(), key=lambda pair: (-abs(pair[1]), pair[0]))[:most]

    def _each(self, rows: Numbers) -> Numbers:
        """The points of every tree (columns) for every row."""
        at = np.tile(self.roots, (len(rows), 1))
        values = np.ascontiguousarray(rows).ravel()
        begins = np.arange(len(rows))[:, None] * rows.shape[1]
        for _ in range(self.depth):
            goes_low = values.take(begins + self.feature.take(at)) <= self.limit.take(at)
            at = np.where(goes_low, self.low.take(at), self.high.take(at))
        return np.asarray(self.points[at], np.float64)

    def _asked(self, node: int, row: Numbers) -> Iterator[str]:
        while self.low[node] != node:
            yield self.names[self.feature[node]]
            node = int(self.low[node] if row[self.feature[node]] <= self.limit[node] else self.high[node])


class _Nodes:
    """Nodes as they are read."""

    def __init__(self) -> None:
        self.roots: list[int] = []
        self.names: dict[str, int] = {}
        self.rows: list[tuple[int, float, int, int, float]] = []
        self.depth = 0

    def plant(self, text: str) -> None:
        tokens = _tokens(text)
        self.roots.append(self._node(next(tokens), tokens, 0))
        if next(tokens, None) is not None:
            raise ValueError(text)

    def _node(self, token: tuple[str, str], tokens: Iterator[tuple[str, str]], depth: int) -> int:
        kind, value = token
        if depth > DEPTH_MAX:
            raise ValueError(value)
        self.depth = max(self.depth, depth)
        at = len(self.rows)
        if kind == "number":
            self.rows.append((0, 0.0, at, at, float(value)))
            return at
        if kind == "mark" and value == "(":
            inner = self._node(next(tokens), tokens, depth)
            _expect(tokens, ")")
            return inner
        if kind != "name":
            raise ValueError(value)
        feature = self.names.setdefault(value, len(self.names))
        self.rows.append((feature, float(next(tokens)[1]), at, at, 0.0))
        _expect(tokens, "?")
        low = self._node(next(tokens), tokens, depth + 1)
        _expect(tokens, ":")
        high = self._node(next(tokens), tokens, depth + 1)
        self.rows[at] = (feature, self.rows[at][1], low, high, 0.0)
        return at

    def forest(self, about: str, start: float) -> Forest:
        feature, limit, low, high, points = zip(*self.rows, strict=True)
        whole = (np.array(column, np.int64) for column in (self.roots, feature, low, high))
        roots, features, lows, highs = whole
        return Forest(
            about, start, tuple(self.names), roots, features, np.array(limit), lows, highs, np.array(points), self.depth
        )


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    at = 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if not found or not found.lastgroup:
            raise ValueError(text[at:])
        yield found.lastgroup, found[found.lastgroup]
        at = found.end()


def _expect(tokens: Iterator[tuple[str, str]], mark: str) -> None:
    if next(tokens) != ("mark", mark):
        raise ValueError(mark)


@cache
def _load(path: Path) -> Forest:
    return Forest.read(path.read_text(encoding="utf-8"), path.name)
