"""Where a capture goes over from one story to the next without a sign that says so: a learned score of headlines.

The scorecard `data/boundaries.scorecard` was trained on articles put one below the other in many arrangements, and on
the subheads, teasers and boxes of pages with one story; `data/train_boundaries.py` makes it.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, groupby

import numpy as np

from ..learned.scorecard import Scorecard
from .boundary_features import Figures, dear_figures, highest, likeness_figures, plain_figures, title_figures
from .chunks import Chunk
from .cohesion import Surroundings

CARD = "boundaries"
LIKELY = 0.5  # of a line in a capture that is known to hold several stories
ENOUGH = -0.001  # points a line must be able to have to be likely, whose points are nought; less for rounding
CERTAIN = 0.93  # of one line, before a capture is believed to hold several
TOGETHER = 0.997  # or that one at least of the likely lines does; the parts of a list score alike, so a little more
UNLIKELY = 0.0002  # of a signed line that is no head all the same: a teaser, a box
SIGNED_SHARE = 0.1  # of the best line's probability; a line less likely has another story's date or paper below it
ALIKE = 0.5  # share of the best line's probability that makes one above it the headline, and the best its deck
BODY_REACH = 8  # chunks below such a line in which its first paragraph stands
BODY_WORDS_MIN = 30  # words of its first paragraphs
ABOVE_WORDS_MIN = 20  # words of the last paragraphs above it
PARAGRAPHS = 4  # that are counted for it
REACH = 12  # chunks in which they stand


@dataclass(frozen=True, slots=True)
class Boundaries:
    """The probability that a line heads another story than the one above it, of every line for which it matters."""

    scores: Mapping[int, float]  # by index
    titles: Mapping[int, float]  # the best line of each head, with the head's probability

    def found(self, several: bool = False) -> dict[int, float]:
        """The likely ones; none in a capture where no line is certain, unless it is known to hold `several` stories."""
        likely = {index: score for index, score in self.titles.items() if score >= LIKELY}
        certain = max(likely.values(), default=0.0) >= CERTAIN or _together(likely.values()) >= TOGETHER
        return likely if several or certain else {}

    def unlikely(self, index: int) -> bool:
        """True for a line that could head a story and plainly does not; only of lines that were asked for."""
        return self.scores.get(index, 1.0) < UNLIKELY


def find_boundaries(chunks: Sequence[Chunk], asked: Collection[int] = ()) -> Boundaries:
    """The scores of the lines that may be likely to head another story than the one above them, and of those asked for.

    What can be known cheaply rules most lines out: their points could not make them likely whatever the rest says.
    """
    around = Surroundings(chunks)
    card = Scorecard.load(CARD)
    heads = _heads(around, candidates(around))
    rows = {index: plain_figures(around, index, card.features) for head in heads for index in head}
    for figures in (title_figures, likeness_figures):
        heads = _hopeful(heads, rows, card, asked)
        for index in chain.from_iterable(heads):
            rows[index] |= figures(around, index)
    heads = _hopeful(heads, rows, card, asked)
    if not heads:
        return Boundaries({}, {})
    tried = list(chain.from_iterable(heads))
    for index in tried:
        rows[index] |= dear_figures(around, index, rows[index], card.features)
    columns = {name: np.array([rows[index][name] for index in tried], np.float64) for name in card.features}
    scores = dict(zip(tried, map(float, card.scores(columns)), strict=True))
    signed = {index for index in tried if rows[index]["signs-below"]}
    return Boundaries(scores, {_title(head, scores, signed): max(scores[i] for i in head) for head in heads})


def _hopeful(
    heads: Sequence[list[int]], rows: Mapping[int, Figures], card: Scorecard, asked: Collection[int]
) -> list[list[int]]:
    """The heads of which a line may still be likely, or was asked for."""
    if not heads:
        return []
    lines = list(chain.from_iterable(heads))
    known = {name: [rows[index][name] for index in lines] for name in rows[lines[0]] if name in card.features}
    high = [highest(rows[index]) for index in lines]
    limits = {name: [figures[name] for figures in high] for name in high[0] if name in card.features}
    most = dict(zip(lines, card.most(known, limits) >= ENOUGH, strict=True))
    return [head for head in heads if any(most[index] or index in asked for index in head)]


def _title(head: Sequence[int], scores: dict[int, float], signed: set[int]) -> int:
    """The line of a head that is the headline: of those above a date or byline, the upper one of two that are alike."""
    enough = SIGNED_SHARE * max(scores[index] for index in head)
    lines = [index for index in head if index in signed and scores[index] >= enough] or head
    best = max(scores[index] for index in lines)
    return next(index for index in lines if scores[index] >= ALIKE * best)


def _together(scores: Iterable[float]) -> float:
    """The probability that one of the lines at least heads another story."""
    return 1.0 - math.prod(1.0 - score for score in scores)


def candidates(around: Surroundings) -> list[int]:
    """Lines that could head another story: headlines with paragraphs below them, and paragraphs above."""
    return [
        index
        for index in around.heads
        if around.count(around.below(index, 1, BODY_REACH))
        and around.count(around.below(index, PARAGRAPHS, REACH)) >= BODY_WORDS_MIN
        and around.count(around.above(index, PARAGRAPHS, 2 * REACH)) >= ABOVE_WORDS_MIN
    ]


def _heads(around: Surroundings, tried: Sequence[int]) -> list[list[int]]:
    """The lines in groups with no paragraph between them: the lines of one head."""
    # one that is a paragraph itself begins another
    return [list(group) for _, group in groupby(tried, key=lambda index: around.paragraphs_above[index + 1])]
