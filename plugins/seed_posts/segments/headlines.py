"""Which line of a page is its story's headline: a trained choice among the lines above the story.

Every line that may be it gets points (data/headlines.scorecard) for what `headline_features`
says of it. The points of all lines together make a probability for each, and for "none of
them": where that is the likeliest, the capture prints no headline.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ..learned.scorecard import Numbers, Scorecard
from .chunks import Chunk
from .headline_features import candidates
from .headline_lines import headline_text

__all__ = ["Choice", "choose_headline", "headline_text"]

MODEL = "headlines"
NONE_MIN = 5.0  # times as likely as the best line "none" must be: a wrong headline is seen, a missed one is lost
SENTENCE_NONE_MIN = 1.0  # the same for a plain sentence of the story itself
REASONS = 3  # features named as what decided


@dataclass(frozen=True, slots=True)
class Choice:
    """The chunk that is the headline, None for none, how sure that is (0 to 1), and the features that decided."""

    index: int | None
    certainty: float
    reasons: tuple[str, ...] = ()


def choose_headline(chunks: Sequence[Chunk], first: int, last: int) -> Choice:
    """The headline of the story whose body runs from `first` to `last`."""
    found = candidates(chunks, first, last)
    if not found.indexes:
        return Choice(None, 1.0)
    card, table = Scorecard.load(MODEL), found.columns
    shares = probabilities(card.points(table))
    best = int(np.argmax(shares[:-1]))
    if not is_given(table, shares):
        return Choice(None, float(shares[-1]))
    reasons = tuple(name for name, points in card.reasons(table, best, REASONS) if points > 0)
    return Choice(found.indexes[best], float(shares[best]), reasons)


def is_given(table: Mapping[str, Numbers], shares: Numbers) -> bool:
    """True where the likeliest line is likely enough; a plain sentence of the story must be likelier than none."""
    best = int(np.argmax(shares[:-1]))
    sentence = table["unsigned-sentence"][best] and table["lines-above-story"][best] <= 0
    return bool((SENTENCE_NONE_MIN if sentence else NONE_MIN) * shares[best] > shares[-1])


def probabilities(points: Numbers) -> Numbers:
    """The probability of each line, and at the end that of none, which always has nought points."""
    raised = np.exp(np.append(points, 0.0) - max(0.0, float(points.max())))
    return np.asarray(raised / raised.sum(), np.float64)
