"""What the letters of many texts say at once: counted with numpy over all their characters together.

A page of three hundred lines is one array here, so a count costs the same for one line or for all.
Nothing below depends on a language: letters have case or not, words are long or short.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Places = NDArray[np.int64]

CHARACTERS_MAX = 4_000  # of one text that are looked at; longer ones are paragraphs beyond doubt
SHORT_WORD_MAX = 3  # letters of the small words every language binds its sentences with

_LOWER, _UPPER, _LETTER, _DIGIT, _BLANK, _QUOTE, _COMMA, _STOP, _COLON, _DASH, _BAR, _PAREN, _CODE, _OTHER = range(14)
_KINDS = 14
_PLANE = 0x10000  # code points of the table; rarer ones count as other signs
_SIGNS = {
    _QUOTE: "\"“”„«»‘’'「」『』",
    _COMMA: ",;，、；，",
    _STOP: ".!?…。！？",
    _COLON: ":：",
    _DASH: "-–—",
    _BAR: "|•·>›»/",
    _PAREN: "()[]（）",
    _CODE: "{}<>=\\_&@#",
}
_EASTERN = (0x3040, 0xA000)  # scripts that write no blanks between words: each of their signs is taken for a word


@cache
def _classes() -> NDArray[np.uint8]:
    """The class of each code point."""
    table = np.full(_PLANE, _OTHER, np.uint8)
    kinds = {"Lu": _UPPER, "Lt": _UPPER, "Ll": _LOWER, "Lo": _LETTER, "Lm": _LETTER, "Nd": _DIGIT, "Mn": _LETTER}
    for point in range(_PLANE):
        kind = kinds.get(unicodedata.category(chr(point)))
        if kind is not None:
            table[point] = kind
    for number, signs in _SIGNS.items():
        table[[ord(sign) for sign in signs]] = number
    table[ord(" ")] = _BLANK
    return table


class Letters:
    """The characters of texts that are folded and not empty, each with its class, in one row."""

    def __init__(self, texts: Sequence[str]) -> None:
        cut = [text[:CHARACTERS_MAX] for text in texts]
        whole = "\n".join(cut) + "\n"
        if whole.isascii():
            self._points: NDArray[np.unsignedinteger] = np.frombuffer(whole.encode("ascii"), np.uint8)
        else:
            self._points = np.frombuffer(whole.encode("utf-32-le", "replace"), "<u4")
        self._size = len(cut)
        self._lengths = np.fromiter(map(len, cut), np.int64, len(cut))
        self._ends = np.cumsum(self._lengths + 1)  # each text and the line end after it
        self._starts = self._ends - self._lengths - 1
        self._lines = np.repeat(np.arange(self._size), self._lengths + 1)
        self._kinds = _classes().take(self._points, mode="clip")  # what lies beyond counts as other signs
        self._kinds[self._ends - 1] = _BLANK

    def features(self) -> dict[str, Numbers]:
        """Name → one number a text."""
        kinds, starts = self._kinds, self._starts
        blank = kinds == _BLANK
        edges = np.flatnonzero(blank[1:] != blank[:-1]) + 1  # texts are folded: words and blanks take turns
        edges = np.concatenate(([0], edges, [len(kinds)])) if not blank[0] else np.append(edges, len(kinds))
        firsts, stops = edges[:-1:2], edges[1::2]
        line = self._lines.take(firsts)
        first_kind = kinds.take(firsts)
        lower_first = first_kind == _LOWER
        signs = np.bincount(self._lines * _KINDS + kinds, minlength=self._size * _KINDS).reshape(self._size, _KINDS)
        letters = np.maximum(signs[:, : _LETTER + 1].sum(axis=1), 1)
        characters = np.maximum(self._lengths, 1).astype(np.float64)
        words = np.maximum(self._count(line), 1.0)
        first = kinds.take(starts)
        last = kinds.take(np.maximum(self._ends - 2, starts))
        before = kinds.take(np.maximum(self._ends - 3, starts))
        closed = (last == _STOP) | ((before == _STOP) & ((last == _QUOTE) | (last == _PAREN)))
        marks = self._lines[(self._points == ord("#")) | (self._points == ord("@"))]
        return {
            "characters": np.log1p(characters),
            "word_length": characters / words,
            "capital_words": self._count(line[first_kind == _UPPER]) / words,
            "small_words": self._count(line[lower_first & (stops - firsts <= SHORT_WORD_MAX)]) / words,
            "lower_words": self._count(line[lower_first]) / words,
            "upper_letters": signs[:, _UPPER] / letters,
            "digits": signs[:, _DIGIT] / characters,
            "commas": signs[:, _COMMA] / words,
            "quotes": signs[:, _QUOTE] / words,
            "bars": signs[:, _BAR] / words,
            "dashes": signs[:, _DASH] / words,
            "code_signs": signs[:, _CODE] / characters,
            "colons": signs[:, _COLON].astype(np.float64),
            "sentences": np.log1p(self._count(line[kinds.take(stops - 1) == _STOP])),
            "hashtags": np.minimum(self._count(marks), 3.0),
            "ends_stop": closed.astype(np.float64),
            "starts_upper": (first == _UPPER).astype(np.float64),
            "starts_quote": (first == _QUOTE).astype(np.float64),
            "starts_digit": (first == _DIGIT).astype(np.float64),
        }

    def words(self) -> tuple[list[str], Places]:
        """The words of all texts in lower case, without signs, and which text each stands in."""
        inside = self._kinds <= _DIGIT
        first = inside.copy()
        first[1:] &= ~inside[:-1]
        points = np.where(inside, self._points, ord(" ")).astype(self._points.dtype)
        eastern = self._points >= _EASTERN[0]
        if eastern.any() and (eastern := eastern & (self._points < _EASTERN[1])).any():
            first |= inside & eastern
            first[1:] |= inside[1:] & eastern[:-1]
            points = np.insert(points, np.flatnonzero(first), ord(" "))
        found = points.tobytes().decode("ascii" if points.itemsize == 1 else "utf-32-le").lower().split()
        return found, self._lines[first]

    def _count(self, lines: Places) -> Numbers:
        return np.bincount(lines, minlength=self._size).astype(np.float64)
