"""What the paragraphs above and below a line have in common: their words, and the names they speak of.

Words are compared by their first letters, which does for English and Russian inflections alike; a script that
writes no spaces is compared by pairs of neighbouring characters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import accumulate

from ..wordlists import words as word_set
from .anatomy import opens_with_dateline
from .chunks import Chunk
from .shapes import is_headline, is_prose
from .voice import judge_tail, speaks_personally

STEM = 6  # letters by which two words are taken for one
LEAD_LOOKED_AT = 600  # characters of a paragraph whose voice is asked for
LOOKED_AT = 1_500  # characters of a paragraph
PLACES_MAX = 6  # words of a line that is looked for again elsewhere

_STEM = re.compile(rf"([^\W\d_]{{4,{STEM}}})[^\W\d_]*")  # of words of four letters and more
_PLAIN_STEM = re.compile(rf"([a-z]{{4,{STEM}}})[a-z]*")  # the same of plain letters, found in half the time
_IDEOGRAPHS = re.compile("[\u3040-\u30ff\u3400-\u9fff]{2,}")
_NAME = re.compile(r"[A-ZÀ-ÞА-Я](?:(?<=[^\W\d_] .)|(?<=[,;] .))[\w'’-]{2,}")
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
Run = tuple[int, int]  # paragraphs in a row, counted from the top: the first, and the one behind the last


class Surroundings:
    """A capture's chunks with what is asked of them again and again, each thing found once."""

    def __init__(self, chunks: Sequence[Chunk]) -> None:
        self.chunks = chunks
        self.headlines = [is_headline(chunk) for chunk in chunks]
        prose = [is_prose(chunk) for chunk in chunks]
        self.paragraphs = [index for index, one in enumerate(prose) if one]  # places of the paragraphs among the chunks
        self.heads = [index for index, one in enumerate(self.headlines) if one]  # places of the headlines
        # So many paragraphs, headlines and lines of furniture stand above each chunk
        self.paragraphs_above = [0, *accumulate(prose)]
        self.headlines_above = [0, *accumulate(self.headlines)]
        self.furniture_above = [0, *accumulate(chunk.part is not None for chunk in chunks)]
        self.words_above = [0, *accumulate(chunks[index].words for index in self.paragraphs)]  # each paragraph
        self.gaps = [chunk.gap for chunk in chunks]
        self._bags: dict[int, Bag] = {}
        self._lowered: dict[int, str] = {}
        self._named: dict[int, Bag] = {}
        self._words: dict[Run, Bag] = {}
        self._names: dict[Run, Bag] = {}
        self._personal: dict[int, bool] = {}
        self._talk: dict[int, float] = {}
        self._datelined: dict[int, bool] = {}
        shapes = [_FIGURES.sub("0", chunk.text) if chunk.words <= PLACES_MAX else "" for chunk in chunks]
        seen: set[str] = set()
        twice: set[str] = set()
        for shape in shapes:
            (twice if shape in seen else seen).add(shape)
        self.recurs = [bool(shape) and shape in twice for shape in shapes]

    def words_of(self, index: int) -> Bag:
        """The words with a meaning in one chunk."""
        if index not in self._bags:
            self._bags[index] = _meaning(self.chunks[index].text[:LOOKED_AT])
        return self._bags[index]

    def names_of(self, index: int) -> Bag:
        """The names of people, places and companies in one chunk."""
        if index not in self._named:
            self._named[index] = frozenset(_NAME.findall(self.chunks[index].text[:LOOKED_AT]))
        return self._named[index]

    def words(self, run: Run) -> Bag:
        """The words with a meaning in these paragraphs."""
        return self._united(self._words, run, self.words_of)

    def names(self, run: Run) -> Bag:
        """The names of people, places and companies in these paragraphs."""
        return self._united(self._names, run, self.names_of)

    def _united(self, kept: dict[Run, Bag], run: Run, read: Callable[[int], Bag]) -> Bag:
        if run not in kept:  # lines with the same paragraphs around them ask for the same
            kept[run] = frozenset[str]().union(*map(read, self.paragraphs[slice(*run)]))
        return kept[run]

    def share_in(self, part: Bag, run: Run) -> float | None:
        """How many of some words stand in these paragraphs; None for no words."""
        strange = part
        for index in self.paragraphs[slice(*run)]:
            strange = strange - self._found(index, strange)
        return (len(part) - len(strange)) / len(part) if part else None

    def _found(self, index: int, wanted: Bag) -> Bag:
        """Those of the words that a chunk says; its own are only read where the letters of one stand in it."""
        if index in self._bags:
            return wanted & self._bags[index]
        lowered = self._lowered.get(index)
        if lowered is None:
            lowered = self._lowered[index] = self.chunks[index].text[:LOOKED_AT].lower()
        return wanted & self.words_of(index) if any(map(lowered.__contains__, wanted)) else frozenset()

    def personal(self, index: int) -> bool:
        """Whether a chunk, were it the first of a story, says "I" or "you"."""
        if index not in self._personal:
            self._personal[index] = speaks_personally(self.chunks[index].text[:LEAD_LOOKED_AT])
        return self._personal[index]

    def talk(self, index: int) -> float:
        """How much a chunk reads like the words of whoever posted the story above it."""
        if index not in self._talk:
            self._talk[index] = judge_tail(self.chunks[index].text, False).score
        return self._talk[index]

    def datelined(self, index: int) -> bool:
        if index not in self._datelined:
            self._datelined[index] = opens_with_dateline(self.chunks[index])
        return self._datelined[index]

    def above(self, index: int, most: int, reach: int) -> Run:
        """Up to `most` paragraphs among the `reach` chunks above, the nearest."""
        stop = self.paragraphs_above[index]
        return max(stop - most, self.paragraphs_above[max(0, index - reach)]), stop

    def below(self, index: int, most: int, reach: int) -> Run:
        """Up to `most` paragraphs among the `reach` chunks below, the nearest."""
        first = self.paragraphs_above[index + 1]
        return first, min(first + most, self.paragraphs_above[min(len(self.chunks), index + 1 + reach)])

    def count(self, run: Run) -> int:
        """Words of these paragraphs."""
        return self.words_above[run[1]] - self.words_above[run[0]]


def share_of(part: Bag, whole: Bag) -> float | None:
    """How much of one bag the other holds; None for an empty one."""
    return len(part & whole) / len(part) if part else None


def likeness(one: Bag, other: Bag) -> float | None:
    """How alike two bags are, 0 to 1, whatever their sizes; None where one is empty."""
    return len(one & other) / (len(one) * len(other)) ** 0.5 if one and other else None


def _meaning(text: str) -> Bag:
    if text.isascii():
        found = set(_PLAIN_STEM.findall(text.lower()))
    else:
        found = set(map(str.lower, _STEM.findall(text)))
        for run in _IDEOGRAPHS.findall(text):
            found.update(run[i : i + 2] for i in range(len(run) - 1))
    return frozenset(found - _STOP)
