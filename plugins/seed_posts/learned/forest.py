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
from itertools import zip_longest
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .scorecard import MODELS, START, Numbers, ScorecardError, probability

SUFFIX = ".forest"
TREE = "tree"
DEPTH_MAX = 12  # questions asked of a row by one tree
LEAVES_MAX = 16  # of one tree; each is a bit of a number

_DATA = Path(__file__).resolve().parents[1] / "data"
_TOKEN = re.compile(r"\s*(?:(?P<name>[A-Za-z][\w+-]*)\s*<=|(?P<number>-?\d[\d.e+-]*)|(?P<mark>[?:()]))")


_ALL = 2**LEAVES_MAX - 1
# The first leaf that is left, by the leaves that are ruled out
_LEAF = np.array([*((n & -n).bit_length() - 1 for n in range(_ALL, 0, -1)), LEAVES_MAX], np.uint8)


@dataclass(frozen=True)
class Forest:
    """Trees as the questions they ask: the first ones of all trees, then the second ones, and so on.

    Every question is asked of every row at once: one that a row answers with "more" rules out the leaves below
    its other answer, and the row's leaf of a tree is the first that is left.
    """

    about: str
    start: float
    names: tuple[str, ...]
    feature: NDArray[np.int64]  # of each different question
    limit: Numbers
    which: NDArray[np.int64]  # question that is asked
    below: NDArray[np.uint16]  # leaves that "more" rules out, as bits
    points: Numbers  # trees (rows) and their leaves (columns)

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
        trees = _Questions()
        for number, line in enumerate(text.splitlines(), 1):
            word, _, rest = line.strip().partition(" ")
            try:
                if line.startswith("#"):
                    about.append(line[1:].strip())
                elif word == START:
                    start = float(rest)
                elif word == TREE:
                    trees.plant(rest)
            except (ValueError, StopIteration):
                raise ScorecardError(f"{where}:{number}: not a tree: {line[:60]!r}; train the forest again") from None
        if not trees.begins:
            raise ScorecardError(f"{where}: no line '{TREE}'; train the forest again")
        return trees.forest("\n".join(about), start)

    def scores(self, columns: Mapping[str, Numbers]) -> Numbers:
        """The probability of every row, 0 to 1."""
        return probability(self.start + self._each(np.stack([columns[name] for name in self.names])).sum(axis=0))

    def _each(self, features: Numbers) -> Numbers:
        """The points of every tree (rows) for every row of a table whose features lie below each other."""
        more = (features.take(self.feature, axis=0) > self.limit[:, None]).astype(np.uint16)
        ruled_out = more.take(self.which, axis=0)
        ruled_out *= self.below[:, None]  # quicker than to choose, as whole rows are multiplied at once
        trees, leaves = self.points.shape
        asked = ruled_out.reshape(len(self.which) // trees, trees, features.shape[1])
        found = _LEAF.take(np.bitwise_or.reduce(asked, axis=0))
        return np.asarray(self.points.take(found + np.arange(0, trees * leaves, leaves)[:, None]), np.float64)


class _Questions:
    """Trees as they are read."""

    def __init__(self) -> None:
        self.names: dict[str, int] = {}
        self.begins: list[int] = []
        self.asked: list[tuple[int, float, int]] = []  # feature, limit, and the leaves that "more" rules out
        self.points: list[list[float]] = []

    def plant(self, text: str) -> None:
        tokens = _tokens(text)
        self.begins.append(len(self.asked))
        self.points.append([])
        self._node(next(tokens), tokens, 0)
        if next(tokens, None) is not None or not 1 < len(self.points[-1]) <= LEAVES_MAX:
            raise ValueError(text)

    def _node(self, token: tuple[str, str], tokens: Iterator[tuple[str, str]], depth: int) -> None:
        kind, value = token
        leaves = self.points[-1]
        if depth > DEPTH_MAX:
            raise ValueError(value)
        if kind == "number":
            leaves.append(float(value))
            return
        if kind == "mark" and value == "(":
            self._node(next(tokens), tokens, depth)
            _expect(tokens, ")")
            return
        if kind != "name":
            raise ValueError(value)
        at, first = len(self.asked), len(leaves)
        self.asked.append((self.names.setdefault(value, len(self.names)), float(next(tokens)[1]), 0))
        _expect(tokens, "?")
        self._node(next(tokens), tokens, depth + 1)
        below = (1 << len(leaves)) - (1 << first)
        self.asked[at] = (*self.asked[at][:2], below)
        _expect(tokens, ":")
        self._node(next(tokens), tokens, depth + 1)

    def forest(self, about: str, start: float) -> Forest:
        different = list(dict.fromkeys(question[:2] for question in self.asked))
        numbers = {question: number for number, question in enumerate(different)}
        feature, limit = zip(*different, strict=True)
        ends = [*self.begins[1:], len(self.asked)]
        own = [self.asked[first:stop] for first, stop in zip(self.begins, ends, strict=True)]
        idle = (*self.asked[0][:2], 0)  # rules nothing out: all trees ask as many questions
        asked = [question for row in zip_longest(*own, fillvalue=idle) for question in row]
        points = np.zeros((len(self.points), LEAVES_MAX))
        for tree, leaves in enumerate(self.points):
            points[tree, : len(leaves)] = leaves
        return Forest(
            about,
            start,
            tuple(self.names),
            np.array(feature, np.int64),
            np.array(limit, np.float64),
            np.array([numbers[question[:2]] for question in asked], np.int64),
            np.array([ruled_out for _, _, ruled_out in asked], np.uint16),
            points,
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
