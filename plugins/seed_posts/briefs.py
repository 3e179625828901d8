"""What the whole run has to know of a story: its sketch, where it stands among copies, what a person should look at.

A brief is a few hundred bytes, made where the story is converted and kept with its conversion. So a run that finds
reprints, counts stories and compares posts looks at briefs, and reads a conversion again only where it makes a post.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from .candidates import SKETCH, Sketches, sketch
from .errors import printable
from .model import Applied, Basis, Precision, Role, Story
from .posts import reviews_of

WEAK = frozenset({Basis.INFERRED, Basis.THREAD_ORDER})  # dates that are guessed from what stands around a story

Precedence = tuple[int, str, int]  # trust in the date, the date, characters less than none: the lowest is canonical


@dataclass(frozen=True, slots=True)
class Brief:
    """A story as the whole run looks at it."""

    slug: str
    settled: bool  # a correction says what it is a reprint of
    precedence: Precedence
    doubtful: bool  # it has something to review
    reviews: tuple[str, ...]  # a line for each field that a person should look at
    corrections: tuple[Applied, ...]
    sketch: str  # of its text, in base64

    def plain(self) -> list[Any]:
        """Lists and texts that JSON can carry."""
        made = [[done.field, done.was, done.value, done.reason] for done in self.corrections]
        return [
            self.slug, self.settled, list(self.precedence), self.doubtful, list(self.reviews), made, self.sketch
        ]  # fmt: skip


def brief_of(story: Story) -> Brief:
    """What the run has to know of a story, as it is before the run is whole."""
    found = tuple(reviews_of(story))
    return Brief(
        slug=story.slug,
        settled=story.reprint_correction is not None,
        precedence=_precedence(story),
        doubtful=bool(found),
        reviews=tuple(_reviews(story, found)),
        corrections=story.corrections,
        sketch=b64encode(sketch([story.text]).astype("<u4").tobytes()).decode("ascii"),
    )


def read_brief(plain: Sequence[Any]) -> Brief:
    """The brief that plain data says. Raises TypeError or ValueError for data that says none."""
    slug, settled, (trust, day, length), doubtful, reviews, corrections, sketched = plain
    made = tuple(Applied(*map(str, one)) for one in corrections)
    return Brief(str(slug), bool(settled), (trust, day, length), bool(doubtful), tuple(reviews), made, sketched)


def sketches_of(briefs: Sequence[Brief]) -> Sketches:
    """A row for each story. Raises ValueError for a sketch that is none."""
    numbers = np.frombuffer(b"".join(b64decode(brief.sketch) for brief in briefs), dtype="<u4")
    return numbers.astype(np.uint32).reshape(len(briefs), SKETCH)


def lacking(story: Story) -> Iterator[str]:
    """The kinds of tags that list the story nowhere: "regions", "topics"."""
    if not any(tag.role in (Role.PRIMARY, Role.SECONDARY) for tag in story.regions):
        yield "regions"
    if not story.topics:
        yield "topics"


def _reviews(story: Story, reasons: Sequence[str]) -> Iterator[str]:
    for reason in reasons:
        yield printable(f"review {story.seed}:{story.first} ({story.slug}): {reason}")
    for kind in lacking(story):
        yield printable(f"review {story.seed}:{story.first} ({story.slug}): {kind}: none is sure, so it has none")


def _precedence(story: Story) -> Precedence:
    """Sorts the canonical story first: a printed date before a guessed one, the earlier, the longer."""
    value = story.date.value
    if value is None or value.precision is Precision.UNKNOWN or not value.value:
        trust, day = 2, ""
    else:
        trust = 1 if value.basis in WEAK else 0
        day = value.value + "-99" * (2 - value.value.count("-"))  # "2018-03" after its days: it may be any of them
    return trust, day, -sum(len(block.text) for block in story.body)
