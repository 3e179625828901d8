"""The captures that train_body_lines.py learns from: pages as they are, varied, and put together from several.

A site prints the same head and tail around all its stories, and the sites are few. What a story's lines are like and
what stands around them are learned apart: a story of one page between the head and the tail of others', with a box
of yet another inside. All parts of a made capture come from sites of one fold, so none is learned from and judged.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from ..learned.scorecard import Numbers
from ..model import Capture
from ..segments.body_lines import rows_of
from ..segments.chunks import Chunk, chunks_of
from ..segments.line_features import Columns
from .body_labels import in_gold

BODY_WEIGHT = 0.5  # share of a page's weight that its body lines have together
MADE_WORTH = 0.4  # weight of a made capture beside a page as it is

CROPPED = 0.5  # share of varied captures that lose the page's lines far from the story
CROP = (0, 12)  # lines kept above and below it at least, and one more than at most
SHORT_STORY = (1, 8)  # paragraphs a shortened story keeps at least, and one more than at most

HEADED = 0.5  # share of mixed captures in which the story brings lines from above it along
HEAD = (1, 8)  # such lines at least, and one more than at most
OTHER_TAIL = 0.5  # share whose tail is of another page than the head
BOXED = 0.5  # share that get a box inside
BOX_MAX = 25  # lines of a box
SHORT_TOP, SHORT_TAIL = 0.25, 0.15  # shares that keep only a few lines of head, of tail
FEW_ABOVE, FEW_BELOW = (0, 10), (0, 15)  # such lines at least, and one more than at most


@dataclass(frozen=True)
class Rows:
    """The rows of one capture."""

    form: str
    fold: int
    capture: Capture
    gold: str
    passages: Sequence[Chunk]
    columns: Columns
    labels: Numbers
    worth: float = 1.0  # of the page beside others

    @property
    def weights(self) -> Numbers:
        """Words of each row, so that body and the rest weigh alike, and one page no more than another."""
        words = np.array([chunk.words for chunk in self.passages], np.float64)
        body = self.labels >= 0.5
        total = (1 - BODY_WEIGHT) * words.sum() + BODY_WEIGHT * max(1.0, words[body].sum())
        return np.asarray(self.worth * words / total)

    @property
    def body(self) -> list[Chunk]:
        return [passage for passage, label in zip(self.passages, self.labels, strict=True) if label >= 0.5]

    def text(self, taken: Sequence[bool]) -> str:
        return "\n".join(chunk.text for chunk, chosen in zip(self.passages, taken, strict=True) if chosen)


def rows_of_lines(form: str, fold: int, name: str, lines: Sequence[str], gold: str) -> Rows:
    capture = Capture(name, tuple(lines), name)
    chunks = chunks_of(capture)
    passages, columns = rows_of(chunks) if chunks else ([], {})
    labels = np.array(in_gold([passage.text for passage in passages], gold), np.float64)
    return Rows(form, fold, capture, gold, passages, columns, labels)


def varied(rows: Sequence[Rows]) -> list[Rows]:
    """The captures again, each with the first paragraphs of its story only, cropped, and with other blank lines."""
    chance = np.random.default_rng(1)
    found: list[Rows] = []
    for row in rows:
        body = row.body
        gone = {n for passage in body[chance.integers(*SHORT_STORY) :] for n in range(passage.first, passage.last + 1)}
        around = chance.integers(*CROP, 2) if body and chance.random() < CROPPED else (len(row.capture.lines),) * 2
        top, end = (body[0].first - around[0], body[-1].last + around[1]) if body else (0, 0)
        lines = [line for n, line in enumerate(row.capture.lines, 1) if n not in gone and top <= n <= end]
        found.append(_made(row, _spaced(lines, int(chance.integers(3)), row.form)))
    return found


def mixed(rows: Sequence[Rows], rotations: int) -> list[Rows]:
    """Each capture's story again between what stands around others', of sites of the same fold, so many times."""
    chance = np.random.default_rng(2)
    groups: dict[tuple[int, str], list[Rows]] = defaultdict(list)
    for row in rows:
        if row.body:
            groups[row.fold, row.form].append(row)
    found: list[Rows] = []
    for _, group in sorted(groups.items(), key=lambda pair: pair[0]):
        boxes = [box for row in group for box in _boxes(row)]
        for row in group * rotations:
            head = group[chance.integers(len(group))]
            tail = group[chance.integers(len(group))] if chance.random() < OTHER_TAIL else head
            above = head.capture.lines[: head.body[0].first - 1]
            below = tail.capture.lines[tail.body[-1].last :]
            if chance.random() < SHORT_TOP:
                above = above[max(0, len(above) - int(chance.integers(*FEW_ABOVE))) :]
            if chance.random() < SHORT_TAIL:
                below = below[: chance.integers(*FEW_BELOW)]
            lines = _spaced([*above, *_story(row, boxes, chance), *below], int(chance.integers(4)), row.form)
            found.append(_made(row, lines))
    return found


def _made(row: Rows, lines: Sequence[str]) -> Rows:
    return replace(rows_of_lines(row.form, row.fold, row.capture.name, lines, row.gold), worth=MADE_WORTH)


def _story(row: Rows, boxes: Sequence[Sequence[str]], chance: np.random.Generator) -> list[str]:
    """The lines of the page's story, at times with some from above it, at times with a box of another page."""
    body, lines = row.body, row.capture.lines
    top, end = body[0].first - 1, body[-1].last
    if chance.random() < HEADED:
        top = max(0, top - int(chance.integers(*HEAD)))
    if len(body) > 1 and boxes and chance.random() < BOXED:
        cut = body[chance.integers(len(body) - 1)].last
        return [*lines[top:cut], *boxes[int(chance.integers(len(boxes)))], *lines[cut:end]]
    return list(lines[top:end])


def _boxes(row: Rows) -> list[Sequence[str]]:
    """What stands between lines of the page's body and is none: links, captions, promotions."""
    boxes: list[Sequence[str]] = []
    for above, below in pairwise(row.body):
        lines = row.capture.lines[above.last : below.first - 1]
        if len(lines) <= BOX_MAX and any(line.strip() for line in lines):
            boxes.append(lines)
    return boxes


def _spaced(lines: list[str], spacing: int, form: str) -> list[str]:
    """The lines with no blank ones (1), with one below each (2), or as they are; so always where pieces are cut."""
    if spacing not in (1, 2) or form == "broken":
        return lines
    lines = [line for line in lines if line.strip()]
    return [spaced for line in lines for spaced in (line, "")] if spacing == 2 else lines
