"""The authors of a page with one story: a trained choice among everybody named around it.

Every person gets points (data/authors.scorecard) for what `author_features` says of them. The points of
all together make a probability for each, and for "none of them": people named beside a story are rivals,
and many pages print no byline. Who shares a byline with the likeliest is given with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from .author_features import Person, people_around
from .bylines import read_byline, read_name_line, unstuck
from .learned.scorecard import Numbers, Scorecard
from .model import Capture, Evidence, Finding, Span
from .segments.headlines import probabilities

MODEL = "authors"
GIVEN_MIN = 0.65  # probability from which names are given: on sites left out, 95 of 100 are then right
TURNS_MIN = 2  # lines that begin with somebody's name and a colon, by which a conversation is known

Authors = Finding[tuple[str, ...]]

_GOES_ON = re.compile(r"(?:and|&|und|et|y|и)\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Choice:
    """The people chosen, and the probability that they are the authors."""

    people: tuple[Person, ...]
    certainty: float


def authors_around(capture: Capture, lines: Span, body_first: int, headline: int) -> Authors:
    """Authors of a capture's only story; where nobody is likely enough, the reason says so."""
    card = Scorecard.load(MODEL)
    around = people_around(capture, lines, body_first, headline, card.features)
    people = [person for person in around if not _speaks(person, capture.lines)]
    choice = choose(people, capture.lines, card) if people else None
    if choice is None or choice.certainty < GIVEN_MIN:
        return Finding(reason="no byline in the capture")
    number = choice.people[0].line
    text = capture.lines[number - 1]
    names = tuple(person.name for person in choice.people)
    evidence = Evidence("author-choice", text.strip(), number, max(0, text.find(names[0])))
    return Finding(names, (evidence,), choice.certainty)


def choose(people: Sequence[Person], lines: Sequence[str], card: Scorecard) -> Choice:
    """The likeliest person with those who share the byline, in the order of the lines."""
    table = columns(people, card.features)
    shares = probabilities(card.points(table))
    best = int(np.argmax(shares[:-1]))
    beside = _signing_together(people[best].line, lines)
    chosen = [n for n, person in enumerate(people) if n == best or person.name in beside]
    return Choice(tuple(people[n] for n in chosen), float(sum(shares[n] for n in chosen)))


def _speaks(person: Person, lines: Sequence[str]) -> bool:
    """True for a speaker or programme in a conversation written down, whom no line signs as its author."""
    turn = f"{person.name}:".lower()
    if person.signs or not lines[person.line - 1].lstrip().lower().startswith(turn):
        return False
    return sum(line.lstrip().lower().startswith(turn) for line in lines) >= TURNS_MIN


def columns(people: Sequence[Person], wanted: Iterable[str] | None = None) -> dict[str, Numbers]:
    """The features of some people, a column each: all, or those that are wanted."""
    names = list(people[0].features if wanted is None else wanted)
    rows = np.array([[person.features[name] for name in names] for person in people], np.float64)
    return dict(zip(names, rows.T, strict=True))


def _signing_together(number: int, lines: Sequence[str]) -> tuple[str, ...]:
    """The names of the byline in this line, with those of a list that goes on in the next lines."""
    names: tuple[str, ...] = ()
    for text in map(unstuck, lines[number - 1 :]):
        text = text.strip(" /|,•")
        if text and names and not _GOES_ON.match(text):
            break
        byline = (read_byline(text) or read_name_line(text)) if text else None
        if text and not byline:
            break
        names += byline.authors if byline else ()
    return names
