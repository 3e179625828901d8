"""Which lines of a page are the body of its story: each judged by a trained forest, then taken as a stretch.

Pieces of one sentence are judged together (passages.py), whole lines are taken. The forest
`data/body-lines.forest` is trained by `data/train_body_lines.py`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ..learned.forest import Forest
from ..learned.scorecard import Numbers
from ..model import Capture
from .chunks import Chunk, chunks_of
from .line_features import Columns, line_features
from .parts import Part
from .passages import passages
from .shapes import BULLETS, is_prose

MODEL = "body-lines"
SURE_MIN = 0.3  # certainty of a line of the body
STRETCH_COST = 0.3  # certainty at which a line neither lengthens nor shortens the stretch
LINE_WEIGHT = 2.0  # words; added to a line's own, so that a run of short lines counts
STORY_WORDS_MIN = 20  # of the lines taken; a page with fewer has no story. Two short paragraphs have some 25
EDGE_MIN = 0.25  # certainty of a sentence directly above or below the stretch
LAST_MIN = 0.05  # and of one that stands as the paragraph above it does, with no other sentence below
EDGE_REACH = 6  # lines below it
FILLED_MIN = 0.1  # certainty of lines between two of the body
FILLED_MAX = 5  # such lines in a row
EDGE_WORDS_MIN = 5
# Words the stretch must gain below a line that ends most stories, to go on past it.
WALLS = {Part.END: 60.0, Part.COMMENTS: 60.0, Part.COMMENT_FORM: 60.0, Part.LIST_HEAD: 15.0, Part.BIOGRAPHY: 15.0}
NEVER = frozenset((Part.ATTACHMENT, Part.CAPTION))  # parts no forest may take into a body: they are kept with the story
ABOUT_WALL = 15.0  # the same for a heading above what somebody says of himself

_ABOUT = re.compile(r"About(?: (?:[A-Z][\w&.'’-]*|the|of|and)){1,6}:?")


@dataclass(frozen=True, slots=True)
class Judged:
    """What is thought of each chunk of a page."""

    certainty: tuple[float, ...]  # that the chunk is body, 0 to 1
    body: frozenset[int] = field(default_factory=frozenset)  # indexes of the chunks taken

    @property
    def stretch(self) -> tuple[int, int] | None:
        """First and last index of the body; None for a page without a story."""
        return (min(self.body), max(self.body)) if self.body else None

    def within(self, first: int, count: int) -> Judged:
        """The judgement of some chunks in a row, by their place among them."""
        body = frozenset(index - first for index in self.body if first <= index < first + count)
        return Judged(self.certainty[first : first + count], body)

    def sure(self, body: Sequence[int], chunks: Sequence[Chunk]) -> float:
        """Mean certainty of the words of the chunks that became the body, 0 to 1."""
        words = sum(chunks[index].words for index in body)
        return sum(chunks[index].words * self.certainty[index] for index in body) / max(1, words)


def judged_of(capture: Capture) -> Judged:
    """The judgement of the capture's chunks, made once however many stages ask."""
    if "body" not in capture.readings:
        capture.readings["body"] = judge(chunks_of(capture), Forest.load(MODEL))
    judged: Judged = capture.readings["body"]
    return judged


def judge(chunks: Sequence[Chunk], forest: Forest) -> Judged:
    """The chunks as the forest sees them."""
    if not chunks:
        return Judged(())
    joined, columns = rows_of(chunks)
    scores = forest.scores(columns)
    taken = take(scores, joined)
    certainty: list[float] = []
    body: set[int] = set()
    place = 0
    for index, chunk in enumerate(chunks):
        while joined[place].last < chunk.first:
            place += 1
        certainty.append(float(scores[place]))
        if taken[place]:
            body.add(index)
    return Judged(tuple(certainty), frozenset(body))


def rows_of(chunks: Sequence[Chunk]) -> tuple[list[Chunk], Columns]:
    """The passages of the chunks and what is known of each: the rows a forest is trained on and asked about."""
    joined = passages(chunks)
    return joined, line_features(joined)


def take(scores: Numbers, passages: Sequence[Chunk]) -> NDArray[np.bool_]:
    """Which rows are the body: the sure ones in the stretch with the highest sum, and sentences at its edges."""
    words = np.array([passage.words for passage in passages], np.float64)
    walls = np.array([_wall(passage) for passage in passages])
    sums = np.concatenate(([0.0], np.cumsum((scores - STRETCH_COST) * (words + LINE_WEIGHT) - walls)))
    lowest = np.minimum.accumulate(sums)
    last = int(np.argmax(sums[1:] - lowest[:-1]))
    start = int(np.argmin(sums[: last + 1]))
    index = np.arange(len(scores))
    allowed = np.array([passage.part not in NEVER for passage in passages])
    taken = (index >= start) & (index <= last) & (scores >= SURE_MIN) & allowed
    if start and is_prose(passages[start - 1]) and _is_edge(passages, start - 1, scores):
        taken[start - 1] = True
    _go_on(taken, last, scores, passages)
    _fill(taken, scores, passages)
    enough = float(words[taken].sum()) >= STORY_WORDS_MIN
    return taken if enough else np.zeros(len(scores), np.bool_)


def _wall(passage: Chunk) -> float:
    """The words a stretch must gain below this line; "About Dunatel" heads what a press release says of its sender."""
    if passage.part is not None:
        return WALLS.get(passage.part, 0.0)
    return ABOUT_WALL if passage.text.startswith("About ") and _ABOUT.fullmatch(passage.text) else 0.0


def _fill(taken: NDArray[np.bool_], scores: Numbers, passages: Sequence[Chunk]) -> None:
    """Takes the few lines of text between two that are taken: subheads, and items of a list."""
    rows = np.flatnonzero(taken)
    for above, below in pairwise(rows.tolist()):
        between = range(above + 1, below)
        if len(between) <= FILLED_MAX and all(passages[i].part is None and scores[i] >= FILLED_MIN for i in between):
            taken[above + 1 : below] = True


def _go_on(taken: NDArray[np.bool_], last: int, scores: Numbers, passages: Sequence[Chunk]) -> None:
    """Takes sentences that go on below the stretch, past a button, a page number or a list."""
    for below in range(last + 1, min(last + 1 + EDGE_REACH, len(passages))):
        if passages[below].part in WALLS:
            break
        text = passages[below].text
        if _is_edge(passages, below, scores):
            taken[below] = True
        elif passages[below].part is None and not text.startswith(BULLETS) and not text.endswith(":"):
            break


def _is_edge(passages: Sequence[Chunk], index: int, scores: Numbers) -> bool:
    """True for a sentence at an edge of the body, where little around it speaks for it."""
    passage = passages[index]
    if passage.part is not None or not passage.complete or passage.words < EDGE_WORDS_MIN:
        return False
    below = passages[index + 1] if index + 1 < len(passages) else None
    closes = below is None or below.part is not None or below.gap > passage.gap or not below.complete
    above = next(
        (other for other in reversed(passages[max(0, index - EDGE_REACH) : index]) if other.part is None), None
    )
    even = above is not None and passage.gap == above.gap
    return bool(scores[index] >= (LAST_MIN if closes and even else EDGE_MIN))
