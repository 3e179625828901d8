"""What is known of each line of a capture before anything is decided: named columns of numbers.

Words are compared within the capture only: what its paragraphs share, what they repeat.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from .characters import Numbers, character_features
from .chunks import Chunk
from .parts import Part
from .shapes import BULLETS, is_headline, is_prose
from .voice import attributes

Columns = dict[str, Numbers]
Whole = NDArray[np.int64]

WINDOWS = (1, 2, 4, 8)  # lines above and below that are looked at together
WORD_CHARACTERS_MAX = 4_000  # of a line whose words are compared
MEANING_MIN = 4  # letters of a word that says what a text is about
COMMON_SHARE = 0.25  # of the paragraphs, that hold the capture's own small words
HEAD_WORDS = 3  # first words by which lines made by one template are known

NEAR_PARTS = (Part.CAPTION, Part.DATE, Part.BYLINE, Part.LIST_HEAD, Part.PROMO, Part.CHROME, Part.SOURCE, Part.AGE)

_WORD = re.compile("[^\\W_\u3040-\u30ff\u3400-\u9fff]+|[\u3040-\u30ff\u3400-\u9fff]|\n")


def line_features(chunks: Sequence[Chunk], wanted: Container[str] | None = None) -> Columns:
    """The columns of all lines, a number each; where `wanted` names some, the dear ones of the others are left out."""
    texts = [chunk.text for chunk in chunks]
    words = np.array([chunk.words for chunk in chunks], np.float64)
    prose = np.array([is_prose(chunk) for chunk in chunks], np.float64)
    columns = {"words": np.log1p(words), **character_features(texts)}
    columns["prose"] = prose
    columns["headline"] = np.array([is_headline(chunk) for chunk in chunks], np.float64)
    columns["bullet"] = np.array([text.startswith(BULLETS) for text in texts], np.float64)
    if wanted is None or "reported" in wanted:
        columns["reported"] = np.array([p > 0 and attributes(t) for p, t in zip(prose, texts, strict=True)], np.float64)
    columns |= _parts(chunks, wanted)
    columns |= _spacing(chunks)
    columns |= _repetition(texts)
    vocabulary = Vocabulary(texts)
    columns |= vocabulary.shared("prose", np.where(prose > 0, 1.0, 0.0))
    columns |= _places(words, prose)
    for name in ("words", "prose", "ends_stop", "capital_words", "small_words", "text", "gap", "headline"):
        columns |= windows(name, columns[name], wanted)
    columns |= whole_page(columns, words, prose)
    return columns


def _parts(chunks: Sequence[Chunk], wanted: Container[str] | None) -> Columns:
    """Which furniture each line is, and how far the nearest of each kind stands."""
    columns: Columns = {"text": np.array([chunk.part is None for chunk in chunks], np.float64)}
    places: dict[Part, list[int]] = {part: [] for part in Part}
    for index, chunk in enumerate(chunks):
        if chunk.part is not None:
            places[chunk.part].append(index)
    for part in Part:
        columns[f"is_{part}"] = flags = np.zeros(len(chunks))
        flags[places[part]] = 1.0
    for part in NEAR_PARTS:
        flags = columns[f"is_{part}"]
        if wanted is None or f"{part}_above" in wanted:
            columns[f"{part}_above"] = np.concatenate(([0.0], flags[:-1]))
        if wanted is None or f"{part}_below" in wanted:
            columns[f"{part}_below"] = np.concatenate((flags[1:], [0.0]))
    for part in (Part.BYLINE, Part.DATE, Part.COMMENTS, Part.LIST_HEAD, Part.END, Part.CHROME, Part.BIOGRAPHY):
        flags = columns[f"is_{part}"]
        if wanted is None or f"since_{part}" in wanted:
            columns[f"since_{part}"] = distance_above(flags)
        if wanted is None or f"until_{part}" in wanted:
            columns[f"until_{part}"] = distance_above(flags[::-1])[::-1]
    return columns


def _spacing(chunks: Sequence[Chunk]) -> Columns:
    gaps = np.array([chunk.gap for chunk in chunks], np.float64)
    below = np.append(gaps[1:], 0.0)
    usual = float(np.median(gaps[1:])) if len(gaps) > 1 else 0.0
    return {
        "gap": np.minimum(gaps, 4.0),
        "gap_below": np.minimum(below, 4.0),
        "gap_change": np.clip(below - gaps, -3.0, 3.0),
        "gap_unusual": np.clip(gaps - usual, -3.0, 3.0),
        "joined": np.array([chunk.last - chunk.first for chunk in chunks], np.float64),
    }


def _repetition(texts: Sequence[str]) -> Columns:
    """How often the capture prints the line, and lines that begin or end alike."""
    count = Counter(texts)
    heads = [" ".join(text.split(" ", HEAD_WORDS)[:HEAD_WORDS]) for text in texts]
    tails = [text.rpartition(" ")[2] for text in texts]
    head_count, tail_count = Counter(heads), Counter(tails)
    size = len(texts)
    return {
        "repeated": np.fromiter((min(count[text], 4) for text in texts), np.float64, size),
        "same_start": np.fromiter((min(head_count[head], 6) for head in heads), np.float64, size),
        "same_end": np.fromiter((min(tail_count[tail], 6) for tail in tails), np.float64, size),
    }


class Vocabulary:
    """The words of a capture's lines as numbers, for asking what lines have in common."""

    def __init__(self, texts: Sequence[str]) -> None:
        tokens = _WORD.findall("\n".join(text[:WORD_CHARACTERS_MAX] for text in texts).lower())
        numbers = {word: number for number, word in enumerate(dict.fromkeys(tokens))}
        found = np.fromiter(map(numbers.__getitem__, tokens), np.int64, len(tokens))
        ends = found == numbers.get("\n", -1)
        line = np.cumsum(ends)[~ends]
        found = found[~ends]
        long = [len(word) >= MEANING_MIN or not word.isascii() for word in numbers]
        self._lines = len(texts)
        self._size = max(1, len(numbers))
        pairs = np.unique(line * self._size + found)
        self._line, self._word = pairs // self._size, pairs % self._size  # each word once a line
        self._long = np.array(long, np.bool_)[self._word] if long else np.zeros(0, np.bool_)

    def shared(self, name: str, weights: Numbers) -> Columns:
        """How much of each line's words the weighted lines hold besides it; and how many of its words are common."""
        held = np.bincount(self._word, weights[self._line], self._size)
        others = held[self._word] - weights[self._line]
        total = max(1.0, float(weights.sum()))
        meaning = self._mean(np.minimum(others, 1.0), self._long)
        weighted = self._mean(np.log1p(np.maximum(others, 0.0)), self._long)
        common = self._mean((others >= COMMON_SHARE * total).astype(np.float64), np.ones(len(others), np.bool_))
        return {f"{name}_shared": meaning, f"{name}_often": weighted, f"{name}_common": common}

    def _mean(self, values: Numbers, chosen: NDArray[np.bool_]) -> Numbers:
        lines = self._line[chosen]
        sums = np.bincount(lines, values[chosen], self._lines)
        counts = np.bincount(lines, minlength=self._lines)
        return np.asarray(sums / np.maximum(counts, 1), np.float64)


def _places(words: Numbers, prose: Numbers) -> Columns:
    """Where the line stands: in the page, and from the paragraphs around it."""
    size = len(words)
    written = np.cumsum(words * prose)
    total = max(1.0, float(written[-1]))
    long = (prose > 0) & (words >= 20)
    return {
        "place": (np.arange(size) + 0.5) / size,
        "from_top": np.minimum(np.arange(size), 200.0),
        "from_end": np.minimum(np.arange(size)[::-1], 200.0),
        "prose_above": (written - words * prose) / total,
        "since_prose": distance_above(prose),
        "until_prose": distance_above(prose[::-1])[::-1],
        "since_long": distance_above(long.astype(np.float64)),
        "until_long": distance_above(long[::-1].astype(np.float64))[::-1],
    }


def whole_page(columns: Mapping[str, Numbers], words: Numbers, prose: Numbers) -> Columns:
    """The same for every line: what kind of capture this is."""
    ones = np.ones(len(words))
    return {
        "page_lines": ones * np.log1p(len(words)),
        "page_prose": ones * float(np.sum(words * prose)) / max(1.0, float(words.sum())),
        "page_prose_lines": ones * float(prose.mean()),
        "page_paragraph": ones * float(np.median(words[prose > 0])) if prose.any() else ones * 0.0,
        "page_gap": ones * float(columns["gap"].mean()),
    }


def distance_above(flags: Numbers) -> Numbers:
    """Lines to the nearest flagged one above, on a scale of logarithms; 5 where there is none."""
    index = np.arange(len(flags))
    last = np.maximum.accumulate(np.where(np.concatenate(([0.0], flags[:-1])) > 0, index - 1, -1))
    return np.where(last >= 0, np.minimum(np.log1p(index - last), 5.0), 5.0)


def windows(name: str, values: Numbers, wanted: Container[str] | None) -> Columns:
    """Means over the lines above and below, for each window; outside the page all is nought."""
    size = len(values)
    sums = np.concatenate(([0.0], np.cumsum(values)))
    index = np.arange(size)
    columns: Columns = {}
    for width in WINDOWS:
        above, below = f"{name}_above_{width}", f"{name}_below_{width}"
        if wanted is None or above in wanted:
            columns[above] = (sums[index] - sums[np.maximum(index - width, 0)]) / width
        if wanted is None or below in wanted:
            columns[below] = (sums[np.minimum(index + 1 + width, size)] - sums[index + 1]) / width
    return columns
