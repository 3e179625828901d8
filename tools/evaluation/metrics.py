"""The figures' definitions: bodies by shingles, headlines by words, authors by names, dates by days.

Shingles: a text becomes the multiset of its runs of four words, case kept. For each text, what both
have, what only the output has and what only the gold has is counted and scaled to sum to one; then
precision, recall and their harmonic mean are taken over the means. An empty output leaves the mean of
precision, an empty gold that of recall.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

import numpy as np

SHINGLE = 4  # words
NEAR_TITLE = 0.8  # F1 of two headlines' words, regardless of order, from which one counts as nearly the other
ROUNDS = 1000  # of the bootstrap; its own error is then some 2 % of the deviation it finds
SEED = 0  # of the bootstrap, so that a run prints what the last one printed

_WORD = re.compile(r"\w+")

Shares = tuple[float, float, float]  # of what both have, what only the output has, what only the gold has


@dataclass(frozen=True, slots=True)
class BodyScore:
    """Shingle figures of a collection; `deviation` is the bootstrap's standard deviation of `f1`."""

    precision: float
    recall: float
    f1: float
    deviation: float


def words_key(text: str | None) -> str:
    """The text's words in lower case, one space between them: what two headlines or names are compared by."""
    return " ".join(_WORD.findall((text or "").lower()))


def shares(gold: str, output: str) -> Shares:
    """What gold and output share of their shingles, and what each has alone; three zeros for two empty texts."""
    wanted, got = _shingles(gold), _shingles(output)
    both = sum((wanted & got).values())
    extra, missing = sum(got.values()) - both, sum(wanted.values()) - both
    total = both + extra + missing
    return (both / total, extra / total, missing / total) if total else (0.0, 0.0, 0.0)


def page_f1(gold: str, output: str) -> float:
    """F1 of one text's shingles."""
    both, extra, missing = shares(gold, output)
    return 2 * both / (2 * both + extra + missing) if both else 0.0


def body_scores(golds: Sequence[str], outputs: Sequence[str]) -> BodyScore:
    """Precision, recall and F1 of the outputs' bodies against the gold's, with the deviation of F1."""
    rows = [shares(gold, output) for gold, output in zip(golds, outputs, strict=True)]
    precision, recall, f1 = _summary(rows)
    return BodyScore(precision, recall, f1, deviation(rows, lambda drawn: _summary(drawn)[2]))


def body_score(golds: Sequence[str], outputs: Sequence[str]) -> float:
    """Shingle F1 of the outputs against the gold bodies."""
    return _summary([shares(gold, output) for gold, output in zip(golds, outputs, strict=True)])[2]


def deviation(rows: Sequence[Shares], figure: Callable[[Sequence[Shares]], float]) -> float:
    """Standard deviation of a figure over samples of the rows' own size, drawn with replacement."""
    if len(rows) < 2:
        return 0.0
    draws = np.random.default_rng(SEED).integers(0, len(rows), size=(ROUNDS, len(rows)))
    return float(np.std([figure([rows[i] for i in draw]) for draw in draws], ddof=1))


def share_deviation(share: float, n: int) -> float:
    """Standard deviation of a share of n answers."""
    return float((share * (1 - share) / n) ** 0.5) if n else 0.0


def near_title(gold: str | None, output: str | None) -> bool:
    """True when the two have nearly the same words."""
    wanted, got = Counter(words_key(gold).split()), Counter(words_key(output).split())
    total = sum(wanted.values()) + sum(got.values())
    return 2 * sum((wanted & got).values()) >= NEAR_TITLE * max(1, total)


def names(people: Iterable[str]) -> frozenset[str]:
    """The people's names as they are compared: case and punctuation aside, each once."""
    return frozenset(key for person in people if (key := words_key(person)))


def _summary(rows: Sequence[Shares]) -> tuple[float, float, float]:
    precision = fmean([both / (both + extra) for both, extra, _ in rows if both + extra] or [0.0])
    recall = fmean([both / (both + missing) for both, _, missing in rows if both + missing] or [0.0])
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return precision, recall, f1


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    return Counter(tuple(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1)) if words)
