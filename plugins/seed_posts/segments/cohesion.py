"""What the paragraphs above and below a line have in common: their words, and the names they speak of.

Words are compared by their first letters, which does for English and Russian inflections alike; a script that
writes no spaces is compared by pairs of neighbouring characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ..wordlists import words as word_set
from .anatomy import opens_with_dateline
from .chunks import Chunk
from .shapes import is_headline, is_prose
from .voice import attributes, judge_tail, speaks_personally

STEM = 6  # letters by which two words are taken for one
LEAD_LOOKED_AT = 600  # characters of a paragraph whose voice is asked for
LOOKED_AT = 1_500  # characters of a paragraph
PLACES_MAX = 6  # words of a line that is looked for again elsewhere

_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_IDEOGRAPHS = re.compile("[\u3040-\u30ff\u3400-\u9fff]{2,}")
_NAME = re.compile(r"(?:(?<=[^\W\d_] )|(?<=[,;] ))[A-ZÀ-ÞА-Я][\w'’-]{2,}")
_FIGURES = re.compile(r"\d+")
_STOP = frozenset(
    word[:STEM]
    for word in word_set(
        "that this with from have been were will would could should their there they them than then when what which"
        " while where about after before over under into more most some such only other also very said says year"
        " years time first last people news just like make made many much even well back here your yours because"
        " being between both each during through until against does doing again further once same week month"
        " monday tuesday wednesday thursday friday saturday sunday"
        " было были этого этот которые который также после только может чтобы году года сказал заявил сообщил"
    )
)

Bag = frozenset[str]


class Voice(NamedTuple):
    """How a paragraph speaks: whether it says who said something, and whether it says "I" or "you"."""

    attributes: bool
    personal: bool


class Surroundings:
    """A capture's chunks with what is asked of them again and again, each thing found once."""

    def __init__(self, chunks: Sequence[Chunk]) -> None:
        self.chunks = chunks
        self.prose = [is_prose(chunk) for chunk in chunks]
        self.headlines = [is_headline(chunk) for chunk in chunks]
        self._words: dict[tuple[int, ...], Bag] = {}
        self._names: dict[tuple[int, ...], Bag] = {}
        self._voices: dict[int, Voice] = {}
        self._talk: dict[int, float] = {}
        self._datelined: dict[int, bool] = {}
        shapes = [_FIGURES.sub("0", chunk.text) if chunk.words <= PLACES_MAX else "" for chunk in chunks]
        seen: set[str] = set()
        twice: set[str] = set()
        for shape in shapes:
            (twice if shape in seen else seen).add(shape)
        self.recurs = [bool(shape) and shape in twice for shape in shapes]

    def words(self, indexes: Iterable[int]) -> Bag:
        """The words with a meaning in these chunks."""
        indexes = tuple(indexes)
        if indexes not in self._words:  # lines with the same paragraphs around them ask for the same
            self._words[indexes] = (
                _meaning(self.chunks[indexes[0]].text[:LOOKED_AT])
                if len(indexes) == 1
                else frozenset[str]().union(*(self.words((i,)) for i in indexes))
            )
        return self._words[indexes]

    def names(self, indexes: Iterable[int]) -> Bag:
        """The names of people, places and companies in these chunks."""
        indexes = tuple(indexes)
        if indexes not in self._names:
            self._names[indexes] = (
                frozenset(_NAME.findall(self.chunks[indexes[0]].text[:LOOKED_AT]))
                if len(indexes) == 1
                else frozenset[str]().union(*(self.names((i,)) for i in indexes))
            )
        return self._names[indexes]

    def voice(self, index: int) -> Voice:
        """How a chunk begins, were it the first of a story."""
        if index not in self._voices:
            text = self.chunks[index].text[:LEAD_LOOKED_AT]
            self._voices[index] = Voice(attributes(text), speaks_personally(text))
        return self._voices[index]

    def talk(self, index: int) -> float:
        """How much a chunk reads like the words of whoever posted the story above it."""
        if index not in self._talk:
            self._talk[index] = judge_tail(self.chunks[index].text, False).score
        return self._talk[index]

    def datelined(self, index: int) -> bool:
        if index not in self._datelined:
            self._datelined[index] = opens_with_dateline(self.chunks[index])
        return self._datelined[index]

    def above(self, index: int, most: int, reach: int) -> list[int]:
        """Indexes of up to `most` paragraphs among the `reach` chunks above, in order."""
        found = [i for i in range(index - 1, max(-1, index - 1 - reach), -1) if self.prose[i]]
        return found[:most][::-1]

    def below(self, index: int, most: int, reach: int) -> list[int]:
        """Indexes of up to `most` paragraphs among the `reach` chunks below, in order."""
        stop = min(len(self.chunks), index + 1 + reach)
        return [i for i in range(index + 1, stop) if self.prose[i]][:most]


def share_of(part: Bag, whole: Bag) -> float | None:
    """How much of one bag the other holds; None for an empty one."""
    return len(part & whole) / len(part) if part else None


def likeness(one: Bag, other: Bag) -> float | None:
    """How alike two bags are, 0 to 1, whatever their sizes; None where one is empty."""
    return len(one & other) / (len(one) * len(other)) ** 0.5 if one and other else None


def _meaning(text: str) -> Bag:
    found = {word[:STEM].lower() for word in _LONG_WORD.findall(text)}
    if not text.isascii():
        for run in _IDEOGRAPHS.findall(text):
            found.update(run[i : i + 2] for i in range(len(run) - 1))
    return frozenset(found - _STOP)
